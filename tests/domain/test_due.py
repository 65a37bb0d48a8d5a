"""When the tests of a frequency fall due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.due import MONTHS, DueState, DueTest, Timing, Visit, due_days, due_tests, months_after
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
        ([date(2023, 6, 1)], date(2024, 3, 1)),
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


# --- the window around a due day ---------------------------------------------------------------------------------

ANNUAL = Timing("annual", anchor=ANCHOR, early_days=14, late_days=7, source="Contract, 4.2")


def next_due(timing: Timing, *visits: date, anchor: date | None = None) -> DueTest:
    (found,) = due_tests(
        [timing.frequency], [Visit(timing.frequency, day) for day in visits], anchor, {timing.frequency: timing}
    )
    return found


@pytest.mark.parametrize(
    ("today", "state", "words"),
    [
        (date(2025, 2, 14), DueState.NOT_YET, "not yet due"),
        (date(2025, 2, 15), DueState.OPEN, "may be done now"),
        (date(2025, 3, 1), DueState.OPEN, "may be done now"),
        (date(2025, 3, 8), DueState.OPEN, "may be done now"),
        (date(2025, 3, 9), DueState.OVERDUE, "overdue by 1 day"),
        (date(2025, 3, 10), DueState.OVERDUE, "overdue by 2 days"),
    ],
)
def test_that_a_visit_is_on_time_from_the_first_to_the_last_day_of_the_window(
    today: date, state: DueState, words: str
) -> None:
    found = next_due(ANNUAL, date(2024, 3, 4))
    assert (found.earliest, found.day, found.latest) == (date(2025, 2, 15), date(2025, 3, 1), date(2025, 3, 8))
    assert (found.state(today), found.words(today)) == (state, words)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2025, 2, 28), DueState.NOT_YET),
        (date(2025, 3, 1), DueState.OPEN),
        (date(2025, 3, 2), DueState.OVERDUE),
    ],
)
def test_that_without_a_tolerance_only_the_due_day_is_on_time(today: date, state: DueState) -> None:
    assert next_due(Timing("annual"), date(2024, 3, 1)).state(today) is state
    assert Timing("annual").tolerance == "no tolerance set"


def test_that_what_was_never_carried_out_says_so_beside_its_state() -> None:
    assert next_due(ANNUAL).words(date(2025, 2, 20)) == "may be done now, never carried out"
    assert next_due(ANNUAL).words(date(2025, 3, 9)) == "overdue by 1 day, never carried out"


def test_that_the_frequencys_own_day_goes_before_that_of_the_building() -> None:
    own = Timing("annual", anchor=date(2024, 7, 1))
    assert next_due(own, date(2024, 8, 1), anchor=ANCHOR).day == date(2025, 7, 1)
    assert next_due(Timing("annual"), date(2024, 8, 1), anchor=ANCHOR).day == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("visit", "following"),
    [
        (date(2025, 3, 20), date(2025, 4, 1)),  # the last day of the window of 1 March, though 1 April is nearer
        (date(2025, 3, 21), date(2025, 5, 1)),  # outside every window: the nearest is 1 April
        (date(2025, 3, 31), date(2025, 5, 1)),  # the day before 1 April, the only early day there is
    ],
)
def test_that_a_visit_answers_for_the_due_day_in_whose_window_it_lies_before_the_nearest(
    visit: date, following: date
) -> None:
    monthly = Timing("monthly", anchor=date(2025, 1, 1), early_days=1, late_days=19)
    assert next_due(monthly, visit).day == following


def test_that_of_two_windows_the_nearer_due_day_is_answered() -> None:
    monthly = Timing("monthly", anchor=date(2025, 1, 1), early_days=20, late_days=20)
    assert next_due(monthly, date(2025, 3, 16)).day == date(2025, 4, 1)
    assert next_due(monthly, date(2025, 3, 18)).day == date(2025, 5, 1)


def test_that_a_fixed_day_still_to_come_leaves_no_gap_longer_than_one_and_a_half_intervals() -> None:
    assert next_due(Timing("annual", anchor=date(2027, 3, 1)), date(2026, 3, 20)).day == date(2027, 3, 1)


def test_that_a_tolerance_is_told_with_its_source() -> None:
    assert ANNUAL.tolerance == "14 days early, 7 days late (Contract, 4.2)"
    assert Timing("annual", late_days=1).tolerance == "1 day late"


def test_that_the_twenty_ninth_of_february_falls_due_each_year_on_a_day_there_is() -> None:
    found = next_due(Timing("annual", anchor=date(2024, 2, 29)), date(2024, 2, 29))
    days = [one.day for one in found.series(date(2028, 3, 1))]
    assert days == [date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


def test_that_five_yearly_tests_fall_due_and_commissioning_never_again() -> None:
    assert next_due(Timing("five_yearly"), date(2024, 2, 29)).day == date(2029, 2, 28)
    assert due_tests(["commissioning"], [], ANCHOR, {"commissioning": Timing("commissioning", ANCHOR)}) == ()


TIMINGS = st.builds(
    Timing, st.sampled_from(tuple(MONTHS)), DAYS, st.integers(0, 366), st.integers(0, 366), st.just("Contract")
)


@given(TIMINGS, st.lists(DAYS, max_size=8))
def test_that_due_days_from_a_fixed_day_never_drift(timing: Timing, visits: list[date]) -> None:
    """However early or late the visits were, every due day is the fixed day and whole intervals."""
    found = next_due(timing, *visits)
    assert timing.anchor is not None
    for one in found.series(months_after(found.day, 3 * MONTHS[timing.frequency])):
        months = (one.day.year - timing.anchor.year) * 12 + one.day.month - timing.anchor.month
        assert months % MONTHS[timing.frequency] == 0
        assert one.day == months_after(timing.anchor, months)


@given(TIMINGS, st.integers(0, 40), st.data())
def test_that_a_visit_inside_one_window_alone_answers_for_its_due_day(
    timing: Timing, number: int, data: st.DataObject
) -> None:
    assert timing.anchor is not None
    days = [months_after(timing.anchor, MONTHS[timing.frequency] * (number + step)) for step in (-1, 0, 1)]
    first = max(days[1] - timedelta(days=timing.early_days), days[0] + timedelta(days=timing.late_days + 1))
    last = min(days[1] + timedelta(days=timing.late_days), days[2] - timedelta(days=timing.early_days + 1))
    if first > last:
        return
    visit = data.draw(st.dates(first, last))
    assert next_due(timing, visit).day == days[2]


def test_that_each_due_day_of_a_period_is_on_time_late_or_not_done_by_the_visit_that_answered_for_it() -> None:
    timing = Timing("six_monthly", early_days=7, late_days=14)
    visits = (
        Visit("annual", date(2025, 9, 15)),
        Visit("monthly", date(2026, 3, 1)),
        Visit("six_monthly", date(2025, 9, 20)),
    )
    first, last = date(2025, 9, 1), date(2026, 3, 1)
    one, two = due_days(timing, visits, date(2025, 3, 1), first, last) or ()
    assert (one.day, one.done, one.state(last)) == (date(2025, 9, 1), date(2025, 9, 15), "on time")
    assert (two.day, two.done, two.latest) == (date(2026, 3, 1), None, date(2026, 3, 15))
    assert [two.state(date(2026, 3, day)) for day in (15, 16)] == ["may still be done", "not done"]
    late = due_days(timing, (Visit("annual", date(2025, 9, 16)),), date(2025, 3, 1), first, last) or ()
    early = due_days(timing, (Visit("annual", date(2025, 8, 24)),), date(2025, 3, 1), first, last) or ()
    assert (late[0].state(last), early[0].state(last)) == ("late", "early")


def test_that_the_first_and_the_last_day_of_a_period_belong_to_it() -> None:
    def found(first: date, last: date) -> list[date]:
        return [one.day for one in due_days(Timing("annual"), (), date(2024, 6, 30), first, last) or ()]

    day, next_day, before = date(2025, 6, 30), date(2025, 7, 1), date(2025, 6, 29)
    assert (found(day, day), found(next_day, next_day), found(before, before)) == ([day], [], [])
    assert found(date(2024, 1, 1), date(2024, 12, 31)) == []


def test_that_nothing_is_known_to_be_due_without_a_day_to_count_from_or_of_what_is_not_repeated() -> None:
    whole = (date(2025, 1, 1), date(2025, 12, 31))
    assert due_days(Timing("annual"), (Visit("annual", date(2025, 3, 1)),), None, *whole) is None
    assert due_days(Timing("commissioning"), (), date(2025, 3, 1), *whole) is None


@given(DAYS, DAYS, st.integers(0, 800), st.integers(1, 800), st.sampled_from(sorted(MONTHS)))
def test_that_two_periods_one_after_the_other_have_the_due_days_of_both_together(
    anchor: date, first: date, half: int, more: int, frequency: str
) -> None:
    between, last = first + timedelta(days=half), first + timedelta(days=half + more)
    asked = Timing(frequency), (Visit("annual", first),), anchor
    one = due_days(*asked, first, between) or ()
    two = due_days(*asked, between + timedelta(days=1), last) or ()
    assert (*one, *two) == due_days(*asked, first, last)
