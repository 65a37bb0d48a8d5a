"""The times of a log: dates with times, times of day, or seconds from a zero; what is written decides, row by row.

read_clock("04/05/2026 11:30:05.25")  →  Clock(day="04/05/2026", seconds=Decimal("41405.25"))
read_clock("+3.2 s")                  →  Clock(seconds=Decimal("3.2"), counted=True)
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from firemode_desktop.domain.errors import Invalid

_FRACTION = r"(?:[.,:](?P<f>\d{1,9}))?"
_CLOCK = re.compile(
    rf"(?P<h>\d{{1,3}}):(?P<m>\d{{2}}):(?P<s>\d{{2}}){_FRACTION}\s*(?P<half>[ap]\.?\s?m\.?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"(?P<m>\d{1,3}):(?P<s>\d{2})[.,](?P<f>\d{1,9})")
_SHORT = re.compile(r"\d{1,3}:\d{2}(?:\s*[ap]\.?m\.?)?", re.IGNORECASE)
_COUNTED = re.compile(
    r"[tT]?\s*(?P<n>[+-]?\d+(?:[.,]\d+)?)\s*(?P<unit>ms|msec|s|sec|secs|seconds|min)?\.?", re.IGNORECASE
)
_NAMES = {name.casefold(): at for at, name in enumerate(calendar.month_abbr) if name}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_PLAIN = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_NAMED = re.compile(r"(?:[a-z]{3,9},?\s+)?(\d{1,2})[-/. ]([a-z]{3})[a-z]*[-/., ]+(\d{4}|\d{2})", re.IGNORECASE)
_UNITS = {"ms": Decimal("0.001"), "msec": Decimal("0.001"), "min": Decimal(60)}


@dataclass(frozen=True, slots=True)
class Clock:
    """One time as written: seconds of its day (``day`` as written, blank where there is none) or counted from a zero.

    ``offset`` is what the time is ahead of UTC, where that is written.
    """

    seconds: Decimal
    day: str = ""
    counted: bool = False
    offset: timedelta | None = None


def read_clock(text: str, day: str = "", factor: Decimal = Decimal(1)) -> Clock:
    """The time that ``text`` writes; ``day`` is the date of a column of its own, ``factor`` the seconds of a bare
    number's unit.

    Raises:
        Invalid: it is no time, or only hours and minutes.
    """
    text = text.strip().replace("−", "-")
    counted = _COUNTED.fullmatch(text)
    if counted is not None and not day:
        unit = counted["unit"]
        worth = _UNITS.get(unit.casefold(), Decimal(1)) if unit else factor
        return Clock(Decimal(counted["n"].replace(",", ".")) * worth, counted=True)
    before, clock = _split(text)
    match = _CLOCK.fullmatch(clock) or _MINUTES.fullmatch(clock)
    if match is None:
        raise Invalid(_no_time(text, clock))
    return Clock(_seconds(match, text), before or day.strip(), offset=_offset(match.groupdict().get("zone")))


def _split(text: str) -> tuple[str, str]:
    """The date and the time of a text; the date is blank where there is none."""
    found = re.search(r"\d{1,3}:\d{2}", text)
    if found is None:
        return "", text
    return text[: found.start()].rstrip(" T,-"), text[found.start() :]


def _no_time(text: str, clock: str) -> str:
    if not text:
        return "A time is needed."
    if _SHORT.fullmatch(clock):
        return f"“{text}” may be hours and minutes or minutes and seconds; export the log with hh:mm:ss."
    return f"“{text}” is not a time; write it as hh:mm:ss, with its date, or as seconds."


def _seconds(match: re.Match[str], text: str) -> Decimal:
    found = match.groupdict()
    hours, minutes, seconds = int(found.get("h") or 0), int(found["m"]), int(found["s"])
    half = re.sub(r"[.\s]", "", found.get("half") or "").casefold()
    if (minutes > 59 and "h" in found) or seconds > 59 or hours > (12 if half else 99):
        raise Invalid(f"“{text}” is not a time; there are 60 minutes in an hour and 60 seconds in a minute.")
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    return Decimal(hours * 3600 + minutes * 60 + seconds) + Decimal(f"0.{found['f'] or 0}")


def _offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text in "Zz":
        return timedelta(0)
    digits = text[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -ahead if text[0] == "-" else ahead


def day_of(text: str, *, month_first: bool = False) -> date:
    """The date that ``text`` writes, the day before the month unless it is said otherwise; raises ``Invalid``."""
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _NAMED.fullmatch(text):
            return date(_year(match[3]), _NAMES[match[2].casefold()], int(match[1]))
        if match := _PLAIN.fullmatch(text):
            day, month = (match[2], match[1]) if month_first else (match[1], match[2])
            return date(_year(match[3]), int(month), int(day))
    except (ValueError, KeyError):
        pass
    raise Invalid(f"“{text}” is not a date; write it as yyyy-mm-dd or dd/mm/yyyy.")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def midnight(day: date, seconds: Decimal) -> datetime:
    """A day and the seconds since its midnight as a moment without a zone, to the microsecond."""
    return datetime.combine(day, time.min) + timedelta(microseconds=int(seconds * 1_000_000))
