"""``firemode report``: the papers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from firemode_desktop.cli.arguments import identity
from firemode_desktop.cli.desk import LONG_S, Answer, Desk, write_beside


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``report compliance``."""
    verbs = groups.add_parser("report", parents=[common], help="reports").add_subparsers(metavar="VERB", required=True)
    compliance = verbs.add_parser("compliance", parents=[common], help="the compliance report of a session, as a PDF")
    compliance.add_argument("--session", required=True, metavar="ID", type=identity)
    compliance.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    compliance.set_defaults(command=write_compliance)


def write_compliance(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the compliance report."""
    from firemode_desktop.reports import compliance
    from firemode_desktop.services import reporting

    data = desk.read(lambda session: reporting.gather(session, chosen.session), deadline_s=LONG_S)
    content = compliance.render(data)
    write_beside(chosen.output, content)
    return Answer({"file": str(chosen.output), "bytes": len(content)}, f"Wrote {chosen.output}.")
