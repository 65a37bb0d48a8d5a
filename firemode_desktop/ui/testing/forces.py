"""The two forces of a door side by side: the one that is entered, the other as it stands, and what they imply."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.entry import Preview
from firemode_desktop.domain.force_pair import other_force, pair_check
from firemode_desktop.domain.plausibility import Agreement
from firemode_desktop.domain.running import RunSheet, RunTest
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.language import inline, tr
from firemode_desktop.ui.parts import button, column, label, row
from firemode_desktop.ui.status import StatusMark

_SHOWN = {Agreement.CONSISTENT: Standing.PASS, Agreement.NOT_ENOUGH_DATA: Standing.NOT_TESTED}


class OtherForce(QWidget):
    """``wanted(instance_id)`` leads to the other force of the door. Hidden where the test is no such pair."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.other: RunTest | None = None
        self._sheet: RunSheet | None = None
        self._one: RunTest | None = None
        self.caption = label("", "small")
        self.mark = StatusMark(Standing.NOT_TESTED, 10)
        self.go = button("", self._on_go, role="flat")
        self.go.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.agrees = StatusMark(Standing.NOT_TESTED, 9)
        self.words = label("", "small", wrap=True)
        told = row(gap=6)
        told.addWidget(self.agrees, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.words, 1)
        self.implied = QWidget()
        self.implied.setLayout(told)
        self.setLayout(column(row(self.mark, self.caption, None, self.go, gap=6), self.implied, gap=2))
        self.hide()

    def show_place(self, sheet: RunSheet, one: RunTest) -> None:
        """Show the other force of the same door, if there is one."""
        self._sheet, self._one = sheet, one
        self.other = other_force(sheet, one)
        self.setVisible(self.other is not None)
        self.implied.hide()
        if self.other is not None:
            self.caption.setText(tr("Fan running") if self.other.test.pressurization_active else tr("Fan off"))
            self.mark.show_standing(self.other.standing)
            reading = self.other.reading or self.other.word
            self.go.setText(f"{reading} ›")
            self.go.setAccessibleName(
                tr("The same door, {caption}: {reading}", caption=inline(self.caption.text()), reading=reading)
            )

    def show_preview(self, preview: Preview) -> None:
        """What both imply, as soon as both are there; where that is suspect the card doubts it already."""
        value = preview.reading.value if preview.reading is not None and not preview.slips else None
        check = None
        if self._sheet is not None and self._one is not None and value is not None:
            check = pair_check(self._sheet, self._one, value)
        shown = check is not None and check.verdict is not Agreement.SUSPECT
        self.implied.setVisible(shown)
        if check is not None and shown:
            self.words.setText(check.message)
            self.agrees.show_standing(_SHOWN[check.verdict])

    def _on_go(self) -> None:
        if self.other is not None:
            self.wanted.emit(self.other.instance_id)
