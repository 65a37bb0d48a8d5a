"""Nine points of a doorway as a block of three rows of three, beside the name of its floor or doorway or below it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.files.cells import Marked, Sheet, Value, letters
from firemode_desktop.imports.mappings.headings import meaning
from firemode_desktop.imports.mappings.mapping import (
    Block,
    Fixed,
    InColumn,
    ReadingColumn,
    Source,
    TableMapping,
    fingerprint,
)
from firemode_desktop.imports.mappings.recognising import FoundTable
from firemode_desktop.imports.mappings.titles import told_beside
from firemode_desktop.imports.tables.places import Places

ROWS = 5_000
"""A sheet of more rows is no sheet of blocks."""
LABELS_WITHIN = 8
"""Columns in which the names of floors or doorways are looked for."""


def recognise_blocks(sheet: Sheet, survey: Survey) -> list[FoundTable]:
    """The one table of a sheet whose velocities stand as blocks; none where it has no such block."""
    if len(sheet.rows) > ROWS:
        return []
    known = _Known(survey)
    for column in range(LABELS_WITHIN):
        named = {row: name for row in range(len(sheet.rows)) if (name := known[sheet.at(row, column)])}
        for block in Block:
            across = _across(sheet, list(named), column, block)
            if across is not None:
                return [_found(sheet, survey, named, column, across, block)]
    return []


class _Known(dict[Value, str]):
    """Content of a cell → ``floor`` or ``doorway`` when it is the name of one in some stair; else blank."""

    def __init__(self, survey: Survey) -> None:
        super().__init__()
        self._survey, self._places = survey, Places(survey)

    def __missing__(self, cell: Value) -> str:
        found = self[cell] = self._name(cell) if isinstance(cell, str) and len(cell) <= 100 else ""
        return found

    def _name(self, text: str) -> str:
        for stair in self._survey.stairs:
            for name, register in (("floor", self._places.floors), ("doorway", self._places.doorways)):
                if register.has(text, stair):
                    return name
        return ""


def _across(sheet: Sheet, labels: Sequence[int], column: int, block: Block) -> tuple[int, int, int] | None:
    """The three columns in which every label has three rows of numbers; ``None`` when one has not."""
    found: tuple[int, int, int] | None = None
    for row in labels:
        first = row + 1 if block is Block.BELOW else row
        numbers = [_numbers(sheet, first + down) for down in range(3)]
        if any(sheet.at(first + down, column) is not None for down in range(3) if first + down != row):
            return None
        both = sorted(numbers[0] & numbers[1] & numbers[2])
        if block is Block.BELOW and _numbers(sheet, row):
            return None
        three = next(((a, b, c) for a, b, c in zip(both, both[1:], both[2:], strict=False) if c - a == 2), None)
        if three is None or (found is not None and three != found):
            return None
        found = three
    return found


def _numbers(sheet: Sheet, row: int) -> set[int]:
    cells = sheet.rows[row] if row < len(sheet.rows) else ()
    return {place for place, cell in enumerate(cells) if _is_number(cell)}


def _is_number(cell: Value) -> bool:
    return isinstance(cell, (Decimal, Marked))


def _found(
    sheet: Sheet, survey: Survey, named: dict[int, str], column: int, across: tuple[int, int, int], block: Block
) -> FoundTable:
    first = min(named)
    heading = (max(first - 1, 0), max(first - 1, 0))
    columns: dict[str, Source] = {named[first]: InColumn(column)}
    reasons = {named[first]: f"column {letters(column)} holds the names of {named[first]}s"}
    for place in range(len(sheet.rows[heading[0]])):
        text = sheet.at(heading[0], place)
        name = meaning(text).column if isinstance(text, str) else ""
        if name and name not in columns and place not in across and place != column:
            columns[name] = InColumn(place)
            reasons[name] = f"column {letters(place)} is headed “{text}”"
    for name, told in told_beside(sheet, range(first), survey).items():
        if name not in columns:
            columns[name], reasons[name] = told.source, told.why
    if "door_scenario" not in columns and len(survey.door_scenarios) == 1:
        columns["door_scenario"] = Fixed(survey.door_scenarios[0])
        reasons["door_scenario"] = "the only door scenario of this building"
    readings = tuple(
        ReadingColumn(place, BaselineKind.VELOCITY, f"p{number}") for number, place in enumerate(across, start=1)
    )
    where = "in its row and the two below" if block is Block.BESIDE else "in the three rows below"
    why = f"three rows of three numbers stand {where}"
    reasons.update({letters(place): why for place in across})
    table = TableMapping(sheet.name, heading, columns, readings, None, block, fingerprint(sheet, heading))
    return FoundTable(table, reasons)
