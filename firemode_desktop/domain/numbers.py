"""Numbers as people and workbooks write them, and the units the program knows.

``parse_number('45,2 Pa')`` reads what is plainly one number; what could be two different numbers is refused.
The eight units of the program are SI (specification page 1); every other unit is only ever *offered* as a conversion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from unicodedata import category

from firemode_desktop.domain.errors import Invalid


class Flag(StrEnum):
    """What was unusual about a number that could be read all the same."""

    DECIMAL_COMMA = "decimal_comma"
    THOUSANDS = "thousands_separator"
    UNIT = "unit_written"


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A number read from text: its value as written, the unit's symbol if one was written, and flags."""

    value: Decimal
    unit: str | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversion:
    """An offer: ``read`` in ``unit`` would be ``value`` in ``into``. Never applied unasked."""

    read: Decimal
    unit: str
    value: Decimal
    into: str


@dataclass(frozen=True, slots=True)
class Unit:
    """``value_si = value × factor + offset`` in the unit of the program called ``si``."""

    symbol: str
    si: str
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)
    also: tuple[str, ...] = ()


EIGHT = ("Pa", "m/s", "N", "m", "m³/s", "s", "dB(A)", "°C")

# Factors: NIST SP 811 (2008) appendix B.8; the inch of water is the conventional one (at 4 °C), ft/min and lbf exact.
UNITS: tuple[Unit, ...] = (
    Unit("Pa", "Pa", also=("pascal", "pascals")),
    Unit("kPa", "Pa", Decimal(1000)),
    Unit("daPa", "Pa", Decimal(10)),
    Unit("mbar", "Pa", Decimal(100), also=("hPa",)),
    Unit("psi", "Pa", Decimal("6894.757")),
    Unit("psf", "Pa", Decimal("47.88026")),
    Unit(
        "inwg",
        "Pa",
        Decimal("249.0889"),
        also=("inwc", "inh2o", "in.wg", "in.w.g.", "inw.g.", "inwater", "in.wc", "in.w.c.", "inw.c.", '"wg', '"wc'),
    ),
    Unit("mmH₂O", "Pa", Decimal("9.80665"), also=("mmh2o", "mmwg", "mmwc", "mmw.g", "mmw.c")),
    Unit("cmH₂O", "Pa", Decimal("98.0665"), also=("cmh2o", "cmwg", "cmwc", "cmw.g", "cmw.c")),
    Unit("m/s", "m/s", also=("ms-1", "mps", "m/sec")),
    Unit("ft/min", "m/s", Decimal("0.00508"), also=("fpm", "ftmin")),
    Unit("ft/s", "m/s", Decimal("0.3048"), also=("fps", "ft/sec")),
    Unit("m/min", "m/s", Decimal(1) / Decimal(60)),
    Unit("knot", "m/s", Decimal(1852) / Decimal(3600), also=("knots", "kt", "kts")),
    Unit("km/h", "m/s", Decimal(5) / Decimal(18), also=("kmh", "kph")),
    Unit("N", "N", also=("newton", "newtons")),
    Unit("kN", "N", Decimal(1000)),
    Unit("lbf", "N", Decimal("4.4482216152605"), also=("lb", "lbs")),
    Unit("kgf", "N", Decimal("9.80665"), also=("kg",)),
    Unit("m", "m", also=("metre", "metres")),
    Unit("mm", "m", Decimal("0.001")),
    Unit("cm", "m", Decimal("0.01")),
    Unit("ft", "m", Decimal("0.3048"), also=("feet",)),
    Unit("m³/s", "m³/s", also=("m3/s", "m^3/s", "cumecs")),
    Unit("L/s", "m³/s", Decimal("0.001")),
    Unit("s", "s", also=("sec", "secs", "second", "seconds")),
    Unit("min", "s", Decimal(60), also=("minutes",)),
    Unit("dB(A)", "dB(A)", also=("dba", "db")),
    Unit("°C", "°C", also=("c", "degc", "celsius")),
    Unit("°F", "°C", Decimal(5) / Decimal(9), Decimal(-160) / Decimal(9), also=("f", "degf")),
)


