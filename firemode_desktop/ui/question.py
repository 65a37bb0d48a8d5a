"""A question in its place on the page, where other programs open a dialog box.

::

    self.question = Question()
    self.question.ask("Skip this test?", "Skip", self._skip, hint="Why is it left out?")

It says a sentence, takes the words that are kept with the record, and calls back with them; where a day belongs to the
answer (``ask(…, day="Until when")``) it is the second value, None where it was left blank. Esc goes back.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, button, column, label, primary, row, set_role
from firemode_desktop.ui.theme import GRID

Then = Callable[..., object]


class Question(Card):
    """Hidden until it is asked. ``then`` is called with what was written, once; blank where nothing was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._then: Then | None = None
        self._needed = True
        self._before: QWidget | None = None
        self.sentence = label("", "strong", wrap=True)
        self.note = label("", "small", wrap=True)
        self.field = QLineEdit()
        self.field.returnPressed.connect(self.answer)
        self.field.textChanged.connect(self._on_text)
        self.day = QLineEdit()
        self.day.returnPressed.connect(self.answer)
        self.go = primary("", self.answer)
        self.back = button(tr("Back"), self.close_)
        self.body.addLayout(
            column(self.sentence, self.note, self.field, self.day, row(None, self.back, self.go), gap=GRID),
        )
        self.hide()

    def ask(
        self,
        sentence: str,
        verb: str,
        then: Then,
        *,
        hint: str = tr("Reason"),
        needed: bool = True,
        note: str = "",
        day: str = "",
    ) -> None:
        """Ask; ``needed`` says whether the words must be written. The keyboard goes to the field."""
        self._then, self._needed = then, needed
        self._before = self.window().focusWidget() if self.window() is not None else None
        self.sentence.setText(sentence)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.field.clear()
        self.field.setPlaceholderText(hint if needed else tr("{hint} (optional)", hint=hint))
        self.field.setAccessibleName(hint)
        self.day.clear()
        self.day.setPlaceholderText(tr("{day} (optional)", day=day))
        self.day.setAccessibleName(day)
        self.day.setVisible(bool(day))
        self.go.setText(verb)
        self._on_text("")
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self) -> None:
        """Hand over what was written, unless something is still needed."""
        text = self.field.text().strip()
        if self._needed and not text:
            self._object(tr("A reason is needed; it is kept with the record."))
            return
        try:
            day = parse_date(self.day.text()) if self.day.text().strip() and not self.day.isHidden() else None
        except Invalid as error:
            self._object(error.message)
            return
        answer = (text,) if self.day.isHidden() else (text, day)
        then, self._then = self._then, None
        self.close_()
        if then is not None:
            then(*answer)

    def _object(self, why: str) -> None:
        self.note.setText(why)
        set_role(self.note, "bad")
        self.note.show()

    def close_(self) -> None:
        """Go away; the keyboard goes back to where it was."""
        had_focus = self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self.hide()
        known = self._before is not None and shiboken6.isValid(self._before) and not self._before.isAncestorOf(self)
        if had_focus and known and self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text(self, text: str) -> None:
        set_role(self.note, "small")
        self.go.setEnabled(bool(text.strip()) or not self._needed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_()
        else:
            super().keyPressEvent(event)
