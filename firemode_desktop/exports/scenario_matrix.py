"""One stair's matrix as a sheet: causes down, effects across, in every cell when it must happen. A3 across on paper.

Three head rows say of each effect its component, what it does and what kind it is; they and the causes stay in sight.
Cells that forbid are tinted. The sheet comes back through ``imports.scenarios``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from firemode_desktop.domain.cells import cell_text
from firemode_desktop.domain.design import Scenario, Surroundings
from firemode_desktop.domain.matrix import Effect, Matrix, derived_orders, matrix_of
from firemode_desktop.domain.scenario_forms import CAUSE
from firemode_desktop.exports.book import put
from firemode_desktop.exports.form_sheet import SPARE_ROWS
from firemode_desktop.exports.rules import list_source, note, rule_or_hint

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HEADING = 4
"""The row with the names of the cause's columns; the heads of the effects stand in the rows to it."""
COLUMNS = tuple(column for column in CAUSE if column.name != "stair")
WIDTHS = {"zone": 12, "scenario": 34, "type": 13, "trigger_device_id": 18, "trigger_device_type": 20}
_A3 = 8
_ROW = 24
"""Points: a line with room around it."""
_DARK, _LIGHT, _TINT, _LINE = "2B2F36", "ECEEF0", "FBD9CF", "D5D9DD"
_FIRST = len(COLUMNS) + 1
_LABELS = ("component", "action", "component type")
_HINT = "3±2: at 3 s, 2 s earlier or later. !0-30: must not happen from 0 to 30 s. Blank: no effect."


def add_matrix(book: Workbook, stair: str, scenarios: Sequence[Scenario], around: Surroundings) -> Worksheet:
    """Add the sheet of one stair."""
    sheet: Worksheet = book.create_sheet(_titled(stair, book.sheetnames))
    matrix = matrix_of(scenarios)
    looks = _Looks(sheet)
    _head(sheet, looks, stair, matrix.effects)
    for row, one in enumerate(scenarios, start=HEADING + 1):
        _row(sheet, looks, row, one, matrix)
    last = HEADING + len(scenarios)
    _rules(sheet, last, len(matrix.effects), stair, around)
    _print(sheet, last, len(matrix.effects), book.properties.title or "")
    return sheet


def _titled(stair: str, taken: Iterable[str]) -> str:
    """The stair as a sheet may be called, and as no other sheet is."""
    name = "".join("-" if character in "[]:*?/\\" else character for character in stair)[:31].strip("'") or "Stair"
    used, number, wanted = {one.casefold() for one in taken}, 1, name
    while wanted.casefold() in used:
        number += 1
        wanted = f"{name[:27]} ({number})"
    return wanted


# What stands where.


def _head(sheet: Worksheet, looks: _Looks, stair: str, effects: Sequence[Effect]) -> None:
    looks.write(1, 1, "stair", "label")
    looks.write(1, 2, stair, "title")
    for row, label in enumerate(_LABELS, start=1):
        looks.write(row, _FIRST - 1, label, "label")
    for place, column in enumerate(COLUMNS, start=1):
        looks.write(HEADING, place, column.name, "heading")
        sheet.column_dimensions[_letter(place)].width = WIDTHS[column.name]
    for place, effect in enumerate(effects, start=_FIRST):
        looks.write(1, place, effect.component_id, "upright")
        looks.write(2, place, effect.action, "across")
        looks.write(3, place, effect.component_type, "small")
        looks.write(HEADING, place, "s", "unit")
        sheet.column_dimensions[_letter(place)].width = max(9.5, min(18, len(effect.action) + 2))
    sheet.row_dimensions[1].height = max([60.0, *(7.4 * len(effect.component_id) + 16 for effect in effects)])
    sheet.row_dimensions[2].height = 32
    sheet.freeze_panes = f"{_letter(_FIRST)}{HEADING + 1}"


def _row(sheet: Worksheet, looks: _Looks, row: int, one: Scenario, matrix: Matrix) -> None:
    sheet.row_dimensions[row].height = _ROW
    facts = {
        "zone": one.zone,
        "scenario": one.name,
        "type": one.scenario_type,
        "trigger_device_id": one.trigger,
        "trigger_device_type": one.trigger_type,
    }
    for place, column in enumerate(COLUMNS, start=1):
        looks.write(row, place, facts[column.name], "fact")
    derived = _unsaid(one, matrix)
    for place, effect in enumerate(matrix.effects, start=_FIRST):
        steps = matrix.cell(one, effect)
        text = cell_text(steps, order_as_derived=derived) if steps else None
        fitting = sheet.column_dimensions[_letter(place)]
        fitting.width = max(fitting.width, min(24, len(text or "") + 2))
        looks.write(row, place, text, "forbids" if any(step.must_not for step in steps) else "cell")


