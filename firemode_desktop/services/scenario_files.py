"""Scenarios as files: out as a matrix or a flat list, in as a plan that is looked at, then saved as drafts.

    survey → plan (``imports.scenarios``) → apply: all of it as drafts in one transaction, or nothing

An import never publishes. What was looked at is what is saved: a scenario that changed meanwhile is a ``Conflict``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.design import Scenario, Surroundings
from firemode_desktop.domain.errors import Conflict, Invalid, Missing
from firemode_desktop.domain.words import BatchKind
from firemode_desktop.exports import scenarios as exports
from firemode_desktop.exports.rejected import RejectedRow, rejected_workbook
from firemode_desktop.imports.files.cells import Workbook, as_read, letters
from firemode_desktop.imports.scenarios.mapping import ScenarioMapping
from firemode_desktop.imports.scenarios.plan import ScenarioPlan
from firemode_desktop.imports.scenarios.planning import plan_scenarios
from firemode_desktop.imports.scenarios.rows import Survey
from firemode_desktop.imports.tables.problems import Problem
from firemode_desktop.models import Building, ImportBatch
from firemode_desktop.services import catalogue, scenario_mappings, scenarios

PROBLEMS_KEPT = 50


class FileForm(StrEnum):
    """What a file of scenarios is."""

    MATRIX = "matrix"
    STEPS = "steps"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """What an import of scenarios did, or would do; ``saved`` is empty unless it was written."""

    plan: ScenarioPlan
    dry_run: bool
    skip_invalid: bool = False
    batch_id: UUID | None = None
    saved: tuple[Scenario, ...] = ()

    @property
    def stopped_by(self) -> tuple[Problem, ...]:
        """The errors for which nothing is written."""
        return self.plan.stopped_by(skip_invalid=self.skip_invalid)

    @property
    def success(self) -> bool:
        """Whether nothing stood in the way."""
        return not self.stopped_by

    @property
    def message(self) -> str:
        """In one line."""
        if not self.success:
            return f"{_many(len(self.plan.errors), 'error')} in {self.plan.file_name}; nothing was written."
        drafts = len(self.plan.drafts)
        if not drafts:
            return f"Nothing to write: {_many(len(self.plan.scenarios), 'scenario')} as on record."
        verb = "would be saved" if self.dry_run else "saved"
        return f"{_many(drafts, 'scenario')} {verb} as {'a draft' if drafts == 1 else 'drafts'}; none is in force yet."

    def to_dict(self) -> dict[str, Any]:
        """The shape of every import's JSON (specification, page 3), and what becomes of each scenario."""
        found: dict[str, Any] = {
            **self.plan.to_dict(),
            "success": self.success,
            "dry_run": self.dry_run,
            "batch_id": self.batch_id,
            "rows_imported": len(self.saved),
            "skipped": self.plan.left_out if self.skip_invalid and self.success else 0,
        }
        if not self.success:
            found["error"] = {"code": "invalid", "message": self.message, "details": found["errors"]}
        return found


def survey(session: Session, building_id: UUID, today: date) -> Survey:
    """What a file of scenarios is held against. Raises ``Missing``."""
    desk = scenarios.desk(session, building_id)
    return Survey(desk.design, desk.around, today, scenario_mappings.recalled(session, building_id))


def plan(
    session: Session,
    building_id: UUID,
    workbook: Workbook,
    at: datetime,
    mapping: ScenarioMapping | None = None,
    *,
    afresh: bool = False,
) -> ScenarioPlan:
    """What an import of a file that was read would do.

    ``mapping`` is how its matrices are read; without it, answers given before to such headings are used, unless
    ``afresh``.

    Raises:
        Missing: there is no such building.
    """
    today = at.astimezone(catalogue.zone_of(_building(session, building_id))).date()
    held = survey(session, building_id, today)
    return plan_scenarios(workbook, replace(held, recalled={}) if afresh else held, mapping)


def apply(
    session: Session,
    building_id: UUID,
    planned: ScenarioPlan,
    *,
    batch_id: UUID,
    by: UUID,
    at: datetime,
    skip_invalid: bool = False,
) -> ScenarioOutcome:
    """Save what was planned as drafts, in the caller's transaction. The same ``batch_id`` again writes nothing more.

    Raises:
        Invalid: there are errors and the good scenarios alone were not asked for, or an error belongs to no row.
        Conflict: somebody else has changed one of the scenarios meanwhile.
        Refused: the person may not.
    """
    outcome = ScenarioOutcome(planned, False, skip_invalid)
    if not outcome.success:
        raise Invalid(outcome.message, [one.to_dict() for one in planned.errors])
    if not planned.drafts:
        return outcome
    known = session.get(ImportBatch, batch_id)
    if known is not None:
        if (known.building_id, known.file_sha256) != (building_id, planned.sha256):
            raise Conflict("This import has the number of another one; start it again.", [str(batch_id)])
        return ScenarioOutcome(planned, False, skip_invalid, batch_id, planned.drafts)
    saved = scenarios.save(session, planned.drafts, by=by, at=at)
    session.add(_batch(building_id, outcome, batch_id, by, saved))
    scenario_mappings.remember(session, building_id, planned.mapping, planned.file_name, by=by)
    session.flush()
    return ScenarioOutcome(planned, False, skip_invalid, batch_id, saved)


