"""One cell of a sheet of registers → what a person would have typed there, or why it cannot stand.

The field judges (``Field.check``); here is only what a spreadsheet makes of things: errors, formulas, dates written as
text, numbers that became dates.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from firemode_desktop.domain.checks import parse_number, plain
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.fields import NUMBERS, Field, Kind
from firemode_desktop.domain.names import NOBODY, Names
from firemode_desktop.domain.register_forms import Written
from firemode_desktop.imports.files.cells import Logical, Marked, Plain, Value, as_read
from firemode_desktop.imports.tables.values import Bad, Noted, calculated, day_of_text, no_date, spoilt

_CODES = {
    Kind.DATE: "not_a_date",
    Kind.FLAG: "not_yes_no",
    Kind.CHOICE: "not_a_choice",
    Kind.FACTS: "not_particulars",
}


def blank(value: Value) -> bool:
    """Whether nothing stands in a cell."""
    bare = value.value if isinstance(value, Marked) and spoilt(value) is None else value
    return bare is None or (isinstance(bare, str) and not bare.strip())


def says(value: Value, standing: Written) -> bool:
    """Whether a cell says what was written there: it was not touched, whatever a reader would make of it now."""
    bare = value.value if isinstance(value, Marked) and spoilt(value) is None else value
    if isinstance(bare, datetime) and bare.time() == datetime.min.time():
        bare = bare.date()
    return _trimmed(bare) == _trimmed(standing)


def _trimmed(content: object) -> object:
    return content.strip() or None if isinstance(content, str) else content


def typed(field: Field, value: Value, *, delimited: bool) -> object:
    """What a person would have typed: text, a ``Decimal``, a ``date``, a ``bool``; ``Bad`` or ``Noted`` otherwise."""
    if isinstance(value, Marked):
        if bad := spoilt(value):
            return bad
        inner = typed(field, value.value, delimited=delimited)
        return inner if isinstance(inner, (Bad, Noted)) else Noted(inner, "formula", calculated(value))
    if blank(value):
        return ""
    if field.kind is Kind.DATE:
        return _day(value, delimited)
    if isinstance(value, Logical):
        return value.value if field.kind is Kind.FLAG else _logical(field, value)
    if isinstance(value, date):
        return _misread_date(field, value)
    if isinstance(value, Decimal):
        return value if field.kind in NUMBERS else plain(value)
    return _number(field, value, delimited) if field.kind in NUMBERS else value


def _logical(field: Field, value: Logical) -> object:
    return Bad("boolean", f"{value} is a yes/no value, not a number.") if field.kind in NUMBERS else str(value)


def _misread_date(field: Field, value: date) -> object:
    """A spreadsheet makes a date of ``1-2``: where none belongs, that is said."""
    day = value.date() if isinstance(value, datetime) else value
    if field.kind in NUMBERS:
        return Bad("not_a_number", f"{show_date(day)} is a date, not a number.")
    said = f"This cell is a date; it was read as the text {day.isoformat()}. Format it as text if something else stood."
    return Noted(day.isoformat(), "date_as_text", said)


def _number(field: Field, text: object, delimited: bool) -> object:
    """Text in a column of numbers is read, and that is said."""
    if delimited:
        return text
    try:
        number = parse_number(str(text))
    except Invalid:
        return text
    said = f"“{str(text).strip()}” is written as text; it was read as {plain(number.value)}."
    return Noted(text, "text_number", said) if number.unit in (None, field.unit) else text


def _day(value: Plain, delimited: bool) -> object:
    if isinstance(value, datetime):
        day = value.date()
        timed = value.time() != datetime.min.time()
        return Noted(day, "text_date", f"The time of day was left out: {show_date(day)}.") if timed else day
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return Bad("not_a_date", no_date(value))
    try:
        day = day_of_text(value.strip())
    except Invalid as error:
        return Bad(str(error.details[0]["code"]) if error.details else "not_a_date", error.message)
    if delimited or value.strip() == day.isoformat():
        return day
    return Noted(day, "text_date", f"“{value.strip()}” is text; it was read as {show_date(day)}.")


def code_of(field: Field, value: Value, names: Names = NOBODY) -> str:
    """The code of a cell that the field would not take; codes never change."""
    if blank(value):
        return "missing"
    if field.refers:
        return f"unknown_{names.one.split()[-1]}"
    if field.kind in NUMBERS:
        return _code_of_number(as_read(value), field)
    if field.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return "too_long" if field.length is not None and len(as_read(value).strip()) > field.length else "text"
    return _CODES[field.kind]


def _code_of_number(text: str, field: Field) -> str:
    try:
        number = parse_number(text)
    except Invalid as error:
        return str(error.details[0]["code"]) if error.details else "not_a_number"
    return "unit" if number.unit not in (None, field.unit) else "out_of_range"
