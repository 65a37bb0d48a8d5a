"""Every register at 1280×800, in both looks: headings can be read and the form fits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from firemode_desktop.database import Database
from firemode_desktop.services import registry
from firemode_desktop.services.sitting import Person
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.commands import Commands
from firemode_desktop.ui.notices import Notices
from firemode_desktop.ui.registry.columns import WIDEST
from firemode_desktop.ui.registry.delegate import PAD
from firemode_desktop.ui.registry.editors import LineEditor
from firemode_desktop.ui.registry.page import RegistersPage
from firemode_desktop.ui.registry.pane import Pane
from firemode_desktop.ui.theme import BODY, Scheme, Theme, font
from firemode_desktop.ui.undo import UndoGroup
from firemode_desktop.ui.workspace import Tools
from tests.registry.buildings import build, engineer

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
PAGE = (1112, 724)
"""What a window of 1280×800 leaves to a page."""


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK], ids=lambda scheme: scheme.value)
def page(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path
) -> Iterator[RegistersPage]:
    database = Database(database_url)
    by, building = database.run(engineer), database.run(build)
    background = Background(database.run)
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    theme = Theme(qapp)
    theme.choose(request.param)
    person = Person(by, "engineer", "Engineer", "engineer")
    notices = Notices(lambda: NOW)
    made = RegistersPage(
        Tools(
            background, notices, Commands(), UndoGroup(), kept, person, lambda: NOW, lambda key, place: None, tmp_path
        )
    )
    made.resize(*PAGE)
    made.show()
    made.open(building)
    qtbot.waitUntil(lambda: not background.running, timeout=10_000)
    QApplication.processEvents()
    yield made
    background.close()
    database.close()
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)  # so that it is not styled once more
    theme.choose(Scheme.LIGHT)


def legible(pane: Pane) -> list[str]:
    """Headings that are cut off."""
    grid, strong = pane.grid, QFontMetrics(font(12, strong=True))
    return [
        field.label
        for column in grid.shown_columns()
        if strong.horizontalAdvance((field := pane.register.fields[column]).label) > grid.columnWidth(column) - 16
    ]


def test_that_every_heading_can_be_read_and_every_form_fits(page: RegistersPage) -> None:
    for register in registry.registers():
        page.show_register(register.name)
        QApplication.processEvents()
        pane = page.panes[register.name]
        assert page.width() == PAGE[0], f"{register.title} makes the window wider"
        assert page.height() == PAGE[1], f"{register.title} makes the window higher"
        if not pane.single:
            assert legible(pane) == []
            assert pane.grid.columnWidth(pane.grid.shown_columns()[0]) < pane.grid.viewport().width()
        boxes, room = [box for box in pane.form.boxes if not box.isHidden()], pane.form.scroller.viewport().width()
        assert [box.field.label for box in boxes if box.width() > room] == []
        assert pane.form.scroller.horizontalScrollBar().maximum() == 0
        if folder := os.environ.get("PICTURES"):
            page.grab().save(f"{folder}/{register.name}-{page.palette().window().color().lightness()}.png")


def test_that_what_only_other_programs_read_is_out_of_sight_until_it_is_filled(page: RegistersPage) -> None:
    page.show_register("stairs")
    pane, place = page.panes["stairs"], page.desk.draft["stairs"].register.columns["external_id"]
    box = pane.form.boxes[place]
    assert place not in pane.grid.shown_columns()
    assert box.isHidden()
    key = page.desk.draft["stairs"].rows[0].key
    pane.enter(key, place, "3kP0$xY")
    assert not box.isHidden()
    assert isinstance(box.editor, LineEditor), "an identifier is one line"
    pane.enter(key, place, "")
    assert box.isHidden()


def test_that_a_column_has_room_for_every_word_that_can_be_chosen(page: RegistersPage) -> None:
    body = QFontMetrics(font(BODY))
    for register in registry.registers():
        page.show_register(register.name)
        grid = page.panes[register.name].grid
        for column, field in enumerate(register.fields):
            if column in grid.shown_columns() and grid.columnWidth(column) < WIDEST:
                widest = max((body.horizontalAdvance(words) for _, words in field.choices), default=0)
                assert widest < grid.columnWidth(column) - 2 * PAD, f"{register.title}: {field.label}"


def test_that_grid_and_history_share_a_small_window_and_the_form_comes_back(page: RegistersPage) -> None:
    page.show_register("doors")
    pane = page.panes["doors"]
    page.show_history()
    QApplication.processEvents()
    assert page.history.isVisible()
    assert not pane.form_card.isVisible()
    assert page.width() == PAGE[0]
    page.resize(1700, 900)
    QApplication.processEvents()
    assert pane.form_card.isVisible(), "a wide window holds all three"
    page.resize(*PAGE)
    QApplication.processEvents()
    if folder := os.environ.get("PICTURES"):
        page.grab().save(f"{folder}/history-{page.palette().window().color().lightness()}.png")
    page.show_history()
    assert page.history.isHidden()
    assert pane.form_card.isVisible()
