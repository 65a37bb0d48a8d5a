"""One cell → the value that its column holds, or the reason why not. Strict about numbers and dates.

A ``Reader`` is asked once for each *different* content of a column: a file of ten thousand rows has few different
dates and names, so most cells cost one look into a dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.dates import parse_date, show_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.forms import Column, Holds
from firemode_desktop.domain.numbers import Flag, ParsedNumber, convert, offer, parse_number, unit_named
from firemode_desktop.domain.physics import slip_in_words, unit_slip
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.imports.files.cells import Logical, Mark, Marked, Plain, Value
from firemode_desktop.imports.tables.layout import key


class DateOrder(StrEnum):
    """What ``3/4/2024`` means, where a person has said so."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class DecimalMark(StrEnum):
    """What ``1,234`` means, where a person has said so."""

    COMMA = "comma"
    POINT = "point"


YES = frozenset({"yes", "y", "true", "t", "active", "on", "running", "1"})
NO = frozenset({"no", "n", "false", "f", "inactive", "off", "not_running", "0"})
CHOICE_WORDS: Mapping[str, str] = {
    "closed": "all_closed",
    "all_doors_closed": "all_closed",
    "doors_closed": "all_closed",
    "open": "evac_doors_open",
    "evac_open": "evac_doors_open",
    "doors_open": "evac_doors_open",
    "evacuation_doors_open": "evac_doors_open",
    "handle": "at_handle",
    "edge": "at_edge",
}
_MEASURED: Mapping[str, MeasurementType] = {
    "pressure_pa": MeasurementType.PRESSURE_DIFFERENTIAL,
    "velocity_ms": MeasurementType.AIR_VELOCITY,
    "force_newtons": MeasurementType.DOOR_OPENING_FORCE,
}
"""Columns whose values are easily read in another unit."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{2,4})")
_CLOCK = re.compile(r"(.+?)[T ]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,6})?)?")
_EARLIEST = date(1900, 1, 1)
_NEAR = 0.8
"""How alike a word must be to a choice that is suggested: ``all_open`` is not nearly ``all_closed``."""
_GROUPS = {
    DecimalMark.COMMA: re.compile(r"[+-]?[0-9]{1,3}(?:\.?[0-9]{3})*(?:,[0-9]+)?(?![0-9.,])"),
    DecimalMark.POINT: re.compile(r"[+-]?[0-9]{1,3}(?:,?[0-9]{3})*(?:\.[0-9]+)?(?![0-9.,])"),
}
"""A whole number of groups with the decimal mark that was said, and nothing of a number after it."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that cannot stand: a code that never changes, and a sentence that says what would be right.

    ``meant`` is the word that comes nearest, where one does.
    """

    code: str
    message: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A value that could be read, and what was unusual about it."""

    value: Any
    code: str
    message: str


def _fold(cell: object) -> str:
    return " ".join(str(cell).split()).casefold()


def spoilt(cell: Marked) -> Bad | None:
    """Why a marked cell holds no value at all; ``None`` for a formula whose last value was kept."""
    if cell.mark is Mark.ERROR:
        return Bad("error_cell", f"{cell.text} is an error of the spreadsheet, not a value.")
    if cell.mark is Mark.NOT_CALCULATED:
        message = f"{cell.text} was never calculated; save the file in a spreadsheet program."
        return Bad("formula_without_value", message)
    if cell.mark is Mark.NOT_FINITE:
        return Bad("not_finite", f"{cell.text} is not a measurement: a finite number is needed.")
    if cell.mark is Mark.MERGED:
        return Bad("merged_reading", f"{cell.text} is merged over several rows: what was read in which? Unmerge it.")
    if cell.mark is Mark.DUPLICATE:
        return Bad("duplicate_cell", "This cell stands twice in the file with two contents; the file is damaged.")
    return None


def calculated(cell: Marked) -> str:
    """What is said of a formula."""
    return f"This is a formula ({cell.text[:60]}); its last calculated value was taken."


def pointed(text: str, decimal: DecimalMark | None) -> str:
    """A number as text with a decimal point and no thousands, where a person has said which is which."""
    if decimal is None or not text.isascii():
        return text
    point, thousands = (",", ".") if decimal is DecimalMark.COMMA else (".", ",")
    if not _GROUPS[decimal].match(text):
        return text
    return text.replace(thousands, "").replace(point, ".")


