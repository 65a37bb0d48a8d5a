"""A building cut open, read from the database in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, literal, select, union_all
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, load_only

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.section import Cell, Reading, Section, doubted
from firemode_desktop.domain.standing import Measure, Tally
from firemode_desktop.domain.words import DoorConfiguration, InstanceStatus, SessionStatus
from firemode_desktop.models import (
    BaselineAirVelocity,
    BaselineDoorForce,
    BaselinePressureDifferential,
    Door,
    DoorScenario,
    Doorway,
    Floor,
    TestInstance,
    TestSession,
)
from firemode_desktop.queries import standard
from firemode_desktop.queries.site import in_service
from firemode_desktop.services.overview import cards
from firemode_desktop.services.overview.cards import Cards
from firemode_desktop.services.overview.finding import named
from firemode_desktop.services.overview.reading import MEASURED, SHOWN, case_of, corrections, reading_of
from firemode_desktop.services.overview.shafts import plan

Baselines = Mapping[UUID, Sequence[tuple[Measure, str, Decimal]]]
DONE = (InstanceStatus.COMPLETED.value, InstanceStatus.SKIPPED.value, InstanceStatus.FAILED.value)


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole page."""

    section: Section
    cards: Cards
    today: date
    """The day it is at the building."""


@dataclass(slots=True)
class _Parts:
    """What was read, by floor, before it is put together."""

    doorways: int = 0
    readings: dict[UUID, list[Reading]] = field(default_factory=lambda: defaultdict(list))
    baselines: dict[UUID, list[tuple[Measure, str, Decimal]]] = field(default_factory=lambda: defaultdict(list))
    tallies: dict[UUID, Tally] = field(default_factory=dict)
    due: dict[UUID, set[tuple[Measure, str]]] = field(default_factory=lambda: defaultdict(set))


def overview(session: Session, building_id: UUID, at: datetime) -> Overview:
    """The section of a building and its cards, in twenty-one statements at most.

    Raises:
        Missing: there is no such building.
    """
    name, zone = named(session, building_id)
    today = at.astimezone(zone).date()
    bare = plan(session, building_id, name, today)
    stair_ids = [shaft.stair_id for shaft in bare.shafts]
    latest = cards.latest_session(session, building_id)
    parts = _Parts()
    _count_openings(session, stair_ids, today, parts)
    _read_latest(session, stair_ids, today, zone, parts)
    _read_baselines(session, building_id, today, parts)
    if latest is not None:
        _read_tallies(session, latest.session_id, parts)
        _read_due(session, latest.session_id, parts)
    shafts = tuple(doubted(replace(shaft, cells=_cells(shaft.cells, parts))) for shaft in bare.shafts)
    limits = _limits(session, building_id, today)
    section = replace(bare, shafts=shafts, limits=limits, session_name=latest.name if latest else "")
    return Overview(section, _cards(session, building_id, today, latest, section, parts), today)


def _cards(
    session: Session,
    building_id: UUID,
    today: date,
    latest: cards.SessionCard | None,
    section: Section,
    parts: _Parts,
) -> Cards:
    faults, critical = cards.open_faults(session, building_id)
    instruments, expiring = cards.calibrations(session, building_id, today)
    scenarios = session.scalar(select(func.count()).where(DoorScenario.building_id == building_id)) or 1
    floors, doors = len(list(section.cells())), sum(len(cell.doors) for cell in section.cells())
    expected = len(DoorConfiguration) * floors + scenarios * parts.doorways + 2 * doors
    return Cards(
        session=latest,
        open_faults=faults,
        critical_faults=critical,
        baselines=sum(len(rows) for rows in parts.baselines.values()),
        baselines_expected=expected,
        instruments=instruments,
        calibrations=expiring,
        due=cards.next_due(session, building_id),
    )


def _cells(floors: Sequence[Cell], parts: _Parts) -> tuple[Cell, ...]:
    """The floors with what was read on them."""
    return tuple(
        replace(
            cell,
            readings=tuple(sorted(parts.readings[cell.floor_id], key=lambda reading: natural_key(reading.place))),
            tested=parts.tallies.get(cell.floor_id, Tally()),
            baselines=tuple(parts.baselines[cell.floor_id]),
            due=frozenset(parts.due[cell.floor_id]),
        )
        for cell in floors
    )


def _count_openings(session: Session, stair_ids: Sequence[UUID], today: date, parts: _Parts) -> None:
    counted = select(func.count()).where(Doorway.stair_id.in_(stair_ids), *in_service(Doorway, today))
    parts.doorways = session.scalar(counted) or 0


