"""Which causes and effects of a building were proven, read from the record in four statements."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.observed import from_text
from firemode_desktop.domain.proving import Coverage, DoneTest, coverage, first_day
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.sequence import parse
from firemode_desktop.domain.words import InstanceStatus, MeasurementType, SessionStatus
from firemode_desktop.models import Building, CEScenario, ResultAmendment, TestInstance, TestSession
from firemode_desktop.queries.testing import last_corrections
from firemode_desktop.services import scenarios


def proven(session: Session, building_id: UUID, last: date, first: date | None = None) -> Coverage:
    """What the tests done from ``first`` (twelve months to ``last`` without it) to ``last`` prove of what is in force.

    Days are those of the building. Tests of cancelled sessions do not count; of a result that was corrected the
    latest correction does.

    Raises:
        Missing: there is no such building.
    """
    building = session.get(Building, building_id)
    if building is None:
        raise Missing("There is no such building.", [str(building_id)])
    begin = first or first_day(last)
    found = scenarios.desk(session, building_id)
    in_force = {one.key: one for one in (*found.in_force, *found.design) if one.state is ScenarioState.PUBLISHED}
    ordered = [in_force[key] for one in found.design for key in (one.key, one.origin) if key in in_force]
    return coverage(ordered, _tests(session, building_id, begin, last, ZoneInfo(building.timezone)), begin, last)


def _tests(session: Session, building_id: UUID, first: date, last: date, zone: ZoneInfo) -> list[DoneTest]:
    start = datetime.combine(first, time.min, zone)
    end = datetime.combine(last + timedelta(days=1), time.min, zone)
    table = TestInstance
    rows = session.execute(
        select(table, TestSession.session_name, TestSession.status, CEScenario.zone_id, CEScenario.scenario_name)
        .join(TestSession, TestSession.id == table.session_id)
        .join(CEScenario, CEScenario.scenario_id == table.scenario_id)
        .where(
            table.building_id == building_id,
            table.measurement_type == MeasurementType.CAUSE_AND_EFFECT_LOGIC.value,
            table.status == InstanceStatus.COMPLETED.value,
            table.measured_value_text.is_not(None),
            table.completed_at >= start,
            table.completed_at < end,
            TestSession.status != SessionStatus.CANCELLED.value,
        )
    ).all()
    corrected = last_corrections(session, ResultAmendment.instance_id.in_([row[0].instance_id for row in rows]))
    return [
        DoneTest(
            instance_id=one.instance_id,
            session_id=one.session_id,
            session=name or "Session",
            zone_id=zone_id,
            scenario=scenario,
            at=one.completed_at,
            day=one.completed_at.astimezone(zone).date(),
            steps=parse(one.expected_sequence),
            observed=from_text(corrected.get(one.instance_id, {}).get("measured_value_text") or text),
            approved=status == SessionStatus.APPROVED.value,
        )
        for one, name, status, zone_id, scenario in rows
        if one.completed_at is not None and (text := one.measured_value_text) is not None
    ]
