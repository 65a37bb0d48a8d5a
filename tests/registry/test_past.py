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

from firemode_desktop.domain.changes import show_moment, worded
from firemode_desktop.services import histories
from firemode_desktop.ui.past import PastPane
from tests.registry.typing_ import KEY, focus, press
from tests.registry.windows import Window

AT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[Window]:
    made = Window(qtbot, database_url, tmp_path)
    yield made
    made.close()


def history(window: Window) -> PastPane:
    """The history of the row of the cursor, beside the registers."""
    pane = PastPane(window.page)
    pane.tell(window.page.tools, window.page.told_of, focus())
    window.rest()
    return pane


def told(pane: PastPane) -> list[tuple[str, str]]:
    """Who and what, the latest first; without when."""
    texts = [pane.list.item(place).text().split("\n", 2) for place in range(pane.list.count())]
    return [(head.partition(" · ")[2], what[0]) for head, *what in texts]


def test_that_the_history_of_a_row_is_told_in_words_the_latest_first(window: Window) -> None:
    window.type("floors", "Level-1, Stair-A", "height_m", "3,6")
    window.save()
    window.database.run(
        lambda session: session.execute(text("UPDATE floors SET floor_level = 'Mezzanine' WHERE floor_number = 1"))
    )
    login = window.database.run(lambda session: session.scalar(text("SELECT session_user")))
    window.reload()
    window.show("floors", 1)
    pane = history(window)
    assert focus() is pane.list
    assert pane.heading.text() == "History of level Mezzanine, Stair-A"
    other = f"another program (database login “{login}”)"
    assert told(pane) == [
        (other, "Mezzanine, Stair-A: floor Level-1 → Mezzanine"),
        ("Engineer", "Mezzanine, Stair-A: height above ground 3.5 m → 3.6 m"),
        (other, "level Mezzanine, Stair-A added"),
    ]
    press(KEY.Key_Escape)
    assert not pane.isVisible()
    assert focus() is window.page.panes["floors"].grid


def test_that_the_history_follows_a_save_and_closes_when_it_is_asked_for_again(qtbot: QtBot, window: Window) -> None:
    window.show("floors", 1)
    pane = history(window)
    assert len(told(pane)) == 1
    window.type("floors", "Level-1, Stair-A", "height_m", "3,6")
    window.save()
    window.show("floors", 1)
    change = ("Engineer", "Level-1, Stair-A: height above ground 3.5 m → 3.6 m")
    qtbot.waitUntil(lambda: told(pane)[:1] == [change])
    pane.tell(window.page.tools, window.page.told_of, None)
    assert not pane.isVisible()


def test_that_the_history_follows_the_row_that_is_chosen(qtbot: QtBot, window: Window) -> None:
    window.show("floors", 1)
    pane = history(window)
    assert pane.heading.text() == "History of level Level-1, Stair-A"
    window.show("floors", 2)
    qtbot.waitUntil(lambda: pane.heading.text() == "History of level Level-2, Stair-A")
    assert len(told(pane)) == 1


def test_that_names_that_were_swapped_are_one_change_without_the_names_in_between(window: Window) -> None:
    window.type("floors", "Level-1, Stair-A", "floor_level", "X")
    window.type("floors", "Level-2, Stair-A", "floor_level", "Level-1")
    window.type("floors", "X, Stair-A", "floor_level", "Level-2")
    window.save()
    key = window.key("floors", 1)
    found = window.database.run(lambda session: histories.of_record(session, "floors", key))
    assert [line.what for line in found.lines] == [
        "Level-2, Stair-A: floor Level-1 → Level-2",
        "level Level-2, Stair-A added",
    ]


def test_that_a_row_that_was_never_logged_says_so(window: Window) -> None:
    off = "ALTER TABLE stairs DISABLE TRIGGER audit_insert"
    key = uuid4()
    new = "INSERT INTO stairs (stair_id, building_id, stair_name) VALUES (:key, :building, 'Stair-0')"
    window.database.run(lambda session: session.execute(text(off)))
    window.database.run(lambda s: s.execute(text(new), {"key": key, "building": window.building}))
    window.reload()
    window.show("stairs", 0)
    assert history(window).note.text() == "Nothing has been changed since changes are logged."


def test_that_moments_and_labels_read_as_in_a_sentence() -> None:
    assert show_moment(AT) == "22 Nov 2026 at 14:05"
    assert worded("Height above ground") == "height above ground"
    assert worded("SHA-256") == "SHA-256"
