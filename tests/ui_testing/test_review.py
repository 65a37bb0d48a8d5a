"""A session on one page, in a real window: what is in the way, what deserves a look, and the decision, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text

from firemode_desktop.database import Database
from firemode_desktop.models import TestInstance
from firemode_desktop.services import testing
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.testing.review import ReviewPane
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import NOW, Open, open_named, session_named, user_named, window_of
from tests.ui_testing.keys import KEY, focus, press

Calm = Callable[[Window], None]
PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"


def _review(page: SessionsPage, calm: Calm) -> ReviewPane:
    page.run.show_mode("review")
    page.run.take_keyboard()
    calm(window_of(page))
    return page.run.review.pane


def _texts(pane: ReviewPane) -> list[str]:
    return [row if isinstance(row, str) else row.words for row in pane.list.lines.rows]


def _finish(database: Database, by: str = "engineer") -> None:
    """Record the monthly session whole, its evidence waived."""

    def job(session: Any) -> None:
        session_id = session_named(session, "Monthly")
        ours = session.scalars(select(TestInstance).where(TestInstance.session_id == session_id)).all()
        results = [
            testing.Result(
                one.scoped_identifier, result_observed=True, value=Decimal(1) if one.response_time_s else None
            )
            for one in ours
        ]
        testing.record(session, session_id, results, by=user_named(session, by), at=NOW)
        for one in ours:
            for index, prompt in enumerate(one.evidence_prompts or []):
                if prompt.get("mandatory"):
                    boss = user_named(session, "supervisor")
                    testing.waive(session, session_id, one.scoped_identifier, index, "seen by me", by=boss)

    database.run(job)


def _submit(database: Database) -> None:
    database.run(
        lambda session: testing.submit(session, session_named(session, "Monthly"), by=user_named(session, "engineer"))
    )


@pytest.fixture
def monthly(open_window: Open, calm: Calm) -> Callable[[str], SessionsPage]:
    """The monthly session as somebody sees it."""

    def opened(user: str) -> SessionsPage:
        page = open_window(user).page("sessions")
        assert isinstance(page, SessionsPage)
        open_named(page, "Monthly")
        calm(window_of(page))
        return page

    return opened


def test_that_what_is_in_the_way_comes_first_and_leads_to_its_test(annual: SessionsPage, calm: Calm) -> None:
    pane = _review(annual, calm)
    assert _texts(pane)[0] == "Not carried out · 178"
    assert pane.decision.heading.text() == "178 things keep it from being handed in"
    assert focus() is pane.list
    line = pane.list.lines.line(pane.list.currentIndex())
    assert line is not None
    press(KEY.Key_Down)
    second = pane.list.lines.line(pane.list.currentIndex())
    assert second is not None
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert annual.run.mode == "run"
    assert annual.run.side.one is not None
    assert annual.run.side.one.identifier == second.identifier


def test_that_a_reading_recorded_meanwhile_appears(annual: SessionsPage, database: Database, calm: Calm) -> None:
    pane = _review(annual, calm)
    database.run(
        lambda session: testing.record(
            session,
            session_named(session, "Annual"),
            [testing.Result(PRESSURE, value=Decimal("18.2"))],
            by=user_named(session, "engineer"),
            at=NOW,
        )
    )
    annual.run.reload()
    calm(window_of(annual))
    assert any("Level-8, all doors closed: 18.2 Pa (20 to 80 Pa)" in words for words in _texts(pane))
    assert "Not compliant · 1" in _texts(pane)
    assert "Instrument not fit · 1" in _texts(pane), "it was read with an instrument nobody named"


def test_that_the_tester_hands_in_from_the_review_and_the_supervisor_approves_there(
    monthly: Callable[[str], SessionsPage], database: Database, calm: Calm
) -> None:
    _finish(database)
    page = monthly("engineer")
    pane = _review(page, calm)
    assert pane.decision.heading.text() == "Nothing stands in the way"
    pane.decision.submit.setFocus()
    press(KEY.Key_Space)
    calm(window_of(page))
    assert pane.decision.heading.text() == "Waiting for its reviewer"
    assert pane.decision.words.text() == "A supervisor reviews it."
    assert pane.decision.approve.isHidden()
    boss = monthly("supervisor")
    theirs = _review(boss, calm)
    theirs.decision.approve.setFocus()
    press(KEY.Key_Space)
    press(KEY.Key_Return)
    calm(window_of(boss))
    status, digest = database.run(
        lambda session: session.execute(
            text("SELECT status, content_sha256 FROM test_sessions WHERE session_name LIKE 'Monthly%'")
        ).one()
    )
    assert status == "approved"
    assert theirs.decision.heading.text().startswith("Approved by Supervisor One on ")
    assert digest[:32] in theirs.decision.small.text()


def test_that_whoever_recorded_is_told_that_somebody_else_has_to_approve(
    monthly: Callable[[str], SessionsPage], database: Database, calm: Calm
) -> None:
    _finish(database, by="supervisor")
    _submit(database)
    pane = _review(monthly("supervisor"), calm)
    assert pane.decision.words.text() == "You recorded 2 readings of this session; somebody else has to approve it."
    assert pane.decision.approve.isHidden()


def test_that_a_returned_session_shows_the_note_and_its_history(
    monthly: Callable[[str], SessionsPage], database: Database, calm: Calm
) -> None:
    _finish(database)
    _submit(database)
    database.run(
        lambda session: testing.return_to_tester(
            session,
            session_named(session, "Monthly"),
            "The panel key is missing.",
            by=user_named(session, "supervisor"),
        )
    )
    pane = _review(monthly("engineer"), calm)
    assert pane.decision.words.text() == "Supervisor One returned it: The panel key is missing."
    assert not pane.decision.submit.isHidden()
    assert pane.history.count() == 3
