"""``firemode scenario show / check / diff / draft / discard / publish / withdraw``: the life of a version."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.cli.arguments import identity
from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.domain import sequence
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.scenario_diff import compare, window

if TYPE_CHECKING:
    from firemode_desktop.domain.design import Scenario
    from firemode_desktop.services.scenarios import Touched, Version


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add the verbs about one scenario."""
    for name, help_text, command in (
        ("show", "a version: its trigger, its steps, its history", show),
        ("check", "what is wrong with the steps; exit code 3 where it keeps it from being published", check),
        ("draft", "begin the next version, with the steps of this one", draft),
        ("discard", "delete a draft", discard),
    ):
        parser = verbs.add_parser(name, parents=[common], help=help_text)
        _one(parser)
        parser.set_defaults(command=command)
    diff = verbs.add_parser("diff", parents=[common], help="what the second says otherwise than the first")
    diff.add_argument("before", metavar="ID", type=identity)
    diff.add_argument("after", metavar="ID", type=identity)
    diff.set_defaults(command=differ)
    publish = verbs.add_parser("publish", parents=[common], help="sign a draft: it is frozen, and in force")
    _one(publish)
    publish.add_argument("--note", default="", metavar="TEXT", help="what it changes, and why")
    publish.add_argument("--sign", metavar="NAME", help="your own name; without it, that of who acts")
    publish.set_defaults(command=publish_draft)
    withdraw = verbs.add_parser("withdraw", parents=[common], help="take a version out of force without another one")
    _one(withdraw)
    withdraw.add_argument("--reason", required=True, metavar="TEXT")
    withdraw.set_defaults(command=withdraw_version)


def _one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", metavar="ID", type=identity)


def _versions(desk: Desk, scenario_id: UUID) -> tuple[Scenario, tuple[Version, ...]]:
    from firemode_desktop.services import scenarios

    found = desk.run(lambda session: scenarios.history(session, scenario_id))
    return next(each.scenario for each in found if each.scenario.key == scenario_id), found


def show(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """One version."""
    one, found = _versions(desk, chosen.scenario)
    rows = [(str(s.step_order), s.component_id, s.expected_action, window(s), _waits(s)) for s in one.sequence]
    lines = (
        f"{one.name}, version {one.version}, {one.state.value} – {one.place.replace(' · ', ', ')}",
        f"trigger {one.trigger}, tested {one.scenario_type.replace('_', ' ')}",
        table(rows, ("step", "component", "action", "when", "after step")),
        *(f"version {each.scenario.version}: {_life(each)}" for each in found),
    )
    document = {**described(one), "steps": one.sequence.to_json(), "versions": [_version(each) for each in found]}
    return Answer(document, "\n".join(lines))


def _waits(step: sequence.Step) -> str:
    return ", ".join(map(str, step.depends_on))


def described(one: Scenario) -> dict[str, Any]:
    """What a version is, with stable keys."""
    return {
        "id": one.key,
        "name": one.name,
        "stair": one.stair,
        "zone": one.zone,
        "version": one.version,
        "state": one.state.value,
        "scenario_type": one.scenario_type,
        "trigger_device_id": one.trigger,
        "trigger_device_type": one.trigger_type,
        "change_note": one.change_note,
        "published_at": one.published_at,
        "published_by": one.published_by,
    }


def _version(each: Version) -> dict[str, Any]:
    one = each.scenario
    return {
        "id": one.key,
        "version": one.version,
        "state": one.state.value,
        "change_note": one.change_note,
        "created_at": each.created_at,
        "created_by": each.created_by,
        "published_at": one.published_at,
        "published_by": one.published_by,
        "superseded_at": each.superseded_at,
        "superseded_by": each.superseded_by,
        "superseded_reason": each.superseded_reason,
    }


def _life(each: Version) -> str:
    one = each.scenario
    parts = [one.state.value]
    if one.published_at is not None:
        parts.append(f"signed by {one.published_by} on {show_date(one.published_at.date())}")
    if each.superseded_at is not None:
        parts.append(f"out of force since {show_date(each.superseded_at.date())}")
    return ", ".join([*parts, *filter(None, (one.change_note, each.superseded_reason))])


def check(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """All that is wrong with the steps."""
    from firemode_desktop.services import scenarios

    found = desk.run(lambda session: scenarios.problems(session, chosen.scenario))
    errors = [each for each in found if each.level is sequence.Level.ERROR]
    document = {"id": chosen.scenario, "problems": [each.to_dict() for each in found]}
    text = "\n".join(f"{each.level.value}: {each.message}" for each in found) or "Nothing is wrong with it."
    return Answer(document, text, exit_code=3 if errors else 0)


def differ(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Two versions, or two scenarios, effect by effect."""
    before, _ = _versions(desk, chosen.before)
    after, _ = _versions(desk, chosen.after)
    diff = compare(before, after)
    document = {
        "before": described(before),
        "after": described(after),
        "same": diff.empty,
        "header": [each.to_dict() for each in diff.header],
        "cells": [each.to_dict() for each in diff.cells],
    }
    return Answer(document, "\n".join(diff.sentences) or "Both say the same.")


def draft(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Begin the next version."""
    from firemode_desktop.services import scenarios

    at = desk.now()
    made = desk.act(lambda session, by: scenarios.redraft(session, chosen.scenario, by=by, at=at))
    return Answer(described(made), f"Version {made.version} of “{made.name}” is a draft: {made.key}")


def discard(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Delete a draft."""
    from firemode_desktop.services import scenarios

    one, _ = _versions(desk, chosen.scenario)
    desk.act(lambda session, by: scenarios.discard(session, one.key, one.row_version, by=by))
    return Answer({"id": one.key}, f"The draft of “{one.name}” is deleted.")


def publish_draft(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Sign a draft, with the name on file of the person who acts."""
    from firemode_desktop.services import people, scenarios

    at = desk.now()

    def job(session: Any, by: UUID) -> scenarios.Published:
        signed = chosen.sign if chosen.sign is not None else people.names(session, [by])[by]
        return scenarios.publish(session, chosen.scenario, signed=signed, note=chosen.note, by=by, at=at)

    try:
        done = desk.act(job)
    except Invalid as error:
        raise Invalid(f"It cannot be published: {error.message}", error.details) from error
    one = done.scenario
    text = (f"Version {one.version} of “{one.name}” is in force.", *done.touched.sentences)
    superseded = done.superseded.key if done.superseded is not None else None
    return Answer({**described(one), "superseded": superseded, **_left(done.touched)}, "\n".join(text))


def withdraw_version(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Take a version out of force."""
    from firemode_desktop.services import scenarios

    at = desk.now()

    def job(session: Any, by: UUID) -> Touched:
        return scenarios.withdraw(session, chosen.scenario, reason=chosen.reason, by=by, at=at)

    left = desk.act(job)
    return Answer({"id": chosen.scenario, **_left(left)}, "\n".join(("It is out of force.", *left.sentences)))


def _left(left: Touched) -> dict[str, Any]:
    """What still follows the version before."""
    sessions = [
        {"id": one.session_id, "name": one.name, "status": one.status, "waiting": one.waiting, "done": one.done}
        for one in left.sessions
    ]
    return {"expected_tests": dict(left.templates), "sessions": sessions}
