"""The list on screen: headings that sort, cells that paint themselves, a cursor that is a row."""

from __future__ import annotations

import json
from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSettings,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from firemode_desktop.ui import status
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.listing.columns import Column
from firemode_desktop.ui.listing.model import ListingModel
from firemode_desktop.ui.theme import BODY, ROW, Colours, colours, font

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 30
PAD = 8
MARK = 16
SHARE_TEXT = 62
NARROWEST = 40
ROOMY = 1000
"""From this width on a list shows the columns that want room."""
_SELECTED = 0x8000  # QStyle.State_Selected; comparing the enum costs more than drawing the text
_LEFT = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_RIGHT = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value


class Headings(QHeaderView):
    """The label with its unit quietly beside it, and an arrow where the rows are sorted."""

    def __init__(self, model: ListingModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.listing = model
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(NARROWEST)
        self.setFixedHeight(HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's own name
        palette, column = colours(self), self.listing.columns[logicalIndex]
        painter.save()
        painter.fillRect(rect, palette.colour("surface"))
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        if (order := self.listing.sorted) is not None and order[0] == logicalIndex:
            self._arrow(painter, QPointF(inner.right() - 2, inner.center().y()), order[1])
            inner.adjust(0, 0, -12, 0)
        painter.setFont(font(12, strong=True))
        metrics = painter.fontMetrics()
        label = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, inner.width())
        unit = f" {column.unit}" if column.unit else ""
        wide = metrics.horizontalAdvance(label)
        whole = wide + metrics.horizontalAdvance(unit)
        start = inner.right() - whole + 1 if column.numeric else inner.left()
        painter.setPen(palette.colour("quiet"))
        painter.drawText(QRect(start, inner.top(), wide + 2, inner.height()), _LEFT, label)
        painter.setFont(font(12))
        painter.setPen(palette.colour("faint"))
        painter.drawText(QRect(start + wide, inner.top(), whole - wide + 2, inner.height()), _LEFT, unit)
        painter.restore()

    def _arrow(self, painter: QPainter, at: QPointF, falling: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours(self).colour("accent"))
        by = 3.0 if falling else -3.0
        painter.drawPolygon(QPolygonF([at + QPointF(-4, -by / 1.5), at + QPointF(4, -by / 1.5), at + QPointF(0, by)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


class Cells(QStyledItemDelegate):
    """Paints a cell from its row and its column; the row under the cursor carries the accent at its left edge."""

    def __init__(self, view: Listing) -> None:
        super().__init__(view)
        self._view = view
        self.palette: Colours | None = None
        self._faces = {False: font(BODY), True: font(BODY, strong=True)}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        listing = self._view.listing
        row, column = listing.row(index.row()), listing.columns[index.column()]
        if row is None:
            return
        palette = self.palette = self.palette or colours()
        rect: QRect = option.rect
        if option.state.value & _SELECTED:
            painter.fillRect(rect, palette.colour("hover"))
            if self._view.first_column == index.column():
                wide = palette.colour("accent" if self._view.hasFocus() else "faint")
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), wide)
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(PAD, 0, -PAD, -1)
        if column.share is not None:
            self._share(painter, inner, column.share(row), palette)
        self._text(painter, inner, column, row, palette)

    def _text(self, painter: QPainter, inner: QRect, column: Column[Any], row: Any, palette: Colours) -> None:
        text, tone = column.text(row), column.tone(row) if column.tone else ""
        right = column.numeric or column.share is not None
        mark = column.mark(row) if column.mark else None
        painter.setFont(self._faces[column.strong])
        if mark is not None:
            fill = palette.colour(mark.colour) if mark.colour else status.colour(mark.standing, palette)
            wide = painter.fontMetrics().horizontalAdvance(text) if right else inner.width() - MARK
            at = max(inner.left(), inner.right() - wide - MARK)
            status.paint(painter, QPointF(at + 5.5, inner.center().y() + 0.5), 10, mark.standing, fill)
            inner = inner.adjusted(MARK, 0, 0, 0)
        if not text:
            return
        painter.setPen(QPen(palette.colour(tone or "text")))
        if len(text) * 8 > inner.width():  # a line this short fits in any case
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _RIGHT if right else _LEFT, text)

    def _share(self, painter: QPainter, inner: QRect, share: tuple[int, int], palette: Colours) -> None:
        """A bar at the left, so that the figures at the right stay in their column."""
        done, of = share
        wide = max(20, inner.width() - SHARE_TEXT)
        bar = QRectF(inner.left(), inner.center().y() - 2.5, wide, 6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self._pill(painter, bar, palette.colour("line"))
        if of and done:
            whole = done >= of
            filled = QRectF(bar.left(), bar.top(), max(6.0, bar.width() * done / of), bar.height())
            self._pill(painter, filled, palette.colour("good" if whole else "accent"))
        painter.restore()

    @staticmethod
    def _pill(painter: QPainter, box: QRectF, fill: QColor) -> None:
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 3, 3)


class Listing(QTableView):
    """A ``ListingModel`` on screen: ``chosen(row)`` as the cursor moves, ``opened(row)`` on Enter and double click."""

    chosen = Signal(object)
    opened = Signal(object)
    typed = Signal(str)
    """A key that is no command here: a page may hand it to its entry field."""

    def __init__(
        self,
        model: ListingModel[Any],
        name: str,
        settings: QSettings,
        remembered_as: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.listing = model
        self._settings, self._kept = settings, f"{remembered_as}/columns"
        self._wanted: Hashable = None
        self._quiet = False
        self._restoring = False
        self._arranged = False
        """Whether the person chose the columns; then none comes or goes by itself."""
        self.setAccessibleName(name)
        self.cells = Cells(self)
        self.headings = Headings(model, self)
        self._look()
        self.setModel(model)
        self._restore_columns()
        self._listen()

    def _look(self) -> None:
        self.setHorizontalHeader(self.headings)
        self.setItemDelegate(self.cells)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.headings.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _listen(self) -> None:
        self.headings.sectionClicked.connect(self._on_heading)
        self.headings.customContextMenuRequested.connect(self._on_heading_menu)
        self.headings.sectionResized.connect(self._on_arranged)
        self.headings.sectionMoved.connect(self._on_arranged)
        self.listing.modelReset.connect(self._find_again)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    # The cursor.

    @property
    def current(self) -> Any:
        """The row the cursor is on, None where there is none."""
        return self.listing.row(self.currentIndex().row())

    def choose(self, key: Hashable) -> bool:
        """Put the cursor on the row of that key; whether it is shown."""
        self._wanted = key
        place = self.listing.at(key)
        if place is None:
            return False
        index = self.listing.index(place, max(0, self.first_column))
        if place != self.currentIndex().row():
            self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def step(self, by: int) -> None:
        """Move the cursor by so many rows."""
        place = min(max(0, self.currentIndex().row() + by), self.listing.rowCount() - 1)
        if place >= 0:
            self.setCurrentIndex(self.listing.index(place, max(0, self.first_column)))

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        row = self.listing.row(now.row())
        if row is not None and not self._quiet:
            self._wanted = self.listing.key(row)
            self.chosen.emit(row)

    def _find_again(self) -> None:
        """After rows came, went or moved: the cursor stays with its row, without telling anybody anew."""
        place = self.listing.at(self._wanted)
        if place is None:
            if not self.listing.rows:
                self.chosen.emit(None)
            return
        self._quiet = True
        self.setCurrentIndex(self.listing.index(place, max(0, self.first_column)))
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if key in (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value):
            if self.current is not None:
                self.opened.emit(self.current)
        elif (
            text and text.isprintable() and text != " " and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid() and self.current is not None:
            self.opened.emit(self.current)

    # Columns.

    @property
    def first_column(self) -> int:
        """The leftmost column that is shown."""
        places = (self.headings.logicalIndex(place) for place in range(self.headings.count()))
        return next((column for column in places if not self.headings.isSectionHidden(column)), -1)

    def _on_heading(self, column: int) -> None:
        order = self.listing.sorted
        if order is None or order[0] != column:
            self.listing.sort_by(column)
        elif not order[1]:
            self.listing.sort_by(column, falling=True)
        else:
            self.listing.sort_by(None)
        self.headings.viewport().update()

    def _on_heading_menu(self, at: QPoint) -> None:
        self.columns_menu().popup(self.headings.mapToGlobal(at))

    def columns_menu(self) -> QMenu:
        """Every column with a tick, to show and hide it."""
        menu = QMenu(tr("Columns"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = [c for c in range(len(self.listing.columns)) if not self.headings.isSectionHidden(c)]
        for place, column in enumerate(self.listing.columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(place in shown)
            action.setEnabled(len(shown) > 1 or place not in shown)
            action.toggled.connect(lambda on, place=place: self._show_column(place, on))
        return menu

    def _show_column(self, place: int, shown: bool) -> None:
        self._arranged = True
        self.headings.setSectionHidden(place, not shown)
        self._remember_columns()

    def _remember_columns(self, *_changes: object) -> None:
        if self._restoring:
            return
        places = [self.headings.logicalIndex(place) for place in range(self.headings.count())]
        kept = (
            []
            if not self._arranged
            else [
                [self.listing.columns[c].name, self.headings.sectionSize(c), self.headings.isSectionHidden(c)]
                for c in places
            ]
        )
        self._settings.setValue(self._kept, json.dumps(kept))

    def _on_arranged(self, *_changes: object) -> None:
        """A width or a place was changed with the mouse."""
        if self.headings.isVisible() and QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._arranged = True
            self._remember_columns()

    def _restore_columns(self) -> None:
        """Widths as declared, then as they were left."""
        self._restoring = True
        names = {column.name: place for place, column in enumerate(self.listing.columns)}
        for place, column in enumerate(self.listing.columns):
            self.headings.resizeSection(place, column.width)
            self.headings.setSectionHidden(place, column.hidden or column.roomy)
            if column.stretch:
                self.headings.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        try:
            for place, (name, width, hidden) in enumerate(json.loads(str(self._settings.value(self._kept) or "[]"))):
                column_at = names[str(name)]
                self.headings.moveSection(self.headings.visualIndex(column_at), place)
                self.headings.setSectionHidden(column_at, bool(hidden))
                self._arranged = True
                if not self.listing.columns[column_at].stretch and not hidden:
                    self.headings.resizeSection(column_at, max(NARROWEST, int(width)))
        except (ValueError, KeyError, TypeError):
            self._settings.remove(self._kept)
        self._restoring = False

    # Looks.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._arranged:
            for place, column in enumerate(self.listing.columns):
                if column.roomy:
                    self.headings.setSectionHidden(place, event.size().width() < ROOMY)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        self.cells.palette = colours(self)
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()
