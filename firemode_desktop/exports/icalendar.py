"""Events as an iCalendar file (RFC 5545): every line ends in CRLF and is folded at 75 octets, text is escaped.

The same calendar gives the same bytes. All-day events carry a DATE, which no time zone moves (3.3.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from firemode_desktop.domain.calendar import Calendar, Event

OCTETS = 75
"""The longest line, CRLF not counted (3.1)."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PRODUCT = "-//FireMode//FireMode Desktop//EN"


def icalendar(calendar: Calendar) -> bytes:
    """The file. One without events holds a journal entry with its sentence: a calendar has one component (3.4)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(calendar.name)}",
        f"X-WR-CALDESC:{escaped(calendar.sentence)}",
        *(line for event in calendar.events for line in _event(event)),
        *(() if calendar.events else _journal(calendar)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """A TEXT value (3.3.11): backslash, semicolon, comma, line break escaped; other control characters are spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub(" ", text)
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def folded(line: str) -> bytes:
    """One content line with its CRLF; longer ones go on behind CRLF and a space, never within a character (3.1)."""
    octets, start = line.encode(), 0
    pieces: list[bytes] = []
    while start < len(octets):
        end = _cut(octets, start, start + OCTETS - (1 if pieces else 0))
        pieces.append(octets[start:end])
        start = end
    return b"\r\n ".join(pieces) + b"\r\n"


def _cut(octets: bytes, start: int, end: int) -> int:
    """``end``, or as far before it as the first octet of a character lies."""
    while start < end < len(octets) and octets[end] & 0b1100_0000 == 0b1000_0000:
        end -= 1
    return min(end, len(octets))


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield from _head(event.uid, event.revised_at, event.day)
    yield f"LAST-MODIFIED:{_moment(event.revised_at)}"
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"DESCRIPTION:{escaped(event.description)}"
    if event.location:
        yield f"LOCATION:{escaped(event.location)}"
    yield f"CATEGORIES:{escaped(event.category.value)}"
    yield "TRANSP:TRANSPARENT"
    yield from _alarm(event)
    yield "END:VEVENT"


def _alarm(event: Event) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escaped(event.summary)}"
    yield f"TRIGGER:-P{event.remind_days}D"
    yield "END:VALARM"


def _journal(calendar: Calendar) -> Iterator[str]:
    yield "BEGIN:VJOURNAL"
    yield from _head("nothing-due@firemode", calendar.made_at, calendar.made_at.date())
    yield f"SUMMARY:{escaped(calendar.sentence)}"
    yield "END:VJOURNAL"


def _head(uid: str, revised_at: datetime, day: date) -> Iterator[str]:
    yield f"UID:{escaped(uid)}"
    yield f"DTSTAMP:{_moment(revised_at)}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"


def _moment(at: datetime) -> str:
    """A time in UTC (3.3.5, form 2)."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
