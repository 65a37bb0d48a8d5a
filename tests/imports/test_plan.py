"""A file held against a building: every problem of the file at once, and what each row would do (page 3)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import openpyxl
import pytest

from firemode_desktop.domain.baselines import ALLOWED, BaselineFacts, Place, Standing, Survey
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.reading import Rule
from firemode_desktop.domain.words import BaselineKind, MeasurementType
from firemode_desktop.exports.book import to_bytes
from firemode_desktop.exports.pilot import pilot_survey
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.tables.problems import RowStatus
from tests.imports.books import SHEET, book, changed

TODAY = date(2026, 11, 22)
PRESSURE = ("stair", "floor", "door_configuration", "pressure_pa", "commissioned_date")
VELOCITY = (
    "stair",
    "floor",
    "doorway",
    "door_scenario",
    *(f"p{n}" for n in range(1, 10)),
    "velocity_ms",
    "commissioned_date",
)
FORCE = ("stair", "floor", "door", "pressurization_active", "force_newtons", "commissioned_date")
DAY = date(2024, 1, 15)
NINE = (1.2, 1.3, 1.1, 1.15, 1.25, 1.18, 1.08, 1.12, 1.05)
"""The nine points of the customer's document; their mean is 1.158889 m/s."""
OPEN_3 = "worst_case_3_doors_open"


def empty(**differently: Any) -> Survey:
    """The pilot building without any baseline."""
    return replace(pilot_survey(TODAY), baselines={}, setpoints={}, **differently)


def plan(
    rows: Sequence[Sequence[Any]],
    sheet: str = "Pressure",
    heading: Sequence[str] = PRESSURE,
    survey: Survey | None = None,
) -> Plan:
    """The plan of a workbook with one sheet."""
    return plan_import(read(book({sheet: [heading, *rows]}), "baseline.xlsx"), survey or empty())


def csv_plan(text: str, survey: Survey | None = None, **how: Any) -> Plan:
    return plan_import(read(text.encode(), "baseline.csv"), survey or empty(), **how)


def told(plan: Plan) -> list[tuple[str | None, str]]:
    """Cell and code of each error."""
    return [(problem.cell, problem.code) for problem in plan.errors]


def warned(plan: Plan) -> list[tuple[str | None, str]]:
    return [(problem.cell, problem.code) for problem in plan.warnings]


def pressure(
    value: Any, day: Any = DAY, stair: Any = "Stair-A", floor: Any = "Level-8", doors: Any = "all_closed"
) -> list[Any]:
    return [stair, floor, doors, value, day]


def test_that_a_good_row_is_new_with_its_place_and_value() -> None:
    made = plan([pressure(44.2)])
    (row,) = made.rows
    survey = empty()
    floor = next(f for f in survey.floors if f.name == "Level-8" and f.stair_id == survey.stairs[0].id)
    assert made.errors == made.warnings == ()
    assert row.status is RowStatus.NEW
    assert row.location == (BaselineKind.PRESSURE, survey.stairs[0].id, floor.id, "all_closed")
    assert row.facts == BaselineFacts(Decimal("44.20"), DAY)
    assert row.where == "Stair-A, Level-8, all doors closed"
    assert row.source_ref == "baseline.xlsx · Pressure!D2"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("#DIV/0!", "error_cell"),
        ("1,234", "ambiguous"),
        ("a lot", "not_a_number"),
        ("NaN", "not_finite"),
        ("inf", "not_finite"),
        ("٤٥", "digits"),
        (True, "boolean"),
        (date(2024, 1, 15), "not_a_number"),
        (None, "missing"),
        ("0.18 inwg", "unit"),
        ("45 N", "unit"),
        (9.999, "out_of_range"),
        (100.001, "out_of_range"),
        (-45, "out_of_range"),
    ],
)
def test_that_a_cell_that_is_no_pressure_is_an_error_of_that_cell(value: Any, code: str) -> None:
    made = plan([pressure(44.2), pressure(value, floor="Level-9"), pressure(44.2, floor="Level-10")])
    assert told(made) == [("D3", code)]
    (problem,) = made.errors
    assert (problem.sheet, problem.row, problem.column) == ("Pressure", 3, "pressure_pa")
    assert problem.message.endswith((".", "!", "?"))
    assert [row.status.value for row in made.rows] == ["new", "error", "new"]


