"""The whole window on a real database."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from uuid import UUID

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Unreachable
from firemode_desktop.domain.standing import Measure
from firemode_desktop.models import Building, Fault, Floor, Stair
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.notices import Kind
from firemode_desktop.ui.overview.page import OverviewPage
from firemode_desktop.ui.theme import Scheme
from firemode_desktop.ui.undo import Swap
from firemode_desktop.ui.window import Window
from firemode_desktop.ui.workspace import Place
from firemode_desktop.ui.workspaces import WORKSPACES

Calm = Callable[[Window], None]
NOT_AT_FIRST_PAINT = (
    "matplotlib",
    "reportlab",
    "openpyxl",
    "alembic",
    "sqlalchemy",
    "numpy",
    "xlrd",
    "keyring",
)


def test_that_the_window_is_painted_before_anything_heavy_is_loaded(tmp_path: object) -> None:
    """A process of its own: what is loaded is counted when the window has painted itself first."""
    program = """
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings
from firemode_desktop.ui.application import Application
folder = Path(sys.argv[1])
qt = QApplication([])
kept = QSettings(str(folder / "kept.ini"), QSettings.Format.IniFormat)
made = Application(qt, Sitting(Settings(folder, folder)), kept, lambda: datetime.now().astimezone())
made.window.show()
picture = made.window.grab()
assert picture.width() >= 640
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
made.close()
"""
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(ran.stdout.split())
    assert "PySide6" in loaded
    assert loaded & set(NOT_AT_FIRST_PAINT) == set()


def test_that_an_empty_database_begins_with_the_four_ways(
    qtbot: QtBot, database: Database, application: Application
) -> None:
    application.start()
    qtbot.waitUntil(lambda: application.page.step == "choices", timeout=20_000)
    assert application.window.page_shown() is None
    assert not application.window.rail.isVisible()
    assert [tile.text() for tile in application.page.tiles] == [
        "New building",
        "Pilot building",
        "Connect to office server",
        "Restore a backup",
    ]


def test_that_the_window_shows_the_building_its_figures_and_its_faults(window: Window, overview: OverviewPage) -> None:
    assert window.top.building.text() == "Pilot Building 123"
    assert " · fm_test_" in window.status.connection.accessibleName()
    assert window.tools is not None
    assert window.top.person.text() == window.tools.person.full_name
    assert [card.figure.value for card in overview.cards.cards[:3]] == ["140 / 150", "4", "150 / 150"]
    assert overview.side.place.text() == "Stair-A · Level-8"
    assert overview.side.value.text() == "18.2"
    assert overview.side.margin.text() == "1.8 Pa below the minimum of 20"
    assert overview.side.baseline.text() == "baseline 44.2 · −58.8 %"


def test_that_the_badge_follows_the_faults(qtbot: QtBot, window: Window, overview: OverviewPage, calm: Calm) -> None:
    assert overview.cards.cards[1].figure.hint == "4 open faults, 4 critical"

    def resolve(session: object) -> None:
        for fault in session.scalars(select(Fault)):  # type: ignore[attr-defined]
            fault.status = "resolved"

    window.background.do(window, resolve, lambda _: None)
    qtbot.waitUntil(lambda: overview.cards.cards[1].figure.hint == "no open faults", timeout=10_000)
    calm(window)


def test_that_every_page_opens_on_the_pilot_building(window: Window, calm: Calm) -> None:
    for entry in WORKSPACES:
        window.visit(entry.key)
        calm(window)
        page = window.page_shown()
        assert page is not None
        assert (page.key, page.title) == (entry.key, entry.title)
        assert window.bar.notice is None, f"{entry.title} says {window.bar.notice}"


def test_that_a_page_is_made_at_its_first_visit_only(window: Window) -> None:
    assert set(window.pages) == {"overview"}
    first = window.page("overview")
    window.visit("overview")
    assert window.page("overview") is first


def test_that_the_keyboard_alone_leads_from_a_floor_to_its_measurements(
    qtbot: QtBot, window: Window, overview: OverviewPage, calm: Calm
) -> None:
    window.activateWindow()
    overview.drawing.setFocus()
    qtbot.keyClick(overview.drawing, Qt.Key.Key_Right)
    calm(window)
    assert overview.side.place.text() == "Stair-B · Level-8"
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    calm(window)
    assert overview.drawing.measure is Measure.VELOCITY
    assert overview.side.unit.text() == "m/s"
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    calm(window)
    assert overview.drawing.measure is Measure.TESTED
    assert overview.side.value.text() == "5"


def test_that_control_k_finds_a_floor_and_goes_there(
    qtbot: QtBot, window: Window, overview: OverviewPage, calm: Calm
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.finder.palette
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "b level-3")
    calm(window)
    assert [(hit.name, hit.hint) for hit in palette.hits][:1] == [("Level-3", "Stair-B")]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    calm(window)
    assert overview.side.place.text() == "Stair-B · Level-3"
    assert overview.side.margin.text() == "1.1 Pa above the minimum of 20"


def test_that_control_k_finds_every_action_that_can_be_used_here(qtbot: QtBot, window: Window) -> None:
    window.finder.open_all()
    named = {hit.name for hit in window.finder.palette.hits}
    assert {"Open building…", "New building…", "Show velocity", "Help on this page", "Quit"} <= named
    assert "Undo" not in named, "there is nothing to undo"


def test_that_a_stair_is_found_and_shown_at_the_floor_that_needs_attention(
    qtbot: QtBot, window: Window, overview: OverviewPage, calm: Calm
) -> None:
    stair_id = next(shaft.stair_id for shaft in overview.section.shafts if shaft.name == "Stair-B")  # type: ignore[union-attr]
    window.go("overview", Place(stair_id=stair_id))
    calm(window)
    assert overview.side.place.text() == "Stair-B · Level-3"


def test_that_another_building_is_chosen_by_name_and_remembered(
    qtbot: QtBot, window: Window, overview: OverviewPage, database: Database, kept: QSettings, calm: Calm
) -> None:
    def add(session: object) -> UUID:
        other = Building(name="Harbour Tower")
        session.add(other)  # type: ignore[attr-defined]
        session.flush()  # type: ignore[attr-defined]
        stair = Stair(building_id=other.id, stair_name="Core")
        session.add(stair)  # type: ignore[attr-defined]
        session.flush()  # type: ignore[attr-defined]
        session.add(Floor(building_id=other.id, stair_id=stair.stair_id, floor_level="Ground", floor_number=0))  # type: ignore[attr-defined]
        return other.id

    other = database.run(add)
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.finder.palette.field, "harb")
    calm(window)
    qtbot.keyClick(window.finder.palette.field, Qt.Key.Key_Return)
    calm(window)
    assert window.top.building.text() == "Harbour Tower"
    assert overview.side.place.text() == "Core · Ground"
    assert kept.value("building") == str(other)


def test_that_a_building_without_stairs_says_what_to_do_next(
    qtbot: QtBot, window: Window, overview: OverviewPage, database: Database, calm: Calm
) -> None:
    def add(session: object) -> UUID:
        other = Building(name="Bare")
        session.add(other)  # type: ignore[attr-defined]
        session.flush()  # type: ignore[attr-defined]
        return other.id

    window.open_building(database.run(add))
    calm(window)
    assert overview.empty.isVisible()
    assert not overview.card.isVisible()


def test_that_the_menu_lists_every_action_once_in_its_place(window: Window) -> None:
    menu = window.menu()
    named = [action.text() for top in menu.actions() for action in top.menu().actions()]  # type: ignore[union-attr]
    assert [action.text() for action in menu.actions()][:3] == ["File", "Edit", "Go"]
    assert len(named) == len(set(named))
    assert {action.text() for action in window.actions_now()} == set(named)


def test_that_no_two_actions_that_work_at_once_share_a_shortcut(window: Window, calm: Calm) -> None:
    for entry in WORKSPACES:
        window.visit(entry.key)
        calm(window)
        keys = [action.shortcut().toString() for action in window.actions_now() if not action.shortcut().isEmpty()]
        assert len(keys) == len(set(keys)), entry.title


def test_that_everything_that_takes_the_keyboard_has_a_name(window: Window, calm: Calm) -> None:
    for entry in WORKSPACES:
        window.visit(entry.key)
        calm(window)
        for widget in window.findChildren(QWidget):
            takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(window)
            if takes_keys and isinstance(widget, QAbstractButton):
                assert widget.text() or widget.accessibleName(), f"{entry.title}: {widget}"


def test_that_looks_are_chosen_and_remembered(window: Window, kept: QSettings, application: Application) -> None:
    window.choices.choose_scheme(Scheme.DARK)
    assert window.theme.colours().dark
    assert kept.value("scheme") == "dark"
    window.choices.choose_scheme(Scheme.LIGHT)


def test_that_a_window_with_unsaved_changes_asks_before_it_closes(
    qtbot: QtBot, window: Window, overview: OverviewPage
) -> None:
    overview.stack.push(Swap("a change", 1, 2, print))
    assert not window.close()
    assert window.bar.notice is not None
    assert window.bar.notice.text == "Overview holds changes that are not saved."
    button = next(one for one in window.bar.findChildren(QAbstractButton) if one.text() == "Close without saving")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_that_size_and_page_are_remembered(window: Window, kept: QSettings) -> None:
    window.resize(1400, 900)
    assert window.close()
    assert kept.value("geometry") is not None
    assert kept.value("workspace") == "overview"


def test_that_a_lost_connection_is_said_and_found_again(
    qtbot: QtBot, window: Window, application: Application, calm: Calm
) -> None:
    def lose(session: object) -> None:
        raise Unreachable("The server does not answer.")

    window._again.setInterval(20)
    window.background.do(window, lose, lambda _: None)
    window.notices.warn("Something else is said meanwhile.")
    qtbot.waitUntil(lambda: window.offline.isVisible(), timeout=10_000)
    assert window.offline.since is not None
    assert window.offline.accessibleDescription().endswith("The server does not answer.")
    qtbot.waitUntil(lambda: not window.offline.isVisible(), timeout=10_000)
    calm(window)
    assert window.offline.since is None
    assert window.bar.notice is not None  # it does not take other notices away with it
    assert not window.status.connection.accessibleName().endswith("not reachable")
    assert [notice.kind for notice in window.notices.history[-2:]] == [Kind.PROBLEM, Kind.DONE]
    assert window.status.said.endswith("Connected again.")


def test_that_a_defect_in_the_window_is_shown_as_one(window: Window, application: Application) -> None:
    error = ZeroDivisionError("division")
    application.on_exception(ZeroDivisionError, error, None)
    assert window.bar.notice is not None
    assert window.bar.notice.kind is Kind.DEFECT


def test_that_long_work_stands_in_the_status_line_with_cancel(qtbot: QtBot, window: Window) -> None:
    stopped: list[int] = []

    def work(work: object) -> None:
        for page in range(1_000_000):
            time.sleep(0.001)
            work.tell(page, 31, f"page {page}")  # type: ignore[attr-defined]

    window.background.work(window, work, lambda _: None, None, lambda: stopped.append(1), text="Writing report")
    assert window.status.task is not None
    cancel = next(one for one in window.status.findChildren(QAbstractButton) if one.text() == "Cancel")
    qtbot.waitUntil(cancel.isVisible, timeout=10_000)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stopped == [1], timeout=10_000)
    assert window.status.task is None
    assert not cancel.isVisible()


def test_that_the_page_asks_again_only_for_tables_it_shows(
    qtbot: QtBot, window: Window, overview: OverviewPage
) -> None:
    asked: list[str] = []
    window.background.started.connect(lambda task: asked.append(task.text))
    window.background.changed.emit(frozenset({"evidence_records"}))
    assert asked == []
    window.background.changed.emit(frozenset({"floors"}))
    assert asked
    qtbot.waitUntil(lambda: not window.background.running, timeout=10_000)


@pytest.mark.parametrize("size", [(1120, 680), (1280, 800), (1920, 1080)])
def test_that_nothing_of_the_overview_is_cut_off(
    qtbot: QtBot, window: Window, overview: OverviewPage, size: tuple[int, int]
) -> None:
    window.resize(*size)
    QApplication.processEvents()
    for part in (*overview.cards.cards, overview.measure, overview.case, overview.legend, overview.side):
        inside = part.rect().translated(part.mapTo(overview, part.rect().topLeft()))
        assert overview.rect().contains(inside), f"{part} at {inside} of {overview.rect()}"
    for one in (overview.measure, overview.case):
        assert one.width() >= one.sizeHint().width()
    cards = overview.cards.cards
    for left, right in pairwise(cards):
        assert left.geometry().right() < right.geometry().left()
