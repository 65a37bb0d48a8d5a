"""A session run test by test, with real keys on a real database."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from firemode_desktop.database import Database
from firemode_desktop.domain.standing import Standing
from firemode_desktop.services import faults, testing
from firemode_desktop.ui.notices import Kind
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.testing.run import RunView
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import (
    NOW,
    Open,
    instrument_named,
    open_named,
    session_named,
    user_named,
    window_of,
)
from tests.ui_testing.keys import CTRL, KEY, focus, press, type_

Calm = Callable[[Window], None]
PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
NEXT = "PRESSURE_STAIR-A_L8_EVAC-DOORS-OPEN"
VELOCITY = "VELOCITY_STAIR-A_L8_DW-LEVEL-8-STAIR-A_WORST-CASE-3-DOORS-OPEN"
CE = "CE_STAIR-A_ZONE-3_FIRE-FLOOR-8"
INTERFACE = "INTERFACE_STAIR-A_MANUAL-OVERRIDE_FIRE-PANEL-01"


def stored(database: Database, identifier: str) -> testing.ShownTest:
    """A test of the annual session, as it is on record."""

    def job(session: Any) -> testing.ShownTest:
        shown = testing.show(session, session_named(session, "Annual"))
        return next(test for test in shown.tests if test.identifier == identifier)

    return database.run(job)


def record(database: Database, *results: testing.Result, begins: str = "Annual", by: str = "engineer") -> None:
    """Record results beside the window."""
    database.run(
        lambda session: testing.record(
            session, session_named(session, begins), results, by=user_named(session, by), at=NOW
        )
    )


def at(run: RunView, identifier: str, serial: str = "") -> None:
    """Put the cursor on a test, choose its instrument, and the keyboard into its field."""
    run.show_test(identifier)
    if serial:
        box = run.side.picker.box
        box.setCurrentIndex(next(i for i in range(box.count()) if box.itemText(i).startswith(serial)))
    run.side.begin()


def test_that_the_cursor_begins_at_the_first_test_in_walking_order(annual: SessionsPage) -> None:
    assert annual.run.sheet is not None
    assert annual.run.list.current is annual.run.sheet.tests[0]
    assert annual.run.side.place.text() == "Stair-A · Ground"
    assert annual.run.side.what.text() == "Pressure, all doors closed"


def test_that_a_failing_reading_and_enter_record_it_open_a_fault_and_go_to_the_next_test(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    at(annual.run, PRESSURE, "SN-12345")
    type_("18.2")
    assert annual.run.side.verdict.word.text() == "fail"
    assert "1.8 Pa below the minimum of 20" in annual.run.side.verdict.lines.text()
    press(KEY.Key_Return)
    assert annual.run.list.current.identifier == NEXT
    assert focus() is annual.run.side.field.edits[0]
    calm(window_of(annual))
    test = stored(database, PRESSURE)
    assert (test.status, test.measured_value, test.is_compliant) == ("completed", Decimal("18.2"), False)
    assert test.instrument == "SN-12345"
    (fault,) = database.run(lambda session: faults.shown_faults(session))
    assert fault.instance_id == test.instance_id
    row = next(one for one in annual.run.model.rows if one.identifier == PRESSURE)
    assert (row.reading, row.word, row.standing) == ("18.2 Pa", "fail", Standing.FAIL)
    assert row.recorded.fault is not None
    assert row.recorded.fault.name == fault.name


@pytest.mark.parametrize(
    ("identifier", "serial", "typed"),
    [
        (PRESSURE, "SN-12345", "19.99"),
        (PRESSURE, "SN-12345", "19.9996"),
        (PRESSURE, "SN-12345", "20"),
        (PRESSURE, "SN-12345", "22.1"),
        (PRESSURE, "SN-12345", "80"),
        (PRESSURE, "SN-12345", "80.01"),
        ("FORCE_STAIR-A_L8_D-LEVEL-8-STAIR-A_ACTIVE", "FG-21", "110"),
        ("FORCE_STAIR-A_L8_D-LEVEL-8-STAIR-A_ACTIVE", "FG-21", "110,01"),
        (PRESSURE, "SN-12377", "19.99"),
    ],
)
def test_that_the_verdict_shown_while_typing_is_the_one_that_is_recorded(
    annual: SessionsPage, database: Database, calm: Calm, identifier: str, serial: str, typed: str
) -> None:
    at(annual.run, identifier, serial)
    type_(typed)
    shown = annual.run.side.preview().result
    word, found = annual.run.side.verdict.word.text(), annual.run.side.verdict.found
    assert shown is not None
    press(KEY.Key_Return)
    calm(window_of(annual))
    test = stored(database, identifier)
    assert (test.is_compliant, test.verdict) == (shown.is_compliant, shown.verdict.value)
    assert test.deviation_from_baseline_pct == shown.deviation_from_baseline_pct
    assert [check["message"] for check in test.checks] == [check.message for check in shown.checks]
    row = next(one for one in annual.run.model.rows if one.identifier == identifier)
    assert (row.word, row.standing) == (word, found)


def test_that_typing_in_the_list_begins_the_reading(annual: SessionsPage) -> None:
    annual.run.show_mode("list")
    annual.run.show_test(PRESSURE)
    annual.run.list.setFocus()
    type_("4")
    assert focus() is annual.run.side.field.edits[0]
    type_("5.1")
    assert annual.run.side.field.texts() == ("45.1",)


def test_that_a_number_in_another_unit_is_offered_and_recorded_only_when_taken(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    at(annual.run, PRESSURE, "SN-12345")
    type_("0.2 inwg")
    assert "0.2 inwg is 49.81778 Pa" in annual.run.side.verdict.word.text()
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert stored(database, PRESSURE).status == "pending"
    assert annual.run.side.field.texts() == ("49.81778",)
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert stored(database, PRESSURE).measured_value == Decimal("49.81778")


def test_that_what_cannot_be_read_stays_as_typed_with_the_reason(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    at(annual.run, PRESSURE, "SN-12345")
    type_("1,234")
    assert "can mean 1234 or 1.234" in annual.run.side.verdict.lines.text()
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert annual.run.side.field.texts() == ("1,234",)
    assert annual.run.side.field.edits[0].property("invalid")
    assert stored(database, PRESSURE).status == "pending"


def test_that_a_reading_without_its_instrument_is_asked_about_once(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    at(annual.run, PRESSURE)
    type_("44")
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert annual.run.side.verdict.word.text() == "Which manometer was used?"
    assert stored(database, PRESSURE).status == "pending"
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert (stored(database, PRESSURE).status, stored(database, PRESSURE).instrument) == ("completed", None)


def test_that_the_instrument_used_last_is_proposed_for_the_next_test_of_its_kind(
    annual: SessionsPage, calm: Calm
) -> None:
    at(annual.run, PRESSURE, "SN-12345")
    type_("44.1")
    press(KEY.Key_Return)
    assert annual.run.list.current.identifier == NEXT
    assert annual.run.side.picker.box.currentText().startswith("SN-12345")
    calm(window_of(annual))


def test_that_the_picker_says_whether_the_certificate_holds_on_the_day(annual: SessionsPage) -> None:
    at(annual.run, PRESSURE, "SN-12345")
    assert "valid until" in annual.run.side.picker.words.text()
    at(annual.run, PRESSURE, "SN-12377")
    assert "calibration ended on" in annual.run.side.picker.words.text()
    at(annual.run, PRESSURE, "FG-21")
    assert annual.run.side.picker.words.text() == "force gauge; a manometer is needed"


def test_that_nine_points_show_their_mean_as_they_are_typed(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    at(annual.run, VELOCITY, "AN-07")
    for number in range(8):
        type_(f"1.{number}")
        press(KEY.Key_Return)
    assert "mean of 8 points 1.35 m/s; point 9 to go" in annual.run.side.verdict.lines.text()
    press(KEY.Key_Return)
    assert annual.run.side.verdict.word.text() == "cannot be recorded yet"
    type_("0.4")
    assert annual.run.side.verdict.word.text() == "pass"
    assert "mean 1.24 m/s" in annual.run.side.verdict.lines.text()
    press(KEY.Key_Return)
    calm(window_of(annual))
    test = stored(database, VELOCITY)
    assert test.measured_value is not None
    assert round(test.measured_value, 6) == round(Decimal("11.2") / 9, 6)


def test_that_nine_copied_numbers_fill_the_doorway(annual: SessionsPage) -> None:
    QGuiApplication.clipboard().setText("1.1\t1.2\t1.3\r\n1.1\t1.2\t1.3\r\n1.1\t1.2\t1.3\r\n")
    at(annual.run, VELOCITY, "AN-07")
    press(KEY.Key_V, CTRL)
    assert annual.run.side.field.texts() == ("1.1", "1.2", "1.3") * 3
    assert annual.run.side.verdict.word.text() == "pass"


@pytest.mark.parametrize(("seconds", "word"), [("5", "pass"), ("5.1", "fail")])
def test_that_an_interface_is_answered_by_y_and_its_seconds(
    annual: SessionsPage, database: Database, calm: Calm, seconds: str, word: str
) -> None:
    at(annual.run, INTERFACE)
    type_("y")
    type_(seconds)
    assert annual.run.side.verdict.word.text() == word
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert stored(database, INTERFACE).measured_value == Decimal(seconds)
    assert stored(database, INTERFACE).is_compliant is (word == "pass")


def test_that_an_interface_that_did_not_answer_fails_without_seconds(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    at(annual.run, INTERFACE)
    type_("n")
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert stored(database, INTERFACE).is_compliant is False


def test_that_a_sequence_is_timed_step_by_step(annual: SessionsPage, database: Database, calm: Calm) -> None:
    at(annual.run, CE)
    type_("0.5")
    assert annual.run.side.verdict.word.text() == "1 of 4 seen"
    for seconds in ("3.1", "8.4"):
        press(KEY.Key_Return)
        type_(seconds)
    assert annual.run.side.verdict.word.text() == "fail"
    press(KEY.Key_Return)
    type_("16")
    assert "1.4 s late" in annual.run.side.verdict.lines.text()
    press(KEY.Key_Return)
    calm(window_of(annual))
    row = next(one for one in annual.run.model.rows if one.identifier == CE)
    assert (row.reading, row.word) == ("3 of 4", "fail")
    assert [check["code"] for check in stored(database, CE).checks if check["result"] == "fail"] == ["step_late"]


def test_that_nothing_seen_at_all_has_to_be_said(annual: SessionsPage, database: Database, calm: Calm) -> None:
    at(annual.run, CE)
    assert not annual.run.side.preview().complete
    annual.run.side.field.nothing.click()  # type: ignore[union-attr]  # it is the field of a sequence
    annual.run.side.record()
    calm(window_of(annual))
    assert stored(database, CE).is_compliant is False


def test_that_a_test_is_skipped_only_with_a_reason(annual: SessionsPage, database: Database, calm: Calm) -> None:
    annual.run.show_test(PRESSURE)
    annual.run.asks.skip(annual.run.list.current)
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert stored(database, PRESSURE).status == "pending"
    type_("Locked.")
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert (stored(database, PRESSURE).status, stored(database, PRESSURE).status_reason) == ("skipped", "Locked.")
    annual.run.show_test(PRESSURE)
    assert annual.run.side.verdict.word.text() == "skipped"


def test_that_a_test_that_was_not_possible_can_be_tried_again(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    annual.run.show_test(PRESSURE)
    annual.run.asks.not_possible(annual.run.list.current)
    type_("The tube was blocked.")
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert stored(database, PRESSURE).status == "failed"
    annual.run.show_test(PRESSURE)
    assert annual.run.side.verdict.word.text() == "not possible"
    at(annual.run, PRESSURE, "SN-12345")
    type_("44")
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert (stored(database, PRESSURE).status, stored(database, PRESSURE).attempt) == ("completed", 2)


def test_that_a_retest_is_added_and_shown(annual: SessionsPage, database: Database, calm: Calm) -> None:
    record(database, testing.Result(PRESSURE, value=Decimal("18.2")))
    annual.run.reload()
    calm(window_of(annual))
    annual.run.show_test(PRESSURE)
    press(KEY.Key_R, CTRL)
    calm(window_of(annual))
    assert annual.run.list.current.identifier == f"{PRESSURE}_R2"
    assert annual.run.side.what.text() == "Pressure, all doors closed · retest 1"
    assert annual.run.side.takes_entry


def test_that_what_was_typed_stays_while_somebody_elses_readings_come_in(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    at(annual.run, PRESSURE, "SN-12345")
    type_("43")
    record(database, testing.Result(NEXT, value=Decimal("31")), by="supervisor")
    annual.run.reload()
    calm(window_of(annual))
    assert annual.run.side.field.texts() == ("43",)
    assert next(one for one in annual.run.model.rows if one.identifier == NEXT).reading == "31.0 Pa"
    annual.run.show_test(NEXT)
    annual.run.show_test(PRESSURE)
    assert annual.run.side.field.texts() == ("43",)
    assert annual.unsaved() == "Sessions holds 1 reading typed and not recorded."


def test_that_a_reading_somebody_else_recorded_first_is_said_with_what_was_typed(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    at(annual.run, PRESSURE, "SN-12345")
    type_("43")
    record(database, testing.Result(PRESSURE, value=Decimal("44.5")), by="supervisor")
    annual.run.reload()
    calm(window_of(annual))
    last = annual.tools.notices.history[-1]
    assert last.kind is Kind.WARNING
    assert "44.5 Pa" in last.text
    assert "you had typed 43" in last.text
    assert annual.unsaved() is None


def test_that_a_refused_reading_comes_back_as_it_was_typed(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    at(annual.run, PRESSURE, "SN-12345")
    type_("43")
    database.run(
        lambda session: testing.cancel(session, session_named(session, "Annual"), by=user_named(session, "engineer"))
    )
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert "takes no more results" in annual.tools.notices.history[-1].text
    assert [entry.texts for entry in annual.run.drafts.values()] == [("43",)]


def test_that_submitting_lists_what_is_missing_and_a_line_goes_to_its_test(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    record(database, testing.Result(PRESSURE, value=Decimal("44"), instrument_id=None))
    annual.run.reload()
    calm(window_of(annual))
    annual.run.deeds.submit()
    calm(window_of(annual))
    drawer = annual.run.drawer
    assert drawer.isVisible()
    assert drawer.heading.text() == "180 things to settle before this session can be submitted"
    texts = [line.text for line in drawer.lines.rows if line.key == PRESSURE]
    assert any(text.startswith("No instrument was recorded; a manometer is needed.") for text in texts)
    assert any("Manometer display" in text for text in texts)
    place = next(line.number for line in drawer.lines.rows if line.key == PRESSURE)
    drawer.list.choose(place)
    assert annual.run.list.current.identifier == PRESSURE
    press(KEY.Key_Escape)
    assert drawer.isHidden()


def test_that_a_session_is_submitted_and_a_supervisor_approves_it(
    open_window: Open, database: Database, calm: Calm
) -> None:
    results = [
        testing.Result(f"INTERFACE_{stair}_MANUAL-OVERRIDE_FIRE-PANEL-01", result_observed=True, value=Decimal(3))
        for stair in ("STAIR-A", "STAIR-B")
    ]
    record(database, *results, begins="Monthly")
    page = open_window("engineer").page("sessions")
    assert isinstance(page, SessionsPage)
    open_named(page, "Monthly")
    calm(window_of(page))
    assert page.run.head.submit.isVisible()
    assert not page.run.head.approve.isVisible()
    page.run.head.submit.click()
    calm(window_of(page))
    assert page.run.head.state.text() == "submitted"
    assert not page.run.side.takes_entry

    review = open_window("supervisor").page("sessions")
    assert isinstance(review, SessionsPage)
    open_named(review, "Monthly")
    calm(window_of(review))
    review.run.review.pane.decision.approve.click()
    type_("Complete.")
    press(KEY.Key_Return)
    calm(window_of(review))
    assert review.run.head.state.text() == "approved"
    summary = database.run(lambda session: testing.summaries(session, session_id=session_named(session, "Monthly")))[0]
    assert (summary.status, summary.reviewed_by, summary.review_note) == ("approved", "Supervisor One", "Complete.")


def test_that_a_returned_session_shows_the_note_and_takes_results_again(
    open_window: Open, database: Database, calm: Calm
) -> None:
    record(
        database,
        testing.Result("INTERFACE_STAIR-A_MANUAL-OVERRIDE_FIRE-PANEL-01", result_observed=True, value=Decimal(3)),
        testing.Result("INTERFACE_STAIR-B_MANUAL-OVERRIDE_FIRE-PANEL-01", status="skipped", notes="No key."),
        begins="Monthly",
    )
    database.run(
        lambda session: testing.submit(session, session_named(session, "Monthly"), by=user_named(session, "engineer"))
    )
    page = open_window("supervisor").page("sessions")
    assert isinstance(page, SessionsPage)
    open_named(page, "Monthly")
    calm(window_of(page))
    page.run.review.pane.decision.give_back.click()
    type_("Fetch the key.")
    press(KEY.Key_Return)
    calm(window_of(page))
    assert page.run.head.state.text() == "returned"
    assert page.run.head.note.text() == "Supervisor One: Fetch the key."
    assert page.run.sheet is not None
    assert page.run.sheet.takes_results


def test_that_who_recorded_readings_cannot_approve_them_and_is_told_so(
    open_window: Open, database: Database, calm: Calm
) -> None:
    names = [f"INTERFACE_{stair}_MANUAL-OVERRIDE_FIRE-PANEL-01" for stair in ("STAIR-A", "STAIR-B")]
    results = [testing.Result(name, result_observed=True, value=Decimal(3)) for name in names]
    record(database, *results, begins="Monthly", by="supervisor")
    database.run(
        lambda session: testing.submit(session, session_named(session, "Monthly"), by=user_named(session, "engineer"))
    )
    page = open_window("supervisor").page("sessions")
    assert isinstance(page, SessionsPage)
    open_named(page, "Monthly")
    calm(window_of(page))
    page.run.deeds.approve("")
    calm(window_of(page))
    assert "somebody else has to approve it" in page.tools.notices.history[-1].text


def test_that_a_supervisor_accepts_an_unfit_instrument_and_the_fault_is_opened_then(
    open_window: Open, database: Database, calm: Calm
) -> None:
    unfit = database.run(lambda session: instrument_named(session, "SN-12377"))
    record(database, testing.Result(PRESSURE, value=Decimal("18.2"), instrument_id=unfit))
    page = open_window("supervisor").page("sessions")
    assert isinstance(page, SessionsPage)
    open_named(page, "Annual")
    calm(window_of(page))
    page.run.show_test(PRESSURE)
    assert not page.run.side.fault.isVisible()
    page.run.side.accept.click()
    type_("Compared with SN-12345.")
    press(KEY.Key_Return)
    calm(window_of(page))
    assert page.run.side.fault.isVisible()
    assert not page.run.side.accept.isVisible()
    assert stored(database, PRESSURE).instrument_accepted_reason == "Compared with SN-12345."


def test_that_evidence_is_added_by_dropping_files_on_the_test(
    annual: SessionsPage, database: Database, calm: Calm, tmp_path: Path
) -> None:
    photo = tmp_path / "display.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    annual.run.show_test(PRESSURE)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(photo))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, carried, left, none)
    QApplication.sendEvent(annual.run.side, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(annual.run.side, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, carried, left, none))
    calm(window_of(annual))
    row = next(one for one in annual.run.model.rows if one.identifier == PRESSURE)
    assert (row.evidence, row.evidence_wanting) == (1, 1)
    calm(window_of(annual))
    assert (tmp_path / "evidence").is_dir()


def test_that_a_file_that_is_no_evidence_is_refused_in_words(annual: SessionsPage, calm: Calm, tmp_path: Path) -> None:
    program = tmp_path / "display.exe"
    program.write_bytes(b"MZ\x00\x01\x02" * 40)
    annual.run.show_test(PRESSURE)
    annual.run.deeds.add_evidence(annual.run.list.current, [program], None)
    calm(window_of(annual))
    assert "is not a photo, video, PDF or text" in annual.tools.notices.history[-1].text


def test_that_a_supervisor_waives_evidence_with_a_reason(open_window: Open, database: Database, calm: Calm) -> None:
    record(database, testing.Result(PRESSURE, value=Decimal("44")))
    page = open_window("supervisor").page("sessions")
    assert isinstance(page, SessionsPage)
    open_named(page, "Annual")
    calm(window_of(page))
    page.run.show_test(PRESSURE)
    calm(window_of(page))
    page.run.deeds.waive(page.run.list.current, 0, "The camera failed.")
    calm(window_of(page))
    row = next(one for one in page.run.model.rows if one.identifier == PRESSURE)
    assert row.evidence_wanting == 1


def test_that_validating_again_finds_the_record_as_it_is(annual: SessionsPage, database: Database, calm: Calm) -> None:
    record(database, testing.Result(PRESSURE, value=Decimal("18.2")))
    annual.run.deeds.validate()
    calm(window_of(annual))
    assert annual.tools.notices.history[-1].text == "1 completed tests judged again; all of them as recorded."


def test_that_the_tests_are_filtered_by_state_and_by_words(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    record(
        database,
        testing.Result(PRESSURE, value=Decimal("18.2")),
        testing.Result(NEXT, value=Decimal("31")),
        testing.Result(VELOCITY, status="skipped", notes="Locked."),
    )
    annual.run.reload()
    calm(window_of(annual))
    which = annual.run.head.which
    shown = {}
    for index in range(4):
        which.choose(index)
        shown[index] = len(annual.run.model.rows)
    assert shown == {0: 178, 1: 175, 2: 1, 3: 176}
    which.choose(0)
    annual.run.head.filter.setText("level-8 stair-b force")
    assert {one.where for one in annual.run.model.rows} == {"Stair-B · Level-8"}
    assert len(annual.run.model.rows) == 2
    annual.run.show_mode("list")
    annual.run.show_test(PRESSURE)
    assert len(annual.run.model.rows) == 178


def test_that_next_to_do_leaves_out_what_is_done(annual: SessionsPage, database: Database, calm: Calm) -> None:
    assert annual.run.sheet is not None
    first, second, third = annual.run.sheet.tests[:3]
    record(database, testing.Result(second.identifier, value=Decimal("31")))
    annual.run.reload()
    calm(window_of(annual))
    annual.run.show_test(first.identifier)
    press(KEY.Key_F8)
    assert annual.run.list.current.identifier == third.identifier


def test_that_the_panel_shows_how_it_is_done_and_what_is_asked_for(annual: SessionsPage, calm: Calm) -> None:
    from PySide6.QtWidgets import QLabel

    annual.run.show_test(PRESSURE)
    calm(window_of(annual))
    texts = [each.text() for each in annual.run.findChildren(QLabel)]
    assert any("Position the manometer at the landing of Stair-A on Level-8" in text for text in texts)
    assert "Manometer display showing pressure reading" in texts
    assert "Confirm no occupants in stairwell during test" in texts


def test_that_no_statement_runs_on_the_thread_of_the_window(
    asked_on_gui_thread: list[str], annual: SessionsPage, calm: Calm
) -> None:
    for reading in ("44.1", "30.2"):
        at(annual.run, annual.run.list.current.identifier, "SN-12345")
        type_(reading)
        press(KEY.Key_Return)
    calm(window_of(annual))
    annual.run.deeds.submit()
    annual.new_session()
    calm(window_of(annual))
    assert annual.run.sheet is not None
    assert annual.run.sheet.left == 176
    assert asked_on_gui_thread == []
