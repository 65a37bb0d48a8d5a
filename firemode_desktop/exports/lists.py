"""Plain lists that go out: a heading, a line each; as a sheet of a workbook and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from firemode_desktop.exports.book import Content, for_csv, put

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Row = tuple[Content, ...]
Heading = Sequence[tuple[str, int]]
"""The name of each column, and how wide it is in a workbook."""


def list_sheet(sheet: Worksheet, head: Heading, rows: Iterable[Row]) -> None:
    """Fill a sheet; its heading stays in sight."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for place, (name, wide) in enumerate(head, start=1):
        put(sheet.cell(1, place), name)
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = wide
    for line, row in enumerate(rows, start=2):
        for place, content in enumerate(row, start=1):
            if content is not None:
                put(sheet.cell(line, place), content)
    sheet.freeze_panes = "A2"


def list_workbook(title: str, head: Heading, rows: Iterable[Row]) -> bytes:
    """The list as a workbook of one sheet."""
    return lists_workbook(title, [(title, head, rows)])


def lists_workbook(title: str, lists: Iterable[tuple[str, Heading, Iterable[Row]]]) -> bytes:
    """Lists as the sheets of one workbook: the name of each, its heading, its rows."""
    from firemode_desktop.exports.book import new_book, to_bytes

    book = new_book(title)
    for name, head, rows in lists:
        list_sheet(book.create_sheet(name[:31]), head, rows)
    return to_bytes(book)


def list_csv(head: Heading, rows: Iterable[Row]) -> bytes:
    """Comma, UTF-8 with a byte-order mark (so that Excel reads ° and names), CRLF."""
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows(written(head, rows))
    return target.getvalue().encode("utf-8-sig")


def written(head: Heading, rows: Iterable[Row]) -> Iterable[list[str]]:
    """The heading and every row as texts."""
    yield [name for name, _ in head]
    for row in rows:
        yield [_text(cell) for cell in row]


def _text(cell: Content) -> str:
    if cell is None:
        return ""
    return format(cell, "f") if isinstance(cell, Decimal) else for_csv(str(cell))
