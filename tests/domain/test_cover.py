"""Until when the certificates of an instrument cover it, and what that is called."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.calibration import State, covered_until
from firemode_desktop.domain.dates import holds

TODAY = date(2026, 5, 4)
DAYS = st.integers(-60, 60).map(lambda days: TODAY + timedelta(days=days))
PERIODS = st.lists(
    st.tuples(DAYS, st.integers(1, 60)).map(lambda each: (each[0], each[0] + timedelta(days=each[1]))), max_size=6
)


@pytest.mark.parametrize(
    ("days", "soon", "state"),
    [
        (None, 30, State.EXPIRED),
        (-1, 30, State.EXPIRED),
        (0, 30, State.EXPIRED),
        (1, 30, State.DUE),
        (30, 30, State.DUE),
        (31, 30, State.VALID),
        (31, 60, State.DUE),
        (1, 0, State.VALID),
    ],
)
def test_that_the_day_a_certificate_names_as_its_end_is_not_covered(days: int | None, soon: int, state: State) -> None:
    assert State.of(days, soon) is state


def test_that_a_calibration_that_is_still_to_come_covers_nothing_yet() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert covered_until([(tomorrow, date(2030, 1, 1))], TODAY) is None
    assert covered_until([(tomorrow, date(2030, 1, 1))], tomorrow) == date(2030, 1, 1)


@given(PERIODS)
def test_that_it_is_covered_exactly_while_a_certificate_holds(periods: list[tuple[date, date]]) -> None:
    """The list of what is due and the check of a reading on that day can never disagree."""
    until = covered_until(periods, TODAY)
    assert (until is not None and until > TODAY) == any(holds(TODAY, *each) for each in periods)
    begun = [each for each in periods if each[0] <= TODAY]
    assert (until is None) == (not begun)
    if until is not None and until > TODAY:
        days = [TODAY + timedelta(days=number) for number in range((until - TODAY).days)]
        assert all(any(holds(day, *each) for each in begun) for day in days)
        assert not any(holds(until, *each) for each in begun)
