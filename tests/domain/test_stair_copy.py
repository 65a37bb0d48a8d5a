"""A stair once more, and the floors of a stair under other names: what changes, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.domain.facts import Facts
from firemode_desktop.domain.floor_series import usual_renumbering
from firemode_desktop.domain.level_line import read_levels
from firemode_desktop.domain.renumber import renumber
from firemode_desktop.domain.stair_copy import copy_of, renamed
from firemode_desktop.domain.stair_rule import StairRule, plan
from tests.domain.test_stair_rule import book, shown


def building(line: str = "G+14, B2", names: str = "Stair-A") -> Book:
    """A building with stairs made by a rule, an interface and a design pressure."""
    rule = StairRule(names, read_levels(line)).put(("design_setpoints", "setpoint"), "45")
    made = plan(rule, book())
    assert not made.problems
    draft = made.into(book())
    return draft.add(
        "interface_test_definitions", UUID(int=7), {0: names.split(",")[0], 1: "Manual override", 2: "P-A"}
    )


def stair(draft: Book, name: str = "Stair-A") -> UUID:
    found = draft["stairs"].names.find(name, None)
    assert not isinstance(found, str)
    return found.key


def column(draft: Book, register: str, name: str, of: str = "Stair-A") -> list[str]:
    """One column of the rows of a stair."""
    sheet = draft[register]
    place, parent = sheet.register.columns[name], sheet.register.columns["stair_id"]
    return [draft.show(register, row, place) for row in sheet.rows if row.cells[parent] == stair(draft, of)]


def first(draft: Book, register: str) -> UUID:
    return draft[register].rows[0].key


# Copying.


@pytest.mark.parametrize(
    ("before", "lettered", "after"),
    [
        ("D-Level-1-Stair-A", True, "D-Level-1-Stair-B"),
        ("FAN-STAIR-A-01", True, "FAN-STAIR-B-01"),
        ("FAN-01-A", True, "FAN-01-B"),
        ("FAN-01-A", False, "FAN-01-A"),
        ("FAN-A-01", True, "FAN-A-01"),
        ("ALARM-PANEL", True, "ALARM-PANEL"),
        ("Stair-AB door", True, "Stair-AB door"),
    ],
)
def test_that_a_name_that_carries_the_stairs_is_renamed_and_no_other(before: str, lettered: bool, after: str) -> None:
    assert renamed(before, "Stair-A", "Stair-B", lettered) == after


def test_that_everything_of_a_stair_is_copied_under_each_new_name() -> None:
    draft = building()
    copy = copy_of(draft, stair(draft), "Stair-B, Stair-C")
    assert not copy.problem
    after = copy.into(draft)
    added = {name: len(sheet.added) for name, sheet in Changes.between(draft, after).sheets.items()}
    assert added == copy.counts()
    assert added == {
        "stairs": 2,
        "floors": 34,
        "doors": 34,
        "doorways": 34,
        "zones": 10,
        "control_equipment": 2,
        "interface_test_definitions": 2,
        "design_setpoints": 2,
    }
    assert not any(after.troubles(name) for name in after.sheets)
    assert column(after, "floors", "floor_level", "Stair-C") == column(draft, "floors", "floor_level")
    assert column(after, "doors", "door_identifier", "Stair-C")[2] == "D-Ground-Stair-C"
    assert column(after, "doors", "floor_id", "Stair-C") == column(draft, "doors", "floor_id")
    assert column(after, "zones", "floor_ids_covered", "Stair-B") == column(draft, "zones", "floor_ids_covered")
    assert column(after, "control_equipment", "equipment_identifier", "Stair-B") == ["FAN-01-B"]
    assert column(after, "interface_test_definitions", "location_id", "Stair-B") == ["P-A"]
    floors = after["floors"]
    of_c = {row.key for row in floors.rows if row.cells[0] == stair(after, "Stair-C")}
    assert all(row.cells[1] in of_c for row in after["doors"].rows if row.cells[0] == stair(after, "Stair-C"))


def test_that_what_belongs_to_one_thing_alone_is_not_copied() -> None:
    draft = building()
    fields = draft["control_equipment"].register.columns
    fan = first(draft, "control_equipment")
    typed = {"serial_number": "WD-1", "manufacturer": "Woods", "installation_date": date(2024, 1, 15)}
    draft = draft.enter("control_equipment", [(fan, fields[name], value) for name, value in typed.items()])
    draft = draft.enter("control_equipment", [(fan, fields["specifications"], "motor_kw: 15")])
    after = copy_of(draft, stair(draft), "Stair-B").into(draft)
    copied = after["control_equipment"].rows[-1].cells
    assert copied[fields["serial_number"]] is None
    assert copied[fields["installation_date"]] is None
    assert copied[fields["manufacturer"]] == "Woods"
    assert copied[fields["specifications"]] == Facts.of({"motor_kw": 15})


def test_that_what_is_out_of_service_is_left_out_with_what_stands_on_it() -> None:
    draft = building("G+4")
    ground = first(draft, "floors")
    draft = draft.retire("floors", [ground], date(2025, 1, 1))
    copy = copy_of(draft, stair(draft), "Stair-B")
    assert copy.left_out() == 3, "the floor, its door and its doorway"
    after = copy.into(draft)
    assert column(after, "floors", "floor_level", "Stair-B") == ["Level-1", "Level-2", "Level-3", "Level-4"]
    assert column(after, "zones", "floor_ids_covered", "Stair-B")[0] == "Level-1 to Level-3"
    assert not after.troubles("zones")


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ("", "A stair needs a name."),
        ("Stair-A", "There is a stair “Stair-A” already."),
        ("S" * 101, "Stair may have 100 characters; this has 101."),
        ("S" * 90, "D-Basement-2-Stair-A, Stair-A: Door may have 100 characters; this has 103."),
    ],
)
def test_that_a_copy_that_cannot_be_says_why(names: str, why: str) -> None:
    draft = building()
    assert copy_of(draft, stair(draft), names).problem == why


def test_that_the_names_that_change_are_listed() -> None:
    draft = building("G+2")
    listed = copy_of(draft, stair(draft), "Stair-B").renamed()
    assert listed[0] == ("door", "D-Ground-Stair-A", "D-Ground-Stair-B")
    assert listed[-1] == ("piece of equipment", "FAN-01-A", "FAN-01-B")
    assert len(listed) == 7


# Renumbering.


def floors(draft: Book) -> list[tuple[str, str, str]]:
    """Name, number and height of each floor, the lowest first."""
    rows = [shown(draft, "floors", row)[1:4] for row in draft["floors"].rows]
    return sorted(((row[0], row[1], row[2]) for row in rows), key=lambda floor: int(floor[1]))


@pytest.mark.parametrize("line", ["G+14, B2", "G+20, skip 4 13 14", "G+9, roof", "G+3, B5, roof"])
def test_that_the_usual_rule_changes_nothing(line: str) -> None:
    draft = building(line)
    plan_ = renumber(draft, usual_renumbering(draft, stair(draft)))
    assert not plan_.problems
    assert not plan_.changed
    assert len(plan_.lines) == 3 * len(draft["floors"].rows)
    assert not Changes.between(draft, plan_.into(draft))


def test_that_a_level_is_left_out_and_everything_above_follows() -> None:
    draft = building("G+14, roof")
    done = renumber(draft, replace(usual_renumbering(draft, stair(draft)), skipped="13"))
    after = done.into(draft)
    assert floors(after)[12:] == [
        ("Level-12", "12", "42.00"),
        ("Level-14", "14", "45.50"),
        ("Level-15", "15", "49.00"),
        ("Roof", "16", "52.50"),
    ]
    assert column(after, "doors", "door_identifier")[-3:] == [
        "D-Level-14-Stair-A",
        "D-Level-15-Stair-A",
        "D-Roof-Stair-A",
    ]
    assert [(line.one, line.before, line.after, line.number) for line in done.changed][:4] == [
        ("floor", "Roof", "Roof", 16),
        ("floor", "Level-14", "Level-15", 15),
        ("door", "D-Level-14-Stair-A", "D-Level-15-Stair-A", None),
        ("doorway", "DW-Level-14-Stair-A", "DW-Level-15-Stair-A", None),
    ]
    assert not any(after.troubles(name) for name in after.sheets)


def test_that_levels_are_called_otherwise_and_the_stairs_ends_follow() -> None:
    draft = building("G+3, B1")
    rule = replace(usual_renumbering(draft, stair(draft)), ground="GF", upper="L{n}", lower="B{n}")
    after = renumber(draft, rule).into(draft)
    assert [name for name, *_ in floors(after)] == ["B1", "GF", "L1", "L2", "L3"]
    assert column(after, "doorways", "doorway_identifier")[0] == "DW-B1-Stair-A"
    assert shown(after, "stairs", after["stairs"].rows[0])[3:5] == ["B1", "L3"]
    assert column(after, "zones", "floor_ids_covered") == ["B1", "GF to L3"]


def test_that_a_mezzanine_is_put_in_with_its_door_doorway_and_zone() -> None:
    draft = building("G+3, B1, ground 5 m")
    rule = replace(usual_renumbering(draft, stair(draft)), insert="Mezzanine", above="Ground")
    done = renumber(draft, rule)
    assert not done.problems
    after = done.into(draft)
    assert floors(after) == [
        ("Basement-1", "-1", "-3.50"),
        ("Ground", "0", "0.00"),
        ("Mezzanine", "1", "2.50"),
        ("Level-1", "2", "5.00"),
        ("Level-2", "3", "8.50"),
        ("Level-3", "4", "12.00"),
    ]
    assert shown(after, "doors", after["doors"].rows[-1])[:8] == [
        *("Stair-A", "Mezzanine", "D-Mezzanine-Stair-A", "Fire-rated", "60", "Right", "0.90", "2.10")
    ]
    assert column(after, "doorways", "doorway_identifier")[-1] == "DW-Mezzanine-Stair-A"
    zone = after["zones"].rows[1].cells[2]
    assert isinstance(zone, tuple)
    assert [after["floors"].names.name(key) for key in zone] == ["Ground", "Mezzanine", "Level-1", "Level-2", "Level-3"]
    assert not any(after.troubles(name) for name in after.sheets)
    assert next(line for line in done.changed if not line.before).after == "Mezzanine"


def test_that_a_floor_put_in_below_ground_moves_what_is_deeper() -> None:
    draft = building("G+2, B2")
    rule = replace(usual_renumbering(draft, stair(draft)), insert="Plant", above="Basement-1", height_m="-1,2 m")
    after = renumber(draft, rule).into(draft)
    assert [floor[:2] for floor in floors(after)][:4] == [
        *(("Basement-2", "-3"), ("Basement-1", "-2"), ("Plant", "-1"), ("Ground", "0"))
    ]


def test_that_doors_are_called_by_a_pattern_and_two_on_a_floor_stay_apart() -> None:
    draft = building("G+2, B1")
    ground = draft["floors"].rows[1].key
    draft = draft.add("doors", UUID(int=9), {0: stair(draft), 1: ground, 2: "Lobby door"})
    rule = replace(usual_renumbering(draft, stair(draft)), doors="{letter}.{n}", doorways="W-{n}-{letter}")
    after = renumber(draft, rule).into(draft)
    assert column(after, "doors", "door_identifier") == ["A.B1", "A.G", "A.1", "A.2", "A.G-2"]
    assert column(after, "doorways", "doorway_identifier")[0] == "W-B1-A"


def test_that_only_the_stair_that_is_meant_is_renumbered() -> None:
    draft = building("G+4", "Stair-A, Stair-B")
    after = renumber(draft, replace(usual_renumbering(draft, stair(draft, "Stair-B")), upper="L{n}")).into(draft)
    assert column(after, "floors", "floor_level") == column(draft, "floors", "floor_level")
    assert column(after, "floors", "floor_level", "Stair-B")[1] == "L1"


@pytest.mark.parametrize(
    ("change", "where", "why"),
    [
        ({"skipped": "four"}, "skipped", "“four” is no number of a level; write e.g. 4, 13."),
        ({"upper": "Level"}, "upper", "Write {n} where the number of the level belongs."),
        ({"ground": "Level-1"}, "upper", "Two floors would be called “Level-1”."),
        ({"ground": ""}, "ground", "Floor is needed."),
        ({"insert": "Mezzanine"}, "above", "Say above which floor."),
        ({"insert": "Mezzanine", "above": "Attic"}, "above", "There is no floor called “Attic” here."),
        ({"insert": "Level-2", "above": "Ground"}, "upper", "Two floors would be called “Level-2”."),
        (
            {"insert": "M", "above": "Ground", "height_m": "4"},
            "height_m",
            "Level-1 lies at 3.50 m; M must lie below it.",
        ),
        (
            {"insert": "M", "above": "Level-1", "height_m": "3.5"},
            "height_m",
            "Level-1 lies at 3.50 m; M must lie above",
        ),
        ({"upper": "L" * 49 + "{n}"}, "upper", "Floor may have 50 characters; this has 51."),
        ({"doors": "D-{floor}"}, "doors", "“{floor}” means nothing here"),
        ({"doorways": "D" * 101}, "doorways", "Doorway may have 100 characters; this has 101."),
    ],
)
def test_that_a_renumbering_that_cannot_be_says_why(change: dict[str, str], where: str, why: str) -> None:
    draft = building("G+14")
    problems = renumber(draft, replace(usual_renumbering(draft, stair(draft)), **change)).problems  # type: ignore[arg-type]
    assert problems.get(where, "").startswith(why), problems


def test_that_a_floor_out_of_service_keeps_its_name_and_bars_it() -> None:
    draft = building("G+4")
    draft = draft.retire("floors", [draft["floors"].rows[2].key], date(2025, 1, 1))
    rule = usual_renumbering(draft, stair(draft))
    assert rule.skipped == "2"
    assert not renumber(draft, rule).changed
    assert renumber(draft, replace(rule, skipped="")).problems == {"upper": "Two floors would be called “Level-2”."}
