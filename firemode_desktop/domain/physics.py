"""Physics of a pressurised stair: the formulas, each with its source, and corrections that are offered at entry.

Decimals in SI units. ``plausibility`` asks with them whether readings agree with each other; nothing here decides
compliance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import Conversion, convert
from firemode_desktop.domain.words import MeasurementType

HANDLE_FROM_EDGE_M = Decimal("0.07")
"""Distance of the handle from the closing edge unless it is recorded, in metres."""

ORIFICE = Decimal("0.83")
"""Q = 0.83·A·√ΔP: the customary orifice equation of smoke control, m³/s from m² and Pa."""

ZERO_C_K = Decimal("273.15")


def door_force(
    closer_n: Decimal,
    width_m: Decimal,
    height_m: Decimal,
    pressure_pa: Decimal,
    handle_from_edge_m: Decimal = HANDLE_FROM_EDGE_M,
) -> Decimal:
    """F = F_dc + W·A·ΔP / (2(W − d)) in newtons, A = W·H. NFPA 92; SFPE Handbook, smoke control (K = 1 in SI)."""
    return closer_n + pressure_pa / _pascals_per_newton(width_m, height_m, handle_from_edge_m)


def closer_force(
    force_n: Decimal,
    pressure_pa: Decimal,
    width_m: Decimal,
    height_m: Decimal,
    handle_from_edge_m: Decimal = HANDLE_FROM_EDGE_M,
) -> Decimal:
    """F_dc = F − W·A·ΔP / (2(W − d)): what is left of an opening force in newtons once the pressure is taken off it."""
    return force_n - pressure_pa / _pascals_per_newton(width_m, height_m, handle_from_edge_m)


def implied_pressure(
    force_on_n: Decimal,
    force_off_n: Decimal,
    width_m: Decimal,
    height_m: Decimal,
    handle_from_edge_m: Decimal = HANDLE_FROM_EDGE_M,
) -> Decimal:
    """The pressure across a door in Pa that explains its force with the fan on, given that with the fan off."""
    return (force_on_n - force_off_n) * _pascals_per_newton(width_m, height_m, handle_from_edge_m)


def _pascals_per_newton(width_m: Decimal, height_m: Decimal, handle_from_edge_m: Decimal) -> Decimal:
    if width_m <= 0 or height_m <= 0 or not 0 <= handle_from_edge_m < width_m:
        raise Invalid(
            "A door needs a width and a height, and its handle lies within the width.", [{"code": "door_size"}]
        )
    return 2 * (width_m - handle_from_edge_m) / (width_m * width_m * height_m)


def stack_gradient(outside_k: Decimal, stair_k: Decimal) -> Decimal:
    """dP/dh = 3460·(1/T_out − 1/T_stair) in Pa/m, kelvin. ASHRAE Handbook HVAC Applications, fire and smoke control."""
    if outside_k <= 0 or stair_k <= 0:
        raise Invalid("A temperature in kelvin is above zero.", [{"code": "temperature"}])
    return 3460 * (1 / outside_k - 1 / stair_k)


def leakage_flow(area_m2: Decimal, pressure_pa: Decimal) -> Decimal:
    """Q = 0.83·A·√ΔP in m³/s; against the direction of the area for a negative pressure."""
    flow = ORIFICE * area_m2 * abs(pressure_pa).sqrt()
    return flow if pressure_pa >= 0 else -flow


def leakage_area(flow_m3_s: Decimal, pressure_pa: Decimal) -> Decimal:
    """The effective leakage area in m² through which ``flow_m3_s`` escapes at ``pressure_pa``: Q / (0.83·√ΔP)."""
    if pressure_pa <= 0:
        raise Invalid("A leakage area needs a pressure above zero.", [{"code": "pressure"}])
    return flow_m3_s / (ORIFICE * pressure_pa.sqrt())


def density_factor(temperature_c: Decimal, barometric_kpa: Decimal) -> Decimal:
    """actual / standard velocity of a thermal anemometer: (273 + T)/(273 + 21.1) × 101.4/P (TSI VelociCalc manual)."""
    if temperature_c <= -273 or barometric_kpa <= 0:
        raise Invalid("Temperature and barometric pressure are needed to correct for density.", [{"code": "density"}])
    return (273 + temperature_c) / (273 + Decimal("21.1")) * Decimal("101.4") / barometric_kpa


@dataclass(frozen=True, slots=True)
class DensityCorrection:
    """An offer: the standard velocity that was read, the factor, and the actual velocity, in m/s. Both are kept."""

    read: Decimal
    factor: Decimal
    actual: Decimal


def offer_density(standard_ms: Decimal, temperature_c: Decimal, barometric_kpa: Decimal) -> DensityCorrection:
    """The correction to offer for a thermal anemometer's reading."""
    factor = density_factor(temperature_c, barometric_kpa)
    return DensityCorrection(standard_ms, factor, standard_ms * factor)


_SLIPS: Mapping[str, tuple[str, tuple[str, ...], Decimal, Decimal]] = {
    MeasurementType.PRESSURE_DIFFERENTIAL: ("Pa", ("inwg", "mmH₂O", "kPa"), Decimal(10), Decimal(100)),
    MeasurementType.DOOR_OPENING_FORCE: ("N", ("lbf",), Decimal(30), Decimal(200)),
    MeasurementType.AIR_VELOCITY: ("m/s", ("ft/min",), Decimal("0.5"), Decimal(5)),
}
"""Unit, the units people slip into, and the range in which such a reading is plausible without neighbours."""

_FAR, _NEAR = Decimal(3), Decimal("1.5")


def unit_slip(value: Decimal, measurement_type: str, neighbours: Iterable[Decimal] = ()) -> Conversion | None:
    """The conversion to offer when ``value`` looks as if read in another unit; never applied unasked.

    With neighbours: the value is more than three times off their median and a conversion brings it within half as
    much again. Without: it is outside what is plausible and a conversion brings it inside. The nearest is offered.
    """
    if measurement_type not in _SLIPS or value <= 0:
        return None
    unit, others, low, high = _SLIPS[measurement_type]
    near = [neighbour for neighbour in neighbours if neighbour > 0]
    middle = Decimal(median(near)) if near else None
    if low <= value <= high if middle is None else _times_off(value, middle) <= _FAR:
        return None
    offers = [Conversion(value, other, convert(value, other, unit), unit) for other in others]
    if middle is not None:
        return _nearest(offers, middle)
    plausible = [offer for offer in offers if low <= offer.value <= high]
    return min(plausible, key=lambda offer: _times_off(offer.value, (low * high).sqrt()), default=None)


def slip_in_words(slip: Conversion) -> str:
    """``21 may have been read in lbf: that would be 93.41 N.``"""
    would_be = plain(round_half_even(slip.value, 2))
    return f"{plain(slip.read)} may have been read in {slip.unit}: that would be {would_be} {slip.into}."


def _nearest(offers: Sequence[Conversion], middle: Decimal) -> Conversion | None:
    fitting = [offer for offer in offers if _times_off(offer.value, middle) <= _NEAR]
    return min(fitting, key=lambda offer: _times_off(offer.value, middle), default=None)


def _times_off(value: Decimal, middle: Decimal) -> Decimal:
    """How many times larger the larger is than the smaller."""
    return max(value / middle, middle / value)
