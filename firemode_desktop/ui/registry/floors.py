"""The editors of the floors a zone covers: typed as “Ground to Level-3”, or picked on the section of the stair."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.fields import Cell, Problem
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import column, label
from firemode_desktop.ui.registry.editors import DroppingEditor, LineEditor, Setting, opens
from firemode_desktop.ui.registry.floorpicker import FloorPicker
from firemode_desktop.ui.registry.popup import Popup

WIDE, TALLEST = 260, 380


class FloorsLine(DroppingEditor):
    """In a cell: a line of text; Alt+Down (or F4) drops the section below it, and its keys then go there."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.picker: FloorPicker | None = None
        if setting.coverage is not None and not self.isReadOnly():
            self._offer_panel(self.open_list)

    def open_list(self) -> None:
        """Show or hide the section."""
        if self.dropped:
            self.fold()
            return
        if self.setting.coverage is None:
            return
        if self.picker is None:
            self.picker = FloorPicker(self.setting.coverage)
            self.picker.driven = True
            self.picker.edited.connect(self._on_picked)
            self.popup = Popup(self, self.picker)
        self._show_typed()
        assert self.popup is not None
        self.popup.drop(QSize(max(WIDE, self.width()), min(TALLEST, self.picker.height() + 2)))
        self.picker.focusInEvent(QFocusEvent(QFocusEvent.Type.FocusIn))

    def _show_typed(self) -> None:
        """What is typed, as far as it can be read, is what is chosen."""
        cell = self.setting.field.check(self.text(), self.setting.names, self.setting.within)
        if self.picker is not None and not isinstance(cell, Problem):
            self.picker.show_choice(cell if isinstance(cell, tuple) else ())

    def _on_picked(self) -> None:
        if self.picker is not None:
            self.begin(self.setting.field.show(self.picker.floors() or None, self.setting.names))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if opens(event):
            self.open_list()
        elif self.dropped and event.key() == Qt.Key.Key_Escape.value:
            self.fold()
        elif not (self.dropped and self.picker is not None and self.picker.press(event)):
            super().keyPressEvent(event)
            if self.dropped:
                self._show_typed()


class FloorsEditor(QWidget):
    """In the form: the line, and below it the section at its full height with what overlaps in words."""

    edited = Signal()
    finished = Signal()

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.stepping = True
        self.line = LineEditor(setting)
        self.line.setPlaceholderText(tr("e.g. Ground to Level-2") if setting.within else tr("choose the stair first"))
        self.line.editingFinished.connect(self._on_typed)
        self.picker = FloorPicker(setting.coverage) if setting.coverage and setting.coverage.shaft.cells else None
        self.note = label("", "near", wrap=True)
        self.note.hide()
        parts = [self.line] if self.picker is None else [self.line, self.picker]
        self.setLayout(column(*parts, self.note, gap=4))
        self.setFocusProxy(self.line)
        self._text_counts = False
        if self.picker is not None:
            self.picker.edited.connect(self._on_picked)

    def present(self, cell: Cell) -> None:
        """Show a cell; what is being typed is left alone."""
        if not (self.line.touched and self.line.hasFocus()):
            self.line.present(cell)
            self._text_counts = isinstance(cell, Problem)
        if self.picker is not None:
            self.picker.show_choice(cell if isinstance(cell, tuple) else ())
            self.note.setText(self.picker.coverage.overlap(self.picker.chosen))
        self.note.setVisible(bool(self.note.text()))

    def _on_picked(self) -> None:
        self._text_counts = False
        self.edited.emit()

    def _on_typed(self) -> None:
        if self.line.touched:
            self.line.setModified(False)
            self._text_counts = True
            self.edited.emit()

    def entry(self) -> object:
        """The floors picked, or the text where that was entered last."""
        if self._text_counts or self.picker is None:
            return self.line.text()
        return self.picker.floors()

    def begin(self, text: str) -> None:
        """Start with typed text instead of the value."""
        self.line.begin(text)

    def mark(self, wrong: bool) -> None:
        """Show that what stands here cannot be saved."""
        self.line.mark(wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the line Down leads onto the section."""
        if event.key() == Qt.Key.Key_Down.value and self.picker is not None and self.line.hasFocus():
            self.picker.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
