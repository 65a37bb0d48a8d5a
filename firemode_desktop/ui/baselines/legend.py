"""What the marks mean and how many there are of each; choosing one leaves only those to be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from firemode_desktop.domain.baselines import Location
from firemode_desktop.domain.completeness import ADVISED, BaselineCell, Mark
from firemode_desktop.ui import status
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import paint_surface, row
from firemode_desktop.ui.theme import GRID, SMALL, Colours, colours, font

EXPLAINED = (Mark.PRESENT, Mark.STALE, Mark.OUTSIDE, Mark.MISSING)
TIPS = {
    Mark.PRESENT: tr("a baseline is on record"),
    Mark.STALE: tr("the stair was commissioned anew since"),
    Mark.OUTSIDE: tr("the baseline is outside of the rule in force today"),
    Mark.MISSING: tr("no baseline is on record"),
    ADVISED: tr("does not agree with other readings"),
}


class LegendEntry(QAbstractButton):
    """``▲ 1 outside the rule``; pressed while only these are shown."""

    def __init__(self, only: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.only = only
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        """So many there are."""
        self.setText(f"{count} {self.only}")
        self.setToolTip(f"{self.text()}: {TIPS[self.only]}")
        self.setAccessibleName(tr("{self}, show only these", self=self.text()))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(round(self.fontMetrics().horizontalAdvance(self.text())) + 30, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), colours(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            edge = palette.colour("accent") if self.hasFocus() else palette.colour("line") if self.isChecked() else None
            paint_surface(painter, QRectF(self.rect()), palette.colour("hover"), edge, 5)
        paint_mark(painter, QPointF(13, self.height() / 2), self.only, palette)
        painter.setFont(font(SMALL, strong=self.isChecked()))
        painter.setPen(palette.colour("text" if self.isChecked() else "quiet"))
        painter.drawText(QRectF(23, 0, self.width() - 24, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


def paint_mark(painter: QPainter, centre: QPointF, only: str, palette: Colours) -> None:
    """The shape of a mark, or the question mark of advice."""
    if only == ADVISED:
        painter.setFont(font(12, strong=True))
        painter.setPen(palette.colour("near"))
        painter.drawText(QRectF(centre.x() - 8, centre.y() - 10, 16, 20), Qt.AlignmentFlag.AlignCenter, "?")
        return
    standing = Mark(only).standing
    status.paint(painter, centre, 9, standing, status.colour(standing, palette))


class Legend(QWidget):
    """``● 58 present   ◆ 0 stale   ▲ 1 outside the rule   ○ 1 missing   ? 2 advised``."""

    chosen = Signal(object)
    """A mark or ``ADVISED`` that alone is to be shown; None for everything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = {only: LegendEntry(only) for only in (*EXPLAINED, ADVISED)}
        layout = row(gap=2)
        for only, entry in self.entries.items():
            entry.clicked.connect(lambda _checked=False, only=only: self.choose(only))
            layout.addWidget(entry)
        layout.addStretch(1)
        self.tail = layout
        self.setLayout(layout)
        self.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self.only: str | None = None
        self.setMinimumHeight(3 * GRID)

    def choose(self, only: str | None) -> None:
        """Show only these; everything again when they were chosen already."""
        self.only = None if only == self.only else only
        for name, entry in self.entries.items():
            entry.setChecked(name == self.only)
        self.chosen.emit(self.only)

    def show_cells(self, cells: Sequence[BaselineCell], advised: Container[Location]) -> None:
        """Count these; those that are ``advised`` on do not agree with others."""
        counted = Counter[str](cell.mark for cell in cells)
        counted[ADVISED] = sum(cell.location in advised for cell in cells)
        for only, entry in self.entries.items():
            entry.show_count(counted[only])
