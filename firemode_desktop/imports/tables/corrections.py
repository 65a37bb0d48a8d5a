"""Cells that a person corrected in the preview: laid over the workbook as it was read, never into the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import parse_number
from firemode_desktop.imports.files.cells import Sheet, Value, Workbook, as_read, position
from firemode_desktop.imports.tables.problems import Problem, at_cell


@dataclass(frozen=True)
class Corrections:
    """``cells[sheet, "D14"]`` is what a person typed in place of what was read; blank clears the cell."""

    cells: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def with_cell(self, sheet: str, cell: str, text: str) -> Corrections:
        """The same corrections with one more, or another one, of a cell."""
        return Corrections({**self.cells, (sheet, cell): text})

    def without(self, sheet: str, cell: str) -> Corrections:
        """The same corrections less that of one cell, which is again as it was read."""
        return Corrections({key: text for key, text in self.cells.items() if key != (sheet, cell)})

    def __bool__(self) -> bool:
        return bool(self.cells)

    def to_list(self, workbook: Workbook) -> list[dict[str, str]]:
        """JSON-ready, kept with the import: sheet, cell, what was read, what was typed."""
        sheets = {sheet.name: sheet for sheet in workbook.sheets}
        return [
            {"sheet": name, "cell": cell, "read": as_read(sheets[name].at(*position(cell))), "typed": text}
            for (name, cell), text in self.cells.items()
            if name in sheets
        ]


def corrected(workbook: Workbook, corrections: Corrections | None) -> Workbook:
    """The workbook with the corrections in their cells; numbers and days count as such."""
    if not corrections:
        return workbook
    by_sheet: dict[str, dict[tuple[int, int], Value]] = {}
    for (name, cell), text in corrections.cells.items():
        by_sheet.setdefault(name, {})[position(cell)] = _typed(text, delimited=workbook.delimited)
    sheets = (_laid_over(sheet, by_sheet.get(sheet.name, {})) for sheet in workbook.sheets)
    return replace(workbook, sheets=tuple(sheets))


def notes_of(workbook: Workbook, corrections: Corrections | None) -> Iterable[Problem]:
    """A warning for each corrected cell that says what was read; ``workbook`` as it was read."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for (name, cell), text in corrections.cells.items() if corrections else ():
        if name in sheets:
            row, column = position(cell)
            read = sheets[name].at(row, column)
            was = f"“{as_read(read)}” was read" if read is not None else "Nothing was read"
            now = f"corrected to “{text.strip()}”" if text.strip() else "cleared"
            yield at_cell(name, row, column, None, read, "corrected", f"{was}; {now} by hand.")


def _laid_over(sheet: Sheet, cells: Mapping[tuple[int, int], Value]) -> Sheet:
    if not cells:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for (row, column), value in cells.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = value
    return replace(sheet, rows=tuple(map(tuple, rows)))


def _typed(text: str, *, delimited: bool) -> Value:
    stripped = text.strip()
    if delimited or not stripped:
        return stripped or None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", stripped):
        return _day(stripped)
    try:
        number = parse_number(stripped)
    except Invalid:
        return stripped
    return number.value if number.unit is None and stripped.lstrip("-").replace(".", "", 1).isdecimal() else stripped


def _day(text: str) -> Value:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
