"""Names in a file → stairs and zones of the building, and the facts of a cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from firemode_desktop.domain.baselines import Place
from firemode_desktop.domain.design import ZonePlace
from firemode_desktop.imports.tables.places import Register
from firemode_desktop.imports.tables.values import Bad


@dataclass(frozen=True)
class Causes:
    """Where causes can be: the stairs and zones of a building."""

    stairs: Register
    zones: Register

    @classmethod
    def of(cls, zones: Iterable[ZonePlace]) -> Causes:
        """From the zones of a building; a stair without a zone can have no scenario."""
        known = tuple(zones)
        stairs = {one.stair_id: Place(one.stair_id, one.stair, one.stair_id) for one in known}
        return cls(
            Register("stair", tuple(stairs.values()), by_stair=False),
            Register("zone", tuple(Place(one.zone_id, one.zone, one.stair_id) for one in known)),
        )

    def stair(self, name: str) -> Place | Bad:
        """The stair of that name; a near miss is suggested."""
        return self.stairs.find(name)

    def zone(self, name: str, stair: Place) -> Place | Bad:
        """The zone of that name in a stair; a near miss is suggested."""
        return self.zones.find(name, stair)
