"""Cause and effect as workbooks: the matrix, a sheet a stair, and the flat step list; the list also as CSV.

Either form holds all that the scenarios say, and comes back through ``imports.scenarios`` without loss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.scenario_forms import STEPS
from firemode_desktop.domain.sequence import Step
from firemode_desktop.exports.book import Content, new_book, to_bytes
from firemode_desktop.exports.form_sheet import add_form
from firemode_desktop.exports.lists import list_csv

if TYPE_CHECKING:
    from openpyxl import Workbook

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
    rows = (tuple(row.get(column.name) for column in STEPS.columns) for row in step_rows(scenarios))
    return list_csv(head, rows)


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
