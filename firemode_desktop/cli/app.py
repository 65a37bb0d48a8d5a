"""``firemode`` alone, or ``firemode app``: the window."""

from __future__ import annotations

import argparse
from typing import Any

from firemode_desktop.cli.desk import Answer, Desk


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``app``."""
    app = groups.add_parser("app", parents=[common], help="open the window")
    app.set_defaults(command=open_window)


def open_window(desk: Desk, _: argparse.Namespace) -> Answer:
    """Open the window and stay until it is closed."""
    import importlib

    return Answer(exit_code=importlib.import_module("firemode_desktop.app").main(desk.settings))
