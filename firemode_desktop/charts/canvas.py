"""The few strokes all charts are made of, so that they share one hand.

Everything is set on the artist itself: matplotlib's global settings belong to the whole process, and charts are drawn
on several threads at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from firemode_desktop.charts.style import Style, style
from firemode_desktop.domain.section import Standing
from firemode_desktop.paths import resources

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.transforms import Affine2DBase

MM = 1 / 25.4
TOFU = "\N{WHITE SQUARE}"
DASHES = (0, (2.5, 2))
# Entered under names of our own: another copy of the typeface on the machine cannot get in between, and each face
# stands for the weight that is asked for.
FACES = (("Regular", 400, "normal"), ("SemiBold", 600, "normal"), ("Italic", 400, "italic"))
FALLBACKS = (("", 400, "normal"), ("-Bold", 600, "normal"), ("-Oblique", 400, "italic"))


@dataclass(frozen=True, slots=True)
class Margins:
    """Space around the axes in millimetres."""

    left: float
    right: float
    top: float
    bottom: float


@cache
def load_fonts() -> frozenset[int]:
    """Make the shipped typeface known to matplotlib, once; returns the code points that can be drawn."""
    from matplotlib import font_manager, get_data_path

    look = style()
    plex, dejavu = resources() / "fonts", Path(get_data_path()) / "fonts" / "ttf"
    faces = [(look.family, plex / f"IBMPlexSans-{face}.ttf", weight, slope) for face, weight, slope in FACES]
    faces += [(look.fallback, dejavu / f"DejaVuSans{face}.ttf", weight, slope) for face, weight, slope in FALLBACKS]
    for family, path, weight, slope in faces:
        entry = font_manager.FontEntry(fname=str(path), name=family, style=slope, weight=weight, size="scalable")
        font_manager.fontManager.ttflist.append(entry)
    return frozenset(_charmap(plex / "IBMPlexSans-Regular.ttf") | _charmap(dejavu / "DejaVuSans.ttf"))


def _charmap(path: Path) -> set[int]:
    from matplotlib.ft2font import FT2Font

    return set(FT2Font(str(path)).get_charmap())


@cache
def _advance(sign: str) -> float:
    """Width of a letter of the regular face, in em."""
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(resources() / "fonts" / "IBMPlexSans-Regular.ttf"))
    font.set_size(100, 72)
    return float(font.load_char(ord(sign)).linearHoriAdvance) / 65536 / 100


def width(text: str, size: float) -> float:
    """How wide ``text`` comes out at ``size``, in the unit of ``size``."""
    return sum(_advance(sign) for sign in text) * size


def drawable(text: str) -> str:
    """``text`` on one line, with ``□`` for what no shipped font can draw, and ``$`` as a mere dollar."""
    known = load_fonts()
    one_line = " ".join(text.split())
    return "".join(sign if ord(sign) in known else TOFU for sign in one_line).replace("$", r"\$")


def shortened(text: str, most: int) -> str:
    """``text`` cut to ``most`` characters with an ellipsis, so that a name of 255 leaves room for the chart."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


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


def room(look: Style, size_mm: tuple[float, float] | None, natural: tuple[float, float]) -> tuple[float, float]:
    """Width and height in mm that a chart may draw in: its natural ones, or what the pad leaves of a size asked for."""
    return (size_mm[0] - 2 * look.pad, size_mm[1] - 2 * look.pad) if size_mm else natural


def sheet(look: Style, width_mm: float, height_mm: float, figure: Figure | None = None) -> Figure:
    """An empty figure of that size and its pad; a ``figure`` given is cleared and used again, which is much quicker."""
    from matplotlib.figure import Figure as NewFigure

    load_fonts()
    if figure is None:
        figure = NewFigure()
    figure.clear()
    figure.set_size_inches((width_mm + 2 * look.pad) * MM, (height_mm + 2 * look.pad) * MM)
    figure.set_facecolor(look.paper)
    return figure


def axes(figure: Figure, margins: Margins, look: Style) -> Axes:
    """Axes without frame and ticks that fill the figure but for its pad and the margins."""
    across, up = (side / MM for side in figure.get_size_inches())
    box = (
        (margins.left + look.pad) / across,
        (margins.bottom + look.pad) / up,
        1 - (margins.left + margins.right + 2 * look.pad) / across,
        1 - (margins.top + margins.bottom + 2 * look.pad) / up,
    )
    bare = figure.add_axes(box)
    bare.set_axis_off()
    bare.patch.set_facecolor(look.paper)
    return bare


