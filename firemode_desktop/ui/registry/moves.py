"""Where the keys of a spreadsheet lead to in a grid: edges of what is filled in, ends of rows and of the register."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from firemode_desktop.ui.registry.grid import Grid

_KEY = Qt.Key
_STEPS = {
    _KEY.Key_Up.value: (-1, 0),
    _KEY.Key_Down.value: (1, 0),
    _KEY.Key_Left.value: (0, -1),
    _KEY.Key_Right.value: (0, 1),
}
_HOME, _END, _PAGE_UP, _PAGE_DOWN = (
    key.value for key in (_KEY.Key_Home, _KEY.Key_End, _KEY.Key_PageUp, _KEY.Key_PageDown)
)
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect


def edge(filled: Callable[[int], bool], at: int, step: int, last: int) -> int:
    """Where Ctrl and an arrow lead to from ``at``: over filled cells to the last of them, over blanks to the next."""
    after = at + step
    if not 0 <= after <= last:
        return at
    wanted = filled(at) and filled(after)
    while 0 <= after + step <= last and filled(after) is wanted:
        if wanted and not filled(after + step):
            break
        after += step
    return after


def moves(event: QKeyEvent) -> bool:
    """Whether the key leads elsewhere in a way that a table does not know by itself."""
    key, modifiers = event.key(), event.modifiers()
    held = modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    return (key in _STEPS or key in (_HOME, _END, _PAGE_UP, _PAGE_DOWN)) and bool(held)


def move(grid: Grid, event: QKeyEvent) -> None:
    """Go where the key leads; with Shift the selection reaches from where it began to there."""
    row, column = _target(grid, event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        extend(grid, row, column)
    else:
        grid.go_to(row, column)
    grid.scrollTo(grid.currentIndex())


def _target(grid: Grid, key: int, ctrl: bool) -> tuple[int, int]:
    (row, column), shown, last = grid.place, grid.shown_columns(), grid.sheet.rowCount() - 1
    across = shown.index(column) if column in shown else 0
    if key == _HOME:
        return (0 if ctrl else row), shown[0]
    if key == _END:
        return (max(0, grid.sheet.rows - 1) if ctrl else row), shown[-1]
    if key in (_PAGE_UP, _PAGE_DOWN):
        page = max(1, grid.viewport().height() // grid.verticalHeader().defaultSectionSize() - 1)
        return max(0, min(last, row + (page if key == _PAGE_DOWN else -page))), column
    down, right = _STEPS[key]
    if not ctrl:
        return max(0, min(last, row + down)), shown[max(0, min(len(shown) - 1, across + right))]
    if down:
        return edge(lambda at: grid.sheet.filled(at, column), row, down, last), column
    return row, shown[edge(lambda at: grid.sheet.filled(row, shown[at]), across, right, len(shown) - 1)]


def extend(grid: Grid, row: int, column: int) -> None:
    """Select from the corner at which the selection began to another cell, which becomes the current one."""
    rows, columns = grid.selected()
    shown, (here, there) = grid.shown_columns(), grid.place
    first = rows[0] if here != rows[0] else rows[-1]
    start = columns[0] if there != columns[0] else columns[-1]
    low, high = sorted((shown.index(start), shown.index(column)))
    block(grid, (min(first, row), max(first, row)), shown[low : high + 1])
    grid.selectionModel().setCurrentIndex(grid.sheet.index(row, column), QItemSelectionModel.SelectionFlag.NoUpdate)


def whole(grid: Grid, *, rows: bool) -> None:
    """Select the whole rows, or the whole columns, of what is selected."""
    chosen, columns = grid.selected()
    if rows and chosen:
        block(grid, (chosen[0], chosen[-1]), grid.shown_columns())
    elif columns and grid.sheet.rows:
        block(grid, (0, grid.sheet.rows - 1), columns)


def block(grid: Grid, rows: tuple[int, int], columns: list[int]) -> None:
    """Select a rectangle and leave the current cell where it is."""
    chosen = QItemSelection()
    for column in columns:
        chosen.select(grid.sheet.index(rows[0], column), grid.sheet.index(rows[1], column))
    grid.selectionModel().select(chosen, _ALONE)
