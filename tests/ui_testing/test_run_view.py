"""One test at a time: the map, the countdown, the conditions of the day, a correction; by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt

from firemode_desktop.database import Database
from firemode_desktop.domain.standing import Standing
from firemode_desktop.services import testing
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import window_of
from tests.ui_testing.keys import CTRL, KEY, focus, press, type_
from tests.ui_testing.test_run import NEXT, PRESSURE, at, record, stored

Calm = Callable[[Window], None]
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_that_a_session_opens_at_its_first_test_with_the_keyboard_in_the_field(annual: SessionsPage) -> None:
    run = annual.run
    assert run.mode == "run"
    assert focus() is run.side.field.edits[0]  # type: ignore[union-attr]  # a test is shown
    assert run.side.walk.text() == "1 of 178 · 5 to do here"
    assert run.map.drawing.sentence(run.map.drawing._current).startswith(  # type: ignore[arg-type]  # it is chosen
        "Stair-A, Ground: 0 of 5 tests done; to do: Pressure, doors closed"
    )


def test_that_modes_are_changed_by_key_and_remembered(annual: SessionsPage) -> None:
    press(KEY.Key_2, ALT)
    assert annual.run.list.isVisible()
    assert not annual.run.map.isVisible()
    assert annual.tools.settings.value("sessions/mode") == "list"
    press(KEY.Key_1, ALT)
    assert annual.run.map.isVisible()
    assert focus() is annual.run.side.field.edits[0]  # type: ignore[union-attr]  # a test is shown


def test_that_arrow_keys_on_the_map_lead_from_floor_to_floor_and_a_digit_begins_the_reading(
    annual: SessionsPage,
) -> None:
    run = annual.run
    press(KEY.Key_Escape)
    assert focus() is run.map.drawing
    press(KEY.Key_Up)
    assert run.side.place.text() == "Stair-A · Level-1"
    press(KEY.Key_Right)
    assert run.side.place.text() == "Stair-B · Level-1"
    type_("4")
    assert run.side.field.texts() == ("4",)  # type: ignore[union-attr]  # a test is shown


def test_that_page_keys_walk_through_the_tests(annual: SessionsPage) -> None:
    press(KEY.Key_PageDown, CTRL)
    assert annual.run.side.walk.text().startswith("2 of 178")
    press(KEY.Key_PageUp, CTRL)
    press(KEY.Key_PageUp, CTRL)
    assert annual.run.side.walk.text().startswith("1 of 178")


def test_that_the_map_shows_a_failed_reading_on_its_floor(annual: SessionsPage, database: Database, calm: Calm) -> None:
    run = annual.run
    at(run, PRESSURE, "SN-12345")
    type_("18.2")
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert run.map.map is not None
    place = run.map.map.places[run.sheet.find(PRESSURE).instance_id]  # type: ignore[union-attr]  # it is there
    mark = run.map.drawing.marks.floors[place[1]]
    assert (mark.standing, mark.figure, mark.blocks[0]) == (Standing.FAIL, "1/5", Standing.FAIL)


def test_that_the_countdown_starts_and_holds_by_key_and_is_reset_for_another_test(
    annual: SessionsPage, calm: Calm
) -> None:
    how = annual.run.side.how
    calm(window_of(annual))
    assert [line.text.text()[:2] for line in how.lines] == ["1.", "2.", "3.", "4."]
    press(KEY.Key_T, CTRL)
    assert (how.countdown.running, how.go.text()) == (True, "Pause")
    press(KEY.Key_T, CTRL)
    assert not how.countdown.running
    how.lines[0].box.click()
    assert how.countdown.at == 1
    press(KEY.Key_PageDown, CTRL)
    assert (how.countdown.at, how.countdown.ticked) == (0, frozenset())


def test_that_the_conditions_of_the_visit_are_typed_field_by_field(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    run = annual.run
    assert run.head.conditions.line.text() == "Conditions not recorded yet"
    press(KEY.Key_W, CTRL | SHIFT)
    for text in ("14", "21,5", "3", "101.3"):
        type_(text)
        press(KEY.Key_Return)
    type_("half")
    press(KEY.Key_Return)
    assert run.conditions.note.isVisible()
    press(KEY.Key_A, CTRL)
    type_("55")
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert run.head.conditions.line.text() == "14 °C out · 21.5 °C stair · 3 m/s wind · 101.3 kPa · 55 % RH"
    assert run.sheet is not None
    assert run.sheet.conditions["temp_stair_c"] == Decimal("21.5")


def test_that_a_recorded_value_is_corrected_with_a_reason_and_the_original_stays(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    run = annual.run
    record(database, testing.Result(PRESSURE, value=Decimal("18.2")))
    run.reload()
    calm(window_of(annual))
    run.show_test(PRESSURE)
    run.side.amend.click()
    press(KEY.Key_A, CTRL)
    type_("28.2")
    assert run.side.verdict.word.text() == "pass"
    press(KEY.Key_Return)
    assert focus() is run.side.amending.reason
    press(KEY.Key_Return)
    assert run.side.amending.isVisible()
    type_("Read off the wrong line.")
    press(KEY.Key_Return)
    calm(window_of(annual))
    assert run.side.amending.isHidden()
    assert stored(database, PRESSURE).measured_value == Decimal("18.2")
    run.show_test(NEXT)
    run.show_test(PRESSURE)
    calm(window_of(annual))
    texts = [line.text() for line in run.side.details.findChildren(type(run.side.walk))]
    assert any("28.2" in text and "Read off the wrong line." in text for text in texts)


def test_that_esc_leaves_a_correction_and_nothing_is_filed(
    annual: SessionsPage, database: Database, calm: Calm
) -> None:
    run = annual.run
    record(database, testing.Result(PRESSURE, value=Decimal("44")))
    run.reload()
    calm(window_of(annual))
    run.show_test(PRESSURE)
    run.side.amend.click()
    type_("99")
    run.side.amending.reason.setFocus()
    press(KEY.Key_Escape)
    calm(window_of(annual))
    assert run.side.amending.isHidden()
    assert run.side.value.text() == "44.0"
    assert annual.unsaved() is None


def test_that_the_picker_rechecks_the_range_while_one_types(annual: SessionsPage) -> None:
    at(annual.run, PRESSURE, "SN-12345")
    assert "0–" in annual.run.side.picker.words.text()
    type_("40")
    assert "valid until" in annual.run.side.picker.words.text()
    type_("000")
    assert "is outside the range of SN-12345" in annual.run.side.picker.words.text()


def test_that_the_button_that_records_stays_in_sight_however_long_a_test_is(
    annual: SessionsPage, calm: Callable[[Window], None]
) -> None:
    window, side = window_of(annual), annual.run.side
    window.resize(1280, 640)
    seen = set()
    for state in annual.run.pictures():
        calm(window)
        if side.go.isVisible():
            seen.add(state)
            assert side.go.visibleRegion().boundingRect() == side.go.rect(), state
            assert side.scrolling.geometry().bottom() < side.entering.geometry().top()
    assert "steps" in seen
    assert len(seen) > 2
