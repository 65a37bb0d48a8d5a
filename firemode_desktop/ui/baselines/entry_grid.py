"""The matrix as a spreadsheet: type to replace, F2, Enter down, Tab right, ranges, clipboard, fill down, clear."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from firemode_desktop.domain.baseline_draft import Look, Typed, look
from firemode_desktop.domain.baselines import DECIMALS, Location
from firemode_desktop.domain.blocks import from_text, spread, to_text
from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.completeness import BaselineCell, KindMatrix, against_rule, case_title, shown
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.baselines.entry import EntryDesk
from firemode_desktop.ui.baselines.matrix import Cells, Index, MatrixView
from firemode_desktop.ui.baselines.model import MatrixModel, Spot
from firemode_desktop.ui.theme import Colours, colours

ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)
TAB, BACKTAB, ESCAPE = Qt.Key.Key_Tab.value, Qt.Key.Key_Backtab.value, Qt.Key.Key_Escape.value
ARROWS = {Qt.Key.Key_Up.value: (-1, 0), Qt.Key.Key_Down.value: (1, 0)}
CORNER = 6
NAMED = 6
"""So many pasted cells that cannot be saved are named."""


class EntryModel(MatrixModel):
    """The matrix with what is being typed in the place of what is on record."""

    def __init__(self, desk: EntryDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def typed(self, cell: BaselineCell) -> Typed | None:
        """What is typed for a location and not saved."""
        return self._desk.draft.cells.get(cell.location)

    def text(self, cell: BaselineCell) -> str:
        """A location as it is copied and edited: what is typed, else the value on record; the mean of nine points."""
        typed = self.typed(cell)
        if typed is None:
            return "" if cell.value is None else plain(cell.value)
        if not typed.is_grid:
            return typed.texts[0].strip()
        read = look(cell.location[0], typed)
        return "" if read.value is None else plain(round_half_even(read.value, DECIMALS[cell.location[0]]))

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if found & Qt.ItemFlag.ItemIsEnabled else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole.value) -> Any:
        spot = self.spot(index.row(), index.column()) if index.isValid() else None
        typed = None if spot is None else self.typed(spot.cell)
        if spot is None or typed is None:
            return super().data(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(spot.cell)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.where(spot)}: {self.told(spot.cell, look(spot.cell.location[0], typed))}"
        return None

    def where(self, spot: Spot) -> str:
        """A location in words."""
        parts = (spot.stair, spot.row.level, spot.row.place, case_title(spot.cell.location[3]).lower())
        return ", ".join(part for part in parts if part)

    def told(self, cell: BaselineCell, read: Look) -> str:
        """What is typed, what it was before, and how it stands: ``45.2 Pa typed, was 44.5: within SP-01 (…)``."""
        assert self.matrix is not None
        before = "nothing on record" if cell.value is None else f"was {shown(self.matrix.kind, cell.value)}"
        if read.value is None:
            return f"{self.text(cell)} typed, {before}. {read.problem}"
        stands = against_rule(self.matrix.rule_code, self.matrix.limits, read.value)
        return f"{self.text(cell)} {self.matrix.unit} typed, {before}: {stands}"


class CellEdit(QLineEdit):
    """The editor in a cell. ``typing(text)`` at every key."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def mark(self, wrong: str) -> None:
        """Show that what stands here cannot be saved."""
        if bool(self.property("invalid")) != bool(wrong):
            self.setProperty("invalid", bool(wrong))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(wrong)


