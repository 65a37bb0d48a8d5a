"""What is waited for while a sequence is watched: windows that open and close, what is overdue, what comes next."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.watching import next_expected, watched


def step(order: int, at: str, slack: str = "2", must_not: bool = False) -> Step:
    return Step(order, f"PART-{order}", "fan", "start", Decimal(at), Decimal(slack), must_not=must_not)


@pytest.mark.parametrize(
    ("now", "phase", "words"),
    [
        ("0", "ahead", "in 3.0 s"),
        ("2.9", "ahead", "in 0.1 s"),
        ("3", "open", "4.0 s left"),
        ("7", "open", "0.0 s left"),
        ("7.1", "overdue", "0.1 s overdue"),
        ("207", "overdue", "200 s overdue"),
    ],
)
def test_that_a_window_opens_counts_down_at_both_ends_and_is_then_overdue(now: str, phase: str, words: str) -> None:
    found = watched(step(1, "5"), Decimal(now))
    assert (found.phase, found.words) == (phase, words)


@pytest.mark.parametrize(
    ("now", "phase", "words"),
    [
        ("7.9", "ahead", "in 0.1 s"),
        ("8", "open", "watch 4.0 s"),
        ("12", "open", "watch 0.0 s"),
        ("12.1", "quiet", "did not happen"),
    ],
)
def test_that_what_must_not_happen_is_watched_to_the_end_of_its_window(now: str, phase: str, words: str) -> None:
    found = watched(step(1, "10", must_not=True), Decimal(now))
    assert (found.phase, found.words) == (phase, words)


STEPS = [step(1, "10"), step(2, "3"), step(3, "3"), step(4, "0", "60", must_not=True)]


@pytest.mark.parametrize(
    ("seen", "now", "place"),
    [
        ((), "0", 1),
        ((1,), "3", 2),
        ((1, 2), "3", 0),
        ((1,), "6", 2),  # late, and nothing planned later was seen: still waited for
        ((1, 0), "5", 2),  # planned earlier than what was seen, but its window is open
        ((0,), "12", 1),  # all that is left is overdue
        ((0, 1, 2), "12", None),
    ],
)
def test_that_the_step_planned_first_is_waited_for(seen: tuple[int, ...], now: str, place: int | None) -> None:
    assert next_expected(STEPS, seen, Decimal(now)) == place


def test_that_a_step_whose_window_closed_is_passed_over_once_a_later_one_was_seen() -> None:
    steps = [step(1, "3"), step(2, "10"), step(3, "20")]
    assert next_expected(steps, (), Decimal(9)) == 0
    assert next_expected(steps, (1,), Decimal(9)) == 2


@given(
    st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=12),
    st.sets(st.integers(0, 11)),
    st.integers(0, 90),
)
def test_that_something_is_waited_for_as_long_as_anything_is_left(
    made: list[tuple[int, bool]], seen: set[int], now: int
) -> None:
    steps = [step(n, str(at), must_not=must_not) for n, (at, must_not) in enumerate(made, start=1)]
    left = {at for at, one in enumerate(steps) if not one.must_not and at not in seen}
    assert (
        (next_expected(steps, seen, Decimal(now)) in left) if left else next_expected(steps, seen, Decimal(now)) is None
    )
