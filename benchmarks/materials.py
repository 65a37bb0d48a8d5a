"""Honest files to begin with: what people would send, before anything goes wrong with it."""

from __future__ import annotations

import io
from typing import Any

from firemode_desktop import paths

_STEPS = {"pressure_pa": "0.1", "velocity_ms": "0.01", "force_newtons": "0.5", "design_setpoint_pa": "0.5"}
HEADINGS = 2
"""Rows above the values in the shipped workbook: names, then units."""


def pilot_workbook(number: int) -> bytes:
    """The workbook of the pilot building with every measured value another one for each ``number`` (0 to 40)."""
    import openpyxl

    book = openpyxl.load_workbook(paths.resources() / "pilot-baseline.xlsx")
    for sheet in book:
        headings = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=HEADINGS + 1):
            for heading, cell in zip(headings, row, strict=True):
                cell.value = _varied(str(heading), cell.value, number)
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def _varied(heading: str, value: Any, number: int) -> Any:
    step = _STEPS.get("velocity_ms" if heading[0] == "p" and heading[1:].isdigit() else heading)
    return value if step is None or value is None else round(value + float(step) * number, 2)
