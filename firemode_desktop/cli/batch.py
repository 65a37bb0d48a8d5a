"""``firemode batch``: imports, how each was read, and taking one back."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.arguments import identity
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, table

if TYPE_CHECKING:
    from firemode_desktop.services.importing import BatchSummary
    from firemode_desktop.services.importing.details import BatchDetails

SHOWN = 10
"""So many problems of an import are shown to a person; a program gets all that were kept."""


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``batch list / show / undo``."""
    verbs = groups.add_parser("batch", parents=[common], help="imports, and taking one back").add_subparsers(
        metavar="VERB", required=True
    )
    listing = verbs.add_parser("list", parents=[common], help="the imports of a building")
    listing.add_argument("--building", required=True, metavar="NAME")
    listing.set_defaults(command=list_batches)
    show = verbs.add_parser("show", parents=[common], help="one import: how it was read, what became of its rows")
    show.set_defaults(command=show_batch)
    undo = verbs.add_parser("undo", parents=[common], help="take an import back; nothing is deleted")
    undo.add_argument("--reason", required=True)
    undo.set_defaults(command=undo_batch)
    for parser in (show, undo):
        parser.add_argument("batch", metavar="ID", type=identity)


def list_batches(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List imports, the latest first."""
    from firemode_desktop.services import catalogue, importing

    found = desk.run(lambda session: importing.batches(session, catalogue.building_named(session, chosen.building).id))
    heads = ("file", "kind", "when", "by", "new", "changed", "unchanged", "skipped", "state", "id")
    text = table([_line(batch) for batch in found], heads) if found else "Nothing was imported yet."
    return Answer({"batches": [batch.to_dict() for batch in found]}, text)


def show_batch(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Show one import."""
    from firemode_desktop.services.importing.details import details

    found = desk.run(lambda session: details(session, chosen.batch))
    return Answer(found.to_dict(), "\n".join(_told(found)))


def undo_batch(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Take an import back."""
    from firemode_desktop.services import importing

    undone = desk.act(
        lambda session, by: importing.undo(session, chosen.batch, by=by, reason=chosen.reason, at=desk.now()),
        deadline_s=LONG_S,
    )
    return Answer(asdict(undone), undone.sentence)


def _line(batch: BatchSummary) -> tuple[str, ...]:
    counts = (batch.rows_new, batch.rows_changed, batch.rows_unchanged, batch.rows_skipped)
    standing = {"results": "recorded", "scenarios": "drafts"}.get(batch.kind, "in force")
    state = standing if batch.undone_at is None else "taken back"
    who = batch.imported_by or ""
    return (batch.file_name or "", batch.kind, _when(batch.recorded_at), who, *map(str, counts), state,
            str(batch.batch_id))  # fmt: skip


def _told(found: BatchDetails) -> list[str]:
    """An import as lines of text."""
    batch, reading = found.summary, found.reading
    who = f" by {batch.imported_by}" if batch.imported_by else ""
    into = f"{found.session} of {found.building}" if found.session else found.building
    lines = [
        f"{batch.file_name or 'without a file'}, {batch.kind}, into {into}, {_when(batch.recorded_at)}{who}.",
        f"{batch.rows_read} rows read: {batch.rows_new} new, {batch.rows_changed} changed, "
        f"{batch.rows_unchanged} unchanged, {batch.rows_skipped} skipped.",
    ]
    for kind, became in found.became.items():
        lines.append(
            f"{kind.label}: {became.current} in force, {became.superseded} ended by later ones, "
            f"{became.withdrawn} withdrawn."
        )
    if batch.undone_at is not None:
        who = f" by {batch.undone_by}" if batch.undone_by else ""
        lines.append(f"Taken back on {_when(batch.undone_at)}{who}: {batch.undo_reason}")
    if batch.file_sha256:
        lines.append(f"SHA-256 of the file: {batch.file_sha256}")
    return [*lines, *_how_read(found), *_problems(reading)]


def _how_read(found: BatchDetails) -> list[str]:
    from firemode_desktop.cli.mapping_words import described

    corrections = [
        f"Corrected before it was written: {one['sheet']}!{one['cell']}, “{one['read']}” to “{one['typed']}”."
        for one in found.reading.get("corrections", ())
    ]
    return [*(described(found.mapping) if found.mapping else ()), *corrections]


def _problems(reading: Any) -> list[str]:
    lines = [
        f"{title}: {one['sheet']}{'!' + one['cell'] if one['cell'] else ''}: {one['message']}"
        for key, title in (("errors", "Skipped"), ("warnings", "Warned"))
        for one in reading.get(key, ())
    ]
    more = len(lines) - SHOWN
    return lines if more <= 0 else [*lines[:SHOWN], f"… and {more} more; --json lists them."]


def _when(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
