"""The history of the registers: every step in words, and the way back and forth, on a made-up book with real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from firemode_desktop.ui.registry.desk import Desk
from firemode_desktop.ui.registry.steps import OPENED, StepsPanel
from firemode_desktop.ui.undo import UndoStack
from tests.registry.sheets import DOOR, FLOOR, WIDTH, book, key
from tests.registry.typing_ import CTRL, KEY, focus, press, type_
from tests.registry.windows import Window


@pytest.fixture
def desk(qapp: QApplication) -> Desk:
    """Three steps: a width, a floor's name that the doors show too, and a paste of four cells."""
    made = Desk(UndoStack())
    made.start(book())
    door, floor = key("D-0-Stair-A"), key("Level-1 Stair-A")
    made.do("width of D-0, Stair-A", made.draft.enter("doors", [(door, WIDTH, "1")]))
    made.do("floor of Level-1, Stair-A", made.draft.enter("floors", [(floor, FLOOR, "Mezzanine")]))
    rows = [row.key for row in made.draft["doors"].rows[:4]]
    made.do("paste of 4 cells into doors", made.draft.paste("doors", rows, [DOOR], [[f"X-{n}"] for n in range(4)]))
    return made


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk) -> Iterator[StepsPanel]:
    made = StepsPanel(desk)
    tester = QAbstractItemModelTester(made.steps, QAbstractItemModelTester.FailureReportingMode.Warning)
    made.resize(288, 500)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.open_()
    yield made
    del tester


def lines(panel: StepsPanel) -> list[str]:
    return [panel.steps.words(line) for line in range(panel.steps.rowCount())]


def test_that_every_step_stands_in_words_with_its_register_latest_first(panel: StepsPanel) -> None:
    assert lines(panel) == [
        "Paste of 4 cells into doors",
        "Floor of Level-1, Stair-A",
        "Width of D-0, Stair-A",
        OPENED,
    ]
    assert [panel.steps.where(line) for line in range(4)] == ["Doors · 4 rows", "Floors · 1 row", "Doors · 1 row", ""]


def test_that_the_list_opens_on_the_step_where_one_stands(panel: StepsPanel, desk: Desk) -> None:
    assert panel.list.currentIndex().row() == 0
    desk.stack.undo()
    assert panel.list.currentIndex().row() == 1
    assert [panel.steps.standing(line)[:2] for line in range(4)] == [
        (False, True),
        (True, False),
        (False, False),
        (False, False),
    ]


def test_that_enter_on_a_step_goes_back_to_it_and_forth_again(panel: StepsPanel, desk: Desk) -> None:
    after = desk.draft
    press(KEY.Key_Down, times=3)
    press(KEY.Key_Return)
    assert desk.draft == book()
    assert focus() is panel.list
    assert lines(panel)[0] == "Paste of 4 cells into doors", "what is undone stays in the list"
    press(KEY.Key_Home)
    press(KEY.Key_Return)
    assert desk.draft == after


def test_that_a_click_on_a_step_goes_to_it(panel: StepsPanel, desk: Desk) -> None:
    middle = panel.list.visualRect(panel.steps.index(2)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(middle))
    assert desk.stack.index() == 1
    assert desk.changes().rows == 1


def test_that_grids_follow_once_however_many_steps_are_taken(panel: StepsPanel, desk: Desk) -> None:
    told: list[frozenset[str]] = []
    desk.changed.connect(told.append)
    desk.go_to(0)
    assert told == [frozenset({"doors", "floors"})]
    desk.go_to(0)
    assert len(told) == 1, "where one stands already nothing happens"


def test_that_the_saved_step_is_marked_and_something_else_instead_drops_what_was_undone(
    panel: StepsPanel, desk: Desk
) -> None:
    desk.go_to(1)
    desk.stack.setClean()
    assert [panel.steps.standing(line)[2] for line in range(4)] == [False, False, True, False]
    desk.go_to(2)
    spoken = panel.steps.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Width of D-0, Stair-A, Doors · 1 row, saved"
    desk.do("another", desk.draft.enter("doors", [(key("D-1-Stair-A"), WIDTH, "2")]))
    assert lines(panel) == ["Another", "Floor of Level-1, Stair-A", "Width of D-0, Stair-A", OPENED]


def test_that_escape_puts_the_history_away(panel: StepsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.closed):
        press(KEY.Key_Escape)
    assert panel.isHidden()


def test_that_the_history_is_opened_walked_and_left_with_the_keyboard_across_registers(
    qtbot: QtBot, database_url: str, tmp_path: Path
) -> None:
    window = Window(qtbot, database_url, tmp_path)
    page = window.page
    opened = page.desk.draft
    for register, column, text in (("doors", "width_m", "1,1"), ("floors", "height_m", "9")):
        page.show_register(register)
        page.panes[register].grid.show_cell(0, page.panes[register].register.columns[column])
        type_(text)
        press(KEY.Key_Return)
    press(KEY.Key_H, CTRL)
    assert focus() is page.history.list
    assert [page.history.steps.where(line) for line in range(3)] == ["Floors · 1 row", "Doors · 1 row", ""]
    press(KEY.Key_End)
    press(KEY.Key_Return)
    assert page.desk.draft == opened
    assert page.unsaved() is None
    assert focus() is page.history.list, "the keyboard stays in the list"
    press(KEY.Key_Up)
    press(KEY.Key_Return)
    assert page.current == "doors", "what a step changed is brought into view"
    press(KEY.Key_Escape)
    assert focus() is page.panes["doors"].grid
    window.close()