def day_of_text(text: str, order: DateOrder | None = None) -> date:
    """A day written as text; raises ``Invalid`` where day and month could be meant the other way round, unless a
    person has said which comes first."""
    match = _DAY_FIRST.fullmatch(text)
    if match and order is DateOrder.MONTH_FIRST:
        return parse_date(f"{match[2]}/{match[1]}/{match[3]}")
    if (
        match
        and order is None
        and (len(match[3]) != 4 or (int(match[1]) <= 12 and int(match[2]) <= 12 and int(match[1]) != int(match[2])))
    ):
        raise Invalid(
            f"“{text}” can mean more than one day; write it as yyyy-mm-dd, or as a date of the spreadsheet.",
            [{"code": "ambiguous_date"}],
        )
    return parse_date(text, like="yyyy-mm-dd, or as a date of the spreadsheet")


def no_date(cell: Plain) -> str:
    """Why something is not a date, and which date a bare number might be."""
    if isinstance(cell, Decimal) and 20_000 <= cell <= 80_000:
        day = date(1899, 12, 30) + timedelta(days=int(cell))
        return f"{plain(cell)} is a number, not a date; formatted as a date it would be {show_date(day)}."
    return f"{plain(cell) if isinstance(cell, Decimal) else cell} is not a date; write it as yyyy-mm-dd."


