"""Periods of days: the first day belongs to them, the last one named does not."""

from __future__ import annotations

from datetime import date

import pytest

from firemode_desktop.domain.dates import holds

BEGINS, ENDS = date(2024, 1, 15), date(2026, 5, 4)


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2024, 1, 14), False),
        (date(2024, 1, 15), True),
        (date(2026, 5, 3), True),
        (date(2026, 5, 4), False),
    ],
)
def test_that_a_period_holds_from_its_first_day_up_to_the_day_it_ends(day: date, held: bool) -> None:
    assert holds(day, BEGINS, ENDS) is held


def test_that_an_open_side_has_no_end_and_a_period_replaced_on_its_first_day_never_held() -> None:
    assert holds(date.min, None, ENDS)
    assert holds(date.max, BEGINS, None)
    assert not holds(BEGINS, BEGINS, BEGINS)
