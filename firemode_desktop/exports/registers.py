"""All registers of a building as one workbook: a sheet a register, references by name, an ``id`` that may be empty.

What comes out goes back in unchanged (``imports.registers.book``). The same registers give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.fields import NUMBERS, Field, Kind
from firemode_desktop.domain.forms import Form
from firemode_desktop.domain.particulars import PARTICULARS
from firemode_desktop.domain.register_forms import Written, form_of, written
from firemode_desktop.domain.sheet import Register, Row
from firemode_desktop.exports.book import new_book, put, to_bytes
from firemode_desktop.exports.form_sheet import SPARE_ROWS, add_head, aligned, fit, print_on_a4, protect_head
from firemode_desktop.exports.rules import list_source, rule_of, worded

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FIRST = 3
"""The row in which the first row of a register stands."""
LONGEST = 32_767
"""So many characters a cell of a workbook holds."""


def registers_workbook(book: Book) -> bytes:
    """The registers of a building, those marked for removal left out.

    Raises:
        Invalid: a text is longer than a cell of a workbook can hold.
    """
    target = new_book(_title(book))
    for name, sheet in book.sheets.items():
        form = form_of(sheet.register)
        made: Worksheet = target.create_sheet(form.title)
        add_head(made, form)
        fit(made, form)
        rows = [row for row in sheet.rows if not row.removed]
        _fill(made, book, name, rows)
        _offer(made, book, sheet.register, form, FIRST + len(rows) + SPARE_ROWS)
        protect_head(made)
        print_on_a4(made, form, 2)
    return to_bytes(target)


def _title(book: Book) -> str:
    """``Pilot Building 123: registers``; a book holds one building."""
    buildings = book["buildings"].rows if "buildings" in book.sheets else ()
    return ", ".join([f"{book.title('buildings', row)}: registers" for row in buildings])


def _fill(made: Worksheet, book: Book, name: str, rows: Iterable[Row]) -> None:
    register = book[name].register
    known = [book.names(field) for field in register.fields]
    styles = _styles(made, register)
    for number, row in enumerate(rows, start=FIRST):
        _put(made, number, 1, str(row.key), styles[0])
        for place, (field, cell) in enumerate(zip(register.fields, row.cells, strict=True)):
            content = written(field, cell, known[place])
            if isinstance(content, str) and len(content) > LONGEST:
                raise Invalid(
                    f"{field.label} of {book.title(name, row)} has {len(content):,} characters; "
                    f"a cell of a workbook holds {LONGEST:,}."
                )
            if content is not None or field.read_only:
                _put(made, number, place + 2, content, styles[place + 1])


def _put(made: Worksheet, row: int, column: int, content: Written, style: Any) -> None:
    cell: Any = made.cell(row, column)
    cell._style = style
    put(cell, content)


def _styles(made: Worksheet, register: Register) -> list[Any]:
    """How the cells of each column look, the id's first: made once, shared by all rows."""
    from openpyxl.styles import Font, PatternFill, Protection

    shade, faint = PatternFill("solid", fgColor="ECEEF0"), Font(name="Calibri", size=11, color="5A6068")
    styles = []
    for place, field in enumerate((None, *register.fields), start=1):
        sample: Any = made.cell(1, place).__class__(made, row=1, column=place)
        sample.protection = Protection(locked=False)
        sample.number_format = made.column_dimensions[sample.column_letter].number_format = _format(field)
        if field is None or field.read_only:
            sample.fill, sample.font = shade, faint
        kind = Kind.TEXT if field is None else field.kind
        sample.alignment = aligned(kind in NUMBERS, wrapped=kind is Kind.LONG_TEXT)
        styles.append(sample._style)
    return styles


def _format(field: Field | None) -> str:
    if field is None or field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.REFERENCE, Kind.REFERENCES, Kind.FACTS):
        return "@"
    if field.kind is Kind.DATE:
        return "yyyy-mm-dd"
    if field.kind is Kind.DECIMAL:
        return f"0.{'0' * field.decimals}" if field.decimals else "0"
    return "0" if field.kind is Kind.WHOLE else "General"


# What may be chosen.


def _offer(made: Worksheet, book: Book, register: Register, form: Form, last: int) -> None:
    """Lists for choices, yes or no and references; limits for numbers; a word of help beside the cell."""
    for place, field in enumerate(register.fields):
        if field.read_only:
            continue
        column = form.columns[place + 1]
        listed = list_source(made.parent, column) if made.parent else ""
        rule = _reference(book, register, field) if field.kind is Kind.REFERENCE else rule_of(column, listed)
        rule = rule or _hint(field)
        if rule is not None:
            letter = _letter(place)
            rule.add(f"{letter}{FIRST}:{letter}{last}")
            made.add_data_validation(rule)


def _letter(place: int) -> str:
    """The letters of a field's column: the id stands before it."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place + 2))


def _reference(book: Book, register: Register, field: Field) -> Any:
    """The names of the other sheet, where they can be told apart those within the parent of the same row."""
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet = book[field.refers or ""]
    target, last = sheet.register, FIRST + len(sheet.rows) + SPARE_ROWS
    names = _letter(target.columns[target.called[0]])
    listed = f"'{target.title}'!${names}${FIRST}:${names}${last}"
    within, parent = register.column(field.within), target.column(target.parent)
    if within is not None and parent is not None:
        chosen, parents = f"${_letter(within)}{FIRST}", _letter(parent)
        column = f"'{target.title}'!${parents}${FIRST}:${parents}${last}"
        above = f"'{target.title}'!${names}${FIRST - 1}"
        listed = f"OFFSET({above},MATCH({chosen},{column},0),0,COUNTIF({column},{chosen}),1)"
    rule = worded(DataValidation(type="list", formula1=listed, allow_blank=True), field.label, f"A {target.one}.")
    rule.showErrorMessage = False  # a name in other letters is understood as well
    return rule


def _hint(field: Field) -> Any:
    """How to write what cannot be chosen from a list."""
    from openpyxl.worksheet.datavalidation import DataValidation

    words = {
        Kind.REFERENCES: "Names, or a range: Ground to Level-3, Level-5.",
        Kind.FACTS: f"name: value; name: value. Usual for a fan: {', '.join(each.key for each in PARTICULARS['fan'])}.",
    }.get(field.kind)
    return None if words is None else worded(DataValidation(allow_blank=True), field.label, words)
