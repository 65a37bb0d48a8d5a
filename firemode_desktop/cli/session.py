"""``firemode session``: from an empty session to an approved one."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.cli import session_results
from firemode_desktop.cli.arguments import day, identity, moment
from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import DecisionRule, Frequency

if TYPE_CHECKING:
    from firemode_desktop.domain.observed import ObservedEffect
    from firemode_desktop.services import testing
    from firemode_desktop.services.testing.bench import Bench


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add all verbs of ``session``."""
    verbs = groups.add_parser("session", parents=[common], help="test sessions").add_subparsers(
        metavar="VERB", required=True
    )
    _create(verbs, common)
    listing = verbs.add_parser("list", parents=[common], help="sessions, the latest first")
    listing.add_argument("--building", metavar="NAME")
    listing.set_defaults(command=list_sessions)
    _on_session(verbs, common, "show", show, "a session with all its tests")
    _result(verbs, common)
    session_results.add(verbs, common)
    accept = _on_test(verbs, common, "accept", accept_instrument, "accept a reading whose instrument was not fit")
    accept.add_argument("--reason", required=True)
    waive = _on_test(verbs, common, "waive", waive_evidence, "let mandatory evidence be missing")
    waive.add_argument("--prompt", type=int, required=True, help="number of the prompt, from 1")
    waive.add_argument("--reason", required=True)
    _on_session(verbs, common, "validate", validate, "judge all completed tests again and report")
    _on_test(verbs, common, "retest", retest, "add a retest of a finished test")
    amend = _on_test(verbs, common, "amend", amend_result, "correct a result beside the original")
    amend.add_argument("value")
    amend.add_argument("--reason", required=True)
    _on_session(verbs, common, "submit", submit, "hand the session to a supervisor")
    for verb, command, words, required in (
        ("approve", approve, "approve and freeze a submitted session", False),
        ("return", return_to_tester, "give it back with a note", True),
        ("cancel", cancel, "cancel a session", False),
    ):
        _on_session(verbs, common, verb, command, words).add_argument("--note", required=required)


def _create(verbs: Any, common: argparse.ArgumentParser) -> None:
    create = verbs.add_parser("create", parents=[common], help="start a session from the generated tests")
    create.add_argument("--building", required=True, metavar="NAME")
    create.add_argument("--frequency", required=True, choices=Frequency.values())
    create.add_argument("--name")
    create.add_argument("--date", type=day, metavar="DATE", help="the day of the visit (today)")
    create.add_argument("--decision-rule", choices=DecisionRule.values(), default=DecisionRule.SIMPLE.value)
    create.set_defaults(command=create_session)


def _on_session(verbs: Any, common: argparse.ArgumentParser, verb: str, command: Any, help_text: str) -> Any:
    parser = verbs.add_parser(verb, parents=[common], help=help_text)
    parser.add_argument("session", metavar="ID", type=identity)
    parser.set_defaults(command=command)
    return parser


def _on_test(verbs: Any, common: argparse.ArgumentParser, verb: str, command: Any, help_text: str) -> Any:
    parser = _on_session(verbs, common, verb, command, help_text)
    parser.add_argument("identifier", metavar="IDENTIFIER")
    return parser


def _result(verbs: Any, common: argparse.ArgumentParser) -> None:
    result = _on_test(verbs, common, "result", record_result, "record what was read")
    result.add_argument("values", metavar="VALUE", nargs="*", help="one number, or the nine points of a doorway")
    result.add_argument("--observed", choices=("yes", "no"), help="whether the expected result was observed")
    result.add_argument("--effect", action="append", default=[], metavar="'COMPONENT ACTION SECONDS'")
    result.add_argument("--no-effects", action="store_true", help="the trigger was given and nothing was seen")
    result.add_argument("--instrument", metavar="SERIAL")
    result.add_argument("--at", type=moment, metavar="TIME", help="when it was measured (now)")
    result.add_argument("--evidence", action="append", default=[], type=Path, metavar="FILE")
    for name in ("temp-out-c", "temp-stair-c", "wind-ms"):
        result.add_argument(f"--{name}", metavar="NUMBER")
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

    shown = desk.run(lambda session: testing.show(session, chosen.session))
    document = {**_summary(shown.summary), "instances": [asdict(test) for test in shown.tests]}
    rows = [
        (
            test.identifier,
            test.status,
            "" if test.measured_value is None else f"{float(test.measured_value):g} {test.unit or ''}",
            test.verdict or "",
        )
        for test in shown.tests
    ]
    return Answer(document, table(rows, ("test", "status", "reading", "verdict")))


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
    numbers = tuple(_number(value, instance.unit) for value in chosen.values)
    if len(numbers) not in (0, 1, 9):
        raise Invalid(f"One number or nine points are needed, not {len(numbers)}.")
    at = chosen.at if chosen.at is None or chosen.at.tzinfo else chosen.at.replace(tzinfo=bench_.zone)
    environment = {
        name: _number(value, None)
        for name in ("temp_out_c", "temp_stair_c", "wind_ms")
        if (value := getattr(chosen, name)) is not None
    }
    return testing.Result(
        identifier=instance.scoped_identifier,
        value=numbers[0] if len(numbers) == 1 else None,
        points=numbers if len(numbers) == 9 else (),
        observed=tuple(_effect(text) for text in chosen.effect) if chosen.effect or chosen.no_effects else None,
        result_observed=None if chosen.observed is None else chosen.observed == "yes",
        measured_at=at,
        instrument_id=_instrument(bench_, chosen.instrument),
        environment=environment,
        status="skipped" if chosen.skip else "failed" if chosen.fail else "",
        notes=chosen.skip or chosen.fail or chosen.notes,
        evidence=files,
    )


