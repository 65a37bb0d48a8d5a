"""When a drift meets its limit: the edges, each on both sides."""

from __future__ import annotations

from datetime import date

import pytest

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.projection import Projection, Reason, Refusal, limit_ahead, project
from firemode_desktop.domain.statistics import Slope
from tests.domain.scenes import d

DAYS = [date(year, 3, 1) for year in range(2018, 2023)]
LEVEL = [50.0, 48.0, 46.0, 44.0, 42.0]
FALLING = Slope(-2.0, 50.0, -2.5, -1.6)


def found(limits: Limits, slope: Slope = FALLING, values: list[float] = LEVEL) -> Projection | Refusal:
    return project(DAYS, values, slope, limits)


def reason(limits: Limits, slope: Slope = FALLING, values: list[float] = LEVEL) -> Reason | None:
    answer = found(limits, slope, values)
    return answer.reason if isinstance(answer, Refusal) else None


def test_that_the_line_turns_about_the_middle_of_the_readings() -> None:
    """46 on 1 March 2020; 26 Pa of room at 2.5 and at 1.6 a year are 10.4 and 16.25 years."""
    assert found(Limits(d(20))) == Projection(date(2030, 7, 1), date(2036, 5, 1), d(20))


@pytest.mark.parametrize(("limit", "expected"), [("41.9", None), ("42", Reason.AT_LIMIT), ("42.1", Reason.AT_LIMIT)])
def test_that_readings_at_their_limit_have_nothing_left_to_project(limit: str, expected: Reason | None) -> None:
    assert reason(Limits(d(limit))) is expected


def test_that_at_and_beyond_a_limit_are_told_apart_on_either_side() -> None:
    rising = Slope(2.0, 42.0, 1.6, 2.5)
    upward = LEVEL[::-1]
    cases = [(Limits(d(42)), "at"), (Limits(d("42.01")), "beyond")]
    for limits, word in cases:
        answer = found(limits)
        assert isinstance(answer, Refusal)
        assert answer.sentence.startswith(f"No projection: the readings are already {word} their limit of 42")
    for limit, word in ((d(50), "at"), (d("49.99"), "beyond")):
        answer = found(Limits(None, limit), rising, upward)
        assert isinstance(answer, Refusal)
        assert f"already {word} their limit" in answer.sentence
    assert reason(Limits(None, d("50.5")), rising, upward) is None


@pytest.mark.parametrize(("limit", "rising"), [("20.7", False), ("20.1", True)])
def test_that_a_limit_that_no_float_can_hold_is_met_exactly(limit: str, rising: bool) -> None:
    last = float(limit)
    values = [last + (-1 if rising else 1) * number for number in (4, 3, 2, 1, 0)]
    slope = Slope(2.0, values[0], 1.6, 2.5) if rising else Slope(-2.0, values[0], -2.5, -1.6)
    answer = found(Limits(None, d(limit)) if rising else Limits(d(limit)), slope, values)
    assert isinstance(answer, Refusal)
    assert f"already at their limit of {limit}" in answer.sentence


def test_that_a_line_at_its_limit_is_enough_though_the_latest_reading_is_not() -> None:
    assert reason(Limits(d("42")), values=[*LEVEL[:4], 43.0]) is Reason.AT_LIMIT


def test_that_a_latest_reading_beyond_its_limit_is_enough_though_the_line_is_not() -> None:
    assert reason(Limits(d("41.9"))) is None
    assert reason(Limits(d("41.9")), values=[*LEVEL[:4], 41.8]) is Reason.AT_LIMIT


@pytest.mark.parametrize(("low", "high", "expected"), [(-2.5, 0.0, Reason.SLOPE_UNSURE), (-2.5, -1e-6, None)])
def test_that_a_slope_that_may_be_none_is_not_projected(low: float, high: float, expected: Reason | None) -> None:
    assert reason(Limits(d(20)), Slope(-2.0, 50.0, low, high)) is expected


