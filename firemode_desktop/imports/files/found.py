"""What a reader finds in a foreign file, and how it goes from the reader's process to the program.

Cells are numbers of values: each different value is kept, sent and made once, however often it stands in the file. The
answer is one line of JSON – sheets and values as texts, which can run nothing where it is decoded – and the cells as
plain unsigned numbers behind it.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Any, TypeVar

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.visible import one_line
from firemode_desktop.imports.files.cells import Logical, Mark, Marked, Plain, Sheet, Value, a1

MAX_SHEETS = 200
MAX_NAME = 255
"""Letters of a sheet's name; Excel takes 31."""
MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
MAX_AREA = 4_000_000
"""Cells of all sheets together, blank ones between filled ones included."""
MAX_VALUES = 1_000_000
"""Different values of a file; 80,000 attributes of a COBie model have half as many."""
MAX_TEXT = 64 << 20
MAX_MERGED = 20_000
_COUNT = "I"

Span = tuple[tuple[int, int], tuple[int, int]]


class Values:
    """The different values of a file by number; 0 is blank. ``formats`` says which are shown as percent or currency."""

    def __init__(self) -> None:
        self.values: list[Value] = [None]
        self.formats: dict[int, str] = {}
        self._room = MAX_TEXT

    def add(self, value: Value, shown: str | None = None) -> int:
        """The number of a value; ``Invalid`` when the file holds more than can be kept."""
        if value is None:
            return 0
        self._room -= len(value) if isinstance(value, str) else len(value.text) if isinstance(value, Marked) else 0
        if len(self.values) > MAX_VALUES or self._room < 0:
            raise Invalid("This workbook holds more than can be read; leave out what is not needed, or split it.")
        self.values.append(value)
        if shown:
            self.formats[len(self.values) - 1] = shown
        return len(self.values) - 1

    def forget(self, known: int) -> None:
        """Take back what was added after the first ``known`` values."""
        del self.values[known:]
        self.formats = {number: shown for number, shown in self.formats.items() if number < known}


Key = TypeVar("Key", bound=Hashable)


class Pool(dict[Key, int]):
    """The content of a cell as it is written → the number of its value, worked out once."""

    def __init__(self, values: Values, judge: Callable[[Key], tuple[Value, str | None]]) -> None:
        super().__init__()
        self._values = values
        self._judge = judge

    def __missing__(self, key: Key) -> int:
        number = self[key] = self._values.add(*self._judge(key))
        return number