def _batch(
    building_id: UUID, outcome: ScenarioOutcome, batch_id: UUID, by: UUID, saved: Sequence[Scenario]
) -> ImportBatch:
    planned, counts = outcome.plan, outcome.to_dict()
    said = {"errors": planned.errors, "warnings": planned.warnings}
    problems = {name: [one.to_dict() for one in found[:PROBLEMS_KEPT]] for name, found in said.items()}
    drafts = [{"scenario_id": str(one.key), "row_version": one.row_version} for one in saved]
    return ImportBatch(
        batch_id=batch_id,
        building_id=building_id,
        kind=BatchKind.SCENARIOS.value,
        file_name=planned.file_name,
        file_sha256=planned.sha256,
        rows_read=planned.rows_read,
        rows_new=counts["new"],
        rows_changed=counts["changed"],
        rows_unchanged=counts["unchanged"],
        rows_skipped=counts["skipped"],
        mapping={"mapping": planned.mapping.to_dict(), "drafts": drafts, **problems},
        imported_by=by,
    )


# Out.


def export(session: Session, building_id: UUID, form: FileForm = FileForm.MATRIX, *, stair: str = "") -> bytes:
    """The scenarios of a building, or of one stair, each in its latest version.

    Raises:
        Missing: there is no such building, or no such stair in it.
    """
    building = _building(session, building_id)
    desk = scenarios.desk(session, building_id)
    chosen = _of_stair(desk.design.scenarios, desk.around, stair) if stair else desk.design.scenarios
    if form is FileForm.CSV:
        return exports.steps_csv(chosen)
    if form is FileForm.STEPS:
        return exports.steps_workbook(chosen, building.name, _offered(desk.around))
    return exports.matrix_workbook(chosen, building.name, desk.around)


def template(session: Session, building_id: UUID, form: FileForm = FileForm.MATRIX) -> bytes:
    """The same without scenarios, to be filled in. Raises ``Missing``."""
    building, around = _building(session, building_id), scenarios.desk(session, building_id).around
    if form is FileForm.CSV:
        return exports.steps_csv(())
    if form is FileForm.STEPS:
        return exports.steps_workbook((), building.name, _offered(around))
    return exports.matrix_workbook((), building.name, around)


def _building(session: Session, building_id: UUID) -> Building:
    found = session.get(Building, building_id)
    if found is None:
        raise Missing("This building is no longer in the database.", [str(building_id)])
    return found


def _of_stair(found: Sequence[Scenario], around: Surroundings, stair: str) -> tuple[Scenario, ...]:
    from firemode_desktop.imports.scenarios.causes import Causes
    from firemode_desktop.imports.tables.values import Bad

    place = Causes.of(around.zones).stair(stair)
    if isinstance(place, Bad):
        raise Invalid(place.message)
    return tuple(one for one in found if one.stair_id == place.id)


def _offered(around: Surroundings) -> dict[str, list[str]]:
    """What may be chosen in the columns of names."""
    return {
        "stair": list(dict.fromkeys(zone.stair for zone in around.zones)),
        "zone": list(dict.fromkeys(zone.zone for zone in around.zones)),
        "component_id": [one.identifier for one in around.components],
    }


def rejected(planned: ScenarioPlan) -> bytes:
    """The rows of the scenarios that are left out, as they were read, each with its errors beside it."""
    by_cell: dict[tuple[str, int], dict[str, str]] = {}
    for problem in planned.errors:
        if problem.row is not None:
            column = (problem.cell or "").rstrip("0123456789")
            by_cell.setdefault((problem.sheet, problem.row - 1), {})[column] = problem.message
    return rejected_workbook(_rejected_rows(planned, by_cell))


def _rejected_rows(planned: ScenarioPlan, errors: dict[tuple[str, int], dict[str, str]]) -> list[RejectedRow]:
    sheets = {sheet.name: sheet for sheet in planned.read}
    wanted = {(one.sheet, row) for one in planned.scenarios if one.scenario is None for row in one.rows}
    found = []
    for name, row in sorted(wanted | errors.keys()):
        cells = sheets[name].rows[row] if name in sheets and row < len(sheets[name].rows) else ()
        content = {letters(place): as_read(cell) for place, cell in enumerate(cells)}
        found.append(RejectedRow(name, content, errors.get((name, row), {})))
    return found


def _many(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"
