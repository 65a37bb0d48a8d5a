"""The components of the register beside the design: found, added, dragged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from firemode_desktop.ui.scenarios.matrix import MatrixView
from firemode_desktop.ui.scenarios.shelf import Shelf
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.scenarios.timeline_view import TimelineView


@pytest.fixture
def shelf(studio: Studio, qtbot: QtBot) -> Shelf:
    made = Shelf(studio)
    qtbot.addWidget(made)
    made.resize(220, 500)
    made.show()
    return made


def drag(shelf: Shelf, name: str, target: MatrixView | TimelineView, at: QPointF) -> None:
    """Let go of a component over a view, with what the shelf gives along."""
    items = shelf.tree.findItems(name, Qt.MatchFlag.MatchExactly)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    data = shelf.tree.mimeData(items)
    event = QDropEvent(at, Qt.DropAction.CopyAction, data, left, none)
    (target.grid if isinstance(target, MatrixView) else target).dropEvent(event)


def test_that_a_component_is_found_and_added_by_keyboard(shelf: Shelf, studio: Studio) -> None:
    shelf.filter.setFocus()
    QTest.keyClicks(shelf.filter, "lift")
    QTest.keyClick(shelf.filter, Qt.Key.Key_Return)
    assert [step.component_id for step in studio.sequence][-1] == "LIFT-01"
    studio.stack.undo()
    assert len(studio.sequence) == 4


def test_that_what_is_dragged_into_the_matrix_becomes_a_step_of_that_cause(
    shelf: Shelf, studio: Studio, qtbot: QtBot
) -> None:
    matrix = MatrixView(studio)
    qtbot.addWidget(matrix)
    drag(shelf, "LIFT-01", matrix, QPointF(50, matrix.grid.rowViewportPosition(1) + 5))
    assert "LIFT-01" in {step.component_id for step in studio.design.scenarios[1].sequence}
    assert "LIFT-01" not in {step.component_id for step in studio.design.scenarios[0].sequence}


def test_that_what_is_dragged_into_the_timeline_becomes_a_step_where_it_was_let_go(
    shelf: Shelf, studio: Studio, qtbot: QtBot
) -> None:
    timeline = TimelineView(studio)
    qtbot.addWidget(timeline)
    timeline.resize(800, 300)
    timeline.show()
    drag(shelf, "LIFT-01", timeline, QPointF(timeline.frame.x_of(10), 100))
    (new,) = [step for step in studio.sequence if step.component_id == "LIFT-01"]
    assert abs(new.expected_delay_seconds - 10) <= 1
