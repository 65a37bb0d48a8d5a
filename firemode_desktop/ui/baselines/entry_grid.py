"""The matrix as a spreadsheet: type to replace, F2, Enter down, Tab right, ranges, clipboard, fill down, clear."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from firemode_desktop.domain.baseline_draft import Typed, look
from firemode_desktop.domain.baselines import Location
from firemode_desktop.domain.blocks import from_text, spread, to_text
from firemode_desktop.domain.completeness import KindMatrix
from firemode_desktop.ui.baselines.entry import EntryDesk
from firemode_desktop.ui.baselines.entry_cells import BACKTAB, TAB, CellEdit, EntryCells
from firemode_desktop.ui.baselines.entry_model import EntryModel
from firemode_desktop.ui.baselines.matrix import Index, MatrixView
from firemode_desktop.ui.baselines.model import Spot
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.testing.edits import ENTER

NAMED = 6
"""So many pasted cells that cannot be saved are named."""


class EntryGrid(MatrixView):
    """The matrix one can type into. ``typing(location, typed)`` at every key, ``rested`` when an editor was left."""

    typing = Signal(object, object)
    rested = Signal()

    def __init__(self, desk: EntryDesk, parent: QWidget | None = None) -> None:
        self.desk = desk
        self.entry = EntryModel(desk)
        super().__init__(parent, self.entry)
        self.cells = self.entry_cells = EntryCells(self)
        self.setItemDelegate(self.cells)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(True)
        self._from_column: int | None = None
        desk.told.connect(self.viewport().update)

    def show_matrix(self, matrix: KindMatrix) -> None:
        """Show this one; what stands in an open editor is taken over first."""
        self.finish_editing()
        super().show_matrix(matrix)

    def put(self, typed: dict[Location, Typed], what: str) -> None:
        """Hand on what was typed."""
        self.desk.put(typed, what)

    # Where one is.

    def step(self, down: int, right: int) -> bool:
        """Go to a neighbouring location. Tab runs over the end of a row; Enter after Tabs goes back to where it was."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if right:
            start = column if self._from_column is None else self._from_column
            found = self._across(row, column, right)
        else:
            start = None
            found = self._down(row, self._from_column if self._from_column is not None and down > 0 else column, down)
        if found is not None:
            self.setCurrentIndex(self.entry.index(*found))
            self._from_column = start
        return found is not None

    def _across(self, row: int, column: int, by: int) -> tuple[int, int] | None:
        wide = self.entry.columnCount()
        places = range(row * wide + column + by, self.entry.rowCount() * wide if by > 0 else -1, by)
        return next((divmod(at, wide) for at in places if self.entry.spot(*divmod(at, wide)) is not None), None)

    def _down(self, row: int, column: int, by: int) -> tuple[int, int] | None:
        rows = range(row + by, self.entry.rowCount() if by > 0 else -1, by)
        return next(((at, column) for at in rows if self.entry.spot(at, column) is not None), None)

    def setCurrentIndex(self, index: Index) -> None:
        """Make a location the current one and select it alone, whatever keys are held down just now."""
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, alone)
        self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._from_column = None

    def selected(self) -> tuple[list[int], list[int]]:
        """The rows and case columns of the smallest rectangle around what is selected."""
        here = self.currentIndex()
        parts = self.ranges() or ([(here.row(), here.column(), here.row(), here.column())] if here.isValid() else [])
        if not parts:
            return [], []
        tops, lefts, bottoms, rights = zip(*parts, strict=True)
        return list(range(min(tops), max(bottoms) + 1)), self._cases(min(lefts), max(rights))

    def ranges(self) -> list[tuple[int, int, int, int]]:
        """What is selected as rectangles: top, left, bottom, right."""
        chosen = self.selectionModel().selection()
        parts = (chosen.at(each) for each in range(chosen.count()))
        return [(part.top(), part.left(), part.bottom(), part.right()) for part in parts]

    def _cases(self, first: int, last: int | None = None) -> list[int]:
        columns = enumerate(self.entry.columns)
        return [at for at, one in columns if one.what == "case" and at >= first and (last is None or at <= last)]

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in ENTER:
            self.step(-1 if shift else 1, 0)
        elif key in (TAB, BACKTAB):
            back = key == BACKTAB or shift
            if not self.step(0, -1 if back else 1):
                QWidget.focusNextPrevChild(self, not back)
        elif event.text().isprintable() and event.text():
            QTableView.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)

    def edit(self, index: Index, trigger: Any = None, event: Any = None) -> Any:
        """Qt's own, told apart: an editor opened by typing gives the arrow keys back to the grid; F2 to the end."""
        if trigger is None:
            return super().edit(index)
        typing = self.entry_cells.opened_by_typing = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        opened = super().edit(index, trigger, event)
        editor = self.indexWidget(index)
        if isinstance(editor, CellEdit) and not typing:
            editor.end(False)
        return opened

    def finish_editing(self) -> None:
        """Take over what stands in an open editor."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, CellEdit):
            self.entry_cells.finish(editor)

    # Clipboard.

    def copy(self) -> None:
        """The selected rectangle as text for any spreadsheet."""
        rows, columns = self.selected()
        block = [[self._text(row, column) for column in columns] for row in rows]
        if any(block):
            QGuiApplication.clipboard().setText(to_text(block))

    def _text(self, row: int, column: int) -> str:
        spot = self.entry.spot(row, column)
        return "" if spot is None else self.entry.text(spot.cell)

    def paste(self) -> None:
        """The clipboard into the selection: one value into all of it, or a block from its corner on."""
        rows, columns = self.selected()
        block = from_text(QGuiApplication.clipboard().text())
        if not columns or not any(any(line) for line in block):
            return
        full = spread(block, len(rows), len(columns))
        across = self._cases(columns[0])
        spots: dict[Location, tuple[Spot, Typed]] = {}
        beside = 0
        for down, line in enumerate(full):
            for right, text in enumerate(line):
                spot = self.entry.spot(rows[0] + down, across[right]) if right < len(across) else None
                if spot is not None:
                    spots[spot.cell.location] = spot, Typed((text,))
                beside += spot is None and bool(text.strip())
        what = tr("the pasted value") if len(spots) == 1 else tr("{spots} pasted values", spots=len(spots))
        self.put({location: typed for location, (_, typed) in spots.items()}, what)
        self._name_bad(list(spots.values()), beside)

    def _name_bad(self, spots: list[tuple[Spot, Typed]], beside: int) -> None:
        """Say which pasted cells cannot be saved, and how many had no location."""
        read = [(spot, look(spot.cell.location[0], typed)) for spot, typed in spots]
        bad = [f"{self.entry.where(spot)}: {one.problem}" for spot, one in read if one.problem]
        said = (
            [
                tr(
                    "{bad} of {spots} pasted values cannot be saved as they are; the first: {bad2}",
                    bad=len(bad),
                    spots=len(spots),
                    bad2=bad[0],
                )
            ]
            if bad
            else []
        )
        if beside:
            said.append(
                tr(
                    "{beside} pasted {have} no location here and were left out.",
                    beside=beside,
                    have=tr("value has") if beside == 1 else tr("values have"),
                )
            )
        if said:
            self.desk.tools.notices.warn(" ".join(said), *bad[:NAMED])

    def clear_cells(self) -> None:
        """Take the selected locations back to what is on record."""
        rows, columns = self.selected()
        spots = [spot for row in rows for column in columns if (spot := self.entry.spot(row, column)) is not None]
        self.put({spot.cell.location: Typed() for spot in spots}, "clearing")

    def fill_down(self) -> None:
        """Copy the first selected row into the others; one row alone takes the row above."""
        rows, columns = self.selected()
        rows = [rows[0] - 1, rows[0]] if len(rows) == 1 and rows[0] > 0 else rows
        typed: dict[Location, Typed] = {}
        for column in columns:
            first = self.entry.spot(rows[0], column)
            if first is None or not self.entry.text(first.cell):
                continue
            source = self.entry.typed(first.cell) or Typed((self.entry.text(first.cell),))
            spots = [self.entry.spot(row, column) for row in rows[1:]]
            typed |= {spot.cell.location: source for spot in spots if spot is not None}
        self.put(typed, tr("filling down"))

    def paintEvent(self, event: QPaintEvent) -> None:
        parts = self.ranges()
        several = len(parts) > 1 or any((bottom, right) != (top, left) for top, left, bottom, right in parts)
        self.entry_cells.chosen = tuple(parts) if several else ()
        super().paintEvent(event)
