"""A doorway as it is seen, with a field for each of the nine velocities at the point where it is taken.

``DoorwayPad`` draws it and moves between the points; the baselines fill it from what is on record, ``PointsField``
from what is being typed for a test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.domain.as_read import DensityOffer, density_offer
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.entry import Entry, Preview
from firemode_desktop.domain.grid import FRACTIONS, POINTS, Grid, GridPoint
from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.running import RunSheet, RunTest
from firemode_desktop.domain.session_physics import Opening
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.language import plain, tr
from firemode_desktop.ui.parts import column, label
from firemode_desktop.ui.testing.edits import ENTER, NumberEdit
from firemode_desktop.ui.testing.field import Field, go_to
from firemode_desktop.ui.testing.offers import Offer
from firemode_desktop.ui.theme import SMALL, colours, font

TALL, BELOW = 206, 22
WIDE = 236.0
"""Wide enough that the fields do not meet, whatever the doorway's own proportions are."""
FIELD = QSize(52, 26)
NUMBER = 11
COLUMN_EDGES = (0.0, 0.375, 0.625, 1.0)
ROW_EDGES = (0.0, 0.35, 0.65, 1.0)
"""Half way between the points, from the left jamb and from the top: the part of the opening a point stands for."""
FAINTEST, FULLEST = 40, 190
_MOVES = {
    Qt.Key.Key_Up.value: -3,
    Qt.Key.Key_Down.value: 3,
    Qt.Key.Key_Left.value: -1,
    Qt.Key.Key_Right.value: 1,
}


