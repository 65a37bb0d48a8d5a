"""The reader, in a process of its own: a workbook on stdin, its cells as JSON on stdout.

It runs as a script, apart from the package, so that it starts in some thirty milliseconds and holds nothing of the
program. Memory and processor time are limited before a byte of the file is read (where the system can: POSIX); if the
Rust code inside calamine aborts, hangs or asks for a terabyte, it is this process that ends.

Shape: ``{"sheets": [{"name": …, "start": [row, column], "rows": [[…], …], "merged": [[[r, c], [r, c]], …]}, …]}``,
rows from ``start`` on; a cell is null, text, a number, ``{"logical": bool}``, ``{"day": …}``, ``{"moment": …}``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MEMORY = 1 << 30
OUTPUT = 64 << 20


def limit(seconds: int) -> None:
    """Let this process end when it takes more than ``MEMORY`` bytes or ``seconds`` of processor time."""
    try:
        import resource
    except ImportError:  # Windows: the parent's deadline and the pre-check's bounds remain
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    if sys.platform != "darwin":  # where the limit on address space is not kept
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(arguments: list[str]) -> int:
    """Read stdin: a line with the seconds of processor time allowed, then the workbook.

    ``arguments``: the folder that calamine is installed in (absent in a bundle). Exit codes: 0 read, 3 not readable,
    4 too much text; any other end is the work of a limit or a fault of the reader.
    """
    sys.path.extend(arguments)
    import io
    import json

    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    seconds = sys.stdin.buffer.readline()
    if not seconds.strip():
        return 3
    limit(int(seconds))
    data = sys.stdin.buffer.read()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        wanted = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        answer = json.dumps({"sheets": [_sheet(book.get_sheet_by_name(name)) for name in wanted]}, default=_tagged)
    except CalamineError:
        return 3
    except MemoryError:
        return 4
    if len(answer) > OUTPUT:
        return 4
    sys.stdout.write(answer)
    sys.stdout.flush()
    return 0


def _sheet(sheet: CalamineSheet) -> dict[str, Any]:
    rows = [[_plain(cell) for cell in row] for row in sheet.to_python()]
    start = list(sheet.start or (0, 0))
    return {"name": sheet.name, "start": start, "rows": rows, "merged": sheet.merged_cell_ranges or []}


def _plain(cell: object) -> object:
    if type(cell) is float:
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
    if type(cell) is str:
        return cell or None
    return {"logical": cell} if type(cell) is bool else cell


def _tagged(cell: object) -> object:
    import datetime

    if isinstance(cell, datetime.datetime):
        return {"moment": cell.isoformat()}
    if isinstance(cell, datetime.date):
        return {"day": cell.isoformat()}
    return str(cell)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
