"""Rule sets in use: which there are, adopting one, choosing one for a building, and what each version has judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop import paths
from firemode_desktop.domain import rulesets
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.rulesets import LimitChange, RuleSet
from firemode_desktop.domain.words import DEFAULT_RULE_SET, InstanceStatus
from firemode_desktop.imports.files.opening import bytes_of
from firemode_desktop.models import AS1851Rule, Building, TestInstance, TestInstanceTemplate, TestSession
from firemode_desktop.queries import standard
from firemode_desktop.services import people

LARGEST = 1 << 20
"""Bytes of a file of rule sets."""


@cache
def shipped() -> tuple[RuleSet, ...]:
    """The sets that ship with the program, the default first."""
    return rulesets.load_rulesets(paths.resources())


def read_file(path: Path) -> tuple[RuleSet, ...]:
    """The sets of a file of the form of ``resources/rulesets.toml``.

    Raises:
        Missing: the file is not there.
        Invalid: it is no such file; the message names the key.
    """
    try:
        text = bytes_of(path, LARGEST).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(f"“{path.name}” cannot be read as text.", [str(path)]) from error
    if len(text) > LARGEST:
        raise Invalid(f"{path.name} is too large to be a file of rule sets.", [str(path)])
    return rulesets.parse_rulesets(text.replace("\r\n", "\n"), path.name)


@dataclass(frozen=True, slots=True)
class SetState:
    """A set and how it is used: since when its rules hold (None: not adopted), and for how many buildings."""

    name: str
    title: str
    since: date | None
    buildings: int
    shipped: RuleSet | None = None

    @property
    def adopted(self) -> bool:
        """Whether its rules are in the database, so that a building can be judged by it."""
        return self.since is not None


def states(session: Session) -> tuple[SetState, ...]:
    """The sets that ship with the program and those adopted from files, the default first."""
    begun = select(AS1851Rule.rule_set, func.min(AS1851Rule.effective_date)).group_by(AS1851Rule.rule_set)
    since = dict(session.execute(begun).all())
    named = func.coalesce(Building.rule_set, DEFAULT_RULE_SET)
    used = dict(session.execute(select(named, func.count()).group_by(named)).all())
    known = {one.name: one for one in shipped()}
    return tuple(
        SetState(
            name, known[name].title if name in known else name, since.get(name), used.get(name, 0), known.get(name)
        )
        for name in dict.fromkeys([*known, *sorted(since)])
    )


def adopt(session: Session, rule_set: RuleSet, begins: date, *, by: UUID) -> tuple[UUID, ...]:
    """Write the rules of a set as versions that hold from ``begins`` on; returns their ids.

    A version of the same code that is in force ends that day (exclusive). Nothing is judged by a set before a
    building chooses it.

    Raises:
        Refused: the person is no supervisor.
        Invalid: the set is adopted in this version already, a code belongs to another set, or a version in force begins
            on that day or later.
    """
    people.require(session, by, people.SUPERVISORS, "adopt a rule set")
    before = _by_code(session, rule_set)
    added = []
    for rule in rule_set.rules:
        successor = _as_version(rule_set, rule, begins)
        if (old := before.get(rule.code)) is not None:
            if old.effective_date is not None and begins <= old.effective_date:
                raise Invalid(
                    f"{old.rule_code} {old.version} begins on {show_date(old.effective_date)}; "
                    "its successor must begin later than that."
                )
            old.supersede(successor)
        added.append(successor)
    session.add_all(added)
    session.flush()
    return tuple(rule.rule_id for rule in added)


def _by_code(session: Session, rule_set: RuleSet) -> dict[str, AS1851Rule]:
    """The versions in force of the set's codes; refuses codes of another set, and a version that is there already."""
    codes = [rule.code for rule in rule_set.rules]
    found: dict[str, AS1851Rule] = {}
    for one in session.scalars(select(AS1851Rule).where(AS1851Rule.rule_code.in_(codes))):
        if one.rule_set != rule_set.name:
            raise Invalid(f"The code {one.rule_code} belongs to the set “{one.rule_set}”.")
        if one.version == rule_set.version:
            raise Invalid(f"“{rule_set.name}” is adopted in its version {one.version} already.")
        if one.active and one.superseded_date is None:
            found[one.rule_code] = one
    return found


