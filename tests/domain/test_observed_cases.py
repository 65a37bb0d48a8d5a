"""Sequences worked out by hand, both sides of every limit: what was seen, and what must be found."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firemode_desktop.domain.observed import ObservedEffect, Outcome, compare, from_text, noted, to_text
from firemode_desktop.domain.sequence import Step

# A step: component, action, planned ± tolerance; ! must not happen; > depends on these steps.
PLANS = {
    "fan": "F start 3±2",
    "exact": "F start 3±0",
    "at once": "F start 0±2",
    "clipped": "F start 2±5",
    "tenths": "F start 2.5±0.5",
    "two": "F start 5±5 | D open 8±5",
    "depends": "F start 5±5 | D open 8±5 >1",
    "same moment": "F start 5±5 | D open 5±5",
    "chain": "P activate 0±2 | F start 3±2 >1 | D open 5±3 >1,2",
    "twice": "F start 5±2 | F start 8±2",
    "apart": "F start 3±2 | F start 60±5",
    "wide": "F start 9.5±10 | F start 10±1",
    "open close": "D open 5±2 | D close 60±5",
    "forbidden": "F start 3±2 | !L recall 10±10",
    "not late": "F start 3±2 | !F start 30±10",
    "not first": "!D open 2±2 | D open 15±2",
    "not stop": "F start 3±2 | !F stop 30±30",
    "backwards": "F start 8±6 | D open 5±5 >1",
}

CASES = [
    # tolerances include both ends
    ("fan", "F start 1", "as_expected"),
    ("fan", "F start 0.999", "early"),
    ("fan", "F start 5", "as_expected"),
    ("fan", "F start 5.001", "late"),
    ("fan", "F start 3", "as_expected"),
    ("fan", "F start 0", "early"),
    ("fan", "F start 1.000", "as_expected"),
    ("fan", "F start 4.9999999999", "as_expected"),
    ("exact", "F start 3", "as_expected"),
    ("exact", "F start 3.0", "as_expected"),
    ("exact", "F start 2.99", "early"),
    ("exact", "F start 3.01", "late"),
    ("tenths", "F start 2.0", "as_expected"),
    ("tenths", "F start 3.0", "as_expected"),
    ("tenths", "F start 1.9", "early"),
    ("tenths", "F start 3.1", "late"),
    # clipped at the trigger
    ("at once", "F start 0", "as_expected"),
    ("at once", "F start 2", "as_expected"),
    ("at once", "F start 2.1", "late"),
    ("clipped", "F start 0", "as_expected"),
    ("clipped", "F start 7", "as_expected"),
    ("clipped", "F start 7.1", "late"),
    # nothing, another action, another component, however it is written
    ("fan", "", "missing"),
    ("fan", "F stop 3", "wrong_action"),
    ("fan", "F stop 300", "wrong_action"),
    ("fan", "f START 3", "as_expected"),
    ("fan", "G start 3", "missing; unexpected"),
    ("fan", "F start 3, G start 3", "as_expected; unexpected"),
    ("fan", "F start 3, F stop 90", "as_expected; unexpected"),
    ("fan", "F stop 2, F start 3", "as_expected; unexpected"),
    # an effect that occurs twice: the one that fits answers, the other is told
    ("fan", "F start 3, F start 4", "as_expected; unexpected"),
    ("fan", "F start 0.5, F start 4", "as_expected; unexpected"),
    ("fan", "F start 4, F start 9", "as_expected; unexpected"),
    ("fan", "F start 0, F start 9", "early; unexpected"),
    ("fan", "F start 9, F start 12", "late; unexpected"),
    ("fan", "F start 3, F start 3", "as_expected; unexpected"),
    # order
    ("two", "F start 5, D open 8", "as_expected, as_expected"),
    ("two", "F start 6, D open 4", "as_expected, as_expected; wrong_order 2 warn"),
    ("two", "F start 6, D open 6", "as_expected, as_expected"),
    ("depends", "F start 6, D open 5.9", "as_expected, as_expected; wrong_order 2 fail"),
    ("depends", "F start 6, D open 6", "as_expected, as_expected"),
    ("depends", "D open 8", "missing, as_expected"),
    ("depends", "F stop 9, D open 8", "wrong_action, as_expected"),
    ("depends", "F start 14, D open 13", "late, as_expected; wrong_order 2 fail"),
    ("same moment", "D open 4, F start 6", "as_expected, as_expected"),
    ("chain", "P activate 0, F start 3, D open 5", "as_expected, as_expected, as_expected"),
    (
        "chain",
        "P activate 2, F start 1, D open 2",
        "as_expected, as_expected, as_expected; wrong_order 2 fail",
    ),
    (
        "chain",
        "P activate 2, F start 3, D open 2.5",
        "as_expected, as_expected, as_expected; wrong_order 3 fail",
    ),
    ("backwards", "F start 4, D open 5", "as_expected, as_expected"),
    ("backwards", "F start 5, D open 4", "as_expected, as_expected; wrong_order 2 fail"),
    # several steps of one component: as many as can be are in their windows
    ("twice", "F start 6.5, F start 4", "as_expected, as_expected"),
    ("twice", "F start 6.5, F start 9", "as_expected, as_expected"),
    ("twice", "F start 6, F start 7", "as_expected, as_expected"),
    ("twice", "F start 6.5", "as_expected, missing"),
    ("twice", "F start 9", "missing, as_expected"),
    ("twice", "F start 11, F start 12", "late, late"),
    ("twice", "F start 1, F start 2", "early, early"),
    ("apart", "F start 61, F start 4", "as_expected, as_expected"),
    ("apart", "F start 61", "missing, as_expected"),
    ("apart", "F start 61, F start 62", "late, as_expected"),
    ("wide", "F start 10.2, F start 15", "as_expected, as_expected"),
    ("wide", "F start 15", "as_expected, missing"),
    ("open close", "D open 5, D close 60", "as_expected, as_expected"),
    ("open close", "D close 60", "missing, as_expected"),
    ("open close", "D open 5, D open 60", "as_expected, wrong_action"),
    ("open close", "D close 5, D open 60", "late, early; wrong_order 2 warn"),
    # what must not be seen
    ("forbidden", "F start 3", "as_expected, as_expected"),
    ("forbidden", "F start 3, L recall 0", "as_expected, must_not_seen"),
    ("forbidden", "F start 3, L recall 20", "as_expected, must_not_seen"),
    ("forbidden", "F start 3, L recall 20.01", "as_expected, as_expected; unexpected"),
    ("forbidden", "F start 3, L start 5", "as_expected, as_expected; unexpected"),
    ("forbidden", "F start 3, L recall 4, L recall 9", "as_expected, must_not_seen; must_not_seen 2 fail"),
    ("forbidden", "", "missing, as_expected"),
    ("not late", "F start 3", "as_expected, as_expected"),
    ("not late", "F start 3, F start 20", "as_expected, must_not_seen"),
    ("not late", "F start 3, F start 19.9", "as_expected, as_expected; unexpected"),
    ("not late", "F start 25", "late, must_not_seen"),
    ("not first", "D open 15", "as_expected, as_expected"),
    ("not first", "D open 3, D open 15", "must_not_seen, as_expected"),
    ("not first", "D open 4", "must_not_seen, early"),
    ("not first", "D open 4.1", "as_expected, early"),
    ("not stop", "F stop 3", "missing, must_not_seen"),
    ("not stop", "F stop 61", "wrong_action, as_expected"),
]


def plan(text: str) -> tuple[Step, ...]:
    """The steps of a plan as it is written above."""
    found = []
    for number, part in enumerate(text.split(" | "), start=1):
        words = re.fullmatch(r"(!?)(\w) (\w+) ([\d.]+)±([\d.]+)(?: >([\d,]+))?", part)
        assert words is not None
        must_not, component, action, at, tolerance, after = words.groups()
        depends = tuple(map(int, after.split(","))) if after else ()
        found.append(
            Step(number, component, "fan", action, Decimal(at), Decimal(tolerance), bool(must_not), depends_on=depends)
        )
    return tuple(found)


def seen(text: str) -> list[ObservedEffect]:
    """What was seen, as it is written above."""
    parts = [part.split() for part in text.split(", ") if part]
    return [ObservedEffect(component, action, Decimal(at)) for component, action, at in parts]


def told(steps: tuple[Step, ...], effects: list[ObservedEffect]) -> str:
    """What was found: the outcome of each step; then whatever else, with its step and result."""
    findings = compare(steps, effects).findings
    own = ", ".join(each.outcome for each in findings[: len(steps)])
    more = [
        each.outcome if each.outcome is Outcome.UNEXPECTED else f"{each.outcome} {each.step_order} {each.result}"
        for each in findings[len(steps) :]
    ]
    return "; ".join([own, *more])


@pytest.mark.parametrize(("name", "effects", "found"), CASES)
def test_that_a_sequence_is_judged_as_by_hand_in_whatever_order_it_was_noted(
    name: str, effects: str, found: str
) -> None:
    steps = plan(PLANS[name])
    for order in itertools.permutations(seen(effects)):
        assert told(steps, list(order)) == found


def test_that_there_are_enough_cases() -> None:
    assert len(CASES) > 60
    assert len({case[:2] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(("name", "effects", "found"), CASES)
def test_that_effects_noted_against_their_steps_are_judged_the_same(name: str, effects: str, found: str) -> None:
    steps = plan(PLANS[name])
    again = from_text(to_text(noted(steps, seen(effects))))
    assert told(steps, list(again)) == found


times = st.decimals(0, 60, places=1)
plans = st.lists(
    st.builds(
        lambda component, action, at, tolerance: (component, action, at, tolerance),
        st.sampled_from("ABC"),
        st.sampled_from(["start", "open"]),
        times,
        st.decimals(0, 10, places=1),
    ),
    min_size=1,
    max_size=6,
).map(lambda rows: tuple(Step(n, c, "fan", a, at, t) for n, (c, a, at, t) in enumerate(rows, start=1)))
effects = st.lists(
    st.builds(ObservedEffect, st.sampled_from("ABCD"), st.sampled_from(["start", "open", "stop"]), times), max_size=7
)


@given(plans)
@settings(max_examples=60)
def test_that_what_was_seen_exactly_as_planned_is_as_expected(steps: tuple[Step, ...]) -> None:
    exact = [ObservedEffect(s.component_id, s.expected_action, s.expected_delay_seconds) for s in steps]
    assert {each.outcome for each in compare(steps, exact).findings} == {Outcome.AS_EXPECTED}


@given(plans, st.data())
@settings(max_examples=60)
def test_that_one_effect_beyond_its_window_fails_its_step_alone(steps: tuple[Step, ...], data: st.DataObject) -> None:
    apart = tuple(Step(s.step_order, f"F-{s.step_order}", "fan", *_of(s)) for s in steps)
    moved = data.draw(st.sampled_from(apart))
    exact = [
        ObservedEffect(s.component_id, s.expected_action, s.latest + 1 if s is moved else s.expected_delay_seconds)
        for s in apart
    ]
    failed = [each.step for each in compare(apart, exact).findings if each.result == "fail"]
    assert failed == [moved]


def _of(step: Step) -> tuple[str, Decimal, Decimal]:
    return step.expected_action, step.expected_delay_seconds, step.tolerance_seconds


@given(plans, effects)
@settings(max_examples=60)
def test_that_no_other_assignment_has_more_steps_in_their_windows(
    steps: tuple[Step, ...], observed: list[ObservedEffect]
) -> None:
    good = sum(each.outcome is Outcome.AS_EXPECTED for each in compare(steps, observed).findings)
    assert good == most_in_windows(list(steps), observed)


def most_in_windows(steps: list[Step], observed: list[ObservedEffect]) -> int:
    """By trying everything."""
    if not steps:
        return 0
    first, rest = steps[0], steps[1:]
    fits = [e for e in observed if e.key == first.key and first.earliest <= e.delay_seconds <= first.latest]
    taken = (1 + most_in_windows(rest, [e for e in observed if e is not each]) for each in fits)
    return max([most_in_windows(rest, observed), *taken])


@given(plans, effects)
@settings(max_examples=60)
def test_that_noting_effects_against_steps_changes_no_verdict(
    steps: tuple[Step, ...], observed: list[ObservedEffect]
) -> None:
    before, after = compare(steps, observed), compare(steps, noted(steps, observed))
    assert [(f.outcome, f.result, f.step_order, f.message) for f in before.findings] == [
        (f.outcome, f.result, f.step_order, f.message) for f in after.findings
    ]
