"""Copying a stair and renumbering its floors, with real keys on the real page and a real database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.book import Book
from firemode_desktop.services import generating, registry
from firemode_desktop.services.generating import Generation
from firemode_desktop.ui.registry.proposal import Proposal
from firemode_desktop.ui.registry.renaming import CopyStair, RenumberFloors
from tests.registry.buildings import add_baseline, build
from tests.registry.sitting import NOW, Sitting, opened
from tests.registry.test_wizard import Keyboard, count, rows
from tests.registry.typing_ import CTRL, KEY, SHIFT, focus

Panel = TypeVar("Panel", bound=Proposal)


@pytest.fixture
def house(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[Sitting]:
    """Two stairs of four floors, called Ground, Level-1, Level-2 and Level-10."""
    with opened(qtbot, database_url, tmp_path, build) as (made, _):
        yield made


@pytest.fixture
def keys() -> Keyboard:
    return Keyboard()


def panel(sitting: Sitting, kind: type[Panel]) -> Panel:
    shown = sitting.page.stairwork.panel
    assert isinstance(shown, kind)
    return shown


def saved(sitting: Sitting) -> None:
    sitting.rest()
    sitting.qtbot.waitUntil(lambda: not sitting.page.desk.changes(), timeout=20_000)


def test_that_a_stair_is_copied_with_everything_but_its_baselines(house: Sitting, keys: Keyboard) -> None:
    floor = rows(house.database, "SELECT floor_id FROM floors JOIN stairs USING (stair_id) WHERE stair_name='Stair-B'")
    house.database.run(lambda session: add_baseline(session, floor[0][0]))
    house.show("stairs", 1)
    keys.press(KEY.Key_D, CTRL | SHIFT)
    shown = panel(house, CopyStair)
    assert shown.names.text == "Stair-C", "the next free name"
    assert shown.which.text == "Stair-B", "the stair of the current row"
    assert shown.preview.counts.text() == (
        "1 stair, 4 floors, 4 doors, 4 doorways, 1 zone, 1 piece of equipment, 1 interface, 1 design setpoint"
    )
    keys.type("Stair-C to E")
    keys.press(KEY.Key_Return)
    house.rest()
    assert house.page.stack.undoText() == "copy of Stair-B as Stair-C, Stair-D and Stair-E"
    assert count(house.database)["stairs"] == 2
    house.save()
    saved(house)
    assert count(house.database) == {
        "stairs": 5,
        "floors": 20,
        "doors": 20,
        "doorways": 20,
        "zones": 5,
        "control_equipment": 5,
        "design_setpoints": 5,
    }
    assert rows(house.database, "SELECT count(*) FROM baseline_pressure_differentials") == [(1,)]
    covered = "SELECT floors_covered FROM zones JOIN stairs USING (stair_id) WHERE stair_name = 'Stair-E'"
    assert rows(house.database, covered) == [(["Ground", "Level-1"],)]


def test_that_floors_are_renumbered_in_the_database_with_their_zones_and_nothing_else(
    house: Sitting, keys: Keyboard
) -> None:
    house.show("doors", 5)
    keys.press(KEY.Key_F, CTRL | SHIFT)
    shown = panel(house, RenumberFloors)
    assert shown.which.text == "Stair-B", "the stair of the door that the cursor is on"
    assert shown.preview.counts.text() == "Nothing changes yet."
    assert not shown.add.isEnabled()
    shown.each["upper"].editor.setFocus()
    keys.press(KEY.Key_A, CTRL)
    keys.type("L{n}")
    assert shown.preview.counts.text() == "3 floors change."
    assert shown.preview.lines.lines[0] == ("floor", "Level-10", "L10")
    assert "none is retired" in shown.preview.note.text()
    shown.each["doors"].editor.setFocus()
    keys.type("D-{level}-{letter}")
    assert shown.preview.counts.text() == "3 floors, 4 doors change."
    keys.press(KEY.Key_Return, CTRL)
    saved(house)
    assert house.page.stack.undoText() == "other floor names of Stair-B"
    names = (
        "SELECT floor_level, door_identifier, floor_number FROM floors JOIN stairs s USING (stair_id)"
        " JOIN doors USING (floor_id) WHERE stair_name = '{}' ORDER BY floor_number"
    )
    assert rows(house.database, names.format("Stair-B")) == [
        *(("Ground", "D-Ground-B", 0), ("L1", "D-L1-B", 1), ("L2", "D-L2-B", 2), ("L10", "D-L10-B", 3))
    ]
    assert rows(house.database, names.format("Stair-A"))[1] == ("Level-1", "D-1", 1)
    covered = "SELECT floors_covered FROM zones JOIN stairs USING (stair_id) WHERE stair_name = 'Stair-B'"
    assert rows(house.database, covered) == [(["Ground", "L1"],)]


def test_that_names_that_floors_take_over_from_each_other_are_saved(house: Sitting, keys: Keyboard) -> None:
    house.show("stairs", 0)
    keys.press(KEY.Key_F, CTRL | SHIFT)
    shown = panel(house, RenumberFloors)
    shown.each["skipped"].editor.setFocus()
    keys.press(KEY.Key_A, CTRL)
    keys.type("1")
    keys.press(KEY.Key_Return, CTRL)
    saved(house)
    names = (
        "SELECT floor_level FROM floors JOIN stairs USING (stair_id) WHERE stair_name = 'Stair-A' ORDER BY floor_number"
    )
    assert rows(house.database, names) == [("Ground",), ("Level-2",), ("Level-3",), ("Level-4",)]
    assert rows(house.database, "SELECT floors_covered FROM zones ORDER BY 1 LIMIT 1") == [(["Ground", "Level-1"],)]


def test_that_a_mezzanine_gets_its_place_and_its_zone_in_one_step(house: Sitting, keys: Keyboard) -> None:
    house.show("stairs", 0)
    keys.press(KEY.Key_F, CTRL | SHIFT)
    shown = panel(house, RenumberFloors)
    shown.each["insert"].editor.setFocus()
    keys.type("Mezzanine")
    assert shown.each["above"].note.text() == "Say above which floor."
    keys.press(KEY.Key_Tab)
    keys.type("ground")
    assert shown.preview.lines.lines[-3:] == (
        ("floor", "—", "Mezzanine (number 1)"),
        ("door", "—", "D-0"),
        ("doorway", "—", "DW-0"),
    )
    assert shown.preview.note.text().endswith("The new floor gets tests of its own when they are generated.")
    keys.press(KEY.Key_Return, CTRL)
    saved(house)
    query = "SELECT floor_level, floor_number, height_m::text FROM floors JOIN stairs USING (stair_id)"
    assert rows(house.database, f"{query} WHERE stair_name = 'Stair-A' ORDER BY floor_number")[:3] == [
        *(("Ground", 0, "0.00"), ("Mezzanine", 1, "1.75"), ("Level-1", 2, "3.50"))
    ]
    covered = "SELECT floors_covered FROM zones JOIN stairs USING (stair_id) WHERE stair_name = 'Stair-A'"
    assert rows(house.database, covered) == [(["Ground", "Mezzanine", "Level-1"],)]
    keys.press(KEY.Key_Z, CTRL)
    house.save()
    saved(house)
    assert rows(house.database, covered) == [(["Ground", "Level-1"],)]


def test_that_expected_tests_follow_renumbered_floors_and_none_is_retired(house: Sitting, keys: Keyboard) -> None:
    """What the preview says of the tests is so."""

    def generated(dry_run: bool) -> Generation:
        return house.database.run(
            lambda session: generating.generate(
                session, house.building, "annual", today=NOW.date(), at=NOW, dry_run=dry_run
            )
        )

    before = generated(False)
    house.show("stairs", 0)
    keys.press(KEY.Key_F, CTRL | SHIFT)
    shown = panel(house, RenumberFloors)
    shown.each["upper"].editor.setFocus()
    keys.press(KEY.Key_A, CTRL)
    keys.type("Deck {n}")
    keys.press(KEY.Key_Return, CTRL)
    saved(house)
    again = generated(True).difference
    assert len(again.changed) > 0
    assert not again.added
    assert not again.retired
    assert before.count.total == len(again.changed) + len(again.unchanged) + len(again.moved)


def test_that_escape_leaves_a_copy_and_a_building_without_stairs_says_what_to_do(
    house: Sitting, keys: Keyboard
) -> None:
    keys.press(KEY.Key_D, CTRL | SHIFT)
    keys.press(KEY.Key_Escape)
    assert house.page.stairwork.panel is None
    assert focus() is house.page.panes["stairs"].grid
    house.page.desk.do(
        "nothing left", house.page.desk.draft.remove("stairs", [r.key for r in house.page.desk.draft["stairs"].rows])
    )
    keys.press(KEY.Key_D, CTRL | SHIFT)
    assert house.page.stairwork.panel is None
    assert house.last() == "There is no stair yet. Ctrl+Shift+R makes new ones from a rule."


def test_that_a_panel_left_for_another_register_waits_and_another_building_begins_anew(
    house: Sitting, keys: Keyboard
) -> None:
    keys.press(KEY.Key_D, CTRL | SHIFT)
    keys.type("Core")
    house.page.show_register("floors")
    keys.press(KEY.Key_D, CTRL | SHIFT)
    assert panel(house, CopyStair).names.text == "Core"
    other = house.database.run(lambda session: build(session, "Other House"))
    house.page.open(other)
    house.rest()
    assert house.page.stairwork.panel is None
    keys.press(KEY.Key_D, CTRL | SHIFT)
    assert panel(house, CopyStair).names.text == "Stair-C"


@pytest.mark.parametrize(("words", "kind"), [("Copy stair", CopyStair), ("Renumber floors", RenumberFloors)])
def test_that_the_menu_of_a_stair_leads_there_as_well(house: Sitting, words: str, kind: type[Proposal]) -> None:
    house.show("stairs", 1)
    pane = house.page.panes["stairs"]
    pane.show_menu(pane.mapToGlobal(pane.rect().center()))
    menu = next(each for each in pane.findChildren(QMenu) if each.isVisible())
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()
    menu.close()
    assert isinstance(panel(house, kind), kind)


def registry_book(sitting: Sitting, building: UUID) -> Book:
    return sitting.database.run(lambda session: registry.load_book(session, building))


def test_that_what_was_being_made_for_one_building_never_comes_into_another(house: Sitting, keys: Keyboard) -> None:
    other = house.database.run(lambda session: build(session, "Other House"))
    keys.press(KEY.Key_D, CTRL | SHIFT)
    panel(house, CopyStair).submit(False)
    house.page._begin(other, registry_book(house, other))
    house.rest()
    assert house.page.stack.count() == 0
    assert len(house.page.desk.draft["stairs"].rows) == 2
    keys.press(KEY.Key_D, CTRL | SHIFT)
    panel(house, CopyStair).submit(False)
    house.rest()
    assert house.page.stack.undoText() == "copy of Stair-A as Stair-C", "and the next one is made"
