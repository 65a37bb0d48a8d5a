"""Faults on screen: the worst first, their class decided by a person, and what became of them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from firemode_desktop.database import Database
from firemode_desktop.services import faults, testing
from firemode_desktop.ui.faults.page import FaultsPage
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import NOW, Open, session_named, user_named
from tests.ui_testing.keys import CTRL, KEY, press, type_

Calm = Callable[[Window], None]
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
    rows = [[page.model.text(row, column) for column in range(8)] for row in range(2)]
    assert [row[1:6] for row in rows] == [
        ["1A", "critical", "Stair-A · Level-8", "Pressure 18.2 < 20 Pa", "open"],
        ["1B", "high", "Stair-A · Level-8", "Velocity 0.9 < 1 m/s", "open"],
    ]
    assert rows[0][7] == "4 May 2026"
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
    page.which.choose(1)
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
    assert any("the rule proposed 1A" in text and "decided by Engineer One" in text for text in said(page))


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
    page.start()
    calm(window_of(page))
    assert stored(database).status == "in_progress"
    assert page.side.state.text() == "in progress"
    page.ask_defer()
    type_("The damper is ordered.")
    page.side.question.day.setText("1 Aug 2026")
    press(KEY.Key_Return)
    calm(window_of(page))
    assert (stored(database).status, str(stored(database).due_date)) == ("deferred", "2026-08-01")
    assert page.side.state.text() == "deferred · due 1 Aug 2026"
    page.ask_resolve()
    type_("Damper replaced.")
    press(KEY.Key_Return)
    calm(window_of(page))
    assert (stored(database).status, stored(database).resolution_note) == ("resolved", "Damper replaced.")
    assert [one.defect_classification for one in page.model.rows] == ["1B"]
    page.which.choose(1)
    assert [one.status for one in page.model.rows] == ["resolved"]
    assert not page.side.resolve.isVisible()


def test_that_only_a_supervisor_may_void(page: FaultsPage, open_window: Open, database: Database, calm: Calm) -> None:
    voiding = page.side.menu().actions()[-1]
    assert not voiding.isEnabled()
    page._void("A mistake.")
    calm(window_of(page))
    assert "Only a supervisor may void a fault." in page.tools.notices.history[-1].text
    reviewing = opened(open_window, "supervisor")
    reviewing.ask_void()
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
