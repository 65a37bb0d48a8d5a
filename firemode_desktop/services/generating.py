"""Generation: the registers of a building become its expected tests (templates), by what the archetypes say.

Nothing is written when nothing changed. What no longer applies is retired, never deleted: its instances keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from firemode_desktop import paths
from firemode_desktop.domain import registers
from firemode_desktop.domain.archetypes import Archetype, ArchetypeSetting, load_archetypes, schedule
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.counting import Count, check_complete, expected_count
from firemode_desktop.domain.difference import Difference, ExistingTest, difference
from firemode_desktop.domain.errors import Conflict
from firemode_desktop.domain.expansion import CONTEXT_COLUMNS, ExpectedTest, Resolved, expected_tests
from firemode_desktop.domain.words import Frequency
from firemode_desktop.models import Building, TestInstanceTemplate
from firemode_desktop.queries import expecting
from firemode_desktop.services.template_writing import write

_Template = TestInstanceTemplate
CHANGED_MEANWHILE = (
    "The registers, baselines, rules or settings changed since these tests were shown, so nothing was written. "
    "Look at what is new and bring them up to date then."
)


@dataclass(frozen=True, slots=True)
class Generation:
    """What generating a frequency came to, or would come to: the count with its arithmetic, and the difference."""

    frequency: str
    count: Count
    existing: int
    difference: Difference
    identifiers: tuple[str, ...] = field(default=(), repr=False)
    """Those of the expected tests, in walking order."""

    def to_dict(self) -> dict[str, Any]:
        """The counts of ``firemode generate --json``."""
        return {
            "frequency": self.frequency,
            "expected": self.count.total,
            "existing": self.existing,
            **self.difference.to_dict(),
        }


def generate(
    session: Session,
    building_id: UUID,
    frequency: str,
    *,
    today: date,
    at: datetime,
    dry_run: bool = False,
    shown: str | None = None,
) -> Generation:
    """Bring the templates of a building and frequency up to its registers, limits and baselines of ``today``.

    ``shown`` is the digest of the difference that a person looked at: that one is written, or none.

    Raises:
        Invalid: what was generated is not what the arithmetic expects; the message names what is missing or extra.
        Conflict: the difference is another one than ``shown``.
    """
    if not dry_run:
        _lock(session, [building_id])
    (planned,) = _planned(session, _bases(session, [building_id], today), frequency)
    if shown is not None and planned.difference.digest != shown:
        raise Conflict(CHANGED_MEANWHILE)
    if not dry_run:
        _write(session, frequency, {building_id: planned}, at)
    return planned


def generate_all(
    session: Session, building_ids: Sequence[UUID], frequency: str, *, today: date, at: datetime
) -> dict[UUID, Generation]:
    """Bring the templates of many buildings up to date as ``generate`` does, in as many statements as for one.

    Raises:
        Invalid: what was generated for a building is not what the arithmetic expects; then nothing is to be kept.
    """
    wanted = sorted(set(building_ids))
    _lock(session, wanted)
    planned = _planned(session, _bases(session, wanted, today), frequency)
    found = dict(zip(wanted, planned, strict=True))
    _write(session, frequency, found, at)
    return found


def outlooks(session: Session, building_id: UUID, today: date) -> tuple[Generation, ...]:
    """What generating each frequency would come to, in their order; nothing is written."""
    bases = _bases(session, [building_id], today)
    return tuple(one for frequency in Frequency.values() for one in _planned(session, bases, frequency))


def _lock(session: Session, building_ids: Sequence[UUID]) -> None:
    """One at a time: the second finds the first one's templates and has nothing left to write."""
    query = select(Building.id).where(expecting.among(Building.id, building_ids)).order_by(Building.id)
    session.execute(query.with_for_update(key_share=True))


@dataclass(frozen=True, slots=True)
class _Basis:
    """What the tests of a building follow from, read once for all frequencies."""

    building_id: UUID
    site: registers.SiteRegisters
    active: tuple[Archetype, ...]
    resolved: Callable[[ExpectedTest], Resolved]


def _bases(session: Session, building_ids: Sequence[UUID], today: date) -> tuple[_Basis, ...]:
    decided = expecting.settings(session, building_ids)
    sites = expecting.site_registers(session, building_ids, today)
    resolved = expecting.resolvers(session, building_ids, today)
    return tuple(
        _Basis(each, sites[each], schedule(archetypes(), decided[each]), resolved[each]) for each in building_ids
    )


