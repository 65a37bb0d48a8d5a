"""``firemode evidence``: files that prove a reading."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from firemode_desktop.cli.arguments import identity
from firemode_desktop.cli.desk import Answer, Desk, table


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``evidence add / list / verify``."""
    verbs = groups.add_parser("evidence", parents=[common], help="evidence files").add_subparsers(
        metavar="VERB", required=True
    )
    new = verbs.add_parser("add", parents=[common], help="add a file to a test")
    new.add_argument("instance", metavar="INSTANCE", type=identity)
    new.add_argument("file", type=Path)
    new.add_argument("--prompt", type=int, help="number of the prompt it answers, from 1")
    new.set_defaults(command=add_file)
    for verb, command, words in (
        ("list", list_files, "files of a session"),
        ("verify", verify, "read all files again"),
    ):
        other = verbs.add_parser(verb, parents=[common], help=words)
        other.add_argument("--session", metavar="ID", type=identity, required=verb == "list")
        other.set_defaults(command=command)


def add_file(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Add a file."""
    from firemode_desktop.services import evidence, testing

    file = testing.EvidenceFile(desk.evidence.add(chosen.file), chosen.file.name, desk.now())
    prompt = None if chosen.prompt is None else chosen.prompt - 1
    evidence_id = desk.act(lambda session, by: evidence.add(session, chosen.instance, file, prompt=prompt, by=by))
    return Answer({"id": evidence_id, "sha256": file.stored.sha256}, f"Kept as {file.stored.sha256}.")


def list_files(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List files."""
    from firemode_desktop.services import evidence

    found = desk.run(lambda session: evidence.files(session, chosen.session))
    rows = [(str(f["identifier"]), str(f["original_name"] or ""), str(f["sha256"] or "")) for f in found]
    return Answer({"evidence": found}, table(rows, ("test", "file", "SHA-256")) if rows else "No evidence yet.")


def verify(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Read every file again and compare its hash."""
    from firemode_desktop.services import evidence

    found = desk.run(lambda session: evidence.files(session, chosen.session))
    wrong = evidence.altered(desk.evidence, found)
    text = f"{len(found)} files read again; {len(wrong)} missing or altered."
    document = {"checked": len(found), "altered": wrong}
    if not wrong:
        return Answer(document, text)
    lines = [f"{entry['identifier']}: {entry['file']} is {entry['reason']}." for entry in wrong]
    error = {"code": "invalid", "message": text, "details": wrong}
    return Answer({**document, "error": error}, "\n".join([text, *lines]), 3)
