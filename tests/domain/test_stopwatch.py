"""A stopwatch as a value: what it reads, and how it goes on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from firemode_desktop.domain.stopwatch import Stopwatch, on_the_dial


@pytest.mark.parametrize(
    ("passed", "read"),
    [(0.0, "0.0"), (0.04, "0.0"), (0.06, "0.1"), (7.04, "7.0"), (7.06, "7.1"), (59.96, "60.0"), (3600.0, "3600.0")],
)
def test_that_it_is_read_to_a_tenth_of_a_second(passed: float, read: str) -> None:
    assert Stopwatch().start(0.0).seconds(passed) == Decimal(read)


def test_that_one_that_was_never_started_reads_nothing() -> None:
    assert (Stopwatch().seconds(99.0), Stopwatch().fresh, Stopwatch().running) == (Decimal("0.0"), True, False)
    assert Stopwatch().stop(5.0) == Stopwatch()


def test_that_a_stopped_one_stands_and_goes_on_from_the_trigger() -> None:
    stopped = Stopwatch().start(10.0).stop(12.0)
    assert stopped.seconds(99.0) == Decimal("2.0")
    assert stopped.start(15.0).seconds(16.0) == Decimal("6.0")


def test_that_starting_one_that_runs_changes_nothing() -> None:
    running = Stopwatch().start(10.0)
    assert running.start(12.0) == running


@pytest.mark.parametrize(
    ("seconds", "shown"), [("0.0", "0.0"), ("9.9", "9.9"), ("60.0", "1:00.0"), ("62.4", "1:02.4"), ("605.0", "10:05.0")]
)
def test_that_the_dial_shows_minutes_once_there_are_any(seconds: str, shown: str) -> None:
    assert on_the_dial(Decimal(seconds)) == shown
