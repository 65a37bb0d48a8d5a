"""How a trigger is set off, and when its clock begins: one sentence each for the person at the device."""

from __future__ import annotations

from firemode_desktop.domain.words import TriggerDeviceType

_HOW = {
    TriggerDeviceType.SMOKE_DETECTOR: (
        "Apply test smoke to detector {device} until its lamp lights. Start the clock when the lamp lights."
    ),
    TriggerDeviceType.HEAT_DETECTOR: (
        "Warm detector {device} with a heat tester until its lamp lights. Start the clock when the lamp lights."
    ),
    TriggerDeviceType.MANUAL_CALL_POINT: (
        "Operate call point {device} with its test key. Start the clock as it operates."
    ),
    TriggerDeviceType.TEST_SWITCH: "Turn test switch {device} to test. Start the clock as it is turned.",
    TriggerDeviceType.DUCT_SMOKE_DETECTOR: (
        "Apply test smoke to duct detector {device} until its lamp lights. Start the clock when the lamp lights."
    ),
    TriggerDeviceType.SPRINKLER_FLOW_SWITCH: (
        "Open the test valve of flow switch {device} and let the water run. Start the clock when the panel shows flow."
    ),
    TriggerDeviceType.FAN_CONTROL_PANEL: (
        "Operate {device} at the fire fan control panel. Start the clock as it is operated."
    ),
    TriggerDeviceType.POWER_FAILURE: (
        "Switch off the normal supply at {device}. Start the clock as it is switched off."
    ),
}


def how_to_trigger(kind: str | None, device: str) -> str:
    """What to do at a trigger of that kind, and when 0 s is; in general words for a kind that is not said."""
    known = _HOW[TriggerDeviceType(kind)] if kind else "Operate {device}. Start the clock when the panel shows it."
    return known.replace("{device}", device)
