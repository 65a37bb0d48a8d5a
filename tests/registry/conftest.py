"""Widgets under test are drawn offscreen; a slow machine is no failure of a property."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.registry.buildings import build
from tests.registry.sitting import Sitting, opened

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def sitting(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[Sitting]:
    """Somebody at the registers of a building."""
    with opened(qtbot, database_url, tmp_path, build) as (made, _):
        yield made
