"""Cause and effect as workbooks: the matrix, a sheet a stair, and the flat step list; the list also as CSV.

Either form holds all that the scenarios say, and comes back through ``imports.scenarios`` without loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from firemode_desktop.domain.design import Scenario, Surroundings
from firemode_desktop.domain.scenario_forms import ABOUT, STEPS
from firemode_desktop.domain.sequence import Step
from firemode_desktop.exports.book import Content, new_book, put, to_bytes
from firemode_desktop.exports.form_sheet import add_form
from firemode_desktop.exports.lists import list_csv

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_GUARDED = re.compile(r"'+[=+\-@\t\r]")
Offered = Mapping[str, Sequence[str]]
"""Column → what may be chosen there: stairs, zones, components of the register."""


def steps_workbook(scenarios: Iterable[Scenario], building: str, offered: Offered | None = None) -> bytes:
    """The flat list as a workbook, one row a step."""
    book: Workbook = new_book(f"{building}: cause and effect")
    add_form(book, STEPS, step_rows(scenarios), offered or {})
    return to_bytes(book)


def steps_csv(scenarios: Iterable[Scenario]) -> bytes:
    """The flat list as CSV: comma, UTF-8 with a byte-order mark."""
    head = [(column.name, column.width) for column in STEPS.columns]
    rows = (tuple(_kept(row.get(column.name)) for column in STEPS.columns) for row in step_rows(scenarios))
    return list_csv(head, rows)


def _kept(content: Content) -> Content:
    """A text that already begins as CSV guards formulas gets one apostrophe more: the one that reading takes away."""
    return f"'{content}" if isinstance(content, str) and _GUARDED.match(content) else content


def step_rows(scenarios: Iterable[Scenario]) -> Iterator[dict[str, Content]]:
    """A row a step: the cause, then the step's fields."""
    for one in scenarios:
        for step in one.sequence:
            yield {**cause_row(one), **_step_row(step)}


def cause_row(one: Scenario) -> dict[str, Content]:
    """The columns that say what a cause is."""
    return {
        "stair": one.stair,
        "zone": one.zone,
        "scenario": one.name,
        "type": one.scenario_type,
        "trigger_device_id": one.trigger,
        "trigger_device_type": one.trigger_type,
    }


def _step_row(step: Step) -> dict[str, Content]:
    return {
        "step_order": step.step_order,
        "component_id": step.component_id,
        "component_type": step.component_type,
        "expected_action": step.expected_action,
        "expected_delay_seconds": step.expected_delay_seconds,
        "tolerance_seconds": step.tolerance_seconds,
        "must_not": "yes" if step.must_not else None,
        "depends_on": "; ".join(map(str, step.depends_on)) or None,
        "power": None if step.power == "normal" else step.power,
        "note": step.note or None,
    }


def matrix_workbook(scenarios: Iterable[Scenario], building: str, around: Surroundings) -> bytes:
    """The matrix: a sheet a stair, causes down, effects across, and a sheet that says how cells are written.

    Every stair that has zones gets its sheet where there is no scenario yet.
    """
    from firemode_desktop.exports.scenario_matrix import add_matrix

    by_stair: dict[str, list[Scenario]] = {}
    for one in scenarios:
        by_stair.setdefault(one.stair, []).append(one)
    if not by_stair:
        by_stair = {zone.stair: [] for zone in around.zones}
    book: Workbook = new_book(f"{building}: cause and effect")
    for stair, found in by_stair.items():
        add_matrix(book, stair, found, around)
    _about(book.create_sheet(ABOUT))
    return to_bytes(book)


_GRAMMAR = (
    ("Cell", "What it says"),
    ("3±2", "Must happen 3 s after the trigger, at most 2 s earlier or later (from 1 s to 5 s)."),
    ("!0-30", "Must NOT happen from 0 s to 30 s after the trigger. Such cells are tinted."),
    ("!15±15", "The same, written as a time with its tolerance."),
    ("3±2; 60±5", "Twice: first at 3 s, again at 60 s."),
    ("5±2 after 1, 2", "Waits for steps 1 and 2 of the same cause."),
    ("10±5 standby", "Is to be seen on standby power."),
    ("5±2 #4", "Is step 4, where the time alone would give it another number."),
    ('5±2 "relief only"', "A note."),
    ("", "A blank cell: no effect."),
    ("Rows", "One row a cause: its zone, name, type and the device that triggers it. Add rows at the end."),
    ("Columns", "One column an effect: the component, what it does, and what kind it is. Add columns at the right."),
    ("Then", "Import the file. It is checked and shown first; what is new or changed becomes a draft, never more."),
)


def _about(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for row, (cell, words) in enumerate(_GRAMMAR, start=1):
        for place, text in enumerate((cell, words), start=1):
            put(sheet.cell(row, place), text)
            sheet.cell(row, place).font = Font(name="Calibri", size=11, bold=row == 1 or place == 1)
            sheet.cell(row, place).alignment = Alignment(wrap_text=True, vertical="top")
            if row == 1:
                sheet.cell(row, place).fill = PatternFill("solid", fgColor="ECEEF0")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    sheet.freeze_panes = "A2"
