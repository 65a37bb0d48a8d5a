"""Doubts of a proposal that are still open after something was told."""

from __future__ import annotations

from dataclasses import replace

from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.mappings.doubts import open_doubts
from firemode_desktop.imports.mappings.mapping import FileMapping, Fixed, InColumn, ReadingColumn, TableMapping
from firemode_desktop.imports.mappings.proposing import Proposal
from firemode_desktop.imports.tables.problems import Problem, of_sheet

COLUMN = ReadingColumn(1, BaselineKind.PRESSURE, "pressure_pa")
TABLE = TableMapping("S", (3, 4), {"floor": InColumn(0)}, (COLUMN,))
ASKED = Problem("S", 5, "door_configuration", "B5", "dP", "not_told", "The heading does not say which doors.")
PROPOSAL = Proposal(FileMapping((TABLE,)), doubts=(ASKED,))


def left(table: TableMapping) -> tuple[Problem, ...]:
    return open_doubts(PROPOSAL, FileMapping((table,)))


def test_that_a_doubt_stays_while_its_column_is_read_as_proposed() -> None:
    assert left(TABLE) == (ASKED,)
    assert left(TABLE.with_source("stair", Fixed("Stair-A"))) == (ASKED,)


def test_that_a_doubt_goes_when_its_column_tells_the_case_or_another_column_does() -> None:
    told = replace(COLUMN, says={"door_configuration": "all_closed"})
    assert left(TABLE.with_reading(1, told)) == ()
    assert left(TABLE.with_source("door_configuration", InColumn(2))) == ()


def test_that_a_doubt_goes_with_its_column_its_sheet_or_its_heading() -> None:
    other = ReadingColumn(2, BaselineKind.PRESSURE, "pressure_pa", {"door_configuration": "all_closed"})
    assert left(TABLE.with_reading(1, None).with_reading(2, other)) == ()
    assert left(replace(TABLE, heading=(5, 5))) == ()
    assert open_doubts(PROPOSAL, FileMapping((), frozenset({"S"}))) == ()


def test_that_a_doubt_about_a_unit_goes_when_the_unit_is_told_whichever_it_is() -> None:
    asked = Problem("S", 5, "pressure_pa", "B5", "dP (kPa)", "unit", "This column is headed in kPa.")
    proposal = Proposal(FileMapping((TABLE,)), doubts=(asked,))
    assert open_doubts(proposal, FileMapping((TABLE,))) == (asked,)
    for unit in ("kPa", "Pa"):
        told = TABLE.with_reading(1, replace(COLUMN, unit=unit))
        assert open_doubts(proposal, FileMapping((told,))) == ()


def test_that_a_table_of_which_no_column_is_read_is_a_doubt_of_its_sheet() -> None:
    said = "No column of the sheet “S” holds readings yet; say which does, or leave the sheet out."
    assert left(TABLE.with_reading(1, None)) == (of_sheet("S", "no_readings", said),)
