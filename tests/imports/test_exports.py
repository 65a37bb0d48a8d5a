"""Workbooks that go out: they come back unchanged, and they carry no formula."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest

from firemode_desktop import paths
from firemode_desktop.domain.baselines import BaselineFacts, Place, Standing, Survey
from firemode_desktop.domain.forms import BASELINE_FORMS, EFFECTS, RESULTS
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.exports.book import for_csv
from firemode_desktop.exports.pilot import POINTS_MS, pilot_survey, pilot_workbook, pressure_force_n
from firemode_desktop.exports.rejected import RejectedRow, rejected_workbook
from firemode_desktop.exports.results import EffectLine, ResultLine, results_template, results_workbook
from firemode_desktop.exports.templates import baseline_template
from firemode_desktop.imports.baselines.plan import plan_import
from firemode_desktop.imports.files.workbook import read, read_file
from tests.imports.books import parts

TODAY = date(2026, 11, 22)
SHIPPED = paths.resources() / "pilot-baseline.xlsx"


def test_that_the_template_has_the_canonical_sheets_and_columns_in_order() -> None:
    found = openpyxl.load_workbook(io.BytesIO(baseline_template(pilot_survey()).content))
    assert found.sheetnames == ["Pressure", "Velocity", "Door force"]
    header = {sheet.title: " ".join(str(cell.value) for cell in sheet[1]) for sheet in found}
    assert header == {
        "Pressure": "stair floor door_configuration pressure_pa commissioned_date commissioned_by "
        "commissioning_report_ref temp_c humidity_pct wind_ms design_setpoint_pa",
        "Velocity": "stair floor doorway door_scenario p1 p2 p3 p4 p5 p6 p7 p8 p9 velocity_ms "
        "commissioned_date commissioned_by",
        "Door force": "stair floor door pressurization_active force_newtons measurement_position "
        "commissioned_date commissioned_by",
    }


def test_that_the_template_is_frozen_locked_and_validated() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(baseline_template(pilot_survey()).content))["Pressure"]
    assert sheet.freeze_panes == "D3"
    assert sheet.protection.sheet
    assert [sheet[cell].protection.locked for cell in ("A1", "D1", "D2", "A3", "B3", "C3")] == [True] * 6
    assert [sheet[cell].protection.locked for cell in ("D3", "K3", "K62")] == [False] * 3
    assert sheet["D1"].value == "pressure_pa"
    assert sheet["D2"].value == "Pa"
    rules = {str(rule.sqref).partition(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert rules["C63"].formula1 == '"all_closed,evac_doors_open"'
    assert (rules["D3"].formula1, rules["D3"].formula2) == ("10", "100")
    assert rules["A63"].formula1 == '"Stair-A,Stair-B"'
    assert (rules["E3"].type, rules["E3"].formula2) == ("date", "TODAY()")
    assert rules["D3"].prompt == "A number, 10 to 100 Pa."
    assert all(rule.prompt and rule.promptTitle for rule in rules.values())


def test_that_a_template_nobody_touched_changes_nothing() -> None:
    survey = pilot_survey(TODAY)
    made = plan_import(read(baseline_template(survey).content, "template.xlsx"), survey)
    assert made.errors == made.warnings == ()
    assert len(made.rows) == 150
    assert made.writes_nothing


def test_that_an_empty_template_of_a_new_building_says_nothing() -> None:
    survey = replace(pilot_survey(TODAY), baselines={}, setpoints={})
    made = plan_import(read(baseline_template(survey).content, "template.xlsx"), survey)
    assert made.rows == ()
    assert {problem.code for problem in made.warnings} == {"not_filled_in"}


def test_that_a_stated_velocity_survives_the_round_trip() -> None:
    """1.15 stated beside points whose mean is 1.159: the document's own example."""
    survey = pilot_survey(TODAY)
    doorway = survey.doorways[0]
    location = (BaselineKind.VELOCITY, doorway.stair_id, doorway.id, "worst_case_3_doors_open")
    facts = BaselineFacts(Decimal("1.150"), date(2024, 1, 15), points=POINTS_MS)
    stated = replace(survey, baselines={location: (Standing(uuid4(), facts),)})
    made = plan_import(read(baseline_template(stated).content, "template.xlsx"), stated)
    assert [row.status.value for row in made.rows] == ["unchanged"]


