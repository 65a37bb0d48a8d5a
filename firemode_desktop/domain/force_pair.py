"""The two forces of one door, with the fan running and with it off, and the pressure that they imply together."""

from __future__ import annotations

from decimal import Decimal

from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.physics import implied_pressure
from firemode_desktop.domain.plausibility import Agreement, PhysicsCheck, check_door_force
from firemode_desktop.domain.running import RunSheet, RunTest
from firemode_desktop.domain.session_physics import CLOSED, FORCE, PRESSURE, Opening


def other_force(sheet: RunSheet, one: RunTest) -> RunTest | None:
    """The test of the same door with the fan in its other state; of several (retests) the last one."""
    if one.test.measurement_type != FORCE or one.test.pressurization_active is None or not one.test.door:
        return None
    door, wanted = _door(one), not one.test.pressurization_active
    found = [
        each
        for each in sheet.tests
        if each.test.measurement_type == FORCE
        and each.test.pressurization_active is wanted
        and _door(each) == door
        and not each.superseded
    ]
    return found[-1] if found else None


def pair_check(sheet: RunSheet, one: RunTest, value: Decimal) -> PhysicsCheck | None:
    """What the two forces say together if ``value`` (N) is read for ``one``; None while that cannot be told.

    Where the pressure of the floor is known it is held against the one that the forces imply; else that alone is told.
    """
    other = other_force(sheet, one)
    size = sheet.site.doors.get(_door(one), Opening())
    if other is None or other.value is None or size.width_m is None or size.height_m is None:
        return None
    on, off = (value, other.value) if one.test.pressurization_active else (other.value, value)
    name, measured = one.test.door or "", _pressure(sheet, one)
    try:
        if measured is not None:
            return check_door_force(name, on, off, size.width_m, size.height_m, measured, size.handle_m)
        implied = implied_pressure(on, off, size.width_m, size.height_m, size.handle_m)
    except Invalid:
        return None
    message = f"{name}: its forces imply {plain(round_half_even(implied, 1))} Pa; none was measured on its floor yet."
    return PhysicsCheck("door_force", name, Agreement.NOT_ENOUGH_DATA, message, {"implied_pa": implied})


def _door(one: RunTest) -> tuple[str, str, str]:
    return one.test.stair, one.test.floor or "", one.test.door or ""


def _pressure(sheet: RunSheet, one: RunTest) -> Decimal | None:
    """The pressure of the door's floor with all doors closed, as it stands in this session."""
    place = (one.test.stair, one.test.floor)
    found = (
        each.value
        for each in sheet.measured()
        if each.test.measurement_type == PRESSURE
        and (each.test.stair, each.test.floor) == place
        and (each.test.door_configuration or CLOSED) == CLOSED
    )
    return next(found, None)
