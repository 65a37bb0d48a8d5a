"""The template of any building, read back, is what is on record: a law, for whatever buildings there are."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.domain.words import BaselineKind, DoorConfiguration
from firemode_desktop.exports.templates import baseline_template
from firemode_desktop.imports.plan import Plan, RowStatus, plan_import
from firemode_desktop.imports.workbook import read
from tests.imports.buildings import TODAY, surveys

PATIENT = settings(
    max_examples=15,
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
    fresh = empty(survey)
    made = planned(filled.getvalue(), fresh)
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


def empty(survey: Survey) -> Survey:
    from dataclasses import replace

    return replace(survey, baselines={}, setpoints={})