def write(axes: Axes, x: float, y: float, text: str, look: Style, **options: Any) -> Text:
    """Text at a place; ``size``, ``colour``, ``weight``, ``italic``, ``shift`` (points) beside matplotlib's alignments.

    ``transform`` defaults to the axes' data coordinates.
    """
    from matplotlib.font_manager import FontProperties
    from matplotlib.transforms import ScaledTranslation

    font = FontProperties(
        family=[look.family, look.fallback],
        size=options.pop("size", look.text),
        weight=options.pop("weight", "normal"),
        style="italic" if options.pop("italic", False) else "normal",
    )
    right, up = options.pop("shift", (0.0, 0.0))
    place = options.pop("transform", axes.transData) + ScaledTranslation(right / 72, up / 72, _inches(axes))
    colour = options.pop("colour", look.ink)
    return axes.text(x, y, drawable(text), fontproperties=font, color=colour, transform=place, clip_on=False, **options)


def _inches(axes: Axes) -> Any:
    figure = axes.get_figure()
    assert figure is not None
    return figure.dpi_scale_trans


def points(axes: Axes, x: float = 0, y: float = 0) -> Any:
    """Coordinates in points from the place (``x``, ``y``) of the axes, where 0 is left and below, 1 right and above."""
    from matplotlib.transforms import Affine2D, ScaledTranslation

    return Affine2D().scale(1 / 72) + _inches(axes) + ScaledTranslation(x, y, cast("Affine2DBase", axes.transAxes))


def blend(axes: Axes, x: str, y: str) -> Any:
    """A transform with each direction in ``data`` or in ``axes`` (0 to 1) coordinates."""
    from matplotlib.transforms import blended_transform_factory

    kinds = {"data": axes.transData, "axes": axes.transAxes}
    return blended_transform_factory(kinds[x], kinds[y])


# Marker, size against the style's, width of its outline against a thin line.
_SHAPES = {
    Standing.PASS: ("o", 1.0, 0.3),
    Standing.FAIL: ("^", 1.35, 0.3),
    Standing.NEAR: ("D", 0.95, 0.3),
    Standing.NOT_TESTED: ("o", 0.95, 1.2),
    Standing.SKIPPED: ("x", 0.95, 1.6),
}


def marks(axes: Axes, places: Iterable[tuple[float, float, Standing]], look: Style, **options: Any) -> None:
    """Draw status shapes at places of data coordinates: ● ▲ ◆ ○ ✕ by outline, as no font needs to have them."""
    groups: dict[Standing, list[tuple[float, float]]] = {}
    for x, y, mark in places:
        groups.setdefault(mark, []).append((x, y))
    for mark, group in groups.items():
        colour = look.of(mark)
        marker, size, outline = _SHAPES[mark]
        axes.plot(
            [x for x, _ in group],
            [y for _, y in group],
            linestyle="none",
            marker=marker,
            markersize=look.mark * size,
            markerfacecolor=look.paper if mark is Standing.NOT_TESTED else colour,
            markeredgecolor=colour,
            markeredgewidth=look.thin * outline,
            clip_on=False,
            zorder=6,
            **options,
        )


def legend(
    axes: Axes, shown: Iterable[Standing], look: Style, below: float, extra: Iterable[str] = (), left: float = 0.0
) -> None:
    """A line of shapes with their words, ``below`` the axes by so many points, in the order of ``Standing``.

    ``extra`` adds ``baseline`` or ``planned`` (a tick), ``limits`` (a dashed line), ``tolerance`` (a bar).
    """
    place, x = points(axes), left
    present = set(shown)
    for entry in (*(mark for mark in Standing if mark in present), *extra):
        word = entry.label if isinstance(entry, Standing) else entry
        reach = _sample(axes, entry, look, (x + look.mark / 2, -below), place)
        write(
            axes, x + reach, -below, word, look, size=look.small, colour=look.quiet, va="center_baseline",
            transform=place,
        )  # fmt: skip
        x += reach + width(word, look.small) + 2.2 * look.small


def _sample(axes: Axes, entry: Standing | str, look: Style, at: tuple[float, float], place: Any) -> float:
    """Draw the shape of a legend entry; returns how far right its word begins, in points."""
    x, y = at
    gap = look.small * 0.55
    if isinstance(entry, Standing):
        marks(axes, [(x, y, entry)], look, transform=place)
        return look.mark + gap
    if entry in ("baseline", "planned"):
        half = look.mark * 0.8
        axes.plot([x, x], [y - half, y + half], color=look.ink, linewidth=look.normal, transform=place, clip_on=False)
        return look.mark + gap
    length = look.mark * 2.2
    start = x - look.mark / 2
    line: dict[str, Any] = {"color": look.accent, "linewidth": look.thin, "linestyle": DASHES}
    if entry == "tolerance":
        line = {"color": look.bar, "linewidth": look.mark, "solid_capstyle": "butt"}
    axes.plot([start, start + length], [y, y], transform=place, clip_on=False, **line)
    return length + gap
