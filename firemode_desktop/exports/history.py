"""The history of a record as CSV and as a workbook: a line for each record and transaction, the latest first."""

from __future__ import annotations

from collections.abc import Iterable

from firemode_desktop.domain.telling import Told
from firemode_desktop.exports.lists import Row, list_csv, list_workbook

COLUMNS = (
    ("at", 28), ("by", 28), ("what", 90), ("way", 44), ("reason", 44), ("table", 26), ("key", 38), ("entry", 10),
    ("transaction", 14),
)  # fmt: skip


def history_row(line: Told) -> Row:
    """One line in the order of ``COLUMNS``; the moment by the building's clock, with its offset."""
    key = None if line.key is None else str(line.key)
    said = (line.at.isoformat(timespec="seconds"), line.who, line.what, line.way or None, line.reason or None)
    return *said, line.table, key, line.entry, line.transaction


def history_csv(lines: Iterable[Told]) -> bytes:
    """As CSV."""
    return list_csv(COLUMNS, map(history_row, lines))


def history_workbook(lines: Iterable[Told]) -> bytes:
    """As a workbook of one sheet."""
    return list_workbook("History", COLUMNS, map(history_row, lines))


WRITERS = {".csv": history_csv, ".xlsx": history_workbook}
"""Ending of a file → what writes it."""