def _unsaid(one: Scenario, matrix: Matrix) -> dict[int, int]:
    """The numbers that need not be written. One that another step waits for is: its time may be edited here, and then
    the other one still waits for the same."""
    waited_for = {number for step in one.sequence for number in step.depends_on}
    derived = derived_orders(one.sequence, matrix.effects)
    return {number: place for number, place in derived.items() if number not in waited_for}


# How it looks, what may be typed, how it is printed.


class _Looks:
    """Writes cells in one of a few looks; each is made once a sheet."""

    def __init__(self, sheet: Worksheet) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        line = Side("thin", color=_LINE)
        self._sheet, self._border = sheet, Border(bottom=line, right=line)
        plain, bold = Font(name="Calibri", size=11), Font(name="Calibri", size=11, bold=True)
        white, faint = (
            Font(name="Calibri", size=11, bold=True, color="FFFFFF"),
            Font(size=9, italic=True, color="5A6068"),
        )
        dark, light, tint = (PatternFill("solid", fgColor=colour) for colour in (_DARK, _LIGHT, _TINT))
        left = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
        centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._looks: dict[str, tuple[Any, Any, Any]] = {
            "title": (Font(name="Calibri", size=16, bold=True), None, Alignment(vertical="bottom")),
            "label": (faint, None, Alignment(horizontal="right", vertical="bottom", indent=1)),
            "heading": (white, dark, Alignment(horizontal="left", vertical="center", indent=1)),
            "unit": (white, dark, centre),
            "upright": (bold, light, Alignment(horizontal="center", vertical="bottom", text_rotation=90)),
            "across": (plain, light, centre),
            "small": (faint, light, centre),
            "fact": (plain, None, left),
            "cell": (plain, None, centre),
            "forbids": (bold, tint, centre),
        }

    def write(self, row: int, column: int, content: str | None, look: str) -> None:
        """Write one cell."""
        cell = self._sheet.cell(row, column)
        font, fill, alignment = self._looks[look]
        cell.font, cell.alignment, cell.number_format = font, alignment, "@"
        if fill is not None:
            cell.fill = fill
        if look not in ("title", "label"):
            cell.border = self._border
        put(cell, content)


def _rules(sheet: Worksheet, last: int, effects: int, stair: str, around: Surroundings) -> None:
    """Lists for what is chosen from, a word of help at each cell of an effect."""
    assert sheet.parent is not None
    bottom = last + SPARE_ROWS
    zones = [zone.zone for zone in around.zones if zone.stair == stair]
    for place, column in enumerate(COLUMNS, start=1):
        offered = zones if column.name == "zone" else ()
        named = f"{column.name}_{sheet.title}" if offered else column.name
        rule = rule_or_hint(column, list_source(sheet.parent, replace(column, name=named), offered))
        rule.add(f"{_letter(place)}{HEADING + 1}:{_letter(place)}{bottom}")
        sheet.add_data_validation(rule)
    if effects:
        hint = note("When?", _HINT)
        hint.add(f"{_letter(_FIRST)}{HEADING + 1}:{_letter(_FIRST + effects - 1)}{bottom}")
        sheet.add_data_validation(hint)


def _print(sheet: Worksheet, last: int, effects: int, title: str) -> None:
    """A3 across, as wide as the page, heads and causes on every page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize, sheet.page_setup.orientation = _A3, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1 + effects // 40, 0
    sheet.print_title_rows, sheet.print_title_cols = f"1:{HEADING}", f"A:{_letter(_FIRST - 1)}"
    sheet.print_area = f"A1:{_letter(_FIRST - 1 + max(effects, 1))}{max(last, HEADING + 1)}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    head: Any = sheet.HeaderFooter.oddHeader
    foot: Any = sheet.HeaderFooter.oddFooter
    head.left.text = title[:100].replace("&", "&&")
    head.right.text = sheet.title.replace("&", "&&")
    foot.right.text = "Page &P of &N"


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place))
