"""Coverage in the window: shapes and words, what is not proven, and the way to the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from firemode_desktop.database import Database
from firemode_desktop.domain.proving import Proof
from firemode_desktop.ui.scenarios import page as page_module
from firemode_desktop.ui.scenarios.coverage import CoverageView
from firemode_desktop.ui.scenarios.page import ScenariosPage
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_scenarios.test_page import CE, observe
from tests.ui_testing.conftest import Open

Calm = Callable[[Window], None]


@pytest.fixture
def page(open_window: Open, database: Database, calm: Calm) -> ScenariosPage:
    """Coverage after one sequence was tested: panel and fan in time, the damper late, the sensor not seen."""
    database.run(observe)
    window = open_window("engineer", "scenarios")
    shown = window.page("scenarios")
    assert isinstance(shown, ScenariosPage)
    shown.modes.choose(page_module.COVERAGE)
    calm(window)
    return shown


def view_of(page: ScenariosPage) -> CoverageView:
    return page.rooms.coverage


def window_of(page: ScenariosPage) -> Window:
    window = page.window()
    assert isinstance(window, Window)
    return window


def test_that_it_says_in_words_what_was_proven(page: ScenariosPage) -> None:
    assert view_of(page).sentence.text() == (
        "2 of 70 effects and 0 of 20 causes proven from 5 May 2025 to 4 May 2026; 2 failed, 66 not tested."
    )


def test_that_one_stair_and_what_is_not_proven_can_be_looked_at_alone(page: ScenariosPage) -> None:
    view = view_of(page)
    view.stairs.setCurrentText("Stair-B")
    view.stairs.activated.emit(view.stairs.currentIndex())
    assert {one.scenario.stair for one in view.grid.cells.causes} == {"Stair-B"}
    assert view.sentence.text().startswith("0 of 35 effects and 0 of 10 causes proven")
    view.which.choose(1)
    assert len(view.grid.cells.causes) == 10


def test_that_enter_leads_to_the_test_that_decided(page: ScenariosPage, calm: Calm) -> None:
    view = view_of(page)
    grid = view.grid
    row = next(at for at, one in enumerate(grid.cells.causes) if one.scenario.trigger == "SD-L8-01")
    column = [one.component_id for one in grid.cells.effects].index("DAMPER-RELIEF-Z3")
    grid.setFocus()
    grid.setCurrentIndex(grid.cells.index(row, column))
    assert view.words.text().endswith("DAMPER-RELIEF-Z3 open: failed on 4 May 2026, Annual session 2026-05-04")
    found = grid.cells.cell(row, column)
    assert found is not None
    assert found.proof is Proof.FAILED
    QTest.keyClick(grid, Qt.Key.Key_Return)
    calm(window_of(page))
    sessions = window_of(page).page_shown()
    assert isinstance(sessions, SessionsPage)
    assert sessions.run.list.current.identifier == CE


def test_that_what_was_not_tested_leads_to_its_scenario(page: ScenariosPage, calm: Calm) -> None:
    view = view_of(page)
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    calm(window_of(page))
    assert page.modes.index == page_module.BOTH
    assert page.head.name.text() == "Call Point Floor 2 – Stair-A, Zone-1"


def test_that_last_year_is_another_period(page: ScenariosPage, calm: Calm) -> None:
    view = view_of(page)
    view.period.choose(2)
    calm(window_of(page))
    assert view.sentence.text() == (
        "0 of 70 effects and 0 of 20 causes proven from 1 Jan 2025 to 31 Dec 2025; 70 not tested."
    )


def test_that_the_coverage_goes_out_effect_by_effect(
    page: ScenariosPage, calm: Calm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "coverage.xlsx"
    answer: Any = lambda *_: (str(target), "")  # noqa: E731  what the dialog of the system answers
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    view_of(page).export_button.click()
    calm(window_of(page))
    rows = list(load_workbook(target).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 71
    found = [row for row in rows if row[4] == "SD-L8-01" and row[0] == "Stair-A"]
    assert [row[10] for row in found] == ["proven", "proven", "failed", "failed"]
