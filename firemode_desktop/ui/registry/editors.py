"""The editors that need no list: a line, a number, a long text.

Every editor hands over what was entered – typed text, or a value – and ``Field.check`` decides what it means. None of
them changes what is being typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.coverage import Coverage, coverage
from firemode_desktop.domain.fields import Cell, Field, Problem
from firemode_desktop.domain.names import NOBODY, Names
from firemode_desktop.domain.sheet import Register, Row
from firemode_desktop.ui import icons
from firemode_desktop.ui.keys import leaves_undo
from firemode_desktop.ui.registry.popup import Popup

UP, DOWN = Qt.Key.Key_Up.value, Qt.Key.Key_Down.value


@dataclass(frozen=True)
class Setting:
    """Where a value is edited: its field, the names to choose from, the parent and type of its row."""

    field: Field
    names: Names = NOBODY
    within: UUID | None = None
    variant: str = ""
    coverage: Coverage | None = None
    """Where floors are chosen: which there are, and what the other rows have chosen."""


def setting_of(book: Book, register: Register, row: Row, column: int) -> Setting:
    """What the editor of a cell has to know."""
    field = register.fields[column]
    parent, kind = register.column(field.within), register.column(field.variant)
    within = row.cells[parent] if parent is not None else None
    variant = row.cells[kind] if kind is not None else None
    return Setting(
        field,
        book.names(field),
        within if isinstance(within, UUID) else None,
        variant if isinstance(variant, str) else "",
        coverage(book, register, row, column),
    )


def opens(event: QKeyEvent) -> bool:
    """Whether a key drops what lies below an editor: Alt+Down, or F4."""
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return event.key() == Qt.Key.Key_F4.value or (alt and event.key() == DOWN)


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

    @property
    def dropped(self) -> bool:
        """Whether a panel lies open below it, to which the arrow keys and Esc go."""
        return False

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to what is being typed; where nothing is, to the page."""
        return leaves_undo(event, self) or super().event(event)

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


class DroppingEditor(LineEditor):
    """A line below which a panel drops, made when it is first asked for; it goes when the keyboard does."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.popup: Popup | None = None

    def _offer_panel(self, drop: Callable[[], object]) -> None:
        """An arrow at the end of the line that calls ``drop``."""
        arrow = self.addAction(icons.icon("chevron-down", "quiet"), QLineEdit.ActionPosition.TrailingPosition)
        arrow.triggered.connect(lambda: drop())

    @property
    def dropped(self) -> bool:
        return self.popup is not None and self.popup.isVisible()

    def fold(self) -> None:
        """Hide the panel."""
        if self.popup is not None:
            self.popup.hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.fold()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.fold()


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
