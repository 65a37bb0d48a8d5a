"""Readings in time as a workbook: one sheet of readings, one of what they come to."""

from __future__ import annotations

from collections.abc import Sequence

from firemode_desktop.exports.book import Content, new_book, put, to_bytes

READINGS = (
    ("identifier", 54), ("stair", 14), ("floor", 14), ("measurement_type", 24), ("unit", 8), ("at", 26), ("value", 12),
    ("baseline", 12), ("is_compliant", 14),
)  # fmt: skip
TRENDS = (
    ("identifier", 54), ("stair", 14), ("floor", 14), ("measurement_type", 24), ("unit", 8), ("readings", 10),
    ("slope_per_year", 16), ("slope_low", 14), ("slope_high", 14), ("S", 8), ("Z", 10), ("p", 10), ("method", 10),
    ("projection_from", 16), ("projection_to", 16), ("refusal", 70),
)  # fmt: skip
Head = Sequence[tuple[str, int]]


def series_workbook(readings: Sequence[Sequence[Content]], trends: Sequence[Sequence[Content]]) -> bytes:
    """The workbook as bytes: rows in the order of ``READINGS`` and of ``TRENDS``."""
    book = new_book()
    for title, head, rows in (("Readings", READINGS, readings), ("Trends", TRENDS, trends)):
        _sheet(book.create_sheet(title), head, rows)
    return to_bytes(book)


def _sheet(sheet: object, head: Head, rows: Sequence[Sequence[Content]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)
    for place, (name, wide) in enumerate(head, start=1):
        cell = sheet.cell(1, place, name)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = wide
    for line, row in enumerate(rows, start=2):
        for place, content in enumerate(row, start=1):
            if content is not None:
                put(sheet.cell(line, place), content)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
