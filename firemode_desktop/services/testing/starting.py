"""Starting a session: the expected tests of a building become the tests of one visit, in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, Text, Uuid, bindparam, case, func, insert, literal, or_, select
from sqlalchemy.dialects.postgresql import psycopg2
from sqlalchemy.orm import Session, aliased

from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.words import DecisionRule, Frequency, InstanceStatus, MeasurementType
from firemode_desktop.models import (
    AS1851Rule,
    BaselineAirVelocity,
    BaselineDoorForce,
    BaselinePressureDifferential,
    Building,
    CEScenario,
    DesignSetpoint,
    SessionEvent,
    TestInstance,
    TestInstanceTemplate,
    TestSession,
    Zone,
)
from firemode_desktop.queries import baseline, standard
from firemode_desktop.services import people

_RESOLVED = frozenset(
    [
        "design_setpoint",
        "baseline_value",
        "baseline_date",
        "min_threshold",
        "max_threshold",
        "unit",
        "rule_code",
        "rule_version",
    ]
)
_OWN = frozenset({"created_at", "updated_at"})
_Template = TestInstanceTemplate


def create_session(
    session: Session,
    building_id: UUID,
    frequency: str,
    *,
    scheduled_for: date,
    by: UUID,
    name: str | None = None,
    decision_rule: str = DecisionRule.SIMPLE,
) -> UUID:
    """Create a draft session with an instance of every current template of ``frequency``.

    Limits, baselines and setpoints are those in force on ``scheduled_for`` and are copied: a finished record never
    changes because a rule did (specification, page 2). The steps of a scenario are those of the version in force now,
    also where it was published after the tests were generated.

    Raises:
        Refused: the person may not; or a scenario was withdrawn, or is tested otherwise, since its test was generated.
        Invalid: the frequency or the decision rule is none.
        Missing: nothing has been generated for this frequency.
    """
    people.require(session, by, people.TESTERS, "start a session")
    if frequency not in Frequency.values():
        raise Invalid(f"“{frequency}” is no frequency; choose one of {', '.join(Frequency.values())}.")
    if decision_rule not in DecisionRule.values():
        raise Invalid(f"“{decision_rule}” is no decision rule; choose simple or guard_banded.")
    visit = TestSession(
        building_id=building_id,
        session_name=(name or "").strip() or f"{Frequency(frequency).label} session {scheduled_for:%Y-%m-%d}",
        session_type=frequency,
        frequency=frequency,
        scheduled_for=scheduled_for,
        decision_rule=decision_rule,
        lead_technician_id=by,
        created_by=by,
    )
    session.add(visit)
    session.flush()
    _check_logic(session, visit)
    if not _clone(session, visit, scheduled_for):
        building = session.get_one(Building, building_id)
        raise Missing(
            f"No {Frequency(frequency).label.lower()} tests have been generated for “{building.name}”.",
            [f'Generate them first: firemode generate --building "{building.name}" --frequency {frequency}'],
        )
    visit.rule_version = _rule_versions(session, visit.id)
    session.add(SessionEvent(building_id=building_id, session_id=visit.id, event="created", by_user=by))
    session.flush()
    return visit.id


def _check_logic(session: Session, visit: TestSession) -> None:
    """Refuse where an expected test has no version in force to follow, or one that it is not made for."""
    force = _in_force()
    rows = session.execute(
        select(CEScenario.scenario_name, Zone.zone_name, _Template.scoped_identifier, force.version)
        .select_from(_Template)
        .join(CEScenario, CEScenario.scenario_id == _Template.scenario_id)
        .join(Zone, Zone.zone_id == CEScenario.zone_id)
        .outerjoin(force, literal(True))
        .where(
            *_current(visit.building_id, visit.frequency),
            or_(
                force.scenario_id.is_(None),
                force.trigger_device_id != CEScenario.trigger_device_id,
                force.scenario_type != CEScenario.scenario_type,
            ),
        )
        .order_by(_Template.sequence_order)
    ).all()
    if not rows:
        return
    name, zone, identifier, version = rows[0]
    since = (
        "was withdrawn" if version is None else f"has another trigger or is tested at other times in version {version}"
    )
    more = f" (and {len(rows) - 1} more)" if len(rows) > 1 else ""
    raise Refused(
        f"“{name}” in {zone} {since}, but {identifier} was generated before that{more}. "
        "Bring the expected tests up to date, then start the session.",
        [row[2] for row in rows],
    )


def _current(building_id: Any, frequency: Any) -> tuple[Any, ...]:
    """The expected tests that a session is made of."""
    return (
        _Template.building_id == building_id,
        _Template.frequency == frequency,
        _Template.retired_at.is_(None),
    )


def _clone(session: Session, visit: TestSession, day: date) -> int:
    """Clone the templates; returns how many tests that made. One statement, whatever the size of the building."""
    given = {
        "visit": visit.id,
        "building": visit.building_id,
        "due": visit.frequency,
        "day": day,
        "rules": standard.rule_set_of(session, visit.building_id),
    }
    statement, always = _cloning()
    return session.connection().exec_driver_sql(statement, {**always, **given}).rowcount


@cache
def _cloning() -> tuple[str, Mapping[str, Any]]:
    """The statement that clones the templates, made once: putting it together takes longer than running it.

    With the parameters that are always the same.
    It is given ``visit`` (the session's id), ``building``, ``due`` (the frequency), ``day`` and ``rules`` (the set).
    """
    day: Any = bindparam("day", type_=Date)
    shared = [
        column.key
        for column in _Template.__mapper__.column_attrs
        if column.key in TestInstance.__mapper__.column_attrs
        and column.key not in _RESOLVED | _OWN | {"row_version", "template_instance_id"}
    ]
    rule = _rule_on(day, bindparam("rules", type_=Text))
    pressure, velocity, force = _pressure_on(day), _velocity_on(day), _force_on(day)
    setpoint = aliased(DesignSetpoint, _setpoint(), "setpoint")
    logic = _in_force()
    columns: dict[str, Any] = {
        **{name: getattr(_Template, name) for name in shared},
        "template_instance_id": _Template.template_instance_id,
        "session_id": bindparam("visit", type_=Uuid),
        "status": literal(InstanceStatus.PENDING.value),
        "attempt": literal(1),
        "design_setpoint": setpoint.setpoint,
        "baseline_value": func.coalesce(pressure.pressure_pa, velocity.velocity_ms, force.force_newtons),
        "baseline_date": func.coalesce(pressure.commissioned_date, velocity.commissioned_date, force.commissioned_date),
        "min_threshold": rule.min_threshold,
        "max_threshold": rule.max_threshold,
        "unit": func.coalesce(rule.unit, _Template.unit),
        "rule_id": rule.rule_id,
        "rule_code": rule.rule_code,
        "rule_version": rule.version,
        "scenario_id": logic.scenario_id,
        "expected_sequence": logic.expected_sequence,
    }
    source = (
        select(*(value.label(name) for name, value in columns.items()))
        .select_from(_Template)
        .outerjoin(rule, literal(True))
        .outerjoin(pressure, literal(True))
        .outerjoin(velocity, literal(True))
        .outerjoin(force, literal(True))
        .outerjoin(setpoint, literal(True))
        .outerjoin(logic, literal(True))
        .where(*_current(bindparam("building", type_=Uuid), bindparam("due", type_=Text)))
    )
    names = [getattr(TestInstance, name) for name in columns]
    made = insert(TestInstance).from_select(names, source, include_defaults=False)
    compiled = made.compile(dialect=psycopg2.dialect())  # type: ignore[no-untyped-call]  # SQLAlchemy says no type
    return str(compiled), compiled.params


def _rule_on(day: date, rule_set: Any) -> type[AS1851Rule]:
    """The rule of the set in force on ``day`` for a template's measurement: of several, the latest (page 1, C23)."""
    found = (
        select(AS1851Rule)
        .where(AS1851Rule.measurement_type == _Template.measurement_type, standard.in_force(day, rule_set))
        .order_by(AS1851Rule.effective_date.desc().nulls_last(), AS1851Rule.version.desc())
    )
    return aliased(AS1851Rule, found.limit(1).correlate(_Template).lateral("rule"))


def _pressure_on(day: date) -> type[BaselinePressureDifferential]:
    base = BaselinePressureDifferential
    found = select(base).where(
        _Template.measurement_type == MeasurementType.PRESSURE_DIFFERENTIAL.value,
        base.stair_id == _Template.stair_id,
        base.floor_id == _Template.floor_id,
        base.door_configuration == _Template.door_configuration,
        baseline.holds_on(base, day),
    )
    return aliased(base, _one(found).lateral("pressure"))


def _velocity_on(day: date) -> type[BaselineAirVelocity]:
    base = BaselineAirVelocity
    found = select(base).where(
        _Template.measurement_type == MeasurementType.AIR_VELOCITY.value,
        base.doorway_id == _Template.doorway_id,
        base.door_scenario == _Template.door_scenario,
        baseline.holds_on(base, day),
    )
    return aliased(base, _one(found).lateral("velocity"))


def _force_on(day: date) -> type[BaselineDoorForce]:
    base = BaselineDoorForce
    found = select(base).where(
        _Template.measurement_type == MeasurementType.DOOR_OPENING_FORCE.value,
        base.door_id == _Template.door_id,
        base.pressurization_active == _Template.pressurization_active,
        baseline.holds_on(base, day),
    )
    return aliased(base, _one(found).lateral("force"))


def _setpoint() -> Any:
    """The design setpoint of the template's stair: for its door configuration if there is one, else for any."""
    exact = case((DesignSetpoint.door_configuration == _Template.door_configuration, 0), else_=1)
    found = (
        select(DesignSetpoint)
        .where(
            DesignSetpoint.stair_id == _Template.stair_id,
            DesignSetpoint.measurement_type == _Template.measurement_type,
            or_(
                DesignSetpoint.door_configuration == _Template.door_configuration,
                DesignSetpoint.door_configuration.is_(None),
            ),
        )
        .order_by(exact)
    )
    return _one(found).lateral("setpoint")


def _in_force() -> type[CEScenario]:
    """The version in force of the scenario that a template was generated from."""
    tested = aliased(CEScenario)
    found = (
        select(CEScenario)
        .join(tested, (tested.zone_id == CEScenario.zone_id) & (tested.scenario_name == CEScenario.scenario_name))
        .where(tested.scenario_id == _Template.scenario_id, CEScenario.active)
        .order_by(CEScenario.version.desc())
    )
    return aliased(CEScenario, _one(found).lateral("scenario"))


def _one(found: Select[Any]) -> Select[Any]:
    return found.limit(1).correlate(_Template)


def _rule_versions(session: Session, session_id: UUID) -> str:
    """The rule versions the session is judged by, e.g. ``AS1851-2024-v1.3``; several are joined by commas."""
    found = session.scalars(
        select(TestInstance.rule_version)
        .where(TestInstance.session_id == session_id, TestInstance.rule_version.is_not(None))
        .distinct()
        .order_by(TestInstance.rule_version)
    )
    return ", ".join(version for version in found if version)[:50]
