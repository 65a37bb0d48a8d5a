"""Rules: the limits that readings are judged by, each version with its source and its days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.models import AS1851Rule
from firemode_desktop.services import people

_CARRIED_OVER = [
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


def rules(session: Session) -> list[AS1851Rule]:
    """Every version of every rule, by code, the latest first."""
    order = (AS1851Rule.rule_code, AS1851Rule.effective_date.desc().nulls_last(), AS1851Rule.version.desc())
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
    _check_limits(values["min_threshold"], values["max_threshold"])
    successor = AS1851Rule(**values, version=version, effective_date=effective_date, active=True)
    session.add(successor)
    current.supersede(successor)
    session.flush()
    return successor.rule_id


def _check_limits(low: Decimal | None, high: Decimal | None) -> None:
    if low is not None and high is not None and low > high:
        raise Invalid(f"The lower limit {low} is above the upper limit {high}.")