@pytest.mark.parametrize("name", ["=1+1", "+Stair", "-Stair", "@Stair", '=HYPERLINK("http://x")'])
def test_that_a_name_that_begins_like_a_formula_goes_out_as_text_and_comes_back(name: str) -> None:
    stair = Place(uuid4(), name, uuid4())
    stair = replace(stair, stair_id=stair.id)
    floor = Place(uuid4(), "Ground", stair.id, number=0)
    location = (BaselineKind.PRESSURE, stair.id, floor.id, "all_closed")
    facts = BaselineFacts(Decimal("44.50"), date(2024, 1, 15), commissioned_by="=cmd|' /C calc'!A0")
    survey = Survey(uuid4(), "B", TODAY, (stair,), (floor,), baselines={location: (Standing(uuid4(), facts),)})
    data = baseline_template(survey).content
    assert b"<f>" not in b"".join(parts(data).values())
    assert plan_import(read(data, "template.xlsx"), survey).rows[0].status.value == "unchanged"


def test_that_csv_text_that_begins_like_a_formula_gets_an_apostrophe() -> None:
    assert [for_csv(text) for text in ("=1", "+1", "-1", "@x", "Stair-A", "")] == [
        "'=1",
        "'+1",
        "'-1",
        "'@x",
        "Stair-A",
        "",
    ]


def test_that_the_same_content_gives_the_same_bytes() -> None:
    assert pilot_workbook() == pilot_workbook()


def test_that_the_shipped_workbook_is_what_its_maker_makes() -> None:
    """Part by part: a library for compression may pack the same content differently."""
    assert parts(SHIPPED.read_bytes()) == parts(pilot_workbook())


def test_that_the_shipped_workbook_holds_the_figures_of_the_document() -> None:
    made = plan_import(read_file(SHIPPED), replace(pilot_survey(TODAY), baselines={}, setpoints={}))
    assert made.errors == made.warnings == ()
    rows = {row.where: row.facts for row in made.rows if row.facts}
    counts = [sum(row.kind is kind for row in made.rows) for kind in BaselineKind]
    assert counts == [60, 30, 60]
    assert [rows[f"Stair-A, {floor}, all doors closed"].value for floor in ("Ground", "Level-1", "Level-8")] == [
        Decimal("44.50"),
        Decimal("45.10"),
        Decimal("44.20"),
    ]
    grid = rows["Stair-A, DW-Level-8-Stair-A, worst case 3 doors open"]
    assert (grid.points, grid.value) == (POINTS_MS, Decimal("1.159"))
    assert {facts.commissioned_date for facts in rows.values()} == {date(2024, 1, 15)}
    assert {facts.commissioned_by for facts in rows.values()} == {"ABC Fire Engineering"}
    assert {change.new for change in made.setpoints} == {Decimal(45)}


def test_that_the_shipped_figures_agree_with_physics() -> None:
    survey = pilot_survey(TODAY)
    values = {location: standings[0].facts for location, standings in survey.baselines.items()}
    floors = {floor.id: floor for floor in survey.floors}
    for door in survey.doors:
        assert door.floor_id is not None
        pressure = values[BaselineKind.PRESSURE, door.stair_id, door.floor_id, "all_closed"].value
        opened = values[BaselineKind.PRESSURE, door.stair_id, door.floor_id, "evac_doors_open"].value
        running = values[BaselineKind.DOOR_FORCE, door.stair_id, door.id, True].value
        still = values[BaselineKind.DOOR_FORCE, door.stair_id, door.id, False].value
        assert 43 <= pressure <= 48
        assert 28 <= opened <= 34
        assert 35 <= still <= 45
        assert running < 110
        assert abs(running - still - pressure_force_n(pressure)) <= 1
    for doorway in survey.doorways:
        points = values[BaselineKind.VELOCITY, doorway.stair_id, doorway.id, "worst_case_3_doors_open"].points
        assert points is not None
        assert Grid.of(points).mean >= 1
        assert floors[doorway.floor_id].name in doorway.name if doorway.floor_id else False


