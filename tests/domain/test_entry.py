"""What is typed for a test, and what it would come to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.entry import Entry, Shape, preview, shape, when_measured
from firemode_desktop.domain.reading import Context, Rule, Test
from firemode_desktop.domain.sequence import parse
from firemode_desktop.domain.typed import split
from firemode_desktop.domain.words import Verdict

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
    offered = found.offer_at(0)
    assert offered is not None
    assert (offered.value, offered.into) == (Decimal("49.817780"), "Pa")
    assert found.offer_at(1) is None


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
