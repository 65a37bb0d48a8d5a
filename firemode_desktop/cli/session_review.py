"""``firemode session``, from the last reading to the approved record: accept, amend, validate, submit, approve."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any
from uuid import UUID

from firemode_desktop.cli.desk import Answer, Desk
from firemode_desktop.cli.session_words import add_reading, on_session, on_test, reading_given


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add the verbs that stand for a reading or judge a whole session."""
    accept = on_test(verbs, common, "accept", accept_instrument, "accept a reading whose instrument was not fit")
    accept.add_argument("--reason", required=True)
    waive = on_test(verbs, common, "waive", waive_evidence, "let mandatory evidence be missing")
    waive.add_argument("--prompt", type=int, required=True, help="number of the prompt, from 1")
    waive.add_argument("--reason", required=True)
    on_session(verbs, common, "validate", validate, "judge all completed tests again and report")
    on_test(verbs, common, "retest", retest, "add a retest of a finished test")
    amend = on_test(verbs, common, "amend", amend_result, "correct a result beside the original")
    add_reading(amend)
    amend.add_argument("--notes", help="the notes as they should be")
    amend.add_argument("--reason", required=True)
    on_session(verbs, common, "review", review, "all that has to be seen before it is handed in or approved")
    on_session(verbs, common, "submit", submit, "hand the session to a supervisor")
    for verb, command, words, required in (
        ("approve", approve, "approve and freeze a submitted session", False),
        ("return", return_to_tester, "give it back with a note", True),
        ("cancel", cancel, "cancel a session", False),
    ):
        on_session(verbs, common, verb, command, words).add_argument("--note", required=required)


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
    changed = [check for check in checks if check.since]
    document = {
        "id": chosen.session,
        "checked": len(checks),
        "compliant": sum(check.is_compliant is True for check in checks),
        "non_compliant": sum(check.is_compliant is False for check in checks),
        "not_checked": sum(check.is_compliant is None for check in checks),
        "different": [asdict(check) for check in different],
        "changed_since": [{"identifier": check.identifier, "since": check.since} for check in changed],
        "blockers": blockers,
    }
    lines = [f"{len(checks)} results judged again from the record; {len(different)} come out otherwise."]
    lines += [f"{check.identifier}: {difference}" for check in different for difference in check.differences]
    if changed:
        lines.append(f"{len(changed)} would be judged otherwise by today's registers; the record stands.")
    lines += [f"{check.identifier}: {sentence}" for check in changed for sentence in check.since]
    return Answer(document, "\n".join([*lines, *(blocker["message"] for blocker in blockers)]))


def review(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """The page of a review."""
    from firemode_desktop.services.testing import reviewing

    found = desk.act(lambda session, by: reviewing.review(session, chosen.session, by))
    lines = [f"{one.stair}: {one.outcome.value}. {one.sentence}" for one in found.stairs]
    for group in found.groups:
        lines += ["", f"{group.title} ({len(group.lines)})"]
        lines += [f"  {line.words}{f' – {line.about}' if line.about else ''}" for line in group.lines]
    lines += ["", *(f"{name}: {words}" for name, words in found.basis)]
    return Answer(found.to_dict(), "\n".join([*lines, *([found.why_not] if found.why_not else [])]))


def retest(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Add a retest."""
    from firemode_desktop.services import testing

    def job(session: Any, by: UUID) -> tuple[UUID, str]:
        identifier = testing.retest(session, chosen.session, chosen.identifier, by=by)
        tests = testing.show(session, chosen.session).tests
        return next(test.instance_id for test in tests if test.identifier == identifier), identifier

    instance_id, identifier = desk.act(job)
    return Answer({"id": instance_id, "instance_id": instance_id, "identifier": identifier}, f"Added {identifier}.")


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


def amend_result(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Amend a result."""
    from firemode_desktop.services import testing
    from firemode_desktop.services.testing import bench, completing

    def job(session: Any, by: UUID) -> dict[str, Any]:
        bench_ = bench.load(session, chosen.session)
        instance = completing.find(bench_, chosen.identifier)
        correction = testing.Correction(**reading_given(bench_, instance, chosen), notes=chosen.notes)
        return testing.amend(session, chosen.session, chosen.identifier, correction, chosen.reason, by=by)

    amendment = desk.act(job)
    return Answer(amendment, f"The amendment stands beside the recorded result of {chosen.identifier}.")
