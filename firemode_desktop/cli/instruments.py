"""``firemode instruments``: which calibrations are due."""

from __future__ import annotations

import argparse
from typing import Any

from firemode_desktop.cli.arguments import days
from firemode_desktop.cli.desk import Answer, Desk, table


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``instruments due``."""
    verbs = groups.add_parser("instruments", parents=[common], help="instruments").add_subparsers(
        metavar="VERB", required=True
    )
    due = verbs.add_parser("due", parents=[common], help="expired calibrations and those that end soon")
    due.add_argument("--days", type=days, default=30, help="how far to look ahead (30)")
    due.set_defaults(command=list_due)


def list_due(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """List what is due."""
    from firemode_desktop.services import instruments

    today = desk.now().astimezone().date()
    found = desk.run(lambda session: instruments.due(session, today, chosen.days))
    document = [
        {
            "id": state.instrument_id,
            "serial_number": state.serial_number,
            "instrument_type": state.instrument_type,
            "expires_on": state.expires_on,
            "days": state.days,
            "state": state.state,
        }
        for state in found
    ]
    rows = [(s.serial_number, s.instrument_type or "", str(s.expires_on or "no certificate"), s.state) for s in found]
    text = table(rows, ("serial", "type", "ends", "")) if rows else "No calibration is due."
    return Answer({"instruments": document}, text)
