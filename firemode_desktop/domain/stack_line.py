"""The pressure that the stack effect of one day would give over the height of a stair, laid through its readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from firemode_desktop.domain.physics import ZERO_C_K, stack_gradient
from firemode_desktop.domain.plausibility import MINIMUM_PROFILE, ProfilePoint


@dataclass(frozen=True, slots=True)
class StackLine:
    """P(h) = ``level_pa`` + ``gradient_pa_per_m`` · h, of the two temperatures in °C."""

    gradient_pa_per_m: Decimal
    level_pa: Decimal
    temp_out_c: Decimal
    temp_stair_c: Decimal

    def at(self, height_m: Decimal) -> Decimal:
        """The pressure in Pa at a height in metres above ground."""
        return self.level_pa + self.gradient_pa_per_m * height_m


def stack_line(
    points: Sequence[ProfilePoint], temp_out_c: Decimal | None, temp_stair_c: Decimal | None
) -> StackLine | None:
    """The slope from the temperatures, the level from the readings: their median, so that one slip does not lift it.

    None without both temperatures, or with fewer readings at known heights than a line may be drawn through.
    """
    if temp_out_c is None or temp_stair_c is None or len({point.height_m for point in points}) < MINIMUM_PROFILE:
        return None
    gradient = stack_gradient(temp_out_c + ZERO_C_K, temp_stair_c + ZERO_C_K)
    level = Decimal(median(point.pressure_pa - gradient * point.height_m for point in points))
    return StackLine(gradient, level, temp_out_c, temp_stair_c)
