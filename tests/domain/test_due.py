"""When the tests of a frequency fall due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.due import MONTHS, Visit, due_tests, months_after
from firemode_desktop.domain.words import Frequency

ANCHOR = date(2024, 3, 1)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def due(frequency: str, *visits: date, anchor: date | None = None) -> date | None:
    found = due_tests([frequency], [Visit(frequency, day) for day in visits], anchor)
    return found[0].day if found else None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 5, 4), 12, date(2027, 5, 4)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 11, 15), 1, date(2026, 12, 15)),
        (date(2026, 12, 15), 60, date(2031, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
    ],
)
def test_that_months_are_counted_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@pytest.mark.parametrize(("frequency", "months"), list(MONTHS.items()))
def test_that_without_a_fixed_day_it_is_the_interval_after_the_last_visit(frequency: str, months: int) -> None:
    assert due(frequency, date(2025, 1, 15), date(2026, 1, 15)) == months_after(date(2026, 1, 15), months)


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([], date(2025, 3, 1)),
        ([date(2024, 3, 1)], date(2025, 3, 1)),
        ([date(2024, 8, 30)], date(2025, 3, 1)),
        ([date(2024, 9, 1)], date(2026, 3, 1)),
        ([date(2025, 2, 20)], date(2026, 3, 1)),
        ([date(2025, 3, 8)], date(2026, 3, 1)),
        ([date(2025, 8, 30)], date(2026, 3, 1)),
        ([date(2025, 8, 31)], date(2027, 3, 1)),
        ([date(2023, 6, 1)], date(2025, 3, 1)),
        ([date(2024, 3, 1), date(2025, 3, 8), date(2026, 2, 27)], date(2027, 3, 1)),
    ],
)
def test_that_with_a_fixed_day_a_visit_answers_for_the_due_day_nearest_to_it(
    visits: list[date], expected: date
) -> None:
    assert due("annual", *visits, anchor=ANCHOR) == expected


def test_that_a_fixed_day_at_the_end_of_a_month_does_not_wander() -> None:
    days = [due("monthly", months_after(date(2026, 1, 31), number), anchor=date(2026, 1, 31)) for number in range(4)]
    assert days == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]


@given(DAYS, DAYS, st.sampled_from(tuple(MONTHS)))
def test_that_a_fixed_due_day_lies_within_one_interval_and_a_half_after_the_visit(
    anchor: date, visit: date, frequency: str
) -> None:
    found = due(frequency, visit, anchor=anchor)
    assert found is not None
    number = ((found.year - anchor.year) * 12 + found.month - anchor.month) // MONTHS[frequency]
    assert found == months_after(anchor, number * MONTHS[frequency])
    if visit >= anchor:
        half = timedelta(days=MONTHS[frequency] * 31 / 2 + 2)
        assert visit < found <= months_after(visit, MONTHS[frequency]) + half


def test_that_a_visit_of_a_longer_interval_does_what_the_shorter_ones_would() -> None:
    visits = [Visit("annual", date(2026, 5, 4)), Visit("monthly", date(2026, 3, 4))]
    found = due_tests(["annual", "six_monthly", "monthly"], visits)
    assert [(one.frequency, one.day, one.last) for one in found] == [
        (Frequency.MONTHLY, date(2026, 6, 4), date(2026, 5, 4)),
        (Frequency.SIX_MONTHLY, date(2026, 11, 4), date(2026, 5, 4)),
        (Frequency.ANNUAL, date(2027, 5, 4), date(2026, 5, 4)),
    ]


def test_that_nothing_falls_due_that_is_not_repeated_or_has_no_day_to_count_from() -> None:
    assert due_tests(["annual", "commissioning"], [Visit("monthly", ANCHOR)]) == ()
    assert due_tests(["commissioning"], [Visit("commissioning", ANCHOR)], ANCHOR) == ()
