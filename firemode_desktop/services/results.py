"""Results of a whole visit from a workbook: read and checked outside the database, recorded in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.imports.results import ResultRow, ResultsPlan, plan_results
from firemode_desktop.imports.tables.problems import Problem
from firemode_desktop.models import ImportBatch
from firemode_desktop.services import testing
from firemode_desktop.services.importing import results_survey

Act = Callable[[Callable[[Session, UUID], Any]], Any]


@dataclass(frozen=True, slots=True)
class ResultsOutcome:
    """What an import of results did, or would do."""

    plan: ResultsPlan
    dry_run: bool
    batch_id: UUID | None = None
    recorded: testing.Recorded = field(default_factory=testing.Recorded)
    errors: tuple[Problem, ...] = ()

    @property
    def success(self) -> bool:
        """Whether there was nothing wrong with the file."""
        return not self.errors

    @property
    def new(self) -> int:
        """Tests that got a result by this import."""
        return sum(map(len, (self.recorded.completed, self.recorded.skipped, self.recorded.failed)))

    @property
    def sentence(self) -> str:
        """In one line, or one line an error."""
        if self.errors:
            return "\n".join([f"{_errors(self.errors)}; nothing was written.", *(_line(e) for e in self.errors)])
        verb = "would be recorded" if self.dry_run else "recorded"
        return (
            f"{self.new} results {verb}, {len(self.recorded.unchanged)} unchanged, {len(self.recorded.faults)} faults."
        )

    def to_dict(self) -> dict[str, Any]:
        """The shape of every import's JSON (specification, page 3)."""
        written = 0 if self.dry_run or self.errors else self.new
        document: dict[str, Any] = {
            **self.plan.to_dict(),
            "success": self.success,
            "dry_run": self.dry_run,
            "batch_id": self.batch_id,
            "session_id": self.plan.session_id,
            "rows_imported": written,
            "new": self.new,
            "changed": 0,
            "unchanged": len(self.recorded.unchanged),
            "skipped": 0,
            "faults": len(self.recorded.faults),
            "errors": [problem.to_dict() for problem in self.errors],
        }
        if self.errors:
            message = f"{_errors(self.errors)} in {self.plan.file_name}; nothing was written."
            document["error"] = {"code": "invalid", "message": message, "details": document["errors"]}
        return document


def import_workbook(
    act: Act, store: EvidenceFolder, session_id: UUID, path: Path, *, at: datetime, dry_run: bool = False
) -> ResultsOutcome:
    """Read ``path``, check it against the session, and record all of it or nothing.

    ``act`` runs a job in a transaction on behalf of the person who imports. Evidence files are taken into the store
    first; a file that then belongs to no record does no harm. Importing the same file again changes nothing.

    Raises:
        Missing, Invalid: the file cannot be read, or there is no such session.
        Refused: the session takes no more results.
    """
    workbook = read_file(path)
    plan = plan_results(workbook, act(lambda session, by: results_survey(session, session_id, at)), path.parent)
    if plan.errors:
        return ResultsOutcome(plan, dry_run, errors=plan.errors)
    files = {} if dry_run else {file: store.add(file) for row in plan.rows for file in row.evidence}
    results = [_result(row, files) for row in plan.rows]
    try:
        batch_id, recorded = act(lambda session, by: _apply(session, plan, results, by=by, at=at, dry_run=dry_run))
    except Invalid as error:
        return ResultsOutcome(plan, dry_run, errors=_placed(plan, error))
    return ResultsOutcome(plan, dry_run, batch_id, recorded)


def _apply(
    session: Session, plan: ResultsPlan, results: list[testing.Result], *, by: UUID, at: datetime, dry_run: bool
) -> tuple[UUID | None, testing.Recorded]:
    """Record under a batch of its own; taken back at once when it is a rehearsal, or when nothing changed."""
    attempt = session.begin_nested()
    batch_id = uuid4()
    batch = ImportBatch(
        batch_id=batch_id,
        building_id=plan.building_id,
        kind="results",
        session_id=plan.session_id,
        file_name=plan.file_name,
        file_sha256=plan.sha256,
        rows_read=plan.rows_read,
        imported_by=by,
    )
    session.add(batch)
    session.flush()
    recorded = testing.record(session, plan.session_id, results, by=by, at=at, batch_id=batch_id)
    new = len(recorded.completed) + len(recorded.skipped) + len(recorded.failed)
    if dry_run or not new:
        attempt.rollback()
        return None, recorded
    batch.rows_new, batch.rows_unchanged = new, len(recorded.unchanged)
    attempt.commit()
    return batch_id, recorded


def _result(row: ResultRow, files: Mapping[Path, Any]) -> testing.Result:
    evidence = tuple(testing.EvidenceFile(files[path], path.name, row.measured_at) for path in row.evidence if files)
    return testing.Result(
        identifier=row.identifier,
        value=row.value,
        points=row.points,
        observed=row.observed,
        result_observed=row.result_observed,
        measured_at=row.measured_at,
        instrument_id=row.instrument_id,
        environment=row.environment,
        status=row.status,
        notes=row.notes,
        evidence=evidence,
    )


def _placed(plan: ResultsPlan, error: Invalid) -> tuple[Problem, ...]:
    """What recording found wrong, at the rows of the file that said so."""
    rows = {row.identifier: row for row in plan.rows}
    if not all(isinstance(detail, dict) and detail.get("identifier") in rows for detail in error.details):
        raise error  # from further down; it belongs to no row
    found = []
    for detail in error.details:
        row = rows[detail["identifier"]]
        found.append(Problem(row.sheet, row.row, "identifier", None, row.identifier, "differs", detail["message"]))
    return tuple(found)


def _errors(problems: tuple[Problem, ...]) -> str:
    return "1 error" if len(problems) == 1 else f"{len(problems)} errors"


def _line(problem: Problem) -> str:
    return f"  {problem.where}: {problem.message}"
