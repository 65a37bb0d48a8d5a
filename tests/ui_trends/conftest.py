"""Charts on a real screen, offscreen, in our looks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from firemode_desktop.ui.theme import Scheme, Theme


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Our looks, light."""
    made = Theme(qapp, Scheme.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture
def kept(tmp_path: Path) -> QSettings:
    """What is remembered, in a file of this test."""
    return QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
