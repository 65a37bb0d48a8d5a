"""The list of sessions, and how one comes to be."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from firemode_desktop.database import Database
from firemode_desktop.domain.standing import Standing
from firemode_desktop.services import testing
from firemode_desktop.ui.listing import Listing
from firemode_desktop.ui.testing.create import state_of
from firemode_desktop.ui.testing.front import EXPECTED
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import DAY, NOW, Open, session_named, user_named, window_of
from tests.ui_testing.keys import KEY, focus, press

Calm = Callable[[Window], None]


def cells(view: Listing, row: int) -> dict[str, str]:
    """A row as it is read, by the names of its columns."""
    return {column.name: view.listing.text(row, place) for place, column in enumerate(view.listing.columns)}


def test_that_the_list_shows_each_session_with_its_progress(page: SessionsPage, database: Database, calm: Calm) -> None:
    def skip_one(session: object) -> None:
        result = testing.Result("PRESSURE_STAIR-A_L8_ALL-CLOSED", status="skipped", notes="Locked.")
        testing.record(session, session_named(session, "Annual"), [result], by=user_named(session, "engineer"), at=NOW)

    database.run(skip_one)
    page.load()
    calm(window_of(page))
    shown = {row["name"]: row for row in (cells(page.sessions.list, place) for place in range(2))}
    annual = shown["Annual session 2026-05-04"]
    assert (annual["frequency"], annual["status"], annual["planned"]) == ("Annual", "in progress", "4 May 2026")
    assert (annual["progress"], annual["compliant"], annual["not_compliant"]) == ("1 / 178", "0", "0")
    assert shown["Monthly session 2026-05-04"]["progress"] == "0 / 2"


def test_that_enter_opens_the_session_the_cursor_is_on(page: SessionsPage, calm: Calm) -> None:
    page.sessions.list.setFocus()
    one = page.sessions.list.current
    press(KEY.Key_Return)
    calm(window_of(page))
    assert page.views.currentWidget() is page.run
    assert page.run.sheet is not None
    assert page.run.sheet.session_id == one.session_id
    page.show_list()
    assert page.views.currentWidget() is page.front
    assert page.sessions.list.current == one


def test_that_an_empty_list_offers_what_to_do_and_does_it(open_window: Open, bare_url: str, calm: Calm) -> None:
    page = open_window(url=bare_url).page("sessions")
    assert isinstance(page, SessionsPage)
    assert page.sessions.stack.currentWidget() is page.sessions.empty
    page.new_session()
    calm(window_of(page))
    panel = page.sessions.fresh
    assert panel.outlook is not None
    assert panel.outlook.lines[0].arithmetic == "2 stairs × 15 floors × 2 configurations = 60"
    assert (panel.arithmetic.total.text(), panel.outlook.existing, panel.outlook.added) == ("178", 0, 178)
    panel.submit()
    calm(window_of(page))
    assert page.run.sheet is not None
    assert (len(page.run.sheet.tests), page.run.sheet.left) == (178, 178)


def test_that_a_new_session_takes_the_day_the_rule_and_the_name(
    page: SessionsPage, database: Database, calm: Calm
) -> None:
    page.new_session()
    panel = page.sessions.fresh
    panel.frequency.setCurrentIndex(panel.frequency.findData("six_monthly"))
    calm(window_of(page))
    assert panel.arithmetic.total.text() == "74"
    panel.day.setText("1/6/2026")
    panel.rule.choose(1)
    panel.name.setText("Winter visit")
    panel.submit()
    calm(window_of(page))
    made = database.run(lambda session: testing.summaries(session, session_id=session_named(session, "Winter")))[0]
    assert (made.frequency, made.scheduled_for and made.scheduled_for.isoformat()) == ("six_monthly", "2026-06-01")
    assert page.run.sheet is not None
    assert page.run.sheet.decision_rule == "guard_banded"


def test_that_a_day_that_cannot_be_read_is_said_and_nothing_is_made(page: SessionsPage, calm: Calm) -> None:
    page.new_session()
    calm(window_of(page))
    before = len(page.sessions.model.rows)
    page.sessions.fresh.day.setText("next week")
    page.sessions.fresh.submit()
    calm(window_of(page))
    assert "cannot be read" in page.sessions.fresh.problem.text()
    assert focus() is page.sessions.fresh.day
    assert len(page.sessions.model.rows) == before


def test_that_a_place_from_elsewhere_opens_its_session_and_test(page: SessionsPage, calm: Calm, qtbot: QtBot) -> None:
    from firemode_desktop.ui.workspace import Place

    window = window_of(page)
    one = next(each for each in page.sessions.model.rows if each.name.startswith("Annual"))
    page.open_session(one.session_id)
    calm(window)
    assert page.run.sheet is not None
    wanted = page.run.sheet.find("FORCE_STAIR-B_L6_D-LEVEL-6-STAIR-B_ACTIVE")
    assert wanted is not None
    window.visit("overview")
    window.go("sessions", Place(session_id=one.session_id, instance_id=wanted.instance_id))
    calm(window)
    assert page.run.list.current == wanted
    assert page.run.side.place.text() == "Stair-B · Level-6"


def test_that_a_reading_of_the_past_is_judged_on_the_sessions_own_day(page: SessionsPage, calm: Calm) -> None:
    page.new_session()
    calm(window_of(page))
    page.sessions.fresh.day.setText("1 Mar 2026")
    page.sessions.fresh.submit()
    calm(window_of(page))
    sheet = page.run.sheet
    assert sheet is not None
    assert sheet.day(NOW).isoformat() == "2026-03-01"
    assert sheet.measured_at(NOW).astimezone(sheet.zone).hour == 12
    assert sheet.day(NOW) != DAY


def test_that_status_is_told_by_shape_and_word() -> None:
    from firemode_desktop.domain.words import SessionStatus
    from firemode_desktop.ui.testing.columns import STATUS_MARKS, status_words

    assert {status: STATUS_MARKS[status].standing for status in SessionStatus}[SessionStatus.APPROVED] is Standing.PASS
    shapes = {(STATUS_MARKS[status], status_words(status)) for status in SessionStatus}
    assert len(shapes) == len(SessionStatus)
    assert len({STATUS_MARKS[status].standing for status in SessionStatus}) == len(Standing)


def test_that_a_new_session_says_what_it_generates_and_leads_to_it(
    open_window: Open, bare_url: str, calm: Calm
) -> None:
    page = open_window(url=bare_url).page("sessions")
    assert isinstance(page, SessionsPage)
    page.new_session()
    panel = page.sessions.fresh
    panel.frequency.setCurrentIndex(panel.frequency.findData("monthly"))
    calm(window_of(page))
    assert state_of(panel.outlook)[1].endswith("creating the session generates all of them.")  # type: ignore[arg-type]
    panel.see.click()
    calm(window_of(page))
    assert page.front.tabs.index == EXPECTED
    assert page.front.expected.list.current.frequency.value == "monthly"
    page.new_session()
    calm(window_of(page))
    for wanted in (panel.frequency, panel.day, panel.rule, panel.name, panel.see, panel.go):
        assert focus() is wanted
        press(KEY.Key_Tab)
    panel.submit()
    calm(window_of(page))
    assert page.tools.notices.history[-1].text.endswith("brought up to date: 2 new, 0 changed, 0 retired.")
    page.new_session()
    calm(window_of(page))
    assert not panel.see.isVisible()
