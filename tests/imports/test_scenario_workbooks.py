"""Scenario workbooks without a database: what goes out comes back, and what is wrong is said at its cell."""

from __future__ import annotations

import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from firemode_desktop.domain.design import Design, Scenario, Sequence
from firemode_desktop.domain.sequence import Step
from firemode_desktop.exports.scenarios import matrix_workbook, steps_csv, steps_workbook
from firemode_desktop.imports.files.cells import Sheet
from firemode_desktop.imports.files.cells import Workbook as Read
from firemode_desktop.imports.files.workbook import read, read_file
from firemode_desktop.imports.scenarios.mapping import ScenarioMapping
from firemode_desktop.imports.scenarios.plan import ScenarioPlan
from firemode_desktop.imports.scenarios.planning import plan_scenarios
from firemode_desktop.imports.scenarios.rows import Survey
from firemode_desktop.imports.scenarios.vocabulary import as_grammar
from firemode_desktop.imports.tables.problems import RowStatus
from tests.ui_scenarios import scenes

TODAY = date(2026, 11, 22)
SECONDS = st.decimals(0, 600, places=1, allow_nan=False)
TEXTS = st.text(
    st.sampled_from("abz AZ019-_.,;:#!±=+'\"éß()&/"), min_size=1, max_size=14
).map(str.strip).filter(bool)  # fmt: skip
COMPONENTS = st.sampled_from([("FAN-01-A", "fan", "start"), ("FAN-01-A", "fan", "stop"), ("=D-1", "damper", "open")])


def _survey(design: Design | None = None) -> Survey:
    return Survey(design or Design(), scenes.around(), TODAY)


def _plan(data: bytes, name: str = "logic.xlsx", design: Design | None = None) -> ScenarioPlan:
    return plan_scenarios(read(data, name), _survey(design))


@st.composite
def sequences(draw: st.DrawFn) -> Sequence:
    """Up to five steps numbered 1 … n in whatever order their times are."""
    told = draw(st.lists(st.tuples(COMPONENTS, SECONDS, SECONDS, st.booleans()), min_size=1, max_size=5))
    steps = []
    for order, (component, delay, tolerance, must_not) in enumerate(told, start=1):
        depends = draw(st.sets(st.integers(1, len(told)), max_size=2))
        power, note = draw(st.sampled_from(["normal", "standby"])), draw(st.just("") | TEXTS)
        steps.append(Step(order, *component, delay, tolerance, must_not, tuple(sorted(depends)), power, note))
    return Sequence(tuple(steps))


@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(sequences(), sequences(), TEXTS)
def test_that_each_form_alone_gives_back_all_that_scenarios_say(one: Sequence, other: Sequence, name: str) -> None:
    scenarios = (
        scenes.scenario(1, 1, name, one, "SD-Z1-01"),
        scenes.scenario(2, 2, name, other, "=SD-2", trigger_type=None),
    )
    for form, file in _written(scenarios):
        plan = plan_scenarios(_as_read(file, form), _survey())
        assert not plan.errors, (form, plan.errors)
        assert [(each.name, each.sequence, each.trigger, each.trigger_type) for each in plan.drafts] == [
            (each.name, each.sequence, each.trigger, each.trigger_type) for each in scenarios
        ]
        back = plan_scenarios(_as_read(file, form), _survey(Design(scenarios)))
        assert [each.status for each in back.scenarios] == [RowStatus.UNCHANGED] * 2


def _written(scenarios: tuple[Scenario, ...]) -> list[tuple[str, bytes]]:
    return [
        ("matrix.xlsx", matrix_workbook(scenarios, "Building", scenes.around())),
        ("steps.xlsx", steps_workbook(scenarios, "Building")),
        ("steps.csv", steps_csv(scenarios)),
    ]


