"""``.ods``: the spreadsheets of LibreOffice, and of other programs that write OpenDocument.

One look at ``content.xml`` with expat gives everything (OASIS OpenDocument 1.3 part 3: 9 tables, 19.385 types of
values). Rows and cells are written once and repeated by number: a million blank rows at the end are usual and cost
nothing, filled ones are bounded like the rows of any sheet.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.archive import Archive
from firemode_desktop.imports.files.cells import Logical, Mark, Marked, Value
from firemode_desktop.imports.files.found import (
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
    FoundSheet,
    Pool,
    Values,
    counted,
    named,
    widened,
)
from firemode_desktop.imports.files.guarded import guarded_parser, local, parse
from firemode_desktop.imports.files.numberformats import Shown, unit_behind
from firemode_desktop.imports.files.xlsxcells import moment, number

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_HIDING = ("collapse", "filter")
_PERIOD = re.compile(
    r"(-?)P(?:([0-9]{1,6})D)?T(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})(?:[.,][0-9]{1,9})?S)?"
)
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:[0-9]{3}")
_LOGICAL = {"true": Logical.TRUE, "false": Logical.FALSE, "=TRUE()": Logical.TRUE, "=FALSE()": Logical.FALSE}
"""Values of cells, and the formulas that LibreOffice makes of them; with those the value is a number."""
_REPEATED = re.compile(r"[1-9][0-9]{0,8}")
_VALUES = {"date": "date-value", "time": "time-value", "boolean": "boolean-value", "string": "string-value"}
"""The attribute that holds a value of each type; of numbers it is ``value``."""
_SPACES = re.compile(r"[ \t\r\n]+")
_BESIDE_CELLS = frozenset({"annotation", "tracked-changes", "shapes", "forms", "named-expressions", "database-ranges"})
"""Elements that may hold text or tables of their own, which are not the sheet's."""


class Written(NamedTuple):
    """A cell as it is written: the type of its value, the value, its formula if it has one, and the text shown."""

    kind: str
    value: str
    formula: str | None
    text: str


def read_ods(archive: Archive, values: Values) -> list[FoundSheet]:
    """The sheets of a spreadsheet in order; ``Invalid`` in one sentence."""
    if _MANIFEST in archive and b":encryption-data" in archive.read(_MANIFEST):
        raise Invalid("This spreadsheet is protected by a password; save it without one.")
    if _CONTENT not in archive:
        raise Invalid("This file is damaged: its content is missing from it.")
    reader = _Reader(values)
    parser = guarded_parser("This spreadsheet", strict=False)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parse(parser, archive.read(_CONTENT), "This spreadsheet")
    if not reader.sheets:
        raise Invalid("This spreadsheet has no sheet with cells.")
    return reader.sheets


def judged(cell: Written) -> tuple[Value, str | None]:
    """The value of a cell, and ``percent`` or ``currency`` when it is shown as one."""
    if cell.kind == "error" or (cell.formula is not None and _ERROR.fullmatch(cell.text)):
        return Marked(Mark.ERROR, cell.text or "#ERROR"), None
    if cell.formula is not None and not cell.kind and not cell.text:
        return Marked(Mark.NOT_CALCULATED, cell.formula), None
    value, shown = _plain(cell)
    if cell.formula is not None and not isinstance(value, Marked):
        value = Marked(Mark.FORMULA, cell.formula, value)
    return value, shown


def _plain(cell: Written) -> tuple[Value, str | None]:
    if cell.kind == "boolean" or cell.formula in _LOGICAL:
        return _LOGICAL.get(cell.formula or "") or _LOGICAL.get(cell.value) or cell.text or None, None
    if cell.kind in ("float", "percentage", "currency"):
        value = number(cell.value)
        named = {"percentage": Shown.PERCENT.value, "currency": Shown.CURRENCY.value}.get(cell.kind)
        shown = named or unit_behind(cell.text.lstrip("+-0123456789.,\u00a0 "))
        return value or cell.text or None if isinstance(value, str) else value, shown if isinstance(
            value, Decimal
        ) else None
    if cell.kind == "date":
        return moment(cell.value) or None, None
    if cell.kind == "time":
        return _clock(cell.value) or cell.text or None, None
    return cell.value or cell.text or None, None


