"""Every chart of the program: what it asks of the record, how it is drawn, and the numbers behind it.

The window, ``firemode trend --chart``, files and reports draw what is listed here; nothing else knows which there are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy.orm import Session

from firemode_desktop.charts.calibration import calibration_scene, calibration_table
from firemode_desktop.charts.captioned import captioned
from firemode_desktop.charts.data import ChartTable, DoorwayGrids, History
from firemode_desktop.charts.delays import delays_scene, delays_table
from firemode_desktop.charts.doorways import doorways_scene, doorways_table
from firemode_desktop.charts.export import FORMATS as PICTURES
from firemode_desktop.charts.export import to_bytes
from firemode_desktop.charts.faults import faults_scene, faults_table
from firemode_desktop.charts.figure import to_figure
from firemode_desktop.charts.floors import floors_scene, floors_table
from firemode_desktop.charts.forces import forces_scene, forces_table
from firemode_desktop.charts.history import history_scene, history_table
from firemode_desktop.charts.portfolio import portfolio_scene, portfolio_table
from firemode_desktop.charts.profile import profile_scene, profile_table
from firemode_desktop.charts.scene import WHOLE, Scene, View, sketch
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.tables import csv_bytes
from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.exports.lists import list_workbook
from firemode_desktop.services.trends.calibration import gather_calibration
from firemode_desktop.services.trends.delays import gather_delays
from firemode_desktop.services.trends.doorways import gather_doorways
from firemode_desktop.services.trends.faults import gather_faults
from firemode_desktop.services.trends.floors import gather_floors
from firemode_desktop.services.trends.forces import gather_forces
from firemode_desktop.services.trends.portfolio import gather_portfolio
from firemode_desktop.services.trends.profile import gather_profile
from firemode_desktop.services.trends.time import gather_time

FORMATS = ("csv", "json", "xlsx", *PICTURES)
NOTHING_MM = (160.0, 2.0)
"""What stands for a chart of nothing, between its title and its words."""


class Charted(Protocol):
    """What a chart shows: frozen data with a title and with words that say what it comes to."""

    @property
    def title(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def empty(self) -> bool: ...


@dataclass(frozen=True)
class Chart:
    """One kind of chart; ``gather`` reads, ``scene`` draws at a size in millimetres, ``table`` tells the numbers."""

    gather: Callable[[Session, Asked, date], Any]
    scene: Callable[..., Scene]
    table: Callable[[Any], ChartTable]

    def draw(self, data: Charted, look: Style, size_mm: tuple[float, float] | None = None, view: View = WHOLE) -> Scene:
        """``data`` as strokes; its title and its words stand around it, in a window as in a report."""
        return self.scene(data, look, size_mm, view)

    def picture(self, data: Charted, look: Style, view: View = WHOLE) -> Scene:
        """``data`` as a picture that goes out by itself, with its title and its words; of nothing, the words alone."""
        if data.empty:
            return captioned(sketch(look, None, NOTHING_MM).scene(), data.title, data.words, look)
        return captioned(self.draw(data, look, None, view), data.title, data.words, look)


def _over_time(history: History, look: Style, size_mm: tuple[float, float] | None = None, view: View = WHOLE) -> Scene:
    """A history without the title and the words that its own scene writes."""
    return history_scene(history, look, size_mm, view, captioned=False)


def _doorways(
    grids: DoorwayGrids, look: Style, size_mm: tuple[float, float] | None = None, view: View = WHOLE
) -> Scene:
    """Doorways without the title that their own scene writes."""
    return doorways_scene(replace(grids, title=""), look, size_mm, view)


REGISTRY: Mapping[ChartKind, Chart] = {
    ChartKind.TIME: Chart(gather_time, _over_time, history_table),
    ChartKind.PROFILE: Chart(gather_profile, profile_scene, profile_table),
    ChartKind.FLOORS: Chart(gather_floors, floors_scene, floors_table),
    ChartKind.DOORWAYS: Chart(gather_doorways, _doorways, doorways_table),
    ChartKind.FORCES: Chart(gather_forces, forces_scene, forces_table),
    ChartKind.DELAYS: Chart(gather_delays, delays_scene, delays_table),
    ChartKind.FAULTS: Chart(gather_faults, faults_scene, faults_table),
    ChartKind.CALIBRATION: Chart(gather_calibration, calibration_scene, calibration_table),
    ChartKind.PORTFOLIO: Chart(gather_portfolio, portfolio_scene, portfolio_table),
}


def chart_of(kind: ChartKind) -> Chart:
    """The chart of a kind. Raises ``Invalid`` where this version has none."""
    if kind not in REGISTRY:
        raise Invalid(f"This version draws no chart “{kind.label}”.")
    return REGISTRY[kind]


def gather(session: Session, asked: Asked, today: date) -> Charted:
    """What the chart that is asked for shows of the record on ``today``."""
    found: Charted = chart_of(asked.kind).gather(session, asked, today)
    return found


def write_chart(asked: Asked, data: Charted, format: str, view: View = WHOLE) -> bytes:
    """The chart as a png, svg or pdf, or its numbers as a csv, xlsx or json file; the same data give the same bytes.

    Raises ``Invalid`` for any other format.
    """
    if format not in FORMATS:
        raise Invalid(f"A chart can be written as {', '.join(FORMATS)}; “{format}” is none of these.")
    chart = chart_of(asked.kind)
    if format in PICTURES:
        return to_bytes(to_figure(chart.picture(data, style("light"), view)), format, data.title)
    table = chart.table(data)
    if format == "csv":
        return csv_bytes([table.heads, *table.rows])
    if format == "json":
        return json.dumps(document(asked, data), default=_jsonable, ensure_ascii=False, indent=2).encode()
    return list_workbook(
        asked.kind.label, [(head, _wide(table, place)) for place, head in enumerate(table.heads)], table.rows
    )


def _wide(table: ChartTable, place: int) -> int:
    """A width in letters at which the column can be read."""
    longest = max((len(str(row[place] or "")) for row in table.rows), default=0)
    return min(max(longest, len(table.heads[place])) + 3, 60)


def document(asked: Asked, data: Charted) -> dict[str, Any]:
    """The JSON shape of a chart: its settings, its words, and its numbers by row."""
    table = chart_of(asked.kind).table(data)
    return {
        "chart": asked.kind.value,
        "settings": asked.to_json(),
        "title": data.title,
        "words": data.words,
        "rows": [dict(zip(table.heads, row, strict=True)) for row in table.rows],
    }


def _jsonable(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)