@pytest.mark.parametrize("value", [10, 100, "10", 99.9999])
def test_that_the_limits_of_a_baseline_belong_to_it(value: Any) -> None:
    assert told(plan([pressure(value)])) == []


def test_that_a_conversion_is_offered_and_not_made() -> None:
    (problem,) = plan([pressure("0.18 inwg")]).errors
    assert "44.836 Pa" in problem.message


@pytest.mark.parametrize(
    ("text", "value"),
    [("45,2", "45.20"), ("45.2 Pa", "45.20"), (" 45.2", "45.20"), ("45.2", "45.20"), ("4.52e1", "45.20")],
)
def test_that_text_that_is_plainly_a_number_is_read_and_flagged(text: str, value: str) -> None:
    made = plan([pressure(text)])
    assert made.rows[0].facts is not None
    assert str(made.rows[0].facts.value) == value
    assert warned(made) == [("D2", "text_number")]


def test_that_values_are_compared_before_they_are_rounded() -> None:
    """9.996 would be 10.00 in the column; it is below 10 all the same."""
    assert told(plan([pressure(9.996)])) == [("D2", "out_of_range")]
    made = plan([pressure(44.125), pressure(44.135, floor="Level-9")])
    assert [str(row.facts.value) for row in made.rows if row.facts] == ["44.12", "44.14"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (date(2026, 11, 23), "future_date"),
        ("03/04/2024", "ambiguous_date"),
        ("15/1/24", "ambiguous_date"),
        ("yesterday", "not_a_date"),
        ("2024-02-30", "not_a_date"),
        (45306, "not_a_date"),
        (True, "not_a_date"),
        (None, "missing"),
    ],
)
def test_that_a_cell_that_is_no_day_is_an_error_of_that_cell(written: Any, code: str) -> None:
    assert told(plan([pressure(44.2, written)])) == [("E2", code)]


def test_that_a_number_in_a_date_column_says_which_day_it_would_be() -> None:
    assert "15 Jan 2024" in plan([pressure(44.2, 45306)]).errors[0].message


@pytest.mark.parametrize(
    ("written", "flagged"),
    [
        (date(2026, 11, 22), False),
        (datetime(2024, 1, 15), False),  # noqa: DTZ001 - a workbook knows no time zone
        (datetime(2024, 1, 15, 8, 30), True),  # noqa: DTZ001
        ("2024-01-15", True),
        ("15/01/2024", True),
        ("4/4/2024", True),
        ("15 Jan 2024", True),
    ],
)
def test_that_a_day_is_read_and_flagged_where_it_is_text(written: Any, flagged: bool) -> None:
    made = plan([pressure(44.2, written)])
    assert told(made) == []
    assert warned(made) == ([("E2", "text_date")] if flagged else [])


@pytest.mark.parametrize(
    ("stair", "floor"),
    [
        ("Stair-A", "L8"),
        ("stair a", "level 08"),
        ("STAIR-A", "Level-8"),
        ("Stair A", "lvl.8"),
        ("Stair-A ", " Level-8"),
    ],
)
def test_that_natural_forms_are_the_same_name(stair: str, floor: str) -> None:
    made = plan([pressure(44.2, stair=stair, floor=floor)])
    assert told(made) == []
    assert made.rows[0].where == "Stair-A, Level-8, all doors closed"


def test_that_the_ground_floor_has_many_names_and_level_1_is_not_level_11() -> None:
    made = plan([pressure(44.2, floor=name) for name in ("G", "L1", "L11")])
    assert [row.where.split(", ")[1] for row in made.rows] == ["Ground", "Level-1", "Level-11"]


def test_that_a_bare_number_is_the_level_of_that_number() -> None:
    made = plan([pressure(44.2, floor=8)])
    assert told(made) == []
    assert made.rows[0].where == "Stair-A, Level-8, all doors closed"


def test_that_a_bare_number_is_refused_where_the_register_numbers_another_floor_so() -> None:
    survey = empty()
    shifted = tuple(replace(floor, number=(floor.number or 0) + 1) for floor in survey.floors)
    assert told(plan([pressure(44.2, floor=8)], survey=replace(survey, floors=shifted))) == [("B2", "unknown_floor")]


