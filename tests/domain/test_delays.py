"""The delays of a scenario over its tests: which step is which, what creeps, and what a changed plan begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from firemode_desktop.domain.delays import Run, StepOverTime, over_time
from firemode_desktop.domain.observed import ObservedEffect, Outcome
from firemode_desktop.domain.sequence import Step
from tests.domain.scenes import d

FIRST = date(2023, 5, 1)
FAN = Step(1, "FAN-01", "fan", "start", d(3), d(2))


def run(number: int, seen: Iterable[tuple[str, str, str]], steps: tuple[Step, ...] = (FAN,), version: int = 1) -> Run:
    effects = tuple(ObservedEffect(component, action, d(at)) for component, action, at in seen)
    return Run(FIRST + timedelta(days=183 * number), version, steps, effects, UUID(int=number + 1))


def fan(*delays: str) -> StepOverTime:
    (found,) = over_time(run(number, [("FAN-01", "start", at)]) for number, at in enumerate(delays))
    return found


def test_that_a_delay_that_grows_from_test_to_test_creeps() -> None:
    found = fan("2.0", "2.5", "3.0", "3.4", "4.0", "4.5")
    assert found.creeps == pytest.approx(1.0, abs=0.05)
    assert found.trend is not None
    assert "The limit of 5 s is expected to be met" in found.trend.sentence


def test_that_a_delay_that_stays_or_was_seen_four_times_only_does_not_creep() -> None:
    assert fan("3.0", "2.9", "3.1", "3.0", "2.9", "3.0").creeps is None
    assert fan("2.0", "2.5", "3.0", "3.5").creeps is None


def test_that_a_changed_plan_is_told_and_begins_anew() -> None:
    later = replace(FAN, expected_delay_seconds=d(6))
    runs = [run(number, [("FAN-01", "start", f"{2 + number / 2}")]) for number in range(3)]
    runs += [run(number, [("FAN-01", "start", "6.0")], (later,), version=2) for number in (3, 4)]
    (found,) = over_time(runs)
    ((before, after),) = found.changes
    assert (before.run.version, after.run.version, after.seen.step.expected_delay_seconds) == (1, 2, d(6))
    assert found.trend is not None
    assert [point.value for point in found.trend.points] == [d("6.0"), d("6.0")]


def test_that_a_plan_that_stays_in_a_new_version_changes_nothing() -> None:
    (found,) = over_time([run(0, [("FAN-01", "start", "3")]), run(1, [("FAN-01", "start", "3")], version=2)])
    assert found.changes == ()


def test_that_a_step_is_known_by_what_it_does_not_by_its_number() -> None:
    first = replace(FAN, step_order=2)
    stop = replace(FAN, step_order=1, component_id="AHU-08", expected_action="stop")
    seen = [("FAN-01", "start", "3"), ("AHU-08", "stop", "3")]
    found = over_time([run(0, seen[:1]), run(1, seen, (stop, first))])
    assert [one.step.words for one in found] == ["AHU-08 stop", "FAN-01 start"]
    assert [len(one.delays) for one in found] == [1, 2]


def test_that_of_two_alike_steps_the_first_answers_the_first() -> None:
    again = replace(FAN, step_order=2, expected_delay_seconds=d(30))
    seen = [("FAN-01", "start", "3"), ("FAN-01", "start", "31")]
    first, second = over_time([run(0, seen, (FAN, again)), run(1, seen, (FAN, again))])
    assert [delay.seen.at for delay in first.delays] == [d(3), d(3)]
    assert [delay.seen.at for delay in second.delays] == [d(31), d(31)]


def test_that_a_wrong_action_is_no_delay_and_what_must_not_happen_has_no_trend() -> None:
    (wrong,) = over_time([run(0, [("FAN-01", "stop", "3")])])
    assert wrong.delays[0].seen.outcome is Outcome.WRONG_ACTION
    assert wrong.trend is not None
    assert wrong.trend.points == ()
    (never,) = over_time([run(0, [], (replace(FAN, must_not=True),))])
    assert never.trend is None
    assert never.creeps is None
