"""What a reading can be at all. A number beyond is a slip of the pen, and a slip must not pass for a result.

A door that takes -5 N to open would be below every limit. Times before a trigger are refused where they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.reading import Reading, Test
from firemode_desktop.domain.words import MeasurementType

# Ends that no building reaches: the atmosphere itself presses with 101 kPa, sound in air ends at 194 dB, and who waits
# a day waits for something else. A pressure or a flow the wrong way round is a reading.
_SECONDS = Limits(None, Decimal(86_400), "s")
_POSSIBLE: Mapping[MeasurementType, tuple[str, Limits]] = {
    MeasurementType.PRESSURE_DIFFERENTIAL: ("A pressure difference", Limits(Decimal(-100_000), Decimal(100_000), "Pa")),
    MeasurementType.AIR_VELOCITY: ("A velocity", Limits(Decimal(-1000), Decimal(1000), "m/s")),
    MeasurementType.DOOR_OPENING_FORCE: ("The force that opens a door", Limits(Decimal(0), Decimal(10_000), "N")),
    MeasurementType.SOUND_PRESSURE_LEVEL: ("A sound pressure level", Limits(Decimal(0), Decimal(194), "dB")),
    MeasurementType.PRESSURE_RESTORATION_TIME: ("The time of restoration", _SECONDS),
    MeasurementType.INTERFACE_TEST: ("The response time", _SECONDS),
}


def impossible(test: Test, reading: Reading) -> tuple[str, ...]:
    """In words: what of a reading cannot be, whatever the building is like."""
    return tuple(_numbers(MeasurementType(test.measurement_type), reading))


def _numbers(kind: MeasurementType, reading: Reading) -> Iterator[str]:
    for effect in reading.observed or ():
        if not _SECONDS.contains(effect.delay_seconds):
            yield f"An effect is seen {_SECONDS} after the trigger; {plain(effect.delay_seconds)} cannot be."
    known = _POSSIBLE.get(kind)
    if known is None:
        return
    name, limits = known
    points = reading.grid.values if reading.grid is not None else ()
    for value in (*points, reading.value):
        if value is not None and not limits.contains(value):
            yield f"{name} is {limits}; {plain(value)} cannot be."
