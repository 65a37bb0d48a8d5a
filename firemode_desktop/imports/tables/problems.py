"""What is wrong with a cell of a foreign file, or worth knowing about it; what becomes of a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from firemode_desktop.domain.visible import one_line, visible
from firemode_desktop.imports.files.cells import Value, as_read, letters

SHOWN = 200
"""So much of what was read is repeated."""


class RowStatus(StrEnum):
    """What an import does with a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    """Not carried out: noted, with its reason."""
    DIFFERS = "differs"
    """On record with something else."""
    ERROR = "error"


@dataclass(frozen=True)
class Mend:
    """What would put ``count`` problems of one code and column right at once; ``title`` says how."""

    code: str
    column: str | None
    count: int
    title: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where (``row`` counts from 1, ``cell`` is the A1 reference), what was read, and what would be right.

    ``column`` is the column's canonical name, or its heading where it has none; ``code`` never changes. ``meant`` is
    the word that was probably meant, where one comes near.
    """

    sheet: str
    row: int | None
    column: str | None
    cell: str | None
    value: str | None
    code: str
    message: str
    meant: str = ""

    @property
    def where(self) -> str:
        """``Pressure!D14``, or the sheet alone."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def to_dict(self) -> dict[str, Any]:
        """The shape of ``errors`` and ``warnings`` in ``--json``."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
            "value": self.value,
            "code": self.code,
            "message": self.message,
        }


def at_cell(
    sheet: str, row: int, column: int | None, name: str | None, value: Value, code: str, message: str, meant: str = ""
) -> Problem:
    """A problem of one cell; ``row`` and ``column`` count from 0, ``column`` is ``None`` for a whole row."""
    cell = None if column is None else f"{letters(column)}{row + 1}"
    read, message = as_read(value), one_line(message)
    if len(read) > SHOWN:
        whole, read = read.strip(), f"{read.strip()[:SHOWN]}…"
        message = message.replace(one_line(whole), read)
    return Problem(sheet, row + 1, name, cell, visible(read), code, one_line(message), meant)


def foreign_unit(
    sheet: str, spot: tuple[int, int], name: str, heading: Value, unit: str, own: str, why: str = ""
) -> Problem:
    """A column of readings headed in ``unit``, of which nobody has said whether the numbers are in it or in ``own``.

    ``why`` is where the unit stands, when that is not the heading.
    """
    headed = f"{why[0].upper()}{why[1:]}, so this column is in {unit}" if why else f"This column is headed in {unit}"
    said = f"{headed}. Convert it to {own}, or say that it shall be converted."
    return at_cell(sheet, *spot, name, heading, "unit", said)


def of_sheet(sheet: str, code: str, message: str, value: str | None = None) -> Problem:
    """A problem of a whole sheet, or of a file."""
    return Problem(sheet, None, None, None, value, code, message)