@dataclass(frozen=True)
class Ways:
    """How the cells of a file are to be read. ``delimited``: a CSV file, in which everything is text by nature.

    The rest is what a person said of the file: what ``3/4/2024`` and ``1,234`` mean, and (by canonical column) what is
    meant by words that are none of ours.
    """

    delimited: bool = False
    dates: DateOrder | None = None
    decimal: DecimalMark | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Reader(dict[Value, Any]):
    """Content of a cell → its value, ``Bad`` or ``Noted``; worked out once for each content.

    ``unit`` is what the numbers are written in, where that is not the column's own: they are converted.
    """

    def __init__(self, column: Column, today: date, ways: Ways, unit: str = "") -> None:
        super().__init__()
        self._column = column
        self._today = today
        self._ways = ways
        self._delimited = ways.delimited
        self._unit = unit
        self._words = {_fold(read): meant for read, meant in ways.words.get(column.name, {}).items()}
        self._parse: Callable[[Plain], Any] = {
            Holds.TEXT: self._text,
            Holds.NAME: self._text,
            Holds.NUMBER: self._number,
            Holds.DAY: self._day,
            Holds.MOMENT: self._moment,
            Holds.YES_NO: self._yes_no,
            Holds.CHOICE: self._choice,
        }[column.holds]

    def __missing__(self, cell: Value) -> Any:
        answer = self[cell] = self._answer(cell)
        return answer

    def _answer(self, cell: Value) -> Any:
        if isinstance(cell, str) and not cell.strip():
            cell = None
        if cell is None:
            return Bad("missing", f"{self._column.name} is needed here.") if self._column.required else None
        try:
            if isinstance(cell, Marked):
                return self._marked(cell)
            return self._meant(cell) if self._words and _fold(cell) in self._words else self._parse(cell)
        except Invalid as error:
            code = error.details[0]["code"] if error.details else self._code_of_kind
            return Bad(str(code), error.message)

    def _meant(self, cell: Plain) -> Any:
        """What a person said that a word of this file means."""
        meant = self._words[_fold(cell)]
        value = self._parse(meant)
        return value if isinstance(value, Bad) else Noted(value, "replaced", f"“{cell}” was read as {meant}, as told.")

    @property
    def _code_of_kind(self) -> str:
        return {Holds.DAY: "not_a_date", Holds.MOMENT: "not_a_date"}.get(self._column.holds, "invalid")

    def _marked(self, cell: Marked) -> Any:
        if bad := spoilt(cell):
            return bad
        value = self[cell.value]
        if value is None or isinstance(value, (Bad, Noted)):
            return value
        return Noted(value, "formula", calculated(cell))

    # Each of the following reads one kind of column; ``Invalid`` where it cannot.

    def _text(self, cell: Plain) -> Any:
        text = plain(cell) if isinstance(cell, Decimal) else str(cell).strip()
        if _CONTROL.search(text):
            return Bad("text", f"{self._column.name} holds a character that cannot be stored.")
        if len(text) > self._column.max_length:
            return Bad(
                "too_long", f"{self._column.name} may have {self._column.max_length} characters; this has {len(text)}."
            )
        return text

    def _number(self, cell: Plain) -> Any:
        if isinstance(cell, Decimal):
            return self._converted(cell) if self._unit else self._in_limits(cell)
        if isinstance(cell, Logical):
            return Bad("boolean", f"{cell} is a yes/no value, not a number.")
        if not isinstance(cell, str):
            return Bad("not_a_number", f"{cell} is a date, not a number.")
        number = self._parsed(cell)
        if self._unit and number.unit is None:
            return self._converted(number.value)
        value = self._in_limits(number.value)
        if isinstance(value, Bad) or (self._delimited and not number.flags):
            return value
        how = "written with a decimal comma" if Flag.DECIMAL_COMMA in number.flags else "written as text"
        return Noted(value, "text_number", f"“{cell.strip()}” is {how}; it was read as {plain(value)}.")

    def _parsed(self, cell: str) -> ParsedNumber:
        """The number of a text, in the column's unit; a percentage may be written with its sign."""
        text = cell.strip()
        if self._column.measure == "%":
            text = text.removesuffix("%")
        number = parse_number(pointed(text, self._ways.decimal))
        if number.unit is None or unit_named(self._column.measure) is None:
            if number.unit is not None:
                raise Invalid(f"{self._column.name} has no unit here; write the number alone.", [{"code": "unit"}])
            return number
        conversion = offer(number, self._column.measure)
        if conversion is not None:
            offered = f"{plain(round(conversion.value, 3))} {conversion.into}"
            raise Invalid(
                f"“{text}” is in another unit: it would be {offered}. Write that if it is meant.", [{"code": "unit"}]
            )
        return number

    def _converted(self, read: Decimal) -> Any:
        """A number of a column that was said to be written in another unit."""
        unit = self._column.measure
        value = self._in_limits(convert(read, self._unit, unit))
        if isinstance(value, Bad):
            return value
        shown = plain(round_half_even(value, 3))
        return Noted(value, "converted", f"{plain(read)} {self._unit} was converted to {shown} {unit}, as told.")

    def _in_limits(self, value: Decimal) -> Decimal | Bad:
        """``value`` as it was read, compared before any rounding."""
        limits = self._column.limits
        if limits.contains(value):
            return value
        shown = " ".join((plain(value), limits.unit)).strip()
        slip = unit_slip(value, _MEASURED.get(self._column.name, ""))
        hint = f" {slip_in_words(slip)}" if slip else ""
        return Bad("out_of_range", f"{shown} cannot be: {self._column.name} is {limits}.{hint}")

    def _day(self, cell: Plain) -> Any:
        noted = None
        if isinstance(cell, datetime):
            if cell.time() != datetime.min.time():
                noted = f"The time of day was left out: {show_date(cell.date())}."
            day = cell.date()
        elif isinstance(cell, date):
            day = cell
        elif isinstance(cell, str):
            day = day_of_text(cell.strip(), self._ways.dates)
            if not self._delimited or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell.strip()):
                noted = f"“{cell.strip()}” is text; it was read as {show_date(day)}."
        else:
            return Bad("not_a_date", no_date(cell))
        if wrong := self._impossible(day):
            return wrong
        return Noted(day, "text_date", noted) if noted else day

    def _impossible(self, day: date) -> Bad | None:
        if day > self._today:
            return Bad("future_date", f"{show_date(day)} is in the future; today is {show_date(self._today)}.")
        if day < _EARLIEST:
            return Bad("not_a_date", f"{show_date(day)} is too long ago to be meant.")
        return None

    def _moment(self, cell: Plain) -> Any:
        """A date, a naive datetime (time of the site) or one with its offset."""
        if isinstance(cell, str):
            return self._moment_of_text(cell.strip())
        if not isinstance(cell, date):
            return Bad("not_a_date", f"{no_date(cell)[:-1]}, with a time if it is known.")
        return self._impossible(cell.date() if isinstance(cell, datetime) else cell) or cell

    def _moment_of_text(self, text: str) -> Any:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            match = _CLOCK.fullmatch(text)
            day = day_of_text(match[1] if match else text)
            if match is None:
                return self._impossible(day) or day
            hour, minute, second = int(match[2]), int(match[3]), int(match[4] or 0)
            if hour > 23 or minute > 59 or second > 59:
                return Bad("not_a_date", f"“{text}” is not a time of the day.")
            moment = datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001 - the site's own time
        if len(text) == 10:
            return self._impossible(moment.date()) or moment.date()
        return self._impossible(moment.date()) or moment

    def _yes_no(self, cell: Plain) -> Any:
        if isinstance(cell, Logical):
            return cell.value
        word = plain(cell) if isinstance(cell, Decimal) else key(str(cell))
        if word in YES | NO:
            return word in YES
        return Bad("not_yes_no", f"“{cell}” is neither yes nor no.")

    def _choice(self, cell: Plain) -> Any:
        word = key(str(cell))
        choices = {key(choice): choice for choice in self._column.choices}
        chosen = choices.get(word) or choices.get(CHOICE_WORDS.get(word, ""))
        if chosen is not None:
            return chosen
        near = get_close_matches(word, choices, n=1, cutoff=_NEAR)
        meant = choices[near[0]] if near else ""
        hint = f"Did you mean “{meant}”?" if meant else f"One of: {', '.join(self._column.choices)}."
        return Bad("not_a_choice", f"“{cell}” is not one of the choices. {hint}", meant)
