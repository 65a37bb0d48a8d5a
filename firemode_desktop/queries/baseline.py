"""Baselines: the current one of a location, the one that held on a day, and all there ever were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.models import (
    Baseline,
    BaselineAirVelocity,
    BaselineDoorForce,
    BaselinePressureDifferential,
    ImportBatch,
)

WORST_CASE = "worst_case_3_doors_open"
"""The door scenario of a building that names none (source, migration 003)."""

TABLES: Mapping[BaselineKind, type[Baseline]] = {
    BaselineKind.PRESSURE: BaselinePressureDifferential,
    BaselineKind.VELOCITY: BaselineAirVelocity,
    BaselineKind.DOOR_FORCE: BaselineDoorForce,
}

Kind = TypeVar("Kind", bound=Baseline)


def is_current(table: type[Baseline]) -> ColumnElement[bool]:
    """The condition that a baseline is neither superseded nor withdrawn."""
    return and_(table.superseded_date.is_(None), table.withdrawn_at.is_(None))


def holds_on(table: type[Baseline], day: date) -> ColumnElement[bool]:
    """The condition that a baseline held on ``day``: ``commissioned_date ≤ day < superseded_date``, not withdrawn."""
    return and_(table.withdrawn_at.is_(None), dated_on(table, day))


def dated_on(table: type[Baseline], day: date) -> ColumnElement[bool]:
    """The condition on its dates alone, withdrawn or not: ``commissioned_date ≤ day < superseded_date``."""
    return and_(table.commissioned_date <= day, or_(table.superseded_date.is_(None), table.superseded_date > day))


def current_pressure(
    session: Session, stair_id: UUID, floor_id: UUID, door_configuration: str
) -> BaselinePressureDifferential | None:
    """The current pressure baseline of a floor."""
    table = BaselinePressureDifferential
    return _one(session, table, _pressure(stair_id, floor_id, door_configuration), is_current(table))


def baseline_pressure_on(
    session: Session, stair_id: UUID, floor_id: UUID, door_configuration: str, day: date
) -> BaselinePressureDifferential | None:
    """The pressure baseline of a floor that held on ``day``."""
    table = BaselinePressureDifferential
    return _one(session, table, _pressure(stair_id, floor_id, door_configuration), holds_on(table, day))


def pressure_history(
    session: Session, stair_id: UUID, floor_id: UUID, door_configuration: str
) -> list[BaselinePressureDifferential]:
    """All pressure baselines of a floor, withdrawn ones too, the oldest first."""
    return _all(session, BaselinePressureDifferential, _pressure(stair_id, floor_id, door_configuration))


def current_velocity(session: Session, doorway_id: UUID, door_scenario: str = WORST_CASE) -> BaselineAirVelocity | None:
    """The current velocity baseline of a doorway."""
    table = BaselineAirVelocity
    return _one(session, table, _velocity(doorway_id, door_scenario), is_current(table))


def baseline_velocity_on(
    session: Session, doorway_id: UUID, door_scenario: str, day: date
) -> BaselineAirVelocity | None:
    """The velocity baseline of a doorway that held on ``day``."""
    table = BaselineAirVelocity
    return _one(session, table, _velocity(doorway_id, door_scenario), holds_on(table, day))


def velocity_history(session: Session, doorway_id: UUID, door_scenario: str = WORST_CASE) -> list[BaselineAirVelocity]:
    """All velocity baselines of a doorway, withdrawn ones too, the oldest first."""
    return _all(session, BaselineAirVelocity, _velocity(doorway_id, door_scenario))


def current_door_force(session: Session, door_id: UUID, pressurization_active: bool = True) -> BaselineDoorForce | None:
    """The current force baseline of a door."""
    table = BaselineDoorForce
    return _one(session, table, _force(door_id, pressurization_active), is_current(table))


def baseline_door_force_on(
    session: Session, door_id: UUID, pressurization_active: bool, day: date
) -> BaselineDoorForce | None:
    """The force baseline of a door that held on ``day``."""
    table = BaselineDoorForce
    return _one(session, table, _force(door_id, pressurization_active), holds_on(table, day))


def door_force_history(session: Session, door_id: UUID, pressurization_active: bool = True) -> list[BaselineDoorForce]:
    """All force baselines of a door, withdrawn ones too, the oldest first."""
    return _all(session, BaselineDoorForce, _force(door_id, pressurization_active))


def current_baselines(session: Session, table: type[Kind], building_id: UUID) -> list[Kind]:
    """All current baselines of one kind in a building, in no particular order."""
    return list(session.scalars(select(table).where(table.building_id == building_id, is_current(table))))


def current_counts(session: Session, building_id: UUID) -> dict[BaselineKind, int]:
    """How many current baselines of each kind a building has."""
    return {
        kind: session.scalar(
            select(func.count()).select_from(table).where(table.building_id == building_id, is_current(table))
        )
        or 0
        for kind, table in TABLES.items()
    }


def batches(session: Session, building_id: UUID) -> list[ImportBatch]:
    """The imports of a building, the latest first."""
    return list(
        session.scalars(
            select(ImportBatch)
            .where(ImportBatch.building_id == building_id)
            .order_by(ImportBatch.recorded_at.desc(), ImportBatch.batch_id)
        )
    )


def _pressure(stair_id: UUID, floor_id: UUID, door_configuration: str) -> ColumnElement[bool]:
    table = BaselinePressureDifferential
    return and_(
        table.stair_id == stair_id, table.floor_id == floor_id, table.door_configuration == str(door_configuration)
    )


def _velocity(doorway_id: UUID, door_scenario: str) -> ColumnElement[bool]:
    return and_(BaselineAirVelocity.doorway_id == doorway_id, BaselineAirVelocity.door_scenario == door_scenario)


def _force(door_id: UUID, pressurization_active: bool) -> ColumnElement[bool]:
    table = BaselineDoorForce
    return and_(table.door_id == door_id, table.pressurization_active.is_(pressurization_active))


def _one(session: Session, table: type[Kind], place: ColumnElement[bool], when: ColumnElement[bool]) -> Kind | None:
    """The one baseline of a place; the database sees to it that there are no two."""
    return session.scalars(select(table).where(place, when)).one_or_none()


def _all(session: Session, table: type[Kind], place: ColumnElement[bool]) -> list[Kind]:
    return list(session.scalars(select(table).where(place).order_by(table.commissioned_date, table.recorded_at)))
