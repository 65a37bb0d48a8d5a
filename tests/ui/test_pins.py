"""What the pinned versions are pinned for."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 50_000


def test_that_fifty_thousand_calls_that_return_nothing_leave_the_interpreter_whole(qtbot: QtBot) -> None:
    """PySide6 6.12.0 drops a reference to None at each void call; CPython 3.11 then aborts within these calls."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    assert label.text() == str(CALLS - 1)
    assert abs(sys.getrefcount(None) - before) < CALLS / 10
