"""Reports in a real window page: the preview is the file."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from firemode_desktop.ui.reporting.page import ReportsPage
from firemode_desktop.ui.workspace import Place, Tools


def test_that_the_preview_is_the_file_that_is_saved(
    qtbot: QtBot, tools: Tools, seeded: tuple[UUID, UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ReportsPage(tools)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.open(seeded[0])
    page.show_location(Place(session_id=seeded[1]))
    qtbot.waitUntil(page.save.isEnabled, timeout=60_000)
    assert page.list.current.session_id == seeded[1]
    qtbot.waitUntil(lambda: page.preview._pages[0].image is not None, timeout=20_000)
    target = tmp_path / "report.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists, timeout=10_000)
    pages = PdfReader(target).pages
    assert len(pages) == page.preview.page_count
    assert any("18.2" in found.extract_text() for found in pages)
