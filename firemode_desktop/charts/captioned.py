"""A chart that goes out by itself: its title above it, and below it in words what it says."""

from __future__ import annotations

from dataclasses import replace

from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.scene import MM, Circle, Line, Polygon, Scene, Stroke, Words, shortened, wrapped
from firemode_desktop.charts.style import Style

LEADING, BOLD = 1.4, 1.1  # of a line in heights; a bold letter against a light one in width
BETWEEN = " · "


def captioned(scene: Scene, title: str, words: str, look: Style) -> Scene:
    """``scene`` with ``title`` and ``words`` in its own margins; it grows by them in height."""
    pad = max(look.pad, 2.0) * MM
    room = scene.width - 2 * pad
    lines = wrapped(words, look.text, room)
    below = LEADING * look.text * len(lines) + (pad * 0.6 if lines else 0)
    above = look.title * 1.2 + pad * 0.5 if title else 0.0
    top = scene.height + below + above
    strokes = [moved(stroke, below) for stroke in scene.strokes]
    if title:
        head = _head(title, look.title, room / BOLD)
        strokes.append(Words(pad, top - pad * 0.8 - look.title * 0.7, head, look.title, look.ink, bold=True))
    for place, line in enumerate(reversed(lines)):
        strokes.append(Words(pad, pad * 0.8 + place * LEADING * look.text, line, look.text, look.ink))
    spots = tuple(replace(spot, y=spot.y + below) for spot in scene.spots)
    return replace(scene, height=top, strokes=tuple(strokes), spots=spots)


def _head(title: str, size: float, room: float) -> str:
    """``title`` in one line: its longest part gives way, so that a long building's name leaves what the chart is of."""
    parts = title.split(BETWEEN)
    longest = max(range(len(parts)), key=lambda part: len(parts[part]))
    left = room - (width(title, size) - width(parts[longest], size))
    parts[longest] = shortened(parts[longest], size, left)
    return shortened(BETWEEN.join(parts), size, room)


def moved(stroke: Stroke, up: float) -> Stroke:
    """The same stroke so many points higher."""
    if isinstance(stroke, Line | Polygon):
        return replace(stroke, points=tuple((x, y + up) for x, y in stroke.points))
    assert isinstance(stroke, Circle | Words)
    return replace(stroke, y=stroke.y + up)
