"""How the columns of a foreign file are meant: a value that is proposed, corrected by a person, kept, and replayed.

    mapping = FileMapping(tables=(TableMapping(sheet="Stair-A", heading=(5, 6), columns={"floor": InColumn(0), …}, …),))
    FileMapping.from_dict(mapping.to_dict()) == mapping

A table is a heading of one or more lines with rows below. What stands beside every reading (stair, floor, date …) comes
from a *source*; each column of readings says what it holds. A list of one location a row and a site sheet with the door
configurations across are the same thing: in the first a column tells the case, in the second the heading does.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.forms import BASELINE_COLUMNS, BASELINE_FORMS
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.files.cells import Sheet, a1, as_read, letters, position
from firemode_desktop.imports.mappings.documents import Document
from firemode_desktop.imports.tables.values import DateOrder, DecimalMark

VERSION = 1
LAST_ROW = 1_048_576
"""The last row of a sheet of a workbook."""


class Block(StrEnum):
    """Where the nine points of a doorway stand when they are a block of three rows of three."""

    BESIDE = "beside"
    """The first row of the block is the row of its floor or doorway."""
    BELOW = "below"
    """The row of the floor or doorway stands alone; the block is in the three rows below it."""


@dataclass(frozen=True, slots=True)
class InColumn:
    """The value stands in this column (counted from 0) of the reading's row; ``fill`` takes it from above if blank."""

    place: int
    fill: bool = False


@dataclass(frozen=True, slots=True)
class InCell:
    """One cell (counted from 0) says it for the whole table; ``after`` is a label in the same cell, to be left off."""

    row: int
    column: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class OfSheet:
    """The sheet is named so."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A person says it for the whole table; written as it would be in a cell."""

    text: str


Source = InColumn | InCell | OfSheet | Fixed


@dataclass(frozen=True)
class ReadingColumn:
    """A column (counted from 0) of readings: ``name`` is the canonical column (``pressure_pa``, ``p1`` …).

    ``says`` is what its heading tells of every reading below it: ``{"door_configuration": "all_closed"}``, a stair.
    ``unit`` is the unit the readings are written in, where it is not ours and shall be converted.
    """

    place: int
    kind: BaselineKind
    name: str
    says: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""


@dataclass(frozen=True)
class TableMapping:
    """One table of a sheet; ``heading`` are its first and last line, from 0; ``end`` the row below its last."""

    sheet: str
    heading: tuple[int, int]
    columns: Mapping[str, Source]
    readings: tuple[ReadingColumn, ...]
    end: int | None = None
    block: Block | None = None
    fingerprint: str = ""

    @property
    def kinds(self) -> tuple[BaselineKind, ...]:
        """The kinds of baselines it holds, in the order of its columns."""
        return tuple(dict.fromkeys(reading.kind for reading in self.readings))

    @property
    def places(self) -> tuple[int, ...]:
        """The columns that something is taken from."""
        beside = (source.place for source in self.columns.values() if isinstance(source, InColumn))
        return (*beside, *(reading.place for reading in self.readings))

    def with_source(self, name: str, source: Source | None) -> TableMapping:
        """The same table with one column of the canon taken from elsewhere; ``None`` takes it from nowhere."""
        others = {known: found for known, found in self.columns.items() if known != name}
        return replace(self, columns=others if source is None else {**others, name: source})

    def with_reading(self, place: int, reading: ReadingColumn | None) -> TableMapping:
        """The same table with what one column of readings holds; ``None`` does not read the column."""
        others = [known for known in self.readings if known.place != place]
        kept = others if reading is None else [*others, reading]
        return replace(self, readings=tuple(sorted(kept, key=lambda one: one.place)))


