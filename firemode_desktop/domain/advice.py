"""Advice on the baselines of a commissioning: which readings do not agree with the others, and what may have happened.

The checks are those of ``plausibility`` and ``physics``; here they are put to the values of a building, whether on
record or about to be imported. Advice blocks nothing and converts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from statistics import median
from uuid import UUID

from firemode_desktop.domain.baselines import MEASURES, Case, Location, Place, Survey
from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.physics import HANDLE_FROM_EDGE_M, slip_in_words, unit_slip
from firemode_desktop.domain.plausibility import (
    Agreement,
    PhysicsCheck,
    ProfilePoint,
    check_door_force,
    check_open_against_closed,
    check_profile,
    suspects,
)
from firemode_desktop.domain.section import Shaft
from firemode_desktop.domain.survey_section import section_of
from firemode_desktop.domain.words import BaselineKind, DoorConfiguration

ENOUGH = 3
"""So many values of one kind and case are needed before one of them is called odd."""
CLOSED, OPEN = DoorConfiguration.ALL_CLOSED.value, DoorConfiguration.EVAC_DOORS_OPEN.value
Values = Mapping[Location, Decimal]
"""What each location reads, in Pa, m/s or N."""


class AdviceCode(StrEnum):
    """What a piece of advice is about; the code of an import's warning."""

    UNIT_SLIP = "unit_slip"
    MISPLACED_FLOOR = "misplaced_floor"
    OPEN_CLOSE_TO_CLOSED = "open_close_to_closed"
    DOOR_FORCE_DISAGREES = "door_force_disagrees"

    @property
    def label(self) -> str:
        """What it is called in a list."""
        return _LABELS[self]


