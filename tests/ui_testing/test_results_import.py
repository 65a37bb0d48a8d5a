"""Results from a workbook in the window: looked at, put right with the keyboard, recorded as shown."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import select

from firemode_desktop.database import Database
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.models import ImportBatch, TestInstance
from firemode_desktop.services import workbooks
from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.importing.preview import Aside
from firemode_desktop.ui.testing.importing.panel import ResultsImport
from firemode_desktop.ui.testing.importing.preview import VERDICT
from firemode_desktop.ui.testing.page import SessionsPage
from tests.ui_testing.conftest import session_named, window_of

PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
PRESSURE_9 = "PRESSURE_STAIR-A_L9_ALL-CLOSED"
Cells = dict[str, dict[str, Any]]


@pytest.fixture
def filled(database: Database, tmp_path: Path) -> Callable[[Cells], Path]:
    """The template of the annual session with cells filled in, by identifier and column."""

    def fill(told: Cells) -> Path:
        content = database.run(lambda session: workbooks.results_template(session, session_named(session, "Annual")))
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = book["Results"]
        heading = [cell.value for cell in sheet[1]]
        rows = {row[0].value: row for row in sheet.iter_rows(min_row=3)}
        for identifier, cells in told.items():
            for name, value in cells.items():
                rows[identifier][heading.index(name)].value = value
        file = tmp_path / "site.xlsx"
        book.save(file)
        return file

    return fill


@pytest.fixture
def looked(
    annual: SessionsPage, calm: Callable[[Any], None], filled: Callable[[Cells], Path]
) -> Callable[[Cells], ResultsImport]:
    """The panel with a filled-in template that was checked."""

    def look(told: Cells) -> ResultsImport:
        annual.run.choose_workbook()
        annual.importing.read(filled(told))
        calm(window_of(annual))
        assert annual.importing.step is Step.PREVIEW
        return annual.importing

    return look


def line_of(panel: ResultsImport, where: str) -> Any:
    """The line of the first test whose place begins so."""
    return next(line for line in panel.preview.grid.preview.lines if line.where.startswith(where))


def verdict(panel: ResultsImport, number: int) -> str:
    model = panel.preview.grid.preview
    row = model.at(number)
    assert row is not None
    return model.text(row, model.column_of(VERDICT))


def type_over(panel: ResultsImport, number: int, name: str, text: str) -> None:
    """Type into the cell of a row in the column of that heading, and press Enter."""
    grid = panel.preview.grid
    place = next(one.place for one in grid.preview.sheet.headings if one.title == name)
    assert grid.jump(number, place)
    grid.setFocus()
    QTest.keyClicks(grid.viewport(), text[0])
    editor = grid.indexWidget(grid.currentIndex())
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


def completed(database: Database) -> list[str]:
    question = select(TestInstance.scoped_identifier).where(TestInstance.status == "completed")
    return database.run(lambda session: list(session.scalars(question)))


def test_that_each_row_is_shown_with_the_verdict_it_would_get_and_nothing_is_recorded(
    looked: Callable[[Cells], ResultsImport], database: Database
) -> None:
    panel = looked(
        {
            PRESSURE: {"measured_value": 18.2, "instrument_serial": "SN-12345"},
            PRESSURE_9: {"measured_value": 45, "instrument_serial": "SN-12345"},
        }
    )
    bad, good = line_of(panel, "Stair-A · Level-8"), line_of(panel, "Stair-A · Level-9")
    assert (bad.status, good.status) == (RowStatus.NEW, RowStatus.NEW)
    assert verdict(panel, bad.number).startswith("fail")
    assert "fault" in verdict(panel, bad.number)
    assert verdict(panel, good.number).startswith("pass")
    assert bad.notes[VERDICT].weight == "fail"
    assert panel.preview._rows.count(Aside.BLANK) >= 176
    assert "2 results to be recorded" in panel.foot.verdict.text()
    assert "1 fault would be opened" in panel.foot.particulars.text()
    assert panel.preview.grid.preview.rowCount() == 2
    assert completed(database) == []


def test_that_a_wrong_cell_is_typed_over_checked_again_undone_and_recorded(
    looked: Callable[[Cells], ResultsImport],
    annual: SessionsPage,
    calm: Callable[[Any], None],
    database: Database,
) -> None:
    panel = looked({PRESSURE: {"measured_value": "forty"}, PRESSURE_9: {"measured_value": 45}})
    assert not panel.foot.confirm.isVisible()
    assert panel.foot.good_only.isVisible()
    (wrong,) = [line for line in panel.preview.grid.preview.lines if line.status is RowStatus.ERROR]
    type_over(panel, wrong.number, "measured_value", "44.5")
    calm(window_of(annual))
    assert panel.foot.confirm.isVisible()
    panel.history.undo()
    calm(window_of(annual))
    assert not panel.foot.confirm.isVisible()
    panel.history.redo()
    calm(window_of(annual))
    QTest.keyClick(panel.preview.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    calm(window_of(annual))
    assert annual.running
    assert sorted(completed(database)) == [PRESSURE, PRESSURE_9]
    batch = database.run(lambda session: session.scalars(select(ImportBatch)).one().mapping)
    assert batch is not None
    assert [one["typed"] for one in batch["corrections"]] == ["44.5"]


def test_that_only_the_good_rows_are_recorded_on_request_and_the_others_set_aside(
    looked: Callable[[Cells], ResultsImport],
    annual: SessionsPage,
    calm: Callable[[Any], None],
    database: Database,
    tmp_path: Path,
) -> None:
    panel = looked({PRESSURE: {"measured_value": "forty"}, PRESSURE_9: {"measured_value": 45}})
    panel.record_good(tmp_path / "left.xlsx")
    calm(window_of(annual))
    assert completed(database) == [PRESSURE_9]
    sheet = openpyxl.load_workbook(tmp_path / "left.xlsx")["Results"]
    heading, row = ([cell.value for cell in line] for line in sheet.iter_rows(max_row=2))
    told = dict(zip(heading, row, strict=True))
    assert (told["identifier"], told["measured_value"]) == (PRESSURE, "forty")
    assert "not a number" in str(told["error"])


def test_that_a_result_that_differs_from_the_record_is_shown_with_both_values(
    looked: Callable[[Cells], ResultsImport], annual: SessionsPage, calm: Callable[[Any], None]
) -> None:
    panel = looked({PRESSURE: {"measured_value": 44}})
    panel.record_all()
    calm(window_of(annual))
    panel = looked({PRESSURE: {"measured_value": 46}})
    (line,) = [one for one in panel.preview.grid.preview.lines if one.status is RowStatus.DIFFERS]
    said = " ".join(note.text for note in line.notes.values())
    assert "recorded 44" in said
    assert "now 46" in said
    panel = looked({PRESSURE: {"measured_value": 44}})
    assert "on record already" in panel.foot.verdict.text()


def test_that_a_repair_reads_every_ambiguous_number_as_it_is_told(
    looked: Callable[[Cells], ResultsImport], annual: SessionsPage, calm: Callable[[Any], None]
) -> None:
    panel = looked({PRESSURE: {"measured_value": "1,234"}, PRESSURE_9: {"measured_value": "2,345"}})
    (cause,) = panel.preview._rows.errors
    assert {repair.title for repair in cause.repairs} == {
        "2 numbers: the comma is the decimal mark",
        "2 numbers: the comma parts the thousands",
    }
    QTest.keyClick(panel.preview.grid, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    calm(window_of(annual))
    assert panel.preview._rows.errors == ()


def test_that_closing_goes_back_to_the_session_and_undo_to_the_page(
    looked: Callable[[Cells], ResultsImport], annual: SessionsPage, calm: Callable[[Any], None]
) -> None:
    panel = looked({PRESSURE: {"measured_value": 44}})
    assert annual.stack is panel.history
    QTest.keyClick(panel.preview.grid, Qt.Key.Key_Escape)
    calm(window_of(annual))
    assert annual.running
    assert annual.stack is not panel.history


def test_that_a_file_without_results_says_so_and_shows_what_stands_in_it(
    annual: SessionsPage, calm: Callable[[Any], None], tmp_path: Path
) -> None:
    (tmp_path / "other.csv").write_text("hello,world\n1,2\n")
    annual.run.choose_workbook()
    annual.importing.read(tmp_path / "other.csv")
    calm(window_of(annual))
    assert "No table was found" in annual.importing.foot.verdict.text()
    assert annual.importing.preview.grid.preview.rowCount() == 2
    assert not annual.importing.foot.confirm.isVisible()
