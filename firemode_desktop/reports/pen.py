"""Strokes on a page: text, lines, areas and the shapes of a status, in points from the lower left corner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from firemode_desktop.charts.scene import shape
from firemode_desktop.charts.style import Style, style
from firemode_desktop.domain.standing import Standing
from firemode_desktop.reports import typography
from firemode_desktop.reports.plot import draw_strokes, rgb
from firemode_desktop.reports.typography import Face

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


@dataclass(slots=True)
class Pen:
    """Draws on one canvas with the colours of the charts."""

    canvas: Canvas
    look: Style = field(default_factory=lambda: style("paper"))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        face: Face = Face.REGULAR,
        colour: str = "",
        align: str = "left",
    ) -> None:
        """One line of ``text`` on the baseline ``y``; ``x`` is its left end, its right end or its middle."""
        if not text:
            return
        if align != "left":
            wide = typography.width(text, face, size)
            x -= wide if align == "right" else wide / 2
        self.fill(colour or self.look.ink)
        typography.put(self.canvas, x, y, text, face, size)

    def fill(self, colour: str) -> None:
        """The colour of areas and text from here on."""
        self.canvas.setFillColorRGB(*rgb(colour))

    def rule(self, x: float, y: float, length: float, colour: str = "", thickness: float = 0.4) -> None:
        """A horizontal line."""
        self.canvas.setStrokeColorRGB(*rgb(colour or self.look.rule))
        self.canvas.setLineWidth(thickness)
        self.canvas.line(x, y, x + length, y)

    def area(self, x: float, y: float, wide: float, tall: float, colour: str) -> None:
        """A filled rectangle from its lower left corner."""
        self.fill(colour)
        self.canvas.rect(x, y, wide, tall, stroke=0, fill=1)

    def frame(self, x: float, y: float, wide: float, tall: float, colour: str, thickness: float) -> None:
        """The outline of a rectangle."""
        self.canvas.setStrokeColorRGB(*rgb(colour))
        self.canvas.setLineWidth(thickness)
        self.canvas.rect(x, y, wide, tall, stroke=1, fill=0)

    def shape(self, x: float, y: float, standing: Standing, size: float = 4.6) -> None:
        """● ▲ ◆ ○ ✕ around the point (``x``, ``y``), as an outline and not as a letter."""
        draw_strokes(self.canvas, shape(standing, x, y, size, self.look))
