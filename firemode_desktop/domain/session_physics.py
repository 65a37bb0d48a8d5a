"""Do the readings of one session agree with each other, and with the building they were taken in?

The checks are those of ``plausibility``; here they are put to the readings of a session, whether all of it or the one
that is being typed. None changes compliance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.physics import HANDLE_FROM_EDGE_M, slip_in_words, unit_slip
from firemode_desktop.domain.plausibility import (
    Agreement,
    OpenDoorway,
    PhysicsCheck,
    ProfilePoint,
    check_door_force,
    check_flow_balance,
    check_leakage,
    check_open_against_closed,
    check_profile,
    check_stack_effect,
    suspects,
)
from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.words import DoorConfiguration, MeasurementType

CLOSED, OPEN = DoorConfiguration.ALL_CLOSED.value, DoorConfiguration.EVAC_DOORS_OPEN.value
PRESSURE = MeasurementType.PRESSURE_DIFFERENTIAL.value
VELOCITY = MeasurementType.AIR_VELOCITY.value
FORCE = MeasurementType.DOOR_OPENING_FORCE.value

UNIT_SLIP, FLOW_ASKED = "unit_slip", "flow_asked_for"
KINDS: Mapping[str, str] = {
    UNIT_SLIP: "Read in another unit?",
    "profile": "Pressure over the height",
    "stack_effect": "Stack effect of the two temperatures",
    "open_and_closed": "Doors open against doors closed",
    "door_force": "Door forces against pressure",
    "leakage_area": "Leakage area against the time before",
    "flow_balance": "Air through open doorways against the fan",
    FLOW_ASKED: "Air that the rule asks for against the fan",
}
"""What each check is called, by its code, in the order in which they are told."""

ENOUGH = 3
"""So many readings of one kind and case are needed before one of them is called odd by the others."""

Floor = tuple[str, str]
"""Stair and floor by name."""
Place = tuple[str, str, str]
"""Stair, floor and door (or doorway) by name."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The size of a door or doorway in metres, and how far its handle is from the closing edge."""

    width_m: Decimal | None = None
    height_m: Decimal | None = None
    handle_m: Decimal = HANDLE_FROM_EDGE_M


@dataclass(frozen=True, slots=True)
class Site:
    """What the register tells of the building on the day of the session, by names.

    ``heights`` in m above ground; ``capacities`` is what the fans of a stair give together, m³/s; ``steady`` are the
    stairs whose fan gives that whether doors are open or closed (no variable-speed drive, no relief damper);
    ``opened`` are the floors of a stair whose doors stand open in a door scenario; ``areas`` are the leakage areas of
    the stairs the time before, m².
    """

    heights: Mapping[Floor, Decimal] = field(default_factory=dict)
    doors: Mapping[Place, Opening] = field(default_factory=dict)
    doorways: Mapping[Place, Opening] = field(default_factory=dict)
    capacities: Mapping[str, Decimal] = field(default_factory=dict)
    steady: frozenset[str] = frozenset()
    opened: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    areas: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measured:
    """One reading of a session: its test and the number that was read, in the unit of the test."""

    test: Test
    value: Decimal


def session_physics(
    readings: Sequence[Measured], site: Site, conditions: Mapping[str, Decimal] | None = None
) -> tuple[PhysicsCheck, ...]:
    """Every check that can be put to ``readings``, stair by stair; ``conditions`` are those of the visit.

    What looks as if read in another unit is told as that, and left out of the other checks.
    """
    stairs = sorted({reading.test.stair for reading in readings}, key=natural_key)
    return tuple(check for stair in stairs for check in _stair(stair, readings, site, conditions or {}))


def fits(readings: Sequence[Measured], one: Measured, site: Site) -> tuple[str, ...]:
    """The suspicions that ``one`` would bring, in words, beside the ``readings`` of the other tests of its session."""
    slip = _slip(one, alike(readings, one.test))
    if slip is not None:
        return (slip.message,)
    own = [reading for reading in readings if reading.test.stair == one.test.stair]
    return tuple(check.message for check in suspects(_about(one, _Stair(one.test.stair, [*own, one], site))))


def alike(readings: Iterable[Measured], test: Test) -> tuple[Decimal, ...]:
    """The values of the same measurement in the same condition in this stair."""
    return tuple(reading.value for reading in readings if _group(reading.test) == _group(test))


def leakage_areas(
    readings: Sequence[Measured], site: Site, conditions: Mapping[str, Decimal] | None = None
) -> dict[str, Decimal]:
    """The effective leakage area of each stair in m², where its fan and its pressures are known."""
    checks = session_physics(readings, site, conditions)
    return {check.place: check.numbers["area_m2"] for check in checks if "area_m2" in check.numbers}


def _group(test: Test) -> tuple[object, ...]:
    return (
        test.measurement_type,
        test.stair,
        test.door_configuration,
        test.door_scenario,
        test.pressurization_active,
    )


