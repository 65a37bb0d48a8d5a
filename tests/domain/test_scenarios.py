"""What became of each step of a sequence, in a few words; and the state of a version."""

from __future__ import annotations

from decimal import Decimal

import pytest

from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.scenarios import ScenarioState, seen_steps, told
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.standing import Standing

FAN = Step(1, "FAN-01", "fan", "start", Decimal(3), Decimal(2))
AHU = Step(2, "AHU-08", "damper", "run", Decimal(10), Decimal(10), must_not=True)


def seen(component: str, action: str, delay: str, step: int | None = None) -> ObservedEffect:
    return ObservedEffect(component, action, Decimal(delay), step)


@pytest.mark.parametrize(
    ("active", "published", "state"),
    [(True, True, "published"), (True, False, "published"), (False, False, "draft"), (False, True, "superseded")],
)
def test_that_a_version_is_in_force_a_draft_or_replaced(active: bool, published: bool, state: str) -> None:
    assert ScenarioState.of(active, published) == state


@pytest.mark.parametrize(
    ("delay", "standing", "said"),
    [
        ("1", Standing.PASS, "1 s"),
        ("0.9", Standing.FAIL, "0.9 s – 0.1 s early"),
        ("5", Standing.PASS, "5 s"),
        ("6.4", Standing.FAIL, "6.4 s – 1.4 s late"),
    ],
)
def test_that_a_step_is_told_with_how_far_it_was_off(delay: str, standing: Standing, said: str) -> None:
    (step,) = seen_steps([FAN], [seen("FAN-01", "start", delay, 1)])
    assert (step.standing, step.said, step.action) == (standing, said, "start")


def test_that_what_was_not_tested_not_seen_and_wrong_are_three_things() -> None:
    assert (seen_steps([FAN], None)[0].standing, seen_steps([FAN], None)[0].said) == (Standing.NOT_TESTED, "")
    assert seen_steps([FAN], [])[0].said == "not seen"
    assert seen_steps([FAN], [seen("FAN-01", "stop", "3", 1)])[0].said == "3 s – wrong action"


def test_that_what_must_not_happen_is_told_either_way() -> None:
    quiet = seen_steps([AHU], [])[0]
    assert (quiet.standing, quiet.said, quiet.action) == (Standing.PASS, "did not happen", "must not run")
    loud = seen_steps([AHU], [seen("AHU-08", "run", "4")])[0]
    assert (loud.standing, loud.said) == (Standing.FAIL, "4 s – seen, must not")


def test_that_an_effect_nobody_expected_is_left_over() -> None:
    assert told([FAN], [seen("FAN-01", "start", "3", 1), seen("LIFT-01", "stop", "8")]).left_over == (
        "LIFT-01 stop at 8 s was not expected.",
    )


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        ([seen("FAN-01", "start", "3", 1)], "2 of 2 as expected."),
        ([seen("FAN-01", "start", "6.4", 1)], "1 of 2 as expected; FAN-01 start 1.4 s late."),
        ([], "1 of 2 as expected; FAN-01 start not seen."),
        (
            [seen("FAN-01", "start", "3", 1), seen("AHU-08", "run", "4"), seen("LIFT-01", "stop", "8")],
            "1 of 2 as expected; AHU-08 run seen, must not; 1 effect not expected.",
        ),
    ],
)
def test_that_a_sentence_says_what_became_of_a_sequence(effects: list[ObservedEffect], said: str) -> None:
    assert told([FAN, AHU], effects).summary == said


def test_that_no_more_than_four_steps_are_named_and_the_rest_is_counted() -> None:
    steps = [Step(n, f"FAN-{n}", "fan", "start", Decimal(n), Decimal(2)) for n in range(1, 8)]
    named = "; ".join(f"FAN-{n} start not seen" for n in range(1, 5)) + "; 3 more"
    assert told(steps, []).summary == f"0 of 7 as expected; {named}."
    assert "more" not in told(steps[:4], []).summary
