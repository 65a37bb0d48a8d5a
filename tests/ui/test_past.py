"""The history of what is chosen, on every page by the same command."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from firemode_desktop.database import Database
from firemode_desktop.ui.past import PastPane
from firemode_desktop.ui.window import Window
from firemode_desktop.ui.workspaces import WORKSPACES

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
Calm = Callable[[Window], None]


def asked(window: Window, calm: Calm) -> PastPane:
    """By the key, wherever the keyboard is, and where it is nowhere."""
    page = window.page_shown()
    assert page is not None
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_J, CTRL_SHIFT)
    calm(window)
    assert window.past is not None
    assert window.past.isVisible(), page.key
    return window.past


def texts(past: PastPane) -> list[str]:
    return [past.list.item(place).text() for place in range(past.list.count())]


def test_that_every_page_tells_the_history_of_what_is_chosen(qtbot: QtBot, window: Window, calm: Calm) -> None:
    headings = {}
    for entry in WORKSPACES:
        window.visit(entry.key)
        calm(window)
        assert window.isActiveWindow(), f"{entry.key} brought up another window"
        past = asked(window, calm)
        headings[entry.key] = past.heading.text().removeprefix("History of ")
        qtbot.keyClick(past.list, Qt.Key.Key_Escape)
        assert not past.isVisible()
    kinds = {key: words.split(" ")[0] for key, words in headings.items()}
    assert kinds == {
        **dict.fromkeys(("overview", "trends"), "building"),
        **dict.fromkeys(("sessions", "reports"), "session"),
        "registers": "stair",
        "scenarios": "scenario",
        "baselines": "pressure",
        "faults": "fault",
        "instruments": "instrument",
        "admin": "person",
    }


def test_that_a_fold_opens_by_enter_and_the_filter_finds_words(qtbot: QtBot, window: Window, calm: Calm) -> None:
    past = asked(window, calm)
    folded = next(place for place, text in enumerate(texts(past)) if "Enter shows each" in text)
    before = past.list.count()
    past.list.setCurrentRow(folded)
    qtbot.keyClick(past.list, Qt.Key.Key_Return)
    assert past.list.count() > before + 5
    qtbot.keyClick(past.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert " by " in QApplication.clipboard().text()
    past.filter.setText("no such words")
    assert past.note.text() == "No change has these words."


def test_that_all_of_it_is_written_to_a_file_that_no_spreadsheet_takes_for_formulas(
    window: Window, calm: Calm, tmp_path: Path, database: Database
) -> None:
    database.run(lambda s: s.execute(text("UPDATE buildings SET notes = '=1+1', name = '=2+2'")))
    past = asked(window, calm)
    past.write(tmp_path / "h.csv")
    calm(window)
    assert window.notices.history[-1].text.startswith("Wrote ")
    with (tmp_path / "h.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > past.list.count()
    assert rows[0]["what"].startswith("'=2+2: ")
    assert datetime.fromisoformat(rows[0]["at"]).tzinfo is not None
    past.write(tmp_path / "h.xlsx")
    calm(window)
    sheet = load_workbook(tmp_path / "h.xlsx").active
    assert sheet is not None
    assert sheet.max_row == len(rows) + 1
    cell = sheet.cell(2, 3)
    assert (cell.data_type, str(cell.value)[:5]) == ("s", "=2+2:")
    past.write(tmp_path / "h.doc")
    calm(window)
    assert "is written as .csv or .xlsx" in window.notices.history[-1].text
