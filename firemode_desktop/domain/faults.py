"""Fault drafts: what a failing reading says about itself, for a person to confirm, change or dismiss.

Wording after the customer's document: ``Pressure 18.2 Pa BELOW minimum 20 Pa on Stair-A Level-8 (all_closed)`` at
``Stair-A, Level-8, All Doors Closed``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from firemode_desktop.domain.checks import Limits, plain, round_half_even
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.lifecycle import OPEN_FAULTS
from firemode_desktop.domain.reading import Reading, Rule, Test
from firemode_desktop.domain.words import DefectClassification, DoorConfiguration, MeasurementType

_NAMES: Mapping[str, str] = {
    MeasurementType.PRESSURE_DIFFERENTIAL: "Pressure",
    MeasurementType.AIR_VELOCITY: "Air velocity",
    MeasurementType.DOOR_OPENING_FORCE: "Door opening force",
    MeasurementType.SOUND_PRESSURE_LEVEL: "Sound pressure level",
    MeasurementType.PRESSURE_RESTORATION_TIME: "Pressure restoration time",
}

_SHORT: Mapping[str, str] = {
    MeasurementType.AIR_VELOCITY: "Velocity",
    MeasurementType.DOOR_OPENING_FORCE: "Door force",
    MeasurementType.SOUND_PRESSURE_LEVEL: "Sound level",
    MeasurementType.PRESSURE_RESTORATION_TIME: "Restoration",
}
"""Names for a column, where the whole one is longer."""

_ACTIONS: Mapping[tuple[str, str], str] = {
    (MeasurementType.PRESSURE_DIFFERENTIAL, "below"): (
        "Increase fan speed, check damper positions, inspect for air leaks"
    ),
    (MeasurementType.PRESSURE_DIFFERENTIAL, "above"): (
        "Reduce fan speed, check relief dampers and pressure control, confirm that doors can be opened"
    ),
    (MeasurementType.AIR_VELOCITY, "below"): (
        "Increase fan speed, check supply dampers and relief paths, confirm which doors are open"
    ),
    (MeasurementType.AIR_VELOCITY, "above"): "Reduce fan speed, check relief dampers and pressure control",
    (MeasurementType.DOOR_OPENING_FORCE, "above"): (
        "Adjust the door closer, check hinges and seals, check that the pressure is not too high"
    ),
    (MeasurementType.DOOR_OPENING_FORCE, "below"): "Check that the door closes and latches by itself",
    (MeasurementType.SOUND_PRESSURE_LEVEL, "above"): "Check fan balance and mountings, attenuators and grilles",
    (MeasurementType.PRESSURE_RESTORATION_TIME, "above"): (
        "Check the response of the pressure control, the fan's drive and the relief dampers"
    ),
    (MeasurementType.CAUSE_AND_EFFECT_LOGIC, "failed"): (
        "Check the control logic, the wiring and the components named, then repeat the sequence"
    ),
    (
        MeasurementType.INTERFACE_TEST,
        "failed",
    ): "Check the interface wiring and the control logic, then repeat the test",
    (MeasurementType.DOOR_LATCHING, "failed"): "Adjust the closer and the latch until the door latches by itself",
    (MeasurementType.FAN_OPERATION, "failed"): "Put right the items of the checklist that were not in order",
}


@dataclass(frozen=True, slots=True)
class FaultDraft:
    """A fault as the rule proposes it; field names are the columns of ``faults``, ``location`` is for reading.

    Ids, the session and the time are the caller's. ``defect_classification`` is the rule's; ``as1851_class`` what that
    code proposes (a person decides).
    """

    severity: str
    defect_classification: str
    as1851_class: str
    description: str
    location: str
    action_required: str
    measurement_type: str
    rule_applied: str
    rule_version: str
    door_configuration: str | None = None
    measured_value: Decimal | None = None
    design_setpoint: Decimal | None = None
    baseline_value: Decimal | None = None
    min_threshold: Decimal | None = None
    max_threshold: Decimal | None = None
    unit: str | None = None
    deviation_from_baseline_pct: Decimal | None = None
    environmental_conditions: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; Decimals as plain text so that no digit is lost."""
        values = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        shown = {name: format(value, "f") if isinstance(value, Decimal) else value for name, value in values.items()}
        return {**shown, "environmental_conditions": dict(self.environmental_conditions)}


