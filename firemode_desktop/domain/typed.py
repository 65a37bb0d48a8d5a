"""A number while it is typed: read with what would be right beside what is wrong, stepped, split when pasted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import Conversion, ParsedNumber, offer, parse_number

_EXAMPLES: Mapping[str, str] = {
    "Pa": "45.2",
    "N": "85",
    "m/s": "1.12",
    "s": "3.4",
    "dB(A)": "62",
}
"""What a reading in a unit looks like."""
_SAYS_WHAT_IS_RIGHT = frozenset({"ambiguous"})
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+")
LARGEST = Decimal("1e9")
"""Nothing that is read on site reaches this, in any of the units."""


def read(text: str, unit: str | None) -> ParsedNumber:
    """The number that ``text`` is, wanted in ``unit``.

    Raises:
        Invalid: it is none, or one of something else; the sentence says what was read and what would be right.
    """
    try:
        number = parse_number(text)
        if unit:
            offer(number, unit)
    except Invalid as error:
        code = next((each.get("code") for each in error.details if isinstance(each, Mapping)), None)
        if code in _SAYS_WHAT_IS_RIGHT:
            raise
        raise Invalid(f"{error.message} {_right(unit)}", error.details) from error
    if abs(number.value) > LARGEST:
        raise Invalid(f"“{text.strip()}” is far outside anything that is measured here. {_right(unit)}")
    return number


def conversion_of(number: ParsedNumber, unit: str | None) -> Conversion | None:
    """The conversion to offer for a number that was typed with another unit of the same kind."""
    return offer(number, unit) if unit else None


def stepped(text: str, by: int) -> str:
    """``text`` with its number moved by so many of its last digit; what it is written with stays as it was typed.

    Text that is no number comes back unchanged.
    """
    try:
        value = parse_number(text).value
    except Invalid:
        return text
    found = _DIGITS.search(text)
    if found is None or not _same(found[0], value):
        return text
    moved = value + by * Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    sign = found.start() - 1 if text[: found.start()].rstrip()[-1:] in ("-", "+", "−") else found.start()
    written = f"{moved:f}"
    return text[: max(sign, 0)] + (written.replace(".", ",") if "," in found[0] else written) + text[found.end() :]


def split(pasted: str) -> tuple[str, ...]:
    """Numbers that were copied together: cells of a spreadsheet, a column, or a list with semicolons."""
    for mark in ("\r\n", "\n", "\t", ";"):
        pasted = pasted.replace(mark, "\t")
    return tuple(part.strip() for part in pasted.strip("\t").split("\t"))


def _same(digits: str, value: Decimal) -> bool:
    """Whether the digits found are the whole number: not those of a grouped one or before an exponent."""
    return Decimal(digits.replace(",", ".")) == abs(value)


def _right(unit: str | None) -> str:
    example = _EXAMPLES.get(unit or "")
    return f"A number in {unit} is wanted, such as {example}." if example else "A number is wanted, such as 12.5."
