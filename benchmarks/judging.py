"""What may become of a file that went wrong: it is refused in words, or exactly what was announced is written.

    judge = Judge(database, building_id, by, today)
    judge.judge(mutant)          # a ``Verdict``; ``failures`` is empty when all is well

Each file is read, held against the building and written, in one real transaction that is rolled back afterwards: every
mutant meets the same building, so that its number alone brings a failure back.
"""

from __future__ import annotations

import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.mutations import Mutant
from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Conflict, FiremodeError, Invalid
from firemode_desktop.imports.baselines.plan import Plan, PlannedRow, plan_import
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.services import importing
from firemode_desktop.services.importing.tables import KEPT

READ_S = 2.0
"""Of processor time, for reading and planning."""
MEMORY = 500 << 20
HANG_S = 60.0
Apply = Callable[..., Any]


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant. ``outcome``: unreadable, refused, nothing to write, written, written in part."""

    number: int
    how: str
    outcome: str
    rows: int = 0
    cpu_s: float = 0.0
    memory: int = 0
    failures: tuple[str, ...] = ()


class _Hangs(BaseException):
    """Raised into a job that does not end."""


class _TakenBack(Exception):  # noqa: N818  not an error
    """Ends the transaction in which a mutant was written."""


class Judge:
    """Tries mutants on one building. ``apply`` is what writes; another one in its place has to be found out.

    What the process, or one it waited for, held before the judge came is no mutant's fault.
    """

    def __init__(
        self, database: Database, building_id: UUID, by: UUID, today: date, apply: Apply = importing.apply
    ) -> None:
        self._database, self._by, self._apply = database, by, apply
        self._survey = database.run(lambda session: importing.survey(session, building_id, today))
        self._before = database.run(_everything)
        self._allowed = max(MEMORY, memory_used())

    def judge(self, mutant: Mutant) -> Verdict:
        """Read it, plan it, write it, look, and take it back."""
        began = _cpu_s()
        try:
            with _not_for_ever(HANG_S):
                outcome, rows, failures = self._tried(mutant, began)
        except _Hangs:
            outcome, rows, failures = "hung", 0, (f"no end within {HANG_S:g} s",)
        except Exception as error:
            outcome, rows, failures = "crashed", 0, (f"{type(error).__name__}: {str(error)[:300]}",)
        if memory_used() > self._allowed:
            failures = (*failures, f"{memory_used() >> 20} MiB of memory")
        return Verdict(mutant.number, mutant.how, outcome, rows, _cpu_s() - began, memory_used(), failures)

    def _tried(self, mutant: Mutant, began: float) -> tuple[str, int, tuple[str, ...]]:
        try:
            workbook = read(mutant.data, mutant.name)
        except FiremodeError as error:
            return "unreadable", 0, (*_slow(began), *_bad_words(error))
        plan = plan_import(workbook, self._survey)
        slow = _slow(began)
        skip_invalid = mutant.number % 2 == 1
        failures = (*slow, *unsound(plan), *_silent(workbook, plan), *self._write(plan, skip_invalid))
        return _outcome(plan, skip_invalid), sum(row.writes for row in plan.rows), failures

    def _write(self, plan: Plan, skip_invalid: bool) -> tuple[str, ...]:
        batch_id, found = uuid4(), list[str]()

        def job(session: Session) -> None:
            try:
                self._apply(session, plan, batch_id=batch_id, by=self._by, skip_invalid=skip_invalid)
            except Invalid as error:
                found.extend(_refused(session, self._before, plan, skip_invalid, error))
            else:
                found.extend(_differences(session, self._before, plan, batch_id))
            raise _TakenBack

        try:
            self._database.run(job)
        except _TakenBack:
            return tuple(found)
        except Conflict as error:
            return (f"a conflict where nobody else writes: {error.message}",)
        return ("it could not be taken back",)


def _outcome(plan: Plan, skip_invalid: bool) -> str:
    if plan.whole_file_errors or (plan.errors and not skip_invalid):
        return "refused"
    if plan.writes_nothing:
        return "nothing to write"
    return "written in part" if plan.errors else "written"


def unsound(plan: Plan) -> Iterator[str]:
    """What a plan must not say, whatever the cells: a row that is wrong and written, a row with no reason given."""
    wrong = {(problem.sheet, problem.row) for problem in plan.errors}
    whole = {problem.sheet for problem in plan.whole_file_errors}
    rows: dict[tuple[str, int], list[PlannedRow]] = {}
    for row in plan.rows:
        rows.setdefault((row.sheet, row.row), []).append(row)
        if row.writes and (row.location is None or row.facts is None or not row.facts.value.is_finite()):
            yield f"{row.sheet}, row {row.row} is written without a place or a value"
    for place, planned in rows.items():
        bad = any(row.status is RowStatus.ERROR for row in planned)
        if bad and place not in wrong and place[0] not in whole:
            yield f"{place[0]}, row {place[1]} is refused without a reason"
        if not bad and place in wrong:
            yield f"{place[0]}, row {place[1]} has an error and is taken all the same"
    locations = [row.location for row in plan.rows if row.writes]
    if len(set(locations)) < len(locations):
        yield "a location is written twice"
    yield from (f"no words for {problem.where}" for problem in plan.errors if not problem.message.strip())


def _silent(workbook: Workbook, plan: Plan) -> Iterator[str]:
    """More rows than headings, and not a word about what became of them."""
    filled = sum(any(cell not in (None, "") for cell in row) for sheet in workbook.sheets for row in sheet.rows)
    if filled > len(plan.reading["tables"]) and not (plan.rows or plan.errors or plan.warnings):
        yield "nothing is read of it, and nothing said"


def _bad_words(error: FiremodeError) -> Iterator[str]:
    if not error.message.strip() or "Traceback" in error.message or len(error.message) > 1000:
        yield f"no decent sentence: {error.message[:200]!r}"


def _slow(began: float) -> tuple[str, ...]:
    spent = _cpu_s() - began
    return (f"{spent:.1f} s of processor time to read",) if spent > READ_S else ()


def _cpu_s() -> float:
    """Processor time of this process and of those it waited for, in s."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def memory_used() -> int:
    """The most that this process or one it waited for ever held, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    own, theirs = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(own, theirs) * unit


@contextmanager
def _not_for_ever(seconds: float) -> Iterator[None]:
    """Raise ``_Hangs`` in the block after so many seconds; only the main thread can be interrupted so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise _Hangs

    former = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    began = time.monotonic()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
        assert time.monotonic() - began < 2 * seconds


