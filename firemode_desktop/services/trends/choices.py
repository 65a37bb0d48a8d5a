"""What can be chosen for the charts of a building: its places, its stairs, and the scenarios that were tested."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.standing import Measure
from firemode_desktop.services.trends.delays import scenarios_tested
from firemode_desktop.services.trends.places import PlaceLine, places


@dataclass(frozen=True, slots=True)
class Choices:
    """``places`` in walking order; ``scenarios`` by stair, zone and name, as ``Asked.scenario`` has them."""

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
    return Choices(places(session, building_id), scenarios_tested(session, building_id))
