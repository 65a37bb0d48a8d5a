"""A number that a spreadsheet shows with a unit behind it is of that unit, whatever the heading says."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from firemode_desktop.imports.baselines.plan import Plan
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.services.workbooks import rejected_rows
from tests.imports.test_site_sheets import DAY, planned, workbook
from tests.imports.test_spreadsheets import ods


def forces(code: str) -> Plan:
    """A sheet of door forces of which the second is shown by this format."""

    def fill(sheet: Worksheet) -> None:
        for row in (("Commissioned:", DAY), ("Level", "Door force fan on (N)"), ("L1", 88), ("L2", 20.5)):
            sheet.append(row)
        sheet["B4"].number_format = code

    return planned(workbook(Stair_A=fill))


@pytest.mark.parametrize("code", ['0.0" lbf"', '0.0\\ "lbf"', "0.0\\ \\l\\b\\f", '#,##0.0 "LBF";-0.0', '0.0" kgf"'])
def test_that_a_number_shown_in_another_unit_is_not_read_in_ours(code: str) -> None:
    plan = forces(code)
    unit = "kgf" if "kgf" in code else "lbf"
    assert [(one.cell, one.code) for one in plan.errors] == [("B4", "unit")]
    assert f"shows 20.5 {unit}, and force_newtons is in N" in plan.errors[0].message


@pytest.mark.parametrize("code", ["General", '0.0" N"', '0.0" Newton"', '0.0" ok"', '0.0;"lbf"', "@", "0.0_);(0.0)"])
def test_that_a_number_shown_in_our_unit_or_in_none_is_read(code: str) -> None:
    assert forces(code).errors == ()


def test_that_what_was_shown_in_another_unit_is_set_aside_with_it() -> None:
    again = planned(rejected_rows(forces('0.0" lbf"')))
    assert [(one.code, one.value) for one in again.errors] == [("unit", "20.5 lbf")]


def test_that_an_ods_shows_its_units_as_well() -> None:
    cell = '<table:table-cell office:value-type="float" office:value="20.5"><text:p>{}</text:p></table:table-cell>'
    rows = (f"<table:table-row>{cell.format(text)}</table:table-row>" for text in ("20.5 lbf", "20.5", "20,5"))
    [sheet] = read(ods("".join(rows)), "site.ods").sheets
    assert [sheet.formats.get((row, 0)) for row in range(3)] == ["lbf", None, None]