@pytest.mark.parametrize(
    ("stair", "floor", "cell", "code", "words"),
    [
        ("Stair-AA", "Level-8", "A2", "unknown_stair", "“Stair-A”"),
        ("Staircase north", "Level-8", "A2", "unknown_stair", "in this building"),
        ("Stair-A", "Levle-8", "B2", "unknown_floor", "“Level-8”"),
        ("Stair-A", "Level-15", "B2", "unknown_floor", "in Stair-A"),
        ("Stair-A", 0, "B2", "unknown_floor", "in Stair-A"),
        (None, "Level-8", "A2", "missing", "stair"),
        ("Stair-A", None, "B2", "missing", "floor"),
    ],
)
def test_that_a_near_miss_is_suggested_and_never_guessed(
    stair: Any, floor: Any, cell: str, code: str, words: str
) -> None:
    made = plan([pressure(44.2, stair=stair, floor=floor)])
    assert told(made) == [(cell, code)]
    assert words in made.errors[0].message


def test_that_a_location_twice_in_a_file_is_an_error_of_each_of_its_rows() -> None:
    made = plan([pressure(44.2), pressure(44.2, floor="Level-9"), pressure(45.0, floor="L8")])
    assert told(made) == [("C2", "duplicate"), ("C4", "duplicate")]
    assert "row 4" in made.errors[0].message
    assert "row 2" in made.errors[1].message


def test_that_all_errors_of_the_whole_file_come_at_once() -> None:
    data = book(
        {
            "Pressure": [PRESSURE, ["Stair-X", "Level-8", "ajar", "n/a", "soon"], pressure(44.2)],
            "Velocity": [VELOCITY, ["Stair-A", "Level-8", "DW-X", OPEN_3, *NINE[:8], None, None, DAY]],
            "Door force": [FORCE, ["Stair-A", "Level-8", "D-Level-8-Stair-A", "perhaps", 201, DAY]],
        }
    )
    made = plan_import(read(data, "baseline.xlsx"), empty())
    assert {(problem.where, problem.code) for problem in made.errors} == {
        ("Pressure!A2", "unknown_stair"),
        ("Pressure!C2", "not_a_choice"),
        ("Pressure!D2", "not_a_number"),
        ("Pressure!E2", "not_a_date"),
        ("Velocity!C2", "unknown_doorway"),
        ("Velocity!M2", "incomplete_grid"),
        ("Door force!D2", "not_yes_no"),
        ("Door force!E2", "out_of_range"),
    }
    assert made.to_dict(dry_run=True)["success"] is False
    assert made.to_dict(dry_run=True)["rows_imported"] == 0


@pytest.mark.parametrize("blank", [None, " ", "\t"])
def test_that_a_point_that_is_blank_is_said_to_be_missing(blank: str | None) -> None:
    row = ["Stair-A", "Level-8", "DW-Level-8-Stair-A", OPEN_3, *NINE[:2], blank, *NINE[3:], None, DAY]
    made = plan_import(read(book({"Velocity": [VELOCITY, row]}), "baseline.xlsx"), empty())
    assert [(problem.where, problem.code) for problem in made.errors] == [("Velocity!G2", "incomplete_grid")]


def test_that_the_json_has_the_shape_of_the_specification() -> None:
    document = plan([pressure(44.2), pressure("#N/A", floor="Ground")]).to_dict(dry_run=True)
    assert document == {
        "success": False,
        "dry_run": True,
        "batch_id": None,
        "rows_read": 2,
        "rows_imported": 0,
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "skipped": 0,
        "errors": [
            {
                "sheet": "Pressure",
                "row": 3,
                "column": "pressure_pa",
                "cell": "D3",
                "value": "#N/A",
                "code": "error_cell",
                "message": "#N/A is an error of the spreadsheet, not a value.",
            }
        ],
        "warnings": [],
    }


def test_that_nine_points_make_the_value_and_are_kept() -> None:
    made = plan([["Stair-A", "Level-8", "DW-L8-Stair-A", OPEN_3, *NINE, None, DAY]], "Velocity", VELOCITY)
    assert told(made) == []
    facts = made.rows[0].facts
    assert facts is not None
    assert facts.value == Decimal("1.159")
    assert facts.points == tuple(map(Decimal, map(str, NINE)))


