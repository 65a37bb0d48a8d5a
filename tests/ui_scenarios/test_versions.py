"""Versions beside a scenario: what they say, signing and withdrawing by keyboard, comparing effect by effect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from firemode_desktop.database import Database
from firemode_desktop.domain.scenario_diff import Change
from firemode_desktop.services import scenarios
from firemode_desktop.ui.scenarios.compare import CompareView
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.scenarios.versions import LIST, PUBLISH, VersionsPanel
from firemode_desktop.ui.undo import UndoStack
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import NOW, user_named

SLOW_MS = 20_000


class Side:
    """The panel beside a design that is on record, and the window whose tools it uses."""

    def __init__(self, window: Window, database: Database, qtbot: QtBot, kind: type[Any], width: int) -> None:
        assert window.tools is not None
        self.window, self.database, self.qtbot = window, database, qtbot
        self.stack = UndoStack()
        self.studio = Studio(self.stack)
        self.read()
        self.panel = kind(self.studio, window.tools)
        self.holder = QWidget()
        laid = QHBoxLayout(self.holder)
        laid.addWidget(self.panel)
        self.holder.resize(width, 760)
        qtbot.addWidget(self.holder)
        self.holder.show()

    def read(self) -> None:
        """Put on the desk what is on record; the fire in Stair-A is chosen."""
        building_id = self.window.building_id
        assert building_id is not None
        desk = self.database.run(lambda session: scenarios.desk(session, building_id))
        self.studio.show(desk.design, desk.around, desk.in_force)
        fire = next(one for one in desk.design if (one.stair, one.scenario_type) == ("Stair-A", "annual"))
        self.studio.choose(fire.key)

    def slower(self) -> None:
        """Let the fan start five seconds later."""
        self.studio.edit(self.studio.sequence.shifted([2], Decimal(5)), "FAN later")

    def save(self) -> None:
        """Write the drafts as the page does."""
        by = self.database.run(lambda session: user_named(session, "engineer"))
        written = self.database.run(partial(scenarios.save, scenarios=self.studio.unsaved.drafts, by=by, at=NOW))
        self.studio.written(written)
        self.read()

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=SLOW_MS)

    def text(self) -> str:
        return "\n".join(each.text() for each in self.panel.findChildren(QLabel) if each.isVisible())

    def press(self, words: str) -> None:
        found = [one for one in self.panel.findChildren(QPushButton) if one.text() == words and one.isVisible()]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)

    def end(self) -> None:
        self.holder.hide()
        self.panel.deleteLater()
        self.studio.deleteLater()
        self.stack.deleteLater()


@pytest.fixture
def side(open_window: Any, database: Database, qtbot: QtBot) -> Iterator[Side]:
    """The versions of the fire in Stair-A, as wide as beside the matrix."""
    made = Side(open_window(page="overview"), database, qtbot, VersionsPanel, 300)
    made.wait(lambda: "signed by" in made.text() and made.panel.withdraw_button.isVisible())
    yield made
    made.end()


def typed(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_that_a_draft_is_told_from_its_first_edit_and_signed_by_keyboard_once_it_is_right(side: Side) -> None:
    assert "Version 1\npublished\nsigned by" in side.text()
    side.slower()
    side.wait(lambda: "draft, not saved" in side.text())
    assert "• FAN-01-A start: 8 ± 2 s, was 3 ± 2 s" in side.text()
    saves: list[None] = []
    side.panel.save_wanted.connect(lambda: saves.append(None))
    side.press("Publish…")
    signing = side.panel.signing
    assert (len(saves), signing.go.isEnabled()) == (1, False)
    assert "Save the draft first" in signing.why.text()
    side.save()
    side.wait(lambda: signing.why.text() == "Sign with your name, Engineer One.")
    typed(signing.note_field, "The fan takes longer")
    typed(signing.sign, "Engineer")
    assert not signing.go.isEnabled()
    QTest.keyClick(signing.sign, Qt.Key.Key_Return)
    typed(signing.sign, "engineer one")
    assert signing.go.isEnabled()
    with side.qtbot.waitSignal(side.panel.recorded, timeout=SLOW_MS):
        QTest.keyClick(signing.sign, Qt.Key.Key_Return)
    side.read()
    side.wait(lambda: "superseded" in side.text())
    assert side.panel.pages.currentIndex() == LIST
    assert "“The fan takes longer”" in side.text()
    assert "Still follows a version that is out of force" in side.text()
    assert "Annual session 2026-05-04: 1 test still to do by it" in side.text()
    side.press("Open")
    side.wait(lambda: side.window.page_shown() is side.window.pages.get("sessions"))


def test_that_errors_keep_a_draft_from_being_signed_and_esc_goes_back(side: Side) -> None:
    side.studio.edit(side.studio.sequence.changed(2, depends_on=(9,)), "wrong")
    side.save()
    side.wait(lambda: side.panel.publish_button.isVisible())
    side.press("Publish…")
    signing = side.panel.signing
    typed(signing.sign, "Engineer One")
    assert not signing.go.isEnabled()
    assert signing.why.text() == "1 error keeps it from being published."
    side.wait(lambda: "✕ Step 2 depends on step 9, which does not exist." in side.text())
    assert side.panel.pages.currentIndex() == PUBLISH
    QTest.keyClick(signing.sign, Qt.Key.Key_Escape)
    assert side.panel.pages.currentIndex() == LIST


def test_that_an_old_version_is_restored_as_a_draft_and_that_can_be_undone(side: Side, database: Database) -> None:
    old = side.studio.sequence
    side.slower()
    side.save()
    draft = side.studio.scenario
    assert draft is not None
    by = database.run(lambda session: user_named(session, "engineer"))
    database.run(lambda s: scenarios.publish(s, draft.key, signed="Engineer One", by=by, at=NOW))
    side.read()
    side.wait(lambda: "superseded" in side.text())
    side.press("Restore as draft")
    one = side.studio.scenario
    assert one is not None
    assert (one.version, one.is_draft, one.sequence, one.change_note) == (3, True, old, "As version 1")
    side.stack.undo()
    assert side.studio.scenario is not None
    assert side.studio.scenario.version == 2


def test_that_withdrawing_wants_a_reason(side: Side) -> None:
    side.press("Withdraw…")
    panel = side.panel.withdrawing
    assert not panel.go.isEnabled()
    side.wait(lambda: "1 expected test (annual): generate again" in side.text())
    typed(panel.reason, "Zone rebuilt")
    with side.qtbot.waitSignal(side.panel.recorded, timeout=SLOW_MS):
        QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    side.wait(lambda: "“Zone rebuilt”" in side.text())


def test_that_a_withdrawn_scenario_is_begun_again_beside_another_of_its_stair(side: Side, database: Database) -> None:
    by = database.run(lambda session: user_named(session, "engineer"))
    fire = side.studio.scenario
    other = next(one for one in side.studio.design if fire is not None and one.stair == fire.stair and one is not fire)
    database.run(lambda s: scenarios.withdraw(s, other.key, reason="Rebuilt", by=by, at=NOW))
    side.panel.load()
    side.wait(lambda: "Withdrawn in this stair" in side.text())
    assert f"{other.name}, {other.zone}" in side.text()
    with side.qtbot.waitSignal(side.panel.recorded, timeout=SLOW_MS):
        side.press("Begin again as draft")
    side.read()
    begun = next(one for one in side.studio.design if (one.zone, one.name) == (other.zone, other.name))
    assert (begun.version, begun.is_draft, begun.sequence) == (2, True, other.sequence)
    side.wait(lambda: "Withdrawn in this stair" not in side.text())


def test_that_two_versions_are_compared_as_they_stand_on_the_desk(
    open_window: Any, database: Database, qtbot: QtBot
) -> None:
    side = Side(open_window(page="overview"), database, qtbot, CompareView, 1100)
    side.slower()
    side.studio.edit(side.studio.sequence.without([4]), "without the sensor")
    view = side.panel
    view.begin()
    assert [row.kind for row in view.model.rows] == [Change.SAME, Change.SAME, Change.CHANGED, Change.REMOVED]
    assert view.summary.text() == "1 step removed, 1 step changed."
    view.only.click()
    assert [row.words for row in view.model.rows] == [
        "FAN-01-A start: 8 ± 2 s, was 3 ± 2 s",
        next(row.words for row in view.diff.rows if row.kind is Change.REMOVED),
    ]
    side.studio.stack.undo()
    assert view.summary.text() == "1 step changed."
    view.swap()
    assert view.model.rows[0].words == "FAN-01-A start: 3 ± 2 s, was 8 ± 2 s"
    with qtbot.waitSignal(view.closed):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    side.wait(lambda: not side.window.background.running)
    side.end()
