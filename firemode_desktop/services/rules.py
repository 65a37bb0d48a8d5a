"""Rules: the limits that readings are judged by, each version with its source and its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import Limits, finite
from firemode_desktop.domain.dates import holds, show_date
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.words import DEFAULT_RULE_SET
from firemode_desktop.models import AS1851Rule
from firemode_desktop.queries import standard
from firemode_desktop.services import people

_CARRIED_OVER = [
    "rule_set",
    "rule_code",
    "measurement_type",
    "min_threshold",
    "max_threshold",
    "unit",
    "severity_if_fail",
    "defect_classification",
    "description",
    "reference_standard",
]


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One version of a rule; it holds on ``effective_date ≤ day < superseded_date``, and never once withdrawn."""

    rule_id: UUID
    code: str
    version: str
    measurement_type: str
    limits: Limits
    severity: str
    defect_classification: str
    description: str | None
    source: str | None
    effective_date: date | None
    superseded_date: date | None
    active: bool
    rule_set: str = DEFAULT_RULE_SET

    def holds(self, day: date) -> bool:
        """Whether readings of ``day`` are judged by it."""
        return self.active and holds(day, self.effective_date, self.superseded_date)

    def state(self, day: date) -> str:
        """In words: in force, to come, superseded or withdrawn."""
        if not self.active:
            return "withdrawn"
        if self.effective_date is not None and day < self.effective_date:
            return f"from {show_date(self.effective_date)}"
        return "in force" if self.holds(day) else "superseded"


def versions(session: Session) -> tuple[RuleVersion, ...]:
    """Every version of every rule, by set and code, the latest first."""
    return tuple(
        RuleVersion(
            rule.rule_id,
            rule.rule_code,
            rule.version,
            rule.measurement_type,
            Limits(rule.min_threshold, rule.max_threshold, rule.unit or ""),
            rule.severity_if_fail,
            rule.defect_classification,
            rule.description,
            rule.reference_standard,
            rule.effective_date,
            rule.superseded_date,
            rule.active,
            rule.rule_set,
        )
        for rule in rules(session)
    )


def rules(session: Session) -> list[AS1851Rule]:
    """Every version of every rule, by set and code, the latest first."""
    order = (
        AS1851Rule.rule_set,
        AS1851Rule.rule_code,
        AS1851Rule.effective_date.desc().nulls_last(),
        AS1851Rule.version.desc(),
    )
    return list(session.scalars(select(AS1851Rule).order_by(*order)))


def supersede(
    session: Session, code: str, version: str, effective_date: date, changes: Mapping[str, Any], *, by: UUID
) -> UUID:
    """Write version ``version`` of a rule from ``effective_date`` on; the one before ends that day (exclusive).

    ``changes`` are the columns that differ (``min_threshold``, ``max_threshold``, ``reference_standard`` …). Sessions
    of earlier days keep finding the version of their day (page 1, C23).

    Raises:
        Missing: there is no rule of this code.
        Invalid: the version exists, the date is not after the start of the version before, or a limit is unordered.
    """
    people.require(session, by, people.SUPERVISORS, "supersede a rule")
    versions = [rule for rule in rules(session) if rule.rule_code == code]
    if not versions:
        raise Missing(f"There is no rule {code}.", sorted({rule.rule_code for rule in rules(session)}))
    if any(rule.version == version for rule in versions):
        raise Invalid(f"Rule {code} has a version {version} already.")
    current = next((rule for rule in versions if rule.active and rule.superseded_date is None), versions[0])
    if current.effective_date is not None and effective_date <= current.effective_date:
        raise Invalid(
            f"Version {current.version} of {code} is in force since {current.effective_date}; "
            f"its successor must start later than that."
        )
    values = {name: getattr(current, name) for name in _CARRIED_OVER}
    values.update({name: value for name, value in changes.items() if value is not None})
    for limit in (values["min_threshold"], values["max_threshold"]):
        if limit is not None:
            finite(limit)
    _check_limits(values["min_threshold"], values["max_threshold"])
    successor = AS1851Rule(**values, version=version, effective_date=effective_date, active=True)
    session.add(successor)
    current.supersede(successor)
    session.flush()
    return successor.rule_id


def _check_limits(low: Decimal | None, high: Decimal | None) -> None:
    if low is not None and high is not None and low > high:
        raise Invalid(f"The lower limit {low} is above the upper limit {high}.")


def withdraw(session: Session, code: str, version: str, *, by: UUID) -> None:
    """Take a version out of force for all dates; results that were judged by it keep what they were judged by.

    Raises:
        Missing: there is no such version.
        Refused: it is withdrawn already.
    """
    people.require(session, by, people.SUPERVISORS, "withdraw a rule")
    rule = _version(session, code, version)
    if not rule.active:
        raise Refused(f"{code} {version} is withdrawn already.")
    rule.active = False
    session.flush()


def _version(session: Session, code: str, version: str) -> AS1851Rule:
    rule = standard.rule_by_code(session, code, version)
    if rule is None:
        known = [f"{one.rule_code} {one.version}" for one in rules(session)]
        raise Missing(f"There is no version {version} of a rule {code}.", known)
    return rule
