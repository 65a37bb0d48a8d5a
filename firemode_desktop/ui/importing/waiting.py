"""What the panel shows while a file is read and checked, and while it is written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QWidget

from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, column, label, row


class Waiting(QWidget):
    """The file's name, what is being done, and *Cancel*."""

    def __init__(self, cancel: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._step = label("", "heading"), label("", "quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(320)
        self.bar.setAccessibleName(tr("Progress of the check"))
        self.cancel = button(tr("Cancel"), cancel)
        parts = (self._name, self._step, self.bar, self.cancel)
        self.setLayout(column(None, *(row(None, part, None) for part in parts), None, gap=12))

    def begin(self, name: str) -> None:
        """A file is taken in hand."""
        self._name.setText(name)
        self.tell(0, 0, tr("reading the file"))

    def tell(self, done: int, of: int, text: str) -> None:
        """``done`` of ``of`` steps; ``text`` says which is under way."""
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self._step.setText(f"{text.capitalize()}…" if text else "")


class Doing(QWidget):
    """One line at the foot of the panel while an import is written: what is being done, how far it is, *Cancel*."""

    def __init__(self, cancel: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = label("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(240)
        self.bar.setAccessibleName(tr("Progress of the import"))
        self.cancel = button(tr("Cancel"), cancel)
        line = row(self.step, self.bar, self.cancel)
        line.setStretch(0, 1)
        self.setLayout(line)

    def tell(self, done: int, of: int, text: str) -> None:
        """``done`` of ``of`` steps; ``text`` says which is under way."""
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.step.setText(f"{text[:1].upper()}{text[1:]}…" if text else "")
        self.bar.setAccessibleDescription(self.step.text())