def draft(
    test: Test, reading: Reading, rule: Rule, deviation_pct: Decimal | None, reasons: Sequence[str] = ()
) -> FaultDraft:
    """The fault of a reading that does not comply; ``reasons`` are the sentences of the checks that failed."""
    return FaultDraft(
        severity=rule.severity_if_fail,
        defect_classification=rule.defect_classification,
        as1851_class=DefectClassification(rule.defect_classification).as1851_class.value,
        description=describe(test, reading.measured, reasons),
        location=place(test),
        action_required=action(test, reading.measured),
        measurement_type=test.measurement_type,
        rule_applied=rule.rule_code,
        rule_version=rule.version,
        door_configuration=test.door_configuration,
        measured_value=reading.measured,
        design_setpoint=test.design_setpoint,
        baseline_value=test.baseline_value,
        min_threshold=test.min_threshold,
        max_threshold=test.max_threshold,
        unit=test.unit,
        deviation_from_baseline_pct=deviation_pct,
        environmental_conditions=reading.environment,
    )


def shown(value: Decimal, limits: Limits | None = None) -> str:
    """A measured value for a sentence: as it was read; a long mean to three places, or to as many as keep its side.

    19.9996 stays ``19.9996``; 1.1588888… is ``1.159``; 0.99999998… against a minimum of 1 stays below 1.
    """
    decimals = -int(value.as_tuple().exponent)
    if decimals <= 6:
        return plain(value)
    limits = limits or Limits()
    side = (limits.below(value), limits.above(value))
    for places in range(3, decimals):
        rounded = round_half_even(value, places)
        if (limits.below(rounded), limits.above(rounded)) == side:
            return plain(rounded)
    return plain(value)


def fault_name(number: int) -> str:
    """What people call a fault: ``F-0012``."""
    return f"F-{number:04d}"


def in_brief(measurement_type: str | None, value: Decimal | None, limits: Limits, description: str) -> str:
    """What is wrong, for a column: ``Pressure 18.2 < 20 Pa``; without a number, why: ``FAN-01 start is 1.4 s late``."""
    name, unit = _NAMES.get(measurement_type or ""), f" {limits.unit}" if limits.unit else ""
    if name is None or value is None or limits.contains(value):
        subject, colon, reasons = description.partition(": ")
        return reasons if colon else subject
    sign, limit = ("<", limits.minimum) if limits.below(value) else (">", limits.maximum)
    return (
        f"{_SHORT.get(measurement_type or '', name)} {shown(value, limits)} {sign} {plain(limit or Decimal(0))}{unit}"
    )


def class_by_answers(
    makes_inoperable: bool | None, likely_to_harm: bool | None, proposed: str | None
) -> DefectClassification | None:
    """The class that the answers to the two questions of AS 1851 come to; None while they leave it open.

    A defect that makes the system inoperable, or that is likely to harm somebody, is critical (1A). One that does
    neither is not: what the rule proposed stands, or 1B where it proposed critical.
    """
    if makes_inoperable or likely_to_harm:
        return DefectClassification.CLASS_1A
    if makes_inoperable is None or likely_to_harm is None:
        return None
    if proposed in (None, DefectClassification.CLASS_1A):
        return DefectClassification.CLASS_1B
    return DefectClassification(proposed)


def check_class(chosen: str, makes_inoperable: bool | None, likely_to_harm: bool | None) -> DefectClassification:
    """The class, where it is not below what the answers say. A class above it is a person's to choose.

    Raises:
        Invalid: it is no class; or an answer makes the defect a critical one and the class is another.
    """
    if chosen not in DefectClassification.values():
        raise Invalid(f"“{chosen}” is no class; choose one of {', '.join(DefectClassification.values())}.")
    decided = DefectClassification(chosen)
    if (makes_inoperable or likely_to_harm) and decided is not DefectClassification.CLASS_1A:
        why = "it makes the system inoperable" if makes_inoperable else "somebody is likely to be harmed"
        raise Invalid(
            f"The answer is that {why}: that is a critical defect, 1A, and not {decided.value}. "
            "Choose 1A, or answer the questions again."
        )
    return decided


