"""Sheets as a commissioning engineer might bring them, with known right answers: read right, or asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.domain.numbers import convert
from firemode_desktop.exports.book import to_bytes
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.baselines.planning import Said, plan_as_said
from firemode_desktop.imports.files.cells import Mark, Marked
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.mappings.footing import ROWS
from firemode_desktop.imports.tables.places import natural_form
from tests.imports.test_site_sheets import empty

DAY, LATER = date(2024, 1, 15), date(2024, 2, 2)
TOP = [["Date of test", DAY], []]
HEADING = ["Level", "Doors closed (Pa)", "Doors open (Pa)"]
ROWS_OF_SIX = [[f"L{number}", 40 + number, 30 + number] for number in range(1, 7)]
CLOSED = {f"Level-{number}": Decimal(40 + number) for number in range(1, 7)}
OPEN = {f"Level-{number}": Decimal(30 + number) for number in range(1, 7)}
BOTH = {"all_closed": CLOSED, "evac_doors_open": OPEN}


def sheet(rows: Sequence[Sequence[Any]], name: str = "Stair-A", merged: Sequence[str] = ()) -> bytes:
    made = openpyxl.Workbook()
    only = made.active
    assert only is not None
    only.title = name
    for row in rows:
        only.append(list(row))
    for cells in merged:
        only.merge_cells(cells)
    return to_bytes(made)


def planned(rows: Sequence[Sequence[Any]], name: str = "Stair-A", survey: Survey | None = None, **more: Any) -> Plan:
    return plan_import(read(sheet(rows, name, **more), "site.xlsx"), survey or empty())


def by_case(plan: Plan) -> dict[str, dict[str, Decimal]]:
    """Case → floor, doorway or door → what would be imported; nothing may be wrong with the file."""
    assert [problem.message for problem in plan.errors] == []
    survey = empty()
    names = {place.id: place.name for place in (*survey.floors, *survey.doorways, *survey.doors)}
    found: dict[str, dict[str, Decimal]] = {}
    for row in plan.rows:
        assert row.location is not None
        assert row.facts is not None
        found.setdefault(str(row.location[3]), {})[names[row.location[2]]] = row.facts.value
    return found


def asked(plan: Plan) -> set[tuple[str | None, str]]:
    """Cell and code of what has to be told before anything is imported."""
    assert not any(row.facts is not None and row.status == "new" for row in plan.rows) or plan.whole_file_errors
    return {(problem.cell, problem.code) for problem in plan.errors}


@pytest.mark.parametrize(
    ("closed", "opened"),
    [
        ("Stairwell press. all drs clsd", "Stairwell press. evac drs open"),
        ("All doors closed [Pa]", "Evac. mode [Pa]"),
        ("Pa (closed)", "Pa (open)"),
        ("Measured ΔP (Pa), all doors shut", "Measured ΔP (Pa), 3 doors open"),
    ],
)
def test_that_the_words_of_the_trade_tell_the_two_cases_apart(closed: str, opened: str) -> None:
    assert by_case(planned([*TOP, ["Level", closed, opened], *ROWS_OF_SIX])) == BOTH


@pytest.mark.parametrize("opened", ["Doors not closed (Pa)", "Door half open (Pa)", "1 door open (Pa)", "Ajar (Pa)"])
def test_that_a_heading_of_some_doors_only_is_asked_about(opened: str) -> None:
    plan = planned([*TOP, ["Level", "Doors closed (Pa)", opened], *ROWS_OF_SIX])
    assert asked(plan) == {("C3", "not_told")}


@pytest.mark.parametrize(
    "word", ["Velocity doors closed (m/s)", "Single door open velocity", "Velocity, two doors open"]
)
def test_that_a_velocity_of_other_doors_than_those_of_the_only_scenario_is_asked_about(word: str) -> None:
    assert asked(planned([*TOP, ["Level", word], ["L1", 1.2]])) == {("B3", "not_told")}


@pytest.mark.parametrize(
    ("words", "scenario"),
    [
        ("Velocity, single door open (m/s)", "single_door_open"),
        ("Velocity 1 door open (m/s)", "single_door_open"),
        ("Velocity – three doors open (m/s)", "worst_case_3_doors_open"),
    ],
)
def test_that_the_count_of_doors_in_a_heading_names_the_scenario(words: str, scenario: str) -> None:
    two = empty(door_scenarios=("worst_case_3_doors_open", "single_door_open"))
    assert set(by_case(planned([*TOP, ["Level", words], ["L1", 1.2]], survey=two))) == {scenario}


@pytest.mark.parametrize(
    "more", ["Design (Pa)", "Target closed Pa", "% of design closed", "Difference (Pa)", "Allowed (Pa)"]
)
def test_that_columns_of_what_was_not_measured_are_left_unread_and_that_is_said(more: str) -> None:
    plan = planned([*TOP, [*HEADING, more], *([*row, 50] for row in ROWS_OF_SIX)])
    assert by_case(plan) == BOTH
    assert [(note.code, note.cell) for note in plan.warnings if note.code == "ignored_column"] == [
        ("ignored_column", "D3")
    ]


def test_that_required_and_measured_below_each_case_are_told_apart() -> None:
    above = ["Level", "Doors closed", None, "Doors open", None]
    below = [None, "Required (Pa)", "Measured (Pa)", "Required (Pa)", "Measured (Pa)"]
    rows = [[name, 50, closed, 20, opened] for name, closed, opened in ROWS_OF_SIX]
    assert by_case(planned([*TOP, above, below, *rows], merged=["B3:C3", "D3:E3"])) == BOTH


def test_that_limits_below_a_heading_are_no_part_of_it() -> None:
    plan = planned([*TOP, HEADING, [None, "20 Pa", None], *ROWS_OF_SIX])
    assert {(problem.cell, problem.code) for problem in plan.errors} == {("A4", "missing")}
    assert sum(row.facts is not None for row in plan.rows) == 12


@pytest.mark.parametrize("word", ["Location", "Test location", "Measuring point"])
def test_that_a_location_heads_levels_where_nothing_better_does(word: str) -> None:
    assert by_case(planned([*TOP, [word, *HEADING[1:]], *ROWS_OF_SIX])) == BOTH
    beside = [[row[0], "North lobby", *row[1:]] for row in ROWS_OF_SIX]
    assert by_case(planned([*TOP, ["Level", word, *HEADING[1:]], *beside])) == BOTH


@pytest.mark.parametrize("name", ["G/F", "G.F.", "gnd", "GRD", "Gnd floor", "Ground"])
def test_that_the_ground_floor_is_known_by_its_short_names(name: str) -> None:
    assert natural_form(name) == "ground"


@pytest.mark.parametrize("name", ["G 1", "GFA", "Lower ground", "Ground floor lobby"])
def test_that_other_floors_are_not_taken_for_the_ground_floor(name: str) -> None:
    assert natural_form(name) != "ground"


@pytest.mark.parametrize("unit", ["psi", "daPa", "kPa", "cmH2O", "in.w.g."])
def test_that_a_pressure_headed_in_another_unit_is_never_taken_for_pascals(unit: str) -> None:
    heads = ["Level", f"Doors closed ({unit})", f"{unit} doors closed", f"Doors closed {unit}"]
    errors = asked(planned([*TOP, heads, *([*row, row[1]] for row in ROWS_OF_SIX)]))
    assert {("B3", "unit"), ("C3", "unit"), ("D3", "unit")} <= errors


@pytest.mark.parametrize(
    "heading", ["Doors closed (x10 Pa)", "Velocity pressure (Pa) closed", "Door force fan on (Nm)"]
)
def test_that_a_column_of_another_quantity_is_not_read_as_a_baseline(heading: str) -> None:
    plan = planned([*TOP, ["Level", heading], *(row[:2] for row in ROWS_OF_SIX)])
    assert {code for _, code in asked(plan)} == {"no_table"}


def test_that_the_units_of_other_places_are_converted_by_their_definitions() -> None:
    assert convert(Decimal(1), "psi", "Pa") == Decimal("6894.757")
    assert convert(Decimal(3600), "knot", "m/s") == Decimal(1852)
    assert convert(Decimal(1), "ft/s", "m/s") == Decimal("0.3048")


@pytest.mark.parametrize("text", ["?", "***", "٤٥", "！"])
def test_that_a_sign_that_is_no_dash_is_no_way_to_say_that_nothing_was_measured(text: str) -> None:
    plan = planned([*TOP, HEADING, ["L1", text, 31]])
    assert [problem.cell for problem in plan.errors] == ["B4"]


@pytest.mark.parametrize("text", ["-", "–", "—", " / ", "...", "n/a", "NIL"])
def test_that_a_dash_says_that_nothing_was_measured_and_is_mentioned(text: str) -> None:
    plan = planned([*TOP, HEADING, ["L1", text, 31]])
    assert by_case(plan) == {"evac_doors_open": {"Level-1": Decimal(31)}}
    assert ("not_measured", "B4") in {(note.code, note.cell) for note in plan.warnings}


@pytest.mark.parametrize(
    ("titles", "cell"),
    [
        ([["Date", DAY, LATER]], "C1"),
        ([["Date", DAY], ["Date", LATER]], "B2"),
        ([["Commissioned 15 January 2024"], ["Test date", LATER]], "B2"),
        ([["Date", "15/01/2024"], ["Date of test: 2 February 2024"]], "A2"),
    ],
)
def test_that_two_days_above_a_table_are_asked_about(titles: list[list[Any]], cell: str) -> None:
    assert (cell, "not_told") in asked(planned([*titles, [], HEADING, *ROWS_OF_SIX]))


def test_that_the_same_day_told_twice_is_one_day() -> None:
    titles: list[list[Any]] = [["Date", "15/01/2024"], ["Commissioned:", DAY], ["Commissioned 15 January 2024"]]
    assert by_case(planned([*titles, [], HEADING, *ROWS_OF_SIX])) == BOTH


def test_that_a_formula_that_shows_nothing_says_that_nothing_was_measured() -> None:
    formulas = (Marked(Mark.FORMULA, '=IF(B9="","n/a",B9)', "n/a"), Marked(Mark.FORMULA, '=""'))
    book = read(sheet([*TOP, HEADING, ["L1", 41, 31], ["L2", 42, 32]]), "site.xlsx")
    only = book.sheets[0]
    rows = (*only.rows[:3], (only.rows[3][0], *formulas), only.rows[4])
    plan = plan_import(replace(book, sheets=(replace(only, rows=rows),)), empty())
    assert by_case(plan) == {"all_closed": {"Level-2": Decimal(42)}, "evac_doors_open": {"Level-2": Decimal(32)}}
    assert {note.cell for note in plan.warnings if note.code == "not_measured"} == {"B4", "C4"}


def test_that_two_days_are_settled_by_telling_the_day() -> None:
    book = read(sheet([["Date", DAY, LATER], [], HEADING, *ROWS_OF_SIX]), "site.xlsx")
    plan, _ = plan_as_said(book, empty(), Said(given={"commissioned_date": LATER.isoformat()}), {})
    assert by_case(plan) == BOTH
    assert {row.facts.commissioned_date for row in plan.rows if row.facts} == {LATER}


def test_that_two_columns_of_days_are_asked_about() -> None:
    rows = [[name, DAY, closed, LATER, opened] for name, closed, opened in ROWS_OF_SIX]
    assert ("D1", "not_told") in asked(planned([["Level", "Date", "Closed (Pa)", "Date", "Open (Pa)"], *rows]))


def test_that_two_stairs_above_a_table_are_asked_about() -> None:
    plan = planned([["Stair: Stair-A"], ["Stair: Stair-B"], *TOP, HEADING, *ROWS_OF_SIX], "Sheet1")
    assert ("A2", "not_told") in asked(plan)


SIGNED = [[], ["Signed", "J Bloggs", "Date", LATER]]
INSTRUMENTS = [[], ["Instrument", "Serial", "Due"], ["Manometer", "SN-1", LATER]]


@pytest.mark.parametrize("foot", [SIGNED, INSTRUMENTS, [*INSTRUMENTS, *SIGNED]])
def test_that_what_stands_below_a_table_is_no_row_of_it_and_is_mentioned(foot: list[list[Any]]) -> None:
    plan = planned([*TOP, HEADING, *ROWS_OF_SIX, *foot])
    assert by_case(plan) == BOTH
    assert {row.facts.commissioned_date for row in plan.rows if row.facts} == {DAY}
    assert [(note.code, note.row) for note in plan.warnings if note.code == "below_table"] == [("below_table", 11)]
    assert {row.cell: row.facts for row in plan.rows} == {
        row.cell: row.facts
        for row in plan_import(
            read(sheet([*TOP, HEADING, *ROWS_OF_SIX, *foot]), "site.xlsx"), empty(), mapping=plan.mapping
        ).rows
    }


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (["L7", "fail", "fail"], {"B11", "C11"}),
        (["Levle-7", 47, 37], {"A11"}),
        (["Level-77", "<50", "x"], {"A11", "B11", "C11"}),
    ],
)
def test_that_a_level_below_a_blank_row_is_still_a_row(row: list[Any], cells: set[str]) -> None:
    plan = planned([*TOP, HEADING, *ROWS_OF_SIX, [], row])
    assert {problem.cell for problem in plan.errors} == cells


def test_that_a_sheet_without_measurements_is_read_in_a_moment() -> None:
    plan = planned([*TOP, HEADING, *([f"L{1 + number % 14}", "n/a", "n/a"] for number in range(20 * ROWS))])
    assert sum(note.code == "not_measured" for note in plan.warnings) == 2 * 20 * ROWS
    assert plan.rows == ()
