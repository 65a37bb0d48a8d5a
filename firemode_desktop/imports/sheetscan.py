"""The pre-check of one sheet's XML: what stands where, and what the reader's values must not be trusted for.

The reader behind (calamine) shows ``#DIV/0!`` as blank, passes NaN as a number, reads ``<v>4&#53;.2</v>`` as 4 and
makes a dense table out of two far corners. So the XML is read here once with expat, and what is unusual is noted.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.parsers import expat

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.cells import Mark, Marked, Value, a1, position

if TYPE_CHECKING:
    from pyexpat import XMLParserType

MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
MAX_AREA = 4_000_000

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,4})?")
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_TYPES = frozenset({"n", "s", "str", "inlineStr", "b", "e", "d"})


@dataclass
class SheetFacts:
    """What the pre-check knows of a sheet; positions count from 0. ``instead`` are values in place of the reader's."""

    rows: int = 0
    columns: int = 0
    instead: dict[tuple[int, int], Value] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    """Formulas with a cached value: the value is the reader's, and is flagged."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def guarded_parser(what: str, *, strict: bool) -> XMLParserType:
    """An expat parser that refuses what no spreadsheet program writes: a DOCTYPE, another encoding than UTF-8,
    and (``strict``) comments, CDATA and processing instructions."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise Invalid(f"{what} holds XML that no spreadsheet program writes; it was not read.")

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.casefold() not in ("utf-8", "us-ascii"):
            refuse()

    parser.StartDoctypeDeclHandler = refuse
    parser.XmlDeclHandler = declared
    if strict:
        parser.CommentHandler = refuse
        parser.StartCdataSectionHandler = refuse
        parser.ProcessingInstructionHandler = refuse
    return parser


def parse(parser: XMLParserType, xml: bytes, what: str) -> None:
    """Parse the whole of ``xml``; ``Invalid`` when it is not well-formed UTF-8."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Invalid(f"{what} is not in UTF-8; save the workbook again in a spreadsheet program.")
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise Invalid(f"{what} is damaged: it is not well-formed XML (line {error.lineno}).") from error


def scan(xml: bytes, what: str) -> SheetFacts:
    """Read a sheet's XML; ``Invalid`` when it is damaged, disordered, or spread wider than any register."""
    parser = guarded_parser(what, strict=True)
    scanner = _Scanner(parser, xml, what)
    parse(parser, xml, what)
    return scanner.facts


class _Scanner:
    """Handlers of one sheet. A cell is judged at its end, when its type, formula and value are known."""

    def __init__(self, parser: XMLParserType, xml: bytes, what: str) -> None:
        self.facts = SheetFacts()
        self._parser = parser
        self._xml = xml
        self._began = 0
        self._what = what
        self._inside = False
        self._row = self._column = -1
        self._type = "n"
        self._formula: str | None = None
        self._value: str | None = None
        self._text: list[str] | None = None
        self._twice = self._pieced = self._content = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    @property
    def _here(self) -> str:
        return a1(self._row, self._column)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if not self._inside:
            self._start_outside(name, attributes)
        elif name == "c":
            self._start_cell(attributes)
        elif name in ("v", "f"):
            self._text, self._content, self._began = [], True, self._parser.CurrentByteIndex
        elif name == "is":
            self._content = True
        elif name == "row":
            self._start_row(attributes)

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheetData":
            self._inside = True
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
            self.facts.hidden_columns.update(range(max(first - 1, 0), min(last, MAX_COLUMNS)))

    def _start_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        row = self._row + 1 if given is None else self._number_of_row(given)
        if row <= self._row:
            raise Invalid(f"{self._what} is damaged: row {row + 1} stands twice or out of order.")
        self._row, self._column = row, -1
        if attributes.get("hidden") in ("1", "true"):
            self.facts.hidden_rows.add(row)

    def _number_of_row(self, given: str) -> int:
        if re.fullmatch(r"[1-9][0-9]{0,6}", given) is None:
            raise Invalid(f"{self._what} is damaged: “{given[:20]}” is not the number of a row.")
        return int(given) - 1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        column = self._column + 1 if given is None else self._column_of(given)
        if column < self._column:
            raise Invalid(f"{self._what} is damaged: {a1(self._row, column)} stands out of order.")
        self._twice = column == self._column
        self._column, self._type = column, attributes.get("t", "n")
        self._formula = self._value = None
        self._content = self._pieced = False
        if self._type not in _TYPES:
            raise Invalid(f"{self._what} is damaged at {self._here}: an unknown type of cell.")

    def _column_of(self, given: str) -> int:
        try:
            row, column = position(given)
        except ValueError:
            raise Invalid(f"{self._what} is damaged: “{given[:20]}” is not the name of a cell.") from None
        if row != self._row:
            raise Invalid(f"{self._what} is damaged: {given} stands in row {self._row + 1}.")
        return column

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        if not self._inside:
            return
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._end_cell()
        elif name == "v" and self._text is not None:
            self._end_value(self._text)
        elif name == "f" and self._text is not None:
            self._formula, self._text = "".join(self._text), None
        elif name == "sheetData":
            self._inside = False

    def _end_value(self, pieces: list[str]) -> None:
        if self._value is not None:
            raise Invalid(f"{self._what} is damaged at {self._here}: one cell holds two values.")
        self._value, self._text = "".join(pieces), None
        # Text with a character reference comes in pieces (other text may, too); the reader loses it in numbers.
        self._pieced = len(pieces) > 1 and b"&" in self._xml[self._began : self._parser.CurrentByteIndex]

    def _end_cell(self) -> None:
        if not self._content:
            return
        self._widen()
        place = (self._row, self._column)
        value = Marked(Mark.DUPLICATE, self._value or "") if self._twice else self._judged()
        if value is not None:
            self.facts.instead[place] = value
        elif self._formula is not None:
            self.facts.formulas[place] = self._formula

    def _widen(self) -> None:
        facts = self.facts
        facts.rows = max(facts.rows, self._row + 1)
        facts.columns = max(facts.columns, self._column + 1)
        if facts.rows > MAX_ROWS or facts.columns > MAX_COLUMNS or facts.rows * facts.columns > MAX_AREA:
            raise Invalid(f"{self._what} reaches as far as {self._here}; clear what lies outside of the table.")

    def _judged(self) -> Value:
        """What must stand in place of the reader's value; ``None`` when the reader can be believed."""
        text = self._value or ""
        if self._type == "e":
            return Marked(Mark.ERROR, text or "#ERROR")
        if self._formula is not None and not text and self._type != "str":
            return Marked(Mark.NOT_CALCULATED, f"={self._formula}")
        if self._type == "n" and text:
            return self._judged_number(text)
        return None

    def _judged_number(self, text: str) -> Value:
        if _NOT_FINITE.fullmatch(text.strip()):
            return Marked(Mark.NOT_FINITE, text)
        if _NUMBER.fullmatch(text) is None:
            return text
        if not math.isfinite(float(text)):
            return Marked(Mark.NOT_FINITE, text)
        return Decimal(text) if self._pieced else None
