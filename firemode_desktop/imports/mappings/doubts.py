"""Which doubts of a proposal are still open once a person has told something: a proposal is one value, what was told
of it another, and this is what is left between the two."""

from __future__ import annotations

from firemode_desktop.imports.files.cells import position
from firemode_desktop.imports.mappings.mapping import FileMapping, ReadingColumn, TableMapping
from firemode_desktop.imports.mappings.proposing import Proposal
from firemode_desktop.imports.tables.problems import Problem, of_sheet


def open_doubts(proposal: Proposal, mapping: FileMapping) -> tuple[Problem, ...]:
    """Doubts about a column that is read just as it was proposed, and tables of which no column is read at all.

    A doubt goes when its column is read otherwise or not at all, when what it asks for is told in another way, or when
    the heading stands elsewhere.
    """
    left = (doubt for doubt in proposal.doubts if doubt.cell and _is_open(doubt, proposal.mapping, mapping))
    return (*left, *(_nothing_read(table) for table in mapping.tables if not table.readings))


def _is_open(doubt: Problem, proposed: FileMapping, mapping: FileMapping) -> bool:
    before, now = _table(doubt, proposed), _table(doubt, mapping)
    if before is None or now is None or doubt.column in now.columns:
        return False
    place = position(doubt.cell or "")[1]
    reading = _reading(now, place)
    return reading is not None and reading == _reading(before, place)


def _table(doubt: Problem, mapping: FileMapping) -> TableMapping | None:
    """The table in whose heading the doubt stands."""
    row = position(doubt.cell or "")[0]
    of_it = (table for table in mapping.tables if table.sheet == doubt.sheet)
    return next((table for table in of_it if table.heading[0] <= row <= table.heading[1]), None)


def _reading(table: TableMapping, place: int) -> ReadingColumn | None:
    return next((reading for reading in table.readings if reading.place == place), None)


def _nothing_read(table: TableMapping) -> Problem:
    said = f"No column of the sheet “{table.sheet}” holds readings yet; say which does, or leave the sheet out."
    return of_sheet(table.sheet, "no_readings", said)
