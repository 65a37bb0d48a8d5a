"""``firemode stair``: whole stairs made from a rule, copied, their floors renumbered."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from firemode_desktop.domain.floor_series import Renumbering
    from firemode_desktop.domain.stair_rule import Key, StairRule
    from firemode_desktop.services.stairs import StairsDone

NAMES = {"ground": "the ground floor's name", "upper": "names of levels, e.g. L{n}", "lower": "names of basements"}


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``stair add / copy / renumber``."""
    verbs = groups.add_parser("stair", parents=[common], help="whole stairs").add_subparsers(
        metavar="VERB", required=True
    )
    new = verbs.add_parser("add", parents=[common], help="new stairs with floors, doors, doorways and zones")
    new.add_argument("names", metavar="NAMES", help="e.g. 'Stair-A to C'")
    new.add_argument("--levels", required=True, metavar="RULE", help="e.g. 'G+14, B2, 3.5 m, zones of 4'")
    new.add_argument(
        "--set",
        action="append",
        default=[],
        type=answer,
        metavar="REGISTER.FIELD=VALUE",
        help="what every row has, e.g. doors.width_m=0.95; blank door_identifier: no doors",
    )
    new.set_defaults(command=add_stairs)
    copied = verbs.add_parser("copy", parents=[common], help="a stair under other names, without baselines")
    copied.add_argument("stair", metavar="STAIR")
    copied.add_argument("names", metavar="NAMES", help="e.g. 'Stair-B, Stair-C'")
    copied.set_defaults(command=copy)
    other = verbs.add_parser("renumber", parents=[common], help="other names and numbers for the floors of a stair")
    other.add_argument("stair", metavar="STAIR")
    other.add_argument("--skip", dest="skipped", metavar="NUMBERS", help="numbers no level has, e.g. '4, 13'")
    other.add_argument("--insert", metavar="NAME", help="a floor to put in, e.g. Mezzanine")
    other.add_argument("--above", metavar="FLOOR", help="the floor that it lies above")
    other.add_argument("--height", dest="height_m", metavar="METRES", help="its height above ground (half way)")
    other.add_argument("--doors", metavar="PATTERN", help="e.g. 'D-{level}-{stair}'")
    other.add_argument("--doorways", metavar="PATTERN", help="e.g. 'DW-{level}-{stair}'")
    other.set_defaults(command=renumber)
    for parser in (new, other):
        for name, words in NAMES.items():
            parser.add_argument(f"--{name}", metavar="NAME", help=words)
    for parser in (new, copied, other):
        parser.add_argument("--building", required=True, metavar="NAME")
        parser.add_argument("--dry-run", action="store_true", help="show what would be written, write nothing")


def answer(text: str) -> tuple[Key, str]:
    """``doors.width_m=0.95`` as register, field and what is typed there."""
    from firemode_desktop.domain.stair_rule import USUAL

    key, sign, typed = text.partition("=")
    register, _, name = key.strip().partition(".")
    if not sign or (register, name) not in USUAL:
        known = ", ".join(".".join(each) for each in USUAL)
        raise argparse.ArgumentTypeError(f"“{text}” must be one of {known}, then = and a value")
    return (register, name), typed.strip()


def add_stairs(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Make stairs from a rule."""
    from firemode_desktop.services import stairs

    rule = _rule(chosen)
    return _done(desk, chosen, lambda session, key, by: stairs.add_stairs(session, key, rule, by, chosen.dry_run))


def _rule(chosen: argparse.Namespace) -> StairRule:
    from dataclasses import replace

    from firemode_desktop.domain.level_line import EXAMPLE, read_levels
    from firemode_desktop.domain.levels import Levels
    from firemode_desktop.domain.stair_rule import StairRule

    if not chosen.levels.strip():
        raise Invalid(f"Say which levels there are with --levels, e.g. {EXAMPLE}.")
    rule = StairRule(chosen.names, read_levels(chosen.levels, replace(Levels(), **_given(chosen, NAMES))))
    for key, typed in chosen.set:
        rule = rule.put(key, typed)
    return rule


def copy(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Copy a stair."""
    from firemode_desktop.services import stairs

    def job(session: Any, key: UUID, by: UUID) -> StairsDone:
        return stairs.copy_stair(session, key, chosen.stair, chosen.names, by, chosen.dry_run)

    return _done(desk, chosen, job)


def renumber(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Give the floors of a stair other names and numbers."""
    from dataclasses import replace

    from firemode_desktop.services import stairs

    asked = _given(chosen, (*NAMES, "skipped", "insert", "above", "height_m", "doors", "doorways"))

    def change(rule: Renumbering) -> Renumbering:
        return replace(rule, **asked)

    def job(session: Any, key: UUID, by: UUID) -> StairsDone:
        return stairs.renumber_floors(session, key, chosen.stair, change, by, chosen.dry_run)

    return _done(desk, chosen, job)


def _given(chosen: argparse.Namespace, names: Any) -> dict[str, Any]:
    """What was said on the command line; what was not is left out."""
    return {name: getattr(chosen, name) for name in names if getattr(chosen, name) is not None}


def _done(desk: Desk, chosen: argparse.Namespace, job: Callable[[Any, UUID, UUID], StairsDone]) -> Answer:
    from firemode_desktop.services import catalogue

    def work(session: Any, by: UUID) -> StairsDone:
        return job(session, catalogue.building_named(session, chosen.building).id, by)

    done = desk.act(work)
    document = {
        "dry_run": chosen.dry_run,
        "stairs": list(done.stairs),
        "new": dict(done.counts),
        "renamed": [
            {"what": line.one, "before": line.before or None, "after": line.after, "number": line.number}
            for line in done.renamed
        ],
    }
    return Answer(document, _text(done, chosen.dry_run))


def _text(done: StairsDone, dry_run: bool) -> str:
    rows = [(line.one, line.before or "-", line.after) for line in done.renamed]
    new = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in done.counts.items())
    words = f"New: {new}." if new else f"{len(rows)} names change." if rows else "Nothing changes."
    lines = [table(rows, ("what", "now", "then"))] if rows else []
    return "\n".join([*lines, words + (" Nothing was written (rehearsal)." if dry_run else "")])
