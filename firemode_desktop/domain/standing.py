"""How a reading stands, for the eye: pass, fail, near a limit, not tested, skipped; and its numbers in words.

The verdict itself is made elsewhere and stored with the result; here it is only told apart for show.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.words import DoorConfiguration, InstanceStatus, MeasurementType, Verdict, case_words

NEAR_SHARE = Decimal("0.10")
"""A reading that passes within a tenth of the limit's value is pointed out (20 Pa: up to 22 Pa)."""
MOST_DECIMALS = 3


class Standing(StrEnum):
    """How a place stands, in the order in which it is explained; shape and colour belong to the window."""

    PASS = "pass"
    FAIL = "fail"
    NEAR = "near"
    NOT_TESTED = "not_tested"
    SKIPPED = "skipped"

    @property
    def label(self) -> str:
        """The word beside the shape."""
        return _LABELS[self]

    @property
    def concern(self) -> int:
        """Of several readings of a floor the one of the highest concern is shown."""
        return _CONCERN.index(self)


_LABELS = {
    Standing.PASS: "pass",
    Standing.FAIL: "fail",
    Standing.NEAR: "near a limit",
    Standing.NOT_TESTED: "not tested",
    Standing.SKIPPED: "skipped",
}
_CONCERN = (Standing.PASS, Standing.NOT_TESTED, Standing.SKIPPED, Standing.NEAR, Standing.FAIL)


class Measure(StrEnum):
    """What the section shows: one of three measurements, or how much of the session is done."""

    PRESSURE = "pressure"
    VELOCITY = "velocity"
    FORCE = "force"
    TESTED = "tested"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def unit(self) -> str:
        return {Measure.PRESSURE: "Pa", Measure.VELOCITY: "m/s", Measure.FORCE: "N"}.get(self, "")

    @property
    def decimals(self) -> int:
        """Decimals on screen; the record keeps every digit that was read."""
        return 2 if self is Measure.VELOCITY else 1

    @classmethod
    def of(cls, measurement_type: str) -> Measure | None:
        """The measure that a measurement type is shown under, None where it belongs to no floor."""
        return _MEASURES.get(measurement_type)


_MEASURES: dict[str, Measure] = {
    MeasurementType.PRESSURE_DIFFERENTIAL.value: Measure.PRESSURE,
    MeasurementType.AIR_VELOCITY.value: Measure.VELOCITY,
    MeasurementType.DOOR_OPENING_FORCE.value: Measure.FORCE,
}


def case_of(door_configuration: str | None, door_scenario: str | None, pressurization_active: bool | None) -> str:
    """In what condition something is read, as ``case_label`` takes it; blank where it has none."""
    if pressurization_active is not None:
        return "active" if pressurization_active else "inactive"
    return door_configuration or door_scenario or ""


def case_label(measure: Measure, case: str) -> str:
    """In what condition it was read: ``doors closed``, ``evacuation doors open``, ``fan running``, ``worst case …``."""
    return case_words(case == "active" if measure is Measure.FORCE else case)


def case_name(measure: Measure, case: str) -> str:
    """The same in two words, for a switch: ``Doors closed``, ``Doors open``, ``Fan on``, ``Fan off``."""
    if measure is Measure.PRESSURE:
        return "Doors closed" if case == DoorConfiguration.ALL_CLOSED else "Doors open"
    if measure is Measure.FORCE:
        return "Fan on" if case == "active" else "Fan off"
    return case.replace("_", " ").capitalize()


def standing(
    status: str, is_compliant: bool | None, verdict: str | None, value: Decimal | None, limits: Limits
) -> Standing:
    """How one test stands. A reading that no rule judges counts as not tested, never as a pass."""
    if status in (InstanceStatus.SKIPPED, InstanceStatus.FAILED):
        return Standing.SKIPPED
    if status != InstanceStatus.COMPLETED or is_compliant is None:
        return Standing.NOT_TESTED
    if not is_compliant:
        return Standing.FAIL
    near = verdict == Verdict.CONDITIONAL_PASS or (value is not None and is_near(value, limits))
    return Standing.NEAR if near else Standing.PASS


def is_near(value: Decimal, limits: Limits) -> bool:
    """Whether a value that is within its limits lies within a tenth of a limit's value of it."""
    low, high = limits.minimum, limits.maximum
    return (low is not None and value <= low * (1 + NEAR_SHARE)) or (
        high is not None and value >= high * (1 - NEAR_SHARE)
    )


def figure(value: Decimal, decimals: int, limits: Limits = Limits()) -> str:  # noqa: B008  frozen
    """``value`` for show; more decimals (three at most) where rounding would put it on the other side of a limit."""
    for places in range(decimals, MOST_DECIMALS + 1):
        shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
        if limits.contains(shown) == limits.contains(value):
            break
    return f"{shown:f}".replace("-", "−")


def signed(value: Decimal, decimals: int = 1) -> str:
    """``+2.1`` or ``−58.8``, with a real minus sign; ``0.0`` has none."""
    shown = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    return f"{shown:f}".replace("-", "") if shown == 0 else f"{shown:+f}".replace("-", "−")


def margin(value: Decimal, limits: Limits, decimals: int) -> str:
    """How far from the nearest limit, and on which side, e.g. ``1.8 Pa below the minimum of 20``."""
    unit = f" {limits.unit}" if limits.unit else ""
    candidates = [
        (abs(value - limit), name, limit)
        for name, limit in (("minimum", limits.minimum), ("maximum", limits.maximum))
        if limit is not None
    ]
    if not candidates:
        return "no limit is in force"
    if limits.contains(value):
        distance, name, limit = min(candidates)
    else:
        distance, name, limit = candidates[0] if limits.below(value) else candidates[-1]
    if distance == 0:
        return f"exactly at the {name} of {plain(limit)}{unit}"
    side = "above" if value > limit else "below"
    return f"{_distance(distance, decimals)}{unit} {side} the {name} of {plain(limit)}"


def _distance(distance: Decimal, decimals: int) -> str:
    """Never 0 where there is a distance: ``0.0004`` rather than ``0.0``."""
    shown = distance.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    return f"{shown:f}" if shown else plain(distance)


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the tests of a place, or of a whole session, have come."""

    total: int = 0
    done: int = 0
    failing: int = 0
    skipped: int = 0

    @property
    def left(self) -> int:
        """How many are still to be carried out."""
        return self.total - self.done - self.skipped

    @property
    def standing(self) -> Standing:
        if self.failing:
            return Standing.FAIL
        if self.left or not self.total:
            return Standing.NOT_TESTED
        return Standing.SKIPPED if self.skipped else Standing.PASS

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.total + other.total,
            self.done + other.done,
            self.failing + other.failing,
            self.skipped + other.skipped,
        )
