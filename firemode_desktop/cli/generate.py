"""``firemode generate`` and ``firemode templates``: the tests that are expected of a building."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.desk import LONG_S, Answer, Desk, table
from firemode_desktop.domain.difference_list import Line, lines
from firemode_desktop.domain.words import Frequency

if TYPE_CHECKING:
    from firemode_desktop.services.generating import Generation


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``generate`` and ``templates list``."""
    generate = groups.add_parser("generate", parents=[common], help="expected tests from the registers")
    templates = groups.add_parser("templates", parents=[common], help="expected tests").add_subparsers(
        metavar="VERB", required=True
    )
    listing = templates.add_parser("list", parents=[common], help="the expected tests in walking order")
    for parser in (generate, listing):
        parser.add_argument("--building", required=True, metavar="NAME")
        parser.add_argument("--frequency", required=True, choices=Frequency.values())
    generate.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")
    generate.set_defaults(command=generate_tests)
    listing.set_defaults(command=list_templates)


def generate_tests(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Generate."""
    from firemode_desktop.services import catalogue, generating, people

    def job(session: Any) -> tuple[str, Generation]:
        if not chosen.dry_run:
            people.require_named(session, desk.settings.user, people.TESTERS, "generate expected tests")
        building = catalogue.building_named(session, chosen.building)
        at = desk.now()
        today = at.astimezone(catalogue.zone_of(building)).date()
        return building.name, generating.generate(
            session, building.id, chosen.frequency, today=today, at=at, dry_run=chosen.dry_run
        )

    name, generation = desk.run(job, deadline_s=LONG_S)
    document = {"building": name, **generation.to_dict(), "dry_run": chosen.dry_run}
    document["arithmetic"] = [asdict(line) for line in generation.count.lines]
    changes = lines(generation.difference)
    document["tests"] = [
        {"what": line.fate.value, "test": line.identifier, "columns": list(line.what)} for line in changes
    ]
    return Answer(document, "\n".join([*_arithmetic(generation), *map(_change, changes), _counted(generation)]))


def _arithmetic(generation: Generation) -> list[str]:
    return [f"{line.archetype_id:20} {line.arithmetic}" for line in generation.count.lines]


def _change(line: Line) -> str:
    return f"{line.fate.sign} {line.identifier}{f': {line.text}' if line.what else ''}"


def _counted(generation: Generation) -> str:
    counts = ", ".join(f"{number} {word}" for word, number in generation.difference.to_dict().items())
    return f"{generation.count.total} expected: {counts}"


def list_templates(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List templates."""
    from firemode_desktop.services import catalogue, generating

    found = desk.run(
        lambda session: generating.templates(
            session, catalogue.building_named(session, chosen.building).id, chosen.frequency
        )
    )
    rows = [(str(t.sequence_order), t.identifier, t.measurement_type) for t in found]
    text = table(rows, ("no", "test", "measurement")) if rows else "Nothing generated yet."
    return Answer({"templates": [asdict(template) for template in found]}, text)
