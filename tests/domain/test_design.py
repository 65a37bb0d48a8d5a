"""The values of the designer: edits give new values, numbers stay 1 … n, dependencies follow their steps."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.design import Design, Scenario, Sequence
from firemode_desktop.domain.errors import Missing, Refused
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.sequence import Step, parse
from tests.domain.scenes import SEQUENCE

STAIR, ZONE = UUID(int=1), UUID(int=2)


def steps(*delays: int, waits: dict[int, tuple[int, ...]] | None = None) -> Sequence:
    """Steps at these times; ``waits`` says which depends on which."""
    return Sequence(
        tuple(
            Step(n, f"PART-{n}", "fan", "start", Decimal(delay), Decimal(2), depends_on=(waits or {}).get(n, ()))
            for n, delay in enumerate(delays, start=1)
        )
    )


def names(sequence: Sequence) -> list[tuple[int, str, tuple[int, ...]]]:
    return [(one.step_order, one.component_id, one.depends_on) for one in sequence]


def scenario(state: ScenarioState = ScenarioState.PUBLISHED, key: int = 9) -> Scenario:
    return Scenario(
        UUID(int=key), STAIR, "Stair-A", ZONE, "Zone-1", "Fire", "annual", "SD-1", None, steps(0, 3), 2, state
    )


def test_that_the_documents_shape_comes_back() -> None:
    assert Sequence.from_json(SEQUENCE).to_json() == SEQUENCE
    assert Sequence.from_json(list(reversed(SEQUENCE))).steps == parse(SEQUENCE)


def test_that_what_is_added_is_numbered_on() -> None:
    more = steps(0, 3).added(Step(1, "NEW", "damper", "open", Decimal(5), Decimal(2)))
    assert [one.step_order for one in more] == [1, 2, 3]
    assert more.step(3).component_id == "NEW"


def test_that_dependencies_follow_their_step_when_it_moves() -> None:
    moved = steps(0, 3, 5, 9, waits={4: (2,)}).moved(2, 3)
    assert names(moved) == [(1, "PART-1", ()), (2, "PART-3", ()), (3, "PART-2", ()), (4, "PART-4", (3,))]


def test_that_nothing_waits_for_a_step_that_is_gone() -> None:
    left = steps(0, 3, 5, 9, waits={3: (2,), 4: (1, 2)}).without({2})
    assert names(left) == [(1, "PART-1", ()), (2, "PART-3", ()), (3, "PART-4", (1,))]


def test_that_gaps_in_the_numbers_close() -> None:
    gapped = Sequence(tuple(replace(one, step_order=one.step_order * 3) for one in steps(0, 3, 5, waits={3: (6,)})))
    assert names(gapped.numbered()) == [(1, "PART-1", ()), (2, "PART-2", ()), (3, "PART-3", (2,))]


def test_that_steps_shift_together_and_never_before_the_trigger() -> None:
    earlier = steps(2, 5, 9).shifted({1, 3}, Decimal(-4))
    assert [int(one.expected_delay_seconds) for one in earlier] == [0, 5, 7]


def test_that_times_before_the_trigger_become_zero() -> None:
    assert steps(2).changed(1, expected_delay_seconds=Decimal("-0.1")).step(1).expected_delay_seconds == 0


def test_that_a_step_that_is_not_there_is_said() -> None:
    with pytest.raises(Missing, match="There is no step 7"):
        steps(0).changed(7, note="x")


@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=8).flatmap(
        lambda delays: st.tuples(
            st.just(delays),
            st.lists(st.tuples(st.integers(1, len(delays)), st.integers(1, len(delays))), max_size=6),
            st.integers(1, len(delays)),
            st.integers(1, len(delays)),
        )
    )
)
def test_that_moving_loses_nothing(case: tuple[list[int], list[tuple[int, int]], int, int]) -> None:
    delays, pairs, order, to = case
    waits: dict[int, tuple[int, ...]] = {}
    for step, before in pairs:
        waits[step] = tuple(sorted({*waits.get(step, ()), before}))
    begun = steps(*delays, waits=waits)

    def edges(sequence: Sequence) -> set[tuple[str, str]]:
        return {(one.component_id, sequence.step(n).component_id) for one in sequence for n in one.depends_on}

    for changed in (begun.moved(order, to), begun.numbered()):
        assert [one.step_order for one in changed] == list(range(1, len(delays) + 1))
        assert edges(changed) == edges(begun)
    assert begun.moved(order, to).step(to).component_id == f"PART-{order}"


def test_that_what_is_published_is_edited_as_the_next_version_at_its_place() -> None:
    first, one = scenario(key=8), scenario()
    design = Design((first, one)).edited(one.key, steps(0))
    draft = design.scenarios[1]
    assert (draft.version, draft.state, draft.origin, draft.row_version) == (3, ScenarioState.DRAFT, one.key, None)
    assert draft.key != one.key
    assert design.scenarios[0] is first


def test_that_a_draft_stays_itself_when_it_is_edited() -> None:
    one = scenario(ScenarioState.DRAFT)
    assert Design((one,)).edited(one.key, steps(0)).scenarios[0].key == one.key


def test_that_what_is_superseded_is_not_edited() -> None:
    with pytest.raises(Refused, match="Version 2 of “Fire” is superseded; edit its latest version"):
        Design((scenario(ScenarioState.SUPERSEDED),)).edited(UUID(int=9), steps(0))


def test_that_a_clone_is_a_first_version_of_its_own() -> None:
    copy = scenario().clone("Fire again")
    assert (copy.name, copy.version, copy.state, copy.sequence) == ("Fire again", 1, ScenarioState.DRAFT, steps(0, 3))
    assert copy.key != scenario().key
