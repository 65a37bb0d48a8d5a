"""The editors that need no list: a line, a number, a long text, a checklist.

Every editor hands over what was entered – typed text, or a value – and ``Field.check`` decides what it means. None of
them changes what is being typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from firemode_desktop.domain.fields import Cell, Field, Problem
from firemode_desktop.domain.names import NOBODY, Names
from firemode_desktop.ui.theme import ROW

UP, DOWN = Qt.Key.Key_Up.value, Qt.Key.Key_Down.value


@dataclass(frozen=True)
class Setting:
    """Where a value is edited: its field, the names to choose from, the parent and type of its row."""

    field: Field
    names: Names = NOBODY
    within: UUID | None = None
    variant: str = ""


class LineEditor(QLineEdit):
    """Text, and what is typed as text. ``stepping``: the arrow keys belong to the editor, not to the grid."""

    edited = Signal()
    finished = Signal()
    """Something was chosen with the mouse; a grid may close the editor."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.stepping = True
        self.setAccessibleName(setting.field.heading)
        self.setAccessibleDescription(setting.field.help)
        self.setReadOnly(setting.field.read_only)
        if setting.field.numeric:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textEdited.connect(lambda _text: self.edited.emit())

    @property
    def touched(self) -> bool:
        """Whether a person has typed here since the cell was shown."""
        return self.isModified()

    def present(self, cell: Cell) -> None:
        """Show a cell."""
        self.setText(self.setting.field.show(cell, self.setting.names))
        self.setCursorPosition(0 if not self.setting.field.numeric else len(self.text()))

    def entry(self) -> object:
        """What is entered now."""
        return self.text()

    def begin(self, text: str) -> None:
        """Start with typed text instead of the value."""
        self.setText(text)
        self.setModified(True)
        self.setCursorPosition(len(text))
        self.edited.emit()

    def mark(self, wrong: bool) -> None:
        """Show that what stands here cannot be saved."""
        if bool(self.property("invalid")) != wrong:
            self.setProperty("invalid", wrong)
            self.style().unpolish(self)
            self.style().polish(self)


class NumberEditor(LineEditor):
    """A number with its unit; the up and down keys step it by one of its last whole digit."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {UP: 1, DOWN: -1}.get(event.key(), 0)
        if not step or not self.stepping or self.isReadOnly():
            super().keyPressEvent(event)
            return
        value = self.setting.field.check(self.text() or "0")
        if isinstance(value, Problem) or value is None:
            return
        by = Decimal(10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        stepped = self.setting.field.check(Decimal(str(value)) + step * by * self._unit())
        if not isinstance(stepped, Problem):
            self.begin(self.setting.field.show(stepped))

    def _unit(self) -> Decimal:
        """Metres step by a tenth, everything else by one."""
        return Decimal("0.1") if self.setting.field.unit == "m" and self.setting.field.decimals else Decimal(1)


class LongEditor(QPlainTextEdit):
    """A text of several lines. In the grid Enter ends it and Alt+Enter begins a new line."""

    edited = Signal()
    finished = Signal()

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.stepping = True
        self.setAccessibleName(setting.field.heading)
        self.setReadOnly(setting.field.read_only)
        self.setTabChangesFocus(True)
        self._presenting = False
        self.textChanged.connect(self._on_changed)

    @property
    def touched(self) -> bool:
        """Whether a person has typed here since the cell was shown."""
        return self.document().isModified()

    def _on_changed(self) -> None:
        if not self._presenting:
            self.edited.emit()

    def present(self, cell: Cell) -> None:
        """Show a cell."""
        self._presenting = True
        self.setPlainText(self.setting.field.show(cell, self.setting.names))
        self._presenting = False

    def begin(self, text: str) -> None:
        """Start with typed text instead of the value."""
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def entry(self) -> object:
        """What is entered now."""
        return self.toPlainText()

    def mark(self, wrong: bool) -> None:
        """Show that what stands here cannot be saved."""
        self.setProperty("invalid", wrong)


class ChecklistEditor(QListWidget):
    """Several of the rows of one parent, e.g. the floors of a zone, each with a tick."""

    edited = Signal()
    finished = Signal()
    SHOWN: ClassVar[int] = 8

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.stepping = True
        self.setAccessibleName(setting.field.heading)
        self.setProperty("role", "boxed")
        self._left: object = ""
        for entry in setting.names.offered(setting.within) if setting.within is not None else ():
            item = QListWidgetItem(entry.name, self)
            item.setData(Qt.ItemDataRole.UserRole, entry.key)
            item.setSizeHint(QSize(0, ROW))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Unchecked)
        rows = max(1, min(self.count(), self.SHOWN))
        self.setFixedHeight(rows * ROW + 8)
        self.itemChanged.connect(self._on_changed)

    def present(self, cell: Cell) -> None:
        """Tick what the cell holds."""
        self.blockSignals(True)
        chosen = cell if isinstance(cell, tuple) else ()
        self._left = cell.text if isinstance(cell, Problem) else ""
        for item in self._items():
            ticked = item.data(Qt.ItemDataRole.UserRole) in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.blockSignals(False)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(place) for place in range(self.count())]

    def _on_changed(self) -> None:
        self._left = None
        self.edited.emit()

    def entry(self) -> object:
        """The keys that are ticked; the typed text while nothing was ticked."""
        if self._left:
            return self._left
        ticked = (item for item in self._items() if item.checkState() == Qt.CheckState.Checked)
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked)

    def begin(self, text: str) -> None:
        """Typing finds a row; there is nothing to begin with."""

    def mark(self, wrong: bool) -> None:
        """The sentence below the list says it."""
