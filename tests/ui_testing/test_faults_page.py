"""Faults on screen: the worst first, their class decided by a person, and what became of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from sqlalchemy import text

from firemode_desktop.database import Database
from firemode_desktop.services import faults, people, testing
from firemode_desktop.ui.faults.page import FaultsPage
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import NOW, Open, session_named, user_named
from tests.ui_testing.keys import CTRL, KEY, press, type_

Calm = Callable[[Window], None]
OPEN, OVERDUE, CLOSED = range(3)
PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
VELOCITY = "VELOCITY_STAIR-A_L8_DW-LEVEL-8-STAIR-A_WORST-CASE-3-DOORS-OPEN"


def fail_some(session: Any) -> None:
    """A pressure (1A), and a velocity (1B) read later."""
    results = [
        testing.Result(PRESSURE, value=Decimal("18.2")),
        testing.Result(VELOCITY, points=(Decimal("0.9"),) * 9),
    ]
    testing.record(session, session_named(session, "Annual"), results, by=user_named(session, "engineer"), at=NOW)


def opened(open_window: Open, user: str = "engineer") -> FaultsPage:
    page = open_window(user, "faults").page("faults")
    assert isinstance(page, FaultsPage)
    return page


def window_of(page: FaultsPage) -> Window:
    window = page.window()
    assert isinstance(window, Window)
    return window


@pytest.fixture
def page(open_window: Open, database: Database) -> FaultsPage:
    """Two open faults, as the engineer sees them."""
    database.run(fail_some)
    return opened(open_window)


def stored(database: Database) -> faults.ShownFault:
    """The worse of the two, as it is on record."""
    return database.run(lambda session: faults.shown_faults(session))[0]


def said(page: FaultsPage) -> list[str]:
    """Everything the panel says."""
    return [each.text() for each in page.side.findChildren(QLabel) if each.isVisible()]


def test_that_there_being_no_faults_is_said(open_window: Open) -> None:
    page = opened(open_window)
    texts = [each.text() for each in page.none.findChildren(QLabel)]
    assert page.views.currentWidget() is page.none
    assert "No faults." in texts


def test_that_the_worst_comes_first_with_its_context(page: FaultsPage) -> None:
    rows = [[page.model.text(row, column) for column in range(9)] for row in range(2)]
    assert [row[1:6] for row in rows] == [
        ["1A", "critical", "Stair-A · Level-8", "Pressure 18.2 < 20 Pa", "open"],
        ["1B", "high", "Stair-A · Level-8", "Velocity 0.9 < 1 m/s", "open"],
    ]
    assert rows[0][6:] == ["", "0 d", "4 May 2026"]
    assert page.side.value.text() == "18.2"
    assert page.side.margin.text() == "1.8 Pa below the minimum of 20"
    texts = said(page)
    assert "SP-01, version AS1851-2024-v1.3" in texts
    assert "1A, critical defect – proposed by the rule, not confirmed yet" in texts
    assert "Pressure 18.2 Pa BELOW minimum 20 Pa on Stair-A Level-8 (all_closed)" in texts


def test_that_faults_are_filtered_by_class_state_and_words(page: FaultsPage) -> None:
    page.classes.choose(2)
    assert [one.defect_classification for one in page.model.rows] == ["1B"]
    assert page.side.fault is not None
    assert page.side.fault.defect_classification == "1B"
    page.classes.choose(0)
    page.which.choose(CLOSED)
    assert page.model.rows == ()
    assert page.side.fault is None
    page.which.choose(0)
    page.filter.setText("velocity level-8")
    assert [one.defect_classification for one in page.model.rows] == ["1B"]


def test_that_the_two_questions_propose_a_class_and_the_person_confirms_it(
    page: FaultsPage, database: Database, calm: Calm
) -> None:
    page.list.setFocus()
    press(KEY.Key_E, CTRL)
    form = page.side.form
    type_("n")
    type_("n")
    assert form.classes.index == 1
    assert form.meaning.text() == "non-critical defect"
    type_("The doors can still be opened.")
    press(KEY.Key_Return)
    calm(window_of(page))
    fault = database.run(lambda session: faults.shown_faults(session))
    (decided,) = [each for each in fault if each.instance_id == page.side.fault.instance_id]  # type: ignore[union-attr]
    assert (decided.defect_classification, decided.as1851_class) == ("1B", "non_critical_defect")
    assert (decided.makes_inoperable, decided.likely_to_harm) == (False, False)
    assert (decided.class_confirmed_by, decided.class_reason) == ("Engineer One", "The doors can still be opened.")
    assert decided.proposed_classification == "1A"
    assert any("the rule proposed 1A" in each and "decided by Engineer One" in each for each in said(page))


def test_that_a_class_chosen_by_hand_is_not_changed_by_the_answers(page: FaultsPage) -> None:
    page.side.decide()
    form = page.side.form
    form.classes.choose(2)
    form.inoperable.answer(True)
    form.harm.answer(True)
    assert form.classes.index == 2


def test_that_a_class_is_not_confirmed_without_both_answers_and_a_reason(
    page: FaultsPage, database: Database, calm: Calm
) -> None:
    page.side.decide()
    form = page.side.form
    form.submit()
    assert form.problem.text() == "Both questions are to be answered."
    form.inoperable.answer(False)
    form.harm.answer(True)
    form.submit()
    assert form.problem.text() == "A reason is needed; it is kept with the fault."
    calm(window_of(page))
    assert stored(database).class_confirmed_by is None


def test_that_a_fault_is_worked_on_deferred_and_resolved(page: FaultsPage, database: Database, calm: Calm) -> None:
    page.list.setFocus()
    press(KEY.Key_B, CTRL)
    calm(window_of(page))
    assert stored(database).status == "in_progress"
    assert page.side.state.text() == "in progress"
    press(KEY.Key_D, CTRL)
    type_("The damper is ordered.")
    press(KEY.Key_Tab)
    type_("1 Aug 2026")
    press(KEY.Key_Tab)
    type_("Level 8 is kept empty.")
    press(KEY.Key_Return)
    calm(window_of(page))
    assert (stored(database).status, str(stored(database).due_date)) == ("deferred", "2026-08-01")
    assert page.side.state.text() == "deferred · due 1 Aug 2026"
    assert "Level 8 is kept empty." in said(page)
    press(KEY.Key_R, CTRL)
    type_("Damper replaced.")
    press(KEY.Key_Return)
    calm(window_of(page))
    assert (stored(database).status, stored(database).resolution_note) == ("resolved", "Damper replaced.")
    assert [one.defect_classification for one in page.model.rows] == ["1B"]
    page.which.choose(CLOSED)
    assert [one.status for one in page.model.rows] == ["resolved"]
    assert not page.side.resolve.isVisible()


def test_that_only_a_supervisor_may_void(page: FaultsPage, open_window: Open, database: Database, calm: Calm) -> None:
    voiding = page.side.menu().actions()[-1]
    assert not voiding.isEnabled()
    page.deeds.ask_void()
    type_("A mistake.")
    press(KEY.Key_Return)
    calm(window_of(page))
    assert "Only a supervisor may void a fault." in page.tools.notices.history[-1].text
    reviewing = opened(open_window, "supervisor")
    reviewing.deeds.ask_void()
    type_("Wrong floor.")
    press(KEY.Key_Return)
    calm(window_of(reviewing))
    assert stored(database).status == "void"


def test_that_a_fault_leads_to_its_reading(page: FaultsPage, calm: Calm) -> None:
    fault = page.side.fault
    page.list.setFocus()
    press(KEY.Key_Return, CTRL)
    calm(window_of(page))
    sessions = window_of(page).page_shown()
    assert isinstance(sessions, SessionsPage)
    assert fault is not None
    assert sessions.run.list.current.instance_id == fault.instance_id
    sessions.run.side.fault.click()
    calm(window_of(page))
    assert window_of(page).page_shown() is page
    assert page.side.fault is not None
    assert page.side.fault.id == fault.id


def test_that_a_passed_retest_proposes_to_resolve_the_fault(page: FaultsPage, database: Database, calm: Calm) -> None:
    def again(session: Any) -> None:
        session_id, by = session_named(session, "Annual"), user_named(session, "engineer")
        identifier = testing.retest(session, session_id, PRESSURE, by=by)
        testing.record(session, session_id, [testing.Result(identifier, value=Decimal("44"))], by=by, at=NOW)

    database.run(again)
    page.load()
    calm(window_of(page))
    assert page.side.fault is not None
    page.list.choose(stored(database).id)
    assert f"Its retest {PRESSURE}_R2 complies. Resolve it?" in said(page)
    assert stored(database).status == "open"


def test_that_a_place_from_elsewhere_makes_the_filters_give_way(page: FaultsPage, database: Database) -> None:
    from firemode_desktop.ui.workspace import Place

    page.classes.choose(2)
    page.show_location(Place(fault_id=stored(database).id))
    assert page.side.fault is not None
    assert page.side.fault.id == stored(database).id
    assert page.classes.index == 0


def test_that_a_class_below_the_answers_is_refused_in_the_form(
    page: FaultsPage, database: Database, calm: Calm
) -> None:
    page.side.decide()
    form = page.side.form
    form.inoperable.answer(True)
    form.harm.answer(False)
    form.reason.setText("It is small.")
    form.classes.choose(2)
    form.submit()
    assert form.problem.text().startswith("The answer is that it makes the system inoperable")
    calm(window_of(page))
    assert stored(database).class_confirmed_by is None


def in_queensland(session: Any) -> None:
    session.execute(text("UPDATE buildings SET state = 'QLD', timezone = 'Australia/Brisbane'"))


def test_that_a_due_day_is_proposed_with_its_law_and_a_day_that_was_typed_stays(
    page: FaultsPage, database: Database, calm: Calm
) -> None:
    page.side.decide()
    form = page.side.form
    assert form.due.text() == ""
    assert form.source.text().startswith("No period set by law is on file")
    database.run(in_queensland)
    page.load()
    calm(window_of(page))
    page.side.decide()
    assert form.due.text() == "4 Jun 2026"
    assert form.source.text().endswith("Building Fire Safety Regulation 2008 (Qld)")
    form.classes.choose(1)
    assert form.due.text() == ""
    form.due.setFocus()
    type_("20 May 2026")
    form.classes.choose(0)
    assert form.due.text() == "20 May 2026"


def test_that_what_is_overdue_is_told_by_shape_and_word_and_can_be_shown_alone(
    page: FaultsPage, database: Database, calm: Calm
) -> None:
    late = stored(database).id
    database.run(
        lambda session: session.execute(text("UPDATE faults SET due_date = '2026-05-03' WHERE id = :id"), {"id": late})
    )
    page.load()
    calm(window_of(page))
    page.list.setFocus()
    press(KEY.Key_2, Qt.KeyboardModifier.AltModifier)
    assert [one.id for one in page.model.rows] == [late]
    assert page.model.text(0, 6) == "1 d overdue"
    assert page.side.state.text() == "open · due 3 May 2026, overdue"
    assert page.note.text() == "2 open of 2, 1 overdue"
    page.classes.choose(4)
    assert page.nothing.text() == "No fault is left by these filters."


def test_that_the_life_of_a_fault_is_told_beside_it(page: FaultsPage, calm: Calm) -> None:
    page.list.setFocus()
    press(KEY.Key_M, CTRL)
    type_("The tenant was told.")
    press(KEY.Key_Return)
    calm(window_of(page))
    assert [step.head for step in page.side.steps] == ["Found, proposed class 1A", "Remark"]
    told = said(page)
    assert {"History", "Remark", "The tenant was told.", "Found, proposed class 1A"} <= set(told)


def test_that_what_somebody_changed_meanwhile_is_said_and_shown(
    page: FaultsPage, database: Database, calm: Calm
) -> None:
    fault = page.side.fault
    assert fault is not None
    database.run(lambda session: faults.start(session, fault.id, by=user_named(session, "supervisor")))
    page.deeds.ask_resolve()
    type_("Done.")
    press(KEY.Key_Return)
    calm(window_of(page))
    assert "Somebody else has changed F-" in page.tools.notices.history[-1].text
    assert stored(database).status == "in_progress"
    assert page.side.state.text() == "in progress"


def test_that_a_fault_found_otherwise_is_typed_in_and_shown(page: FaultsPage, database: Database, calm: Calm) -> None:
    page.list.setFocus()
    press(KEY.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    calm(window_of(page))
    type_("The door is wedged open.")
    panel = page.found
    panel.stair.setCurrentIndex(2)
    panel.floor.setCurrentIndex(panel.floor.findText("Level-3"))
    panel.classes.choose(2)
    panel.what.setFocus()
    press(KEY.Key_Return)
    calm(window_of(page))
    (made,) = [one for one in database.run(lambda session: faults.shown_faults(session)) if one.instance_id is None]
    assert (made.location, made.defect_classification, made.severity) == ("Stair-B, Level-3", "1B", "medium")
    assert page.side.fault is not None
    assert page.side.fault.id == made.id
    page.stairs.setCurrentIndex(page.stairs.findText("Stair-A"))
    assert len(page.model.rows) == 2


def test_that_the_notice_is_copied_mailed_saved_and_noted_as_sent(
    page: FaultsPage, database: Database, calm: Calm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.list.setFocus()
    press(KEY.Key_L, CTRL)
    calm(window_of(page))
    told = page.notice.notice
    assert told is not None
    page.notice.copy_()
    assert QGuiApplication.clipboard().text() == told.whole
    links: list[QUrl] = []

    def opened_by_the_system(link: QUrl) -> bool:
        links.append(link)
        return True

    page.notice._acts = replace(page.notice._acts, opened=opened_by_the_system)
    page.notice.open_mail()
    assert links[0].scheme() == "mailto"
    assert len(links[0].toString()) <= 2000
    file = tmp_path / "notice.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    page.notice.save_()
    calm(window_of(page))
    assert file.read_text(encoding="utf-8") == told.whole
    page.notice.to.setText("the strata manager")
    page.notice.submit()
    calm(window_of(page))
    kept = next(one for one in database.run(lambda session: faults.shown_faults(session)) if one.notified)
    assert (kept.notified, str(kept.notified_on)) == ("the strata manager", "2026-05-04")
    assert "A notice was sent to the strata manager on 4 May 2026." in said(page)


def test_that_the_selected_faults_are_exported_or_all_that_are_shown(
    page: FaultsPage, calm: Calm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "faults.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    page.list.setFocus()
    press(KEY.Key_S, CTRL)
    calm(window_of(page))
    assert len(file.read_text(encoding="utf-8-sig").splitlines()) == 3
    page.classes.choose(2)
    press(KEY.Key_S, CTRL)
    calm(window_of(page))
    assert [line.split(",")[2] for line in file.read_text(encoding="utf-8-sig").splitlines()] == ["class", "1B"]


def test_that_a_retest_is_added_from_its_fault_and_opened_from_there(
    page: FaultsPage, database: Database, calm: Calm
) -> None:
    page.list.setFocus()
    press(KEY.Key_T, CTRL)
    calm(window_of(page))
    assert f"Its retest {PRESSURE}_R2 is still to be done." in said(page)
    (opened_by,) = [each for each in page.side.findChildren(QPushButton) if each.text() == "Open retest R2"]
    opened_by.click()
    calm(window_of(page))
    sessions = window_of(page).page_shown()
    assert isinstance(sessions, SessionsPage)
    assert sessions.run.list.current.identifier == f"{PRESSURE}_R2"


def test_that_the_notice_of_a_session_is_of_its_critical_defects_and_that_of_a_selection_of_all_selected(
    page: FaultsPage, calm: Calm
) -> None:
    page.list.choose(page.model.rows[1].id)
    page.deeds.ask_session_notice()
    calm(window_of(page))
    told = page.notice.notice
    assert told is not None
    assert "What: Pressure 18.2 Pa" in told.text
    assert "Air velocity" not in told.text
    press(KEY.Key_Escape)
    press(KEY.Key_A, CTRL)
    press(KEY.Key_L, CTRL)
    calm(window_of(page))
    both = page.notice.notice
    assert both is not None
    assert both.subject == "Notice of 2 defects: Pilot Building 123"
    assert both.text.index("What: Pressure 18.2 Pa") < both.text.index("What: Air velocity 0.9 m/s")


def test_that_a_viewer_looks_and_changes_nothing(open_window: Open, database: Database) -> None:
    database.run(fail_some)
    database.run(lambda session: people.add_user(session, "viewer", "Viewer One", "viewer"))
    page = opened(open_window, "viewer")
    assert not page.add_button.isEnabled()
    assert not any(each.isEnabled() for each in (page.side.resolve, page.side.start, page.side.confirm))
    enabled = [action.text() for action in page.side.menu().actions() if action.isEnabled()]
    assert enabled == ["Notice to the owner…"]
