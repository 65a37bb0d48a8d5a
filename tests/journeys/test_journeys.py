"""The five journeys of the architecture, each with the keyboard alone and with the mouse alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from firemode_desktop import models
from firemode_desktop.database import Database
from firemode_desktop.ui.window import Window
from tests.journeys.conftest import NAME, Open
from tests.journeys.hands import Keyboard, Mouse

UNCHOSEN = ("Choose the manometer…", "Choose the force gauge…")
Answer = Callable[[Path], None]
PRESSURES = """stair,floor,door_configuration,pressure_pa,commissioned_date
Stair-A,Ground,all_closed,fourty,2026-03-02
Stair-A,Level-1,all_closed,47,2026-03-02
"""


@pytest.fixture
def workbook(tmp_path: Path, files: Answer) -> Path:
    """A file of pressures in which one is not a number; it is what the dialog answers."""
    path = tmp_path / "pressures.csv"
    path.write_text(PRESSURES)
    files(path)
    return path


@pytest.fixture
def keyboard(open_on: Open, qtbot: QtBot) -> Callable[[str], Keyboard]:
    return lambda template: Keyboard(open_on(template), qtbot)


@pytest.fixture
def mouse(open_on: Open, qtbot: QtBot) -> Callable[[str], Mouse]:
    return lambda template: Mouse(open_on(template), qtbot)


def record(window: Window) -> Database:
    """The database of a window, to look at what is on record or to be somebody else."""
    assert window.tools is not None
    assert window.tools.keeping is not None
    return Database(window.tools.keeping.url)


def count(window: Window, table: type[models.Base]) -> int:
    """How many rows are on record."""
    beside = record(window)
    try:
        return beside.run(lambda session: session.scalar(select(func.count()).select_from(table)) or 0)
    finally:
        beside.close()


# --- 1 import ---------------------------------------------------------------------------------------------------------


def test_that_baselines_are_imported_with_the_keyboard(
    keyboard: Callable[[str], Keyboard], house_template: str, workbook: Path
) -> None:
    hands = keyboard(house_template)
    hands.press("Ctrl+3")
    assert hands.focused == "Import a workbook…"
    hands.press("Return", "Return")
    assert hands.look_for("1 row cannot be imported as it stands")
    hands.press("F8")
    hands.type_("45")
    hands.press("Return")
    assert hands.look_for("Import 2 rows")
    hands.press("F6", "F6", "Return")
    hands.hears("2 baselines imported")
    assert count(hands.window, models.BaselinePressureDifferential) == 2


def test_that_baselines_are_imported_with_the_mouse(
    mouse: Callable[[str], Mouse], house_template: str, workbook: Path
) -> None:
    hands = mouse(house_template)
    for text_ in ("Baselines", "Import a workbook…", "Choose a file…"):
        hands.click(text_)
    assert hands.look_for("1 row cannot be imported as it stands")
    hands.click("fourty", twice=True)
    hands.type_("45")
    hands.click("all_closed")
    hands.click("Import 2 rows")
    hands.hears("2 baselines imported")
    assert count(hands.window, models.BaselinePressureDifferential) == 2


# --- 2 register -------------------------------------------------------------------------------------------------------


def test_that_a_building_is_described_with_the_keyboard(
    keyboard: Callable[[str], Keyboard], template_database: str
) -> None:
    hands = keyboard(template_database)
    assert hands.focused == "New building"
    hands.press("Return")
    hands.type_("Harbour House")
    hands.press("Return")
    assert hands.focused == "Open the registers"
    hands.press("Return")
    assert hands.focused == "New stairs from a rule"
    hands.press("Return", "Tab")
    hands.type_("G+2, 3.5 m, zones of 4")
    hands.press("Return", "Ctrl+S")
    hands.hears("Saved ")
    assert count(hands.window, models.Floor) == 3


def test_that_a_building_is_described_with_the_mouse(mouse: Callable[[str], Mouse], template_database: str) -> None:
    hands = mouse(template_database)
    hands.click("New building")
    hands.click("Building")
    hands.type_("Harbour House")
    for text_ in ("Create building", "Open the registers", "New stairs from a rule", "Add and save"):
        hands.click(text_)
    hands.hears("Saved ")
    assert count(hands.window, models.Floor) == 15


# --- 3 cause and effect -----------------------------------------------------------------------------------------------


def test_that_a_scenario_is_published_with_the_keyboard(
    keyboard: Callable[[str], Keyboard], house_template: str
) -> None:
    hands = keyboard(house_template)
    hands.press("Ctrl+4")
    assert hands.focused == "New scenario…"
    hands.press("Return", "Return")
    assert hands.look_for("What triggers it in Zone-1?")
    assert hands.focused == "Trigger"
    hands.type_("SD-L1-01")
    hands.press("Return")
    hands.type_("1±1")
    hands.press("Return", "Ctrl+Return")
    hands.type_("As designed")
    hands.press("Tab")
    hands.type_(NAME)
    hands.press("Return")
    hands.hears("Version 1 of “Fire in Zone-1” is in force.")


def test_that_a_scenario_is_published_with_the_mouse(mouse: Callable[[str], Mouse], house_template: str) -> None:
    hands = mouse(house_template)
    for text_ in ("Cause & effect", "New scenario…", "Trigger"):
        hands.click(text_)
    hands.type_("SD-L1-01")
    for text_ in ("Add the scenario", "Publish…"):
        hands.click(text_)
    assert not hands.sees("Save the draft first"), "it was saved for it"
    hands.click("Sign with your name")
    hands.type_(NAME)
    hands.click("Publish")
    hands.hears("Version 1 of “Fire in Zone-1” is in force.")


# --- 4 test -----------------------------------------------------------------------------------------------------------


def test_that_a_visit_is_carried_out_with_the_keyboard(
    keyboard: Callable[[str], Keyboard], house_template: str
) -> None:
    hands = keyboard(house_template)
    hands.press("Ctrl+5")
    assert hands.focused == "New session…"
    hands.press("Return", "Up", "Return")
    hands.hears("Session created. Its 6 tests")
    hands.type_("12")
    assert hands.look_for("fail")
    hands.press("Return")
    assert hands.look_for("Which manometer was used?")
    for reading in ("", *["45"] * 5):
        hands.type_(reading)
        if any(hands.sees(choice) for choice in UNCHOSEN):
            hands.tab_to("Instrument")
            hands.press("Down", "Return")
        hands.press("Return")
    hands.hears("Stair-A · Level-2 · door force, fan running: 45.0 N, pass.")
    hands.press("Ctrl+Shift+S")
    assert hands.look_for("15 things to settle")
    hands.tab_to("Accept and waive 15…")
    hands.press("Return")
    hands.type_("No camera at hand")
    hands.press("Return")
    hands.hears("Six-monthly session 2026-05-04 is submitted for review.")
    hands.find("approve")
    hands.press("Return")
    hands.hears("Six-monthly session 2026-05-04 is approved.")
    assert count(hands.window, models.Fault) == 1


def test_that_a_visit_is_carried_out_with_the_mouse(mouse: Callable[[str], Mouse], house_template: str) -> None:
    hands = mouse(house_template)
    for text_ in ("Sessions", "New session…"):
        hands.click(text_)
    hands.choose("Annual", 2)
    hands.click("Create session")
    hands.type_("12")
    assert hands.look_for("fail")
    for reading in ("", *["45"] * 5):
        hands.type_(reading)
        for choice in filter(hands.sees, UNCHOSEN):
            hands.choose(choice, 1)
        hands.click("Record")
    for text_ in ("Submit", "Accept and waive 15…"):
        hands.click(text_)
    hands.type_("No camera at hand")
    for text_ in ("Accept, waive and submit", "Approve…", "Approve", "Open the report"):
        hands.click(text_)
    assert hands.look_for("Save report…")
    assert count(hands.window, models.Fault) == 1


# --- 5 report ---------------------------------------------------------------------------------------------------------


def test_that_a_report_is_saved_and_verified_with_the_keyboard(
    keyboard: Callable[[str], Keyboard], visited_template: str, tmp_path: Path, files: Answer
) -> None:
    hands, paper = keyboard(visited_template), tmp_path / "report.pdf"
    files(paper)
    hands.press("Ctrl+8")
    assert hands.focused == "Sessions"
    hands.press("Ctrl+Shift+S")
    assert paper.read_bytes().startswith(b"%PDF")
    hands.press("Ctrl+Shift+V")
    assert hands.look_for("report.pdf: genuine")


def test_that_a_report_is_saved_and_verified_with_the_mouse(
    mouse: Callable[[str], Mouse], visited_template: str, tmp_path: Path, files: Answer
) -> None:
    hands, paper = mouse(visited_template), tmp_path / "report.pdf"
    files(paper)
    for text_ in ("Reports", "Save report…"):
        hands.click(text_)
    assert paper.read_bytes().startswith(b"%PDF")
    hands.click("Verify a PDF…")
    assert hands.look_for("report.pdf: genuine")
