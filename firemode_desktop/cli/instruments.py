"""``firemode instruments``: which calibrations are due, and what a bad instrument has touched."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.arguments import day, days
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, table, write_beside
from firemode_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from firemode_desktop.domain.recall import InDoubt, Judgement, Recall


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``instruments due / recall``."""
    verbs = groups.add_parser("instruments", parents=[common], help="instruments").add_subparsers(
        metavar="VERB", required=True
    )
    due = verbs.add_parser("due", parents=[common], help="expired calibrations and those that end soon")
    due.add_argument("--days", type=days, default=30, help="how far to look ahead (30)")
    due.set_defaults(command=list_due)
    recall = verbs.add_parser("recall", parents=[common], help="all readings a bad instrument took, and their verdicts")
    recall.add_argument("serial", metavar="SERIAL", help="its serial number, or its id")
    recall.add_argument("--since", type=day, metavar="DATE", help="else the day of its latest calibration")
    recall.add_argument("--until", type=day, metavar="DATE", help="the first day on which it was good again")
    recall.add_argument("--error", metavar="TEXT", help="what was found, e.g. “1.8 Pa low” or “2 %% high”")
    recall.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it as .xlsx or .csv")
    recall.set_defaults(command=list_in_doubt)


def list_due(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List what is due."""
    from firemode_desktop.services import instruments

    today = desk.now().astimezone().date()
    found = desk.run(lambda session: instruments.due(session, today, chosen.days))
    document = [
        {
            "id": state.instrument_id,
            "serial_number": state.serial_number,
            "instrument_type": state.instrument_type,
            "expires_on": state.expires_on,
            "days": state.days,
            "state": state.state,
        }
        for state in found
    ]
    rows = [(s.serial_number, s.instrument_type or "", str(s.expires_on or "no certificate"), s.state) for s in found]
    text = table(rows, ("serial", "type", "ends", "")) if rows else "No calibration is due."
    return Answer({"instruments": document}, text)


def list_in_doubt(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List the readings in doubt; nothing is written."""
    from firemode_desktop.domain.recall import KnownError
    from firemode_desktop.services import recalling

    error = KnownError.parse(chosen.error) if chosen.error is not None else None
    write = _writer(chosen.output)
    today = desk.now().astimezone().date()

    def job(session: Any) -> Recall:
        found = recalling.instrument_called(session, chosen.serial)
        span = recalling.span_asked(session, found, today=today, since=chosen.since, until=chosen.until)
        return recalling.recall(session, found, span, error)

    found = desk.run(job, deadline_s=LONG_S)
    document = _document(found)
    if chosen.output is None:
        return Answer(document, _in_words(found))
    write_beside(chosen.output, write(found))
    return Answer({**document, "file": str(chosen.output)}, f"{found.sentence}\nWrote {chosen.output}.")


def _writer(path: Path | None) -> Any:
    """What writes a file of that ending; said before the database is asked."""
    from firemode_desktop.exports.recall import recall_csv, recall_workbook

    ending = ".xlsx" if path is None else path.suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise Invalid(f"{path} names no format; end it with .xlsx or .csv.")
    return recall_csv if ending == ".csv" else recall_workbook


def _document(found: Recall) -> dict[str, Any]:
    return {
        "id": found.instrument_id,
        "serial_number": found.serial_number,
        "instrument_type": found.instrument_type,
        "since": found.span.since,
        "until": found.span.until,
        "certificate": found.because or None,
        "error": str(found.error) if found.error else None,
        "counts": {
            "readings": len(found.readings),
            "losing_proof": found.losing_proof,
            "would_fail": found.failing,
            "would_pass": found.passing,
        },
        "sessions": [
            {
                "id": one.session_id,
                "name": one.name,
                "building": one.building,
                "status": one.status.value,
                "readings": one.readings,
                "changed": one.changed,
            }
            for one in found.touched
        ],
        "readings": [_reading(one) for one in found.readings],
    }


def _reading(one: InDoubt) -> dict[str, Any]:
    return {
        "instance_id": one.instance_id,
        "session_id": one.session_id,
        "building": one.building,
        "session": one.session,
        "identifier": one.identifier,
        "location": one.location,
        "measured_at": one.measured_at,
        "unit": one.unit,
        "min_threshold": one.limits.minimum,
        "max_threshold": one.limits.maximum,
        "stood": _judgement(one.stood),
        "without_calibration": _judgement(one.without),
        "corrected": _judgement(one.corrected),
        "changes": one.changes,
        "accepted_by": one.accepted_by,
        "amended": one.amended,
        "retest": one.retest,
    }


def _judgement(one: Judgement | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"value": one.value, "verdict": one.verdict.value, "counts_as": one.counts.value}


def _in_words(found: Recall) -> str:
    from firemode_desktop.domain.faults import shown

    def value(judged: Judgement | None, one: InDoubt) -> str:
        return "" if judged is None or judged.value is None else f"{shown(judged.value, one.limits)} {one.unit or ''}"

    rows = [
        (
            f"{one.measured_at:%Y-%m-%d}",
            one.building,
            one.location,
            value(one.stood, one),
            one.stood.counts.value,
            one.without.counts.value,
            f"{value(one.corrected, one)} {one.corrected.counts.value}" if one.corrected else "",
            f"retested as {one.retest}" if one.retest else one.session_status.label.lower(),
        )
        for one in found.readings
    ]
    heads = ("day", "building", "location", "read", "stands", "without", "corrected", "session")
    parts = [table(rows, heads)] if rows else []
    return "\n\n".join([*parts, found.sentence, *_next(found)])


def _next(found: Recall) -> list[str]:
    """What a person may do about it: the command, session by session."""
    changed = [one for one in found.touched if one.changed]
    lines = [
        f"firemode session retest {one.session_id} IDENTIFIER   # {one.name}, {one.building}"
        for one in changed
        if one.takes_retests
    ]
    if any(not one.takes_retests for one in changed):
        lines.append("A session that is submitted or approved takes no retest: return it, or begin a new one.")
    return ["To measure again:\n" + "\n".join(lines)] if lines else []
