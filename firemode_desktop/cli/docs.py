"""``firemode docs dictionary``: documents that are made from the program itself."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from firemode_desktop.cli.desk import Answer, Desk, write_beside


def add(groups: Any, common: argparse.ArgumentParser) -> None:
    """Add ``docs``."""
    docs = groups.add_parser("docs", parents=[common], help="documents that are made from the program itself")
    verbs = docs.add_subparsers(dest="verb", metavar="COMMAND")
    dictionary = verbs.add_parser("dictionary", parents=[common], help="every table and column, as Markdown")
    dictionary.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it there instead of showing it")
    dictionary.set_defaults(command=write_dictionary)


def write_dictionary(desk: Desk, chosen: argparse.Namespace) -> Answer:
    """Write the data dictionary; no database is needed."""
    from firemode_desktop.services.dictionary import data_dictionary

    text = data_dictionary()
    if chosen.output is None:
        return Answer({"text": text}, text.rstrip())
    write_beside(chosen.output, text.encode())
    desk.tell(f"Written to {chosen.output}.")
    return Answer({"file": str(chosen.output), "lines": text.count("\n")})
