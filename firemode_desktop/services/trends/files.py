"""Series as files: their numbers, or their chart."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from firemode_desktop.charts.data import History
from firemode_desktop.charts.export import FORMATS as PICTURES
from firemode_desktop.charts.export import pages_to_bytes, to_bytes
from firemode_desktop.charts.histories import A_PAGE, histories_chart
from firemode_desktop.charts.history import history_chart
from firemode_desktop.charts.style import style
from firemode_desktop.charts.tables import csv_bytes
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.exports.series import READINGS, series_workbook
from firemode_desktop.services.trends.lines import history
from firemode_desktop.services.trends.series import Series
from firemode_desktop.services.trends.shown import document

FORMATS = ("csv", "json", "xlsx", *PICTURES)


def write_trend(series: Sequence[Series], format: str, title: str = "Readings in time") -> bytes:
    """``series`` as a csv, json, xlsx, png, svg or pdf file; the same series give the same bytes.

    A picture of one series is its chart; of several, a sheet with a row each, in a pdf over as many pages as it takes.
    Raises ``Invalid`` for any other format.
    """
    if format not in FORMATS:
        raise Invalid(f"A trend can be written as {', '.join(FORMATS)}; “{format}” is none of these.")
    if format == "json":
        return json.dumps(document(series), default=_jsonable, ensure_ascii=False, indent=2).encode()
    if format == "csv":
        return csv_bytes([[name for name, _ in READINGS], *map(_text_row, _reading_rows(series))])
    if format == "xlsx":
        return series_workbook([_sheet_row(row) for row in _reading_rows(series)], list(_trend_rows(series)))
    return _picture([history(one) for one in series], format, title)


def _picture(histories: Sequence[History], format: str, title: str) -> bytes:
    look = style("light")
    if len(histories) == 1:
        return to_bytes(history_chart(histories[0], look), format, histories[0].title)
    if format != "pdf" or len(histories) <= A_PAGE:
        return to_bytes(histories_chart(title, histories, look), format, title)
    parts = [histories[start : start + A_PAGE] for start in range(0, len(histories), A_PAGE)]
    return pages_to_bytes((histories_chart(title, part, look) for part in parts), title)


def _reading_rows(series: Sequence[Series]) -> Iterator[tuple[Any, ...]]:
    for one in series:
        what = (one.identifier, one.stair, one.floor, one.measurement_type.value, one.unit)
        for point in one.points:
            yield (*what, point.at, point.value, point.baseline, point.is_compliant)


def _text_row(row: tuple[Any, ...]) -> list[Any]:
    """A row of the CSV file: times in ISO 8601, yes and no in words."""
    words = {True: "yes", False: "no", None: None}
    return [*row[:5], row[5].isoformat(), *row[6:8], words[row[8]]]


def _sheet_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row of the workbook: spreadsheets know no offset, so a time is text."""
    return (*row[:5], row[5].isoformat(), *row[6:])


def _trend_rows(series: Sequence[Series]) -> Iterator[tuple[Any, ...]]:
    for one in series:
        found, test = one.trend, one.trend.mann_kendall
        low, high = found.slope_interval or (None, None)
        ends = found.projection.to_dict() if found.projection else {"from": None, "to": None}
        numbers = [_number(value) for value in (found.slope_per_year, low, high)]
        statistics = (test.s, _number(test.z), _number(test.p), test.method) if test else (None,) * 4
        what = (one.identifier, one.stair, one.floor, one.measurement_type.value, one.unit, len(one.points))
        yield (*what, *numbers, *statistics, ends["from"], ends["to"], found.refusal)


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(round(value, 9)))


def _jsonable(value: object) -> object:
    """Decimals as JSON numbers, times in ISO 8601 with their offset."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    raise TypeError(type(value).__name__)
