"""A register as a sheet of a workbook: its columns, and what a cell of it looks like there.

Writer and reader both ask here, so that what goes out comes back as it was.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.fields import NUMBERS, Cell, Field, Kind, Problem
from firemode_desktop.domain.forms import Column, Form, Holds
from firemode_desktop.domain.names import NOBODY, Names
from firemode_desktop.domain.sheet import Register

ID = "id"
ID_HINT = "Leave empty for a new row"
"""What stands below the name of the column of ids."""
EARLIEST = date(1900, 3, 1)
"""Before it, spreadsheets count a day that never was."""
EXACT_DIGITS = 15
"""So many digits of a number a spreadsheet keeps."""
YES_NO = ("Yes", "No")
_HOLDS = {
    Kind.WHOLE: Holds.NUMBER,
    Kind.DECIMAL: Holds.NUMBER,
    Kind.DATE: Holds.DAY,
    Kind.FLAG: Holds.YES_NO,
    Kind.CHOICE: Holds.CHOICE,
    Kind.REFERENCE: Holds.NAME,
}
_WIDTHS = {Kind.TEXT: 18, Kind.LONG_TEXT: 40, Kind.REFERENCES: 24, Kind.FACTS: 44, Kind.REFERENCE: 16, Kind.CHOICE: 20}

Written = str | int | Decimal | date | None


def form_of(register: Register) -> Form:
    """The sheet of a register: titled as on screen, an ``id`` that may be empty, then its columns by name.

    A column is also known by its label, by its heading with the unit, and a reference by its name without ``_id``.
    """
    taken = {word for field in register.fields for word in (field.name, field.label.casefold())}
    columns = (_column(field, taken) for field in register.fields)
    return Form(
        register.title,
        (Column(ID, also=("uuid", "key"), below=ID_HINT, width=10), *columns),
        also=(register.name, register.one),
    )


def _column(field: Field, taken: set[str]) -> Column:
    bare = field.name.removesuffix("_id") if field.kind is Kind.REFERENCE else field.name
    return Column(
        field.name,
        _HOLDS.get(field.kind, Holds.TEXT),
        required=field.required,
        measure=field.unit or "",
        limits=Limits(field.minimum, field.maximum, field.unit or ""),
        choices=YES_NO if field.kind is Kind.FLAG else tuple(label for _, label in field.choices),
        also=(field.label,) if bare in taken else (field.label, bare),
        below=f"{field.heading} · read only" if field.read_only else field.heading,
        ahead=True,
        width=_WIDTHS.get(field.kind, 13),
    )


def written(field: Field, cell: Cell, names: Names = NOBODY) -> Written:
    """What stands in a workbook for ``cell``: numbers and dates as such where a spreadsheet keeps them exactly.

    Everything else is the text that ``Field.check`` reads as the same value.
    """
    if isinstance(cell, Problem) or cell is None:
        return field.show(cell) or None
    if field.kind in NUMBERS and isinstance(cell, (int, Decimal)):
        exact = len(Decimal(cell).as_tuple().digits) <= EXACT_DIGITS
        return cell if exact else field.show(cell)
    if isinstance(cell, date):
        return cell if cell >= EARLIEST else cell.isoformat()
    return field.show(cell, names)
