"""The rows an import left out, each with its error beside it, so that they can be mended and imported again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firemode_desktop.exports.book import Content, new_book, put, to_bytes

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ERROR, READ_FROM = "error", "read from"


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row as it was read: heading → content, and what is wrong with it by heading (blank: with the whole row)."""

    sheet: str
    content: Mapping[str, Content]
    errors: Mapping[str, str]


def rejected_workbook(rows: Iterable[RejectedRow]) -> bytes:
    """One sheet as in the file; the cells that are wrong are marked, the last column says why."""
    by_sheet: dict[str, list[RejectedRow]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    book = new_book()
    for title, found in by_sheet.items():
        _sheet(book.create_sheet(_titled(title)), found)
    if not by_sheet:
        book.create_sheet("Nothing")
    return to_bytes(book)


def _titled(name: str) -> str:
    """A name as a sheet may be called: at most 31 characters, none of ``[]:*?/\\``."""
    return "".join("-" if character in "[]:*?/\\" else character for character in name)[:31]


def _sheet(sheet: Worksheet, rows: Sequence[RejectedRow]) -> None:
    from openpyxl.styles import Font, PatternFill

    headings = list(dict.fromkeys(heading for row in rows for heading in row.content))
    marked = PatternFill("solid", fgColor="FBD9CF")
    for place, heading in enumerate([*headings, ERROR], start=1):
        put(sheet.cell(1, place), heading)
        sheet.cell(1, place).font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for place, heading in enumerate(headings, start=1):
            cell = sheet.cell(number, place)
            put(cell, row.content.get(heading))
            if heading in row.errors:
                cell.fill = marked
        said = "; ".join(f"{heading}: {words}" if heading else words for heading, words in row.errors.items())
        put(sheet.cell(number, len(headings) + 1), said)
    sheet.freeze_panes = "A2"
