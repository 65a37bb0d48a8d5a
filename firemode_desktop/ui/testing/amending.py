"""Correcting a recorded result from its card: what is right stands in the fields, and here is why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from firemode_desktop.domain.entry import Preview
from firemode_desktop.services.testing import Correction
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, column, label, primary, row
from firemode_desktop.ui.theme import GRID


def correction_of(found: Preview) -> Correction | None:
    """What the fields say is right; None while it could not be recorded."""
    taken = found.reading
    if taken is None or not found.complete:
        return None
    return Correction(
        value=taken.value,
        points=taken.grid.values if taken.grid is not None else (),
        observed=taken.observed,
        result_observed=taken.result_observed,
        checklist=taken.checklist,
    )


class Amending(QWidget):
    """The reason, and the button that files it. ``wanted(reason)``, ``left`` where nothing is amended."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._allowed = False
        told = tr("The result stays on record as it is; the correction stands beside it with its own verdict.")
        self.note = label(told, "small", wrap=True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Why it is corrected; kept with the record"))
        self.reason.setAccessibleName(tr("Reason of the amendment"))
        self.reason.returnPressed.connect(self.go_on)
        self.reason.textChanged.connect(lambda _text: self.allow(self._allowed))
        self.go = primary(tr("Amend"), self.go_on)
        self.back = button(tr("Back"), self.left.emit)
        self.setLayout(column(self.reason, self.note, row(self.go, self.back, None), gap=GRID))
        self.hide()

    def begin(self) -> None:
        """Ask anew."""
        self.reason.clear()
        self.show()

    def allow(self, allowed: bool) -> None:
        """Whether what stands in the fields can be filed."""
        self._allowed = allowed
        self.go.setEnabled(allowed and bool(self.reason.text().strip()))

    def go_on(self) -> None:
        """File it, or ask for the reason that is still missing."""
        if self.go.isEnabled():
            self.wanted.emit(self.reason.text().strip())
        else:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.left.emit()
        else:
            super().keyPressEvent(event)
