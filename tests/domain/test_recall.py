"""What a reading becomes when its instrument is no longer believed, or its error is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.reading import Certificate, Context, Instrument, Reading, Rule, Test
from firemode_desktop.domain.recall import (
    Counts,
    InDoubt,
    Judgement,
    KnownError,
    Recall,
    Span,
    last_held_good,
    with_error,
    without_calibration,
)
from firemode_desktop.domain.words import SessionStatus, Verdict

DAY = date(2026, 5, 4)
RULE = Rule("SP-01", "v1", "pressure_differential", "critical", "1A", unit="Pa")
CERTIFICATE = Certificate("C-1", date(2026, 1, 1), date(2027, 1, 1), Decimal("0.5"), "Pa")
MANOMETER = Instrument("M-1", "manometer", Decimal(0), Decimal(250), "Pa", (CERTIFICATE,))
PRESSURE = Test(
    "pressure_differential",
    "Stair-A",
    min_threshold=Decimal(20),
    max_threshold=Decimal(80),
    unit="Pa",
    required_instrument_type="manometer",
)
VELOCITY = Test("air_velocity", "Stair-A", min_threshold=Decimal(1), unit="m/s", required_instrument_type="anemometer")
ANEMOMETER = Instrument("A-1", "anemometer", Decimal(0), Decimal(30), "m/s", (CERTIFICATE,))


def read(value: str) -> Reading:
    return Reading(DAY, Decimal(value))


def context(rule: str = "simple", instrument: Instrument | None = MANOMETER) -> Context:
    return Context(RULE, instrument, rule)


@pytest.mark.parametrize(
    ("text", "amount", "unit", "words"),
    [
        ("reads 1.8 Pa low", "-1.8", "Pa", "1.8 Pa low"),
        ("1,8 Pa too low", "-1.8", "Pa", "1.8 Pa low"),
        ("2 % high", "2", None, "2 % high"),
        ("Reads 2% HIGH.", "2", None, "2 % high"),
        ("0.01 kPa high", "0.01", "kPa", "0.01 kPa high"),
    ],
)
def test_that_an_error_is_read_as_people_say_it(text: str, amount: str, unit: str | None, words: str) -> None:
    error = KnownError.parse(text)
    assert (error.amount, error.unit, str(error)) == (Decimal(amount), unit, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "which way"),
        ("1.8 Pa", "which way"),
        ("-1.8 Pa low", "the number itself is above 0"),
        ("0 Pa low", "the number itself is above 0"),
        ("1.8 low", "needs one unit"),
        ("2 Pa % low", "needs one unit"),
        ("100 % low", "reads nothing"),
        ("about low", "not a number"),
        ("1.8 bananas low", "not a unit"),
        ("NaN low", "not a measurement"),
    ],
)
def test_that_an_error_that_can_be_misread_is_refused(text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        KnownError.parse(text)


@pytest.mark.parametrize(
    ("error", "shown", "true"),
    [
        ("1.8 Pa low", "18.2", "20"),
        ("1.8 Pa high", "21.8", "20"),
        ("2 % high", "51", "50"),
        ("2 % low", "49", "50"),
        ("0.01 kPa high", "30", "20"),
        ("99.9 % low", "0.02", "20"),
    ],
)
def test_that_the_correction_gives_what_was_truly_there(error: str, shown: str, true: str) -> None:
    assert KnownError.parse(error).corrected(Decimal(shown), "Pa") == Decimal(true)


@given(st.decimals("0.1", "250", places=2), st.decimals("0.01", "50", places=2), st.sampled_from(("low", "high")))
def test_that_a_correction_undoes_the_error_whatever_it_is(true: Decimal, amount: Decimal, way: str) -> None:
    sign = -1 if way == "low" else 1
    assert KnownError.parse(f"{amount} Pa {way}").corrected(true + sign * amount, "Pa") == true
    relative = KnownError.parse(f"{amount} % {way}").corrected(true * (1 + sign * amount / 100), "Pa")
    assert abs(relative - true) < Decimal("1e-20")


def test_that_an_error_in_newtons_corrects_no_pascals() -> None:
    with pytest.raises(Invalid, match="cannot be converted"):
        KnownError.parse("2 N low").corrected(Decimal(20), "Pa")


def test_that_a_temperature_error_is_a_difference_and_not_a_temperature() -> None:
    assert KnownError.parse("1.8 °F high").corrected(Decimal(20), "°C").quantize(Decimal("0.001")) == Decimal(19)


def test_that_a_pass_without_calibration_is_not_proven() -> None:
    found = without_calibration(PRESSURE, read("45"), context())
    assert (found.counts, found.verdict, found.value) == (Counts.NOT_PROVEN, Verdict.PASS, Decimal(45))


def test_that_a_failure_without_calibration_stays_a_failure() -> None:
    assert without_calibration(PRESSURE, read("19.99"), context()).counts is Counts.FAIL


def test_that_what_a_supervisor_accepted_stands_without_calibration() -> None:
    accepted = replace(PRESSURE, instrument_accepted=True)
    assert without_calibration(accepted, read("45"), context()).counts is Counts.PASS


def test_that_a_guard_banded_reading_cannot_be_judged_without_the_uncertainty_of_the_certificate() -> None:
    found = without_calibration(PRESSURE, read("45"), context("guard_banded"))
    assert (found.counts, found.verdict) == (Counts.NOT_CHECKED, Verdict.NOT_CHECKED)


def test_that_a_test_that_needs_no_instrument_loses_nothing_without_one() -> None:
    bare = replace(PRESSURE, required_instrument_type=None)
    assert without_calibration(bare, read("45"), context()).counts is Counts.PASS


@pytest.mark.parametrize(
    ("shown", "error", "counts"),
    [
        ("21.8", "1.8 Pa high", Counts.PASS),
        ("21.79", "1.8 Pa high", Counts.FAIL),
        ("18.2", "1.8 Pa low", Counts.PASS),
        ("18.19", "1.8 Pa low", Counts.FAIL),
        ("78.2", "1.8 Pa low", Counts.PASS),
        ("78.21", "1.8 Pa low", Counts.FAIL),
    ],
)
def test_that_the_corrected_value_is_held_against_the_limit_itself(shown: str, error: str, counts: Counts) -> None:
    found = with_error(PRESSURE, read(shown), context(), KnownError.parse(error), believed=True)
    assert found is not None
    assert found.counts is counts


def test_that_a_corrected_value_is_guard_banded_where_the_session_is() -> None:
    error = KnownError.parse("1.8 Pa high")
    found = with_error(PRESSURE, read("22.2"), context("guard_banded"), error, believed=True)
    assert found is not None
    assert (found.verdict, found.value) == (Verdict.CONDITIONAL_PASS, Decimal("20.4"))


def test_that_every_point_of_a_grid_is_corrected() -> None:
    reading = Reading(DAY, grid=Grid.of(["1.0", "1.1", "1.2", "1.0", "1.1", "1.2", "1.0", "1.1", "1.2"]))
    found = with_error(VELOCITY, reading, context(instrument=ANEMOMETER), KnownError.parse("10 % high"), believed=True)
    assert found is not None
    assert found.value is not None
    assert found.value.quantize(Decimal("1e-15")) == Decimal(1)
    low = with_error(
        VELOCITY, reading, context(instrument=ANEMOMETER), KnownError.parse("0.11 m/s high"), believed=True
    )
    assert low is not None
    assert (low.counts, low.value) == (Counts.FAIL, Decimal("0.99"))


def test_that_a_corrected_value_beyond_the_range_is_still_believed() -> None:
    """What the instrument showed lay within its range; what was truly there need not."""
    high = replace(PRESSURE, max_threshold=Decimal(300))
    found = with_error(high, read("249"), context(), KnownError.parse("2 Pa low"), believed=True)
    assert found is not None
    assert (found.counts, found.value) == (Counts.PASS, Decimal(251))


def test_that_a_manometer_s_error_says_nothing_about_seconds() -> None:
    restored = replace(PRESSURE, measurement_type="pressure_restoration_time", unit="s", min_threshold=None)
    for error in ("1.8 Pa low", "2 % high"):
        assert with_error(restored, read("9"), context(), KnownError.parse(error), believed=True) is None


def test_that_the_certificate_of_the_latest_calibration_is_held_good() -> None:
    older = Certificate("OLD", date(2025, 1, 1), date(2028, 1, 1))
    future = Certificate("NEXT", DAY + timedelta(days=1), date(2028, 1, 1))
    assert last_held_good((CERTIFICATE, older, future), DAY) is CERTIFICATE
    assert last_held_good((future,), DAY) is None
    assert last_held_good((future,), future.calibration_date) is future


def test_that_a_span_holds_its_first_day_and_not_its_last() -> None:
    span = Span(date(2026, 1, 1), DAY)
    held = [day in span for day in (date(2025, 12, 31), date(2026, 1, 1), DAY - timedelta(days=1), DAY)]
    assert held == [False, True, True, False]
    assert date.min in Span(None)


def test_that_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Invalid, match="end"):
        Span(DAY, DAY)


def in_doubt(stood: Counts, without: Counts, corrected: Counts | None = None, **more: object) -> InDoubt:
    def judged(counts: Counts) -> Judgement:
        return Judgement(counts, Verdict.PASS, Decimal(45))

    given: dict[str, object] = {
        "session_id": uuid4(),
        "session_status": SessionStatus.APPROVED,
        "stood": judged(stood),
        "without": judged(without),
        "corrected": corrected and judged(corrected),
        **more,
    }
    return InDoubt(
        uuid4(),
        uuid4(),
        "Tower",
        session="Annual",
        identifier="P",
        location="Stair-A",
        measurement_type="pressure_differential",
        measured_at=datetime(2026, 5, 4, tzinfo=UTC),
        unit="Pa",
        limits=Limits(),
        **given,  # type: ignore[arg-type]
    )


def test_that_only_readings_on_which_something_rests_are_counted() -> None:
    lost = (Counts.PASS, Counts.NOT_PROVEN, Counts.FAIL)
    readings = (
        in_doubt(*lost),
        in_doubt(*lost, retest="P_R2"),
        in_doubt(*lost, session_status=SessionStatus.CANCELLED),
        in_doubt(Counts.FAIL, Counts.FAIL, Counts.PASS),
        in_doubt(Counts.FAIL, Counts.FAIL, Counts.FAIL),
        in_doubt(Counts.NOT_PROVEN, Counts.NOT_PROVEN, Counts.FAIL),
    )
    found = Recall(uuid4(), "M-1", "manometer", Span(DAY), error=KnownError(Decimal(2)), readings=readings)
    assert (found.losing_proof, found.failing, found.passing) == (1, 2, 1)
    assert sum(one.changed for one in found.touched) == 3
    assert found.sentence == (
        "6 readings (since 4 May 2026) in 6 sessions. Without the calibration 1 pass is not proven any more. "
        "If it read 2 % high, 2 readings would fail and 1 reading would pass that did not. "
        "3 approved sessions and their reports would say something else."
    )


def test_that_an_instrument_without_readings_says_so() -> None:
    found = Recall(uuid4(), "M-1", "manometer", Span(None))
    assert found.sentence == "M-1 took no readings (from the beginning)."
