"""What may be typed into a cell, and how it is shown."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.dates import parse_date, show_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.facts import Facts, parse_facts
from firemode_desktop.domain.fields import Field, Kind, Problem, Value
from firemode_desktop.domain.names import Named, Names

WIDTH = Field("width_m", "Width", Kind.DECIMAL, decimals=2, digits=4, above=Decimal(0), maximum=Decimal(3), unit="m")
SETPOINT = Field("setpoint", "Setpoint", Kind.DECIMAL, decimals=3, digits=10, unit="Pa")
NUMBER = Field("floor_number", "Number", Kind.WHOLE, required=True, minimum=Decimal(-5), maximum=Decimal(200))
RATING = Field("fire_rating_minutes", "Fire rating", Kind.WHOLE, minimum=Decimal(0), unit="min")
MONTHS = Field("months", "Calibrated every", Kind.WHOLE, minimum=Decimal(1), maximum=Decimal(60), unit="months")
NAME = Field("name", "Stair", Kind.TEXT, required=True, length=10)
NOTE = Field("notes", "Notes", Kind.LONG_TEXT)
DAY = Field("day", "Installed", Kind.DATE)
FLAG = Field("active", "Active", Kind.FLAG)
HAND = Field("door_type", "Type", Kind.CHOICE, choices=(("fire_rated", "Fire-rated"), ("smoke_rated", "Smoke-rated")))
FACTS = Field("specifications", "Specifications", Kind.FACTS)
STAIR = Field("stair_id", "Stair", Kind.REFERENCE, refers="stairs")
FLOOR = Field("floor_id", "Floor", Kind.REFERENCE, refers="floors", within="stair_id")
COVERED = Field("floor_ids_covered", "Floors", Kind.REFERENCES, refers="floors", within="stair_id", required=True)

A, B = uuid4(), uuid4()
LEVELS = ("Ground", *(f"Level-{number}" for number in range(1, 6)), "Plant; lower, east", "Plant, upper")
FLOORS = Names("Floors", "floor", [Named(uuid4(), level, stair) for stair in (A, B) for level in LEVELS])
STAIRS = Names("Stairs", "stair", [Named(A, "Stair-A"), Named(B, "Stair-B")])


def floor(level: str, stair: UUID = A) -> UUID:
    return next(entry.key for entry in FLOORS.of(stair) if entry.name == level)


@pytest.mark.parametrize("typed", ["0.9", "0,9", "0.90 m", " .9 ", "0,90m"])
def test_that_a_number_is_read_with_a_point_or_a_comma_and_with_its_unit(typed: str) -> None:
    assert WIDTH.check(typed) == Decimal("0.90")


@pytest.mark.parametrize("typed", ["45,2", "45.2", "45,2 Pa", "45.2Pa"])
def test_that_a_pressure_is_read_however_it_is_written(typed: str) -> None:
    assert SETPOINT.check(typed) == Decimal("45.200")


def test_that_another_unit_of_the_same_kind_is_offered_as_a_conversion_and_not_applied() -> None:
    problem = SETPOINT.check("0.18 inwg")
    assert problem == Problem("0.18 inwg", "0.18 inwg is 44.836 Pa; enter that if it is meant.", "44.836")
    assert WIDTH.check("900 mm") == Problem("900 mm", "900 mm is 0.9 m; enter that if it is meant.", "0.9")


def test_that_a_unit_of_another_kind_is_refused_with_the_text_kept() -> None:
    problem = WIDTH.check("45 N")
    assert isinstance(problem, Problem)
    assert problem.text == "45 N"


@pytest.mark.parametrize(
    ("typed", "stands"), [("0", False), ("0.004", False), ("0.01", True), ("3", True), ("3.001", False)]
)
def test_that_limits_hold_on_both_sides_for_what_is_typed_and_for_what_is_stored(typed: str, stands: bool) -> None:
    assert isinstance(WIDTH.check(typed), Decimal) is stands


def test_that_a_number_is_rounded_half_even_at_the_scale_of_its_column() -> None:
    assert WIDTH.check("0.905") == Decimal("0.90")
    assert WIDTH.check("0.915") == Decimal("0.92")


def test_that_a_number_too_long_for_its_column_is_refused_before_the_database_does() -> None:
    assert SETPOINT.check("9999999.999") == Decimal("9999999.999")
    assert isinstance(SETPOINT.check("10000000"), Problem)
    assert isinstance(SETPOINT.check("9999999.9999"), Problem), "it would round up to one digit too many"


@pytest.mark.parametrize(("typed", "value"), [("-5", -5), ("200", 200), ("14.0", 14)])
def test_that_a_whole_number_is_read(typed: str, value: int) -> None:
    assert NUMBER.check(typed) == value


@pytest.mark.parametrize("typed", ["-6", "201", "1.5", "", "first", "NaN", "1e999999"])
def test_that_what_is_no_floor_number_is_a_problem_that_keeps_the_text(typed: str) -> None:
    problem = NUMBER.check(typed)
    assert isinstance(problem, Problem)
    assert problem.text == typed
    assert problem.reason.endswith(".")


def test_that_a_unit_the_program_does_not_convert_may_still_be_written_after_its_own_numbers() -> None:
    assert MONTHS.check("12 months") == 12
    assert RATING.check("60 min") == 60
    assert isinstance(RATING.check("1 s"), Problem)


def test_that_limits_are_said_in_words() -> None:
    assert WIDTH.check("3.2") == Problem("3.2", "Width must be more than 0 and at most 3 m; this is 3.2.")
    assert NUMBER.check("201") == Problem("201", "Number must be from -5 to 200; this is 201.")
    assert RATING.check("-1") == Problem("-1", "Fire rating must be at least 0 min; this is -1.")


def test_that_a_text_may_be_as_long_as_its_column_and_no_longer() -> None:
    assert NAME.check("0123456789") == "0123456789"
    assert NAME.check("0123456789a") == Problem("0123456789a", "Stair may have 10 characters; this has 11.")


def test_that_a_blank_is_nothing_unless_the_field_is_needed() -> None:
    assert DAY.check("  ") is None
    assert NAME.check("  ") == Problem("", "Stair is needed.")


def test_that_line_ends_become_spaces_in_a_short_text_and_stay_in_a_long_one() -> None:
    assert NAME.check("a\r\nb") == "a b"
    assert NOTE.check("a\r\nb") == "a\nb"


@pytest.mark.parametrize("character", ["\0", "\ud83d", "\ufffe", "\uffff"])
def test_that_a_character_is_refused_that_neither_postgresql_nor_a_workbook_keeps(character: str) -> None:
    assert isinstance(NAME.check(f"a{character}b"), Problem)
    assert isinstance(FACTS.check(f"a: x{character}y"), Problem)
    assert NAME.check("a\ufffd😀") == "a\ufffd😀"


@pytest.mark.parametrize("typed", ["5/4/2026", "05.04.26", "5 Apr 2026", "5 April 2026", "2026-04-05", "5-4-2026"])
def test_that_a_date_is_read_with_the_day_first_or_as_iso(typed: str) -> None:
    assert DAY.check(typed) == date(2026, 4, 5)


@pytest.mark.parametrize("typed", ["4/31/2026", "31/4/2026", "2026", "tomorrow", "1/1/1899", "1/13/2026", "5 Xxx 2026"])
def test_that_what_is_no_date_is_a_problem(typed: str) -> None:
    assert isinstance(DAY.check(typed), Problem)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_that_every_date_reads_back_as_it_is_shown(day: date) -> None:
    assert parse_date(show_date(day)) == day


@pytest.mark.parametrize(("typed", "value"), [("yes", True), ("Y", True), ("1", True), ("no", False), ("FALSE", False)])
def test_that_yes_and_no_are_read(typed: str, value: bool) -> None:
    assert FLAG.check(typed) is value
    assert isinstance(FLAG.check("maybe"), Problem)


def test_that_a_choice_is_read_by_its_word_or_its_code_and_a_near_miss_is_suggested() -> None:
    assert HAND.check("fire-rated") == HAND.check("FIRE_RATED") == "fire_rated"
    assert HAND.show("fire_rated") == "Fire-rated"
    problem = HAND.check("fire rate")
    assert isinstance(problem, Problem)
    assert problem.reason == "“fire rate” is not among the choices. Did you mean “Fire-rated”?"


def test_that_a_reference_is_read_by_name_within_the_parent_of_its_row() -> None:
    assert STAIR.check("stair-a", STAIRS) == A
    assert FLOOR.check("level-3", FLOORS, A) == floor("Level-3", A)
    assert FLOOR.check("level-3", FLOORS, B) == floor("Level-3", B)


def test_that_an_unknown_name_is_refused_with_the_nearest_one_suggested() -> None:
    assert FLOOR.check("Leve-3", FLOORS, A) == Problem(
        "Leve-3", "There is no floor called “Leve-3”. Did you mean “Level-3”?"
    )


def test_that_a_floor_is_not_guessed_while_its_stair_is_unknown() -> None:
    problem = FLOOR.check("Level-3", FLOORS)
    assert isinstance(problem, Problem)
    assert problem.reason == "Which floor is meant is known only with its stair."


def test_that_a_floor_of_another_stair_is_refused() -> None:
    assert isinstance(FLOOR.check(floor("Level-3", B), FLOORS, A), Problem)


def test_that_two_rows_of_one_name_are_not_guessed_between() -> None:
    twice = Names("Stairs", "stair", [Named(A, "Stair-A"), Named(B, "stair-a")])
    assert STAIR.check("Stair-A", twice) == Problem("Stair-A", "2 stairs are called “Stair-A”.")


def test_that_floors_of_a_zone_are_read_as_a_list_or_a_range_and_put_in_order() -> None:
    expected = tuple(floor(level) for level in ("Ground", "Level-1", "Level-2", "Level-4"))
    assert COVERED.check("Level-4; Ground to Level-2", FLOORS, A) == expected
    assert COVERED.check("level-4, level-2, level-1, ground, ground", FLOORS, A) == expected
    assert COVERED.show(expected, FLOORS) == "Ground to Level-2, Level-4"


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Plant, upper", 7, 7),
        ("Level-5, plant;  lower, EAST; Plant, upper", 5, 7),
        ("Level-4 to Plant, upper", 4, 7),
        ("Plant; lower, east to Plant, upper", 6, 7),
        ("Ground, Level-1 to Plant; lower, east, Plant, upper", 0, 7),
    ],
)
def test_that_floors_are_named_whose_names_hold_a_comma(typed: str, first: int, last: int) -> None:
    assert COVERED.check(typed, FLOORS, A) == tuple(floor(level) for level in LEVELS[first : last + 1])


def test_that_half_a_name_is_no_floor() -> None:
    assert COVERED.check("Ground, Plant", FLOORS, A) == Problem("Ground, Plant", "There is no floor called “Plant”.")


def test_that_a_zone_without_floors_is_a_problem() -> None:
    assert COVERED.check(" , ", FLOORS, A) == Problem(",", "Floors is needed.")


@given(st.lists(st.sampled_from(LEVELS), min_size=1))
def test_that_every_list_of_floors_reads_back_as_it_is_shown(levels: list[str]) -> None:
    value = COVERED.check(", ".join(levels), FLOORS, A)
    assert isinstance(value, tuple)
    assert COVERED.check(COVERED.show(value, FLOORS), FLOORS, A) == value


def test_that_particulars_are_read_as_typed() -> None:
    facts = parse_facts("capacity_m3_s: 5,2; motor_kw: 15; vfd_installed: yes; size_mm: 600x400\nnote: ")
    assert facts.to_dict() == {
        "capacity_m3_s": Decimal("5.2"),
        "motor_kw": 15,
        "note": None,
        "size_mm": "600x400",
        "vfd_installed": True,
    }


@pytest.mark.parametrize("typed", ["5.2", "a: 1; a: 2", '"a: 1', "a: [1, 2", '{"a": NaN}', 'a: "x" y', ": 1"])
def test_that_particulars_that_cannot_be_read_are_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        parse_facts(typed)


def test_that_a_number_with_a_doubtful_comma_stays_text_in_particulars() -> None:
    assert parse_facts("size: 600,400").to_dict() == {"size": "600,400"}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.decimals(allow_nan=False, allow_infinity=False, places=4)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(string.printable, max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"), min_size=1, max_size=12)


@given(st.dictionaries(KEYS, JSON, max_size=5))
def test_that_all_particulars_read_back_as_they_are_shown(values: dict[str, object]) -> None:
    facts = Facts.of(values)
    assert parse_facts(str(facts)) == facts
    assert Facts.of(facts.to_dict()) == facts


VALUES: tuple[tuple[Field, Value], ...] = (
    (WIDTH, Decimal("0.90")),
    (NUMBER, -5),
    (NAME, "Stair-A"),
    (DAY, date(2024, 1, 15)),
    (FLAG, False),
    (HAND, "smoke_rated"),
    (FACTS, Facts.of({"motor_kw": 15})),
)


@pytest.mark.parametrize(("field", "value"), VALUES, ids=lambda each: getattr(each, "name", ""))
def test_that_what_is_shown_reads_back_as_the_same_value(field: Field, value: Value) -> None:
    assert field.check(field.show(value)) == value
    assert field.check(value) == value, "an editor may also hand over the value itself"


def test_that_references_read_back_and_sort_in_the_order_of_their_register() -> None:
    keys = [floor("Level-2"), floor("Ground"), floor("Level-5")]
    assert [FLOOR.check(FLOOR.show(key, FLOORS), FLOORS, A) for key in keys] == keys
    assert sorted(keys, key=lambda key: FLOOR.sort_key(key, FLOORS)) == [keys[1], keys[0], keys[2]]


def test_that_cells_sort_problems_first_then_values_then_blanks() -> None:
    cells = [None, "Level-10", Problem("?", "no"), "Level-2"]
    assert sorted(cells, key=NAME.sort_key) == [Problem("?", "no"), "Level-2", "Level-10", None]
    assert sorted(["smoke_rated", "fire_rated"], key=HAND.sort_key) == ["fire_rated", "smoke_rated"]


@pytest.mark.parametrize("name", ["\u200b", "\u202e \u200b", "\u00ad", "\ufeff"])
def test_that_a_name_which_shows_nothing_is_refused(name: str) -> None:
    problem = NAME.check(name)
    assert isinstance(problem, Problem)
    assert problem.reason == "Stair holds nothing that can be seen; type it anew."
    assert NAME.check("درج 👩\u200d🚒") == "درج 👩\u200d🚒"
