"""Matrices as they come from other hands: the right drafts, or a question or an error that names the place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from firemode_desktop.domain.design import Design
from firemode_desktop.imports.files.cells import Mark, Marked, Sheet, Value, Workbook
from firemode_desktop.imports.scenarios.effects import LEFT_OUT
from firemode_desktop.imports.scenarios.plan import ScenarioPlan
from firemode_desktop.imports.scenarios.planning import plan_scenarios
from firemode_desktop.imports.scenarios.recognising import FIRST_CAUSE, relaid
from firemode_desktop.imports.scenarios.rows import Survey
from tests.ui_scenarios import scenes

SURVEY = Survey(Design(), scenes.around(), date(2026, 11, 22))
OUTPUTS = (None, None, None, None, "ALARM-PANEL", "FAN-01-A")
HEADS = ("Zone", "Description", "Device", "Frequency", "Activate", "Start")
SMOKE = ("Zone-1", "Smoke", "SD-1", "annual", "0±2", "3±2")
HEAT = ("Zone-2", "Heat", "HD-1", "annual", "0±2", "5±2")
Row = tuple[Value, ...]
Times = list[list[tuple[str, object]]]


def _book(*sheets: Sheet) -> Workbook:
    return Workbook("vendor.xlsx", "0" * 64, sheets)


def _plan(*rows: Row, answers: dict[str, str] | None = None, **of_sheet: object) -> ScenarioPlan:
    """What becomes of one sheet, after these answers."""
    file = _book(Sheet("Logic", rows, **of_sheet))  # type: ignore[arg-type]
    plan = plan_scenarios(file, SURVEY)
    if not answers:
        return plan
    sheet = plan.mapping.sheets[0]
    for about, answer in answers.items():
        sheet = sheet.answered(about, answer)
    return plan_scenarios(file, SURVEY, plan.mapping.put(sheet))


def _codes(plan: ScenarioPlan) -> list[tuple[str, str]]:
    return [(one.where, one.code) for one in plan.errors]


def _said(plan: ScenarioPlan, code: str) -> list[str]:
    return [one.message for one in plan.warnings if one.code == code]


def _times(plan: ScenarioPlan) -> Times:
    return [[(step.words, step.expected_delay_seconds) for step in draft.sequence] for draft in plan.drafts]


BOTH: Times = [
    [("ALARM-PANEL Activate", 0), ("FAN-01-A Start", 3)],
    [("ALARM-PANEL Activate", 0), ("FAN-01-A Start", 5)],
]


def test_that_a_zone_merged_over_several_rows_is_that_of_each_of_them() -> None:
    plan = _plan(OUTPUTS, HEADS, SMOKE, (None, *HEAT[1:]), merged=(((2, 0), (3, 0)),))
    assert not plan.errors
    assert [one.zone for one in plan.drafts] == ["Zone-1", "Zone-1"]


def test_that_titles_and_notes_among_the_causes_are_named() -> None:
    plan = _plan(("Cause and effect",), OUTPUTS, HEADS, ("LEVEL 1",), SMOKE, ("LEVEL 2",), HEAT, ("Note: as built",))
    assert not plan.errors
    assert _times(plan) == BOTH
    assert [one.split(";")[0] for one in _said(plan, "ignored_row")] == [
        "Row 4 (“LEVEL 1”) names no cause",
        "Row 6 (“LEVEL 2”) names no cause",
        "Row 8 (“Note: as built”) names no cause",
    ]


def test_that_times_that_belong_to_no_cause_or_no_component_stop_the_whole_file() -> None:
    nobody = _plan(OUTPUTS, HEADS, SMOKE, (None, None, None, None, "9±2"))
    assert _codes(nobody) == [("Logic", "no_cause")]
    headless = _plan(OUTPUTS, HEADS, (*SMOKE, "9±2"))
    assert _codes(headless) == [("Logic", "no_head")]
    assert nobody.stopped_by(skip_invalid=True)
    assert headless.stopped_by(skip_invalid=True)


def test_that_a_second_table_on_a_sheet_is_refused_and_repeated_headings_are_passed_over() -> None:
    again = _plan(OUTPUTS, HEADS, SMOKE, HEADS, HEAT)
    assert not again.errors
    assert _times(again) == BOTH
    assert _said(again, "ignored_row") == ["Row 4 repeats the headings; it was not read."]
    other = _plan(OUTPUTS, HEADS, SMOKE, (*HEADS[:4], "LIFT-01", "DAMPER-RELIEF-Z2"), HEAT)
    assert _codes(other) == [("Logic", "second_table")]
    assert other.stopped_by(skip_invalid=True)


def test_that_columns_of_the_cause_may_stand_behind_the_effects() -> None:
    heads = ("Zone", "Description", "Device", "ALARM-PANEL activate", "FAN-01-A start", "Frequency")
    plan = _plan(heads, *((*row[:3], *row[4:], row[3]) for row in (SMOKE, HEAT)))
    assert not plan.errors
    assert [[at for _, at in row] for row in _times(plan)] == [[0, 3], [0, 5]]


def test_that_remarks_among_the_effects_are_left_out_when_a_person_says_so_and_named() -> None:
    rows = ((*OUTPUTS, "Remarks"), HEADS, (*SMOKE, "as built"), HEAT)
    assert {one.about for one in _plan(*rows).doubts} == {"type:Remarks", "word:AS BUILT"}
    plan = _plan(*rows, answers={"type:Remarks": LEFT_OUT})
    assert not plan.errors
    assert _times(plan) == BOTH
    assert _said(plan, "ignored_column") == ["Column G (“Remarks”) is neither cause nor effect; it was not read."]


def test_that_the_zone_a_person_told_is_used_and_asked_again_where_there_is_none() -> None:
    rows = (OUTPUTS[1:], HEADS[1:], SMOKE[1:])
    assert [(one.about, one.choices) for one in _plan(*rows).doubts] == [("given:zone", ("Zone-1", "Zone-2", "Zone-3"))]
    assert [one.zone for one in _plan(*rows, answers={"given:zone": "zone 2"}).drafts] == ["Zone-2"]
    wrong = _plan(*rows, answers={"given:zone": "Zone-9"})
    assert [(one.about, one.proposed) for one in wrong.doubts] == [("given:zone", "Zone-9")]
    assert "Zone-9" in wrong.doubts[0].question


@pytest.mark.parametrize(
    ("about", "answer", "right"),
    [
        ("given:type", "yearly", "annual"),
        ("tolerance", "two", "± 2 s"),
        ("word:X", "soon", "0±2"),
    ],
)
def test_that_an_answer_that_cannot_stand_is_asked_for_again(about: str, answer: str, right: str) -> None:
    rows = (
        (*OUTPUTS[:3], *OUTPUTS[4:]),
        (*HEADS[:3], *HEADS[4:]),
        ("Zone-1", "Smoke", "SD-1", "X", "T+3"),
    )
    answers = {"given:type": "annual", "tolerance": "2", "word:X": "0±2"}
    wrong = _plan(*rows, answers={**answers, about: answer})
    assert [one.about for one in wrong.doubts] == [about]
    assert not wrong.drafts
    assert _times(_plan(*rows, answers={**answers, about: right})) == BOTH[:1]


def test_that_what_a_spreadsheet_made_a_time_of_the_day_is_asked_unless_it_has_seconds() -> None:
    rows = (OUTPUTS, HEADS, (*SMOKE[:4], "00:00:30", "00:30:00"))
    first = _plan(*rows, answers={"tolerance": "5"})
    assert [(one.about, one.cell) for one in first.doubts] == [("given:clock", "F3")]
    for clock, seconds in (("minutes:seconds", 30), ("hours:minutes", 1800)):
        told = _plan(*rows, answers={"tolerance": "5", "given:clock": clock})
        assert _times(told) == [[("ALARM-PANEL Activate", 30), ("FAN-01-A Start", seconds)]]


def test_that_ones_alone_mark_effects_and_beside_other_numbers_are_seconds() -> None:
    ones = _plan(OUTPUTS, HEADS, (*SMOKE[:4], Decimal(1), None), (*HEAT[:4], "1", Decimal(1)))
    assert [one.about for one in ones.doubts] == ["word:1"]
    seconds = _plan(OUTPUTS, HEADS, (*SMOKE[:4], Decimal(1), Decimal(3)))
    assert [one.about for one in seconds.doubts] == ["tolerance"]


def test_that_dates_and_formulas_say_what_they_are() -> None:
    formula = Marked(Mark.FORMULA, '="3"&"±2"', "3±2")
    plan = _plan(OUTPUTS, HEADS, (*SMOKE[:5], formula), (*HEAT[:5], date(2026, 2, 3)))
    assert _codes(plan) == [("Logic!F4", "date")]
    assert _times(plan) == BOTH[:1]
    assert len(_said(plan, "formula")) == 1


def test_that_a_row_whose_name_is_too_long_is_no_scenario_under_another_name() -> None:
    plan = _plan(OUTPUTS, HEADS, ("Zone-1", "S" * 256, *SMOKE[2:]), HEAT)
    assert _codes(plan) == [("Logic!B3", "too_long")]
    assert _times(plan) == BOTH[1:]
    assert not _plan(OUTPUTS, HEADS, ("Zone-1", "S" * 255, *SMOKE[2:])).errors


def test_that_hidden_sheets_and_rows_are_read_and_told_and_a_scenario_on_two_sheets_is_refused() -> None:
    shown = Sheet("Logic", (OUTPUTS, HEADS, SMOKE, HEAT), hidden_rows=frozenset({3}))
    old = Sheet("Old", (OUTPUTS, HEADS, SMOKE), hidden=True)
    plan = plan_scenarios(_book(shown, old), SURVEY)
    assert _said(plan, "hidden_row") == ["Hidden rows were read: 4."]
    assert _said(plan, "hidden_sheet") == ["The sheet “Old” is hidden; it was read."]
    assert _codes(plan) == [("Old!B3", "duplicate")]
    assert _times(plan) == BOTH[1:], "neither of the two is taken"


@pytest.mark.parametrize("text", ["3\u00a0±\u20092", "3 s +/-2s", "3+/−2", "3±2 sec", "3,0 ± 2,0", "T + 3 s (±2)"])
def test_that_a_time_is_read_however_its_signs_and_spaces_are_written(text: str) -> None:
    plan = _plan(OUTPUTS, HEADS, (*SMOKE[:5], text))
    assert not plan.errors
    assert _times(plan) == BOTH[:1]
    assert {step.tolerance_seconds for step in plan.drafts[0].sequence} == {Decimal(2)}


@pytest.mark.parametrize("across", [False, True])
def test_that_a_row_or_column_that_was_taken_for_something_else_is_put_right(across: bool) -> None:
    rows: tuple[Row, ...] = (OUTPUTS, ("Zone", "Event", "Description", "Frequency", "Activate", "Start"), SMOKE, HEAT)
    if across:
        rows = tuple(tuple(row[at] for row in rows) for at in range(6))
    file = _book(Sheet("Logic", rows))
    plan = plan_scenarios(file, SURVEY)
    one = plan.mapping.sheets[0]
    assert (one.columns["scenario"], one.transposed) == (1, across)
    assert {error.code for error in plan.errors} == {"missing"}, "no column is the trigger"
    told = relaid(file.sheets[0], one, "trigger_device_id", 2)
    told = relaid(file.sheets[0], told, FIRST_CAUSE, 3)
    plan = plan_scenarios(file, SURVEY, plan.mapping.put(told))
    assert not plan.errors
    assert [(draft.name, draft.trigger) for draft in plan.drafts] == [("Heat", "HD-1")]
    line = "Column C" if across else "Row 3"
    assert f"{line} (“Zone-1”) is outside the causes that were told; it was not read." in _said(plan, "ignored_row")
    assert _times(plan) == BOTH[1:]
    without = relaid(file.sheets[0], told, "component_id", None)
    assert without.effects == ()
