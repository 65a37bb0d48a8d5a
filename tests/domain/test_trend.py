"""Series with known answers: what is projected, what is refused and why, and what is noted beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain import statistics
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.projection import Reason
from firemode_desktop.domain.trend import Trend, TrendPoint, analyse
from tests.domain.scenes import d
from tests.domain.series import FALLING, PRESSURE, readings, yearly


def refused(points: list[TrendPoint], limits: Limits = PRESSURE) -> str:
    trend = analyse(points, limits)
    assert trend.projection is None
    assert trend.refusal is not None
    assert trend.sentence == trend.refusal
    return trend.refusal


def test_that_a_steady_fall_is_projected_to_the_month_it_meets_the_minimum() -> None:
    trend = analyse(yearly(*FALLING), PRESSURE)
    assert trend.refusal is None
    assert trend.slope_per_year == pytest.approx(-2.0, abs=0.1)
    assert trend.slope_interval is not None
    assert trend.slope_interval[0] <= trend.slope_per_year <= trend.slope_interval[1] < 0
    assert trend.projection is not None
    assert trend.projection.until is not None
    assert trend.projection.since < date(2033, 3, 1) < trend.projection.until
    assert trend.projection.since.day == trend.projection.until.day == 1
    assert trend.projection.to_dict() == {"from": "2031-12", "to": "2034-07"}
    assert trend.sentence.startswith("The limit of 20 Pa is expected to be met between December 2031 and July 2034")


def test_that_a_rising_force_meets_its_maximum() -> None:
    trend = analyse(yearly("80", "84", "88.5", "92", "96", "100.4"), Limits(None, d(110), "N"))
    assert trend.projection is not None
    assert trend.projection.since >= date(2023, 2, 1)
    assert trend.projection.limit == 110


def test_that_fewer_than_five_readings_are_refused() -> None:
    assert refused(yearly(*FALLING[:4])) == "No projection: 4 of at least 5 readings."
    assert analyse(yearly(*FALLING[:5]), PRESSURE).projection is not None


@pytest.mark.parametrize(("days", "enough"), [(72, False), (73, True)])
def test_that_less_than_365_days_are_refused(days: int, enough: bool) -> None:
    """Five intervals of 73 days are 365 days."""
    points = yearly("50", "48", "46", "44", "42", "40", days=days)
    assert (analyse(points, PRESSURE).projection is not None) is enough
    if not enough:
        assert "cover 360 days" in refused(points)


def test_that_mixed_door_configurations_and_instruments_are_refused() -> None:
    closed, opened = (yearly(*FALLING, door_configuration=name) for name in ("all_closed", "evac_doors_open"))
    assert "door configurations" in refused([*closed[:3], *opened[3:]])
    first, second = (yearly(*FALLING, instrument=serial) for serial in ("SN-1", "SN-2"))
    assert "instruments" in refused([*first[:3], *second[3:]])
    unknown = yearly(*FALLING)
    assert analyse([*unknown[:3], *second[3:]], PRESSURE).projection is not None


def test_that_a_step_is_refused_as_one() -> None:
    assert "a step, not a drift" in refused(yearly("45", "44", "45", "44", "43", "18"))


def test_that_readings_without_a_significant_trend_are_refused() -> None:
    assert refused(yearly("45", "47", "44", "46", "45", "44")).startswith(
        "No projection: there is no significant trend (p = "
    )


def test_that_a_drift_away_from_every_limit_is_refused() -> None:
    assert "no limit lies in that direction" in refused(yearly(*FALLING), Limits(None, d(110)))


def test_that_readings_already_at_their_limit_are_refused() -> None:
    assert "already at their limit of 40" in refused(yearly(*FALLING), Limits(d(40)))


def test_that_a_limit_a_generation_away_is_refused() -> None:
    points = yearly("50", "49.9", "49.8", "49.7", "49.6", "49.5")
    assert "not met within 25 years" in refused(points)


def test_that_of_two_readings_of_one_day_the_last_counts() -> None:
    retest = TrendPoint(date(2018, 3, 1), d(50))
    trend = analyse([TrendPoint(date(2018, 3, 1), d(5)), *yearly(*FALLING)[1:], retest], PRESSURE)
    assert [point.value for point in trend.points] == [d(value) for value in FALLING]


@pytest.mark.parametrize("count", [0, 1])
def test_that_nothing_to_fit_is_said_in_words(count: int) -> None:
    trend = analyse(yearly(*FALLING[:count]), PRESSURE)
    assert trend.refusal == f"No projection: {count} of at least 5 readings."
    assert (trend.slope_per_year, trend.mann_kendall, trend.projection) == (None, None, None)


@given(st.lists(st.decimals(10, 100, places=1), min_size=2, max_size=14), st.integers(1, 700))
def test_that_there_is_always_a_projection_or_a_reason(pressures: list[Any], days: int) -> None:
    trend = analyse(yearly(*map(str, pressures), days=days), PRESSURE)
    assert (trend.projection is None) == (trend.refusal is not None)
    if trend.projection is not None:
        assert trend.projection.until is None or trend.projection.since <= trend.projection.until
        assert trend.projection.since >= trend.points[-1].at.replace(day=1)


# --- series with known answers ----------------------------------------------------------------------------------------

DRIFT = (50, 49.2, 48.1, 47.5, 46.1, 45.4, 44.2, 43.1)
STEADY = (45, 46, 44, 45, 46, 44, 45, 46)
WINTER_HIGH = (44, 50.2, 44.3, 50.1, 43.9, 50.3, 44.1, 49.9, 44.2, 50)
WINTER_HIGH_AND_FALLING = (48, 53.2, 47.1, 52.1, 45.9, 51.3, 45.2, 49.9, 44.1, 49.2, 43, 48.1)


def known(*points: Any) -> list[TrendPoint]:
    return [point for part in points for point in part]


SERIES: dict[str, tuple[list[TrendPoint], Reason | None, str]] = {
    "drift": (readings(*DRIFT), None, "expected to be met between"),
    "rise": (readings(*reversed(DRIFT)), None, "The limit of 80 Pa is expected"),
    "step": (readings(45, 44, 45, 44, 43, 18), Reason.STEP, "not a drift: from 44 to 18 Pa between 27 Feb 2020"),
    "step that lasts": (readings(45, 44, 45, 20, 21, 20), Reason.STEP, "from 45 to 20 Pa between 28 Feb 2019"),
    "season": (readings(*WINTER_HIGH), Reason.NO_TREND, "no significant trend"),
    "season over a drift": (readings(*WINTER_HIGH_AND_FALLING), Reason.NO_TREND, "no significant trend"),
    "season and a steep drift": (
        readings(58, 60.2, 53.1, 55.1, 47.9, 50.3, 43.2, 44.9, 38.1, 40.2), None, "The limit of 20 Pa is expected"
    ),
    "too few": (yearly(*FALLING[:4]), Reason.TOO_FEW, "4 of at least 5 readings"),
    "one": (yearly(50), Reason.TOO_FEW, "1 of at least 5 readings"),
    "none": ([], Reason.TOO_FEW, "0 of at least 5 readings"),
    "too short": (readings(*DRIFT, days=52), Reason.TOO_SHORT, "cover 364 days"),
    "just long enough": (readings(50, 49, 48, 47, 46, 45, days=73), None, "expected to be met"),
    "two instruments": (
        known(readings(*DRIFT[:4], instrument="SN-1"), readings(*DRIFT[4:], first=date(2020, 3, 1), instrument="SN-2")),
        Reason.INSTRUMENTS,
        "different instruments: SN-1, SN-2 from 1 Mar 2020.",
    ),
    "two door configurations": (
        known(
            readings(*DRIFT[:4], door_configuration="all_closed"),
            readings(*DRIFT[4:], first=date(2020, 3, 1), door_configuration="evac_doors_open"),
        ),
        Reason.DOOR_CONFIGURATIONS,
        "different door configurations",
    ),
    "constant": (readings(*[45] * 8), Reason.NO_TREND, "(p = 1.000)"),
    "ties": (readings(50, 50, 48, 48, 46, 46, 44, 44), None, "expected to be met"),
    "scatter": (readings(*STEADY), Reason.NO_TREND, "no significant trend"),
    "one wild reading": (readings(45, 44, 45, 46, 44, 45, 60, 45, 44), Reason.NO_TREND, "(p = 1.000)"),
    "at the limit": (yearly(24, 23, 22, 21, 20), Reason.AT_LIMIT, "already at their limit of 20 Pa."),
    "beyond the limit": (yearly(26, 24, 23, 21, 19.9), Reason.AT_LIMIT, "already beyond their limit of 20 Pa."),
    "failing on the other side": (yearly(95, 93, 91, 89, 87, 85), Reason.BEYOND_HORIZON, "within 25 years"),
    "commissioned anew": (
        known(
            readings(40, 38, 36, 34, 32, 30, baseline_date=date(2018, 2, 1)),
            readings(50, 49, 48, 47, 46, 45, first=date(2021, 3, 1), baseline_date=date(2021, 2, 20)),
        ),
        None,
        "The limit of 20 Pa is expected to be met in February 2036",
    ),
    "commissioned anew of late": (
        known(
            readings(40, 38, 36, 34, 32, 30, baseline_date=date(2018, 2, 1)),
            readings(50, 49, first=date(2021, 3, 1), baseline_date=date(2021, 2, 20)),
        ),
        Reason.TOO_FEW,
        "2 of at least 5 readings since the baseline of 20 Feb 2021.",
    ),
    "a stray left out": (
        [*readings(*DRIFT[:4]), *readings(12, first=date(2020, 2, 1), excluded="tube off"),
         *readings(*DRIFT[4:], first=date(2020, 3, 1))],
        None,
        "expected to be met",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SERIES)
def test_that_a_series_with_a_known_answer_gets_it(name: str) -> None:
    points, reason, words = SERIES[name]
    trend = analyse(points, PRESSURE)
    assert (trend.reason, trend.projection is None) == (reason, reason is not None)
    assert words in trend.sentence


def test_that_a_step_tells_its_levels_and_the_two_days_it_lies_between() -> None:
    step = analyse(SERIES["step that lasts"][0], PRESSURE).step
    assert step is not None
    assert (step.before, step.after, step.or_season) == (45, 20, False)
    assert (step.last_before, step.first_after) == (date(2019, 2, 28), date(2019, 8, 29))


def test_that_a_step_from_summer_to_winter_readings_may_be_the_season() -> None:
    summer, winter = (
        readings(44, 44.2, 43.9, days=40, first=date(2021, 1, 5)),
        readings(50, 50.1, 50.3, days=40, first=date(2022, 4, 20)),
    )
    trend = analyse([*summer, *winter], PRESSURE)
    assert trend.reason is Reason.STEP
    assert trend.step is not None
    assert trend.step.or_season
    assert trend.sentence.endswith("Or it is the season: all before are of summer, all after of winter.")


def test_that_the_order_in_which_instruments_came_is_told_though_the_readings_are_too_few() -> None:
    trend = analyse([*yearly(50, instrument="A"), *yearly(49, first=date(2020, 1, 1), instrument="B")], PRESSURE)
    assert trend.reason is Reason.TOO_FEW
    assert "The instrument changed: A, B from 1 Jan 2020." in trend.notes


def test_that_of_several_instruments_the_latest_is_also_heard_alone() -> None:
    before, since = readings(46, 45, instrument="SN-1"), readings(*DRIFT, first=date(2019, 3, 1), instrument="SN-2")
    trend = analyse([*before, *since], PRESSURE)
    assert (trend.reason, trend.projection) == (Reason.INSTRUMENTS, None)
    assert trend.notes == ("With SN-2 alone (8 readings) they fall by 1.99 Pa a year (p < 0.001).",)
    scattered = readings(45, 46.2, 44.1, 45.5, 46, 44.3, 45.2, 46.4, first=date(2019, 3, 1), instrument="SN-2")
    assert analyse(scattered, PRESSURE).slope_per_year != 0
    assert analyse([*before, *scattered], PRESSURE).notes == ()


@pytest.mark.parametrize(("order", "projected"), [((1, 2, 2, 3, 3, 2, 3, 3), False), ((1, 2, 2, 3, 2, 3, 3, 3), True)])
def test_that_at_a_p_of_exactly_one_in_twenty_nothing_is_projected(order: tuple[int, ...], projected: bool) -> None:
    trend = analyse(yearly(*[60 + 4 * value for value in order]), PRESSURE)
    assert trend.mann_kendall is not None
    assert (trend.mann_kendall.p < 0.05) is projected
    assert (trend.reason is not Reason.NO_TREND) is projected
    if not projected:
        assert trend.mann_kendall.p == 0.05


# --- stages -----------------------------------------------------------------------------------------------------------


def test_that_a_later_baseline_begins_a_stage_and_the_earlier_readings_stay_to_be_seen() -> None:
    trend = analyse(SERIES["commissioned anew"][0], PRESSURE)
    assert [(stage.since, stage.until, stage.baseline_date, len(stage.readings)) for stage in trend.stages] == [
        (date(2018, 3, 1), date(2020, 8, 27), date(2018, 2, 1), 6),
        (date(2021, 3, 1), date(2023, 8, 28), date(2021, 2, 20), 6),
    ]
    assert trend.points == trend.stages[-1].readings
    assert trend.notes == (
        "A new stage begins on 1 Mar 2021, with the baseline of 20 Feb 2021: the 6 readings before it no longer count.",
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, date(2020, 1, 1)), (date(2020, 1, 1), None), (date(2020, 1, 1),) * 2, (date(2020, 1, 1), date(2019, 1, 1))],
)
def test_that_a_first_or_a_corrected_earlier_baseline_begins_none(before: date | None, after: date | None) -> None:
    points = [
        *yearly(*FALLING[:3], baseline_date=before), *yearly(*FALLING[3:], first=date(2021, 3, 1), baseline_date=after)
    ]  # fmt: skip
    trend = analyse(points, PRESSURE)
    assert (len(trend.stages), len(trend.points), trend.notes) == (1, 6, ())


def test_that_a_baseline_of_one_day_later_does_begin_one() -> None:
    points = [
        *yearly(*FALLING[:3], baseline_date=date(2020, 1, 1)),
        *yearly(*FALLING[3:], first=date(2021, 3, 1), baseline_date=date(2020, 1, 2)),
    ]
    assert len(analyse(points, PRESSURE).stages) == 2


def test_that_a_baseline_that_is_missing_or_earlier_for_once_does_not_begin_a_stage_when_it_returns() -> None:
    commissioned = date(2017, 6, 1)
    for once in (None, date(2016, 6, 1)):
        baselines = [commissioned, commissioned, once, commissioned, commissioned]
        points = [
            TrendPoint(point.at, point.value, baseline_date=baseline)
            for point, baseline in zip(yearly(*FALLING[:5]), baselines, strict=True)
        ]
        assert len(analyse(points, PRESSURE).stages) == 1


def test_that_four_readings_have_a_slope_and_five_an_interval_of_it() -> None:
    """With four the exact interval holds the true slope 11 times in 12 at most, which is no 95 %."""
    four, five = analyse(yearly(*FALLING[:4]), PRESSURE), analyse(yearly(*FALLING[:5]), PRESSURE)
    assert four.slope_per_year is not None
    assert (four.slope_interval, five.slope_interval is None) == (None, False)


pressures = st.lists(st.decimals(10, 90, places=1), min_size=1, max_size=12)


def said(trend: Trend) -> tuple[Any, ...]:
    """All of a trend but how it was come by."""
    values = (trend.slope_per_year, trend.slope_interval, trend.mann_kendall, trend.projection, trend.reason)
    return (*values, trend.control, trend.step, trend.season)


@given(pressures, pressures)
def test_that_two_stages_are_read_as_the_last_alone(first: list[Any], second: list[Any]) -> None:
    now = readings(*second, first=date(2030, 3, 1), baseline_date=date(2030, 1, 1))
    both = analyse([*readings(*first, baseline_date=date(2018, 1, 1)), *now], PRESSURE)
    assert said(both) == said(analyse(now, PRESSURE))


@given(pressures, st.data())
def test_that_a_reading_left_out_is_as_if_it_were_not_there(values: list[Any], data: Any) -> None:
    kept = readings(*values)
    days = st.integers(0, 3000).map(lambda n: date(2018, 1, 1) + timedelta(days=n))
    stray = TrendPoint(data.draw(days), d(data.draw(st.integers(0, 200))), excluded="tube off")
    trend = analyse([*kept, stray], PRESSURE)
    assert (trend.points, trend.excluded) == (tuple(kept), (stray,))
    assert said(trend) == said(analyse(kept, PRESSURE))
    assert f"Left out: {stray.value} Pa of" in trend.notes[0]
    assert trend.notes[0].endswith("(tube off).")


@given(pressures, st.randoms(use_true_random=False))
def test_that_the_order_in_which_readings_are_given_does_not_matter(values: list[Any], chance: Any) -> None:
    points = readings(*values)
    shuffled = chance.sample(points, len(points))
    assert analyse(shuffled, PRESSURE) == analyse(points, PRESSURE)


# --- notes ------------------------------------------------------------------------------------------------------------


def test_that_a_reading_within_its_limits_but_unusual_for_its_place_is_noted() -> None:
    trend = analyse(SERIES["one wild reading"][0], PRESSURE)
    assert trend.control is not None
    assert trend.control.upper < 60
    assert trend.notes == (
        "Within the limits but unusual for this place (usually 34.1 to 58.7 Pa): 60 Pa of 25 Feb 2021.",
    )


@pytest.mark.parametrize(("odd", "noted"), [("45.1", False), ("45.10", False), ("45.2", True), ("44.8", True)])
def test_that_the_last_digit_of_a_gauge_makes_no_reading_unusual(odd: str, noted: bool) -> None:
    trend = analyse(readings(*["45.0"] * 4, odd, *[45] * 4, "45.1", *[45] * 6), PRESSURE)
    assert trend.control is not None
    assert any(odd.rstrip("0") in note for note in trend.notes) is noted


def test_that_usual_readings_about_zero_are_told_with_a_minus() -> None:
    trend = analyse(readings(0, 1, 0, 1, 0, 1, 12, 0, 1), Limits(None, d(110), "N"))
    assert trend.notes == (
        "Within the limits but unusual for this place (usually −7.86 to 11.4 N): 12 N of 25 Feb 2021.",
    )


def test_that_the_ends_of_a_drift_are_not_called_unusual() -> None:
    trend = analyse(readings(*[60 - n for n in range(14)]), PRESSURE)
    assert trend.control is not None
    assert not trend.control.holds(60)
    assert trend.drifts
    assert trend.notes == ()


def test_that_a_reading_beyond_its_limits_is_a_fault_and_not_called_unusual() -> None:
    points = readings(75, 74, 75, 76, 74, 75, 90, 75, 74)
    assert analyse(points, PRESSURE).notes == ()


def test_that_a_reading_left_out_without_a_known_reason_is_still_told() -> None:
    trend = analyse([*readings(45, 44), *readings(12, first=date(2020, 2, 1), excluded="")], PRESSURE)
    assert trend.notes == ("Left out: 12 Pa of 1 Feb 2020.",)


def test_that_after_a_step_the_control_limits_are_those_of_the_new_level() -> None:
    trend = analyse(readings(*[60, 61] * 3, *[40, 41] * 4), PRESSURE)
    assert trend.step is not None
    assert trend.control is not None
    assert (trend.control.centre, trend.control.readings) == (40.5, 8)
    assert analyse(readings(*[60, 61] * 4, *[40, 41]), PRESSURE).control is None


def test_that_a_drift_that_is_mostly_one_change_says_so() -> None:
    trend = analyse(yearly(70, 68, 66, 64, 62, 40), PRESSURE)
    assert trend.drifts
    assert "Most of it is one change from 62 Pa to 40 Pa between 28 Feb 2022 and 28 Feb 2023" in trend.notes[0]
    assert analyse(yearly(*FALLING), PRESSURE).notes == ()


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ("80.1", ("The latest reading of 80.1 Pa is above the maximum of 80 Pa.",)),
        ("80", ()),
        ("20", ()),
        ("19.9", ("The latest reading of 19.9 Pa is below the minimum of 20 Pa.",)),
    ],
)
def test_that_a_latest_reading_beyond_its_limits_is_noted_whatever_the_trend(last: str, words: tuple[str]) -> None:
    assert analyse(yearly(50, last), PRESSURE).notes == words


# --- what others build on ---------------------------------------------------------------------------------------------


def test_that_the_line_goes_through_the_readings_it_stands_on_and_only_where_they_drift() -> None:
    trend = analyse(yearly(50, 48, 46, 44, 42, 40), PRESSURE)
    assert trend.line is not None
    (first, start), (last, end) = trend.line
    assert (first, last) == (date(2018, 3, 1), date(2023, 2, 28))
    assert (start, end) == pytest.approx((50, 40), abs=0.01)
    assert analyse(readings(*STEADY), PRESSURE).line is None
    assert analyse(yearly(95, 93, 91, 89, 87, 85), PRESSURE).line is not None


def test_that_a_point_carries_the_reading_it_came_from() -> None:
    reading = uuid4()
    assert analyse(yearly(50, instance_id=reading), PRESSURE).points[0].instance_id == reading


def test_that_all_pairs_of_two_thousand_readings_are_made_as_often_as_of_forty(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = statistics.pair_slopes
    made: list[int] = []

    def counted(x: Sequence[float], y: Sequence[float]) -> Sequence[float]:
        made.append(len(x))
        return pairs(x, y)

    monkeypatch.setattr(statistics, "pair_slopes", counted)
    analyse(readings(*[Decimal(500 - 3 * n + n * 7919 % 23) / 10 for n in range(40)]), PRESSURE)
    analyse(readings(*[Decimal(5000 - n + n * 7919 % 230) / 100 for n in range(2000)], days=5), PRESSURE)
    assert 0 < made.count(40) == made.count(2000)