def _read_latest(session: Session, stair_ids: Sequence[UUID], today: date, zone: ZoneInfo, parts: _Parts) -> None:
    """The latest test of every place that was carried out, in sessions that were not cancelled."""
    place = (
        TestInstance.floor_id,
        TestInstance.measurement_type,
        TestInstance.door_id,
        TestInstance.doorway_id,
        TestInstance.door_configuration,
        TestInstance.door_scenario,
        TestInstance.pressurization_active,
    )
    when = func.coalesce(TestInstance.completed_at, TestInstance.recorded_at, TestInstance.updated_at)
    query = (
        select(
            TestInstance,
            TestSession.session_name,
            func.coalesce(Door.door_identifier, Doorway.doorway_identifier, Floor.floor_level),
        )
        .join(TestSession, TestSession.id == TestInstance.session_id)
        .join(Floor, Floor.floor_id == TestInstance.floor_id)
        .outerjoin(Door, Door.door_id == TestInstance.door_id)
        .outerjoin(Doorway, Doorway.doorway_id == TestInstance.doorway_id)
        .where(
            TestInstance.stair_id.in_(stair_ids),
            TestInstance.measurement_type.in_(MEASURED),
            TestInstance.status.in_(DONE),
            TestSession.status != SessionStatus.CANCELLED.value,
            *in_service(Door, today),
            *in_service(Doorway, today),
        )
        .ext(distinct_on(*place))
        .order_by(*place, when.desc())
        .options(load_only(*SHOWN))
    )
    rows = session.execute(query).all()
    corrected = corrections(session, [instance.instance_id for instance, _, _ in rows])
    for instance, session_name, name in rows:
        assert instance.floor_id is not None
        correction = corrected.get(instance.instance_id)
        reading = reading_of(instance, session_name or "Session", name, zone, correction)
        parts.readings[instance.floor_id].append(reading)


def _read_baselines(session: Session, building_id: UUID, today: date, parts: _Parts) -> None:
    """The current baselines of everything in service, by floor."""

    def current(kind: type[Any]) -> tuple[Any, ...]:
        return kind.building_id == building_id, kind.superseded_date.is_(None), kind.withdrawn_at.is_(None)

    pressure, velocity, force = BaselinePressureDifferential, BaselineAirVelocity, BaselineDoorForce
    rows = session.execute(
        union_all(
            select(
                literal(Measure.PRESSURE.value), pressure.floor_id, pressure.door_configuration, pressure.pressure_pa
            )
            .join(Floor, Floor.floor_id == pressure.floor_id)
            .where(*current(pressure), *in_service(Floor, today)),
            select(literal(Measure.VELOCITY.value), Doorway.floor_id, velocity.door_scenario, velocity.velocity_ms)
            .join(Doorway, Doorway.doorway_id == velocity.doorway_id)
            .where(*current(velocity), *in_service(Doorway, today)),
            select(
                literal(Measure.FORCE.value),
                Door.floor_id,
                case((force.pressurization_active, "active"), else_="inactive"),
                force.force_newtons,
            )
            .join(Door, Door.door_id == force.door_id)
            .where(*current(force), *in_service(Door, today)),
        )
    )
    for measure, floor_id, condition, value in rows:
        parts.baselines[floor_id].append((Measure(measure), condition, value))


def _read_tallies(session: Session, session_id: UUID, parts: _Parts) -> None:
    rows = session.execute(
        select(TestInstance.floor_id, *cards.tallies())
        .where(TestInstance.session_id == session_id, TestInstance.floor_id.isnot(None))
        .group_by(TestInstance.floor_id)
    ).all()
    parts.tallies.update({row[0]: Tally(*row[1:]) for row in rows if row[0] is not None})


def _read_due(session: Session, session_id: UUID, parts: _Parts) -> None:
    """What the session has still to read, by floor."""
    waiting = session.scalars(
        select(TestInstance)
        .where(
            TestInstance.session_id == session_id,
            TestInstance.floor_id.isnot(None),
            TestInstance.measurement_type.in_(MEASURED),
            TestInstance.status.not_in(DONE),
        )
        .options(load_only(*SHOWN))
    )
    for instance in waiting:
        measure = Measure.of(instance.measurement_type)
        if measure is not None and instance.floor_id is not None:
            parts.due[instance.floor_id].add((measure, case_of(instance)))


def _limits(session: Session, building_id: UUID, today: date) -> tuple[tuple[Measure, Limits], ...]:
    """The limits that the building is judged by today, by measure."""
    rules = standard.rules_in_force(session, today, standard.rule_set_of(session, building_id))
    found = {
        Measure.of(kind): Limits(rule.min_threshold, rule.max_threshold, rule.unit or "")
        for kind, rule in rules.items()
    }
    return tuple((measure, limits) for measure, limits in found.items() if measure is not None)
