"""Scenarios from a workbook in the window: looked at first, saved as drafts, what is not said is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.models import Building, CEScenario
from firemode_desktop.services import scenario_files
from firemode_desktop.services.scenario_files import FileForm
from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.scenarios.importing import ScenarioImport
from firemode_desktop.ui.window import Window


@pytest.fixture
def panel(open_window: Callable[..., Window], qtbot: QtBot, database: Database) -> ScenarioImport:
    """The panel on the pilot building, beside the window whose tools it uses."""
    window = open_window()
    assert window.tools is not None
    made = ScenarioImport(window.tools)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.begin(database.run(lambda session: session.scalars(select(Building.id)).one()))
    made.show()
    return made


@pytest.fixture
def file(database: Database, tmp_path: Path) -> Path:
    """The pilot's matrix as it is exported."""
    made = tmp_path / "logic.xlsx"

    def job(session: Session) -> bytes:
        return scenario_files.export(session, session.scalars(select(Building.id)).one(), FileForm.MATRIX)

    made.write_bytes(database.run(job))
    return made


def _read(panel: ScenarioImport, qtbot: QtBot, file: Path) -> None:
    panel.read(file)
    qtbot.waitUntil(lambda: panel.step is Step.PREVIEW, timeout=20_000)


def _drafts(database: Database) -> list[int]:
    return database.run(
        lambda session: list(session.scalars(select(CEScenario.version).where(CEScenario.active.is_(False))))
    )


def test_that_an_edited_matrix_is_shown_and_saved_as_a_draft_with_ctrl_enter(
    panel: ScenarioImport, qtbot: QtBot, database: Database, file: Path
) -> None:
    book = load_workbook(file)
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "FAN-01-A")
    sheet.cell(5, column).value = "4±2"
    book.save(file)
    _read(panel, qtbot, file)
    assert panel.checked is not None
    assert panel.checked.preview.count(RowStatus.CHANGED) == 1
    assert panel.foot.confirm.text() == "Save as drafts: 1 scenario"
    with qtbot.waitSignal(panel.closed, timeout=20_000):
        QTest.keyClick(panel.preview.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _drafts(database) == [2]


def test_that_a_wrong_cell_is_corrected_in_its_place(panel: ScenarioImport, qtbot: QtBot, file: Path) -> None:
    book = load_workbook(file)
    book.worksheets[0]["A5"].value = "Zone-99"
    book.save(file)
    _read(panel, qtbot, file)
    assert not panel.foot.confirm.isEnabled()
    panel.preview.edited.emit(panel.preview.grid.preview.sheet.name, (((5, 0), "Zone-1"),))
    qtbot.waitUntil(lambda: panel.checked is not None and not panel.checked.plan.errors, timeout=20_000)


def test_that_what_a_foreign_matrix_does_not_say_is_asked_and_used(
    panel: ScenarioImport, qtbot: QtBot, database: Database, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Stair-A"
    for row in (
        (None, None, None, "ALARM-PANEL", "FAN-01-A"),
        ("Zone", "Description", "Device", "Activate", "Start"),
        ("Zone-1", "Smoke in the lobby", "SD-99", "X", "T+5"),
        ("Zone-2", "Smoke in the shaft", "SD-98", "X", "0:30"),
    ):
        sheet.append(row)
    file = tmp_path / "vendor.xlsx"
    book.save(file)
    _read(panel, qtbot, file)
    assert panel.doubts.isVisible()
    answers = {"word:X": "0±2", "tolerance": "2", "given:type": "annual"}
    assert {doubt.about for doubt, _ in panel.doubts.fields} == answers.keys()
    for doubt, field in panel.doubts.fields:
        field.setCurrentText(answers[doubt.about])
    QTest.mouseClick(panel.doubts.use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.checked is not None and len(panel.checked.plan.drafts) == 2, timeout=20_000)
    assert not panel.doubts.isVisible()
    with qtbot.waitSignal(panel.closed, timeout=20_000):
        QTest.mouseClick(panel.foot.confirm, Qt.MouseButton.LeftButton)
    assert _drafts(database) == [1, 1]


def test_that_a_file_that_holds_no_scenarios_says_what_would_be_right(
    panel: ScenarioImport, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "other.csv"
    file.write_text("name,age\nsomebody,3\n")
    _read(panel, qtbot, file)
    assert not panel.foot.confirm.isEnabled()
    assert "Neither a step list nor a matrix" in panel.foot.verdict.text()


def _vendor(file: Path, *rows: tuple[str | None, ...]) -> Path:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Stair-A"
    sheet.append((None, None, None, None, "ALARM-PANEL", "FAN-01-A"))
    sheet.append(("Zone", "Spot", "Description", "Device", "Activate", "Start"))
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file


def test_that_a_column_taken_for_something_else_is_put_right_and_answers_given_before_are_asked_again(
    panel: ScenarioImport, qtbot: QtBot, tmp_path: Path
) -> None:
    cause = ("Zone-1", "Smoke in the lobby", "lobby", "SD-99", "X", "5±2")
    _read(panel, qtbot, _vendor(tmp_path / "first.xlsx", cause))
    QTest.mouseClick(panel.layout_button, Qt.MouseButton.LeftButton)
    field = panel.layout_card.fields["scenario"]
    assert (field.currentText(), field.itemText(2)) == ("C · Description", "B · Spot")
    field.setCurrentIndex(2)
    field.activated.emit(2)
    qtbot.waitUntil(lambda: panel.checked is not None and panel.checked.plan.mapping.sheets[0].columns["scenario"] == 1)
    assert field.currentText() == "B · Spot"
    for doubt, answer in panel.doubts.fields:
        answer.setCurrentText({"word:X": "0±2", "given:type": "annual"}[doubt.about])
    QTest.mouseClick(panel.doubts.use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.checked is not None and bool(panel.checked.plan.drafts), timeout=20_000)
    assert panel.checked is not None
    assert [one.name for one in panel.checked.plan.drafts] == ["Smoke in the lobby"]
    with qtbot.waitSignal(panel.closed, timeout=20_000):
        QTest.mouseClick(panel.foot.confirm, Qt.MouseButton.LeftButton)

    _read(panel, qtbot, _vendor(tmp_path / "second.xlsx", ("Zone-2", "Heat", "shaft", "HD-99", "X", "5±2")))
    assert not panel.doubts.isVisible()
    QTest.mouseClick(panel.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.doubts.isVisible, timeout=20_000)
    assert {doubt.about for doubt, _ in panel.doubts.fields} == {"word:X", "given:type"}
    assert not panel.again_button.isVisible()
    panel.history.undo()
    qtbot.waitUntil(lambda: not panel.doubts.isVisible(), timeout=20_000)
