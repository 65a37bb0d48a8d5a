"""What can be chosen for the charts of a building: its places, its stairs, and the scenarios that were tested."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.standing import Measure
from firemode_desktop.domain.words import InstanceStatus, MeasurementType, SessionStatus
from firemode_desktop.models import CEScenario, TestInstance, TestSession, Zone
from firemode_desktop.services.trends.places import PlaceLine, places


@dataclass(frozen=True, slots=True)
class Choices:
    """``places`` in walking order; ``scenarios`` by zone and name, as ``Asked.scenario`` has them."""

    places: tuple[PlaceLine, ...] = ()
    scenarios: tuple[str, ...] = ()

    @property
    def stairs(self) -> tuple[tuple[UUID, str], ...]:
        """The stairs with readings, in their natural order."""
        return tuple({one.stair_id: one.stair for one in self.places}.items())

    def cases(self, measure: Measure, stair_id: UUID | None = None) -> tuple[str, ...]:
        """In what conditions a measurement was taken, the usual one first."""
        found = {
            one.case for one in self.places if one.measure is measure and stair_id in (None, one.stair_id) and one.case
        }
        return tuple(sorted(found, key=lambda case: (case not in ("all_closed", "active"), case)))

    @property
    def stale(self) -> int:
        """How many places had a new reading since they were worked out."""
        return sum(one.worked is None for one in self.places)


def choices(session: Session, building_id: UUID) -> Choices:
    """What there is of a building; two statements."""
    query = (
        select(Zone.zone_name, CEScenario.scenario_name)
        .join(CEScenario, CEScenario.zone_id == Zone.zone_id)
        .join(TestInstance, TestInstance.scenario_id == CEScenario.scenario_id)
        .join(TestSession, TestSession.id == TestInstance.session_id)
        .where(
            TestInstance.building_id == building_id,
            TestInstance.measurement_type == MeasurementType.CAUSE_AND_EFFECT_LOGIC.value,
            TestInstance.status == InstanceStatus.COMPLETED.value,
            TestSession.status == SessionStatus.APPROVED.value,
        )
        .distinct()
    )
    scenarios = {f"{zone} · {name}" for zone, name in session.execute(query)}
    return Choices(places(session, building_id), tuple(sorted(scenarios, key=natural_key)))
