"""The charts of a report from its tests: what the report prints and what is exported are made by the same functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from firemode_desktop.charts.data import (
    DoorwayGrid,
    DoorwayGrids,
    Profile,
    ProfileCase,
    ProfileFloor,
    Summary,
    SummaryRow,
)
from firemode_desktop.domain.plausibility import ProfilePoint
from firemode_desktop.domain.stack_line import StackLine, stack_line
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import DoorConfiguration, MeasurementType
from firemode_desktop.reports.data import StairFacts, TestFacts
from firemode_desktop.reports.verdicts import Findings, standing_of, words

UNKNOWN_SIZE = (Decimal("1.0"), Decimal("2.0"))  # a doorway without sizes is drawn twice as high as wide
GRIDS_A_FIGURE = 15


def from_the_top(tests: Sequence[TestFacts], stair: StairFacts) -> list[TestFacts]:
    """Tests from the top floor down, as one reads a section; those of a floor in the order they were done."""
    order = {floor.level: place for place, floor in enumerate(stair.floors)}
    return sorted(tests, key=lambda test: -order.get(test.floor.level, -1) if test.floor else 1)


def summary_of(findings: Findings, title: str = "") -> Summary:
    """How many tests of each measurement stand how."""
    rows = []
    for kind in MeasurementType:
        standings = [standing_of(test) for test in findings.tests if test.measurement is kind]
        if standings:
            counts = tuple((each, standings.count(each)) for each in Standing if each in standings)
            rows.append(SummaryRow(kind.label, counts))
    return Summary(tuple(rows), title)


def profile_of(findings: Findings, stair: StairFacts) -> Profile | None:
    """Pressure over the height of a stair in every door case that was to be tested; None without any.

    With the temperatures of the visit each case has the line that the stack effect would lay through its readings.
    """
    tests = findings.of(stair.name, MeasurementType.PRESSURE_DIFFERENTIAL)
    cases = [case for case in DoorConfiguration if any(test.door_configuration == case for test in tests)]
    told = findings.data.conditions
    temperatures = told.get("temp_out_c"), told.get("temp_stair_c")
    drawn = tuple(_case(case, tests, stair, temperatures) for case in cases)
    return Profile(stair.name, drawn) if cases else None


def _case(
    case: DoorConfiguration,
    tests: Sequence[TestFacts],
    stair: StairFacts,
    temperatures: tuple[Decimal | None, Decimal | None],
) -> ProfileCase:
    chosen = [test for test in tests if test.door_configuration == case and test.floor is not None]
    points = [
        ProfilePoint(test.floor.level, test.floor.height_m, test.value)
        for test in chosen
        if test.floor is not None and test.floor.height_m is not None and test.value is not None
    ]
    stack = stack_line(points, *temperatures)
    return ProfileCase(case.label, tuple(_floor(test, stack) for test in reversed(from_the_top(chosen, stair))))


def _floor(test: TestFacts, stack: StackLine | None) -> ProfileFloor:
    assert test.floor is not None
    low, high, height = test.limits.minimum, test.limits.maximum, test.floor.height_m
    expected = None if stack is None or height is None else stack.at(height)
    return ProfileFloor(test.floor.level, height, test.value, test.baseline, low, high, standing_of(test), expected)


def doorways_of(findings: Findings, stair: StairFacts, title: str = "") -> list[DoorwayGrids]:
    """The doorways of a stair, as many to a figure as a page holds; each door scenario begins anew."""
    tests = findings.of(stair.name, MeasurementType.AIR_VELOCITY)
    scenarios = dict.fromkeys(test.door_scenario for test in tests)
    return [part for scenario in scenarios for part in _figures(tests, scenario, stair, title)]


def _figures(tests: Sequence[TestFacts], scenario: str | None, stair: StairFacts, title: str) -> Iterator[DoorwayGrids]:
    chosen = [test for test in tests if test.door_scenario == scenario]
    grids = [grid(test) for test in reversed(from_the_top(chosen, stair))]
    name = f"{title} · {words(scenario)}" if title and scenario else title
    for start in range(0, len(grids), GRIDS_A_FIGURE):
        yield DoorwayGrids(name, tuple(grids[start : start + GRIDS_A_FIGURE]))


def grid(test: TestFacts) -> DoorwayGrid:
    """One doorway."""
    wide, tall = test.doorway_size_m or UNKNOWN_SIZE
    points = test.grid.values if test.grid else (None,) * 9
    label = test.floor.level if test.floor else test.doorway or test.identifier
    return DoorwayGrid(label, wide, tall, points, test.value, test.limits.minimum, standing_of(test))
