"""One more column of the matrix: a component of the register and what it does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from firemode_desktop.domain.design import Component
from firemode_desktop.domain.matrix import Effect
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.sequence import Step, same_component, same_word
from firemode_desktop.domain.usual import actions_of, step_type, usual_step
from firemode_desktop.ui.keys import takes_key
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, label, row, set_tone
from firemode_desktop.ui.scenarios.studio import Studio

UNKNOWN = tr("is not in the equipment register; it can be used all the same, and is marked.")


class AddEffect(QWidget):
    """Component, kind and action in one line; Enter adds the column, Esc puts the line away."""

    added = Signal(object)
    """The ``Effect`` that was asked for."""
    closed = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.component = _field(tr("Component"), 190)
        self.action = _field(tr("What it does"), 150)
        self.note = label("", "small")
        self.add = button(tr("Add column"), self.submit)
        self.cancel = button(tr("Cancel"), self._close, role="flat")
        parts = (label(tr("Effect"), "strong"), self.component, self.action, self.add, self.cancel, self.note, None)
        self.setLayout(row(*parts))
        self.component.editTextChanged.connect(lambda _text: self._look())
        self.hide()

    def begin(self) -> None:
        """Ask for a component."""
        names = sorted((one.identifier for one in self._components()), key=natural_key)
        self.component.blockSignals(True)
        self.component.clear()
        self.component.addItems(names)
        self.component.setCurrentIndex(-1)
        self.component.clearEditText()
        self.component.blockSignals(False)
        self.note.clear()
        self.action.clear()
        self.show()
        self.component.setFocus()

    def submit(self) -> None:
        """Add the column, or say what is missing."""
        name, action = self.component.currentText().strip(), same_word(self.action.currentText())
        if not name or not action:
            self._say(tr("Name the component, such as FAN-01-A, and what it does, such as start."), "bad")
            return
        told = next((step for step in self._steps() if same_component(step.component_id) == same_component(name)), None)
        kind = told.component_type if told is not None else step_type(self._kind(name) or "actuator")
        self.added.emit(Effect(told.component_id if told is not None else same_component(name), kind, action))
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        return takes_key(event, lambda key: key.key() == Qt.Key.Key_Escape) or super().event(event)

    def _look(self) -> None:
        """Offer what a component of this kind does."""
        name = self.component.currentText().strip()
        kind = self._kind(name)
        steps = tuple(self._steps())
        usual = usual_step(name, kind or "actuator", steps)
        actions = actions_of(usual.component_type)
        self.action.clear()
        self.action.addItems([each.replace("_", " ") for each in dict.fromkeys((usual.expected_action, *actions))])
        self.action.setCurrentIndex(0 if name else -1)
        self._say(f"{name} {UNKNOWN}" if name and kind is None and self.studio.around.equipment else "", "near")

    def _kind(self, name: str) -> str | None:
        wanted = same_component(name)
        return next((one.kind for one in self._components() if same_component(one.identifier) == wanted), None)

    def _components(self) -> tuple[Component, ...]:
        return tuple(one for one in self.studio.around.components if one.stair_id == self.studio.stair_id)

    def _steps(self) -> tuple[Step, ...]:
        return tuple(step for one in self.studio.design for step in one.sequence)

    def _say(self, text: str, tone: str) -> None:
        self.note.setText(text)
        set_tone(self.note, tone)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _field(name: str, width: int) -> QComboBox:
    made = QComboBox()
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.setAccessibleName(name)
    made.setFixedWidth(width)
    line = made.lineEdit()
    assert line is not None
    line.setPlaceholderText(name)
    completer = made.completer()
    assert completer is not None
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return made
