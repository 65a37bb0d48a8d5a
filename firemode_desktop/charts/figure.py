"""A scene as a matplotlib figure, for the window and for files.

Everything is set on the artist itself: matplotlib's global settings belong to the whole process, and charts are drawn
on several threads at once. Strokes that follow each other and are of one kind become one collection, which is much
quicker to draw than as many artists.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.charts.scene import Circle, Line, Polygon, Scene, Stroke, Words
from firemode_desktop.charts.style import style
from firemode_desktop.paths import resources

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TOFU = "\N{WHITE SQUARE}"
# Entered under names of our own: another copy of the typeface on the machine cannot get in between, and each face
# stands for the weight that is asked for.
FACES = (("Regular", 400), ("SemiBold", 600))
FALLBACKS = (("", 400), ("-Bold", 600))


@cache
def load_fonts() -> frozenset[int]:
    """Make the shipped typeface known to matplotlib, once; returns the code points that can be drawn."""
    from matplotlib import font_manager, get_data_path

    look = style()
    plex, dejavu = resources() / "fonts", Path(get_data_path()) / "fonts" / "ttf"
    faces = [(look.family, plex / f"IBMPlexSans-{face}.ttf", weight) for face, weight in FACES]
    faces += [(look.fallback, dejavu / f"DejaVuSans{face}.ttf", weight) for face, weight in FALLBACKS]
    for family, path, weight in faces:
        entry = font_manager.FontEntry(fname=str(path), name=family, weight=weight, size="scalable")
        font_manager.fontManager.ttflist.append(entry)
    return frozenset(_charmap(plex / "IBMPlexSans-Regular.ttf") | _charmap(dejavu / "DejaVuSans.ttf"))


def _charmap(path: Path) -> set[int]:
    from matplotlib.ft2font import FT2Font

    return set(FT2Font(str(path)).get_charmap())


def drawable(text: str) -> str:
    """``text`` with ``□`` for what no shipped font can draw, and ``$`` as a mere dollar."""
    known = load_fonts()
    return "".join(sign if ord(sign) in known else TOFU for sign in text).replace("$", r"\$")


def to_figure(scene: Scene, figure: Figure | None = None) -> Figure:
    """``scene`` as a figure of its size; a ``figure`` given is cleared and used again."""
    from matplotlib.figure import Figure as NewFigure

    load_fonts()
    if figure is None:
        figure = NewFigure()
    figure.clear()
    figure.set_size_inches(scene.width / 72, scene.height / 72)
    figure.set_facecolor(scene.paper)
    for order, (kind, group) in enumerate(groupby(scene.strokes, type)):
        _ADD[kind](figure, list(group), order)
    return figure


def _place(figure: Figure) -> Any:
    """Points of the scene → pixels of the figure."""
    from matplotlib.transforms import Affine2D

    return Affine2D().scale(1 / 72) + figure.dpi_scale_trans


def _add(figure: Figure, artist: Any, order: int) -> None:
    artist.set_transform(_place(figure))
    artist.set_zorder(order)
    artist.set_clip_on(False)
    figure.add_artist(artist)


def _lines(figure: Figure, lines: Sequence[Line], order: int) -> None:
    from matplotlib.collections import LineCollection

    collection = LineCollection(
        [line.points for line in lines],
        colors=[line.colour for line in lines],
        linewidths=[line.width for line in lines],
        linestyles=[(0, line.dashes or None) for line in lines],
    )
    _add(figure, collection, order)


def _polygons(figure: Figure, polygons: Sequence[Polygon], order: int) -> None:
    from matplotlib.collections import PolyCollection

    for hatched, group in groupby(polygons, lambda polygon: polygon.hatched):
        same = list(group)
        collection = PolyCollection(
            [polygon.points for polygon in same],
            facecolors=[polygon.fill or "none" for polygon in same],
            edgecolors=[polygon.edge or "none" for polygon in same],
            linewidths=[polygon.width for polygon in same],
            hatch="////" if hatched else None,
        )
        _add(figure, collection, order)


def _circles(figure: Figure, circles: Sequence[Circle], order: int) -> None:
    from matplotlib.collections import EllipseCollection
    from matplotlib.transforms import IdentityTransform

    across = [2 * circle.radius for circle in circles]
    collection = EllipseCollection(
        across,
        across,
        [0.0] * len(circles),
        units="points",
        offsets=[(circle.x, circle.y) for circle in circles],
        offset_transform=_place(figure),
        facecolors=[circle.fill or "none" for circle in circles],
        edgecolors=[circle.edge or "none" for circle in circles],
        linewidths=[circle.width for circle in circles],
    )
    collection.set_transform(IdentityTransform())
    collection.set_zorder(order)
    collection.set_clip_on(False)
    figure.add_artist(collection)


def _words(figure: Figure, words: Sequence[Words], order: int) -> None:
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

    look = style()
    for line in words:
        font = FontProperties(family=[look.family, look.fallback], size=line.size, weight=600 if line.bold else 400)
        text = Text(
            line.x,
            line.y,
            drawable(line.text),
            color=line.colour,
            fontproperties=font,
            horizontalalignment=line.align,
            verticalalignment="baseline",
        )
        _add(figure, text, order)


_ADD: dict[type[Stroke], Any] = {Line: _lines, Polygon: _polygons, Circle: _circles, Words: _words}
