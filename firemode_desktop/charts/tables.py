"""The numbers behind a chart as rows, and rows as a CSV file that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import singledispatch

from firemode_desktop.charts.data import Cell, DoorwayGrids, History, Profile, Row, Summary, Timeline
from firemode_desktop.domain.standing import Standing


@singledispatch
def rows(chart: object) -> list[Row]:
    """Header and rows of what a chart shows, whole and unrounded."""
    raise TypeError(f"{type(chart).__name__} is no chart")


@rows.register
def _(chart: Profile) -> list[Row]:
    head: Row = ("stair", "door_case", "floor", "height_m", "value", "unit", "baseline", "minimum", "maximum", "status")
    return [head] + [
        (
            chart.stair,
            case.title,
            floor.floor,
            floor.height_m,
            floor.value,
            chart.unit,
            floor.baseline,
            floor.minimum,
            floor.maximum,
            floor.mark.label,
        )
        for case in chart.cases
        for floor in case.floors
    ]


@rows.register
def _(chart: History) -> list[Row]:
    head: Row = ("location", "date", "value", "unit", "baseline", "minimum", "maximum", "status")
    return [head] + [
        (
            chart.title,
            point.day.isoformat(),
            point.value,
            chart.unit,
            point.baseline,
            chart.minimum,
            chart.maximum,
            point.mark.label,
        )
        for point in chart.points
    ]


@rows.register
def _(chart: Summary) -> list[Row]:
    head: Row = ("measurement", "total", *(mark.label for mark in Standing))
    return [head] + [
        (row.label, row.total, *(dict(row.counts).get(mark, 0) for mark in Standing)) for row in chart.rows
    ]


@rows.register
def _(chart: DoorwayGrids) -> list[Row]:
    head: Row = ("doorway", "width_m", "height_m", *(f"p{n}" for n in range(1, 10)), "mean", "minimum", "status")
    return [head] + [
        (door.label, door.width_m, door.height_m, *door.points, door.mean, door.minimum, door.mark.label)
        for door in chart.doorways
    ]


@rows.register
def _(chart: Timeline) -> list[Row]:
    head: Row = ("component", "action", "planned_s", "tolerance_s", "observed_s", "status", "words")
    return [head] + [
        (step.component, step.action, step.planned_s, step.tolerance_s, step.observed_s, step.mark.label, step.words)
        for step in chart.steps
    ]


def written(cell: Cell) -> str:
    """A cell of a CSV file: numbers plain, and text that a spreadsheet would take for a formula made text again."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    text = str(cell)
    return f"'{text}" if text[:1] in "=+-@\t\r" and isinstance(cell, str) and text else text


def csv_bytes(table: Iterable[Sequence[Cell]]) -> bytes:
    """``table`` as CSV: comma, UTF-8 with a byte-order mark (so that Excel reads °, ³ and names), CRLF."""
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows([written(cell) for cell in row] for row in table)
    return target.getvalue().encode("utf-8-sig")
