"""The template of any building, read back, is what is on record: a law, for whatever buildings there are."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from firemode_desktop import __version__
from firemode_desktop.domain.baselines import BaselineFacts, Standing, Survey
from firemode_desktop.domain.words import BaselineKind, DoorConfiguration
from firemode_desktop.exports.pilot import pilot_survey
from firemode_desktop.exports.registers import registers_workbook
from firemode_desktop.exports.results import results_workbook
from firemode_desktop.exports.rules import LISTS
from firemode_desktop.exports.templates import baseline_template
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.tables.problems import RowStatus
from tests.imports.books import parts
from tests.imports.buildings import TODAY, odd_survey, surveys
from tests.imports.test_exports import LINES
from tests.imports.test_register_round_trip import BASE

PATIENT = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    print_blob=True,
)
"""Buildings are large: one that fails is reported as it is, not made smaller for minutes."""


def planned(data: bytes, survey: Survey) -> Plan:
    return plan_import(read(data, "template.xlsx"), survey)


def in_service(survey: Survey) -> set[Any]:
    """The places of a building in which a baseline can be taken today."""
    stairs = {stair.id for stair in survey.stairs if stair.serves(TODAY)}
    floors = {floor.id for floor in survey.floors if floor.serves(TODAY) and floor.stair_id in stairs}
    others = (*survey.doors, *survey.doorways)
    return floors | {place.id for place in others if place.serves(TODAY) and place.floor_id in floors}


@PATIENT
@given(survey=surveys())
def test_that_the_template_of_any_building_comes_back_as_no_change(survey: Survey) -> None:
    made = planned(baseline_template(survey).content, survey)
    assert made.errors == ()
    assert made.writes_nothing
    serving = in_service(survey)
    assert {row.location for row in made.rows} == {where for where in survey.baselines if where[2] in serving}
    assert all(row.status is RowStatus.UNCHANGED for row in made.rows)


@PATIENT
@given(survey=surveys(), figure=st.decimals(10, 100, places=2), day=st.dates(date(2000, 1, 1), TODAY))
def test_that_what_is_filled_in_is_what_is_read_and_where_it_stands(survey: Survey, figure: Decimal, day: date) -> None:
    template = baseline_template(survey, kinds=[BaselineKind.PRESSURE], blank=True)
    book = openpyxl.load_workbook(io.BytesIO(template.content))
    sheet = book["Pressure"]
    for row in range(3, 3 + template.rows["Pressure"]):
        sheet.cell(row, 4, float(figure))
        sheet.cell(row, 5, day)
    filled = io.BytesIO()
    book.save(filled)
    made = planned(filled.getvalue(), replace(survey, baselines={}, setpoints={}))
    assert made.errors == ()
    stairs = {stair.id for stair in survey.stairs if stair.serves(TODAY)}
    floors = [floor for floor in survey.floors if floor.id in in_service(survey) and floor.stair_id in stairs]
    assert {row.location for row in made.rows} == {
        (BaselineKind.PRESSURE, floor.stair_id, floor.id, configuration)
        for floor in floors
        for configuration in DoorConfiguration.values()
    }
    assert {row.facts.value for row in made.rows if row.facts} <= {figure}
    assert {row.facts.commissioned_date for row in made.rows if row.facts} <= {day}


def written(survey: Survey) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(baseline_template(survey).content))


def test_that_the_properties_say_which_building_when_and_by_which_program() -> None:
    told = written(pilot_survey(TODAY)).properties
    assert (told.title, told.creator) == ("Pilot Building 123: baselines", f"FireMode Desktop {__version__}")
    assert told.created.date() == told.modified.date() == TODAY


def test_that_an_ordinary_building_needs_no_sheet_but_the_three() -> None:
    assert written(pilot_survey(TODAY)).sheetnames == ["Pressure", "Velocity", "Door force"]


def test_that_lists_that_a_rule_cannot_hold_stand_on_a_sheet_that_nobody_sees_and_no_import_mentions() -> None:
    survey = odd_survey()
    book = written(survey)
    assert book.sheetnames == ["Pressure", "Velocity", "Door force", LISTS]
    assert book[LISTS].sheet_state == "veryHidden"
    made = planned(baseline_template(survey).content, survey)
    assert {warning.sheet for warning in made.warnings} <= {"Pressure", "Velocity", "Door force"}


@pytest.mark.parametrize(("names", "aside"), [(("x" * 120, "y" * 129), False), (("x" * 120, "y" * 130), True)])
def test_that_a_list_stands_in_its_rule_up_to_250_characters(names: tuple[str, ...], aside: bool) -> None:
    survey = replace(pilot_survey(TODAY), door_scenarios=names, baselines={})
    assert (LISTS in written(survey).sheetnames) is aside


def test_that_a_sheet_of_somebody_else_called_lists_is_not_passed_over() -> None:
    book = written(pilot_survey(TODAY))
    book.create_sheet(LISTS).append(["Pump", 3])
    data = io.BytesIO()
    book.save(data)
    assert [warning.code for warning in planned(data.getvalue(), pilot_survey(TODAY)).warnings] == ["ignored_sheet"]


def test_that_a_building_without_stairs_has_a_template_without_rows() -> None:
    survey = Survey(uuid4(), "R&D\n\x07 " * 60, TODAY)
    made = baseline_template(survey)
    assert dict(made.rows) == {"Pressure": 0, "Velocity": 0, "Door force": 0}
    plan = planned(made.content, survey)
    assert plan.errors == plan.warnings == ()
    assert plan.writes_nothing


def test_that_one_kind_and_the_names_alone_can_be_asked_for() -> None:
    survey = pilot_survey(TODAY)
    made = baseline_template(survey, kinds=[BaselineKind.DOOR_FORCE], blank=True)
    assert dict(made.rows) == {"Door force": 60}
    sheet = openpyxl.load_workbook(io.BytesIO(made.content))["Door force"]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert len(rows) == 60
    assert all(all(row[:4]) and not any(row[4:]) for row in rows)


@pytest.mark.parametrize(("points", "stated"), [("0.4996", Decimal("0.5")), ("0.5000", None)])
def test_that_a_mean_below_what_may_be_is_stated_beside_its_points(points: str, stated: Decimal | None) -> None:
    """0.4996 m/s is rounded to 0.500, which may be on record; the mean itself would be refused."""
    survey = pilot_survey(TODAY)
    doorway = survey.doorways[0]
    where = (BaselineKind.VELOCITY, doorway.stair_id, doorway.id, survey.door_scenarios[0])
    facts = BaselineFacts(Decimal("0.500"), TODAY, points=(Decimal(points),) * 9)
    known = replace(survey, baselines={where: (Standing(doorway.id, facts),)})
    row = next(row for row in written(known)["Velocity"].iter_rows(min_row=3, values_only=True) if row[4] is not None)
    assert row[13] == (None if stated is None else float(stated))
    assert planned(baseline_template(known).content, known).writes_nothing


@pytest.mark.parametrize(("setpoint", "shown"), [("500", 500), ("500.001", None), ("0.001", 0.001), ("0", None)])
def test_that_a_setpoint_that_no_sheet_may_hold_is_left_as_it_is(setpoint: str, shown: float | None) -> None:
    survey = pilot_survey(TODAY)
    known = replace(survey, setpoints={(survey.stairs[0].id, "all_closed"): Decimal(setpoint)})
    assert written(known)["Pressure"]["K3"].value == shown
    made = planned(baseline_template(known).content, known)
    assert made.errors == ()
    assert made.writes_nothing


def test_that_no_name_is_cut_off_and_a_very_long_one_goes_on_below() -> None:
    survey = pilot_survey(TODAY)
    stairs = (replace(survey.stairs[0], name="S" * 56), replace(survey.stairs[1], name="消" * 99))
    sheet = written(replace(survey, stairs=stairs))["Pressure"]
    assert sheet.column_dimensions["A"].width == 60
    assert sheet["A3"].alignment.wrap_text
    for column in sheet.iter_cols(min_col=2):
        longest = max(len(cell.value) for cell in column if isinstance(cell.value, str))
        assert sheet.column_dimensions[column[0].column_letter].width > longest


def test_that_only_text_like_a_formula_is_marked_as_text() -> None:
    """Cells of a column share their looks; the mark of one must not become that of all."""
    survey = odd_survey()
    cells = [cell for (cell,) in written(survey)["Pressure"]["B3:B40"]]
    assert {cell.quotePrefix for cell in cells} == {True, False}
    assert all(cell.quotePrefix == cell.value.startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize(
    ("sheet", "pages", "beside"), [("Results", 2, "$A:$B"), ("C&E", 1, None), ("Verdicts", 2, "$A:$A")]
)
def test_that_a_wide_sheet_is_printed_on_two_pages_that_both_say_which_test(
    sheet: str, pages: int, beside: str | None
) -> None:
    page = openpyxl.load_workbook(io.BytesIO(results_workbook(LINES)))[sheet]
    assert (page.page_setup.fitToWidth, page.print_title_cols, page.print_title_rows) == (pages, beside, "$1:$2")


# What Excel asks of the file itself. There is no Excel here; these are its rules (ECMA-376, CT_Worksheet).

ORDER = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
]
NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORKBOOKS = {
    "pilot": lambda: baseline_template(pilot_survey(TODAY)).content,
    "odd": lambda: baseline_template(odd_survey()).content,
    "results": lambda: results_workbook(LINES, "R&D " * 60),
    "registers": lambda: registers_workbook(BASE),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_that_a_workbook_of_ours_is_as_excel_asks_for(name: str) -> None:
    files = parts(WORKBOOKS[name]())
    assert not [part for part in files if "externalLink" in part or "vba" in part.casefold()]
    assert not any(b'TargetMode="External"' in content for content in files.values())
    sheets = [ElementTree.fromstring(files[part]) for part in files if part.startswith("xl/worksheets/sheet")]
    assert sheets
    for sheet in sheets:
        order = [ORDER.index(element.tag.removeprefix(NAMESPACE)) for element in sheet]
        assert order == sorted(order)
        assert not list(sheet.iter(f"{NAMESPACE}f"))
        for part in sheet.iter(f"{NAMESPACE}oddHeader"):
            assert len(part.text or "") <= 255
        for rule in sheet.iter(f"{NAMESPACE}dataValidation"):
            for told, most in (("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 225)):
                assert len(rule.get(told) or "") <= most
            formula = rule.findtext(f"{NAMESPACE}formula1") or ""
            assert len(formula) <= 257
