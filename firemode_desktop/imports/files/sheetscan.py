"""The long way through a sheet's XML: element by element, for whatever ``plainsheet`` does not know by heart.

Prefixes, comments refused, rows and cells without names, rich inline texts, formulas with attributes, pieces of text:
all of it is followed with expat, and what is damaged or out of order ends in a sentence that names the place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.cells import Mark, Marked, a1, position
from firemode_desktop.imports.files.found import MAX_COLUMNS, MAX_MERGED, MAX_ROWS, FoundSheet, Pool, Values, widened
from firemode_desktop.imports.files.guarded import guarded_parser, local, parse
from firemode_desktop.imports.files.xlsxcells import MAX_STYLES, TYPES, Reckoner, Written

if TYPE_CHECKING:
    from pyexpat import XMLParserType

TRUE = ("1", "true")
_MAX_COLS = 16_384
_ROW = re.compile(r"[1-9][0-9]{0,6}")


def worksheet(root: str, what: str) -> bool:
    """Whether the outermost element of a part is that of a worksheet; ``Invalid`` when the part is something else."""
    if root != "worksheet":
        raise Invalid(f"{what} is damaged: the part that should hold its cells holds something else.")
    return True


class Surroundings:
    """What stands in a sheet beside its rows: hidden columns and merged cells."""

    def __init__(self, found: FoundSheet, what: str) -> None:
        self._found = found
        self._what = what
        self._cols = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in an element that is not inside of ``sheetData``."""
        if name == "col":
            self._column(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _column(self, attributes: Mapping[str, str]) -> None:
        self._cols += 1
        if self._cols > _MAX_COLS:
            raise Invalid(f"{self._what} is damaged: it describes more columns than a sheet can have.")
        if attributes.get("hidden") in TRUE:
            first, last = (self._number(attributes.get(end, "")) for end in ("min", "max"))
            self._found.hidden_columns.update(range(first - 1, min(last, MAX_COLUMNS)))

    def _number(self, given: str) -> int:
        if _ROW.fullmatch(given) is None:
            raise Invalid(f"{self._what} is damaged: “{given[:20]}” is not the number of a column.")
        return int(given)

    def _merge(self, given: str) -> None:
        first, _, last = given.partition(":")
        try:
            corners = position(first), position(last or first)
        except ValueError:
            raise Invalid(f"{self._what} is damaged: “{given[:20]}” is not a range of cells.") from None
        if len(self._found.merged) >= MAX_MERGED:
            raise Invalid(f"{self._what} has more than {MAX_MERGED:,} merged cells; it was not read.")
        self._found.merged.append(corners)


def scan(found: FoundSheet, xml: bytes, what: str, reckoner: Reckoner, values: Values) -> None:
    """Fill ``found`` from a sheet's XML; ``Invalid`` when it is damaged, disordered, or wider than any register."""
    parser = guarded_parser(what, strict=True)
    _Scanner(parser, found, what, reckoner, values)
    parse(parser, xml, what)


class _Scanner:
    """Handlers of one sheet. A cell is judged at its end, when its type, formula and value are known."""

    def __init__(self, parser: XMLParserType, found: FoundSheet, what: str, reckoner: Reckoner, values: Values) -> None:
        self._found = found
        self._around = Surroundings(found, what)
        self._values = values
        self._pool: Pool[Written] = Pool(values, reckoner.judged)
        self._what = what
        self._rooted = self._inside = self._phonetic = False
        self._row = self._column = -1
        self._columns = 0
        self._cells: list[int] = []
        self._type, self._style = "n", 0
        self._formula: str | None = None
        self._value: str | None = None
        self._inline: list[str] = []
        self._text: list[str] | None = None
        self._twice = self._content = False
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    @property
    def _here(self) -> str:
        return a1(self._row, self._column)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if not self._inside:
            self._rooted = self._rooted or worksheet(name, self._what)
            self._inside = name == "sheetData"
            self._around.start(name, attributes)
        elif self._text is not None:
            raise Invalid(f"{self._what} is damaged at {self._here}: an element stands inside of a value.")
        elif name == "c":
            self._start_cell(attributes)
        elif name in ("v", "f") or (name == "t" and not self._phonetic):
            self._text, self._content = [], True
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name == "AlternateContent":
            raise Invalid(f"{self._what} holds XML that no spreadsheet program writes; it was not read.")

    def _start_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        row = self._row + 1 if given is None else self._number_of_row(given)
        if row <= self._row:
            raise Invalid(f"{self._what} is damaged: row {row + 1} stands twice or out of order.")
        self._row, self._column, self._cells = row, -1, []
        if attributes.get("hidden") in TRUE and row < MAX_ROWS:
            self._found.hidden_rows.add(row)

    def _number_of_row(self, given: str) -> int:
        if _ROW.fullmatch(given) is None:
            raise Invalid(f"{self._what} is damaged: “{given[:20]}” is not the number of a row.")
        return int(given) - 1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        column = self._column + 1 if given is None else self._column_of(given)
        if column < self._column or self._row < 0:
            raise Invalid(f"{self._what} is damaged: {a1(max(self._row, 0), column)} stands out of order.")
        self._twice = column == self._column
        self._column, self._type = column, attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isascii() and style.isdigit() and len(style) < 7 else MAX_STYLES
        self._formula = self._value = None
        self._inline, self._content = [], False
        if self._type not in TYPES:
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
        name = local(name)
        if name == "c":
            self._end_cell()
        elif name in ("v", "f", "t") and self._text is not None:
            self._end_text(name, "".join(self._text))
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._phonetic = False
        elif name == "sheetData":
            self._inside = False

    def _end_text(self, name: str, text: str) -> None:
        self._text = None
        if name == "t":
            self._inline.append(text)
        elif name == "f":
            self._formula = text
        elif self._value is not None:
            raise Invalid(f"{self._what} is damaged at {self._here}: one cell holds two values.")
        else:
            self._value = text

    def _end_cell(self) -> None:
        if not self._content:
            return
        if self._inline and (self._type != "inlineStr" or self._value):
            raise Invalid(f"{self._what} is damaged at {self._here}: one cell holds two values.")
        text = "".join(self._inline) if self._type == "inlineStr" and self._inline else self._value or ""
        written = Written(self._type, self._style, self._formula, text)
        number = self._values.add(Marked(Mark.DUPLICATE, text)) if self._twice else self._pool[written]
        self._columns = max(self._columns, self._column + 1)
        widened(self._what, self._row + 1, self._columns)
        cells = self._cells
        if len(cells) <= self._column:
            cells.extend([0] * (self._column + 1 - len(cells)))
        cells[self._column] = number

    def _end_row(self) -> None:
        if self._cells:
            rows = self._found.rows
            rows.extend([()] * (self._row - len(rows)))
            rows.append(self._cells)
