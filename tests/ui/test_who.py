"""Who is working: several people at one computer, each with a login, chosen in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import make_url, select

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Missing, Refused
from firemode_desktop.models import Building, User
from firemode_desktop.services import people
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.screenshots.__main__ import open_building
from firemode_desktop.ui.screenshots.looks import SMALL, Look
from firemode_desktop.ui.start import StartPage
from firemode_desktop.ui.undo import Swap
from firemode_desktop.ui.who import WhoStep
from firemode_desktop.ui.window import Window

LOGINS = (
    ("engineer", "Engineer of the tests", "engineer"),
    ("supervisor", "Supervisor of the tests", "supervisor"),
    ("viewer", "Viewer of the tests", "viewer"),
)
Calm = Callable[[Window], None]


@pytest.fixture(autouse=True)
def _login_of_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer is shared: its login is nobody's."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "shared-laptop")


@pytest.fixture
def shared(database: Database) -> Database:
    """A database with a building and three people, and one whose login is out of use."""

    def fill(session: object) -> None:
        for login in LOGINS:
            people.add_user(session, *login)  # type: ignore[arg-type]
        session.add(User(username="gone", full_name="Gone", role="supervisor", active=False))  # type: ignore[attr-defined]
        session.add(Building(name="Harbour Tower"))  # type: ignore[attr-defined]

    database.run(fill)
    return database


@pytest.fixture
def asked(qtbot: QtBot, shared: Database, application: Application) -> Application:
    """The window at the question."""
    application.start()
    qtbot.waitUntil(lambda: application.page.step == "who", timeout=20_000)
    application.window.activateWindow()
    qtbot.waitUntil(application.window.isActiveWindow, timeout=5_000)
    return application


def step_of(page: StartPage) -> WhoStep:
    return page.who


def press(qtbot: QtBot, application: Application, key: Qt.Key) -> None:
    """A key where the keyboard is."""
    focused = application.window.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key)


def opened(qtbot: QtBot, application: Application, calm: Calm) -> str:
    """The name in the top bar, once a page is shown."""
    qtbot.waitUntil(lambda: application.window.page_shown() is not None, timeout=20_000)
    calm(application.window)
    return application.window.top.person.text()


def leave(application: Application) -> None:
    """Choose the way for somebody else from the menu of the name."""
    menu = application.window.top.person.menu()
    next(action for action in menu.actions() if action.text() == "Somebody else is working…").trigger()


def login_of(settings: Settings) -> str:
    return str(make_url(str(settings.database_url)).username)


# The sitting.


def test_that_several_people_are_offered_by_name_and_nobody_is_signed_in(shared: Database, settings: Settings) -> None:
    sitting = Sitting(settings)
    opening = sitting.open(print)
    assert opening.person is None
    assert [(one.username, one.full_name, one.role) for one in opening.people] == list(LOGINS)
    chosen = sitting.sign_in("viewer")
    assert chosen.person is not None
    assert (chosen.person.username, chosen.people, chosen.can_change) == ("viewer", (), True)
    sitting.close()


@pytest.mark.parametrize("username", ["nobody", "gone", ""])
def test_that_nobody_signs_in_without_a_login_in_use(shared: Database, settings: Settings, username: str) -> None:
    sitting = Sitting(settings)
    sitting.open(print)
    with pytest.raises(Missing, match="Nobody active has the login"):
        sitting.sign_in(username)
    sitting.close()


def test_that_the_login_of_an_office_connection_decides_and_nothing_is_offered(
    shared: Database, settings: Settings
) -> None:
    login = login_of(settings)
    shared.run(lambda session: people.add_user(session, login, "Login of the connection", "engineer"))
    sitting = Sitting(settings)
    opening = sitting.open(print)
    assert opening.person is not None
    assert (opening.person.username, opening.people, opening.can_change) == (login, (), False)
    with pytest.raises(Refused, match="the login of the connection says who works"):
        sitting.sign_in("supervisor")
    with pytest.raises(Refused, match="the login of the connection says who works"):
        sitting.who()
    same = sitting.sign_in(login).person
    assert same == opening.person
    sitting.close()


def test_that_on_the_embedded_server_everybody_may_sit_down(tmp_path: Path) -> None:
    from firemode_desktop.embedded import EmbeddedServer

    with EmbeddedServer(tmp_path / "data"):
        sitting = Sitting(Settings(tmp_path / "data", tmp_path / "evidence"))
        first = sitting.open(print)
        assert first.person is not None
        assert (first.person.username, first.can_change) == ("shared-laptop", True)
        database_login = sitting.run(lambda session: session.connection().engine.url.username)
        for login in (*LOGINS, (str(database_login), "Named as the server's own login", "engineer")):
            sitting.run(lambda session, login=login: people.add_user(session, *login))  # type: ignore[misc]
        assert len(sitting.who().people) == 5
        assert sitting.sign_in("engineer").can_change
        sitting.close()


def test_that_who_was_named_beforehand_is_not_asked(shared: Database, settings: Settings) -> None:
    sitting = Sitting(replace(settings, user="engineer"))
    opening = sitting.open(print)
    assert opening.person is not None
    assert opening.person.username == "engineer"
    sitting.close()


def test_that_who_was_chosen_works_on_after_the_database_was_opened_again(shared: Database, settings: Settings) -> None:
    sitting = Sitting(settings)
    sitting.open(print)
    sitting.sign_in("engineer")
    again = sitting.open(print).person
    assert again is not None
    assert again.username == "engineer"
    assert sitting.use(settings.database_url, print).person is None, "another database, another question"
    sitting.sign_in("engineer")

    def retire(session: object) -> None:
        session.scalars(select(User).where(User.username == "engineer")).one().active = False  # type: ignore[attr-defined]

    shared.run(retire)
    assert sitting.open(print).person is None, "nobody else's name is taken instead"
    sitting.close()


# The window.


def test_that_a_person_is_chosen_by_keyboard_alone_and_stands_first_the_next_time(
    qtbot: QtBot, asked: Application, kept: QSettings, calm: Calm
) -> None:
    step = step_of(asked.page)
    assert asked.window.focusWidget() is step.field
    assert not asked.window.rail.isVisible()
    assert [one.username for one in step.found] == ["engineer", "supervisor", "viewer"]
    press(qtbot, asked, Qt.Key.Key_Up)
    assert step.offered == step.found[0]
    for _ in range(5):
        press(qtbot, asked, Qt.Key.Key_Down)
    assert step.offered == step.found[2]
    press(qtbot, asked, Qt.Key.Key_Up)
    press(qtbot, asked, Qt.Key.Key_Return)
    assert opened(qtbot, asked, calm) == "Supervisor of the tests"
    assert asked.window.tools is not None
    assert asked.window.tools.person.username == "supervisor"
    assert asked.window.top.person.accessibleName() == (
        "Signed in: Supervisor of the tests, supervisor, login supervisor"
    )
    assert kept.value("person") == "supervisor"
    leave(asked)
    qtbot.waitUntil(lambda: asked.page.step == "who", timeout=10_000)
    assert [one.username for one in step.found] == ["supervisor", "engineer", "viewer"]


@pytest.mark.parametrize("typed", ["view", "VIEWER", "view te"])
def test_that_typing_finds_by_name_role_and_login(qtbot: QtBot, asked: Application, calm: Calm, typed: str) -> None:
    step = step_of(asked.page)
    qtbot.keyClicks(step.field, typed)
    assert [one.username for one in step.found] == ["viewer"]
    press(qtbot, asked, Qt.Key.Key_Return)
    assert opened(qtbot, asked, calm) == "Viewer of the tests"


def test_that_enter_chooses_nobody_where_nobody_was_found(qtbot: QtBot, asked: Application) -> None:
    step = step_of(asked.page)
    qtbot.keyClicks(step.field, "zz")
    assert (step.found, step.offered, step.complaint.text()) == ((), None, "Nobody here is called that.")
    press(qtbot, asked, Qt.Key.Key_Return)
    assert asked.page.step == "who"
    step.field.clear()
    qtbot.keyClicks(step.field, "e")
    assert step.complaint.text() == ""


def test_that_a_click_chooses(qtbot: QtBot, asked: Application, calm: Calm) -> None:
    step = step_of(asked.page)
    third = step.list.visualRect(step.list.model().index(2, 0)).center()
    qtbot.mouseClick(step.list.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert opened(qtbot, asked, calm) == "Viewer of the tests"


def test_that_nothing_leads_round_the_question(qtbot: QtBot, asked: Application) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_1, Qt.Key.Key_K, Qt.Key.Key_O, Qt.Key.Key_N):
        qtbot.keyClick(asked.window, key, control)
    asked.window.show_start()
    assert asked.page.step == "who"
    assert asked.window.page_shown() is None
    assert not asked.window.finder.palette.isVisible()
    asked.page.show_server()
    back = next(one for one in asked.page.findChildren(QAbstractButton) if one.text() == "Back" and one.isVisible())
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert asked.page.step == "who"


def test_that_a_login_put_out_of_use_meanwhile_is_said_and_the_rest_is_asked_again(
    qtbot: QtBot, asked: Application, shared: Database
) -> None:
    def retire(session: object) -> None:
        session.scalars(select(User).where(User.username == "engineer")).one().active = False  # type: ignore[attr-defined]

    shared.run(retire)
    step = step_of(asked.page)
    press(qtbot, asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(step.complaint.text()), timeout=10_000)
    assert step.complaint.text() == "Nobody active has the login “engineer”."
    assert [one.username for one in step.found] == ["supervisor", "viewer"]


def test_that_somebody_else_sits_down_and_records_under_the_own_name(
    qtbot: QtBot, asked: Application, calm: Calm
) -> None:
    press(qtbot, asked, Qt.Key.Key_Return)
    assert opened(qtbot, asked, calm) == "Engineer of the tests"
    first = asked.window.page("overview")
    asked.window.top.person.setFocus()
    press(qtbot, asked, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    shown = [action.text() for action in menu.actions() if action.text()]
    assert shown == ["Engineer of the tests", "Engineer · engineer", "Somebody else is working…"]
    qtbot.keyClick(menu, Qt.Key.Key_Up)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked.page.step == "who", timeout=10_000)
    assert asked.window.tools is None
    assert asked.window.pages == {}
    assert not asked.window.top.isVisible()
    press(qtbot, asked, Qt.Key.Key_Down)
    press(qtbot, asked, Qt.Key.Key_Return)
    assert opened(qtbot, asked, calm) == "Supervisor of the tests"
    page = asked.window.page("overview")
    assert page is not first
    assert page.tools.person.role == "supervisor"


def test_that_what_is_not_saved_is_named_before_somebody_else_sits_down(
    qtbot: QtBot, asked: Application, calm: Calm
) -> None:
    press(qtbot, asked, Qt.Key.Key_Return)
    opened(qtbot, asked, calm)
    asked.window.page("overview").stack.push(Swap("a change", 1, 2, print))
    leave(asked)
    notice = asked.window.bar.notice
    assert notice is not None
    assert notice.text == "Overview holds changes that are not saved."
    calm(asked.window)
    assert asked.window.page_shown() is not None
    anyway = next(
        one for one in asked.window.bar.findChildren(QAbstractButton) if one.text() == "Change without saving"
    )
    qtbot.mouseClick(anyway, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked.page.step == "who", timeout=10_000)


def test_that_nobody_else_is_offered_where_the_login_of_the_server_decides(
    qtbot: QtBot, qapp: QApplication, shared: Database, settings: Settings, application: Application, calm: Calm
) -> None:
    shared.run(lambda session: people.add_user(session, login_of(settings), "Login of the connection", "engineer"))
    application.start()
    assert opened(qtbot, application, calm) == "Login of the connection"
    words = [action.text() for action in application.window.top.person.menu().actions() if action.text()]
    assert words[-1] == "The login of the server says who works here"
    application.window.somebody_else()
    calm(application.window)
    assert application.window.page_shown() is not None
    assert "the login of the server says so" in application.notices.history[-1].text


def test_that_the_help_beside_the_question_explains_it(qtbot: QtBot, asked: Application) -> None:
    press(qtbot, asked, Qt.Key.Key_F1)
    assert asked.window.help.isVisible()
    assert "There is no password on this computer's own database" in asked.window.help.reader.toPlainText()


def test_that_pictures_are_taken_as_a_supervisor(
    qtbot: QtBot, qapp: QApplication, asked: Application, tmp_path: Path, calm: Calm
) -> None:
    open_building(qapp, asked, (Look("dark", SMALL),), tmp_path)
    assert opened(qtbot, asked, calm) == "Supervisor of the tests"
    assert QImage(str(tmp_path / "first-who-dark-1280x800.png")).pixelColor(20, 20).lightness() < 60
