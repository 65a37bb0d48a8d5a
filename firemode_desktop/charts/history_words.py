"""What a history says of its readings: one line each, when pointed at, and the numbers as a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from firemode_desktop.charts.data import Cell, ChartTable, History, HistoryPoint
from firemode_desktop.charts.digits import limit, shown
from firemode_desktop.charts.spoken import JUDGED, VERBS, against
from firemode_desktop.charts.thinning import Track
from firemode_desktop.charts.ticks import MONTHS

HEADS = (
    "Place", "Date", "Reading", "Unit", "Baseline", "Minimum", "Maximum", "Result", "At equal temperatures", "Left out",
)  # fmt: skip


def day_words(day: date) -> str:
    """``14 Mar 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def limits_words(history: History) -> str:
    """``20 to 80 Pa``, ``at least 1 m/s``, blank without limits."""
    low, high = history.minimum, history.maximum
    if low is not None and high is not None:
        return f"{limit(low)} to {limit(high)} {history.unit}"
    if low is not None:
        return f"at least {limit(low)} {history.unit}"
    return "" if high is None else f"at most {limit(high)} {history.unit}"


def reading_words(history: History, point: HistoryPoint, name: str = "") -> str:
    """``14 Mar 2026: 41.2 Pa, passes (20 to 80 Pa), 6.8 % below its baseline``, after the ``name`` of its line."""
    when = f"{name}, {day_words(point.day)}" if name else day_words(point.day)
    limits = limits_words(history)
    parts = [f"{when}: {shown(point.value)} {history.unit}"]
    parts.append(VERBS[point.mark] + (f" ({limits})" if limits and point.mark in JUDGED else ""))
    parts += [] if point.baseline is None else [against(point.value, point.baseline)]
    parts += [] if point.equal is None else [f"at equal temperatures {shown(point.equal, most=1)} {history.unit}"]
    parts += [f"left out of the trend: {point.excluded}"] if point.excluded else []
    return ", ".join(parts)


def readings_words(history: History, points: list[HistoryPoint], worst: HistoryPoint | None, name: str = "") -> str:
    """``3 Mar 2026 to 18 Mar 2026: from 38.2 to 44.1 Pa, one of them fails`` of readings drawn as one."""
    first, last = points[0].day, points[-1].day
    when = day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"
    values = [point.value for point in points]
    between = f"{shown(min(values))} to {shown(max(values))} {history.unit}"
    told = f", the worst of them {VERBS[worst.mark]}" if worst is not None else ""
    return f"{name}, {when}: from {between}{told}" if name else f"{when}: from {between}{told}"


def history_table(history: History) -> ChartTable:
    """Every reading of the place in question, then of those compared with it, oldest first, as it was read."""
    rows, keys, marks = [], [], []
    for name, points in _lines(history):
        for point in points:
            rows.append(_row(history, name, point))
            keys.append(point.key)
            marks.append(point.mark)
    return ChartTable(HEADS, tuple(rows), tuple(keys), tuple(marks))


def _lines(history: History) -> Iterator[tuple[str, tuple[HistoryPoint, ...]]]:
    yield history.name or history.title, history.points
    for other in history.compared:
        yield other.name, other.points


def _row(history: History, name: str, point: HistoryPoint) -> tuple[Cell, ...]:
    return (
        name, point.day.isoformat(), point.value, history.unit, point.baseline, history.minimum, history.maximum,
        point.mark.label, point.equal, point.excluded or None,
    )  # fmt: skip


def tracks(history: History) -> tuple[Track, ...]:
    """The readings that count of every line."""
    return (history.track, *(other.track for other in history.compared))
