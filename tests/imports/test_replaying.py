"""Headings that a person has read before are read so again, wherever they stand in the next file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.exports.pilot import pilot_survey
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.mappings.mapping import (
    FileMapping,
    Fixed,
    InCell,
    InColumn,
    OfSheet,
    ReadingColumn,
    TableMapping,
    fingerprint,
)
from firemode_desktop.imports.mappings.remembering import to_remember
from firemode_desktop.imports.tables.values import DateOrder
from tests.imports.books import book
from tests.imports.buildings import TODAY

SURVEY = replace(pilot_survey(TODAY), baselines={}, setpoints={})
HEADING = ("Ebene", "zu", "auf")
ROWS = (("Level-1", 45.1, 21.5), ("Level-2", 46.2, 22.5))
TITLES: Sequence[Sequence[Any]] = (("Treppe", "Stair-A"), ("Datum", "2024-01-15"), ("Firma", "Somebody"), ())
"""A sheet of which the program knows no word: stair in B1, date in B2, firm in B3, headings in row 5."""


def _read(*rows: Sequence[Any], sheet: str = "Blatt", **others: Sequence[Sequence[Any]]) -> Workbook:
    return read(book({sheet: rows, **others}), "ebenen.xlsx")


def _said(workbook: Workbook, heading: int = 4, **more: Any) -> FileMapping:
    """What a person said of that sheet."""
    table = TableMapping(
        "Blatt",
        (heading, heading),
        {
            "floor": InColumn(0),
            "stair": InCell(0, 1),
            "commissioned_date": InCell(1, 1),
            "commissioned_by": InCell(2, 1),
        },
        (
            ReadingColumn(1, BaselineKind.PRESSURE, "pressure_pa", {"door_configuration": "all_closed"}),
            ReadingColumn(2, BaselineKind.PRESSURE, "pressure_pa", {"door_configuration": "evac_doors_open"}),
        ),
        fingerprint=fingerprint(workbook.sheets[0], (heading, heading)),
    )
    return FileMapping((table,), **more)


def _known() -> Mapping[str, FileMapping]:
    workbook = _read(*TITLES, HEADING, *ROWS)
    mapping = _said(workbook)
    plan = plan_import(workbook, SURVEY, mapping=mapping)
    assert not plan.errors
    assert len(plan.rows) == 4
    return to_remember(mapping)


def _plan(workbook: Workbook, known: Mapping[str, FileMapping] | None = None, **how: Any) -> Plan:
    return plan_import(workbook, SURVEY, remembered=_known() if known is None else known, **how)


def _rows(plan: Plan) -> list[tuple[str, str]]:
    assert not plan.errors, plan.errors
    return [(row.where, str(row.facts.value.normalize() if row.facts else "")) for row in plan.rows]


def test_that_a_sheet_of_unknown_words_is_read_once_a_person_has_read_one_like_it() -> None:
    workbook = _read(*TITLES, HEADING, ("Level-7", 47.5, 23.5))
    assert plan_import(workbook, SURVEY).errors
    plan = _plan(workbook)
    assert plan.proposal.remembered
    assert _rows(plan) == [
        ("Stair-A, Level-7, all doors closed", "47.5"),
        ("Stair-A, Level-7, evacuation doors open", "23.5"),
    ]
    assert plan.proposal.reason(0, "B") == "it was read so before"


def test_that_headings_and_the_cells_above_them_may_have_moved_down() -> None:
    plan = _plan(_read((), ("A new line",), *TITLES, HEADING, *ROWS, sheet="Another"))
    assert [one.facts.commissioned_by for one in plan.rows if one.facts] == ["Somebody"] * 4


def test_that_what_no_longer_stands_above_the_headings_is_asked_for_and_not_made_up() -> None:
    plan = _plan(_read(HEADING, *ROWS))
    assert {"stair", "commissioned_date"} <= {problem.column for problem in plan.errors}
    assert not any(row.writes for row in plan.rows)


@pytest.mark.parametrize(("title", "asked"), [("Treppe 1", False), ("Stair-A", False), ("Stair-B", True)])
def test_that_the_name_of_a_sheet_counts_again_unless_its_title_says_another_stair(title: str, asked: bool) -> None:
    workbook = _read(*TITLES, HEADING, *ROWS)
    known = to_remember(FileMapping((_said(workbook).tables[0].with_source("stair", OfSheet()),)))
    plan = _plan(_read((title,), ("Datum", "2024-01-15"), (), (), HEADING, *ROWS, sheet="Stair-A"), known)
    assert ({problem.column for problem in plan.errors} == {"stair"}) is asked


def test_that_rows_below_the_last_one_of_the_first_file_are_read() -> None:
    workbook = _read(*TITLES, HEADING, *ROWS)
    mapping = _said(workbook)
    known = to_remember(mapping.with_table(0, replace(mapping.tables[0], end=7)))
    assert len(_plan(_read(*TITLES, HEADING, *ROWS, ("Level-3", 44, 20.5)), known).rows) == 6


def test_that_what_was_typed_for_one_file_does_not_count_in_the_next() -> None:
    workbook = _read(HEADING, *ROWS)
    table = _said(workbook, 0).tables[0]
    for name, text in (("stair", "Stair-A"), ("commissioned_date", "2024-01-15"), ("commissioned_by", "Somebody")):
        table = table.with_source(name, Fixed(text))
    known = to_remember(FileMapping((table,)))
    assert plan_import(workbook, SURVEY, mapping=FileMapping((table,))).errors == ()
    again = _plan(workbook, known)
    assert {"stair", "commissioned_date"} <= {problem.column for problem in again.errors}
    told = _plan(workbook, known, given={"stair": "Stair-B", "commissioned_date": "2025-02-16"})
    assert _rows(told)[0][0] == "Stair-B, Level-1, all doors closed"


def test_that_two_tables_of_the_same_headings_on_a_sheet_each_have_their_own_titles() -> None:
    second = (("Treppe", "Stair-B"), ("Datum", "2024-01-16"), ("Firma", "Others"), ())
    plan = _plan(_read(*TITLES, HEADING, *ROWS, (), *second, HEADING, ("Level-1", 44, 20.5)))
    assert [where.split(",")[0] for where, _ in _rows(plan)] == ["Stair-A"] * 4 + ["Stair-B"] * 2
    assert plan.rows[-1].facts is not None
    assert plan.rows[-1].facts.commissioned_by == "Others"


def test_that_a_place_whose_reading_is_no_number_is_not_taken_for_a_title_of_the_next_table() -> None:
    plan = _plan(_read(*TITLES, HEADING, *ROWS, (), ("Level-3", "high"), ("x",), HEADING, ("Level-1", 44, 20.5)))
    assert [problem.cell for problem in plan.errors if problem.code == "not_a_number"] == ["B9"]


def test_that_headings_repeated_on_the_next_page_go_on_with_the_same_titles() -> None:
    plan = _plan(_read(*TITLES, HEADING, *ROWS, HEADING, ("Level-3", 44, 20.5)))
    assert _rows(plan)[-1][0] == "Stair-A, Level-3, evacuation doors open"
    assert len(plan.rows) == 6


def test_that_a_table_the_program_knows_by_itself_stays_beside_a_remembered_one() -> None:
    other = (("Stair", "Level", "Doors closed (Pa)", "Commissioned date"), ("Stair-B", "Level-1", 44, "2024-01-15"))
    plan = _plan(_read(*TITLES, HEADING, *ROWS, (), *other))
    assert _rows(plan)[-1][0] == "Stair-B, Level-1, all doors closed"


def test_that_words_and_the_order_of_dates_count_again_where_all_tables_are_remembered() -> None:
    titles = (*TITLES[:1], ("Datum", "3/4/2024"), *TITLES[2:])
    workbook = _read(*titles, HEADING, ("EG", 45.1, 21.5))
    mapping = _said(workbook, dates=DateOrder.DAY_FIRST).with_word("floor", "EG", "Ground")
    known = to_remember(mapping)
    plan = _plan(workbook, known)
    assert _rows(plan)[0] == ("Stair-A, Ground, all doors closed", "45.1")
    assert plan.rows[0].facts is not None
    assert str(plan.rows[0].facts.commissioned_date) == "2024-04-03"
    canonical = (("stair", "floor", "door_configuration", "pressure_pa", "commissioned_date"),
                 ("Stair-B", "Ground", "all_closed", 44, "5/6/2024"))  # fmt: skip
    beside = _plan(_read(*titles, HEADING, ("EG", 45.1, 21.5), Pressure=canonical), known)
    assert {problem.sheet for problem in beside.errors} >= {"Pressure"}
    assert beside.mapping.dates is None


@pytest.mark.parametrize(("heading", "asked"), [("Kraft (lbf)", False), ("Kraft", True), ("Kraft (N)", True)])
def test_that_a_unit_which_no_heading_names_is_asked_for_again(heading: str, asked: bool) -> None:
    rows = [("Etage", "Tür", heading), ("Level-1", "Door-L1-A", 20)]
    workbook = _read(*rows)
    reading = ReadingColumn(2, BaselineKind.DOOR_FORCE, "force_newtons", {"pressurization_active": "yes"}, "lbf")
    table = TableMapping("Blatt", (0, 0), {"floor": InColumn(0), "door": InColumn(1)}, (reading,),
                         fingerprint=fingerprint(workbook.sheets[0], (0, 0)))  # fmt: skip
    known = to_remember(FileMapping((table,)))
    plan = _plan(workbook, known, given={"stair": "Stair-A", "commissioned_date": "2024-01-15"})
    assert ("unit" in {problem.code for problem in plan.errors}) is asked
