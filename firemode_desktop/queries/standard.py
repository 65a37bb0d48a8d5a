"""Rules: which one is in force on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.words import DEFAULT_RULE_SET
from firemode_desktop.models import AS1851Rule, Building


def rule_set_of(session: Session, building_id: UUID) -> str:
    """The rule set a building is judged by: its own, else that of the program."""
    named = session.scalar(select(Building.rule_set).where(Building.id == building_id))
    return named or DEFAULT_RULE_SET


def in_force(day: date, rule_set: str = DEFAULT_RULE_SET) -> ColumnElement[bool]:
    """The condition that a rule of the set holds on ``day``: not withdrawn, in force by then, not yet superseded."""
    return and_(
        AS1851Rule.rule_set == rule_set,
        AS1851Rule.active,
        or_(AS1851Rule.effective_date.is_(None), AS1851Rule.effective_date <= day),
        or_(AS1851Rule.superseded_date.is_(None), AS1851Rule.superseded_date > day),
    )


def rule_in_force(
    session: Session, measurement_type: str, day: date, rule_set: str = DEFAULT_RULE_SET
) -> AS1851Rule | None:
    """The rule for a measurement on ``day``; of several the one with the latest effective date (page 1, C23)."""
    query = select(AS1851Rule).where(AS1851Rule.measurement_type == str(measurement_type), in_force(day, rule_set))
    return _latest(session, query)


def rules_of(session: Session, building_id: UUID, measurement_type: str) -> list[AS1851Rule]:
    """Every version of the rule that a building is judged by for a measurement, the one that counts last at the end."""
    chosen = select(func.coalesce(Building.rule_set, DEFAULT_RULE_SET)).where(Building.id == building_id)
    query = select(AS1851Rule).where(
        AS1851Rule.measurement_type == str(measurement_type), AS1851Rule.rule_set == chosen.scalar_subquery()
    )
    return sorted(session.scalars(query), key=_age)


def rules_in_force(session: Session, day: date, rule_set: str = DEFAULT_RULE_SET) -> dict[str, AS1851Rule]:
    """The rule of the set in force on ``day`` for each measurement that has one."""
    found = sorted(session.scalars(select(AS1851Rule).where(in_force(day, rule_set))), key=_age)
    return {rule.measurement_type: rule for rule in found}


def rule_by_code(session: Session, rule_code: str, version: str | None = None) -> AS1851Rule | None:
    """The rule of that code and version, or, without a version, the one with the latest effective date."""
    query = select(AS1851Rule).where(AS1851Rule.rule_code == rule_code)
    return _latest(session, query if version is None else query.where(AS1851Rule.version == version))


def rules(session: Session) -> list[AS1851Rule]:
    """All rules by code, the oldest version first."""
    return sorted(session.scalars(select(AS1851Rule)), key=lambda rule: (natural_key(rule.rule_code), _age(rule)))


def _age(rule: AS1851Rule) -> tuple[object, ...]:
    return (rule.effective_date or date.min, natural_key(rule.version))


def _latest(session: Session, query: Select[AS1851Rule]) -> AS1851Rule | None:
    return max(session.scalars(query), key=_age, default=None)
