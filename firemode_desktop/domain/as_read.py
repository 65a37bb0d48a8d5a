"""What the instrument showed, where something else is stored: another unit, or the density of the day's air.

Both are kept in the conditions of the reading: ``as_read`` is the text that was read (one for each point of a
doorway, blank where none was), ``density_factor`` what the velocities were multiplied by. What is stored is exactly
``as_read`` converted, times the factor; anybody can reckon it again from the record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.conditions import condition, recorded
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.physics import offer_density

AS_READ, DENSITY_FACTOR = "as_read", "density_factor"
_FACTOR_DIGITS = Decimal("0.000001")
# The air that flows through a doorway is that of the stair; where only the outside is known it is that of the fan.
_TEMPERATURES = ("temp_stair_c", "temp_out_c")


@dataclass(frozen=True, slots=True)
class DensityOffer:
    """What a thermal anemometer's readings of this visit would be multiplied by, six decimals; never unasked."""

    temperature: str
    temperature_c: Decimal
    barometric_kpa: Decimal
    factor: Decimal

    @property
    def words(self) -> str:
        """``Thermal anemometer: at 24 °C in the stair and 99.8 kPa the air moves 2.6 % faster than it shows.``"""
        away = round_half_even((self.factor - 1) * 100, 1)
        told = f"{plain(abs(away))} % {'faster' if away > 0 else 'slower'} than it shows" if away else "as it shows"
        day = f"{plain(self.temperature_c)} °C ({self.temperature}) and {plain(self.barometric_kpa)} kPa"
        return f"Thermal anemometer? At {day} the air moves {told}."


def density_offer(conditions: Mapping[str, Decimal]) -> DensityOffer | None:
    """The correction for the conditions of a visit; None where its temperature or its air pressure is not known."""
    known = recorded(conditions)
    key = next((key for key in _TEMPERATURES if key in known), None)
    if key is None or "barometric_kpa" not in known:
        return None
    temperature, pressure = known[key], known["barometric_kpa"]
    try:
        factor = offer_density(Decimal(1), temperature, pressure).factor
    except Invalid:
        return None
    rounded = factor.quantize(_FACTOR_DIGITS, ROUND_HALF_EVEN)
    return DensityOffer(condition(key).label.lower(), temperature, pressure, rounded)


def kept(texts: Sequence[str | None], typed: Sequence[str], factor: Decimal | None) -> dict[str, Any]:
    """The conditions that keep what was read: ``texts`` where a conversion was taken, else what was ``typed``."""
    if factor is None and not any(texts):
        return {}
    read = [(text or plain_text).strip() for text, plain_text in zip(texts, typed, strict=True)]
    found: dict[str, Any] = {AS_READ: read[0] if len(read) == 1 else read}
    return found if factor is None else {**found, DENSITY_FACTOR: factor}


def factor_of(environment: Mapping[str, Any]) -> Decimal | None:
    """What the velocities of a reading were multiplied by."""
    factor = environment.get(DENSITY_FACTOR)
    return Decimal(factor) if isinstance(factor, int | Decimal) else None


def texts_of(environment: Mapping[str, Any]) -> tuple[str, ...]:
    """What was read, one text a field; empty where it is what is stored."""
    read = environment.get(AS_READ)
    if isinstance(read, str):
        return (read,)
    return tuple(map(str, read)) if isinstance(read, Sequence) else ()


def in_words(environment: Mapping[str, Any]) -> str:
    """``Read as 0.18 inwg.``, ``Read as 1.1, 1.2, …; corrected for the air's density by 1.0259.``; else empty."""
    read = ", ".join(text or "–" for text in texts_of(environment))
    factor = factor_of(environment)
    corrected = "" if factor is None else f"; corrected for the air's density by {plain(factor)}"
    return f"Read as {read}{corrected}." if read else ""
