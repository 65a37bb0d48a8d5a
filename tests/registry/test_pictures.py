"""The pictures of the page show every panel and leave the registers as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.registry.windows import Window


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[Window]:
    made = Window(qtbot, database_url, tmp_path)
    yield made
    made.close()


PANELS = (
    *("wizard", "copy", "renumber", "out-of-service", "refused", "history"),
    *("conflict", "import", "import-preview"),
)


def test_that_every_panel_is_shown_for_its_picture_and_nothing_stays(window: Window) -> None:
    page, before = window.page, window.page.desk.draft
    shown = {}
    for name in page.pictures():
        window.rest()
        shown[name] = {
            "wizard": page.stairwork.panel is not None,
            "copy": page.stairwork.panel is not None,
            "renumber": page.stairwork.panel is not None,
            "out-of-service": page.leaving.isVisible(),
            "refused": page.leaving.isVisible(),
            "history": page.history.isVisible(),
            "conflict": page.clashes.isVisible(),
            "import": page.files.shown,
            "import-preview": page.files.shown and page.files.panel.checked is not None,
        }.get(name, page.current == name)
    window.rest()
    assert all(shown.values()), shown
    assert set(PANELS) <= set(shown)
    assert page.desk.draft == before
    assert page.unsaved() is None
    assert not any(each.isVisible() for each in (page.leaving, page.clashes, page.history))


def test_that_a_draft_is_left_alone(window: Window) -> None:
    page = window.page
    floor = page.desk.draft["floors"].rows[0]
    draft = page.desk.draft.enter("floors", [(floor.key, page.desk.draft["floors"].register.columns["height_m"], "7")])
    page.desk.do("height", draft)
    assert list(page.pictures()) == []
    assert page.desk.draft == draft
