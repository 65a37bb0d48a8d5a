"""What stands above and below the table of a sheet and holds for all of it: the stair, the date, who measured.

A1 “Stair-A pressurisation”   A2 “Commissioned:” B2 15 Jan 2024   A3 “Tested by: Somebody Pty Ltd”
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from firemode_desktop.domain.baselines import Place, Survey
from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.cells import Marked, Sheet, Value, a1, as_read
from firemode_desktop.imports.mappings.headings import meaning, words_of
from firemode_desktop.imports.mappings.mapping import Fixed, InCell, OfSheet, Source
from firemode_desktop.imports.tables.places import natural_form

TITLED = (
    "stair",
    "commissioned_date",
    "commissioned_by",
    "commissioning_report_ref",
    "temp_c",
    "humidity_pct",
    "wind_ms",
)
"""Canonical columns that are looked for beside a table; a setpoint is not, as it could be that of either case."""
OF_A_VISIT = frozenset(TITLED) - {"stair"}
"""Those that hold for all tables of a sheet when they stand on its top."""
_DAY_BEGINS = re.compile(r"(?<![0-9])(?:[0-9]{1,2}|[0-9]{4})(?=[\s/.\-])")
_PHRASES = re.compile(r"[,;(|–—]|\s-\s")
REACH = 8
"""So many columns to the right of its label a value is looked for."""


class Told(NamedTuple):
    """Where a value for the whole table comes from, and why."""

    source: Source
    why: str


def is_title(text: str) -> bool:
    """Whether a text is a label such as ``Date:`` or ``Tested by``, which stand beside a table and not in it."""
    return meaning(text.partition(":")[0]).column in TITLED


def told_beside(sheet: Sheet, rows: Iterable[int], survey: Survey) -> dict[str, Told]:
    """What the cells of these rows tell for a whole table, by canonical column; the first of each counts.

    Of a stair or a day that is told twice, and differently, nothing is (``disagreeing``).
    """
    numbers = list(rows)
    found, apart = _told(sheet, numbers), disagreeing(sheet, numbers)
    stair = found.pop("stair", None)
    if "stair" not in apart and (known := _stair(sheet, numbers, survey, stair)) is not None:
        found["stair"] = known
    if "commissioned_date" not in found and (day := _only_date(sheet, numbers)) is not None:
        found["commissioned_date"] = day
    return {name: told for name, told in found.items() if name not in apart}


def disagreeing(sheet: Sheet, rows: Iterable[int]) -> dict[str, tuple[Told, Told]]:
    """A stair or a day that rows standing together tell twice and differently, by canonical column.

    What stands below a table does not speak against what stands above it: a report is signed on another day.
    """
    numbers = list(rows)
    first = _told(sheet, numbers)
    others = [
        (name, told)
        for row in numbers
        for name, told in _of_row(sheet, row)
        if name in ("stair", "commissioned_date") and _together(numbers, first[name], told)
    ]
    return {name: (first[name], told) for name, told in reversed(others) if _differ(sheet, first[name], told)}


def _told(sheet: Sheet, rows: Iterable[int]) -> dict[str, Told]:
    found: dict[str, Told] = {}
    for row in rows:
        for name, told in _of_row(sheet, row):
            found.setdefault(name, told)
    return found


def _differ(sheet: Sheet, one: Told, other: Told) -> bool:
    assert isinstance(one.source, InCell)
    assert isinstance(other.source, InCell)
    return meant_by(sheet, one.source) != meant_by(sheet, other.source)


def meant_by(sheet: Sheet, source: InCell) -> date | str:
    """What a cell says to be compared with another: a day where it is one, else the words of a name."""
    cell = sheet.at(source.row, source.column)
    day = _day(cell)
    if day is not None:
        return day
    text = as_read(cell)[len(source.after) :]
    return _day(text.strip()) or natural_form(text)


def _together(rows: Sequence[int], one: Told, other: Told) -> bool:
    """Whether no table stands between two cells."""
    assert isinstance(one.source, InCell)
    assert isinstance(other.source, InCell)
    return set(range(one.source.row, other.source.row)) <= set(rows)


def stair_named(text: str, survey: Survey) -> Place | None:
    """The one stair of the building whose name stands in ``text``; ``None`` when none does, or several do."""
    words = f" {words_of(text)} "
    named = [stair for stair in survey.stairs if f" {words_of(stair.name)} " in words]
    longest = [
        one
        for one in named
        if not any(one is not other and words_of(one.name) in words_of(other.name) for other in named)
    ]
    return longest[0] if len(longest) == 1 else None


def _of_row(sheet: Sheet, row: int) -> Iterator[tuple[str, Told]]:
    for column, cell in enumerate(sheet.rows[row] if row < len(sheet.rows) else ()):
        if not isinstance(cell, str):
            continue
        label, colon, rest = cell.partition(":")
        name = meaning(label).column
        if colon and name in TITLED and rest.strip():
            yield name, Told(InCell(row, column, f"{label}:"), f"{a1(row, column)} says “{cell.strip()}”")
        elif name in TITLED and (spot := _value_beside(sheet, row, column)) is not None:
            beside = f"stands beside “{label.strip()}”"
            yield name, Told(InCell(*spot), f"{a1(*spot)} {beside}")
            right = (spot[0], spot[1] + 1)
            if name == "commissioned_date" and _day(sheet.at(*right)) is not None:
                yield name, Told(InCell(*right), f"{a1(*right)} {beside}")
        elif prefix := _dated(cell):
            yield "commissioned_date", Told(InCell(row, column, prefix), f"{a1(row, column)} says “{cell.strip()}”")


def _value_beside(sheet: Sheet, row: int, column: int) -> tuple[int, int] | None:
    """The first filled cell to the right of a label, unless that is a label, too; else the one below."""
    for right in range(column + 1, column + 1 + REACH):
        value = sheet.at(row, right)
        if value is not None:
            if not _is_label(value):
                return row, right
            break
    below = sheet.at(row + 1, column)
    return (row + 1, column) if below is not None and not _is_label(below) else None


def _is_label(value: Value) -> bool:
    if not isinstance(value, str):
        return False
    label = value.partition(":")[0]
    return meaning(label).known or value.rstrip().endswith(":")


def _dated(text: str) -> str:
    """The words before the date at the end of ``Commissioned 15 January 2024`` or of a title that ends so; blank when
    it does not end with a date that is said to be that of the commissioning."""
    stripped = text.strip()
    for match in _DAY_BEGINS.finditer(stripped):
        words, day = stripped[: match.start()], stripped[match.start() :]
        label = _PHRASES.split(words.rstrip(" \t:–-"))[-1]
        if meaning(label).column == "commissioned_date" and _is_day(day):
            return words
    return ""


def _is_day(text: str) -> bool:
    return _day(text) is not None


def _day(cell: Value) -> date | None:
    """The day that a cell holds or writes; ``None`` where it does neither."""
    value = cell.value if isinstance(cell, Marked) else cell
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return parse_date(value) if isinstance(value, str) else None
    except Invalid:
        return None


def _only_date(sheet: Sheet, rows: Iterable[int]) -> Told | None:
    """The date in these rows, where there is exactly one that no words stand before: a date of printing has some."""
    dates = {
        (row, column): cell
        for row in rows
        for column, cell in enumerate(sheet.rows[row] if row < len(sheet.rows) else ())
        if (isinstance(cell, date) or (isinstance(cell, Marked) and isinstance(cell.value, date)))
        and not any(isinstance(sheet.at(row, left), str) for left in range(column))
    }
    if len({as_read(cell) for cell in dates.values()}) != 1:
        return None
    spot = next(iter(dates))
    return Told(InCell(*spot), f"{a1(*spot)} is the only date beside the table")


def _stair(sheet: Sheet, rows: Iterable[int], survey: Survey, labelled: Told | None) -> Told | None:
    """The stair of a whole sheet: labelled, the sheet's own name, named in a title, or the building's only one.

    Nothing where they speak of different stairs: a sheet that was copied is easily named wrong.
    """
    own = _named_so(sheet, survey)
    titles: dict[UUID, Told] = {}
    for row in rows:
        for column, cell in enumerate(sheet.rows[row] if row < len(sheet.rows) else ()):
            if isinstance(cell, str) and (named := stair_named(cell, survey)) is not None:
                titles.setdefault(named.id, Told(Fixed(named.name), f"{a1(row, column)} says “{cell.strip()}”"))
    if own is not None and titles and own[0].id not in titles:
        return None
    if labelled is not None or own is not None:
        return labelled or (own[1] if own else None)
    if len(titles) == 1:
        return next(iter(titles.values()))
    if len(survey.stairs) == 1 and not titles:
        return Told(Fixed(survey.stairs[0].name), "the building has this stair alone")
    return None


def _named_so(sheet: Sheet, survey: Survey) -> tuple[Place, Told] | None:
    """The stair after which a sheet is named."""
    for stair in survey.stairs:
        if natural_form(stair.name) == natural_form(sheet.name):
            return stair, Told(OfSheet(), "the sheet is named so")
    named = stair_named(sheet.name, survey)
    return None if named is None else (named, Told(Fixed(named.name), f"the sheet is named “{sheet.name}”"))
