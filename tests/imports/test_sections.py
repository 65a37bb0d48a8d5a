"""Rows amid readings that speak of another stair, day or case: what is below them is not taken for the heading's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from firemode_desktop.imports.baselines.plan import Plan
from tests.imports.test_site_sheets import DAY, planned, workbook

COMMISSIONED = ("Commissioned:", DAY)
BOTH = ("Level", "Doors closed (Pa)", "Doors open (Pa)")
TITLES = (("Stair-A pressures",), COMMISSIONED, BOTH, ("L1", 45.1, 20.5))


def parts(plan: Plan) -> list[tuple[int | None, str]]:
    """Row and words of each part about something else."""
    return [(one.row, one.value or "") for one in plan.errors if one.code == "other_part"]


def sheet(*rows: Sequence[Any], name: str = "Site") -> Plan:
    return planned(workbook(**{name: rows}))


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (("Stair-B",), "stair"),
        (("Stair B pressures",), "stair"),
        (("Stair C",), "stair"),
        (("Commissioned:", date(2025, 3, 1)), "day"),
        (("Commissioned: 1 March 2025",), "day"),
    ],
)
def test_that_a_part_about_another_stair_or_day_is_not_read_for_the_one_above(row: tuple[Any, ...], what: str) -> None:
    plan = sheet(*TITLES, (), row, ("L2", 46.1, 21.5))
    assert [number for number, _ in parts(plan)] == [6]
    [problem] = [one for one in plan.errors if one.code == "other_part"]
    assert f"for the {what} of the heading further up" in problem.message
    assert plan.whole_file_errors == (problem,)


@pytest.mark.parametrize(
    "row",
    [
        ("Stair-A",),
        ("Stair-A (continued)",),
        ("Stair-A pressures",),
        COMMISSIONED,
        ("Commissioned: 15 January 2024",),
        ("Continued on page 2",),
        ("Fan 2 was replaced",),
        ("2 doors were blocked",),
        ("Doors open",),
    ],
)
def test_that_a_row_that_says_what_the_heading_says_or_nothing_of_it_is_no_other_part(row: tuple[Any, ...]) -> None:
    assert sheet(*TITLES, (), row, ("L2", 46.1, 21.5)).errors == ()


def test_that_titles_below_the_last_reading_begin_no_part() -> None:
    assert parts(sheet(*TITLES, (), ("Stair-B was not measured",), ("Doors open",))) == []


def test_that_doors_opened_further_down_are_not_read_as_closed() -> None:
    heading = (("Stair-A",), COMMISSIONED, ("Doors closed",), ("Level", "Pressure (Pa)"), ("L1", 45), ("L2", 46))
    assert parts(sheet(*heading, ("Doors open",), ("L3", 22), ("L4", 21))) == [(7, "Doors open")]
    assert parts(sheet(*heading, ("Doors closed",), ("L3", 44), ("L4", 45))) == []


def test_that_a_stopped_fan_further_down_is_not_read_as_a_running_one() -> None:
    heading = (("Stair-A",), COMMISSIONED, ("Level", "Door force fan on (N)"), ("L1", 88), ("L2", 86))
    assert parts(sheet(*heading, ("Fan off",), ("L3", 44))) == [(6, "Fan off")]


def test_that_a_remark_beside_a_location_begins_no_part() -> None:
    heading = (("Stair-A",), COMMISSIONED, ("Level", "Doors closed (Pa)", "Remarks"), ("L1", 45, None))
    assert parts(sheet(*heading, ("L2", 46, "doors open on arrival"), ("L3", 44, "see Stair-B"))) == []


def test_that_each_row_may_say_its_own_stair_and_case() -> None:
    rows = (("Stair", "Level", "Configuration", "Pressure (Pa)"), ("Stair-A", "L1", "closed", 45))
    assert parts(sheet(COMMISSIONED, *rows, ("Stair-B",), ("Stair-B", "L1", "open", 21))) == []