class _Stair:
    """The readings of one stair, found by floor and door."""

    def __init__(self, name: str, readings: Sequence[Measured], site: Site) -> None:
        self.name, self.site = name, site
        self.pressures: dict[tuple[str, str], Decimal] = {}
        self.forces: dict[tuple[str, str, bool], Decimal] = {}
        self.velocities: dict[tuple[str, str, str], Decimal] = {}
        self.minima: dict[str, Decimal] = {}
        for reading in readings:
            self._put(reading.test, reading.value)

    def _put(self, test: Test, value: Decimal) -> None:
        floor = test.floor or ""
        if test.measurement_type == PRESSURE:
            self.pressures[test.door_configuration or CLOSED, floor] = value
        elif test.measurement_type == FORCE and test.pressurization_active is not None:
            self.forces[floor, test.door or "", test.pressurization_active] = value
        elif test.measurement_type == VELOCITY:
            scenario = test.door_scenario or ""
            self.velocities[scenario, floor, test.doorway or ""] = value
            if test.min_threshold is not None:
                self.minima[scenario] = test.min_threshold

    def points(self, case: str) -> tuple[ProfilePoint, ...]:
        """The pressures over height with all doors in one configuration, from the bottom up."""
        found = [
            ProfilePoint(floor, height, value)
            for (config, floor), value in self.pressures.items()
            if config == case and (height := self.site.heights.get((self.name, floor))) is not None
        ]
        return tuple(sorted(found, key=lambda point: point.height_m))

    def mean(self, case: str) -> Decimal | None:
        """The mean pressure with the doors in one configuration, Pa."""
        values = [value for (config, _), value in self.pressures.items() if config == case]
        return sum(values, Decimal(0)) / len(values) if values else None

    def least(self, scenario: str) -> Decimal | None:
        """The lowest velocity that the rule allows in a door scenario, m/s."""
        return self.minima.get(scenario)

    @property
    def floors(self) -> list[str]:
        """The floors with a pressure, in the order of the readings."""
        return list(dict.fromkeys(floor for _, floor in self.pressures))

    @property
    def doors(self) -> list[tuple[str, str]]:
        """Floor and name of the doors with a force, in the order of the readings."""
        return list(dict.fromkeys((floor, door) for floor, door, _ in self.forces))

    @property
    def scenarios(self) -> list[str]:
        """The door scenarios in which velocities were measured."""
        return list(dict.fromkeys(scenario for scenario, _, _ in self.velocities))


def _stair(
    name: str, readings: Sequence[Measured], site: Site, conditions: Mapping[str, Decimal]
) -> Iterator[PhysicsCheck]:
    own = [reading for reading in readings if reading.test.stair == name]
    slips = {id(reading): slip for reading in own if (slip := _odd_unit(reading, own)) is not None}
    yield from slips.values()
    stair = _Stair(name, [reading for reading in own if id(reading) not in slips], site)
    if stair.pressures:
        yield from _pressures(stair, conditions)
    for floor, door in stair.doors:
        yield _door(stair, floor, door)
    if stair.pressures:
        yield _leakage(stair)
    for scenario in stair.scenarios:
        yield from _balances(stair, scenario)


def _pressures(stair: _Stair, conditions: Mapping[str, Decimal]) -> Iterator[PhysicsCheck]:
    for case in (CLOSED, OPEN):
        if any(config == case for config, _ in stair.pressures):
            yield from _profile(stair, case)
    outside, inside = (conditions.get(key) for key in ("temp_out_c", "temp_stair_c"))
    yield check_stack_effect(stair.name, stair.points(CLOSED), outside, inside)
    if any(config == OPEN for config, _ in stair.pressures):
        for floor in stair.floors:
            yield _open_and_closed(stair, floor)


def _profile(stair: _Stair, case: str) -> Iterator[PhysicsCheck]:
    """The pressures over height with all doors in one configuration."""
    for check in check_profile(stair.name, stair.points(case)):
        told = check.message if case == CLOSED else f"With the evacuation doors open: {check.message}"
        yield _at(stair, check.place, replace(check, message=told))


def _open_and_closed(stair: _Stair, floor: str) -> PhysicsCheck:
    closed, opened = (stair.pressures.get((case, floor)) for case in (CLOSED, OPEN))
    return _at(stair, floor, check_open_against_closed(floor, closed, opened))


def _at(stair: _Stair, floor: str, check: PhysicsCheck) -> PhysicsCheck:
    """The check with its floor told apart from the floor of that name in another stair."""
    return replace(check, place=place_of(stair.name, floor))


def place_of(stair: str, floor: str) -> str:
    """``Stair-A · Level-9``, or the stair alone."""
    return stair if floor in ("", stair) else f"{stair} · {floor}"


