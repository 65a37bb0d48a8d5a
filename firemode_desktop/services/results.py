"""Results of a whole visit from a workbook: read and checked outside the database, recorded in one transaction.

    survey → plan (``imports.results``) → look: what recording would make of each row → record: all of it or nothing

What was looked at is what is recorded; a session that has changed meanwhile is a ``Conflict``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Conflict, Invalid
from firemode_desktop.evidence import EvidenceFolder, StoredFile
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.imports.results import ResultRow, ResultsPlan, Said, plan_results
from firemode_desktop.imports.tables.problems import Problem
from firemode_desktop.models import ImportBatch
from firemode_desktop.services import people, testing
from firemode_desktop.services.importing import results_survey
from firemode_desktop.services.importing.steps import Tell, steps
from firemode_desktop.services.testing.rehearsing import Rehearsed, rehearse

Act = Callable[[Callable[[Session, UUID], Any]], Any]
PROBLEMS_KEPT = 50
WRITTEN = ("completed", "skipped", "failed")
"""What becomes of a result that changes something."""


@dataclass(frozen=True)
class Looked:
    """A plan with what recording would make of each of its rows; rows that cannot be recorded are among its errors."""

    plan: ResultsPlan
    rehearsed: Mapping[str, Rehearsed]

    @property
    def new(self) -> int:
        """Tests that would get a result."""
        return sum(one.outcome in WRITTEN for one in self.rehearsed.values())

    @property
    def unchanged(self) -> int:
        """Rows that say what is on record already."""
        return sum(one.outcome == "unchanged" for one in self.rehearsed.values())

    @property
    def faults(self) -> int:
        """Faults that would be opened."""
        return sum(one.fault is not None for one in self.rehearsed.values())

    @property
    def left_out(self) -> int:
        """Tests and rows that cannot be recorded."""
        return len(self.plan.bad)


@dataclass(frozen=True, slots=True)
class ResultsOutcome:
    """What an import of results did, or would do. ``recorded`` is empty unless it was written."""

    looked: Looked
    dry_run: bool
    batch_id: UUID | None = None
    recorded: testing.Recorded = field(default_factory=testing.Recorded)
    skip_invalid: bool = False

    @property
    def plan(self) -> ResultsPlan:
        """What was read."""
        return self.looked.plan

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What is wrong with the file, or with what it says of tests that are done."""
        return self.plan.errors

    @property
    def stopped_by(self) -> tuple[Problem, ...]:
        """The errors for which nothing is written."""
        return self.plan.whole_file_errors if self.skip_invalid else self.errors

    @property
    def success(self) -> bool:
        """Whether nothing stood in the way."""
        return not self.stopped_by

    @property
    def new(self) -> int:
        """Tests that got a result by this import, or would."""
        return self.looked.new

    @property
    def sentence(self) -> str:
        """In one line, and one line an error."""
        lines = [f"  {problem.where}: {problem.message}" for problem in self.errors]
        if self.stopped_by:
            return "\n".join([f"{_many(len(self.errors), 'error')}; nothing was written.", *lines])
        verb = "would be recorded" if self.dry_run else "recorded"
        left = f", {_many(self.looked.left_out, 'row')} left out" if self.errors else ""
        found = f"{self.looked.unchanged} unchanged, {_many(self.looked.faults, 'fault')}{left}"
        told = f"{_many(self.new, 'result')} {verb}, {found}."
        return "\n".join([*lines, told])

    def to_dict(self) -> dict[str, Any]:
        """The shape of every import's JSON (specification, page 3), and what becomes of each row."""
        document: dict[str, Any] = {
            **self.plan.to_dict(),
            "success": self.success,
            "dry_run": self.dry_run,
            "batch_id": self.batch_id,
            "session_id": self.plan.session_id,
            "rows_imported": 0 if self.dry_run or not self.success else self.new,
            "new": self.new,
            "changed": 0,
            "unchanged": self.looked.unchanged,
            "skipped": self.looked.left_out if self.skip_invalid and self.success else 0,
            "faults": self.looked.faults,
            "rows": [_as_dict(row, self.looked.rehearsed[row.identifier]) for row in self.plan.rows],
        }
        if not self.success:
            message = f"{_many(len(self.errors), 'error')} in {self.plan.file_name}; nothing was written."
            document["error"] = {"code": "invalid", "message": message, "details": document["errors"]}
        return document


def _as_dict(row: ResultRow, found: Rehearsed) -> dict[str, Any]:
    return {
        "identifier": row.identifier,
        "sheet": row.sheet,
        "row": row.row,
        "outcome": found.outcome,
        "verdict": found.verdict,
        "is_compliant": found.is_compliant,
        "deviation_from_baseline_pct": found.deviation_pct,
        "fault": found.fault,
    }


def look(session: Session, plan: ResultsPlan, *, by: UUID, at: datetime) -> Looked:
    """What recording would make of each row; nothing is kept of it.

    Raises:
        Refused: the person may not, or the session takes no more results.
        Missing: there is no such session.
    """
    results = [_result(row, {}) for row in plan.rows]
    rehearsed = {one.identifier: one for one in rehearse(session, plan.session_id, results, by=by, at=at)}
    refused = {name: one.message for name, one in rehearsed.items() if one.outcome == "refused"}
    return Looked(plan.without(refused, "differs"), {k: one for k, one in rehearsed.items() if k not in refused})


def keep_evidence(store: EvidenceFolder, plan: ResultsPlan) -> dict[Path, StoredFile]:
    """Take the evidence files into the store; a file that then belongs to no record does no harm.

    Raises:
        Invalid, Refused: a file cannot be kept as evidence.
    """
    return {path: store.add(path) for row in plan.rows for path in row.evidence}


