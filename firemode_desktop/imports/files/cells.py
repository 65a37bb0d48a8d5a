"""The cells of a foreign file as values: what ``workbook.read`` returns, whatever the file was.

A cell is ``None`` (blank), ``str``, ``Decimal``, ``date``, ``datetime``, ``Logical`` or ``Marked``. What the pre-check
marked is a ``Marked`` and nothing else: the reader's value for that cell is not used, save a formula's cached one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum

MERGED = 10_000
"""Cells of a merged range that is looked into."""


class Mark(StrEnum):
    """Why a cell is not simply its value."""

    ERROR = "error_cell"
    NOT_CALCULATED = "formula_without_value"
    FORMULA = "formula"
    NOT_FINITE = "not_finite"
    DUPLICATE = "duplicate_cell"
    MERGED = "merged_reading"


class Logical(Enum):
    """TRUE and FALSE of a workbook; not ``bool``, because ``True == Decimal(1)`` and a yes is not a one."""

    TRUE = True
    FALSE = False

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell at which something was found: what, the text as it stands in the file, and a formula's cached value."""

    mark: Mark
    text: str
    value: str | Decimal | date | datetime | Logical | None = None


Plain = str | Decimal | date | datetime | Logical | None
Value = Plain | Marked


def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 → ``A``, 25 → ``Z``, 26 → ``AA``."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def a1(row: int, column: int) -> str:
    """The A1 reference of a cell counted from 0: ``a1(13, 3)`` → ``D14``."""
    return f"{letters(column)}{row + 1}"


def position(reference: str) -> tuple[int, int]:
    """Row and column, counted from 0, of an A1 reference; ``ValueError`` when it is none."""
    match = re.fullmatch(r"([A-Z]{1,3})([1-9][0-9]{0,6})", reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def as_read(value: Value) -> str:
    """A cell as a person sees it in the file, for an error message."""
    if value is None:
        return ""
    if isinstance(value, Marked):
        return value.text
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``rows[r][c]`` counted from 0, ragged on the right; rows that a spreadsheet hides are in ``hidden``.

    ``broken`` says of a row (counted from 0) why it cannot be read as a row at all. ``merged`` are inclusive corners,
    within what is filled. ``formats`` knows the numbers that a spreadsheet shows as something else: at a position,
    ``"percent"`` (the value 0.85 stands in the file as 85 %), ``"currency"``, the unit behind it (``kPa``), or
    ``"otherwise"``. ``parted_by`` is what parts the columns of a CSV file.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    broken: Mapping[int, str] = field(default_factory=dict)
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    parted_by: str = ""

    def at(self, row: int, column: int) -> Value:
        """The cell at a position counted from 0; blank outside of what was filled."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Every cell inside a merged range → the first one of the range, where its value stands.

        Ranges of more than ``MERGED`` cells are left out: they head nothing, and a file may have thousands of them.
        """
        return {
            (row, column): (top, left)
            for (top, left), (bottom, right) in self.merged
            if (bottom - top + 1) * (right - left + 1) <= MERGED
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    def __getitem__(self, reference: str) -> Value:
        """The cell at an A1 reference: ``sheet["D14"]``."""
        return self.at(*position(reference))


@dataclass(frozen=True)
class Workbook:
    """A file that has been read whole. For CSV ``separator`` and ``encoding`` say how; every cell is then text."""

    file_name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    separator: str | None = None
    encoding: str | None = None

    @property
    def delimited(self) -> bool:
        """Whether this was a CSV file, in which numbers and dates are text by nature."""
        return self.separator is not None

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name; ``KeyError`` when there is none."""
        return {sheet.name: sheet for sheet in self.sheets}[name]
