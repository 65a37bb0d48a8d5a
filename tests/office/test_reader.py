"""Whoever only looks: every page in a real window at the login of a viewer, on an office server where work was done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.notices import Kind
from firemode_desktop.ui.window import Window
from tests.office.conftest import NOW, Worked


@pytest.fixture
def window(
    worked: Worked, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    """The window at the viewer's login; a file dialog is always left by Cancel."""
    for name in ("getOpenFileName", "getSaveFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    sitting = Sitting(Settings(tmp_path, tmp_path / "evidence", worked.office.url("viewer")))
    made = Application(qapp, sitting, kept, lambda: NOW)
    made.window.resize(1280, 800)
    made.start()
    qtbot.waitUntil(lambda: made.window.page_shown() is not None, timeout=30_000)
    yield made.window
    made.window.hide()
    made.close()
    made.window.deleteLater()
    made.deleteLater()


@pytest.fixture
def rest(qtbot: QtBot, window: Window) -> Callable[[], None]:
    """Wait until nothing runs beside the window."""

    def wait() -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: not window.background.running, timeout=60_000)
            QApplication.processEvents()

    return wait


def said(window: Window) -> list[str]:
    """What went wrong in the window."""
    return [f"{one.text} {one.copy}" for one in window.notices.history if one.kind in (Kind.PROBLEM, Kind.DEFECT)]


def test_that_a_viewer_opens_every_page_and_nothing_goes_wrong(window: Window, rest: Callable[[], None]) -> None:
    for key in window.entries:
        window.visit(key)
        rest()
        words = [one for one in said(window) if "was not issued yet" not in one]
        assert words == [], key
    admin = window.page("admin")
    for index in range(len(admin.sections)):
        admin.show_section(index)
        rest()
        assert [one for one in said(window) if "was not issued yet" not in one] == [], index
