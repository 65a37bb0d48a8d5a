"""Imports that were made, and taking one back as a whole: rows are withdrawn, their predecessors hold again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.domain.baselines import MEASURES
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.models import DesignSetpoint
from firemode_desktop.services import people
from firemode_desktop.services.importing.tables import KEPT, Kept
from firemode_desktop.services.removing import remove

SHOWN = 20
"""So many of what stands in the way are listed."""


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """One import of a building, with who made it and whether it was taken back."""

    batch_id: UUID
    kind: str
    file_name: str | None
    file_sha256: str | None
    rows_read: int
    rows_new: int
    rows_changed: int
    rows_unchanged: int
    rows_skipped: int
    imported_by: str | None
    recorded_at: datetime
    undone_at: datetime | None
    undone_by: str | None
    undo_reason: str | None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        found: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        moments = {name: value.isoformat() for name, value in found.items() if isinstance(value, datetime)}
        return {"id": str(self.batch_id), **found, **moments, "batch_id": str(self.batch_id)}


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking an import back did: baselines withdrawn, predecessors that hold again, setpoints put back.

    ``expected_tests`` still show a withdrawn value; generating refreshes them.
    """

    batch_id: UUID
    withdrawn: int
    restated: int
    setpoints: int
    expected_tests: int = 0
    drafts: int = 0

    @property
    def sentence(self) -> str:
        """What was done, and what is left to do."""
        if self.drafts:
            which = "1 draft was" if self.drafts == 1 else f"{self.drafts} drafts were"
            return f"{which} removed; what is in force stays as it is."
        rows, tests = self.withdrawn, self.expected_tests
        done = f"{rows} {'baseline' if rows == 1 else 'baselines'} withdrawn, {self.restated} hold again."
        if not tests:
            return done
        which = "expected test still shows it" if tests == 1 else "expected tests still show them"
        return f"{done} {tests} {which}: generate the expected tests again."


def batches(session: Session, building_id: UUID) -> tuple[BatchSummary, ...]:
    """The imports of a building, the latest first."""
    rows = session.execute(text(f"{_SUMMARY} WHERE b.building_id = :building {_LATEST}"), {"building": building_id})
    return tuple(BatchSummary(*row) for row in rows)


def batch(session: Session, batch_id: UUID) -> BatchSummary:
    """One import. Raises ``Missing``."""
    row = session.execute(text(f"{_SUMMARY} WHERE b.batch_id = :batch"), {"batch": batch_id}).one_or_none()
    if row is None:
        raise Missing("There is no such import.", [str(batch_id)])
    return BatchSummary(*row)


_SUMMARY = """
    SELECT b.batch_id, b.kind, b.file_name, b.file_sha256, b.rows_read, b.rows_new, b.rows_changed,
           b.rows_unchanged, b.rows_skipped, i.full_name, b.recorded_at, b.undone_at, u.full_name, b.undo_reason
    FROM import_batches b
    LEFT JOIN users i ON i.id = b.imported_by
    LEFT JOIN users u ON u.id = b.undone_by"""
_LATEST = "ORDER BY b.recorded_at DESC, b.batch_id"


def undo(session: Session, batch_id: UUID, *, by: UUID | None, reason: str, at: datetime) -> Undone:
    """Take an import back. Of baselines nothing is deleted: its rows are withdrawn with the reason. The drafts of an
    import of scenarios are removed.

    Raises:
        Missing: there is no such import.
        Invalid: the reason is blank.
        Refused: the person may not, it was taken back already, is no import of baselines, or something depends on it
            (listed in ``details``): a later baseline, a test of a session that was given one of its values, a design
            setpoint changed since. Expected tests only show a baseline and do not hold it; they are counted.
    """
    if by is not None:
        people.require(session, by, people.TESTERS, "take an import back")
    if not reason.strip():
        raise Invalid("Why the import is taken back is needed.")
    if by is not None and (drafts := _drafts(session, batch_id)):
        return _discard(session, batch_id, drafts, by, reason, at)
    setpoints = _lock(session, batch_id)
    dependents = [line for kind in KEPT for line in _dependents(session, kind, batch_id)]
    dependents += [line for change in setpoints for line in _setpoint_changed(session, change)]
    if dependents:
        more = f" and {len(dependents) - 1} more" if len(dependents) > 1 else ""
        raise Refused(f"This import cannot be taken back: {dependents[0]}{more}.", dependents[:SHOWN])
    given = {"batch": batch_id, "by": by, "reason": reason.strip(), "at": at}
    withdrawn = restated = expected_tests = 0
    for kind, kept in KEPT.items():
        shown = session.scalar(text(_EXPECTED.format(**_of(kept))), {"batch": batch_id, "measurement": MEASURES[kind]})
        expected_tests += shown or 0
    for kept in KEPT.values():
        withdrawn += _count(session, _WITHDRAW.format(table=kept.table), given)
        restated += _count(session, _restate(kept), given)
    for change in setpoints:
        _put_back(session, change)
    session.execute(text(_TAKEN_BACK), given)
    return Undone(batch_id, withdrawn, restated, len(setpoints), expected_tests)


