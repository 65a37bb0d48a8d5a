"""Stairs by a rule: what a line says of the levels, what the rule makes, and why it cannot."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain import level_answers
from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.level_line import EXAMPLE, floor_number, read_heights, read_levels, read_numbers
from firemode_desktop.domain.levels import DEEPEST, MOST, Levels
from firemode_desktop.domain.sheet import Row, Sheet
from firemode_desktop.domain.stair_rule import LEVELS, NAMES, StairRule, letter, plan, read_names, usual_rule
from firemode_desktop.services import registry


def book(storeys: int | None = None, *stairs: str) -> Book:
    """The real registers without a row, but for a building and some stairs."""
    made = Book({register.name: Sheet(register) for register in registry.registers()})
    building = made["buildings"].register.columns
    made = made.add("buildings", UUID(int=1), {building["name"]: "Tower", building["storeys"]: storeys})
    for place, name in enumerate(stairs):
        made = made.add("stairs", UUID(int=100 + place), {0: name})
    return made


def shown(draft: Book, register: str, row: Row) -> list[str]:
    return [draft.show(register, row, column) for column in range(len(row.cells))]


# The line.


@pytest.mark.parametrize(
    ("line", "levels"),
    [
        (EXAMPLE, Levels(above=14, below=2)),
        ("Ground + Level-1…14, basement 2, 3.5 m; zones of 4", Levels(above=14, below=2)),
        ("g+14,b2,3,5 m,zones 4", Levels(above=14, below=2)),
        ("40 storeys", Levels(above=39)),
        ("40-storey, 2 basements", Levels(above=39, below=2)),
        ("12 levels, 3 m, zones of 3 floors", Levels(above=12, storey_m=Decimal(3), zones=3)),
        ("G+5, B5 3m", Levels(above=5, below=5, storey_m=Decimal(3))),
        (
            "G+9, 3,6 m, ground 4,5 m, basements 3 m, B1",
            Levels(9, 1, Decimal("3.6"), ((0, 0, Decimal("4.5")), (-5, -1, Decimal(3)))),
        ),
        ("G+9, levels 5 to 7 4.2 m", None),
        ("G+9, 5 to 7 4.2 m", Levels(above=9, heights=((5, 7, Decimal("4.2")),))),
        ("G+9, level-5 to level-7 4.2 m", Levels(above=9, heights=((5, 7, Decimal("4.2")),))),
        ("G+20 skip 4, 13 and 14, 3.2 m", Levels(above=20, skipped=(4, 13, 14), storey_m=Decimal("3.2"))),
        ("G+20 without 13 3,2 m", Levels(above=20, skipped=(13,), storey_m=Decimal("3.2"))),
        ("G+20, no zones, roof", Levels(above=20, zones=0, roof=True)),
        ("G+20, B2, zones from B2, G, 4 and 9", Levels(above=20, below=2, zones=(-2, 0, 4, 9))),
        ("G+9, penthouse", None),
        ("G+9999", None),
    ],
)
def test_that_a_line_says_what_a_person_means(line: str, levels: Levels | None) -> None:
    if levels is None:
        with pytest.raises(Invalid, match="is not understood; write e"):
            read_levels(line)
    else:
        assert read_levels(line) == levels


def test_that_what_a_line_does_not_mention_stays_and_exceptions_go() -> None:
    before = Levels(above=9, below=2, storey_m=Decimal(3), skipped=(4,), zones=5, ground="Lobby", upper="L{n}")
    assert read_levels("G+11", before) == Levels(11, 0, Decimal(3), zones=5, ground="Lobby", upper="L{n}")


@st.composite
def levels(draw: st.DrawFn) -> Levels:
    above, below = draw(st.integers(2, MOST - 10)), draw(st.integers(0, DEEPEST))
    metres = st.decimals(2, 20, places=2)
    spans = st.tuples(st.integers(1, 40), st.integers(0, 9), metres).map(lambda s: (s[0], s[0] + s[1], s[2]))
    others = st.sampled_from([(0, 0), (-DEEPEST, -1), (-2, -2)])
    named = st.tuples(others, metres).map(lambda pair: (*pair[0], pair[1]))
    zones = st.integers(0, 20) | st.sets(st.integers(-below, above), min_size=2).map(lambda s: tuple(sorted(s)))
    skipped = st.sets(st.integers(1, above), max_size=3).map(lambda s: tuple(sorted(s)))
    return Levels(
        above,
        below,
        draw(metres),
        tuple(draw(st.lists(spans | named, max_size=3))),
        draw(skipped),
        draw(st.booleans()),
        draw(zones),
    )


@given(levels())
def test_that_what_is_said_back_is_read_as_the_same(given_levels: Levels) -> None:
    assert read_levels(given_levels.text()) == given_levels


@given(levels())
def test_that_every_answer_shown_is_read_as_the_same(given_levels: Levels) -> None:
    for field in level_answers.FIELDS:
        text = level_answers.shown(given_levels, field.name)
        assert level_answers.answered(given_levels, field.name, text) == given_levels, field.name


@given(levels())
def test_that_floors_rise_from_the_lowest_and_each_is_in_at_most_one_zone(given_levels: Levels) -> None:
    floors = given_levels.floors()
    heights = [floor.height_m or Decimal(0) for floor in floors]
    assert [floor.number for floor in floors] == sorted({floor.number for floor in floors})
    assert all(low < high for low, high in pairwise(heights))
    assert all(floor.height_m == 0 for floor in floors if floor.number == 0)
    zoned = [floor for _, run in given_levels.zoned() for floor in run]
    assert len(zoned) == len(set(zoned))
    if isinstance(given_levels.zones, int):
        assert len(zoned) == (len(floors) if given_levels.zones else 0)
        assert all(len(run) <= given_levels.zones for _, run in given_levels.zoned())


@given(st.text(max_size=60))
def test_that_no_line_breaks_the_reading(text: str) -> None:
    with suppress(Invalid):
        read = read_levels(text)
        assert read_levels(read.text()) == read


def test_that_each_storey_has_the_height_that_was_said_last_of_it() -> None:
    floors = read_levels("G+3, B2, 3.5 m, ground 4.5 m, basements 3 m").floors()
    assert [(floor.name, floor.number, str(floor.height_m)) for floor in floors] == [
        ("Basement-2", -2, "-6"),
        ("Basement-1", -1, "-3"),
        ("Ground", 0, "0"),
        ("Level-1", 1, "4.5"),
        ("Level-2", 2, "8.0"),
        ("Level-3", 3, "11.5"),
    ]


def test_that_a_skipped_number_leaves_no_gap_in_the_height() -> None:
    floors = read_levels("G+14, skip 13, roof").floors()
    assert [(floor.name, floor.height_m) for floor in floors[-3:]] == [
        ("Level-12", Decimal(42)),
        ("Level-14", Decimal("45.5")),
        ("Roof", Decimal(49)),
    ]


def test_that_basements_have_zones_of_their_own_and_the_last_one_is_smaller() -> None:
    found = [(number, run[0].name, run[-1].name) for number, run in read_levels("G+9, B2, zones of 4").zoned()]
    assert found == [
        ("B1", "Basement-2", "Basement-1"),
        ("1", "Ground", "Level-3"),
        ("2", "Level-4", "Level-7"),
        ("3", "Level-8", "Level-9"),
    ]


def test_that_the_pilot_buildings_zones_can_be_said_by_where_they_begin() -> None:
    found = read_levels("G+14, zones from G, 4, 7, 10, 13").zoned()
    assert [(number, len(run)) for number, run in found] == [("1", 4), ("2", 3), ("3", 3), ("4", 3), ("5", 2)]


def test_that_the_rule_is_said_back_in_words() -> None:
    assert read_levels("G+14, B1, ground 4.5 m, skip 13").words() == (
        "15 floors from Basement-1 to Level-14, without 13, 3.5 m from floor to floor (ground 4.5 m), "
        "the highest at 46.5 m, 5 zones."
    )
    assert read_levels("G+9, zones from 4, 8").words().endswith("2 zones (4 floors in no zone).")


@pytest.mark.parametrize(("text", "number"), [("G", 0), ("gf", 0), ("B2", -2), ("Basement-1", -1), ("L5", 5), ("7", 7)])
def test_that_a_floor_is_known_by_its_number(text: str, number: int) -> None:
    assert floor_number(text) == number


def test_that_an_answer_that_means_nothing_says_what_would() -> None:
    for read, text, why in (
        (read_heights, "ground tall", "“ground tall” is not understood; write e.g. ground 4.5, basements 3."),
        (read_numbers, "four", "“four” is no number of a level; write e.g. 4, 13."),
        (floor_number, "attic", "“attic” is no floor; write G, B1, or the number of a level."),
    ):
        with pytest.raises(Invalid) as told:
            read(text)
        assert told.value.message == why


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"above": 1}, "above", "A stair has from 3 to 80 floors; these are 2."),
        ({"above": 80}, "above", "A stair has from 3 to 80 floors; these are 81."),
        ({"below": 6}, "below", "There may be 5 basements; these are 6."),
        ({"storey_m": Decimal("1.99")}, "storey_m", "A storey is from 2 to 20 m high; this is 1.99."),
        ({"heights": ((0, 0, Decimal("20.01")),)}, "heights", "A storey is from 2 to 20 m high; this is 20.01."),
        ({"zones": (0, 15)}, "zones", "A zone cannot begin at Level-15: there is no such floor."),
        ({"zones": (-1, 0)}, "zones", "A zone cannot begin at Basement-1: there is no such floor."),
        ({"upper": "Level"}, "upper", "Write {n} where the number of the level belongs."),
        ({"ground": "Level-1"}, "ground", "Two floors would be called “Level-1”."),
        ({"ground": " "}, "ground", "The ground floor needs a name."),
    ],
)
def test_that_levels_that_cannot_be_say_why_at_their_field(change: dict[str, object], field: str, why: str) -> None:
    levels = replace(Levels(), **change)  # type: ignore[arg-type]
    assert plan(StairRule(levels=levels), book()).problems == {(LEVELS, field): why}


@pytest.mark.parametrize("above", [2, 79])
def test_that_from_three_to_eighty_floors_can_be_made(above: int) -> None:
    assert not plan(StairRule(levels=Levels(above=above)), book()).problems


# Names.


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Stair-A", ["Stair-A"]),
        ("Stair-A, Stair-B; Core 1", ["Stair-A", "Stair-B", "Core 1"]),
        ("Stair-A to C", ["Stair-A", "Stair-B", "Stair-C"]),
        ("Stair-A to Stair-C", ["Stair-A", "Stair-B", "Stair-C"]),
        ("Stair 9…11", ["Stair 9", "Stair 10", "Stair 11"]),
        ("North to South", ["North to South"]),
        ("Stair-C to A", ["Stair-C to A"]),
    ],
)
def test_that_stairs_are_named_one_by_one_or_from_to(text: str, names: list[str]) -> None:
    assert list(read_names(text)) == names


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (" , ", "A stair needs a name."),
        ("X1 to X999", "At most 12 stairs are made at once; these are 999."),
        ("Stair-A, stair-a", "“stair-a” stands there twice."),
        ("Stair-1 to 13", "At most 12 stairs are made at once; these are 13."),
        ("Stair-B", "There is a stair “Stair-B” already."),
        ("stair-b", "There is a stair “Stair-B” already."),
        ("S" * 101, "Stair may have 100 characters; this has 101."),
    ],
)
def test_that_names_that_cannot_be_say_why(text: str, why: str) -> None:
    assert plan(StairRule(names=text), book(None, "Stair-B")).problems[NAMES] == why


def test_that_twelve_stairs_and_a_name_of_a_hundred_characters_can_be_made() -> None:
    assert not plan(StairRule(names="Stair-1 to 12"), book()).problems
    assert not plan(StairRule(names="S" * 88), book()).problems, "its doorways still have room for their floor's name"


def test_that_what_sets_a_stair_apart_is_its_last_word() -> None:
    assert [letter(name) for name in ("Stair-A", "Stair 3", "Core", "North fire stair_B")] == ["A", "3", "Core", "B"]


# Answers of every row.


@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        (("doors", "width_m"), "3.01", "Width must be more than 0 and at most 3 m; this is 3.01."),
        (("doors", "width_m"), "0", "Width must be more than 0 and at most 3 m; this is 0."),
        (("doorways", "height_m"), "4.1", "Height must be more than 0 and at most 4 m; this is 4.1."),
        (("doors", "fire_rating_minutes"), "1.5", "Fire rating is a whole number; this is 1.5."),
        (("doors", "door_type"), "wooden", "“wooden” is not among the choices."),
        (("doors", "door_identifier"), "D-{floor}", "“{floor}” means nothing here; there are {stair}, {letter}, "),
        (("zones", "zone_name"), "Zone", "Write {n} where the number of the zone belongs."),
        (("doors", "door_identifier"), "D" * 95 + "{level}", "Door may have 100 characters; this has 103."),
        (("design_setpoints", "setpoint"), "-1", "Setpoint must be at least 0; this is -1."),
    ],
)
def test_that_an_answer_outside_its_fields_limits_says_why(key: tuple[str, str], text: str, why: str) -> None:
    problems = plan(StairRule().put(key, text), book()).problems
    assert list(problems) == [key]
    assert problems[key].startswith(why)


def test_that_sizes_of_doors_that_are_not_made_do_not_matter() -> None:
    rule = StairRule().put(("doors", "door_identifier"), "").put(("doors", "width_m"), "99")
    made = plan(rule, book())
    assert not made.problems
    assert made.counts() == {"stairs": 1, "floors": 15, "doorways": 15, "zones": 4, "control_equipment": 1}
    assert all(not cell.doors for cell in made.section("new").cells())


# What is made.


def test_that_a_building_of_forty_storeys_and_three_stairs_is_made_as_counted() -> None:
    empty = book(40)
    rule = replace(usual_rule(empty), names="Stair-A to C", levels=read_levels("40 storeys, B1, zones of 4"))
    made = plan(rule, empty)
    assert made.counts() == {
        "stairs": 3,
        "floors": 123,
        "doors": 123,
        "doorways": 123,
        "zones": 33,
        "control_equipment": 3,
    }
    draft = made.into(empty)
    changes = Changes.between(empty, draft)
    assert {name: len(sheet.added) for name, sheet in changes.sheets.items()} == made.counts()
    assert not any(draft.troubles(name) for name in draft.sheets)
    assert not any(sheet.problems for sheet in changes.sheets.values())
    assert shown(draft, "doors", draft["doors"].rows[-1])[:8] == [
        *("Stair-C", "Level-39", "D-Level-39-Stair-C", "Fire-rated", "60", "Right", "0.90", "2.10")
    ]
    assert shown(draft, "zones", draft["zones"].rows[11])[:3] == ["Stair-B", "Zone-B1", "Basement-1"]
    assert shown(draft, "zones", draft["zones"].rows[-1])[:3] == ["Stair-C", "Zone-10", "Level-36 to Level-39"]
    assert [draft.show("control_equipment", row, 3) for row in draft["control_equipment"].rows] == [
        *("FAN-01-A", "FAN-01-B", "FAN-01-C")
    ]


def test_that_a_design_pressure_is_made_when_it_is_given() -> None:
    draft = plan(StairRule().put(("design_setpoints", "setpoint"), "45"), book()).into(book())
    assert [shown(draft, "design_setpoints", row) for row in draft["design_setpoints"].rows] == [
        ["Stair-A", "Pressure differential", "", "45.000", "Pa"]
    ]


def test_that_the_drawing_shows_every_floor_at_its_height_with_its_door_and_fan() -> None:
    rule = StairRule("Stair-A, Stair-B", read_levels("G+3, B1, ground 5 m"))
    section = plan(rule, book()).section("new")
    assert [(shaft.name, shaft.fan) for shaft in section.shafts] == [("Stair-A", "FAN-01-A"), ("Stair-B", "FAN-01-B")]
    assert [(cell.level, str(cell.bottom_m), cell.doors) for cell in section.shafts[1].cells][:3] == [
        ("Basement-1", "-3.5", ("D-Basement-1-Stair-B",)),
        ("Ground", "0.0", ("D-Ground-Stair-B",)),
        ("Level-1", "5.0", ("D-Level-1-Stair-B",)),
    ]


def test_that_the_usual_rule_takes_the_next_free_name_and_the_buildings_storeys() -> None:
    assert usual_rule(book(40, "Stair-A", "stair-b")).names == "Stair-C"
    assert usual_rule(book(40)).levels.above == 39
    assert [usual_rule(book(storeys)).levels.above for storeys in (None, 2, 3, 80, 81)] == [14, 14, 2, 79, 14]
    assert not plan(usual_rule(book()), book()).problems
