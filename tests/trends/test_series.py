"""Readings in time: which count, what belongs on one line, what is said of it, and the files they become."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from firemode_desktop.charts.history import history_scene
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.services import testing, trends
from tests.services.conftest import NOW
from tests.trends.house import FIRST, FORCE, PRESSURE, House, years


def test_that_without_an_approved_reading_there_is_no_series(house: House) -> None:
    house.visit(FIRST, {PRESSURE: "44"}, approve=False)
    assert house.series() == ()
    assert trends.in_words(()) == "There is no approved reading yet."


def test_that_only_approved_readings_count_in_the_order_they_were_taken(house: House) -> None:
    house.visit(FIRST + timedelta(days=200), {PRESSURE: "43"})
    house.visit(FIRST, {PRESSURE: "44"})
    house.visit(FIRST + timedelta(days=400), {PRESSURE: "12"}, approve=False)
    (series,) = house.series()
    assert [point.value for point in series.points] == [Decimal(44), Decimal(43)]
    assert (series.identifier, series.stair, series.floor, series.unit) == (PRESSURE, "Stair-A", "Level-8", "Pa")
    assert str(series.limits) == "20 to 80 Pa"
    assert series.trend.refusal == "No projection: 2 of at least 5 readings."


def test_that_a_steady_fall_is_projected_and_a_step_is_refused_in_words(house: House) -> None:
    years(house, ["45", "42", "38.5", "36", "32.5", "29"])
    (falling,) = house.series()
    assert falling.trend.projection is not None
    assert falling.trend.slope_per_year == pytest.approx(-6.4, abs=0.5)
    assert re.match(r"−6\.\d\d Pa a year\. The limit of 20 Pa is expected to be met between", falling.sentence)
    drawn = trends.history(falling)
    assert drawn.line is not None
    assert drawn.line[0] > drawn.line[1]
    assert "limit met" in " ".join(history_scene(drawn).texts)


def test_that_a_step_has_no_line_and_says_so(house: House) -> None:
    years(house, ["45", "44", "45", "44", "43", "18"])
    (series,) = house.series()
    drawn = trends.history(series)
    assert (drawn.line, drawn.projection) == (None, None)
    assert "step, not a drift" in drawn.words
    assert "step, not a drift" in " ".join(history_scene(drawn).texts)


def test_that_places_are_kept_apart_and_one_stair_can_be_asked_for(house: House) -> None:
    house.visit(FIRST, {PRESSURE: "44", FORCE: "84"})
    assert [series.identifier for series in house.series()] == [PRESSURE, FORCE]
    assert [series.identifier for series in house.series(stair_name="Stair-B")] == [FORCE]
    assert [series.identifier for series in house.series(measurement_type="pressure_differential")] == [PRESSURE]
    with pytest.raises(Missing, match="Stair-Z"):
        house.series(stair_name="Stair-Z")


def test_that_a_repeat_belongs_to_the_line_of_its_place_and_a_correction_stands_for_the_record(house: House) -> None:
    session_id = house.visit(FIRST, {PRESSURE: "18"}, approve=False)
    again = testing.retest(house.session, session_id, PRESSURE, by=house.engineer)
    at = datetime(2023, 5, 2, 3, 0, tzinfo=UTC)
    testing.record(house.session, session_id, [house._result(again, "44.2", at)], by=house.engineer, at=NOW)
    testing.amend(
        house.session, session_id, again, testing.Correction(Decimal("42.4")), "Digits swapped.", by=house.engineer
    )
    testing.submit(house.session, session_id, by=house.engineer)
    testing.approve(house.session, session_id, by=house.supervisor)
    (series,) = house.series()
    assert series.identifier == PRESSURE
    assert [(point.value, point.is_compliant) for point in series.points] == [
        (Decimal(18), False),
        (Decimal("42.4"), True),
    ]


def test_that_the_document_has_the_keys_of_the_interface(house: House) -> None:
    house.visit(FIRST, {PRESSURE: "44.1"})
    (series,) = json.loads(trends.write_trend(house.series(), "json"))["series"]
    assert set(series) == {
        "identifier", "stair", "floor", "measurement_type", "unit", "points", "slope_per_year", "slope_interval",
        "mann_kendall", "projection", "refusal", "notes", "step", "stages", "excluded",
    }  # fmt: skip
    (point,) = series["points"]
    assert (point["value"], point["is_compliant"]) == (44.1, True)
    assert datetime.fromisoformat(point["at"]).utcoffset() == timedelta(hours=10)
    years(house, ["45", "42", "38.5", "36", "32.5"])
    (series,) = json.loads(trends.write_trend(house.series(), "json"))["series"]
    assert set(series["mann_kendall"]) == {"S", "Z", "p", "method"}
    assert len(series["slope_interval"]) == 2


def test_that_every_format_holds_the_readings_and_comes_out_the_same_twice(house: House) -> None:
    years(house, ["45", "42.5"])
    house.visit(FIRST + timedelta(days=500), {FORCE: "84"})
    series = house.series()
    for format in trends.FORMATS:
        assert trends.write_trend(series, format) == trends.write_trend(series, format), format
    rows = list(csv.reader(io.StringIO(trends.write_trend(series, "csv").decode("utf-8-sig"))))
    assert rows[0][:2] == ["identifier", "stair"]
    assert [row[6] for row in rows[1:]] == ["45", "42.5", "84"]
    book = load_workbook(io.BytesIO(trends.write_trend(series, "xlsx")))
    assert [sheet.title for sheet in book] == ["Readings", "Trends"]
    assert [row[6] for row in book["Readings"].iter_rows(min_row=2, values_only=True)] == [45, 42.5, 84]
    text = PdfReader(io.BytesIO(trends.write_trend(series, "pdf"))).pages[0].extract_text()
    assert "42.5 Pa" in text
    assert "84.0 N" in text
    assert trends.write_trend(series, "png").startswith(b"\x89PNG")
    assert b"<svg" in trends.write_trend(series, "svg")


def test_that_one_location_alone_is_drawn_large(house: House) -> None:
    years(house, ["45", "42.5"])
    text = PdfReader(io.BytesIO(trends.write_trend(house.series(), "pdf"))).pages[0].extract_text()
    assert "minimum 20" in text


def test_that_another_format_is_refused_and_nothing_makes_an_empty_file(house: House) -> None:
    with pytest.raises(Invalid, match="csv, json, xlsx"):
        trends.write_trend((), "docx")
    assert json.loads(trends.write_trend((), "json")) == {"series": []}
    assert trends.write_trend((), "png").startswith(b"\x89PNG")
