"""What is typed for a test, and what it would come to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firemode_desktop.domain.as_read import density_offer, in_words
from firemode_desktop.domain.entry import Entry, Extra, Preview, Shape, preview, shape, when_measured
from firemode_desktop.domain.numbers import parse_number
from firemode_desktop.domain.reading import Context, Rule, Test
from firemode_desktop.domain.sequence import parse
from firemode_desktop.domain.typed import split, stepped
from firemode_desktop.domain.verdict import validate
from firemode_desktop.domain.words import Verdict
from firemode_desktop.services.testing.delivering import from_dict, to_dict

DAY = date(2026, 5, 4)
STEPS = parse(
    [
        {
            "step_order": order,
            "component_id": component,
            "component_type": kind,
            "expected_action": action,
            "expected_delay_seconds": delay,
            "tolerance_seconds": 2,
        }
        for order, (component, kind, action, delay) in enumerate(
            (("PANEL", "alarm", "activate", 2), ("FAN", "fan", "start", 5)), start=1
        )
    ]
)
PRESSURE = Test("pressure_differential", "Stair-A", unit="Pa", min_threshold=Decimal(20), max_threshold=Decimal(80))
VELOCITY = Test("air_velocity", "Stair-A", unit="m/s", min_threshold=Decimal(1))
INTERFACE = Test("interface_test", "Stair-A", unit="s", response_time_s=5)
LATCH = Test("door_latching", "Stair-A")
SEQUENCE = Test("cause_and_effect_logic", "Stair-A", unit="s", expected_sequence=STEPS)


def rule(test: Test) -> Context:
    return Context(Rule("R", "1", test.measurement_type, "critical", "1A"))


@pytest.mark.parametrize(
    ("test", "how", "fields"),
    [
        (PRESSURE, Shape.NUMBER, 1),
        (VELOCITY, Shape.POINTS, 9),
        (INTERFACE, Shape.OBSERVED, 1),
        (LATCH, Shape.OBSERVED, 1),
        (SEQUENCE, Shape.EFFECTS, 2),
    ],
)
def test_that_each_kind_of_test_has_its_own_fields(test: Test, how: Shape, fields: int) -> None:
    assert shape(test) is how
    assert len(Entry.blank_for(test).texts) == fields


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("19.99", Verdict.FAIL),
        ("20", Verdict.PASS),
        ("80", Verdict.PASS),
        ("80.01", Verdict.FAIL),
        ("45,2 Pa", Verdict.PASS),
    ],
)
def test_that_a_number_is_judged_at_its_limits_as_it_was_typed(text: str, verdict: Verdict) -> None:
    found = preview(Entry((text,)), PRESSURE, rule(PRESSURE), DAY)
    assert found.result is not None
    assert found.result.verdict is verdict


def test_that_another_unit_is_offered_and_not_taken() -> None:
    found = preview(Entry(("0.2 inwg",)), PRESSURE, rule(PRESSURE), DAY)
    assert not found.complete
    ((place, offered),) = found.offers
    assert (place, offered.value, offered.into) == (0, Decimal("49.817780"), "Pa")


@pytest.mark.parametrize("text", ["1,234", "abc", "nan", "45 N", "1e99"])
def test_that_what_cannot_be_read_is_said_and_judged_by_nobody(text: str) -> None:
    found = preview(Entry((text,)), PRESSURE, rule(PRESSURE), DAY)
    assert found.reading is None
    assert found.result is None
    assert found.problems[0][0] == 0


@given(
    st.text(max_size=30),
    st.sampled_from([PRESSURE, VELOCITY, INTERFACE, SEQUENCE]),
    st.sampled_from([None, True, False]),
)
def test_that_nothing_that_is_typed_makes_the_preview_fail(text: str, test: Test, answer: bool | None) -> None:
    entry = Entry.blank_for(test).put(0, text)
    found = preview(Entry(entry.texts, answer), test, rule(test), DAY)
    assert found.complete or found.problems or found.offers or found.missing


def test_that_eight_points_have_a_mean_and_no_verdict() -> None:
    entry = Entry.blank_for(VELOCITY).spread(0, ["1.1"] * 8)
    found = preview(entry, VELOCITY, rule(VELOCITY), DAY)
    assert found.reading is not None
    assert found.reading.grid is not None
    assert found.reading.grid.mean == Decimal("1.1")
    assert (found.complete, found.missing) == (False, ("Velocity is measured at nine points; missing: 9.",))
    assert preview(entry.put(8, "1.1"), VELOCITY, rule(VELOCITY), DAY).complete


@pytest.mark.parametrize(
    ("observed", "seconds", "verdict"),
    [
        (True, "5", Verdict.PASS),
        (True, "5.01", Verdict.FAIL),
        (False, "", Verdict.FAIL),
        (False, "3", Verdict.FAIL),
        (True, "", None),
        (None, "3", None),
    ],
)
def test_that_an_interface_needs_its_answer_and_a_yes_its_seconds(
    observed: bool | None, seconds: str, verdict: Verdict | None
) -> None:
    found = preview(Entry((seconds,), observed), INTERFACE, rule(INTERFACE), DAY)
    assert (found.result.verdict if found.result else None) is verdict


def test_that_a_step_without_seconds_was_not_seen_and_nothing_seen_has_to_be_said() -> None:
    context = rule(SEQUENCE)
    assert not preview(Entry(("", "")), SEQUENCE, context, DAY).complete
    assert preview(Entry(("", ""), observed=False), SEQUENCE, context, DAY).result.verdict is Verdict.FAIL  # type: ignore[union-attr]  # complete
    one = preview(Entry(("2", "")), SEQUENCE, context, DAY)
    assert one.reading is not None
    assert [effect.component_id for effect in one.reading.observed or ()] == ["PANEL"]
    assert preview(Entry(("2", "5.5")), SEQUENCE, context, DAY).result.verdict is Verdict.PASS  # type: ignore[union-attr]  # complete


def test_that_nothing_is_seen_before_the_trigger() -> None:
    found = preview(Entry(("-1", "5")), SEQUENCE, rule(SEQUENCE), DAY)
    assert found.problems == ((0, "PANEL activate: nothing is seen before the trigger."),)


@pytest.mark.parametrize(
    ("test", "entry"),
    [
        (PRESSURE, Entry(("18.20",))),
        (VELOCITY, Entry(tuple(f"1.{n}" for n in range(9)))),
        (INTERFACE, Entry(("3",), True)),
        (INTERFACE, Entry(("",), False)),
        (SEQUENCE, Entry(("2", ""))),
        (SEQUENCE, Entry(("", ""), False)),
    ],
)
def test_that_a_recorded_reading_is_shown_as_it_was_typed(test: Test, entry: Entry) -> None:
    instrument = uuid4()
    taken = preview(entry, test, rule(test), DAY).reading
    assert taken is not None
    again = Entry.of(taken, test, instrument)
    assert preview(again, test, rule(test), DAY).reading == taken
    assert again.instrument_id == instrument


def test_that_only_what_was_typed_makes_an_entry() -> None:
    assert Entry.blank_for(VELOCITY, uuid4()).blank
    assert not Entry(("",), observed=False).blank
    assert not Entry.blank_for(VELOCITY).put(3, "1").blank


def test_that_copied_cells_are_told_apart() -> None:
    assert split("1.1\t1.2\r\n1.3\n") == ("1.1", "1.2", "1.3")
    assert split("45,2") == ("45,2",)
    assert split("1;2;;4") == ("1", "2", "", "4")


def test_that_a_reading_counts_as_of_now_or_of_noon_of_a_day_that_is_past() -> None:
    sydney = ZoneInfo("Australia/Sydney")
    now = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)  # the fifth of May in Sydney
    assert when_measured(None, sydney, now) == now
    assert when_measured(date(2026, 5, 5), sydney, now) == now
    assert when_measured(date(2026, 5, 6), sydney, now) == now
    assert when_measured(date(2026, 5, 4), sydney, now) == datetime(2026, 5, 4, 12, tzinfo=sydney)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (Entry(("45.2",)), "45.2"),
        (Entry(("3.4",), True), "yes, 3.4"),
        (Entry(("",), False), "no"),
        (Entry(("",), checklist=(True, None, False)), "2 of 3 answered"),
        (Entry(("2", "")), "2"),
        (Entry(("2", ""), extras=(Extra("LIFT", "stop", "6"),)), "2, LIFT stop 6"),
        (Entry(("", "")), ""),
    ],
)
def test_that_what_was_typed_is_told_in_short(entry: Entry, words: str) -> None:
    assert entry.words == words
    assert entry.blank is not bool(words)


# --- slips, conversions, density -------------------------------------------------------------------------------------

FORCE = Test("door_opening_force", "Stair-A", unit="N", max_threshold=Decimal(110))
FAN = Test("fan_operation", "Stair-A", checklist=("Runs", "Guards in place"))
RESTORE = Test("pressure_restoration_time", "Stair-A", unit="s", max_threshold=Decimal(10))
NEIGHBOURS = (Decimal(44), Decimal(46), Decimal(48))


def found(entry: Entry, test: Test, neighbours: tuple[Decimal, ...] = ()) -> Preview:
    return preview(entry, test, rule(test), DAY, neighbours)


@pytest.mark.parametrize(
    ("text", "test", "neighbours", "unit"),
    [
        ("21", FORCE, (), "lbf"),
        ("29.99", FORCE, (), "lbf"),
        ("30", FORCE, (), None),  # plausible in newtons
        ("200", FORCE, (), None),
        ("0.18", PRESSURE, (), "inwg"),
        ("0.18", PRESSURE, NEIGHBOURS, "inwg"),
        ("4.7", PRESSURE, NEIGHBOURS, "mmH₂O"),
        ("15.34", PRESSURE, NEIGHBOURS, None),  # just within a third of the median of 46
        ("15.33", PRESSURE, NEIGHBOURS, None),  # beyond it, but 150 Pa would be no nearer
        ("0.045", PRESSURE, NEIGHBOURS, "kPa"),
        ("9.99", PRESSURE, NEIGHBOURS[:2], "mmH₂O"),  # two neighbours are none: by the usual range
        ("10", PRESSURE, NEIGHBOURS[:2], None),
        ("-3", PRESSURE, NEIGHBOURS, None),
        ("0", PRESSURE, NEIGHBOURS, None),
        ("21 N", FORCE, (), None),  # said to be newtons
    ],
)
def test_that_a_number_that_looks_as_if_read_in_another_unit_is_told_and_recorded_as_typed(
    text: str, test: Test, neighbours: tuple[Decimal, ...], unit: str | None
) -> None:
    told = found(Entry((text,)), test, neighbours)
    assert [slip.unit for _, slip in told.slips] == ([unit] if unit else [])
    assert told.complete
    assert told.reading is not None
    assert told.reading.environment == {}
    assert told.offers == ()


def test_that_points_in_feet_a_minute_are_told_one_by_one() -> None:
    told = found(Entry(("236", "240", "1.2", *("220",) * 6)), VELOCITY)
    assert [place for place, _ in told.slips] == [0, 1, 3, 4, 5, 6, 7, 8]
    assert {slip.unit for _, slip in told.slips} == {"ft/min"}


def test_that_a_conversion_that_is_taken_keeps_what_was_read_until_something_else_is_typed() -> None:
    (place, slip), *_ = found(Entry(("21",)), FORCE).slips
    taken = Entry(("21",)).take(place, slip)
    assert taken.texts == ("93.412654",)
    told = found(taken, FORCE)
    assert told.slips == ()
    assert told.reading is not None
    assert told.reading.environment == {"as_read": "21 lbf"}
    assert in_words(told.reading.environment) == "Read as 21 lbf."
    again = found(taken.put(0, "93.4"), FORCE).reading
    assert again is not None
    assert again.environment == {}


def test_that_of_nine_points_all_are_kept_as_read_once_one_is_converted() -> None:
    entry = Entry.blank_for(VELOCITY).spread(0, ["1.1"] * 9).put(2, "236 ft/min")
    (offer,) = found(entry, VELOCITY).offers
    told = found(entry.take(*offer), VELOCITY).reading
    assert told is not None
    assert told.environment["as_read"] == ["1.1", "1.1", "236 ft/min", *["1.1"] * 6]
    assert told.grid is not None
    assert told.grid.values[2] == Decimal("1.198880")


def test_that_what_is_stored_is_exactly_what_was_read_times_the_factor() -> None:
    offer = density_offer({"temp_stair_c": Decimal("21.1"), "barometric_kpa": Decimal("98.5")})
    assert offer is not None
    assert offer.factor == Decimal("1.029442")  # 101.4/98.5, six decimals
    entry = replace(Entry.blank_for(VELOCITY).spread(0, ["0.97"] * 9), density_factor=offer.factor)
    told = found(entry, VELOCITY)
    assert told.reading is not None
    assert told.result is not None
    assert told.reading.measured == Decimal("0.97") * offer.factor
    assert (told.result.verdict, told.reading.environment["density_factor"]) == (Verdict.FAIL, offer.factor)
    assert in_words(told.reading.environment).endswith("corrected for the air's density by 1.029442.")


@pytest.mark.parametrize(
    ("conditions", "there"),
    [
        ({}, False),
        ({"temp_stair_c": Decimal(20)}, False),
        ({"barometric_kpa": Decimal(100)}, False),
        ({"humidity_pct": Decimal(50), "barometric_kpa": Decimal(100)}, False),
        ({"temp_out_c": Decimal(20), "barometric_kpa": Decimal(100)}, True),
        ({"temp_stair_c": Decimal("-273.15"), "barometric_kpa": Decimal(100)}, False),
    ],
)
def test_that_density_is_corrected_only_where_temperature_and_pressure_are_known(
    conditions: dict[str, Decimal], there: bool
) -> None:
    assert (density_offer(conditions) is not None) is there


def test_that_the_temperature_of_the_stair_comes_before_that_outside() -> None:
    both = {"temp_out_c": Decimal(40), "temp_stair_c": Decimal(20), "barometric_kpa": Decimal(100)}
    offer = density_offer(both)
    assert offer is not None
    assert "At 20 °C (temperature in the stair) and 100 kPa" in offer.words


# --- numbers as they are typed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "by", "stepped_to"),
    [
        ("45", 1, "46"),
        ("45,2", 1, "45,3"),
        ("45.20", -1, "45.19"),
        ("9.9", 1, "10.0"),
        ("45 Pa", -1, "44 Pa"),
        ("0.18 inwg", 10, "0.28 inwg"),
        ("0", -1, "-1"),
        ("-1", 1, "0"),
        ("−0.1", 2, "0.1"),
        ("1,234", 1, "1,234"),
        ("1e3", 1, "1e3"),
        ("abc", 1, "abc"),
        ("", 1, ""),
    ],
)
def test_that_a_step_moves_the_last_digit_and_nothing_else(text: str, by: int, stepped_to: str) -> None:
    assert stepped(text, by) == stepped_to


@given(st.decimals(-500, 500, places=2), st.integers(-20, 20), st.sampled_from(["", " Pa", " N"]))
def test_that_a_step_and_its_opposite_are_no_step(value: Decimal, by: int, unit: str) -> None:
    text = f"{value:f}{unit}"
    there = stepped(text, by)
    assert parse_number(there).value == value + by * Decimal("0.01")
    assert parse_number(stepped(there, -by)).value == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("abc", "such as 45.2"),
        ("45 N", "such as 45.2"),
        ("nan", "such as 45.2"),
        ("inf", "such as 45.2"),
        ("-inf", "such as 45.2"),
        ("1000000001", "far outside anything that is measured here"),
        ("1,234", "1234 or 1.234"),
        ("5 furlongs", "“furlongs” is not a unit"),
    ],
)
def test_that_what_cannot_be_is_answered_by_what_would_be_right(text: str, says: str) -> None:
    ((place, message),) = found(Entry((text,)), PRESSURE).problems
    assert place == 0
    assert says in message


@pytest.mark.parametrize("text", ["-3", "−3", "-3 Pa", "0"])
def test_that_a_negative_pressure_is_what_was_read_and_fails(text: str) -> None:
    told = found(Entry((text,)), PRESSURE)
    assert told.result is not None
    assert told.result.verdict is Verdict.FAIL


# --- sequences, checklists -------------------------------------------------------------------------------------------


def test_that_another_action_is_noted_against_its_step_and_wants_its_seconds() -> None:
    entry = replace(Entry(("2", "5")), actions=("", "stop"))
    told = found(entry, SEQUENCE)
    assert told.result is not None
    assert "FAN stop at 5 s was seen where start was expected." in told.result.sentences
    unsaid = found(replace(entry, texts=("2", "")), SEQUENCE)
    assert unsaid.problems == ((1, "FAN stop: after how many seconds?"),)


def test_that_an_effect_beyond_the_steps_is_a_warning_and_needs_all_three() -> None:
    told = found(replace(Entry(("2", "5")), extras=(Extra("LIFT", "stop", "3,5"), Extra())), SEQUENCE)
    assert told.result is not None
    assert told.result.verdict is Verdict.PASS
    assert "LIFT stop at 3.5 s was not expected." in told.result.sentences
    for half in (Extra("LIFT", "stop"), Extra("LIFT", "", "3"), Extra("", "stop", "3"), Extra("LIFT", "stop", "-1")):
        assert [place for place, _ in found(replace(Entry(("2", "5")), extras=(half,)), SEQUENCE).problems] == [2]


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ((True, True), Verdict.PASS),
        ((True, False), Verdict.FAIL),
        ((True, None), None),
        ((None, None), None),
    ],
)
def test_that_every_item_of_a_checklist_has_to_be_looked_at(
    answers: tuple[bool | None, ...], verdict: Verdict | None
) -> None:
    told = found(replace(Entry.blank_for(FAN), checklist=answers), FAN)
    assert (told.result.verdict if told.result else None) is verdict


# --- laws ------------------------------------------------------------------------------------------------------------

NUMBERS = st.decimals(Decimal("0.01"), 500, places=2).map(lambda value: f"{value:f}")
SOME = st.one_of(st.just(""), NUMBERS)
WORDS = st.sampled_from(["LIFT", "PANEL", "FAN", "DOOR 7"])
ACTIONS = st.sampled_from(["start", "stop", "open", "de_energise"])


@st.composite
def entries(draw: st.DrawFn) -> tuple[Test, Entry]:
    """An entry of any kind that can be recorded."""
    test = draw(st.sampled_from([PRESSURE, FORCE, RESTORE, VELOCITY, INTERFACE, LATCH, SEQUENCE, FAN]))
    entry = Entry.blank_for(test, draw(st.sampled_from([None, uuid4()])))
    if test is FAN:
        return test, replace(entry, checklist=draw(st.tuples(st.booleans(), st.booleans())))
    if test is SEQUENCE:
        texts, extra = draw(st.tuples(NUMBERS, SOME)), draw(st.builds(Extra, WORDS, ACTIONS, NUMBERS))
        actions = tuple(draw(st.one_of(st.just(""), ACTIONS)) if text else "" for text in texts)
        return test, replace(entry, texts=texts, actions=actions, extras=draw(st.sampled_from([(), (extra,)])))
    if test in (INTERFACE, LATCH):
        return test, replace(entry, texts=(draw(NUMBERS) if test is INTERFACE else "",), observed=draw(st.booleans()))
    texts = draw(st.tuples(*[NUMBERS] * len(entry.texts)))
    factor = draw(st.one_of(st.none(), st.decimals(Decimal("0.9"), Decimal("1.1"), places=6)))
    entry = replace(entry, texts=texts, density_factor=factor if test is VELOCITY else None)
    for place, slip in found(entry, test).slips if draw(st.booleans()) else ():
        entry = entry.take(place, slip)
    return test, entry


@settings(max_examples=60)
@given(entries())
def test_that_every_entry_comes_back_whole_from_a_file(pair: tuple[Test, Entry]) -> None:
    assert from_dict(json.loads(json.dumps(to_dict(pair[1])))) == pair[1]


@settings(max_examples=60)
@given(entries())
def test_that_every_recorded_reading_is_shown_as_the_entry_that_gives_it_again(pair: tuple[Test, Entry]) -> None:
    test, entry = pair
    taken = found(entry, test).reading
    assert taken is not None
    assert found(Entry.of(taken, test, entry.instrument_id), test).reading == taken


@settings(max_examples=60)
@given(entries())
def test_that_the_same_entry_is_judged_the_same_however_often_it_is_looked_at(pair: tuple[Test, Entry]) -> None:
    test, entry = pair
    told = found(entry, test)
    assert told == found(entry, test)
    assert told.reading is not None
    assert told.result == validate(test, told.reading, rule(test))
