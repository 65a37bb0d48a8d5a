"""What was seen, held against what was planned."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.observed import ObservedEffect, Outcome, compare, from_text, parse_observed, to_text
from firemode_desktop.domain.sequence import Step, parse
from firemode_desktop.domain.words import CheckResult
from tests.domain.scenes import SEQUENCE, d

STEPS = parse(SEQUENCE)


def seen(component: str, action: str, delay: str | int, step: int | None = None) -> ObservedEffect:
    return ObservedEffect(component, action, d(delay), step)


def as_planned() -> list[ObservedEffect]:
    return [seen(step.component_id, step.expected_action, str(step.expected_delay_seconds)) for step in STEPS]


def outcomes(steps: tuple[Step, ...], observed: list[ObservedEffect]) -> list[tuple[int | None, Outcome]]:
    return [(finding.step_order, finding.outcome) for finding in compare(steps, observed).findings]


def unusual(steps: tuple[Step, ...], observed: list[ObservedEffect]) -> list[tuple[int | None, Outcome]]:
    return [pair for pair in outcomes(steps, observed) if pair[1] is not Outcome.AS_EXPECTED]


def fan_at(delay: str) -> list[ObservedEffect]:
    return [effect if effect.component_id != "FAN-01" else seen("FAN-01", "start", delay) for effect in as_planned()]


def test_that_a_sequence_as_planned_is_compliant() -> None:
    result = compare(STEPS, as_planned())
    assert result.compliant
    assert [(f.step_order, f.outcome) for f in result.findings] == [(n, Outcome.AS_EXPECTED) for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("delay", "outcome"),
    [
        ("0.999", Outcome.EARLY),
        ("1", Outcome.AS_EXPECTED),
        ("3", Outcome.AS_EXPECTED),
        ("5", Outcome.AS_EXPECTED),
        ("5.001", Outcome.LATE),
    ],
)
def test_that_the_tolerance_includes_both_of_its_ends(delay: str, outcome: Outcome) -> None:
    result = compare(STEPS, fan_at(delay))
    assert result.of_step(2)[0].outcome is outcome
    assert result.compliant == (outcome is Outcome.AS_EXPECTED)


def test_that_a_tolerance_that_reaches_before_the_trigger_still_ends_where_it_ends() -> None:
    late = [seen("ALARM-PANEL", "activate", "2.01"), *as_planned()[1:]]
    assert unusual(STEPS, late) == [(1, Outcome.LATE)]


def test_that_a_late_effect_says_by_how_much() -> None:
    finding = compare(STEPS, fan_at("9.5")).of_step(2)[0]
    assert finding.message == "FAN-01 start at 9.5 s is 4.5 s late (expected 1 to 5 s)."


def test_that_nothing_seen_is_everything_missing() -> None:
    result = compare(STEPS, [])
    assert [finding.outcome for finding in result.findings] == [Outcome.MISSING] * 4
    assert not result.compliant
    assert result.findings[1].message == "FAN-01 start was not seen (expected 1 to 5 s)."


def test_that_another_action_of_the_component_is_a_wrong_action() -> None:
    observed = [seen("FAN-01", "stop", 3) if e.component_id == "FAN-01" else e for e in as_planned()]
    assert unusual(STEPS, observed) == [(2, Outcome.WRONG_ACTION)]


def test_that_case_and_spacing_of_what_was_noted_do_not_matter() -> None:
    observed = [*as_planned()[:3], seen(" pressure-sensor-l5 ", "Reach setpoint", 15)]
    assert compare(STEPS, observed).compliant


def test_that_an_effect_nobody_planned_is_a_warning() -> None:
    result = compare(STEPS, [*as_planned(), seen("LIFT-1", "recall", 4)])
    assert result.compliant
    assert [(f.outcome, f.result) for f in result.findings[4:]] == [(Outcome.UNEXPECTED, CheckResult.WARN)]


def test_that_the_same_effect_seen_twice_is_once_unexpected() -> None:
    assert unusual(STEPS, [*as_planned(), seen("FAN-01", "start", 60)]) == [(None, Outcome.UNEXPECTED)]


def forbidding() -> tuple[Step, ...]:
    return (*STEPS, Step(5, "LIFT-1", "control_panel", "recall", d(10), d(10), must_not=True))


@pytest.mark.parametrize("delay", ["0", "20"])
def test_that_an_effect_that_must_not_happen_fails_within_its_window(delay: str) -> None:
    observed = [*as_planned(), seen("LIFT-1", "recall", delay)]
    assert unusual(forbidding(), observed) == [(5, Outcome.MUST_NOT_SEEN)]
    assert not compare(forbidding(), observed).compliant


def test_that_a_forbidden_effect_outside_its_window_is_only_unexpected() -> None:
    observed = [*as_planned(), seen("LIFT-1", "recall", "20.1")]
    assert unusual(forbidding(), observed) == [(None, Outcome.UNEXPECTED)]
    assert compare(forbidding(), observed).compliant


def test_that_a_forbidden_effect_that_is_not_seen_passes() -> None:
    result = compare(forbidding(), as_planned())
    assert result.compliant
    assert result.of_step(5)[0].outcome is Outcome.AS_EXPECTED


def pair(depends: tuple[int, ...]) -> tuple[Step, ...]:
    fan = Step(1, "FAN-01", "fan", "start", d(5), d(5))
    damper = Step(2, "D-1", "damper", "open", d(8), d(5), depends_on=depends)
    return fan, damper


def test_that_an_order_against_a_dependency_fails_and_any_other_warns() -> None:
    observed = [seen("D-1", "open", 4), seen("FAN-01", "start", 6)]
    failed, warned = compare(pair((1,)), observed), compare(pair(()), observed)
    assert [(f.outcome, f.result) for f in failed.findings[2:]] == [(Outcome.WRONG_ORDER, CheckResult.FAIL)]
    assert [(f.outcome, f.result) for f in warned.findings[2:]] == [(Outcome.WRONG_ORDER, CheckResult.WARN)]
    assert (failed.compliant, warned.compliant) == (False, True)
    assert failed.findings[2].message == "D-1 open at 4 s came before FAN-01 start at 6 s, which it depends on."


def test_that_effects_at_the_same_moment_are_in_order() -> None:
    observed = [seen("D-1", "open", 6), seen("FAN-01", "start", 6)]
    assert unusual(pair((1,)), observed) == []


def test_that_a_step_twice_in_a_sequence_is_matched_by_time() -> None:
    steps = (Step(1, "F", "fan", "start", d(3), d(2)), Step(2, "F", "fan", "start", d(60), d(5)))
    assert unusual(steps, [seen("F", "start", 61), seen("F", "start", 4)]) == []
    assert unusual(steps, [seen("F", "start", 61)]) == [(1, Outcome.MISSING)]


def test_that_what_was_noted_against_a_step_belongs_to_it() -> None:
    steps = (Step(1, "F", "fan", "start", d(3), d(2)), Step(2, "F", "fan", "start", d(60), d(5)))
    assert unusual(steps, [seen("F", "start", 61, 1), seen("F", "start", 62, 2)]) == [(1, Outcome.LATE)]


def test_that_text_keeps_what_was_seen() -> None:
    observed = (seen("FAN-01", "start", "3.20", 2), seen('Lüfter "1"', "open", "0"))
    text = to_text(observed)
    assert from_text(text) == observed
    assert json.loads(text)[0] == {"step_order": 2, "component_id": "FAN-01", "action": "start", "delay_seconds": 3.2}


@pytest.mark.parametrize(
    "effect",
    [
        {"action": "start", "delay_seconds": 1},
        {"component_id": "F", "delay_seconds": 1},
        {"component_id": "F", "action": "start"},
        {"component_id": "F", "action": "start", "delay_seconds": -1},
        {"component_id": "F", "action": "start", "delay_seconds": float("nan")},
    ],
)
def test_that_an_effect_that_cannot_be_read_is_refused(effect: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        parse_observed([effect])


effects = st.lists(
    st.builds(
        ObservedEffect,
        st.sampled_from(["ALARM-PANEL", "FAN-01", "DAMPER-RELIEF-Z1", "LIFT-1"]),
        st.sampled_from(["start", "open", "activate"]),
        st.decimals(0, 30, places=1),
    ),
    max_size=8,
)


@given(effects)
def test_that_every_step_and_every_effect_is_accounted_for_once(observed: list[ObservedEffect]) -> None:
    result = compare(STEPS, observed)
    own = [f for f in result.findings if f.outcome not in (Outcome.WRONG_ORDER, Outcome.UNEXPECTED)]
    extra = [f for f in result.findings if f.outcome is Outcome.UNEXPECTED]
    assert [finding.step_order for finding in own] == [1, 2, 3, 4]
    assert len([f for f in own if f.observed is not None]) + len(extra) == len(observed)


@given(effects, st.randoms())
def test_that_the_order_in_which_effects_were_written_down_does_not_matter(
    observed: list[ObservedEffect], random: object
) -> None:
    shuffled = list(observed)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = compare(STEPS, observed), compare(STEPS, shuffled)
    assert sorted(f.message for f in first.findings) == sorted(f.message for f in second.findings)


def test_that_a_delay_is_compared_with_every_digit() -> None:
    assert compare(STEPS, fan_at("5.0000000000000000000000001")).of_step(2)[0].outcome is Outcome.LATE
    assert Decimal("5.0000000000000000000000001") > 5
