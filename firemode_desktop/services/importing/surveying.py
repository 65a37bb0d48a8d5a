"""The picture of a building, or of a session, that a file is held against; read in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from firemode_desktop.domain.baselines import BaselineFacts, Location, Place, Standing, Survey
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.words import DEFAULT_RULE_SET, BaselineKind, MeasurementType
from firemode_desktop.imports.results.survey import KnownFile, KnownInstrument, ResultsSurvey
from firemode_desktop.models import Building, Instrument
from firemode_desktop.queries import standard
from firemode_desktop.queries.baseline import WORST_CASE
from firemode_desktop.services.testing.bench import as_rule, load

_PLACES: Mapping[str, str] = {
    "stairs": """
        SELECT stair_id, stair_name, stair_id, NULL::uuid, NULL::int, decommissioned_on, NULL::numeric, NULL::numeric
        FROM stairs""",
    "floors": """
        SELECT floor_id, floor_level, stair_id, NULL::uuid, floor_number, decommissioned_on, NULL::numeric, height_m
        FROM floors""",
    "doors": """
        SELECT door_id, door_identifier, stair_id, floor_id, NULL::int, decommissioned_on, width_m, height_m
        FROM doors""",
    "doorways": """
        SELECT doorway_id, doorway_identifier, stair_id, floor_id, NULL::int, decommissioned_on, width_m, height_m
        FROM doorways""",
}


def _condition(name: str) -> str:
    found = f"environmental_conditions -> '{name}'"
    return f"CASE WHEN jsonb_typeof({found}) = 'number' THEN ({found})::numeric END AS {name}"


_COMMON = "baseline_id, stair_id, commissioned_date, commissioned_by, provenance, superseded_date"
_BASELINES: Mapping[BaselineKind, str] = {
    BaselineKind.PRESSURE: f"""
        SELECT {_COMMON}, floor_id AS place, door_configuration AS "case", pressure_pa AS value,
               commissioning_report_ref, {_condition("temp_c")}, {_condition("humidity_pct")}, {_condition("wind_ms")}
        FROM baseline_pressure_differentials""",
    BaselineKind.VELOCITY: f"""
        SELECT {_COMMON}, doorway_id AS place, door_scenario AS "case", velocity_ms AS value,
               CASE WHEN jsonb_array_length(measurement_points) = 9 THEN
                   (SELECT array_agg((point -> 'velocity_ms')::numeric ORDER BY (point -> 'point')::int)
                    FROM jsonb_array_elements(measurement_points) AS point) END AS points
        FROM baseline_air_velocities""",
    BaselineKind.DOOR_FORCE: f"""
        SELECT {_COMMON}, door_id AS place, pressurization_active AS "case", force_newtons AS value,
               measurement_position
        FROM baseline_door_forces""",
}
_ON_RECORD = """
    WHERE building_id = :building AND withdrawn_at IS NULL
      AND (superseded_date IS NULL OR superseded_date > commissioned_date)
    ORDER BY commissioned_date"""
_NOT_FACTS = ("baseline_id", "stair_id", "place", "case", "superseded_date")


def survey(session: Session, building_id: UUID, today: date) -> Survey:
    """What of a building is needed to read a file of baselines. ``today`` is the building's own date.

    Raises:
        Missing: there is no such building.
    """
    building = session.get(Building, building_id)
    if building is None:
        raise Missing("There is no such building.", [str(building_id)])
    places = {name: _places(session, name, building_id) for name in _PLACES}
    rules = standard.rules_in_force(session, today, building.rule_set or DEFAULT_RULE_SET)
    return Survey(
        building_id,
        building.name,
        today,
        door_scenarios=_scenarios(session, building_id),
        baselines=_baselines(session, building_id),
        setpoints=_setpoints(session, building_id),
        rules={MeasurementType(name): as_rule(rule) for name, rule in rules.items()},
        **places,
    )


def _places(session: Session, name: str, building_id: UUID) -> tuple[Place, ...]:
    rows = session.execute(text(f"{_PLACES[name]} WHERE building_id = :building"), {"building": building_id})
    return tuple(sorted((Place(*row) for row in rows), key=lambda place: natural_key(place.name)))


def _scenarios(session: Session, building_id: UUID) -> tuple[str, ...]:
    """The building's door scenarios; the default alone where it names none."""
    names = session.scalars(
        text("SELECT scenario_name FROM door_scenarios WHERE building_id = :building"), {"building": building_id}
    )
    return tuple(sorted(names, key=natural_key)) or (WORST_CASE,)


def _baselines(session: Session, building_id: UUID) -> dict[Location, tuple[Standing, ...]]:
    """Every period that is on record, by location, the oldest first."""
    found: dict[Location, tuple[Standing, ...]] = {}
    for kind, query in _BASELINES.items():
        rows = session.execute(text(query + _ON_RECORD), {"building": building_id})
        names = tuple(rows.keys())
        key, stair, place, case, ends = map(names.index, _NOT_FACTS)
        told = [(name, at) for at, name in enumerate(names) if name not in _NOT_FACTS]
        for row in rows:
            standing = Standing(row[key], _facts({name: row[at] for name, at in told}), row[ends])
            location = (kind, row[stair], row[place], row[case])
            found[location] = (*found.get(location, ()), standing)
    return found


def _facts(told: dict[str, Any]) -> BaselineFacts:
    if told.get("points") is not None:
        told["points"] = tuple(told["points"])
    return BaselineFacts(**told)


def _setpoints(session: Session, building_id: UUID) -> dict[tuple[UUID, str], Decimal]:
    rows = session.execute(
        text("""
            SELECT stair_id, door_configuration, setpoint FROM design_setpoints
            WHERE building_id = :building AND measurement_type = 'pressure_differential'
              AND door_configuration IS NOT NULL"""),
        {"building": building_id},
    )
    return {(stair, configuration): setpoint for stair, configuration, setpoint in rows}


def results_survey(session: Session, session_id: UUID, at: datetime) -> ResultsSurvey:
    """What of a session is needed to read a workbook of its results; ``at`` is now.

    Raises:
        Missing: there is no such session.
    """
    bench = load(session, session_id)
    known = session.execute(
        select(Instrument.id, Instrument.serial_number, Instrument.instrument_type).order_by(Instrument.id)
    )
    return ResultsSurvey(
        session_id,
        bench.visit.building_id,
        bench.visit.session_name or "",
        bench.zone,
        bench.local_day(at),
        bench.day,
        {instance.scoped_identifier: bench.test(instance) for instance in bench.instances},
        tuple(KnownInstrument(key, serial, kind) for key, serial, kind in known if serial),
        _evidence(session, session_id),
    )


def _evidence(session: Session, session_id: UUID) -> dict[str, tuple[KnownFile, ...]]:
    """The files that are on record for each test, by identifier."""
    rows = session.execute(
        text("""
            SELECT t.scoped_identifier, e.original_name, e.file_hash_sha256 FROM evidence_records e
            JOIN test_instances t ON t.instance_id = e.instance_id
            WHERE t.session_id = :session AND e.original_name IS NOT NULL"""),
        {"session": session_id},
    )
    found: dict[str, tuple[KnownFile, ...]] = {}
    for identifier, name, sha256 in rows:
        found[identifier] = (*found.get(identifier, ()), KnownFile(name, sha256))
    return found
