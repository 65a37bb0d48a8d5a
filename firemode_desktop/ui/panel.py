"""A panel to type something in, where other programs open a dialog box.

::

    panel = EntryPanel("New certificate", "Put on file", self._submit)
    number = panel.add("Number", QLineEdit())
    begins, ends = panel.pair(("Calibrated on", QLineEdit()), ("Ends on", QLineEdit()))
    …
    panel.complain("A certificate needs its number.", number)

Enter hands it in (Ctrl+Enter too, whatever the page does with it), Esc goes back; Tab goes through the fields and then
to the buttons. What was typed stays until it was taken.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.ui.keys import takes_key
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import explain
from firemode_desktop.ui.parts import Card, button, column, label, primary, row
from firemode_desktop.ui.theme import GRID

Field = TypeVar("Field", bound=QWidget)
Other = TypeVar("Other", bound=QWidget)
ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)


class EntryPanel(Card):
    """Fields below each other, a sentence where something is wrong, and two buttons; ``closed`` after *Back*."""

    closed = Signal()

    def __init__(
        self, title: str, verb: str, submit: Callable[[], object], parent: QWidget | None = None, *, framed: bool = True
    ) -> None:
        super().__init__(margin=2 * GRID if framed else 0, parent=parent)
        self._framed = framed
        self._submit = submit
        self._last: QWidget = self
        self.title = label(title, "heading", wrap=True)
        self.note = label("", "small", wrap=True)
        self.note.hide()
        self.form = QVBoxLayout()
        self.form.setSpacing(GRID + 2)
        self.foot = QVBoxLayout()
        self.foot.setSpacing(GRID + 2)
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.go = primary(verb, self.submit)
        self.back = button(tr("Back"), self.close_)
        inside = QWidget()
        inside.setProperty("role", "canvas")
        inside.setLayout(column(self.form, None, gap=GRID))
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = row(self.back, None, self.go)
        self.body.addLayout(column(self.title, self.note, 2, scroll, self.foot, self.problem, buttons, gap=GRID - 2))
        self.setAccessibleName(title)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Without a frame of its own inside another card."""
        if self._framed:
            super().paintEvent(event)

    def say(self, text: str) -> None:
        """A sentence below the title; blank takes it away."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def add(self, words: str, field: Field, *, hint: str = "") -> Field:
        """A field below the last one, its words above it."""
        self.form.addLayout(self._labelled(words, field, hint))
        return field

    def add_below(self, words: str, field: Field) -> Field:
        """A field that stays in sight however long the panel is: below what scrolls, above the buttons."""
        self.foot.addLayout(self._labelled(words, field, ""))
        return field

    def pair(self, left: tuple[str, Field], right: tuple[str, Other]) -> tuple[Field, Other]:
        """Two fields side by side."""
        beside = row(gap=GRID + 4)
        for words, field in (left, right):
            beside.addLayout(self._labelled(words, field, ""), 1)
        self.form.addLayout(beside)
        return left[1], right[1]

    def _labelled(self, words: str, field: QWidget, hint: str) -> QBoxLayout:
        name = label(words, "small")
        name.setBuddy(field)
        field.setAccessibleName(words)
        if hint:
            field.setAccessibleDescription(hint)
        self.listen(field)
        return column(name, field, *([label(hint, "small", wrap=True)] if hint else []), gap=3)

    def listen(self, field: QWidget) -> None:
        """Enter in a field hands it in; the buttons come after it."""
        field.installEventFilter(self)
        self._last = field

    def show_for_entry(self, first: QWidget) -> None:
        """Begin: no complaint, the keyboard in ``first``."""
        self.quiet()
        self.show()
        QWidget.setTabOrder(self._last, self.back)
        QWidget.setTabOrder(self.back, self.go)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Hand in what was typed, unless it is under way."""
        if self.go.isEnabled():
            self.quiet()
            self._submit()

    def busy(self) -> None:
        """It is under way: it cannot be handed in twice."""
        self.go.setEnabled(False)

    def quiet(self) -> None:
        """Nothing is wrong, nothing is under way."""
        self.go.setEnabled(True)
        self.problem.hide()
        for field in self.findChildren(QLineEdit):
            mark(field, "")

    def complain(self, words: str, field: QWidget | None = None) -> None:
        """Say what is wrong; the keyboard goes to the field it is about."""
        self.go.setEnabled(True)
        self.problem.setText(words)
        self.problem.show()
        if isinstance(field, QLineEdit):
            mark(field, words)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: FiremodeError) -> None:
        """What the service would not do, in its words."""
        self.complain(explain(error).text)

    def close_(self) -> None:
        """Go back without handing anything in."""
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in any field hands it in."""
        if takes_key(event, lambda key: key.key() in ENTER):
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            self.submit()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_()
        else:
            super().keyPressEvent(event)


def mark(field: QLineEdit, why: str) -> None:
    """Show that what stands in a field cannot be taken, and why; blank where it can."""
    if bool(field.property("invalid")) != bool(why):
        field.setProperty("invalid", bool(why))
        field.style().unpolish(field)
        field.style().polish(field)
    field.setToolTip(why)
