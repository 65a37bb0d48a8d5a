"""Readings that are refused come back in our own form: put right they import, left alone they are refused again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from firemode_desktop.imports.baselines.repairs import repairs
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.mappings.mapping import FileMapping
from firemode_desktop.imports.tables.corrections import Corrections
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.imports.tables.values import DateOrder
from firemode_desktop.services.workbooks import rejected_rows
from tests.imports.test_site_sheets import TITLES, levels, planned, workbook

HEADING: list[Any] = ["Level", "Doors closed (Pa)", "Evac doors open (Pa)"]
FORM: list[Any] = ["stair", "floor", "door_configuration", "pressure_pa", "commissioned_date", "commissioned_by"]


def site(*changes: tuple[int, int, Any]) -> bytes:
    """A sheet of Stair-A with fourteen levels from row 6 on, some of its cells changed (row, column, value)."""
    rows: list[Any] = [*TITLES, HEADING, *levels(45.5, 31)]
    for row, column, value in changes:
        rows[row - 1] = [value if place == column else cell for place, cell in enumerate(rows[row - 1], start=1)]
    return workbook(Stair_A=rows)


def test_that_only_the_refused_reading_of_a_row_is_set_aside_with_all_that_is_known_of_it() -> None:
    [one] = planned(site((8, 2, 444))).refused
    assert (one.form, one.where) == ("Pressure", "Stair-A!B8")
    assert one.cells == {
        "stair": "Stair-A",
        "floor": "L12",
        "door_configuration": "all_closed",
        "pressure_pa": Decimal(444),
        "commissioned_date": date(2024, 1, 15),
        "commissioned_by": "Plant room crew",
    }
    assert list(one.errors) == ["pressure_pa"]


def test_that_a_wrong_title_is_the_error_of_every_reading_below_it() -> None:
    refused = planned(site((2, 2, "31/02/2024"))).refused
    assert len(refused) == 28
    assert {tuple(one.errors) for one in refused} == {("commissioned_date",)}


def test_that_what_was_set_aside_is_refused_again_and_imports_once_put_right() -> None:
    plan = planned(site((8, 2, 444), (9, 1, "Levle-11")))
    [sheet] = read(rejected_rows(plan), "rejected.xlsx").sheets
    assert (sheet.name, sheet.rows[0]) == ("Pressure", (*FORM, "read from", "error"))
    again = planned(rejected_rows(plan))
    assert [row.status for row in again.rows] == [RowStatus.ERROR] * 3
    mended = planned(
        rejected_rows(plan),
        corrections=Corrections(
            {("Pressure", "D2"): "44.4", ("Pressure", "B3"): "Level-11", ("Pressure", "B4"): "Level-11"}
        ),
    )
    assert [problem.message for problem in mended.errors] == []
    assert [row.where for row in mended.rows] == [
        "Stair-A, Level-12, all doors closed",
        "Stair-A, Level-11, all doors closed",
        "Stair-A, Level-11, evacuation doors open",
    ]


def test_that_what_a_person_explained_need_not_be_explained_again() -> None:
    rows: list[list[Any]] = [FORM, ["Stair-A", "Level-1", "shut", 444, "3/4/2024", "ABC"]]
    first = planned(workbook(Pressure=rows))
    told = next(one.mapping for one in repairs(first) if one.title == "“shut”: read as all_closed")
    [one] = planned(workbook(Pressure=rows), mapping=_day_first(told)).refused
    assert (one.cells["door_configuration"], one.cells["commissioned_date"]) == ("all_closed", date(2024, 4, 3))
    assert list(one.errors) == ["pressure_pa"]


def _day_first(mapping: FileMapping) -> FileMapping:
    return replace(mapping, dates=DateOrder.DAY_FIRST)


def test_that_a_number_in_another_unit_is_never_set_aside_as_one_of_ours() -> None:
    """0.045 kPa is 45 Pa, 45 kPa is refused: a bare 45 in a column of pascals would import."""
    heading: list[Any] = ["Level", "Doors closed (kPa)"]
    rows: list[Any] = [*TITLES, heading, *levels(0.045, count=13), ["L14", 45]]
    data = workbook(Stair_A=rows)
    told = next(one.mapping for one in repairs(planned(data)) if one.title.endswith("convert from kPa"))
    plan = planned(data, mapping=told)
    [one] = plan.refused
    assert one.cells["pressure_pa"] == "45 kPa"
    assert [row.status for row in planned(rejected_rows(plan)).rows] == [RowStatus.ERROR]


def test_that_a_location_repeated_a_thousand_times_is_said_shortly_of_each() -> None:
    row: list[Any] = ["Stair-A", "Level-1", "all_closed", 45, date(2024, 1, 15), "ABC"]
    plan = planned(workbook(Pressure=[FORM, *[row] * 1000]))
    assert len(plan.errors) == 1000
    assert "also in Pressure, row 3, Pressure, row 4" in plan.errors[0].message
    assert plan.errors[0].message.endswith("and 994 more.")
    assert max(len(problem.message) for problem in plan.errors) < 250
