"""Two versions of a scenario, effect by effect, in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.design import Scenario, Sequence
from firemode_desktop.domain.scenario_diff import Change, compare
from firemode_desktop.domain.sequence import Step


def step(order: int, component: str, action: str, delay: int, tolerance: int = 2, **more: object) -> Step:
    times = Decimal(delay), Decimal(tolerance)
    return Step(order, component, "fan", action, *times, **more)  # type: ignore[arg-type]


LIFT = step(1, "LIFT-01", "return_to_ground", 15, 10)
FAN = step(2, "FAN-01", "start", 3)
SENSOR = step(3, "SENSOR", "reach_setpoint", 20, 5, depends_on=(2,))


def scenario(*steps: Step, **more: object) -> Scenario:
    facts: dict[str, object] = {"name": "Fire", "scenario_type": "annual", "trigger": "SD-1", **more}
    place = (UUID(int=1), UUID(int=2), "Stair-A", UUID(int=3), "Zone-3")
    return Scenario(*place, sequence=Sequence(steps), **facts)  # type: ignore[arg-type]


FIRST = scenario(LIFT, FAN, SENSOR)


def changed(order: int, **fields: object) -> Scenario:
    return replace(FIRST, sequence=FIRST.sequence.changed(order, **fields))


def test_that_another_time_is_told_with_the_one_it_was() -> None:
    diff = compare(FIRST, changed(1, expected_delay_seconds=Decimal(20)))
    assert diff.sentences == ("LIFT-01 return to ground: 20 ± 10 s, was 15 ± 10 s",)
    assert diff.summary == "1 step changed"


def test_that_a_step_put_in_above_is_the_only_change_and_waiting_follows_its_step() -> None:
    with_panel = FIRST.sequence.added(step(9, "PANEL", "activate", 0)).moved(4, 1)
    diff = compare(FIRST, replace(FIRST, sequence=with_panel))
    assert diff.sentences == ("PANEL activate: added, 0 ± 2 s",)
    assert [row.kind for row in diff.rows] == [Change.ADDED, Change.SAME, Change.SAME, Change.SAME]


def test_that_a_step_taken_out_is_told_and_that_nothing_waits_for_it_any_more() -> None:
    diff = compare(FIRST, replace(FIRST, sequence=FIRST.sequence.without([2])))
    assert diff.sentences == (
        "FAN-01 start: removed, was 3 ± 2 s",
        "SENSOR reach setpoint: waits for nothing, was FAN-01 start",
    )


def test_that_steps_that_changed_places_are_told() -> None:
    diff = compare(FIRST, replace(FIRST, sequence=FIRST.sequence.moved(1, 2)))
    assert diff.sentences == ("FAN-01 start: step 1, was 2", "LIFT-01 return to ground: step 2, was 1")


def test_that_must_not_power_and_note_are_told() -> None:
    diff = compare(FIRST, changed(2, must_not=True, power="standby", note="by hand"))
    assert diff.sentences == (
        "FAN-01 start: must not 3 ± 2 s, was 3 ± 2 s; power standby, was normal; note “by hand”, was none",
    )


def test_that_of_two_steps_of_one_effect_the_one_that_stayed_is_recognised() -> None:
    twice = scenario(FAN, step(3, "FAN-01", "start", 60))
    later = scenario(step(1, "FAN-01", "start", 60), step(2, "FAN-01", "start", 90))
    assert compare(twice, later).sentences == (
        "FAN-01 start: step 1, was 3",
        "FAN-01 start: 90 ± 2 s, was 3 ± 2 s",
    )


def test_that_what_stands_beside_the_steps_is_told_in_the_words_of_the_trade() -> None:
    other = replace(FIRST, trigger="SD-2", trigger_type="smoke_detector", scenario_type="six_monthly", name="Smoke")
    assert compare(FIRST, other).sentences == (
        "Name Smoke, was Fire",
        "Tested six-monthly, was annual",
        "Trigger SD-2, was SD-1",
        "Kind of trigger smoke detector, was not said",
    )


def test_that_everything_is_new_where_there_was_nothing() -> None:
    assert {row.kind for row in compare(None, FIRST).rows} == {Change.ADDED}


steps = st.lists(
    st.builds(
        step,
        st.just(1),
        st.sampled_from(["FAN-01", "LIFT-01", "DAMPER"]),
        st.sampled_from(["start", "stop"]),
        st.integers(0, 60),
        st.integers(0, 5),
        must_not=st.booleans(),
        power=st.sampled_from(["normal", "standby"]),
        note=st.sampled_from(["", "by hand"]),
    ),
    max_size=6,
)
sequences = steps.map(lambda found: Sequence(tuple(found)).numbered())


@given(sequences, sequences)
def test_that_a_comparison_is_empty_for_what_is_the_same_and_for_nothing_else(one: Sequence, other: Sequence) -> None:
    before, after = replace(FIRST, sequence=one), replace(FIRST, sequence=other)
    assert compare(before, before).empty
    diff = compare(before, after)
    assert diff.empty == (one == other)
    found = [row.after for row in diff.rows if row.after is not None]
    assert sorted(found, key=lambda each: each.step_order) == list(other)
    lost = [row.before for row in diff.rows if row.before is not None]
    assert sorted(lost, key=lambda each: each.step_order) == list(one)
