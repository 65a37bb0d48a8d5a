"""What results are typed with: a number as it is written, and a yes or no that is neither until it is answered."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from firemode_desktop.domain.typed import split
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import parse_number
from firemode_desktop.ui.parts import button, row
from firemode_desktop.ui.theme import GRID

ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)
STEPS = {Qt.Key.Key_Up.value: 1, Qt.Key.Key_Down.value: -1}


class NumberEdit(QLineEdit):
    """A number as typed. Up and down step its last digit, with Shift ten times as far; several pasted ones spread."""

    entered = Signal()
    spread = Signal(object)
    said = Signal(bool)
    """Y or N was typed where it answers yes or no."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.answers = False
        """Whether Y and N are an answer here, not text."""

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
        self.setToolTip(wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ENTER:
            self.entered.emit()
        elif key in STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step(STEPS[key] * (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1))
        elif self.answers and event.text().casefold() in ("y", "n"):
            self.said.emit(event.text().casefold() == "y")
        elif event.matches(QKeySequence.StandardKey.Paste) and len(parts := _copied()) > 1:
            self.spread.emit(parts)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        try:
            value = parse_number(self.text()).value
        except Invalid:
            return
        exponent = min(0, int(value.as_tuple().exponent))
        self.setText(f"{value + by * Decimal(1).scaleb(exponent):f}")
        self.textEdited.emit(self.text())


def _copied() -> tuple[str, ...]:
    return split(QGuiApplication.clipboard().text(QClipboard.Mode.Clipboard))


class AnswerButtons(QWidget):
    """Yes and no, neither of them until one is chosen. Y and N answer too, the arrows move."""

    answered = Signal(object)

    def __init__(self, question: str, names: tuple[str, str] = ("Yes", "No"), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value: bool | None = None
        self.buttons: tuple[QPushButton, QPushButton] = (
            button(names[0], role="answer"),
            button(names[1], role="answer"),
        )
        for place, each in enumerate(self.buttons):
            each.setCheckable(True)
            each.setAccessibleName(f"{question} {names[place]}")
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
