"""Files that the program is started with, defects that nobody caught: in a real window on a real database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from firemode_desktop.paths import resources
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.baselines.page import BaselinesPage
from firemode_desktop.ui.notices import Kind
from firemode_desktop.ui.opening import open_file
from firemode_desktop.ui.reporting.page import ReportsPage
from firemode_desktop.ui.single import OneWindow
from firemode_desktop.ui.window import Window

Calm = Callable[[Window], None]


def test_that_each_kind_of_file_leads_to_the_page_that_takes_it(window: Window, calm: Calm, tmp_path: Path) -> None:
    open_file(window, resources() / "pilot-baseline.xlsx")
    calm(window)
    page = window.page_shown()
    assert isinstance(page, BaselinesPage)
    assert page.panel.name.text() == "pilot-baseline.xlsx"
    page.panel.leave()

    pdf = tmp_path / "report.PDF"
    pdf.write_bytes(b"%PDF-1.4\n%%EOF\n")
    open_file(window, pdf)
    calm(window)
    reports = window.page_shown()
    assert isinstance(reports, ReportsPage)
    assert reports.verified.path == pdf

    backup = tmp_path / "firemode.fmbackup"
    backup.write_bytes(b"")
    open_file(window, backup)
    assert window.start.step == "backup"
    assert window.start.backup_name.text() == "Restore firemode.fmbackup?"

    before = len(window.notices.history)
    open_file(window, tmp_path / "gone.pdf")
    (tmp_path / "photo.heic").write_bytes(b"")
    open_file(window, tmp_path / "photo.heic")
    texts = [one.text for one in window.notices.history[before:]]
    assert texts[0].startswith("There is no file ")
    assert texts[1] == "FireMode does not open files such as photo.heic."


def test_that_a_second_start_brings_its_file_into_the_window(
    application: Application, window: Window, calm: Calm, tmp_path: Path
) -> None:
    only = OneWindow(tmp_path / "place")
    application.belongs_to(only, None)
    window.showMinimized()
    only.asked.emit(str(resources() / "pilot-baseline.xlsx"))
    calm(window)
    assert not window.isMinimized()
    assert isinstance(window.page_shown(), BaselinesPage)


def test_that_an_unexpected_end_is_told_once_with_the_way_to_tell_whoever_helps(
    application: Application, window: Window, tmp_path: Path
) -> None:
    only = OneWindow(tmp_path / "place")
    only.ended_badly = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
    application.belongs_to(only, None)
    application._say_how_it_ended()
    application._say_how_it_ended()
    told = [one for one in window.notices.history if one.text.startswith("FireMode ended unexpectedly.")]
    assert len(told) == 1
    assert told[0].actions[0][0] == "Save diagnostics…"


def test_that_a_defect_at_each_paint_is_said_once_and_diagnostics_are_one_click_away(
    application: Application, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(window.notices.history)
    for _ in range(12):
        try:
            raise RuntimeError("the shaft has no floors")
        except RuntimeError as error:
            application.on_exception(RuntimeError, error, error.__traceback__)
    told = window.notices.history[before:]
    assert [one.kind for one in told] == [Kind.DEFECT, Kind.WARNING]
    assert "10 times" in told[1].text
    assert "the shaft has no floors" in told[0].copy

    file = tmp_path / "help.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    told[0].actions[0][1]()
    qtbot.waitUntil(lambda: file.exists() and not window.background.running, timeout=60_000)
