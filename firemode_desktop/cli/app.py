"""``firemode`` alone, or ``firemode app``: the window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from firemode_desktop.cli.desk import Answer, Desk


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``app``."""
    app = groups.add_parser("app", parents=[common], help="open the window")
    app.add_argument(
        "file", nargs="?", type=Path, help="a backup, a report, a workbook of baselines or the file of a building"
    )
    app.set_defaults(command=open_window)


def open_window(desk: Desk, asked: argparse.Namespace) -> Answer:
    """Open the window and stay until it is closed; where it is open already, it comes to the front instead."""
    import importlib

    return Answer(exit_code=importlib.import_module("firemode_desktop.app").main(desk.settings, asked.file))
