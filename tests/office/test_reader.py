"""Whoever only looks: every page in a real window at the login of a viewer, on an office server where work was done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.commands import plain_name
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
        assert said(window) == [], key
    admin = window.page("admin")
    for index in range(len(admin.sections)):
        admin.show_section(index)
        rest()
        assert said(window) == [], index


#: What changes the records: greyed out for a viewer, with a tip that says whose it is.
OTHERS = {
    "registers": {"Save registers", "Add row", "Take out of service or back", "Remove row or keep it", "Copy a stair…",
                 "Import registers…", "New stairs from a rule…", "Renumber floors…"},
    "baselines": {"Import baselines…", "Take an import back…", "Save typed baselines", "Enter baselines by hand",
                  "Accept the conversion"},
    "scenarios": {"Save scenarios", "New scenario…", "Publish the scenario…", "Remove the draft", "Import scenarios…"},
    "sessions": {"New session…", "Save the schedule", "Expected tests"},
    "faults": {"Confirm the class…", "Start work on the fault", "Resolve the fault…", "Defer the fault…",
               "Reopen the fault…", "Remark on the fault…", "Void the fault…", "Add a retest", "Add a fault…"},
    "reports": {"New revision…", "Sign the report…"},
    "instruments": {"New certificate…"},
    "admin": {"New login…", "Supersede the rule…"},
}  # fmt: skip


def _close_what_asks() -> None:
    """A dialog or a menu that waits for an answer is left without one."""
    asks: QWidget | None = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    if asks is not None:
        asks.close()


def test_that_what_a_viewer_may_not_do_is_greyed_out_and_all_else_goes_well(
    window: Window, rest: Callable[[], None]
) -> None:
    closing = QTimer()
    closing.timeout.connect(_close_what_asks)
    closing.start(20)
    for key in window.entries:
        window.visit(key)
        rest()
        page = window.page(key)
        actions = window.commands.within([page])
        tips = {plain_name(one): one.toolTip() for one in actions if one.toolTip().endswith(" may do this.")}
        assert set(tips) == OTHERS.get(key, set())
        assert all(tip.startswith("Only a") for tip in tips.values())
        for action in actions:
            if not shiboken6.isValid(action) or not action.isEnabled():
                continue
            name = plain_name(action)
            assert name not in tips
            action.trigger()
            rest()
            assert said(window) == [], f"{key}: {name}"
            if window.page_shown() is not page:
                window.visit(key)
                rest()
    closing.stop()


def test_that_a_report_which_was_not_issued_says_so_where_it_would_stand(
    window: Window, rest: Callable[[], None], worked: Worked
) -> None:
    window.visit("reports")
    rest()
    page = window.page("reports")
    asked = "SELECT count(*) FROM issued_reports WHERE session_id = %s"
    ((issued,),) = worked.office.admin(asked, str(page.list.current.session_id))
    assert (page.room.currentWidget() is page.not_shown) == (issued == 0)
    assert ("was not issued yet" in page.not_shown.words.text()) == (issued == 0)
    assert page.save.isEnabled() == (issued > 0)
    assert said(window) == []
