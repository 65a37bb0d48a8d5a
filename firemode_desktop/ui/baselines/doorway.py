"""A doorway as it is seen, with a field for each of the nine velocities at the point where it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.domain.baseline_draft import Look
from firemode_desktop.domain.checks import Limits, plain, round_half_even
from firemode_desktop.domain.grid import FRACTIONS, POINTS, Grid
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.testing.edits import ENTER, NumberEdit
from firemode_desktop.ui.theme import SMALL, colours, font

TALL, BELOW = 206, 22
WIDE = 236.0
"""Wide enough that the fields do not meet, whatever the doorway's own proportions are."""
FIELD = QSize(52, 26)
NUMBER = 11


class PointEdit(NumberEdit):
    """The field of one point. Enter goes to the next one; Ctrl+Enter belongs to the page."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(f"Velocity at point {number} in metres per second", parent)
        self.setProperty("role", "point")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedSize(FIELD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class DoorwayDrawing(QWidget):
    """Nine velocities in m/s on the opening. What is on record stands faintly in the fields, what is typed over it."""

    edited = Signal(int, object)
    """From which point on (0 to 8), and the texts."""
    entered = Signal()
    """Enter was pressed in the last field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid | None = None
        self._read: Look | None = None
        self._limits = Limits()
        self._width: Decimal | None = None
        self._height: Decimal | None = None
        self.edits = tuple(PointEdit(place.point, self) for place in FRACTIONS)
        for place, edit in enumerate(self.edits):
            edit.textEdited.connect(lambda text, place=place: self.edited.emit(place, (text,)))
            edit.spread.connect(partial(self._on_spread, place))
            edit.entered.connect(partial(self._on_entered, place))
        self.setFixedHeight(TALL + BELOW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.edits[0])

    def show_grid(self, grid: Grid | None, width_m: Decimal | None, height_m: Decimal | None, limits: Limits) -> None:
        """Draw what is on record in a doorway of that size; ``None`` where no points are."""
        self._grid, self._limits, self._width, self._height = grid, limits, width_m, height_m
        for edit, value in zip(self.edits, grid.values if grid else (None,) * POINTS, strict=True):
            edit.setPlaceholderText("" if value is None else f"{value:.2f}")
        self._describe()

    def show_typed(self, texts: Sequence[str], read: Look | None) -> None:
        """Show what is typed (nine texts, or none), and mark what cannot be read."""
        wrong = dict(read.problems) if read is not None else {}
        self._read = read
        for place, edit in enumerate(self.edits):
            text = texts[place] if place < len(texts) else ""
            if edit.text() != text:
                edit.setText(text)
            edit.mark(wrong.get(place, ""))
        self._describe()

    def begin(self) -> None:
        """Put the keyboard into the first field that waits for something."""
        edit = next((one for one in self.edits if not one.text().strip()), self.edits[0])
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()

    @property
    def shown(self) -> Grid | None:
        """What is typed, where anything is; else what is on record."""
        return self._read.grid if self._read is not None and self._read.grid is not None else self._grid

    @property
    def recorded(self) -> bool:
        """Whether points are on record."""
        return self._grid is not None

    @property
    def mean(self) -> str:
        """The mean on record in m/s at three decimals."""
        return "" if self._grid is None else f"{round_half_even(self._grid.mean, 3):f}"

    def _describe(self) -> None:
        grid = self.shown
        if grid is None or not grid.present:
            self.setAccessibleName("Nine points in m/s: none yet")
            self.setToolTip("")
        else:
            told = enumerate(grid.values, 1)
            points = ", ".join(f"point {number} {plain(value)}" for number, value in told if value is not None)
            mean = round_half_even(grid.mean, 3)
            self.setAccessibleName(f"Nine points in m/s: {points}; mean {mean}")
            self.setToolTip(f"Mean {mean} m/s, lowest {plain(grid.lowest)} m/s at point {grid.lowest_point}")
        self.update()

    def _on_spread(self, place: int, texts: Sequence[str]) -> None:
        """Pasted numbers go from here on; nine or more are all of them."""
        self.edited.emit(0 if len(texts) >= POINTS else place, tuple(texts))

    def _on_entered(self, place: int) -> None:
        if place + 1 == POINTS:
            self.entered.emit()
        else:
            self.edits[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
            self.edits[place + 1].selectAll()

    # Looks.

    def sizeHint(self) -> QSize:
        return QSize(round(WIDE) + 16, TALL + BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for edit, at in zip(self.edits, self._points(), strict=True):
            corner = at - QPointF(FIELD.width() / 2, FIELD.height() / 2)
            edit.setGeometry(QRect(corner.toPoint(), FIELD))

    def _opening(self) -> QRectF:
        wide = min(self.width() - 12.0, WIDE)
        return QRectF((self.width() - wide) / 2, 4, wide, TALL - 8.0)

    def _points(self) -> list[QPointF]:
        """Where the nine points are: fractions of the opening, from its left jamb and its sill."""
        opening = self._opening()
        return [
            QPointF(
                opening.left() + opening.width() * float(place.x), opening.bottom() - opening.height() * float(place.y)
            )
            for place in FRACTIONS
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        opening = self._opening()
        painter.fillRect(opening, palette.colour("raised"))
        painter.setPen(QPen(palette.colour("ink"), 2))
        painter.drawPolyline([opening.bottomLeft(), opening.topLeft(), opening.topRight(), opening.bottomRight()])
        painter.drawLine(QPointF(2, opening.bottom()), QPointF(self.width() - 2, opening.bottom()))
        grid = self.shown
        for place, at in enumerate(self._points()):
            self._number(painter, at, place, grid.values[place] if grid is not None else None)
        self._sizes(painter, opening)
        painter.end()

    def _number(self, painter: QPainter, at: QPointF, place: int, value: Decimal | None) -> None:
        """The number of the point above its field, with the mark of a failure where it is outside of the rule."""
        palette = colours(self)
        low = value is not None and not self._limits.contains(value)
        top = at.y() - FIELD.height() / 2 - 9
        if low:
            status.paint(painter, QPointF(at.x() - 8, top + 1), 7, Standing.FAIL, palette.colour("bad"))
        painter.setFont(font(NUMBER))
        painter.setPen(palette.colour("bad" if low else "quiet"))
        painter.drawText(QRectF(at.x() - 10, top - 8, 20, 18), Qt.AlignmentFlag.AlignCenter, str(place + 1))

    def _sizes(self, painter: QPainter, opening: QRectF) -> None:
        painter.setFont(font(SMALL))
        painter.setPen(colours(self).colour("faint"))
        sizes = f"{plain(self._width)} × {plain(self._height)} m" if self._width and self._height else "size not known"
        below = QRectF(0, opening.bottom() + 5, self.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, sizes)
