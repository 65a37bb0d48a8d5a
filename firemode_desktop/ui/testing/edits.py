"""What results are typed with: a number as it is written, and a yes or no that is neither until it is answered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from firemode_desktop.domain.typed import split, stepped
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import row
from firemode_desktop.ui.theme import GRID

ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)
STEPS = {Qt.Key.Key_Up.value: 1, Qt.Key.Key_Down.value: -1}
ARROWS = (*STEPS, Qt.Key.Key_Left.value, Qt.Key.Key_Right.value)


class NumberEdit(QLineEdit):
    """A number as typed. Up and down step its last digit, with Shift ten times as far; several pasted ones spread."""

    entered = Signal()
    spread = Signal(object)
    said = Signal(bool)
    """Y or N was typed where it answers yes or no."""
    converts = Signal()
    """Ctrl+U: it was read in the other unit that is offered."""
    timed = Signal()
    """Space where it starts and stops a stopwatch: while nothing is typed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.hint = ""
        """What is said of the field while nothing is wrong with it."""
        self.answers = False
        """Whether Y and N are an answer here, not text."""
        self.clocked = False
        """Whether Space in the empty field starts and stops a stopwatch."""

    def begin(self, text: str) -> None:
        """Type instead of what stands here."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setText(text)
        self.textEdited.emit(text)

    def mark(self, wrong: str) -> None:
        """Show why what stands here cannot be read; blank where it can."""
        if bool(self.property("invalid")) != bool(wrong):
            self.setProperty("invalid", bool(wrong))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(wrong or self.hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ENTER:
            self.entered.emit()
        elif key in STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step(STEPS[key] * (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1))
        elif self.answers and event.text().casefold() in ("y", "n"):
            self.said.emit(event.text().casefold() == "y")
        elif key == Qt.Key.Key_U.value and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.converts.emit()
        elif self.clocked and key == Qt.Key.Key_Space.value and not self.text().strip():
            self.timed.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and len(parts := _copied()) > 1:
            self.spread.emit(parts)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        text = stepped(self.text(), by)
        if text != self.text() and not self.isReadOnly():
            self.setText(text)
            self.textEdited.emit(text)


def _copied() -> tuple[str, ...]:
    return split(QGuiApplication.clipboard().text(QClipboard.Mode.Clipboard))


class AnswerButton(QPushButton):
    """One of two answers. The arrows belong to the widget around it, not to the chain of focus."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.setProperty("role", "answer")
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class AnswerButtons(QWidget):
    """Yes and no, neither of them until one is chosen. Y and N answer too, the arrows move."""

    answered = Signal(object)

    def __init__(
        self, question: str, names: tuple[str, str] = (tr("Yes"), tr("No")), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.value: bool | None = None
        self.buttons = (
            AnswerButton(names[0], f"{question} {names[0]}"),
            AnswerButton(names[1], f"{question} {names[1]}"),
        )
        for place, each in enumerate(self.buttons):
            each.clicked.connect(partial(self._on_clicked, place == 0))
        self.setLayout(row(*self.buttons, gap=GRID))

    def show_value(self, value: bool | None) -> None:
        """Show an answer."""
        self.value = value
        self.buttons[0].setChecked(value is True)
        self.buttons[1].setChecked(value is False)

    def answer(self, value: bool) -> None:
        """Choose, and say so."""
        self.show_value(value)
        self.answered.emit(value)

    def _on_clicked(self, value: bool, _checked: bool = False) -> None:
        self.answer(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text().casefold()
        if text in ("y", "n"):
            self.answer(text == "y")
        elif key in (Qt.Key.Key_Left.value, Qt.Key.Key_Right.value):
            self.buttons[key == Qt.Key.Key_Right.value].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
