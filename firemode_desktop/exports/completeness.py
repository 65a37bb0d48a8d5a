"""How complete the baselines of a building are, as a workbook and as CSV."""

from __future__ import annotations

from firemode_desktop.domain.completeness import Baselines
from firemode_desktop.domain.completeness_list import StatusLine, counts, status_lines
from firemode_desktop.exports.book import new_book, to_bytes
from firemode_desktop.exports.lists import Row, list_csv, list_sheet

LOCATIONS = (
    ("kind", 12), ("stair", 16), ("floor", 14), ("place", 26), ("case", 26), ("mark", 16), ("value", 10), ("unit", 7),
    ("commissioned_date", 18), ("commissioned_anew", 20), ("provenance", 16), ("advice", 90),
)  # fmt: skip
COUNTS = (("kind", 14), ("expected", 10), ("present", 10), ("missing", 10), ("stale", 10), ("outside", 10))


def completeness_workbook(baselines: Baselines) -> bytes:
    """Two sheets: every location, and the counts of each kind."""
    book = new_book()
    list_sheet(book.create_sheet("Locations"), LOCATIONS, map(_row, status_lines(baselines)))
    counted = ((kind.value, *counts(matrix).values()) for kind, matrix in baselines.matrices.items())
    list_sheet(book.create_sheet("Counts"), COUNTS, counted)
    return to_bytes(book)


def completeness_csv(baselines: Baselines) -> bytes:
    """Every location."""
    return list_csv(LOCATIONS, map(_row, status_lines(baselines)))


def _row(line: StatusLine) -> Row:
    return (
        line.kind.value, line.stair, line.floor, line.place or None, line.case, line.mark.value, line.value, line.unit,
        line.commissioned_date, line.anew, line.provenance or None, " ".join(line.advice) or None,
    )  # fmt: skip
