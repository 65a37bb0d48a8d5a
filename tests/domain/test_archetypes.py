"""Archetypes as data: what is shipped, and what is said when the file is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from firemode_desktop.domain.archetypes import ArchetypeSetting, load_archetypes, parse_archetypes, schedule
from firemode_desktop.domain.errors import Invalid
from tests.domain.pilot import ARCHETYPES, RESOURCES

FILE = (RESOURCES / "archetypes.toml").read_text(encoding="utf-8")
GUIDANCE = (RESOURCES / "guidance.toml").read_text(encoding="utf-8")
BY_ID = {archetype.archetype_id: archetype for archetype in ARCHETYPES}

BOTH = ("all_closed", "evac_doors_open")
FANS = ("active", "inactive")
FOUR = ("manual_override", "alarm_coordination", "shutdown_sequence", "sprinkler_activation")
ONE = ("*",)

# The table of the specification, page 2: archetype, instrument, unit, extended, and what is due when.
TABLE: list[tuple[str, str | None, str | None, bool, dict[str, tuple[str, ...]]]] = [
    ("ARCH-PRESSURE-001", "manometer", "Pa", False,
     {"six_monthly": ("all_closed",), "annual": BOTH, "commissioning": BOTH}),
    ("ARCH-VELOCITY-001", "anemometer", "m/s", False, {"annual": ONE, "commissioning": ONE}),
    ("ARCH-FORCE-001", "force_gauge", "N", False, {"six_monthly": ("active",), "annual": FANS, "commissioning": FANS}),
    ("ARCH-CE-001", None, "s", False, {"six_monthly": ("six_monthly",), "annual": ("annual", "six_monthly"),
                                       "commissioning": ("baseline_commissioning",)}),
    ("ARCH-INTERFACE-001", None, "s", False, {"monthly": ("manual_override",), "six_monthly": FOUR[:2], "annual": FOUR,
                                              "commissioning": FOUR}),
    ("ARCH-FAN-001", None, "checklist", True, {"three_monthly": ONE, "annual": ONE, "commissioning": ONE}),
    ("ARCH-NOISE-001", "sound_level_meter", "dB(A)", True, {"annual": ONE, "commissioning": ONE}),
    ("ARCH-RESTORE-001", None, "s", True, {"annual": ONE, "commissioning": ONE}),
    ("ARCH-LATCH-001", None, None, True, {"three_monthly": ONE, "annual": ONE, "commissioning": ONE}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "instrument", "unit", "extended", "due"), TABLE, ids=lambda value: str(value)[:18])
def test_that_the_shipped_archetypes_are_those_of_the_table(
    name: str, instrument: str | None, unit: str | None, extended: bool, due: dict[str, tuple[str, ...]]
) -> None:
    archetype = BY_ID[name]
    assert (archetype.instrument, archetype.unit, archetype.extended) == (instrument, unit, extended)
    frequencies = ("monthly", "three_monthly", "six_monthly", "annual", "five_yearly", "commissioning")
    assert {frequency: archetype.due(frequency) for frequency in frequencies} == {
        frequency: due.get(frequency, ()) for frequency in frequencies
    }


def test_that_there_are_nine_and_the_extended_ones_are_off_until_switched_on() -> None:
    assert [archetype.archetype_id for archetype in ARCHETYPES] == [name for name, *_ in TABLE]
    assert [archetype.archetype_id for archetype in schedule(ARCHETYPES)] == [name for name, *_ in TABLE[:5]]


def test_that_a_building_switches_archetypes_on_and_off() -> None:
    settings = [ArchetypeSetting("ARCH-LATCH-001", True), ArchetypeSetting("ARCH-CE-001", False)]
    active = [archetype.archetype_id for archetype in schedule(ARCHETYPES, settings)]
    assert "ARCH-LATCH-001" in active
    assert "ARCH-CE-001" not in active


def test_that_a_building_overrides_frequencies() -> None:
    own = {"five_yearly": True, "annual": ["all_closed"], "monthly": False}
    (pressure, *_) = schedule(ARCHETYPES, [ArchetypeSetting("ARCH-PRESSURE-001", True, own)])
    assert pressure.due("five_yearly") == BOTH
    assert pressure.due("annual") == ("all_closed",)
    assert pressure.due("monthly") == ()
    assert pressure.due("six_monthly") == ()


@pytest.mark.parametrize(
    ("name", "frequencies", "message"),
    [
        ("ARCH-NONE-001", None, "There is no archetype ARCH-NONE-001"),
        ("ARCH-FORCE-001", {"weekly": True}, "weekly is not known here"),
        ("ARCH-FORCE-001", {"annual": ["on"]}, "annual must be true, false or a list of active, inactive"),
        ("ARCH-NOISE-001", {"annual": ["on"]}, "annual must be true or false; it is"),
    ],
)
def test_that_a_setting_that_cannot_be_is_refused(name: str, frequencies: dict[str, Any] | None, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        schedule(ARCHETYPES, [ArchetypeSetting(name, True, frequencies)])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('unit = "Pa"', "unit = 5", r"archetype\[1\]\.unit must be text; it is 5"),
        ('unit = "Pa"', 'units = "Pa"', r"archetype\[1\]\.units is not known here; known are id, name"),
        ('id = "ARCH-VELOCITY-001"', 'id = "ARCH-PRESSURE-001"', r"archetype\[2\]\.id must stand once"),
        ('instrument = "anemometer"', 'instrument = "ruler"', r"archetype\[2\]\.instrument must be one of manometer"),
        ('per = "door"\nchoice', 'per = "gate"\nchoice', r"archetype\[3\]\.per must be one of floor, doorway"),
        ('guidance = "force"', 'guidance = "strength"', r"archetype\[3\]\.guidance must be one of pressure"),
        ('six_monthly = ["active"]', 'six_monthly = ["on"]', r"archetype\[3\]\.frequencies\.six_monthly must be true"),
        ('six_monthly = ["active"]', 'weekly = ["active"]', r"archetype\[3\]\.frequencies\.weekly is not known here"),
        ('["active", "inactive"]', '["active", "active"]', r"frequencies\.annual must name each choice once"),
        ("extended = true", 'extended = "yes"', r"archetype\[6\]\.extended must be true or false; it is 'yes'"),
        ('per = "fan"', 'per = "fan"\nchoice = "door_scenario"', r"archetype\[6\]\.choice is left out"),
        ('choice = "door_scenario"\n', "", r"archetype\[2\]\.choice must be one of door_scenario; it is missing"),
        ("# What is tested", "version = 1\n# What", "version is not known here; known are archetype"),
        ('unit = "Pa"', 'unit = "Pa', "this is not TOML"),
    ],
)
def test_that_a_wrong_file_is_told_with_file_key_and_what_is_right(old: str, new: str, message: str) -> None:
    assert old in FILE
    with pytest.raises(Invalid, match=message) as refusal:
        parse_archetypes(FILE.replace(old, new), GUIDANCE)
    assert refusal.value.message.startswith("archetypes.toml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("seconds = 60", "seconds = -1", r"instructions\[1\]\.seconds must be a whole number"),
        ("{stair}", "{stairs}", r"instructions\[1\]\.text may use"),
        ("mandatory = true", "mandatory = 1", r"pressure\.evidence\[1\]\.mandatory must be true or false"),
        ('type = "photo"', 'type = "drawing"', r"pressure\.evidence\[1\]\.type must be one of photo"),
        ("frequency_months = 12", 'frequency_months = "12"', r"calibration\.frequency_months must be a whole number"),
        ('when = { door_configuration = "all_closed" }', 'when = { door = "x" }', r"when may name door_configuration"),
    ],
)
def test_that_wrong_guidance_is_told_as_well(old: str, new: str, message: str) -> None:
    assert old in GUIDANCE
    with pytest.raises(Invalid, match=message) as refusal:
        parse_archetypes(FILE, GUIDANCE.replace(old, new))
    assert refusal.value.message.startswith("guidance.toml")


def test_that_a_missing_folder_is_not_swallowed() -> None:
    with pytest.raises(FileNotFoundError):
        load_archetypes(RESOURCES / "nowhere")


def test_that_guidance_has_the_documents_shapes() -> None:
    columns = BY_ID["ARCH-PRESSURE-001"].guidance.columns(
        {"stair": "Stair-A", "floor": "Level-8"}, {"door_configuration": "all_closed"}
    )
    first = columns["descriptive_instructions"][0]
    assert first == {
        "step": 1,
        "instruction": "Close every door of Stair-A, and every door from the floors into it",
        "estimated_time_s": 60,
    }
    assert [line["step"] for line in columns["descriptive_instructions"]] == [1, 2, 3, 4]
    assert "Level-8" in columns["descriptive_instructions"][1]["instruction"]
    assert columns["safety_warnings"] == [
        "Ensure doors can be manually opened",
        "Confirm no occupants in stairwell during test",
        "Do not block emergency exits",
    ]
    assert columns["calibration_requirement"] == {
        "frequency_months": 12,
        "standard": "ISO/IEC 17025",
        "accuracy_required": "±1 Pa",
    }
    assert columns["evidence_prompts"][0] == {
        "type": "photo",
        "description": "Manometer display showing pressure reading",
        "mandatory": True,
        "min_resolution": "1024x768",
    }
    assert [prompt["mandatory"] for prompt in columns["evidence_prompts"]][:2] == [True, True]
    assert set(columns["audible_cues"]) == {"start", "countdown_duration_s", "measurement_prompt", "success", "fail"}


def test_that_instructions_follow_the_door_configuration() -> None:
    guidance = BY_ID["ARCH-PRESSURE-001"].guidance
    closed, opened = (guidance.columns({}, {"door_configuration": choice}) for choice in BOTH)
    assert "Close every door" in closed["descriptive_instructions"][0]["instruction"]
    assert "Open the evacuation doors" in opened["descriptive_instructions"][0]["instruction"]


def test_that_the_items_of_a_checklist_are_marked_among_the_instructions() -> None:
    fan = BY_ID["ARCH-FAN-001"]
    lines = fan.guidance.columns({"location": "FAN-01"}, {})["descriptive_instructions"]
    items = [line for line in lines if line.get("check")]
    assert len(items) == 6
    assert [line["step"] for line in lines] == list(range(1, len(lines) + 1))
    assert not any("check" in line for line in lines[: len(lines) - len(items)])
