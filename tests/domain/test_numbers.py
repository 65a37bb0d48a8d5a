"""Numbers as people write them, and conversions that are offered."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import EIGHT, UNITS, Flag, ParsedNumber, convert, offer, parse_number, unit_named


@pytest.mark.parametrize(
    ("text", "value", "unit", "flags"),
    [
        ("45.2", "45.2", None, ()),
        ("  45.2\u00a0", "45.2", None, ()),
        ("45,2", "45.2", None, (Flag.DECIMAL_COMMA,)),
        ("45,2 Pa", "45.2", "Pa", (Flag.DECIMAL_COMMA, Flag.UNIT)),
        ("45.2 Pa", "45.2", "Pa", (Flag.UNIT,)),
        ("45.2PA", "45.2", "Pa", (Flag.UNIT,)),
        ("0.18 inwg", "0.18", "inwg", (Flag.UNIT,)),
        ("4,59 mmH2O", "4.59", "mmH₂O", (Flag.DECIMAL_COMMA, Flag.UNIT)),
        ("5.2 m3/s", "5.2", "m³/s", (Flag.UNIT,)),
        ("65 dB(A)", "65", "dB(A)", (Flag.UNIT,)),
        ("-3.5", "-3.5", None, ()),
        ("−3.5", "-3.5", None, ()),
        ("+7", "7", None, ()),
        (".5", "0.5", None, ()),
        ("1e-3", "0.001", None, ()),
        ("1234,567", "1234.567", None, (Flag.DECIMAL_COMMA,)),
        ("0,234", "0.234", None, (Flag.DECIMAL_COMMA,)),
        ("1,23", "1.23", None, (Flag.DECIMAL_COMMA,)),
        ("1,2345", "1.2345", None, (Flag.DECIMAL_COMMA,)),
        ("1,234.5", "1234.5", None, (Flag.THOUSANDS,)),
        ("1,234,567", "1234567", None, (Flag.THOUSANDS,)),
        ("1.234,5", "1234.5", None, (Flag.THOUSANDS, Flag.DECIMAL_COMMA)),
        ("19.9996", "19.9996", None, ()),
    ],
)
def test_that_what_is_plainly_a_number_is_read(
    text: str, value: str, unit: str | None, flags: tuple[Flag, ...]
) -> None:
    assert parse_number(text) == ParsedNumber(Decimal(value), unit, flags)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank"),
        ("   ", "blank"),
        ("1,234", "ambiguous"),
        ("12,345 Pa", "ambiguous"),
        ("-999,000", "ambiguous"),
        ("NaN", "not_finite"),
        ("nan1", "not_finite"),
        ("inf", "not_finite"),
        ("-Infinity", "not_finite"),
        ("∞", "not_finite"),
        ("#DIV/0!", "error_cell"),
        ("#N/A", "error_cell"),
        ("٤٥", "digits"),
        ("4５.2", "digits"),
        ("45 bananas", "unit"),
        ("45 m/s²", "unit"),
        ("TRUE", "not_a_number"),
        ("1 234", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("1,2,3", "not_a_number"),
        ("1,23.4", "not_a_number"),
        ("2024-01-15", "not_a_number"),
        ("15/01/2024", "not_a_number"),
        ("1e99", "not_a_number"),
        ("9" * 81, "not_a_number"),
    ],
)
def test_that_anything_else_is_refused_with_a_code_and_a_sentence(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_number(text)
    assert refusal.value.details == ({"code": code},)
    assert refusal.value.message.endswith((".", "SI."))


def test_that_the_ambiguous_number_says_both_of_its_readings() -> None:
    with pytest.raises(Invalid, match=r"can mean 1234 or 1\.234"):
        parse_number("1,234")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6))
def test_that_every_plain_decimal_is_read_as_itself(value: Decimal) -> None:
    assert parse_number(format(value, "f")).value == value


@given(st.text(max_size=12))
def test_that_no_text_at_all_breaks_the_reader(text: str) -> None:
    with suppress(Invalid):
        assert parse_number(text).value.is_finite()


@pytest.mark.parametrize(
    ("value", "unit", "into", "expected"),
    [
        ("0.18", "inwg", "Pa", "44.836002"),
        ("1", "mmH₂O", "Pa", "9.80665"),
        ("100", "lbf", "N", "444.82216152605"),
        ("200", "fpm", "m/s", "1.016"),
        ("77", "°F", "°C", "25"),
        ("0.045", "kPa", "Pa", "45"),
        ("5200", "L/s", "m³/s", "5.2"),
        ("3.6", "km/h", "m/s", "1"),
    ],
)
def test_that_conversions_agree_with_the_published_factors(value: str, unit: str, into: str, expected: str) -> None:
    assert abs(convert(Decimal(value), unit, into) - Decimal(expected)) < Decimal("1e-12")


def test_that_a_conversion_is_offered_and_never_made() -> None:
    number = parse_number("0.18 inwg")
    conversion = offer(number, "Pa")
    assert number.value == Decimal("0.18")
    assert conversion is not None
    assert (conversion.read, conversion.unit, conversion.into) == (Decimal("0.18"), "inwg", "Pa")
    assert conversion.value == Decimal("44.836002")


@pytest.mark.parametrize("text", ["45", "45 Pa"])
def test_that_nothing_is_offered_where_the_unit_is_already_right(text: str) -> None:
    assert offer(parse_number(text), "Pa") is None


def test_that_a_unit_that_measures_something_else_is_refused() -> None:
    with pytest.raises(Invalid, match="N cannot be converted to Pa"):
        offer(parse_number("45 N"), "Pa")


def test_that_every_unit_converts_to_one_of_the_eight_and_back() -> None:
    for unit in UNITS:
        assert unit.si in EIGHT
        there = convert(Decimal("12.5"), unit.symbol, unit.si)
        assert abs(convert(there, unit.si, unit.symbol) - Decimal("12.5")) < Decimal("1e-20")


def test_that_no_two_units_share_a_name() -> None:
    for unit in UNITS:
        assert all(unit_named(name) is unit for name in (unit.symbol, *unit.also))
