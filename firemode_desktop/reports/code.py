"""A QR code as black squares on white, with its quiet zone."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Any

from firemode_desktop.reports.pen import Pen

QUIET = 4  # modules of white around it (ISO/IEC 18004)


@lru_cache(maxsize=256)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a QR code, row by row from the top, True where dark; a seventh of it may be unreadable (M)."""
    from reportlab.graphics.barcode import qrencoder

    code: Any = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(text))
    code.make()
    count = range(code.getModuleCount())
    return tuple(tuple(bool(code.isDark(row, column)) for column in count) for row in count)


def draw_code(pen: Pen, x: float, y: float, size: float, text: str) -> None:
    """Draw it with the upper left corner of its quiet zone at (``x``, ``y``), ``size`` points wide in all."""
    rows = modules(text)
    unit = size / (len(rows) + 2 * QUIET)
    pen.area(x, y - size, size, size, "#FFFFFF")
    pen.fill("#000000")
    path = pen.canvas.beginPath()
    for row, cells in enumerate(rows):
        for column, wide in _dark(cells):
            path.rect(x + (QUIET + column) * unit, y - (QUIET + row + 1) * unit, wide * unit, unit)
    pen.canvas.drawPath(path, stroke=0, fill=1)


def _dark(cells: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where the dark runs of a row begin, and how long they are."""
    runs, column = [], 0
    for dark, group in groupby(cells):
        length = len(list(group))
        if dark:
            runs.append((column, length))
        column += length
    return runs
