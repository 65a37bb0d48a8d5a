"""Rows amid the readings of a table that speak of another stair, day or case than the table is read for.

``Doors open`` or ``Stair B``, alone in a row further down, begins a part of its own. Its readings would be taken for
those of the heading, and nobody would see it; so they are not read until a person has said what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from firemode_desktop.domain.baselines import Place, Survey
from firemode_desktop.imports.files.cells import Marked, Sheet, Value, as_read
from firemode_desktop.imports.mappings.headings import readings_of, words_of
from firemode_desktop.imports.mappings.mapping import Fixed, InCell, InColumn, OfSheet, TableMapping
from firemode_desktop.imports.mappings.titles import meant_by, stair_named, told_beside
from firemode_desktop.imports.tables.places import natural_form
from firemode_desktop.imports.tables.problems import Problem, at_cell

_CASES = {"door_configuration": "door configuration", "pressurization_active": "state of the fan"}
_A_STAIR = re.compile(r"stair(?:well|case|way)?(?: no| number)? [a-z0-9]{1,3}")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?: ?[^0-9 ]{1,6})?")
_FEW = 3
"""A row with more cells than this is a row of the table, whatever is remarked in it."""


def other_parts(sheet: Sheet, table: TableMapping, survey: Survey) -> Iterator[Problem]:
    """An error for each row between the heading and the last reading that begins a part about something else."""
    last = _last_reading(sheet, table)
    of_titles = {one.row for one in table.columns.values() if isinstance(one, InCell)}
    for row in range(table.heading[1] + 1, last):
        if row not in of_titles and _is_apart(sheet, table, row) and (what := _other(sheet, table, row, survey)):
            text = " ".join(as_read(cell) for cell in sheet.rows[row] if cell is not None)
            said = (
                f"Row {row + 1} says “{text[:60]}”, but the rows below it would be read for the {what} of the heading "
                "further up. Give them a heading of their own."
            )
            yield at_cell(sheet.name, row, None, None, text, "other_part", said)


def _last_reading(sheet: Sheet, table: TableMapping) -> int:
    end = min(table.end or len(sheet.rows), len(sheet.rows))
    return next((row for row in range(end - 1, table.heading[1], -1) if _reads(sheet, table, row)), 0)


def _reads(sheet: Sheet, table: TableMapping, row: int) -> bool:
    return any(_is_number(sheet.at(row, one.place)) for one in table.readings)


def _is_number(cell: Value) -> bool:
    return isinstance(cell, (Decimal, Marked)) or (
        isinstance(cell, str) and _NUMBER.fullmatch(cell.strip()) is not None
    )


def _is_apart(sheet: Sheet, table: TableMapping, row: int) -> bool:
    filled = [cell for cell in sheet.rows[row] if cell is not None]
    return 0 < len(filled) <= _FEW and isinstance(filled[0], str) and not _reads(sheet, table, row)


def _other(sheet: Sheet, table: TableMapping, row: int, survey: Survey) -> str:
    """What a row speaks of otherwise than the table is read; blank where it does not."""
    texts = [cell for cell in sheet.rows[row] if isinstance(cell, str)]
    if _other_stair(sheet, table, texts, survey):
        return "stair"
    if _other_day(sheet, table, row, survey):
        return "day"
    return next((_CASES[name] for name, case in _cases_told(texts) if _is_other_case(table, name, case)), "")


def _cases_told(texts: list[str]) -> list[tuple[str, str]]:
    return [(name, case) for text in texts for name, case in readings_of(text).says.items() if name in _CASES]


def _is_other_case(table: TableMapping, name: str, case: str) -> bool:
    of_all = table.columns.get(name)
    if isinstance(of_all, InColumn):
        return False
    cases = {one.says[name] for one in table.readings if name in one.says}
    if isinstance(of_all, Fixed):
        cases.add(of_all.text)
    return bool(cases) and case not in {readings_of(one).says.get(name, one) for one in cases}


def _other_day(sheet: Sheet, table: TableMapping, row: int, survey: Survey) -> bool:
    own, told = table.columns.get("commissioned_date"), told_beside(sheet, [row], survey).get("commissioned_date")
    if told is None or not isinstance(told.source, InCell) or not isinstance(own, InCell):
        return False
    return meant_by(sheet, told.source) != meant_by(sheet, own)


def _other_stair(sheet: Sheet, table: TableMapping, texts: list[str], survey: Survey) -> bool:
    own = _own_stairs(sheet, table)
    if not own:
        return False
    known = {natural_form(text) for text in own}
    named = {stair.id for text in own if (stair := _stair(text, survey)) is not None}
    for text in texts:
        stair = _stair(text, survey)
        if stair is not None:
            return stair.id not in named and natural_form(stair.name) not in known
        if _A_STAIR.fullmatch(words_of(text)):
            return natural_form(text) not in known
    return False


def _own_stairs(sheet: Sheet, table: TableMapping) -> list[str]:
    """The names of the stairs that a table is read for as a whole; none where each row says its own."""
    source = table.columns.get("stair")
    if isinstance(source, InColumn):
        return []
    said = [one.says["stair"] for one in table.readings if "stair" in one.says]
    if isinstance(source, Fixed):
        said.append(source.text)
    elif isinstance(source, OfSheet):
        said.append(sheet.name)
    elif isinstance(source, InCell):
        said.append(as_read(sheet.at(source.row, source.column)))
    return said


def _stair(text: str, survey: Survey) -> Place | None:
    """The stair that a text names beyond doubt: a stair called “2” is not named by every remark with a 2 in it."""
    named = stair_named(text, survey)
    if named is None or natural_form(text) == natural_form(named.name):
        return named
    return named if "stair" in words_of(text) or len(words_of(named.name)) >= 4 else None
