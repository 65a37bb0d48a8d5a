"""Rectangles of text as spreadsheets exchange them through the clipboard."""

from __future__ import annotations

import re
from collections.abc import Sequence

Block = Sequence[Sequence[str]]
_SEPARATOR = re.compile(r"[\t\n]")


def spread(block: Block, rows: int, columns: int) -> list[list[str]]:
    """``block`` as it is pasted into a selection of ``rows`` × ``columns``.

    It is repeated where the selection holds it a whole number of times (so one value fills every cell); otherwise it
    stays as it is and is put down at the corner, as spreadsheets do.
    """
    height, width = len(block), max((len(line) for line in block), default=0)
    if not height or not width:
        return []
    down = rows // height if rows % height == 0 else 1
    across = columns // width if columns % width == 0 else 1
    padded = [[*line, *[""] * (width - len(line))] for line in block]
    return [line * max(across, 1) for _ in range(max(down, 1)) for line in padded]


def rows_needed(block: Block) -> int:
    """How many rows it takes up."""
    return len(block)


def to_text(block: Block) -> str:
    """``block`` for the clipboard: tabs between cells, a line a row, quotes only where a cell needs them."""
    return "".join("\t".join(_quoted(cell) for cell in line) + "\n" for line in block)


def from_text(text: str) -> list[list[str]]:
    """Cells from the clipboard of Excel, LibreOffice or a text editor.

    A cell that begins with a quote and closes it again may hold tabs, line ends and doubled quotes; a quote anywhere
    else is an ordinary character (``2" pipe``). One line end at the very end is not another row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removesuffix("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        cell, at = _cell(text, at)
        rows[-1].append(cell)
        if at >= len(text):
            return rows
        if text[at] == "\n":
            rows.append([])
        at += 1


def _quoted(cell: str) -> str:
    if any(mark in cell for mark in ("\t", "\n", "\r")) or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins at ``at``, and where the separator after it stands."""
    if text[at : at + 1] == '"' and (closed := _closed(text, at)) is not None:
        return closed
    separator = _SEPARATOR.search(text, at)
    end = separator.start() if separator else len(text)
    return text[at:end], end


def _closed(text: str, at: int) -> tuple[str, int] | None:
    """The quoted cell that begins at ``at``; ``None`` when its quote is never closed before a separator."""
    end = at + 1
    while (end := text.find('"', end)) >= 0:
        if text[end + 1 : end + 2] == '"':
            end += 2
            continue
        if text[end + 1 : end + 2] in ("", "\t", "\n"):
            return text[at + 1 : end].replace('""', '"'), end + 1
        return None
    return None
