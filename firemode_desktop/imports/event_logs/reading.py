"""A log's rows in time. Past midnight, out of order, and clocks that change are told; what is no event is refused.

read_event_log(workbook, words, ZoneInfo("Australia/Sydney"))  →  EventLog(events, notes, …)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.event_log import LogEvent
from firemode_desktop.domain.event_words import EventWords
from firemode_desktop.imports.event_logs.clocks import Clock, day_of, midnight, read_clock
from firemode_desktop.imports.event_logs.columns import Columns, find_columns
from firemode_desktop.imports.files.cells import Marked, Sheet, Value, Workbook, as_read
from firemode_desktop.imports.files.delimited import SEPARATORS
from firemode_desktop.imports.files.workbook import read

_HALF_A_DAY = 43_200
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class EventLog:
    """The events of a file as they stand in it; ``zero``: it counts from its trigger; ``skipped`` are rows without an
    event, as (row, what stands there)."""

    file_name: str
    sha256: str
    events: tuple[LogEvent, ...]
    zero: bool = False
    notes: tuple[str, ...] = ()
    skipped: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Raw:
    row: int
    clock: Clock
    written: str
    point: str
    event: str
    description: str


def open_event_log(content: bytes, name: str, words: EventWords) -> Workbook:
    """The file of a log. Where commas stand in its times, its separator is the one that parts its headings.

    Raises:
        Invalid: it is no file that can be read.
    """
    try:
        whole = read(content, name)
    except Invalid:
        parted = [found for separator in SEPARATORS if (found := _parted(content, name, separator, words))]
        if not parted:
            raise
        return max(parted, key=lambda found: found[0])[1]
    return whole


def _parted(content: bytes, name: str, separator: str, words: EventWords) -> tuple[int, Workbook] | None:
    """The file by this separator, and how many of its headings are known; None where it is no log so."""
    try:
        found = read(content, name, separator=separator)
        columns = find_columns(found.sheets[0], words)
    except Invalid:
        return None
    return (0 if columns.guessed else len(columns.at)), found


def read_event_log(workbook: Workbook, words: EventWords, zone: ZoneInfo) -> EventLog:
    """The log in the first sheet that has one.

    Raises:
        Invalid: there is no log, or rows of it cannot be read: one detail a row.
    """
    sheet, columns = _sheet(workbook, words)
    raw, skipped = _rows(sheet, columns)
    if not raw:
        raise Invalid(f"{workbook.file_name} has no events below its heading.")
    counted = {each.clock.counted for each in raw}
    dated = {bool(each.clock.day) for each in raw}
    if len(counted) > 1 or len(dated) > 1:
        raise Invalid(_mixed(raw))
    notes = ["The log has no heading; its columns are taken as time, point, event."] if columns.guessed else []
    events = _counted(raw) if counted == {True} else _dated(raw, zone, notes) if dated == {True} else _daily(raw, notes)
    zero = counted == {True} and columns.elapsed
    return EventLog(workbook.file_name, workbook.sha256, _in_order(events, notes), zero, tuple(notes), skipped)


def _sheet(workbook: Workbook, words: EventWords) -> tuple[Sheet, Columns]:
    refused: Invalid | None = None
    for sheet in workbook.sheets:
        try:
            return sheet, find_columns(sheet, words)
        except Invalid as error:
            refused = refused or error
    raise refused or Invalid(f"{workbook.file_name} is empty.")


def _rows(sheet: Sheet, columns: Columns) -> tuple[list[_Raw], tuple[tuple[int, str], ...]]:
    raw, skipped, problems = list[_Raw](), list[tuple[int, str]](), list[dict[str, object]]()
    for number in range(columns.first, len(sheet.rows)):
        cells = sheet.rows[number]
        filled = [cell for cell in cells if cell is not None]
        if not filled:
            continue
        if len(filled) == 1 and len(columns.at) > 2:
            skipped.append((number + 1, as_read(filled[0])))
            continue
        try:
            raw.append(_raw(sheet, columns, number))
        except Invalid as error:
            problems.append({"row": number + 1, "message": f"Row {number + 1}: {error.message}"})
    if len(raw) > _MOST:
        raise Invalid(f"This log has more than {_MOST:,} events; export only the time of the test.")
    if problems:
        rows = "1 row" if len(problems) == 1 else f"{len(problems)} rows"
        raise Invalid(f"{rows} of {sheet.name} cannot be read: {problems[0]['message']}", problems)
    return raw, tuple(skipped)


def _raw(sheet: Sheet, columns: Columns, number: int) -> _Raw:
    width = len([*_trimmed(sheet.rows[number])])
    if columns.width and width > columns.width and not columns.guessed:
        raise Invalid(f"it has {width} values where the heading has {columns.width}; quote texts with the separator.")
    if width < columns.needed:
        raise Invalid(f"it has {width} values; time, point and event need {columns.needed}.")
    texts = {name: _text(sheet.at(number, place)) for name, place in columns.at.items()}
    clock = read_clock(texts["time"], texts.get("date", ""), columns.factor)
    if texts.get("milliseconds"):
        clock = replace(clock, seconds=clock.seconds + read_clock(texts["milliseconds"]).seconds / 1000)
    event = texts.get("event") or texts.get("description", "")
    if not event and not texts.get("point"):
        raise Invalid("it names neither a point nor an event.")
    written = " ".join(text for text in (texts.get("date", ""), texts["time"]) if text)
    return _Raw(number + 1, clock, written, texts.get("point", ""), event, texts.get("description", ""))


def _trimmed(cells: tuple[Value, ...]) -> tuple[Value, ...]:
    last = len(cells)
    while last and cells[last - 1] is None:
        last -= 1
    return cells[:last]


def _text(cell: Value) -> str:
    if isinstance(cell, Marked):
        raise Invalid(f"“{cell.text}” cannot be read.")
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    return as_read(cell)


def _mixed(raw: list[_Raw]) -> str:
    first = raw[0]
    kind = (first.clock.counted, bool(first.clock.day))
    other = next(each for each in raw if (each.clock.counted, bool(each.clock.day)) != kind)
    return (
        f"Row {first.row} has the time “{first.written}”, row {other.row} “{other.written}”: one log, one way to write."
    )


def _event(raw: _Raw, seconds: Decimal, moment: datetime | None = None) -> LogEvent:
    return LogEvent(raw.row, seconds, raw.point, raw.event, raw.description, raw.written, moment)


def _counted(raw: list[_Raw]) -> list[LogEvent]:
    return [_event(each, each.clock.seconds) for each in raw]


def _daily(raw: list[_Raw], notes: list[str]) -> list[LogEvent]:
    """Times of day without a date: half a day back, or more, is past midnight; logs that begin with the latest too."""
    seconds = [each.clock.seconds for each in raw]
    falling = sum(b < a for a, b in pairwise(seconds)) > len(seconds) / 2
    rows = raw[::-1] if falling else raw
    events, days = list[LogEvent](), 0
    for place, each in enumerate(rows):
        before = rows[place - 1].clock.seconds if place else each.clock.seconds
        step = each.clock.seconds - before
        days += 1 if step < -_HALF_A_DAY else -1 if step > _HALF_A_DAY and days else 0
        if step < -_HALF_A_DAY:
            notes.append(f"Row {each.row} is past midnight: {each.written} is taken for the next day.")
        events.append(_event(each, each.clock.seconds + 86_400 * days))
    return events[::-1] if falling else events


def _dated(raw: list[_Raw], zone: ZoneInfo, notes: list[str]) -> list[LogEvent]:
    days = _days(raw, notes)
    moments = list[datetime]()
    for each in raw:
        naive = midnight(days[each.clock.day], each.clock.seconds)
        offset = each.clock.offset
        if offset is not None:
            moments.append((naive - offset).replace(tzinfo=UTC))
            continue
        moment = naive.replace(tzinfo=zone)
        if moments and _is_second(moment, moments[-1]):
            moment = moment.replace(fold=1)
        moments.append(moment)
    _tell_change(moments, zone, notes)
    first = min(moment.astimezone(UTC) for moment in moments)
    return [
        _event(each, _since(first, moment, each.clock.seconds), moment)
        for each, moment in zip(raw, moments, strict=True)
    ]


def _is_second(moment: datetime, before: datetime) -> bool:
    """Whether a time that comes twice in the night the clocks go back is the second: else it would lie far back."""
    later = moment.replace(fold=1)
    return later.utcoffset() != moment.utcoffset() and (
        before.astimezone(UTC) - moment.astimezone(UTC) > timedelta(minutes=30) or before.fold == 1
    )


def _since(first: datetime, moment: datetime, seconds: Decimal) -> Decimal:
    """Seconds between two moments with every digit of the second that was written."""
    whole = (moment.astimezone(UTC).replace(microsecond=0) - first.replace(microsecond=0)) // timedelta(seconds=1)
    return Decimal(whole) + seconds % 1


def _tell_change(moments: list[datetime], zone: ZoneInfo, notes: list[str]) -> None:
    offsets = {moment.astimezone(zone).utcoffset() for moment in moments}
    if len(offsets) > 1:
        notes.append(
            "The clocks changed (daylight saving) within this log; if the panel did not follow, "
            "times are an hour off from there on. Check the seconds."
        )


def _days(raw: list[_Raw], notes: list[str]) -> dict[str, date]:
    """The dates as written → the days they are: the day first, unless only the month can be or it makes a short log."""
    texts = list(dict.fromkeys(each.clock.day for each in raw))
    day_first, problem = _all_days(texts, month_first=False)
    month_first, _ = _all_days(texts, month_first=True)
    if not day_first and not month_first:
        row = next(each.row for each in raw if each.clock.day == problem[0])
        raise Invalid(f"Row {row}: {problem[1]}", [{"row": row, "message": problem[1]}])
    if month_first and (not day_first or _span(month_first) < _span(day_first)):
        notes.append("Dates are read with the month first (mm/dd/yyyy).")
        return month_first
    return day_first


def _all_days(texts: list[str], *, month_first: bool) -> tuple[dict[str, date], tuple[str, str]]:
    found = dict[str, date]()
    for text in texts:
        try:
            found[text] = day_of(text, month_first=month_first)
        except Invalid as error:
            return {}, (text, error.message)
    return found, ("", "")


def _span(days: dict[str, date]) -> timedelta:
    return max(days.values()) - min(days.values())


def _in_order(events: list[LogEvent], notes: list[str]) -> tuple[LogEvent, ...]:
    early = [b.row for a, b in pairwise(events) if b.seconds < a.seconds]
    if not early:
        return tuple(events)
    if len(early) > len(events) / 2:
        notes.append("The log begins with its latest event; it is read from its end.")
    else:
        listed = ", ".join(map(str, early[:5])) + (" …" if len(early) > 5 else "")
        rows = f"Row {listed} is" if len(early) == 1 else f"Rows {listed} are"
        notes.append(f"{rows} out of order; the log is sorted by time.")
    backwards = len(early) > len(events) / 2
    return tuple(sorted(events[::-1] if backwards else events, key=lambda event: event.seconds))