@dataclass(frozen=True)
class FileMapping:
    """A whole file. ``left_out`` are sheets that a person does not want read; ``words`` what is meant by a word that
    is none of ours, by canonical column: ``{"door_configuration": {"shut": "all_closed"}}``."""

    tables: tuple[TableMapping, ...] = ()
    left_out: frozenset[str] = frozenset()
    dates: DateOrder | None = None
    decimal: DecimalMark | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def with_table(self, index: int, table: TableMapping) -> FileMapping:
        """The same file with another reading of one table."""
        return replace(self, tables=(*self.tables[:index], table, *self.tables[index + 1 :]))

    def with_word(self, column: str, read: str, meant: str) -> FileMapping:
        """The same file in which ``read`` stands for ``meant`` wherever it is found in ``column``."""
        return replace(self, words={**self.words, column: {**self.words.get(column, {}), read: meant}})

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; rows and columns as a person counts them (row 5, column C, cell B3)."""
        return {
            "firemode_mapping": VERSION,
            "dates": self.dates,
            "decimal": self.decimal,
            "left_out": sorted(self.left_out),
            "words": {name: dict(words) for name, words in self.words.items()},
            "tables": [_table_to_dict(table) for table in self.tables],
        }

    @classmethod
    def from_dict(cls, document: Any) -> FileMapping:
        """The mapping of a document; raises ``Invalid`` naming the key that is wrong and what would be right."""
        read = Document(document)
        _check_version(read)
        read.only("firemode_mapping", "dates", "decimal", "left_out", "words", "tables")
        return cls(
            tuple(_table_from_dict(table) for table in read.objects("tables")),
            frozenset(read.texts("left_out")),
            read.chosen("dates", DateOrder),
            read.chosen("decimal", DecimalMark),
            {name: read.under("words").said(name) for name in read.under("words").named(_COLUMNS)},
        )

    @classmethod
    def from_json(cls, text: str) -> FileMapping:
        """The mapping of a file of JSON; raises ``Invalid``."""
        try:
            document = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Invalid(f"The mapping is not JSON: {error}.") from error
        return cls.from_dict(document)

    def to_json(self) -> str:
        """The file that ``from_json`` reads."""
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False) + "\n"


def fingerprint(sheet: Sheet, heading: tuple[int, int]) -> str:
    """What headings are recognised by: their words in order, without case and spacing; 16 hexadecimal digits.

    Blank where less than two columns are headed: such a line would be recognised in any file.
    """
    lines = sheet.rows[heading[0] : heading[1] + 1]
    words = [["" if cell is None else " ".join(as_read(cell).casefold().split()) for cell in line] for line in lines]
    told = [[*line[: _width(line)]] for line in words]
    if len({place for line in told for place, word in enumerate(line) if word}) < 2:
        return ""
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def _width(line: Iterable[str]) -> int:
    return max((place + 1 for place, word in enumerate(line) if word), default=0)


# --- as JSON ---------------------------------------------------------------------------------------------------------

_COLUMNS = tuple(dict.fromkeys(column.name for form in BASELINE_FORMS.values() for column in form.every))


def _check_version(read: Document) -> None:
    if not read.has("firemode_mapping"):
        raise Invalid("This is not a mapping of columns: it has no “firemode_mapping”.")
    version = read.of("firemode_mapping", int)
    if version > VERSION:
        raise Invalid(f"This mapping is of a later version of the program (form {version}; {VERSION} is known here).")
    if version != VERSION:
        raise read.wrong("firemode_mapping", str(VERSION), version)


def _table_to_dict(table: TableMapping) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "heading_rows": [table.heading[0] + 1, table.heading[1] + 1],
        "last_row": table.end,
        "block": table.block,
        "fingerprint": table.fingerprint,
        "columns": {name: _source_to_dict(source) for name, source in table.columns.items()},
        "readings": [
            {
                "column": letters(reading.place),
                "kind": reading.kind.value,
                "name": reading.name,
                "says": dict(reading.says),
                "unit": reading.unit,
            }
            for reading in table.readings
        ],
    }


def _source_to_dict(source: Source) -> dict[str, Any]:
    if isinstance(source, InColumn):
        return {"column": letters(source.place), **({"fill": True} if source.fill else {})}
    if isinstance(source, InCell):
        return {"cell": a1(source.row, source.column), **({"after": source.after} if source.after else {})}
    return {"sheet_name": True} if isinstance(source, OfSheet) else {"value": source.text}


def _table_from_dict(read: Document) -> TableMapping:
    read.only("sheet", "heading_rows", "last_row", "block", "fingerprint", "columns", "readings")
    columns = read.under("columns")
    first, last = _rows(read)
    end = read.of("last_row", int, last + 1)
    if end <= last:
        raise read.wrong("last_row", f"a row from {last + 1} on", end)
    return TableMapping(
        read.of("sheet", str),
        (first, last),
        {name: _source_from_dict(columns.under(name)) for name in columns.named(_COLUMNS)},
        tuple(_reading_from_dict(reading) for reading in read.objects("readings")),
        end if read.has("last_row") else None,
        read.chosen("block", Block),
        _fingerprint(read),
    )


def _fingerprint(read: Document) -> str:
    text = str(read.of("fingerprint", str, ""))
    if re.fullmatch("[0-9a-f]{16}|", text) is None:
        raise read.wrong("fingerprint", "16 hexadecimal digits, or nothing,", text)
    return text


def _rows(read: Document) -> tuple[int, int]:
    """The first and the last line of a heading, counted from 0."""
    rows = read.of("heading_rows", list)
    if len(rows) != 2 or not all(type(row) is int for row in rows) or not 1 <= rows[0] <= rows[1] <= LAST_ROW:
        raise read.wrong("heading_rows", "the heading’s first and last line, such as [5, 6],", rows)
    return rows[0] - 1, rows[1] - 1


def _place(read: Document) -> int:
    text = read.of("column", str)
    if re.fullmatch(r"[A-Z]{1,3}", text) is None:
        raise read.wrong("column", "the letters of a column, such as C,", text)
    return position(f"{text}1")[1]


def _source_from_dict(read: Document) -> Source:
    """Where a value stands; exactly one of ``column``, ``cell``, ``sheet_name``, ``value``."""
    read.only("column", "cell", "sheet_name", "value", "fill", "after")
    told = [name for name in ("column", "cell", "sheet_name", "value") if read.has(name)]
    if len(told) != 1:
        raise Invalid(f"In the mapping, {read.path}: one of column, cell, sheet_name or value is meant.")
    if read.has("column"):
        return InColumn(_place(read), bool(read.of("fill", bool, False)))
    if read.has("cell"):
        return InCell(*_cell(read), read.of("after", str, ""))
    if read.has("value"):
        return Fixed(read.of("value", str))
    if not read.of("sheet_name", bool):
        raise read.wrong("sheet_name", "true", False)
    return OfSheet()


def _cell(read: Document) -> tuple[int, int]:
    text = read.of("cell", str)
    try:
        return position(text)
    except ValueError:
        raise read.wrong("cell", "a cell such as B3", text) from None


def _reading_from_dict(read: Document) -> ReadingColumn:
    read.only("column", "kind", "name", "says", "unit")
    kind = BaselineKind(read.one_of("kind", BaselineKind.values()))
    says = read.under("says")
    return ReadingColumn(
        _place(read),
        kind,
        read.one_of("name", BASELINE_COLUMNS[kind].readings),
        {name: says.of(name, str) for name in says.named(_COLUMNS)},
        read.of("unit", str, ""),
    )
