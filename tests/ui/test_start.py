"""The first start: four ways to begin, each on a real database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.models import Building, TestInstanceTemplate, User
from firemode_desktop.services import backups, histories
from firemode_desktop.services.sitting import Sitting, address, where
from firemode_desktop.settings import Settings
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.overview.page import OverviewPage
from firemode_desktop.ui.window import Window
from tests.ui import building
from tests.ui.conftest import now

NOBODY = "postgresql://nobody@127.0.0.1:1/firemode"


@pytest.fixture
def begun(qtbot: QtBot, application: Application) -> Application:
    """The window on an empty database, at the four ways."""
    application.start()
    qtbot.waitUntil(lambda: application.page.step == "choices", timeout=20_000)
    return application


def press(qtbot: QtBot, application: Application, text: str) -> None:
    shown = [one for one in application.page.findChildren(QAbstractButton) if one.text() == text and one.isVisible()]
    qtbot.mouseClick(shown[0], Qt.MouseButton.LeftButton)


def buildings(database: Database) -> list[str]:
    return database.run(lambda session: list(session.scalars(select(Building.name).order_by(Building.name))))


def test_that_a_new_database_takes_the_computers_login_as_its_first_supervisor(
    begun: Application, database: Database
) -> None:
    assert database.run(lambda session: list(session.scalars(select(User.role)))) == ["supervisor"]
    assert begun.window.tools is not None
    assert begun.window.tools.person.role == "supervisor"


def test_that_a_building_is_made_by_keyboard_alone(
    qtbot: QtBot, begun: Application, database: Database, calm: Callable[[Window], None]
) -> None:
    qtbot.keyClick(begun.page.tiles[0], Qt.Key.Key_Space)
    assert begun.page.step == "form"
    qtbot.keyClicks(begun.page.fields["name"], "Harbour Tower")
    qtbot.keyClicks(begun.page.fields["suburb"], "Perth")
    qtbot.keyClicks(begun.page.state, "WA")
    qtbot.keyClick(begun.page.fields["owner_name"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: begun.window.page_shown() is not None, timeout=10_000)
    calm(begun.window)
    assert begun.window.top.building.text() == "Harbour Tower"
    made = database.run(lambda session: session.scalars(select(Building)).one())
    assert (made.state, made.timezone, made.postcode) == ("WA", "Australia/Perth", None)
    (line,) = database.run(lambda session: histories.of_record(session, "buildings", made.id)).lines
    assert begun.window.tools is not None
    assert line.who == begun.window.tools.person.full_name, "the log names who made it"


def test_that_a_building_needs_a_name_and_a_taken_one_is_refused_in_words(
    qtbot: QtBot, begun: Application, database: Database
) -> None:
    database.run(lambda session: session.add(Building(name="Harbour Tower")))
    begun.page.show_form()
    press(qtbot, begun, "Create building")
    assert begun.page.complaint.text() == "The building needs a name."
    qtbot.keyClicks(begun.page.fields["name"], "Harbour Tower")
    press(qtbot, begun, "Create building")
    qtbot.waitUntil(lambda: "Harbour Tower" in begun.page.complaint.text(), timeout=10_000)
    assert begun.page.step == "form"
    assert begun.page.fields["name"].text() == "Harbour Tower", "what was typed is kept"


def test_that_the_pilot_building_comes_with_its_baselines_and_its_expected_tests(
    qtbot: QtBot, begun: Application, database: Database, calm: Callable[[Window], None]
) -> None:
    qtbot.mouseClick(begun.page.tiles[1], Qt.MouseButton.LeftButton)
    assert begun.page.step == "opening"
    qtbot.waitUntil(lambda: begun.window.page_shown() is not None, timeout=60_000)
    calm(begun.window)
    page = begun.window.page("overview")
    assert isinstance(page, OverviewPage)
    assert page.cards.cards[2].figure.value == "150 / 150"
    counts = dict(
        database.run(
            lambda session: [
                tuple(row)
                for row in session.execute(
                    select(TestInstanceTemplate.frequency, func.count()).group_by(TestInstanceTemplate.frequency)
                )
            ]
        )
    )
    assert counts == {"annual": 178, "six_monthly": 74, "monthly": 2}


def test_that_a_second_pilot_building_is_refused_and_the_four_ways_are_still_there(
    qtbot: QtBot, begun: Application, database: Database
) -> None:
    database.run(building.pilot_building)
    qtbot.mouseClick(begun.page.tiles[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: begun.page.step == "choices", timeout=20_000)
    assert begun.window.bar.notice is not None
    assert "Pilot Building 123" in begun.window.bar.notice.text
    assert buildings(database) == ["Pilot Building 123"]


def test_that_testing_an_address_says_whether_a_server_answers_and_changes_nothing(
    qtbot: QtBot, begun: Application, database_url: str
) -> None:
    begun.page.show_server()
    begun.page.url.setText(NOBODY)
    press(qtbot, begun, "Test")
    qtbot.waitUntil(lambda: begun.page.server_answer.property("role") == "bad", timeout=20_000)
    assert "127.0.0.1" in begun.page.server_answer.text()
    begun.page.url.setText(database_url.replace("postgresql+psycopg2", "postgres"))
    press(qtbot, begun, "Test")
    qtbot.waitUntil(lambda: begun.page.server_answer.property("role") == "good", timeout=20_000)
    assert begun.page.server_answer.text().startswith("PostgreSQL ")
    assert "its schema fits. You sign in as" in begun.page.server_answer.text()


def test_that_something_that_is_no_address_is_refused_in_words(qtbot: QtBot, begun: Application) -> None:
    begun.page.show_server()
    begun.page.url.setText("office server")
    press(qtbot, begun, "Test")
    qtbot.waitUntil(lambda: begun.page.server_answer.property("role") == "bad", timeout=10_000)
    assert begun.page.server_answer.text() == "An address looks like postgresql://name@server/firemode."


def test_that_connecting_moves_to_the_other_database_and_remembers_it_without_its_password(
    qtbot: QtBot, begun: Application, tested_url: str, kept: QSettings, calm: Callable[[Window], None]
) -> None:
    begun.page.show_server()
    begun.page.url.setText(tested_url)
    press(qtbot, begun, "Connect")
    qtbot.waitUntil(lambda: begun.window.page_shown() is not None, timeout=20_000)
    calm(begun.window)
    assert begun.window.top.building.text() == "Pilot Building 123"
    remembered = str(kept.value("server"))
    assert remembered.startswith("postgresql://")
    assert "devpass" not in remembered
    assert ":" not in remembered.partition("://")[2].partition("@")[0]


def test_that_connecting_to_nowhere_stays_where_it_was(
    qtbot: QtBot, begun: Application, database: Database, kept: QSettings
) -> None:
    begun.page.show_server()
    begun.page.url.setText(NOBODY)
    press(qtbot, begun, "Connect")
    qtbot.waitUntil(lambda: begun.page.server_answer.property("role") == "bad", timeout=20_000)
    assert kept.value("server") is None
    press(qtbot, begun, "Back")
    qtbot.mouseClick(begun.page.tiles[0], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(begun.page.fields["name"], "Still here")
    press(qtbot, begun, "Create building")
    qtbot.waitUntil(lambda: begun.window.page_shown() is not None, timeout=10_000)
    assert buildings(database) == ["Still here"]


def test_that_a_backup_is_brought_back(
    qtbot: QtBot, begun: Application, tested_url: str, tmp_path: Path, calm: Callable[[Window], None]
) -> None:
    whole = Database(tested_url)
    file = tmp_path / "pilot.backup"
    backups.backup(whole, file)
    whole.close()
    begun.page.show_backup(file)
    assert begun.page.backup_name.text() == "Restore pilot.backup?"
    press(qtbot, begun, "Restore")
    bar = begun.window.bar
    qtbot.waitUntil(lambda: begun.window.page_shown() is not None or bar.notice is not None, timeout=60_000)
    assert begun.window.bar.notice is None
    calm(begun.window)
    assert begun.window.top.building.text() == "Pilot Building 123"


def test_that_a_file_that_is_no_backup_is_refused_and_the_four_ways_are_still_there(
    qtbot: QtBot, begun: Application, tmp_path: Path
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir")
    begun.page.restore(file)
    qtbot.waitUntil(lambda: begun.page.step == "choices", timeout=20_000)
    assert begun.window.bar.notice is not None


def test_that_a_server_that_does_not_answer_is_said_with_what_can_be_done(
    qtbot: QtBot, qapp: QApplication, kept: QSettings, settings: Settings
) -> None:
    sitting = Sitting(replace(settings, database_url=NOBODY))
    application = Application(qapp, sitting, kept, now)
    application.start()
    qtbot.waitUntil(lambda: application.page.step == "failure", timeout=20_000)
    assert "127.0.0.1" in application.page.failure.text()
    named = {one.text() for one in application.page.findChildren(QAbstractButton) if one.isVisible()}
    assert named == {"Try again", "Another server…", "Work on this computer"}
    sitting.settings = settings
    press(qtbot, application, "Try again")
    qtbot.waitUntil(lambda: application.page.step == "choices", timeout=20_000)
    application.window.hide()
    application.close()
    application.window.deleteLater()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (None, "This computer"),
        ("postgresql://engineer:secret@office.example/firemode", "office.example · firemode"),
        ("postgresql+psycopg2://engineer@/firemode?host=/tmp/x", "This computer · firemode"),
    ],
)
def test_that_the_status_line_names_the_server_and_never_the_password(url: str | None, shown: str) -> None:
    assert where(url) == shown


@pytest.mark.parametrize("pasted", ["", "firemode", "https://office.example/firemode", "postgresql://"])
def test_that_only_an_address_of_a_server_is_taken_for_one(pasted: str) -> None:
    with pytest.raises(Invalid):
        address(pasted)
    assert address(" postgres://office/firemode ") == "postgres://office/firemode"
