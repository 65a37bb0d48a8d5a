"""The seal on the cover of a report, scanned or typed into Ctrl+K, leads to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from firemode_desktop.database import Database
from firemode_desktop.domain.seal import code, short
from firemode_desktop.domain.words import SessionStatus
from firemode_desktop.models import TestSession
from firemode_desktop.services import issuing
from firemode_desktop.ui.window import Window


def test_that_the_seal_of_a_report_leads_to_it(
    qtbot: QtBot, window: Window, database: Database, calm: Callable[[Window], None]
) -> None:
    approved = select(TestSession.id).where(TestSession.status == SessionStatus.APPROVED).limit(1)
    session_id = database.run(lambda session: session.scalars(approved).one())
    report = issuing.issue(database.read, lambda job: database.run(lambda session: job(session, None)), session_id)
    assert report.seal is not None
    for text in (code(report.seal), short(report.seal)):
        window.finder.open_all()
        qtbot.keyClicks(window.finder.palette.field, text)
        calm(window)
        assert window.finder.palette.hits[0].name == f"Report {report.number}"
    qtbot.keyClick(window.finder.palette.field, Qt.Key.Key_Return)
    calm(window)
    assert window.current == "reports"
    assert window.page("reports").list.current.session_id == session_id
