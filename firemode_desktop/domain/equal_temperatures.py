"""Pressures as they would be without stack effect, shown apart from what was read; no verdict rests on them.

Warm air in a stair rises against cold air outside: above mid-height it adds to the pressure, below it takes from it, by
3460·(1/T_out − 1/T_stair) Pa a metre (``physics.stack_gradient``). Taken away, readings of a winter and of a summer can
be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.physics import ZERO_C_K, stack_gradient
from firemode_desktop.domain.projection import years_since
from firemode_desktop.domain.statistics import MannKendall, mann_kendall, p_in_words, theil_sen
from firemode_desktop.domain.trend_values import TrendPoint
from firemode_desktop.domain.trend_words import MINIMUM_READINGS

DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Normalised:
    """A pressure in Pa: as ``read``, the part due to ``stack`` effect, and ``value``, what is left without it."""

    at: date
    read: Decimal
    stack: Decimal
    instance_id: UUID | None = None

    @property
    def value(self) -> Decimal:
        """The pressure at equal temperatures."""
        return self.read - self.stack


@dataclass(frozen=True, slots=True)
class EqualTemperatures:
    """The series without stack effect and its own trend; ``left_out`` readings had no two temperatures.

    The slope is in Pa a year; there is neither slope nor test with fewer than two readings.
    """

    points: tuple[Normalised, ...]
    left_out: int
    slope_per_year: float | None = None
    mann_kendall: MannKendall | None = None

    @property
    def sentence(self) -> str:
        """``At equal temperatures: falling by 1.9 Pa a year (p = 0.004). 2 readings have no temperatures.``"""
        return " ".join(filter(None, (f"At equal temperatures: {self._trend()}.", self._missing())))

    def _trend(self) -> str:
        test, slope = self.mann_kendall, self.slope_per_year
        if test is None or slope is None or len(self.points) < MINIMUM_READINGS:
            return f"{len(self.points)} of at least {MINIMUM_READINGS} readings"
        if not test.significant:
            return f"no significant trend ({p_in_words(test.p)})"
        rate = plain(Decimal(f"{abs(slope):.3g}"))
        return f"{'falling' if slope < 0 else 'rising'} by {rate} Pa a year ({p_in_words(test.p)})"

    def _missing(self) -> str:
        if not self.left_out:
            return ""
        return f"{self.left_out} reading{' has' if self.left_out == 1 else 's have'} no temperatures."


def normalised(points: Sequence[TrendPoint], height_above_mid_m: Decimal) -> tuple[Normalised, ...]:
    """The pressures of one place at equal temperatures, those without both temperatures left out.

    ``height_above_mid_m`` is the height of the place above the middle of its stair, negative below it.
    Raises ``Invalid`` for a temperature at absolute zero or below.
    """
    return tuple(
        Normalised(point.at, point.value, round_half_even(gradient * height_above_mid_m, DECIMALS), point.instance_id)
        for point in points
        if (gradient := _gradient(point)) is not None
    )


def at_equal_temperatures(points: Sequence[TrendPoint], height_above_mid_m: Decimal) -> EqualTemperatures:
    """The series of one place without stack effect; ``points`` in the order of time, as in ``Trend.points``."""
    equal = normalised(points, height_above_mid_m)
    missing = len(points) - len(equal)
    if len({point.at for point in equal}) < 2:
        return EqualTemperatures(equal, missing)
    values = [float(point.value) for point in equal]
    slope = theil_sen([years_since(equal[0].at, point.at) for point in equal], values)
    return EqualTemperatures(equal, missing, slope.slope, mann_kendall(values))


def _gradient(point: TrendPoint) -> Decimal | None:
    """Stack effect in Pa a metre on the day of the reading; None unless both temperatures are known."""
    if point.temp_out_c is None or point.temp_stair_c is None:
        return None
    return stack_gradient(point.temp_out_c + ZERO_C_K, point.temp_stair_c + ZERO_C_K)
