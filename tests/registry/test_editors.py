"""The editors of numbers, dates, choices, flags and references, each begun, changed and finished with the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from firemode_desktop.ui.registry.pickers import ChoiceEditor, DateEditor
from tests.registry.sitting import Sitting
from tests.registry.typing_ import ALT, CTRL, KEY, SHIFT, focus, press, type_


def begin(sitting: Sitting, register: str, column: str, row: int = 0) -> None:
    """The cursor on a cell of the grid, not yet editing."""
    sitting.show(register, row, column)
    sitting.page.panes[register].grid.setFocus()


def in_form(sitting: Sitting, register: str, column: str, row: int = 0) -> None:
    """The cursor in a field of the form."""
    sitting.show(register, row, column)
    pane = sitting.page.panes[register]
    pane.form.focus_field(pane.register.columns[column])
    QApplication.processEvents()


@pytest.mark.parametrize("where", ["grid", "form"])
def test_that_a_number_steps_with_the_arrows_and_ten_times_as_far_with_shift(sitting: Sitting, where: str) -> None:
    (begin if where == "grid" else in_form)(sitting, "floors", "height_m", 1)
    if where == "grid":
        press(KEY.Key_F2)
    press(KEY.Key_Up)
    press(KEY.Key_Up, SHIFT)
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert sitting.text("floors", 1, "height_m") == "4.50", "3.50 + 0.1 + 1.0 - 0.1"
    press(KEY.Key_Z, CTRL)
    assert sitting.text("floors", 1, "height_m") == "3.50"


def test_that_a_number_never_steps_over_its_limit(sitting: Sitting) -> None:
    begin(sitting, "doors", "width_m")
    press(KEY.Key_F2)
    press(KEY.Key_Up, SHIFT, times=40)
    press(KEY.Key_Return)
    assert sitting.text("doors", 0, "width_m") == "2.90", "0.90 + 2 × 1.0; one more would be above 3"


def test_that_another_unit_is_offered_as_a_conversion_and_taken_by_key(sitting: Sitting) -> None:
    in_form(sitting, "floors", "height_m", 1)
    focus().selectAll()  # type: ignore[attr-defined]
    type_("12 ft")
    press(KEY.Key_Return)
    assert sitting.text("floors", 1, "height_m") == "12 ft", "never applied unasked"
    box = next(box for box in sitting.page.panes["floors"].form.boxes if box.field.name == "height_m")
    QApplication.processEvents()
    press(KEY.Key_Tab)
    assert focus().text() == "Enter 3.66"  # type: ignore[attr-defined]
    press(KEY.Key_Space)
    assert sitting.text("floors", 1, "height_m") == "3.66"
    assert not box.offers.isVisible()


@pytest.mark.parametrize("typed", ["5/4/2024", "5 Apr 2024", "2024-04-05", "5.4.24"])
def test_that_a_date_is_typed_in_any_usual_form(sitting: Sitting, typed: str) -> None:
    begin(sitting, "control_equipment", "installation_date")
    type_(typed)
    press(KEY.Key_Return)
    assert sitting.text("control_equipment", 0, "installation_date") == "5 Apr 2024"


@pytest.mark.parametrize("where", ["grid", "form"])
def test_that_the_calendar_is_dropped_walked_and_left_with_keys(sitting: Sitting, where: str) -> None:
    (begin if where == "grid" else in_form)(sitting, "control_equipment", "installation_date")
    type_("31/3/2024")
    press(KEY.Key_Return)
    sitting.show("control_equipment", 0, "installation_date")
    (begin if where == "grid" else in_form)(sitting, "control_equipment", "installation_date")
    press(KEY.Key_Down, ALT)
    editor = focus()
    assert isinstance(editor, DateEditor)
    assert editor.dropped
    press(KEY.Key_PageUp)
    assert editor.text() == "29 Feb 2024", "a month back from the 31st is the last of February"
    press(KEY.Key_Down)
    press(KEY.Key_Left)
    assert editor.calendar is not None
    assert editor.calendar.selectedDate().toString("yyyy-MM-dd") == "2024-03-06"
    press(KEY.Key_Return)
    assert sitting.text("control_equipment", 0, "installation_date") == "6 Mar 2024"


def test_that_escape_closes_the_calendar_first_and_then_leaves_the_cell_as_it_was(sitting: Sitting) -> None:
    begin(sitting, "control_equipment", "installation_date")
    type_("31/3/2024")
    press(KEY.Key_Return)
    begin(sitting, "control_equipment", "installation_date")
    press(KEY.Key_Down, ALT)
    press(KEY.Key_Down)
    press(KEY.Key_Escape)
    editor = focus()
    assert isinstance(editor, DateEditor)
    assert not editor.dropped
    press(KEY.Key_Escape)
    assert sitting.text("control_equipment", 0, "installation_date") == "31 Mar 2024"


@pytest.mark.parametrize("key", [KEY.Key_F4, KEY.Key_Down])
@pytest.mark.parametrize("where", ["grid", "form"])
def test_that_a_choice_is_dropped_and_taken_with_keys(sitting: Sitting, key: KEY, where: str) -> None:
    (begin if where == "grid" else in_form)(sitting, "doors", "door_type")
    if where == "grid":
        press(KEY.Key_F2)
    press(key, ALT if key == KEY.Key_Down else type(ALT)(0))
    editor = focus()
    assert isinstance(editor, ChoiceEditor)
    assert editor.dropped
    before = editor.list.currentRow()
    press(KEY.Key_Down)
    wanted = editor.list.item(min(before + 1, editor.list.count() - 1)).text()
    press(KEY.Key_Return)
    assert sitting.text("doors", 0, "door_type") == wanted


def test_that_a_flag_is_turned_with_the_space_bar_or_by_its_first_letter(sitting: Sitting) -> None:
    begin(sitting, "users", "active")
    assert sitting.text("users", 0, "active") == "Yes"
    press(KEY.Key_Space)
    assert sitting.text("users", 0, "active") == "No"
    type_("y")
    press(KEY.Key_Return)
    assert sitting.text("users", 0, "active") == "Yes"


def test_that_a_reference_is_completed_by_part_of_its_name(sitting: Sitting) -> None:
    begin(sitting, "doors", "floor_id")
    type_("10")
    editor = focus()
    assert isinstance(editor, ChoiceEditor)
    assert [editor.list.item(row).text() for row in range(editor.list.count())] == ["Level-10"]
    press(KEY.Key_Return)
    assert sitting.text("doors", 0, "floor_id") == "Level-10"
