"""Do the readings agree with each other? Each check: numbers, a verdict, one sentence. None changes compliance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from statistics import median
from typing import Any

from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.outcome import stored
from firemode_desktop.domain.physics import (
    HANDLE_FROM_EDGE_M,
    ZERO_C_K,
    implied_pressure,
    leakage_area,
    leakage_flow,
    stack_gradient,
)
from firemode_desktop.domain.standing import signed
from firemode_desktop.domain.statistics import theil_sen

MINIMUM_PROFILE = 5
"""Readings over height below which no line is drawn through them."""

# How far readings may disagree before they are called suspect: our own judgement, generous against gauges of ±5 N and
# ±2 Pa, so that a suspicion is worth a second look.
PRESSURE_TOLERANCE_PA = Decimal(10)
FORCE_TOLERANCE = Decimal("0.25")
OUTLIER_PA = 8.0
OUTLIER_SPREADS = 4.0
LEAKAGE_CHANGE = Decimal("0.25")
OPEN_CLOSED = Decimal("0.05")


class Agreement(StrEnum):
    """What a check of the physics can say."""

    CONSISTENT = "consistent"
    SUSPECT = "suspect"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True, slots=True)
class PhysicsCheck:
    """One check: its code, the place it is about, the verdict, one sentence, and the numbers behind it (SI)."""

    code: str
    place: str
    verdict: Agreement
    message: str
    numbers: Mapping[str, Decimal] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; the numbers as text."""
        numbers = {name: stored(value) for name, value in self.numbers.items()}
        return {
            "code": self.code,
            "place": self.place,
            "verdict": self.verdict.value,
            "message": self.message,
            "numbers": numbers,
        }


@dataclass(frozen=True, slots=True)
class ProfilePoint:
    """A pressure over height: the floor's name, its height in metres, the pressure in Pa."""

    floor: str
    height_m: Decimal
    pressure_pa: Decimal


@dataclass(frozen=True, slots=True)
class OpenDoorway:
    """A doorway that is open during a test: its name, its size in metres, and the mean velocity through it in m/s."""

    name: str
    width_m: Decimal
    height_m: Decimal
    velocity_ms: Decimal

    @property
    def flow_m3_s(self) -> Decimal:
        """v·A in m³/s."""
        return self.velocity_ms * self.width_m * self.height_m


def check_door_force(
    door: str,
    force_on_n: Decimal | None,
    force_off_n: Decimal | None,
    width_m: Decimal | None,
    height_m: Decimal | None,
    measured_pa: Decimal | None,
    handle_from_edge_m: Decimal = HANDLE_FROM_EDGE_M,
) -> PhysicsCheck:
    """The pressure that the door's two forces imply, against the one that was measured on its floor."""
    code = "door_force"
    if force_on_n is None or force_off_n is None or width_m is None or height_m is None or measured_pa is None:
        return _too_little(code, door, "the forces with the fan on and off, the door's size and the pressure")
    implied = implied_pressure(force_on_n, force_off_n, width_m, height_m, handle_from_edge_m)
    numbers = {"implied_pa": implied, "measured_pa": measured_pa, "force_on_n": force_on_n, "force_off_n": force_off_n}
    agree = abs(implied - measured_pa) <= max(PRESSURE_TOLERANCE_PA, FORCE_TOLERANCE * abs(measured_pa))
    message = f"{door}: its forces imply {_one(implied)} Pa; {_one(measured_pa)} Pa was measured."
    return PhysicsCheck(code, door, _verdict(agree), message, numbers)


