"""``.xls``: the workbooks of Excel 5 to 2003 (BIFF5, BIFF8) in an OLE file.

xlrd reads the cells; which of them are formulas it does not tell, so the records of the sheets are walked once more
here ([MS-XLS] 2.4.127 Formula, 2.4.28 BoundSheet8, 2.4.21 BOF): the position, whether a value was ever calculated, and
how far a sheet reaches, before a table of that size is made.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from struct import unpack_from
from typing import TYPE_CHECKING, Any

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.cells import Logical, Mark, Marked, Plain, Value
from firemode_desktop.imports.files.found import MAX_MERGED, FoundSheet, Pool, Values, counted, widened
from firemode_desktop.imports.files.numberformats import format_of, worth
from firemode_desktop.imports.files.xlsxcells import number

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as Leaf

_DAMAGED = "This workbook is damaged and cannot be read; save it again in a spreadsheet program."
_PASSWORD = "This workbook is protected by a password; save it without one."
_OLDEST = 50
"""BIFF 5, of Excel 5 and 95."""
_BOF, _EOF, _FORMULA = 0x0809, 0x000A, 0x0006
_LABEL, _LABEL_SST, _RK, _NUMBER, _RICH, _BOOL_ERR, _SEVERAL_RK = 0x0204, 0x00FD, 0x027E, 0x0203, 0x00D6, 0x0205, 0x00BD
_CELLS = frozenset({_FORMULA, _LABEL, _LABEL_SST, _RK, _NUMBER, _RICH, _BOOL_ERR, _SEVERAL_RK})
_LAST_COLUMN = 255
_STRING = 0x0207
_CALCULATE_ON_LOAD = 0x2

_Cell = tuple[int, Any, str, bool, bool]
"""xlrd's type and value of a cell, the code of its format, whether it is a formula, and one never calculated."""


def read_xls(data: bytes, values: Values) -> list[FoundSheet]:
    """The worksheets of a workbook in order; ``Invalid`` in one sentence."""
    _refuse_others(data)
    try:
        return _read(data, values)
    except (Invalid, MemoryError):
        raise
    except Exception as error:  # whatever a damaged file makes of a reader that trusts it
        raise Invalid(_PASSWORD if "encrypted" in str(error) else _DAMAGED) from error


def _read(data: bytes, values: Values) -> list[FoundSheet]:
    import xlrd

    book = xlrd.open_workbook(
        file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
    )
    if book.biff_version < _OLDEST:
        raise Invalid("This is a workbook of Excel 4 or older; open it in a spreadsheet program and save it as .xlsx.")
    counted(book.nsheets)
    pool: Pool[_Cell] = Pool(values, lambda cell: _judged(cell, from_1904=bool(book.datemode)))
    codes = [_code(book, style) for style in book.xf_list]
    sheets = []
    for index, (name, begin) in enumerate(zip(book.sheet_names(), book._sh_abs_posn, strict=True)):
        formulas = _formulas(book.mem, begin, f"The sheet “{name}”")
        sheets.append(_sheet(book.get_sheet(index), codes, formulas, pool))
        book.unload_sheet(index)
    if not sheets:
        raise Invalid("This workbook has no sheet with cells.")
    return sheets


def _refuse_others(data: bytes) -> None:
    """OLE files that are no workbook, known by the names of their streams."""

    def holds(name: str) -> bool:
        return f"{name}\0".encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Invalid(_PASSWORD)
    if holds("Workbook") or holds("Book"):
        return
    if holds("WordDocument"):
        raise Invalid("This is a Word document; put its table into a workbook and save it as .xlsx.")
    raise Invalid("This file is not an Excel workbook (.xls), or it is damaged.")


def _code(book: Book, style: Any) -> str:
    known = book.format_map.get(style.format_key)
    return known.format_str[:255] if known else ""


def _sheet(leaf: Leaf, codes: list[str], formulas: dict[tuple[int, int], bool], pool: Pool[_Cell]) -> FoundSheet:
    found = FoundSheet(leaf.name, hidden=leaf.visibility != 0)
    for row in range(leaf.nrows):
        styles = leaf._cell_xf_indexes[row]
        found.rows.append(
            [
                pool[kind, value, codes[style], (row, column) in formulas, formulas.get((row, column), False)]
                for column, (kind, value, style) in enumerate(
                    zip(leaf.row_types(row), leaf.row_values(row), styles, strict=True)
                )
            ]
        )
    found.hidden_rows = {row for row, info in leaf.rowinfo_map.items() if info.hidden}
    found.hidden_columns = {
        column for column, info in leaf.colinfo_map.items() if info.hidden and column <= _LAST_COLUMN
    }
    found.merged = [
        ((top, left), (end - 1, right - 1)) for top, end, left, right in leaf.merged_cells[: MAX_MERGED + 1]
    ]
    return found


def _judged(cell: _Cell, *, from_1904: bool) -> tuple[Value, str | None]:
    kind, written, code, formula, never = cell
    if formula and never:
        return Marked(Mark.NOT_CALCULATED, "=…"), None
    value, shown = _plain(kind, written, code, from_1904=from_1904)
    if formula and not isinstance(value, Marked):
        value = Marked(Mark.FORMULA, "=…", value)
    return value, shown


def _plain(kind: int, written: Any, code: str, *, from_1904: bool) -> tuple[Value, str | None]:
    import xlrd

    if kind == xlrd.XL_CELL_ERROR:
        return Marked(Mark.ERROR, xlrd.error_text_from_code.get(written, "#ERROR")), None
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Logical(bool(written)), None
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return _number(repr(written), code, from_1904=from_1904)
    return _text(written), None


def _text(written: str) -> Plain:
    """A text, in which half a pair of surrogates stands as a replacement character."""
    return written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") or None


def _number(text: str, code: str, *, from_1904: bool) -> tuple[Value, str | None]:
    value = number(text)
    if isinstance(value, (str, Marked)):
        return value, None
    shown, told = format_of(code)
    return worth(value, shown, from_1904=from_1904), told


# --- the records ------------------------------------------------------------------------------------------------------


def _formulas(stream: bytes, begin: int, what: str) -> dict[tuple[int, int], bool]:
    """The places of a sheet's formulas, and whether each was never calculated; ``Invalid`` for cells far out."""
    found: dict[tuple[int, int], bool] = {}
    rows = columns = 0
    for kind, place, length in _records(stream, begin):
        if kind not in _CELLS:
            continue
        row, column = unpack_from("<HH", stream, place)
        last = column + (length - 6) // 6 - 1 if kind == _SEVERAL_RK else column
        rows, columns = max(rows, row + 1), max(columns, last + 1)
        widened(what, rows, columns)
        if kind == _FORMULA:
            found[row, column] = _never_calculated(stream, place, length)
    return found


def _never_calculated(stream: bytes, place: int, length: int) -> bool:
    """Whether a formula only waits for a program that calculates it: its value is nought or a missing text."""
    value, flags = unpack_from("<8sH", stream, place + 6)
    (following,) = unpack_from("<H", stream, place + length)
    text_missing = value[0] == 0 and value[6:] == b"\xff\xff" and following != _STRING
    return bool(flags & _CALCULATE_ON_LOAD) and (not any(value) or text_missing)


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """The records of a sheet – kind, where its data begin, their length – less those of charts within it."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, place)
        place += 4
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            yield kind, place, length
        elif depth < 1:
            return
        place += length
