"""The short way through a sheet's XML: what is written as spreadsheet programs write it needs no look at each element.

Nearly every sheet is rows of cells in order, each with a name, a style, a type and a value or a formula. One regular
expression with possessive repetition takes a row apart in C, several times as fast as handlers in Python, and counts
that it took all of it; what it does not know by heart goes the long way (``sheetscan``). Both give the same cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from firemode_desktop.imports.files.cells import position
from firemode_desktop.imports.files.found import MAX_AREA, MAX_ROWS, FoundSheet, Pool, Values, widened
from firemode_desktop.imports.files.guarded import guarded_parser, parse
from firemode_desktop.imports.files.sheetscan import Surroundings
from firemode_desktop.imports.files.xlsxcells import Reckoner, Written

_PLAIN = rb"[^<&\x00-\x08\x0b\x0c\x0e-\x1f]"
_TEXT = rb"((?:" + _PLAIN + rb"++|&(?:amp|lt|gt|quot|apos);)*+)"
_ATTRIBUTES = rb'((?: [A-Za-z:][A-Za-z0-9:]*+="[^"<&\x00-\x1f]*+")*+)'
_CONTENT = (
    rb'(?: s="([0-9]{1,6})")?+(?: t="(n|s|b|e|str|inlineStr)")?+'
    rb"(?: ?/>|>(?:(?:<f>(?=[^<])" + _TEXT + rb"</f>)?+<v(?: ?/>|>" + _TEXT + rb"</v>)"
    rb'|<is><t(?: xml:space="preserve")?+(?: ?/>|>' + _TEXT + rb"</t>)</is>)?+</c>)"
)
"""What follows the name of a cell: style, type, formula, value, inline text."""
_PARTS = re.compile(_CONTENT)
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(' + re.sub(rb"(?<!\\)\((?!\?)", rb"(?:", _CONTENT) + rb")")
_ROW = re.compile(rb'\s*+<row r="([0-9]{1,7})"' + _ATTRIBUTES + rb" ?(/?)>")
_ENTITIES = {b"&lt;": "<", b"&gt;": ">", b"&quot;": '"', b"&apos;": "'", b"&amp;": "&"}
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_AROUND = len(b'<c r=""')


class _Odd(Exception):  # noqa: N818 - not an error: the long way finds out what it is
    """The sheet is not written as the short way knows it."""


def read_plain(found: FoundSheet, xml: bytes, what: str, reckoner: Reckoner, values: Values) -> bool:
    """Fill ``found`` from a plain sheet; ``False``, and ``found`` as it was, when it has to be looked at closely.

    ``Invalid`` when the sheet is damaged or wider than any register.
    """
    begin, end = xml.find(_OPEN), xml.rfind(_CLOSE)
    if not 0 <= begin < end:
        return False
    taken, known = FoundSheet(found.name, found.hidden), len(values.values)
    try:
        _take_surroundings(taken, xml[: begin + len(_OPEN)] + xml[end:], what)
        _Taker(taken, what, Pool(values, lambda content: reckoner.judged(_written(content)))).take(
            xml[begin + len(_OPEN) : end]
        )
    except (_Odd, UnicodeDecodeError):
        values.forget(known)
        return False
    found.rows, found.merged = taken.rows, taken.merged
    found.hidden_rows, found.hidden_columns = taken.hidden_rows, taken.hidden_columns
    return True


def _take_surroundings(found: FoundSheet, xml: bytes, what: str) -> None:
    """What surrounds the rows, which must be well-formed and hold them where a worksheet does, once."""
    path: list[str] = []
    tables: list[int] = []
    around = Surroundings(found, what)
    parser = guarded_parser(what, strict=True)

    def start(name: str, attributes: dict[str, str]) -> None:
        if not path and name != "worksheet":
            raise _Odd
        path.append(name)
        around.start(name, attributes)
        if name == "sheetData":
            tables.append(len(path))

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: path.pop()
    parse(parser, xml, what)
    if tables != [2]:
        raise _Odd


def _written(content: bytes) -> Written:
    match = _PARTS.fullmatch(content)
    if match is None:
        raise _Odd
    style, kind, formula, value, inline = match.groups(b"")
    text = _unquoted(inline if kind == b"inlineStr" and inline else value)
    if (kind == b"e" and not text) or (inline and kind != b"inlineStr"):
        raise _Odd
    return Written(kind.decode() or "n", int(style or 0), _unquoted(formula) if formula else None, text)


def _unquoted(text: bytes) -> str:
    """The text of XML: its five entities, and its ends of lines as one character."""
    if b"&" not in text and b"\r" not in text:
        return text.decode()
    for entity, character in _ENTITIES.items():
        text = text.replace(entity, character.encode())
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode()


class _Taker:
    """Takes rows apart; ``_Odd`` when one is not plain, ``Invalid`` when they reach too far."""

    def __init__(self, found: FoundSheet, what: str, pool: Pool[bytes]) -> None:
        self._found = found
        self._what = what
        self._pool = pool
        self._places: dict[tuple[bytes, ...], tuple[int, ...]] = {}
        self._widest = 0
        self._room = MAX_ROWS
        """Rows that there may be, as wide as the widest is."""

    def take(self, body: bytes) -> None:
        """All rows of a sheet."""
        pieces = body.split(b"</row>")
        if pieces.pop().strip(b" \t\r\n"):
            raise _Odd
        row = 0
        for piece in pieces:
            row, begin = self._begin(piece, row)
            self._row(piece, begin, row)

    def _begin(self, piece: bytes, last: int) -> tuple[int, int]:
        """The number of the row whose cells begin in ``piece``, and where; rows without cells stand before it."""
        for row, attributes, empty, end in _opened(piece):
            if row <= last:
                raise _Odd
            last = row
            if b"hidden=" in attributes and row <= MAX_ROWS:
                self._hide(row - 1, attributes)
            if not empty:
                return row, end
        raise _Odd

    def _hide(self, row: int, attributes: bytes) -> None:
        if b' hidden="1"' in attributes or b' hidden="true"' in attributes:
            self._found.hidden_rows.add(row)

    def _row(self, piece: bytes, begin: int, row: int) -> None:
        cells = _CELL.findall(piece, begin)
        if not cells:
            if begin < len(piece):
                raise _Odd
            return
        names, numbers, contents = zip(*cells, strict=True)
        size = sum(map(len, contents)) + sum(map(len, names)) + (_AROUND + len(numbers[0])) * len(cells)
        if size != len(piece) - begin or numbers.count(b"%d" % row) != len(numbers):
            raise _Odd
        self._put(row, self._where(names), [*map(self._pool.__getitem__, contents)])

    def _where(self, names: tuple[bytes, ...]) -> tuple[int, ...]:
        """The columns of a row's cells, counted from 0; rows alike share them."""
        places = self._places.get(names)
        if places is None:
            places = tuple(position(f"{name.decode()}1")[1] for name in names)
            if any(after <= before for before, after in pairwise(places)):
                raise _Odd
            self._places[names] = places
        return places

    def _put(self, row: int, places: tuple[int, ...], made: list[int]) -> None:
        while made and not made[-1]:
            made.pop()
        if not made:
            return
        last = places[len(made) - 1]
        if last >= self._widest or row > self._room:
            self._widest = max(self._widest, last + 1)
            widened(self._what, row, self._widest)
            self._room = min(MAX_ROWS, MAX_AREA // self._widest)
        if last >= len(made):
            spread = [0] * (last + 1)
            for place, number in zip(places, made, strict=False):
                spread[place] = number
            made = spread
        rows = self._found.rows
        rows.extend([()] * (row - 1 - len(rows)))
        rows.append(made)


def _opened(piece: bytes) -> Iterator[tuple[int, bytes, bytes, int]]:
    """Each row that is opened at the start of ``piece``: its number, attributes, whether it is empty, where it ends."""
    end = 0
    while match := _ROW.match(piece, end):
        end = match.end()
        yield int(match[1]), match[2], match[3], end