def check_open_against_closed(floor: str, closed_pa: Decimal | None, open_pa: Decimal | None) -> PhysicsCheck:
    """With the evacuation doors open the pressure must fall; within 5 % of the closed one, or above it, is suspect."""
    code = "open_and_closed"
    if closed_pa is None or open_pa is None or closed_pa == 0:
        return _too_little(code, floor, "a pressure with all doors closed and one with the evacuation doors open")
    fall = (closed_pa - open_pa) / closed_pa
    numbers = {"closed_pa": closed_pa, "open_pa": open_pa, "fall_pct": round_half_even(fall * 100, 2)}
    read = f"{floor} reads {_pa(closed_pa)} with doors closed and {_pa(open_pa)} with them open"
    if fall > OPEN_CLOSED:
        return PhysicsCheck(code, floor, Agreement.CONSISTENT, f"{read}.", numbers)
    return PhysicsCheck(code, floor, Agreement.SUSPECT, f"{read}: were the doors really open?", numbers)


def check_profile(stair: str, points: Sequence[ProfilePoint]) -> tuple[PhysicsCheck, ...]:
    """Every reading far off the robust line of pressure over height, or one check that none is."""
    code = "profile"
    line = _line(points)
    if line is None:
        return (_too_little(code, stair, f"{MINIMUM_PROFILE} pressures at known heights"),)
    slope, intercept = line
    off = [(point, intercept + slope * float(point.height_m)) for point in points]
    residuals = [abs(float(point.pressure_pa) - said) for point, said in off]
    allowed = max(OUTLIER_PA, OUTLIER_SPREADS * 1.4826 * median(residuals))
    found = [_outlier(code, point, said) for (point, said), away in zip(off, residuals, strict=True) if away > allowed]
    if found:
        return tuple(found)
    message = f"The pressures of {stair} lie along one line over its height."
    return (PhysicsCheck(code, stair, Agreement.CONSISTENT, message, {"slope_pa_per_m": _decimal(slope)}),)


def check_stack_effect(
    stair: str, points: Sequence[ProfilePoint], temp_out_c: Decimal | None, temp_stair_c: Decimal | None
) -> PhysicsCheck:
    """The slope of pressure over height against the stack effect of the two temperatures that were recorded."""
    code = "stack_effect"
    line = _line(points)
    if line is None or temp_out_c is None or temp_stair_c is None:
        return _too_little(code, stair, f"{MINIMUM_PROFILE} pressures at known heights and both temperatures")
    expected = stack_gradient(temp_out_c + ZERO_C_K, temp_stair_c + ZERO_C_K)
    found = _decimal(line[0])
    heights = [point.height_m for point in points]
    over_the_height = abs(found - expected) * (max(heights) - min(heights))
    message = (
        f"{stair}: the pressure changes by {_two(found)} Pa a metre; {_two(expected)} Pa a metre is the stack effect "
        f"at {plain(temp_out_c)} °C outside and {plain(temp_stair_c)} °C in the stair."
    )
    numbers = {"slope_pa_per_m": found, "expected_pa_per_m": expected, "over_the_height_pa": over_the_height}
    return PhysicsCheck(code, stair, _verdict(over_the_height <= PRESSURE_TOLERANCE_PA), message, numbers)


def check_leakage(
    stair: str, flow_m3_s: Decimal | None, pressures_pa: Sequence[Decimal], previous_area_m2: Decimal | None = None
) -> PhysicsCheck:
    """The stair's effective leakage area from fan flow and mean pressure, against that of the year before."""
    code = "leakage_area"
    mean = sum(pressures_pa, Decimal(0)) / len(pressures_pa) if pressures_pa else Decimal(0)
    if flow_m3_s is None or mean <= 0:
        return _too_little(code, stair, "the fan's flow and the pressures with all doors closed")
    area = leakage_area(flow_m3_s, mean)
    numbers = {"area_m2": area, "flow_m3_s": flow_m3_s, "mean_pa": mean}
    words = f"{stair} leaks through {round_half_even(area, 3)} m² ({plain(flow_m3_s)} m³/s at {_one(mean)} Pa)"
    if not previous_area_m2:
        message = f"{words}; there is no earlier year to compare with."
        return PhysicsCheck(code, stair, Agreement.NOT_ENOUGH_DATA, message, numbers)
    change = (area - previous_area_m2) / previous_area_m2
    numbers |= {"previous_area_m2": previous_area_m2, "change_pct": round_half_even(change * 100, 2)}
    message = f"{words}, {signed(change * 100, 0)} % against the time before."
    return PhysicsCheck(code, stair, _verdict(abs(change) <= LEAKAGE_CHANGE), message, numbers)


