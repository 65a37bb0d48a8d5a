"""Which places are compared with one: the same measurement in the same condition, elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, Protocol, TypeVar
from uuid import UUID

from firemode_desktop.domain.words import MeasurementType

MOST = 7
"""Places beside the one in question; more lines in one picture are told apart by nobody."""

Elsewhere = Literal["floors", "stairs", "buildings"]


class Comparable(Protocol):
    """A place as it is compared."""

    @property
    def place_id(self) -> UUID: ...
    @property
    def building_id(self) -> UUID: ...
    @property
    def building(self) -> str: ...
    @property
    def stair_id(self) -> UUID: ...
    @property
    def stair(self) -> str: ...
    @property
    def floor(self) -> str | None: ...
    @property
    def floor_number(self) -> int | None: ...
    @property
    def measurement_type(self) -> MeasurementType: ...
    @property
    def case(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def identifier(self) -> str: ...
    @property
    def margin(self) -> Decimal | None: ...


Place = TypeVar("Place", bound=Comparable)


def others(place: Comparable, elsewhere: Elsewhere, lines: Iterable[Place], most: int = MOST) -> tuple[UUID, ...]:
    """The places to compare ``place`` with, the most telling first: at most ``most`` of ``lines``.

    ``floors``: the other floors of its stair, the nearest first. ``stairs``: the same floor of the other stairs of its
    building; ``buildings``: the same floor of other buildings; of several, those with the least room to a limit first.
    """
    alike = [
        one
        for one in lines
        if one.place_id != place.place_id
        and (one.measurement_type, one.case) == (place.measurement_type, place.case)
        and _is_elsewhere(place, elsewhere, one)
    ]
    if elsewhere == "floors":
        alike.sort(key=lambda one: abs((one.floor_number or 0) - (place.floor_number or 0)))
    else:
        alike.sort(key=lambda one: (one.margin is None, one.margin or 0))
    return tuple(one.place_id for one in alike[:most])


def _is_elsewhere(place: Comparable, elsewhere: Elsewhere, one: Comparable) -> bool:
    if elsewhere == "floors":
        return one.stair_id == place.stair_id and one.floor_number != place.floor_number
    if one.floor_number != place.floor_number:
        return False
    if elsewhere == "stairs":
        return one.building_id == place.building_id and one.stair_id != place.stair_id
    return one.building_id != place.building_id


def told_apart(places: Sequence[Comparable]) -> tuple[str, ...]:
    """A short name for each of some places: only what tells it apart from the others.

    ``Level-7`` among floors of one stair, ``Stair-B`` among stairs, ``Tower A · Stair-B`` among buildings; what the
    test is called where nothing else tells them apart (two doors of one floor).
    """
    parts = [(one.building, one.stair, one.floor or "", one.what) for one in places]
    telling = [number for number in range(4) if len({part[number] for part in parts}) > 1]
    names = [" · ".join(part[number] for number in telling if part[number]) for part in parts]
    return tuple(names) if len(set(names)) == len(names) else tuple(one.identifier for one in places)
