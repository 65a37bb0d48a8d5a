"""Sheets of a canonical form, written so that they look alike, can be filled in, and come back through the importer.

The heading and what is given (the names of a location) are locked, what is to be filled in is checked while somebody
types, and a word of help stands at each heading. Printed on A4, the heading stands on every page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from firemode_desktop.domain.forms import Column, Form, Holds
from firemode_desktop.exports.book import Content, put
from firemode_desktop.exports.rules import LISTS, list_source, note, rule_or_hint, worded

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FIRST = 3
"""The row in which the first row of data stands."""
SPARE_ROWS = 500
"""Rows below the last one that may be filled in as well and are checked while typing."""
FORMATS: Mapping[Holds, str] = {
    Holds.TEXT: "@",
    Holds.NAME: "@",
    Holds.DAY: "yyyy-mm-dd",
    Holds.MOMENT: "yyyy-mm-dd hh:mm",
}
WIDEST = 60
"""Characters; what is longer goes on in the next line."""
_FROZEN_WIDTH = 100
_A4 = 9
_MARGIN_IN = 0.4
_PAGE_WIDTH = 240
"""Characters across an A4 page that can still be read."""
_LINE = "D5D9DD"
_HOW_TO = (
    "Fill in the white cells; the grey ones cannot be changed. Rows that stay blank are left out. "
    "Units stand in the second line. Then import this file: what was not touched changes nothing."
)


def add_form(
    book: Workbook,
    form: Form,
    rows: Iterable[Mapping[str, Content]],
    offered: Mapping[str, Sequence[str]] | None = None,
    given: Collection[str] = (),
    *,
    fitting: Mapping[str, Sequence[Sequence[str]]] | None = None,
    settled: Set[int] = frozenset(),
) -> Worksheet:
    """Add a sheet of a canonical form: the heading, then ``rows`` (column name → content).

    ``offered`` are names to choose from, by column; ``fitting`` the same where each row has its own. ``given`` are
    columns that are locked in the rows written here: a sheet in which all are given is one to read. ``settled`` are
    rows (from 0) that are locked as a whole.
    """
    sheet: Worksheet = book.create_sheet(form.title, len(book.sheetnames) - (LISTS in book.sheetnames))
    add_head(sheet, form)
    last = _fill(sheet, form, rows, given, settled)
    fit(sheet, form, last)
    named = 1
    if any(column.name not in given for column in form.columns):
        named = _in_sight(sheet, _leading(form, given))
        _validate(sheet, form, last, offered or {}, given, fitting or {})
        _help(sheet, form)
    if named:
        sheet.freeze_panes = f"{_letter(named + 1)}{FIRST}"
    if last >= FIRST:
        sheet.auto_filter.ref = f"A{FIRST - 1}:{_letter(len(form.columns))}{last}"
    protect_head(sheet)
    print_on_a4(sheet, form, named)
    return sheet


def _leading(form: Form, given: Collection[str]) -> int:
    """So many columns at the left say what a row is."""
    open_ = (place for place, column in enumerate(form.columns) if column.name not in given)
    return next(open_, len(form.columns))


def add_head(sheet: Worksheet, form: Form) -> None:
    """Two lines: the names, and the units or the way to write a value; both locked, both always in sight."""
    from openpyxl.styles import Font, PatternFill, Protection

    names = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
    units = Font(name="Calibri", size=11, italic=True, color="5A6068")
    dark, light = PatternFill("solid", fgColor="2B2F36"), PatternFill("solid", fgColor="ECEEF0")
    for place, column in enumerate(form.columns, start=1):
        top, below = sheet.cell(1, place, column.name), sheet.cell(2, place, column.unit)
        top.font, top.fill, below.font, below.fill = names, dark, units, light
        top.alignment = below.alignment = aligned(column.holds is Holds.NUMBER)
        dimension = sheet.column_dimensions[_letter(place)]
        dimension.width = column.width
        dimension.protection = Protection(locked=False)
        dimension.number_format = FORMATS.get(column.holds, "General")
    sheet.freeze_panes = f"A{FIRST}"


def protect_head(sheet: Worksheet) -> None:
    """Only what is locked cannot be changed; there is no password."""
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def fit(sheet: Worksheet, form: Form, last: int = FIRST - 1) -> None:
    """Make the columns so wide that nothing in the rows down to ``last`` is cut off; of the heading at least."""
    for place, column in enumerate(form.columns, start=1):
        texts = (sheet.cell(row, place).value for row in range(1, last + 1))
        longest = max(_breadth(text) for text in texts if isinstance(text, str))
        sheet.column_dimensions[_letter(place)].width = min(max(column.width, longest + 4), max(WIDEST, column.width))


def aligned(number: bool, *, wrapped: bool = False) -> Any:
    """Numbers to the right, everything else to the left, a little off the line; what is ``wrapped`` goes on below."""
    from openpyxl.styles import Alignment

    if number:
        return Alignment(horizontal="right", vertical="top")
    return Alignment(horizontal="left", vertical="top", indent=1, wrap_text=wrapped)


def print_on_a4(sheet: Worksheet, form: Form, named: int) -> None:
    """A4 across, the heading on each page, the workbook's title above, the page below.

    As wide as one page, or as two pages where letters would become too small: then each has the ``named`` columns that
    say what a row is.
    """
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize, sheet.page_setup.orientation = _A4, "landscape"
    wide = sum(_widths(sheet, len(form.columns))) > _PAGE_WIDTH
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1 + wide, 0
    if wide and named:
        sheet.print_title_cols = f"A:{_letter(named)}"
    sheet.print_title_rows = f"1:{FIRST - 1}"
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN_IN
    title = sheet.parent.properties.title if sheet.parent else None
    head: Any = sheet.HeaderFooter.oddHeader
    foot: Any = sheet.HeaderFooter.oddFooter
    head.left.text, head.right.text = _printed(title or ""), _printed(sheet.title)
    foot.right.text = "Page &P of &N"


def _printed(text: str) -> str:
    """Text above a page, in which ``&`` stands for itself only when it is written twice."""
    return text[:100].replace("&", "&&")


def _widths(sheet: Worksheet, count: int) -> list[float]:
    """How wide the first columns are, in characters."""
    return [sheet.column_dimensions[_letter(place)].width for place in range(1, count + 1)]


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place))


def _fill(
    sheet: Worksheet,
    form: Form,
    rows: Iterable[Mapping[str, Content]],
    given: Collection[str],
    settled: Set[int],
) -> int:
    """Write the rows; the number of the last one. A blank cell is written as well: it is where something is to go."""
    columns = list(enumerate(form.columns, start=1))
    locked = [_look(sheet, place, column, given=True) for place, column in columns]
    looks = [_look(sheet, place, column, given=column.name in given) for place, column in columns]
    number = FIRST - 1
    for number, row in enumerate(rows, start=FIRST):
        for place, column in columns:
            cell: Any = sheet.cell(number, place)
            cell._style = (locked if number - FIRST in settled else looks)[place - 1]
            put(cell, row.get(column.name))
    return number


def _look(sheet: Worksheet, place: int, column: Column, *, given: bool) -> Any:
    """How the cells of a column look: made once, shared by all rows."""
    from openpyxl.styles import Border, PatternFill, Protection, Side

    sample: Any = sheet.cell(1, place).__class__(sheet, row=1, column=place)
    sample.protection = Protection(locked=given)
    sample.number_format = FORMATS.get(column.holds, "General")
    if given:
        sample.fill = PatternFill("solid", fgColor="F1F3F5")
    sample.alignment = aligned(column.holds is Holds.NUMBER, wrapped=column.holds in (Holds.TEXT, Holds.NAME))
    line = Side("thin", _LINE)
    sample.border = Border(bottom=line, right=line)
    return sample._style


def _in_sight(sheet: Worksheet, named: int) -> int:
    """So many of the columns that say what a row is are kept in sight: those that do not fill the window."""
    widths = _widths(sheet, named)
    return next((many for many in range(named, 0, -1) if sum(widths[:many]) <= _FROZEN_WIDTH), 0)


def _validate(
    sheet: Worksheet,
    form: Form,
    last: int,
    offered: Mapping[str, Sequence[str]],
    given: Collection[str],
    fitting: Mapping[str, Sequence[Sequence[str]]],
) -> None:
    """Let the spreadsheet refuse what the importer would; what is given was checked before it was written."""
    assert sheet.parent is not None
    for place, column in enumerate(form.columns, start=1):
        by_row = fitting.get(column.name, ())
        for number, (rows, choices) in enumerate(_alike(by_row), start=1):
            named = replace(column, name=f"{column.name}_{number}")
            rule = rule_or_hint(column, list_source(sheet.parent, named, choices))
            worded(rule, column.name, "Choose from the list, or write another one.")
            for top, bottom in rows:
                rule.add(f"{_letter(place)}{top}:{_letter(place)}{bottom}")
            sheet.add_data_validation(rule)
        rule = rule_or_hint(column, list_source(sheet.parent, column, offered.get(column.name, ())))
        first = last + 1 if column.name in given or by_row else FIRST
        rule.add(f"{_letter(place)}{first}:{_letter(place)}{last + SPARE_ROWS}")
        sheet.add_data_validation(rule)


def _alike(by_row: Sequence[Sequence[str]]) -> Iterator[tuple[list[tuple[int, int]], Sequence[str]]]:
    """The runs of rows (first and last) that have the same choices, and the choices."""
    runs: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, choices in enumerate(by_row, start=FIRST):
        same = runs.setdefault(tuple(choices), [])
        if same and same[-1][1] == number - 1:
            same[-1] = (same[-1][0], number)
        else:
            same.append((number, number))
    return ((same, choices) for choices, same in runs.items())


def _help(sheet: Worksheet, form: Form) -> None:
    """How to fill in the sheet, said at its first cell, where a workbook is opened."""
    rule = note(form.title, _HOW_TO)
    rule.add("A1")
    sheet.add_data_validation(rule)


def _breadth(text: str) -> int:
    """The width of a text in characters of a spreadsheet; those of East Asia are twice as wide."""
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)
