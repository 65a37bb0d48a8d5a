"""Headings that a person has read before, wherever they stand in a sheet now: read as they were then.

A remembered mapping knows the columns; what stands in cells around a table is looked for again, because it moves. Where
the file might mean something else than it did then, that is a doubt and not a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.domain.numbers import unit_named
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.files.cells import Sheet, as_read, letters
from firemode_desktop.imports.mappings.headings import readings_of
from firemode_desktop.imports.mappings.mapping import (
    FileMapping,
    InCell,
    InColumn,
    OfSheet,
    ReadingColumn,
    Source,
    TableMapping,
    fingerprint,
)
from firemode_desktop.imports.mappings.recognising import FoundTable, recognise
from firemode_desktop.imports.mappings.titles import Told, told_beside
from firemode_desktop.imports.tables.places import natural_form
from firemode_desktop.imports.tables.problems import Problem, at_cell

WITHIN = 5_000
"""Rows in which headings that were seen before are looked for."""
WHY = "it was read so before"


@dataclass(frozen=True)
class _Spot:
    """Remembered headings where they stand in a sheet; ``before`` is the first row that is about them."""

    heading: tuple[int, int]
    kept: FileMapping
    before: int


def seen_before(
    sheet: Sheet, survey: Survey, known: Mapping[str, FileMapping], only: BaselineKind | None = None
) -> tuple[list[FoundTable], list[FileMapping]]:
    """The tables of a sheet of which at least one has remembered headings, and the mappings these came from.

    ``known`` are mappings of one table by the fingerprint of its headings; ``only`` as in ``recognise``. What the sheet
    would be taken for without them tells its other tables, and what a remembered heading does not.
    """
    spots = list(_spots(sheet, survey, known))
    fresh = recognise(sheet, survey, only) if spots else []
    tables: list[FoundTable] = []
    for spot in spots:
        likewise = next((one.table for one in reversed(tables) if one.table.fingerprint == _print(spot)), None)
        beside = next((one.table for one in fresh if one.table.heading == spot.heading), None)
        tables.append(_read_again(sheet, survey, spot, likewise, beside))
    titles = {spot.heading[0]: spot.before for spot in spots}
    others = [one for one in fresh if not any(_overlap(one.table.heading, spot.heading) for spot in spots)]
    return _ended(sorted([*tables, *others], key=lambda one: one.table.heading), titles), [spot.kept for spot in spots]


def agreed(mapping: FileMapping, kept: Sequence[FileMapping]) -> FileMapping:
    """A mapping with what was told of dates, decimal mark and words, as far as all that was remembered agrees in it."""
    dates, decimal = {one.dates for one in kept}, {one.decimal for one in kept}
    said = {
        (column, read): {other.words.get(column, {}).get(read, meant) for other in kept}
        for one in kept
        for column, words in one.words.items()
        for read, meant in words.items()
    }
    for (column, read), meanings in said.items():
        mapping = mapping.with_word(column, read, meanings.pop()) if len(meanings) == 1 else mapping
    return replace(
        mapping,
        dates=dates.pop() if len(dates) == 1 else None,
        decimal=decimal.pop() if len(decimal) == 1 else None,
    )


def _spots(sheet: Sheet, survey: Survey, known: Mapping[str, FileMapping]) -> Iterator[_Spot]:
    heights = sorted({_height(kept.tables[0].heading) for kept in known.values()}, reverse=True)
    above: _Spot | None = None
    row = 0
    while row < min(len(sheet.rows), WITHIN):
        kept, last = _known_at(sheet, row, heights, known)
        if kept is None:
            row += 1
            continue
        before = 0 if above is None else _titles(sheet, above.heading[1] + 1, row, above.kept.tables[0], survey)
        above = _Spot((row, last), kept, before)
        yield above
        row = last + 1


def _known_at(
    sheet: Sheet, row: int, heights: Sequence[int], known: Mapping[str, FileMapping]
) -> tuple[FileMapping | None, int]:
    for height in heights:
        kept = known.get(fingerprint(sheet, (row, row + height)))
        if kept is not None and _height(kept.tables[0].heading) == height:
            return kept, row + height
    return None, row


def _height(heading: tuple[int, int]) -> int:
    return heading[1] - heading[0]


def _print(spot: _Spot) -> str:
    return spot.kept.tables[0].fingerprint


def _titles(sheet: Sheet, first: int, end: int, table: TableMapping, survey: Survey) -> int:
    """Where the titles of the next table begin: below the last reading and a blank row; at ``end`` if there are none.

    A row that names a place belongs to the table, whatever stands beside the name.
    """
    last = next((row for row in range(end - 1, first - 1, -1) if _reads(sheet, row, table)), first - 1)
    blank = next((row for row in range(last + 1, end) if not any(cell is not None for cell in sheet.rows[row])), end)
    names = {natural_form(place.name) for place in (*survey.floors, *survey.doors, *survey.doorways)}
    labels = [source.place for source in table.columns.values() if isinstance(source, InColumn)]
    cells = (sheet.at(row, place) for row in range(blank, end) for place in labels)
    return end if any(isinstance(cell, str) and natural_form(cell) in names for cell in cells) else blank


def _reads(sheet: Sheet, row: int, table: TableMapping) -> bool:
    return any(isinstance(sheet.at(row, one.place), Decimal) for one in table.readings)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _ended(found: Sequence[FoundTable], titles: Mapping[int, int]) -> list[FoundTable]:
    """The tables of a sheet, each ending where the next one begins: with its titles, where they are known."""
    for one, below in pairwise(found):
        heading = below.table.heading[0]
        one.table = replace(one.table, end=titles.get(heading, heading))
    return list(found)


def _read_again(
    sheet: Sheet, survey: Survey, spot: _Spot, likewise: TableMapping | None, fresh: TableMapping | None
) -> FoundTable:
    """The table below remembered headings; one of the same headings further up tells what nothing beside it does."""
    kept = spot.kept.tables[0]
    told = told_beside(sheet, range(spot.before, spot.heading[0]), survey)
    columns = _columns(sheet, spot, told)
    for name, source in {**(fresh.columns if fresh else {}), **(likewise.columns if likewise else {})}.items():
        if not any(name in reading.says for reading in kept.readings):
            columns.setdefault(name, source)
    cases = {one.place: one for one in fresh.readings} if fresh else {}
    readings = tuple(_with_case(one, cases.get(one.place), columns) for one in kept.readings)
    end = fresh.end if fresh else None
    table = replace(kept, sheet=sheet.name, heading=spot.heading, columns=columns, readings=readings, end=end)
    reasons = dict.fromkeys((*kept.columns, *(letters(one.place) for one in readings)), WHY)
    reasons.update({name: one.why for name, one in told.items() if columns.get(name) == one.source})
    return FoundTable(table, reasons, list(_doubts(sheet, table)))


def _columns(sheet: Sheet, spot: _Spot, told: Mapping[str, Told]) -> dict[str, Source]:
    kept = spot.kept.tables[0]
    down = spot.heading[0] - kept.heading[0]
    columns: dict[str, Source] = {}
    for name, source in kept.columns.items():
        if isinstance(source, OfSheet) and name not in told:
            continue  # the sheet is named after nothing we know, or its titles say another stair
        if not isinstance(source, InCell):
            columns[name] = source
        elif (moved := _moved(sheet, source, down, range(spot.before, spot.heading[0]))) is not None:
            columns[name] = moved
    for name, one in told.items():
        if not any(name in reading.says for reading in kept.readings):
            columns.setdefault(name, one.source)
    return columns


def _moved(sheet: Sheet, source: InCell, down: int, above: range) -> InCell | None:
    """A cell above the headings, as far above them as it was; ``None`` where it does not stand there."""
    moved = replace(source, row=source.row + down)
    text = as_read(sheet.at(moved.row, moved.column)).strip()
    labelled = text.casefold().startswith(source.after.strip().casefold())
    return moved if moved.row in above and text and labelled else None


def _with_case(reading: ReadingColumn, fresh: ReadingColumn | None, columns: Mapping[str, Source]) -> ReadingColumn:
    """A reading with what its heading tells besides, such as the one scenario of this building."""
    if fresh is None or (fresh.kind, fresh.name) != (reading.kind, reading.name):
        return reading
    more = {name: said for name, said in fresh.says.items() if name not in columns}
    return replace(reading, says={**more, **reading.says})


def _doubts(sheet: Sheet, table: TableMapping) -> Iterator[Problem]:
    """A unit that a person said once, and no heading names: the next file may be written in another."""
    for one in table.readings:
        lines = range(table.heading[0], table.heading[1] + 1)
        heading = " ".join(as_read(sheet.at(row, one.place)) for row in lines).strip()
        if one.unit and readings_of(heading).unit is not unit_named(one.unit):
            column = letters(one.place)
            said = f"Before, column {column} was written in {one.unit}; its heading “{heading}” does not say so."
            yield at_cell(sheet.name, table.heading[1], one.place, one.name, heading, "unit", said)
