"""Cause-and-effect scenarios to look at: every version, what is wrong with one, and what was observed of it last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain import sequence_checks
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.observed import ObservedEffect, from_text
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.sequence import Problem, Step, parse
from firemode_desktop.domain.standing import Standing, standing
from firemode_desktop.domain.words import InstanceStatus, SessionStatus
from firemode_desktop.models import CEScenario, ControlEquipment, ResultAmendment, TestInstance, TestSession
from firemode_desktop.queries.testing import last_corrections
from firemode_desktop.services.scenarios.desk import scenario_of, shown


@dataclass(frozen=True, slots=True)
class Observation:
    """What the latest session saw of a scenario."""

    session_id: UUID
    instance_id: UUID
    session_name: str
    at: datetime
    standing: Standing
    effects: tuple[ObservedEffect, ...]
    steps: tuple[Step, ...] = ()
    """What was expected when it was tested."""


def scenarios(session: Session, building_id: UUID) -> tuple[Scenario, ...]:
    """Every version of every scenario of a building: by stair, zone and name in natural order, the latest first."""
    found = map(scenario_of, session.execute(shown().where(CEScenario.building_id == building_id)))
    return tuple(
        sorted(
            found,
            key=lambda one: (natural_key(one.stair), natural_key(one.zone), natural_key(one.name), -one.version),
        )
    )


def problems(session: Session, scenario_id: UUID) -> tuple[Problem, ...]:
    """All that is wrong with the steps of one version, against the whole equipment register of its building.

    Raises:
        Missing: there is no such scenario.
    """
    row = session.execute(shown().where(CEScenario.scenario_id == scenario_id)).one_or_none()
    if row is None:
        raise Missing("There is no such scenario.", [str(scenario_id)])
    return sequence_checks.problems(scenario_of(row).sequence.steps, equipment(session, row[0].building_id))


def equipment(session: Session, building_id: UUID) -> dict[str, str]:
    """Identifier → kind of all control equipment of a building, also of what is out of service."""
    rows = session.execute(
        select(ControlEquipment.equipment_identifier, ControlEquipment.equipment_type).where(
            ControlEquipment.building_id == building_id
        )
    )
    return {row[0]: row[1] for row in rows}


def observation(session: Session, scenario_id: UUID) -> Observation | None:
    """The latest completed test of this version, as it stands; sessions that were cancelled are left out.

    Of a result that was corrected the latest correction counts (``domain.amendments``).
    """
    row = session.execute(
        select(TestInstance, TestSession.session_name)
        .join(TestSession, TestSession.id == TestInstance.session_id)
        .where(
            TestInstance.scenario_id == scenario_id,
            TestInstance.status == InstanceStatus.COMPLETED.value,
            TestInstance.measured_value_text.is_not(None),
            TestSession.status != SessionStatus.CANCELLED.value,
        )
        .order_by(TestInstance.completed_at.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    instance, name = row
    assert instance.completed_at is not None
    assert instance.measured_value_text is not None
    corrected = last_corrections(session, ResultAmendment.instance_id == instance.instance_id)
    stands = corrected.get(instance.instance_id, {})
    compliant, verdict = (stands.get(name, getattr(instance, name)) for name in ("is_compliant", "verdict"))
    return Observation(
        instance.session_id,
        instance.instance_id,
        name or "Session",
        instance.completed_at,
        standing(instance.status, compliant, verdict, None, Limits()),
        from_text(stands.get("measured_value_text") or instance.measured_value_text),
        parse(instance.expected_sequence) if instance.expected_sequence else (),
    )
