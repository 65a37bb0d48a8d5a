"""The workbook to fill in: one row a location of this building, with what is on record already.

What comes out goes back in unchanged: an import of a template nobody touched writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from firemode_desktop.domain.baselines import BaselineFacts, Case, Place, Survey
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.forms import DOOR_FORCE, POINTS, PRESSURE, VELOCITY
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.words import BaselineKind, DoorConfiguration
from firemode_desktop.exports.book import Content, add_form, new_book, to_bytes

Row = dict[str, Content]


def baseline_template(survey: Survey) -> bytes:
    """The canonical baseline workbook of a building, filled with its current baselines."""
    book = new_book()
    stairs = [stair.name for stair in _stairs(survey)]
    add_form(book, PRESSURE, _pressures(survey), {"stair": stairs})
    add_form(book, VELOCITY, _velocities(survey), {"stair": stairs, "door_scenario": survey.door_scenarios})
    add_form(book, DOOR_FORCE, _forces(survey), {"stair": stairs})
    return to_bytes(book)


def _stairs(survey: Survey) -> list[Place]:
    return sorted(
        (stair for stair in survey.stairs if stair.serves(survey.today)), key=lambda stair: natural_key(stair.name)
    )


def _floors(survey: Survey, stair: Place) -> list[Place]:
    """The floors of a stair from the bottom up."""
    floors = (floor for floor in survey.floors if floor.stair_id == stair.id and floor.serves(survey.today))
    return sorted(floors, key=lambda floor: (floor.number or 0, natural_key(floor.name)))


def _openings(survey: Survey, places: tuple[Place, ...]) -> Iterator[tuple[Place, Place, Place]]:
    """Stair, floor and each door or doorway of it, in walking order."""
    for stair in _stairs(survey):
        for floor in _floors(survey, stair):
            found = (place for place in places if place.floor_id == floor.id and place.serves(survey.today))
            for place in sorted(found, key=lambda place: natural_key(place.name)):
                yield stair, floor, place


def _facts(survey: Survey, kind: BaselineKind, stair: Place, place: Place, case: Case) -> BaselineFacts | None:
    standing = survey.current((kind, stair.id, place.id, case))
    return None if standing is None else standing.facts


def _commissioned(facts: BaselineFacts) -> Row:
    return {"commissioned_date": facts.commissioned_date, "commissioned_by": facts.commissioned_by}


def _pressures(survey: Survey) -> Iterator[Mapping[str, Content]]:
    for stair in _stairs(survey):
        for floor in _floors(survey, stair):
            for configuration in DoorConfiguration.values():
                row: Row = {"stair": stair.name, "floor": floor.name, "door_configuration": configuration}
                if facts := _facts(survey, BaselineKind.PRESSURE, stair, floor, configuration):
                    row |= _commissioned(facts) | {
                        "pressure_pa": facts.value,
                        "commissioning_report_ref": facts.commissioning_report_ref,
                        "temp_c": facts.temp_c,
                        "humidity_pct": facts.humidity_pct,
                        "wind_ms": facts.wind_ms,
                    }
                row["design_setpoint_pa"] = survey.setpoints.get((stair.id, configuration))
                yield row


def _velocities(survey: Survey) -> Iterator[Mapping[str, Content]]:
    for stair, floor, doorway in _openings(survey, survey.doorways):
        for scenario in survey.door_scenarios:
            row: Row = {"stair": stair.name, "floor": floor.name, "doorway": doorway.name, "door_scenario": scenario}
            if facts := _facts(survey, BaselineKind.VELOCITY, stair, doorway, scenario):
                row |= _commissioned(facts) | dict(zip(POINTS, facts.points or (), strict=False))
                row["velocity_ms"] = _stated(facts)
            yield row


def _stated(facts: BaselineFacts) -> Decimal | None:
    """The velocity, where it is not simply the mean of the points beside it."""
    if facts.points is not None and round_half_even(Grid.of(facts.points).mean, 3) == facts.value:
        return None
    return facts.value


def _forces(survey: Survey) -> Iterator[Mapping[str, Content]]:
    for stair, floor, door in _openings(survey, survey.doors):
        for active in (True, False):
            row: Row = {
                "stair": stair.name,
                "floor": floor.name,
                "door": door.name,
                "pressurization_active": "yes" if active else "no",
            }
            if facts := _facts(survey, BaselineKind.DOOR_FORCE, stair, door, active):
                row |= _commissioned(facts)
                row |= {"force_newtons": facts.value, "measurement_position": facts.measurement_position}
            yield row