class PointEdit(NumberEdit):
    """The field of one point. Enter goes to the next one, arrows to the one beside; Ctrl+Enter belongs to the page."""

    moved = Signal(int)

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(tr("Velocity at point {number} in metres per second", number=number), parent)
        self.setProperty("role", "point")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedSize(FIELD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plainly = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif plainly and event.key() in _MOVES and self._leaves(event.key()):
            self.moved.emit(_MOVES[event.key()])
        else:
            super().keyPressEvent(event)

    def _leaves(self, key: int) -> bool:
        """Whether an arrow leaves the field; left and right first move within what is typed."""
        if key in (Qt.Key.Key_Up.value, Qt.Key.Key_Down.value) or self.selectedText() == self.text():
            return True
        return self.cursorPosition() == (0 if key == Qt.Key.Key_Left.value else len(self.text()))


class DoorwayPad(QWidget):
    """Nine fields in m/s on the opening, numbered left to right from the top, tinted by what stands in them."""

    edited = Signal(int, object)
    """From which point on (0 to 8), and the texts."""
    entered = Signal()
    """Enter was pressed in the last field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits = Limits()
        self._width: Decimal | None = None
        self._height: Decimal | None = None
        self.edits = tuple(PointEdit(place.point, self) for place in FRACTIONS)
        for place, edit in enumerate(self.edits):
            edit.moved.connect(partial(self._on_moved, place))
        self.setFixedHeight(TALL + BELOW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.edits[0])

    def listen(self) -> None:
        """Tell what is typed by ``edited`` and ``entered``; without, whoever adopts the edits listens to them."""
        for place, edit in enumerate(self.edits):
            edit.textEdited.connect(lambda text, place=place: self.edited.emit(place, (text,)))
            edit.spread.connect(partial(self._on_spread, place))
            edit.entered.connect(partial(self._on_entered, place))

    def show_opening(self, width_m: Decimal | None, height_m: Decimal | None, limits: Limits) -> None:
        """A doorway of this size, where it is known, whose velocities have these limits."""
        self._limits, self._width, self._height = limits, width_m, height_m
        for place, edit in zip(FRACTIONS, self.edits, strict=True):
            edit.hint = self.where(place)
            edit.setToolTip(edit.hint)
            edit.setAccessibleName(
                tr("Velocity at point {point} in metres per second, {hint}", point=place.point, hint=edit.hint)
            )
        self.update()

    def where(self, place: GridPoint) -> str:
        """``0.25 m from the left, 1.68 m above the floor``; in parts of the opening where its size is not known."""
        if self._width and self._height:
            x, y = place.x * self._width, place.y * self._height
            return tr("{x} m from the left, {y} m above the floor", x=plain(round(x, 2)), y=plain(round(y, 2)))
        return tr(
            "{x} % of the width from the left, {y} % of the height up", x=plain(place.x * 100), y=plain(place.y * 100)
        )

    @property
    def shown(self) -> Grid | None:
        """What the pad is tinted by."""
        return None

    def begin(self) -> None:
        """Put the keyboard into the first field that waits for something."""
        go_to(next((one for one in self.edits if not one.text().strip()), self.edits[0]))

    def _on_spread(self, place: int, texts: Sequence[str]) -> None:
        """Pasted numbers go from here on; nine or more are all of them."""
        self.edited.emit(0 if len(texts) >= POINTS else place, tuple(texts))

    def _on_entered(self, place: int) -> None:
        if place + 1 == POINTS:
            self.entered.emit()
        else:
            go_to(self.edits[place + 1])

    def _on_moved(self, place: int, by: int) -> None:
        """To the point beside or above; at the jambs, the lintel and the sill it stays."""
        to = place + by
        if 0 <= to < POINTS and (abs(by) == 3 or to // 3 == place // 3):
            go_to(self.edits[to])

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
        grid = self.shown
        if grid is not None and grid.present:
            self._tint(painter, opening, grid)
        painter.setPen(QPen(palette.colour("ink"), 2))
        painter.drawPolyline([opening.bottomLeft(), opening.topLeft(), opening.topRight(), opening.bottomRight()])
        painter.drawLine(QPointF(2, opening.bottom()), QPointF(self.width() - 2, opening.bottom()))
        for place, at in enumerate(self._points()):
            self._number(painter, at, place, grid)
        self._sizes(painter, opening)
        painter.end()

    def _tint(self, painter: QPainter, opening: QRectF, grid: Grid) -> None:
        """The part of the opening each point stands for: the faster the fuller, below the limit in its own wash."""
        slowest, spread = grid.lowest, grid.spread
        for place, value in enumerate(grid.values):
            if value is None:
                continue
            row, at = divmod(place, 3)
            left, right = (opening.left() + opening.width() * edge for edge in COLUMN_EDGES[at : at + 2])
            top, bottom = (opening.top() + opening.height() * edge for edge in ROW_EDGES[row : row + 2])
            share = float((value - slowest) / spread) if spread else 0.5
            painter.fillRect(QRectF(QPointF(left, top), QPointF(right, bottom)), self._colour(value, share))

    def _colour(self, value: Decimal, share: float) -> QColor:
        palette = colours(self)
        if not self._limits.contains(value):
            return palette.colour("bad_wash")
        tint = palette.colour("bar")
        tint.setAlpha(round(FAINTEST + share * (FULLEST - FAINTEST)))
        return tint

    def _number(self, painter: QPainter, at: QPointF, place: int, grid: Grid | None) -> None:
        """The number of the point above its field: with the mark of a failure outside of the rule, of a gap if none."""
        palette = colours(self)
        value = grid.values[place] if grid is not None else None
        missing = grid is not None and bool(grid.present) and value is None
        low = value is not None and not self._limits.contains(value)
        top = at.y() - FIELD.height() / 2 - 9
        if low or missing:
            found = Standing.FAIL if low else Standing.NOT_TESTED
            tone = palette.colour("bad" if low else "accent")
            status.paint(painter, QPointF(at.x() - 9, top + 1), 7, found, tone)
        painter.setFont(font(NUMBER))
        painter.setPen(palette.colour("bad" if low else "accent_text" if missing else "quiet"))
        painter.drawText(QRectF(at.x() - 10, top - 8, 20, 18), Qt.AlignmentFlag.AlignCenter, str(place + 1))

    def _sizes(self, painter: QPainter, opening: QRectF) -> None:
        painter.setFont(font(SMALL))
        painter.setPen(colours(self).colour("faint"))
        sizes = (
            f"{plain(self._width)} × {plain(self._height)} m" if self._width and self._height else tr("size not known")
        )
        below = QRectF(0, opening.bottom() + 5, self.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, sizes)


class TypedPad(DoorwayPad):
    """The pad of a test: tinted by what its entry comes to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid | None = None

    @property
    def shown(self) -> Grid | None:
        return self._grid

    def show_grid(self, grid: Grid | None) -> None:
        """Tint it by these velocities."""
        self._grid = grid
        self.setAccessibleName(
            tr("Nine points: {grid}", grid=grid.words or tr("none yet")) if grid is not None else tr("Nine points")
        )
        self.update()


class PointsField(Field):
    """Nine velocities on the pad, their mean as it grows, and the correction for the density of the day's air."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pad = TypedPad()
        for edit in self.pad.edits:
            self.adopt(edit)
        self._opening = Opening()
        self._density: DensityOffer | None = None
        self._read_only = False
        self.words = label("", "strong", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.density = Offer("Ctrl+D", self.correct)
        QShortcut(QKeySequence("Ctrl+D"), self, self.correct, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setLayout(column(self.pad, self.words, self.slip, self.density, gap=4))
        self.setFocusProxy(self.pad)

    def show_place(self, sheet: RunSheet, one: RunTest) -> None:
        """The size of the doorway, and what the air of the day does to a thermal anemometer."""
        key = (one.test.stair, one.test.floor or "", one.test.doorway or "")
        self._opening = sheet.site.doorways.get(key, Opening())
        self._density = density_offer(sheet.conditions)

    def show_entry(self, entry: Entry, test: Test) -> None:
        super().show_entry(entry, test)
        self.pad.show_opening(self._opening.width_m, self._opening.height_m, test.limits)
        self.pad.show_grid(None)
        self.words.hide()
        self._show_density()

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self._read_only = read_only
        self._show_density()

    def show_preview(self, preview: Preview) -> None:
        super().show_preview(preview)
        grid = preview.reading.grid if preview.reading is not None else None
        self.pad.show_grid(grid)
        self.words.setText(grid.words if grid is not None else "")
        self.words.setVisible(bool(self.words.text()))
        self._show_density()

    def correct(self) -> None:
        """Take the correction for all nine points, or take it back; what was read stays in the fields."""
        if self._density is None or self._read_only:
            return
        taken = None if self._shown.density_factor is not None else self._density.factor
        self._shown = replace(self._shown, density_factor=taken)
        self.changed()

    def _show_density(self) -> None:
        """The offer once something is typed; what was taken always."""
        factor = self._shown.density_factor
        if factor is not None:
            words = tr(
                "What was read is multiplied by {factor} for the density of the air, and kept.", factor=plain(factor)
            )
            self.density.say(words, "" if self._read_only else tr("As read"))
        elif self._density is not None and not self._read_only and any(text.strip() for text in self.texts()):
            self.density.say(
                self._density.words, tr("Multiply by {factor}", factor=plain(round(self._density.factor, 4)))
            )
        else:
            self.density.say("", "")

    def _on_spread(self, place: int, texts: Sequence[str]) -> None:
        """Nine or more pasted numbers are all of them, wherever the keyboard is."""
        super()._on_spread(0 if len(texts) >= POINTS else place, texts)
