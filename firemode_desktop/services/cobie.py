"""COBie into the registers of a building: which stairs a file seems to hold, and what its import would do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Missing
from firemode_desktop.imports.cells import Workbook
from firemode_desktop.imports.cobie import Proposal, plan_cobie, propose_stairs
from firemode_desktop.imports.register_plan import RegisterPlan
from firemode_desktop.imports.workbook import read_file
from firemode_desktop.models import Building
from firemode_desktop.services import catalogue, registry


def propose(path: Path) -> Proposal:
    """The stairs of a file, for a person to confirm. Raises ``Invalid`` or ``Missing``: it cannot be read."""
    return propose_stairs(read_file(path))


def plan(
    session: Session,
    building_id: UUID,
    path: Path,
    stairs: Mapping[str, str],
    at: datetime,
    *,
    ground: str | None = None,
    doorways: bool = True,
) -> RegisterPlan:
    """What an import of a COBie file would do to a building; see ``imports.cobie.plan_cobie``. Nothing is written.

    Raises:
        Missing: there is no such file or building.
        Invalid: the file cannot be read, or is no COBie workbook.
    """
    return plan_workbook(session, building_id, read_file(path), stairs, at, ground=ground, doorways=doorways)


def plan_workbook(
    session: Session,
    building_id: UUID,
    workbook: Workbook,
    stairs: Mapping[str, str],
    at: datetime,
    *,
    ground: str | None = None,
    doorways: bool = True,
) -> RegisterPlan:
    """``plan`` for a file that has been read already."""
    building = session.get(Building, building_id)
    if building is None:
        raise Missing("This building is no longer in the database.")
    today = at.astimezone(catalogue.zone_of(building)).date()
    book = registry.load_book(session, building_id)
    return plan_cobie(workbook, book, stairs, today, ground=ground, doorways=doorways)
