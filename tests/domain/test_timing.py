"""Times as they are written and read, and the edits of a sequence that are edits of its times."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.timing import (
    clock,
    dependency_words,
    ended,
    forbidden,
    free,
    parse_seconds,
    planned,
    read_dependencies,
    said,
    snapped,
    waiting,
    widened,
)

D = Decimal


def step(order: int, component: str = "FAN-01", delay: int = 10, tolerance: int = 2, **more: object) -> Step:
    return Step(order, component, "fan", "start", D(delay), D(tolerance), **more)  # type: ignore[arg-type]


THREE = Sequence((step(1, "ALARM", 0), step(2, "FAN-01", 10), step(3, "LIFT-01", 20, 10)))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("20", "20"),
        ("15,5", "15.5"),
        ("90 s", "90"),
        ("± 5 s", "5"),
        ("1:30", "90"),
        ("0:05.5", "5.5"),
        ("1:02:03", "3723"),
        ("1.5 min", "90"),
        ("0", "0"),
        ("86400", "86400"),
    ],
)
def test_that_times_are_read_as_people_write_them(text: str, seconds: str) -> None:
    assert parse_seconds(text) == D(seconds)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "A time is needed"),
        ("-1", "-1 s is before the trigger"),
        ("86400.1", "more than a day"),
        ("5 Pa", "“5 Pa” is not a time"),
        ("soon", "“soon” is not a number."),
    ],
)
def test_that_what_is_no_time_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        parse_seconds(text)


@given(st.integers(0, 86_399))
def test_that_the_clock_is_read_back(seconds: int) -> None:
    assert parse_seconds(clock(seconds)) == seconds


@given(st.decimals(0, 86_400, places=2))
def test_that_what_is_said_is_read_back(seconds: Decimal) -> None:
    assert parse_seconds(said(seconds)) == seconds


def test_that_two_minutes_are_where_the_clock_is_added() -> None:
    assert (said(D("119.5")), said(D(120))) == ("119.5 s", "120 s (2:00)")


@given(st.decimals(0, 1000, places=3), st.sampled_from([D(1), D("0.1")]))
def test_that_a_snapped_time_is_on_the_grid_and_near(seconds: Decimal, grid: Decimal) -> None:
    found = snapped(seconds, grid)
    assert found % grid == 0
    assert abs(found - seconds) <= grid / 2


def test_that_nothing_snaps_before_the_trigger() -> None:
    assert snapped(-3.4, D(1)) == 0


def test_that_a_tolerance_is_never_less_than_none() -> None:
    after = widened(THREE, {2, 3}, D(-5))
    assert [one.tolerance_seconds for one in after] == [2, 0, 5]


def test_that_the_end_of_a_window_is_its_tolerance() -> None:
    assert planned(ended(THREE, 3, at=D(28), late=True).step(3)) == "20 ± 8 s"
    assert planned(ended(THREE, 3, at=D(15), late=False).step(3)) == "20 ± 5 s"
    assert planned(ended(THREE, 3, at=D(19), late=True).step(3)) == "20 ± 0 s"


def test_that_the_other_end_of_a_forbidden_window_stays() -> None:
    sequence = forbidden(THREE, {3})
    assert planned(sequence.step(3)) == "0–60 s"
    assert planned(ended(sequence, 3, at=D(25), late=True).step(3)) == "0–25 s"
    assert planned(ended(sequence, 3, at=D(5), late=False).step(3)) == "5–60 s"
    assert planned(ended(sequence, 3, at=D(70), late=False).step(3)) == "60–60 s"


def test_that_a_forbidden_effect_is_forbidden_as_long_as_the_sequence_lasts() -> None:
    sequence = Sequence((step(1, delay=100, tolerance=20), step(2, "AHU", depends_on=(1,))))
    after = forbidden(sequence, {2}).step(2)
    assert (after.must_not, planned(after), after.depends_on) == (True, "0–120 s", ())


def test_that_steps_wait_but_never_in_a_circle() -> None:
    after = waiting(waiting(THREE, 2, 1), 3, 2)
    assert (after.step(2).depends_on, after.step(3).depends_on) == ((1,), (2,))
    with pytest.raises(Refused, match="LIFT-01 start waits for ALARM start already"):
        waiting(after, 1, 3)
    with pytest.raises(Refused, match="cannot wait for itself"):
        waiting(after, 2, 2)
    assert free(after, 3, 2).step(3).depends_on == ()


@pytest.mark.parametrize("text", ["1, 2", "#1; 2.", "alarm, FAN-01", "1 ALARM, 2 FAN-01", "ALARM start, 2"])
def test_that_dependencies_are_numbers_or_names(text: str) -> None:
    after = read_dependencies(THREE, 3, text)
    assert after.step(3).depends_on == (1, 2)
    assert dependency_words(after.step(3), after) == "1 ALARM, 2 FAN-01"


def test_that_blank_is_no_dependency() -> None:
    assert read_dependencies(waiting(THREE, 3, 1), 3, "  ").step(3).depends_on == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [("9", "There is no step 9; the steps are 1 to 4."), ("AHU", "No step is of “AHU”"), ("LIFT-01", "steps 3, 4")],
)
def test_that_an_unknown_dependency_is_told(text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read_dependencies(THREE.added(step(0, "LIFT-01")), 2, text)