# --- what is there, and what should be ------------------------------------------------------------------------------

Row = Mapping[str, Any]
OTHERS = ("buildings", "stairs", "floors", "doors", "doorways", "zones", "users", "test_sessions", "test_instances")


@dataclass(frozen=True)
class _Everything:
    baselines: Mapping[str, Mapping[UUID, Row]]
    batches: int
    setpoints: Mapping[tuple[UUID, str], Any]
    others: tuple[Any, ...]


def _everything(session: Session) -> _Everything:
    """All baselines as rows, the setpoints, and a fingerprint of each table that an import must not touch."""
    baselines = {
        kept.table: {
            row["baseline_id"]: dict(row) for row in session.execute(text(f"SELECT * FROM {kept.table}")).mappings()
        }
        for kept in KEPT.values()
    }
    setpoints = session.execute(text("SELECT stair_id, door_configuration, setpoint FROM design_setpoints"))
    prints = ", ".join(f"(SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {name} t)" for name in OTHERS)
    return _Everything(
        baselines,
        int(session.scalar(text("SELECT count(*) FROM import_batches")) or 0),
        {(stair, case): value for stair, case, value in setpoints},
        tuple(session.execute(text(f"SELECT {prints}")).one()),
    )


def _refused(session: Session, before: _Everything, plan: Plan, skip_invalid: bool, error: Invalid) -> Iterator[str]:
    yield from _bad_words(error)
    if not plan.whole_file_errors and (skip_invalid or not plan.errors):
        yield f"refused although nothing stood in the way: {error.message[:300]}"
        return
    if _everything(session) != before:
        yield "refused, and yet something was written"


def _differences(session: Session, before: _Everything, plan: Plan, batch_id: UUID) -> Iterator[str]:
    after = _everything(session)
    announced = [row for row in plan.rows if row.writes]
    ends = {row.replaces: row.facts.commissioned_date for row in announced if row.replaces and row.facts}
    written = 0
    for table, rows in after.baselines.items():
        for key, row in rows.items():
            was = before.baselines[table].get(key)
            if was is None:
                written += 1
            elif (wanted := {**was, **({"superseded_date": ends[key]} if key in ends else {})}) != {
                **row,
                "updated_at": was["updated_at"],
            }:
                yield f"a baseline that was on record changed: {wanted} → {row}"
    if written != len(announced):
        yield f"{written} rows written, {len(announced)} announced"
    for planned in announced:
        yield from _not_as_announced(planned, after, batch_id)
    wanted_setpoints = {**before.setpoints, **{(c.stair_id, c.door_configuration): c.new for c in plan.setpoints}}
    if after.setpoints != wanted_setpoints:
        yield f"the setpoints are {after.setpoints}, not {wanted_setpoints}"
    if after.batches - before.batches != (not plan.writes_nothing):
        yield f"{after.batches - before.batches} imports noted"
    if after.others != before.others:
        yield "a table changed that no import touches"


def _not_as_announced(row: PlannedRow, after: _Everything, batch_id: UUID) -> Iterator[str]:
    """The row that was announced, looked for among those of the batch."""
    assert row.facts is not None
    assert row.location is not None
    kept, facts = KEPT[row.kind], row.facts
    found = [
        line
        for line in after.baselines[kept.table].values()
        if line["batch_id"] == batch_id and (line["stair_id"], line[kept.place], line[kept.case]) == row.location[1:]
    ]
    if len(found) != 1:
        yield f"{row.where}: {len(found)} rows written"
        return
    (line,) = found
    wanted = {
        kept.value: facts.value,
        "commissioned_date": facts.commissioned_date,
        "commissioned_by": facts.commissioned_by,
        "provenance": facts.provenance,
        "source_ref": row.source_ref,
        "withdrawn_at": None,
    }
    if "commissioning_report_ref" in line:
        wanted["commissioning_report_ref"] = facts.commissioning_report_ref
    if "measurement_position" in line:
        wanted["measurement_position"] = facts.measurement_position
    if facts.points is not None:
        wanted["measurement_points"] = [float(point) for point in facts.points]
    said = {name: line[name] for name in wanted}
    if "measurement_points" in wanted:
        said["measurement_points"] = [point["velocity_ms"] for point in line["measurement_points"]]
    if said != wanted:
        yield f"{row.where}: announced {wanted}, written {said}"
