"""Another schedule, switched and typed in the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.domain.schedule import Schedule
from firemode_desktop.models import Building
from firemode_desktop.services import schedules
from firemode_desktop.ui.planning.expected import ExpectedView
from firemode_desktop.ui.planning.schedule import SchedulePanel
from firemode_desktop.ui.testing.page import SessionsPage
from tests.ui_planning.conftest import Calm
from tests.ui_testing.conftest import window_of
from tests.ui_testing.keys import CTRL, KEY, focus, press, type_

EVAC = ("ARCH-PRESSURE-001", "evac_doors_open", "six_monthly")


@pytest.fixture
def planner(page: SessionsPage, expected: ExpectedView, calm: Calm) -> SchedulePanel:
    """The schedule, the keyboard on the first archetype."""
    expected.show_schedule()
    calm(window_of(page))
    return expected.planner


def stored(session: Session) -> Schedule:
    found = session.query(Building).one()
    return schedules.schedule_of(session, found.id)


def told(panel: SchedulePanel) -> list[str]:
    """What is said of the counts."""
    items = (panel.effects.itemAt(place).widget() for place in range(panel.effects.count()))
    return [item.text() for item in items if isinstance(item, QLabel)]


def settle(panel: SchedulePanel, page: SessionsPage, calm: Calm) -> None:
    if panel._soon.isActive():
        panel._soon.stop()
        panel._soon.timeout.emit()
    calm(window_of(page))


def test_that_a_case_is_switched_on_with_the_keyboard_undone_and_saved(
    page: SessionsPage, expected: ExpectedView, planner: SchedulePanel, database: Database, calm: Calm
) -> None:
    assert focus() is planner.matrix.switches["ARCH-PRESSURE-001"]
    press(KEY.Key_Down)  # the next archetype: there is no switch on the line between
    assert focus() is planner.matrix.switches["ARCH-VELOCITY-001"]
    press(KEY.Key_Up)
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Down, KEY.Key_Space):
        press(key)
    assert focus() is planner.matrix.boxes[EVAC]
    settle(planner, page, calm)
    assert told(planner) == [
        "Six-monthly: 74 → 104 tests",
        "Pressure differential: 2 stairs × 15 floors × 1 configuration = 30 → 2 stairs × 15 floors × 2 "
        "configurations = 60",
    ]
    press(KEY.Key_Z, CTRL)
    assert not planner.matrix.boxes[EVAC].isChecked()
    assert not planner.dirty
    press(KEY.Key_Y, CTRL)
    assert page.unsaved() == "The schedule holds changes that are not saved."
    press(KEY.Key_S, CTRL)
    calm(window_of(page))
    assert page.unsaved() is None
    assert database.run(stored) == planner.on_record != Schedule()
    assert not expected.planning
    assert expected.outlook is not None
    assert expected.outlook.of("six_monthly").generation.count.total == 104


def test_that_the_boxes_of_an_archetype_that_is_off_are_not_offered(planner: SchedulePanel) -> None:
    box = planner.matrix.boxes["ARCH-FAN-001", "*", "annual"]
    assert (box.isEnabled(), box.isChecked()) == (False, True)
    planner.matrix.switches["ARCH-FAN-001"].click()
    assert box.isEnabled()
    planner.give_up()
    a_word_typed_in_one_field_is_one_step_of_undo(planner)


def test_that_a_tolerance_is_saved_only_with_its_source(
    page: SessionsPage, planner: SchedulePanel, database: Database, calm: Calm
) -> None:
    fields = planner.timings.fields
    fields["annual", "early_days"].setFocus()
    type_("14")
    assert planner.problem.text().startswith("Annual: a tolerance needs its source")
    assert not planner.go.isEnabled()
    fields["annual", "source"].setFocus()
    type_("Contract, 4.2")
    assert planner.go.isEnabled()
    fields["annual", "anchor"].setFocus()
    type_("31/2/2026")
    assert "not a day of the calendar" in planner.problem.text()
    assert not planner.go.isEnabled()
    fields["annual", "late_days"].setFocus()
    type_("7")
    assert fields["annual", "anchor"].text() == "31/2/2026", "what is typed elsewhere leaves it alone"
    fields["annual", "anchor"].selectAll()
    fields["annual", "anchor"].setFocus()
    type_("11/5/2025")
    planner.go.click()
    calm(window_of(page))
    timing = database.run(stored).timing("annual")
    assert (f"{timing.anchor:%Y-%m-%d}", timing.tolerance) == (
        "2025-05-11",
        "14 days early, 7 days late (Contract, 4.2)",
    )


def a_word_typed_in_one_field_is_one_step_of_undo(planner: SchedulePanel) -> None:
    """In the same window: opening one takes longest."""
    planner.timings.fields["monthly", "source"].setFocus()
    type_("Contract")
    assert planner.draft.timing("monthly").source == "Contract"
    planner.stack.undo()
    assert planner.draft == Schedule()
    assert planner.timings.fields["monthly", "source"].text() == ""


def test_that_what_somebody_else_saved_is_not_written_over(
    page: SessionsPage, planner: SchedulePanel, database: Database, calm: Calm
) -> None:
    planner.matrix.switches["ARCH-FAN-001"].click()
    theirs = (
        "INSERT INTO archetype_settings (setting_id, building_id, archetype_id, active) "
        "SELECT gen_random_uuid(), id, 'ARCH-LATCH-001', true FROM buildings"
    )
    database.run(lambda session: session.execute(text(theirs)))
    planner.go.click()
    calm(window_of(page))
    assert "changed by somebody else" in planner.problem.text()
    assert [one.archetype_id for one in database.run(stored).settings] == ["ARCH-LATCH-001"]
    planner.discard.click()
    page.load()
    calm(window_of(page))
    assert planner.matrix.switches["ARCH-LATCH-001"].isChecked()