def _door(stair: _Stair, floor: str, door: str) -> PhysicsCheck:
    size = stair.site.doors.get((stair.name, floor, door), Opening())
    width = size.width_m if size.width_m is not None and size.width_m > size.handle_m else None
    on, off = (stair.forces.get((floor, door, running)) for running in (True, False))
    pressure = stair.pressures.get((CLOSED, floor))
    return check_door_force(door, on, off, width, size.height_m, pressure, size.handle_m)


def _leakage(stair: _Stair) -> PhysicsCheck:
    closed = [value for (config, _), value in stair.pressures.items() if config == CLOSED]
    return check_leakage(stair.name, stair.site.capacities.get(stair.name), closed, stair.site.areas.get(stair.name))


def _balances(stair: _Stair, scenario: str) -> Iterator[PhysicsCheck]:
    """What the doorways that stand open together take, as it was read and as the rule asks, against the fan."""
    capacity = stair.site.capacities.get(stair.name)
    together = _open_together(stair, scenario)
    yield check_flow_balance(stair.name, together, capacity, *(_leaking(stair) if together else ()))
    asked = [replace(one, velocity_ms=least) for one in together if (least := stair.least(scenario)) is not None]
    if asked and capacity is not None:
        check = check_flow_balance(stair.name, asked, capacity)
        told = f"At the {plain(asked[0].velocity_ms)} m/s that is asked for, {check.message}"
        yield replace(check, code=FLOW_ASKED, message=told)


def _open_together(stair: _Stair, scenario: str) -> list[OpenDoorway]:
    """The doorways of the scenario's open doors; none while one of them was not measured.

    A scenario that names no doors but how many (``worst_case_3_doors_open``) is taken at its gentlest: as the doorways
    through which the least flows.
    """
    floors = stair.site.opened.get((stair.name, scenario), ())
    measured = [(key[1], one) for key in stair.velocities if key[0] == scenario and (one := _doorway(stair, key))]
    if floors:
        found = [one for floor, one in measured if floor in floors]
        return found if {floor for floor, _ in measured} >= set(floors) else []
    many = doors_open(scenario)
    gentlest = sorted((one for _, one in measured), key=lambda one: one.flow_m3_s)
    return gentlest[:many] if many is not None and many <= len(measured) else []


def doors_open(scenario: str) -> int | None:
    """How many doors a scenario opens by its name: 3 of ``worst_case_3_doors_open``."""
    number = re.search(r"(?:^|_)([0-9]+)_doors?(?:_|$)", scenario)
    return int(number[1]) if number is not None and int(number[1]) else None


def _doorway(stair: _Stair, key: tuple[str, str, str]) -> OpenDoorway | None:
    size = stair.site.doorways.get((stair.name, *key[1:]), Opening())
    if size.width_m is None or size.height_m is None:
        return None
    return OpenDoorway(key[2], size.width_m, size.height_m, stair.velocities[key])


def _leaking(stair: _Stair) -> tuple[Decimal, Decimal]:
    """Leakage area in m² and the mean pressure in Pa with doors open; nothing where the fan's flow is not the same."""
    opened, area = stair.mean(OPEN), _leakage(stair).numbers.get("area_m2")
    if stair.name not in stair.site.steady or opened is None or area is None:
        return Decimal(0), Decimal(0)
    return area, opened


def _about(one: Measured, stair: _Stair) -> Iterator[PhysicsCheck]:
    """The checks that this reading takes part in."""
    test, floor = one.test, one.test.floor or ""
    if test.measurement_type == PRESSURE:
        yield from _about_pressure(stair, test.door_configuration or CLOSED, floor)
    elif test.measurement_type == FORCE:
        yield _door(stair, floor, test.door or "")


def _about_pressure(stair: _Stair, case: str, floor: str) -> Iterator[PhysicsCheck]:
    yield from (check for check in _profile(stair, case) if check.place == place_of(stair.name, floor))
    yield _open_and_closed(stair, floor)
    if case == CLOSED:
        yield from (_door(stair, floor, door) for at, door in stair.doors if at == floor)


def _odd_unit(reading: Measured, own: Sequence[Measured]) -> PhysicsCheck | None:
    others = [other for other in own if other is not reading]
    return _slip(reading, alike(others, reading.test))


def _slip(one: Measured, others: Sequence[Decimal]) -> PhysicsCheck | None:
    """Whether the value looks as if read in another unit, beside those of its kind or by what is usual."""
    near = others if len(others) >= ENOUGH else ()
    slip = unit_slip(one.value, one.test.measurement_type, near)
    if slip is None:
        return None
    where = one.test.door or one.test.doorway or one.test.floor or one.test.stair
    numbers = {"measured": slip.read, "converted": slip.value}
    return PhysicsCheck(UNIT_SLIP, where, Agreement.SUSPECT, f"{where}: {slip_in_words(slip)}", numbers)
