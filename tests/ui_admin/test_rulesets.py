"""Rule sets in a real window on a real database: what is in one, adopting it, judging a building by it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.domain.words import DEFAULT_RULE_SET
from firemode_desktop.services import generating, people, pilot, rulesets, testing
from firemode_desktop.services.catalogue import building_named
from firemode_desktop.ui.admin.page import AdminPage
from tests.ui_admin.conftest import NOW, Open, Rest, last_said, window_of
from tests.ui_admin.keys import ALT, KEY, focus, press, type_

SPRINKLERED = "NFPA 92, sprinklered"


def _rules(admin: AdminPage, rest: Rest) -> AdminPage:
    press(KEY.Key_2, ALT)
    rest(window_of(admin))
    return admin


def _choose(admin: AdminPage, name: str, rest: Rest) -> None:
    """As the arrow keys do in the box, until the set is there."""
    sets = admin.rules.sets
    sets.setFocus()
    press(KEY.Key_Home)
    for _ in range(sets.count()):
        state = admin.rules.state
        if state is not None and state.name == name:
            break
        press(KEY.Key_Down)
    rest(window_of(admin))


def _judged_by(database: Database) -> str:
    return database.run(lambda session: rulesets.set_of(session, building_named(session, pilot.NAME).id))


def test_that_the_set_that_judges_the_building_is_shown_first(admin: AdminPage, rest: Rest) -> None:
    _rules(admin, rest)
    assert admin.rules.sets.currentText() == f"{DEFAULT_RULE_SET} · judges this building"
    assert admin.rules.note.text() == "5 versions, 5 in force today"
    admin.rules.show_set()
    assert admin.rules.set.note.text() == "This building is judged by it."
    assert admin.rules.set.go.isHidden()
    assert "Air velocity: at least 1 m/s" in admin.rules.set.limits.text()


def test_that_a_set_is_adopted_and_then_chosen_by_keyboard(admin: AdminPage, database: Database, rest: Rest) -> None:
    _rules(admin, rest)
    _choose(admin, SPRINKLERED, rest)
    assert admin.rules.note.text() == "not adopted yet"
    admin.rules.show_set()
    assert focus() is admin.rules.set.begins
    type_("1 Jan 2020")
    press(KEY.Key_Return)
    rest(window_of(admin))
    assert last_said(admin) == f"“{SPRINKLERED}” holds from 1 Jan 2020."
    assert _judged_by(database) == DEFAULT_RULE_SET, "adopting alone judges nothing"
    assert admin.rules.model.rowCount() == 4
    admin.rules.show_set()
    rest(window_of(admin))
    assert "Pressure differential: 20 to 80 Pa → at least 12.5 Pa" in admin.rules.set.change.text()
    admin.rules.set.go.setFocus()
    press(KEY.Key_Space)
    rest(window_of(admin))
    assert _judged_by(database) == SPRINKLERED
    assert admin.rules.sets.currentText() == f"{SPRINKLERED} · judges this building"


def test_that_a_day_that_cannot_be_read_is_said_and_nothing_is_adopted(
    admin: AdminPage, database: Database, rest: Rest
) -> None:
    _rules(admin, rest)
    _choose(admin, SPRINKLERED, rest)
    admin.rules.show_set()
    type_("soon")
    press(KEY.Key_Return)
    rest(window_of(admin))
    assert not admin.rules.set.problem.isHidden()
    assert not next(one for one in database.run(rulesets.states) if one.name == SPRINKLERED).adopted


def test_that_an_engineer_is_told_that_a_supervisor_chooses(open_window: Open, database: Database, rest: Rest) -> None:
    shown = open_window("admin", "engineer").page("admin")
    assert isinstance(shown, AdminPage)
    _rules(shown, rest)
    _choose(shown, SPRINKLERED, rest)
    shown.rules.show_set()
    type_("1 Jan 2020")
    press(KEY.Key_Return)
    rest(window_of(shown))
    assert "supervisor" in shown.rules.set.problem.text().lower()


def test_that_the_sessions_a_version_judged_are_listed_and_opened(
    admin: AdminPage, database: Database, rest: Rest
) -> None:
    def begin(session: Session) -> None:
        building = building_named(session, pilot.NAME)
        by = people.with_login(session, "engineer").id
        generating.generate(session, building.id, "six_monthly", today=date(2026, 5, 4), at=NOW)
        testing.create_session(
            session,
            building.id,
            "six_monthly",
            scheduled_for=date(2026, 5, 4),
            by=by,
        )

    database.run(begin)
    _rules(admin, rest)
    admin.rules.list.setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    assert admin.rules.list.current.code == "SP-01"
    admin.rules.rule.usage.click()
    rest(window_of(admin))
    assert admin.rules.usage.note.text() == "0 results in 1 session"
    press(KEY.Key_Space)
    assert admin.rules.right.currentWidget() is admin.rules.rule
