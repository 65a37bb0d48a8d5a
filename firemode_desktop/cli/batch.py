"""``firemode batch``: imports, and taking one back."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from firemode_desktop.cli.arguments import identity
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, table


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``batch list / undo``."""
    verbs = groups.add_parser("batch", parents=[common], help="imports, and taking one back").add_subparsers(
        metavar="VERB", required=True
    )
    listing = verbs.add_parser("list", parents=[common], help="the imports of a building")
    listing.add_argument("--building", required=True, metavar="NAME")
    listing.set_defaults(command=list_batches)
    undo = verbs.add_parser("undo", parents=[common], help="take an import back; nothing is deleted")
    undo.add_argument("batch", metavar="ID", type=identity)
    undo.add_argument("--reason", required=True)
    undo.set_defaults(command=undo_batch)


def list_batches(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List imports."""
    from firemode_desktop.services import catalogue, importing

    found = desk.run(lambda session: importing.batches(session, catalogue.building_named(session, chosen.building).id))
    rows = [(b.file_name or "", b.kind, f"{b.recorded_at:%Y-%m-%d %H:%M}", str(b.batch_id)) for b in found]
    text = table(rows, ("file", "kind", "when", "id")) if rows else "Nothing was imported yet."
    return Answer({"batches": [asdict(batch) for batch in found]}, text)


def undo_batch(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Take an import back."""
    from firemode_desktop.services import importing

    undone = desk.act(
        lambda session, by: importing.undo(session, chosen.batch, by=by, reason=chosen.reason, at=desk.now()),
        deadline_s=LONG_S,
    )
    return Answer(asdict(undone), undone.sentence)
