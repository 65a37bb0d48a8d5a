"""What a foreign sheet says beside a number – a unit, a minus, a decimal comma – is asked or told, not passed over."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import parse_number
from firemode_desktop.exports.pilot import pilot_survey
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.mappings.mapping import FileMapping
from firemode_desktop.imports.tables.values import DecimalMark
from tests.imports.books import book

SURVEY = replace(pilot_survey(date(2026, 11, 22)), baselines={}, setpoints={})
DAY = date(2024, 1, 15)
PRESSURE = ("stair", "floor", "door_configuration", "pressure_pa", "commissioned_date")


def plan(data: bytes, name: str = "b.xlsx", mapping: FileMapping | None = None) -> Plan:
    return plan_import(read(data, name), SURVEY, mapping=mapping)


def headed(heading: str, title: str = "", sheet: str = "Pressure") -> Plan:
    """The plan of one reading of 12 below this heading, with this title above it."""
    rows: list[Sequence[Any]] = [
        [title],
        ["stair", "floor", "door_configuration", heading, "commissioned_date"],
        ["Stair-A", "Level-1", "all_closed", 12, DAY],
    ]
    return plan(book({sheet: rows}))


def codes(made: Plan) -> list[str]:
    return [problem.code for problem in made.errors]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("pressure_kpa", "kPa"),
        ("Pressure, mm H2O", "mmH₂O"),
        ("pressure_mm_h2o", "mmH₂O"),
        ("Pressure in. w.g.", "inwg"),
        ("DP inH2O", "inwg"),
        ("Pressure KPA", "kPa"),
    ],
)
def test_that_a_unit_in_a_heading_is_seen_however_it_is_written(heading: str, unit: str) -> None:
    found = headed(heading)
    assert codes(found) == ["unit"]
    assert f"headed in {unit}" in found.errors[0].message


@pytest.mark.parametrize("heading", ["pressure_pa", "Pressure", "DP"])
@pytest.mark.parametrize("title", ["All readings in kPa", "Pressures, mm WG", "# units: kPa"])
def test_that_a_title_in_another_unit_is_asked_about(heading: str, title: str) -> None:
    found = headed(heading, title)
    assert codes(found) == ["unit"]
    assert f"A1 says “{title}”" in found.errors[0].message


def test_that_the_name_of_a_sheet_may_say_the_unit() -> None:
    assert codes(headed("Pressure", sheet="Readings kPa")) == ["unit"]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("pressure_pa", "Wind 12 km/h, barometer 101 kPa"),
        ("Pressure", "Converted from kPa to Pa"),
        ("Pressure (Pa)", "Pressures in mm WG"),
        ("Pressure", "Air velocity in fpm is on the next sheet"),
    ],
)
def test_that_a_quantity_our_own_unit_or_that_of_something_else_asks_nothing(heading: str, title: str) -> None:
    assert codes(headed(heading, title)) == []


def test_that_what_a_person_said_of_the_unit_of_a_title_counts() -> None:
    site = book({"Stair-A": [["All readings in mm WG"], [], ["Level", "Doors closed", "Date"], ["Level-1", 5, DAY]]})
    asked = plan(site)
    assert codes(asked) == ["unit"]
    table = asked.proposal.mapping.tables[0]
    told = table.with_reading(table.readings[0].place, replace(table.readings[0], unit="mmH₂O"))
    found = plan(site, mapping=replace(asked.proposal.mapping, tables=(told,)))
    assert codes(found) == []
    assert [str(row.facts.value) for row in found.rows if row.facts] == ["49.03"]


@pytest.mark.parametrize("floor", ["Level -1", "Level −1", "Level\u00a0-1"])
def test_that_a_minus_before_the_number_of_a_floor_is_not_the_hyphen_of_its_name(floor: str) -> None:
    row = ["Stair-A", floor, "all_closed", 45, DAY]
    found = plan(book({"Pressure": [PRESSURE, row]}))
    assert codes(found) == ["ambiguous_location"]


@pytest.mark.parametrize(
    ("column", "read_as", "never"),
    [(0, "Stair-C", "Stair-B"), (1, "Level-1 / Level-2", "Level-12"), (2, "all open", "all_closed")],
)
def test_that_what_differs_in_what_tells_places_apart_is_not_suggested(column: int, read_as: str, never: str) -> None:
    row: list[Any] = ["Stair-A", "Level-1", "all_closed", 45, DAY]
    row[column] = read_as
    found = plan(book({"Pressure": [PRESSURE, row]}))
    assert len(found.errors) == 1
    assert f"Did you mean “{never}”" not in found.errors[0].message


HALVES = (
    "stair,floor,door_configuration,commissioned_date,pressure_pa,temp_c,humidity_pct\n"
    "Stair-A,Level-1,all_closed,2024-01-15,45,2,21\nStair-A,Level-2,all_closed,2024-01-15,46,5,22\n"
)


def test_that_decimal_commas_that_fill_up_blank_cells_are_told() -> None:
    found = plan(HALVES.encode(), "b.csv")
    assert [problem.code for problem in found.warnings] == ["decimal_comma"]
    assert "“45,2” in row 2" in found.warnings[0].message


@pytest.mark.parametrize(
    "data",
    [HALVES.replace("46,5", "46.5,5"), HALVES.replace("46,5", '"46,5",5'), HALVES.replace(",", ";")],
    ids=["a decimal point", "a decimal comma in quotes", "semicolons"],
)
def test_that_a_file_in_which_decimals_are_written_otherwise_is_believed(data: str) -> None:
    assert "decimal_comma" not in [problem.code for problem in plan(data.encode(), "b.csv").warnings]


def test_that_who_said_what_the_decimal_mark_is_is_not_asked_again() -> None:
    proposed = plan(HALVES.encode(), "b.csv").proposal.mapping
    found = plan(HALVES.encode(), "b.csv", replace(proposed, decimal=DecimalMark.POINT))
    assert found.warnings == ()


@pytest.mark.parametrize("code", [";;;", '"45"', "0.0,", '[>40]"pass";"fail"'])
def test_that_a_format_that_shows_something_else_than_the_number_is_told(code: str) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Pressure"
    sheet.append(PRESSURE)
    sheet.append(["Stair-A", "Level-1", "all_closed", 44.6, DAY])
    sheet["D2"].number_format = code
    buffer = io.BytesIO()
    workbook.save(buffer)
    assert [problem.code for problem in plan(buffer.getvalue()).warnings] == ["other_format"]


@pytest.mark.parametrize("text", ["45\u00ad.2", "\u200b45.2", "45.2\u200e", "\ufeff45.2"])
def test_that_a_number_with_an_unseen_character_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(Invalid, match="cannot be seen"):
        parse_number(text)


def test_that_the_end_of_a_file_of_dos_is_no_row() -> None:
    assert len(read(b"stair,floor\r\nStair-A,Level-1\r\n\x1a", "b.csv").sheets[0].rows) == 2
