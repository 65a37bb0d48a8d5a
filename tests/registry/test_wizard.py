"""New stairs from a rule, with real keys on the real page and a real database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.models import Building
from firemode_desktop.ui.registry.proposal import Proposal
from firemode_desktop.ui.registry.wizard import StairWizard
from tests.registry import typing_
from tests.registry.buildings import build
from tests.registry.sitting import Sitting, opened
from tests.registry.typing_ import CTRL, KEY, NONE, SHIFT, focus

TEN_MINUTES_S = 600.0
SLOW_KEY_S = 1.5
"""What one key costs somebody who looks for each of them."""


def tower(session: Session) -> UUID:
    """A new building of which nothing is described yet."""
    building = Building(name="Tower")
    session.add(building)
    session.flush()
    return building.id


@pytest.fixture
def empty(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[Sitting]:
    with opened(qtbot, database_url, tmp_path, tower) as (made, _):
        yield made


@pytest.fixture
def house(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[Sitting]:
    with opened(qtbot, database_url, tmp_path, build) as (made, _):
        yield made


class Keyboard:
    """A person who types; every key is counted."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        self.pressed += times
        typing_.press(key, modifiers, times)

    def type(self, words: str) -> None:
        self.pressed += len(words)
        typing_.type_(words)


@pytest.fixture
def keys() -> Keyboard:
    return Keyboard()


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    return database.run(lambda session: [tuple(row) for row in session.execute(text(query))])


def count(database: Database) -> dict[str, int]:
    tables = ("stairs", "floors", "doors", "doorways", "zones", "control_equipment", "design_setpoints")
    return {table: rows(database, f"SELECT count(*) FROM {table}")[0][0] for table in tables}


def wizard(sitting: Sitting) -> StairWizard:
    panel = sitting.page.stairwork.panel
    assert isinstance(panel, StairWizard)
    return panel


def rest(sitting: Sitting, panel: type[Proposal] | None = None) -> None:
    """Wait until the drawing has followed and nothing runs."""
    shown = sitting.page.stairwork.panel
    if isinstance(shown, StairWizard):
        sitting.qtbot.waitUntil(lambda: not shown._calm.isActive())
    sitting.rest()


def test_that_a_new_user_describes_forty_storeys_and_three_stairs_in_under_ten_minutes(
    empty: Sitting, keys: Keyboard
) -> None:
    keys.press(KEY.Key_R, CTRL | SHIFT)
    keys.type("Stair-A to C")
    keys.press(KEY.Key_Tab)
    keys.type("40 storeys, B1, zones of 4")
    rest(empty)
    assert wizard(empty).preview.counts.text() == ("3 stairs, 123 floors, 123 doors, 123 doorways, 33 zones, 3 fans")
    assert wizard(empty).preview.zones.text().startswith("Zone-B1: Basement-1 · Zone-1: Ground to Level-3 · Zone-2: ")
    assert len(list(wizard(empty).preview.drawing.section.cells())) == 123  # type: ignore[union-attr]
    keys.press(KEY.Key_Return, CTRL)
    empty.rest()
    empty.qtbot.waitUntil(lambda: not empty.page.desk.changes(), timeout=20_000)

    assert count(empty.database) == {
        "stairs": 3,
        "floors": 123,
        "doors": 123,
        "doorways": 123,
        "zones": 33,
        "control_equipment": 3,
        "design_setpoints": 0,
    }
    written = " UNION ".join(
        f"SELECT xmin::text FROM {table}" for table in ("stairs", "floors", "doors", "doorways", "zones")
    )
    assert len(rows(empty.database, written)) == 1, "one transaction wrote it all"
    assert rows(
        empty.database,
        "SELECT stair_name, floor_level, floor_number, f.height_m, door_identifier, doorway_identifier, zone_name"
        " FROM stairs JOIN floors f USING (stair_id) JOIN doors USING (floor_id) JOIN doorways USING (floor_id)"
        " JOIN zones z ON f.floor_id = ANY (floor_ids_covered)"
        " WHERE floor_number IN (-1, 39) AND stair_name = 'Stair-B' ORDER BY floor_number",
    ) == [
        ("Stair-B", "Basement-1", -1, -3.5, "D-Basement-1-Stair-B", "DW-Basement-1-Stair-B", "Zone-B1"),
        ("Stair-B", "Level-39", 39, 136.5, "D-Level-39-Stair-B", "DW-Level-39-Stair-B", "Zone-10"),
    ]
    assert keys.pressed == 41
    assert keys.pressed * SLOW_KEY_S < TEN_MINUTES_S


