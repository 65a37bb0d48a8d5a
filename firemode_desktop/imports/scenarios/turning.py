"""A sheet turned over: causes across become causes down, and every cell still knows where it stands in the file."""

from __future__ import annotations

from dataclasses import replace

from firemode_desktop.imports.files.cells import Sheet


def turned(sheet: Sheet) -> Sheet:
    """Rows as columns and columns as rows."""
    width = max((len(row) for row in sheet.rows), default=0)
    return replace(
        sheet,
        rows=tuple(tuple(sheet.at(row, column) for row in range(len(sheet.rows))) for column in range(width)),
        hidden_rows=sheet.hidden_columns,
        hidden_columns=sheet.hidden_rows,
        broken={},
        merged=tuple(((left, top), (right, bottom)) for (top, left), (bottom, right) in sheet.merged),
        formats={},
    )
