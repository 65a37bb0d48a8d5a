"""Advice as warnings of an import: each at its cell, held against what is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from firemode_desktop.domain.baselines import BaselineFacts, Location, Standing, Survey
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.exports.pilot import pilot_survey
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.workbook import read
from tests.imports.books import book

TODAY, DAY = date(2026, 11, 22), date(2024, 1, 15)
HEADING = ("stair", "floor", "door_configuration", "pressure_pa", "commissioned_date")
LEVELS = ("Ground", *(f"Level-{number}" for number in range(1, 15)))


def empty() -> Survey:
    """The pilot building without any baseline."""
    return replace(pilot_survey(TODAY), baselines={}, setpoints={})


def on_record(survey: Survey, value: str, *, but: tuple[str, ...] = ()) -> Survey:
    """Stair-A with that pressure on every floor, doors closed, except some."""
    stair = survey.stairs[0]
    facts = BaselineFacts(Decimal(value), DAY)
    standings: dict[Location, tuple[Standing, ...]] = {
        (BaselineKind.PRESSURE, stair.id, floor.id, "all_closed"): (Standing(uuid4(), facts),)
        for floor in survey.floors
        if floor.stair_id == stair.id and floor.name not in but
    }
    return replace(survey, baselines=standings)


def plan(rows: list[list[Any]], survey: Survey) -> Plan:
    return plan_import(read(book({"Pressure": [HEADING, *rows]}), "baseline.xlsx"), survey)


def warned(made: Plan) -> list[tuple[str | None, str]]:
    assert made.errors == ()
    return [(problem.cell, problem.code) for problem in made.warnings]


def row(level: str, value: Any, doors: str = "all_closed", day: date = DAY) -> list[Any]:
    return ["Stair-A", level, doors, value, day]


def test_that_one_row_is_held_against_what_is_on_record() -> None:
    survey = on_record(empty(), "45", but=("Level-9",))
    assert warned(plan([row("Level-9", 31)], survey)) == [("D2", "misplaced_floor")]
    assert warned(plan([row("Level-9", 38)], survey)) == []


def test_that_the_value_of_the_file_takes_the_place_of_what_is_on_record() -> None:
    survey = on_record(empty(), "45")
    later = date(2025, 3, 1)
    assert warned(plan([row("Level-9", 31, day=later)], survey)) == [("D2", "misplaced_floor")]
    whole = [row(level, 31, day=later) for level in LEVELS]
    assert warned(plan(whole, survey)) == []


def test_that_a_row_of_history_is_not_held_against_what_is_in_force() -> None:
    survey = on_record(empty(), "45")
    assert warned(plan([row("Level-9", 31, day=date(2020, 1, 15))], survey)) == []


def test_that_rows_of_history_are_held_against_each_other() -> None:
    survey = on_record(empty(), "45")
    old = [row(level, 31 if level == "Level-9" else 45, day=date(2020, 1, 15)) for level in LEVELS]
    assert warned(plan(old, survey)) == [("D11", "misplaced_floor")]


def test_that_an_open_door_pressure_is_held_against_the_closed_one_on_record_at_its_own_cell() -> None:
    survey = on_record(empty(), "45")
    assert warned(plan([row("Level-3", 44, "evac_doors_open")], survey)) == [("D2", "open_close_to_closed")]
    assert warned(plan([row("Level-3", 32, "evac_doors_open")], survey)) == []


def test_that_what_does_not_agree_on_record_but_is_not_in_the_file_is_left_to_the_workspace() -> None:
    survey = on_record(empty(), "45", but=("Level-2",))
    stair = survey.stairs[0]
    floor = next(one for one in survey.floors if one.stair_id == stair.id and one.name == "Level-2")
    odd = {
        (BaselineKind.PRESSURE, stair.id, floor.id, "all_closed"): (Standing(uuid4(), BaselineFacts(Decimal(20), DAY)),)
    }
    survey = replace(survey, baselines={**survey.baselines, **odd})
    assert warned(plan([row("Level-9", 45)], survey)) == []


def test_that_advice_neither_stops_nor_changes_what_is_written() -> None:
    made = plan([row("Level-9", 31)], on_record(empty(), "45", but=("Level-9",)))
    [planned] = made.rows
    assert planned.writes
    assert planned.facts is not None
    assert planned.facts.value == Decimal("31.00")
