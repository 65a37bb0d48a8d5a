"""Undo is the value before."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from firemode_desktop.ui.undo import Swap, UndoStack


class Held:
    """Somebody who holds one immutable value."""

    def __init__(self, value: str) -> None:
        self.value = value

    def put(self, value: str) -> None:
        self.value = value


def change(stack: UndoStack, held: Held, after: str, place: object = None) -> None:
    stack.push(Swap(f"to {after}", held.value, after, held.put, place=place))


def test_that_undo_brings_each_value_back_and_redo_goes_forward_again(qapp: QApplication) -> None:
    stack, held = UndoStack(), Held("a")
    for after in ("b", "c", "d"):
        change(stack, held, after)
    stack.undo()
    stack.undo()
    assert held.value == "b"
    assert stack.undoText() == "to b"
    stack.redo()
    assert held.value == "c"


def test_that_typing_in_one_place_is_one_step(qapp: QApplication) -> None:
    stack, held = UndoStack(), Held("")
    for after in ("4", "45", "45.2"):
        change(stack, held, after, place=("door 1", "width"))
    change(stack, held, "7", place=("door 2", "width"))
    assert stack.count() == 2
    stack.undo()
    stack.undo()
    assert held.value == ""


def test_that_typing_back_what_stood_there_leaves_nothing_to_undo(qapp: QApplication) -> None:
    stack, held = UndoStack(), Held("45")
    change(stack, held, "46", place="width")
    change(stack, held, "45", place="width")
    assert stack.count() == 0
    assert stack.isClean()


def test_that_unsaved_means_the_stack_is_not_clean(qapp: QApplication) -> None:
    stack, held = UndoStack(), Held("a")
    change(stack, held, "b")
    assert not stack.isClean()
    stack.setClean()
    change(stack, held, "c")
    stack.undo()
    assert stack.isClean()
