"""Charts in the flow of the pages: the scenes of the window, on paper."""

from __future__ import annotations

from firemode_desktop.charts.scene import Scene
from firemode_desktop.reports import plot
from firemode_desktop.reports.pages import Flow, Piece
from firemode_desktop.reports.pen import Pen


def chart(flow: Flow, scene: Scene) -> None:
    """Put a chart into the flow at its own size."""

    def draw(pen: Pen, x: float, y: float) -> None:
        plot.draw(pen.canvas, scene, x, y - scene.height)

    flow.add(Piece(scene.height, draw))
