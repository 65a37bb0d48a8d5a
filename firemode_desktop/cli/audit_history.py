"""``firemode audit history``: what happened to a record or in a building, in words, the latest first."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.arguments import day
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, write_beside
from firemode_desktop.cli.patience import until_stopped
from firemode_desktop.domain.telling import RECORDS, Told

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from firemode_desktop.services.histories import History

KINDS = {kind.one.replace(" ", "-"): table for table, kind in RECORDS.items()}
"""What a kind of record is called on the command line, and its table."""


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``audit history``."""
    parser = verbs.add_parser("history", parents=[common], help="who changed what and when, in words")
    parser.add_argument("--building", metavar="NAME", help="in one building")
    parser.add_argument("--kind", metavar="KIND", choices=sorted(KINDS), help="level, session, fault …")
    parser.add_argument("--record", metavar="NAME", help="of one record: its name, or its id (with --kind)")
    parser.add_argument("--by", metavar="LOGIN", help="what one person wrote")
    parser.add_argument("--from", dest="since", type=day, metavar="DAY", help="since this day")
    parser.add_argument("--to", dest="until", type=day, metavar="DAY", help="up to this day")
    parser.add_argument("--after", type=int, metavar="ENTRY", help="go on where the page before ended")
    parser.add_argument("--each", action="store_true", help="show each of the records that are told together")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="all of it to a file, .csv or .xlsx")
    parser.set_defaults(command=history)


def history(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Tell it, a page at a time.

    Raises:
        Invalid: ``--record`` without ``--kind``.
        Missing: there is no such building, person or record.
    """
    from firemode_desktop.domain.errors import Invalid

    if bool(chosen.record) != bool(chosen.kind):
        raise Invalid("A record is named by both: --kind level --record Level-8.")
    if chosen.output is not None:
        return _written(desk, chosen)
    found = desk.read(lambda session: _asked(session, chosen, chosen.after))
    more = f"There is more: --after {found.after}" if found.after is not None else ""
    lines = [text for line in found.lines for text in _text(line, chosen.each)]
    document = {"lines": [_document(line) for line in found.lines], "after": found.after}
    return Answer(document, "\n".join([*lines, *([more] if more else [])]) or "Nothing is logged of it.")


def _written(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """All of it in a file."""
    from firemode_desktop.domain.errors import Invalid
    from firemode_desktop.exports.history import WRITERS
    from firemode_desktop.services import histories

    target: Path = chosen.output
    write = WRITERS.get(target.suffix.lower())
    if write is None:
        raise Invalid(f"A history is written as {' or '.join(WRITERS)}; end {target.name} with one of them.")

    def all_of_it(tell: Callable[[int, int, str], object]) -> tuple[Told, ...]:
        return desk.read(
            lambda session: histories.whole(lambda after: _asked(session, chosen, after), tell), deadline_s=LONG_S
        )

    lines = until_stopped(all_of_it, "The history was not written.", desk.tell if desk.verbose else None)
    write_beside(target, write(lines))
    return Answer({"file": str(target), "lines": len(lines)}, f"Wrote {target}: {len(lines):,} changes.")


def _asked(session: Session, chosen: argparse.Namespace, after: int | None) -> History:
    from firemode_desktop.services import catalogue, histories

    building = catalogue.building_named(session, chosen.building) if chosen.building else None
    zone = catalogue.zone_of(building) if building is not None else UTC

    def moment(of: Any, later: int = 0) -> datetime | None:
        return datetime.combine(of + timedelta(days=later), time(), zone) if of is not None else None

    narrowed = histories.Narrowed(
        moment(chosen.since), moment(chosen.until, 1), histories.person(session, chosen.by) if chosen.by else None
    )
    building_id = building.id if building is not None else None
    if not chosen.kind:
        return histories.of_building(session, building_id, narrowed, after)
    table = KINDS[chosen.kind]
    key = histories.find(session, table, chosen.record, building_id)
    return histories.of_record(session, table, key, narrowed, after)


def _text(line: Told, each: bool) -> list[str]:
    inner = [f"    {one.sentence}" for one in line.each] if each else []
    return [f"{line.when}  {line.sentence}", *inner]


def _document(line: Told) -> dict[str, Any]:
    return {
        "entry": line.entry,
        "transaction": line.transaction,
        "at": line.at.isoformat(),
        "by": line.who,
        "foreign": line.foreign,
        "table": line.table,
        "key": str(line.key) if line.key is not None else None,
        "what": line.what,
        "way": line.way,
        "reason": line.reason,
        "sentence": line.sentence,
        "each": [_document(one) for one in line.each],
    }
