"""What a spreadsheet checks and says while somebody fills in a sheet: limits, lists, and a word of help at each cell.

A list stands inside its rule where it fits there. One that is longer than a rule may be, or whose names hold a comma
or a quote, stands on a hidden sheet, and the rule names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from firemode_desktop.domain.forms import ASIDE, Column, Holds
from firemode_desktop.exports.book import put

if TYPE_CHECKING:
    from openpyxl import Workbook

LISTS = "Lists"
"""The hidden sheet of lists; its first cell says that it is no data (``forms.ASIDE``)."""
LONGEST_LIST = 250
"""So many characters a list may have inside its rule (Excel: 255, with the quotes around it)."""
LONGEST_TITLE, LONGEST_PROMPT, LONGEST_ERROR = 32, 255, 225
"""So many characters Excel shows beside a cell and where a rule is broken."""
_EARLIEST_DAY = 18264
"""1 January 1950 as a spreadsheet counts days: a number that is no date is rarely above it."""
_FURTHEST = Decimal(1_000_000)


def rule_of(column: Column, listed: str = "") -> Any:
    """What is checked while somebody types into a column; ``None`` where there is nothing to check.

    ``listed`` is the source of a list (``list_source``), where the column has one.
    """
    if listed:
        return _list(column, listed)
    if column.holds is Holds.NUMBER:
        return _number(column)
    return _day(column) if column.holds is Holds.DAY else None


def rule_or_hint(column: Column, listed: str = "") -> Any:
    """The rule of a column; for text its length, and for a moment a word of help, for it may carry an offset."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = rule_of(column, listed)
    if rule is not None:
        return rule
    if column.holds is Holds.MOMENT:
        return note(column.name, "The day and time on site, such as 2024-01-15 09:30.")
    rule = DataValidation(
        type="textLength", operator="lessThanOrEqual", formula1=str(column.max_length), allow_blank=True
    )
    return worded(rule, column.name, f"Text of at most {column.max_length} characters.")


def list_source(book: Workbook, column: Column, offered: Sequence[str] = ()) -> str:
    """Where a rule finds what may be chosen in a column: in itself or on the hidden sheet; blank for no list."""
    choices = column.choices or (("yes", "no") if column.holds is Holds.YES_NO else tuple(offered))
    if not choices:
        return ""
    listed = ",".join(choices)
    plain = all(choice == choice.strip() and not set(choice) & set(',"\n') for choice in choices)
    return f'"{listed}"' if plain and len(listed) <= LONGEST_LIST else _set_aside(book, column.name, choices)


def _set_aside(book: Workbook, name: str, choices: Sequence[str]) -> str:
    """Write a list on the hidden sheet and give it a name; the same list is written once."""
    from openpyxl.utils import get_column_letter
    from openpyxl.workbook.defined_name import DefinedName

    named = f"list_{name}"
    if named in book.defined_names:
        return named
    if LISTS not in book.sheetnames:
        made = book.create_sheet(LISTS)
        made.sheet_state = "veryHidden"
        put(made.cell(1, 1), ASIDE)
    sheet = book[LISTS]
    place = sheet.max_column + 1
    for row, content in enumerate((name, *choices), start=1):
        put(sheet.cell(row, place), content)
    letter = get_column_letter(place)
    book.defined_names[named] = DefinedName(named, attr_text=f"{LISTS}!${letter}$2:${letter}${len(choices) + 1}")
    return named


def _list(column: Column, listed: str) -> Any:
    """Names that are not in the list are asked about, words of ours are a must."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=listed, allow_blank=True)
    if column.holds is Holds.NAME:
        rule.errorStyle = "warning"
        return worded(rule, column.name, "Choose a name of this building.")
    words = "yes or no" if column.holds is Holds.YES_NO else ", ".join(column.choices)
    return worded(rule, column.name, f"Choose one: {words}.")


def _number(column: Column) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    limits = column.limits
    low = limits.minimum if limits.minimum is not None else -_FURTHEST
    high = limits.maximum if limits.maximum is not None else _FURTHEST
    rule = DataValidation(type="decimal", operator="between", formula1=str(low), formula2=str(high), allow_blank=True)
    return worded(rule, column.name, "A number." if limits.open else f"A number, {limits}.")


def _day(column: Column) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="date", operator="between", formula1=str(_EARLIEST_DAY), allow_blank=True)
    if column.ahead:
        rule.operator = "greaterThanOrEqual"
        return worded(rule, column.name, "A date, such as 2024-01-15.")
    rule.formula2 = "TODAY()"
    return worded(rule, column.name, "A date, such as 2024-01-15, not in the future.")


def worded(rule: Any, name: str, words: str) -> Any:
    """The rule with what is said beside the cell, and where it is broken."""
    rule.errorTitle = rule.promptTitle = name[:LONGEST_TITLE]
    rule.error, rule.prompt = words[:LONGEST_ERROR], words[:LONGEST_PROMPT]
    rule.showErrorMessage = rule.showInputMessage = True
    return rule


def note(name: str, words: str) -> Any:
    """A word of help at a cell in which nothing is checked."""
    from openpyxl.worksheet.datavalidation import DataValidation

    return worded(DataValidation(allow_blank=True), name, words)
