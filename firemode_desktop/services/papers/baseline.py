"""The baseline of a building as it was in force on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.baselines import MEASURES, Location
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.completeness import BaselineCell, KindMatrix, Mark, PlaceRow, case_title, matrix, shown
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Missing, Refused
from firemode_desktop.domain.names import folded
from firemode_desktop.domain.words import BaselineKind, Provenance
from firemode_desktop.models import Baseline, Building
from firemode_desktop.queries.baseline import TABLES, dated_on, holds_on
from firemode_desktop.reports.papers.baseline import BaselineLine, BaselinePaper, BaselineTable
from firemode_desktop.services import importing
from firemode_desktop.services.importing.tables import KEPT
from firemode_desktop.services.papers.common import head_of

TITLE = "Baseline certificate"
Found = Mapping[Location, Baseline]


def gather(session: Session, building: Building, day: date, stair: str = "") -> BaselinePaper:
    """The baselines in force on ``day``, of the whole building or of one stair.

    Raises:
        Missing: there is no such stair.
        Refused: none was in force on that day.
    """
    survey = importing.survey(session, building.id, day)
    matrices = [matrix(survey, kind) for kind in BaselineKind]
    stairs = {one.stair_id: one.name for each in matrices for one in each.stairs}
    wanted = {key for key, name in stairs.items() if not stair or folded(name) == folded(stair)}
    if stair and not wanted:
        raise Missing(f"There is no stair called “{stair}”.", sorted(stairs.values()))
    found = _in_force(session, building, day)
    tables = tuple(table for each in matrices for table in _tables(each, found, wanted, ZoneInfo(building.timezone)))
    if not any(line.value is not None for table in tables for line in table.lines):
        of = f"of {stair} " if stair else ""
        raise Refused(f"No baseline {of}was in force on {show_date(day)}; there is nothing to certify.")
    ordered = tuple(sorted(tables, key=lambda one: list(stairs.values()).index(one.stair)))
    head = head_of(building, TITLE, day, stairs[wanted.pop()] if stair else "")
    return BaselinePaper(head, ordered, *_gone(session, building, day, stair, stairs))


def _in_force(session: Session, building: Building, day: date) -> Found:
    """What was in force by location; one that was withdrawn after ``day`` only where none stands that held then."""
    found: dict[Location, Baseline] = {}
    for kind, table in TABLES.items():
        held = or_(holds_on(table, day), and_(_withdrawn_on(table, building) > day, dated_on(table, day)))
        query = select(table).where(table.building_id == building.id, held)
        for row in session.scalars(query.order_by(table.withdrawn_at.asc().nulls_last(), table.baseline_id)):
            found[kind, row.stair_id, getattr(row, KEPT[kind].place), getattr(row, KEPT[kind].case)] = row
    return found


def _withdrawn_on(table: type[Baseline], building: Building) -> ColumnElement[date]:
    """The day on site on which a baseline was withdrawn."""
    return cast(func.timezone(building.timezone, table.withdrawn_at), Date)


def _gone(session: Session, building: Building, day: date, stair: str, stairs: Mapping[UUID, str]) -> tuple[int, int]:
    """How many had been superseded by ``day``, and how many had been withdrawn."""
    keys = [key for key, name in stairs.items() if not stair or folded(name) == folded(stair)]
    superseded = withdrawn = 0
    for table in TABLES.values():
        here = (table.building_id == building.id, table.stair_id.in_(keys))
        stood = or_(table.withdrawn_at.is_(None), _withdrawn_on(table, building) > day)
        past = (*here, stood, table.superseded_date <= day)
        superseded += session.scalar(select(func.count()).select_from(table).where(*past)) or 0
        back = (*here, _withdrawn_on(table, building) <= day)
        withdrawn += session.scalar(select(func.count()).select_from(table).where(*back)) or 0
    return superseded, withdrawn


def _tables(each: KindMatrix, found: Found, wanted: set[UUID], zone: ZoneInfo) -> Iterator[BaselineTable]:
    for stair in each.stairs:
        lines = tuple(line for row in stair.rows for line in _lines(each.kind, row, found, zone))
        if stair.stair_id in wanted and lines:
            yield BaselineTable(stair.name, MEASURES[each.kind].label, each.unit, lines)


def _lines(kind: BaselineKind, row: PlaceRow, found: Found, zone: ZoneInfo) -> Iterator[BaselineLine]:
    for cell in row.cells:
        held = found.get(cell.location)
        if held is not None or cell.mark is not Mark.NOT_NEEDED:
            yield _line(kind, row, cell, held, zone)


def _line(kind: BaselineKind, row: PlaceRow, cell: BaselineCell, held: Baseline | None, zone: ZoneInfo) -> BaselineLine:
    case, needed = case_title(cell.location[3]), cell.mark is not Mark.NOT_NEEDED
    if held is None:
        return BaselineLine(row.level, row.place, case, None, needed=needed)
    reference = getattr(held, "commissioning_report_ref", None) or ""
    conditions = _conditions(getattr(held, "environmental_conditions", None))
    value = shown(kind, getattr(held, KEPT[kind].value))
    if held.provenance != Provenance.COMMISSIONED:
        conditions = ", ".join(part for part in (Provenance(held.provenance).label.lower(), conditions) if part)
    if held.withdrawn_at is not None:
        since = f"withdrawn since, on {show_date(held.withdrawn_at.astimezone(zone).date())}"
        conditions = ", ".join(part for part in (since, conditions) if part)
    return BaselineLine(
        row.level, row.place, case, value, held.commissioned_date, held.commissioned_by or "", reference, conditions,
        needed,
    )  # fmt: skip


_UNITS = {"temp_c": "°C", "humidity_pct": "% RH", "wind_ms": "m/s wind"}


def _conditions(given: Mapping[str, Any] | None) -> str:
    """``22 °C, 3 m/s wind``."""
    return ", ".join(
        f"{plain(value) if hasattr(value, 'as_tuple') else value} {_UNITS.get(name, name.replace('_', ' '))}"
        for name, value in sorted((given or {}).items())
    )
