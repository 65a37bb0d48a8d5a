"""COBie into the registers of a building: what the import of a file would do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Missing
from firemode_desktop.imports.cobie import plan_cobie
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.registers.plan import RegisterPlan
from firemode_desktop.models import Building
from firemode_desktop.services import catalogue, registry


def plan(
    session: Session,
    building_id: UUID,
    workbook: Workbook,
    stairs: Mapping[str, str],
    at: datetime,
    *,
    ground: str | None = None,
    doorways: bool = True,
) -> RegisterPlan:
    """What an import of a COBie file would do to a building; see ``imports.cobie.plan_cobie``. Nothing is written.

    Raises:
        Missing: there is no such building any more.
        Invalid: it is no COBie workbook.
    """
    building = session.get(Building, building_id)
    if building is None:
        raise Missing("This building is no longer in the database.")
    today = at.astimezone(catalogue.zone_of(building)).date()
    book = registry.load_book(session, building_id)
    return plan_cobie(workbook, book, stairs, today, ground=ground, doorways=doorways)
