"""``firemode audit``: the log of every write, told, proved, exported, and held against what this computer remembers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli import audit_history
from firemode_desktop.cli.desk import Answer, Desk
from firemode_desktop.cli.patience import until_stopped

if TYPE_CHECKING:
    from firemode_desktop.services.auditing import Proof
    from firemode_desktop.services.log_desk import LogDesk


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``audit verify / head / export / check / accept / history``."""
    verbs = groups.add_parser("audit", parents=[common], help="the log of every write, and its chain").add_subparsers(
        metavar="VERB", required=True
    )
    for verb, command, words in (
        ("verify", verify, "follow the chain and hold every row against it; 3: something is wrong"),
        ("head", head, "the end of the chain, to be kept elsewhere"),
        ("accept", accept, "take the log as it is, after a backup was restored"),
    ):
        verbs.add_parser(verb, parents=[common], help=words).set_defaults(command=command)
    out = verbs.add_parser("export", parents=[common], help="the log as lines of JSON, with its proof")
    out.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.jsonl")
    out.add_argument("--building", metavar="NAME", help="entries of other buildings by their hash alone")
    out.set_defaults(command=export)
    held = verbs.add_parser("check", parents=[common], help="follow the chain of an exported log; needs no database")
    held.add_argument("file", type=Path, metavar="FILE.jsonl")
    held.set_defaults(command=check)
    audit_history.add(verbs, common)


def verify(desk: Desk, _: argparse.Namespace) -> Answer:
    """Prove the log; Ctrl+C stops it."""
    log = _log(desk)
    proof = until_stopped(log.verify, "The log was not proved.", desk.tell if desk.verbose else None)
    return _answer(proof, "The log")


def head(desk: Desk, _: argparse.Namespace) -> Answer:
    """The end of the chain."""
    from firemode_desktop.queries import audit_chain

    found = desk.read(audit_chain.head)
    document = {"ledger": str(found.ledger), "seq": found.seq, "hash": found.hash.hex()}
    return Answer(document, f"{found.hash.hex()}  entry {found.seq:,} of ledger {found.ledger}")


def accept(desk: Desk, _: argparse.Namespace) -> Answer:
    """Remember the log as it is."""
    found = _log(desk).accept()
    return Answer(
        {"ledger": str(found.ledger), "seq": found.seq, "hash": found.hash.hex()},
        f"From now on this computer goes by the log as it is: {found.seq:,} entries.",
    )


def export(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the log."""
    from firemode_desktop.domain.errors import Refused
    from firemode_desktop.services import catalogue

    name: str | None = chosen.building
    building = desk.run(lambda session: catalogue.building_named(session, name).id) if name else None
    target: Path = chosen.output
    try:
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from error
    written = until_stopped(
        lambda tell: _log(desk).export(target, tell, building),
        "The log was not written.",
        desk.tell if desk.verbose else None,
    )
    document = {
        "file": str(target),
        "entries": written.entries,
        "whole": written.whole,
        "hash": written.head.hash.hex(),
    }
    return Answer(document, f"Wrote {target}: {written.entries:,} entries, {written.whole:,} of them whole.")


def check(_: Desk, chosen: argparse.Namespace) -> Answer:
    """Check an exported log."""
    from firemode_desktop.services import auditing

    return _answer(auditing.check(chosen.file), str(chosen.file))


def _log(desk: Desk) -> LogDesk:
    from firemode_desktop.services.log_desk import LogDesk

    database = desk.database
    return LogDesk(desk.settings.data_dir, lambda: database)


def _answer(proof: Proof, what: str) -> Answer:
    document = {
        "success": proof.whole,
        "entries": proof.entries,
        "tables": len(proof.rows_of),
        "ledger": str(proof.head.ledger),
        "seq": proof.head.seq,
        "hash": proof.head.hash.hex(),
        "findings": [{"wrong": one.wrong.value, "sentence": one.sentence} for one in proof.findings],
        "warnings": list(proof.warnings),
    }
    if proof.whole:
        rows = f", and every row of {len(proof.rows_of)} tables is as it was last logged" if proof.rows_of else ""
        lines = [f"{what} is whole: {proof.entries:,} entries in one chain{rows}."]
    else:
        lines = [f"{what} is not whole:", *(f"  {one.sentence}" for one in proof.findings)]
    return Answer(document, "\n".join([*lines, *proof.warnings]), 0 if proof.whole else 3)