def test_that_enter_alone_makes_a_good_stair_which_is_one_step_and_is_saved_with_the_rest(
    empty: Sitting, keys: Keyboard
) -> None:
    page = empty.page
    keys.press(KEY.Key_R, CTRL | SHIFT)
    keys.press(KEY.Key_Return)
    empty.rest()
    assert page.stack.count() == 1
    assert page.stack.undoText() == "new stair Stair-A"
    assert page.heading.text() == "Stairs"
    assert empty.text("stairs", 0, "stair_name") == "Stair-A"
    assert empty.last() == (
        "Added 1 stair, 15 floors, 15 doors, 15 doorways, 4 zones, 1 fan. Ctrl+S saves it, Ctrl+Z takes it back."
    )
    assert count(empty.database)["stairs"] == 0
    keys.press(KEY.Key_Z, CTRL)
    assert not page.desk.changes()
    page.stack.redo()
    empty.save()
    assert count(empty.database)["doors"] == 15


def test_that_the_empty_register_and_the_button_of_the_stairs_lead_to_the_rule(empty: Sitting, keys: Keyboard) -> None:
    page = empty.page
    first = focus()
    assert isinstance(first, QPushButton)
    assert first.text() == "New stairs from a rule"
    keys.press(KEY.Key_Space)
    assert focus() is wizard(empty).names.editor
    keys.press(KEY.Key_Escape)
    assert page.stairwork.panel is None
    assert page.stairwork.button.isVisible()
    page.stairwork.button.click()
    assert page.heading.text() == "New stairs from a rule"
    assert not page.add.isVisible()
    page.show_register("floors")
    assert page.stairwork.panel is None
    assert not page.stairwork.button.isVisible()


def test_that_escape_asks_only_where_something_was_typed(empty: Sitting, keys: Keyboard) -> None:
    page = empty.page
    keys.press(KEY.Key_R, CTRL | SHIFT)
    keys.press(KEY.Key_Tab, times=3)
    keys.press(KEY.Key_Escape)
    assert page.stairwork.panel is None, "nothing was typed"
    keys.press(KEY.Key_R, CTRL | SHIFT)
    keys.type("Core")
    keys.press(KEY.Key_Escape)
    assert wizard(empty).leaving.isVisible()
    keys.press(KEY.Key_Escape)
    assert focus() is wizard(empty).names.editor, "it goes on"
    assert wizard(empty).names.text == "Core"
    keys.press(KEY.Key_Escape)
    keys.press(KEY.Key_Space)
    assert page.stairwork.panel is None
    keys.press(KEY.Key_R, CTRL | SHIFT)
    assert wizard(empty).names.text == "Stair-A", "what was discarded is gone"
    assert page.stack.count() == 0


def test_that_the_line_and_the_fields_of_the_levels_say_the_same(empty: Sitting, keys: Keyboard) -> None:
    keys.press(KEY.Key_R, CTRL | SHIFT)
    panel = wizard(empty)
    keys.press(KEY.Key_Tab)
    keys.type("G+9, B2, basements 3 m, skip 4")
    assert panel.levels["above"].editor.text() == "9"
    assert panel.levels["heights"].editor.text() == "basements 3"
    keys.press(KEY.Key_Tab)
    keys.press(KEY.Key_Space)
    keys.press(KEY.Key_Tab)
    assert focus() is panel.levels["above"].editor
    keys.press(KEY.Key_Up)
    keys.press(KEY.Key_Tab, times=3)
    keys.type("ground 4,5")
    keys.press(KEY.Key_Tab)
    assert panel.levels["line"].editor.text() == "G+10, B2, 3.5 m, ground 4.5 m, skip 4, zones of 4"
    assert "the highest at 32.5 m" in panel.levels["line"].note.text()


