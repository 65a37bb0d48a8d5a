"""One cell of an ``.xlsx`` as it is written → its value: shared strings, styles, dates, errors, formulas.

Sources: ECMA-376 part 1, 18.3.1.4 (``c``), 18.18.11 (types of cells), 18.4 (shared strings), 18.8 (styles);
22.9.2.19 for ``_x000D_`` in texts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.cells import Logical, Mark, Marked, Plain, Value
from firemode_desktop.imports.files.guarded import guarded_parser, local, parse
from firemode_desktop.imports.files.numberformats import Format, Shown, built_in, format_of, worth

TYPES = frozenset({"n", "s", "str", "inlineStr", "b", "e", "d"})
MAX_STYLES = 70_000
"""Excel knows 65,490."""
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,4})?")
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,9})?Z?)?")


class Written(NamedTuple):
    """A cell as it is written: its type, the number of its style, its formula if it has one, and its text."""

    kind: str
    style: int
    formula: str | None
    text: str


class Reckoner:
    """Makes values of cells; knows the shared strings, the styles and from which year a workbook counts days.

    ``stale``: whoever opens the workbook is asked to calculate it. Libraries that write formulas and cannot calculate
    ask so, and leave a nought (XlsxWriter) or nothing as the value; such a nought is none.
    """

    def __init__(
        self, strings: Sequence[str], styles: Sequence[Format], *, from_1904: bool, stale: bool = False
    ) -> None:
        self._strings = strings
        self._styles = styles
        self._from_1904 = from_1904
        self._stale = stale

    def judged(self, cell: Written) -> tuple[Value, str | None]:
        """The value, and ``percent``, ``currency`` or the unit it is shown with; ``Invalid`` for what cannot be."""
        if cell.kind == "e":
            return Marked(Mark.ERROR, cell.text or "#ERROR"), None
        if cell.formula is not None and self._never_calculated(cell):
            return Marked(Mark.NOT_CALCULATED, f"={cell.formula or '…'}"), None
        value, shown = self._plain(cell)
        if cell.formula is not None and not isinstance(value, Marked):
            value = Marked(Mark.FORMULA, f"={cell.formula or '…'}", value)
        return value, shown

    def _never_calculated(self, cell: Written) -> bool:
        if self._stale:
            return not cell.text or (cell.kind == "n" and number(cell.text) == 0)
        return not cell.text and cell.kind != "str"

    def _plain(self, cell: Written) -> tuple[Value, str | None]:
        if cell.kind == "n":
            return self._number(cell.text, cell.style) if cell.text else (None, None)
        if cell.kind == "s":
            return (self._shared(cell.text) if cell.text else None), None
        if cell.kind == "b":
            return _logical(cell.text), None
        return (moment(cell.text) if cell.kind == "d" else unescaped(cell.text)) or None, None

    def _number(self, text: str, style: int) -> tuple[Value, str | None]:
        value = number(text)
        if not isinstance(value, Decimal):
            return value, None
        if style >= len(self._styles) and style:
            raise Invalid("This workbook is damaged: a number is shown in a format that is not in it.")
        shown, told = self._styles[style] if self._styles else Format(Shown.NUMBER)
        return worth(value, shown, from_1904=self._from_1904), told

    def _shared(self, text: str) -> str | None:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) < len(self._strings)):
            raise Invalid("This workbook is damaged: a cell shows a text that is not in it.")
        return self._strings[int(text)] or None


def number(text: str) -> Decimal | str | Marked:
    """A number as it is written, as the double it stands for; other text as it is, and NaN and infinity marked."""
    if _NOT_FINITE.fullmatch(text.strip()):
        return Marked(Mark.NOT_FINITE, text)
    if _NUMBER.fullmatch(text) is None:
        return text
    double = float(text)
    if not math.isfinite(double):
        return Marked(Mark.NOT_FINITE, text)
    return Decimal(int(double)) if double.is_integer() and abs(double) < 1e15 else Decimal(repr(double))


def _logical(text: str) -> Plain:
    return {"1": Logical.TRUE, "true": Logical.TRUE, "0": Logical.FALSE, "false": Logical.FALSE}.get(text, text or None)


def moment(text: str) -> date | datetime | str:
    """A day or moment of ISO 8601; text when it is none (also one of the 30th of February)."""
    match = _MOMENT.fullmatch(text)
    try:
        if match is None:
            return text
        if match[2] in (None, "00:00:00"):
            return date.fromisoformat(match[1])
        return datetime.fromisoformat(f"{match[1]}T{match[2]}")
    except ValueError:
        return text


def unescaped(text: str) -> str:
    """``_x000D_`` as the character it stands for; halves of pairs stay as they are."""
    if "_x" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return match[0] if 0xD800 <= code < 0xE000 else chr(code)

    return _ESCAPED.sub(character, text)


def shared_strings(xml: bytes) -> list[str]:
    """The texts of ``sharedStrings.xml`` by number, rich ones as plain text, without phonetic readings."""
    reader = _Strings()
    parser = guarded_parser("This workbook", strict=True)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parse(parser, xml, "This workbook")
    return reader.texts


class _Strings:
    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._inside = self._phonetic = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "t":
            self._inside = not self._phonetic
        elif name == "si":
            self._pieces = []
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        name = local(name)
        if name == "t":
            self._inside = False
        elif name == "si":
            self.texts.append(unescaped("".join(self._pieces)))
        elif name == "rPh":
            self._phonetic = False

    def characters(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)


def styles(xml: bytes) -> list[Format]:
    """As what each style of ``styles.xml`` (``cellXfs``) shows a number."""
    codes: dict[str, Format] = {}
    formats: list[str] = []
    path: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        within = path[-1] if path else ""
        path.append(name)
        if name == "numFmt" and within == "numFmts":
            codes[attributes.get("numFmtId", "")] = format_of(attributes.get("formatCode", "")[:255])
        elif name == "xf" and within == "cellXfs":
            formats.append(attributes.get("numFmtId", "0"))
        if len(formats) > MAX_STYLES or len(codes) > MAX_STYLES:
            raise Invalid(f"This workbook has more than {MAX_STYLES:,} styles; it was not read.")

    parser = guarded_parser("This workbook", strict=False)
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: path.pop()
    parse(parser, xml, "This workbook")
    return [codes[number] if number in codes else _built_in(number) for number in formats]


def _built_in(number: str) -> Format:
    return built_in(int(number)) if number.isascii() and number.isdigit() and len(number) < 6 else Format(Shown.NUMBER)
