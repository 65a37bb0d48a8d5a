"""The conditions of a visit and of a reading: what is recorded, in which unit, and in which range it is plausible.

Air has a density, a stair has a draught and a facade has wind on it: readings of two days are only comparable with
what the day was like. Conditions never decide whether a reading complies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import offer, parse_number


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its key in the record, what it is called, its unit, and from where to where it is plausible.

    ``least`` and ``most`` are the ends of what can be at all; a value beyond them is a slip of the pen and is refused.
    """

    key: str
    label: str
    unit: str
    low: Decimal
    high: Decimal
    least: Decimal | None = None
    most: Decimal | None = None

    @property
    def plausible(self) -> Limits:
        """The range outside of which a value is pointed out."""
        return Limits(self.low, self.high, self.unit)

    @property
    def possible(self) -> Limits:
        """The range outside of which a value is refused."""
        return Limits(self.least, self.most, self.unit)

    def shown(self, value: Decimal) -> str:
        """``14 °C``."""
        return f"{plain(value)} {self.unit}"

    def parse(self, text: str) -> Decimal:
        """What was typed, in the unit of the condition.

        Raises:
            Invalid: it is no number, in another unit, or cannot be at all.
        """
        number = parse_number(text.strip().removesuffix(self.unit))
        conversion = offer(number, self.unit) if number.unit not in (None, self.unit) else None
        if conversion is not None:
            would_be = f"“{text.strip()}” would be {self.shown(conversion.value)}"
            raise Invalid(f"{self.label} is wanted in {self.unit}; {would_be}.")
        return self.check(number.value)

    def check(self, value: Decimal) -> Decimal:
        """``value`` itself; raises ``Invalid`` where nothing can be so."""
        if not self.possible.contains(value):
            raise Invalid(f"{self.label} is {self.possible}; this is {plain(value)}.", [{"field": self.key}])
        return value


def _condition(
    key: str, label: str, unit: str, low: str, high: str, least: str | None = None, most: str | None = None
) -> Condition:
    ends = (None if end is None else Decimal(end) for end in (least, most))
    return Condition(key, label, unit, Decimal(low), Decimal(high), *ends)


# Plausible for a building in Australia, on the day of a visit; our own judgement, so that a slip is pointed out.
CONDITIONS: tuple[Condition, ...] = (
    _condition("temp_out_c", "Temperature outside", "°C", "-10", "48", "-60", "70"),
    _condition("temp_stair_c", "Temperature in the stair", "°C", "5", "45", "-60", "90"),
    _condition("wind_ms", "Wind", "m/s", "0", "20", "0", "120"),
    _condition("barometric_kpa", "Barometric pressure", "kPa", "87", "106", "50", "120"),
    _condition("humidity_pct", "Humidity", "%", "5", "100", "0", "100"),
)
_BY_KEY: Mapping[str, Condition] = {condition.key: condition for condition in CONDITIONS}
TEMPERATURES = ("temp_out_c", "temp_stair_c")


def condition(key: str) -> Condition:
    """The condition of that key; raises ``Invalid`` for one that is none."""
    if key not in _BY_KEY:
        raise Invalid(f"“{key}” is no condition; there are {', '.join(_BY_KEY)}.", [{"field": key}])
    return _BY_KEY[key]


def parse_conditions(texts: Mapping[str, str]) -> dict[str, Decimal]:
    """Typed conditions by key; what is blank was not recorded and is left out.

    Raises:
        Invalid: one cannot be read; the sentence names it, the detail its ``field``.
    """
    found = {}
    for key, text in texts.items():
        known = condition(key)
        if not text.strip():
            continue
        try:
            found[key] = known.parse(text)
        except Invalid as error:
            named = error.message if error.message.startswith(known.label) else f"{known.label}: {error.message}"
            raise Invalid(named, [{"field": key}]) from error
    return found


def checked(values: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Conditions as they may be recorded, in the order of the vocabulary; raises ``Invalid`` for one that is none."""
    for key, value in values.items():
        condition(key).check(value)
    return {key: values[key] for key in _BY_KEY if key in values}


def recorded(stored: Mapping[str, Any] | None) -> dict[str, Decimal]:
    """The conditions that a record holds as numbers; what else it holds is not told here."""
    held = stored or {}
    return {key: Decimal(plain(Decimal(held[key]))) for key in _BY_KEY if isinstance(held.get(key), (int, Decimal))}


def over(visit: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The conditions of a reading: its own, and those of the visit where it has none."""
    return {**visit, **own}


def in_words(conditions: Mapping[str, Decimal]) -> tuple[tuple[str, str], ...]:
    """Label and value of each that is recorded: ``("Temperature outside", "14 °C")``."""
    return tuple((_BY_KEY[key].label, _BY_KEY[key].shown(value)) for key, value in recorded(conditions).items())
