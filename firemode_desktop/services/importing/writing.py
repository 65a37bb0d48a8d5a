"""Writing a plan: all of it or none, in the caller's one transaction.

Rows go by ``COPY`` into a temporary table; what follows works on whole sets. The plan was made before the lock was
taken, so each row names the baseline it replaces, and a building that has changed since is a ``Conflict``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.database import note_written
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.errors import Conflict, Invalid, Missing
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.baselines.plan import Plan, PlannedRow
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.services import people
from firemode_desktop.services.importing.mappings import remember
from firemode_desktop.services.importing.steps import Steps, Tell, steps
from firemode_desktop.services.importing.tables import KEPT, Kept

PROBLEMS_KEPT = 50
_STAGED = """
    CREATE TEMPORARY TABLE staged_baselines (
        kind text, stair_id uuid, place_id uuid, case_of text, value numeric, commissioned_date date,
        commissioned_by text, provenance text, source_ref text, replaces uuid, history boolean,
        commissioning_report_ref text, environment jsonb, points jsonb, average numeric, measurement_position text,
        place_in_file text, found uuid, ends date
    ) ON COMMIT DROP"""
_COPIED = """kind, stair_id, place_id, case_of, value, commissioned_date, commissioned_by, provenance, source_ref,
    replaces, history, commissioning_report_ref, environment, points, average, measurement_position, place_in_file"""
_OWN_COLUMNS = {
    BaselineKind.PRESSURE: {
        "commissioning_report_ref": "s.commissioning_report_ref",
        # What else was noted of the conditions stays when the same day is corrected.
        "environmental_conditions": """NULLIF((coalesce(before.environmental_conditions, '{}')
            - ARRAY['temp_c', 'humidity_pct', 'wind_ms']) || coalesce(s.environment, '{}'), '{}')""",
    },
    BaselineKind.VELOCITY: {"measurement_points": "s.points", "average_velocity_ms": "s.average"},
    BaselineKind.DOOR_FORCE: {"measurement_position": "s.measurement_position"},
}


@dataclass(frozen=True)
class ImportOutcome:
    """What an import did; ``batch_id`` is ``None`` when there was nothing to write."""

    plan: Plan
    batch_id: UUID | None
    skip_invalid: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The JSON of an import (specification, page 3)."""
        return self.plan.to_dict(dry_run=False, batch_id=self.batch_id, skip_invalid=self.skip_invalid)


def apply(
    session: Session,
    plan: Plan,
    *,
    batch_id: UUID,
    by: UUID | None,
    skip_invalid: bool = False,
    tell: Tell | None = None,
) -> ImportOutcome:
    """Write a plan. ``batch_id`` is made by the client, so that a lost reply can be settled: the same id again, for
    the same file, writes nothing and answers the same.

    ``tell(done, of, text)`` hears of each step, and several times a second while one runs; what it raises stops the
    import, in the middle of a statement too, and is raised from here: the caller's transaction ends without a trace.

    Raises:
        Invalid: the plan has errors (all of them are in ``details``), and ``skip_invalid`` was not asked for or cannot
            help because an error belongs to no row.
        Conflict: the building's baselines have changed since the plan was made.
        Missing: there is no such building.
        Refused: the person may not.
    """
    if by is not None:
        people.require(session, by, people.TESTERS, "import baselines")
    _check(plan, skip_invalid)
    if plan.writes_nothing:
        return ImportOutcome(plan, None, skip_invalid)
    rows = [row for row in plan.rows if row.writes]
    kinds = tuple(dict.fromkeys(row.kind for row in rows))
    with steps(session, tell, 4 + 2 * len(kinds)) as step:
        step.next("waiting for its turn")
        _lock(session, plan.building_id)
        if _known(session, plan, batch_id):
            return ImportOutcome(plan, batch_id, skip_invalid)
        step.next("noting the import")
        _write_batch(session, plan, batch_id, by, skip_invalid)
        if plan.read_by_a_person:
            remember(session, plan.mapping, plan.file_name, building_id=plan.building_id, by=by)
        _write_setpoints(session, plan)
        step.next(f"sending {len(rows):,} {'row' if len(rows) == 1 else 'rows'}")
        if rows:
            _stage(session, rows)
        for kind in kinds:
            _supersede_and_insert(session, Writing(plan.building_id, kind, batch_id, by), step)
        step.next("finishing")
    return ImportOutcome(plan, batch_id, skip_invalid)


