"""Trends and reports in a real window page: what is listed, drawn and saved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.database import Database
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.services import generating, people, pilot, testing
from firemode_desktop.services.sitting import Person
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.commands import Commands
from firemode_desktop.ui.notices import Notices
from firemode_desktop.ui.reporting.page import ReportsPage
from firemode_desktop.ui.trends.page import TrendsPage
from firemode_desktop.ui.undo import UndoGroup
from firemode_desktop.ui.workspace import Place, Tools

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
LEVEL_8 = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
JPEG = b"\xff\xd8\xff\xe0 a manometer"


def approved(
    session: Session, building_id: UUID, by: UUID, reviewer: UUID, day: datetime, value: str, tmp: Path
) -> UUID:
    """A six-monthly session of which only one pressure was read."""
    (tmp / "display.jpg").write_bytes(JPEG)
    file = testing.EvidenceFile(EvidenceFolder(tmp / "store").add(tmp / "display.jpg"), "display.jpg", day)
    session_id = testing.create_session(session, building_id, "six_monthly", scheduled_for=day.date(), by=by)
    manometer = session.scalars(select(models.Instrument.id).where(models.Instrument.serial_number == "SN-12345")).one()
    results = [
        testing.Result(test.identifier, status="skipped", notes="Not this time.", measured_at=day)
        for test in testing.show(session, session_id).tests
        if test.identifier != LEVEL_8
    ]
    read = testing.Result(
        LEVEL_8, value=Decimal(value), measured_at=day, instrument_id=manometer, evidence=(file, file)
    )
    testing.record(session, session_id, [*results, read], by=by, at=NOW)
    testing.submit(session, session_id, by=by)
    testing.approve(session, session_id, by=reviewer)
    return session_id


@pytest.fixture
def database(database_url: str) -> Any:
    """A database to which a window's workers commit."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def seeded(database: Database, tmp_path: Path) -> tuple[UUID, UUID]:
    """The pilot building with three approved sessions; its id and that of the last session."""

    def job(session: Session) -> tuple[UUID, UUID]:
        engineer = people.add_user(session, "engineer", "Engineer One", "engineer")
        supervisor = people.add_user(session, "supervisor", "Supervisor One", "supervisor")
        building_id = pilot.seed_pilot(session, engineer, NOW)
        generating.generate(session, building_id, "six_monthly", today=NOW.date(), at=NOW)
        last = None
        for half_years, value in ((2, "45.0"), (1, "44.2"), (0, "18.2")):
            day = NOW - timedelta(days=182 * half_years)
            last = approved(session, building_id, engineer, supervisor, day, value, tmp_path)
        assert last is not None
        return building_id, last

    return database.run(job)


@pytest.fixture
def tools(qtbot: QtBot, database: Database, tmp_path: Path) -> Any:
    """What the window hands to a page."""
    background = Background(database.run)
    notices = Notices(lambda: NOW)
    made = Tools(
        background=background,
        notices=notices,
        commands=Commands(),
        undo=UndoGroup(),
        settings=QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat),
        person=Person(UUID(int=1), "engineer", "Engineer One", "engineer"),
        clock=lambda: NOW,
        go=lambda _key, _place: None,
        evidence_dir=tmp_path / "evidence",
    )
    yield made
    background.close()


def test_that_a_location_is_listed_with_its_latest_reading_and_drawn(
    qtbot: QtBot, tools: Tools, seeded: tuple[UUID, UUID]
) -> None:
    page = TrendsPage(tools)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.open(seeded[0])
    qtbot.waitUntil(lambda: page.list.current is not None, timeout=10_000)
    (one,) = page.model.rows
    assert (one.where, one.what) == ("Stair-A · Level-8", "Pressure, doors closed")
    assert [column.text(one) for column in page.model.columns if column.name == "latest"] == ["18.2 Pa"]
    qtbot.waitUntil(lambda: page.room.data is not None, timeout=10_000)
    scene = page.room.chart.scene()
    assert scene is not None
    assert len(scene.spots) == 3
    assert page.room.words.text() == page.room.data.words
    assert "No projection: 3 of at least 5 readings." in page.room.words.text()
    page.measure.choose(3)
    assert page.model.rows == ()


def test_that_a_trend_is_saved_as_the_kind_of_file_that_was_named(
    qtbot: QtBot, tools: Tools, seeded: tuple[UUID, UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = TrendsPage(tools)
    qtbot.addWidget(page)
    page.open(seeded[0])
    qtbot.waitUntil(page.saving.button.isEnabled, timeout=10_000)
    target = tmp_path / "level-8.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(page.saving.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists, timeout=10_000)
    text = target.read_text(encoding="utf-8-sig")
    assert "Stair-A, Level-8, All Doors Closed" in text
    assert "18.2" in text


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
    qtbot.mouseClick(page.saving.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists, timeout=10_000)
    pages = PdfReader(target).pages
    assert len(pages) == page.preview.page_count
    assert any("18.2" in found.extract_text() for found in pages)


def test_that_a_folder_that_cannot_be_written_to_is_named_in_a_notice(
    qtbot: QtBot, tools: Tools, seeded: tuple[UUID, UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    tools.notices.said.connect(lambda notice: said.append(notice.text))
    page = TrendsPage(tools)
    qtbot.addWidget(page)
    page.open(seeded[0])
    qtbot.waitUntil(page.saving.button.isEnabled, timeout=10_000)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "a.csv"), ""))
    qtbot.mouseClick(page.saving.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("cannot be written" in text for text in said), timeout=10_000)