def apply(
    session: Session,
    looked: Looked,
    files: Mapping[Path, StoredFile],
    *,
    batch_id: UUID,
    by: UUID,
    at: datetime,
    skip_invalid: bool = False,
    tell: Tell | None = None,
) -> ResultsOutcome:
    """Record what was looked at, in the caller's transaction. The same ``batch_id`` again writes nothing more.

    Raises:
        Invalid: there are errors and the good rows alone were not asked for, or an error belongs to no row.
        Conflict: a test was given another result meanwhile.
        Refused: the person may not, or the session takes no more results.
    """
    outcome = ResultsOutcome(looked, False, skip_invalid=skip_invalid)
    if not outcome.success:
        raise Invalid(outcome.to_dict()["error"]["message"], [one.to_dict() for one in looked.plan.errors])
    wanted = [row for row in looked.plan.rows if looked.rehearsed[row.identifier].outcome in WRITTEN]
    if not wanted:
        return outcome
    known = session.get(ImportBatch, batch_id)
    if known is not None:
        if (known.session_id, known.file_sha256) != (looked.plan.session_id, looked.plan.sha256):
            raise Conflict("This import has the number of another one; start it again.", [str(batch_id)])
        return ResultsOutcome(looked, False, batch_id, skip_invalid=skip_invalid)
    with steps(session, tell, 3) as step:
        step.next("noting the import")
        people.acts(session, by)
        session.add(_batch(looked, batch_id, by, skip_invalid))
        session.flush()
        step.next(f"recording {_many(len(wanted), 'result')}")
        recorded = _record(session, looked.plan, [_result(row, files) for row in wanted], batch_id, by, at)
        step.next("finishing")
    return ResultsOutcome(looked, False, batch_id, recorded, skip_invalid)


def _record(
    session: Session, plan: ResultsPlan, results: list[testing.Result], batch_id: UUID, by: UUID, at: datetime
) -> testing.Recorded:
    try:
        return testing.record(session, plan.session_id, results, by=by, at=at, batch_id=batch_id)
    except Invalid as error:
        raise Conflict(
            "Somebody else has recorded results of this session; look at the file again.", error.details
        ) from error


def _batch(looked: Looked, batch_id: UUID, by: UUID, skip_invalid: bool) -> ImportBatch:
    plan = looked.plan
    said = {"errors": plan.errors, "warnings": plan.warnings}
    problems = {name: [one.to_dict() for one in found[:PROBLEMS_KEPT]] for name, found in said.items()}
    return ImportBatch(
        batch_id=batch_id,
        building_id=plan.survey.building_id,
        kind="results",
        session_id=plan.session_id,
        file_name=plan.file_name,
        file_sha256=plan.sha256,
        rows_read=plan.rows_read,
        rows_new=looked.new,
        rows_unchanged=looked.unchanged,
        rows_skipped=looked.left_out if skip_invalid else 0,
        mapping={**plan.reading, **problems},
        imported_by=by,
    )


def check_workbook(
    act: Act, session_id: UUID, path: Path, *, at: datetime, said: Said | None = None, workbook: Workbook | None = None
) -> Looked:
    """Read ``path``, hold it against the session, and see what recording would make of it; nothing is written.

    ``act`` runs a job in a transaction on behalf of the person who imports.

    Raises:
        Missing, Invalid: the file cannot be read, or there is no such session.
        Refused: the person may not, or the session takes no more results.
    """
    workbook = workbook or read_file(path)
    survey = act(lambda session, by: results_survey(session, session_id, at))
    plan = plan_results(workbook, survey, path.parent, said)
    looked: Looked = act(lambda session, by: look(session, plan, by=by, at=at))
    return looked


def import_workbook(
    act: Act,
    store: EvidenceFolder,
    session_id: UUID,
    path: Path,
    *,
    at: datetime,
    dry_run: bool = False,
    skip_invalid: bool = False,
    said: Said | None = None,
    tell: Tell | None = None,
) -> ResultsOutcome:
    """Read ``path``, check it against the session, and record all of it or nothing.

    With ``skip_invalid`` the good rows are recorded and the others left out. Importing the same file again changes
    nothing.

    Raises:
        Missing, Invalid: the file cannot be read, or there is no such session.
        Refused: the session takes no more results.
        Conflict: a test was given another result while the file was looked at.
    """
    looked = check_workbook(act, session_id, path, at=at, said=said)
    return record_looked(act, store, looked, at=at, dry_run=dry_run, skip_invalid=skip_invalid, tell=tell)


def record_looked(
    act: Act,
    store: EvidenceFolder,
    looked: Looked,
    *,
    at: datetime,
    dry_run: bool = False,
    skip_invalid: bool = False,
    batch_id: UUID | None = None,
    tell: Tell | None = None,
) -> ResultsOutcome:
    """Record what was looked at, with its evidence; nothing is written where an error stands in the way."""
    outcome = ResultsOutcome(looked, dry_run, skip_invalid=skip_invalid)
    if dry_run or not outcome.success or not outcome.new:
        return outcome
    files = keep_evidence(store, looked.plan)
    job = partial(_apply, looked, files, batch_id or uuid4(), at, skip_invalid, tell)
    written: ResultsOutcome = act(job)
    return written


def _apply(
    looked: Looked,
    files: Mapping[Path, StoredFile],
    batch_id: UUID,
    at: datetime,
    skip_invalid: bool,
    tell: Tell | None,
    session: Session,
    by: UUID,
) -> ResultsOutcome:
    return apply(session, looked, files, batch_id=batch_id, by=by, at=at, skip_invalid=skip_invalid, tell=tell)


def _result(row: ResultRow, files: Mapping[Path, StoredFile]) -> testing.Result:
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


def _many(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"
