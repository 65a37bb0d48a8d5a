"""The rows of a file on screen as they were read, each with its status, bad cells marked with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from firemode_desktop.domain.standing import Standing
from firemode_desktop.imports.plan import RowStatus
from firemode_desktop.ui import status
from firemode_desktop.ui.importing.preview import Line, Note, SheetPreview
from firemode_desktop.ui.importing.wording import STATUS_WORDS
from firemode_desktop.ui.theme import ROW, Colours, colours, font

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MARKS = {
    RowStatus.NEW: (Standing.PASS, "good"),
    RowStatus.CHANGED: (Standing.NEAR, "near"),
    RowStatus.UNCHANGED: (Standing.NOT_TESTED, "faint"),
    RowStatus.ERROR: (Standing.FAIL, "bad"),
}
WASHES = {"error": ("bad_wash", "bad"), "warning": ("near_wash", "near"), "change": ("near_wash", "near")}
PAD, SIDE, HEAD = 8, 128, 44
NARROWEST, WIDEST, SAMPLED = 56, 230, 200
_DISPLAY, _TIP, _NAME = (
    Qt.ItemDataRole.DisplayRole.value,
    Qt.ItemDataRole.ToolTipRole.value,
    Qt.ItemDataRole.AccessibleTextRole.value,
)


class PreviewModel(QAbstractTableModel):
    """One sheet of a file; ``keep`` shows the rows of one status alone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = SheetPreview("", (), ())
        self.lines: tuple[Line, ...] = ()
        self.wanted: RowStatus | None = None

    def show_sheet(self, sheet: SheetPreview, wanted: RowStatus | None) -> None:
        """Show the rows of a sheet that have the status ``wanted``; None: all."""
        self.beginResetModel()
        self.sheet, self.wanted = sheet, wanted
        self.lines = tuple(line for line in sheet.lines if wanted is None or line.status is wanted)
        self.endResetModel()

    def at(self, number: int) -> int | None:
        """Where the file's row of that number is shown."""
        return next((place for place, line in enumerate(self.lines) if line.number == number), None)

    def column_of(self, place: int) -> int:
        """Where the file's column is shown; the first where it is none."""
        return next((column for column, one in enumerate(self.sheet.headings) if one.place == place), 0)

    def note(self, row: int, column: int) -> Note | None:
        """What is said about a cell."""
        return self.lines[row].notes.get(self.sheet.headings[column].place)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.sheet.headings)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _TIP, _NAME) or not index.isValid():
            return None
        line, note = self.lines[index.row()], self.note(index.row(), index.column())
        text = line.cells[index.column()]
        if role == _DISPLAY:
            return text
        if role == _TIP:
            return note.text if note else (text or None)
        heading = self.sheet.headings[index.column()]
        return f"{heading.letter}{line.number}, {heading.title}: {text}" + (f". {note.text}" if note else "")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _TIP, _NAME):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.sheet.headings[section].title if 0 <= section < len(self.sheet.headings) else None
        if not 0 <= section < len(self.lines):
            return None
        line = self.lines[section]
        said = line.notes.get(-1)
        if role == _TIP:
            return "\n".join(part for part in (line.where, said.text if said else "") if part) or None
        return f"Row {line.number}, {STATUS_WORDS[line.status]}"


class Titles(QHeaderView):
    """The letter of the column above its title."""

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
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignTop, heading.letter)
        painter.setFont(font(12, strong=True))
        painter.setPen(palette.colour("quiet"))
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
        return QSize(SIDE, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's own name
        palette, line = colours(self), self._model.lines[logicalIndex]
        standing, name = MARKS[line.status]
        painter.save()
        painter.fillRect(rect, palette.colour("raised"))
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        status.paint(painter, QPointF(rect.left() + 14, rect.center().y() + 0.5), 10, standing, palette.colour(name))
        painter.setFont(font(12))
        painter.setPen(palette.colour("quiet" if name == "faint" else name))
        inner = rect.adjusted(26, -2, -PAD, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, STATUS_WORDS[line.status])
        painter.setPen(palette.colour("faint"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{line.number}")
        painter.restore()


class Cells(QStyledItemDelegate):
    """Paints a cell as it was read; a wash and a corner where something is said about it."""

    def __init__(self, view: PreviewGrid) -> None:
        super().__init__(view)
        self._view = view
        self.palette: Colours | None = None
        self._faces = {False: font(), True: font(strong=True)}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, palette = self._view.preview, self.palette or colours()
        rect: QRect = option.rect
        line, note = model.lines[index.row()], model.note(index.row(), index.column())
        heading, text = model.sheet.headings[index.column()], line.cells[index.column()]
        ink = palette.colour("faint" if line.status is RowStatus.UNCHANGED else "text")
        if note is not None:
            wash, name = WASHES[note.weight]
            painter.fillRect(rect, palette.colour(wash))
            ink = palette.colour(name)
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if note is not None and note.weight != "change":
            self._corner(painter, rect, ink)
        self._text(painter, rect.adjusted(PAD, 0, -PAD, -1), text, heading.numeric, ink, note is not None)
        if self._view.currentIndex() == index:
            edge = palette.colour("accent" if self._view.hasFocus() else "faint")
            painter.setPen(QPen(edge, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _corner(self, painter: QPainter, rect: QRect, ink: QColor) -> None:
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        x, y = rect.right(), rect.top()
        painter.drawPolygon(QPolygon([QPoint(x - 7, y), QPoint(x + 1, y), QPoint(x + 1, y + 8)]))
        painter.restore()

    def _text(self, painter: QPainter, inner: QRect, text: str, numeric: bool, ink: QColor, strong: bool) -> None:
        painter.setFont(self._faces[strong])
        painter.setPen(ink)
        if len(text) * 5 > inner.width():
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)


class PreviewGrid(QTableView):
    """The sheet that is shown; arrow keys move, ``jump`` brings a cell of the file into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = PreviewModel(self)
        self.cells = Cells(self)
        self.setHorizontalHeader(Titles(self.preview, self))
        self.setVerticalHeader(Statuses(self.preview, self))
        self.setItemDelegate(self.cells)
        self.setModel(self.preview)
        self.setAccessibleName("Rows of the file")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerWidget(QWidget())

    def show_sheet(self, sheet: SheetPreview, wanted: RowStatus | None) -> None:
        """Show a sheet, every column as wide as it needs."""
        another = sheet.headings != self.preview.sheet.headings
        self.preview.show_sheet(sheet, wanted)
        if another:
            self._fit(sheet.lines[:SAMPLED])

    def jump(self, number: int, place: int) -> bool:
        """Put the cursor on a cell of the file, by row number and place; whether that row is shown."""
        row = self.preview.at(number)
        if row is None:
            return False
        index = self.preview.index(row, self.preview.column_of(place))
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def _fit(self, lines: Sequence[Line]) -> None:
        plain, strong = self.fontMetrics(), self.horizontalHeader().fontMetrics()
        for column, heading in enumerate(self.preview.sheet.headings):
            texts = {line.cells[column] for line in lines}
            wide = max((plain.horizontalAdvance(text[:60]) for text in texts), default=0)
            wide = max(wide, round(strong.horizontalAdvance(heading.title) * 1.12))
            self.setColumnWidth(column, min(WIDEST, max(NARROWEST, wide + 2 * PAD + 6)))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.cells.palette = colours(self)
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()
