"""Cause and effect on screen: what is planned, and what was seen of it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from firemode_desktop import models
from firemode_desktop.database import Database
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.standing import Standing
from firemode_desktop.services import testing
from firemode_desktop.ui.scenarios.page import ScenariosPage
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import NOW, Open, session_named, user_named

Calm = Callable[[Window], None]
CE = "CE_STAIR-A_ZONE-3_FIRE-FLOOR-8"
SEEN = (("ALARM-PANEL", "activate", "0.5"), ("FAN-01-A", "start", "3.1"), ("DAMPER-RELIEF-Z3", "open", "8.4"))


def observe(session: Any) -> None:
    """The panel and the fan in time, the damper late, the sensor not at all."""
    effects = tuple(ObservedEffect(component, action, Decimal(delay)) for component, action, delay in SEEN)
    result = testing.Result(CE, observed=effects)
    testing.record(session, session_named(session, "Annual"), [result], by=user_named(session, "engineer"), at=NOW)


@pytest.fixture
def page(open_window: Open, database: Database) -> ScenariosPage:
    """The page, after one sequence was tested."""
    database.run(observe)
    shown = open_window("engineer", "scenarios").page("scenarios")
    assert isinstance(shown, ScenariosPage)
    return shown


def window_of(page: ScenariosPage) -> Window:
    window = page.window()
    assert isinstance(window, Window)
    return window


def choose(page: ScenariosPage, place: str, name: str, calm: Calm) -> None:
    """Put the cursor on a scenario, and wait for what was seen of it."""
    one = next(each for each in page.model.rows if (each.place, each.name) == (place, name))
    page.list.choose(one.scenario_id)
    calm(window_of(page))


def test_that_the_list_has_every_scenario_by_stair_and_zone(page: ScenariosPage) -> None:
    assert page.note.text() == "20 scenarios"
    assert [page.model.text(0, column) for column in range(5)] == [
        "Stair-A · Zone-1",
        "Call Point Floor 2",
        "Six-monthly",
        "1",
        "published",
    ]
    assert [one.stair for one in page.model.rows] == ["Stair-A"] * 10 + ["Stair-B"] * 10


def test_that_steps_show_what_was_seen_beside_what_was_planned(page: ScenariosPage, calm: Calm) -> None:
    choose(page, "Stair-A · Zone-3", "Fire Floor 8", calm)
    assert [(one.step.component_id, one.standing, one.said) for one in page.rows.rows] == [
        ("ALARM-PANEL", Standing.PASS, "0.5 s"),
        ("FAN-01-A", Standing.PASS, "3.1 s"),
        ("DAMPER-RELIEF-Z3", Standing.FAIL, "8.4 s – 1.4 s late"),
        ("PRESSURE-SENSOR-L8", Standing.FAIL, "not seen"),
    ]
    assert page.observed.text() == "observed on 4 May 2026 · Annual session 2026-05-04"
    assert "DAMPER-RELIEF-Z3 open: 8.4 s – 1.4 s late" in page.timeline.accessibleDescription()


def test_that_a_scenario_that_was_never_tested_says_so(page: ScenariosPage, calm: Calm) -> None:
    choose(page, "Stair-B · Zone-3", "Fire Floor 8", calm)
    assert page.observed.text() == "not tested yet"
    assert {one.standing for one in page.rows.rows} == {Standing.NOT_TESTED}
    assert not page.reading.isVisible()


def test_that_the_timeline_is_true_to_scale_and_holds_every_window(page: ScenariosPage, calm: Calm) -> None:
    choose(page, "Stair-A · Zone-3", "Fire Floor 8", calm)
    line = page.timeline
    assert line.reach_s >= 20
    second = line.x_of(1) - line.x_of(0)
    assert second > 5
    assert line.x_of(Decimal("8.4")) - line.x_of(0) == pytest.approx(8.4 * second)
    assert line.x_of(20) < line.width()


def test_that_a_click_in_the_timeline_chooses_the_step(page: ScenariosPage, calm: Calm) -> None:
    choose(page, "Stair-A · Zone-3", "Fire Floor 8", calm)
    middle = page.timeline.row_of(2).center().toPoint()
    QTest.mouseClick(page.timeline, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(300, middle.y()))
    assert page.steps.current.step.component_id == "DAMPER-RELIEF-Z3"


def test_that_versions_that_were_replaced_are_shown_when_asked_for(
    page: ScenariosPage, database: Database, calm: Calm
) -> None:
    def replace(session: Any) -> None:
        from sqlalchemy import select

        by = user_named(session, "engineer")
        one = session.scalars(
            select(models.CEScenario).where(models.CEScenario.scenario_name == "Fire Floor 8").limit(1)
        ).one()
        newer = one.clone_to_new_version()
        session.add(newer)
        session.flush()
        newer.publish(NOW, by, one)
        session.add(newer.clone_to_new_version())

    assert not page.which.isVisible()
    database.run(replace)
    page.load()
    calm(window_of(page))
    assert page.which.isVisible()
    states = {(one.version, one.state.value) for one in page.model.rows if one.name == "Fire Floor 8"}
    assert states == {(3, "draft"), (2, "published"), (1, "published")}
    page.which.choose(1)
    mine = [one for one in page.model.rows if (one.name, one.state.value) == ("Fire Floor 8", "superseded")]
    assert [one.version for one in mine] == [1]


def test_that_scenarios_are_found_by_their_components(page: ScenariosPage) -> None:
    page.filter.setText("damper-relief-z3 stair-b")
    assert {one.place for one in page.model.rows} == {"Stair-B · Zone-3"}
    assert page.name.text().endswith("Stair-B, Zone-3")


def test_that_what_was_observed_leads_to_its_test(page: ScenariosPage, calm: Calm) -> None:
    choose(page, "Stair-A · Zone-3", "Fire Floor 8", calm)
    page.reading.click()
    calm(window_of(page))
    sessions = window_of(page).page_shown()
    assert isinstance(sessions, SessionsPage)
    assert sessions.run.list.current.identifier == CE


def test_that_the_checks_of_the_steps_are_said(page: ScenariosPage, calm: Calm) -> None:
    choose(page, "Stair-A · Zone-3", "Fire Floor 8", calm)
    texts = [each.text() for each in page.findChildren(QLabel)]
    assert "The tolerance of step 1 reaches before the trigger; it is clipped at 0 s." in texts
