"""Lengths of a model in metres, whatever unit it is in: ``915``, ``915 mm``, ``3'-0"``, ``36 in``.

Which unit a bare number is in, the facility declares (``LinearUnits``). Models are found that declare metres and write
millimetres: where the declared unit makes nonsense of the file's own figures, and one other makes sense of them, that
one is taken, and it is said. Factors are exact by definition (international yard and pound agreement, 1959).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_low

from firemode_desktop.domain.checks import is_finite
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.cobie.sheets import as_text
from firemode_desktop.imports.files.cells import Plain

METRES: Mapping[str, Decimal] = {
    "millimetres": Decimal("0.001"),
    "centimetres": Decimal("0.01"),
    "metres": Decimal(1),
    "inches": Decimal("0.0254"),
    "feet": Decimal("0.3048"),
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    "millimetres": ("mm", "millimetre", "millimetres", "millimeter", "millimeters", "milimeters", "millimetre(mm)"),
    "centimetres": ("cm", "centimetre", "centimetres", "centimeter", "centimeters"),
    "metres": ("m", "metre", "metres", "meter", "meters", "mtr"),
    "inches": ("in", "in.", "inch", "inches", '"', "″", "”"),
    "feet": ("ft", "ft.", "foot", "feet", "'", "′", "’", "imperial feet", "us survey feet"),
}
UNITS: Mapping[str, str] = {word: unit for unit, words in _WORDS.items() for word in words}

_NUMBER = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*(\D*)")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:[,  ]\d{3})+(?:\.\d+)?")
_FEET_INCHES = re.compile(
    r"""(\d+)\s*(?:'|′|’|ft\.?|feet)\s*-?\s*(\d+(?:\.\d+)?)?\s*(?:(\d+)/(\d+))?\s*(?:"|″|”|in\.?)?"""
)


@dataclass(frozen=True, slots=True)
class Span:
    """A range in metres in which the middle of a kind of length must lie."""

    low: Decimal
    high: Decimal


STOREY = Span(Decimal("2.2"), Decimal(8))
DOOR_WIDTH = Span(Decimal("0.6"), Decimal("2.2"))


def unit_named(text: str | None) -> str | None:
    """The unit that a cell such as ``LinearUnits`` or ``Unit`` names, if it is one of length."""
    words = (text or "").strip().casefold()
    return UNITS.get(words) or UNITS.get(words.partition("(")[0].strip()) or UNITS.get(words.partition(" ")[0])


def read_length(value: Plain, unit: str | None) -> Decimal:
    """Metres; ``unit`` is that of a bare number. Raises ``Invalid`` with a sentence."""
    if isinstance(value, Decimal):
        return _in_metres(value, unit)
    text = as_text(value).strip()
    feet = _FEET_INCHES.fullmatch(text)
    if feet is not None:
        return _feet_and_inches(feet)
    if _GROUPED.fullmatch(text) and unit == "millimetres":
        return _in_metres(Decimal(re.sub(r"[,  ]", "", text)), unit)
    number = _NUMBER.fullmatch(text)
    if number is None or _GROUPED.fullmatch(number[1]):
        raise Invalid(f"“{text}” is no length that is plainly one number.")
    said = number[2].strip()
    if said and said.casefold() not in UNITS:
        raise Invalid(f"“{said}” is no unit of length; mm, m, ft or in is meant.")
    return _in_metres(Decimal(number[1].replace(",", ".")), UNITS[said.casefold()] if said else unit)


def _in_metres(number: Decimal, unit: str | None) -> Decimal:
    if not is_finite(number) or abs(number) > Decimal(10) ** 9:
        raise Invalid("This is no length.")
    if unit is None:
        raise Invalid("The facility does not say in which LinearUnits its lengths are.")
    return number * METRES[unit]


def _feet_and_inches(found: re.Match[str]) -> Decimal:
    inches = Decimal(found[2] or 0)
    if found[3]:
        if int(found[4]) == 0:
            raise Invalid("This is no length.")
        inches += Decimal(found[3]) / Decimal(found[4])
    return Decimal(found[1]) * METRES["feet"] + inches * METRES["inches"]


def likely_unit(declared: str | None, figures: Sequence[Decimal], span: Span) -> str | None:
    """The unit in which ``figures`` make sense: the declared one if it does, else the only one that does.

    Without figures, or when none or several would do, it is what was declared (``None``: nothing was).
    """
    usual = [abs(figure) for figure in figures if is_finite(figure) and figure]
    if not usual:
        return declared
    middle = median_low(usual)
    fitting = [unit for unit, metres in METRES.items() if span.low <= middle * metres <= span.high]
    return fitting[0] if declared not in fitting and len(fitting) == 1 else declared