def _check(plan: Plan, skip_invalid: bool) -> None:
    wrong = plan.whole_file_errors if skip_invalid else plan.errors
    if not wrong:
        return
    first, more = wrong[0], len(wrong) - 1
    also = f" ({more} more)" if more else ""
    details = [problem.to_dict() for problem in plan.errors]
    raise Invalid(f"{first.where}: {first.message}{also} Nothing was written.", details)


def _lock(session: Session, building_id: UUID) -> None:
    """One import of a building at a time."""
    found = session.scalar(text("SELECT id FROM buildings WHERE id = :id FOR NO KEY UPDATE"), {"id": building_id})
    if found is None:
        raise Missing("There is no such building.", [str(building_id)])


def _known(session: Session, plan: Plan, batch_id: UUID) -> bool:
    """Whether this very import was written already, by a transaction whose reply got lost."""
    found = session.execute(
        text("SELECT building_id, file_sha256 FROM import_batches WHERE batch_id = :id"), {"id": batch_id}
    ).one_or_none()
    if found is None:
        return False
    if tuple(found) != (plan.building_id, plan.sha256):
        raise Conflict("This import has the number of another one; start it again.", [str(batch_id)])
    return True


def _write_batch(session: Session, plan: Plan, batch_id: UUID, by: UUID | None, skip_invalid: bool) -> None:
    setpoints = [
        {
            "stair_id": str(change.stair_id),
            "door_configuration": change.door_configuration,
            "old": _number(change.old),
            "new": _number(change.new),
        }
        for change in plan.setpoints
    ]
    session.execute(
        text("""
            INSERT INTO import_batches (batch_id, building_id, kind, file_name, file_sha256, rows_read, rows_new,
                rows_changed, rows_unchanged, rows_skipped, mapping, imported_by)
            VALUES (:batch, :building, 'baseline', :name, :sha256, :read, :new, :changed, :unchanged, :skipped,
                CAST(:mapping AS jsonb), :by)"""),
        {
            "batch": batch_id,
            "building": plan.building_id,
            "name": plan.file_name,
            "sha256": plan.sha256,
            "read": len(plan.rows),
            "new": plan.count(RowStatus.NEW),
            "changed": plan.count(RowStatus.CHANGED),
            "unchanged": plan.count(RowStatus.UNCHANGED),
            "skipped": plan.count(RowStatus.ERROR) if skip_invalid else 0,
            "mapping": json.dumps({**plan.reading, "setpoints": setpoints, **_first_problems(plan)}),
            "by": by,
        },
    )


def _first_problems(plan: Plan) -> dict[str, Any]:
    """What is kept with an import of what was said of its cells."""
    said = {"errors": plan.errors, "warnings": plan.warnings}
    return {name: [problem.to_dict() for problem in problems[:PROBLEMS_KEPT]] for name, problems in said.items()}


