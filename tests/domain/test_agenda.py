"""What stands on which day: windows, what is overdue, the next twelve months."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.agenda import Agenda, Matter, Month
from firemode_desktop.domain.calendar import DueCalibration, DueFault, PlannedVisit
from firemode_desktop.domain.due import MONTHS, DueTest, months_after
from firemode_desktop.domain.words import Frequency

TODAY = date(2026, 5, 4)
AT = datetime(2026, 5, 4, 2, tzinfo=UTC)
ANNUAL = DueTest(Frequency.ANNUAL, date(2026, 5, 11), date(2025, 5, 11), 14, 7, date(2025, 5, 11))
MONTHLY = DueTest(Frequency.MONTHLY, date(2026, 2, 11), None, 0, 0, date(2026, 1, 11))
ONE = UUID(int=1)


def visit(status: str, day: date) -> PlannedVisit:
    return PlannedVisit(ONE, "Annual session", "annual", status, day, AT)


def texts(agenda: Agenda, day: date) -> list[tuple[str, bool]]:
    return [(one.text, one.overdue) for one in agenda.between(day, day)]


def test_that_each_day_of_a_window_knows_its_due_test_and_those_beside_it_do_not() -> None:
    found = Agenda(TODAY, (ANNUAL,)).windows(date(2026, 4, 1), date(2026, 6, 30))
    assert (min(found), max(found), len(found)) == (date(2026, 4, 27), date(2026, 5, 18), 14 + 1 + 7)
    assert {one.day for tests in found.values() for one in tests} == {date(2026, 5, 11)}


def test_that_the_window_of_a_due_day_beyond_the_days_shown_is_still_shown() -> None:
    found = Agenda(TODAY, (ANNUAL,)).windows(date(2026, 4, 1), date(2026, 4, 30))
    assert (min(found), max(found)) == (date(2026, 4, 27), date(2026, 4, 30))


def test_that_tests_without_a_tolerance_may_be_done_on_their_due_day_alone() -> None:
    found = Agenda(TODAY, (MONTHLY,)).windows(date(2026, 5, 1), date(2026, 5, 31))
    assert list(found) == [date(2026, 5, 11)]


def test_that_of_tests_left_out_for_months_the_first_due_day_alone_is_told_ahead() -> None:
    agenda = Agenda(TODAY, (MONTHLY,))
    ahead = agenda.ahead()
    assert [(one.day, one.overdue) for one in ahead][:2] == [(date(2026, 2, 11), True), (date(2026, 5, 11), False)]
    assert len(ahead) == 1 + 12
    assert texts(agenda, date(2026, 3, 11)) == [("Monthly tests due", True)]


def test_that_the_next_twelve_months_end_with_the_same_day_of_next_year() -> None:
    at_the_end = DueTest(Frequency.ANNUAL, date(2027, 5, 4))
    assert len(Agenda(TODAY, (at_the_end,)).ahead()) == 1
    assert Agenda(TODAY, (DueTest(Frequency.ANNUAL, date(2027, 5, 5)),)).ahead() == ()


def test_that_a_planned_visit_is_overdue_from_the_day_after_unless_it_was_handed_in() -> None:
    yesterday = TODAY - timedelta(days=1)
    for status, overdue in (("draft", True), ("in_progress", True), ("returned", True), ("submitted", False)):
        agenda = Agenda(TODAY, visits=(visit(status, yesterday),))
        assert texts(agenda, yesterday) == [("Annual session", overdue)]
        assert len(agenda.ahead()) == overdue
    assert texts(Agenda(TODAY, visits=(visit("draft", TODAY),)), TODAY) == [("Annual session", False)]


def test_that_a_certificate_is_over_on_its_last_day_and_a_fault_the_day_after() -> None:
    """A certificate holds up to the day it names, that day excluded; a fault may be resolved on its due day."""
    instrument = DueCalibration(ONE, "M-1", "Manometer", TODAY, AT)
    fault = DueFault(ONE, 12, "Door opening force, open", TODAY, AT)
    agenda = Agenda(TODAY, calibrations=(instrument,), faults=(fault,))
    assert texts(agenda, TODAY) == [("M-1: calibration ends", True), ("Fault 12 due", False)]
    assert texts(Agenda(TODAY + timedelta(days=1), faults=(fault,)), TODAY) == [("Fault 12 due", True)]
    assert [one.matter for one in agenda.between(TODAY, TODAY)] == [Matter.CALIBRATION, Matter.FAULT]


def test_that_an_instrument_without_a_certificate_has_no_day() -> None:
    assert Agenda(TODAY, calibrations=(DueCalibration(ONE, "M-1", "", None, AT),)).ahead() == ()


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_that_a_month_is_shown_in_six_whole_weeks_that_hold_all_its_days(day: date) -> None:
    month = Month.of(day)
    assert (len(month.days), month.first.weekday()) == (42, 0)
    first = date(day.year, day.month, 1)
    assert month.days.index(first) < 7
    assert months_after(first, 1) - timedelta(days=1) in month.days


@given(
    st.sampled_from(tuple(MONTHS)),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(0, 60),
    st.integers(0, 60),
    st.dates(date(2020, 1, 1), date(2034, 12, 31)),
)
def test_that_a_day_is_shaded_exactly_when_a_due_test_may_be_done_on_it(
    frequency: str, anchor: date, early: int, late: int, first: date
) -> None:
    test = DueTest(Frequency(frequency), months_after(anchor, MONTHS[frequency]), None, early, late, anchor)
    shaded = Agenda(TODAY, (test,)).windows(first, first + timedelta(days=41))
    for day in (first + timedelta(days=number) for number in range(42)):
        right = [one.day for one in test.series(day + timedelta(days=early)) if one.earliest <= day <= one.latest]
        assert [one.day for one in shaded.get(day, ())] == right