def _number(text: str, unit: str | None) -> Decimal:
    """A typed number; one in another unit is refused with the conversion that would be right."""
    from firemode_desktop.domain.numbers import offer, parse_number

    number = parse_number(text)
    conversion = offer(number, unit) if unit else None
    if conversion is not None:
        raise Invalid(f"“{text}” is not in {unit}; it would be {conversion.value.normalize():f} {unit}.")
    return number.value


def _effect(text: str) -> ObservedEffect:
    """``FAN-01-A start 3.4`` as an observed effect."""
    from firemode_desktop.domain.observed import ObservedEffect

    words = text.split()
    if len(words) < 3:
        raise Invalid(f"“{text}” is no effect; write COMPONENT ACTION SECONDS, e.g. “FAN-01-A start 3.4”.")
    return ObservedEffect(words[0], " ".join(words[1:-1]), _number(words[-1], "s"))


def _instrument(bench_: Bench, serial: str | None) -> UUID | None:
    """The id of the instrument with this serial number."""
    if serial is None:
        return None
    found = [key for key, instrument in bench_.instruments.items() if instrument.serial_number == serial.strip()]
    if len(found) != 1:
        known = sorted(instrument.serial_number for instrument in bench_.instruments.values())
        how = "No instrument has" if not found else f"{len(found)} instruments have"
        raise Invalid(f"{how} the serial number “{serial}”.", known)
    return found[0]


def accept_instrument(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Accept a reading."""
    from firemode_desktop.services import testing

    fault_id = desk.act(
        lambda session, by: testing.accept(session, chosen.session, chosen.identifier, chosen.reason, by=by)
    )
    return Answer({"identifier": chosen.identifier, "fault_id": fault_id}, f"{chosen.identifier} is accepted.")


def waive_evidence(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Waive evidence."""
    from firemode_desktop.services import testing

    waiver_id = desk.act(
        lambda session, by: testing.waive(
            session, chosen.session, chosen.identifier, chosen.prompt - 1, chosen.reason, by=by
        )
    )
    return Answer({"id": waiver_id, "identifier": chosen.identifier}, "The evidence is waived.")


def validate(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Judge again."""
    from firemode_desktop.services import testing

    checks, blockers = desk.run(
        lambda session: (
            testing.validate_session(session, chosen.session),
            testing.blockers(session, chosen.session),
        )
    )
    different = [check for check in checks if not check.same]
    document = {
        "id": chosen.session,
        "checked": len(checks),
        "compliant": sum(check.is_compliant is True for check in checks),
        "non_compliant": sum(check.is_compliant is False for check in checks),
        "not_checked": sum(check.is_compliant is None for check in checks),
        "different": [asdict(check) for check in different],
        "blockers": blockers,
    }
    lines = [f"{len(checks)} completed tests judged again; {len(different)} differ from the record."]
    return Answer(document, "\n".join([*lines, *(blocker["message"] for blocker in blockers)]))


def retest(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Add a retest."""
    from firemode_desktop.services import testing

    def job(session: Any, by: UUID) -> tuple[UUID, str]:
        identifier = testing.retest(session, chosen.session, chosen.identifier, by=by)
        tests = testing.show(session, chosen.session).tests
        return next(test.instance_id for test in tests if test.identifier == identifier), identifier

    instance_id, identifier = desk.act(job)
    return Answer({"id": instance_id, "instance_id": instance_id, "identifier": identifier}, f"Added {identifier}.")


def amend_result(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Amend a result."""
    from firemode_desktop.services import testing

    amendment = desk.act(
        lambda session, by: testing.amend(
            session, chosen.session, chosen.identifier, _number(chosen.value, None), chosen.reason, by=by
        )
    )
    return Answer(amendment, f"The amendment stands beside the recorded result of {chosen.identifier}.")


def submit(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Submit."""
    from firemode_desktop.services import testing

    desk.act(lambda session, by: testing.submit(session, chosen.session, by=by))
    return Answer({"id": chosen.session, "status": "submitted"}, "Submitted for review.")


def approve(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Approve."""
    from firemode_desktop.services import testing

    digest = desk.act(lambda session, by: testing.approve(session, chosen.session, by=by, note=chosen.note))
    document = {"id": chosen.session, "status": "approved", "content_sha256": digest}
    return Answer(document, f"Approved. SHA-256 of the content: {digest}")


def return_to_tester(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Return."""
    from firemode_desktop.services import testing

    desk.act(lambda session, by: testing.return_to_tester(session, chosen.session, chosen.note, by=by))
    return Answer({"id": chosen.session, "status": "returned"}, "Returned with a note.")


def cancel(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Cancel."""
    from firemode_desktop.services import testing

    desk.act(lambda session, by: testing.cancel(session, chosen.session, by=by, note=chosen.note))
    return Answer({"id": chosen.session, "status": "cancelled"}, "Cancelled; what was recorded stays on record.")
