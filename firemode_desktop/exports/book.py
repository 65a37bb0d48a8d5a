"""Sheets of a canonical form, written so that they look alike, come back through the importer, and carry no formula.

Text goes out as text whatever it begins with (``=``, ``+``, ``-``, ``@``): a name from a register never becomes a
formula in somebody's spreadsheet. The same content gives the same bytes: no clock is asked.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from firemode_desktop.domain.forms import Column, Form, Holds

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Content = str | Decimal | int | bool | date | datetime | None
FORMATS: Mapping[Holds, str] = {Holds.NUMBER: "General", Holds.DAY: "yyyy-mm-dd", Holds.MOMENT: "yyyy-mm-dd hh:mm"}
SPARE_ROWS = 500
"""Rows below the last one that may be filled in as well and are checked while typing."""
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_DAWN = (1980, 1, 1, 0, 0, 0)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def new_book() -> Workbook:
    """An empty workbook without sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def to_bytes(book: Workbook) -> bytes:
    """The workbook as bytes that depend on nothing but its content."""
    written = io.BytesIO()
    book.save(written)
    settled = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, _DAWN), content, zipfile.ZIP_DEFLATED)
    return settled.getvalue()


def put(cell: Cell | MergedCell, content: Content) -> None:
    """Write one cell; text stays text, also after somebody edits it."""
    if not isinstance(content, str):
        cell.value = content
        return
    cell.value = escaped(content)
    cell.data_type = "s"
    if content.startswith(_FORMULA):
        cell.quotePrefix = True


def escaped(text: str) -> str:
    """``text`` as a workbook holds it (ECMA-376, ST_Xstring): control characters, and what would be read as one.

    ``_x0041_`` would come back as ``A``.
    """
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def for_csv(text: str) -> str:
    """Text for a CSV file that a spreadsheet will open: what would be a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def add_form(
    book: Workbook,
    form: Form,
    rows: Iterable[Mapping[str, Content]],
    offered: Mapping[str, Sequence[str]] | None = None,
) -> Worksheet:
    """Add a sheet of a canonical form: locked names, units in a second line, then ``rows`` (column name → content).

    ``offered`` are names to choose from, by column.
    """
    sheet: Worksheet = book.create_sheet(form.title)
    add_head(sheet, form)
    count = 2
    for count, row in enumerate(rows, start=3):
        for place, column in enumerate(form.columns, start=1):
            content = row.get(column.name)
            if content is not None:
                cell = sheet.cell(count, place)
                put(cell, content)
                _shape(cell, column)
    _validate(sheet, form, count + SPARE_ROWS, offered or {})
    protect_head(sheet)
    return sheet


def add_head(sheet: Worksheet, form: Form) -> None:
    """Two lines: the names, and the units or the way to write a value; both locked, both always in sight."""
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    names, units = Font(bold=True, color="FFFFFF"), Font(italic=True, color="5A6068")
    dark, light = PatternFill("solid", fgColor="2B2F36"), PatternFill("solid", fgColor="ECEEF0")
    for place, column in enumerate(form.columns, start=1):
        top, below = sheet.cell(1, place, column.name), sheet.cell(2, place, column.unit)
        top.font, top.fill, below.font, below.fill = names, dark, units, light
        top.alignment = below.alignment = Alignment(horizontal="right" if column.holds is Holds.NUMBER else "left")
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = column.width
        dimension.protection = Protection(locked=False)
        dimension.number_format = FORMATS.get(column.holds, "General")
    sheet.freeze_panes = "A3"


def _shape(cell: Cell | MergedCell, column: Column) -> None:
    from openpyxl.styles import Protection

    cell.protection = Protection(locked=False)
    if column.holds in FORMATS:
        cell.number_format = FORMATS[column.holds]


def protect_head(sheet: Worksheet) -> None:
    """Only the headings cannot be changed; there is no password."""
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def _validate(sheet: Worksheet, form: Form, last: int, offered: Mapping[str, Sequence[str]]) -> None:
    """Let the spreadsheet refuse what the importer would."""
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(form.columns, start=1):
        rule = rule_of(column, offered.get(column.name, ()))
        if rule is not None:
            letter = get_column_letter(place)
            rule.add(f"{letter}3:{letter}{last}")
            sheet.add_data_validation(rule)


def rule_of(column: Column, offered: Sequence[str] = ()) -> Any:
    """What a spreadsheet is to check while somebody types into a column; ``None`` where there is nothing to check."""
    from openpyxl.worksheet.datavalidation import DataValidation

    name = column.name
    choices = column.choices or (("yes", "no") if column.holds is Holds.YES_NO else tuple(offered))
    if choices:
        listed = ",".join(choices)
        if len(listed) > 250 or any("," in choice or '"' in choice for choice in choices):
            return None
        return worded(DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True), name, "Choose one.")
    limits = column.limits
    if column.holds is Holds.NUMBER:
        low = limits.minimum if limits.minimum is not None else Decimal(-1_000_000)
        high = limits.maximum if limits.maximum is not None else Decimal(1_000_000)
        rule = DataValidation(
            type="decimal", operator="between", formula1=str(low), formula2=str(high), allow_blank=True
        )
        return worded(rule, name, "A number" if limits.open else f"{limits}".capitalize())
    if column.holds is Holds.DAY:
        rule = DataValidation(type="date", operator="greaterThan", formula1="18264", allow_blank=True)
        return worded(rule, name, "A date." if column.ahead else "A date, not in the future.")
    return None


def worded(rule: Any, name: str, words: str) -> Any:
    """The rule with what is said beside the cell, and where it is broken."""
    rule.errorTitle, rule.error = name[:32], words[:200]
    rule.promptTitle, rule.prompt = name[:32], words[:200]
    rule.showErrorMessage = rule.showInputMessage = True
    return rule
