"""A chart as plain strokes: what the window shows and what the report prints are one and the same list.

Coordinates are points (1/72 inch) from the lower left corner of the whole picture; text stands on its baseline. Strokes
are drawn in their order. ``figure`` turns a scene into a matplotlib figure, the report draws it on its page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from firemode_desktop.charts.metrics import CAP_HEIGHT, width
from firemode_desktop.charts.style import Style
from firemode_desktop.domain.standing import Standing

MM = 72 / 25.4
DASHED = (2.5, 2.0)
Point = tuple[float, float]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; ``dashes`` are the lengths of its strokes and gaps in widths of the line, () unbroken."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed area; without ``fill`` an outline only, without ``edge`` an area only."""

    points: tuple[Point, ...]
    fill: str = ""
    edge: str = ""
    width: float = 0.0
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """A disc, or a ring where it has an edge."""

    x: float
    y: float
    radius: float
    fill: str = ""
    edge: str = ""
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; ``x`` is its left end, its middle or its right end."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    align: Align = "left"
    bold: bool = False


Stroke = Line | Polygon | Circle | Words


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the picture that says something when it is pointed at: a box from its lower left corner, its words.

    ``key`` names what it shows (a test, a session, a fault), the same as in the table of the chart; spots that follow
    each other do so from left to right, or from the top down.
    """

    x: float
    y: float
    width: float
    height: float
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Where time runs across the picture: ``first`` … ``last`` (ordinal days) stand at ``start`` … ``end`` (points)."""

    first: float
    last: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class View:
    """What of a chart is looked at: the days in sight (None: all there is) and the spot that is chosen, by its key."""

    since: date | None = None
    until: date | None = None
    chosen: str = ""


WHOLE = View()
"""All of a chart, nothing of it chosen."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished picture of ``width`` × ``height`` points on ``paper``; ``axis`` where it can be moved in time."""

    width: float
    height: float
    paper: str
    strokes: tuple[Stroke, ...]
    spots: tuple[Spot, ...] = ()
    axis: TimeAxis | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """All words of the picture, in the order they are written."""
        return tuple(stroke.text for stroke in self.strokes if isinstance(stroke, Words))


def shape(standing: Standing, x: float, y: float, size: float, look: Style) -> tuple[Stroke, ...]:
    """● ▲ ◆ ○ ✕ around a point, by outline: no font needs to have them."""
    half, colour = size / 2, look.of(standing)
    if standing is Standing.PASS:
        return (Circle(x, y, half, fill=colour),)
    if standing is Standing.NOT_TESTED:
        return (Circle(x, y, half * 0.84, fill=look.paper, edge=colour, width=size * 0.18),)
    if standing is Standing.SKIPPED:
        arm, line = half * 0.8, size * 0.22
        return (
            Line(((x - arm, y - arm), (x + arm, y + arm)), colour, line),
            Line(((x - arm, y + arm), (x + arm, y - arm)), colour, line),
        )
    corners = _CORNERS[standing]
    return (Polygon(tuple((x + right * half, y + up * half) for right, up in corners), fill=colour),)


_CORNERS: dict[Standing, tuple[Point, ...]] = {
    Standing.FAIL: ((-1.25, -0.95), (1.25, -0.95), (0.0, 1.2)),
    Standing.NEAR: ((-1.2, 0.0), (0.0, -1.2), (1.2, 0.0), (0.0, 1.2)),
}


