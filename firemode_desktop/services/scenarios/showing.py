"""Cause-and-effect scenarios to look at: every version with its state, and one with what was observed last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from firemode_desktop.domain import sequence_checks
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.observed import ObservedEffect, from_text
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.scenarios import ScenarioState, SeenStep, left_over, seen_steps
from firemode_desktop.domain.sequence import Problem, Step, parse
from firemode_desktop.domain.standing import Standing, standing
from firemode_desktop.domain.words import InstanceStatus, SessionStatus
from firemode_desktop.models import (
    Building,
    CEScenario,
    ControlEquipment,
    ResultAmendment,
    Stair,
    TestInstance,
    TestSession,
    User,
    Zone,
)
from firemode_desktop.queries.testing import last_corrections
from firemode_desktop.services.scenarios.desk import steps_of

_Publisher = aliased(User)


@dataclass(frozen=True, slots=True)
class ShownScenario:
    """One version of a scenario."""

    scenario_id: UUID
    stair_id: UUID
    stair: str
    zone: str
    name: str
    scenario_type: str
    version: int
    state: ScenarioState
    trigger: str
    trigger_type: str | None
    steps: tuple[Step, ...]
    floors: tuple[str, ...] = ()
    published_at: datetime | None = None
    published_by: str | None = None
    timezone: str = "UTC"

    @property
    def place(self) -> str:
        """``Stair-A · Zone-3``."""
        return f"{self.stair} · {self.zone}"


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


@dataclass(frozen=True, slots=True)
class OpenScenario:
    """A scenario with what is wrong with its steps, and what was seen of them."""

    scenario: ShownScenario
    problems: tuple[Problem, ...]
    observation: Observation | None

    @property
    def steps(self) -> tuple[SeenStep, ...]:
        """Every step with what became of it."""
        seen = self.observation
        return seen_steps(self.scenario.steps, seen.effects if seen is not None else None)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was observed beside the steps."""
        return left_over(self.scenario.steps, self.observation.effects) if self.observation is not None else ()


def scenarios(session: Session, building_id: UUID) -> tuple[ShownScenario, ...]:
    """Every version of every scenario of a building: by stair, zone and name in natural order, the latest first."""
    rows = session.execute(_shown().where(CEScenario.building_id == building_id))
    found = [_scenario(*row) for row in rows]
    return tuple(
        sorted(
            found,
            key=lambda one: (natural_key(one.stair), natural_key(one.zone), natural_key(one.name), -one.version),
        )
    )


def open_scenario(session: Session, scenario_id: UUID) -> OpenScenario:
    """One version with its checks and the latest observation of it.

    Raises:
        Missing: there is no such scenario.
    """
    row = session.execute(_shown().where(CEScenario.scenario_id == scenario_id)).one_or_none()
    if row is None:
        raise Missing("There is no such scenario.", [str(scenario_id)])
    shown = _scenario(*row)
    equipment = session.execute(
        select(ControlEquipment.equipment_identifier, ControlEquipment.equipment_type).where(
            ControlEquipment.building_id == row[0].building_id
        )
    )
    problems = sequence_checks.problems(shown.steps, {kept[0]: kept[1] for kept in equipment})
    return OpenScenario(shown, problems, observation(session, scenario_id))


def _shown() -> Select[CEScenario, str, str, list[str], str, str]:
    return (
        select(
            CEScenario,
            Stair.stair_name,
            Zone.zone_name,
            Zone.floors_covered,
            func.coalesce(_Publisher.full_name, _Publisher.username),
            Building.timezone,
        )
        .join(Stair, Stair.stair_id == CEScenario.stair_id)
        .join(Zone, Zone.zone_id == CEScenario.zone_id)
        .join(Building, Building.id == CEScenario.building_id)
        .outerjoin(_Publisher, _Publisher.id == CEScenario.published_by)
    )


def _scenario(
    row: CEScenario, stair: str, zone: str, floors: list[str] | None, published_by: str | None, timezone: str
) -> ShownScenario:
    return ShownScenario(
        scenario_id=row.scenario_id,
        stair_id=row.stair_id,
        stair=stair,
        zone=zone,
        name=row.scenario_name,
        scenario_type=row.scenario_type,
        version=row.version,
        state=ScenarioState.of(row.active, (row.published_at or row.superseded_at) is not None),
        trigger=row.trigger_device_id,
        trigger_type=row.trigger_device_type,
        steps=steps_of(row, f"{stair} · {zone}"),
        floors=tuple(map(str, floors or ())),
        published_at=row.published_at,
        published_by=published_by,
        timezone=timezone,
    )


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