def overdue(status: str, due: date | None, today: date) -> bool:
    """Whether it still waits after the day it was due; on that day itself it is not overdue."""
    return status in OPEN_FAULTS and due is not None and due < today


def direction(test: Test, measured: Decimal | None) -> str:
    """``below`` or ``above`` the limits, or ``failed`` where no number is out of them."""
    if measured is not None and test.measurement_type in _NAMES:
        if test.limits.below(measured):
            return "below"
        if test.limits.above(measured):
            return "above"
    return "failed"


def action(test: Test, measured: Decimal | None) -> str:
    """What to do about it, by measurement and direction."""
    generic = "Find the cause, put it right, then repeat the test"
    return _ACTIONS.get((test.measurement_type, direction(test, measured)), generic)


def describe(test: Test, measured: Decimal | None, reasons: Sequence[str] = ()) -> str:
    """One sentence: what was read, which limit it breaks, and where."""
    way = direction(test, measured)
    if measured is None or way == "failed":
        return f"{_subject(test)}: {' '.join(reasons) or 'the expected result was not observed.'}"
    limit = test.min_threshold if way == "below" else test.max_threshold
    if limit is None:  # direction() says below or above only where that limit exists
        raise Invalid("A reading cannot breach a limit that does not exist.")
    unit = f" {test.unit}" if test.unit else ""
    word = "BELOW minimum" if way == "below" else "ABOVE maximum"
    read = f"{_NAMES[test.measurement_type]} {shown(measured, test.limits)}{unit}"
    return f"{read} {word} {plain(limit)}{unit} on {_where(test)}"


def location(
    *,
    stair: str | None,
    floor: str | None = None,
    door: str | None = None,
    doorway: str | None = None,
    zone: str | None = None,
    scenario: str | None = None,
    door_configuration: str | None = None,
    door_scenario: str | None = None,
    pressurization_active: bool | None = None,
    interface_type: str | None = None,
    location_id: str | None = None,
) -> str:
    """``Stair-A, Level-8, All Doors Closed``: the names of a place from the large to the small, then the condition."""
    configuration = DoorConfiguration(door_configuration).label.title() if door_configuration else None
    pressurized = None if pressurization_active is None else _pressurization(pressurization_active).title()
    parts = (stair, floor, door, doorway, zone, scenario, configuration, _title(door_scenario), pressurized)
    return ", ".join(part for part in (*parts, _title(interface_type), location_id) if part)


def place(test: Test) -> str:
    """``location`` of a test."""
    return location(
        stair=test.stair,
        floor=test.floor,
        door=test.door,
        doorway=test.doorway,
        zone=test.zone,
        scenario=test.scenario,
        door_configuration=test.door_configuration,
        door_scenario=test.door_scenario,
        pressurization_active=test.pressurization_active,
        interface_type=test.interface_type,
        location_id=test.location_id,
    )


def _pressurization(active: bool) -> str:
    return "pressurization active" if active else "pressurization inactive"


def _title(word: str | None) -> str | None:
    return word.replace("_", " ").title() if word else None


def _where(test: Test) -> str:
    """``Stair-A Level-8 (all_closed)``; a door or doorway by its identifier before the condition."""
    pressurized = None if test.pressurization_active is None else _pressurization(test.pressurization_active)
    condition = test.door_configuration or test.door_scenario or pressurized
    names = " ".join(name for name in (test.stair, test.floor, test.door or test.doorway) if name)
    return f"{names} ({condition})" if condition else names


def _subject(test: Test) -> str:
    """What failed without a number out of its limits: ``Cause and effect Fire Floor 8 on Stair-A Zone-3``."""
    kind = MeasurementType(test.measurement_type).label
    what = test.scenario or " ".join(part for part in (_title(test.interface_type), test.location_id) if part)
    where = " ".join(name for name in (test.stair, test.zone, test.floor, test.door) if name)
    return f"{kind} {what} on {where}" if what else f"{kind} on {where}"