def _as_version(rule_set: RuleSet, rule: rulesets.SetRule, begins: date) -> AS1851Rule:
    return AS1851Rule(
        rule_set=rule_set.name,
        rule_code=rule.code,
        version=rule_set.version,
        measurement_type=rule.measurement_type,
        min_threshold=rule.limits.minimum,
        max_threshold=rule.limits.maximum,
        unit=rule.limits.unit or None,
        severity_if_fail=rule.severity,
        defect_classification=rule.defect_classification,
        description=rule.says,
        reference_standard=rule.source,
        active=True,
        effective_date=begins,
    )


def set_of(session: Session, building_id: UUID) -> str:
    """The name of the set a building is judged by."""
    return standard.rule_set_of(session, building_id)


def choosing(session: Session, building_id: UUID, name: str, day: date) -> tuple[LimitChange, ...]:
    """What choosing the set would change for a building on ``day``: limits, and how many expected tests each touches.

    Raises:
        Missing: nothing of that set has been adopted.
    """
    _adopted(session, name)
    table = TestInstanceTemplate
    counted = select(table.measurement_type, func.count()).where(
        table.building_id == building_id, table.retired_at.is_(None)
    )
    tests = dict(session.execute(counted.group_by(table.measurement_type)).all())
    before, after = (_limits(session, day, one) for one in (set_of(session, building_id), name))
    return rulesets.changes(before, after, tests)


def choose(session: Session, building_id: UUID, name: str, *, by: UUID) -> None:
    """Judge a building by the rules of that set from now on; sessions that were started keep their limits.

    Raises:
        Refused: the person is no supervisor, or the building is judged by it already.
        Missing: there is no such building, or nothing of that set has been adopted.
    """
    people.require(session, by, people.SUPERVISORS, "choose the rule set of a building")
    building = session.scalar(select(Building).where(Building.id == building_id).with_for_update())
    if building is None:
        raise Missing("There is no such building.", [str(building_id)])
    _adopted(session, name)
    if (building.rule_set or DEFAULT_RULE_SET) == name:
        raise Refused(f"“{building.name}” is judged by “{name}” already.")
    building.rule_set = None if name == DEFAULT_RULE_SET else name
    session.flush()


def _adopted(session: Session, name: str) -> None:
    known: Sequence[str] = session.scalars(select(AS1851Rule.rule_set).distinct()).all()
    if name not in known:
        raise Missing(f"The rule set “{name}” is not adopted; adopted are: {', '.join(sorted(known))}.", list(known))


def _limits(session: Session, day: date, name: str) -> dict[str, Limits]:
    return {
        kind: Limits(rule.min_threshold, rule.max_threshold, rule.unit or "")
        for kind, rule in standard.rules_in_force(session, day, name).items()
    }


@dataclass(frozen=True, slots=True)
class Usage:
    """What a version of a rule is to one session: tests that carry it, and how those carried out came out."""

    session_id: UUID
    session_name: str
    building_id: UUID
    building: str
    day: date | None
    status: str
    tests: int
    completed: int
    not_compliant: int


def usage(session: Session, rule_id: UUID) -> tuple[Usage, ...]:
    """Which sessions a version of a rule judges or judged, the latest first."""
    done = TestInstance.status == InstanceStatus.COMPLETED.value
    query = (
        select(
            TestSession.id,
            func.coalesce(TestSession.session_name, "Session"),
            Building.id,
            Building.name,
            TestSession.scheduled_for,
            TestSession.status,
            func.count(),
            func.count().filter(done),
            func.count().filter(TestInstance.is_compliant.is_(False)),
        )
        .join(TestSession, TestSession.id == TestInstance.session_id)
        .join(Building, Building.id == TestSession.building_id)
        .where(TestInstance.rule_id == rule_id)
        .group_by(TestSession.id, Building.id)
        .order_by(TestSession.scheduled_for.desc().nulls_last(), TestSession.session_name)
    )
    return tuple(Usage(*row) for row in session.execute(query))
