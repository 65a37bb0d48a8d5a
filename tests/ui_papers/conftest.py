"""The pilot building with three approved sessions, and what a window hands to its pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSettings
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
from firemode_desktop.ui.undo import UndoGroup
from firemode_desktop.ui.workspace import Place, Tools
from tests.conftest import _database, _filled, _url_of

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


@pytest.fixture(scope="session")
def visited(
    server_url: str, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, tuple[UUID, UUID]]]:
    """A database with the pilot building and three approved sessions, made once; the building and the last session."""
    folder = tmp_path_factory.mktemp("visited")

    def fill(session: Session) -> tuple[UUID, UUID]:
        engineer = people.add_user(session, "engineer", "Engineer One", "engineer")
        supervisor = people.add_user(session, "supervisor", "Supervisor One", "supervisor")
        building_id = pilot.seed_pilot(session, engineer, NOW)
        generating.generate(session, building_id, "six_monthly", today=NOW.date(), at=NOW)
        last = None
        for half_years, value in ((2, "45.0"), (1, "44.2"), (0, "18.2")):
            day = NOW - timedelta(days=182 * half_years)
            last = approved(session, building_id, engineer, supervisor, day, value, folder)
        assert last is not None
        return building_id, last

    with _filled(server_url, "visited", template_database, fill) as made:
        yield made


@pytest.fixture
def database(server_url: str, visited: tuple[str, tuple[UUID, UUID]]) -> Iterator[Database]:
    """A copy of it, to which a window's workers commit."""
    with _database(server_url, "papers", visited[0]) as name:
        opened = Database(_url_of(server_url, name))
        yield opened
        opened.close()


@pytest.fixture
def seeded(visited: tuple[str, tuple[UUID, UUID]]) -> tuple[UUID, UUID]:
    """The pilot building with three approved sessions; its id and that of the last session."""
    return visited[1]


@pytest.fixture
def went() -> list[tuple[str, Place | None]]:
    """Where pages led to."""
    return []


@pytest.fixture
def tools(
    database: Database, seeded: tuple[UUID, UUID], tmp_path: Path, qtbot: QtBot, went: list[tuple[str, Place | None]]
) -> Iterator[Tools]:
    """What the window hands to a page."""
    background = Background(database.run)
    database.changed = background.wrote
    reviewer = database.run(
        lambda session: session.scalars(select(models.User.id).where(models.User.username == "supervisor")).one()
    )
    notices = Notices(lambda: NOW)
    made = Tools(
        background=background,
        notices=notices,
        commands=Commands(),
        undo=UndoGroup(),
        settings=QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat),
        person=Person(reviewer, "supervisor", "Supervisor One", "supervisor"),
        clock=lambda: NOW,
        go=lambda key, place: went.append((key, place)),
        evidence_dir=tmp_path / "evidence",
    )
    yield made
    background.close()