def check_flow_balance(
    stair: str,
    doorways: Sequence[OpenDoorway],
    capacity_m3_s: Decimal | None,
    leakage_area_m2: Decimal = Decimal(0),
    pressure_pa: Decimal = Decimal(0),
) -> PhysicsCheck:
    """Σ v·A of the open doorways and the leakage, against what the fan can give."""
    code = "flow_balance"
    if capacity_m3_s is None or not doorways:
        return _too_little(code, stair, "the fan's capacity and the velocities at the open doorways")
    through = sum((doorway.flow_m3_s for doorway in doorways), Decimal(0))
    leaking = leakage_flow(leakage_area_m2, pressure_pa)
    needed = through + leaking
    numbers = {"doorways_m3_s": through, "leakage_m3_s": leaking, "needed_m3_s": needed, "capacity_m3_s": capacity_m3_s}
    what = "1 open doorway needs" if len(doorways) == 1 else f"{len(doorways)} open doorways need"
    leak = f", leakage {_two(leaking)} m³/s more" if leaking else ""
    message = f"{stair}: {what} {_two(through)} m³/s{leak}; the fan gives {plain(capacity_m3_s)} m³/s."
    return PhysicsCheck(code, stair, _verdict(needed <= capacity_m3_s), message, numbers)


def suspects(checks: Iterable[PhysicsCheck]) -> tuple[PhysicsCheck, ...]:
    """Those that ask for a second look."""
    return tuple(check for check in checks if check.verdict is Agreement.SUSPECT)


def _verdict(agree: bool) -> Agreement:
    return Agreement.CONSISTENT if agree else Agreement.SUSPECT


def _too_little(code: str, place: str, needed: str) -> PhysicsCheck:
    message = f"{place}: not enough data; this check needs {needed}."
    return PhysicsCheck(code, place, Agreement.NOT_ENOUGH_DATA, message)


def _line(points: Sequence[ProfilePoint]) -> tuple[float, float] | None:
    """Slope in Pa/m and intercept in Pa of the robust (Theil–Sen) line; one bad reading does not bend it."""
    heights = [float(point.height_m) for point in points]
    if len(points) < MINIMUM_PROFILE or len(set(heights)) < MINIMUM_PROFILE:
        return None
    fitted = theil_sen(heights, [float(point.pressure_pa) for point in points])
    level = median(float(p.pressure_pa) - fitted.slope * height for p, height in zip(points, heights, strict=True))
    return fitted.slope, level


def _outlier(code: str, point: ProfilePoint, said: float) -> PhysicsCheck:
    message = (
        f"{point.floor} reads {_pa(point.pressure_pa)} where its neighbours say {round(said)}: "
        "wrong floor, blocked tube or open door?"
    )
    numbers = {"measured_pa": point.pressure_pa, "expected_pa": _decimal(said), "height_m": point.height_m}
    return PhysicsCheck(code, point.floor, Agreement.SUSPECT, message, numbers)


def _decimal(value: float) -> Decimal:
    return round_half_even(Decimal(repr(value)), 4)


def _pa(value: Decimal) -> str:
    """As it was read; of a converted value, what a manometer could have shown."""
    return f"{plain(round_half_even(value, 2))} Pa"


def _one(value: Decimal) -> str:
    return plain(round_half_even(value, 1))


def _two(value: Decimal) -> str:
    return str(round_half_even(value, 2)).replace("-", "\N{MINUS SIGN}")
