"""A workbook and how it is read, leaf by leaf: one for each table of a sheet, one for a sheet that is not read.

Without Qt. What a person changes is the ``FileMapping``; everything on screen is derived from it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.imports.files.cells import Sheet, Workbook, letters, position
from firemode_desktop.imports.mappings.mapping import FileMapping, InCell, InColumn, Source, TableMapping
from firemode_desktop.imports.mappings.proposing import Proposal
from firemode_desktop.imports.tables.problems import Problem
from firemode_desktop.ui.importing.mapping_words import BESIDE, NOT_READ, ReadAs, bare_table, read_as
from firemode_desktop.ui.language import tr

SHOWN = 200
"""So many rows of a sheet are shown, and as many below its heading."""
SAID = tr("you said so")
INSTEAD = {
    "missing_column": tr("Not told yet."),
    "ambiguous_date": tr("Say above whether the day or the month comes first."),
}
"""What is said of a line in place of the sentence that the check has for it."""


@dataclass(frozen=True)
class Shown:
    """A sheet with how it is read. ``reasons`` are by column, ``marked`` are cells that say something for every row,
    ``asked`` is what has to be told of a column.

    Rows and columns count from 0; ``heading`` is None for a sheet that is not read.
    """

    sheet: Sheet
    heading: tuple[int, int] | None = None
    end: int | None = None
    columns: Mapping[int, ReadAs] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)
    marked: Mapping[tuple[int, int], str] = field(default_factory=dict)
    asked: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def rows(self) -> int:
        """How many rows are shown."""
        return min(len(self.sheet.rows), SHOWN + (self.heading[1] + 1 if self.heading else 0))

    @cached_property
    def wide(self) -> int:
        """How many columns are shown."""
        return max((len(row) for row in self.sheet.rows[: self.rows]), default=0)

    def is_heading(self, row: int) -> bool:
        """Whether a row is a line of the heading."""
        return self.heading is not None and self.heading[0] <= row <= self.heading[1]

    def is_read(self, row: int) -> bool:
        """Whether readings may stand in a row."""
        return self.heading is not None and row > self.heading[1] and (self.end is None or row < self.end)

    def read_as(self, column: int) -> ReadAs:
        """What a column is taken for."""
        return self.columns.get(column, NOT_READ)


@dataclass(frozen=True)
class About:
    """A sheet of ``wide`` columns and how it is read, for the lines; ``reasons``, ``lacking`` by canonical column."""

    sheet: Sheet
    table: TableMapping
    survey: Survey
    wide: int
    reasons: Mapping[str, str] = field(default_factory=dict)
    lacking: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A table of a sheet by its number in the mapping; None for a sheet that is not read."""

    sheet: str
    table: int | None


