"""The code on a sheet: what is printed is read back; what a scenario says has one digest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.design import digest
from firemode_desktop.domain.scenario_code import ScenarioCode, read_code, read_short
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.triggering import how_to_trigger
from firemode_desktop.domain.words import TriggerDeviceType
from tests.ui_scenarios import scenes

KEY = UUID("3f2a9c1e-5b7d-4e21-9a44-7c1d7a3190bf")
CODES = st.builds(
    ScenarioCode,
    st.uuids(),
    st.none() | st.integers(1, 999_999_999),
    st.none() | st.text("0123456789abcdef", min_size=8, max_size=8),
)


@given(CODES)
def test_that_a_code_is_read_as_it_was_written_and_its_short_form_ends_its_id(code: ScenarioCode) -> None:
    if code.version is None:
        code = replace(code, digest=None)
    assert read_code(code.text) == code
    assert read_code(f" {code.text.upper()}\n") == code
    short = read_short(code.short)
    assert short is not None
    assert code.scenario_id.hex.endswith(short)


def test_that_a_scanner_behind_another_keyboard_layout_is_understood() -> None:
    code = ScenarioCode(KEY, 2, "42fe505a")
    assert code.text == "firemode:scenario/3f2a9c1e-5b7d-4e21-9a44-7c1d7a3190bf?v=2&d=42fe505a"
    mangled = code.text.translate(str.maketrans(":/?=&-", "Ö-_´/ß"))
    assert read_code(mangled.replace("Ö", ">").replace("ß", "/").replace("_", "+")) == code


@pytest.mark.parametrize("text", ["", "Level-8", "firemode:scenario/", "3f2a9c1e-5b7d", "Stair-A", "7A31-90B"])
def test_that_other_words_are_no_code(text: str) -> None:
    assert read_code(text) is None
    assert read_short(text) is None


def test_that_the_digest_tells_what_a_scenario_says_and_not_which_version_says_it() -> None:
    one = scenes.design().scenarios[0]
    same = replace(one, key=KEY, version=9, state=ScenarioState.DRAFT, change_note="Why.", row_version=4)
    assert digest(same) == digest(one)
    later = one.sequence.changed(2, expected_delay_seconds=Decimal("3.5"))
    others = [
        replace(one, trigger="SD-OTHER"), replace(one, name="Other"), replace(one, zone_id=KEY),
        replace(one, trigger_type=None), replace(one, sequence=later),
    ]  # fmt: skip
    assert len({digest(one), *map(digest, others)}) == 6
    assert digest(replace(one, sequence=one.sequence.changed(2, expected_delay_seconds=Decimal("3.00")))) == digest(one)


@pytest.mark.parametrize("kind", [None, *TriggerDeviceType])
def test_that_every_kind_of_trigger_says_what_to_do_and_when_the_clock_starts(kind: str | None) -> None:
    words = how_to_trigger(kind, "SD-{1}")
    assert "SD-{1}" in words
    assert "Start the clock" in words
