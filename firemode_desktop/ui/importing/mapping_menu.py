"""What can be told of one cell of a foreign sheet, as a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from firemode_desktop.imports.files.cells import a1, letters
from firemode_desktop.imports.mappings.mapping import InCell
from firemode_desktop.ui.importing.mapping_words import BESIDE, wanted_beside
from firemode_desktop.ui.language import tr

if TYPE_CHECKING:
    from firemode_desktop.ui.importing.mapping import MapStep


def cell_menu(step: MapStep, row: int, column: int) -> QMenu:
    """The menu of a cell (counted from 0): its column, the heading and the last row, what it says for every row."""
    menu = QMenu(step)
    if step.table is None:
        menu.addAction(tr("This sheet is not read")).setEnabled(False)
        return menu
    menu.addAction(tr("What column {column} holds…", column=letters(column)), partial(step.grid.ask, column))
    _add_rows(menu, step, row, step.table.heading)
    menu.addSeparator()
    for name in wanted_beside(step.table):
        menu.addAction(
            tr("{a1} says the {BESIDE}", a1=a1(row, column), BESIDE=BESIDE[name]),
            partial(step.tell, name, InCell(row, column)),
        )
    return menu


def _add_rows(menu: QMenu, step: MapStep, row: int, heading: tuple[int, int]) -> None:
    first, last = heading
    menu.addAction(tr("The heading is row {row}", row=row + 1), partial(step.head_at, row, row))
    if first < row:
        menu.addAction(tr("The heading ends in row {row}", row=row + 1), partial(step.head_at, first, row))
    if row > last:
        menu.addAction(tr("Row {row} is the last", row=row + 1), partial(step.end_at, row + 1))
