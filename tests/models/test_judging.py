"""What may be assigned to a column, on both sides of every limit."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.models import (
    BaselineAirVelocity,
    BaselineDoorForce,
    BaselinePressureDifferential,
    Building,
    ControlEquipment,
    Door,
    Doorway,
    EvidenceRecord,
    Floor,
    Instrument,
    InterfaceTestDefinition,
    ResultAmendment,
    Stair,
    TestInstance,
    TestInstanceTemplate,
)
from firemode_desktop.models.judging import latest_day_on_earth

INSIDE_AND_OUTSIDE = [
    (Floor, "floor_number", ["-5", -5, 0, 200], [-6, 201]),
    (Door, "width_m", ["0.01", "3.0", 3], [0, "-0.1", "3.01", "3.001"]),
    (Door, "height_m", ["0.01", "3.5"], [0, "3.51"]),
    (Doorway, "width_m", ["0.01", "5.0"], [0, "5.01"]),
    (Doorway, "height_m", ["0.01", "4.0"], [0, "4.01"]),
    (BaselinePressureDifferential, "pressure_pa", [10, 100, "99.99"], ["9.99", "9.996", "100.004", 101]),
    (BaselineAirVelocity, "velocity_ms", ["0.5", 5], ["0.499", "0.4999", "5.001"]),
    (BaselineDoorForce, "force_newtons", [0, 200], ["-0.01", "200.01"]),
    (InterfaceTestDefinition, "response_time_s", [1, 300], [0, 301, "1.5"]),
    (EvidenceRecord, "file_size_bytes", [1, 104_857_600], [0, 104_857_601]),
    (Instrument, "calibration_frequency_months", [1, 60], [0, 61]),
    (TestInstanceTemplate, "sequence_order", [1], [0, -1]),
    (Building, "drift_limit_pct", ["0.01", "999.99"], [0, 1000]),
]


@pytest.mark.parametrize(
    ("model", "name", "value"),
    [(model, name, value) for model, name, inside, _ in INSIDE_AND_OUTSIDE for value in inside],
)
def test_that_a_value_within_the_limits_is_taken(model: type[Any], name: str, value: Any) -> None:
    row = model(**{name: value})
    assert getattr(row, name) == Decimal(value)


@pytest.mark.parametrize(
    ("model", "name", "value"),
    [(model, name, value) for model, name, _, outside in INSIDE_AND_OUTSIDE for value in outside],
)
def test_that_a_value_beyond_the_limits_is_refused_in_a_sentence(model: type[Any], name: str, value: Any) -> None:
    label = model.__mapper__.columns[name].info["label"]
    with pytest.raises(Invalid) as refused:
        model(**{name: value})
    assert refused.value.message.startswith(label)
    assert refused.value.message.endswith(".")


def test_that_a_refusal_says_what_would_be_right() -> None:
    with pytest.raises(Invalid, match=r"^Pressure must be 10 to 100 Pa; this is 9\.99\.$"):
        BaselinePressureDifferential(pressure_pa="9.99")
    with pytest.raises(Invalid, match=r"^Width must be more than 0 and at most 3 m; this is 3\.01\.$"):
        Door(width_m="3.01")
    with pytest.raises(Invalid, match=r"^Type must be one of fire_isolated, smoke_proof, pressurized, standard;"):
        Stair(stair_type="brick")


@pytest.mark.parametrize(
    ("given", "kept"),
    [("45.125", "45.12"), ("45.135", "45.14"), (45.2, "45.20"), (45, "45.00"), ("45.12500001", "45.13")],
)
def test_that_a_number_is_rounded_once_half_to_even_at_the_scale_of_its_column(given: Any, kept: str) -> None:
    pressure = BaselinePressureDifferential(pressure_pa=given).pressure_pa
    assert isinstance(pressure, Decimal)
    assert str(pressure) == kept


def test_that_a_reading_is_never_rounded() -> None:
    reading = TestInstance(measured_value_numeric="19.99960000001").measured_value_numeric
    assert str(reading) == "19.99960000001"


@pytest.mark.parametrize("reading", [4, 240, "-3", 0])
def test_that_a_bad_reading_is_a_reading_all_the_same(reading: Any) -> None:
    test = TestInstance(min_threshold=20, max_threshold=80, measured_value_numeric=reading)
    assert test.measured_value_numeric == Decimal(reading)


@pytest.mark.parametrize(
    "reading", ["NaN", float("nan"), float("inf"), Decimal("-Infinity"), Decimal("sNaN"), True, "x"]
)
def test_that_what_is_no_finite_number_is_refused_in_a_sentence(reading: Any) -> None:
    with pytest.raises(Invalid, match=r"^Reading: .*\.$"):
        TestInstance(measured_value_numeric=reading)


@pytest.mark.parametrize("text", ["45.2 Pa", "0.18 inwg", "45,2", "1,234.5"])
def test_that_text_with_more_than_a_number_in_it_is_left_to_the_importer(text: str) -> None:
    with pytest.raises(Invalid, match="write the number alone"):
        BaselinePressureDifferential(pressure_pa=text)


def test_that_names_lose_the_spaces_around_them_and_long_texts_keep_theirs() -> None:
    building = Building(name="  Pilot Building 123 ", notes="  first\n  second ")
    assert building.name == "Pilot Building 123"
    assert building.notes == "  first\n  second "


def test_that_a_blank_is_nothing_where_nothing_may_be_and_refused_where_not() -> None:
    assert Building(suburb="  ").suburb is None
    with pytest.raises(Invalid, match="Stair is needed"):
        Stair(stair_name=" \t ")
    with pytest.raises(Invalid, match="Stair is needed"):
        Stair(stair_name=None)


def test_that_a_text_may_fill_its_column_and_no_more() -> None:
    assert Stair(stair_name="x" * 100).stair_name == "x" * 100
    with pytest.raises(Invalid, match="may have 100 characters; this has 101"):
        Stair(stair_name="x" * 101)


def test_that_a_zero_byte_is_refused_before_the_database_sees_it() -> None:
    with pytest.raises(Invalid, match="cannot be stored"):
        Building(notes="a\0b")


def test_that_a_number_too_large_for_its_column_is_refused() -> None:
    assert Floor(floor_number=-1, height_m="999.99").height_m == Decimal("999.99")
    with pytest.raises(Invalid, match="3 digits before the point"):
        Floor(floor_number=1, height_m="999.996")


def test_that_a_word_is_kept_as_plain_text() -> None:
    from firemode_desktop.domain.words import Orientation

    stair = Stair(orientation=Orientation.NORTH)
    assert type(stair.orientation) is str
    assert stair.orientation == "North"


@pytest.mark.parametrize(
    ("model", "name", "value"),
    [
        (Floor, "floor_number", "1.5"),
        (Floor, "floor_number", 2**31),
        (BaselineDoorForce, "pressurization_active", 1),
        (BaselineDoorForce, "commissioned_date", "2024-01-15"),
        (BaselineDoorForce, "commissioned_date", datetime(2024, 1, 15, tzinfo=UTC)),
        (TestInstance, "started_at", datetime(2024, 1, 15)),  # noqa: DTZ001  a naive time is the point
        (TestInstance, "started_at", date(2024, 1, 15)),
        (Stair, "stair_id", "not-an-id"),
        (Stair, "stair_name", 7),
        (ControlEquipment, "specifications", ["a"]),
        (ControlEquipment, "specifications", {"a": {"b": [float("nan")]}}),
        (BaselineAirVelocity, "measurement_points", "text"),
        (ResultAmendment, "new_value", {"value": Decimal("NaN")}),
    ],
)
def test_that_a_value_of_another_kind_is_refused(model: type[Any], name: str, value: Any) -> None:
    with pytest.raises(Invalid):
        model(**{name: value})


def test_that_an_id_may_come_as_text() -> None:
    key = uuid.uuid4()
    assert Stair(stair_id=str(key)).stair_id == key


def test_that_an_expression_for_the_server_passes() -> None:
    building = Building(name="A")
    building.created_at = func.now()
    assert building.created_at is not None


def test_that_a_misspelt_column_is_a_defect() -> None:
    with pytest.raises(TypeError, match="no column or relationship called 'metadata'"):
        EvidenceRecord(metadata={})


@pytest.mark.parametrize("model", [BaselinePressureDifferential, BaselineAirVelocity, BaselineDoorForce])
def test_that_nothing_was_commissioned_on_a_day_that_has_begun_nowhere(model: type[Any]) -> None:
    latest = latest_day_on_earth()
    assert model(commissioned_date=latest).commissioned_date == latest
    with pytest.raises(Invalid, match="cannot be in the future"):
        model(commissioned_date=latest + timedelta(days=2))


def test_that_the_latest_day_on_earth_is_never_behind_any_place() -> None:
    before = datetime.now(UTC)
    latest = latest_day_on_earth()
    after = datetime.now(UTC)
    assert (before + timedelta(hours=14)).date() <= latest <= (after + timedelta(hours=14)).date()
