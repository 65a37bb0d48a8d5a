"""Buildings for tests: surveys with odd names, several doors a floor, places out of service, all sorts of baselines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID, uuid5

from hypothesis import strategies as st

from firemode_desktop.domain.baselines import ALLOWED, DECIMALS, BaselineFacts, Location, Place, Standing, Survey
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.words import BaselineKind, DoorConfiguration, MeasurementPosition, Provenance

TODAY = date(2026, 11, 22)
SPACE = UUID("6d6b2a0e-58d4-4b0e-9f38-6f2f5b1d7c11")
ODD = (
    "08",
    "1/2",
    "1e5",
    "2024-01-15",
    "45,2",
    "TRUE",
    "#REF!",
    "=1+1",
    "+61 2",
    "-3",
    "@home",
    "'quoted'",
    '"twice", and a comma',
    "name",
    "stair",
    "yes / no",
    "Level-8",
    "L8",
    "l8",
    "level 08",
    "Ground",
    "GF",
    "_x0041_",
    "a;b\tc",
    "ÄÖ é",
    "e\u0301",
    "消防楼梯 一",
    "درج الطوارئ",
    "‮rtl",
    "NaN",
    "&D &P",
    "<b>",
    "-",
    "…",
)
PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=20)
TEXTS = st.one_of(st.sampled_from(ODD), PLAIN).map(lambda text: " ".join(text.split())).filter(bool)
LONG = st.integers(1, 50).map(lambda length: "Ärger, " * 7 + "x" * (length % 2)).map(lambda text: text[:50].strip())
T = TypeVar("T")


def named(draw: st.DrawFn, least: int, most: int) -> list[str]:
    """Different names."""
    return draw(st.lists(st.one_of(TEXTS, LONG), min_size=least, max_size=most, unique=True))


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    """A building of one to three stairs; what is out of service, and what is on record, is left to chance."""
    gone = st.sampled_from((None, None, None, date(2025, 1, 1), TODAY, date(2030, 1, 1)))

    def places(one: str, above: Place, most: int, make: Callable[[UUID, str], Place]) -> list[Place]:
        keyed = ((uuid5(above.id, f"{one} {name}"), name) for name in named(draw, 1, most))
        return [replace(make(key, name), decommissioned_on=draw(gone)) for key, name in keyed]

    building = Place(SPACE, "B", SPACE)
    stairs = places("stair", building, 3, lambda key, name: Place(key, name, key))
    floors = [
        replace(floor, number=number)
        for stair in stairs
        for number, floor in enumerate(
            places("floor", stair, 4, lambda key, name, stair=stair: Place(key, name, stair.id))
        )  # type: ignore[misc]
    ]
    doors, doorways = (
        [
            place
            for floor in floors
            for place in places(
                one, floor, 3, lambda key, name, floor=floor: Place(key, name, floor.stair_id, floor.id)
            )  # type: ignore[misc]
        ]
        for one in ("door", "doorway")
    )
    scenarios = tuple(named(draw, 1, 3))
    made = Survey(SPACE, draw(TEXTS), TODAY, tuple(stairs), tuple(floors), tuple(doors), tuple(doorways), scenarios)
    setpoints = {
        (stair.id, configuration): draw(st.decimals(0, 600, places=3))
        for stair in stairs
        for configuration in DoorConfiguration.values()
        if draw(st.booleans())
    }
    baselines = {where: (Standing(uuid5(SPACE, repr(where)), draw(facts(where[0]))),) for where in locations(made)}
    kept = {where: standing for where, standing in baselines.items() if draw(st.integers(0, 3))}
    return replace(made, baselines=kept, setpoints=setpoints)


def locations(survey: Survey) -> list[Location]:
    """Every location of a building, in service or not."""
    found: list[Location] = []
    for configuration in DoorConfiguration.values():
        found += [(BaselineKind.PRESSURE, floor.stair_id, floor.id, configuration) for floor in survey.floors]
    for scenario in survey.door_scenarios:
        found += [(BaselineKind.VELOCITY, place.stair_id, place.id, scenario) for place in survey.doorways]
    for active in (True, False):
        found += [(BaselineKind.DOOR_FORCE, place.stair_id, place.id, active) for place in survey.doors]
    return found


@st.composite
def facts(draw: st.DrawFn, kind: BaselineKind) -> BaselineFacts:
    """What may be on record of a location: as the importer and the database allow it."""
    limits = ALLOWED[kind]
    told: dict[str, Any] = {
        "commissioned_by": draw(st.none() | TEXTS),
        "provenance": draw(st.sampled_from(Provenance.values())),
    }
    value = draw(st.decimals(limits.minimum, limits.maximum, places=DECIMALS[kind]))
    if kind is BaselineKind.PRESSURE:
        told["commissioning_report_ref"] = draw(st.none() | TEXTS)
        told["temp_c"] = draw(st.none() | st.decimals(-50, 70, places=2))
        told["humidity_pct"] = draw(st.none() | st.decimals(0, 100, places=1))
        told["wind_ms"] = draw(st.none() | st.decimals(0, 75, places=3))
    elif kind is BaselineKind.DOOR_FORCE:
        told["measurement_position"] = draw(st.none() | st.sampled_from(MeasurementPosition.values()))
    elif points := draw(st.none() | st.tuples(*[st.decimals(Decimal("-1"), Decimal("6"), places=4)] * 9)):
        mean = Grid.of(points).mean
        told["points"] = points
        value = round_half_even(mean, 3) if limits.contains(mean) and draw(st.booleans()) else value
    return BaselineFacts(value, draw(st.dates(date(1900, 1, 1), TODAY)), **told)


def odd_survey() -> Survey:
    """One building with all the odd names at once, more of them than a rule of a spreadsheet can list, all measured."""
    names = list(dict.fromkeys(" ".join(name.split()) for name in ODD))
    stairs = [Place(uuid5(SPACE, name), name, uuid5(SPACE, name)) for name in ("08", 'South, "East" & =1')]
    floors = [
        Place(uuid5(stair.id, name), name, stair.id, number=number)
        for stair, own in zip(stairs, (names, names[:3]), strict=True)
        for number, name in enumerate(own)
    ]
    doors, doorways = (
        [
            Place(uuid5(floor.id, one + called), called, floor.stair_id, floor.id)
            for floor in floors
            for called in (floor.name, f"{one}-1, 2")[: 1 + (floor.number or 0) % 2]
        ]
        for one in ("D", "W")
    )
    scenarios = ("worst_case_3_doors_open", "3, then 4")
    made = Survey(SPACE, "Odd & Sons", TODAY, tuple(stairs), tuple(floors), tuple(doors), tuple(doorways), scenarios)
    setpoints = {(stair.id, word): Decimal("45.125") for stair in stairs for word in DoorConfiguration.values()}
    measured = {
        where: (Standing(uuid5(SPACE, repr(where)), _measured(where, number)),)
        for number, where in enumerate(locations(made))
    }
    return replace(made, baselines=measured, setpoints=setpoints)


def _measured(where: Location, number: int) -> BaselineFacts:
    """Something on record of a location; every figure differs, with as many decimals as its column has."""
    kind, day = where[0], date(2000 + number % 26, 1 + number % 12, 1 + number % 28)
    share = Decimal(number * 7919 % 10_000) / 10_000
    low, high = ALLOWED[kind].minimum or Decimal(0), ALLOWED[kind].maximum or Decimal(0)
    value = round_half_even(low + (high - low) * share, DECIMALS[kind])
    by, origin = ODD[number % len(ODD)], Provenance.values()[number % len(Provenance.values())]
    facts = BaselineFacts(value, day, " ".join(by.split()), provenance=origin)
    if kind is BaselineKind.PRESSURE:
        return replace(facts, temp_c=Decimal("-3.7"), wind_ms=Decimal("0.1"), commissioning_report_ref="2024-01-15")
    if kind is BaselineKind.VELOCITY and number % 3:
        points = tuple(round_half_even(value + Decimal(step) / 1000, 3) for step in range(9))
        return replace(facts, points=points)
    return facts
