"""Instructions counted down, and the walk through a session."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from firemode_desktop.domain.countdown import Countdown, Instruction
from firemode_desktop.domain.walk import about

STEPS = (Instruction("Close the doors", 60), Instruction("Wait", 30), Instruction("Read"))


def test_that_the_next_instruction_follows_when_the_time_of_one_is_over() -> None:
    now = Countdown.of(STEPS).started().passed(59.5)
    assert (now.at, now.figure) == (0, "0:01")
    now = now.passed(0.5)
    assert (now.at, now.figure, now.ticked) == (1, "0:30", frozenset({0}))


def test_that_what_is_left_over_counts_for_the_next_instruction() -> None:
    assert Countdown.of(STEPS).started().passed(70).left == 20


def test_that_a_held_countdown_stands_still() -> None:
    held = Countdown.of(STEPS).started().passed(10).paused()
    assert held.passed(100) == held
    assert held.started().passed(5).left == 45


def test_that_an_instruction_without_seconds_is_through_when_its_turn_comes() -> None:
    now = Countdown.of(STEPS).started().passed(90)
    assert now.finished
    assert not now.running


def test_that_a_tick_goes_on_to_the_first_instruction_that_is_not_ticked() -> None:
    now = Countdown.of(STEPS).tick(1)
    assert now.at == 0
    now = now.tick(0)
    assert now.at == 2
    assert now.tick(0).at == 0


def test_that_starting_again_after_the_end_begins_at_the_top() -> None:
    again = Countdown.of(STEPS).started().passed(500).started()
    assert (again.at, again.left, again.running, again.ticked) == (0, 60, True, frozenset())


def test_that_nothing_is_counted_without_instructions() -> None:
    assert not Countdown.of(()).started().running
    assert not Countdown.of(()).finished


@given(some.lists(some.integers(0, 90), max_size=6), some.lists(some.floats(0, 100), max_size=12))
def test_that_the_countdown_ends_after_the_sum_of_its_seconds_however_time_is_cut(
    seconds: list[int], passed: list[float]
) -> None:
    now = Countdown.of([Instruction(str(each), each) for each in seconds]).started()
    for each in passed:
        now = now.passed(each)
    left = now.left + sum(seconds[now.at + 1 :]) if now.current else 0
    assert abs(left - max(0.0, sum(seconds) - sum(passed))) < 1e-6


def test_that_a_length_of_time_is_rounded_up() -> None:
    assert [about(each) for each in (0, 59, 60, 61, 3599, 3600, 9301, 9600)] == [
        "0 s",
        "59 s",
        "~1 min",
        "~2 min",
        "~1 h",
        "~1 h",
        "~2 h 40",
        "~2 h 40",
    ]
