"""What stands around the tables of a site sheet: whose it is, what holds further down, what is contradictory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from firemode_desktop.exports.pilot import pilot_survey
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.workbook import read
from tests.imports.books import book
from tests.imports.buildings import TODAY

SURVEY = replace(pilot_survey(TODAY), baselines={}, setpoints={})
HEADING = ("Level", "Doors closed (Pa)", "Doors open (Pa)")
DATED = ("Commissioned:", "2024-03-18")
ROW = ("L1", 45.1, 20.1)


def _plan(*rows: Sequence[Any], sheet: str = "Sheet1") -> Plan:
    return plan_import(read(book({sheet: rows}), "site.xlsx"), SURVEY)


def _where(plan: Plan) -> list[str]:
    assert plan.errors == ()
    assert {str(row.facts.commissioned_date) for row in plan.rows if row.facts} == {"2024-03-18"}
    return [row.where for row in plan.rows]


@pytest.mark.parametrize("title", [("Stair-B pressures",), ("Stair:", "Stair-B")])
def test_that_a_sheet_named_after_one_stair_and_titled_with_another_is_asked_about(title: Sequence[Any]) -> None:
    plan = _plan(title, DATED, (), HEADING, ROW, sheet="Stair-A")
    assert [(problem.code, problem.column) for problem in plan.errors] == [("not_told", "stair")]
    assert not any(row.writes for row in plan.rows)
    assert {where.split(",")[0] for where in _where(_plan(title, DATED, (), HEADING, ROW, sheet="Stair-B"))} == {
        "Stair-B"
    }


def test_that_a_line_with_the_date_directly_above_the_headings_is_no_part_of_them() -> None:
    assert len(_where(_plan(("Stair-A pressures",), DATED, HEADING, ROW))) == 2


@pytest.mark.parametrize(
    ("title", "dated"),
    [
        ("Commissioned 18 March 2024", True),
        ("Stair-A baseline pressures, commissioned 18 March 2024", True),
        ("Stair 1 of 2 – tested on 2024-03-18", True),
        ("Stair-A baseline pressures 18 March 2024", False),
        ("Stair-A baseline pressures, printed 18 March 2024", False),
        ("Commissioned 18 March 2024, printed 19 March 2024", False),
    ],
)
def test_that_a_title_dates_the_table_when_it_ends_with_the_day_of_commissioning(title: str, dated: bool) -> None:
    plan = _plan((title,), (), HEADING, ROW, sheet="Stair-A")
    assert ({problem.column for problem in plan.errors} != {"commissioned_date"}) is dated
    assert (plan.errors == ()) is dated


def test_that_the_date_and_stair_on_top_hold_for_the_tables_further_down() -> None:
    forces = (("Door opening force",), ("Level", "Door", "Fan on (N)"), ("L1", "D-Level-1-Stair-A", 80))
    where = _where(_plan(("Stair-A",), DATED, (), HEADING, ROW, (), *forces))
    assert where[-1] == "Stair-A, D-Level-1-Stair-A, fan running"


def test_that_headings_of_the_next_page_go_on_with_what_stands_on_top() -> None:
    assert len(_where(_plan(("Stair-A",), DATED, (), HEADING, ROW, HEADING, ("L2", 45.2, 20.2)))) == 4
    again = _where(_plan(("Stair-A",), DATED, (), HEADING, ROW, (), ("Page 2",), HEADING, ("L2", 45.2, 20.2)))
    assert len(again) == 4


def test_that_a_table_of_a_stair_that_is_not_understood_is_not_taken_for_the_one_above() -> None:
    plan = _plan(("Stair-A",), DATED, (), HEADING, ROW, (), ("North stair",), HEADING, ("L2", 45.2, 20.2))
    assert [problem.column for problem in plan.errors] == ["stair"]
