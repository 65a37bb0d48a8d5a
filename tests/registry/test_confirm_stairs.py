"""A person confirms which spaces of a COBie file form which stair, with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from firemode_desktop.imports.cobie import propose_stairs
from firemode_desktop.ui.registry.cobie import NONE, ConfirmStairs
from tests.imports.cobies import Tower
from tests.imports.test_cobie import with_spaces
from tests.imports.test_cobie_quirks import as_cells, planned

KEY = Qt.Key
SPACES = {
    **{f"Stair {tag} - {floor}": floor for tag in (1, 2) for floor in ("Ground", "Level 1")},
    "Stair 1 lobby": "Ground",
    "Office": "Level 1",
}
SHEETS = with_spaces(SPACES, "n/a")


@pytest.fixture
def panel(qtbot: QtBot) -> ConfirmStairs:
    """The question for a file with two stairs, the keyboard in its list."""
    made = ConfirmStairs()
    qtbot.addWidget(made)
    made.show_proposal(propose_stairs(as_cells(SHEETS)), again=False)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.tree.setFocus()
    return made


def press(qtbot: QtBot, panel: ConfirmStairs, *keys: Qt.Key) -> None:
    """Keys pressed in the list."""
    for key in keys:
        qtbot.keyClick(panel.tree, key)


def test_that_the_proposal_is_shown_and_taken_as_it_stands(panel: ConfirmStairs) -> None:
    tops = [panel.tree.topLevelItem(at) for at in range(panel.tree.topLevelItemCount())]
    assert [(top.text(0), top.text(1)) for top in tops if top is not None] == [
        ("Stair 1", "2 spaces, Ground … Level 1"),
        ("Stair 2", "2 spaces, Ground … Level 1"),
        (NONE, ""),
    ]
    named = panel.named()
    assert named == {"Stair 1": "Stair 1 - Ground, Stair 1 - Level 1", "Stair 2": "Stair 2 - Ground, Stair 2 - Level 1"}
    assert [row.title for row in planned(SHEETS, named).rows if row.register == "stairs"] == ["Stair 1", "Stair 2"]


def test_that_a_stair_is_renamed_by_f2(qtbot: QtBot, panel: ConfirmStairs) -> None:
    press(qtbot, panel, KEY.Key_F2)
    editor = panel.tree.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "Stair-A")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: list(panel.named()) == ["Stair-A", "Stair 2"])


def test_that_a_name_made_blank_is_not_lost(panel: ConfirmStairs) -> None:
    first = panel.tree.topLevelItem(0)
    assert first is not None
    first.setText(0, "  ")
    assert list(panel.named()) == ["Stair", "Stair 2"]


def test_that_the_space_bar_takes_a_space_and_a_stair_out(qtbot: QtBot, panel: ConfirmStairs) -> None:
    press(qtbot, panel, KEY.Key_Right, KEY.Key_Down, KEY.Key_Space)
    assert panel.named()["Stair 1"] == "Stair 1 - Level 1"
    press(qtbot, panel, KEY.Key_Up, KEY.Key_Space, KEY.Key_Space)
    assert list(panel.named()) == ["Stair 2"]


def test_that_chosen_spaces_move_into_another_stair_a_new_one_or_none(qtbot: QtBot, panel: ConfirmStairs) -> None:
    assert not panel.move_button.isEnabled()
    press(qtbot, panel, KEY.Key_End, KEY.Key_Right, KEY.Key_Down)
    assert panel.move_button.isEnabled()
    panel.move_to("Stair 1")
    assert panel.named()["Stair 1"].endswith("Stair 1 lobby")
    panel.tree.setCurrentItem(panel.tree.topLevelItem(2))
    press(qtbot, panel, KEY.Key_Right, KEY.Key_Down)
    panel.move_to("")
    assert panel.named()["Stair 3"] == "Office"
    panel.tree.clearSelection()
    stair = panel.tree.topLevelItem(2)
    assert stair is not None
    panel.tree.setCurrentItem(stair.child(0))
    panel.move_to(None)
    assert list(panel.named()) == ["Stair 1", "Stair 2"]


def test_that_the_menu_names_every_place_a_space_can_go(qtbot: QtBot, panel: ConfirmStairs) -> None:
    press(qtbot, panel, KEY.Key_Right, KEY.Key_Down)
    qtbot.keyClick(panel.move_button, KEY.Key_Space)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Stair 1", "Stair 2", "A new stair", "", NONE]
    menu.close()


def test_that_a_pattern_makes_a_stair_of_all_spaces_like_it(qtbot: QtBot, panel: ConfirmStairs) -> None:
    qtbot.keyClicks(panel.name, "Stair-X")
    assert not panel.add.isEnabled()
    qtbot.keyClicks(panel.pattern, "stair 2*, office")
    qtbot.keyClick(panel.pattern, KEY.Key_Return)
    assert panel.named() == {
        "Stair 1": "Stair 1 - Ground, Stair 1 - Level 1",
        "Stair-X": "Stair 2 - Ground, Stair 2 - Level 1, Office",
    }
    assert panel.name.text() == panel.pattern.text() == ""


def test_that_a_pattern_that_matches_nothing_says_so(qtbot: QtBot, panel: ConfirmStairs) -> None:
    qtbot.keyClicks(panel.name, "Stair-X")
    qtbot.keyClicks(panel.pattern, "ST-9*")
    qtbot.keyClick(panel.pattern, KEY.Key_Return)
    assert panel.note.text() == "No space is called like “ST-9*”."
    assert len(panel.named()) == 2


def test_that_other_stairs_are_to_be_checked_and_the_same_are_not(qtbot: QtBot, panel: ConfirmStairs) -> None:
    assert not panel.again.isEnabled()
    press(qtbot, panel, KEY.Key_Space)
    assert panel.changed
    with qtbot.waitSignal(panel.confirmed):
        qtbot.keyClick(panel.again, KEY.Key_Space)
    press(qtbot, panel, KEY.Key_Space)
    assert not panel.again.isEnabled()


def test_that_what_a_person_chose_stays_when_the_file_was_checked_again(qtbot: QtBot, panel: ConfirmStairs) -> None:
    press(qtbot, panel, KEY.Key_Space)
    chosen = panel.named()
    panel.show_proposal(propose_stairs(as_cells(SHEETS)), again=True)
    assert panel.named() == chosen
    assert not panel.changed
    panel.show_proposal(propose_stairs(as_cells(Tower().sheets())), again=False)
    assert len(panel.named()["Stair 1"].split(", ")) == 4


def test_that_a_doubt_is_shown_open_and_in_words(qtbot: QtBot) -> None:
    panel = ConfirmStairs()
    qtbot.addWidget(panel)
    panel.show_proposal(propose_stairs(as_cells(with_spaces({**SPACES, "Stair 1 upper": "Ground"}))), again=False)
    first = panel.tree.topLevelItem(0)
    assert first is not None
    assert first.isExpanded()
    assert "Stair 1 has 2 spaces on Ground" in panel.note.text()
    panel.show_proposal(propose_stairs(as_cells(Tower(stairs=()).sheets())), again=False)
    assert panel.named() == {}
    assert panel.note.text() == "No space of this file says that it is one of a stair."


def test_that_the_ground_floor_and_doorways_are_said_by_keyboard_and_checked_again(
    qtbot: QtBot, panel: ConfirmStairs
) -> None:
    floors = [panel.ground.itemText(at) for at in range(panel.ground.count())]
    assert floors[0] == "as the file says"
    assert not panel.changed
    panel.ground.setFocus()
    qtbot.keyClick(panel.ground, Qt.Key.Key_Down)
    qtbot.keyClick(panel.doorways, Qt.Key.Key_Space)
    assert (panel.said().ground, panel.said().doorways) == (floors[1], False)
    assert panel.again.isEnabled()
    panel.show_proposal(propose_stairs(as_cells(SHEETS)), again=True)
    assert (panel.said().ground, panel.changed) == (floors[1], False), "what was said stays"
    panel.show_proposal(propose_stairs(as_cells(SHEETS)), again=False)
    assert (panel.said().ground, panel.said().doorways) == (None, True), "another file begins anew"
