"""What can be told of one cell of a foreign sheet, as a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from firemode_desktop.imports.files.cells import a1, letters
from firemode_desktop.imports.mappings.mapping import InCell
from firemode_desktop.ui.importing.mapping_words import BESIDE, wanted_beside

if TYPE_CHECKING:
    from firemode_desktop.ui.importing.mapping import MapStep


def cell_menu(step: MapStep, row: int, column: int) -> QMenu:
    """The menu of a cell (counted from 0): its column, the heading and the last row, what it says for every row."""
    menu = QMenu(step)
    if step.table is None:
        menu.addAction("This sheet is not read").setEnabled(False)
        return menu
    menu.addAction(f"What column {letters(column)} holds…", partial(step.grid.ask, column))
    _add_rows(menu, step, row, step.table.heading)
    menu.addSeparator()
    for name in wanted_beside(step.table):
        menu.addAction(f"{a1(row, column)} says the {BESIDE[name]}", partial(step.tell, name, InCell(row, column)))
    return menu


def _add_rows(menu: QMenu, step: MapStep, row: int, heading: tuple[int, int]) -> None:
    first, last = heading
    menu.addAction(f"The heading is row {row + 1}", partial(step.head_at, row, row))
    if first < row:
        menu.addAction(f"The heading ends in row {row + 1}", partial(step.head_at, first, row))
    if row > last:
        menu.addAction(f"Row {row + 1} is the last", partial(step.end_at, row + 1))
