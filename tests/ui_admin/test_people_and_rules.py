"""People and rules in a real window on a real database, by keyboard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import text

from firemode_desktop.database import Database
from firemode_desktop.domain.rights import MAY
from firemode_desktop.domain.words import Role
from firemode_desktop.services import people, rules
from firemode_desktop.services.people import PersonLine
from firemode_desktop.services.rules import RuleVersion
from firemode_desktop.ui.admin.page import AdminPage
from tests.ui_admin.conftest import Open, Rest, last_said, window_of
from tests.ui_admin.keys import ALT, KEY, focus, press, type_


def logins(database: Database) -> dict[str, PersonLine]:
    return {one.username: one for one in database.run(people.lines)}


def version(database: Database, code: str, name: str) -> RuleVersion:
    return next(one for one in database.run(rules.versions) if (one.code, one.version) == (code, name))


def test_that_everybody_with_a_login_is_listed_and_shown_beside(admin: AdminPage) -> None:
    model = admin.people.model
    shown = [[model.text(row, column) for column in (0, 1, 2, 4, 6)] for row in range(model.rowCount())]
    assert shown == [
        ["Engineer One", "engineer", "Engineer", "FPAS-1", "yes"],
        ["Supervisor One", "supervisor", "Supervisor", "", "yes"],
    ]
    assert admin.people.panel.username.text() == "engineer"
    assert admin.people.panel.username.isReadOnly()
    assert admin.people.note.text() == "2 can sign in"
    assert not admin.people.panel.go.isEnabled()


def test_that_a_login_is_given_by_keyboard(admin: AdminPage, database: Database, rest: Rest) -> None:
    admin.people.begin_new()
    assert focus() is admin.people.panel.username
    type_("kim", "Kim Example", "", "", "FPAS-9", "kim@example.org")
    press(KEY.Key_Return)
    rest(window_of(admin))
    assert last_said(admin) == "Kim Example signs in as kim."
    made = logins(database)["kim"]
    assert (made.full_name, made.role, made.licence_number, made.email) == (
        "Kim Example",
        Role.ENGINEER,
        "FPAS-9",
        "kim@example.org",
    )
    assert admin.people.list.current.username == "kim"
    assert admin.people.panel.username.text() == "kim"
    assert admin.unsaved() is None


def test_that_a_username_that_is_taken_is_refused_and_what_was_typed_stays(admin: AdminPage, rest: Rest) -> None:
    admin.people.begin_new()
    type_("engineer", "Another")
    press(KEY.Key_Return)
    rest(window_of(admin))
    assert admin.people.panel.problem.text() == "The username “engineer” is taken."
    assert admin.people.panel.full_name.text() == "Another"
    press(KEY.Key_Escape)
    assert admin.people.panel.username.text() == "engineer"
    assert admin.people.panel.before is not None


def test_that_role_and_use_are_changed_and_listed(admin: AdminPage, database: Database, rest: Rest) -> None:
    panel = admin.people.panel
    panel.role.setCurrentIndex(panel.role.findData(Role.VIEWER.value))
    assert panel.may.text() == MAY[Role.VIEWER]
    panel.active.setChecked(False)
    panel.active.setFocus()
    press(KEY.Key_Return)
    rest(window_of(admin))
    made = logins(database)["engineer"]
    assert (made.role, made.active) == ("viewer", False)
    assert admin.people.note.text() == "1 can sign in, 1 no longer"
    assert not panel.go.isEnabled()
    assert admin.unsaved() is None


def test_that_the_last_supervisor_keeps_the_role(admin: AdminPage, database: Database, rest: Rest) -> None:
    admin.people.take_focus()
    press(KEY.Key_Down)
    panel = admin.people.panel
    assert panel.username.text() == "supervisor"
    panel.role.setCurrentIndex(panel.role.findData(Role.ENGINEER.value))
    panel.submit()
    rest(window_of(admin))
    assert panel.problem.text().startswith("One supervisor must remain")
    assert logins(database)["supervisor"].role == "supervisor"


def test_that_what_was_typed_for_one_person_waits_until_one_comes_back(admin: AdminPage, rest: Rest) -> None:
    panel = admin.people.panel
    panel.full_name.setText("Engineer Renamed")
    admin.people.take_focus()
    press(KEY.Key_Down)
    assert panel.full_name.text() == "Supervisor One"
    admin.people.load()
    rest(window_of(admin))
    assert admin.unsaved() == "Administration holds changes to people that are not saved."
    press(KEY.Key_Up)
    assert panel.full_name.text() == "Engineer Renamed"
    panel.back.click()
    assert panel.full_name.text() == "Engineer One"
    assert admin.unsaved() is None


def test_that_somebody_else_s_change_is_not_written_over(admin: AdminPage, database: Database, rest: Rest) -> None:
    panel = admin.people.panel
    panel.full_name.setText("Mine")
    database.run(lambda s: s.execute(text("UPDATE users SET full_name = 'Theirs' WHERE username = 'engineer'")))
    panel.submit()
    rest(window_of(admin))
    assert "Somebody else has changed the login “engineer”" in panel.problem.text()
    assert panel.full_name.text() == "Mine"
    assert logins(database)["engineer"].full_name == "Theirs"


def test_that_an_engineer_gives_no_logins(open_window: Open, database: Database, rest: Rest) -> None:
    window = open_window("admin", user="engineer")
    page = window.page("admin")
    assert isinstance(page, AdminPage)
    assert page.people.panel.note.text() == "Only a supervisor or an administrator gives or changes logins."
    assert not page.people.new.isEnabled()
    assert not page.people.panel.go.isVisible()
    page.people.begin_new()
    assert last_said(page) == page.people.panel.note.text()
    type_("kim", "Kim Example")
    press(KEY.Key_Return)
    rest(window)
    assert "kim" not in logins(database)


def test_that_a_person_is_limited_to_a_building_and_it_is_put_back(
    admin: AdminPage, database: Database, rest: Rest
) -> None:
    panel = admin.people.panel
    assert (panel.sees.currentText(), panel.buildings.isVisible()) == ("All buildings", False)
    panel.sees.setFocus()
    press(KEY.Key_Down)
    assert panel.buildings.isVisible()
    panel.buildings.setFocus()
    panel.buildings.setCurrentRow(0)
    press(KEY.Key_Space)
    panel.submit()
    rest(window_of(admin))
    limited = logins(database)["engineer"].buildings
    assert limited is not None
    assert len(limited) == 1
    assert last_said(admin) == "Engineer One: engineer, sees 1 building."
    assert admin.people.model.text(0, 3) == "1 building"
    ((undo, act),) = admin.tools.notices.history[-1].actions
    assert undo == "Undo"
    act()
    rest(window_of(admin))
    assert logins(database)["engineer"].buildings is None
    assert panel.sees.currentText() == "All buildings"


def test_that_every_version_of_a_rule_is_listed_with_its_limits_days_and_source(admin: AdminPage, rest: Rest) -> None:
    press(KEY.Key_2, ALT)
    rest(window_of(admin))
    model = admin.rules.model
    pressure = next(row for row in range(model.rowCount()) if model.text(row, 0) == "SP-01")
    assert [model.text(pressure, column) for column in (0, 2, 3, 4, 5)] == [
        "SP-01",
        "Pressure differential",
        "20 to 80 Pa",
        "1 Jan 2024",
        "",
    ]
    assert "AS/NZS 1668.1:2015" in model.text(pressure, 6)
    assert admin.rules.note.text() == "5 versions, 5 in force today"
    assert focus() is admin.rules.list


def test_that_a_rule_is_superseded_by_keyboard(admin: AdminPage, database: Database, rest: Rest) -> None:
    press(KEY.Key_2, ALT)
    rest(window_of(admin))
    old = next(row for row in admin.rules.model.rows if row.code == "SP-03")
    admin.rules.list.choose(old.rule_id)
    press(KEY.Key_Return)
    assert focus() is admin.rules.successor.version
    assert admin.rules.successor.high.text() == "110"
    type_("2027-1", "1/7/2026", "", "100", "AS 1851-2027 § 13.2")
    press(KEY.Key_Return)
    rest(window_of(admin))
    assert last_said(admin) == "SP-03 2027-1 holds from 1 Jul 2026."
    new = version(database, "SP-03", "2027-1")
    assert (new.limits.maximum, new.limits.unit, new.source) == (Decimal(100), "N", "AS 1851-2027 § 13.2")
    assert version(database, "SP-03", old.version).superseded_date == date(2026, 7, 1)
    assert admin.rules.list.current.version == "2027-1"
    assert admin.rules.rule.state.text() == "From 1 Jul 2026"
    assert admin.rules.note.text() == "6 versions, 5 in force today"
    admin.rules.which.choose(1)
    assert [row.version for row in admin.rules.model.rows if row.code == "SP-03"] == [old.version]


def test_that_a_version_that_was_superseded_cannot_be_superseded_again(
    admin: AdminPage, database: Database, rest: Rest
) -> None:
    by = logins(database)["supervisor"].id
    database.run(lambda s: rules.supersede(s, "SP-01", "v2", date(2026, 7, 1), {}, by=by))
    press(KEY.Key_2, ALT)
    rest(window_of(admin))
    old = next(row for row in admin.rules.model.rows if row.superseded_date)
    admin.rules.list.choose(old.rule_id)
    assert not admin.rules.rule.go.isVisible()
    press(KEY.Key_Return)
    assert last_said(admin) == "Only the last version of a rule can be superseded."


def test_that_limits_and_days_that_cannot_be_read_are_said_at_their_field(admin: AdminPage, rest: Rest) -> None:
    press(KEY.Key_2, ALT)
    rest(window_of(admin))
    admin.rules.list.choose(next(row for row in admin.rules.model.rows if row.code == "SP-01").rule_id)
    press(KEY.Key_Return)
    panel = admin.rules.successor
    for field, typed, words in (
        (panel.version, "v2", "“” is not a date"),
        (panel.begins, "1/7/2026", ""),
        (panel.low, "20 N", "cannot be converted"),
        (panel.low, "", "can be changed, not left out"),
        (panel.low, "90", "The lower limit 90 is above the upper limit 80"),
    ):
        field.setText(typed)
        if words:
            panel.submit()
            rest(window_of(admin))
            assert words in panel.problem.text()
    assert admin.unsaved() == "Administration holds a rule that is not in force yet."
    press(KEY.Key_Escape)
    assert admin.unsaved() is None