def test_that_the_force_of_a_pressure_is_that_of_the_handbook() -> None:
    """W 0.90 m, H 2.10 m, d 0.07 m, no closer, 45 Pa: 46.11 N (SFPE Handbook)."""
    assert abs(pressure_force_n(Decimal(45)) - Decimal("46.11")) <= Decimal("0.01")


LINES = (
    ResultLine(
        "PRESSURE_STAIR-A_L8_ALL-CLOSED",
        "pressure_differential",
        value=Decimal("18.2"),
        measured_at=datetime(2026, 3, 2, 9, 30),  # noqa: DTZ001 - time of the site
        instrument_serial="SN-12345",
        environment={"temp_out_c": Decimal(14)},
        evidence=("a.jpg", "b.jpg"),
        notes="=not a formula",
        verdict="fail",
    ),
    ResultLine(
        "CE_STAIR-A_ZONE-3_FIRE-FLOOR-8",
        "cause_and_effect_logic",
        effects=(EffectLine("FAN-01-A", "start", 1, Decimal("3.5")), EffectLine("SD-1", "close", 2)),
    ),
    ResultLine("INTERFACE_STAIR-A_X", "interface_test", result_observed=False, value=Decimal(4)),
    ResultLine("VELOCITY_X", "air_velocity", points=POINTS_MS, value=Decimal("1.159")),
)


def test_that_the_results_template_names_every_test_and_every_effect() -> None:
    found = read(results_template(LINES), "results.xlsx")
    results, effects = found.sheet(RESULTS.title), found.sheet(EFFECTS.title)
    assert results.rows[0] == tuple(column.name for column in RESULTS.columns)
    assert [row[0] for row in results.rows[2:]] == [line.identifier for line in LINES]
    value = results.rows[0].index("measured_value")
    assert [results.at(row, value) for row in range(2, 6)] == [Decimal("18.2"), None, Decimal(4), None]
    assert [row[:4] for row in effects.rows[2:]] == [
        ("CE_STAIR-A_ZONE-3_FIRE-FLOOR-8", 1, "FAN-01-A", "start"),
        ("CE_STAIR-A_ZONE-3_FIRE-FLOOR-8", 2, "SD-1", "close"),
    ]


def test_that_the_results_workbook_holds_what_was_read_and_how_it_was_judged() -> None:
    found = read(results_workbook(LINES), "results.xlsx")
    assert [sheet.name for sheet in found.sheets] == ["Results", "C&E", "Verdicts"]
    results = found.sheet("Results")
    heading = {str(name): place for place, name in enumerate(results.rows[0])}
    first, _, interface, velocity = (results.rows[number] for number in (2, 3, 4, 5))
    assert first[heading["measured_value"]] == Decimal("18.2")
    assert first[heading["measured_at"]] == datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001
    assert first[heading["evidence"]] == "a.jpg; b.jpg"
    assert results.at(2, heading["notes"]) == "=not a formula"
    assert interface[heading["result_observed"]] == "no"
    assert velocity[heading["measured_value"]] is None
    assert velocity[heading["p1"] : heading["p9"] + 1] == POINTS_MS
    verdicts = found.sheet("Verdicts")
    assert verdicts.at(2, verdicts.rows[0].index("verdict")) == "fail"


def test_that_rejected_rows_stand_with_their_errors_beside_them(tmp_path: Path) -> None:
    row = RejectedRow("Pressure/2024", {"stair": "Stair-A", "pressure_pa": "=1/0"}, {"pressure_pa": "Not a number."})
    sheet = read(rejected_workbook([row]), "rejected.xlsx").sheets[0]
    assert sheet.name == "Pressure-2024"
    assert sheet.rows == (("stair", "pressure_pa", "error"), ("Stair-A", "=1/0", "pressure_pa: Not a number."))


def test_that_every_form_has_names_and_units_that_no_row_of_data_could_be() -> None:
    for form in (*BASELINE_FORMS.values(), RESULTS, EFFECTS):
        names = [column.name for column in form.every]
        assert len(names) == len(set(names))
        assert all(column.unit for column in form.columns)