def _planned(session: Session, bases: Sequence[_Basis], frequency: str) -> tuple[Generation, ...]:
    existing = _existing(session, [basis.building_id for basis in bases], frequency)
    return tuple(_generation(basis, frequency, existing.get(basis.building_id, ())) for basis in bases)


def _generation(basis: _Basis, frequency: str, existing: Sequence[ExistingTest]) -> Generation:
    expected = expected_tests(basis.site, frequency, basis.active)
    count = expected_count(basis.site, frequency, basis.active)
    found = difference(expected, existing, basis.resolved)
    return Generation(frequency, count, len(existing), found, tuple(test.scoped_identifier for test in expected))


def _write(session: Session, frequency: str, planned: Mapping[UUID, Generation], at: datetime) -> None:
    """Write what differs, then hold what is there against the arithmetic of each building."""
    write(session, {each: one.difference for each, one in planned.items() if not one.difference.empty}, at)
    there = _written(session, planned, frequency)
    for each, one in planned.items():
        check_complete(one.count, frequency, one.identifiers, there.get(each, ()))


def _in_force(building_ids: Iterable[UUID], frequency: str) -> tuple[ColumnElement[bool], ...]:
    return (
        expecting.among(_Template.building_id, building_ids),
        _Template.frequency == frequency,
        _Template.retired_at.is_(None),
    )


def _written(session: Session, building_ids: Iterable[UUID], frequency: str) -> dict[UUID, Sequence[str]]:
    """The identifiers of the templates that are in force now, by building."""
    names = func.array_agg(func.coalesce(_Template.scoped_identifier, ""))
    query = select(_Template.building_id, names).where(*_in_force(building_ids, frequency))
    return {row[0]: row[1] for row in session.execute(query.group_by(_Template.building_id))}


def _existing(session: Session, building_ids: Iterable[UUID], frequency: str) -> dict[UUID, list[ExistingTest]]:
    """The templates in force of each building, their columns by name; without making objects of them."""
    table = _Template.__table__.columns
    columns = [expecting.as_text(each) if each.name in CONTEXT_COLUMNS else each for each in table]
    query = select(*columns).where(*_in_force(building_ids, frequency))
    found: dict[UUID, list[ExistingTest]] = {}
    for row in session.execute(query).mappings():
        found.setdefault(row["building_id"], []).append(ExistingTest(row["template_instance_id"], dict(row)))
    return found


@cache
def archetypes() -> tuple[Archetype, ...]:
    """The archetypes that ship with the program."""
    return load_archetypes(paths.resources())


def settings(session: Session, building_id: UUID) -> tuple[ArchetypeSetting, ...]:
    """What a building decided about its archetypes."""
    return expecting.settings(session, [building_id])[building_id]


def site_registers(session: Session, building_id: UUID, today: date) -> registers.SiteRegisters:
    """The registers that tests depend on; out of service is what ended by ``today``."""
    return expecting.site_registers(session, [building_id], today)[building_id]


@dataclass(frozen=True, slots=True)
class ShownTemplate:
    """An expected test as lists show it."""

    template_id: UUID
    identifier: str
    archetype_id: str
    measurement_type: str
    sequence_order: int
    min_threshold: Any
    max_threshold: Any
    unit: str | None
    baseline_value: Any
    baseline_date: date | None
    design_setpoint: Any
    rule_code: str | None
    rule_version: str | None

    @property
    def limits(self) -> Limits:
        """The limits of the rule in force when it was generated."""
        return Limits(self.min_threshold, self.max_threshold, self.unit or "")


def templates(session: Session, building_id: UUID, frequency: str) -> tuple[ShownTemplate, ...]:
    """The expected tests of a building and frequency in walking order."""
    query = (
        select(
            _Template.template_instance_id.label("template_id"),
            _Template.scoped_identifier.label("identifier"),
            _Template.archetype_id,
            _Template.measurement_type,
            _Template.sequence_order,
            _Template.min_threshold,
            _Template.max_threshold,
            _Template.unit,
            _Template.baseline_value,
            _Template.baseline_date,
            _Template.design_setpoint,
            _Template.rule_code,
            _Template.rule_version,
        )
        .where(_Template.building_id == building_id, _Template.frequency == frequency, _Template.retired_at.is_(None))
        .order_by(_Template.sequence_order)
    )
    return tuple(ShownTemplate(**row) for row in session.execute(query).mappings())