_LABELS = {
    AdviceCode.UNIT_SLIP: "Another unit?",
    AdviceCode.MISPLACED_FLOOR: "Wrong floor?",
    AdviceCode.OPEN_CLOSE_TO_CLOSED: "Doors really open?",
    AdviceCode.DOOR_FORCE_DISAGREES: "Force and pressure disagree",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """One check of the physics: the locations it is about (the first is where to look), its verdict, one sentence.

    ``numbers`` are SI.
    """

    code: AdviceCode
    locations: tuple[Location, ...]
    verdict: Agreement
    message: str
    numbers: Mapping[str, Decimal] = field(default_factory=dict)


def advise(values: Values, survey: Survey) -> tuple[Advice, ...]:
    """Every check that can be put to ``values``; places, heights and door sizes are those of ``survey``.

    What looks as if read in another unit is left out of the other checks. What is out of service is left out of all.
    """
    shafts = section_of(survey).shafts
    served = _served(values, survey, shafts)
    slips = tuple(_unit_slips(served))
    doubtful = {location for one in slips for location in one.locations}
    sound = {location: value for location, value in served.items() if location not in doubtful} if slips else served
    profiles = (one for shaft in shafts for case in (CLOSED, OPEN) for one in _profile(sound, shaft, case))
    pairs = (one for shaft in shafts for one in _open_and_closed(sound, shaft))
    return (*slips, *profiles, *pairs, *_door_forces(sound, survey, shafts))


def asking(found: Iterable[Advice]) -> tuple[Advice, ...]:
    """Those that ask for a second look."""
    return tuple(one for one in found if one.verdict is Agreement.SUSPECT)


def _served(values: Values, survey: Survey, shafts: Sequence[Shaft]) -> dict[Location, Decimal]:
    """The values of what is in service today, on floors that are."""
    floors = {cell.floor_id for shaft in shafts for cell in shaft.cells}
    openings = (*survey.doors, *survey.doorways)
    served = floors | {one.id for one in openings if one.floor_id in floors and one.serves(survey.today)}
    return {location: value for location, value in values.items() if location[2] in served}


def _unit_slips(values: Values) -> Iterator[Advice]:
    groups: dict[tuple[BaselineKind, Case], list[tuple[Location, Decimal]]] = defaultdict(list)
    for location, value in values.items():
        groups[location[0], location[3]].append((location, value))
    for (kind, _), group in groups.items():
        yield from _slips_of(kind, group)


def _slips_of(kind: BaselineKind, group: Sequence[tuple[Location, Decimal]]) -> Iterator[Advice]:
    """One for all values of a kind and case where all of them are far from usual, else one for each that stands out."""
    middle = Decimal(median(value for _, value in group))
    measure = MEASURES[kind]
    if (everywhere := unit_slip(middle, measure)) is not None:
        alike = tuple(location for location, value in group if unit_slip(value, measure) is not None)
        more = f" {len(alike)} values look so." if len(alike) > 1 else ""
        numbers = {"measured": everywhere.read, "converted": everywhere.value}
        message = f"{slip_in_words(everywhere)}{more}"
        yield Advice(AdviceCode.UNIT_SLIP, alike or (group[0][0],), Agreement.SUSPECT, message, numbers)
        return
    for location, value in group if len(group) >= ENOUGH else ():
        slip = unit_slip(value, measure, [middle])
        if slip is not None:
            message = f"{slip_in_words(slip)} The others are about {plain(round_half_even(middle, 1))} {slip.into}."
            numbers = {"measured": value, "converted": slip.value, "others": middle}
            yield Advice(AdviceCode.UNIT_SLIP, (location,), Agreement.SUSPECT, message, numbers)


def _profile(values: Values, shaft: Shaft, case: str) -> Iterator[Advice]:
    """The pressures of a stair over its height, with all doors in one configuration."""
    points = {
        location: ProfilePoint(cell.level, cell.bottom_m, values[location])
        for cell in shaft.cells
        if (location := _pressure(shaft.stair_id, cell.floor_id, case)) in values
    }
    if not points:
        return
    checks = check_profile(shaft.name, tuple(points.values()))
    odd = {location: check for check in suspects(checks) for location in _at(points, check)}
    for one, other in _exchanged(shaft.name, points, tuple(odd)):
        yield _swap(one, other, points, odd)
        del odd[one], odd[other]
    code = AdviceCode.MISPLACED_FLOOR
    yield from (Advice(code, (where,), check.verdict, check.message, check.numbers) for where, check in odd.items())
    yield from (_told(code, tuple(points), check) for check in checks if check.verdict is not Agreement.SUSPECT)


def _at(points: Mapping[Location, ProfilePoint], check: PhysicsCheck) -> tuple[Location, ...]:
    return tuple(location for location, point in points.items() if point.floor == check.place)


def _exchanged(
    stair: str, points: Mapping[Location, ProfilePoint], odd: Sequence[Location]
) -> list[tuple[Location, Location]]:
    """Pairs of odd readings that would both lie on the line if each stood at the other's floor, the nearest first."""
    found: list[tuple[Location, Location]] = []
    pairs = combinations(odd, 2)
    for one, other in sorted(pairs, key=lambda pair: abs(points[pair[0]].height_m - points[pair[1]].height_m)):
        if any(place in pair for pair in found for place in (one, other)):
            continue
        changed = dict(points)
        changed[one] = replace(points[one], pressure_pa=points[other].pressure_pa)
        changed[other] = replace(points[other], pressure_pa=points[one].pressure_pa)
        still = {check.place for check in suspects(check_profile(stair, tuple(changed.values())))}
        if not still & {points[one].floor, points[other].floor}:
            found.append((one, other))
    return found


def _swap(
    one: Location, other: Location, points: Mapping[Location, ProfilePoint], odd: Mapping[Location, PhysicsCheck]
) -> Advice:
    here, there = points[one], points[other]
    message = (
        f"{here.floor} reads {plain(here.pressure_pa)} Pa and {there.floor} {plain(there.pressure_pa)} Pa; exchanged, "
        "both would agree with their neighbours: were the two floors taken for each other?"
    )
    numbers = {
        "measured_pa": here.pressure_pa,
        "expected_pa": odd[one].numbers["expected_pa"],
        "other_measured_pa": there.pressure_pa,
        "other_expected_pa": odd[other].numbers["expected_pa"],
    }
    return Advice(AdviceCode.MISPLACED_FLOOR, (one, other), Agreement.SUSPECT, message, numbers)


def _open_and_closed(values: Values, shaft: Shaft) -> Iterator[Advice]:
    """Each floor's pressure with the evacuation doors open against the one with all doors closed."""
    for cell in shaft.cells:
        opened, closed = (_pressure(shaft.stair_id, cell.floor_id, case) for case in (OPEN, CLOSED))
        if opened in values or closed in values:
            check = check_open_against_closed(cell.level, values.get(closed), values.get(opened))
            yield _told(AdviceCode.OPEN_CLOSE_TO_CLOSED, (opened, closed), check)


def _door_forces(values: Values, survey: Survey, shafts: Sequence[Shaft]) -> Iterator[Advice]:
    """The pressure that a door's forces imply against its floor's, where the door's size is known."""
    forced = {location[2] for location in values if location[0] is BaselineKind.DOOR_FORCE}
    stairs = {shaft.stair_id for shaft in shafts}
    for door in survey.doors:
        if door.id in forced and door.stair_id in stairs and door.floor_id is not None:
            yield _door_force(values, door, door.floor_id)


def _door_force(values: Values, door: Place, floor_id: UUID) -> Advice:
    on, off = ((BaselineKind.DOOR_FORCE, door.stair_id, door.id, active) for active in (True, False))
    pressure = _pressure(door.stair_id, floor_id, CLOSED)
    width = door.width_m if door.width_m is not None and door.width_m > HANDLE_FROM_EDGE_M else None
    forces = values.get(on), values.get(off)
    check = check_door_force(door.name, *forces, width, door.height_m, values.get(pressure))
    return _told(AdviceCode.DOOR_FORCE_DISAGREES, (on, off, pressure), check)


def _pressure(stair_id: UUID, floor_id: UUID, case: str) -> Location:
    return BaselineKind.PRESSURE, stair_id, floor_id, case


def _told(code: AdviceCode, locations: tuple[Location, ...], check: PhysicsCheck) -> Advice:
    return Advice(code, locations, check.verdict, check.message, check.numbers)
