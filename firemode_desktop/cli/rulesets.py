"""``firemode rules sets / adopt / use / usage``: which edition a building is judged by."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any
from uuid import UUID

from firemode_desktop.cli.arguments import day
from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.domain.errors import Missing


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add the verbs to those of ``rules``."""
    verbs.add_parser("sets", parents=[common], help="the rule sets there are").set_defaults(command=list_sets)
    adopt = verbs.add_parser("adopt", parents=[common], help="write the rules of a set, from a day on")
    adopt.add_argument("set", metavar="SET")
    adopt.add_argument("--from", dest="begins", type=day, required=True, metavar="DATE")
    adopt.add_argument("--file", type=Path, help="a file of sets of your own, of the form of resources/rulesets.toml")
    adopt.set_defaults(command=adopt_set)
    use = verbs.add_parser("use", parents=[common], help="judge a building by a set from now on")
    use.add_argument("set", metavar="SET")
    use.add_argument("--building", required=True, metavar="NAME")
    use.add_argument("--dry-run", action="store_true", help="only say what would change")
    use.set_defaults(command=use_set)
    usage = verbs.add_parser("usage", parents=[common], help="which sessions a version of a rule judged")
    usage.add_argument("code", metavar="CODE")
    usage.add_argument("rule_version", metavar="VERSION")
    usage.set_defaults(command=show_usage)
    withdraw = verbs.add_parser("withdraw", parents=[common], help="take a version out of force for all dates")
    withdraw.add_argument("code", metavar="CODE")
    withdraw.add_argument("rule_version", metavar="VERSION")
    withdraw.set_defaults(command=withdraw_rule)


def list_sets(desk: Desk, _: argparse.Namespace) -> Answer:
    """List rule sets."""
    from firemode_desktop.services import rulesets

    found = desk.run(rulesets.states)
    document = [
        {
            "name": one.name,
            "title": one.title,
            "adopted": one.adopted,
            "since": one.since,
            "buildings": one.buildings,
            "source": one.shipped.source if one.shipped else None,
            "note": one.shipped.note if one.shipped else None,
        }
        for one in found
    ]
    rows = [(one.name, one.title, str(one.since or "not adopted"), str(one.buildings)) for one in found]
    return Answer({"sets": document}, table(rows, ("set", "title", "since", "buildings")))


def adopt_set(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Adopt a rule set."""
    from firemode_desktop.domain.rulesets import find
    from firemode_desktop.services import rulesets

    wanted = find(rulesets.read_file(chosen.file) if chosen.file else rulesets.shipped(), chosen.set)
    ids = desk.act(lambda session, by: rulesets.adopt(session, wanted, chosen.begins, by=by))
    words = f"Adopted “{wanted.name}” from {chosen.begins}: {len(ids)} rules."
    return Answer({"set": wanted.name, "ids": list(ids)}, words)


def use_set(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Choose the rule set of a building."""
    from firemode_desktop.services import catalogue, rulesets

    def job(session: Any, by: UUID) -> Any:
        building = catalogue.building_named(session, chosen.building)
        today = desk.now().astimezone(catalogue.zone_of(building)).date()
        changes = rulesets.choosing(session, building.id, chosen.set, today)
        if not chosen.dry_run:
            rulesets.choose(session, building.id, chosen.set, by=by)
        return building.name, changes

    name, changes = desk.act(job)
    verb = "would be" if chosen.dry_run else "is"
    lines = [f"“{name}” {verb} judged by “{chosen.set}” from now on.", *(f"  {one.sentence}" for one in changes)]
    return Answer(
        {
            "building": name,
            "set": chosen.set,
            "dry_run": chosen.dry_run,
            "changes": [{"measurement_type": c.measurement_type, "message": c.sentence} for c in changes],
        },
        "\n".join(lines),
    )


def show_usage(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Say what a version judged."""
    from firemode_desktop.services import rules, rulesets

    def job(session: Any) -> tuple[rulesets.Usage, ...]:
        for one in rules.versions(session):
            if (one.code.casefold(), one.version.casefold()) == (
                chosen.code.casefold(),
                chosen.rule_version.casefold(),
            ):
                return rulesets.usage(session, one.rule_id)
        raise Missing(f"There is no version {chosen.rule_version} of a rule {chosen.code}.")

    found = desk.run(job)
    names = ("session_id", "session_name", "building", "day", "status", "tests", "completed", "not_compliant")
    document = [{name: getattr(one, name) for name in names} for one in found]
    rows = [
        (one.building, one.session_name, str(one.day or ""), one.status, str(one.completed), str(one.not_compliant))
        for one in found
    ]
    heads = ("building", "session", "day", "status", "judged", "not compliant")
    words = table(rows, heads) if rows else "No session carries this version."
    return Answer({"rule_code": chosen.code, "version": chosen.rule_version, "sessions": document}, words)


def withdraw_rule(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Withdraw a version."""
    from firemode_desktop.services import rules

    desk.act(lambda session, by: rules.withdraw(session, chosen.code, chosen.rule_version, by=by))
    return Answer({}, f"{chosen.code} {chosen.rule_version} is withdrawn; nothing new is judged by it.")
