"""The chosen steps in exact values: what a field takes, what it refuses, and what Esc restores."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from firemode_desktop.ui.scenarios.step_card import NO_STEP, StepCard
from firemode_desktop.ui.scenarios.studio import Studio

D, Key = Decimal, Qt.Key


@pytest.fixture
def card(studio: Studio, qtbot: QtBot) -> StepCard:
    """The relief damper of the fire in zone 1, which waits for the fan."""
    made = StepCard(studio)
    qtbot.addWidget(made)
    made.resize(292, 480)
    made.show()
    studio.choose_steps(3)
    return made


def write(card: StepCard, name: str, text: str, key: Qt.Key = Key.Key_Return) -> None:
    field = card.fields[name]
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Key.Key_Delete)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key)


def test_that_the_values_of_a_step_are_shown(card: StepCard) -> None:
    shown = {name: field.text() for name, field in card.fields.items()}
    assert shown == {
        "component_id": "DAMPER-RELIEF-Z1",
        "expected_action": "open",
        "expected_delay_seconds": "5 s",
        "tolerance_seconds": "± 2 s",
        "depends_on": "2 FAN-01-A",
        "note": "",
    }
    assert (card.title.text(), card.kind.currentText(), card.power.currentText()) == (
        "Step 3 · DAMPER-RELIEF-Z1",
        "damper",
        "normal",
    )


@pytest.mark.parametrize(("text", "seconds"), [("15,5", "15.5"), ("1:30", "90"), ("90 s", "90"), ("0", "0")])
def test_that_a_delay_is_taken_as_it_is_written(card: StepCard, studio: Studio, text: str, seconds: str) -> None:
    write(card, "expected_delay_seconds", text)
    assert studio.sequence.step(3).expected_delay_seconds == D(seconds)
    assert studio.stack.undoText() == f"DAMPER-RELIEF-Z1 from 5 s to {seconds} s"
    studio.stack.undo()
    assert card.fields["expected_delay_seconds"].text() == "5 s"


def test_that_what_cannot_be_taken_stays_with_the_reason_below(card: StepCard, studio: Studio) -> None:
    write(card, "expected_delay_seconds", "soon")
    assert card.fields["expected_delay_seconds"].text() == "soon"
    assert card.complaints["expected_delay_seconds"].text() == "“soon” is not a number."
    assert studio.stack.count() == 0
    QTest.keyClick(card.fields["expected_delay_seconds"], Key.Key_Escape)
    assert card.fields["expected_delay_seconds"].text() == "5 s"
    assert card.complaints["expected_delay_seconds"].isHidden()


def test_that_escape_restores_what_was_not_taken(card: StepCard, studio: Studio) -> None:
    write(card, "note", "half a thou", Key.Key_Escape)
    assert (card.fields["note"].text(), studio.stack.count()) == ("", 0)


def test_that_up_and_down_count_seconds(card: StepCard, studio: Studio) -> None:
    field = card.fields["tolerance_seconds"]
    for _each in range(3):
        QTest.keyClick(field, Key.Key_Down)
    assert (studio.sequence.step(3).tolerance_seconds, field.text()) == (D(0), "± 0 s")
    QTest.keyClick(field, Key.Key_Up)
    assert studio.sequence.step(3).tolerance_seconds == 1


def test_that_seconds_are_counted_beyond_two_minutes(card: StepCard, studio: Studio) -> None:
    write(card, "expected_delay_seconds", "2:30")
    assert card.fields["expected_delay_seconds"].text() == "150 s (2:30)"
    QTest.keyClick(card.fields["expected_delay_seconds"], Key.Key_Up)
    assert studio.sequence.step(3).expected_delay_seconds == 151


def test_that_dependencies_are_written_as_names_or_numbers(card: StepCard, studio: Studio) -> None:
    write(card, "depends_on", "ALARM-PANEL, 2")
    assert studio.sequence.step(3).depends_on == (1, 2)
    assert card.fields["depends_on"].text() == "1 ALARM-PANEL, 2 FAN-01-A"
    write(card, "depends_on", "3")
    assert "cannot wait for itself" in card.complaints["depends_on"].text()
    assert studio.sequence.step(3).depends_on == (1, 2)
    write(card, "depends_on", "")
    assert studio.sequence.step(3).depends_on == ()


def test_that_an_action_is_kept_as_the_document_writes_it(card: StepCard, studio: Studio) -> None:
    write(card, "expected_action", "Return to ground")
    assert studio.sequence.step(3).expected_action == "return_to_ground"
    assert card.fields["expected_action"].text() == "return to ground"
    write(card, "expected_action", "")
    assert card.complaints["expected_action"].text() == "A step needs its action, for example start."


def test_that_a_component_brings_its_kind_and_an_unknown_one_is_marked(card: StepCard, studio: Studio) -> None:
    write(card, "component_id", "AHU-08")
    assert (studio.sequence.step(3).component_id, studio.sequence.step(3).component_type) == ("AHU-08", "fan")
    assert card.unknown.isHidden()
    write(card, "component_id", "AHU-99")
    assert studio.sequence.step(3).component_type == "fan"
    assert card.unknown.text() == "◆ AHU-99 is not in the equipment register."


def test_that_a_check_forbids_an_effect(card: StepCard, studio: Studio) -> None:
    card.must_not.click()
    assert studio.sequence.step(3).must_not
    assert card.hint.text() == "Must not be seen 0–60 s after the trigger."
    card.must_not.click()
    assert not studio.sequence.step(3).must_not


def test_that_tab_goes_through_the_fields_as_they_stand(card: StepCard) -> None:
    names = []
    card.fields["component_id"].setFocus()
    for _each in range(9):
        focused = card.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
        QTest.keyClick(focused, Key.Key_Tab)
    times = ["expected_delay_seconds", "tolerance_seconds"]
    assert names == [
        "component_id",
        "component_type",
        "expected_action",
        *times,
        "must_not",
        "depends_on",
        "power",
        "note",
    ]


def test_that_power_is_chosen_by_key(card: StepCard, studio: Studio) -> None:
    card.power.setFocus()
    QTest.keyClick(card.power, Key.Key_Down)
    assert studio.sequence.step(3).power == "standby"


def test_that_several_steps_show_what_they_share_and_take_it_together(card: StepCard, studio: Studio) -> None:
    studio.choose_steps(2, 3)
    delay, tolerance = card.fields["expected_delay_seconds"], card.fields["tolerance_seconds"]
    assert (card.title.text(), delay.text(), delay.placeholderText(), tolerance.text()) == (
        "2 steps",
        "",
        "different",
        "± 2 s",
    )
    write(card, "tolerance_seconds", "4")
    assert [studio.sequence.step(order).tolerance_seconds for order in (2, 3)] == [4, 4]
    assert studio.stack.count() == 1
    assert studio.stack.undoText() == "2 steps tolerance from 2 s to 4 s"


def test_that_without_a_step_the_card_says_what_to_do(card: StepCard, studio: Studio) -> None:
    studio.choose_steps()
    assert (card.hint.text(), card.body.isHidden()) == (NO_STEP, True)
    card.add_button.click()
    assert card.title.text() == "New step"
    write(card, "component_id", "FAN-01-A")
    assert (studio.order, studio.sequence.step(5).expected_action) == (5, "start")
    assert card.fields["expected_action"].text() == "start"


def test_that_escape_wants_no_new_step(card: StepCard, studio: Studio) -> None:
    card.begin_new()
    write(card, "component_id", "FAN-0", Key.Key_Escape)
    assert (card.title.text(), len(studio.sequence), studio.stack.count()) == ("Step", 4, 0)


def test_that_nothing_is_written_where_nothing_may_be_edited(card: StepCard, studio: Studio) -> None:
    studio.read_only = True
    studio.choose_steps(2)
    assert not card.body.isEnabled()
    studio.choose_steps()
    assert card.add_button.isHidden()
