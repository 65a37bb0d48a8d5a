"""Reports in a real window page: the preview is the file."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from firemode_desktop.services.papers import PAPERS
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


@pytest.fixture
def page(qtbot: QtBot, tools: Tools, seeded: tuple[UUID, UUID]) -> ReportsPage:
    """The page with the report of an approved session."""
    shown = ReportsPage(tools)
    qtbot.addWidget(shown)
    shown.resize(1200, 800)
    shown.show()
    shown.open(seeded[0])
    shown.show_location(Place(session_id=seeded[1]))
    qtbot.waitUntil(shown.save.isEnabled, timeout=60_000)
    return shown


def file_of(page: ReportsPage) -> bytes:
    assert page._paper is not None
    return page._paper[0].file


def test_that_a_report_that_comes_back_is_told_from_one_that_was_altered(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path
) -> None:
    genuine, altered = tmp_path / "genuine.pdf", tmp_path / "altered.pdf"
    genuine.write_bytes(file_of(page))
    page.verify(genuine)
    qtbot.waitUntil(page.verified.isVisible, timeout=20_000)
    assert page.verified.heading.text() == "genuine.pdf: genuine"
    assert not page.verified.present.isVisible()
    assert page.verified.close_button.hasFocus()
    qtbot.keyClick(page.verified.close_button, Qt.Key.Key_Escape)
    assert not page.verified.isVisible()
    writer = PdfWriter(clone_from=genuine)
    writer.remove_page(1)
    writer.write(altered)
    page.verify(altered)
    qtbot.waitUntil(page.verified.isVisible, timeout=20_000)
    assert page.verified.heading.text() == "altered.pdf: altered"
    assert "• Page 2 (1 Verdict) is missing." in page.verified.details.text()
    assert page.verified.present.isVisible()


def test_that_a_file_that_is_gone_is_said_to_be(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.tools.notices.said, timeout=10_000):
        page.verify(tmp_path / "gone.pdf")
    assert not page.verified.isVisible()


def test_that_a_new_revision_needs_a_reason_and_replaces_the_one_before(qtbot: QtBot, page: ReportsPage) -> None:
    before = file_of(page)
    page._revise()
    assert page.revision.reason.hasFocus()
    qtbot.keyClick(page.revision.reason, Qt.Key.Key_Return)
    assert page.revision.problem.text() == "A new revision needs a reason."
    qtbot.keyClicks(page.revision.reason, "A photograph was missing.")
    qtbot.keyClick(page.revision.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.save.isEnabled() and file_of(page) != before, timeout=60_000)
    assert page._paper is not None
    assert page._paper[0].revision == 2
    assert page.room.currentWidget() is page.preview


def test_that_many_reports_are_written_by_keyboard_and_a_second_time_left_as_they_are(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path
) -> None:
    page._many()
    page.batch.folder.setText("")
    qtbot.keyClick(page.batch.folder, Qt.Key.Key_Return)
    assert page.batch.problem.text() == "The reports need a folder."
    page.batch.since.setText("the other day")
    qtbot.keyClick(page.batch.since, Qt.Key.Key_Return)
    assert "is not a date" in page.batch.problem.text()
    page.batch.since.clear()
    page.batch.bundles.setChecked(True)
    for words in ("1 report written.", "0 reports written, 1 as they were."):
        page._many()
        page.batch.folder.setText(str(tmp_path / "out"))
        with qtbot.waitSignal(page.tools.notices.said, timeout=60_000):
            qtbot.keyClick(page.batch.folder, Qt.Key.Key_Return)
        assert page.tools.notices.history[-1].text == words
        names = sorted(path.suffix for path in (tmp_path / "out").iterdir())
        assert names == [".json", ".pdf"]


@pytest.mark.parametrize("number", range(3))
def test_that_every_other_paper_is_saved_from_the_menu(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    target = tmp_path / f"paper-{number}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.more.menu().actions()[number].trigger()
    qtbot.waitUntil(target.exists, timeout=30_000)
    assert target.read_bytes()[:2] in (b"PK", b"{\n")


def test_that_each_paper_beside_the_report_is_saved_from_the_menu(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = {f"{kind.title}…": name for name, kind in PAPERS.items()}
    found = {titles[action.text()]: action for action in page.more.menu().actions() if action.text() in titles}
    assert set(found) == set(PAPERS)
    for name, action in found.items():
        target = tmp_path / f"{name}.pdf"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), ""))
        with qtbot.waitSignal(page.tools.notices.said, timeout=30_000):
            action.trigger()
        said = page.tools.notices.history[-1].text
        if name == "baseline":
            assert said.startswith("No baseline was in force on")
            assert not target.exists()
            continue
        assert said == f"Saved {name}.pdf."
        assert "Pilot Building 123" in PdfReader(target).pages[0].extract_text()


def test_that_a_folder_that_cannot_be_made_is_said_at_the_report_it_was_for(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    page._many()
    page.batch.folder.setText(str(tmp_path / "taken" / "out"))
    qtbot.keyClick(page.batch.folder, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "cannot be made" in page.batch.problem.text(), timeout=30_000)
    assert page.batch.problem.text().startswith("0 reports written, 1 failed.")
    assert page.batch.go.isEnabled()
