"""The form says who wrote the row it shows, once one stays on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.registry.typing_ import KEY, press
from tests.registry.windows import Window


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[Window]:
    made = Window(qtbot, database_url, tmp_path)
    yield made
    made.close()


def says(window: Window, words: str) -> None:
    """Wait until the form begins its small line so."""
    form = window.page.panes[window.page.current].form
    window.qtbot.waitUntil(lambda: form.writer.text().startswith(words), timeout=5_000)


def test_that_a_row_that_is_changed_and_saved_says_by_whom(window: Window) -> None:
    window.type("floors", "Level-1, Stair-A", "height_m", "3,6")
    window.save()
    window.show("floors", 1)
    says(window, "Changed by Engineer on ")
    window.show("floors", 2)
    assert window.page.panes["floors"].form.writer.text() == "", "nothing is said of another row"
    says(window, "Added by ")


def test_that_walking_through_rows_asks_for_nothing_until_one_stays(window: Window) -> None:
    window.show("floors", 0)
    says(window, "Added by ")
    asked: list[object] = []
    window.background.started.connect(asked.append)
    press(KEY.Key_Down, times=5)
    assert asked == []
    assert window.page.written._stays.isActive()
    says(window, "Added by ")
    assert len(window.page.written._known) == 2


def test_that_a_row_that_is_not_saved_yet_has_no_writer(window: Window) -> None:
    window.show("stairs", len(window.page.desk.draft["stairs"].rows))
    window.qtbot.wait(500)
    assert window.page.panes["stairs"].form.writer.text() == ""