def _unit_key(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


_BY_NAME = {_unit_key(name): unit for unit in UNITS for name in (unit.symbol, *unit.also)}
_NUMBER = re.compile(r"([+\-]?)((?:[0-9]+(?:[.,][0-9]*)*)|(?:[.,][0-9]+))(?:[eE]([+\-]?[0-9]{1,3}))?(.*)", re.DOTALL)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?$")
_GROUPED_DOTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+$")
_NOT_FINITE = re.compile(r"[+\-]?(?:s?nan|inf(?:inity)?|∞)[0-9]*$", re.IGNORECASE)


def unit_named(text: str) -> Unit | None:
    """The unit that ``text`` names, however it is spaced and cased; ``None`` for one the program does not know."""
    return _BY_NAME.get(_unit_key(text))


def convert(value: Decimal, unit: str, into: str) -> Decimal:
    """``value`` of ``unit`` in ``into`` (28 digits); raises ``Invalid`` when they do not measure the same thing."""
    source, target = unit_named(unit), unit_named(into)
    if source is None or target is None or source.si != target.si:
        raise Invalid(f"{unit} cannot be converted to {into}.", [{"code": "unit"}])
    if source is target:
        return value
    return (value * source.factor + source.offset - target.offset) / target.factor


def offer(number: ParsedNumber, into: str) -> Conversion | None:
    """The conversion to offer for a number that carries another unit of the same kind; ``None`` when none is due.

    The offered value is rounded half-even to six decimals; what was read is kept beside it.
    Raises ``Invalid`` when its unit measures something else (``45 N`` where pascals are wanted).
    """
    if number.unit is None or number.unit == into:
        return None
    value = convert(number.value, number.unit, into).quantize(Decimal("0.000001"), ROUND_HALF_EVEN)
    return Conversion(number.value, number.unit, value, into)


def parse_number(text: str) -> ParsedNumber:
    """Read what is plainly one number, with or without a unit: ``45.2``, ``45,2``, ``45 Pa``, ``0.18 inwg``.

    Raises ``Invalid`` with one detail ``{"code": …}``: ``blank``, ``not_finite``, ``error_cell``, ``digits`` (other
    than ASCII), ``ambiguous`` (``1,234``), ``unit`` (unknown) or ``not_a_number``.
    """
    stripped = text.strip().replace("−", "-").replace("\u00a0", " ")
    _refuse_special(stripped)
    match = _NUMBER.match(stripped)
    if match is None:
        raise _invalid("not_a_number", f"“{stripped}” is not a number.")
    sign, digits, exponent, rest = match.groups()
    value, flags = _value_of(stripped, digits)
    unit = _unit_of(stripped, rest.strip())
    value = value.scaleb(_exponent(stripped, exponent)) if exponent else value
    flags = (*flags, Flag.UNIT) if unit else flags
    return ParsedNumber(value.copy_negate() if sign == "-" else value, unit, flags)


def _invalid(code: str, message: str) -> Invalid:
    return Invalid(message, [{"code": code}])


def _refuse_special(text: str) -> None:
    if not text:
        raise _invalid("blank", "A number is needed here.")
    if text.startswith("#"):
        raise _invalid("error_cell", f"{text} is an error of the spreadsheet, not a number.")
    if _NOT_FINITE.match(text):
        raise _invalid("not_finite", f"{text} is not a measurement: a finite number is needed.")
    if len(text) > 80:
        raise _invalid("not_a_number", "This is too long to be a number.")
    # The little 2 and 3 of mmH₂O and m³/s are digits for Unicode, not for a reader of numbers.
    if any(category(character) == "Cf" for character in text):
        raise _invalid("not_a_number", f"“{text}” holds a character that cannot be seen; type the number anew.")
    if any(character.isdecimal() and not character.isascii() for character in text):
        raise _invalid("digits", f"“{text}” uses other digits than 0 to 9.")


def _exponent(text: str, exponent: str) -> int:
    power = int(exponent)
    if abs(power) > 30:
        raise _invalid("not_a_number", f"“{text}” is far outside anything that can be measured.")
    return power


def _unit_of(text: str, written: str) -> str | None:
    if not written:
        return None
    unit = unit_named(written)
    if unit is None and re.search(r"[0-9]", written) and not re.match(r"[A-Za-z]", written):
        raise _invalid("not_a_number", f"“{text}” is not one number.")
    if unit is None:
        raise _invalid("unit", f"“{written}” is not a unit this program knows; write the number alone, or in SI.")
    return unit.symbol


def _value_of(text: str, digits: str) -> tuple[Decimal, tuple[Flag, ...]]:
    """The value of an unsigned run of digits, points and commas."""
    if "," not in digits:
        if digits.count(".") > 1:
            raise _invalid("not_a_number", f"“{text}” has more than one decimal point.")
        return Decimal(digits), ()
    if _ambiguous(digits):
        whole, part = digits.split(",")
        raise _invalid(
            "ambiguous",
            f"“{text}” can mean {whole}{part} or {whole}.{part}; write it with a point, or no comma at all.",
        )
    if _GROUPED.fullmatch(digits):
        return Decimal(digits.replace(",", "")), (Flag.THOUSANDS,)
    if _GROUPED_DOTS.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", ".")), (Flag.THOUSANDS, Flag.DECIMAL_COMMA)
    if digits.count(",") > 1 or "." in digits:
        raise _invalid("not_a_number", f"“{text}” is not one number.")
    return Decimal(digits.replace(",", ".")), (Flag.DECIMAL_COMMA,)


def _ambiguous(digits: str) -> bool:
    """One comma with exactly three digits behind it and one to three, not beginning with 0, before it."""
    return re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", digits) is not None
