"""Registers as files: out as a workbook, in as a plan that is previewed, and saved as it was previewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.exports.registers import registers_workbook
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.registers.book import plan_registers
from firemode_desktop.imports.registers.plan import RegisterPlan
from firemode_desktop.imports.tables.problems import Problem, RowStatus, of_sheet
from firemode_desktop.services import registry
from firemode_desktop.services.declaring import EDITORS, REGISTERS
from firemode_desktop.services.people import require


class Format(StrEnum):
    """What a file of registers is."""

    WORKBOOK = "workbook"
    COBIE = "cobie"


def format_of(workbook: Workbook) -> Format:
    """COBie where its own sheets are there; else a workbook of registers."""
    from firemode_desktop.imports.cobie import is_cobie

    return Format.COBIE if is_cobie(workbook) else Format.WORKBOOK


def export(session: Session, building_id: UUID) -> bytes:
    """All registers of a building as a workbook. Raises ``Missing``; ``Invalid`` where a text fits no cell."""
    return registers_workbook(registry.load_book(session, building_id))


def closed_to(session: Session, by: UUID) -> frozenset[str]:
    """The registers that this person may not change. Raises ``Refused`` where that is all of them."""
    user = require(session, by, EDITORS, "import registers")
    return frozenset(name for name, what in REGISTERS.items() if user.role not in [one.value for one in what.roles])


def plan(session: Session, building_id: UUID, workbook: Workbook, by: UUID) -> RegisterPlan:
    """What an import of a workbook by this person would do.

    Raises:
        Missing: there is no such building any more.
        Refused: the person may not change any register.
    """
    return plan_registers(workbook, registry.load_book(session, building_id), closed=closed_to(session, by))


def apply(session: Session, building_id: UUID, planned: RegisterPlan, by: UUID) -> int:
    """Save what was planned, all or nothing; how many rows were written.

    Raises, and writes nothing:
        Invalid: the plan has errors, or a row breaks a rule of its register.
        Conflict: somebody else changed one of the rows since the file was held against the building.
        Refused: the person may not change one of the registers.
    """
    if planned.errors:
        raise Invalid(_first(planned), [problem.to_dict() for problem in planned.errors])
    changes = planned.changes
    if changes:
        registry.save_book(session, building_id, changes, by)
    return changes.rows


def rehearse(session: Session, building_id: UUID, planned: RegisterPlan, by: UUID) -> None:
    """Save what was planned and take it back at once: what saving refuses is raised as ``apply`` would."""
    trial = session.begin_nested()
    try:
        apply(session, building_id, planned, by)
    finally:
        trial.rollback()
        session.expire_all()


def _first(planned: RegisterPlan) -> str:
    first, more = planned.errors[0], len(planned.errors) - 1
    return f"{first.where}: {first.message}{f' And {more} more.' if more else ''}"


def refused(planned: RegisterPlan, error: Invalid) -> RegisterPlan:
    """The plan with what only saving found out, at the rows of the file it is about."""
    places = {(row.register, str(row.key)): row for row in planned.rows}
    problems: list[Problem] = []
    keys: set[UUID] = set()
    for detail in error.details or ({},):
        told: Mapping[str, Any] = detail if isinstance(detail, Mapping) else {}
        row = places.get((str(told.get("register")), str(told.get("key"))))
        message = str(told.get("message") or error.message)
        if row is None:
            problems.append(of_sheet(planned.file, "refused", message))
            continue
        keys.add(row.key)
        problems.append(Problem(row.sheet, row.row, None, None, None, "refused", f"{row.title}: {message}"))
    rows = (replace(row, status=RowStatus.ERROR) if row.key in keys else row for row in planned.rows)
    return replace(planned, rows=tuple(rows), errors=(*planned.errors, *problems))
