"""Cells as people type them: what is changed about them by mistake, and the plainest workbook that holds them."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

Cell = str | float | bool | None
Rows = list[list[Cell]]

ODD_CELLS: tuple[Cell, ...] = (
    None, "", " ", "n/a", "-", "?", "NaN", "44,5", "44.5 Pa", "≈ 44", "<20", "44.5\n45", "yes", "TRUE", True, False,
    0.0, -44.5, 19.996, 99.999, 100.004, 100.005, 4450.0, 0.0445, 1e300, 45292.0, 60.0, 1e-9, "45292", "31/02/2024",
    "01/02/2024", "2024-13-01", "15 Jan 24", "tomorrow", "2099-01-01", "1850-01-01", "Stair-Z", "Level-99", "closed",
    "open", "ALL_CLOSED", "=1+1", "'44", "x" * 300, "x" * 40_000, "Level\u00a08", " Level-8 ", "level-8", "L8", "８",
    "Stair\u2011A",
)  # fmt: skip


@dataclass(frozen=True)
class CellGrid:
    """One sheet: its name and the rows of its cells; ``merged`` ranges as A1:B2."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[str, ...] = ()


def spoiled(grid: CellGrid, chance: random.Random) -> tuple[CellGrid, str]:
    """The sheet with one mistake in it, and which."""
    rows: Rows = [list(row) for row in grid.rows]
    if len(rows) < 3 or not all(rows):
        return grid, "left alone"
    how = chance.choice(list(_MISTAKES))
    _MISTAKES[how](rows, chance)
    merged = (*grid.merged, chance.choice(["A2:A4", "C2:D3", "A1:C1"])) if how == "merged" else grid.merged
    return CellGrid(grid.name, tuple(map(tuple, rows)), merged), how


def _cell(rows: Rows, chance: random.Random) -> None:
    row = chance.choice(rows[1:])
    row[chance.randrange(len(row))] = chance.choice(ODD_CELLS)


def _column(rows: Rows, chance: random.Random) -> None:
    at, value = chance.randrange(len(rows[0])), chance.choice(ODD_CELLS)
    for row in rows[1:]:
        if at < len(row) and chance.random() < 0.5:
            row[at] = value


def _scaled(rows: Rows, chance: random.Random) -> None:
    at, factor = chance.randrange(len(rows[0])), chance.choice([0.1, 10, 100, 1000, 1.0000001, -1])
    for row in rows[1:]:
        if at < len(row) and isinstance(row[at], float):
            row[at] = float(row[at] or 0) * factor


def _twice(rows: Rows, chance: random.Random) -> None:
    row = chance.choice(rows[1:])
    rows.insert(chance.randrange(1, len(rows)), list(row))


def _swapped(rows: Rows, chance: random.Random) -> None:
    one, other = chance.randrange(len(rows)), chance.randrange(len(rows))
    rows[one], rows[other] = rows[other], rows[one]


def _columns_swapped(rows: Rows, chance: random.Random) -> None:
    one, other = chance.randrange(len(rows[0])), chance.randrange(len(rows[0]))
    for row in rows if chance.random() < 0.5 else rows[1:]:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]


def _heading(rows: Rows, chance: random.Random) -> None:
    rows[0][chance.randrange(len(rows[0]))] = chance.choice(
        ["", "Floor", "Pressure (Pa)", "Pressure in kPa", "stair", "pressure_pa", "Remarks", "Date", "Δp", None, 44.0]
    )


def _titled(rows: Rows, chance: random.Random) -> None:
    titles: Rows = [["Commissioning record"], [], ["Date", "15/01/2024"]]
    rows[:0] = titles[: chance.choice([1, 2, 3])]


def _ended(rows: Rows, chance: random.Random) -> None:
    last: Rows = [[None] * len(rows[0]), ["Total", None, None, 44.0], ["Signed:"]]
    rows += last[: chance.choice([1, 2, 3])]


def _dropped(rows: Rows, chance: random.Random) -> None:
    del rows[chance.randrange(len(rows))]


def _shifted(rows: Rows, chance: random.Random) -> None:
    chance.choice(rows).insert(0, None)


def _blank_column(rows: Rows, chance: random.Random) -> None:
    at = chance.randrange(len(rows[0]))
    for row in rows:
        row.insert(at, None)


def _left_alone(rows: Rows, chance: random.Random) -> None:
    """Merging is said beside the cells."""


_MISTAKES: dict[str, Callable[[Rows, random.Random], None]] = {
    "cell changed": _cell,
    "cell spoiled": _cell,
    "column spoiled": _column,
    "scaled": _scaled,
    "row twice": _twice,
    "rows swapped": _swapped,
    "columns swapped": _columns_swapped,
    "heading changed": _heading,
    "titled": _titled,
    "ended with totals": _ended,
    "row dropped": _dropped,
    "row shifted": _shifted,
    "blank column": _blank_column,
    "merged": _left_alone,
}


def as_csv(grid: CellGrid) -> bytes:
    """The sheet as text, as a spreadsheet program would save it."""
    into = io.StringIO()
    csv.writer(into, lineterminator="\n").writerows(
        [["" if cell is None else cell for cell in row] for row in grid.rows]
    )
    return into.getvalue().encode("utf-8", "surrogatepass")


def as_workbook(grids: Sequence[CellGrid]) -> bytes:
    """A workbook of these sheets with nothing in it but cells; text stands in its cell."""
    sheets = "".join(f'<sheet name={quoteattr(g.name)} sheetId="{n}" r:id="r{n}"/>' for n, g in enumerate(grids, 1))
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(grids) + 1)
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        **{f"xl/worksheets/sheet{n}.xml": _sheet(grid) for n, grid in enumerate(grids, 1)},
    }
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0"?>{content}', zipfile.ZIP_DEFLATED)
    return into.getvalue()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
    'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.'
    'main+xml"/></Types>'
)


def _sheet(grid: CellGrid) -> str:
    rows = "".join(f'<row r="{n}">{_row(n, row)}</row>' for n, row in enumerate(grid.rows, 1))
    merged = "".join(f'<mergeCell ref="{found}"/>' for found in grid.merged)
    merges = f'<mergeCells count="{len(grid.merged)}">{merged}</mergeCells>' if merged else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{merges}</worksheet>'


def _row(number: int, row: Sequence[Cell]) -> str:
    return "".join(_typed(f"{chr(65 + at)}{number}", cell) for at, cell in enumerate(row[:26]) if cell is not None)


def _typed(place: str, cell: Cell) -> str:
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, float):
        return f'<c r="{place}"><v>{cell!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(cell))}</t></is></c>'