def _as_read(data: bytes, name: str) -> Read:
    """A workbook read in this process: the guarded reader of its own has tests of its own, and takes half a second."""
    if name.endswith(".csv"):
        return read(data, name)
    import io

    from openpyxl import load_workbook

    sheets = (
        Sheet(
            sheet.title,
            tuple(
                tuple(Decimal(str(v)) if isinstance(v := cell.value, int | float) else v for cell in row)
                for row in sheet.iter_rows()
            ),
        )
        for sheet in load_workbook(io.BytesIO(data)).worksheets
        if sheet.sheet_state == "visible"
    )
    return Read(name, "0" * 64, tuple(sheets))


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_that_a_matrix_saved_by_another_program_is_the_same_matrix(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "logic.xlsx"
    file.write_bytes(matrix_workbook(scenes.design(), "Building", scenes.around()))
    profile = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(file)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    except FileNotFoundError:
        pytest.skip("there is no LibreOffice here")
    plan = plan_scenarios(read_file(tmp_path / f"logic.{kind}"), _survey(scenes.design()))
    assert not plan.errors
    assert [each.status for each in plan.scenarios] == [RowStatus.UNCHANGED] * 5


# Lists.


def _steps(*rows: tuple[object, ...]) -> ScenarioPlan:
    head = "stair,zone,scenario,type,trigger_device_id,step_order,component_id,component_type,expected_action,"
    lines = [head + "expected_delay_seconds,tolerance_seconds,depends_on", *(",".join(map(str, row)) for row in rows)]
    return _plan("\r\n".join(lines).encode(), "steps.csv")


GOOD = ("Stair-A", "Zone-1", "Fire", "annual", "SD-1", 1, "FAN-01-A", "fan", "start", 3, 2, "")


@pytest.mark.parametrize(
    ("at", "value", "cell", "code"),
    [
        (0, "Stair-B", "A2", "unknown_stair"),
        (1, "Zone-9", "B2", "unknown_zone"),
        (3, "yearly", "D2", "not_a_choice"),
        (5, "1.5", "F2", "not_whole"),
        (5, "0", "F2", "out_of_range"),
        (6, "", "G2", "missing"),
        (9, "-1", "J2", "out_of_range"),
        (10, "two", "K2", "not_a_number"),
        (11, "the fan", "L2", "not_step_numbers"),
    ],
)
def test_that_a_cell_that_cannot_stand_is_named(at: int, value: str, cell: str, code: str) -> None:
    row = list(GOOD)
    row[at] = value
    plan = _steps(tuple(row), (*GOOD[:2], "Other", *GOOD[3:]))
    assert [(one.cell, one.code) for one in plan.errors] == [(cell, code)]
    assert [one.name for one in plan.of(RowStatus.NEW)] == ["Other"]


def test_that_rows_of_one_scenario_that_disagree_and_numbers_that_stand_twice_are_errors() -> None:
    other = (*GOOD[:4], "SD-2", *GOOD[5:])
    for second, code in ((other, "rows_disagree"), (GOOD, "duplicate_step")):
        plan = _steps(GOOD, second)
        assert [one.code for one in plan.errors] == [code]
        assert not plan.drafts


def test_that_steps_without_numbers_are_numbered_in_the_order_of_the_rows() -> None:
    blank = (*GOOD[:5], "", *GOOD[6:])
    plan = _steps(blank, (*blank[:6], "ALARM-PANEL", "alarm", "activate", 0, 2, ""))
    assert [(step.step_order, step.component_id) for step in plan.drafts[0].sequence] == [
        (1, "FAN-01-A"),
        (2, "ALARM-PANEL"),
    ]
    assert [one.code for one in _steps(GOOD, (*blank[:6], "ALARM-PANEL", *blank[7:])).errors] == ["missing"]


def test_that_what_cannot_be_published_can_be_a_draft_and_is_said() -> None:
    plan = _steps((*GOOD[:11], 7))
    assert not plan.errors
    assert [one.code for one in plan.warnings if "not published like this" in one.message] == ["depends_on"]


# Matrices of others.


def _vendor(*rows: tuple[object, ...], title: str = "Logic") -> Read:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(row)
    cells = tuple(
        tuple(Decimal(str(v)) if isinstance(v := cell.value, int | float) else v for cell in row)
        for row in sheet.iter_rows()
    )
    return Read("vendor.xlsx", "0" * 64, (Sheet(title, cells),))


HEADS = (
    (None, None, None, "ALARM-PANEL", "FAN-01-A", "DAMPER-RELIEF-Z1"),
    ("Zone", "Description", "Device", "Activate", "Start", "Open"),
)


def test_that_what_a_foreign_matrix_does_not_say_is_asked_once_and_answered() -> None:
    file = _vendor(*HEADS, ("Zone 1", "Smoke", "SD-9", "X", "T+5", "0:30"), ("Zone-2", "Heat", "HD-9", "x", 3, "N/A"))
    plan = plan_scenarios(file, _survey())
    assert {one.about for one in plan.doubts} == {"tolerance", "word:X", "given:type"}
    assert not plan.drafts
    assert {one.status for one in plan.scenarios} == {RowStatus.ERROR}, "none is taken without what was asked"
    mapping = plan.mapping
    for doubt in plan.doubts:
        answer = {"tolerance": "2", "given:type": "annual"}.get(doubt.about, "0±2")
        mapping = mapping.put(mapping.sheets[0].answered(doubt.about, answer))
    told = plan_scenarios(file, _survey(), ScenarioMapping.from_json(mapping.to_json()))
    assert not told.errors
    assert not told.doubts
    steps = [(step.words, step.expected_delay_seconds, step.component_type) for step in told.drafts[0].sequence]
    assert steps == [
        ("ALARM-PANEL Activate", 0, "alarm"),
        ("FAN-01-A Start", 5, "fan"),
        ("DAMPER-RELIEF-Z1 Open", 30, "damper"),
    ]
    assert len(told.drafts[1].sequence) == 2


def test_that_causes_across_are_read_like_causes_down() -> None:
    down = [*HEADS, ("Zone 1", "Smoke", "SD-9", "0±2", "5±2", "!0-30"), ("Zone-2", "Heat", "HD-9", "0±2", None, None)]
    wide = [tuple(row[at] for row in down) for at in range(6)]
    answer = ("given:type", "annual")
    plans = []
    for rows in (down, wide):
        first = plan_scenarios(_vendor(*rows), _survey())
        mapping = first.mapping.put(first.mapping.sheets[0].answered(*answer))
        plans.append(plan_scenarios(_vendor(*rows), _survey(), mapping))
    assert plans[1].mapping.sheets[0].transposed
    assert [one.sequence for one in plans[0].drafts] == [one.sequence for one in plans[1].drafts]
    assert len(plans[0].drafts) == 2


def test_that_an_error_of_causes_across_stands_at_its_own_cell() -> None:
    down = [*HEADS, ("Zone 1", "Smoke", "SD-9", "0±2", "5±x", None), ("Zone-2", "Heat", "HD-9", "0±2", None, None)]
    wide = [tuple(row[at] for row in down) for at in range(6)]
    plan = plan_scenarios(_vendor(*wide), _survey())
    assert "C5" in {one.cell for one in plan.errors if one.code != "asked"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3", "3"),
        ("3s", "3"),
        ("3.5 sec", "3.5"),
        ("T+5", "5"),
        ("t + 5 s", "5"),
        ("0:30", "30"),
        ("2:05", "125"),
        ("3 sec ±2", "3±2"),
        ("3 s +/- 2 s", "3±2"),
        ("3 (±2)", "3±2"),
        ("≤ 10 s", "5±5"),
        ("within 10 s", "5±5"),
        ("0:75", None),
        ("X", None),
        ("5 min", None),
        ("", None),
    ],
)
def test_that_times_are_read_as_others_write_them(text: str, told: str | None) -> None:
    assert as_grammar(text) == told
