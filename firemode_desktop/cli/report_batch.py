"""``firemode report batch``: the reports of many sessions into a folder, for a portfolio or a schedule."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.cli.arguments import day
from firemode_desktop.cli.desk import Answer, Desk, table, write_beside
from firemode_desktop.domain.errors import FiremodeError, Invalid
from firemode_desktop.domain.words import Frequency
from firemode_desktop.services.files import holds

if TYPE_CHECKING:
    from firemode_desktop.services.report_batches import Wanted


def add(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add ``report batch``."""
    batch = verbs.add_parser("batch", parents=[common], help="the reports of many buildings into a folder")
    batch.add_argument("--building", action="append", default=[], metavar="NAME", help="may be given several times")
    batch.add_argument("--all", action="store_true", dest="everywhere", help="every building that is in use")
    batch.add_argument("--frequency", choices=Frequency.values())
    batch.add_argument("--since", type=day, metavar="DAY", help="every session approved on this day or later")
    batch.add_argument("--bundles", action="store_true", help="the JSON bundle beside each report")
    batch.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    batch.set_defaults(command=write_batch)


def write_batch(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write each report; one that fails is named and does not stop the others. Ends with 3 when one failed."""
    from firemode_desktop.services import report_batches

    if not chosen.building and not chosen.everywhere:
        raise Invalid("Say which buildings: --building NAME (several times), or --all.")
    frequency, since = chosen.frequency, chosen.since
    names: Sequence[str] | None = None if chosen.everywhere else chosen.building
    now = desk.now()
    wanted = desk.read(lambda session: report_batches.wanted(session, names, now, frequency=frequency, since=since))
    outcomes = []
    for number, one in enumerate(wanted, start=1):
        desk.tell(f"{number} of {len(wanted)}: {one.building}, {one.session_name}")
        outcomes.append(_one(desk, one, chosen.output, chosen.bundles))
    failed = sum(each["state"] == "failed" for each in outcomes)
    document = {"success": not failed, "directory": str(chosen.output), "reports": outcomes, "failed": failed}
    return Answer(document, _summary(outcomes, chosen.output, since), 3 if failed else 0)


def _one(desk: Desk, one: Wanted, folder: Path, bundles: bool) -> dict[str, Any]:
    from firemode_desktop.cli.report import issue
    from firemode_desktop.services import bundling

    told: dict[str, Any] = {"building": one.building, "session": one.session_name, "session_id": one.session_id}
    try:
        report = issue(desk, one.session_id)
        state = _put(folder / f"{report.number}.pdf", report.file)
        if bundles:
            _put(folder / f"{report.number}.json", desk.run(lambda session: bundling.bundle(session, one.session_id)))
    except FiremodeError as error:
        return {**told, "state": "failed", "message": error.message}
    return {**told, "state": state, "report_number": report.number, "file": f"{report.number}.pdf"}


def _put(path: Path, content: bytes) -> str:
    """Write a file unless it is there already, byte for byte."""
    if holds(path, content):
        return "unchanged"
    write_beside(path, content)
    return "written"


def _summary(outcomes: Sequence[dict[str, Any]], folder: Path, since: date | None) -> str:
    if not outcomes:
        return f"No session was approved{f' since {since}' if since else ''}: nothing to write."
    lines = [
        (one["building"], one["session"] or "", one["state"], one.get("file") or one.get("message") or "")
        for one in outcomes
    ]
    return f"{table(lines, ('BUILDING', 'SESSION', 'STATE', 'FILE'))}\n{len(outcomes)} reports in {folder}."
