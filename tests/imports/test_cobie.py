"""What a COBie file says, and what is made of it: lengths, floors, stairs, doors, equipment, and what is left out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.cobie import plan_cobie, propose_stairs
from firemode_desktop.imports.cobie.kinds import door_hand, fire_minutes, kind_of, rating_in
from firemode_desktop.imports.cobie.lengths import DOOR_WIDTH, STOREY, likely_unit, read_length, unit_named
from firemode_desktop.imports.cobie.levels import level_number
from firemode_desktop.imports.cobie.sheets import table_name
from firemode_desktop.imports.cobie.stairs import listed
from firemode_desktop.imports.files.cells import Logical
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.registers.plan import RegisterPlan
from tests.imports.books import book
from tests.imports.cobies import WHO, Sheets, Tower, column, find
from tests.imports.test_cobie_quirks import TODAY, as_cells, empty, planned, workbook


def cells(plan: RegisterPlan, register: str, *fields: str) -> list[tuple[str, ...]]:
    """What would stand in some columns of a register."""
    sheet = plan.draft[register]
    places = [sheet.register.columns[name] for name in fields]
    return [tuple(plan.draft.show(register, row, place) for place in places) for row in sheet.rows]


def reasons(plan: RegisterPlan, sheet: str) -> dict[int | None, str]:
    """Why rows of a sheet were left out."""
    return {problem.row: problem.message for problem in plan.left_out if problem.sheet == sheet}


def put(sheets: Sheets, sheet: str, row: str, heading: str, value: Any) -> None:
    """Write one cell of a row, found by its first cell."""
    find(sheets[sheet], row)[column(sheets[sheet], heading)] = value


def add_attribute(sheets: Sheets, name: str, sheet: str, row: str, value: Any, unit: Any = "n/a") -> None:
    """One more row of the sheet Attribute."""
    sheets["Attribute"].append([name, *WHO, "As Built", sheet, row, value, unit, "n/a", "n/a", "n/a", "n/a", "n/a"])


# What is written in cells.


@pytest.mark.parametrize(
    ("said", "unit", "metres"),
    [
        (Decimal(915), "millimetres", "0.915"),
        (Decimal("0.92"), "metres", "0.92"),
        (Decimal(36), "inches", "0.9144"),
        ("915 mm", "metres", "0.915"),
        ("0,92", "metres", "0.92"),
        ("10,000", "millimetres", "10"),
        ("3'-0\"", "millimetres", "0.9144"),
        ("6' 8 1/2\"", None, "2.0447"),
        ("3 ft", None, "0.9144"),
        ("-3.5", "metres", "-3.5"),
    ],
)
def test_that_a_length_is_read_in_its_unit(said: Any, unit: str | None, metres: str) -> None:
    assert read_length(said, unit) == Decimal(metres)


@pytest.mark.parametrize("said", ["10,000", "wide", "3 leagues", "1'1/0\"", True])
def test_that_what_is_no_plain_length_is_refused(said: Any) -> None:
    with pytest.raises(Invalid):
        read_length(Logical(said) if said is True else said, "metres")


def test_that_a_bare_number_without_a_unit_is_refused() -> None:
    with pytest.raises(Invalid, match="LinearUnits"):
        read_length(Decimal(3), None)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("millimeters", "millimetres"),
        ("MM", "millimetres"),
        ("Metres (m)", "metres"),
        ("Foot", "feet"),
        ("acres", None),
    ],
)
def test_that_units_are_known_by_their_usual_names(words: str, unit: str | None) -> None:
    assert unit_named(words) == unit


@pytest.mark.parametrize(
    ("declared", "figures", "unit"),
    [
        ("metres", ["3500", "3600"], "millimetres"),
        ("millimetres", ["3500"], "millimetres"),
        (None, ["3.5"], "metres"),
        (None, ["12"], "feet"),
        (None, ["7.5"], None),
        ("metres", ["7"], "metres"),
        ("metres", [], "metres"),
        ("metres", ["50000000"], "metres"),
    ],
)
def test_that_figures_overrule_a_unit_only_where_one_other_makes_sense_of_them(
    declared: str | None, figures: list[str], unit: str | None
) -> None:
    assert likely_unit(declared, [Decimal(figure) for figure in figures], STOREY) == unit
    assert likely_unit("metres", [Decimal(36)], DOOR_WIDTH) == "inches"


@pytest.mark.parametrize(
    ("said", "unit", "minutes"),
    [
        ("FRL -/60/30", None, 60),
        ("-/60/30", None, 60),
        ("120/120/120", None, 120),
        ("90/-/-", None, 90),
        ("FD60S", None, 60),
        ("fd 30", None, 30),
        ("EI2 60-C5", None, 60),
        ("EI 90", None, 90),
        ("60 min", None, 60),
        ("20 Minutes", None, 20),
        ("1 HR", None, 60),
        ("1-1/2 HR", None, 90),
        ("3/4 hour", None, 45),
        ("1.5 h", None, 90),
        (Decimal(90), None, 90),
        (Decimal(2), "hours", 120),
        (Decimal(5), "minutes", 5),
        ("Not rated", None, None),
        (Decimal(0), None, None),
    ],
)
def test_that_a_fire_rating_is_minutes_of_integrity(said: Any, unit: str | None, minutes: int | None) -> None:
    assert fire_minutes(said, unit) == minutes


@pytest.mark.parametrize("said", [Decimal(2), "yes", "high", Logical.TRUE, "9999 min", "1/0 hr", Decimal("60.5")])
def test_that_what_could_be_hours_or_minutes_or_neither_is_refused(said: Any) -> None:
    with pytest.raises(Invalid):
        fire_minutes(said)


def test_that_the_words_of_a_door_tell_its_rating() -> None:
    assert rating_in("Single leaf -/120/30 self-closing") == 120
    assert rating_in("FD30S Single") == 30
    assert rating_in("Single leaf 920 x 2040") is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Door-Single: 920 x 2040", "door"),
        ("23-30 10 00: Doors", "door"),
        ("Fire Doorset", "door"),
        ("Door closer", None),
        ("Door contact", None),
        ("Axial fan 900", "fan"),
        ("Pressurisation unit", "fan"),
        ("Fan coil unit", None),
        ("Fire/Smoke Damper", "damper"),
        ("Damper actuator", "actuator"),
        ("Fire damper with actuator", "damper"),
        ("Differential Pressure Transmitter", "pressure_sensor"),
        ("Sprinkler pressure switch", None),
        ("Photoelectric smoke detector", "detector"),
        ("Gas detector", None),
        ("Fire Indicator Panel", "control_panel"),
        ("FIP", "control_panel"),
        ("Access panel", None),
        ("Ceiling panel", None),
        ("Desk", None),
    ],
)
def test_that_words_say_what_a_component_is(words: str, kind: str | None) -> None:
    assert kind_of([words]) == kind


@pytest.mark.parametrize(
    ("said", "hand"),
    [
        ("LH", "left"),
        ("SINGLE_SWING_RIGHT", "right"),
        ("Double_Door_Single_Swing", "double"),
        ("RHR", "right"),
        ("x", None),
    ],
)
def test_that_a_hand_is_left_right_or_double(said: str, hand: str | None) -> None:
    assert door_hand(said) == hand


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Ground", 0), ("Ground Floor", 0), ("GF", 0), ("Level 00", 0), ("L03", 3), ("Level-12", 12), ("3rd Floor", 3),
        ("B2", -2), ("Basement 1", -1), ("Basement", -1), ("Lower Ground", -1), ("Roof", None), ("Mezzanine", None),
    ],
)  # fmt: skip
def test_that_the_name_of_a_floor_tells_its_place(name: str, number: int | None) -> None:
    assert level_number(name) == number


@pytest.mark.parametrize("name", ["Floor", "FLOORS", "03 - Floor", "COBie.Floor", " floor ", "Floor (2)"])
def test_that_a_sheet_is_known_by_any_spelling_of_its_name(name: str) -> None:
    assert table_name(name) == "floor"


def test_that_a_list_of_spaces_keeps_names_with_commas_whole() -> None:
    known = {"stair 1, l03": None, "corridor": None}
    assert listed("Stair 1, L03, Corridor", known) == ["Stair 1, L03", "Corridor"]
    assert listed("Corridor;Stair 9", known) == ["Corridor", "Stair 9"]
    assert listed(None, known) == []


# Floors.


def test_that_elevations_count_from_the_ground_whatever_the_datum() -> None:
    plan = planned(Tower({"B1": 6500, "Ground": 10_000, "Level 1": 14_000}, stairs=("Stair 1",)).sheets())
    assert cells(plan, "floors", "floor_level", "floor_number", "height_m") == [
        ("B1", "-1", "-3.50"),
        ("Ground", "0", "0.00"),
        ("Level 1", "1", "4.00"),
    ]
    assert "10 m" in next(problem.message for problem in plan.warnings if problem.code == "datum")


@pytest.mark.parametrize(
    ("units", "elevations", "said"),
    [
        ("meters", {"Ground": 0, "Level 1": 3.5}, None),
        ("feet", {"Ground": 0, "Level 1": 11.4829}, None),
        ("meters", {"Ground": 0, "Level 1": 3500}, "millimetres"),
        (None, {"Ground": 0, "Level 1": 3500}, None),
        ("n/a", {"Ground": "0 mm", "Level 1": "3500 mm"}, None),
    ],
)
def test_that_elevations_are_read_in_their_unit(units: str | None, elevations: Any, said: str | None) -> None:
    plan = planned(Tower(elevations, stairs=("Stair 1",), units=units, width="920 mm", height="2040 mm").sheets())
    assert cells(plan, "floors", "height_m") == [("0.00",), ("3.50",)]
    assert [said in problem.message for problem in plan.warnings if problem.code == "other_unit"] == [True] * bool(said)


def test_that_a_building_without_a_ground_floor_by_name_begins_at_the_datum() -> None:
    plan = planned(Tower({"Level 1": 0, "Level 2": 4000, "T/FDN": -1200}, stairs=("Stair 1",)).sheets())
    assert cells(plan, "floors", "floor_level", "floor_number") == [("T/FDN", "-1"), ("Level 1", "0"), ("Level 2", "1")]
    assert "Level 1 is taken as the ground floor" in plan.warnings[0].message


def test_that_a_person_may_say_which_floor_is_the_ground() -> None:
    sheets = Tower({"Level 1": 0, "Level 2": 4000}, stairs=("Stair 1",)).sheets()
    assert cells(planned(sheets, ground="level 2"), "floors", "floor_number", "height_m") == [
        ("-1", "-4.00"),
        ("0", "0.00"),
    ]
    with pytest.raises(Invalid, match="no floor called “Lobby”; the floors are Level 1, Level 2"):
        planned(sheets, ground="Lobby")


def test_that_floors_without_elevations_are_ordered_by_their_names_and_have_no_height() -> None:
    tower = Tower({"Level 2": None, "Ground": None, "B1": None, "Level 1": None}, stairs=("Stair 1",))
    plan = planned(tower.sheets())
    assert cells(plan, "floors", "floor_level", "floor_number", "height_m") == [
        ("B1", "-1", ""),
        ("Ground", "0", ""),
        ("Level 1", "1", ""),
        ("Level 2", "2", ""),
    ]


def test_that_heights_of_storeys_stand_in_for_elevations() -> None:
    sheets = Tower({"Ground": None, "Level 1": None, "Level 2": None}, stairs=("Stair 1",)).sheets()
    for row in sheets["Floor"][2:]:
        row[column(sheets["Floor"], "Height")] = 3500
    assert cells(planned(sheets), "floors", "height_m") == [("0.00",), ("3.50",), ("7.00",)]


def test_that_a_file_without_floors_takes_them_from_its_spaces() -> None:
    sheets = Tower().sheets()
    del sheets["Floor"]
    assert cells(planned(sheets), "floors", "floor_level", "floor_number")[:2] == [("Ground", "0"), ("Level 1", "1")]


def test_that_more_basements_than_the_register_knows_are_left_out_with_what_stands_on_them() -> None:
    levels = {**{f"B{number}": -3000 * number for number in range(6, 0, -1)}, "Ground": 0}
    plan = planned(Tower(levels, stairs=("Stair 1",)).sheets())
    assert [name for (name,) in cells(plan, "floors", "floor_level")] == ["B5", "B4", "B3", "B2", "B1", "Ground"]
    assert not plan.errors
    said = [problem for problem in plan.left_out if problem.sheet in ("Space", "Component") and problem.row == 2]
    assert "Number must be from -5 to 200" in said[0].message
    assert any("was left out" in problem.message for problem in said)


# Stairs.


def with_spaces(names: dict[str, str], description: str = "Escape stair") -> Sheets:
    """A file with nothing but spaces: name → floor."""
    levels = {floor: 3500 * at for at, floor in enumerate(dict.fromkeys(names.values()))}
    sheets = Tower(levels, stairs=()).sheets()
    heads = sheets["Space"][0]
    rows = [[name, *WHO, "n/a", floor, description, "n/a", "n/a", "n/a", "n/a", "n/a"] for name, floor in names.items()]
    return {**sheets, "Space": [heads, *rows]}


FLOORS = ("Ground", "Level 1", "Level 2")


@pytest.mark.parametrize(
    ("names", "stairs"),
    [
        ({f"Stair 1 - L0{at}": floor for at, floor in enumerate(FLOORS)}, {"Stair 1": 3}),
        ({f"L0{at} Stair A": floor for at, floor in enumerate(FLOORS)}, {"Stair A": 3}),
        ({f"Fire Stair No. 2 {floor}": floor for floor in FLOORS}, {"Fire Stair No. 2": 3}),
        ({f"S1-0{at}": floor for at, floor in enumerate(FLOORS)}, {"S1": 3}),
        ({f"Stair {floor}": floor for floor in FLOORS}, {"Stair": 3}),
        ({f"Stair {at}01": floor for at, floor in enumerate(FLOORS) if at}, {"Stair 01": 2}),
        ({f"North Stair - {floor}": floor for floor in FLOORS}, {"North Stair": 3}),
        ({f"STAIR_{tag}_{floor}": floor for tag in (1, 2) for floor in FLOORS}, {"STAIR 1": 3, "STAIR 2": 3}),
        ({f"Stair {tag}-{at}": floor for tag in "AB" for at, floor in enumerate(FLOORS)}, {"Stair A": 3, "Stair B": 3}),
        ({f"ST-0{tag}.{at}": floor for tag in (1, 2) for at, floor in enumerate(FLOORS)}, {"ST-01": 3, "ST-02": 3}),
        ({f"{at}A0{tag}": floor for tag in (1, 2) for at, floor in enumerate(FLOORS)}, {"A01": 3, "A02": 3}),
        ({f"S{at}01": floor for at, floor in enumerate(FLOORS)}, {"S01": 3}),
        ({f"{at}0{tag}": floor for tag in (7, 8) for at, floor in enumerate(FLOORS)}, {"Stair 07": 3, "Stair 08": 3}),
        ({f"STAIR-0{at}": floor for at, floor in enumerate(FLOORS)}, {"STAIR": 3}),
        ({f"{at}01 Stair": floor for at, floor in enumerate(FLOORS)}, {"Stair": 3}),
    ],
)
def test_that_spaces_are_grouped_into_stairs_by_their_names(names: dict[str, str], stairs: dict[str, int]) -> None:
    proposal = propose_stairs(as_cells(with_spaces(names)))
    assert {stair.name: len(stair.spaces) for stair in proposal.stairs} == stairs
    assert proposal.doubts == ()


def test_that_names_without_a_meaning_are_grouped_by_their_description() -> None:
    names = {f"{100 * at + 7}": floor for at, floor in enumerate(FLOORS)}
    proposal = propose_stairs(as_cells(with_spaces(names, "Escape stair 3")))
    assert [(stair.name, len(stair.spaces)) for stair in proposal.stairs] == [("Escape stair 3", 3)]


def test_that_a_zone_makes_a_stair_and_gives_it_its_external_id() -> None:
    sheets = with_spaces({f"R{100 * at + 7}": floor for at, floor in enumerate(FLOORS)})
    for name in ("R7", "R107", "R207"):
        sheets["Zone"].append(["Egress East", *WHO, "Circulation Zone", name, "CAD", "Zone", "ZO-1", "n/a"])
    plan = planned(sheets)
    assert cells(plan, "stairs", "stair_name", "external_id") == [("Egress East", "ZO-1")]
    assert len(plan.draft["floors"].rows) == 3
    assert not [problem for problem in plan.left_out if problem.sheet == "Zone"]


def test_that_a_zone_of_all_circulation_makes_no_stair() -> None:
    sheets = with_spaces({f"Stair {tag} {floor}": floor for tag in "AB" for floor in FLOORS})
    everything = ", ".join(str(row[0]) for row in sheets["Space"][1:])
    sheets["Zone"].append(["Circulation", *WHO, "Circulation Zone", everything, "CAD", "Zone", "ZO-1", "n/a"])
    assert [stair.name for stair in propose_stairs(as_cells(sheets)).stairs] == ["Stair A", "Stair B"]


def test_that_what_lies_beside_a_stair_is_shown_and_not_taken() -> None:
    names = {f"Stair 1 {floor}": floor for floor in FLOORS} | {"Stair 1 Lobby": "Ground", "Store under stair": "Ground"}
    proposal = propose_stairs(as_cells(with_spaces(names, "n/a")))
    assert [len(stair.spaces) for stair in proposal.stairs] == [3]
    assert [space.name for space in proposal.beside] == ["Stair 1 Lobby", "Store under stair"]


def test_that_two_spaces_on_a_floor_leave_a_doubt_which_a_person_has_to_settle() -> None:
    sheets = with_spaces({f"Stair 1 {floor}": floor for floor in FLOORS} | {"Stair 1 upper": "Ground"})
    plan = planned(sheets)
    assert not plan.changes
    assert [problem.code for problem in plan.errors] == ["stairs_unclear", "stairs_proposed"]
    assert "Stair 1 has 2 spaces on Ground: Stair 1 Ground, Stair 1 upper" in plan.errors[0].message
    said = planned(sheets, {"Stair-A": "Stair 1 *"})
    assert not said.errors
    assert cells(said, "stairs", "stair_name") == [("Stair-A",)]
    assert len(said.draft["floors"].rows) == 3


def test_that_a_file_without_stairs_says_so() -> None:
    sheets = Tower(stairs=()).sheets()
    plan = planned(sheets)
    assert "No space of this file says that it is one of a stair." in plan.errors[0].message


def test_that_patterns_say_which_spaces_form_a_stair() -> None:
    sheets = Tower().sheets()
    plan = planned(sheets, {"Stair-A": "Stair 1*", "Stair-B": "stair 2 - ground, Stair 2 - Level 1"})
    assert cells(plan, "floors", "stair_id", "floor_level") == [
        *(("Stair-A", level) for level in Tower().levels),
        ("Stair-B", "Ground"),
        ("Stair-B", "Level 1"),
    ]


def test_that_patterns_that_match_nothing_or_claim_a_space_twice_are_errors() -> None:
    plan = planned(Tower().sheets(), {"A": "Stair 1*", "B": "Stair 1 - Ground", "C": "Shaft*"})
    assert [problem.code for problem in plan.errors] == ["claimed_twice", "no_such_space"]
    assert not plan.changes


def test_that_a_proposed_stair_names_its_own_spaces_as_a_pattern() -> None:
    sheets = Tower(stairs=("Stair [1]",)).sheets()
    proposal = propose_stairs(as_cells(sheets))
    plan = planned(sheets, {stair.name: stair.pattern for stair in proposal.stairs})
    assert len(plan.draft["floors"].rows) == 4


def test_that_stairs_called_alike_on_every_floor_are_told_apart_by_the_other_side_of_a_door() -> None:
    sheets = Tower(stairs=("Stair 1",)).sheets()
    for row in sheets["Space"][1:]:
        row[0] = "Stair 1" if row[0].startswith("Stair 1") else row[0]
    for row in sheets["Component"][1:]:
        row[4] = row[4].replace("Stair 1 - ", "Stair 1, ").split(",")[0] + "," + row[4].partition(",")[2]
    plan = planned(sheets)
    assert cells(plan, "doors", "door_identifier", "floor_id")[2] == ("D-1-Level 2", "Level 2")


# Doors.


def test_that_doors_that_are_not_plainly_of_one_stair_are_listed_with_the_reason() -> None:
    sheets = Tower().sheets()
    place = "Space"
    put(sheets, "Component", "D-1-Ground", place, "Stair 1 - Ground, Stair 2 - Ground")
    put(sheets, "Component", "D-1-Level 1", place, "Stair 1 - Level 1, Stair 1 - Level 2")
    put(sheets, "Component", "D-1-Level 2", place, "Corridor Level 2")
    put(sheets, "Component", "D-1-Level 3", place, "n/a")
    put(sheets, "Component", "D-2-Ground", place, "Atrium, Corridor Ground")
    plan = planned(sheets)
    said = reasons(plan, "Component")
    assert said[2] == "This door stands between two stairs; a door belongs to one."
    assert said[3] == "Both sides of this door are the same stair."
    assert said[4] == "Neither side of this door is a stair."
    assert said[5] == "This door does not say which spaces it joins."
    assert said[7] == "There is no space called “Atrium”."
    assert len(plan.draft["doors"].rows) == 3


def test_that_a_door_of_one_space_leads_outside_and_belongs_to_the_stair() -> None:
    sheets = Tower().sheets()
    put(sheets, "Component", "D-1-Ground", "Space", "Stair 1 - Ground")
    plan = planned(sheets)
    assert cells(plan, "doors", "door_identifier", "floor_id")[0] == ("D-1-Ground", "Ground")
    assert cells(plan, "doorways", "doorway_identifier", "adjacent_space")[0] == ("DW-1-Ground", "")


def test_that_attributes_of_a_door_count_before_those_of_its_type() -> None:
    sheets = Tower().sheets()
    add_attribute(sheets, "Width", "Component", "D-1-Ground", "1.02", "m")
    add_attribute(sheets, "Fire Rating", "Component", "D-1-Ground", "2 HR")
    add_attribute(sheets, "Hand", "Component", "D-1-Ground", "LH")
    add_attribute(sheets, "FireRating", "Component", "D-1-Level 1", "fairly")
    plan = planned(sheets)
    fields = ("width_m", "height_m", "fire_rating_minutes", "door_hand", "door_type")
    assert cells(plan, "doors", *fields)[:2] == [
        ("1.02", "2.04", "120", "Left", "Fire-rated"),
        ("0.92", "2.04", "", "", ""),
    ]
    assert "D-1-Level 1: “fairly” is no fire rating" in reasons(plan, "Attribute")[6]


def test_that_sizes_beyond_a_door_are_left_out_cell_by_cell() -> None:
    plan = planned(Tower(width=9200, height="tall").sheets())
    assert cells(plan, "doors", "width_m", "height_m")[0] == ("", "")
    said = [problem for problem in plan.left_out if problem.sheet == "Type" and problem.column in ("width", "height")]
    assert [(problem.cell, problem.value) for problem in said] == [("N2", "tall"), ("M2", "9200"), ("M2", "9200")]
    assert [problem.message[:6] for problem in said] == ["“tall”", "Width ", "Width "]
    assert not plan.errors


def test_that_doors_of_one_name_on_one_floor_are_one_door() -> None:
    sheets = Tower().sheets()
    sheets["Component"].append([*find(sheets["Component"], "D-1-Ground")])
    plan = planned(sheets)
    assert len(plan.draft["doors"].rows) == 8
    assert "stands in row 2" in reasons(plan, "Component")[len(sheets["Component"])]


def test_that_a_file_without_types_still_knows_doors_by_their_words() -> None:
    sheets = Tower().sheets()
    del sheets["Type"]
    plan = planned(sheets)
    assert len(plan.draft["doors"].rows) == 8
    assert cells(plan, "doors", "width_m")[0] == ("",)
    assert [problem.value for problem in plan.left_out if problem.code == "no_type"] == ["Door-Single", "Fan-Axial"]


def test_that_doorways_are_made_only_where_they_are_wanted() -> None:
    assert planned(Tower().sheets(), doorways=False).draft["doorways"].rows == ()


# Equipment.


def add_component(sheets: Sheets, name: str, type_name: str, space: str, description: str = "n/a") -> None:
    """One more component."""
    row = [name, *WHO, type_name, space, description, "CAD", "x", f"CO-{name}", "n/a", "n/a", *["n/a"] * 4]
    sheets["Component"].append(row)


def test_that_equipment_belongs_to_the_stair_of_its_system_its_space_or_its_words() -> None:
    sheets = Tower().sheets()
    add_component(sheets, "DPT-1", "Pressure transmitter", "Stair 2 - Level 1")
    add_component(sheets, "DMP-1", "Relief damper", "Corridor Ground", "Relief damper of stair 1")
    add_component(sheets, "FIP", "Fire indicator panel", "Corridor Ground")
    add_component(sheets, "SD-1", "Smoke detector", "Corridor Ground")
    sheets["System"].append(["Stair 1 and Stair 2 alarm", *WHO, "n/a", "SD-1", "n/a", "n/a", "n/a", "n/a"])
    plan = planned(sheets)
    assert cells(plan, "control_equipment", "stair_id", "equipment_type", "equipment_identifier") == [
        ("Stair 1", "Fan", "FAN-1"),
        ("Stair 2", "Fan", "FAN-2"),
        ("Stair 2", "Pressure sensor", "DPT-1"),
        ("Stair 1", "Damper", "DMP-1"),
    ]
    said = {problem.value: problem.message for problem in plan.left_out if problem.sheet == "Component"}
    assert said["FIP"] == "Neither its system, nor its space, nor its words name one stair."
    assert said["SD-1"] == said["FIP"]
    assert said["Desk-01"].startswith("This is no door, fan")


def test_that_a_maker_is_the_company_of_the_contact_or_the_name_that_stands_there() -> None:
    sheets = Tower().sheets()
    put(sheets, "Type", "Fan-Axial", "Manufacturer", "Fans Unlimited")
    assert cells(planned(sheets), "control_equipment", "manufacturer")[0] == ("Fans Unlimited",)
    put(sheets, "Type", "Fan-Axial", "Manufacturer", "nobody@example.com")
    plan = planned(sheets)
    assert cells(plan, "control_equipment", "manufacturer")[0] == ("",)
    assert [problem.code for problem in plan.left_out if problem.value == "nobody@example.com"] == ["no_company"]


@pytest.mark.parametrize(
    ("said", "shown", "code"),
    [
        ("1900-12-31T23:59:59", "", None),
        ("2026-11-22", "22 Nov 2026", None),
        ("2026-11-23", "", "future_date"),
        ("soon", "", "no_date"),
    ],
)
def test_that_a_date_of_installation_is_one_that_has_been(said: str, shown: str, code: str | None) -> None:
    sheets = Tower().sheets()
    put(sheets, "Component", "Fan-1", "InstallationDate", said)
    plan = planned(sheets)
    assert cells(plan, "control_equipment", "installation_date")[0] == (shown,)
    assert [problem.code for problem in plan.left_out if problem.column == "installed"] == ([code] if code else [])


# Zones.


def test_that_fire_zones_of_stair_spaces_become_zones_of_the_stair() -> None:
    sheets = Tower().sheets()
    both = "Stair 1 - Ground,Stair 1 - Level 1,Corridor Ground"
    sheets["Zone"].append(["Smoke zone 1", *WHO, "Fire Zone", both, "CAD", "Zone", "ZO-1", "n/a"])
    sheets["Zone"].append(["Tenancy", *WHO, "Occupancy Zone", both, "CAD", "Zone", "ZO-2", "n/a"])
    plan = planned(sheets)
    assert cells(plan, "zones", "stair_id", "zone_name", "floor_ids_covered") == [
        ("Stair 1", "Smoke zone 1", "Ground, Level 1")
    ]
    assert reasons(plan, "Zone") == {3: "This is no fire or smoke zone of a stair."}


# Files.


def test_that_na_everywhere_leaves_blanks() -> None:
    sheets = Tower(units="N/A", width="-", height="n/a", rating="NA").sheets()
    plan = planned(sheets)
    assert cells(plan, "doors", "width_m", "height_m", "fire_rating_minutes", "door_hand")[0] == ("", "", "", "")
    assert not [problem for problem in plan.left_out if problem.column in ("width", "height", "value")]


def test_that_blank_sheets_and_sheets_without_a_heading_do_no_harm() -> None:
    sheets: Sheets = {**Tower().sheets(), "Job": [], "Zone": [], "Document": [["Name"], ["A manual"]]}
    sheets["System"] = [["nothing", "like", "a heading"], ["at", "all", 1]]
    plan = planned(sheets)
    said = {problem.sheet: problem.message for problem in plan.left_out if problem.row is None}
    assert said["Document"] == "The sheet Document is not read; it has 2 filled rows."
    assert said["System"].startswith("No heading was found in System")
    assert "Job" not in said
    assert len(plan.draft["doors"].rows) == 8


def test_that_a_workbook_that_is_no_cobie_file_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match=r"model\.xlsx is no COBie workbook.*Its sheets are Readings"):
        planned({"Readings": [["Name"], ["x"]]})
    with pytest.raises(Invalid, match="is no workbook"):
        propose_stairs(read(b"Name,Floor\nStair,Ground\n", "spaces.csv"))


@pytest.mark.parametrize("cut", [0, 100, 3000])
def test_that_a_truncated_file_is_refused(cut: int) -> None:
    data = book(Tower().sheets())
    with pytest.raises(Invalid):
        propose_stairs(read(data[:cut] if cut else b"PK\x03\x04" + b"x" * 500, "model.xlsx"))


def test_that_error_cells_are_blank_and_listed() -> None:
    sheets = Tower().sheets()
    put(sheets, "Component", "Fan-1", "SerialNumber", "=1/0")
    plan = plan_cobie(workbook(sheets), empty(), {}, TODAY)
    assert cells(plan, "control_equipment", "serial_number")[0] == ("",)
    assert [problem.code for problem in plan.left_out if problem.column == "serial"] == ["error_cell"]


def test_that_a_tower_of_eighty_floors_comes_in_whole() -> None:
    levels = {"Ground": 0, **{f"Level {number}": 500 + 3500 * number for number in range(1, 80)}}
    plan = planned(Tower(levels, stairs=("Stair 1", "Stair 2", "Stair 3")).sheets())
    assert [len(plan.draft[name].rows) for name in ("stairs", "floors", "doors", "doorways")] == [3, 240, 240, 240]
    assert not plan.errors
    assert not plan.draft.troubles("doors")
    assert empty()["doors"].rows == ()