def _number(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _write_setpoints(session: Session, plan: Plan) -> None:
    """Design setpoints have no periods: the new one stands, the old one is kept with the batch."""
    for change in plan.setpoints:
        key = {"stair": change.stair_id, "configuration": change.door_configuration}
        now = session.scalar(
            text("""
                SELECT setpoint FROM design_setpoints WHERE stair_id = :stair
                  AND measurement_type = 'pressure_differential' AND door_configuration = :configuration"""),
            key,
        )
        if now != change.old:
            raise Conflict("Somebody else has changed a design setpoint of this building; look at the file again.")
        session.execute(
            text("""
                INSERT INTO design_setpoints
                    (building_id, stair_id, measurement_type, door_configuration, setpoint, unit)
                VALUES (:building, :stair, 'pressure_differential', :configuration, :setpoint, 'Pa')
                ON CONFLICT (stair_id, measurement_type, door_configuration)
                DO UPDATE SET setpoint = excluded.setpoint, unit = excluded.unit"""),
            {**key, "building": plan.building_id, "setpoint": change.new},
        )


def _stage(session: Session, rows: Iterable[PlannedRow]) -> None:
    """Bring the rows to the server in one COPY."""
    session.execute(text("DROP TABLE IF EXISTS pg_temp.staged_baselines"))
    session.execute(text(_STAGED))
    buffer = io.StringIO()
    csv.writer(buffer).writerows(map(_line, rows))
    buffer.seek(0)
    driver: Any = session.connection().connection.dbapi_connection
    with driver.cursor() as cursor:
        cursor.copy_expert(f"COPY staged_baselines ({_COPIED}) FROM STDIN (FORMAT csv)", buffer)
    session.execute(text("ANALYZE staged_baselines"))


def _line(row: PlannedRow) -> tuple[Any, ...]:
    """One line of the COPY; ``None`` becomes an empty field, which is NULL."""
    assert row.location is not None
    assert row.facts is not None
    facts = row.facts
    conditions = {"temp_c": facts.temp_c, "humidity_pct": facts.humidity_pct, "wind_ms": facts.wind_ms}
    told = ", ".join(f'"{name}": {value:f}' for name, value in conditions.items() if value is not None)
    grid = None if facts.points is None else Grid(facts.points)
    return (
        row.kind.value,
        *row.location[1:],
        facts.value,
        facts.commissioned_date,
        facts.commissioned_by,
        facts.provenance,
        row.source_ref,
        row.replaces,
        row.history,
        facts.commissioning_report_ref,
        f"{{{told}}}" if told else None,
        None if grid is None else grid.to_text(),
        None if grid is None else round_half_even(grid.mean, 3),
        facts.measurement_position,
        f"{row.sheet}, row {row.row}",
    )


@dataclass(frozen=True)
class Writing:
    """One kind of baseline within an import."""

    building_id: UUID
    kind: BaselineKind
    batch_id: UUID
    by: UUID | None

    @property
    def given(self) -> dict[str, Any]:
        """What its statements are given."""
        return {"building": self.building_id, "kind": self.kind.value, "batch": self.batch_id, "by": self.by}


def _supersede_and_insert(session: Session, writing: Writing, step: Steps) -> None:
    """End the periods that the staged rows of one kind fall into, and put the new ones beside them."""
    kept, given, word = KEPT[writing.kind], writing.given, writing.kind.label.lower()
    at = f"""b.building_id = :building AND b.stair_id = s.stair_id AND b.{kept.place} = s.place_id
        AND b.{kept.case} = s.case_of::{kept.case_type} AND b.withdrawn_at IS NULL AND s.kind = :kind"""
    step.next(f"ending the {word} baselines that are replaced")
    session.execute(text(_FIND.format(table=kept.table, at=at)), given)
    session.execute(text(_NEXT.format(table=kept.table, at=at)), given)
    _refuse_if_changed(session, given)
    session.execute(text(_END.format(table=kept.table)), given)
    step.next(f"writing the {word} baselines")
    session.execute(text(_insert(kept, writing.kind)), given)
    note_written(session, kept.table)


_FIND = """
    UPDATE staged_baselines s SET found = b.baseline_id, ends = b.superseded_date FROM {table} b
    WHERE {at} AND daterange(b.commissioned_date, b.superseded_date) @> s.commissioned_date"""
_NEXT = """
    UPDATE staged_baselines s SET ends = later.starts
    FROM (SELECT s.stair_id, s.place_id, s.case_of, min(b.commissioned_date) AS starts
          FROM staged_baselines s JOIN {table} b ON {at}
          WHERE s.found IS NULL AND b.commissioned_date > s.commissioned_date
            AND (b.superseded_date IS NULL OR b.superseded_date > b.commissioned_date)
          GROUP BY s.stair_id, s.place_id, s.case_of) AS later
    WHERE s.kind = :kind AND (s.stair_id, s.place_id, s.case_of) = (later.stair_id, later.place_id, later.case_of)"""
_CHANGED_SINCE = """
    SELECT place_in_file FROM staged_baselines
    WHERE kind = :kind
      AND (found IS DISTINCT FROM replaces OR (found IS NULL AND (ends IS NOT NULL) <> history))
    ORDER BY place_in_file LIMIT 20"""
_END = """
    UPDATE {table} b SET superseded_date = s.commissioned_date FROM staged_baselines s
    WHERE s.kind = :kind AND b.baseline_id = s.found"""


def _refuse_if_changed(session: Session, given: dict[str, Any]) -> None:
    changed = list(session.scalars(text(_CHANGED_SINCE), given))
    if changed:
        raise Conflict("Somebody else has changed baselines of this building; look at the file again.", changed)


def _insert(kept: Kept, kind: BaselineKind) -> str:
    own = _OWN_COLUMNS[kind]
    return f"""
        INSERT INTO {kept.table} (building_id, stair_id, {kept.place}, {kept.case}, {kept.value}, commissioned_date,
            commissioned_by, provenance, superseded_date, recorded_by, batch_id, source_ref, {", ".join(own)})
        SELECT :building, s.stair_id, s.place_id, s.case_of::{kept.case_type}, s.value, s.commissioned_date,
            s.commissioned_by, s.provenance, s.ends, :by, :batch, s.source_ref, {", ".join(own.values())}
        FROM staged_baselines s
        LEFT JOIN {kept.table} before
            ON before.baseline_id = s.found AND before.commissioned_date = s.commissioned_date
        WHERE s.kind = :kind"""
