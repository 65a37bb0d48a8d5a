"""The particulars of equipment: what each type usually has, typed by hand and kept to the letter."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.facts import Facts
from firemode_desktop.domain.fields import Cell, Field, Kind, Problem
from firemode_desktop.domain.particulars import PARTICULARS, fitted, particular
from firemode_desktop.ui.registry.editors import Setting
from firemode_desktop.ui.registry.factsheet import NAMELESS, VALUE, FactsEditor
from tests.registry.typing_ import KEY, press, type_

FIELD = Field("specifications", "Specifications", Kind.FACTS, variant="equipment_type")
FAN = {"capacity_m3_s": Decimal("5.2"), "motor_kw": 15, "max_rpm": 1450, "pressure_pa": 500, "vfd_installed": True}


def check(typed: object, variant: str = "fan") -> Cell:
    return FIELD.check(typed, variant=variant)


def test_that_every_key_of_the_customers_document_is_known_with_its_unit() -> None:
    assert {kind: [each.key for each in found] for kind, found in PARTICULARS.items()} == {
        "fan": ["capacity_m3_s", "motor_kw", "max_rpm", "pressure_pa", "vfd_installed"],
        "damper": ["type", "actuator_model", "fail_position", "size_mm"],
        "pressure_sensor": ["range_pa", "accuracy", "output_signal"],
    }
    assert [each.heading for each in PARTICULARS["fan"]][:2] == ["Capacity (m³/s)", "Motor power (kW)"]
    assert particular("detector", "motor_kw") is None


@pytest.mark.parametrize("typed", ["45,2 kW", "45.2", "45,2kW", '"45.2"', "45.20"])
def test_that_a_number_is_read_with_comma_and_unit(typed: str) -> None:
    assert check(f"motor_kw: {typed}") == Facts.of({"motor_kw": Decimal("45.2")})


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("motor_kw: fifteen", "Motor power is a number in kW. “fifteen” is not a number."),
        ("pressure_pa: 2 inwg", "Pressure: 2 inwg is 498.1778 Pa; enter that if it is meant."),
        ("motor_kw: 20 Pa", "Motor power is a number in kW; this is in Pa."),
        ("max_rpm: -1", "Highest speed cannot be negative; this is -1."),
        ("vfd_installed: maybe", "Variable-speed drive is yes or no; this is “maybe”."),
        ("motor_kw: [15]", "Motor power is a number; this is a list of values."),
    ],
)
def test_that_what_is_no_such_number_is_kept_with_the_reason(typed: str, reason: str) -> None:
    assert check(typed) == Problem(typed, reason)


def test_that_only_the_type_that_has_a_particular_checks_it() -> None:
    assert check("motor_kw: fifteen", "damper") == Facts.of({"motor_kw": "fifteen"})
    assert check("motor_kw: 0; max_rpm: 0") == Facts.of({"motor_kw": 0, "max_rpm": 0})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=12).filter(lambda t: "\0" not in t),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcxyz_", min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abcdefxyz_", min_size=1, max_size=8), JSON, max_size=6))
def test_that_what_nobody_knows_is_never_changed(values: dict[str, Any]) -> None:
    facts = Facts.of(values)
    assert fitted(facts, "fan") == facts


# The editor.


@pytest.fixture
def editor(qtbot: QtBot) -> FactsEditor:
    made = FactsEditor(Setting(FIELD, variant="fan"))
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show()
    made.present(None)
    made.setFocus()
    made.setCurrentCell(0, VALUE)
    return made


def entered(editor: FactsEditor) -> Cell:
    return check(editor.entry())


def test_that_a_fan_is_described_without_the_mouse(editor: FactsEditor) -> None:
    for text in ("5,2 m3/s", "15", "1450 rpm", "500 Pa", "y"):
        type_(text)
        press(KEY.Key_Return)
    assert entered(editor) == Facts.of(FAN)


def test_that_another_particular_is_added_in_the_last_line(editor: FactsEditor) -> None:
    type_("5.2")
    press(KEY.Key_Tab, times=5)
    assert (editor.currentRow(), editor.currentColumn()) == (5, 0)
    type_("belt")
    press(KEY.Key_Tab)
    type_("SPA 1250")
    press(KEY.Key_Return)
    assert entered(editor) == Facts.of({"capacity_m3_s": Decimal("5.2"), "belt": "SPA 1250"})


def test_that_a_bad_number_stays_as_it_was_typed_and_says_why_and_takes_nothing_else_away(editor: FactsEditor) -> None:
    type_("5.2")
    press(KEY.Key_Return)
    type_("fifteen; or so")
    press(KEY.Key_Return)
    problem = entered(editor)
    assert isinstance(problem, Problem)
    assert "“fifteen; or so” is not a number" in problem.reason
    editor.present(problem)
    assert editor.item(0, VALUE).text() == "5.2"  # type: ignore[union-attr]
    assert editor.item(1, VALUE).text() == "fifteen; or so"  # type: ignore[union-attr]
    assert "is not a number" in editor.item(1, VALUE).toolTip()  # type: ignore[union-attr]
    editor.setCurrentCell(1, VALUE)
    type_("15")
    press(KEY.Key_Return)
    assert entered(editor) == Facts.of({"capacity_m3_s": Decimal("5.2"), "motor_kw": 15})


def test_that_lists_objects_and_odd_texts_are_untouched_by_another_value(editor: FactsEditor) -> None:
    facts = Facts.of({"motor_kw": 15, "curve": [[0, Decimal("1.5")], [1, None]], "tag": "yes", "more": {"a": {"b": 1}}})
    editor.present(facts)
    assert entered(editor) == facts
    editor.setCurrentCell(1, VALUE)
    type_("22")
    press(KEY.Key_Return)
    assert entered(editor) == Facts.of(facts.to_dict() | {"motor_kw": 22})


def test_that_a_bracket_left_open_is_said_and_closed_again(editor: FactsEditor) -> None:
    editor.present(Facts.of({"curve": [1, 2]}))
    place = next(row for row in range(editor.rowCount()) if editor.item(row, 0).text() == "curve")  # type: ignore[union-attr]
    editor.setCurrentCell(place, VALUE)
    type_("[1, 2, 3")
    press(KEY.Key_Return)
    problem = entered(editor)
    assert isinstance(problem, Problem)
    assert "not closed" in problem.reason
    editor.setCurrentCell(place, VALUE)
    press(KEY.Key_F2)
    press(KEY.Key_End)
    type_("]")
    press(KEY.Key_Return)
    assert entered(editor) == Facts.of({"curve": [1, 2, 3]})


def test_that_a_value_without_a_name_waits_for_one(editor: FactsEditor) -> None:
    editor.setCurrentCell(5, VALUE)
    type_("SPA 1250")
    press(KEY.Key_Return)
    assert isinstance(entered(editor), Problem)
    assert editor.item(5, VALUE).toolTip() == NAMELESS  # type: ignore[union-attr]


def test_that_what_was_typed_in_the_grid_and_cannot_be_read_is_shown_and_kept(editor: FactsEditor) -> None:
    problem = check("just some words")
    assert isinstance(problem, Problem)
    editor.present(problem)
    assert editor.item(5, VALUE).text() == "just some words"  # type: ignore[union-attr]
    assert check(editor.entry()) == problem


def test_that_delete_takes_a_particular_away(editor: FactsEditor) -> None:
    editor.present(Facts.of(FAN))
    editor.setCurrentCell(2, VALUE)
    press(KEY.Key_Delete)
    assert entered(editor) == Facts.of({key: value for key, value in FAN.items() if key != "max_rpm"})
