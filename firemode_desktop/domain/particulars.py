"""The particulars that are usual for each type of equipment: what they are called, in which unit, and what they take.

Source: the customer's document 004, "Equipment Type Specific Specifications" (fan, damper and pressure sensor). Other
types have none there; any further name may be added to any piece of equipment and is kept as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from firemode_desktop.domain.checks import parse_number, plain
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.facts import Facts, fact_value, parse_facts
from firemode_desktop.domain.numbers import offer, unit_named


class Takes(Enum):
    """What a particular is."""

    NUMBER = "number"
    FLAG = "yes or no"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Particular:
    """One usual particular. ``usual`` are the values that are offered; others may be written as well."""

    key: str
    label: str
    takes: Takes
    unit: str = ""
    usual: tuple[str, ...] = ()
    example: str = ""

    @property
    def heading(self) -> str:
        """The label with its unit: ``Motor power (kW)``."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


PARTICULARS: Mapping[str, tuple[Particular, ...]] = {
    "fan": (
        Particular("capacity_m3_s", "Capacity", Takes.NUMBER, "m³/s", example="5.2"),
        Particular("motor_kw", "Motor power", Takes.NUMBER, "kW", example="15"),
        Particular("max_rpm", "Highest speed", Takes.NUMBER, "rpm", example="1450"),
        Particular("pressure_pa", "Pressure", Takes.NUMBER, "Pa", example="500"),
        Particular("vfd_installed", "Variable-speed drive", Takes.FLAG, usual=("yes", "no"), example="yes"),
    ),
    "damper": (
        Particular("type", "Type of damper", Takes.TEXT, usual=("relief", "control", "isolation"), example="relief"),
        Particular("actuator_model", "Actuator", Takes.TEXT, example="Belimo LMB24-SR"),
        Particular("fail_position", "Position on failure", Takes.TEXT, usual=("open", "closed"), example="open"),
        Particular("size_mm", "Size", Takes.TEXT, "mm", example="600x400"),
    ),
    "pressure_sensor": (
        Particular("range_pa", "Range", Takes.TEXT, "Pa", example="0-100"),
        Particular("accuracy", "Accuracy", Takes.TEXT, example="±1 Pa"),
        Particular("output_signal", "Output signal", Takes.TEXT, usual=("4-20mA", "0-10V"), example="4-20mA"),
    ),
}
_YES, _NO = ("yes", "y", "true", "1", "x", "✓", "on"), ("no", "n", "false", "0", "off")


def particular(variant: str, key: str) -> Particular | None:
    """What is known of ``key`` for a type of equipment."""
    return next((each for each in PARTICULARS.get(variant, ()) if each.key == key), None)


def read_value(known: Particular | None, typed: str) -> Any:
    """What a typed value means: for a usual particular as it takes it, else as in the text of the cell.

    Raises:
        Invalid: the sentence says what was read and what would be right.
    """
    text = typed.strip()
    if known is None or (text[:1] in ("{", "[") and known.takes is Takes.TEXT):
        return parse_facts(f"x: {text}").to_dict()["x"] if text[:1] in ('"', "{", "[") else fact_value(text)
    if known.takes is Takes.NUMBER:
        return _number(known, text)
    return _flag(known, text) if known.takes is Takes.FLAG else text


def _flag(known: Particular, text: str) -> bool:
    word = text.casefold()
    if word not in _YES + _NO:
        raise Invalid(f"{known.label} is yes or no; this is “{text}”.")
    return word in _YES


def _number(known: Particular, text: str) -> Decimal:
    bare = _without_unit(known, text)
    try:
        number = parse_number(bare)
    except Invalid as error:
        raise Invalid(f"{known.label} is a number in {known.unit}. {error.message}") from error
    if number.unit is not None and unit_named(known.unit) is None:
        raise Invalid(f"{known.label} is a number in {known.unit}; this is in {number.unit}.")
    conversion = offer(number, known.unit)
    if conversion is not None:
        meant = f"{plain(number.value)} {number.unit} is {plain(conversion.value)} {known.unit}"
        raise Invalid(f"{known.label}: {meant}; enter that if it is meant.")
    if number.value < 0:
        raise Invalid(f"{known.label} cannot be negative; this is {plain(number.value)}.")
    return number.value


def _without_unit(known: Particular, text: str) -> str:
    """``45,2 kW`` → ``45,2`` for units that nothing is converted to."""
    ends = text.casefold().endswith(known.unit.casefold())
    return text[: -len(known.unit)].rstrip() if known.unit and ends and text[: -len(known.unit)].strip() else text


def fitted(facts: Facts, variant: str) -> Facts:
    """``facts`` with what its type of equipment usually has read as that: ``motor_kw: "15 kW"`` → ``15``.

    What is a list, an object or unknown stays as it is.

    Raises:
        Invalid: a number or a yes-or-no that is none.
    """
    values = facts.to_dict()
    for known in PARTICULARS.get(variant, ()):
        value = values.get(known.key)
        if known.takes is not Takes.TEXT and value is not None and not _fits(known, value):
            values[known.key] = read_value(known, str(value))
    return Facts.of(values)


def _fits(known: Particular, value: Any) -> bool:
    if isinstance(value, (dict, list)):
        raise Invalid(f"{known.label} is a {known.takes.value}; this is a list of values.")
    if known.takes is Takes.FLAG:
        return isinstance(value, bool)
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool) and value >= 0
