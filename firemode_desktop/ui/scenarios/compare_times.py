"""Two sequences over one another in time: each effect a line, its window before above and its window after below."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.domain.scenario_diff import CellChange, Change
from firemode_desktop.domain.sequence import Step
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import elided
from firemode_desktop.ui.theme import SMALL, Colours, colours, font

LINE, NAMES, EDGE, AXIS = 24, 210, 16, 22
MOST = 14
STEPS_S = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600)


class Overlay(QWidget):
    """All effects while they are few, else the first that differ: outlined above as it was, filled below as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[CellChange, ...] = ()
        self._chosen: CellChange | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Both in time"))

    def show_rows(self, rows: Sequence[CellChange]) -> None:
        """Show these, or what differs of them where they are many."""
        differing = tuple(row for row in rows if row.kind is not Change.SAME)
        self.rows = tuple(rows) if len(rows) <= MOST else (differing or tuple(rows))[:MOST]
        words = "; ".join(row.words for row in self.rows)
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def choose(self, row: CellChange | None) -> None:
        """Point one of them out."""
        self._chosen = row
        self.update()

    @property
    def horizon(self) -> Decimal:
        """Seconds up to which it is drawn."""
        ends = [step.latest for row in self.rows for step in (row.before, row.after) if step is not None]
        return max((*ends, Decimal(10)))

    def sizeHint(self) -> QSize:
        return QSize(400, LINE * len(self.rows) + AXIS + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def x_of(self, seconds: Decimal) -> float:
        """Where a time stands."""
        return NAMES + float(seconds / self.horizon) * (self.width() - NAMES - EDGE - 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SMALL))
        palette = colours(self)
        self._paint_axis(painter, palette)
        for at, row in enumerate(self.rows):
            self._paint_row(painter, palette, row, QRectF(0, at * LINE, self.width(), LINE))
        painter.end()

    def _paint_axis(self, painter: QPainter, palette: Colours) -> None:
        bottom = LINE * len(self.rows)
        step = next((each for each in STEPS_S if self.horizon / each <= 12), STEPS_S[-1])
        for second in range(0, int(self.horizon) + 1, step):
            x = self.x_of(Decimal(second))
            painter.setPen(QPen(palette.colour("line"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
            painter.setPen(palette.colour("quiet"))
            painter.drawText(QRectF(x - 24, bottom + 2, 48, AXIS), Qt.AlignmentFlag.AlignHCenter, f"{second} s")

    def _paint_row(self, painter: QPainter, palette: Colours, row: CellChange, box: QRectF) -> None:
        if row is self._chosen:
            painter.fillRect(box, palette.colour("hover"))
        painter.setPen(palette.colour("text"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        elided(painter, box.adjusted(0, 0, NAMES - 10 - box.width(), 0), row.effect, left)
        if row.before is not None and row.kind is not Change.SAME:
            self._paint_window(painter, row.before, box.top() + 3, palette.colour("faint"), solid=False)
        if row.after is not None:
            colour = palette.colour({Change.ADDED: "good", Change.CHANGED: "near"}.get(row.kind, "bar"))
            self._paint_window(painter, row.after, box.top() + LINE / 2 + 1, colour, solid=True)

    def _paint_window(self, painter: QPainter, step: Step, top: float, colour: QColor, *, solid: bool) -> None:
        """A bar over the window with a tick at the planned time; crossed where it must not happen."""
        bar = QRectF(self.x_of(step.earliest), top, 0, 7)
        bar.setRight(max(self.x_of(step.latest), bar.left() + 3))
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(colour if solid and not step.must_not else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar, 3, 3)
        if step.must_not:
            painter.drawLine(bar.topLeft(), bar.bottomRight())
            painter.drawLine(bar.bottomLeft(), bar.topRight())
        x = self.x_of(step.expected_delay_seconds)
        painter.setPen(QPen(colours(self).colour("ink"), 1.6))
        painter.drawLine(QPointF(x, top - 1), QPointF(x, top + 8))