def test_that_a_velocity_alone_will_do_and_neither_will_not() -> None:
    alone = ["Stair-A", "Level-8", "DW-Level-8-Stair-A", OPEN_3, *[None] * 9]
    assert plan([[*alone, 1.15, DAY]], "Velocity", VELOCITY).rows[0].facts == BaselineFacts(Decimal("1.150"), DAY)
    assert told(plan([[*alone, None, DAY]], "Velocity", VELOCITY)) == [("N2", "missing")]


def test_that_a_stated_velocity_that_is_not_the_mean_is_kept_and_said() -> None:
    """The document's own example states 1.15 m/s beside points whose mean is 1.159."""
    made = plan([["Stair-A", "Level-8", "DW-Level-8-Stair-A", OPEN_3, *NINE, 1.15, DAY]], "Velocity", VELOCITY)
    assert warned(made) == [("N2", "mean_differs")]
    assert made.rows[0].facts is not None
    assert made.rows[0].facts.value == Decimal("1.150")


def test_that_a_mean_outside_of_what_a_baseline_may_be_is_an_error_before_it_is_rounded() -> None:
    row = ["Stair-A", "Level-8", "DW-Level-8-Stair-A", OPEN_3, *[0.4996] * 9, None, DAY]
    assert told(plan([row], "Velocity", VELOCITY)) == [("E2", "out_of_range")]


def test_that_an_unknown_door_scenario_is_an_error() -> None:
    row = ["Stair-A", "Level-8", "DW-Level-8-Stair-A", "worst_case_2_doors_open", *NINE, None, DAY]
    made = plan([row], "Velocity", VELOCITY)
    assert told(made) == [("D2", "unknown_scenario")]
    assert OPEN_3 in made.errors[0].message


@pytest.mark.parametrize("word", ["yes", "TRUE", "Active", "on", True, 1])
def test_that_yes_has_many_words(word: Any) -> None:
    made = plan([["Stair-A", "Level-8", "D-Level-8-Stair-A", word, 95.5, DAY]], "Door force", FORCE)
    assert told(made) == []
    assert made.rows[0].location is not None
    assert made.rows[0].location[3] is True


def test_that_a_door_on_another_floor_is_told() -> None:
    made = plan([["Stair-A", "Level-7", "D-Level-8-Stair-A", "yes", 95.5, DAY]], "Door force", FORCE)
    assert told(made) == [("C2", "location_disagrees")]


def test_that_a_door_is_found_without_its_floor() -> None:
    made = plan(
        [["Stair-A", "D-Level-8-Stair-A", "yes", 95.5, DAY]],
        "Door force",
        ("stair", "door", "pressurization_active", "force_newtons", "commissioned_date"),
    )
    assert made.rows[0].where == "Stair-A, D-Level-8-Stair-A, fan running"


def test_that_a_baseline_outside_of_the_active_rule_is_a_warning() -> None:
    rule = Rule("SP-01", "v1", "pressure_differential", "critical", "1A", Decimal(20), Decimal(80), "Pa")
    survey = empty(rules={MeasurementType.PRESSURE_DIFFERENTIAL: rule})
    made = plan([pressure(20), pressure(19.99, floor="Level-9"), pressure(80.01, floor="Level-7")], survey=survey)
    assert told(made) == []
    assert warned(made) == [("D3", "outside_rule"), ("D4", "outside_rule")]


def forces(*values: Any) -> Plan:
    """The forces of Stair-A's doors with the fan on, from the ground floor up."""
    doors = [door.name for door in empty().doors if door.name.endswith("Stair-A")]
    rows = [["Stair-A", door, "yes", value, DAY] for door, value in zip(doors, values, strict=False)]
    heading = ("stair", "door", "pressurization_active", "force_newtons", "commissioned_date")
    return plan(rows, "Door force", heading)


def test_that_a_value_far_from_its_neighbours_is_told_with_its_conversion() -> None:
    made = forces(85, 86, 21, 88)
    assert told(made) == []
    assert warned(made) == [("D4", "unit_slip")]
    assert "93.41 N" in made.warnings[0].message
    assert warned(forces(85, 86, 60, 88)) == []


def test_that_a_whole_column_in_another_unit_is_told_once() -> None:
    made = forces(19, 20, 21)
    assert warned(made) == [("D2", "unit_slip")]
    assert "3 values" in made.warnings[0].message


def test_that_a_value_out_of_range_is_offered_in_the_unit_it_may_have() -> None:
    (problem,) = plan([pressure(0.18)]).errors
    assert problem.code == "out_of_range"
    assert "0.18 may have been read in inwg: that would be 44.84 Pa." in problem.message


