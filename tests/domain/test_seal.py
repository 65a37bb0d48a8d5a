"""The seal of a report: of what it is made, how it is read from a code, how it is found in a text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.canonical import canonical_text, plain_form
from firemode_desktop.domain.seal import Seal, code, numbers_in, read_code, seals_in, short

SEAL = Seal("FM-HOUSE-1A2B3C4D-R2", "a" * 64, "b" * 64, "c" * 64, "d" * 64)


def test_that_the_seal_is_the_sha256_of_its_six_lines() -> None:
    lines = f"FireMode report seal 1\nFM-HOUSE-1A2B3C4D-R2\n{'a' * 64}\n{'c' * 64}\n{'b' * 64}\n{'d' * 64}"
    assert SEAL.value == hashlib.sha256(lines.encode()).hexdigest()
    assert replace(SEAL, audit_head=None, replaces=None).text.splitlines()[3::2] == ["-", "-"]


@pytest.mark.parametrize("name", ["number", "content_sha256", "record_sha256", "audit_head", "replaces"])
def test_that_every_part_changes_the_seal(name: str) -> None:
    assert replace(SEAL, **{name: "e" * 64}).value != SEAL.value


def test_that_a_part_is_not_taken_for_another() -> None:
    assert replace(SEAL, audit_head="d" * 64, replaces="c" * 64).value != SEAL.value
    assert replace(SEAL, audit_head="d" * 64, replaces=None).value != replace(SEAL, audit_head=None).value


@pytest.mark.parametrize("wrapped", ["{}", "  {} ", "FIREMODE:REPORT/{}", "firemode;report-{}"])
def test_that_a_code_is_read_as_a_scanner_types_it(wrapped: str) -> None:
    told = code(SEAL.value) if wrapped == "{}" else wrapped.format(SEAL.value)
    assert read_code(told) == SEAL.value


def test_that_sixteen_digits_are_read_as_they_are_printed_and_fewer_are_not() -> None:
    printed = short(SEAL.value)
    assert len(printed) == 19
    assert read_code(printed) == read_code(printed.replace("-", " ").lower()) == SEAL.value[:16]
    assert read_code(printed[:-1]) is None
    assert read_code("Level-8 reads 18.2 Pa") is None


def test_that_the_seal_on_every_page_comes_before_a_hash_that_stands_there_once() -> None:
    other = "f" * 64
    assert seals_in(f"{other} Seal {SEAL.value} Seal {SEAL.value}") == [SEAL.value, other]
    assert seals_in("f" * 63) == seals_in("f" * 65) == []


def test_that_numbers_are_found_whatever_the_name_of_the_building() -> None:
    text = "Compliance report FM-東京タワー-1A2B3C4D-R1 – x, FM-HOUSE-1A2B3C4D-R12, FM-HOUSE-1A2B3C4-R1"
    assert numbers_in(text) == ["FM-東京タワー-1A2B3C4D-R1", "FM-HOUSE-1A2B3C4D-R12"]


# --- the canonical text -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Thing:
    name: str
    where: str = field(default="", compare=False)


def test_that_a_number_and_a_time_have_one_form() -> None:
    at = datetime(2026, 5, 4, 9, 30, tzinfo=timezone(timedelta(hours=10)))
    assert canonical_text([Decimal("18.20"), at]) == canonical_text((Decimal("18.2"), at.astimezone(UTC)))
    assert canonical_text([Decimal("18.20"), at]) == '["18.2","2026-05-03T23:30:00.000000+00:00"]'
    assert canonical_text(Decimal(100)) == '"100"'


def test_that_where_a_file_lies_does_not_count() -> None:
    assert canonical_text(Thing("x", "/here")) == canonical_text(Thing("x", "/there")) == '{"name":"x"}'


def test_that_what_is_no_number_has_no_form() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_text(float("nan"))
    with pytest.raises(TypeError, match="set has no canonical form"):
        canonical_text({1, 2})


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_that_the_text_of_a_record_says_all_of_it_and_has_one_form(record: object) -> None:
    text = canonical_text(record)
    assert json.loads(text) == plain_form(record)
    assert canonical_text(json.loads(text)) == text
