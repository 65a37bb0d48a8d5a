"""Delays, faults, calibration, all buildings as strokes: what is told by shape, what answers, what the table has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from firemode_desktop.charts.calibration import Calibrated, Calibrations, Paper, UsedOn, calibration_scene
from firemode_desktop.charts.calibration import calibration_table as certificates
from firemode_desktop.charts.delays import DelayRow, Delays, SeenDelay, delays_scene, delays_table
from firemode_desktop.charts.faults import FaultCounts, FaultMark, faults_scene, faults_table
from firemode_desktop.charts.portfolio import Portfolio, Rank, RankedPlace, portfolio_scene, portfolio_table
from firemode_desktop.charts.scene import Line, Polygon, Scene, View, Words
from firemode_desktop.charts.style import style
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.observed import Outcome
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import AS1851Class
from tests.charts.drawings import d

LIGHT = style("light")
TODAY = date(2026, 11, 23)
CRITICAL, MINOR = AS1851Class.CRITICAL_DEFECT, AS1851Class.NON_CONFORMANCE


def delay(at: str | None, outcome: Outcome, day: date = TODAY, planned: int = 3, **more: Any) -> SeenDelay:
    mark = Standing.PASS if outcome is Outcome.AS_EXPECTED else Standing.FAIL
    seen = None if at is None else d(at)
    return SeenDelay(day, d(planned), d(2), seen, mark, outcome, key=f"{day}:{planned}", **more)


def years(number: int) -> date:
    return date(2022 + number, 5, 1)


DELAYS = Delays(
    "Tower",
    "One creeps.",
    (
        DelayRow(
            "FAN-01",
            "start",
            (
                delay("3.4", Outcome.AS_EXPECTED, years(0)),
                delay("5.6", Outcome.LATE, years(1), words="0.6 s late"),
                delay("0.4", Outcome.EARLY, years(2), words="0.6 s early"),
                delay(None, Outcome.MISSING, years(3), words="not seen"),
            ),
            0.5,
        ),
    ),
)
CALIBRATIONS = Calibrations(
    "Tower",
    "One has ended.",
    TODAY,
    (
        Calibrated(
            "SN-1",
            "Manometer",
            (Paper("C-1", date(2024, 1, 1), date(2025, 1, 1), key="1"), Paper("C-2", years(3), years(4), key="2")),
            (UsedOn(date(2024, 12, 31), 4), UsedOn(date(2025, 1, 1), 3, accepted=True)),
            Standing.FAIL,
            "ended 1 May 2026",
            "sn-1",
        ),
        Calibrated("SN-2", "Force gauge", (), (), Standing.FAIL, "no certificate", "sn-2"),
    ),
)


def fault(number: int, classed: AS1851Class | None, closed: date | None = None, **more: Any) -> FaultMark:
    found = date(2026, 5, 24)
    days = ((closed or TODAY) - found).days
    told = FaultMark(
        f"F-{number:04d}", classed, "Pressure 18.2 < 20 Pa", "Stair-A, Level-8", "Open", found, closed, None, False,
        days, key=str(number),
    )  # fmt: skip
    return replace(told, **more)


FAULTS = FaultCounts(
    "Tower",
    "Two are open.",
    ("22 Nov 2025", "24 May 2026"),
    (
        fault(1, MINOR, date(2026, 6, 24), period=1),
        fault(2, CRITICAL, due=date(2026, 6, 24), overdue=True, period=1),
        fault(3, None, period=1),
    ),
)


def place(building: str, margin: str, **more: Any) -> RankedPlace:
    value, mark = d(20) + d(margin) * 30, Standing.FAIL if d(margin) < 0 else Standing.PASS
    told = RankedPlace(
        building, "Stair-A", "Level-8", "Pressure, doors closed", "PRESSURE_L8", TODAY, value,
        Limits(d(20), d(80), "Pa"), mark, d(margin), key=building,
    )  # fmt: skip
    return replace(told, **more)


PORTFOLIO = Portfolio("All", "One is beyond.", Rank.MARGIN, (place("Tower", "-0.06"), place("Annexe", "0.5")))
DRAWN = [
    (delays_scene, DELAYS),
    (calibration_scene, CALIBRATIONS),
    (faults_scene, FAULTS),
    (faults_scene, replace(FAULTS, by_age=True)),
    (portfolio_scene, PORTFOLIO),
]


def said(scene: Scene) -> list[str]:
    return [spot.words for spot in scene.spots]


@pytest.mark.parametrize(("draw", "data"), DRAWN)
@pytest.mark.parametrize("wide", [90.0, 300.0])
def test_that_every_word_lies_within_the_picture_however_narrow(draw: Any, data: Any, wide: float) -> None:
    from firemode_desktop.charts.metrics import width

    scene = draw(data, LIGHT, (wide, 100.0))
    for words in (stroke for stroke in scene.strokes if isinstance(stroke, Words)):
        long = width(words.text, words.size)
        left = words.x - {"left": 0.0, "center": long / 2, "right": long}[words.align]
        assert left > -2, words
        assert left + long < scene.width + 3, words


@pytest.mark.parametrize(("draw", "data"), DRAWN)
def test_that_the_chosen_spot_is_lit_and_every_key_of_a_spot_stands_in_the_table(draw: Any, data: Any) -> None:
    tables = {Delays: delays_table, Calibrations: certificates, FaultCounts: faults_table, Portfolio: portfolio_table}
    keys = set(tables[type(data)](data).keys)  # type: ignore[operator]
    spots = [spot for spot in draw(data).spots if spot.key]
    assert spots
    assert {spot.key for spot in spots} <= keys
    for key in {spot.key for spot in spots}:
        assert draw(data, view=View(chosen=key)).strokes != draw(data).strokes, key


def test_that_late_early_and_missing_have_their_own_shapes_and_words() -> None:
    scene = delays_scene(DELAYS)
    triangles = [one.points for one in scene.strokes if isinstance(one, Polygon) and one.fill == LIGHT.fail]
    up = {points[2][1] > points[0][1] for points in triangles if len(points) == 3}
    assert up == {True, False}
    assert any(isinstance(one, Line) and one.colour == LIGHT.fail for one in scene.strokes), (
        "a cross for what is missing"
    )
    assert said(scene) == [
        "FAN-01 start, 1 May 2022: 3.4 s, as expected (planned 3 ± 2 s)",
        "FAN-01 start, 1 May 2023: 5.6 s, 0.6 s late (planned 3 ± 2 s)",
        "FAN-01 start, 1 May 2024: 0.4 s, 0.6 s early (planned 3 ± 2 s)",
        "FAN-01 start, 1 May 2025: not seen (planned 3 ± 2 s)",
    ]
    assert {"+0.50 s a year", "late", "early", "not seen", "as expected", "planned"} <= set(scene.texts)


def test_that_a_changed_plan_has_two_bands_and_a_plan_that_stays_one() -> None:
    changed = (delay("3", Outcome.AS_EXPECTED, years(0)), delay("6", Outcome.AS_EXPECTED, years(2), planned=6))
    bands = [fills(delays_scene(replace(DELAYS, rows=(DelayRow("FAN-01", "start", each),))), LIGHT.pale)
             for each in (changed[:1], changed)]  # fmt: skip
    assert [len(each) for each in bands] == [2, 3], "and one in the legend"


def fills(scene: Scene, colour: str) -> list[Polygon]:
    return [stroke for stroke in scene.strokes if isinstance(stroke, Polygon) and stroke.fill == colour]


def test_that_time_runs_exactly_over_the_days_that_are_looked_at() -> None:
    view = View(date(2024, 1, 1), date(2025, 1, 1))
    for draw, data in ((delays_scene, DELAYS), (calibration_scene, CALIBRATIONS)):
        scene = draw(data, view=view)  # type: ignore[arg-type]
        assert scene.axis is not None
        assert (scene.axis.first, scene.axis.last) == (view.since.toordinal(), view.until.toordinal())  # type: ignore[union-attr]
    assert len(delays_scene(DELAYS, view=view).spots) == 1


def test_that_the_day_a_certificate_names_as_its_end_is_the_first_that_is_not_covered() -> None:
    one = CALIBRATIONS.instruments[0]
    assert [use.day for use in one.uncovered] == [date(2025, 1, 1)]
    assert one.gaps(TODAY) == ((date(2025, 1, 1), years(3)), (years(4), TODAY))
    told = said(calibration_scene(CALIBRATIONS))
    assert "SN-1, 31 Dec 2024: 4 readings, certificate C-1" in told
    assert "SN-1, 1 Jan 2025: 3 readings, no certificate held, accepted by a supervisor" in told
    assert "SN-2: no calibration certificate is on file" in told


def test_that_overlapping_certificates_leave_no_gap_and_one_out_of_service_needs_none() -> None:
    papers = (Paper("A", date(2024, 1, 1), date(2026, 1, 1)), Paper("B", date(2025, 1, 1), date(2025, 6, 1)))
    one = replace(CALIBRATIONS.instruments[0], papers=papers)
    assert one.gaps(TODAY) == ((date(2026, 1, 1), TODAY),)
    assert replace(one, mark=Standing.SKIPPED).gaps(TODAY) == ()
    assert one.gaps(date(2026, 1, 1)) == ()


def test_that_a_fault_answers_by_itself_and_many_of_them_as_one() -> None:
    told = said(faults_scene(FAULTS))
    assert "22 Nov 2025: no fault found" in told
    assert any("F-0002, critical defect" in words and "overdue since 24 Jun 2026" in words for words in told)
    assert any("closed 24 Jun 2026 after 31 days" in words for words in told)
    many = replace(FAULTS, faults=tuple(fault(number, CRITICAL, period=1) for number in range(1, 201)))
    (_, stretch) = faults_scene(many).spots
    assert stretch.words.startswith("24 May 2026: 200 of class critical defect still open: F-0001")
    assert stretch.words.endswith("; 195 more")


def test_that_what_is_open_is_filled_and_what_is_closed_an_outline() -> None:
    blocks = [fills(faults_scene(replace(FAULTS, faults=(each,))), LIGHT.deep) for each in
              (fault(1, MINOR, period=1), fault(1, MINOR, TODAY, period=1))]  # fmt: skip
    assert [len(each) for each in blocks] == [2, 1], "and one in the legend"


def test_that_what_is_far_beyond_its_limit_stands_at_the_edge_and_its_number_says_so() -> None:
    scene = portfolio_scene(replace(PORTFOLIO, places=(place("Tower", "-9"), place("Annexe", "0.5"))))
    assert {"−900 %", "50 %", "limit"} <= set(scene.texts)
    assert all(spot.x >= 0 and spot.x + spot.width <= scene.width for spot in scene.spots)


def test_that_the_months_are_told_as_a_span_and_the_far_end_as_open() -> None:
    near = place("Tower", "0.4", meets=(date(2028, 6, 1), date(2032, 12, 1)))
    far = place("Annexe", "0.4", meets=(date(2029, 1, 1), None))
    scene = portfolio_scene(replace(PORTFOLIO, rank=Rank.MEETS, places=(near, far)))
    assert {"Jun 2028 – Dec 2032", "from Jan 2029"} <= set(scene.texts)
    rows = portfolio_table(replace(PORTFOLIO, places=(near, far))).rows
    assert [row[-3:-1] for row in rows] == [("2028-06-01", "2032-12-01"), ("2029-01-01", None)]
    assert rows[0][11] == Decimal("40.0")


def test_that_a_portfolio_of_long_names_keeps_stair_and_floor() -> None:
    places = tuple(place(f"{'Very long name of a building ' * 4}{n}", "0.4") for n in range(30))
    scene = portfolio_scene(replace(PORTFOLIO, places=places), LIGHT, (120.0, 250.0))
    named = [words for words in scene.texts if "Stair-A" in words]
    assert len(named) == 30
    assert all(words.endswith("… · Stair-A · Level-8") for words in named)


def test_that_empty_charts_say_so_and_can_be_drawn() -> None:
    empty = [
        (delays_scene, replace(DELAYS, rows=())),
        (calibration_scene, replace(CALIBRATIONS, instruments=())),
        (faults_scene, replace(FAULTS, faults=())),
        (faults_scene, replace(FAULTS, faults=(), by_age=True)),
        *((portfolio_scene, replace(PORTFOLIO, places=(), rank=rank)) for rank in Rank),
    ]
    for draw, data in empty:
        assert data.empty  # type: ignore[attr-defined]
        assert draw(data).width > 0  # type: ignore[operator]


def test_that_eighty_rows_still_fit_on_a_page() -> None:
    rows = tuple(replace(DELAYS.rows[0], component=f"FAN-{n:02}") for n in range(80))
    scene = delays_scene(replace(DELAYS, rows=rows), LIGHT, (170.0, 240.0))
    assert len(scene.spots) == 320
    assert {"FAN-00", "FAN-79"} & set(scene.texts)