def test_that_what_was_out_of_service_has_no_new_baseline() -> None:
    survey = empty()
    floors = tuple(
        replace(floor, decommissioned_on=date(2025, 1, 1)) if floor.name == "Level-8" else floor
        for floor in survey.floors
    )
    closed = replace(survey, floors=floors)
    assert told(plan([pressure(44.2, date(2025, 1, 1))], survey=closed)) == [("B2", "decommissioned")]
    assert told(plan([pressure(44.2, date(2024, 12, 31))], survey=closed)) == []


def standing(value: str, day: date, until: date | None = None, **more: Any) -> Standing:
    return Standing(uuid4(), BaselineFacts(Decimal(value), day, **more), until)


def with_history(*standings: Standing) -> Survey:
    """The pilot building with these baselines at Stair-A, Level-8, all doors closed."""
    location = plan([pressure(44.2)]).rows[0].location
    assert location is not None
    return replace(empty(), baselines={location: standings})


def test_that_the_same_again_is_unchanged() -> None:
    before = with_history(standing("44.20", DAY, commissioned_by="ABC Fire Engineering"))
    made = plan([pressure(44.2)], survey=before)
    assert made.rows[0].status is RowStatus.UNCHANGED
    assert made.writes_nothing


def test_that_a_later_baseline_is_a_change_that_names_what_it_replaces() -> None:
    old = standing("44.20", DAY)
    (row,) = plan([pressure(43.1, date(2025, 6, 1))], survey=with_history(old)).rows
    assert row.status is RowStatus.CHANGED
    assert row.replaces == old.baseline_id
    assert not row.history
    assert [(change.field, change.old, change.new) for change in row.changes] == [
        ("value", Decimal("44.20"), Decimal("43.10")),
        ("commissioned_date", DAY, date(2025, 6, 1)),
    ]


def test_that_the_same_value_on_a_later_day_is_a_change() -> None:
    (row,) = plan([pressure(44.2, date(2025, 6, 1))], survey=with_history(standing("44.20", DAY))).rows
    assert row.status is RowStatus.CHANGED


def test_that_a_correction_of_the_same_day_keeps_what_the_file_does_not_state() -> None:
    old = standing("44.20", DAY, commissioned_by="ABC Fire Engineering", temp_c=Decimal(22))
    (row,) = plan([pressure(43.1)], survey=with_history(old)).rows
    assert row.status is RowStatus.CHANGED
    assert row.facts == replace(old.facts, value=Decimal("43.10"))


def test_that_an_older_baseline_is_history_and_counts_as_new() -> None:
    current = standing("44.20", DAY)
    (row,) = plan([pressure(47.0, date(2019, 3, 1))], survey=with_history(current)).rows
    assert (row.status, row.history, row.replaces) == (RowStatus.NEW, True, None)


def test_that_history_inside_of_history_ends_the_period_it_falls_into() -> None:
    first = standing("47.00", date(2015, 1, 1), DAY)
    (row,) = plan([pressure(46.0, date(2019, 3, 1))], survey=with_history(first, standing("44.20", DAY))).rows
    assert (row.status, row.history, row.replaces) == (RowStatus.NEW, True, first.baseline_id)


def test_that_a_correction_of_history_is_a_change_and_stays_history() -> None:
    first = standing("47.00", date(2015, 1, 1), DAY)
    (row,) = plan([pressure(46.0, date(2015, 1, 1))], survey=with_history(first, standing("44.20", DAY))).rows
    assert (row.status, row.history, row.replaces) == (RowStatus.CHANGED, True, first.baseline_id)


def test_that_a_design_setpoint_goes_to_its_stair_and_configuration() -> None:
    heading = (*PRESSURE, "design_setpoint_pa")
    made = plan([[*pressure(44.2), 45], [*pressure(44.2, floor="Level-9"), 45]], heading=heading)
    (change,) = made.setpoints
    assert (change.door_configuration, change.old, change.new) == ("all_closed", None, Decimal(45))
    torn = plan([[*pressure(44.2), 45], [*pressure(44.2, floor="Level-9"), 50]], heading=heading)
    assert told(torn) == [("F3", "setpoint_disagrees")]


