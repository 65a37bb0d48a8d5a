"""What the number of a cell is by its format: a date, a time, a percentage, money, or just a number.

The formats of ``.xlsx`` and ``.xls`` are the same language (ECMA-376 part 1, 18.8.30 and 18.8.31): up to four sections
parted by semicolons, of which the first is for positive numbers and decides.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from firemode_desktop.domain.numbers import unit_named
from firemode_desktop.imports.files.cells import Plain


class Format(NamedTuple):
    """As what a number is shown; ``told`` is ``percent``, ``currency``, a unit behind it, none of ours (``kPa``), or
    ``otherwise`` where the cell shows words, nothing, or thousands of it."""

    shown: Shown
    told: str | None = None


class Shown(Enum):
    """As what a number is shown."""

    NUMBER = "number"
    PERCENT = "percent"
    CURRENCY = "currency"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"


_BUILT_IN = {
    **dict.fromkeys((5, 6, 7, 8, 42, 44), Shown.CURRENCY),
    **dict.fromkeys((9, 10), Shown.PERCENT),
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 59)), Shown.DATE),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 47), Shown.TIME),
    46: Shown.DURATION,
}
_TOLD = {Shown.PERCENT: "percent", Shown.CURRENCY: "currency"}
_LONGEST = 30
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_LOCALE = re.compile(r"\[\$-[^\]]*\]")
_MONEY = re.compile(r"[$€£¥₹]|\b(?:AUD|NZD|USD|EUR|GBP)\b")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)', re.DOTALL)
_NOT_CODE = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|AM/PM|A/P', re.IGNORECASE | re.DOTALL)

_OTHERWISE = re.compile(r"^(?!.*(?:[0#?@]|general))|[0#?.],+(?![0#?,])", re.IGNORECASE | re.DOTALL)
"""A section without a place for a digit shows words or nothing; a comma behind the digits leaves thousands away."""

_LAST_DAY = 2_958_465
"""31 December 9999, counted from 1900."""
_LEAP_THAT_WAS_NOT = 60
"""Excel counts a 29 February 1900; days before it are one further from 1899-12-30 than the rest."""


def built_in(number: int) -> Format:
    """As what the format of this number, which stands in no file, shows a value."""
    shown = _BUILT_IN.get(number, Shown.NUMBER)
    return Format(shown, _TOLD.get(shown))


def format_of(code: str) -> Format:
    """A format's code as what it shows, with what stands behind the number: ``0.0" kPa"`` tells ``kPa``."""
    shown = shown_by(code)
    if shown is not Shown.NUMBER:
        return Format(shown, _TOLD.get(shown))
    if _OTHERWISE.search(_NOT_CODE.sub("", _first_section(code))):
        return Format(shown, "otherwise")
    words = (quoted or escaped for quoted, escaped in _LITERAL.findall(_first_section(code)))
    return Format(shown, unit_behind("".join(words)))


def unit_behind(words: str) -> str | None:
    """The unit, none of SI, that the words behind a number name; a percentage in quotes changes no number."""
    unit = unit_named(words.strip()) if len(words) < _LONGEST else None
    return None if unit is None or unit.symbol in (unit.si, "%") else unit.symbol


def shown_by(code: str) -> Shown:
    """As what a format's code shows a positive number: ``0.0%``, ``dd/mm/yyyy``, ``[h]:mm``, ``"$"#,##0.00``."""
    first = _first_section(code)
    if _ELAPSED.search(first):
        return Shown.DURATION
    bare = _NOT_CODE.sub("", first).lower()
    if "general" not in bare and re.search(r"[dmyhs]", bare.replace("e+", "").replace("e-", "")):
        return Shown.DATE if re.search(r"[dy]", bare) or not re.search(r"[hs]", bare) else Shown.TIME
    if "%" in bare:
        return Shown.PERCENT
    return Shown.CURRENCY if _MONEY.search(_LOCALE.sub("", first)) else Shown.NUMBER


def _first_section(code: str) -> str:
    """What stands before the first semicolon that is neither quoted nor escaped."""
    match = re.match(r'(?:"[^"]*"?|\\.|\[[^\]]*\]?|[^;"\\\[])*', code, re.DOTALL)
    return match[0] if match else code


def worth(number: Decimal, shown: Shown, *, from_1904: bool) -> Plain:
    """A number as what it is shown as; one that no date can be stays a number. Times are text: ``08:30:00``."""
    if shown is Shown.DURATION:
        return _clock(number) if 0 <= number <= _LAST_DAY else number
    if shown not in (Shown.DATE, Shown.TIME):
        return number
    if 0 <= number < 1 and (shown is Shown.TIME or number):
        return _clock(number)
    return _moment(number, from_1904=from_1904)


def _clock(number: Decimal) -> str:
    seconds = round(number * 86_400)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _moment(number: Decimal, *, from_1904: bool) -> date | datetime | Decimal:
    """The day, or with a fraction the moment to the millisecond, of a count of days."""
    least = 0 if from_1904 else 1
    if not least <= number < _LAST_DAY - 1462 * from_1904 or (not from_1904 and int(number) == _LEAP_THAT_WAS_NOT):
        return number
    before_1900 = date(1899, 12, 31 if number < _LEAP_THAT_WAS_NOT else 30)
    start = datetime.combine(date(1904, 1, 1) if from_1904 else before_1900, time())
    milliseconds = round(number * 86_400_000)
    found = start + timedelta(milliseconds=milliseconds)
    return found if milliseconds % 86_400_000 else found.date()
