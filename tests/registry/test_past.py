"""The history of a row: who changed what and when, whatever was saved with whatever program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from firemode_desktop.domain.changes import Change, Deed, merged, sentence, show_moment, worded
from firemode_desktop.domain.names import NOBODY
from firemode_desktop.services import changes, registry
from tests.registry.typing_ import CTRL, KEY, SHIFT, focus, press
from tests.registry.windows import Window

AT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[Window]:
    made = Window(qtbot, database_url, tmp_path)
    yield made
    made.close()


def told(window: Window) -> list[tuple[str, str]]:
    return [(line.who, line.what) for line in window.page.past.model.rows]


def test_that_the_history_of_a_row_is_told_in_words_the_latest_first(window: Window) -> None:
    window.type("floors", "Level-1, Stair-A", "height_m", "3,6")
    window.save()
    window.database.run(
        lambda session: session.execute(text("UPDATE floors SET floor_level = 'Mezzanine' WHERE floor_number = 1"))
    )
    login = window.database.run(lambda session: session.scalar(text("SELECT session_user")))
    window.reload()
    window.show("floors", 1)
    press(KEY.Key_J, CTRL | SHIFT)
    window.rest()
    assert focus() is window.page.past.list
    assert told(window) == [
        (f"another program (database login “{login}”)", "floor Level-1 → Mezzanine"),
        ("Engineer", "height above ground 3.50 m → 3.60 m"),
        (f"another program (database login “{login}”)", "added"),
    ]
    press(KEY.Key_Escape)
    assert not window.page.past.isVisible()
    assert focus() is window.page.panes["floors"].grid


def test_that_the_history_follows_a_save(window: Window) -> None:
    window.show("floors", 1)
    press(KEY.Key_J, CTRL | SHIFT)
    window.rest()
    assert len(told(window)) == 1
    window.type("floors", "Level-1, Stair-A", "height_m", "3,6")
    window.save()
    assert told(window)[0] == ("Engineer", "height above ground 3.50 m → 3.60 m")


def test_that_names_that_were_swapped_are_one_change_without_the_names_in_between(window: Window) -> None:
    window.type("floors", "Level-1, Stair-A", "floor_level", "X")
    window.type("floors", "Level-2, Stair-A", "floor_level", "Level-1")
    window.type("floors", "X, Stair-A", "floor_level", "Level-2")
    window.save()
    key = window.key("floors", 1)
    found = window.database.run(lambda session: changes.history(session, window.building, key))
    assert [change.columns["floor_level"] for change in found] == [("Level-1", "Level-2"), (None, "Level-1")]


def test_that_a_row_that_was_never_logged_says_so(window: Window) -> None:
    off = "ALTER TABLE stairs DISABLE TRIGGER audit_insert"
    key = uuid4()
    new = "INSERT INTO stairs (stair_id, building_id, stair_name) VALUES (:key, :building, 'Stair-0')"
    window.database.run(lambda session: session.execute(text(off)))
    window.database.run(lambda s: s.execute(text(new), {"key": key, "building": window.building}))
    window.reload()
    window.show("stairs", 0)
    press(KEY.Key_J, CTRL | SHIFT)
    window.rest()
    assert window.page.past.note.text() == "Nothing has been changed since changes are logged."


def change(transaction: int, deed: Deed = Deed.CHANGED, **columns: tuple[object, object]) -> Change:
    return Change("floors", KEY_OF_ROW, deed, AT, "First", None, transaction, columns)


KEY_OF_ROW = uuid4()


def test_that_statements_of_one_transaction_are_one_change_and_what_came_back_is_none() -> None:
    latest_first = [change(2, a=(2, 1), b=(5, 6)), change(2, a=(1, 2)), change(1, a=(0, 1))]
    assert [each.columns for each in merged(latest_first)] == [{"b": (5, 6)}, {"a": (0, 1)}]
    (added,) = merged([change(1, a=(1, 2)), change(1, Deed.ADDED, a=(None, 1), c=(None, 7))])
    assert (added.deed, added.columns) == (Deed.ADDED, {"a": (None, 2), "c": (None, 7)})


def test_that_every_kind_of_value_is_shown_as_in_its_cell() -> None:
    doors, floors = (registry.declared(name).register for name in ("doors", "floors"))
    names = {field.name: NOBODY for field in (*doors.fields, *floors.fields)}
    of_door = change(1, width_m=(0.9, 1), door_type=("fire_rated", None), decommissioned_on=(None, "2026-03-04"))
    assert sentence(of_door, doors, names).split(", ") == [
        "type Fire-rated → blank",
        "width 0.90 m → 1.00 m",
        "out of service since blank → 4 Mar 2026",
    ]
    assert sentence(change(1, floor_number=(-1, 1)), floors, names) == "number -1 → 1"
    assert sentence(change(1, unknown=(1, 2)), floors, names) == "other particulars"
    assert sentence(change(1, Deed.REMOVED, floor_number=(1, None)), floors, names) == "removed"


def test_that_moments_and_labels_read_as_in_a_sentence() -> None:
    assert show_moment(AT) == "22 Nov 2026 at 14:05"
    assert worded("Height above ground") == "height above ground"
    assert worded("SHA-256") == "SHA-256"