@dataclass(slots=True)
class Sketch:
    """A scene in the making; its own coordinates begin inside the pad."""

    look: Style
    width: float
    height: float
    strokes: list[Stroke] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    axis: TimeAxis | None = None

    @property
    def pad(self) -> float:
        """The margin around the picture, in points."""
        return self.look.pad * MM

    def line(
        self,
        points: Iterable[Point],
        colour: str,
        width: float,
        dashed: bool = False,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """A line through two or more points, broken in the usual way (``dashed``) or in one of its own."""
        moved = tuple((x + self.pad, y + self.pad) for x, y in points)
        if len(moved) > 1:
            self.strokes.append(Line(moved, colour, width, dashes or (DASHED if dashed else ())))

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        tall: float,
        fill: str = "",
        edge: str = "",
        line: float = 0.0,
        hatched: bool = False,
    ) -> None:
        """A rectangle from its lower left corner."""
        left, low = x + self.pad, y + self.pad
        corners = ((left, low), (left + wide, low), (left + wide, low + tall), (left, low + tall))
        self.strokes.append(Polygon(corners, fill, edge, line, hatched))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 0.0,
        colour: str = "",
        align: Align = "left",
        bold: bool = False,
    ) -> None:
        """Words on the baseline ``y``."""
        if text:
            size, colour = size or self.look.text, colour or self.look.ink
            line = " ".join(text.split())
            self.strokes.append(Words(x + self.pad, y + self.pad, line, size, colour, align, bold))

    def label(self, x: float, y: float, text: str, colour: str = "", align: Align = "left", bold: bool = False) -> None:
        """Small words whose capitals are centred on the height ``y``."""
        size = self.look.small
        self.text(x, y - CAP_HEIGHT * size / 2, text, size, colour or self.look.quiet, align, bold)

    def mark(self, x: float, y: float, standing: Standing) -> None:
        """The shape of a status around a place."""
        self.strokes.extend(shape(standing, x + self.pad, y + self.pad, self.look.mark, self.look))

    def legend(self, x: float, y: float, shown: Iterable[Standing], extra: Iterable[str] = ()) -> None:
        """A line of shapes with their words, in the order of ``Standing``.

        ``extra`` adds ``baseline`` or ``planned`` (a tick), ``limits`` (a dashed line), ``tolerance`` (a bar).
        """
        present, look = set(shown), self.look
        for entry in (*(standing for standing in Standing if standing in present), *extra):
            reach = self._sample(x, y, entry)
            word = entry.label if isinstance(entry, Standing) else entry
            self.label(x + reach, y, word)
            x += reach + width(word, look.small) + 2.4 * look.small

    def _sample(self, x: float, y: float, entry: Standing | str) -> float:
        """Draw the shape of a legend entry; returns how far right its word begins."""
        look, gap = self.look, self.look.small * 0.6
        if isinstance(entry, Standing):
            self.mark(x + look.mark / 2, y, entry)
            return look.mark + gap
        if entry in ("baseline", "planned"):
            self.line([(x + 1, y - look.mark * 0.8), (x + 1, y + look.mark * 0.8)], look.ink, look.normal)
            return 2 + gap
        long = look.mark * 2.4
        if entry == "tolerance":
            self.box(x, y - look.mark / 2, long, look.mark, look.bar)
        else:
            self.line([(x, y), (x + long, y)], look.accent, look.thin, dashed=True)
        return long + gap

    def spot(self, x: float, y: float, wide: float, tall: float, words: str, key: str = "") -> None:
        """What is said of a box (from its lower left corner) when it is pointed at."""
        self.spots.append(Spot(x + self.pad, y + self.pad, wide, tall, words, key))

    def time(self, days: Scale) -> None:
        """Time runs across this picture, along ``days`` (ordinals)."""
        self.axis = TimeAxis(days.first, days.last, days.start + self.pad, days.end + self.pad)

    def scene(self) -> Scene:
        """The finished picture."""
        pads = 2 * self.pad
        wide, tall = self.width + pads, self.height + pads
        return Scene(wide, tall, self.look.paper, tuple(self.strokes), tuple(self.spots), self.axis)


def sketch(look: Style, size_mm: tuple[float, float] | None, natural_mm: tuple[float, float]) -> Sketch:
    """An empty sketch of its natural size inside the pad, or of a ``size_mm`` that includes the pad."""
    wide, tall = (size_mm[0] - 2 * look.pad, size_mm[1] - 2 * look.pad) if size_mm else natural_mm
    return Sketch(look, wide * MM, tall * MM)


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale: ``first`` … ``last`` of the data stand at ``start`` … ``end`` in points."""

    first: float
    last: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = (self.last - self.first) or 1.0
        return self.start + (value - self.first) / span * (self.end - self.start)


def shortened(text: str, size: float, room: float) -> str:
    """``text`` cut with an ellipsis to ``room`` points, so that a name of 255 letters leaves room for the chart."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, size: float, room: float) -> list[str]:
    """``text`` in lines no wider than ``room`` at ``size``, broken at spaces."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
