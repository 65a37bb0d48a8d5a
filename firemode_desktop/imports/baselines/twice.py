"""Locations that a file speaks of more than once: none of the rows is the right one, and each names the others."""

from __future__ import annotations

from collections.abc import Sequence

from firemode_desktop.domain.baselines import Location
from firemode_desktop.domain.forms import BASELINE_COLUMNS
from firemode_desktop.imports.baselines.drafts import Drafted, DraftRow
from firemode_desktop.imports.files.cells import a1

OTHERS = 5
"""So many other rows of the same location are named; a file may repeat one ten thousand times."""


def refuse_twice(drafted: Sequence[Drafted]) -> None:
    """A location that stands in the file twice is an error of each of its rows."""
    rows: dict[Location, list[tuple[Drafted, DraftRow]]] = {}
    for table in drafted:
        for draft in table.drafts:
            rows.setdefault(draft.location, []).append((table, draft))
    for same in rows.values():
        if len(same) > 1:
            _refuse(same)


def _refuse(same: Sequence[tuple[Drafted, DraftRow]]) -> None:
    places = [_place(table, draft) for table, draft in same[: OTHERS + 1]]
    more = f" and {len(same) - 1 - OTHERS:,} more" if len(same) - 1 > OTHERS else ""
    for number, (table, draft) in enumerate(same):
        others = ", ".join([place for at, place in enumerate(places) if at != number][:OTHERS])
        said = f"{draft.where} stands in this file more than once: also in {others}{more}."
        table.columns.refuse(draft.index, _case_or_reading(table, draft.index), "duplicate", said)


def _case_or_reading(table: Drafted, index: int) -> str:
    """The column of the case where it stands in the row; that of the reading where a heading tells the case."""
    read, case = table.columns.table, BASELINE_COLUMNS[table.kind].case
    spot = read.spot(index, case)
    return case if spot is not None and spot[0] == read.rows[index] else table.reading


def _place(table: Drafted, draft: DraftRow) -> str:
    """``Stair-A, row 4``; where a row holds several cases, the cell as well."""
    read = table.columns.table
    name = _case_or_reading(table, draft.index)
    spot = read.spot(draft.index, name)
    cell = f", {a1(*spot)}" if spot is not None and name == table.reading else ""
    return f"{read.sheet.name}, row {read.rows[draft.index] + 1}{cell}"