class EntryCells(Cells):
    """Cells that are typed in: the new value with what it was, an orange corner, and in red what cannot be saved."""

    def __init__(self, view: EntryGrid) -> None:
        super().__init__(view)
        self._grid = view
        self.chosen: frozenset[tuple[int, int]] = frozenset()
        self.opened_by_typing = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if (index.row(), index.column()) in self.chosen:
            rect: QRect = option.rect
            painter.fillRect(rect.adjusted(0, 0, 0, -1), (self.palette or colours()).colour("hover"))
        super().paint(painter, option, index)

    def _cell(self, painter: QPainter, rect: QRect, cell: BaselineCell, palette: Colours) -> None:
        typed, matrix = self._grid.entry.typed(cell), self._grid.baselines.matrix
        if typed is None or matrix is None:
            super()._cell(painter, rect, cell, palette)
            return
        read = look(matrix.kind, typed)
        good = read.value is not None and matrix.limits.contains(read.value)
        if not good:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), palette.colour("near_wash" if read.offers else "bad_wash"))
        self._corner(painter, rect, palette)
        standing = Standing.PASS if good else Standing.NEAR if read.offers else Standing.FAIL
        centre = QPointF(rect.left() + 14, rect.center().y() + 0.5)
        status.paint(painter, centre, 9, standing, status.colour(standing, palette))
        if read.value is None:
            self._unread(painter, rect, self._grid.entry.text(cell) or read.problem, palette)
        else:
            value = round_half_even(read.value, DECIMALS[matrix.kind])
            self._value(
                painter, rect, shown(matrix.kind, value), cell, palette.colour("text" if good else "bad"), palette
            )

    def _value(self, painter: QPainter, rect: QRect, text: str, cell: BaselineCell, ink: Any, palette: Colours) -> None:
        painter.setFont(self._strong)
        painter.setPen(ink)
        figures = QRect(rect.left() + 24, rect.top(), 42, rect.height() - 1)
        painter.drawText(figures, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        before = "new" if cell.value is None else f"was {shown(cell.location[0], cell.value)}"
        painter.setFont(self._small)
        painter.setPen(palette.colour("accent_text"))
        self._words(painter, rect.adjusted(74, 0, -4, -1), before)

    def _unread(self, painter: QPainter, rect: QRect, text: str, palette: Colours) -> None:
        painter.setFont(self._plain)
        painter.setPen(palette.colour("bad"))
        self._words(painter, rect.adjusted(28, 0, -4, -1), text)

    @staticmethod
    def _words(painter: QPainter, inner: QRect, words: str) -> None:
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)

    @staticmethod
    def _corner(painter: QPainter, rect: QRect, palette: Colours) -> None:
        at = QPointF(rect.left(), rect.top())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("accent"))
        painter.drawPolygon(QPolygonF([at, at + QPointF(CORNER, 0), at + QPointF(0, CORNER)]))

    # Editing.

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        spot = self._grid.entry.spot(index.row(), index.column())
        editor = CellEdit(parent, self._grid.entry.where(spot) if spot else "")
        if spot is not None:
            editor.textEdited.connect(lambda text: self._on_typed(editor, spot, text))
        return editor

    def _on_typed(self, editor: CellEdit, spot: Spot, text: str) -> None:
        typed = Typed((text,))
        editor.mark(look(spot.cell.location[0], typed).problem)
        self._grid.typing.emit(spot.cell.location, typed)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        spot = self._grid.entry.spot(index.row(), index.column())
        if isinstance(editor, CellEdit) and spot is not None and not editor.isModified():
            editor.setText(self._grid.entry.text(spot.cell))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        spot = self._grid.entry.spot(index.row(), index.column())
        if isinstance(editor, CellEdit) and spot is not None and editor.isModified():
            self._grid.put(
                {spot.cell.location: Typed((editor.text(),))}, f"value of {spot.row.place or spot.row.level}"
            )

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, CellEdit) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == ESCAPE:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._key(editor, event):
                return True
        return super().eventFilter(editor, event)

    def _key(self, editor: CellEdit, event: QKeyEvent) -> bool:
        """Enter goes down, Tab to the right, Shift back; Esc leaves the cell as it was; a pasted block leaves it."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in ENTER:
            self.finish(editor)
            self._grid.step(-1 if shift else 1, 0)
        elif key in (TAB, BACKTAB):
            self.finish(editor)
            self._grid.step(0, -1 if key == BACKTAB or shift else 1)
        elif key == ESCAPE:
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            self._grid.rested.emit()
        elif key in ARROWS and self.opened_by_typing:
            self.finish(editor)
            self._grid.step(*ARROWS[key])
        elif event.matches(QKeySequence.StandardKey.Paste) and _is_block(QGuiApplication.clipboard().text()):
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            self._grid.paste()
        else:
            return False
        return True

    def finish(self, editor: CellEdit) -> None:
        """Take over what stands in the editor, and close it."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


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
            self._go(*found)
            self._from_column = start
        return found is not None

    def _across(self, row: int, column: int, by: int) -> tuple[int, int] | None:
        wide = self.entry.columnCount()
        places = range(row * wide + column + by, self.entry.rowCount() * wide if by > 0 else -1, by)
        return next((divmod(at, wide) for at in places if self.entry.spot(*divmod(at, wide)) is not None), None)

    def _down(self, row: int, column: int, by: int) -> tuple[int, int] | None:
        rows = range(row + by, self.entry.rowCount() if by > 0 else -1, by)
        return next(((at, column) for at in rows if self.entry.spot(at, column) is not None), None)

    def _go(self, row: int, column: int) -> None:
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.entry.index(row, column), alone)
        self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._from_column = None

    def selected(self) -> tuple[list[int], list[int]]:
        """The rows and case columns of the smallest rectangle around what is selected."""
        chosen = self.selectedIndexes() or [self.currentIndex()]
        rows = [index.row() for index in chosen if index.isValid()]
        columns = [index.column() for index in chosen if index.isValid()]
        if not rows:
            return [], []
        return list(range(min(rows), max(rows) + 1)), self._cases(min(columns), max(columns))

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
        if self.desk.saving:
            return False
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
        what = "the pasted value" if len(spots) == 1 else f"{len(spots)} pasted values"
        self.put({location: typed for location, (_, typed) in spots.items()}, what)
        self._name_bad(list(spots.values()), beside)

    def _name_bad(self, spots: list[tuple[Spot, Typed]], beside: int) -> None:
        """Say which pasted cells cannot be saved, and how many had no location."""
        read = [(spot, look(spot.cell.location[0], typed)) for spot, typed in spots]
        bad = [f"{self.entry.where(spot)}: {one.problem}" for spot, one in read if one.problem]
        said = (
            [f"{len(bad)} of {len(spots)} pasted values cannot be saved as they are; the first: {bad[0]}"]
            if bad
            else []
        )
        if beside:
            said.append(
                f"{beside} pasted {'value has' if beside == 1 else 'values have'} no location here and were left out."
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
        self.put(typed, "filling down")

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = self.selectedIndexes()
        many = len(chosen) > 1
        self.entry_cells.chosen = frozenset((one.row(), one.column()) for one in chosen) if many else frozenset()
        super().paintEvent(event)


def _is_block(text: str) -> bool:
    return any(mark in text.strip("\r\n") for mark in ("\t", "\n"))
