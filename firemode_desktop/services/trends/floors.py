"""Floors against sessions: every approved reading of a stair, by where it was read and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from firemode_desktop.charts.digits import shown
from firemode_desktop.charts.floors import FloorMap, FloorPanel, FloorReading, FloorRow
from firemode_desktop.domain.charting import Asked
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.margin import margin
from firemode_desktop.domain.standing import Measure, Standing, case_name, standing
from firemode_desktop.domain.words import InstanceStatus, MeasurementType
from firemode_desktop.queries import visits
from firemode_desktop.services.trends.places import PlaceLine, places
from firemode_desktop.services.trends.stairs import stair_of

MOST = 60
"""So many sessions are shown, the latest; older ones where a range is asked for."""

TYPES: Mapping[Measure, MeasurementType] = {
    Measure.PRESSURE: MeasurementType.PRESSURE_DIFFERENTIAL,
    Measure.VELOCITY: MeasurementType.AIR_VELOCITY,
    Measure.FORCE: MeasurementType.DOOR_OPENING_FORCE,
}
Where = tuple[UUID | None, str | None]
"""Floor, and its door or doorway by name."""


def gather_floors(session: Session, asked: Asked, today: date) -> FloorMap:
    """The readings of one measurement in a stair up to ``today``, session by session; four statements.

    Raises ``Invalid`` and ``Missing`` as ``stair_of``.
    """
    measure = asked.measure if asked.measure in TYPES else Measure.PRESSURE
    stair = stair_of(session, asked, TYPES[measure].value, today)
    lines = places(session, stair.building_id, stair.stair_id, TYPES[measure].value)
    cases = _cases(lines, measure)
    if asked.case in cases:
        cases = [asked.case]
    lines = tuple(line for line in lines if line.case in cases)
    by_session = _by_session(visits.readings(session, [line.place_id for line in lines]), lines)
    days = {key: min(reading.day for reading in read.values()) for key, read in by_session.items()}
    since, until = asked.since or date.min, asked.until or today
    chosen = [key for key in by_session if since <= days[key] <= until]
    columns = [by_session[key] for key in chosen][-MOST:]
    panels = tuple(_panel(measure, case, lines, columns) for case in cases)
    title = f"{stair.building} · {stair.stair} · {measure.label.lower()} by floor and session"
    return FloorMap(stair.stair, measure, panels, title, _words(stair.stair, measure, lines, columns, len(chosen)))


def _cases(lines: Iterable[PlaceLine], measure: Measure) -> list[str]:
    """In what conditions it was read, the usual one first."""
    return sorted({line.case for line in lines}, key=lambda case: (case not in ("all_closed", "active"), case))


def _by_session(rows: Iterable[Row[Any]], lines: Sequence[PlaceLine]) -> dict[UUID, dict[UUID, FloorReading]]:
    """By session, the oldest first, and by place: the reading, or the last of its retests."""
    at_place = {line.place_id: line for line in lines}
    found: dict[UUID, dict[UUID, FloorReading]] = {}
    for row in rows:
        found.setdefault(row.session_id, {})[row.place_id] = _reading(row, at_place[row.place_id])
    return found


def _reading(row: Row[Any], line: PlaceLine) -> FloorReading:
    stands = standing(InstanceStatus.COMPLETED, row.is_compliant, row.verdict, row.value, line.limits)
    day = row.at.astimezone(line.zone).date()
    return FloorReading(day, row.value, stands, row.baseline_value, str(row.instance_id), row.excluded)


def _panel(
    measure: Measure, case: str, lines: Sequence[PlaceLine], columns: Sequence[Mapping[UUID, FloorReading]]
) -> FloorPanel:
    """One condition, with the sessions that read it."""
    own = {line.place_id for line in lines if line.case == case}
    read = [column for column in columns if own & column.keys()]
    days = tuple(min(column[place].day for place in own & column.keys()) for column in read)
    return FloorPanel(case_name(measure, case), days, _rows(lines, case, read))


def _rows(
    lines: Sequence[PlaceLine], case: str, columns: Sequence[Mapping[UUID, FloorReading]]
) -> tuple[FloorRow, ...]:
    """Every place of the stair in this condition, those that were read in another one only included."""
    here = {_where(line): line for line in lines if line.case == case}
    return tuple(_row(label, here.get(where), columns) for where, label in _labels(lines).items())


def _row(label: str, line: PlaceLine | None, columns: Sequence[Mapping[UUID, FloorReading]]) -> FloorRow:
    if line is None:
        return FloorRow(label, Limits(), (None,) * len(columns))
    return FloorRow(label, line.limits, tuple(column.get(line.place_id) for column in columns))


def _where(line: PlaceLine) -> Where:
    return line.floor_id, _opening(line)


def _opening(line: PlaceLine) -> str | None:
    return line.door or line.doorway


def _labels(lines: Sequence[PlaceLine]) -> dict[Where, str]:
    """What each row is called, from the bottom up: its floor, and the door where the floor has several."""
    rows = {_where(line): line for line in lines}
    many = Counter(line.floor_id for line in rows.values())
    return {where: _label(line, many[line.floor_id] > 1) for where, line in rows.items()}


def _label(line: PlaceLine, several: bool) -> str:
    floor = line.floor or line.place
    return f"{floor} · {_opening(line)}" if several and _opening(line) else floor


def _words(
    stair: str, measure: Measure, lines: Sequence[PlaceLine], columns: Sequence[Mapping[UUID, FloorReading]], all_: int
) -> str:
    """How many sessions, how the last of them stands, and which reading of it has the least room."""
    if not columns:
        return f"No {measure.label.lower()} of {stair} was approved in this time."
    last = list(columns[-1].values())
    failing = sum(reading.mark is Standing.FAIL for reading in last)
    many = "1 session" if len(columns) == 1 else f"{len(columns)} sessions"
    of = f" of {all_}" if all_ > len(columns) else ""
    first = f"{stair}, {many}{of}; in the last one ({show_date(max(reading.day for reading in last))}) "
    count = f"{failing or 'none'} of {len(last)} {'fails' if failing < 2 else 'fail'}."
    return " ".join([first + count, *_tightest(lines, columns[-1])])


def _tightest(lines: Sequence[PlaceLine], last: Mapping[UUID, FloorReading]) -> Iterator[str]:
    """The reading of the last session with the least room to its limits."""
    rooms = [
        (room, line, last[line.place_id])
        for line in lines
        if line.place_id in last and (room := margin(last[line.place_id].value, line.limits)) is not None
    ]
    if rooms:
        _, line, reading = min(rooms, key=lambda each: each[0])
        value = f"{shown(reading.value)} {line.unit}"
        yield f"Least room: {_label(line, several=True)}, {value} ({line.limits})."
