"""What can be chosen for the charts of a building: its places, its stairs, and the scenarios that were tested."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.standing import Measure
from firemode_desktop.services.trends.delays import scenarios_tested
from firemode_desktop.services.trends.places import PlaceLine, listed, places


@dataclass(frozen=True, slots=True)
class Choices:
    """``places`` in walking order; ``scenarios`` by stair, zone and name, as ``Asked.scenario`` has them.

    ``closed`` are places out of service: they stand in no list, and are shown where somebody asks for one.
    """

    places: tuple[PlaceLine, ...] = ()
    scenarios: tuple[str, ...] = ()
    closed: tuple[PlaceLine, ...] = ()

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
        return sum(one.worked is None for one in (*self.places, *self.closed))


def choices(session: Session, building_id: UUID, today: date) -> Choices:
    """What there is of a building; of one that is out of service altogether, all there was: it was opened by name."""
    found = places(session, building_id)
    shown = listed(found, today)
    closed = tuple(one for one in found if not one.in_service(today)) if len(shown) < len(found) else ()
    return Choices(shown, scenarios_tested(session, building_id), closed)
