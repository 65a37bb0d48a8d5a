"""What is said of cells that cannot be saved stays as long as there are any; what was pasted is in view."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.registry.typing_ import CTRL, KEY, press
from tests.registry.windows import Window


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[Window]:
    made = Window(qtbot, database_url, tmp_path)
    yield made
    made.close()


def test_that_a_notice_about_a_cell_is_settled_when_the_cell_is(window: Window) -> None:
    notices, settled = window.page.tools.notices, list[str]()
    window.type("floors", "Level-1, Stair-A", "height_m", "high")
    notices.settled.connect(settled.append)
    window.save()
    assert "cannot be saved" in window.said[-1].text
    assert window.said[-1].about not in settled, "the cell is still there"
    window.type("floors", "Level-1, Stair-A", "height_m", "3,6")
    assert window.said[-1].about in settled


def test_that_what_was_pasted_is_in_view(window: Window) -> None:
    window.show("stairs")
    pane = window.page.panes["stairs"]
    pane.begin()
    QGuiApplication.clipboard().setText("\n".join(f"Stair-{number}" for number in range(100, 160)))
    press(KEY.Key_V, CTRL)
    window.rest()
    grid = pane.grid
    assert pane.sheet.text(*grid.place) == "Stair-100"
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))
