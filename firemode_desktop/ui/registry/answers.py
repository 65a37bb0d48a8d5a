"""One question of a rule: its words, an editor of its kind, and a sentence below where there is something to say."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.domain.fields import Field
from firemode_desktop.domain.names import NOBODY, Names
from firemode_desktop.ui.parts import column, label, set_role
from firemode_desktop.ui.registry.editors import LineEditor, Setting
from firemode_desktop.ui.registry.kinds import EDITORS
from firemode_desktop.ui.registry.pickers import ChoiceEditor

ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)


class Answer(QWidget):
    """``given(text)`` while one types; what stands there is left alone as long as a person types into it."""

    given = Signal(str)

    def __init__(self, field: Field, names: Names = NOBODY, *, blank: str = "", parent: QWidget | None = None) -> None:
        """``blank`` is what it means to answer nothing."""
        super().__init__(parent)
        self.field = field
        made = EDITORS[field.kind].in_form(Setting(field, names))
        assert isinstance(made, LineEditor), "a rule is answered in lines"
        self.editor: LineEditor = made
        self.editor.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.editor.setMinimumWidth(60)
        self.editor.setPlaceholderText(blank)
        self.editor.edited.connect(self._on_edited)
        self.editor.finished.connect(self._on_edited)
        self.editor.installEventFilter(self)
        self.name = label(field.heading, "small")
        self.name.setBuddy(self.editor)
        self.note = label("", "small", wrap=True)
        self.note.hide()
        self._why, self._words = "", ""
        self.setLayout(column(self.name, self.editor, self.note, gap=3))

    @property
    def text(self) -> str:
        """What is answered now; what is highlighted counts while a list is open."""
        return str(self.editor.entry())

    def show_text(self, text: str) -> None:
        """Put ``text`` there, unless a person is typing into it."""
        if not (self.editor.hasFocus() and self.editor.isModified()):
            self.editor.setText(text)
            self.editor.setModified(False)
            self.editor.setCursorPosition(0)

    def complain(self, why: str) -> None:
        """Say why the answer cannot stand; blank where it can."""
        self._why = why
        self.editor.mark(bool(why))
        self._say()

    def explain(self, words: str) -> None:
        """What the answer comes to, said below it."""
        self._words = words
        self._say()

    def _say(self) -> None:
        text = self._why or self._words or (self.field.help if self.editor.hasFocus() else "")
        set_role(self.note, "bad" if self._why else "small")
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.editor.setAccessibleDescription(text or self.field.help)

    def _on_edited(self) -> None:
        self.editor.setModified(True)
        self.given.emit(self.text)

    def choosing(self) -> bool:
        """Whether a list is open below the editor: Enter and Esc are its."""
        return isinstance(self.editor, ChoiceEditor) and self.editor.popup.isVisible()

    def settle(self) -> None:
        """Take what is highlighted in the list, and close it."""
        if isinstance(self.editor, ChoiceEditor):
            self.editor.begin(self.text)
            self.editor.popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Help is shown while one is here; leaving shows the answer as it was understood; Enter takes from a list."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self._say()
        elif kind == QEvent.Type.FocusOut:
            self.editor.setModified(False)
            self.editor.setCursorPosition(0)
            self.given.emit(self.text)
            self._say()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER and self.choosing():
            self.settle()
            return True
        return super().eventFilter(watched, event)
