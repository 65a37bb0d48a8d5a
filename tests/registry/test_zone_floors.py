"""The floors of a zone, picked on the section of its stair: by keys and mouse, or typed, in form and cell."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.coverage import Coverage
from firemode_desktop.domain.section import Level, drafted
from firemode_desktop.ui.registry.floorpicker import FloorPicker
from firemode_desktop.ui.registry.floors import FloorsEditor, FloorsLine
from tests.registry.sitting import Sitting
from tests.registry.typing_ import ALT, CTRL, KEY, SHIFT, focus, press, type_

SHAFT = drafted("House", [("Stair-A", [Level(f"L{number}", number) for number in range(-2, 8)])]).shafts[0]
KEYS = {cell.level: cell.floor_id for cell in SHAFT.cells}
OTHER = Coverage(SHAFT, (("Zone-2", frozenset({KEYS["L2"], KEYS["L3"]})),))


@pytest.fixture
def picker(qtbot: QtBot) -> FloorPicker:
    made = FloorPicker(OTHER)
    qtbot.addWidget(made)
    made.resize(260, made.height())
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    return made


def chosen(picker: FloorPicker) -> list[str]:
    return [cell.level for cell in SHAFT.cells if cell.floor_id in picker.floors()]


def middle(picker: FloorPicker, level: str) -> QPoint:
    slot = picker.plan.slot(SHAFT.stair_id, KEYS[level])
    assert slot is not None
    return QPoint(round(slot.box.centre[0]), round(slot.box.centre[1]))


def test_that_space_and_shift_with_the_arrows_choose_floors(picker: FloorPicker) -> None:
    press(KEY.Key_Space)
    assert chosen(picker) == ["L-2"]
    press(KEY.Key_Up, times=2)
    press(KEY.Key_Up, SHIFT, times=3)
    assert chosen(picker) == ["L-2", "L0", "L1", "L2", "L3"]
    press(KEY.Key_Down, SHIFT)
    assert chosen(picker) == ["L-2", "L0", "L1", "L2"], "what is drawn back again is let go"
    press(KEY.Key_Space)
    assert chosen(picker) == ["L-2", "L0", "L1"]
    press(KEY.Key_Home)
    press(KEY.Key_Space)
    assert chosen(picker)[-1] == "L7"
    press(KEY.Key_A, CTRL)
    assert len(chosen(picker)) == 10
    press(KEY.Key_Delete)
    assert chosen(picker) == []


def test_that_a_drag_chooses_all_floors_it_runs_over_as_one_step(picker: FloorPicker, qtbot: QtBot) -> None:
    steps: list[int] = []
    picker.edited.connect(lambda: steps.append(1))
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(picker, left, pos=middle(picker, "L1"))
    for level in ("L2", "L5", "L4"):
        qtbot.mouseMove(picker, pos=middle(picker, level))
    qtbot.mouseRelease(picker, left, pos=middle(picker, "L4"))
    assert chosen(picker) == ["L1", "L2", "L3", "L4"]
    assert steps == [1]
    qtbot.mousePress(picker, left, pos=middle(picker, "L4"))
    qtbot.mouseMove(picker, pos=middle(picker, "L3"))
    qtbot.mouseRelease(picker, left, pos=middle(picker, "L3"))
    assert chosen(picker) == ["L1", "L2"], "a drag that begins on a chosen floor takes floors out"
    qtbot.mouseClick(picker, left, SHIFT, middle(picker, "L7"))
    assert chosen(picker) == [*("L1", "L2"), *(f"L{number}" for number in range(3, 8))]


def test_that_a_floor_tells_a_screen_reader_whether_it_is_chosen_and_who_else_has_it(picker: FloorPicker) -> None:
    picker.show_choice((KEYS["L2"],))
    press(KEY.Key_End)
    press(KEY.Key_Up, times=4)
    assert picker.accessibleDescription() == "L2: chosen, also in Zone-2."
    press(KEY.Key_Up)
    assert picker.accessibleDescription() == "L3: not chosen, in Zone-2."


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        (["L1"], ""),
        (["L2"], "L2 is also in Zone-2."),
        (["L1", "L2", "L3"], "L2 and L3 are also in Zone-2."),
    ],
)
def test_that_floors_of_two_zones_are_said_in_words(levels: list[str], words: str) -> None:
    assert OTHER.overlap([KEYS[level] for level in levels]) == words


def test_that_floors_of_another_stair_are_kept_as_they_are(picker: FloorPicker) -> None:
    elsewhere = UUID(int=7)
    picker.show_choice((elsewhere, KEYS["L1"]))
    press(KEY.Key_Delete)
    assert picker.floors() == (elsewhere,)


def test_that_eighty_floors_can_all_be_hit(qtbot: QtBot) -> None:
    shaft = drafted("Tower", [("Stair-A", [Level(f"L{number}", number) for number in range(80)])]).shafts[0]
    made = FloorPicker(Coverage(shaft))
    qtbot.addWidget(made)
    made.resize(260, made.height())
    made.show()
    for slot in made.plan.slots:
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(130, int(slot.box.centre[1])))
    assert len(made.floors()) == 80


# On the page.


def floors_box(sitting: Sitting) -> FloorsEditor:
    pane = sitting.page.panes["zones"]
    editor = pane.form.boxes[pane.register.columns["floor_ids_covered"]].editor
    assert isinstance(editor, FloorsEditor)
    return editor


def test_that_a_zone_is_drawn_up_in_the_form_without_the_mouse_and_undone_step_by_step(sitting: Sitting) -> None:
    sitting.show("zones", 0, "floor_ids_covered")
    before = sitting.text("zones", 0, "floor_ids_covered")
    pane = sitting.page.panes["zones"]
    pane.form.focus_field(pane.register.columns["floor_ids_covered"])
    press(KEY.Key_Down)
    assert focus() is floors_box(sitting).picker
    press(KEY.Key_Delete)
    press(KEY.Key_End)
    press(KEY.Key_Space)
    press(KEY.Key_Up, SHIFT, times=2)
    assert sitting.text("zones", 0, "floor_ids_covered") == "Ground to Level-2"
    assert floors_box(sitting).line.text() == "Ground to Level-2"
    assert focus() is floors_box(sitting).picker, "the keyboard stays where one works"
    press(KEY.Key_Z, CTRL, times=4)
    assert sitting.text("zones", 0, "floor_ids_covered") == before


def test_that_the_typed_form_still_works_beside_the_section(sitting: Sitting) -> None:
    sitting.show("zones", 0, "floor_ids_covered")
    pane = sitting.page.panes["zones"]
    pane.form.focus_field(pane.register.columns["floor_ids_covered"])
    focus().selectAll()  # type: ignore[attr-defined]
    type_("Level-1 to Level-9")
    press(KEY.Key_Return)
    assert sitting.text("zones", 0, "floor_ids_covered") == "Level-1 to Level-9", "kept, with the reason"
    assert "Level-9" in pane.form.boxes[pane.register.columns["floor_ids_covered"]].note.text()
    focus().selectAll()  # type: ignore[attr-defined]
    type_("level-2, ground")
    press(KEY.Key_Return)
    assert sitting.text("zones", 0, "floor_ids_covered") == "Ground, Level-2"
    picker = floors_box(sitting).picker
    assert picker is not None
    assert len(picker.floors()) == 2


def test_that_alt_and_down_drop_the_section_below_the_cell(sitting: Sitting) -> None:
    sitting.show("zones", 0, "floor_ids_covered")
    sitting.page.panes["zones"].grid.setFocus()
    press(KEY.Key_Down, ALT)
    line = focus()
    assert isinstance(line, FloorsLine)
    assert line.dropped
    press(KEY.Key_Delete)
    press(KEY.Key_End)
    press(KEY.Key_Up)
    press(KEY.Key_Space)
    press(KEY.Key_Up, SHIFT)
    assert line.text() == "Level-1, Level-2"
    press(KEY.Key_Return)
    assert sitting.text("zones", 0, "floor_ids_covered") == "Level-1, Level-2"
    press(KEY.Key_Z, CTRL)
    press(KEY.Key_Up)
    before = sitting.text("zones", 0, "floor_ids_covered")
    press(KEY.Key_Down, ALT)
    press(KEY.Key_Delete)
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)
    assert sitting.text("zones", 0, "floor_ids_covered") == before, "Esc closes the section, then leaves the cell alone"


def test_that_floors_shared_with_another_zone_are_pointed_out_below_the_section(sitting: Sitting) -> None:
    sitting.page.show_register("zones")
    pane = sitting.page.panes["zones"]
    stair = sitting.text("zones", 0, "stair_id")
    pane.begin()
    type_(stair)
    press(KEY.Key_Tab)
    type_("Zone-X")
    press(KEY.Key_Tab)
    type_("Ground to Level-2")
    press(KEY.Key_Return)
    new = pane.sheet.rows - 1
    pane.grid.show_cell(new, pane.register.columns["floor_ids_covered"])
    sitting.rest()
    other = sitting.text("zones", 0, "zone_name")
    assert f"also in {other}." in floors_box(sitting).note.text()
    assert floors_box(sitting).note.isVisible()
