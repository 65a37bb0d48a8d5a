"""The edges of a grid: headings with their units, order and filters; and the gutter with the state of each row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.registry.model import SheetModel
from firemode_desktop.ui.theme import colours, font

HEIGHT = 30
FILTER = 30
PAD = 8
GUTTER = 34
_CENTRED = Qt.AlignmentFlag.AlignVCenter.value


class FilterEdit(QLineEdit):
    """What is typed above a column. Esc empties it and goes back to the grid, Enter and Down just go back."""

    left = Signal()

    def __init__(self, column: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column
        self.setAccessibleName(tr("Filter {name}", name=name))
        self.setPlaceholderText(tr("filter"))
        self.setToolTip(tr("Part of the text; or =exactly, = for blank, <> for not blank, >20, <=3.5, 20..30"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape.value:
            self.clear()
            self.left.emit()
        elif key in (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value, Qt.Key.Key_Down.value):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Headings(QHeaderView):
    """The label, its unit quietly beside it, an arrow where the rows are sorted; below it the filters."""

    filtered = Signal(int, str)
    left = Signal()

    def __init__(self, sheet: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.sheet = sheet
        self.filters: list[FilterEdit] = []
        self._filtering = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setMouseTracking(True)
        for change in (self.sectionResized, self.sectionMoved, self.geometriesChanged):
            change.connect(self.place_filters)

    @property
    def filtering(self) -> bool:
        """Whether the filter row is shown."""
        return self._filtering

    def show_filters(self, shown: bool) -> None:
        """Show the row of filters, or hide it and show all rows again."""
        if shown and not self.filters:
            self._make_filters()
        self._filtering = shown
        for edit in self.filters:
            edit.setVisible(shown)
        self.updateGeometry()
        self.geometriesChanged.emit()

    def focus_filter(self, column: int) -> None:
        """Put the cursor into the filter of a column."""
        if column < len(self.filters):
            self.filters[column].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filters[column].selectAll()

    def clear_filters(self) -> None:
        """Empty every filter."""
        for edit in self.filters:
            edit.clear()

    def filter_exactly(self, wanted: Mapping[int, str]) -> None:
        """Show the rows that hold exactly these texts, column by column, and no other filter."""
        self.show_filters(True)
        for edit in self.filters:
            edit.setText(f"={wanted[edit.column]}" if edit.column in wanted else "")

    def _make_filters(self) -> None:
        for column, field in enumerate(self.sheet.register.fields):
            edit = FilterEdit(column, term(field.label), self)
            edit.textChanged.connect(lambda text, column=column: self.filtered.emit(column, text))
            edit.left.connect(self.left)
            self.filters.append(edit)

    def place_filters(self, *_changes: object) -> None:
        """Put each filter under its heading."""
        for edit in self.filters:
            x = self.sectionViewportPosition(edit.column)
            edit.setGeometry(x + 2, HEIGHT + 2, self.sectionSize(edit.column) - 4, FILTER - 5)
            edit.setVisible(self._filtering and not self.isSectionHidden(edit.column))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT + (FILTER if self._filtering else 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(colours(self).colour("line"))
        bottom = self.viewport().height() - 1
        painter.drawLine(self.length() - self.offset(), bottom, self.viewport().width(), bottom)
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's own name
        palette, field = colours(self), self.sheet.field(logicalIndex)
        painter.save()
        painter.fillRect(rect, palette.colour("surface"))
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        inner = QRect(rect.left() + PAD, rect.top(), rect.width() - 2 * PAD, HEIGHT)
        if (order := self.sheet.sorted) is not None and order[0] == logicalIndex:
            self._arrow(painter, QPointF(inner.right() - 2, inner.center().y()), order[1])
            inner.adjust(0, 0, -12, 0)
        strong, quiet = font(12, strong=True), font(12)
        painter.setFont(strong)
        label = painter.fontMetrics().elidedText(term(field.label), Qt.TextElideMode.ElideRight, inner.width())
        width = painter.fontMetrics().horizontalAdvance(label)
        unit = f" {field.unit}" if field.unit else ""
        painter.setFont(quiet)
        room = width + painter.fontMetrics().horizontalAdvance(unit)
        unit, room = (unit, room) if room <= inner.width() else ("", width)
        start = inner.right() - room + 1 if field.numeric else inner.left()
        painter.setFont(strong)
        painter.setPen(palette.colour("quiet"))
        painter.drawText(QRect(start, inner.top(), width + 2, HEIGHT), _CENTRED, label)
        painter.setFont(quiet)
        painter.setPen(palette.colour("faint"))
        painter.drawText(QRect(start + width, inner.top(), room - width + 2, HEIGHT), _CENTRED, unit)
        painter.restore()

    def _arrow(self, painter: QPainter, at: QPointF, falling: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours(self).colour("accent"))
        by = 3.0 if falling else -3.0
        painter.drawPolygon(QPolygonF([at + QPointF(-4, -by / 1.5), at + QPointF(4, -by / 1.5), at + QPointF(0, by)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


class Gutter(QHeaderView):
    """Row numbers; where a row is new, changed, removed or in trouble, the mark of that instead."""

    MARKS: ClassVar = {"trouble": (Standing.FAIL, "bad"), "removed": (Standing.SKIPPED, "quiet")}
    WORDS: ClassVar = {
        "new": tr("New, not yet saved"),
        "changed": tr("Changed, not yet saved"),
        "removed": tr("Will be removed when you save"),
        "trouble": tr("Cannot be saved as it stands"),
    }

    def __init__(self, sheet: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.sheet = sheet
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedWidth(GUTTER)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's own name
        palette = colours(self)
        painter.save()
        painter.fillRect(rect, palette.colour("surface"))
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        mark = self.sheet.mark(logicalIndex)
        centre = QPointF(rect.center()) + QPointF(0.5, 0.5)
        if mark in self.MARKS:
            standing, colour = self.MARKS[mark]
            status.paint(painter, centre, 10, standing, palette.colour(colour))
        elif mark:
            self._dot(painter, centre, mark == "new")
        else:
            painter.setFont(font(11))
            painter.setPen(palette.colour("faint"))
            number = str(logicalIndex + 1) if logicalIndex < self.sheet.rows else "+"
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter.value, number)
        painter.restore()

    def sizeHint(self) -> QSize:
        """Always as wide; Qt would ask hundreds of rows for what they show."""
        return QSize(GUTTER, 0)

    def _dot(self, painter: QPainter, centre: QPointF, new: bool) -> None:
        """A full orange dot for a changed row, a plus for a new one."""
        accent = colours(self).colour("accent")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if new:
            pen = painter.pen()
            pen.setColor(accent)
            pen.setWidthF(2)
            painter.setPen(pen)
            painter.drawLine(centre - QPointF(4.5, 0), centre + QPointF(4.5, 0))
            painter.drawLine(centre - QPointF(0, 4.5), centre + QPointF(0, 4.5))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(centre, 3.5, 3.5)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.setToolTip(self.WORDS.get(self.sheet.mark(self.logicalIndexAt(event.position().toPoint())), ""))
        super().mouseMoveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        event.ignore()