def test_that_a_new_setpoint_alone_is_a_change_without_a_new_baseline() -> None:
    before = with_history(standing("44.20", DAY))
    made = plan([[*pressure(44.2), 50]], heading=(*PRESSURE, "design_setpoint_pa"), survey=before)
    assert made.rows[0].status is RowStatus.CHANGED
    assert not made.rows[0].writes
    assert not made.writes_nothing


def test_that_rows_nobody_filled_in_are_left_out_and_counted() -> None:
    made = plan([pressure(44.2), pressure(None, None, floor="Level-9"), pressure(None, None, floor="Level-10")])
    assert told(made) == []
    assert len(made.rows) == 1
    assert [(problem.code, problem.message[:2]) for problem in made.warnings] == [("not_filled_in", "2 ")]


def test_that_the_source_s_own_columns_are_read_by_uuid() -> None:
    survey = empty()
    stair = survey.stairs[0]
    ground = next(floor for floor in survey.floors if floor.stair_id == stair.id and floor.name == "Ground")
    made = csv_plan(
        "stair_id,floor_id,door_configuration,pressure_pa,commissioned_date\n"
        f"{stair.id},{ground.id},all_closed,44.5,2024-01-15\n"
        f"{stair.id},{ground.id},evac_doors_open,43.2,2024-01-15\n"
    )
    assert made.errors == ()
    assert [problem.code for problem in made.warnings] == ["open_close_to_closed"]
    ground = "Stair-A, Ground"
    assert [row.where for row in made.rows] == [f"{ground}, all doors closed", f"{ground}, evacuation doors open"]


def test_that_a_uuid_of_another_stair_is_unknown() -> None:
    survey = empty()
    other = next(floor for floor in survey.floors if floor.stair_id == survey.stairs[1].id)
    made = csv_plan(
        "stair_id,floor_id,door_configuration,pressure_pa,commissioned_date\n"
        f"{survey.stairs[0].id},{other.id},all_closed,44.5,2024-01-15\n"
        f"{uuid4()},{other.id},all_closed,44.5,2024-01-15\n"
    )
    assert told(made) == [("B2", "unknown_floor"), ("A3", "unknown_stair")]


def test_that_names_and_ids_beside_each_other_must_agree() -> None:
    survey = empty()
    made = csv_plan(
        "stair,stair_id,floor,door_configuration,pressure_pa,commissioned_date\n"
        f"Stair-B,{survey.stairs[0].id},Ground,all_closed,44.5,2024-01-15\n"
    )
    assert told(made) == [("A2", "location_disagrees")]


@pytest.mark.parametrize(
    "text",
    [
        "Stair;Level;Configuration;Pressure (Pa);Commissioned\nStair-A;L8;Doors closed;44,2;2024-01-15\n",
        "stair\tFLOOR LEVEL\tdoor config\tdp\tdate\nStair-A\tL8\tclosed\t44.2\t2024-01-15\n",
    ],
)
def test_that_headings_are_read_by_case_spacing_and_synonym(text: str) -> None:
    made = csv_plan(text)
    assert told(made) == []
    assert made.rows[0].where == "Stair-A, Level-8, all doors closed"
    assert made.rows[0].facts is not None
    assert made.rows[0].facts.value == Decimal("44.20")


def test_that_a_decimal_comma_of_a_csv_file_is_said_once_a_column() -> None:
    rows = "".join(f"Stair-A;Level-{n};all_closed;44,2;2024-01-15\n" for n in range(1, 9))
    made = csv_plan(f"stair;floor;door_configuration;pressure_pa;commissioned_date\n{rows}")
    assert len(made.rows) == 8
    assert warned(made) == [("D2", "text_number")]


def test_that_a_csv_row_of_another_width_is_one_error_of_that_row() -> None:
    made = csv_plan(
        "stair,floor,door_configuration,pressure_pa,commissioned_date\n"
        "Stair-A,Level-8,all_closed,44,2,2024-01-15\n"
        "Stair-A,Level-9,all_closed,44.2,2024-01-15\n"
    )
    assert [(problem.row, problem.code) for problem in made.errors] == [(2, "width")]
    assert [row.status.value for row in made.rows] == ["error", "new"]


def test_that_the_heading_may_stand_below_a_title() -> None:
    data = book({"Sheet1": [["Tower, commissioning 2024"], [None], list(PRESSURE), pressure(44.2)]})
    made = plan_import(read(data, "b.xlsx"), empty())
    assert told(made) == []
    assert made.rows[0].row == 4


