"""Scenarios as a matrix: columns, cells, and the way from cells back to steps."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.cells import CellEffect, cell_text, parse_cell
from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.matrix import (
    Effect,
    carried,
    cells_of,
    derived_orders,
    effects_of,
    matrix_of,
    sequence_of,
    usual_tolerance,
    watched_until,
    with_cell,
)
from firemode_desktop.domain.sequence import Step
from tests.ui_scenarios import scenes

D = Decimal
FAN = Effect("FAN-01-A", "fan", "start")
DAMPER = Effect("DAMPER-RELIEF-Z1", "damper", "open")
SENSOR = Effect("PRESSURE-SENSOR-Z1", "sensor", "reach_setpoint")
LIFT = Effect("LIFT-01", "actuator", "return_to_ground")


def numbers(sequence: Sequence) -> list[tuple[int, str, tuple[int, ...]]]:
    return [(step.step_order, step.component_id, step.depends_on) for step in sequence]


def test_that_causes_stand_below_each_other_and_effects_in_the_order_of_their_first_time() -> None:
    matrix = matrix_of(scenes.design())
    assert [effect.words for effect in matrix.effects] == [
        "ALARM-PANEL activate",
        "FAN-01-A start",
        "FAN-01-A stop",
        "DAMPER-RELIEF-Z1 open",
        "DAMPER-RELIEF-Z2 open",
        "DAMPER-RELIEF-Z3 open",
        "PRESSURE-SENSOR-Z1 reach setpoint",
        "PRESSURE-SENSOR-Z2 reach setpoint",
        "PRESSURE-SENSOR-Z3 reach setpoint",
    ]
    first = matrix.scenarios[0]
    assert [step.expected_delay_seconds for step in matrix.cell(first, DAMPER)] == [5]
    assert matrix.cell(first, LIFT) == ()


def test_that_the_usual_tolerance_is_the_most_common_of_the_column_and_else_two_seconds() -> None:
    matrix = matrix_of(scenes.design())
    assert matrix.usual_tolerance(SENSOR) == 5
    assert matrix.usual_tolerance(LIFT) == 2
    tied = [scenes.step(n, "F", "fan", "start", 3, tolerance) for n, tolerance in ((1, 5), (2, 1))]
    assert usual_tolerance(tied) == 1


def test_that_must_not_lasts_as_long_as_the_sequence_and_at_least_a_minute() -> None:
    assert watched_until(scenes.usual(1)) == 60
    assert watched_until(scenes.usual(1).changed(4, expected_delay_seconds=D(100))) == 105


def test_that_another_time_leaves_what_else_the_step_says_only_where_it_is_kept() -> None:
    before = scenes.usual(1)
    kept = with_cell(before, DAMPER, parse_cell("8±3"), keep=True)
    assert (kept.step(3).expected_delay_seconds, kept.step(3).depends_on) == (8, (2,))
    assert with_cell(before, DAMPER, parse_cell("8±3")).step(3).depends_on == ()
    assert with_cell(before, DAMPER, parse_cell("8±3 after 1"), keep=True).step(3).depends_on == (1,)


def test_that_a_new_effect_comes_in_where_its_time_puts_it() -> None:
    made = with_cell(scenes.usual(1), LIFT, parse_cell("4±2 after 1"))
    assert numbers(made) == [
        (1, "ALARM-PANEL", ()),
        (2, "FAN-01-A", ()),
        (3, "LIFT-01", (1,)),
        (4, "DAMPER-RELIEF-Z1", (2,)),
        (5, "PRESSURE-SENSOR-Z1", ()),
    ]
    assert [step.component_id for step in with_cell(scenes.usual(1), LIFT, parse_cell("5±2"))][3] == "LIFT-01"


def test_that_a_cleared_cell_takes_its_steps_with_it() -> None:
    assert numbers(with_cell(scenes.usual(1), FAN, ())) == [
        (1, "ALARM-PANEL", ()),
        (2, "DAMPER-RELIEF-Z1", ()),
        (3, "PRESSURE-SENSOR-Z1", ()),
    ]
    assert with_cell(scenes.usual(1), LIFT, ()) == scenes.usual(1)


def test_that_a_second_effect_of_a_cell_comes_and_goes() -> None:
    twice = with_cell(scenes.usual(1), FAN, parse_cell("3±2; 60±5"), keep=True)
    assert [step.step_order for step in cells_of(twice)[FAN]] == [2, 5]
    assert with_cell(twice, FAN, parse_cell("3±2")) == scenes.usual(1)


def test_that_a_number_that_is_told_moves_the_step_there() -> None:
    made = with_cell(scenes.usual(1), FAN, parse_cell("3±2 #4"))
    assert numbers(made)[2:] == [(3, "PRESSURE-SENSOR-Z1", ()), (4, "FAN-01-A", ())]
    assert made.step(2).depends_on == (4,)
    swapped = with_cell(with_cell(scenes.usual(1), FAN, parse_cell("3±2; 4±1")), FAN, parse_cell("3±2 #3; 4±1 #2"))
    assert [swapped.step(n).tolerance_seconds for n in (2, 3)] == [1, 2]


def test_that_what_a_copied_cell_waits_for_is_looked_up_in_the_other_scenario() -> None:
    source, target = scenes.usual(1), scenes.usual(2).moved(2, 1)
    (copy,) = carried(cells_of(source)[DAMPER], source, target)
    assert copy.after == (1,)
    assert carried(cells_of(source)[DAMPER], source, Sequence())[0].after == ()


effects = st.builds(
    Effect, st.sampled_from(("FAN-1", "FAN-2", "LIFT")), st.just("fan"), st.sampled_from(("start", "stop"))
)
cells = st.builds(
    CellEffect,
    st.integers(0, 6).map(D),
    st.integers(0, 3).map(D),
    st.booleans(),
    st.lists(st.integers(1, 5), max_size=2).map(tuple),
    st.sampled_from(("normal", "standby")),
    note=st.sampled_from(("", "a; b", 'say "so"')),
)


@st.composite
def sequences(draw: st.DrawFn) -> Sequence:
    """Steps with numbers in any order, sometimes with gaps."""
    told = draw(st.lists(st.tuples(effects, cells), max_size=8))
    taken = draw(st.permutations(range(1, len(told) + 1)))
    gap = draw(st.sampled_from((1, 1, 2)))
    return Sequence(tuple(effect.step(n * gap, cell) for n, (effect, cell) in zip(taken, told, strict=True)))


@given(sequences())
def test_that_a_sequence_comes_back_from_its_cells_as_it_was(sequence: Sequence) -> None:
    row = cells_of(sequence)
    columns = effects_of([row])
    derived = derived_orders(sequence, columns)
    written = {effect: cell_text(row[effect], order_as_derived=derived) for effect in columns}
    assert sequence_of({effect: parse_cell(text) for effect, text in written.items()}) == sequence


@given(sequences(), effects, st.lists(cells, max_size=2))
def test_that_a_cell_that_was_told_says_what_was_told_and_the_others_what_they_said(
    sequence: Sequence, effect: Effect, cell: list[CellEffect]
) -> None:
    made = with_cell(sequence.numbered(), effect, cell)
    times = [(each.delay, each.tolerance, each.must_not, each.note) for each in cell]
    there = [
        (step.expected_delay_seconds, step.tolerance_seconds, step.must_not, step.note)
        for step in cells_of(made).get(effect, ())
    ]
    assert sorted(there) == sorted(times)
    assert [step.step_order for step in made] == list(range(1, len(made) + 1))

    def others(one: Sequence) -> list[tuple[str, str, Decimal]]:
        return [
            (step.component_id, step.expected_action, step.expected_delay_seconds)
            for step in one
            if Effect.of(step) != effect
        ]

    assert others(made) == others(sequence)


def test_that_a_step_told_in_a_cell_is_the_step_it_was() -> None:
    step = Step(3, "FAN-1", "fan", "start", D(3), D(2), True, (1,), "standby", "note")
    assert Effect.of(step).step(3, CellEffect.of(step)) == step
