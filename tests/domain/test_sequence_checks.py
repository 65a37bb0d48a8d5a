"""The checks of a sequence: where each is, and that what is offered mends it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.design import Component, Scenario, Sequence, Surroundings
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.sequence import Level, Problem, Step, parse
from firemode_desktop.domain.sequence_checks import problems, scenario_problems
from firemode_desktop.domain.usual import Trade, actions_of, trade_of, usual_step

REGISTER = {"FAN-01-A": "fan", "DAMPER-1": "damper", "PANEL": "control_panel", "SENSOR-8": "pressure_sensor"}


def step(order: int, component: str, kind: str, action: str, delay: int, tolerance: int = 2, **more: Any) -> Step:
    return Step(order, component, kind, action, Decimal(delay), Decimal(tolerance), **more)


FAN = step(1, "FAN-01-A", "fan", "start", 3)


def only(steps: tuple[Step, ...], code: str) -> Problem:
    found = [one for one in problems(steps, REGISTER) if one.code == code]
    assert len(found) == 1, [one.code for one in problems(steps, REGISTER)]
    return found[0]


def test_that_a_slip_in_a_name_is_proposed_and_never_taken() -> None:
    found = only((replace(FAN, component_id="FAN-O1-A"),), "unknown_component")
    assert (found.level, found.step_order, found.field) == (Level.WARNING, 1, "component_id")
    assert [mend.text for mend in found.mends] == ["Take FAN-01-A instead"]
    assert problems(found.mends[0].steps, REGISTER) == ()


def test_that_a_component_nothing_is_like_has_no_proposal() -> None:
    assert only((replace(FAN, component_id="LIFT-01"),), "unknown_component").mends == ()


def test_that_the_kind_of_the_register_is_offered() -> None:
    found = only((step(1, "PANEL", "fan", "activate", 5),), "component_type")
    assert found.mends[0].text == "Take the register's: control panel"
    assert found.mends[0].steps[0].component_type == "alarm"


def test_that_gaps_and_doubles_in_the_numbers_are_mended_together() -> None:
    steps = (FAN, step(4, "DAMPER-1", "damper", "open", 5), step(4, "PANEL", "alarm", "activate", 5))
    for found in problems(steps, REGISTER):
        assert found.mends[0].text == "Number the steps 1 to 3"
        assert [one.step_order for one in found.mends[0].steps] == [1, 2, 3]


def test_that_the_same_window_is_offered_where_the_tolerance_reaches_before_the_trigger() -> None:
    found = only((step(1, "PANEL", "alarm", "activate", 0),), "tolerance_clipped")
    mended = found.mends[0].steps[0]
    assert found.mends[0].text == "Write the same window as 1 ± 1 s"
    assert (mended.earliest, mended.latest) == (0, 2)


def test_that_a_sensor_is_moved_behind_the_window_of_its_fan() -> None:
    found = only((FAN, step(2, "SENSOR-8", "sensor", "reach_setpoint", 2, 1)), "sensor_before_fan")
    assert found.mends[0].text == "Move it to 6 s, after the fan"
    assert problems(found.mends[0].steps, REGISTER) == ()


@pytest.mark.parametrize(("at", "told"), [(2, True), (3, False)])
def test_that_a_sensor_at_the_time_of_its_fan_is_in_order(at: int, told: bool) -> None:
    steps = (FAN, step(2, "SENSOR-8", "sensor", "reach_setpoint", at, 0))
    assert any(one.code == "sensor_before_fan" for one in problems(steps, REGISTER)) == told


def test_that_a_fan_that_stops_feeds_no_sensor() -> None:
    steps = (replace(FAN, expected_action="stop"), step(2, "SENSOR-8", "sensor", "reach_setpoint", 2, 1))
    assert all(one.code != "sensor_before_fan" for one in problems(steps, REGISTER))


def test_that_a_circle_is_opened_at_its_lowest_step() -> None:
    steps = (replace(FAN, depends_on=(2,)), step(2, "DAMPER-1", "damper", "open", 3, depends_on=(1,)))
    found = only(steps, "cycle")
    assert found.mends[0].text == "Step 1 no longer waits for 2"
    assert problems(found.mends[0].steps, REGISTER) == ()


def test_that_nothing_at_all_is_an_error() -> None:
    assert [(one.code, one.level) for one in problems(())] == [("no_steps", Level.ERROR)]


def test_that_a_trigger_outside_the_register_is_told_with_what_may_be_meant() -> None:
    around = Surroundings((Component("SD-L8-01", "detector", UUID(int=1)),), equipment={"SD-L8-01": "detector"})
    ids = UUID(int=1)
    one = Scenario(ids, ids, "Stair-A", ids, "Zone-1", "Fire", "annual", "SD-L8-O1", sequence=Sequence((FAN,)))
    assert scenario_problems(one, around)[0].message == (
        "The trigger SD-L8-O1 is not in the equipment register. Was SD-L8-01 meant?"
    )
    assert scenario_problems(replace(one, trigger="sd-l8-01"), around)[0].code == "unknown_component"


@pytest.mark.parametrize(("seconds", "taken"), [(86_400, True), ("86400.001", False), (-0.001, False), (0, True)])
def test_that_a_sequence_is_over_within_a_day(seconds: object, taken: bool) -> None:
    raw = {**FAN.to_dict(), "expected_delay_seconds": seconds}
    if taken:
        assert parse([raw])
    else:
        with pytest.raises(Invalid):
            parse([raw])


COMPONENTS = [
    ("FAN-01-A", "fan"),
    ("FAN-O1-A", "fan"),
    ("DAMPER-1", "damper"),
    ("SENSOR-8", "sensor"),
    ("PANEL", "fan"),
]


@st.composite
def sequences(draw: st.DrawFn) -> tuple[Step, ...]:
    """Up to six steps with every kind of mistake but doubled numbers, no more than two of one component."""
    chosen = draw(st.lists(st.sampled_from(COMPONENTS * 2), min_size=1, max_size=6))
    chosen = [one for place, one in enumerate(chosen) if chosen[:place].count(one) < 2]
    numbers = draw(st.permutations(range(1, 8)))
    return tuple(
        step(
            number,
            component,
            kind,
            draw(st.sampled_from(["start", "stop", "open"])),
            draw(st.integers(0, 20)),
            draw(st.integers(0, 6)),
            must_not=draw(st.booleans()),
            depends_on=tuple(draw(st.sets(st.integers(1, 7), max_size=2))),
        )
        for number, (component, kind) in zip(numbers, chosen, strict=False)
    )


@given(sequences())
def test_that_every_mend_mends_what_it_is_offered_for(steps: tuple[Step, ...]) -> None:
    for one in problems(steps, REGISTER):
        for mend in one.mends:
            left = problems(mend.steps, REGISTER)
            # After a removal the steps have other numbers, so that another problem may read the same.
            if len(mend.steps) == len(steps):
                told = {(each.code, each.step_order, each.message) for each in left}
                assert (one.code, one.step_order, one.message) not in told, mend.text
            else:
                assert sum(each.code == one.code for each in left) <= sum(
                    each.code == one.code for each in problems(steps, REGISTER)
                )


def test_that_a_component_begins_as_it_is_told_elsewhere_else_as_its_kind_usually_is() -> None:
    assert usual_step("FAN-02", "fan").words == "FAN-02 start"
    assert usual_step("PS-1", "pressure_sensor").component_type == "sensor"
    told = usual_step("fan-01-a", "fan", (replace(FAN, depends_on=(4,)), FAN))
    assert (told.expected_delay_seconds, told.depends_on, told.step_order) == (3, (), 0)


def test_that_actions_of_the_kind_come_first_and_each_once() -> None:
    offered = actions_of("damper", (step(1, "D", "damper", "shut tight", 1), step(2, "D", "damper", "Open", 1)))
    assert offered[:3] == ("open", "close", "shut tight")
    assert len(offered) == len(set(offered))
    assert "start" in offered


def test_that_trades_are_told_by_either_word() -> None:
    assert {trade_of(kind) for kind in ("alarm", "control_panel", "detector")} == {Trade.ALARM}
    assert trade_of("pressure_sensor") is Trade.PRESSURE
    assert trade_of("lift") is Trade.OTHER
