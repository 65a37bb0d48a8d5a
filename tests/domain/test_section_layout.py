"""Where the floors of a section lie, whatever the building and the room."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.section import Level, Section, drafted
from firemode_desktop.domain.section_layout import FOOT, HEAD, LETTER, LOWEST, Layout, lay_out


def tower(low: int, high: int, storey: str = "3.5") -> list[Level]:
    """Floors from ``low`` to ``high``, each called after its number, at true heights."""
    return [Level(f"L{number}", number, Decimal(storey) * number) for number in range(low, high + 1)]


def building(*stairs: tuple[int, int]) -> Section:
    return drafted("House", [(f"Stair-{place}", tower(*ends)) for place, ends in enumerate(stairs)])


STAIRS = st.lists(
    st.tuples(st.integers(-5, 20), st.integers(1, 60)).map(lambda each: (each[0], each[0] + each[1])),
    min_size=1,
    max_size=12,
)


@given(STAIRS, st.integers(300, 3000), st.integers(200, 2000), st.sampled_from([1.0, 1.5, 6.0]))
def test_that_floors_never_overlap_and_are_hit_where_they_lie(
    stairs: list[tuple[int, int]], width: int, height: int, zoom: float
) -> None:
    plan = lay_out(building(*stairs), width, height, zoom)
    for left, right in pairwise(plan.columns):
        assert left.box.right + left.wall <= right.box.left - right.names + 1
    for column in plan.columns:
        assert column.box.left >= 0
        assert column.box.right + column.wall <= plan.width + 1
        for below, above in pairwise(column.slots):
            assert above.box.bottom == below.box.top
        for slot in column.slots:
            assert plan.at(*slot.box.centre) is slot
            assert plan.slot(slot.shaft.stair_id, slot.cell.floor_id) is slot


@given(STAIRS)
def test_that_what_is_equally_high_lies_side_by_side_in_all_stairs(stairs: list[tuple[int, int]]) -> None:
    plan = lay_out(building(*stairs), 1200, 800)
    lines: dict[Decimal, float] = {}
    for slot in plan.slots:
        assert lines.setdefault(slot.cell.bottom_m, slot.box.bottom) == slot.box.bottom
    if Decimal(0) in lines:
        assert plan.ground == lines[Decimal(0)]


@pytest.mark.parametrize(
    "stairs", [[(0, 2)], [(0, 14), (0, 14)], [(-3, 39)] * 3, [(-4, 75), (0, 39), (30, 75)] * 4], ids=str
)
@pytest.mark.parametrize("room", [(780, 480), (1400, 760)])
def test_that_every_building_is_seen_whole_at_zoom_one(stairs: list[tuple[int, int]], room: tuple[int, int]) -> None:
    plan = lay_out(building(*stairs), *room)
    assert (plan.width, plan.height) == room
    assert min(slot.box.height for slot in plan.slots) >= LOWEST
    assert min(slot.box.top for slot in plan.slots) >= HEAD
    assert max(slot.box.bottom for slot in plan.slots) <= room[1] - FOOT + 1


def names(plan: Layout) -> list[str]:
    return [slot.cell.level for slot in plan.columns[0].slots if slot.named]


@pytest.mark.parametrize(
    ("floors", "every"), [(30, 1), (40, 2), (80, 5), (110, 5)], ids=["every", "second", "fifth", "fifth of 110"]
)
def test_that_names_thin_out_where_they_would_touch(floors: int, every: int) -> None:
    plan = lay_out(building((0, floors - 1)), 600, 500)
    assert names(plan) == [f"L{number}" for number in range(0, floors, every)]
    middles = [slot.box.centre[1] for slot in plan.slots if slot.named]
    assert all(lower - upper >= LETTER - 1 for lower, upper in pairwise(middles))


def test_that_narrow_stairs_share_their_names_and_only_one_that_differs_has_its_own() -> None:
    alike = [(f"Stair-{place}", tower(0, 9)) for place in range(6)]
    other = ("Annex", [Level(f"Deck {number}", number, Decimal("3.5") * number) for number in range(5)])
    plan = lay_out(drafted("House", [*alike, other]), 700, 500)
    assert [column.names > 0 for column in plan.columns] == [True, *[False] * 5, True]
    wide = lay_out(drafted("House", alike[:2]), 900, 500)
    assert all(column.names for column in wide.columns)


def test_that_the_ground_is_no_line_of_a_building_that_hangs_above_it() -> None:
    assert lay_out(building((3, 9)), 600, 400).ground is None
    assert lay_out(Section(building((0, 1)).building_id, "Nothing"), 600, 400).columns == ()