def _drafts(session: Session, batch_id: UUID) -> list[dict[str, Any]]:
    """The drafts that an import of scenarios made, with the version each was saved as; locked with the import."""
    found = session.scalar(
        text("""
            SELECT mapping -> 'drafts' FROM import_batches
            WHERE batch_id = :batch AND kind = 'scenarios' AND undone_at IS NULL FOR NO KEY UPDATE"""),
        {"batch": batch_id},
    )
    return list(found or [])


def _discard(
    session: Session, batch_id: UUID, drafts: list[dict[str, Any]], by: UUID, reason: str, at: datetime
) -> Undone:
    """Remove the drafts of an import as long as nobody changed or published one: then all of them stay."""
    from firemode_desktop.services import scenarios

    for draft in drafts:
        scenarios.discard(session, UUID(draft["scenario_id"]), draft["row_version"], by=by)
    session.execute(text(_TAKEN_BACK), {"batch": batch_id, "by": by, "reason": reason.strip(), "at": at})
    return Undone(batch_id, 0, 0, 0, drafts=len(drafts))


_TAKEN_BACK = (
    "UPDATE import_batches SET undone_at = :at, undone_by = :by, undo_reason = :reason WHERE batch_id = :batch"
)


def _lock(session: Session, batch_id: UUID) -> list[dict[str, Any]]:
    """Hold the import and its building; returns the design setpoints it changed."""
    found = session.execute(
        text("""
            SELECT i.kind, i.undone_at, i.mapping -> 'setpoints' FROM import_batches i
            JOIN buildings b ON b.id = i.building_id
            WHERE i.batch_id = :batch FOR NO KEY UPDATE"""),
        {"batch": batch_id},
    ).one_or_none()
    if found is None:
        raise Missing("There is no such import.", [str(batch_id)])
    kind, undone_at, setpoints = found
    if undone_at is not None:
        raise Refused("This import was taken back already.")
    if kind != "baseline":
        raise Refused(_NOT_UNDONE.get(kind, f"An import of {kind} is not taken back; correct its rows instead."))
    return list(setpoints or [])


_NOT_UNDONE = {
    "results": "Results are not taken back: what a test was given stays on record, whoever brought it. Correct a "
    "reading by an amendment that keeps the original, or add a retest and record what is read then.",
}


_WITHDRAW = """
    UPDATE {table} SET withdrawn_at = :at, withdrawn_by = :by, withdrawn_reason = :reason
    WHERE batch_id = :batch AND withdrawn_at IS NULL"""


def _restate(kept: Kept) -> str:
    """The baseline that a withdrawn one ended holds again, as long as the withdrawn one would have.

    Of several that end on that day the one that began on it is the one: it was corrected the same day.
    """
    return f"""
        UPDATE {kept.table} before SET superseded_date = again.ends
        FROM (SELECT DISTINCT ON (gone.baseline_id) older.baseline_id, gone.superseded_date AS ends
              FROM {kept.table} gone
              JOIN {kept.table} older ON {kept.same_location("older", "gone")}
                  AND older.withdrawn_at IS NULL AND older.superseded_date = gone.commissioned_date
              WHERE gone.batch_id = :batch
              ORDER BY gone.baseline_id, older.commissioned_date DESC, older.recorded_at DESC) AS again
        WHERE before.baseline_id = again.baseline_id"""


def _count(session: Session, statement: str, given: dict[str, Any]) -> int:
    result: Any = session.execute(text(statement), given)
    return int(result.rowcount)


