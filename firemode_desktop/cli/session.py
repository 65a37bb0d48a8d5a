"""``firemode session``: from an empty session to an approved one."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from firemode_desktop.cli import session_results, session_review, session_visit
from firemode_desktop.cli.arguments import day, moment
from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.cli.session_words import (
    add_conditions,
    add_reading,
    conditions_given,
    on_session,
    on_test,
    reading_given,
)
from firemode_desktop.domain.dates import on_the_clock, show_time
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import DecisionRule, Frequency

if TYPE_CHECKING:
    from firemode_desktop.services import testing


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add all verbs of ``session``."""
    verbs = groups.add_parser("session", parents=[common], help="test sessions").add_subparsers(
        metavar="VERB", required=True
    )
    _create(verbs, common)
    listing = verbs.add_parser("list", parents=[common], help="sessions, the latest first")
    listing.add_argument("--building", metavar="NAME")
    listing.set_defaults(command=list_sessions)
    on_session(verbs, common, "show", show, "a session with all its tests")
    _result(verbs, common)
    session_results.add(verbs, common)
    session_visit.add(verbs, common)
    session_review.add(verbs, common)


def _create(verbs: Any, common: argparse.ArgumentParser) -> None:
    create = verbs.add_parser("create", parents=[common], help="start a session from the generated tests")
    create.add_argument("--building", required=True, metavar="NAME")
    create.add_argument("--frequency", required=True, choices=Frequency.values())
    create.add_argument("--name")
    create.add_argument("--date", type=day, metavar="DATE", help="the day of the visit (today)")
    create.add_argument("--decision-rule", choices=DecisionRule.values(), default=DecisionRule.SIMPLE.value)
    create.set_defaults(command=create_session)


def _result(verbs: Any, common: argparse.ArgumentParser) -> None:
    result = on_test(verbs, common, "result", record_result, "record what was read")
    add_reading(result)
    result.add_argument("--at", type=moment, metavar="TIME", help="when it was measured (now)")
    result.add_argument("--evidence", action="append", default=[], type=Path, metavar="FILE")
    add_conditions(result)
    result.add_argument("--skip", metavar="REASON", help="leave the test out")
    result.add_argument("--fail", metavar="REASON", help="it could not be carried out")
    result.add_argument("--notes")


def create_session(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Create a session."""
    from firemode_desktop.services import catalogue, testing

    def job(session: Any, by: UUID) -> tuple[UUID, testing.SessionSummary]:
        building = catalogue.building_named(session, chosen.building)
        today = desk.now().astimezone(catalogue.zone_of(building)).date()
        session_id = testing.create_session(
            session,
            building.id,
            chosen.frequency,
            scheduled_for=chosen.date or today,
            by=by,
            name=chosen.name,
            decision_rule=chosen.decision_rule,
        )
        return session_id, testing.summaries(session, session_id=session_id)[0]

    session_id, summary = desk.act(job)
    document = {"id": session_id, **_summary(summary)}
    return Answer(document, f"“{summary.name}” has {summary.progress.total} tests. Id: {session_id}")


def list_sessions(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List sessions."""
    from firemode_desktop.services import catalogue, testing

    def job(session: Any) -> tuple[testing.SessionSummary, ...]:
        building_id = catalogue.building_named(session, chosen.building).id if chosen.building else None
        return testing.summaries(session, building_id)

    found = desk.run(job)
    rows = [
        (s.name, s.building, s.status, f"{s.progress.completed}/{s.progress.total}", str(s.session_id)) for s in found
    ]
    text = table(rows, ("session", "building", "status", "done", "id")) if rows else "No sessions yet."
    return Answer({"sessions": [_summary(s) for s in found]}, text)


def show(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Show a session."""
    from firemode_desktop.services import testing

    shown, conditions = desk.run(
        lambda session: (testing.show(session, chosen.session), testing.conditions_of(session, chosen.session))
    )
    document = {
        **_summary(shown.summary),
        "conditions": conditions,
        "instances": [asdict(test) for test in shown.tests],
    }
    rows = [(test.identifier, test.status, _read(test), test.stands[1] or "") for test in shown.tests]
    return Answer(document, table(rows, ("test", "status", "reading", "verdict")))


def _read(test: testing.ShownTest) -> str:
    """``18.2 Pa``; a correction beside what was recorded: ``44.1 → 14.4 Pa``."""
    values = [test.measured_value, *(one.measured_value for one in test.amendments)]
    known = [f"{float(value):g}" for value in dict.fromkeys(values) if value is not None]
    return f"{' → '.join(known)} {test.unit or ''}".strip() if known else ""


def _summary(summary: testing.SessionSummary) -> dict[str, Any]:
    return {
        "id": summary.session_id,
        "name": summary.name,
        "building": summary.building,
        "frequency": summary.frequency,
        "status": summary.status,
        "scheduled_for": summary.scheduled_for,
        "progress": summary.progress.to_dict(),
        "compliant": summary.compliant,
        "non_compliant": summary.non_compliant,
        "reviewed_by": summary.reviewed_by,
        "review_note": summary.review_note,
    }


def record_result(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Record one result."""
    from firemode_desktop.services import testing

    files = tuple(testing.EvidenceFile(desk.evidence.add(path), path.name) for path in chosen.evidence)

    def job(session: Any, by: UUID) -> tuple[testing.Recorded, testing.ShownTest]:
        result = _as_result(session, chosen, files)
        recorded = testing.record(session, chosen.session, [result], by=by, at=desk.now())
        shown = testing.show(session, chosen.session)
        return recorded, next(test for test in shown.tests if test.identifier == result.identifier)

    recorded, test = desk.act(job)
    sentences = [check["message"] for check in test.checks if check["result"] in ("fail", "warn")]
    text = "\n".join([f"{test.identifier}: {test.status}, {test.verdict or 'no verdict'}", *sentences])
    return Answer({**asdict(test), "unchanged": bool(recorded.unchanged)}, text)


def _as_result(session: Any, chosen: argparse.Namespace, files: tuple[testing.EvidenceFile, ...]) -> testing.Result:
    """The words of the command as a result; the identifier may also be the test's id."""
    from firemode_desktop.services import testing
    from firemode_desktop.services.testing import bench, completing

    bench_ = bench.load(session, chosen.session)
    instance = completing.find(bench_, chosen.identifier)
    return testing.Result(
        identifier=instance.scoped_identifier,
        **reading_given(bench_, instance, chosen),
        measured_at=_moment(chosen.at, bench_.zone),
        environment=conditions_given(chosen),
        status="skipped" if chosen.skip else "failed" if chosen.fail else "",
        notes=chosen.skip or chosen.fail or chosen.notes,
        evidence=files,
    )


def _moment(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """``at`` with its offset; a time without one is the building's own. Raises ``Invalid`` for one that never was."""
    if at is None or at.tzinfo is not None:
        return at
    local = at.replace(tzinfo=zone)
    if not on_the_clock(local):
        raise Invalid(f"{show_time(local)} was on no clock in {zone.key}: the clocks went forward.")
    return local
