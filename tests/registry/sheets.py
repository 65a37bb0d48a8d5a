"""A small book of made-up registers for tests that need no database."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID, uuid5

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.fields import Field, Kind
from firemode_desktop.domain.sheet import Register, Row, Sheet

_SPACE = UUID("6f1d0e52-6f6b-4b7e-9a53-9e3f1d6a1b00")
STAIRS = Register(
    "stairs",
    "Stairs",
    "stair",
    (
        Field("stair_name", "Stair", Kind.TEXT, required=True, length=100),
        Field("orientation", "Orientation", Kind.CHOICE, choices=(("North", "North"), ("South", "South"))),
        Field("decommissioned_on", "Out of service since", Kind.DATE),
    ),
    called=("stair_name",),
    order=("stair_name",),
    unique=(("stair_name",),),
    retires="decommissioned_on",
)
FLOORS = Register(
    "floors",
    "Floors",
    "floor",
    (
        Field("stair_id", "Stair", Kind.REFERENCE, required=True, refers="stairs"),
        Field("floor_level", "Floor", Kind.TEXT, required=True, length=50),
        Field("floor_number", "Number", Kind.WHOLE, required=True, minimum=Decimal(-5), maximum=Decimal(200)),
        Field("height_m", "Height", Kind.DECIMAL, decimals=2, digits=5, unit="m"),
    ),
    called=("floor_level", "stair_id"),
    order=("stair_id", "floor_number"),
    unique=(("stair_id", "floor_level"),),
    parent="stair_id",
)
DOORS = Register(
    "doors",
    "Doors",
    "door",
    (
        Field("stair_id", "Stair", Kind.REFERENCE, required=True, refers="stairs"),
        Field("floor_id", "Floor", Kind.REFERENCE, required=True, refers="floors", within="stair_id"),
        Field("door_identifier", "Door", Kind.TEXT, required=True, length=100),
        Field("width_m", "Width", Kind.DECIMAL, decimals=2, digits=4, above=Decimal(0), maximum=Decimal(3), unit="m"),
        Field("active", "Active", Kind.FLAG, default=True),
        Field("seen", "Seen", Kind.TEXT, read_only=True),
    ),
    called=("door_identifier", "stair_id"),
    order=("stair_id", "floor_id", "door_identifier"),
    unique=(("stair_id", "floor_id", "door_identifier"),),
    parent="stair_id",
)
STAIR, FLOOR, NUMBER, HEIGHT = 0, 1, 2, 3
DOOR_STAIR, DOOR_FLOOR, DOOR, WIDTH, ACTIVE, SEEN = range(6)


def key(name: str) -> UUID:
    """The same key for the same name in every run."""
    return uuid5(_SPACE, name)


def book(levels: int = 4) -> Book:
    """Two stairs of ``levels`` floors with a door a floor, as if read from the database."""
    stairs = [Row(key(name), (name, None, None), "1") for name in ("Stair-A", "Stair-B")]
    floors, doors = [], []
    for stair in stairs:
        for number in range(levels):
            level = "Ground" if number == 0 else f"Level-{number}"
            floor = Row(key(f"{level} {stair.cells[0]}"), (stair.key, level, number, Decimal("3.50") * number), "1")
            name = f"D-{number}-{stair.cells[0]}"
            floors.append(floor)
            doors.append(Row(key(name), (stair.key, floor.key, name, Decimal("0.90"), True, "once"), "1"))
    sheets = (Sheet(STAIRS, tuple(stairs)), Sheet(FLOORS, tuple(floors)), Sheet(DOORS, tuple(doors)))
    return Book({sheet.register.name: sheet for sheet in sheets})
