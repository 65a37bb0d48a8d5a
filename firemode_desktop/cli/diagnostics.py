"""``firemode diagnostics``: a file for whoever helps, without passwords and without records."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from firemode_desktop.cli.desk import Answer, Desk


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``diagnostics``."""
    verb = groups.add_parser(
        "diagnostics", parents=[common], help="a file for whoever helps, without passwords and records"
    )
    verb.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.zip")
    verb.set_defaults(command=save)


def save(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write it; also where the database cannot be opened."""
    from firemode_desktop.services import diagnosing

    parts = diagnosing.save(chosen.output, desk.settings, desk.run, desk.now())
    return Answer({"file": str(chosen.output), "parts": parts}, f"Wrote {chosen.output}: {', '.join(parts)}.")
