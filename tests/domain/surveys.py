"""Small buildings with baselines, made of values alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_OID, UUID, uuid5

from firemode_desktop.domain.baselines import BaselineFacts, Location, Place, Standing, Survey
from firemode_desktop.domain.reading import Rule
from firemode_desktop.domain.words import BaselineKind, MeasurementType

TODAY = date(2026, 5, 4)
DAY = date(2024, 1, 15)
CLOSED, OPEN = "all_closed", "evac_doors_open"
RULE = Rule("SP-01", "v1", "pressure_differential", "critical", "1A", Decimal(20), Decimal(80), "Pa")


def made(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, name)


def building(*stairs: str, floors: int = 10) -> Survey:
    """Stairs of so many floors 3.5 m apart, each floor with a door of 0.9 × 2.1 m."""
    names = stairs or ("Stair-A",)
    return Survey(
        made("building"),
        "Tower",
        TODAY,
        stairs=tuple(Place(made(name), name, made(name)) for name in names),
        floors=tuple(floor(name, number) for name in names for number in range(floors)),
        doors=tuple(door(name, number) for name in names for number in range(floors)),
        rules={MeasurementType.PRESSURE_DIFFERENTIAL: RULE},
    )


def floor(stair: str, number: int) -> Place:
    height = Decimal("3.5") * number
    return Place(made(f"{stair}/{number}"), f"Level-{number}", made(stair), number=number, height_m=height)


def door(stair: str, number: int) -> Place:
    size = {"width_m": Decimal("0.9"), "height_m": Decimal("2.1")}
    return Place(made(f"{stair}/{number}/door"), f"D-{number}", made(stair), made(f"{stair}/{number}"), **size)  # type: ignore[arg-type]


def pressure(number: int, case: str = CLOSED, stair: str = "Stair-A") -> Location:
    return BaselineKind.PRESSURE, made(stair), made(f"{stair}/{number}"), case


def force(number: int, active: bool, stair: str = "Stair-A") -> Location:
    return BaselineKind.DOOR_FORCE, made(stair), made(f"{stair}/{number}/door"), active


def profile(values: Sequence[str], case: str = CLOSED, stair: str = "Stair-A") -> dict[Location, Decimal]:
    """Pressures from the ground up."""
    return {pressure(number, case, stair): Decimal(value) for number, value in enumerate(values)}


def recorded(survey: Survey, values: Mapping[Location, tuple[str, date]]) -> Survey:
    """The building with these current baselines."""
    standings = {
        location: (Standing(made(str(location)), BaselineFacts(Decimal(value), day)),)
        for location, (value, day) in values.items()
    }
    return replace(survey, baselines={**survey.baselines, **standings})
