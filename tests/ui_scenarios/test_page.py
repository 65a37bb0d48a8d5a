"""The designer in its window, on the pilot building: every view of one design, saved, signed, observed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import select

from firemode_desktop import models
from firemode_desktop.database import Database
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.standing import Standing
from firemode_desktop.services import people, scenarios, testing
from firemode_desktop.ui.scenarios import page as page_module
from firemode_desktop.ui.scenarios.columns import STATES
from firemode_desktop.ui.scenarios.page import ScenariosPage
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import NOW, Open, session_named, user_named

Calm = Callable[[Window], None]
CE = "CE_STAIR-A_ZONE-3_FIRE-FLOOR-8"
SEEN = (("ALARM-PANEL", "activate", "0.5"), ("FAN-01-A", "start", "3.1"), ("DAMPER-RELIEF-Z3", "open", "8.4"))


def observe(session: Any) -> None:
    """The panel and the fan in time, the damper late, the sensor not at all."""
    effects = tuple(ObservedEffect(component, action, Decimal(delay)) for component, action, delay in SEEN)
    result = testing.Result(CE, observed=effects)
    testing.record(session, session_named(session, "Annual"), [result], by=user_named(session, "engineer"), at=NOW)


@pytest.fixture
def page(open_window: Open) -> ScenariosPage:
    """The page as an engineer opens it."""
    shown = open_window("engineer", "scenarios").page("scenarios")
    assert isinstance(shown, ScenariosPage)
    return shown


def window_of(page: ScenariosPage) -> Window:
    window = page.window()
    assert isinstance(window, Window)
    return window


def choose(page: ScenariosPage, place: str, name: str) -> None:
    """Look at a scenario."""
    one = next(each for each in page.studio.design if (each.place, each.name) == (place, name))
    page.show_scenario(one.key)


def press(page: ScenariosPage, widget: Any, *keys: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(widget, key, held)


def later(page: ScenariosPage, order: int, seconds: int) -> None:
    """Another time for one step, as any view would set it."""
    step = page.studio.sequence.changed(order, expected_delay_seconds=Decimal(seconds))
    page.studio.edit(step, f"step {order} to {seconds} s")


def on_record(database: Database, name: str = "Fire Floor 8", stair: str = "Stair-A") -> list[tuple[int, str, Any]]:
    """Version, state and the third delay of every version of a scenario."""

    def read(session: Any) -> list[tuple[int, str, Any]]:
        rows = session.scalars(
            select(models.CEScenario)
            .join(models.Stair, models.Stair.stair_id == models.CEScenario.stair_id)
            .where(models.CEScenario.scenario_name == name, models.Stair.stair_name == stair)
            .order_by(models.CEScenario.version)
        )
        return [
            (
                row.version,
                ScenarioState.of(row.active, row.published_at is not None).value,
                row.expected_sequence[2]["expected_delay_seconds"],
            )
            for row in rows
        ]

    return database.run(read)


def test_that_a_stair_is_shown_with_all_its_causes(page: ScenariosPage) -> None:
    assert page.note.text() == "20 scenarios"
    assert page.stairs.currentText() == "Stair-A"
    assert {one.stair for one in page.studio.design.of_stair(page.studio.stair_id)} == {"Stair-A"}
    assert page.head.name.text() == "Call Point Floor 2 – Stair-A, Zone-1"
    page.stairs.setCurrentIndex(1)
    page.stairs.activated.emit(1)
    assert page.head.name.text() == "Call Point Floor 2 – Stair-B, Zone-1"


def test_that_what_was_seen_stands_beside_the_plan_and_leads_to_its_test(
    page: ScenariosPage, database: Database, calm: Calm
) -> None:
    database.run(observe)
    choose(page, "Stair-A · Zone-3", "Fire Floor 8")
    calm(window_of(page))
    assert page.observed.text().endswith("observed on 4 May 2026 · Annual session 2026-05-04")
    assert "DAMPER-RELIEF-Z3" in page.timeline.accessibleDescription()
    later(page, 3, 9)
    assert page.studio.effects is not None
    page.stack.undo()
    assert page.studio.effects is not None
    lift = Step(0, "LIFT-01", "actuator", "return_to_ground", Decimal(20), Decimal(10))
    page.studio.edit(page.studio.sequence.added(lift), "a step that was not tested yet")
    assert [row.said for row in page.timeline.rows] == ["0.5 s", "3.1 s", "8.4 s – 1.4 s late", "not seen", ""]
    page.open_reading()
    calm(window_of(page))
    sessions = window_of(page).page_shown()
    assert isinstance(sessions, SessionsPage)
    assert sessions.run.list.current.identifier == CE


def test_that_a_scenario_that_was_never_tested_says_so(page: ScenariosPage, calm: Calm) -> None:
    choose(page, "Stair-B · Zone-3", "Fire Floor 8")
    calm(window_of(page))
    assert page.observed.text() == "planned with tolerance; not tested yet"
    assert not page.reading.isVisible()


def test_that_an_edit_is_saved_as_a_draft_of_the_next_version(
    page: ScenariosPage, database: Database, calm: Calm
) -> None:
    choose(page, "Stair-A · Zone-3", "Fire Floor 8")
    later(page, 3, 9)
    assert page.save_button.text() == "Save 1"
    assert page.unsaved() == "Cause & effect holds changes that are not saved: “Fire Floor 8” (Zone-3)."
    page.save()
    calm(window_of(page))
    assert on_record(database) == [(1, "published", 5), (2, "draft", 9)]
    assert page.unsaved() is None
    assert page.head.state.text() == "draft"
    assert page.note.text() == "20 scenarios, 1 draft"
    later(page, 3, 12)
    page.save()
    calm(window_of(page))
    assert on_record(database) == [(1, "published", 5), (2, "draft", 12)]


def test_that_undo_after_a_save_takes_the_draft_back_with_the_next_one(
    page: ScenariosPage, database: Database, calm: Calm
) -> None:
    choose(page, "Stair-A · Zone-3", "Fire Floor 8")
    later(page, 3, 9)
    page.save()
    calm(window_of(page))
    page.stack.undo()
    assert page.head.state.text() == "published, not saved"
    page.save()
    calm(window_of(page))
    assert on_record(database) == [(1, "published", 5)]
    assert page.unsaved() is None


def test_that_one_step_is_the_same_in_every_view(page: ScenariosPage) -> None:
    choose(page, "Stair-A · Zone-3", "Fire Floor 8")
    page.modes.choose(page_module.STEPS)
    grid = page.table.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.steps.index(2, 4))
    QTest.keyClicks(grid, "9")
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    press(page, editor, Qt.Key.Key_Return)
    assert page.studio.sequence.step(3).expected_delay_seconds == 9
    assert grid.steps.text(2, 4) == "9"
    row = page.matrix.grid.model_.row_of(page.studio.key)
    effect = next(
        at for at, one in enumerate(page.matrix.grid.model_.columns) if one.component_id == "DAMPER-RELIEF-Z3"
    )
    assert page.matrix.grid.model_.shown(row, effect).text == "9±2 s"
    page.stack.undo()
    assert page.matrix.grid.model_.shown(row, effect).text == "5±2 s"


def test_that_a_draft_is_signed_with_ones_own_name_and_then_in_force(
    page: ScenariosPage, database: Database, calm: Calm
) -> None:
    choose(page, "Stair-A · Zone-3", "Fire Floor 8")
    later(page, 3, 9)
    page.publish()
    calm(window_of(page))
    signing = page.versions.signing
    signing.sign.setText("engineer one")
    signing.submit()
    calm(window_of(page))
    assert on_record(database) == [(1, "superseded", 5), (2, "published", 9)]
    assert page.head.state.text() == "published"
    assert page.studio.scenario is not None
    assert page.studio.scenario.published_by == "Engineer One"


def test_that_somebody_elses_change_is_told_and_either_is_kept(
    page: ScenariosPage, database: Database, calm: Calm
) -> None:
    choose(page, "Stair-A · Zone-3", "Fire Floor 8")
    later(page, 3, 9)
    page.save()
    calm(window_of(page))
    mine = page.studio.scenario
    assert mine is not None
    later(page, 3, 12)

    def theirs(session: Any) -> None:
        draft = scenarios.desk(session, page.building_id).design.of(mine.key)
        changed = replace(draft, sequence=draft.sequence.changed(3, expected_delay_seconds=Decimal(20)))
        scenarios.save(session, [changed], by=user_named(session, "supervisor"), at=NOW)

    database.run(theirs)
    page.save()
    calm(window_of(page))
    said = page.tools.notices.history[-1]
    assert said.text == "The draft of “Fire Floor 8” was changed by somebody else meanwhile."
    assert [name for name, _ in said.actions] == ["Take theirs", "Keep ours"]
    assert on_record(database)[1][2] == 20
    said.actions[1][1]()
    calm(window_of(page))
    assert on_record(database)[1][2] == 12


def test_that_a_new_scenario_stands_on_the_desk_and_is_saved(
    page: ScenariosPage, database: Database, calm: Calm
) -> None:
    page.start()
    page.starting.name.setText("Night mode")
    page.starting.submit()
    page.save()
    calm(window_of(page))
    assert on_record(database, "Night mode") == [(1, "draft", 5)]


def test_that_a_code_of_an_old_version_opens_its_scenario_with_the_versions(
    page: ScenariosPage, database: Database, calm: Calm
) -> None:
    choose(page, "Stair-A · Zone-3", "Fire Floor 8")
    old = page.studio.key
    later(page, 3, 9)
    page.save()
    calm(window_of(page))

    def publish(session: Any) -> None:
        draft = next(one for one in scenarios.desk(session, page.building_id).design if one.is_draft)
        scenarios.publish(session, draft.key, signed="Engineer One", by=user_named(session, "engineer"), at=NOW)

    database.run(publish)
    page.load()
    calm(window_of(page))
    choose(page, "Stair-B · Zone-1", "Fire Floor 2")
    assert old is not None
    page.show_scenario(old)
    calm(window_of(page))
    assert page.head.name.text() == "Fire Floor 8 – Stair-A, Zone-3"


def test_that_a_reader_changes_nothing(open_window: Open, database: Database) -> None:
    def viewer(session: Any) -> None:
        people.add_user(session, "viewer", "Viewer One", "viewer")

    database.run(viewer)
    shown = open_window("viewer", "scenarios").page("scenarios")
    assert isinstance(shown, ScenariosPage)
    assert not shown.add_button.isEnabled()
    assert not shown.publish_button.isEnabled()
    before = shown.studio.design
    later(shown, 1, 9)
    assert shown.studio.design == before


def test_that_the_status_of_each_state_has_its_shape() -> None:
    assert {STATES[state].standing for state in ScenarioState} == {Standing.PASS, Standing.NOT_TESTED, Standing.SKIPPED}


def test_that_the_timeline_gets_what_its_steps_need_until_a_person_drags_the_handle(page: ScenariosPage) -> None:
    page.resize(1100, 760)
    page.views.resize(760, 600)
    before = page.drawn.height()
    assert before <= 300
    assert page.gridded.height() + before + page.views.handleWidth() == 600
    handle = page.views.handle(1)
    middle = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(handle, middle - QPoint(0, 60))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle - QPoint(0, 60))
    dragged = page.drawn.height()
    assert dragged > before
    page.modes.choose(page_module.MATRIX)
    page.modes.choose(page_module.BOTH)
    assert abs(page.drawn.height() - dragged) <= 6


def test_that_what_is_typed_after_a_scenario_was_added_goes_into_the_matrix(page: ScenariosPage) -> None:
    window_of(page).activateWindow()
    page.start()
    press(page, page.starting.name, Qt.Key.Key_Return)
    added = page.studio.scenario
    assert added is not None
    assert added.is_draft
    assert window_of(page).focusWidget() is page.matrix.grid


def test_that_the_stair_is_named_still_after_a_save(page: ScenariosPage, calm: Calm) -> None:
    later(page, 3, 9)
    page.save()
    calm(window_of(page))
    page.load()
    calm(window_of(page))
    assert page.stairs.currentText() == "Stair-A"


def test_that_closing_is_asked_about_until_the_drafts_are_saved(page: ScenariosPage, calm: Calm) -> None:
    window = window_of(page)
    choose(page, "Stair-A · Zone-3", "Fire Floor 8")
    later(page, 3, 9)
    assert not window.close()
    assert window.bar.notice is not None
    assert "“Fire Floor 8” (Zone-3)" in window.bar.notice.text
    page.save()
    calm(window)
    assert window.bar.notice is None
    later(page, 3, 12)
    assert not window.close()
    assert window.bar.notice is not None
    window.bar.notice.actions[0][1]()
    assert not window.isVisible()


def test_that_a_cell_that_could_not_be_read_is_told_when_the_rest_is_saved(
    page: ScenariosPage, database: Database, calm: Calm
) -> None:
    choose(page, "Stair-A · Zone-3", "Fire Floor 8")
    later(page, 3, 9)
    grid = page.matrix.grid
    row = grid.model_.row_of(page.studio.key)
    assert row is not None
    place = (row, [one.component_id for one in grid.model_.columns].index("FAN-01-A"))
    grid.write(place, "banana", keep=False)
    page.save()
    calm(window_of(page))
    assert on_record(database) == [(1, "published", 5), (2, "draft", 9)]
    told = [notice.text for notice in page.tools.notices.history]
    assert "One cell could not be read (“banana”) and will not be saved: mend it, or press Esc in it." in told
