"""Which backups are kept, and when another one is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.retention import Retention, is_due

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HOURS = 70_000  # eight years
times = st.lists(st.integers(0, HOURS).map(lambda hours: NOW - timedelta(hours=hours)), max_size=60)
policies = st.builds(Retention, st.integers(1, 9), st.integers(0, 6), st.integers(0, 14), st.integers(0, 8))


def daily(many: int) -> list[datetime]:
    return [NOW - timedelta(days=number) for number in range(many)]


def test_that_of_two_years_of_daily_backups_the_last_days_weeks_months_and_years_are_kept() -> None:
    kept = Retention(7, 5, 12, 7).kept(daily(730))
    assert {NOW - timedelta(days=number) for number in range(7)} <= kept
    assert datetime(2026, 10, 31, 8, tzinfo=UTC) in kept
    assert datetime(2025, 12, 31, 8, tzinfo=UTC) in kept
    assert datetime(2024, 12, 31, 8, tzinfo=UTC) in kept
    assert len(kept) == 7 + 3 + 11 + 1  # the running periods end today, the week before within the seven days


def test_that_of_several_backups_of_a_day_the_last_is_kept() -> None:
    made = [NOW, NOW - timedelta(hours=3), NOW - timedelta(days=1), NOW - timedelta(days=1, hours=3)]
    assert Retention(2, 0, 0, 0).kept(made) == {NOW, NOW - timedelta(days=1)}


@given(times, policies)
def test_that_the_newest_is_kept_nothing_is_made_up_and_no_more_than_asked_for(
    made: list[datetime], policy: Retention
) -> None:
    kept = policy.kept(made)
    assert kept <= set(made)
    assert not made or max(made) in kept
    assert len(kept) <= policy.days + policy.weeks + policy.months + policy.years


@given(times, policies)
def test_that_what_was_kept_is_kept_the_next_time(made: list[datetime], policy: Retention) -> None:
    kept = policy.kept(made)
    assert policy.kept(kept) == kept


@pytest.mark.parametrize("wrong", [{"days": 0}, {"days": -1}, {"weeks": -1}, {"months": 1001}, {"years": -7}])
def test_that_numbers_that_make_no_sense_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(Invalid, match=next(iter(wrong))):
        Retention(**wrong)


def test_that_it_is_said_in_words() -> None:
    assert Retention().words == "the last 7 days, 5 weeks, 12 months and 7 years"
    assert Retention(1, 0, 0, 0).words == "the last 1 day"


@pytest.mark.parametrize(
    ("ago", "due"),
    [
        (timedelta(days=1), True),
        (timedelta(days=1) - timedelta(seconds=1), False),
        (timedelta(0), False),
        (timedelta(seconds=-1), True),
    ],
)
def test_that_another_is_due_when_the_days_are_over_or_the_clock_went_back(ago: timedelta, due: bool) -> None:
    assert is_due(NOW - ago, 1, NOW) is due


def test_that_the_first_is_due() -> None:
    assert is_due(None, 30, NOW)