def test_that_a_slope_of_nothing_has_no_direction() -> None:
    assert reason(Limits(d(20), d(80)), Slope(0.0, 46.0, 0.0, 0.0)) is Reason.SLOPE_UNSURE
    assert limit_ahead(0.0, Limits(d(20), d(80))) is None


@pytest.mark.parametrize(("slope", "limit"), [(-0.1, 20), (0.1, 80)])
def test_that_the_limit_ahead_is_the_one_the_readings_run_towards(slope: float, limit: int) -> None:
    assert limit_ahead(slope, Limits(d(20), d(80))) == limit


@pytest.mark.parametrize(
    ("limits", "slope"),
    [
        (Limits(None, d(110), "N"), FALLING),
        (Limits(d("1.0"), None, "m/s"), Slope(2.0, 42.0, 1.6, 2.5)),
        (Limits(), FALLING),
    ],
)
def test_that_with_one_limit_only_the_way_towards_it_is_projected(limits: Limits, slope: Slope) -> None:
    answer = found(limits, slope)
    assert isinstance(answer, Refusal)
    direction = "fall" if slope.slope < 0 else "rise"
    assert answer.sentence == f"No projection: the readings {direction} and no limit lies in that direction."


def test_that_twenty_five_years_are_projected_and_a_day_more_is_not() -> None:
    """The earliest crossing lies 2 + 25 years after the middle of the readings at 1 a year: at 46 − 27 = 19."""
    slope = Slope(-0.9, 50.0, -1.0, -0.8)
    years = (DAYS[-1] - DAYS[2]).days / 365.25 + 25
    assert reason(Limits(d(repr(round(46 - years + 0.001, 6)))), slope) is None
    assert reason(Limits(d(repr(round(46 - years - 0.001, 6)))), slope) is Reason.BEYOND_HORIZON


def test_that_an_end_beyond_twenty_five_years_is_left_open() -> None:
    answer = found(Limits(d(20)), Slope(-2.0, 50.0, -2.5, -0.5))
    assert isinstance(answer, Projection)
    assert answer.until is None
    assert answer.to_dict() == {"from": "2030-07", "to": None}
    assert answer.sentence == (
        "The limit of 20 is expected to be met in July 2030 at the earliest, perhaps not within 25 years"
        f", by the readings up to {show_date(DAYS[-1])}."
    )


def test_that_a_crossing_never_lies_before_the_latest_reading() -> None:
    answer = found(Limits(d("41.5")), Slope(-2.0, 50.0, -40.0, -1.9))
    assert isinstance(answer, Projection)
    assert answer.since == date(2022, 3, 1)


def test_that_an_interval_within_one_month_is_told_as_that_month() -> None:
    month = date(2030, 7, 1)
    assert Projection(month, month, d("20.000")).sentence == "The limit of 20 is expected to be met in July 2030."


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2030, 6, 30), None),
        (date(2030, 7, 31), None),
        (date(2030, 8, 1), "It may be met already: nothing was measured since the first of these months."),
        (date(2031, 9, 30), "It may be met already: nothing was measured since the first of these months."),
        (date(2031, 10, 1), "These months are over and nothing was measured since: test this place now."),
    ],
)
def test_that_months_that_are_over_are_said_to_be_from_the_day_after_the_last_of_them(
    today: date, words: str | None
) -> None:
    told = Projection(date(2030, 7, 1), date(2031, 9, 1), d(20)).overdue(today)
    assert told == words or (words and told and told.startswith(words))


def test_that_an_open_end_is_never_over() -> None:
    open_end = Projection(date(2030, 7, 1), None, d(20))
    assert open_end.overdue(date(2030, 7, 31)) is None
    assert (open_end.overdue(date(2099, 1, 1)) or "").startswith("It may be met already")


def test_that_the_sentence_gives_the_unit_and_the_day_it_goes_by() -> None:
    month = date(2030, 7, 1)
    told = Projection(month, month, d("20.000"), "Pa", date(2026, 5, 4)).sentence
    assert told == "The limit of 20 Pa is expected to be met in July 2030, by the readings up to 4 May 2026."
