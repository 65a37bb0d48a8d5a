"""``firemode scenario observed``: a fire panel's event log as the result of a cause-and-effect test."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.cli.arguments import identity
from firemode_desktop.cli.desk import Answer, Desk, table

if TYPE_CHECKING:
    from firemode_desktop.domain.event_log import Answers, LogRow
    from firemode_desktop.domain.observed import Finding
    from firemode_desktop.services.event_logs import LogPlan


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``scenario observed``."""
    new = verbs.add_parser("observed", parents=[common], help="take a fire panel’s event log as a test’s result")
    new.add_argument("instance", metavar="INSTANCE", type=identity, help="id of the test")
    new.add_argument("log", metavar="LOG", type=Path, help="CSV or workbook with time, point and event")
    new.add_argument("--trigger", metavar="ROW", help="the row that is the trigger; “zero”: the log counts from it")
    new.add_argument(
        "--point",
        action="append",
        default=[],
        metavar="POINT=COMPONENT:action",
        help="what a point of the log is; POINT/EVENT=… for one event; POINT=- leaves it out",
    )
    new.add_argument("--dry-run", action="store_true", help="show what would be recorded, record nothing")
    new.set_defaults(command=observed)


def observed(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Read, hold against the steps, and – unless it is a rehearsal – record with the log as evidence."""
    from firemode_desktop.imports.files.opening import bytes_of
    from firemode_desktop.imports.files.workbook import MAX_FILE
    from firemode_desktop.services import event_logs
    from firemode_desktop.services.testing import EvidenceFile

    answers = _answers(chosen)
    content = bytes_of(chosen.log, MAX_FILE)
    name, instance = chosen.log.name, chosen.instance

    def look(session: Any) -> LogPlan:
        return event_logs.survey_log(session, instance, content, name, answers)

    plan = desk.run(look)
    _check_points(plan, chosen)
    if chosen.dry_run:
        return _answer(plan, None)

    def job(session: Any, by: UUID) -> Any:
        fresh = look(session)
        file = EvidenceFile(desk.evidence.add(chosen.log), name, desk.now()) if fresh.ready else None
        return event_logs.observe(session, fresh, file, by=by, at=desk.now())

    done = desk.act(job)
    return _answer(plan, "unchanged" if done.unchanged else "recorded", done.faults)


def _answers(chosen: argparse.Namespace) -> Answers:
    from firemode_desktop.domain.errors import Invalid
    from firemode_desktop.domain.event_log import ZERO, Answers

    trigger = None
    if chosen.trigger is not None:
        zero = chosen.trigger.strip().casefold() == "zero"
        if not zero and not (chosen.trigger.isascii() and chosen.trigger.isdigit() and int(chosen.trigger)):
            raise Invalid(f"“{chosen.trigger}” is no row of the log; give its number, or zero.")
        trigger = ZERO if zero else int(chosen.trigger)
    points = [pair for text in chosen.point for pair in _point(text)]
    return Answers(trigger, dict(points))


def _point(text: str) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """What was said of a point; one with a stroke in it may be a point with its event, or an address."""
    from firemode_desktop.domain.errors import Invalid
    from firemode_desktop.domain.event_log import LEFT_OUT
    from firemode_desktop.domain.event_words import spaced

    point, equals, becomes = text.rpartition("=")
    component, _, action = becomes.partition(":")
    if not equals or not point.strip() or not component.strip():
        raise Invalid(f"“{text}” says nothing of a point; write it as POINT=COMPONENT:action, or POINT=-.")
    said = LEFT_OUT if component.strip() == "-" else (component.strip(), action.strip())
    name, stroke, event = point.rpartition("/")
    keys = [(spaced(point), ""), *([(spaced(name), spaced(event))] if stroke else [])]
    return [(key, said) for key in keys]


def _check_points(plan: LogPlan, chosen: argparse.Namespace) -> None:
    """What was said of a point that the log does not have is a slip, and would have no effect."""
    from firemode_desktop.domain.errors import Invalid

    known = {event.key for event in plan.log.events} | {(event.key[0], "") for event in plan.log.events}
    unknown = [text for text in chosen.point if not known & {key for key, _ in _point(text)}]
    if unknown:
        raise Invalid(f"No row of {plan.log.file_name} has the point of “{unknown[0]}”.", unknown)


def _answer(plan: LogPlan, outcome: str | None, faults: tuple[UUID, ...] = ()) -> Answer:
    reading = plan.reading
    findings = [_finding(each) for each in reading.comparison.findings] if reading.started else []
    document = {
        "id": plan.instance_id,
        "identifier": plan.identifier,
        "outcome": outcome or "dry_run",
        "compliant": reading.comparison.compliant if reading.started else None,
        "trigger": reading.trigger.row if reading.trigger else None,
        "trigger_words": reading.why,
        "findings": findings,
        "rows": [_row(each) for each in reading.rows],
        "questions": list(reading.questions),
        "notes": list(plan.notes),
        "sha256": plan.log.sha256,
        "faults": list(faults),
    }
    return Answer(document, "\n".join(_lines(plan, outcome)))


def _finding(one: Finding) -> dict[str, Any]:
    seen = one.observed
    return {
        "step_order": one.step_order,
        "component_id": one.step.component_id if one.step else seen.component_id if seen else None,
        "action": one.step.expected_action if one.step else seen.action if seen else None,
        "expected_delay_seconds": one.step.expected_delay_seconds if one.step else None,
        "tolerance_seconds": one.step.tolerance_seconds if one.step else None,
        "observed_action": seen.action if seen else None,
        "observed_delay_seconds": seen.delay_seconds if seen else None,
        "outcome": one.outcome,
        "result": one.result,
        "message": one.message,
    }


def _row(one: LogRow) -> dict[str, Any]:
    return {
        "row": one.event.row,
        "seconds": one.seconds,
        "point": one.event.point,
        "event": one.event.event,
        "component_id": one.effect.component_id if one.effect else one.component or None,
        "action": one.effect.action if one.effect else None,
        "used": one.effect is not None,
        "reason": one.reason,
        "doubt": one.doubt,
        "near": list(one.near),
    }


def _lines(plan: LogPlan, outcome: str | None) -> list[str]:
    reading = plan.reading
    lines = [f"{plan.identifier}: {reading.why}", *plan.notes]
    if reading.started:
        lines += ["", table([_shown(each) for each in reading.comparison.findings], _HEADS)]
    unused = [row for row in reading.rows if row.effect is None and row.reason != "the trigger"]
    if unused:
        lines += ["", "Rows that are no effect:", *(f"  {each.event.words}: {each.reason}" for each in unused)]
    if reading.questions:
        lines += ["", "To be said before it can be recorded (--trigger ROW, --point POINT=COMPONENT:action):"]
        lines += [f"  {each}" for each in reading.questions]
    return [*lines, "", _OUTCOMES[outcome].format(verdict=_verdict(plan))]


_HEADS = ("step", "planned", "observed", "verdict")
_OUTCOMES = {
    None: "Nothing was recorded. As it stands: {verdict}.",
    "recorded": "Recorded: {verdict}.",
    "unchanged": "This log is recorded already: {verdict}. Nothing was changed.",
}


def _verdict(plan: LogPlan) -> str:
    if not plan.reading.started:
        return "no trigger is chosen"
    return "the sequence was as planned" if plan.reading.comparison.compliant else "the sequence was not as planned"


def _shown(one: Finding) -> tuple[str, ...]:
    from firemode_desktop.domain.checks import plain

    step, seen = one.step, one.observed
    planned = f"{step.words} {plain(step.expected_delay_seconds)} ± {plain(step.tolerance_seconds)} s" if step else "–"
    planned = f"not: {planned}" if step is not None and step.must_not else planned
    return (str(step.step_order) if step else "", planned, seen.words if seen else "–", one.message)
