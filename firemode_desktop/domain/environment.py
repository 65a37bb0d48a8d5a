"""The conditions a reading was taken in, as checks: what was recorded, whether that can be, how the baseline differs.

They explain a reading; none of them makes it pass or fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.conditions import TEMPERATURES, condition, in_words, recorded
from firemode_desktop.domain.outcome import Check, Number
from firemode_desktop.domain.reading import Reading, Test
from firemode_desktop.domain.words import CheckResult, MeasurementType

CONDITIONS, TEMPERATURE, BASELINE = "conditions", "temperatures", "baseline_conditions"
_ON_WHICH_THEY_BEAR = (MeasurementType.PRESSURE_DIFFERENTIAL, MeasurementType.AIR_VELOCITY)

#: A baseline's condition, the reading's that it is compared with, its words, and what is called another day: our own
#: judgement, so that the difference of a summer and a winter is told and that of a morning and a noon is not.
_COMPARED: tuple[tuple[str, str, str, Decimal], ...] = (
    ("temp_c", "temp_out_c", "the temperature outside", Decimal(15)),
    ("wind_ms", "wind_ms", "the wind", Decimal(5)),
    ("humidity_pct", "humidity_pct", "the humidity", Decimal(50)),
)


def environment_checks(test: Test, reading: Reading) -> tuple[Check, ...]:
    """What is said of the conditions of a reading: of a pressure or a velocity always, of others what is recorded."""
    found = recorded(reading.environment)
    return tuple(_checks(test, found))


def _checks(test: Test, found: Mapping[str, Decimal]) -> Iterator[Check]:
    if found:
        yield _plausible(found)
    if test.measurement_type not in _ON_WHICH_THEY_BEAR:
        return
    if missing := [condition(key).label.lower() for key in TEMPERATURES if key not in found]:
        which = " and the ".join(missing)
        message = f"The {which} is not recorded, so the stack effect of the day is not known."
        if len(missing) > 1:
            message = message.replace(" is not recorded", " are not recorded")
        yield Check(TEMPERATURE, CheckResult.NOT_CHECKED, message)
    yield from _against_baseline(test, found)


def _plausible(found: Mapping[str, Decimal]) -> Check:
    numbers: dict[str, Number] = dict(found)
    odd = [condition(key) for key, value in found.items() if not condition(key).plausible.contains(value)]
    if not odd:
        said = ", ".join(f"{label.lower()} {value}" for label, value in in_words(found))
        return Check(CONDITIONS, CheckResult.PASS, f"Conditions recorded: {said}.", numbers)
    said = "; ".join(f"{one.label} {one.shown(found[one.key])} (usual: {one.plausible})" for one in odd)
    return Check(CONDITIONS, CheckResult.WARN, f"Hardly possible here: {said}. Is that what was read?", numbers)


def _against_baseline(test: Test, found: Mapping[str, Decimal]) -> Iterator[Check]:
    """Only what is known of both days is compared."""
    pairs = [
        (test.baseline_conditions[theirs], found[ours], words, condition(ours).unit, much)
        for theirs, ours, words, much in _COMPARED
        if theirs in test.baseline_conditions and ours in found
    ]
    if not pairs:
        return
    told = [
        f"{words} was {plain(then)} {unit} for the baseline and is {plain(now)} {unit}"
        for then, now, words, unit, much in pairs
        if abs(now - then) > much
    ]
    if told:
        yield Check(BASELINE, CheckResult.WARN, f"Another day than the baseline's: {'; '.join(told)}.")
    else:
        yield Check(BASELINE, CheckResult.PASS, "The conditions are like those of the baseline.")
