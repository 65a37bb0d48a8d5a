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
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.cells import Sheet, a1, as_read, letters, position

VERSION = 1


class Block(StrEnum):
    """Where the nine points of a doorway stand when they are a block of three rows of three."""

    BESIDE = "beside"
    """The first row of the block is the row of its floor or doorway."""
    BELOW = "below"
    """The row of the floor or doorway stands alone; the block is in the three rows below it."""


class DateOrder(StrEnum):
    """What ``3/4/2024`` means, where a person has said so."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class DecimalMark(StrEnum):
    """What ``1,234`` means, where a person has said so."""

    COMMA = "comma"
    POINT = "point"


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
        """The mapping of a document; raises ``Invalid`` saying what in it is wrong."""
        read = _Document(document)
        if read.of("firemode_mapping", int) != VERSION:
            raise Invalid("This is not a mapping of columns, or one of a later version of the program.")
        return cls(
            tuple(_table_from_dict(_Document(table)) for table in read.of("tables", list)),
            frozenset(map(str, read.of("left_out", list, []))),
            _chosen(DateOrder, read.of("dates", str, "")),
            _chosen(DecimalMark, read.of("decimal", str, "")),
            {str(name): dict(words) for name, words in read.of("words", dict, {}).items() if isinstance(words, dict)},
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
    """What headings are recognised by: their words in order, without case and spacing; 16 hexadecimal digits."""
    lines = sheet.rows[heading[0] : heading[1] + 1]
    words = [["" if cell is None else " ".join(as_read(cell).casefold().split()) for cell in line] for line in lines]
    told = [[*line[: _width(line)]] for line in words]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def _width(line: Iterable[str]) -> int:
    return max((place + 1 for place, word in enumerate(line) if word), default=0)


# --- as JSON ---------------------------------------------------------------------------------------------------------


class _Document:
    """One object of the JSON; what is missing or of the wrong kind is said."""

    def __init__(self, found: Any) -> None:
        if not isinstance(found, dict):
            raise Invalid("The mapping has something else where an object belongs.")
        self._found = found

    def of(self, name: str, kind: type[Any], otherwise: Any = None) -> Any:
        value = self._found.get(name)
        if value is None and otherwise is not None:
            return otherwise
        if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
            raise Invalid(f"The mapping lacks “{name}”, or it is not what belongs there.")
        return value

    def has(self, name: str) -> bool:
        return name in self._found


def _chosen(words: Any, text: str) -> Any:
    try:
        return words(text) if text else None
    except ValueError:
        raise Invalid(f"The mapping says “{text}”; one of {', '.join(words)} is meant.") from None


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


def _table_from_dict(read: _Document) -> TableMapping:
    first, last = (int(row) - 1 for row in _two(read.of("heading_rows", list)))
    if not 0 <= first <= last:
        raise Invalid("The mapping’s heading_rows are its first and its last line, counted from 1.")
    end = read.of("last_row", int, -1)
    return TableMapping(
        read.of("sheet", str),
        (first, last),
        {str(name): _source_from_dict(_Document(source)) for name, source in read.of("columns", dict).items()},
        tuple(_reading_from_dict(_Document(reading)) for reading in read.of("readings", list)),
        None if end < 0 else end,
        _chosen(Block, read.of("block", str, "")),
        read.of("fingerprint", str, ""),
    )


def _two(rows: list[Any]) -> list[Any]:
    if len(rows) != 2 or not all(isinstance(row, int) for row in rows):
        raise Invalid("The mapping’s heading_rows are two numbers.")
    return rows


def _place(text: str) -> int:
    if re.fullmatch(r"[A-Z]{1,3}", text) is None:
        raise Invalid(f"The mapping names a column “{text[:20]}”; its letters are meant, such as C.")
    return position(f"{text}1")[1]


def _source_from_dict(read: _Document) -> Source:
    if read.has("column"):
        return InColumn(_place(read.of("column", str)), bool(read.of("fill", bool, False)))
    if read.has("cell"):
        try:
            row, column = position(read.of("cell", str))
        except ValueError as error:
            raise Invalid(f"The mapping names a cell “{str(error)[:20]}”; B3 would be one.") from None
        return InCell(row, column, read.of("after", str, ""))
    return OfSheet() if read.has("sheet_name") else Fixed(read.of("value", str))


def _reading_from_dict(read: _Document) -> ReadingColumn:
    return ReadingColumn(
        _place(read.of("column", str)),
        _chosen(BaselineKind, read.of("kind", str)),
        read.of("name", str),
        {str(name): str(text) for name, text in read.of("says", dict, {}).items()},
        read.of("unit", str, ""),
    )
