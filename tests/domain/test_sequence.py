"""Steps of a scenario: reading them, and everything that can be wrong with them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.sequence import Level, Step, opposite, parse
from firemode_desktop.domain.sequence_checks import check, problems
from tests.domain.scenes import SEQUENCE


def step(number: int, component: str = "", action: str = "start", delay: int = 10, **changes: Any) -> dict[str, Any]:
    return {
        "step_order": number,
        "component_id": component or f"PART-{number}",
        "component_type": "damper",
        "expected_action": action,
        "expected_delay_seconds": delay,
        "tolerance_seconds": 2,
        **changes,
    }


def codes(steps: list[dict[str, Any]], equipment: dict[str, str] | None = None) -> list[tuple[str, Level]]:
    return [(problem.code, problem.level) for problem in problems(parse(steps), equipment)]


def test_that_the_documents_sequence_has_one_warning() -> None:
    assert codes(SEQUENCE) == [("tolerance_clipped", Level.WARNING)]


def test_that_steps_come_back_in_the_documents_shape() -> None:
    assert [one.to_dict() for one in parse(SEQUENCE)] == SEQUENCE


def test_that_optional_fields_come_back_too() -> None:
    extended = step(1) | {"must_not": True, "depends_on": [2], "power": "standby", "note": "Roof"}
    assert parse([extended])[0].to_dict() == extended


@pytest.mark.parametrize("steps", [None, [], "steps", {}, 4])
def test_that_a_scenario_needs_a_step(steps: object) -> None:
    with pytest.raises(Invalid, match="at least one step"):
        parse(steps)


@pytest.mark.parametrize("field", list(SEQUENCE[0]))
def test_that_each_of_the_six_fields_is_required(field: str) -> None:
    broken = {name: value for name, value in SEQUENCE[1].items() if name != field}
    with pytest.raises(Invalid, match=f"Step 1: {field} missing"):
        parse([broken])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("step_order", 0),
        ("step_order", True),
        ("step_order", 1.5),
        ("step_order", "1"),
        ("step_order", 1_000_001),
        ("step_order", float("inf")),
        ("step_order", Decimal("NaN")),
        ("component_id", 7),
        ("component_id", "  "),
        ("component_id", "FAN\x00"),
        ("expected_action", ["start"]),
        ("expected_delay_seconds", -1),
        ("expected_delay_seconds", float("nan")),
        ("expected_delay_seconds", "1,234"),
        ("expected_delay_seconds", True),
        ("tolerance_seconds", None),
        ("tolerance_seconds", -0.5),
        ("must_not", "yes"),
        ("depends_on", 2),
        ("depends_on", [0]),
        ("depends_on", [float("inf")]),
        ("power", "solar"),
        ("note", "\ud800"),
    ],
)
def test_that_a_field_that_cannot_be_read_is_named(field: str, value: object) -> None:
    with pytest.raises(Invalid) as refusal:
        parse([step(1), {**step(2), field: value}])
    assert refusal.value.details[0]["step_order"] == 2


def test_that_all_unreadable_steps_are_told_at_once() -> None:
    with pytest.raises(Invalid) as refusal:
        parse([{"step_order": 1}, step(2), "step"])
    assert [detail["step_order"] for detail in refusal.value.details] == [1, 3]


def test_that_a_window_never_begins_before_the_trigger() -> None:
    first = parse([step(1, delay=1)])[0]
    assert (first.earliest, first.latest) == (Decimal(0), Decimal(3))
    assert codes([step(1, delay=2)]) == []
    assert codes([step(1, delay=1)]) == [("tolerance_clipped", Level.WARNING)]


@pytest.mark.parametrize("numbers", [[2], [1, 3], [2, 3, 4]])
def test_that_steps_are_numbered_from_one_without_a_gap(numbers: list[int]) -> None:
    assert codes([step(number) for number in numbers]) == [("step_numbers", Level.ERROR)]


def test_that_a_step_number_stands_once() -> None:
    assert codes([step(1, "A"), step(1, "B")]) == [("duplicate_step", Level.ERROR)]


def test_that_the_same_effect_at_the_same_time_is_a_duplicate() -> None:
    assert codes([step(1, "D-1", "open"), step(2, "d-1", "Open", 14)]) == [("duplicate_effect", Level.ERROR)]
    assert codes([step(1, "D-1", "open"), step(2, "D-1", "open", 15)]) == []


def test_that_opposite_actions_at_once_are_an_error_and_one_after_the_other_a_warning() -> None:
    assert codes([step(1, "D-1", "open"), step(2, "D-1", "close", 14)]) == [("opposite_actions", Level.ERROR)]
    assert codes([step(1, "D-1", "open"), step(2, "D-1", "close", 15)]) == [("opposite_actions", Level.WARNING)]


def test_that_an_effect_cannot_be_demanded_and_forbidden_at_once() -> None:
    forbidden = step(2, "D-1", "open", must_not=True)
    assert codes([step(1, "D-1", "open"), forbidden]) == [("contradiction", Level.ERROR)]
    assert codes([step(1, "D-1", "close"), forbidden]) == []


@pytest.mark.parametrize(("first", "second"), [("start", "stop"), ("Close", "open"), ("de-energise", "Energise")])
def test_that_opposites_are_known_both_ways(first: str, second: str) -> None:
    assert opposite(first, second)
    assert opposite(second, first)
    assert not opposite(first, first)


@pytest.mark.parametrize("steps", [[step(1, depends_on=[1])], [step(1, depends_on=[2]), step(2, depends_on=[1])]])
def test_that_a_circle_of_dependencies_is_an_error(steps: list[dict[str, Any]]) -> None:
    assert codes(steps) == [("cycle", Level.ERROR)]


def test_that_one_long_circle_is_told_once_with_its_path() -> None:
    steps = [step(1, depends_on=[3]), step(2, depends_on=[1]), step(3, depends_on=[2]), step(4, depends_on=[3])]
    found = problems(parse(steps))
    assert [problem.message for problem in found] == ["Steps wait for each other in a circle: 1 → 3 → 2 → 1."]


def test_that_a_dependency_must_exist_and_be_possible() -> None:
    assert codes([step(1, depends_on=[2])]) == [("depends_on", Level.ERROR)]
    assert codes([step(1, must_not=True), step(2, depends_on=[1])]) == [("depends_on", Level.ERROR)]
    assert codes([step(1, delay=15), step(2, delay=10, depends_on=[1])]) == [("depends_on", Level.ERROR)]
    assert codes([step(1, delay=14), step(2, delay=10, depends_on=[1])]) == []


def test_that_a_sensor_cannot_answer_before_the_fan_that_feeds_it() -> None:
    fan = step(1, "FAN-01", "start", 5, component_type="fan")
    sensor = step(2, "PS-1", "reach_setpoint", 4, component_type="sensor")
    assert codes([fan, sensor]) == [("sensor_before_fan", Level.ERROR)]
    assert codes([fan, {**sensor, "expected_delay_seconds": 5}]) == []


def test_that_components_are_looked_up_in_the_register_by_its_own_words() -> None:
    register = {
        "ALARM-PANEL": "control_panel",
        "FAN-01": "fan",
        "DAMPER-RELIEF-Z1": "damper",
        "PRESSURE-SENSOR-L5": "pressure_sensor",
    }
    clipped = ("tolerance_clipped", Level.WARNING)
    assert codes(SEQUENCE, register) == [clipped]
    assert codes(SEQUENCE, {**register, "FAN-01": "damper"}) == [clipped, ("component_type", Level.WARNING)]
    del register["FAN-01"]
    assert codes(SEQUENCE, register) == [clipped, ("unknown_component", Level.WARNING)]


def test_that_only_errors_keep_a_scenario_from_being_published() -> None:
    assert [problem.code for problem in check(parse(SEQUENCE))] == ["tolerance_clipped"]
    with pytest.raises(Invalid, match="numbered from 1"):
        check(parse([step(2)]))


@given(st.lists(st.tuples(st.integers(1, 6), st.lists(st.integers(1, 7), max_size=3)), min_size=1, max_size=6))
def test_that_circles_are_found_exactly_where_they_are(edges: list[tuple[int, list[int]]]) -> None:
    waits = {number: tuple(before) for number, before in edges}
    steps = [Step(n, f"P{n}", "damper", "open", Decimal(9), Decimal(1), depends_on=waits[n]) for n in waits]

    def reaches(start: int) -> set[int]:
        seen: set[int] = set()
        todo = list(waits.get(start, ()))
        while todo:
            here = todo.pop()
            if here not in seen:
                seen.add(here)
                todo += waits.get(here, ())
        return seen

    circular = any(number in reaches(number) for number in waits)
    assert any(problem.code == "cycle" for problem in problems(steps)) == circular