def test_that_a_heading_in_another_unit_is_an_error() -> None:
    made = plan(
        [pressure(44.2)], heading=("stair", "floor", "door_configuration", "Pressure (kPa)", "commissioned_date")
    )
    assert told(made) == [("D1", "unit")]
    assert made.whole_file_errors == made.errors


@pytest.mark.parametrize("left_out", PRESSURE)
def test_that_a_missing_column_is_an_error_of_the_file(left_out: str) -> None:
    keep = [place for place, name in enumerate(PRESSURE) if name != left_out]
    made = plan([[pressure(44.2)[place] for place in keep]], heading=[PRESSURE[place] for place in keep])
    assert [problem.code for problem in made.errors] == ["missing_column"]
    assert left_out in made.errors[0].message
    assert made.to_dict(dry_run=True, skip_invalid=True)["success"] is False


def test_that_a_column_twice_is_an_error_and_an_unknown_one_a_warning() -> None:
    made = plan([[*pressure(44.2), 44.3, "x"]], heading=(*PRESSURE, "pressure", "remarks"))
    assert told(made) == [("F1", "duplicate_column")]
    assert warned(made) == [("G1", "ignored_column")]


def test_that_a_sheet_that_is_not_read_is_said_and_a_file_without_any_is_an_error() -> None:
    data = book({"Pressure": [PRESSURE, pressure(44.2)], "Notes": [["call the plumber"]]})
    assert [p.code for p in plan_import(read(data, "b.xlsx"), empty()).warnings] == ["ignored_sheet"]
    nothing = plan_import(read(book({"Notes": [["call the plumber"]]}), "b.xlsx"), empty())
    assert [problem.code for problem in nothing.errors] == ["no_table"]


def test_that_the_kind_decides_where_the_headings_leave_a_doubt() -> None:
    text = "stair,floor,door_configuration,pressure_pa,commissioned_date\nStair-A,L8,all_closed,44.2,2024-01-15\n"
    assert len(csv_plan(text, kind="pressure").rows) == 1
    wrong = csv_plan(text, kind="velocity")
    assert {problem.code for problem in wrong.errors} == {"missing_column"}
    with pytest.raises(Invalid):
        csv_plan(text, kind="noise")


def test_that_the_provenance_is_that_of_the_row_then_of_the_import_then_commissioned() -> None:
    heading = "stair,floor,door_configuration,pressure_pa,commissioned_date,provenance\n"
    text = f"{heading}Stair-A,L8,all_closed,44.2,2024-01-15,unknown\nStair-A,L9,all_closed,44.2,2024-01-15,\n"
    made = csv_plan(text, provenance="reconstructed")
    assert [row.facts.provenance for row in made.rows if row.facts] == ["unknown", "reconstructed"]
    assert [row.facts.provenance for row in csv_plan(text).rows if row.facts] == ["unknown", "commissioned"]
    with pytest.raises(Invalid):
        csv_plan(text, provenance="rumour")


def test_that_hidden_rows_are_read_and_said() -> None:
    data = book({"Pressure": [PRESSURE, pressure(44.2), pressure(44.3, floor="Level-9")]})
    hidden = changed(data, SHEET, b'<row r="3"', b'<row r="3" hidden="1"')
    made = plan_import(read(hidden, "b.xlsx"), empty())
    assert len(made.rows) == 2
    assert [(problem.row, problem.code) for problem in made.warnings] == [(3, "hidden_row")]


def test_that_a_formula_is_used_with_its_cached_value_and_flagged() -> None:
    data = book({"Pressure": [PRESSURE, pressure(44.2)]})
    formula = changed(data, SHEET, b"<v>44.2</v>", b"<f>22.1*2</f><v>44.2</v>")
    made = plan_import(read(formula, "b.xlsx"), empty())
    assert warned(made) == [("D2", "formula")]
    assert made.rows[0].status is RowStatus.NEW
    stale = changed(data, SHEET, b"<v>44.2</v>", b"<f>22.1*2</f>")
    assert told(plan_import(read(stale, "b.xlsx"), empty())) == [("D2", "formula_without_value")]