@dataclass(frozen=True)
class Reading:
    """A file in hand: its cells, the building, what is proposed, and the mapping as it stands now."""

    workbook: Workbook
    survey: Survey
    proposal: Proposal
    mapping: FileMapping

    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves in the order of the sheets; empty sheets have none."""
        return tuple(leaf for sheet in self.workbook.sheets for leaf in self._of(sheet))

    def _of(self, sheet: Sheet) -> Iterator[Leaf]:
        tables = [at for at, table in enumerate(self.mapping.tables) if table.sheet == sheet.name]
        if tables or any(cell is not None for cells in sheet.rows for cell in cells):
            yield from (Leaf(sheet.name, at) for at in tables or (None,))

    def titles(self, doubts: Sequence[Problem]) -> tuple[str, ...]:
        """What the tabs say: ``Stair-A``, ``Stair-A · row 40``, ``Stair-B · to be told``, ``Notes · not read``."""
        doubtful = {problem.sheet for problem in doubts}
        asked = (leaf.table is not None and leaf.sheet in doubtful for leaf in self.leaves())
        return tuple(
            tr("{name} · to be told", name=self._title(leaf)) if one else self._title(leaf)
            for leaf, one in zip(self.leaves(), asked, strict=True)
        )

    def _title(self, leaf: Leaf) -> str:
        if leaf.table is None:
            return tr("{sheet} · not read", sheet=leaf.sheet)
        same = [table for table in self.mapping.tables if table.sheet == leaf.sheet]
        here = self.mapping.tables[leaf.table]
        return (
            leaf.sheet
            if len(same) == 1
            else tr("{sheet} · row {heading}", sheet=leaf.sheet, heading=here.heading[0] + 1)
        )

    def table(self, leaf: Leaf) -> TableMapping | None:
        """How a leaf is read."""
        return None if leaf.table is None else self.mapping.tables[leaf.table]

    # --- what is shown -------------------------------------------------------------------------------------------

    def shown(self, leaf: Leaf, doubts: Sequence[Problem] = ()) -> Shown:
        """The sheet of a leaf with what is said of its columns and cells."""
        sheet, table = self.workbook.sheet(leaf.sheet), self.table(leaf)
        if table is None:
            return Shown(sheet)
        places = {reading.place for reading in table.readings}
        places |= {source.place for source in table.columns.values() if isinstance(source, InColumn)}
        marked = {
            (source.row, source.column): BESIDE.get(name, name)
            for name, source in table.columns.items()
            if isinstance(source, InCell)
        }
        return Shown(
            sheet,
            table.heading,
            table.end,
            {place: read_as(table, place) for place in places},
            {place: self._why(table, place) for place in places},
            marked,
            _asked(table, doubts),
        )

    def about(self, leaf: Leaf, doubts: Sequence[Problem]) -> About | None:
        """What the lines beside the grid show of a leaf; None where it is not read."""
        table = self.table(leaf)
        if table is None:
            return None
        lacking = {
            problem.column: INSTEAD.get(problem.code, problem.message)
            for problem in doubts
            if problem.sheet == leaf.sheet and problem.column is not None and problem.column in BESIDE
        }
        reasons = {name: self._why_beside(table, name, source) for name, source in table.columns.items()}
        if "floor" in table.columns:
            reasons = {**dict.fromkeys(("doorway", "door"), tr("the one of its floor")), **reasons}
        return About(self.workbook.sheet(leaf.sheet), table, self.survey, self.shown(leaf).wide, reasons, lacking)

    def _proposed(self, table: TableMapping) -> tuple[int, TableMapping] | None:
        """The table of the proposal that this one was made of, with its number."""
        same = (one for one in enumerate(self.proposal.mapping.tables) if one[1].sheet == table.sheet)
        return next((one for one in same if one[1].heading == table.heading), None)

    def _why(self, table: TableMapping, place: int) -> str:
        proposed = self._proposed(table)
        if proposed is None or read_as(proposed[1], place) != read_as(table, place):
            return SAID
        name, letter = read_as(table, place).name, letters(place)
        why = self.proposal.reason(proposed[0], letter) or self.proposal.reason(proposed[0], name)
        return why.removeprefix(f"column {letter} is ").removeprefix("it is ")

    def _why_beside(self, table: TableMapping, name: str, source: Source) -> str:
        proposed = self._proposed(table)
        if proposed is None or proposed[1].columns.get(name) != source:
            return SAID
        return self.proposal.reason(proposed[0], name)

    # --- other sheets --------------------------------------------------------------------------------------------

    def leaving_out(self, sheet: str) -> FileMapping:
        """The mapping without a sheet."""
        tables = tuple(table for table in self.mapping.tables if table.sheet != sheet)
        return replace(self.mapping, tables=tables, left_out=self.mapping.left_out | {sheet})

    def reading(self, sheet: str) -> FileMapping:
        """The mapping with a sheet read as it was proposed, or with nothing known of it but its heading."""
        proposed = tuple(table for table in self.proposal.mapping.tables if table.sheet == sheet)
        added = proposed or (bare_table(self.workbook.sheet(sheet)),)
        order: Mapping[str, int] = {one.name: at for at, one in enumerate(self.workbook.sheets)}
        tables = sorted((*self.mapping.tables, *added), key=lambda table: order.get(table.sheet, len(order)))
        return replace(self.mapping, tables=tuple(tables), left_out=self.mapping.left_out - {sheet})


def _asked(table: TableMapping, doubts: Sequence[Problem]) -> Mapping[int, str]:
    """What has to be told of columns of readings, by place: doubts that stand in their heading."""
    places = {reading.place for reading in table.readings}
    first, last = table.heading
    spots = ((problem, position(problem.cell)) for problem in doubts if problem.sheet == table.sheet and problem.cell)
    return {at[1]: problem.message for problem, at in spots if first <= at[0] <= last and at[1] in places}


def begun(reading: Reading) -> Reading:
    """The same with the first sheet that holds anything taken in hand, where nothing was recognised at all."""
    leaves = reading.leaves()
    if reading.mapping.tables or not leaves:
        return reading
    return replace(reading, mapping=reading.reading(leaves[0].sheet))
