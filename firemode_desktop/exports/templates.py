"""The workbook to fill in: one row a location of this building, with what is on record already.

What comes out goes back in unchanged: an import of a template nobody touched writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from firemode_desktop import __version__
from firemode_desktop.domain.baselines import ALLOWED, BaselineFacts, Case, Place, Survey
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.forms import BASELINE_COLUMNS, BASELINE_FORMS, POINTS, PRESSURE
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.words import BaselineKind, DoorConfiguration
from firemode_desktop.exports.book import Content, new_book, to_bytes
from firemode_desktop.exports.form_sheet import add_form

Row = dict[str, Content]
LOCKED: Mapping[BaselineKind, tuple[str, ...]] = {
    kind: tuple(dict.fromkeys(("stair", "floor", named.place, named.case))) for kind, named in BASELINE_COLUMNS.items()
}
"""The columns that say where and in which case."""


@dataclass(frozen=True, slots=True)
class Template:
    """A workbook to fill in, and how many rows each of its sheets has."""

    content: bytes
    rows: Mapping[str, int]


def baseline_template(
    survey: Survey,
    *,
    kinds: Collection[BaselineKind] = (),
    blank: bool = False,
    made_by: str = f"FireMode Desktop {__version__}",
) -> Template:
    """The canonical baseline workbook of a building, one row a location in service, filled with what is on record.

    ``kinds`` are the sheets that are wanted (all when there are none); ``blank`` leaves the names alone in each row.
    """
    known = replace(survey, baselines={}, setpoints={}) if blank else survey
    book = new_book(f"{survey.building}: baselines", made_by)
    offered = {
        "stair": [stair.name for stair in _stairs(survey)],
        "floor": list(dict.fromkeys(floor.name for stair in _stairs(survey) for floor in _floors(survey, stair))),
        "door_scenario": survey.door_scenarios,
    }
    counts = {}
    for kind in [kind for kind in BASELINE_FORMS if kind in (kinds or BASELINE_FORMS)]:
        form, rows = BASELINE_FORMS[kind], list(_ROWS[kind](known))
        add_form(book, form, rows, offered, LOCKED[kind])
        counts[form.title] = len(rows)
    return Template(to_bytes(book, survey.today), counts)


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
                row["design_setpoint_pa"] = _setpoint(survey, stair, configuration)
                yield row


def _setpoint(survey: Survey, stair: Place, configuration: str) -> Decimal | None:
    """The design setpoint in Pa, unless it is one that a sheet may not hold."""
    setpoint = survey.setpoints.get((stair.id, configuration))
    allowed = PRESSURE.column("design_setpoint_pa").limits
    return setpoint if setpoint is not None and allowed.contains(setpoint) else None


def _velocities(survey: Survey) -> Iterator[Mapping[str, Content]]:
    for stair, floor, doorway in _openings(survey, survey.doorways):
        for scenario in survey.door_scenarios:
            row: Row = {"stair": stair.name, "floor": floor.name, "doorway": doorway.name, "door_scenario": scenario}
            if facts := _facts(survey, BaselineKind.VELOCITY, stair, doorway, scenario):
                row |= _commissioned(facts) | dict(zip(POINTS, facts.points or (), strict=False))
                row["velocity_ms"] = _stated(facts)
            yield row


def _stated(facts: BaselineFacts) -> Decimal | None:
    """The velocity, where the mean of the points beside it does not say the same, or may not stand by itself."""
    if facts.points is None:
        return facts.value
    mean = Grid.of(facts.points).mean
    says_it = round_half_even(mean, 3) == facts.value and ALLOWED[BaselineKind.VELOCITY].contains(mean)
    return None if says_it else facts.value


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


_ROWS: Mapping[BaselineKind, Callable[[Survey], Iterator[Mapping[str, Content]]]] = {
    BaselineKind.PRESSURE: _pressures,
    BaselineKind.VELOCITY: _velocities,
    BaselineKind.DOOR_FORCE: _forces,
}
