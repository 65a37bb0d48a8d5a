"""Judges of one value: limits, finiteness, rounding for a column, numbers for a sentence.

Measured values are judged raw and rounded once, half-even, before they are sent to a column of fixed scale
(PostgreSQL itself rounds half away from zero).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import ParsedNumber, parse_number

__all__ = [
    "Limits",
    "ParsedNumber",
    "finite",
    "is_finite",
    "parse_number",
    "plain",
    "round_half_even",
    "storable",
    "to_decimal",
]


_NOWHERE = re.compile("[\\0\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> bool:
    """Whether PostgreSQL (no NUL, no half of a surrogate pair) and a workbook (XML 1.0, Char) both keep ``text``."""
    return _NOWHERE.search(text) is None


def is_finite(value: Decimal) -> bool:
    """Whether ``value`` is an ordinary number (neither NaN nor infinite)."""
    return value.is_finite()


def finite(value: Decimal) -> Decimal:
    """``value`` itself, zero without a sign: the database knows no −0, so a record judged again would differ from it.

    Raises ``Invalid`` for NaN and the infinities (PostgreSQL holds ``NaN >= 1.0`` true).
    """
    if not value.is_finite():
        raise Invalid(f"{value} is not a measurement: a finite number is needed.", [{"code": "not_finite"}])
    return value if value else value.copy_abs()


def to_decimal(value: Decimal | int | float | str) -> Decimal:
    """``value`` as a finite Decimal; a float by its shortest text (45.2 → Decimal('45.2')).

    Text goes through ``parse_number``. Raises ``Invalid`` for booleans, NaN, infinities and text that is no number.
    """
    if isinstance(value, bool):
        raise Invalid(f"{value} is a yes/no value, not a number.", [{"code": "boolean"}])
    if isinstance(value, str):
        return parse_number(value).value
    return finite(Decimal(repr(value)) if isinstance(value, float) else Decimal(value))


def round_half_even(value: Decimal, decimals: int) -> Decimal:
    """``value`` at ``decimals`` places, ties to the even digit: 2.345 → 2.34, 2.355 → 2.36.

    Raises ``Invalid`` for NaN and infinities.
    """
    finite(value)
    digits = max(28, value.adjusted() + decimals + 3)
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN, Context(prec=digits))


def plain(value: Decimal) -> str:
    """``value`` as people write it: every digit, no exponent, no trailing zeros (20.000 → ``20``, 18.20 → ``18.2``)."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True, slots=True)
class Limits:
    """What a value may be, both ends inclusive and in ``unit``; ``None`` leaves that side open."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str = ""

    @property
    def open(self) -> bool:
        """Whether there is no limit at all, so that nothing can be judged."""
        return self.minimum is None and self.maximum is None

    def below(self, value: Decimal) -> bool:
        """Whether ``value`` is under the minimum."""
        return self.minimum is not None and finite(value) < self.minimum

    def above(self, value: Decimal) -> bool:
        """Whether ``value`` is over the maximum."""
        return self.maximum is not None and finite(value) > self.maximum

    def contains(self, value: Decimal) -> bool:
        """Whether ``value`` is within the limits, the limits themselves included."""
        return not self.below(value) and not self.above(value)

    def __str__(self) -> str:
        """The limits in words: ``20 to 80 Pa``, ``at least 1 m/s``, ``at most 110 N``, ``no limit``."""
        unit = f" {self.unit}" if self.unit else ""
        if self.minimum is not None and self.maximum is not None:
            return f"{plain(self.minimum)} to {plain(self.maximum)}{unit}"
        if self.minimum is not None:
            return f"at least {plain(self.minimum)}{unit}"
        return f"at most {plain(self.maximum)}{unit}" if self.maximum is not None else "no limit"
