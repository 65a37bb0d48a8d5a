"""The import panel with real files, real widgets and a real database."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from firemode_desktop import paths
from firemode_desktop.domain.errors import Unreachable
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.notices import Kind
from tests.ui_baselines.conftest import Sitting

SHIPPED = paths.resources() / "pilot-baseline.xlsx"
NONE = (0, 0, 0, 0)
ALL = (60, 30, 60, 1)


def altered(folder: Path, cells: dict[str, Any], name: str = "site.xlsx") -> Path:
    """The shipped workbook with other content in some cells of its sheet Pressure."""
    book = openpyxl.load_workbook(SHIPPED)
    for cell, value in cells.items():
        book["Pressure"][cell] = value
    book.save(folder / name)
    return folder / name


def imported(sitting: Sitting) -> None:
    sitting.read(SHIPPED)
    sitting.page.panel.confirm.click()
    sitting.rest()


def test_that_the_shipped_workbook_is_looked_at_confirmed_and_written(sitting: Sitting) -> None:
    sitting.read(SHIPPED)
    panel = sitting.page.panel
    assert panel.step is Step.PREVIEW
    assert panel.preview.tabs.tabText(0) == "Pressure  60"
    assert panel.confirm.text() == "Import 150 rows"
    assert not panel.good_only.isVisible()
    assert sitting.counts() == NONE
    panel.confirm.click()
    sitting.rest()
    assert sitting.counts() == ALL
    assert sitting.said[-1].kind is Kind.DONE
    assert sitting.said[-1].text == "150 baselines imported, 0 changed, 0 unchanged."
    assert [name for name, _ in sitting.said[-1].actions] == ["Take back…"]
    assert not panel.isVisible()
    assert [card.figure.value for card in sitting.page.cards] == ["60 / 60", "30 / 30", "60 / 60", "1"]


def test_that_one_bad_cell_is_shown_at_its_cell_and_nothing_can_be_written(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(altered(tmp_path, {"D10": 444}))
    panel = sitting.page.panel
    assert not panel.confirm.isVisible()
    panel.write_all()
    sitting.rest()
    assert sitting.counts() == NONE
    assert panel.verdict.text() == "1 row cannot be imported as it stands. 149 rows would be good."
    problems = panel.preview.list.problems
    assert problems.entries[0].text == "A value that cannot be · pressure_pa"
    panel.preview.list.setCurrentIndex(problems.index(1, 0))
    grid = panel.preview.grid
    here = grid.currentIndex()
    assert (grid.preview.lines[here.row()].number, grid.preview.sheet.headings[here.column()].letter) == (10, "D")
    assert here.data() == "444"
    assert str(here.data(Qt.ItemDataRole.ToolTipRole)).startswith("444 Pa cannot be: pressure_pa is 10 to 100 Pa.")
    assert grid.preview.headerData(here.row(), Qt.Orientation.Vertical) == "Row 10, error"


def test_that_a_problem_is_found_through_the_filter_and_on_another_sheet(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(altered(tmp_path, {"D10": 444}))
    preview = sitting.page.panel.preview
    preview.filter.choose(2)
    preview.tabs.setCurrentIndex(1)
    assert len(preview.grid.preview.lines) == 30
    preview.list.setCurrentIndex(preview.list.problems.index(1, 0))
    assert preview.tabs.currentIndex() == 0
    assert preview.grid.currentIndex().data() == "444"


def test_that_the_filter_shows_the_rows_of_one_status(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(altered(tmp_path, {"D10": 444}))
    preview = sitting.page.panel.preview
    preview.filter.choose(1)
    assert [(line.number, line.status) for line in preview.grid.preview.lines] == [(10, RowStatus.ERROR)]
    preview.filter.choose(3)
    assert preview.grid.isHidden()
    assert preview.nothing.isVisible()


def test_that_the_good_rows_are_imported_when_asked_and_the_others_saved(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(altered(tmp_path, {"D10": 444}))
    panel = sitting.page.panel
    assert panel.good_only.text() == "Import only the good rows (149)…"
    panel.write_good(tmp_path / "left-out.xlsx")
    sitting.rest()
    assert sitting.counts() == (59, 30, 60, 1)
    assert sitting.said[-1].text == "149 baselines imported, 0 changed, 0 unchanged, 1 row left out."
    [sheet] = read_file(tmp_path / "left-out.xlsx").sheets
    assert any("444 Pa cannot be" in str(cell) for cell in sheet.rows[1])


def test_that_nothing_is_imported_when_the_other_rows_cannot_be_saved(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(altered(tmp_path, {"D10": 444}))
    sitting.page.panel.write_good(tmp_path / "no such folder" / "left-out.xlsx")
    sitting.rest()
    assert sitting.counts() == NONE
    assert sitting.said[-1].kind is Kind.PROBLEM
    assert sitting.page.panel.good_only.isEnabled()


def test_that_the_same_file_again_has_nothing_to_write(sitting: Sitting) -> None:
    imported(sitting)
    sitting.read(SHIPPED)
    panel = sitting.page.panel
    assert panel.verdict.text() == "Nothing to write: all 150 rows are on record already."
    assert not panel.confirm.isVisible()
    assert panel.checked is not None
    assert panel.checked.preview.count(RowStatus.UNCHANGED) == 150


def test_that_a_changed_value_is_shown_as_old_and_new(sitting: Sitting, tmp_path: Path) -> None:
    imported(sitting)
    sitting.read(altered(tmp_path, {"D3": 41.9, "E3": date(2025, 2, 3)}))
    grid = sitting.page.panel.preview.grid
    assert grid.preview.lines[0].status is RowStatus.CHANGED
    assert [cell for cell in grid.preview.lines[0].cells if "→" in cell] == ["44.5 → 41.9", "15 Jan 2024 → 3 Feb 2025"]
    sitting.page.panel.confirm.click()
    sitting.rest()
    assert sitting.said[-1].text == "1 baseline imported, 1 changed, 149 unchanged."
    assert sitting.counts() == (60, 30, 60, 2)


@pytest.mark.parametrize("data", [b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0 old", b""])
def test_that_a_hostile_file_gives_one_sentence_and_the_panel_stays_usable(
    sitting: Sitting, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "hostile.xlsx").write_bytes(data)
    sitting.read(tmp_path / "hostile.xlsx")
    panel = sitting.page.panel
    assert panel.step is Step.CHOOSE
    assert panel.failure.isVisible()
    assert panel.failure.text().startswith("hostile.xlsx")
    sitting.read(SHIPPED)
    assert panel.confirm.isEnabled()


def test_that_a_file_that_is_not_there_is_said(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(tmp_path / "gone.xlsx")
    assert "gone.xlsx" in sitting.page.panel.failure.text()


def test_that_checking_can_be_cancelled_and_its_answer_is_dropped(sitting: Sitting) -> None:
    sitting.page.import_file(SHIPPED)
    assert sitting.page.panel.step is Step.CHECKING
    sitting.page.panel.waiting.cancel.click()
    assert sitting.page.panel.step is Step.CHOOSE
    sitting.rest()
    assert sitting.page.panel.step is Step.CHOOSE
    assert sitting.page.panel.checked is None


def test_that_the_provenance_chosen_is_written(sitting: Sitting) -> None:
    sitting.read(SHIPPED)
    box = sitting.page.panel.preview.provenance_box
    box.setCurrentIndex(box.findData("reconstructed"))
    box.activated.emit(box.currentIndex())
    sitting.rest()
    assert sitting.page.panel.step is Step.PREVIEW
    sitting.page.panel.confirm.click()
    sitting.rest()
    assert sitting.ask("SELECT DISTINCT provenance FROM baseline_pressure_differentials") == [("reconstructed",)]


def test_that_a_lost_reply_is_settled_by_confirming_again(sitting: Sitting) -> None:
    """The import was written, but the answer never came: the second confirmation writes nothing twice."""
    sitting.read(SHIPPED)
    panel, database = sitting.page.panel, sitting.database
    lost: list[Any] = []

    def losing(job: Any) -> Any:
        answer: Any = database.run(job)
        if not lost:
            lost.append(answer)
            raise Unreachable("The database does not answer.")
        return answer

    sitting.background._run = losing
    panel.confirm.click()
    sitting.rest()
    assert sitting.said[-1].kind is Kind.PROBLEM
    assert panel.step is Step.PREVIEW
    panel.confirm.click()
    sitting.rest()
    assert sitting.counts() == ALL
    assert sitting.said[-1].text == "150 baselines imported, 0 changed, 0 unchanged."


def test_that_a_building_changed_meanwhile_is_checked_again(sitting: Sitting, tmp_path: Path) -> None:
    first = altered(tmp_path, {"D3": 41.9})
    sitting.read(SHIPPED)
    panel = sitting.page.panel
    held = panel.checked
    assert held is not None
    sitting.read(first)
    panel.confirm.click()
    sitting.rest()
    sitting.page.start_import()
    panel._on_checked(held)
    panel._show(Step.PREVIEW)
    panel.confirm.click()
    sitting.rest()
    assert any("changed" in notice.text for notice in sitting.said if notice.kind is Kind.PROBLEM)
    assert panel.step is Step.PREVIEW
    assert panel.checked is not None
    assert panel.checked.preview.count(RowStatus.CHANGED) == 1


def test_that_a_file_dropped_on_the_page_is_checked(sitting: Sitting) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(SHIPPED))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(50, 50), *how)
    QApplication.sendEvent(sitting.page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(sitting.page, QDropEvent(QPointF(50, 50), *how))
    sitting.rest()
    assert sitting.page.panel.confirm.text() == "Import 150 rows"


def test_that_escape_leaves_the_panel_without_a_trace(sitting: Sitting) -> None:
    sitting.read(SHIPPED)
    assert sitting.page.unsaved() == "pilot-baseline.xlsx was checked but is not imported."
    QTest.keyClick(sitting.page.panel, Qt.Key.Key_Escape)
    assert not sitting.page.panel.isVisible()
    assert sitting.page.unsaved() is None
    assert sitting.counts() == NONE


def test_that_warnings_stand_apart_and_do_not_hold_the_import(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(altered(tmp_path, {"D10": 18.5}))
    preview = sitting.page.panel.preview
    assert preview.weights.index == 1
    assert [entry.text for entry in preview.list.problems.entries][1].startswith("18.5 Pa is outside of SP-01")
    assert sitting.page.panel.confirm.isEnabled()


def test_that_the_panel_names_its_controls(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(altered(tmp_path, {"D10": 444}))
    preview = sitting.page.panel.preview
    for widget in (preview.grid, preview.list, preview.tabs, preview.filter, preview.provenance_box, preview.weights):
        assert widget.accessibleName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
