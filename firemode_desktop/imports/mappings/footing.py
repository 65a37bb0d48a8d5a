"""What stands below the last table of a sheet and is none of its rows: who signed, which instruments were used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.imports.files.cells import Marked, Sheet, Value, as_read
from firemode_desktop.imports.mappings.mapping import InCell, TableMapping
from firemode_desktop.imports.tables.places import natural_form
from firemode_desktop.imports.tables.problems import Problem, at_cell

ROWS = 60
"""So many rows at the end of a sheet may stand below its table."""
_NUMBER = re.compile(r"\s*[<>~≈±+\-−]?\s*[0-9]+(?:[.,][0-9]+)*[^0-9/]*$")


class Footing:
    """The ends of the tables of a sheet, in a building whose places are known by name."""

    def __init__(self, sheet: Sheet, survey: Survey) -> None:
        self._sheet = sheet
        self._names = {natural_form(place.name) for place in (*survey.floors, *survey.doors, *survey.doorways)}

    def foot(self, first: int, readings: Iterable[int], labels: Iterable[int]) -> int | None:
        """The blank row (from 0) below which words stand, but neither a number where readings are nor the name of a
        place where ``labels`` are; ``None`` where there is no such row from ``first`` on."""
        readings, labels = tuple(readings), tuple(labels)
        rows = range(len(self._sheet.rows) - 1, max(first, len(self._sheet.rows) - ROWS) - 1, -1)
        last = next((row for row in rows if self._is_of_table(row, readings, labels)), None)
        if last is None:
            return None
        blank = next((row for row in range(last + 1, len(self._sheet.rows)) if not self._filled(row)), None)
        words = blank is not None and any(
            self._sheet.at(row, place) is not None for row in range(blank, len(self._sheet.rows)) for place in readings
        )
        return blank if words else None

    def _is_of_table(self, row: int, readings: Sequence[int], labels: Sequence[int]) -> bool:
        named = (self._sheet.at(row, place) for place in labels)
        return any(_is_number(self._sheet.at(row, place)) for place in readings) or any(
            isinstance(cell, Decimal) or (isinstance(cell, str) and natural_form(cell) in self._names) for cell in named
        )

    def _filled(self, row: int) -> bool:
        return any(cell is not None for cell in self._sheet.rows[row])


def _is_number(cell: Value) -> bool:
    return isinstance(cell, (Decimal, Marked)) or (isinstance(cell, str) and _NUMBER.match(cell) is not None)


def below(sheet: Sheet, tables: Sequence[TableMapping]) -> list[Problem]:
    """The rows below the last of a sheet's tables, said once; none where that one reaches to the sheet's end."""
    last = max(table.heading for table in tables)
    ends = [table.end for table in tables if table.heading == last]
    if not ends or any(end is None for end in ends):
        return []
    told = {one.row for table in tables for one in table.columns.values() if isinstance(one, InCell)}
    rows = [row for row in range(max(end or 0 for end in ends), len(sheet.rows)) if row not in told]
    filled = [row for row in rows if any(cell is not None for cell in sheet.rows[row])]
    if not filled:
        return []
    place, text = next((place, cell) for place, cell in enumerate(sheet.rows[filled[0]]) if cell is not None)
    first, last_row = f"{filled[0] + 1} (“{as_read(text)[:60]}”)", filled[-1] + 1
    which = f"Row {first} stands" if len(filled) == 1 else f"Rows {first} to {last_row} stand"
    said = f"{which} below the table; nothing was read there."
    return [at_cell(sheet.name, filled[0], place, None, text, "below_table", said)]