@pytest.mark.parametrize(
    ("xml", "code"),
    [(b"<v>NaN</v>", "not_finite"), (b"<v>1e999</v>", "not_finite")],
)
def test_that_a_number_that_is_none_names_its_cell(xml: bytes, code: str) -> None:
    data = changed(book({"Pressure": [PRESSURE, pressure(44.2)]}), SHEET, b"<v>44.2</v>", xml)
    assert told(plan_import(read(data, "b.xlsx"), empty())) == [("D2", code)]


def test_that_a_cell_that_stands_twice_names_itself() -> None:
    data = book({"Pressure": [PRESSURE, pressure(44.2)]})
    twice = changed(data, SHEET, b'<c r="E2"', b'<c r="D2"><v>45</v></c><c r="E2"')
    assert told(plan_import(read(twice, "b.xlsx"), empty())) == [("D2", "duplicate_cell")]


def test_that_texts_too_long_or_with_control_characters_are_refused() -> None:
    heading = (*PRESSURE, "commissioned_by")
    made = plan([[*pressure(44.2), "x" * 256], [*pressure(44.2, floor="Level-9"), "x" * 255]], heading=heading)
    assert told(made) == [("F2", "too_long")]


def test_that_two_floors_of_one_natural_name_are_ambiguous_unless_written_out() -> None:
    survey = empty()
    twin = Place(uuid4(), "L8", survey.stairs[0].id, number=8)
    both = replace(survey, floors=(*survey.floors, twin))
    assert told(plan([pressure(44.2, floor="Lvl 8")], survey=both)) == [("B2", "ambiguous_location")]
    assert told(plan([pressure(44.2, floor="L8"), pressure(44.2, floor="Level-8")], survey=both)) == []


def test_that_the_checks_of_the_baseline_columns_are_those_of_the_document() -> None:
    expected: Mapping[BaselineKind, Limits] = {
        BaselineKind.PRESSURE: Limits(Decimal(10), Decimal(100), "Pa"),
        BaselineKind.VELOCITY: Limits(Decimal("0.5"), Decimal("5.0"), "m/s"),
        BaselineKind.DOOR_FORCE: Limits(Decimal(0), Decimal(200), "N"),
    }
    assert expected == ALLOWED


def test_that_a_file_that_is_all_wrong_is_answered_whole() -> None:
    """Three thousand rows of which every cell is wrong in its own way."""
    rows = [[f"Stair-{n}X", f"Levle-{n}", f"ajar {n}", f"x{n}", f"day {n}"] for n in range(3_000)]
    workbook = read(book({"Pressure": [PRESSURE, *rows]}), "baseline.xlsx")
    made = plan_import(workbook, empty())
    assert len(made.errors) == 4 * 3_000


def test_that_a_very_long_text_is_told_in_part() -> None:
    made = plan([pressure("9" * 5_000)])
    assert told(made) == [("D2", "not_a_number")]
    assert len(made.errors[0].value or "") < 250
    assert len(made.errors[0].message) < 250


def _shown(cells: Mapping[str, str], **columns: Any) -> Plan:
    """A pressure with further columns, in which cells (by their letter) have a number format."""
    data = book({"Pressure": [[*PRESSURE, *columns], [*pressure(44.2), *columns.values()]]})
    made = openpyxl.load_workbook(io.BytesIO(data))
    for letter, shape in cells.items():
        made["Pressure"][f"{letter}2"].number_format = shape
    return plan_import(read(to_bytes(made), "b.xlsx"), empty())


def test_that_a_humidity_that_is_shown_as_a_percentage_is_read_as_it_is_shown() -> None:
    made = _shown({"F": "0%"}, humidity_pct=0.45)
    assert made.rows[0].facts is not None
    assert made.rows[0].facts.humidity_pct == 45
    assert warned(made) == [("F2", "percent_format")]


@pytest.mark.parametrize(("value", "codes"), [(1, []), (1.01, [("F2", "out_of_range")])])
def test_that_a_percentage_is_compared_as_it_is_shown(value: float, codes: list[Any]) -> None:
    assert told(_shown({"F": "0.0%"}, humidity_pct=value)) == codes


def test_that_a_pressure_that_is_shown_as_a_percentage_is_refused() -> None:
    assert told(_shown({"D": "0%"})) == [("D2", "percent")]


def test_that_a_pressure_that_is_shown_as_money_is_read_and_flagged() -> None:
    made = _shown({"D": '"$"#,##0.00'})
    assert told(made) == []
    assert warned(made) == [("D2", "currency_format")]
