"""A register as a spreadsheet: keys, ranges, clipboard, order, filters, columns.

It decides nothing about values: everything typed, pasted or cleared is handed on as one of its signals.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from firemode_desktop.domain.blocks import Block, from_text, spread, to_text
from firemode_desktop.domain.fields import Kind
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.registry import moves
from firemode_desktop.ui.registry.columns import Columns
from firemode_desktop.ui.registry.delegate import CellDelegate, Pens
from firemode_desktop.ui.registry.headers import Gutter, Headings
from firemode_desktop.ui.registry.model import Index, SheetModel
from firemode_desktop.ui.theme import ROW, colours

_ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)
_TAB, _BACKTAB, _SPACE = Qt.Key.Key_Tab.value, Qt.Key.Key_Backtab.value, Qt.Key.Key_Space.value


class Grid(QTableView):
    """One register in view."""

    pasted = Signal(object, object, object)
    """(row keys, columns, block): put down from the first on; rows that are missing are new ones."""
    cleared = Signal(object, object)
    filled_down = Signal(object, object)
    moved = Signal()
    """Another cell is the current one."""
    menu_wanted = Signal(QPoint)

    def __init__(self, sheet: SheetModel, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self._from_column: int | None = None
        self._kept: tuple[UUID | None, int] | None = None
        self.cells = CellDelegate(self)
        self.headings = Headings(sheet, self)
        self.setHorizontalHeader(self.headings)
        self.setVerticalHeader(Gutter(sheet, self))
        self.setModel(sheet)
        self.setItemDelegate(self.cells)
        self._look()
        self.columns = Columns(sheet, self.headings, settings, self)
        self.headings.sectionClicked.connect(self._on_heading)
        self.headings.filtered.connect(self._on_filtered)
        self.headings.left.connect(self.setFocus)
        sheet.arranged.connect(self._find_again)
        self.horizontalScrollBar().valueChanged.connect(self.headings.place_filters)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at)))
        self.headings.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.headings.customContextMenuRequested.connect(self._on_heading_menu)

    def _look(self) -> None:
        trigger = QAbstractItemView.EditTrigger
        self.setAccessibleName(tr("Register {register}", register=self.sheet.register.title))
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(True)
        self.setShowGrid(True)
        self.setCornerWidget(QWidget())
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(ROW)
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        self.setMouseTracking(False)

    # Where one is.

    @property
    def place(self) -> tuple[int, int]:
        """The row and column of the current cell, -1 where there is none."""
        index = self.currentIndex()
        return index.row(), index.column()

    def shown_columns(self, first: int | None = None) -> list[int]:
        """The columns in view as they stand on the screen, from ``first`` on."""
        return self.columns.shown(first)

    def selected(self) -> tuple[list[int], list[int]]:
        """The rows and columns of the smallest rectangle around what is selected."""
        chosen, columns, rows = self.selectionModel().selection(), set[int](), set[int]()
        for each in range(chosen.count()):
            part = chosen.at(each)
            rows.update(range(part.top(), part.bottom() + 1))
            columns.update(range(part.left(), part.right() + 1))
        if not rows and self.place[0] >= 0:
            rows, columns = {self.place[0]}, {self.place[1]}
        return sorted(rows), [column for column in self.shown_columns() if column in columns]

    def selected_keys(self) -> list[UUID]:
        """The rows that are selected, without the blank one."""
        return self.sheet.keys(self.selected()[0])

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one and select it alone, whatever keys are held down just now."""
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.sheet.index(row, column), alone)

    def show_cell(self, row: int, column: int) -> None:
        """Make a cell the current one and bring it into view."""
        if self.headings.isSectionHidden(column):
            self.headings.setSectionHidden(column, False)
        self.go_to(row, column)
        self.scrollTo(self.currentIndex())

    def select(self, rows: list[int], columns: list[int]) -> None:
        """Select a rectangle, its first cell being the current one."""
        if not rows or not columns:
            return
        self.go_to(rows[0], columns[0])
        self.scrollTo(self.currentIndex())
        moves.block(self, (rows[0], rows[-1]), columns)

    def step(self, down: int, right: int, *, entered: bool = False) -> None:
        """Go to a neighbouring cell. Tab runs over the end of a row; Enter after Tabs goes back to where they began."""
        row, column = self.place
        shown = self.shown_columns()
        if column not in shown:
            return
        at = shown.index(column)
        if right:
            self._from_column = column if self._from_column is None else self._from_column
            at += right
            row += at // len(shown)
            at %= len(shown)
        elif entered and self._from_column in shown:
            at = shown.index(self._from_column)
        if not right:
            self._from_column = None
        row = max(0, min(self.sheet.rowCount() - 1, row + down))
        kept = self._from_column
        self.go_to(row, shown[at])
        self._from_column = kept

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._from_column = None
        self.moved.emit()

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER:
            self.step(-1 if shift else 1, 0, entered=True)
        elif key in (_TAB, _BACKTAB):
            self.step(0, -1 if shift or key == _BACKTAB else 1)
        elif key == _SPACE and not modifiers and self._toggle():
            return
        elif key == _SPACE and modifiers:
            moves.whole(self, rows=shift)
        elif moves.moves(event):
            moves.move(self, event)
        elif key == Qt.Key.Key_Down.value and modifiers & Qt.KeyboardModifier.AltModifier:
            self._open_list()
        else:
            super().keyPressEvent(event)

    def edit(self, index: Index, trigger: Any = None, event: Any = None) -> Any:
        """Qt's own, told apart: an editor opened by typing gives the arrow keys back to the grid."""
        if trigger is None:
            return super().edit(index)
        self.cells.opened_by_typing = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        return super().edit(index, trigger, event)

    def _toggle(self) -> bool:
        """The space bar turns yes into no and back."""
        row, column = self.place
        if column < 0 or self.sheet.field(column).kind is not Kind.FLAG or self.sheet.field(column).read_only:
            return False
        self.sheet.setData(self.currentIndex(), "no" if self.sheet.text(row, column) == "Yes" else "yes")
        return True

    def _open_list(self) -> None:
        self.cells.opened_by_typing = False
        super().edit(self.currentIndex())
        editor = self.indexWidget(self.currentIndex())
        opener: Callable[[], object] | None = getattr(editor, "open_list", None) or getattr(
            editor, "open_calendar", None
        )
        if opener is not None:
            opener()

    # Clipboard.

    def copy(self) -> None:
        """The selected rectangle as text for any spreadsheet."""
        rows, columns = self.selected()
        block = [[self.sheet.text(row, column) for column in columns] for row in rows if row < self.sheet.rows]
        if block:
            QGuiApplication.clipboard().setText(to_text(block))

    def cut(self) -> None:
        """Copy, then empty the cells."""
        self.copy()
        self.clear_cells()

    def paste(self) -> None:
        """The clipboard into the selection: one value into all of it, or a block from its corner on."""
        block = from_text(QGuiApplication.clipboard().text())
        rows, columns = self.selected()
        if not columns or not any(any(line) for line in block):
            return
        full = spread(
            self._without_headings(block, columns[0]),
            len([row for row in rows if row < self.sheet.rows]) or 1,
            len(columns),
        )
        down = list(range(rows[0], min(self.sheet.rows, rows[0] + len(full))))
        self.pasted.emit(self.sheet.keys(down), self.shown_columns(columns[0]), full)
        self._select_pasted(rows[0], columns[0], full)

    def _without_headings(self, block: list[list[str]], first: int) -> Block:
        """A first line that only repeats the headings, as copied with a whole table, is no row."""
        fields = [self.sheet.field(column) for column in self.shown_columns(first)]
        words = [{field.label.casefold(), field.heading.casefold(), field.name.casefold()} for field in fields]
        line = [text.strip().casefold() for text in block[0]]
        is_heading = len(block) > 1 and len(line) > 1 and all(t in w for t, w in zip(line, words, strict=False))
        return block[1:] if is_heading else block

    def _select_pasted(self, row: int, column: int, block: Block) -> None:
        last = min(self.sheet.rows, row + len(block))
        width = max((len(line) for line in block), default=0)
        self.select(list(range(row, last)), self.shown_columns(column)[:width])

    def clear_cells(self) -> None:
        """Empty the selected cells; rows stay."""
        rows, columns = self.selected()
        if keys := self.sheet.keys(rows):
            self.cleared.emit(keys, columns)

    def fill_down(self) -> None:
        """Copy the first selected row into the others; one row alone takes the row above."""
        rows, columns = self.selected()
        rows = [rows[0] - 1, rows[0]] if len(rows) == 1 and rows[0] > 0 else rows
        keys = self.sheet.keys(rows)
        if len(keys) > 1:
            self.filled_down.emit(keys, columns)

    # Order, filters, columns.

    def _on_heading(self, column: int) -> None:
        """A click sorts, a second one the other way round, a third one gives back the register's own order."""
        order = self.sheet.sorted
        self._keep_place(max(self.place[1], column))
        if order is None or order[0] != column:
            self.sheet.sort_by(column)
        elif not order[1]:
            self.sheet.sort_by(column, falling=True)
        else:
            self.sheet.sort_by(None)

    def _on_filtered(self, column: int, typed: str) -> None:
        self._keep_place(column)
        self.sheet.filter_by(column, typed)

    def sort_here(self) -> None:
        """Sort by the current column, as a click on its heading does."""
        if self.place[1] >= 0:
            self._on_heading(self.place[1])

    def choose_columns(self) -> None:
        """The list of columns, below the heading of the current one."""
        at = self.headings.sectionViewportPosition(max(0, self.place[1]))
        self._on_heading_menu(QPoint(at, self.headings.height()))

    def _keep_place(self, column: int) -> None:
        """Remember the current row while rows are arranged anew."""
        row = self.sheet.row(self.place[0])
        if row is not None or self._kept is None:
            self._kept = (row.key if row is not None else None, column)

    def _find_again(self) -> None:
        """The row that was the current one is it again, if it is still in view; otherwise the first."""
        key, column = self._kept or (None, 0)
        self._kept = None
        row = self.sheet.at(key) if key is not None else None
        if self.sheet.rowCount():
            self.go_to(row if row is not None else 0, max(0, column))

    def toggle_filters(self) -> None:
        """Show the filter row with the cursor in the current column's, or leave it."""
        if self.headings.filtering and any(edit.hasFocus() for edit in self.headings.filters):
            self.headings.clear_filters()
            self.headings.show_filters(False)
            self.updateGeometries()
            self.setFocus()
            return
        self.headings.show_filters(True)
        self.updateGeometries()
        shown = self.shown_columns()
        self.headings.focus_filter(self.place[1] if self.place[1] in shown else shown[0])

    def _on_heading_menu(self, at: QPoint) -> None:
        self.columns.menu(self).popup(self.headings.mapToGlobal(at))

    # Looks.

    def paintEvent(self, event: QPaintEvent) -> None:
        self.cells.current = self.place if self.hasFocus() or self.state() == self.State.NoState else (-1, -1)
        if self.cells.pens is None:
            self.cells.pens = Pens(colours(self))
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.cells.pens = None
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.headings.place_filters()
