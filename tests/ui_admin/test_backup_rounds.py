"""Backups that are made by themselves: the plan in the window, and the rounds while it is open."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from sqlalchemy import make_url

from firemode_desktop.database import Database
from firemode_desktop.services import backups
from firemode_desktop.services.backups import plan, series
from firemode_desktop.services.backups.rounds import Rounds
from firemode_desktop.ui.admin.page import AdminPage
from firemode_desktop.ui.admin.rounds import NONE, OFFICE, RoundsCard
from firemode_desktop.ui.backup_rounds import BackupRounds
from tests.ui_admin.conftest import Rest, last_said, window_of
from tests.ui_admin.keys import KEY, focus, press, type_


@pytest.fixture
def rounds(admin: AdminPage, database: Database, tmp_path: Path) -> BackupRounds:
    """Those of the page's database, as if it were the one that comes along."""
    tools = admin.tools
    parent: QObject = window_of(admin)
    found = Rounds(tmp_path / "data", tmp_path / "evidence", lambda: database)
    return BackupRounds(found, tools.background, tools.notices, tools.clock, parent)


@pytest.fixture
def card(admin: AdminPage, rounds: BackupRounds, rest: Rest) -> RoundsCard:
    """The card of the database section, with these rounds."""
    admin.show_section(2)
    card = admin.database.rounds
    card.rounds = rounds
    rounds.ended.connect(card.load)
    card.load()
    rest(window_of(admin))
    return card


def test_that_an_office_server_is_backed_up_where_it_stands(admin: AdminPage, rest: Rest) -> None:
    admin.show_section(2)
    rest(window_of(admin))
    assert admin.database.rounds.told.text() == OFFICE
    assert not admin.database.rounds.set_up.isEnabled()


def test_that_a_plan_is_made_by_keyboard_and_the_first_backup_at_once(
    admin: AdminPage, card: RoundsCard, database: Database, tmp_path: Path, rest: Rest
) -> None:
    assert card.told.text() == NONE
    card.set_up.setFocus()
    press(KEY.Key_Space)
    assert focus() is card.plan.folder
    card.plan.folder.selectAll()
    type_(str(tmp_path / "kept"))
    card.plan.every.setValue(3)
    press(KEY.Key_Return)
    rest(window_of(admin))
    assert not card.plan.isVisible()
    (kept,) = series.kept(tmp_path / "kept", str(make_url(database.url).database))
    assert backups.inspect(kept.path).content.rows > 100
    assert "Every 3 days" in card.told.text()
    assert "One proved" in card.told.text()
    assert last_said(admin).startswith("Backed up and proved: ")


def test_that_a_folder_must_be_a_whole_path(admin: AdminPage, card: RoundsCard, tmp_path: Path) -> None:
    card.ask()
    card.plan.folder.setText("kept")
    press(KEY.Key_Return)
    assert card.plan.problem.text() == "The backups need a folder, with its whole path."
    assert focus() is card.plan.folder
    assert plan.load(tmp_path / "data") is None


def test_that_one_is_made_only_when_it_is_due(
    admin: AdminPage, card: RoundsCard, rounds: BackupRounds, database: Database, tmp_path: Path, rest: Rest
) -> None:
    rounds.rounds.follow(plan.Plan(tmp_path / "kept"))
    name = str(make_url(database.url).database)
    rounds.look()
    rest(window_of(admin))
    (kept,) = series.kept(tmp_path / "kept", name)
    rounds.clock = lambda: kept.made_at + timedelta(days=1) - timedelta(seconds=1)
    rounds.look()
    rest(window_of(admin))
    assert series.kept(tmp_path / "kept", name) == (kept,)
    rounds.clock = lambda: kept.made_at + timedelta(days=1)
    rounds.look()
    rest(window_of(admin))
    assert series.kept(tmp_path / "kept", name)[0] != kept


def test_that_a_plan_is_given_up_and_what_is_there_stays(
    admin: AdminPage, card: RoundsCard, rounds: BackupRounds, tmp_path: Path, rest: Rest
) -> None:
    rounds.rounds.follow(plan.Plan(tmp_path / "kept"))
    rounds.make()
    rest(window_of(admin))
    card.load()
    rest(window_of(admin))
    card.ask()
    assert card.plan.off.isVisible()
    card.plan.off.click()
    rest(window_of(admin))
    assert card.told.text() == NONE
    assert list((tmp_path / "kept").glob("*.fmbackup"))


def test_that_a_backup_that_fails_is_said_and_the_next_one_is_tried(
    admin: AdminPage, card: RoundsCard, rounds: BackupRounds, tmp_path: Path, rest: Rest
) -> None:
    (tmp_path / "file").write_text("in the way")
    rounds.rounds.follow(plan.Plan(tmp_path / "file"))
    rounds.make()
    rest(window_of(admin))
    assert "cannot be written" in last_said(admin)
    assert not rounds.running
    assert "One is due now." in card.told.text()


def test_that_a_plan_that_cannot_be_read_is_said(
    card: RoundsCard, admin: AdminPage, tmp_path: Path, rest: Rest
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / plan.FILE).write_text("{")
    card.load()
    rest(window_of(admin))
    assert "cannot be followed" in card.told.text()