def _dependents(session: Session, kind: BaselineKind, batch_id: UUID) -> list[str]:
    """In words: later baselines that ended one of this import, and tests that were given one of its values."""
    kept = KEPT[kind]
    given = {"batch": batch_id, "measurement": MEASURES[kind].value}
    later = session.execute(
        text(f"""
            SELECT later.commissioned_date, i.file_name, count(*) FROM {kept.table} own
            JOIN {kept.table} later ON {kept.same_location("later", "own")} AND later.withdrawn_at IS NULL
                AND later.commissioned_date = own.superseded_date AND later.recorded_at >= own.recorded_at
                AND later.batch_id IS DISTINCT FROM own.batch_id
            LEFT JOIN import_batches i ON i.batch_id = later.batch_id
            WHERE own.batch_id = :batch AND own.withdrawn_at IS NULL
            GROUP BY later.commissioned_date, later.batch_id, i.file_name
            ORDER BY later.commissioned_date, i.file_name LIMIT {SHOWN}"""),
        given,
    )
    takers = session.execute(text(_TAKERS.format(**_of(kept), shown=SHOWN)), given)
    return [_came_after(kind, *row) for row in later] + [_was_given(kind, *row) for row in takers]


def _came_after(kind: BaselineKind, day: date, file: str | None, rows: int) -> str:
    """``3 pressure baselines of 1 May 2022 (site.xlsx) came after it``."""
    which = f"of {show_date(day)} ({file or 'entered by hand'}) came after it"
    return f"a {_word(kind)} baseline {which}" if rows == 1 else f"{rows} {_word(kind)} baselines {which}"


def _was_given(kind: BaselineKind, visit: str | None, first: str, tests: int) -> str:
    """``60 pressure tests of “Annual 2026” were given its values``; a single test by its identifier."""
    where = f"of “{visit or 'a session without a name'}”"
    if tests == 1:
        return f"the test {first} {where} was given its value"
    return f"{tests} {_word(kind)} tests {where} were given its values, the first {first}"


def _word(kind: BaselineKind) -> str:
    return kind.label.lower()


def _of(kept: Kept) -> dict[str, str]:
    return {"table": kept.table, "place": kept.place, "case": kept.case, "value": kept.value}


_SAME = """t.building_id = own.building_id AND t.stair_id = own.stair_id AND t.{place} = own.{place}
    AND t.{case} = own.{case} AND t.measurement_type = :measurement
    AND t.baseline_date = own.commissioned_date AND t.baseline_value = own.{value}"""
_EXPECTED = f"""
    SELECT count(*) FROM {{table}} own JOIN test_instance_templates t ON {_SAME}
    WHERE own.batch_id = :batch AND own.withdrawn_at IS NULL AND t.retired_at IS NULL"""
_TAKERS = f"""
    SELECT v.session_name, min(t.scoped_identifier), count(*) FROM {{table}} own JOIN test_instances t ON {_SAME}
    JOIN test_sessions v ON v.id = t.session_id AND v.status <> 'cancelled'
    WHERE own.batch_id = :batch AND own.withdrawn_at IS NULL
    GROUP BY v.id, v.session_name, v.created_at ORDER BY v.created_at DESC, v.id LIMIT {{shown}}"""


def _setpoint(session: Session, change: dict[str, Any]) -> Decimal | None:
    found: Decimal | None = session.scalar(
        text("""
            SELECT setpoint FROM design_setpoints
            WHERE stair_id = :stair_id AND measurement_type = 'pressure_differential'
              AND door_configuration = :door_configuration
            FOR UPDATE"""),
        {name: change[name] for name in ("stair_id", "door_configuration")},
    )
    return found


def _setpoint_changed(session: Session, change: dict[str, Any]) -> list[str]:
    now = _setpoint(session, change)
    if now is not None and now == Decimal(change["new"]):
        return []
    return [f"the design setpoint for {change['door_configuration']} has been changed since"]


def _put_back(session: Session, change: dict[str, Any]) -> None:
    key = {name: change[name] for name in ("stair_id", "door_configuration")}
    where = """WHERE stair_id = :stair_id AND measurement_type = 'pressure_differential'
        AND door_configuration = :door_configuration"""
    if change["old"] is None:
        found = session.scalars(text(f"SELECT setpoint_id FROM design_setpoints {where}"), key).all()
        remove(session, DesignSetpoint, found)
    else:
        session.execute(text(f"UPDATE design_setpoints SET setpoint = :old {where}"), {**key, "old": change["old"]})
