"""``firemode schedule``: which tests a building has at which frequency, and when they fall due."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.arguments import day
from firemode_desktop.cli.desk import Answer, Desk, table
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import Frequency

if TYPE_CHECKING:
    from uuid import UUID

    from firemode_desktop.domain.schedule import Schedule
    from firemode_desktop.services.schedules import Effect, Expected, Outlook, Wish


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``schedule show`` and ``schedule set``."""
    verbs = groups.add_parser("schedule", parents=[common], help="which tests run when").add_subparsers(
        metavar="VERB", required=True
    )
    shown = verbs.add_parser("show", parents=[common], help="archetypes, due days and their windows")
    shown.set_defaults(command=show)
    changed = verbs.add_parser("set", parents=[common], help="another schedule, with what it does to the counts")
    changed.set_defaults(command=set_)
    for parser in (shown, changed):
        parser.add_argument("--building", required=True, metavar="NAME")
    changed.add_argument("--frequency", choices=Frequency.values(), help="whose due days are set")
    anchor = changed.add_mutually_exclusive_group()
    anchor.add_argument("--anchor", type=day, metavar="DATE", help="the day they are counted from")
    anchor.add_argument("--no-anchor", action="store_true", help="count from the building's day, or the last visit")
    changed.add_argument("--early", type=int, metavar="DAYS", help="days before a due day that are on time")
    changed.add_argument("--late", type=int, metavar="DAYS", help="days after a due day that are on time")
    changed.add_argument("--source", metavar="TEXT", help="the clause or agreement the days are taken from")
    changed.add_argument("--archetype", metavar="ID", help="the archetype that is switched, e.g. ARCH-FAN-001")
    active = changed.add_mutually_exclusive_group()
    active.add_argument("--on", dest="active", action="store_true", default=None)
    active.add_argument("--off", dest="active", action="store_false", default=None)
    changed.add_argument("--frequencies", metavar="JSON", help='e.g. \'{"annual": ["all_closed"], "monthly": true}\'')
    changed.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")


def show(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Show the schedule."""
    from firemode_desktop.services import catalogue, schedules

    found = desk.run(
        lambda session: schedules.outlook(session, catalogue.building_named(session, chosen.building).id, desk.now())
    )
    document = {
        "building": chosen.building,
        "today": found.today,
        "anchor": found.anchor,
        "archetypes": _archetypes(found),
        "frequencies": [_frequency(one, found) for one in found.expected],
    }
    return Answer(document, _shown(found))


def _archetypes(found: Outlook) -> list[dict[str, Any]]:
    from firemode_desktop.domain.schedule import written

    return [
        {
            "archetype": one.archetype_id,
            "name": one.name,
            "active": found.schedule.setting(one).active,
            "own": any(own.archetype_id == one.archetype_id for own in found.schedule.settings),
            "frequencies": written(found.schedule.of(one).frequencies),
        }
        for one in found.archetypes
    ]


def _frequency(one: Expected, found: Outlook) -> dict[str, Any]:
    return {
        "frequency": one.frequency.value,
        "expected": one.generation.count.total,
        "up_to_date": one.generation.difference.empty,
        "state": one.state(found.today).value,
        "due": one.due and one.due.day,
        "earliest": one.due and one.due.earliest,
        "latest": one.due and one.due.latest,
        "last": one.due and one.due.last,
        "anchor": one.timing.anchor,
        "early_days": one.timing.early_days,
        "late_days": one.timing.late_days,
        "source": one.timing.source or None,
    }


def _shown(found: Outlook) -> str:
    archetypes = table([_archetype_row(one) for one in _archetypes(found)], ("archetype", "", "frequencies"))
    frequencies = table([_frequency_row(one, found) for one in found.expected], _HEADS)
    return f"{archetypes}\n\n{frequencies}"


_HEADS = ("frequency", "tests", "due", "on time", "state", "tolerance")


def _archetype_row(one: dict[str, Any]) -> tuple[str, ...]:
    parts = [name if due is True else f"{name} ({', '.join(due)})" for name, due in one["frequencies"].items()]
    return one["archetype"], "on" if one["active"] else "off", ", ".join(parts)


def _frequency_row(one: Expected, found: Outlook) -> tuple[str, ...]:
    due = one.due
    window = f"{due.earliest} to {due.latest}" if due else ""
    state = due.words(found.today) if due else one.state(found.today).value
    total = str(one.generation.count.total)
    return one.frequency.value, total, str(due.day) if due else "", window, state, one.timing.tolerance


def set_(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Set a part of the schedule."""
    from firemode_desktop.services import catalogue, schedules

    wish = _wish(chosen)

    def job(session: Any, by: UUID) -> tuple[Schedule, Schedule, tuple[Effect, ...]]:
        building_id = catalogue.building_named(session, chosen.building).id
        before = schedules.schedule_of(session, building_id)
        after = schedules.changed(before, wish)
        effects = schedules.effect(session, building_id, after, desk.now())
        if not chosen.dry_run:
            schedules.save(session, building_id, before, after, by=by)
        return before, after, effects

    return _set_answer(chosen, *desk.act(job))


def _wish(chosen: argparse.Namespace) -> Wish:
    from firemode_desktop.services.schedules import Wish

    timed = [chosen.anchor, chosen.early, chosen.late, chosen.source, chosen.no_anchor or None]
    if chosen.frequency is None and any(value is not None for value in timed):
        raise Invalid("Say with --frequency whose due days are set.")
    if chosen.archetype is None and (chosen.active is not None or chosen.frequencies is not None):
        raise Invalid("Say with --archetype which one is switched.")
    if chosen.archetype is None and chosen.frequency is None:
        raise Invalid("Say what is set: --archetype, --frequency or both.")
    return Wish(
        chosen.archetype,
        chosen.active,
        None if chosen.frequencies is None else _read(chosen.frequencies),
        chosen.frequency,
        chosen.anchor,
        chosen.no_anchor,
        chosen.early,
        chosen.late,
        chosen.source,
    )


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid(f'--frequencies is not JSON; write it as {{"annual": true}}. It is {text[:60]!r}.') from error


def _set_answer(chosen: argparse.Namespace, before: Schedule, after: Schedule, effects: tuple[Effect, ...]) -> Answer:
    from firemode_desktop.domain.schedule import differences

    changes = differences(before, after, lambda name: name)
    document = {
        "building": chosen.building,
        "changed": list(changes),
        "effects": [
            {
                "frequency": one.frequency.value,
                "before": one.before.total,
                "after": one.after.total,
                "lines": [{"archetype": name, "before": old, "after": new} for name, old, new in one.lines],
            }
            for one in effects
        ],
        "dry_run": chosen.dry_run,
    }
    counts = [f"{one.frequency.label}: {one.before.total} → {one.after.total} tests" for one in effects]
    words = [*(changes or ("Nothing changes.",)), *counts]
    if changes and chosen.dry_run:
        words.append("Nothing was written (rehearsal).")
    elif effects:
        words.append("Run firemode generate to bring the expected tests up to date.")
    return Answer(document, "\n".join(words))
