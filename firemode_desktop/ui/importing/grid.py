"""The rows of a file on screen as they were read, each with its status; cells can be put right as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from firemode_desktop.domain.blocks import from_text, spread, to_text
from firemode_desktop.domain.standing import Standing
from firemode_desktop.imports.files.cells import a1
from firemode_desktop.imports.tables.corrections import Corrections
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.ui import status
from firemode_desktop.ui.importing.cells import PAD, Cells
from firemode_desktop.ui.importing.model import Cell, PreviewModel
from firemode_desktop.ui.importing.preview import Heading, Line, SheetPreview, Status
from firemode_desktop.ui.importing.wording import standing_word
from firemode_desktop.ui.keys import takes_key
from firemode_desktop.ui.language import many, tr
from firemode_desktop.ui.theme import ROW, colours, font

MARKS: Mapping[Any, tuple[Standing, str]] = {
    RowStatus.NEW: (Standing.PASS, "good"),
    RowStatus.CHANGED: (Standing.NEAR, "near"),
    RowStatus.UNCHANGED: (Standing.NOT_TESTED, "faint"),
    RowStatus.SKIPPED: (Standing.NOT_TESTED, "near"),
    RowStatus.DIFFERS: (Standing.FAIL, "bad"),
    RowStatus.ERROR: (Standing.FAIL, "bad"),
}
SIDE, HEAD = 128, 44
NARROWEST, WIDEST, SAMPLED = 56, 230, 200
FEWEST, MEASURED = 10, 4_000
"""A column is as wide as what stands in its first rows; so many rows at least, and about so many cells of a sheet."""
ASIDE = 190
"""A title or a remark makes its column so wide, no wider."""
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_KEY = Qt.Key
_ENTER = (_KEY.Key_Return.value, _KEY.Key_Enter.value)
_TAB, _BACKTAB = _KEY.Key_Tab.value, _KEY.Key_Backtab.value
_CLEAR = (_KEY.Key_Delete.value, _KEY.Key_Backspace.value)
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Edits = tuple[tuple[Cell, str | None], ...]
"""What is written into which cells; None puts a cell back as it was read."""


def corrected(corrections: Corrections, sheet: str, edits: Edits) -> Corrections:
    """The corrections with what was written into cells of a sheet."""
    for (number, place), text in edits:
        cell = a1(number - 1, place)
        corrections = corrections.without(sheet, cell) if text is None else corrections.with_cell(sheet, cell, text)
    return corrections


def edits_in_words(edits: Edits) -> str:
    """``D14``, ``3 cells``."""
    (number, place), _ = edits[0]
    return a1(number - 1, place) if len(edits) == 1 else many(len(edits), "cell", "cells")


class Titles(QHeaderView):
    """The letter of the column, what it was taken for, and its title."""

    def __init__(self, model: PreviewModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setMinimumSectionSize(NARROWEST)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEAD)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's own name
        palette, heading = colours(self), self._model.sheet.headings[logicalIndex]
        painter.save()
        painter.fillRect(rect, palette.colour("raised"))
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        inner = rect.adjusted(PAD, 4, -PAD, -4)
        side = Qt.AlignmentFlag.AlignRight if heading.numeric else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font(11))
        painter.setPen(palette.colour("faint"))
        above = f"{heading.letter} · {heading.told}" if heading.told else heading.letter
        above = painter.fontMetrics().elidedText(above, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignTop, above)
        painter.setFont(font(12, strong=True))
        painter.setPen(palette.colour("quiet" if heading.meaning else "faint"))
        text = painter.fontMetrics().elidedText(heading.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignBottom, text)
        painter.restore()


class Statuses(QHeaderView):
    """Beside each row: its number in the file, and its status as shape and word."""

    def __init__(self, model: PreviewModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.setDefaultSectionSize(ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(SIDE, 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's own name
        palette, line = colours(self), self._model.lines[logicalIndex]
        mark = MARKS.get(line.status)
        name = mark[1] if mark else "faint"
        painter.save()
        painter.fillRect(rect, palette.colour("raised"))
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if mark:
            at = QPointF(rect.left() + 14, rect.center().y() + 0.5)
            status.paint(painter, at, 10, mark[0], palette.colour(name))
        painter.setFont(font(12))
        painter.setPen(palette.colour("quiet" if mark and name == "faint" else name))
        inner = rect.adjusted(26, -2, -PAD, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, standing_word(line.status))
        painter.setPen(palette.colour("faint"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{line.number}")
        painter.restore()


class PreviewGrid(QTableView):
    """The sheet that is shown. It decides nothing: what is typed, pasted or cleared is ``edited(edits)``."""

    edited = Signal(object)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = PreviewModel(self)
        self.preview.typed.connect(lambda number, place, text: self.edited.emit((((number, place), text),)))
        self.cells = Cells(self)
        self._fitted: tuple[str, tuple[Heading, ...]] | None = None
        self.setHorizontalHeader(Titles(self.preview, self))
        self.setVerticalHeader(Statuses(self.preview, self))
        self.setItemDelegate(self.cells)
        self.setModel(self.preview)
        trigger = QAbstractItemView.EditTrigger
        self.setAccessibleName(tr("Rows of the file"))
        self.setAccessibleDescription(tr("Type to correct a cell; Ctrl+Backspace puts it back as it was read"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerWidget(QWidget())

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_file(self, sheet: SheetPreview, wanted: Status | None) -> None:
        """Show a sheet of another file, from its first row on."""
        self._fitted = None
        self.show_sheet(sheet, wanted)
        self.scrollToTop()
        self.horizontalScrollBar().setValue(0)

    def show_sheet(self, sheet: SheetPreview, wanted: Status | None) -> None:
        """Show a sheet, every column as wide as it needs; widths that a person chose stay while it is shown."""
        self.preview.show_sheet(sheet, wanted)
        self._fit_once(sheet)

    def show_again(self, sheet: SheetPreview) -> None:
        """Show the same sheet as it is planned now; the current cell and the place one has scrolled to stay."""
        here, top = self.here, self.verticalScrollBar().value()
        self.preview.show_again(sheet)
        self._fit_once(sheet)
        if here is not None and not self.currentIndex().isValid():
            self._go_back(*here)
        self.verticalScrollBar().setValue(top)

    @property
    def here(self) -> Cell | None:
        """The cell of the file that is the current one."""
        index = self.currentIndex()
        return self.preview.cell(index.row(), index.column()) if index.isValid() else None

    @property
    def editing(self) -> bool:
        """Whether something is being typed."""
        return self.state() == QAbstractItemView.State.EditingState

    def _go_back(self, number: int, place: int) -> None:
        """Make a cell the current one again, or the one that follows it where its row is no longer shown."""
        row = next((at for at, line in enumerate(self.preview.lines) if line.number >= number), None)
        if row is not None:
            self.go_to(row, self.preview.column_of(place))

    def jump(self, number: int, place: int) -> bool:
        """Put the cursor on a cell of the file, by row number and place; whether that row is shown.

        The row comes to the middle; of the columns as many of the first stay in view as the cell leaves room for.
        """
        row = self.preview.at(number)
        if row is None:
            return False
        self.go_to(row, self.preview.column_of(place))
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.horizontalScrollBar().setValue(0)
        self.scrollTo(self.currentIndex())
        return True

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one and select it alone."""
        self.selectionModel().setCurrentIndex(self.preview.index(row, column), _ALONE)

    def step(self, down: int, right: int) -> None:
        """Go to a neighbouring cell; Tab runs over the end of a row."""
        index, wide = self.currentIndex(), max(1, self.preview.columnCount())
        at = index.column() + right
        row = max(0, min(self.preview.rowCount() - 1, index.row() + down + at // wide))
        self.go_to(row, at % wide)
        self.scrollTo(self.currentIndex())

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def _fit_once(self, sheet: SheetPreview) -> None:
        shown = (sheet.name, sheet.headings)
        if shown != self._fitted:
            self._fitted = shown
            self._fit(sheet.lines[: max(FEWEST, min(SAMPLED, MEASURED // max(1, len(sheet.headings))))])

    def _fit(self, lines: Sequence[Line]) -> None:
        """Every column as wide as what stands in it; what is said to be wrong or new there is written strong."""
        plain, strong = QFontMetrics(font()), QFontMetrics(font(strong=True))
        small = QFontMetrics(font(11))
        for column, heading in enumerate(self.preview.sheet.headings):
            texts = {(line.cells[column], heading.place in line.notes) for line in lines if line.status in RowStatus}
            wide = max(((strong if said else plain).horizontalAdvance(text[:60]) for text, said in texts), default=0)
            aside = (line.cells[column] for line in lines if line.status not in RowStatus)
            wide = max(wide, min(ASIDE, max((strong.horizontalAdvance(text[:60]) for text in aside), default=0)))
            above = f"{heading.letter} · {heading.told}" if heading.told else ""
            wide = max(wide, strong.horizontalAdvance(heading.title), small.horizontalAdvance(above))
            self.setColumnWidth(column, min(WIDEST, max(NARROWEST, wide + 2 * PAD + 6)))

    # --- keys ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The keys of a spreadsheet belong to the grid, whatever the page does with them elsewhere."""
        return takes_key(event, self._deed) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, back = event.key(), bool(event.modifiers() & _SHIFT)
        deed = self._deed(event)
        if deed is not None:
            deed()
        elif key in _ENTER:
            self.step(-1 if back else 1, 0)
        elif key in (_TAB, _BACKTAB):
            self.step(0, -1 if back or key == _BACKTAB else 1)
        else:
            super().keyPressEvent(event)

    def edit(self, index: Any, trigger: Any = None, event: Any = None) -> Any:
        """Qt's own, told apart: an editor opened by typing gives the arrow keys back to the grid."""
        if trigger is None:
            return super().edit(index)
        self.cells.opened_by_typing = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        return super().edit(index, trigger, event)

    def _deed(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does to the selected cells; None where it does nothing to them."""
        for sequence, deed in (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Cut, self.cut),
            (QKeySequence.StandardKey.Paste, self.paste),
        ):
            if event.matches(sequence):
                return deed
        key, ctrl = event.key(), bool(event.modifiers() & _CTRL)
        if key in _CLEAR:
            return self.put_back if ctrl else self.clear_cells
        return self.fill_down if ctrl and key == _KEY.Key_D.value else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the selected cells."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, key, deed in (
            (tr("Copy"), "Ctrl+C", self.copy),
            (tr("Paste"), "Ctrl+V", self.paste),
            (tr("Fill down"), "Ctrl+D", self.fill_down),
            (tr("Clear"), "Del", self.clear_cells),
            (tr("Put back as read"), "Ctrl+Backspace", self.put_back),
        ):
            action = menu.addAction(f"{name}\t{key}", deed)
            action.setEnabled(name == "Copy" or not self.preview.locked)
        menu.popup(event.globalPos())

    # --- ranges --------------------------------------------------------------------------------------------------

    def selected(self) -> tuple[list[int], list[int]]:
        """The rows and columns of the smallest rectangle around what is selected."""
        rows, columns = set[int](), set[int]()
        chosen = self.selectionModel().selection()
        for each in range(chosen.count()):
            part = chosen.at(each)
            rows.update(range(part.top(), part.bottom() + 1))
            columns.update(range(part.left(), part.right() + 1))
        return sorted(rows), sorted(columns)

    def copy(self) -> None:
        """The selected rectangle as text for any spreadsheet."""
        rows, columns = self.selected()
        if rows:
            QGuiApplication.clipboard().setText(
                to_text([[self.preview.entered(row, column) for column in columns] for row in rows])
            )

    def cut(self) -> None:
        """Copy, then empty the cells."""
        self.copy()
        self.clear_cells()

    def paste(self) -> None:
        """The clipboard into the selection: one value into all of it, or a block from its corner on."""
        rows, columns = self.selected()
        block = from_text(QGuiApplication.clipboard().text())
        if not rows or not any(any(line) for line in block):
            return
        full = spread(block, len(rows), len(columns))
        self._write(
            ((row, column), text)
            for row, line in zip(range(rows[0], self.preview.rowCount()), full, strict=False)
            for column, text in zip(range(columns[0], self.preview.columnCount()), line, strict=False)
        )

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        rows, columns = self.selected()
        self._write(((row, column), "") for row in rows for column in columns)

    def fill_down(self) -> None:
        """Copy the first selected row into the others; one row alone takes the row above."""
        rows, columns = self.selected()
        rows = [rows[0] - 1, rows[0]] if len(rows) == 1 and rows[0] > 0 else rows
        self._write(((row, column), self.preview.entered(rows[0], column)) for row in rows[1:] for column in columns)

    def put_back(self) -> None:
        """The selected cells as they were read from the file."""
        rows, columns = self.selected()
        cells = tuple(self.preview.cell(r, c) for r in rows for c in columns if not self.preview.sheet.headings[c].made)
        if cells and not self.preview.locked:
            self.edited.emit(tuple((cell, None) for cell in cells))

    def _write(self, texts: Any) -> None:
        """One deed, however many cells; those that say so already are left alone."""
        edits: Edits = tuple(
            (self.preview.cell(row, column), text)
            for (row, column), text in texts
            if text != self.preview.entered(row, column) and not self.preview.sheet.headings[column].made
        )
        if edits and self.preview.sheet.read and not self.preview.locked:
            self.edited.emit(edits)

    # --- looks ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self.cells.palette = colours(self)
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()
