"""Where the keyboard is after something was done to a test, and what the view says beside it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.services import testing
from firemode_desktop.ui.testing.fields import NumberField, StepsField
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.testing.run import RunView
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import Open, open_named, session_named, user_named, window_of
from tests.ui_testing.keys import CTRL, KEY, focus, press, type_
from tests.ui_testing.test_run import CE, NEXT, PRESSURE, at, record, stored

Calm = Callable[[Window], None]
FAN_ON = "FORCE_STAIR-A_L8_D-LEVEL-8-STAIR-A_ACTIVE"
FAN_OFF = "FORCE_STAIR-A_L8_D-LEVEL-8-STAIR-A_INACTIVE"


def types_into(run: RunView, identifier: str) -> bool:
    """Whether the next digit is typed as the reading of this test."""
    field, one = run.side.field, run.side.one
    return field is not None and one is not None and one.identifier == identifier and focus() is field.edits[0]


def test_that_a_skipped_test_and_one_that_was_not_possible_lead_on_to_the_next(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    run = annual.run
    at(run, PRESSURE)
    run.side.skip.click()
    type_("Locked.")
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert types_into(run, NEXT)
    run.side.fail.click()
    type_("The doors are taken out.")
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert types_into(run, FAN_ON)
    assert (stored(database, PRESSURE).status, stored(database, NEXT).status) == ("skipped", "failed")


def test_that_a_test_that_is_done_is_not_left_out(annual: SessionsPage, calm: Calm) -> None:
    run = annual.run
    at(run, PRESSURE)
    run.side.skip.click()
    type_("Locked.")
    press(KEY.Key_Return)
    calm(window_of(annual))
    run.show_test(PRESSURE)
    run.of_open_test(run.asks.not_possible)
    assert run.side.question.isHidden()
    run.show_test(FAN_ON)
    run.of_open_test(run.asks.not_possible)
    assert run.side.question.isVisible()


def test_that_a_retest_and_a_correction_leave_the_keyboard_where_work_goes_on(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    run = annual.run
    at(run, PRESSURE, "SN-12345")
    type_("18.2")
    press(KEY.Key_Return)
    calm(window_of(annual))
    run.show_test(PRESSURE)
    run.side.amend.click()
    press(KEY.Key_A, CTRL)
    type_("19.2")
    press(KEY.Key_Return)
    type_("Misread.")
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert focus() is run.map.drawing
    press(KEY.Key_R, CTRL)
    calm(window_of(annual))
    assert types_into(run, f"{PRESSURE}_R2")


def test_that_enter_on_the_instrument_goes_back_to_the_reading(annual: SessionsPage) -> None:
    run = annual.run
    at(run, PRESSURE)
    type_("44")
    run.side.picker.box.setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert run.side.picker.chosen is not None
    assert types_into(run, PRESSURE)
    assert run.side.entry().texts == ("44",)


def test_that_the_other_force_of_the_door_is_shown_as_soon_as_it_is_recorded(annual: SessionsPage, calm: Calm) -> None:
    run = annual.run
    at(run, FAN_ON, "FG-21")
    type_("98")
    press(KEY.Key_Return)
    assert types_into(run, FAN_OFF)
    calm(window_of(annual))
    field = run.side.field
    assert isinstance(field, NumberField)
    assert field.other.go.text() == "98.0 N ›"


def test_that_a_stopped_clock_without_a_step_does_not_promise_that_enter_records(annual: SessionsPage) -> None:
    run = annual.run
    at(run, CE)
    press(KEY.Key_Space)
    press(KEY.Key_Space)
    field = run.side.field
    assert isinstance(field, StepsField)
    assert "choose Nothing seen" in field.head.hint.text()
    assert not run.side.go.isEnabled()
    type_("1")
    assert "Enter records" in field.head.hint.text()
    assert run.side.go.isEnabled()


def test_that_nobody_is_reminded_of_conditions_that_can_no_longer_be_recorded(
    open_window: Open, database: Database, calm: Calm
) -> None:
    def cancel(session: Session) -> None:
        testing.cancel(session, session_named(session, "Monthly"), by=user_named(session, "supervisor"))

    database.run(cancel)
    page = open_window("supervisor").page("sessions")
    assert isinstance(page, SessionsPage)
    for name, said in (("Annual", "Conditions not recorded yet"), ("Monthly", "Conditions were not recorded")):
        open_named(page, name)
        calm(window_of(page))
        assert page.run.head.conditions.line.text() == said


def test_that_another_session_begins_at_its_own_first_test(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    run = annual.run
    at(run, PRESSURE)
    open_named(annual, "Monthly")
    calm(window_of(annual))
    assert run.mode == "run"
    assert run.sheet is not None
    assert run.side.one is run.sheet.tests[0]
    press(KEY.Key_Y)
    assert run.side.entry().observed is True
    run.deeds.submit()
    calm(window_of(annual))
    assert "Nothing is recorded in this session yet" in annual.tools.notices.history[-1].text


def test_that_the_review_alone_has_its_buttons_and_a_returned_session_is_not_handed_in_by_the_next_key(
    open_window: Open, database: Database, calm: Calm
) -> None:
    missing = [
        testing.Result(f"INTERFACE_{stair}_MANUAL-OVERRIDE_FIRE-PANEL-01", status="skipped", notes="No key.")
        for stair in ("STAIR-A", "STAIR-B")
    ]
    record(database, *missing, begins="Monthly")
    database.run(lambda s: testing.submit(s, session_named(s, "Monthly"), by=user_named(s, "engineer")))
    page = open_window("supervisor").page("sessions")
    assert isinstance(page, SessionsPage)
    open_named(page, "Monthly")
    calm(window_of(page))
    head, pane = page.run.head, page.run.review.pane
    assert pane.decision.give_back.isVisible()
    assert not head.give_back.isVisible()
    assert not head.approve.isVisible()
    pane.decision.give_back.setFocus()
    pane.decision.give_back.click()
    type_("Fetch the key.")
    press(KEY.Key_Return)
    calm(window_of(page))
    assert pane.decision.submit.isVisible()
    assert focus() is pane.list
    page.run.show_mode("run")
    assert head.submit.isVisible()
