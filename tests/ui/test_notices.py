"""What the program says when something goes wrong, and when all goes well."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.errors import Conflict, FiremodeError, Invalid, Missing, Refused, Unreachable
from firemode_desktop.ui.history import line
from firemode_desktop.ui.notices import Kind, Notice, Notices, explain
from firemode_desktop.ui.shell import NoticeBar
from firemode_desktop.ui.theme import Theme

AT = datetime(2026, 5, 6, 14, 2, tzinfo=UTC)


@pytest.mark.parametrize("kind", [Invalid, Refused, Missing, Conflict, Unreachable])
def test_that_each_of_the_five_errors_is_shown_in_its_own_sentence(kind: type[FiremodeError]) -> None:
    notice = explain(kind("Level-8 is not a floor of Stair-B."))
    assert notice.kind is Kind.PROBLEM
    assert notice.text.startswith("Level-8 is not a floor of Stair-B.")
    assert kind.__name__ not in notice.text


def test_that_a_lost_connection_and_a_conflict_say_that_nothing_typed_is_lost() -> None:
    assert explain(Unreachable("The server does not answer.")).text.endswith("What you typed is kept.")
    assert explain(Conflict("Somebody changed this door.")).text.endswith("Your entries are kept.")


def test_that_the_particulars_of_an_import_are_lines_with_their_cells() -> None:
    error = Invalid("2 cells are wrong.", [{"cell": "Pressure!D14", "message": "“n/a” is no number."}, "and a file"])
    assert explain(error).details == ("Pressure!D14: “n/a” is no number.", "and a file")


def test_that_anything_else_is_a_defect_with_a_reference_and_its_trace_to_copy() -> None:
    try:
        raise KeyError("door")
    except KeyError as error:
        notice = explain(error)
    assert notice.kind is Kind.DEFECT
    reference = notice.text.partition("reference ")[2][:6]
    assert reference in notice.copy
    assert "test_notices.py" in notice.copy
    assert "KeyError: 'door'" in notice.copy


def test_that_everything_said_is_remembered_with_its_time(qapp: QApplication) -> None:
    notices = Notices(lambda: AT)
    notices.say("Saved 3 doors.")
    notices.warn("2 rows were skipped.", "row 7", "row 9")
    assert [line(notice) for notice in notices.history] == [
        "14:02  Saved 3 doors.",
        "14:02  Note: 2 rows were skipped.\nrow 7\nrow 9",
    ]


def test_that_the_history_keeps_the_latest_two_hundred(qapp: QApplication) -> None:
    notices = Notices(lambda: AT)
    for number in range(205):
        notices.say(str(number))
    assert [notices.history[0].text, notices.history[-1].text, len(notices.history)] == ["5", "204", 200]


def test_that_the_bar_shows_the_sentence_and_closes_by_escape(qtbot: QtBot, theme: Theme) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_notice(explain(Refused("Only a supervisor may approve a session.")))
    assert bar.isVisible()
    assert bar.accessibleDescription() == "Only a supervisor may approve a session."
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert bar.notice is None


def test_that_copy_details_puts_the_whole_of_it_on_the_clipboard(qtbot: QtBot, theme: Theme) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_notice(Notice(Kind.PROBLEM, "3 cells are wrong.", ("D4", "D5", "D6")))
    copy = next(button for button in bar.findChildren(QPushButton) if button.text() == "Copy details")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "3 cells are wrong.\nD4\nD5\nD6"


def test_that_an_action_of_a_notice_is_carried_out_once_and_closes_it(qtbot: QtBot, theme: Theme) -> None:
    bar, done = NoticeBar(), []
    qtbot.addWidget(bar)
    bar.show_notice(Notice(Kind.WARNING, "Not saved.", actions=(("Close without saving", lambda: done.append(1)),)))
    close = next(button for button in bar.findChildren(QPushButton) if button.text() == "Close without saving")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert not bar.isVisible()


def test_that_a_notice_goes_when_what_it_is_about_is_put_right_and_no_other(qtbot: QtBot) -> None:
    notices, bar = Notices(lambda: AT), NoticeBar()
    qtbot.addWidget(bar)
    notices.said.connect(bar.show_notice)
    notices.settled.connect(bar.settle)
    notices.warn("3 cells cannot be saved yet.", about="cells")
    notices.settle("something else")
    assert bar.notice is not None
    notices.settle("cells")
    assert bar.notice is None
    notices.warn("The server is slow.")
    notices.settle("cells")
    assert bar.notice is not None, "what is about nothing is closed by a person"
