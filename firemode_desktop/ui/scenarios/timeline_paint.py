"""How the timeline is painted: one ``Picture`` of values in, strokes out."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.timing import planned
from firemode_desktop.ui import status
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import elided
from firemode_desktop.ui.scenarios.timeline_drag import dot_of
from firemode_desktop.ui.scenarios.timeline_frame import BAR, FOOT, HEAD, LOW_ROW, NUMBER, Frame
from firemode_desktop.ui.scenarios.timeline_rows import Row, differs
from firemode_desktop.ui.theme import BODY, SMALL, Colours, font

LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is to be seen at one moment."""

    frame: Frame
    rows: tuple[Row, ...]
    orders: frozenset[int] = frozenset()
    cursor: int | None = None
    hovered: int | None = None
    focused: bool = False
    trigger: str = ""
    origin: dict[int, Step] = field(default_factory=dict)
    """Steps as they were when a drag began, by number, where they differ now."""
    label: tuple[int, str] | None = None
    """A row and what is said above its bar while it is dragged."""
    link: tuple[int, QPointF, int | None] | None = None
    """The row a dependency is drawn from, where the mouse is, and the row it would go to."""
    band: QRectF | None = None
    drop: tuple[float, str] | None = None
    asking: str = ""


class Painting:
    """One pass of the painter."""

    def __init__(self, painter: QPainter, palette: Colours, picture: Picture) -> None:
        self.painter, self.palette, self.picture = painter, palette, picture
        self.frame, self.rows = picture.frame, picture.rows
        first, last = self.frame.place_at(HEAD), self.frame.place_at(self.frame.height)
        self.places = range(max(0, first), min(last + 1, len(self.rows)))

    def paint(self) -> None:
        """Rows below the scale, names beside the times, what is being done on top."""
        painter, frame = self.painter, self.frame
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        below = QRectF(0, HEAD, frame.width, frame.height - HEAD)
        painter.setClipRect(below)
        self._washes()
        painter.setClipRect(QRectF(frame.names, 0, frame.width - frame.names, frame.height))
        self._scale()
        painter.setClipRect(QRectF(frame.names, HEAD, frame.width - frame.names, frame.height - HEAD))
        for place in self.places:
            self._plan(place, self.rows[place])
        self._dependencies()
        for place in self.places:
            self._seen(place, self.rows[place])
        self._doing()
        painter.setClipRect(below)
        for place in self.places:
            self._name(place, self.rows[place])
        painter.setClipping(False)
        self._head()

    # --- strokes -------------------------------------------------------------------------------------------------

    def _line(self, start: QPointF, end: QPointF, colour: QColor, width: float = 1, dashed: bool = False) -> None:
        self.painter.setPen(QPen(colour, width, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        half = 0.5 if width == 1 else 0.0
        shift = QPointF(half, half)
        self.painter.drawLine(
            QPointF(round(start.x()), round(start.y())) + shift, QPointF(round(end.x()), round(end.y())) + shift
        )

    def _upright(self, x: float, middle: float, half: float, colour: QColor, width: float = 1) -> None:
        self._line(QPointF(x, middle - half), QPointF(x, middle + half), colour, width)

    def _box(self, box: QRectF, fill: QColor | None, edge: QPen | None = None, radius: float = 3) -> None:
        self.painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        self.painter.setPen(edge if edge is not None else Qt.PenStyle.NoPen)
        self.painter.drawRoundedRect(box, radius, radius)

    # --- ground and scale ----------------------------------------------------------------------------------------

    def _washes(self) -> None:
        for place in self.places:
            row, box = self.rows[place], self.frame.box(place)
            chosen = row.order is not None and row.order in self.picture.orders
            if chosen:
                wash = QColor(self.palette.accent)
                wash.setAlphaF(0.16 if self.palette.dark else 0.07)
                self.painter.fillRect(box, wash)
                self.painter.fillRect(QRectF(0, box.top(), 3, box.height()), self.palette.colour("accent"))
            elif place == self.picture.hovered:
                self.painter.fillRect(box, self.palette.colour("raised"))
            self._line(box.bottomLeft(), box.bottomRight(), self.palette.colour("line"))
            if self.picture.focused and row.order is not None and row.order == self.picture.cursor:
                self._box(box.adjusted(1.5, 1.5, -1.5, -1.5), None, QPen(self.palette.colour("accent"), 1))

    def _scale(self) -> None:
        frame, painter = self.frame, self.painter
        bottom = min(frame.height, HEAD + frame.row * len(self.rows) - frame.top)
        painter.setFont(font(SMALL))
        for seconds, words in frame.ticks():
            x = frame.x_of(seconds)
            if seconds:
                self._line(QPointF(x, HEAD - 4), QPointF(x, bottom), self.palette.colour("line"))
            painter.setPen(self.palette.colour("quiet"))
            if x + painter.fontMetrics().horizontalAdvance(words) / 2 <= frame.width:
                painter.drawText(QRectF(x - 40, 2, 80, HEAD - 8), CENTRE, words)
        self._trigger(frame.x_of(0), bottom)

    def _trigger(self, x: float, bottom: float) -> None:
        frame, painter = self.frame, self.painter
        if x < frame.names:
            return
        self._line(QPointF(x, HEAD - 4), QPointF(x, bottom + 4), self.palette.colour("accent"), 2)
        painter.setPen(self.palette.colour("accent_text"))
        if bottom + FOOT <= frame.height + 1:
            painter.drawText(QRectF(x - 10, bottom + 4, 90, FOOT - 6), LEFT, "trigger")

    def _head(self) -> None:
        frame = self.frame
        self.painter.setFont(font(SMALL))
        self.painter.setPen(self.palette.colour("accent_text"))
        words = tr("Trigger {trigger}", trigger=self.picture.trigger) if self.picture.trigger else ""
        elided(self.painter, QRectF(8, 2, frame.names - 28, HEAD - 8), words, LEFT)
        self._line(QPointF(0, HEAD - 1), QPointF(frame.width, HEAD - 1), self.palette.colour("line"))

    def _name(self, place: int, row: Row) -> None:
        box, low = self.frame.box(place), self.frame.row <= LOW_ROW
        wide = self.frame.names - NUMBER - 14
        if row.order is not None:
            self.painter.setFont(font(SMALL))
            self.painter.setPen(self.palette.colour("quiet"))
            self.painter.drawText(QRectF(4, box.top() + (3 if low else 6), NUMBER - 10, 16), RIGHT, str(row.order))
        self.painter.setFont(font(BODY - 1 if low else BODY, strong=True))
        self.painter.setPen(
            self.palette.colour("near" if row.unexpected is not None else "quiet" if row.is_removed else "text")
        )
        elided(self.painter, QRectF(NUMBER, box.top() + (2 if low else 5), wide, 17), row.name, LEFT)
        self.painter.setFont(font(SMALL))
        must_not = row.step is not None and row.step.must_not
        self.painter.setPen(
            self.palette.colour("near" if row.unexpected is not None else "bad" if must_not else "quiet")
        )
        elided(self.painter, QRectF(NUMBER, box.top() + (17 if low else 22), wide, 15), row.action, LEFT)

    # --- plan ----------------------------------------------------------------------------------------------------

    def _plan(self, place: int, row: Row) -> None:
        step = row.step
        if step is None:
            if row.before is not None:
                self._ghost(place, row.before, self.palette.colour("faint"))
            return
        origin = self.picture.origin.get(step.step_order)
        if origin is not None:
            self._ghost(place, origin, self.palette.colour("accent"))
        elif differs(row) and row.before is not None:
            self._ghost(place, row.before, self.palette.colour("faint"))
        self._bar(place, step)
        if step.step_order in self.picture.orders or place == self.picture.hovered:
            self._holds(place, step)

    def _ghost(self, place: int, step: Step, colour: QColor) -> None:
        bar = self.frame.bar(place, step).adjusted(0, -3, 0, 3)
        self._box(bar, None, QPen(colour, 1, Qt.PenStyle.DashLine))
        if not step.must_not:
            self._upright(self.frame.x_of(step.expected_delay_seconds), bar.center().y(), BAR + 3, colour)

    def _bar(self, place: int, step: Step) -> None:
        bar, middle = self.frame.bar(place, step), self.frame.middle(place)
        if step.must_not:
            edge = QColor(self.palette.bad)
            edge.setAlphaF(0.35)
            self._box(bar, self.palette.colour("bad_wash"), QPen(edge, 1))
            return
        fill = self.palette.colour("bar")
        fill.setAlphaF(0.55)
        self._box(bar, fill)
        for x in (bar.left(), bar.right()):
            self._upright(x, middle, 7, self.palette.colour("faint"))
        planned_x = self.frame.x_of(step.expected_delay_seconds)
        self._upright(planned_x, middle, self.frame.tick_half, self.palette.colour("ink"), 2)

    def _holds(self, place: int, step: Step) -> None:
        """Grips at the ends, and the dot from which a dependency is drawn."""
        bar, accent = self.frame.bar(place, step), self.palette.colour("accent")
        for x in (bar.left(), bar.right()):
            self._box(QRectF(x - 2, bar.top() + 3, 4, bar.height() - 6), accent, radius=2)
        self.painter.setBrush(self.palette.colour("surface"))
        self.painter.setPen(QPen(accent, 1.5))
        self.painter.drawEllipse(dot_of(self.frame, place, step), 3.5, 3.5)

    def _dependencies(self) -> None:
        places = {row.order: place for place, row in enumerate(self.rows) if row.order is not None}
        for place, row in enumerate(self.rows):
            for before in row.step.depends_on if row.step is not None else ():
                if before in places:
                    marked = bool({before, row.order} & self.picture.orders)
                    self._arrow(places[before], place, self.palette.colour("accent" if marked else "quiet"))

    def _arrow(self, first: int, then: int, colour: QColor) -> None:
        """From the planned moment of a step to that of the one which waits for it."""
        start, end = self._moment(first), self._moment(then)
        down = 1 if then > first else -1
        half = self.frame.tick_half
        begin, tip = start + QPointF(0, down * half), end - QPointF(0, down * (half + 1))
        path = QPainterPath(begin)
        bend = QPointF(0, min(16.0, abs(tip.y() - begin.y()) * 0.6) * down)
        turn = QPointF(begin.x(), tip.y()) - bend
        if (turn.y() - begin.y()) * down > 0:
            path.lineTo(turn)
        path.cubicTo(path.currentPosition() + bend, tip - bend, tip)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(colour, 1.2))
        self.painter.drawPath(path)
        self._arrow_head(tip, down, colour)

    def _arrow_head(self, tip: QPointF, down: int, colour: QColor) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawPolygon(QPolygonF([tip, tip + QPointF(-3.5, -6 * down), tip + QPointF(3.5, -6 * down)]))

    def _moment(self, place: int) -> QPointF:
        step = self.rows[place].step
        assert step is not None
        return QPointF(dot_of(self.frame, place, step).x(), self.frame.middle(place))

    # --- what was seen -------------------------------------------------------------------------------------------

    def _seen(self, place: int, row: Row) -> None:
        """The shape where it was seen; beside it what is to be said, or the plan in figures where nothing is."""
        if self.picture.label is not None and self.picture.label[0] == place:
            return
        ink, middle = status.colour(row.standing, self.palette), self.frame.middle(place)
        shown = row.step or row.before
        start = self.frame.x_of(shown.latest) + 10 if shown is not None else 0.0
        if row.at is not None:
            x = self.frame.x_of(row.at)
            status.paint(self.painter, QPointF(x, middle), 12, row.standing, ink)
            start = max(start, x + 12)
        elif row.said and row.step is not None:
            start = self._unseen(row.step, row.standing, middle, start)
        loud = row.standing in (Standing.FAIL, Standing.NEAR)
        self.painter.setFont(font(12))
        self.painter.setPen(ink if loud and row.said else self.palette.colour("quiet"))
        self._words(row.said or plan_words(row), start, place)

    def _unseen(self, step: Step, standing: Standing, middle: float, start: float) -> float:
        ink = status.colour(standing, self.palette)
        if step.must_not:
            centre = (self.frame.x_of(step.earliest) + self.frame.x_of(step.latest)) / 2
            status.paint(self.painter, QPointF(centre, middle), 11, standing, ink)
            return start
        status.paint(self.painter, QPointF(start + 5, middle), 11, standing, ink)
        return start + 16

    def _words(self, words: str, start: float, place: int) -> None:
        """Right of the bar; at the edge of the window, with an arrow, where the bar goes beyond it."""
        frame, box = self.frame, self.frame.box(place)
        words = f"‹ {words}" if start < frame.names else words
        wide = QFontMetricsF(self.painter.font()).horizontalAdvance(words) + 4
        beyond = start + wide > frame.width
        left = max(frame.names + 6, min(start, frame.width - wide - 4))
        words_box = QRectF(left, box.top(), frame.width - left - 2, box.height())
        if beyond and words:
            ink, ground = self.painter.pen(), self.palette.colour("surface")
            ground.setAlphaF(0.8)
            self._box(QRectF(left - 4, frame.middle(place) - 9, wide + 6, 18), ground)
            self.painter.setPen(ink)
        elided(self.painter, words_box, words, LEFT)

    # --- what is being done --------------------------------------------------------------------------------------

    def _doing(self) -> None:
        picture = self.picture
        if picture.label is not None:
            self._label(*picture.label)
        if picture.link is not None:
            self._link(*picture.link)
        if picture.band is not None:
            wash = QColor(self.palette.accent)
            wash.setAlphaF(0.12)
            self._box(picture.band, wash, QPen(self.palette.colour("accent"), 1))
        if picture.drop is not None:
            x = self.frame.x_of(picture.drop[0])
            self._line(QPointF(x, HEAD), QPointF(x, self.frame.height), self.palette.colour("accent"), 2)
            self._tag(QPointF(x + 6, HEAD + 14), picture.drop[1])
        if picture.asking:
            self._tag(QPointF(self.frame.names + 8, self.frame.height - 14), picture.asking)

    def _label(self, place: int, words: str) -> None:
        step = self.rows[place].step
        if step is not None:
            self._tag(QPointF(self.frame.x_of(step.latest) + 10, self.frame.middle(place)), words)

    def _tag(self, at: QPointF, words: str) -> None:
        """Words on the accent, kept within the window."""
        self.painter.setFont(font(12, strong=True))
        wide = QFontMetricsF(self.painter.font()).horizontalAdvance(words) + 14
        left = min(at.x(), self.frame.width - wide - 2)
        box = QRectF(left, at.y() - 10, wide, 20)
        self._box(box, self.palette.colour("fill"), radius=4)
        self.painter.setPen(self.palette.colour("on_accent"))
        self.painter.drawText(box, CENTRE, words)

    def _link(self, first: int, mouse: QPointF, then: int | None) -> None:
        step = self.rows[first].step
        if step is None:
            return
        accent = self.palette.colour("accent")
        if then is not None and then != first:
            self._box(self.frame.box(then).adjusted(1.5, 1.5, -1.5, -1.5), None, QPen(accent, 1.5))
            self._tag(
                mouse + QPointF(14, 0),
                tr("{rows} waits for {rows2}", rows=self.rows[then].name, rows2=self.rows[first].name),
            )
        self._line(dot_of(self.frame, first, step), mouse, accent, 2, dashed=True)


def plan_words(row: Row) -> str:
    """``25 ± 10 s · was 20 ± 10 s``; of a step that is not on record, ``25 ± 10 s · new``."""
    if row.step is None:
        return tr("was {planned}", planned=planned(row.before)) if row.before is not None else ""
    before = tr(" · was {planned}", planned=planned(row.before)) if differs(row) and row.before is not None else ""
    return planned(row.step) + (tr(" · new") if row.new else before)