def test_that_what_cannot_be_is_said_at_its_field_and_nothing_is_added(empty: Sitting, keys: Keyboard) -> None:
    keys.press(KEY.Key_R, CTRL | SHIFT)
    panel = wizard(empty)
    keys.press(KEY.Key_Tab)
    keys.type("G+9 penthouse")
    line = panel.levels["line"]
    assert line.note.text() == "“penthouse” is not understood; write e.g. G+14, B2, 3.5 m, zones of 4."
    assert not panel.add.isEnabled()
    keys.press(KEY.Key_Return)
    assert focus() is line.editor
    keys.press(KEY.Key_A, CTRL)
    keys.type("G+1")
    assert line.note.text() == "A stair has from 3 to 80 floors; these are 2."
    keys.press(KEY.Key_A, CTRL)
    keys.type("G+2")
    assert panel.add.isEnabled()
    width = panel.each["doors", "width_m"]
    width.editor.setFocus()
    keys.press(KEY.Key_A, CTRL)
    keys.type("3.01")
    assert width.note.text() == "Width must be more than 0 and at most 3 m; this is 3.01."
    panel.names.editor.setFocus()
    keys.press(KEY.Key_Return)
    assert focus() is width.editor, "the keyboard goes to what stands in the way"
    assert empty.page.stack.count() == 0


def test_that_a_name_that_somebody_else_takes_meanwhile_is_refused_where_it_is_typed(
    house: Sitting, keys: Keyboard
) -> None:
    keys.press(KEY.Key_R, CTRL | SHIFT)
    assert wizard(house).names.text == "Stair-C", "the next free one"
    house.other.run(
        lambda session: session.execute(
            text("INSERT INTO stairs (stair_id, building_id, stair_name) VALUES (gen_random_uuid(), :b, 'Stair-C')"),
            {"b": house.building},
        )
    )
    house.page.load()
    house.rest()
    assert wizard(house).names.note.text() == "There is a stair “Stair-C” already."
    assert not wizard(house).save.isEnabled()


def test_that_tab_leads_from_the_last_question_to_the_buttons(empty: Sitting, keys: Keyboard) -> None:
    keys.press(KEY.Key_R, CTRL | SHIFT)
    panel = wizard(empty)
    panel.answers[-1].editor.setFocus()
    for button in (panel.back, panel.add, panel.save):
        keys.press(KEY.Key_Tab)
        assert button.hasFocus(), button.text()


def test_that_keys_of_the_grid_do_nothing_while_a_rule_is_written(house: Sitting, keys: Keyboard) -> None:
    house.show("floors", 1, "height_m")
    keys.press(KEY.Key_R, CTRL | SHIFT)
    for key, held in ((KEY.Key_D, CTRL), (KEY.Key_Minus, CTRL), (KEY.Key_Delete, NONE), (KEY.Key_X, CTRL)):
        keys.press(key, held)
    assert house.page.stack.count() == 0
    assert not house.page.desk.changes()


def test_that_a_choice_is_taken_from_its_list_with_enter_without_adding(empty: Sitting, keys: Keyboard) -> None:
    keys.press(KEY.Key_R, CTRL | SHIFT)
    panel = wizard(empty)
    panel.each["doors", "door_type"].editor.setFocus()
    keys.press(KEY.Key_A, CTRL)
    keys.type("smo")
    keys.press(KEY.Key_Return)
    assert panel.each["doors", "door_type"].editor.text() == "Smoke-rated"
    assert empty.page.stack.count() == 0
    keys.press(KEY.Key_S, CTRL)
    empty.rest()
    empty.qtbot.waitUntil(lambda: not empty.page.desk.changes(), timeout=20_000)
    assert rows(empty.database, "SELECT DISTINCT door_type FROM doors") == [("smoke_rated",)]


def test_that_eighty_floors_of_twelve_stairs_do_not_hold_the_window_up(empty: Sitting, keys: Keyboard) -> None:
    keys.press(KEY.Key_R, CTRL | SHIFT)
    keys.type("Stair-1 to 12")
    keys.press(KEY.Key_Tab)
    typing_.type_("80 storeys, zones of ")
    rest(empty)
    before = wizard(empty).preview.counts.text()
    typing_.type_("4")
    assert wizard(empty)._calm.isActive(), "a key draws nothing itself: the drawing follows when typing rests"
    assert wizard(empty).preview.counts.text() == before
    rest(empty)
    assert wizard(empty).preview.counts.text().startswith("12 stairs, 960 floors")
