"""What a PDF file was found to be, above the preview: the word with its shape, then a sentence for each thing found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from firemode_desktop.domain.standing import Standing as Shape
from firemode_desktop.services.verifying import Standing, Verified
from firemode_desktop.ui.language import inline, show_date, term, tr
from firemode_desktop.ui.parts import Card, button, column, label, link, row
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.theme import GRID

SHAPES = {
    Standing.GENUINE: Shape.PASS,
    Standing.SUPERSEDED: Shape.NEAR,
    Standing.ALTERED: Shape.FAIL,
    Standing.NOT_OURS: Shape.SKIPPED,
}
SAYS = {
    Standing.GENUINE: tr("It is the report as it was issued, byte for byte."),
    Standing.SUPERSEDED: tr("It is a report as it was issued, but no longer the present one."),
    Standing.ALTERED: tr("It is not the file that was issued. What differs:"),
    Standing.NOT_OURS: tr("This database did not issue it."),
}
SAYS_SIGNED = tr("It is the report as it was issued, byte for byte, with signatures behind it.")
MOST_TALL = 190


class VerifiedCard(Card):
    """Hidden until a file was verified; Esc or *Close* hides it again. ``shown(genuine)`` when an answer is."""

    shown = Signal(bool)

    def __init__(
        self, go: Callable[[Verified], object], trust: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(margin=2 * GRID, parent=parent)
        self.path: Path | None = None
        self.found: Verified | None = None
        self._go = go
        self.mark = StatusMark(Shape.NOT_TESTED, 16)
        self.heading, self.about = label("", "heading", wrap=True), label("", "quiet", wrap=True)
        self.details = label("", wrap=True)
        self.details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.present = link(tr("Show the present report"), self._show_present)
        self.trust = link(tr("Trusted certificates…"), trust)
        self.trust.setToolTip(tr("The file (PEM) of the authorities from which signers' certificates should come"))
        self.close_button = button(tr("Close"), self.hide)
        inside = QWidget()
        inside.setProperty("role", "canvas")
        inside.setLayout(column(self.details, None))
        self.told_in = QScrollArea()
        self.told_in.setWidget(inside)
        self.told_in.setWidgetResizable(True)
        self.told_in.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told_in.setFrameShape(QScrollArea.Shape.NoFrame)
        self.told_in.setMaximumHeight(MOST_TALL)
        self.told_in.setAccessibleName(tr("What was found"))
        head = row(self.mark, self.heading, self.trust, self.present, self.close_button)
        head.setStretch(1, 1)
        self.body.addLayout(column(head, self.about, self.told_in, gap=GRID - 2))
        self.hide()

    def show_found(self, path: Path, trust: str, found: Verified) -> None:
        """Say what the file is; the keyboard goes to the answer. ``trust`` names the file of trusted certificates."""
        self.path, self.found = path, found
        self.mark.show_standing(SHAPES[found.result])
        self.heading.setText(f"{path.name}: {inline(term(found.result.label))}")
        self.about.setText(_about(found))
        lines = [_says(found), *(f"• {each}" for each in found.details)]
        if trust and found.signatures:
            lines.append(tr("Signers' certificates were held against {trust}.", trust=trust))
        self.details.setText("\n".join(lines))
        self.trust.setVisible(bool(found.signatures))
        self.present.setVisible(found.session_id is not None and found.result is not Standing.GENUINE)
        self.setAccessibleName(f"{self.heading.text()}. {' '.join(lines)}")
        self.show()
        self._fit()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(found.result is Standing.GENUINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As tall as what was found needs, up to a limit; beyond it scrolls."""
        needed = self.details.heightForWidth(self.told_in.viewport().width()) + GRID
        self.told_in.setMinimumHeight(min(MOST_TALL, needed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _show_present(self) -> None:
        if self.found is not None:
            self._go(self.found)


def _says(found: Verified) -> str:
    signed = found.signed and found.result is Standing.GENUINE
    return SAYS_SIGNED if signed else SAYS[found.result]


def _about(found: Verified) -> str:
    if found.report_number is None:
        return ""
    issued = tr(", issued {day}", day=show_date(found.issued_at)) if found.issued_at else ""
    return tr(
        "{report_number} · {building} · {session_name} · revision {revision}{issued}",
        report_number=found.report_number,
        building=found.building,
        session_name=found.session_name,
        revision=found.revision,
        issued=issued,
    )
