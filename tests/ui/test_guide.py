"""The guided first session: from the empty program to a sealed report, by nothing but what the guide says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from firemode_desktop.database import Database
from firemode_desktop.domain.words import DefectClassification, SessionStatus
from firemode_desktop.models import EvidenceRecord, Fault, IssuedReport, TestSession
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.guide_steps import STEPS
from firemode_desktop.ui.importing.flow import Step as ImportStep
from firemode_desktop.ui.notices import Kind
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_testing.keys import KEY, press, type_

Calm = Callable[[Window], None]


class Stranger:
    """Somebody who does what the bar says, and looks nowhere else."""

    def __init__(self, application: Application, qtbot: QtBot, calm: Calm, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window, self.guide = application.window, application.window.guide
        self.notices = application.notices
        self._qtbot, self._calm, self._patch = qtbot, calm, monkeypatch

    @property
    def step(self) -> str:
        step = self.guide.step
        return "" if step is None else step.key

    def show_me(self, until: Callable[[], bool] = lambda: True) -> None:
        """Press *Show me*, and wait until the control is pointed at."""
        self.guide.pointer.hide()
        self.guide.bar.show_me.click()
        self._qtbot.waitUntil(lambda: self.guide.pointer.isVisible() and until(), timeout=30_000)
        self._calm(self.window)

    def comes_to(self, step: str) -> None:
        """The guide goes on by itself."""
        self._qtbot.waitUntil(lambda: self.step == step, timeout=30_000)
        self._calm(self.window)

    def choose_files(self, *paths: Path) -> None:
        """The dialogs of the system answer with these files."""
        self._patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(paths[0]), ""))
        self._patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(paths[0]), ""))
        self._patch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], ""))


@pytest.fixture
def stranger(application: Application, qtbot: QtBot, calm: Calm, monkeypatch: pytest.MonkeyPatch) -> Stranger:
    """In front of the empty program, which they have just told to make the pilot building."""
    application.start()
    qtbot.waitUntil(lambda: application.page.step == "choices", timeout=20_000)
    application.page.tiles[1].click()
    qtbot.waitUntil(lambda: application.window.guide.bar.isVisible(), timeout=60_000)
    calm(application.window)
    return Stranger(application, qtbot, calm, monkeypatch)


def _read(stranger: Stranger, value: str) -> None:
    """Type a pressure where the guide points, with the manometer that it names."""
    page = stranger.window.page("sessions")
    assert isinstance(page, SessionsPage)
    box = page.run.side.picker.box
    box.setCurrentIndex(box.findText("SN-12345", Qt.MatchFlag.MatchStartsWith))
    page.run.side.begin()
    type_(value)
    press(KEY.Key_Return)


def _button(within: Any, text: str) -> QPushButton:
    return next(one for one in within.findChildren(QPushButton) if one.text() == text and one.isVisible())


def test_that_a_stranger_comes_from_the_empty_program_to_a_verified_report(
    stranger: Stranger, database: Database, tmp_path: Path, qtbot: QtBot, calm: Calm
) -> None:
    window, guide = stranger.window, stranger.guide
    assert stranger.step == "registers"
    for then in ("baselines", "expected", "session"):
        stranger.show_me()
        assert guide.bar.skip.text() == "Next"
        guide.bar.skip.click()
        stranger.comes_to(then)
    stranger.show_me()
    page = window.page("sessions")
    assert isinstance(page, SessionsPage)
    page.sessions.fresh.go.click()
    stranger.comes_to("near")
    stranger.show_me()
    _read(stranger, "21")
    stranger.comes_to("failing")
    stranger.show_me()
    _read(stranger, "18.2")
    stranger.comes_to("photographs")
    for lacking in (4, 2):
        qtbot.waitUntil(lambda wanted=lacking: guide.progress.lacking == wanted, timeout=10_000)
        stranger.show_me()
        one, session_id = page.run.side.one, page.run.session_id
        assert one is not None
        assert session_id is not None
        stranger.choose_files(*sorted(guide.folder(session_id).glob(f"{one.identifier}-*.png")))
        page.run.choose_evidence()
    stranger.comes_to("rest")
    stranger.show_me()
    assert page.importing.step is ImportStep.PREVIEW
    page.importing.foot.confirm.click()
    stranger.comes_to("fault")
    stranger.show_me()
    faults: Any = window.page("faults")
    faults.side.confirm.click()
    form = faults.side.form
    for question in (form.inoperable, form.harm):
        _button(question, "No").click()
    form.reason.setText("The stair holds smoke back; one floor is 2 Pa short.")
    form.go.click()
    stranger.comes_to("submit")
    stranger.show_me()
    page.run.review.pane.decision.submit.click()
    stranger.comes_to("approve")
    stranger.show_me()
    page.run.review.pane.decision.approve.click()
    press(KEY.Key_Return)
    stranger.comes_to("report")
    stranger.show_me()
    report = tmp_path / "report.pdf"
    stranger.choose_files(report)
    reports: Any = window.page("reports")
    reports.save.click()
    calm(window)
    assert report.read_bytes().startswith(b"%PDF")
    guide.bar.skip.click()
    stranger.comes_to("verify")
    stranger.show_me()
    reports.check.click()
    stranger.comes_to("")
    assert guide.bar.title.text() == "That was a whole round"
    assert all(guide.done(step) for step in STEPS)

    def found(session: Any) -> tuple[Any, ...]:
        visit = session.scalars(select(TestSession)).one()
        fault = session.scalars(select(Fault)).one()
        counts = [session.scalar(select(func.count()).select_from(table)) for table in (EvidenceRecord, IssuedReport)]
        return visit.status, visit.self_reviewed, fault.defect_classification, fault.class_confirmed_at, counts

    status, alone, classified, decided_at, (evidence, issued) = database.run(found)
    assert (status, alone, issued) == (SessionStatus.APPROVED, True, 1)
    assert classified != DefectClassification.CLASS_1A
    assert decided_at is not None
    assert evidence == 2 * 30 + 30, "two of each pressure, one of each door"
    assert not [notice for notice in stranger.notices.history if notice.kind is Kind.DEFECT]


def test_that_the_guide_is_closed_taken_up_again_and_skips_what_is_not_wanted(stranger: Stranger) -> None:
    guide = stranger.guide
    QTest.keyClick(guide.bar, KEY.Key_Escape)
    assert not guide.bar.isVisible()
    guide.begin()
    stranger.window.visit("registers")
    stranger.window.visit("overview")
    stranger.comes_to("baselines")
    assert guide.bar.isVisible()
    assert guide.bar.skip.text() == "Skip"
    guide.bar.skip.click()
    assert stranger.step == "expected"
    assert guide.skipped == {"baselines"}
    guide.choose(STEPS[1])
    assert stranger.step == "baselines"
    ticked = [action.text() for action in guide.menu().actions() if action.isChecked()]
    assert ticked == ["Look at the registers"]
    approve = next(step for step in STEPS if step.key == "approve")
    guide.choose(approve)
    assert guide.bar.what.text() == approve.otherwise, "nobody may approve a session that there is not"
