"""The list of registers at the left: how many rows each has, and where something is not saved or cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import elided, paint_surface
from firemode_desktop.ui.theme import colours, font

LINE = 34
WIDTH = 200


@dataclass(frozen=True)
class Entry:
    """One line: a register, its number of rows, whether it holds changes and whether one of them cannot be saved."""

    name: str
    title: str
    rows: int = 0
    changed: bool = False
    trouble: bool = False


class RegisterList(QWidget):
    """Choose a register with the mouse or the arrow keys."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self.current = ""
        self._over = -1
        self.setAccessibleName(tr("Registers"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedWidth(WIDTH)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these registers."""
        self.entries = tuple(entries)
        self.updateGeometry()
        self.update()

    def show_current(self, name: str) -> None:
        """Mark the register that is shown."""
        self.current = name
        entry = next((entry for entry in self.entries if entry.name == name), None)
        self.setAccessibleDescription(tr("{entry}, {rows} rows", entry=entry.title, rows=entry.rows) if entry else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, LINE * len(self.entries) + 16)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _box(self, place: int) -> QRect:
        return QRect(8, 8 + place * LINE, self.width() - 16, LINE)

    def _at(self, point: QPointF) -> int:
        return next((place for place in range(len(self.entries)) if self._box(place).contains(point.toPoint())), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place >= 0:
            self.chosen.emit(self.entries[place].name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over = self._at(event.position())
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._over = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(event.key(), 0)
        names = [entry.name for entry in self.entries]
        if step and self.current in names:
            self.chosen.emit(names[max(0, min(len(names) - 1, names.index(self.current) + step))])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, entry in enumerate(self.entries):
            self._line(painter, self._box(place), entry, place == self._over)
        painter.end()

    def _line(self, painter: QPainter, box: QRect, entry: Entry, over: bool) -> None:
        palette, here = colours(self), entry.name == self.current
        if here or over:
            edge = palette.colour("accent") if here and self.hasFocus() else None
            paint_surface(painter, QRectF(box).adjusted(0, 1, 0, -1), palette.colour("hover"), edge, 5)
        if here:
            painter.fillRect(QRect(box.left(), box.top() + 7, 3, box.height() - 14), palette.colour("accent"))
        painter.setFont(font(strong=here))
        painter.setPen(palette.colour("text" if here else "quiet"))
        elided(painter, QRectF(box.adjusted(18, 0, -40, 0)), entry.title, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(font(12))
        painter.setPen(palette.colour("quiet" if here else "faint"))
        painter.drawText(box.adjusted(0, 0, -10, 0), _RIGHT, str(entry.rows))
        at = QPointF(box.left() + 10, box.center().y() + 1)
        if entry.trouble:
            status.paint(painter, at, 8, Standing.FAIL, palette.colour("bad"))
        elif entry.changed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("accent"))
            painter.drawEllipse(at, 3, 3)


_RIGHT = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value