@dataclass
class FoundSheet:
    """One sheet: ``rows`` are numbers of values, ragged on the right; positions count from 0."""

    name: str
    hidden: bool = False
    rows: list[Sequence[int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Span] = field(default_factory=list)


def named(names: Sequence[str]) -> None:
    """``Invalid`` where sheets have no name, or share one (case aside), or have one that no program gives."""
    alike = {name.casefold() for name in names}
    if len(alike) < len(names) or "" in alike or any(len(name) > MAX_NAME for name in names):
        raise Invalid("This file is damaged: its list of sheets cannot be right.")
    for name in names:
        if one_line(name) != name:
            raise Invalid(f"The name of the sheet “{name}” holds what cannot be seen; rename it.")


def counted(sheets: int) -> None:
    """``Invalid`` when a workbook has more sheets than are read."""
    if sheets > MAX_SHEETS:
        raise Invalid(f"This workbook has more than {MAX_SHEETS} sheets; leave out those that are not needed.")


def widened(what: str, rows: int, columns: int) -> None:
    """``Invalid`` when something stands so far out that the sheet is larger than any register."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_AREA:
        here = a1(rows - 1, columns - 1)
        raise Invalid(f"{what} reaches as far as {here}; clear what lies outside of the table.")


# --- from the reader's process to the program -------------------------------------------------------------------------


def encoded(sheets: Sequence[FoundSheet], values: Values) -> bytes:
    """The answer of a reader."""
    lengths, cells = array(_COUNT), array(_COUNT)
    for sheet in sheets:
        rows = _trimmed(sheet.rows)
        lengths.append(len(rows))
        lengths.extend(map(len, rows))
        for row in rows:
            cells.extend(row)
    if len(cells) > MAX_AREA:
        raise Invalid(f"This workbook has more than {MAX_AREA:,} cells; leave out sheets that are not needed.")
    head = {
        "sheets": [_facts(sheet) for sheet in sheets],
        "values": [_text(value) for value in values.values],
        "formats": list(values.formats.items()),
        "lengths": len(lengths),
    }
    return b"%b\n%b%b" % (json.dumps(head).encode(), lengths.tobytes(), cells.tobytes())


def _trimmed(rows: list[Sequence[int]]) -> list[Sequence[int]]:
    """The rows less the blanks at the end of each, and the blank ones at the end of all."""
    kept = [row if not row or row[-1] else _less_blanks(row) for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _less_blanks(row: Sequence[int]) -> Sequence[int]:
    last = len(row)
    while last and not row[last - 1]:
        last -= 1
    return row[:last]


def _facts(sheet: FoundSheet) -> dict[str, Any]:
    if len(sheet.merged) > MAX_MERGED:
        raise Invalid(f"The sheet “{sheet.name}” has more than {MAX_MERGED:,} merged cells; it was not read.")
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "merged": sheet.merged,
    }


_KINDS: dict[str, Callable[[str], Plain]] = {
    "t": str,
    "n": Decimal,
    "d": date.fromisoformat,
    "m": datetime.fromisoformat,
    "l": lambda text: Logical(text == "TRUE"),
    "-": lambda _text: None,
}
_MARKS = dict(
    zip("edfnt", (Mark.ERROR, Mark.DUPLICATE, Mark.FORMULA, Mark.NOT_FINITE, Mark.NOT_CALCULATED), strict=True)
)
_LETTERS_OF_MARKS = {mark: letter for letter, mark in _MARKS.items()}
_LETTERS = {str: "t", Decimal: "n", date: "d", datetime: "m", Logical: "l", type(None): "-"}


def _text(value: Value) -> str:
    """A value as a letter for its kind and its text; a mark and its text stand before a formula's cached value."""
    if isinstance(value, Marked):
        return f"*{_LETTERS_OF_MARKS[value.mark]}{len(value.text)}:{value.text}{_text(value.value)}"
    return f"{_LETTERS[type(value)]}{'' if value is None else value}"


def decoded(answer: bytes) -> tuple[Sheet, ...]:
    """The sheets of an answer; ``ValueError``, ``LookupError`` or ``TypeError`` when it is none."""
    line, _, rest = answer.partition(b"\n")
    head = json.loads(line)
    values = [_value(text) for text in head["values"]]
    lengths, cells = array(_COUNT), array(_COUNT)
    lengths.frombytes(rest[: head["lengths"] * lengths.itemsize])
    cells.frombytes(rest[head["lengths"] * lengths.itemsize :])
    formats = {int(number): str(shown) for number, shown in head["formats"]}
    sheets, lengths_left, begin = [], iter(lengths), 0
    for facts in head["sheets"]:
        widths = [next(lengths_left) for _ in range(next(lengths_left))]
        end = begin + sum(widths)
        sheets.append(_sheet(facts, widths, cells[begin:end], values, formats))
        begin = end
    return tuple(sheets)


def _value(text: str) -> Value:
    if text[0] != "*":
        return _KINDS[text[0]](text[1:])
    size, _, rest = text[2:].partition(":")
    plain = rest[int(size) :]
    return Marked(_MARKS[text[1]], rest[: int(size)], _KINDS[plain[0]](plain[1:]))


class _Formats(Mapping[tuple[int, int], str]):
    """Where numbers stand that are shown as percent or currency, looked up among the cells: they may be millions."""

    def __init__(self, cells: array[int], ends: list[int], formats: Mapping[int, str]) -> None:
        self._cells = cells
        self._ends = ends
        self._formats = formats

    def __getitem__(self, place: tuple[int, int]) -> str:
        row, column = place
        if not (0 <= row < len(self._ends) - 1 and 0 <= column < self._ends[row + 1] - self._ends[row]):
            raise KeyError(place)
        return self._formats[self._cells[self._ends[row] + column]]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for row, (begin, end) in enumerate(pairwise(self._ends)):
            for column, number in enumerate(self._cells[begin:end]):
                if number in self._formats:
                    yield row, column

    def __len__(self) -> int:
        return sum(number in self._formats for number in self._cells)


def _sheet(
    facts: dict[str, Any], widths: list[int], cells: array[int], values: list[Value], formats: dict[int, str]
) -> Sheet:
    ends = list(accumulate(widths, initial=0))
    made = tuple(map(values.__getitem__, cells))
    return Sheet(
        facts["name"],
        tuple(made[begin:end] for begin, end in pairwise(ends)),
        hidden=facts["hidden"],
        hidden_rows=frozenset(facts["hidden_rows"]),
        hidden_columns=frozenset(facts["hidden_columns"]),
        merged=tuple(_within(facts["merged"], len(widths), max(widths, default=0))),
        formats=_Formats(cells, ends, formats) if formats else {},
    )


def _within(merged: list[Any], rows: int, columns: int) -> Iterator[Span]:
    """The merged ranges that begin within what is filled, cut off where that ends."""
    for (top, left), (bottom, right) in merged:
        if top < rows and left < columns:
            yield (top, left), (min(bottom, rows - 1), min(right, columns - 1))