def _clock(period: str) -> str:
    """A period of ISO 8601 (``PT08H30M00S``) as ``08:30:00``; as it is when it is none."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return period
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    return f"{match[1]}{24 * days + hours:02}:{minutes:02}:{seconds:02}"


class _Reader:
    """Handlers of ``content.xml``: elements open sheets, rows, cells and texts, and close what they opened."""

    def __init__(self, values: Values) -> None:
        self.sheets: list[FoundSheet] = []
        self._pool: Pool[Written] = Pool(values, judged)
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._beside = 0
        self._table: _Table | None = None
        self._texts: list[str] | None = None
        self._depth_of_text = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if self._beside or name in _BESIDE_CELLS:
            self._beside += 1
            return
        given = {local(key): value for key, value in attributes.items()} if attributes else attributes
        if self._table is None:
            self._start_outside(name, given)
        elif name == "table":
            self._beside += 1
        else:
            self._start_inside(self._table, name, attributes, given)

    def _start_outside(self, name: str, given: dict[str, str]) -> None:
        if name == "style":
            self._style = given.get("name", "") if given.get("family") == "table" else ""
        elif name == "table-properties" and self._style and given.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table":
            self._start_table(given)

    def _start_table(self, given: dict[str, str]) -> None:
        name = given.get("name", "")
        counted(len(self.sheets) + 1)
        named([*(sheet.name for sheet in self.sheets), name])
        found = FoundSheet(name, hidden=given.get("style-name", "-") in self._hidden_styles)
        self.sheets.append(found)
        self._table = _Table(found, self._pool)

    def _start_inside(self, table: _Table, name: str, attributes: dict[str, str], given: dict[str, str]) -> None:
        if name in ("table-cell", "covered-table-cell"):
            table.start_cell(given, error=attributes.get("calcext:value-type") == "error")
        elif name == "p":
            self._start_text()
        elif self._texts is not None:
            self._texts.append(_character(name, given))
        elif name == "table-row":
            table.start_row(given)
        elif name == "table-column":
            table.take_columns(given)

    def _start_text(self) -> None:
        if self._depth_of_text == 0:
            self._texts = []
        self._depth_of_text += 1

    def characters(self, text: str) -> None:
        if self._texts is not None and not self._beside:
            self._texts.append(_SPACES.sub(" ", text))

    def end(self, name: str) -> None:
        if self._beside:
            self._beside -= 1
            return
        if self._table is None:
            return
        name = local(name)
        if name == "p":
            self._end_text(self._table)
        elif name in ("table-cell", "covered-table-cell"):
            self._table.end_cell()
        elif name == "table-row":
            self._table.end_row()
        elif name == "table":
            self._table = None

    def _end_text(self, table: _Table) -> None:
        self._depth_of_text -= 1
        if self._depth_of_text == 0 and self._texts is not None:
            table.paragraphs.append("".join(self._texts).strip(" ").replace("\0", " "))
            self._texts = None


class _Table:
    """One sheet while it is read."""

    def __init__(self, found: FoundSheet, pool: Pool[Written]) -> None:
        self.paragraphs: list[str] = []
        self._found = found
        self._what = f"The sheet “{found.name}”"
        self._pool = pool
        self._row = self._column = self._columns = self._widest = 0
        self._cells: list[int] = []
        self._repeat_row = self._repeat_cell = 1
        self._hide = False
        self._written: tuple[str, str, str | None] | None = None

    def take_columns(self, given: dict[str, str]) -> None:
        """A description of columns, of which only the hidden ones matter."""
        count = _count(given, "number-columns-repeated")
        if given.get("visibility") in _HIDING:
            self._found.hidden_columns.update(range(self._columns, min(self._columns + count, MAX_COLUMNS)))
        self._columns += count

    def start_row(self, given: dict[str, str]) -> None:
        """A row, and all that are like it."""
        self._repeat_row = _count(given, "number-rows-repeated")
        self._hide = given.get("visibility") in _HIDING
        self._column, self._cells = 0, []

    def start_cell(self, given: dict[str, str], *, error: bool) -> None:
        """A cell, and all to its right that are like it."""
        self._repeat_cell = _count(given, "number-columns-repeated")
        self.paragraphs = []
        kind = given.get("value-type", "")
        value = given.get(_VALUES.get(kind, "value"), "")
        self._written = "error" if error else kind, value, _formula(given.get("formula"))
        if "number-rows-spanned" in given or "number-columns-spanned" in given:
            self._merge(_count(given, "number-rows-spanned"), _count(given, "number-columns-spanned"))

    def _merge(self, rows: int, columns: int) -> None:
        if rows * columns == 1:
            return
        if len(self._found.merged) >= MAX_MERGED:
            raise Invalid(f"{self._what} has more than {MAX_MERGED:,} merged cells; it was not read.")
        corner = (self._row, self._column)
        self._found.merged.append((corner, (self._row + rows - 1, self._column + columns - 1)))

    def end_cell(self) -> None:
        """The cell is whole: its value stands in each column that it is repeated in."""
        if self._written is None:
            raise Invalid(f"{self._what} is damaged: a cell stands inside of another.")
        kind, value, formula = self._written
        number = self._pool[Written(kind, value, formula, "\n".join(self.paragraphs))]
        begin, self._column, self._written = self._column, self._column + self._repeat_cell, None
        if not number:
            return
        self._widest = max(self._widest, self._column)
        widened(self._what, self._row + 1, self._widest)
        self._cells += [0] * (begin - len(self._cells)) + [number] * self._repeat_cell

    def end_row(self) -> None:
        """The row is whole: it stands as often as it is repeated, if anything stands in it."""
        begin, self._row = self._row, self._row + self._repeat_row
        if self._hide:
            self._found.hidden_rows.update(range(begin, min(self._row, MAX_ROWS)))
        if self._cells:
            widened(self._what, self._row, self._widest)
            rows = self._found.rows
            rows.extend([()] * (begin - len(rows)))
            rows.extend([self._cells] * self._repeat_row)


def _count(given: dict[str, str], name: str) -> int:
    """How often something is repeated, once where nothing is said; ``Invalid`` when it is no number."""
    said = given.get(name)
    if said is None:
        return 1
    if _REPEATED.fullmatch(said) is None:
        raise Invalid(f"This spreadsheet is damaged: “{said[:20]}” is not a number of rows or columns.")
    return int(said)


def _character(name: str, given: dict[str, str]) -> str:
    """What an element within a text stands for; spaces as NUL, which XML cannot hold, until those around are cut."""
    if name == "s":
        return "\0" * min(_count(given, "c"), 1000)
    return {"tab": "\t", "line-break": "\n"}.get(name, "")


def _formula(given: str | None) -> str | None:
    """A formula as it is shown: without the name of its language, and the brackets around its cells."""
    if given is None:
        return None
    bare = re.sub(r"^[a-z]{1,9}:(?==)", "", given)
    return re.sub(r"\[\.?([^\[\]]*)\]", lambda match: match[1].replace(":.", ":"), bare) or "=…"
