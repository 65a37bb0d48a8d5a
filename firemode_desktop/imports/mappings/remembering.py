"""What of a mapping is true of headings, and not of the one file that it was made for.

Headings that come again are read as a person read them before: which column holds what, its unit, what a heading tells
of the readings below it, the order of dates, the decimal mark, the words. Left behind with the file is what was said of
its rows beside the headings: anything typed (a date, a stair, a scenario), where the table ends, sheets left out and
corrected cells. Replayed under another file's headings, that would be wrong without anybody noticing.

Names of places belong to a building: that “Roof” means Level-14 is not true next door. They are kept for the building.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from firemode_desktop.imports.mappings.mapping import FileMapping, Fixed, ReadingColumn, TableMapping

OF_A_BUILDING = frozenset({"stair", "floor", "door", "doorway", "door_scenario"})
"""Columns that hold names which each building gives itself."""


def to_remember(mapping: FileMapping) -> Mapping[str, FileMapping]:
    """Fingerprint of the headings → how they are read, as a mapping of one table, with names of the building.

    Headings that were read in two ways in one file are left out: neither way is what they mean.
    """
    found: dict[str, FileMapping] = {}
    unclear = set[str]()
    for table in mapping.tables:
        if table.fingerprint:
            kept = replace(mapping, tables=(_of_headings(table),), left_out=frozenset())
            if not alike(found.setdefault(table.fingerprint, kept), kept):
                unclear.add(table.fingerprint)
    return {fingerprint: kept for fingerprint, kept in found.items() if fingerprint not in unclear}


def anywhere(kept: FileMapping) -> FileMapping:
    """The same without names of a building: what holds in every other one."""
    words = {name: words for name, words in kept.words.items() if name not in OF_A_BUILDING}
    return replace(kept, tables=tuple(map(_without_places, kept.tables)), words=words)


def _of_headings(table: TableMapping) -> TableMapping:
    columns = {name: source for name, source in table.columns.items() if not isinstance(source, Fixed)}
    return replace(table, columns=columns, end=None)


def _without_places(table: TableMapping) -> TableMapping:
    return replace(table, readings=tuple(map(_without_place, table.readings)))


def _without_place(reading: ReadingColumn) -> ReadingColumn:
    return replace(reading, says={name: said for name, said in reading.says.items() if name not in OF_A_BUILDING})


def alike(one: FileMapping, other: FileMapping) -> bool:
    """Whether two mappings of one table read it in the same way, wherever it stands."""
    table = other.tables[0]
    there = replace(one.tables[0], sheet=table.sheet, heading=table.heading)
    return replace(one, tables=(there,)) == other
