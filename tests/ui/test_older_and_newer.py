"""Databases of another version of the program, as the window meets them: real schemas on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from firemode_desktop.database import Database
from firemode_desktop.database.schema import revisions
from firemode_desktop.domain.errors import Refused
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings
from firemode_desktop.ui.application import Application
from tests.ui.conftest import now

BEFORE, HEAD = revisions()[-2:]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, kept: QSettings) -> Iterator[object]:
    """Open the program on a sitting and wait until the start page says something else than that it opens."""
    made: list[Application] = []

    def begin(sitting: Sitting) -> Application:
        application = Application(qapp, sitting, kept, now)
        made.append(application)
        application.start()
        qtbot.waitUntil(
            lambda: application.page.step != "opening" or application.window.page_shown() is not None, timeout=60_000
        )
        return application

    yield begin
    for one in made:
        one.window.hide()
        one.close()
        one.window.deleteLater()
        one.deleteLater()


def test_that_an_office_database_that_is_older_is_left_alone_and_the_way_is_told(
    start: object, settings: Settings, database_url: str
) -> None:
    with closing(Database(database_url)) as database:
        database.downgrade(BEFORE)
    application = start(Sitting(settings))  # type: ignore[operator]
    assert application.page.step == "failure"
    assert application.page.failure.text() == (f"This database is at revision {BEFORE}; the program needs {HEAD}.")
    assert "firemode db upgrade" in application.page.failure_details.text()
    with closing(Database(database_url)) as database:
        assert database.schema_state().revision == BEFORE


def test_that_a_newer_database_is_refused_in_words(start: object, settings: Settings, database_url: str) -> None:
    with closing(Database(database_url)) as database:
        database.run(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '999_later'")))
    application = start(Sitting(settings))  # type: ignore[operator]
    assert application.page.step == "failure"
    assert application.page.failure.text() == (
        f"This database was made by a newer version of the program (revision 999_later; this one knows {HEAD}). "
        "Install the newer version."
    )


def test_that_our_own_database_is_backed_up_and_brought_up_step_by_step(settings: Settings, tmp_path: Path) -> None:
    from firemode_desktop.services.opening import open_database

    here = replace(settings, data_dir=tmp_path / "data", database_url=None)
    opened = open_database(here)
    opened.database.downgrade(BEFORE)
    opened.close()
    said: list[str] = []
    opened = open_database(here, said.append)
    try:
        assert opened.database.schema_state().revision == HEAD
        assert any(words.startswith("Updating the database, step 1 of 1: ") for words in said)
        assert list((here.data_dir / "backups").glob("*.fmbackup"))
        opened.database.run(
            lambda session: session.execute(text("UPDATE alembic_version SET version_num = '999_later'"))
        )
        opened.close()
        said.clear()
        with pytest.raises(Refused, match="newer version"):
            open_database(here, said.append)
        assert not any(words.startswith("Preparing") for words in said)
    finally:
        opened.close()
