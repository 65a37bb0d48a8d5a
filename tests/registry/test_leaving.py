"""Rows leave a register: out of service from a day on, or removed unless something depends on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from firemode_desktop.models import Floor
from firemode_desktop.ui.workspace import Place
from tests.registry.buildings import add_baseline
from tests.registry.typing_ import CTRL, KEY, focus, press, type_
from tests.registry.windows import Window


@pytest.fixture
def sitting(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[Window]:
    made = Window(qtbot, database_url, tmp_path)
    yield made
    made.close()


def links(sitting: Window) -> dict[str, QPushButton]:
    """The links of the panel by their words."""
    found = sitting.page.leaving.findChildren(QPushButton)
    return {each.text(): each for each in found if each.accessibleName().startswith("Go to")}


def of_floor(sitting: Window, key: UUID) -> Floor | None:
    """The floor as the database has it."""
    return sitting.database.run(lambda session: session.get(Floor, key))


def refuse(sitting: Window) -> UUID:
    """Try to remove the ground floor of Stair-A, on which much depends."""
    floor = sitting.key("floors")
    sitting.database.run(lambda session: add_baseline(session, floor))
    sitting.rest()
    sitting.show("floors")
    press(KEY.Key_Minus, CTRL)
    sitting.save()
    return floor


def test_that_a_refused_removal_names_what_depends_on_the_row_and_nothing_is_written(sitting: Window) -> None:
    floor = refuse(sitting)
    panel = sitting.page.leaving
    assert panel.sentence.text() == (
        "Ground, Stair-A cannot be removed: 1 door, 1 doorway, 1 pressure baseline and 1 zone depend on it."
    )
    assert list(links(sitting)) == ["1 door", "1 doorway", "1 pressure baseline", "1 zone"]
    assert of_floor(sitting, floor) is not None
    assert sitting.page.panes["floors"].sheet.mark(0) == "removed", "the draft is kept"


def test_that_one_key_takes_it_out_of_service_instead(sitting: Window) -> None:
    floor = refuse(sitting)
    assert focus() is sitting.page.leaving.day
    press(KEY.Key_Return)
    assert not sitting.page.leaving.isVisible()
    assert sitting.page.panes["floors"].sheet.mark(0) != "removed"
    sitting.save()
    found = of_floor(sitting, floor)
    assert found is not None
    assert found.decommissioned_on == date(2026, 3, 4)
    press(KEY.Key_Z, CTRL)
    assert sitting.page.panes["floors"].sheet.mark(0) == "removed", "it was one step"


def test_that_a_refused_row_can_simply_be_kept(sitting: Window) -> None:
    refuse(sitting)
    sitting.page.leaving.keep.click()
    assert not sitting.page.leaving.isVisible()
    assert sitting.page.save_button.text() == "Saved"
    assert focus() is sitting.page.panes["floors"].grid


def test_that_a_link_leads_to_the_rows_of_another_register_that_depend_on_it(sitting: Window) -> None:
    refuse(sitting)
    link = links(sitting)["1 door"]
    link.setFocus()
    press(KEY.Key_Return)
    assert sitting.page.current == "doors"
    pane = sitting.page.panes["doors"]
    assert [pane.sheet.text(row, 2) for row in range(pane.sheet.rows)] == ["D-0"]
    assert focus() is pane.grid
    assert sitting.page.leaving.isVisible(), "one may still decide"
    links(sitting)["1 zone"].click()
    pane = sitting.page.panes["zones"]
    assert (sitting.page.current, pane.sheet.text(pane.grid.place[0], 1)) == ("zones", "Zone-1")


def test_that_a_link_to_a_baseline_leads_to_its_page_at_its_place(sitting: Window) -> None:
    floor = refuse(sitting)
    links(sitting)["1 pressure baseline"].click()
    assert sitting.went == [("baselines", Place(floor_id=floor))]


def test_that_a_link_to_a_test_leads_to_its_session(sitting: Window) -> None:
    floor = sitting.key("floors")
    write = """
        WITH s AS (INSERT INTO test_sessions (building_id, session_name, status)
                   SELECT building_id, 'Annual', 'in_progress' FROM floors WHERE floor_id = :floor RETURNING *)
        INSERT INTO test_instances (building_id, stair_id, floor_id, session_id, archetype_id, measurement_type,
            frequency, door_configuration, status, sequence_order, scoped_identifier)
        SELECT f.building_id, f.stair_id, f.floor_id, s.id, 'ARCH-PRESSURE-001', 'pressure_differential', 'annual',
            'all_closed', 'pending', 1, 'T-1' FROM floors f, s WHERE f.floor_id = :floor
        RETURNING session_id, instance_id"""
    session_id, instance = sitting.database.run(lambda s: tuple(s.execute(text(write), {"floor": floor}).one()))
    refuse(sitting)
    links(sitting)["1 test"].click()
    assert sitting.went == [("sessions", Place(floor_id=floor, session_id=session_id, instance_id=instance))]


def test_that_several_refused_rows_are_told_together_and_go_out_of_service_together(sitting: Window) -> None:
    for row in (0, 1):
        sitting.show("floors", row)
        press(KEY.Key_Minus, CTRL)
    sitting.save()
    assert sitting.page.leaving.sentence.text() == "2 rows cannot be removed: others depend on them."
    press(KEY.Key_Return)
    sitting.save()
    out = sitting.database.run(
        lambda session: session.scalar(text("SELECT count(*) FROM floors WHERE decommissioned_on IS NOT NULL"))
    )
    assert out == 2


def test_that_a_row_that_cannot_go_out_of_service_is_only_kept(sitting: Window) -> None:
    sitting.show("users")
    sitting.database.run(
        lambda session: session.execute(
            text("UPDATE users SET role = 'supervisor'; INSERT INTO test_sessions (building_id, created_by)"
                 " SELECT b.id, u.id FROM buildings b, users u")
        )
    )  # fmt: skip
    sitting.page.load()
    sitting.rest()
    press(KEY.Key_Minus, CTRL)
    sitting.save()
    panel = sitting.page.leaving
    assert panel.sentence.text() == "engineer cannot be removed: 1 session depends on it."
    assert not panel.go.isVisible()
    assert focus() is panel.keep


def test_that_the_day_is_asked_for_and_what_it_means_is_said(sitting: Window) -> None:
    floor = sitting.key("floors", 1)
    sitting.show("floors", 1)
    sitting.page.panes["floors"].form.retire.click()
    panel = sitting.page.leaving
    sitting.rest()
    assert panel.sentence.text() == "Take Level-1, Stair-A out of service"
    assert panel.day.text() == "4 Mar 2026"
    assert panel.note.text() == (
        "From that day on: no expected tests are concerned; 1 door, 1 doorway and 1 zone stay, with the history."
        " It can be put back into service at any time."
    )
    press(KEY.Key_A, CTRL)
    type_("31/2/2026")
    press(KEY.Key_Return)
    assert panel.problem.isVisible()
    assert sitting.page.save_button.text() == "Saved"
    press(KEY.Key_A, CTRL)
    type_("1/4/2026")
    press(KEY.Key_Return)
    assert not panel.isVisible()
    sitting.save()
    found = of_floor(sitting, floor)
    assert found is not None
    assert found.decommissioned_on == date(2026, 4, 1), "a planned day is a day"


def test_that_esc_leaves_everything_as_it_is_and_back_into_service_needs_no_question(sitting: Window) -> None:
    sitting.show("floors", 1)
    sitting.page.leaving.retire()
    press(KEY.Key_Escape)
    assert not sitting.page.leaving.isVisible()
    assert sitting.page.save_button.text() == "Saved"
    assert focus() is sitting.page.panes["floors"].grid
    sitting.page.leaving.retire()
    press(KEY.Key_Return)
    assert sitting.page.save_button.text() == "Save 1 row"
    sitting.page.leaving.retire()
    assert not sitting.page.leaving.isVisible()
    assert sitting.page.save_button.text() == "Saved"


def test_that_how_many_expected_tests_end_is_counted(sitting: Window) -> None:
    write = """
        INSERT INTO test_instance_templates (building_id, stair_id, floor_id, archetype_id, measurement_type, frequency,
            door_configuration, sequence_order, scoped_identifier, retired_at)
        SELECT building_id, stair_id, floor_id, 'ARCH-PRESSURE-001', 'pressure_differential', 'annual', 'all_closed', n,
            'T-' || n, CASE n WHEN 3 THEN now() END
        FROM floors, generate_series(1, 3) AS n WHERE floor_id = :floor"""
    floor = sitting.key("floors", 1)
    sitting.database.run(lambda session: session.execute(text(write), {"floor": floor}))
    sitting.show("floors", 1)
    sitting.page.leaving.retire()
    sitting.rest()
    assert "2 expected tests are retired when tests are next generated" in sitting.page.leaving.note.text()


def test_that_a_rule_is_superseded_where_the_rules_are_kept(sitting: Window) -> None:
    actions = {action.text(): action for action in sitting.page.tools.commands.within([sitting.page])}
    actions["Supersede a rule…"].trigger()
    assert sitting.went == [("admin", Place(register="as1851_rules"))]
