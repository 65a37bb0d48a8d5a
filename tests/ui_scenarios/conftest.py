"""The designer's views on a studio of values: no database is needed to edit."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.theme import Scheme, Theme
from firemode_desktop.ui.undo import UndoStack
from tests.ui_scenarios import scenes
from tests.ui_testing.conftest import bare_url, calm, database, database_url, open_window, run_template

__all__ = ["bare_url", "calm", "database", "database_url", "open_window", "run_template"]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Our looks, light."""
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def studio(theme: Theme) -> Iterator[Studio]:
    """Five scenarios of a stair, the first chosen."""
    stack = UndoStack()
    made = Studio(stack)
    made.begin(scenes.design(), scenes.around())
    made.choose(scenes.design().scenarios[0].key)
    yield made
    made.deleteLater()
    stack.deleteLater()
