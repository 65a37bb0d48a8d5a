"""The site sheet on screen, and the way back from its code through Ctrl+K."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from firemode_desktop.database import Database
from firemode_desktop.services import scenarios, site_sheets
from firemode_desktop.ui.scenarios.sheet import UNSAVED, SheetView
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.undo import UndoStack
from firemode_desktop.ui.window import Window

Calm = Callable[[Window], None]


def view_of(window: Window, database: Database, calm: Calm) -> SheetView:
    """The view above a studio with the pilot building's scenarios, the first of them chosen."""
    assert window.tools is not None
    assert window.building_id is not None
    building_id = window.building_id
    desk = database.run(lambda session: scenarios.desk(session, building_id))
    studio = Studio(UndoStack(window), window)
    studio.begin(desk.design, desk.around, desk.in_force)
    studio.choose(desk.design.scenarios[0].key)
    view = SheetView(studio, window.tools, window)
    view.resize(1000, 700)
    view.show()
    view.begin()
    calm(window)
    return view


def test_that_the_sheet_of_a_scenario_its_zone_and_its_stair_is_shown_and_saved(
    qtbot: QtBot, open_window: Callable[..., Window], database: Database, calm: Calm,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = open_window(page="scenarios")
    view = view_of(window, database, calm)
    assert (view.preview.page_count, view.note.text()) == (1, "1 page")
    assert view.scope.hasFocus()
    qtbot.keyClick(view.scope, Qt.Key.Key_Right)
    calm(window)
    assert view.note.text() == "2 scenarios on 2 pages"
    qtbot.keyClick(view.scope, Qt.Key.Key_Right)
    calm(window)
    assert view.note.text() == "10 scenarios on 10 pages"
    assert view.file_name == "Site sheet – Stair-A.pdf"
    path = tmp_path / "stair.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    qtbot.mouseClick(view.save, Qt.MouseButton.LeftButton)
    calm(window)
    building_id = window.building_id
    assert building_id is not None
    ids = database.run(lambda session: site_sheets.scenarios_of(session, building_id, "Stair-A"))
    assert path.read_bytes() == database.run(lambda session: site_sheets.site_sheet(session, ids))
    with qtbot.waitSignal(view.closed):
        qtbot.keyClick(view.scope, Qt.Key.Key_Escape)


def test_that_changes_that_are_not_saved_are_not_on_the_sheet_and_it_says_so(
    qtbot: QtBot, open_window: Callable[..., Window], database: Database, calm: Calm
) -> None:
    window = open_window(page="scenarios")
    view = view_of(window, database, calm)
    studio = view.studio
    assert studio.edit(studio.sequence.without([1]), "Without step 1")
    view.begin()
    calm(window)
    assert view.note.text() == f"1 page. {UNSAVED}"
    assert view.save.isEnabled()
    one = studio.scenario
    assert one is not None
    fresh = replace(one.clone("Not on record yet"), origin=None)
    studio.swap(studio.design.added(fresh), "A new one", key=fresh.key)
    view.begin()
    calm(window)
    assert view.note.text().startswith("Save the scenario first")
    assert not view.save.isEnabled()
    assert view.preview.page_count == 0


def test_that_a_scanned_code_is_found_by_the_palette_and_leads_to_its_scenario(
    qtbot: QtBot, open_window: Callable[..., Window], database: Database, calm: Calm
) -> None:
    window = open_window(page="overview")
    building_id = window.building_id
    assert building_id is not None
    ids = database.run(lambda session: site_sheets.scenarios_of(session, building_id, "Stair-B", "Zone-3"))
    (sheet,) = database.run(lambda session: site_sheets.sheets(session, ids[:1]))
    for text in (sheet.code.text, sheet.code.short):
        window.finder.open_all()
        qtbot.keyClicks(window.finder.palette.field, text)
        calm(window)
        hit = window.finder.palette.hits[0]
        assert hit.name == f"{sheet.scenario.name} · Stair-B · Zone-3, version 1"
        assert hit.hint == "Pilot Building 123"
    qtbot.keyClick(window.finder.palette.field, Qt.Key.Key_Return)
    calm(window)
    assert window.current == "scenarios"
