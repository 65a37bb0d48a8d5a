"""The short way through the pre-check: a sheet that is provably plain needs no look at each of its elements.

Nearly every sheet is rows of cells in order, each a finite number or a text. One regular expression with possessive
repetition proves that in C, three times as fast as handlers in Python; what it does not match goes the long way
(``sheetscan``), which finds out what is unusual. Both ways give the same facts for a plain sheet.
"""

from __future__ import annotations

import re

from firemode_desktop.imports.cells import position
from firemode_desktop.imports.sheetscan import MAX_AREA, MAX_COLUMNS, MAX_ROWS, SheetFacts, guarded_parser, parse

_NUMBER = rb"-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?"
_TEXT = rb"(?:[^<&\x00-\x08\x0b\x0c\x0e-\x1f]++|&(?:amp|lt|gt|quot|apos);)*+"
_ATTRIBUTES = rb'(?: [A-Za-z0-9:]++="[^"<&\x00-\x1f]*+")*+'
_CELL = (
    rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")?'
    rb'(?:(?: t="[nsb]")?(?:/>|>(?:<v>' + _NUMBER + rb"</v>)?</c>)"
    rb'| t="inlineStr"><is><t(?: xml:space="preserve")?(?:/>|>' + _TEXT + rb"</t>)</is></c>)"
)
_ROW = rb'<row r="[0-9]{1,7}"' + _ATTRIBUTES + rb" ?(?:/>|>(?:" + _CELL + rb")*+</row>)"
_ROWS = re.compile(rb"\s*+(?:" + _ROW + rb"\s*+)*+")
_PLACES = re.compile(rb'<(?:c r="([A-Z]+)|row r=")([0-9]+)"')
_HIDDEN = re.compile(rb"""hidden=["'](?!0|f)""")
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"


def plain(xml: bytes, what: str) -> SheetFacts | None:
    """The facts of a plain sheet; ``None`` when it has to be looked at closely. ``Invalid`` when it is damaged."""
    begin, end = xml.find(_OPEN), xml.rfind(_CLOSE)
    if not 0 <= begin < end or _HIDDEN.search(xml):
        return None
    body = xml[begin + len(_OPEN) : end]
    if _ROWS.fullmatch(body) is None or not _utf8(body) or not _holds_one_table(xml, begin, end, what):
        return None
    return _ordered(body)


def _utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _holds_one_table(xml: bytes, begin: int, end: int, what: str) -> bool:
    """Whether what surrounds the rows is well-formed and holds them where a worksheet does."""
    path: list[str] = []
    tables: list[int] = []
    parser = guarded_parser(what, strict=True)

    def start(name: str, _attributes: dict[str, str]) -> None:
        path.append(name)
        if name == "sheetData":
            tables.append(len(path))

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: path.pop()
    parse(parser, xml[: begin + len(_OPEN)] + xml[end:], what)
    return tables == [2]


def _ordered(body: bytes) -> SheetFacts | None:
    """The extent, when every row and every cell comes after the one before it and none lies far out."""
    columns: dict[bytes, int] = {}
    row, last, widest = 0, -1, 0
    written = b""
    for name, number in _PLACES.findall(body):
        if not name:
            if int(number) <= row:
                return None
            row, last, written = int(number), -1, number
            continue
        column = columns.get(name)
        if column is None:
            column = columns[name] = position(f"{name.decode()}1")[1]
            widest = max(widest, column)
        if column <= last or number != written:
            return None
        last = column
    wide = widest + 1 if columns else 0
    if row > MAX_ROWS or wide > MAX_COLUMNS or row * wide > MAX_AREA:
        return None
    return SheetFacts(rows=row, columns=wide)
