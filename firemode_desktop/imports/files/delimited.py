"""CSV: one table of text. The separator and the encoding are decided once for the whole file, and shown.

Strict: a quote that is not closed, a stray quote, a NUL, or a byte that fits no encoding refuses the file. The table is
as wide as most of its rows; what stands above the first of these is a title. A later row of another width is kept, and
marked broken: its values may stand in the wrong columns.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.cells import Sheet
from firemode_desktop.imports.files.found import MAX_AREA, MAX_COLUMNS, MAX_ROWS
from firemode_desktop.imports.files.separators import SEPARATORS, announced, found_separator, lines

MAX_LINE = 1 << 20
_NUMERIC = re.compile(r"[+-]?[0-9][0-9., ]*(?:[eE][+-]?[0-9]+)?\s*%?")
_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_END_OF_DOS = "\x1a"
"""Old exporters end a file with Ctrl+Z."""

Row = tuple[str | None, ...]

__all__ = ["SEPARATORS", "read_delimited"]


def read_delimited(data: bytes, name: str, separator: str | None = None) -> tuple[Sheet, str, str]:
    """The table, its separator and its encoding; ``Invalid`` in one sentence when it is not a CSV file."""
    text, encoding = _decoded(data)
    said, begin = announced(text)
    chosen = separator or said or found_separator(text)
    rows = _rows(text[begin:] if begin else text, chosen)
    if not any(any(cell is not None for cell in row) for row in rows):
        raise Invalid("This file is empty.")
    return Sheet(name, tuple(rows), broken=_broken(rows), parted_by=chosen), chosen, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it is in; a mark at the beginning decides, else what fits."""
    utf_16 = _UTF_16.get(data[:2])
    for encoding, words in ((utf_16, "UTF-16"),) if utf_16 else (("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            text = data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text.removesuffix(_END_OF_DOS), words
    raise Invalid("This file is neither a workbook nor a CSV file in UTF-8, UTF-16 or Windows-1252.")


def _rows(text: str, separator: str) -> list[Row]:
    """Every record of a file; blank ones too, so that rows are counted as a spreadsheet does."""
    bounded = _Bounded(text)
    reader = csv.reader(bounded, delimiter=separator, strict=True)
    rows: list[Row] = []
    room = MAX_AREA
    try:
        for record in reader:
            bounded.length = 0
            rows.append(tuple([cell.strip() or None for cell in record]))
            room -= len(record)
            if len(rows) > MAX_ROWS or len(record) > MAX_COLUMNS or room < 0:
                raise Invalid(
                    f"This file is larger than {MAX_ROWS:,} rows, {MAX_COLUMNS:,} columns or {MAX_AREA:,} cells."
                )
    except csv.Error as error:
        raise Invalid(f"Line {reader.line_num} of this file is not CSV: {error}.") from error
    return rows


class _Bounded:
    """The lines of a text; ``Invalid`` when a record, of however many lines, is longer than any row could be."""

    def __init__(self, text: str) -> None:
        self._lines = enumerate(lines(text), start=1)
        self.length = 0
        """Characters since the last record was whole; whoever takes the record begins it anew."""

    def __iter__(self) -> _Bounded:
        return self

    def __next__(self) -> str:
        number, line = next(self._lines)
        self.length += len(line)
        if self.length > MAX_LINE:
            raise Invalid(f"Line {number} of this file is too long to be a row of a table; it was not read.")
        return line


def _broken(rows: Sequence[Row]) -> dict[int, str]:
    """Of each row that is not as wide as the table, and does not stand above it, why it cannot be read."""
    widest = max(_filled(row) for row in rows)
    widths = [min(len(row), widest) if _filled(row) else 0 for row in rows]
    heading = _heading(rows, widths)
    width = widths[heading]
    return {
        number: f"This row has {found} values where the header has {width}."
        for number, found in enumerate(widths)
        if number > heading and found not in (0, width)
    }


def _filled(row: Row) -> int:
    """Columns of a row up to its last value: blank ones at the end, however many, are none."""
    last = len(row)
    while last and row[last - 1] is None:
        last -= 1
    return last


def _heading(rows: Sequence[Row], widths: Sequence[int]) -> int:
    """The first row of the table: the first that is as wide as most are.

    If numbers stand in it already, and words only in the row above, then that is the heading, and the rows below are
    too wide for it (a decimal comma without quotes does that) or too narrow.
    """
    counted = Counter(width for width in widths if width > 1) or Counter(width for width in widths if width)
    usual = max(counted, key=lambda width: counted[width])
    first = widths.index(usual)
    above = [number for number in range(first) if widths[number]]
    if above and _numbers(rows[first]) and _headed(rows[above[-1]]) and 2 * widths[above[-1]] >= usual:
        return above[-1]
    return first


def _numbers(row: Row) -> bool:
    return any(cell is not None and _NUMERIC.fullmatch(cell) for cell in row)


def _headed(row: Row) -> bool:
    return not _numbers(row) and sum(cell is not None for cell in row) > 1
