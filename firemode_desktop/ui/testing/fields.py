"""The field of each kind of result: a number, nine points on a doorway, yes or no, a sequence, a checklist."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.entry import Entry, Preview, Shape
from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.running import RunSheet, RunTest
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import column, label, row, set_role
from firemode_desktop.ui.testing.checklist import ChecklistField
from firemode_desktop.ui.testing.doorway_pad import PointsField
from firemode_desktop.ui.testing.edits import ENTER, AnswerButtons, NumberEdit
from firemode_desktop.ui.testing.field import Field
from firemode_desktop.ui.testing.forces import OtherForce
from firemode_desktop.ui.testing.sequence_field import StepsField
from firemode_desktop.ui.testing.stopwatch import Dial
from firemode_desktop.ui.theme import GRID

__all__ = ["FIELDS", "ChecklistField", "Field", "NumberField", "ObservedField", "PointsField", "StepsField"]

SECONDS = "s"
ASKED: dict[str, str] = {MeasurementType.DOOR_LATCHING: tr("Does the door close and latch by itself")}
"""What is asked of a test that has no expected result of its own."""


class TimedField(Field):
    """One large number, and a stopwatch where it is seconds."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = self.adopt(NumberEdit(name))
        self.edit.setProperty("role", "figure")
        self.edit.timed.connect(self.clock)
        self.unit = label("", "heading")
        set_role(self.unit, "quiet")
        self.dial = Dial()
        self.dial.stopped.connect(self._on_stopped)
        self.dial.pressed.connect(self._on_pressed)
        self._read_only = False

    def show_place(self, sheet: RunSheet, one: RunTest) -> None:
        """Its own stopwatch, which goes on while other tests are looked at."""
        self.dial.show_test(one.instance_id)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self._read_only = read_only
        self.dial.setVisible(self.clocked)

    @property
    def clocked(self) -> bool:
        """Whether seconds are to be measured here."""
        return not self._read_only and self.edit.clocked

    def clock(self) -> None:
        if self.clocked:
            self.dial.toggle()

    def begin(self, text: str = "") -> None:
        """To the dial while it runs."""
        if self.clocked and self.dial.watch.running:
            self.dial.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().begin(text)

    def _on_stopped(self) -> None:
        """What the stopwatch says is the reading; it can be typed over."""
        self.edit.setText(str(self.dial.seconds))
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()
        self.changed()

    def _on_pressed(self, event: QKeyEvent) -> None:
        if not self.dial.watch.running and event.text().strip() and event.text() in "0123456789.,":
            self.edit.begin(event.text())
            event.accept()


class NumberField(TimedField):
    """One large number with its unit; of a door's two forces the other one stands below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Reading"), parent)
        self.other = OtherForce()
        self.other.wanted.connect(self.wanted)
        self.setLayout(column(self.dial, row(self.edit, self.unit, gap=GRID), self.slip, self.other, gap=GRID - 2))

    def show_place(self, sheet: RunSheet, one: RunTest) -> None:
        super().show_place(sheet, one)
        self.show_around(sheet, one)

    def show_around(self, sheet: RunSheet, one: RunTest) -> None:
        self.other.show_place(sheet, one)

    def show_preview(self, preview: Preview) -> None:
        super().show_preview(preview)
        self.other.show_preview(preview)

    def show_entry(self, entry: Entry, test: Test) -> None:
        self.edit.clocked = test.unit == SECONDS
        super().show_entry(entry, test)
        self.dial.setVisible(self.clocked)
        self.unit.setText(test.unit or "")
        self.edit.setAccessibleName(tr("Reading in {unit}", unit=test.unit) if test.unit else tr("Reading"))


class ObservedField(TimedField):
    """Whether what was expected was observed, and after how many seconds where a time is set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Response time in seconds"), parent)
        self.question = label(tr("Was it observed?"), "strong", wrap=True)
        self.answers = AnswerButtons(tr("Was it observed?"))
        self.answers.answered.connect(self._on_answered)
        self.edit.answers = True
        self.edit.setPlaceholderText(tr("seconds"))
        self.edit.said.connect(self.answers.answer)
        self.unit.setText(SECONDS)
        self.seconds = QWidget()
        self.seconds.setLayout(row(self.edit, self.unit, gap=GRID))
        self.setLayout(column(self.dial, self.question, self.answers, self.seconds, gap=GRID))

    def show_entry(self, entry: Entry, test: Test) -> None:
        super().show_entry(entry, test)
        self.edit.clocked = test.response_time_s is not None
        asked = (test.expected_result or ASKED.get(test.measurement_type, tr("Was it observed"))).rstrip(" .?")
        self.question.setText(f"{asked}?")
        self.answers.show_value(entry.observed)
        self.dial.setVisible(self.clocked)
        self.seconds.setVisible(self.edit.clocked and entry.observed is not False)

    def observed(self) -> bool | None:
        return self.answers.value

    def texts(self) -> tuple[str, ...]:
        return super().texts() if self.edit.clocked else ("",)

    def begin(self, text: str = "") -> None:
        if text.casefold() in ("y", "n"):
            self.answers.answer(text.casefold() == "y")
        elif text and self.edit.clocked:
            self.edit.begin(text)
        elif self.clocked:
            self.dial.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.answers.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_answered(self, value: object) -> None:
        """Yes while the stopwatch runs was seen now; no ends it without a time."""
        if self.clocked and self.dial.watch.running:
            self.dial.set(self.dial.watch.stop(self.dial.clock()))
            if value is True:
                self.edit.setText(str(self.dial.seconds))
        self.seconds.setVisible(self.edit.clocked and value is not False)
        if self.edit.clocked and value is True:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edit.selectAll()
        elif not self.answers.isAncestorOf(self.focusWidget()):
            self.answers.buttons[value is not True].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed()

    def _on_pressed(self, event: QKeyEvent) -> None:
        if event.text().casefold() in ("y", "n"):
            self.answers.answer(event.text().casefold() == "y")
            event.accept()
        else:
            super()._on_pressed(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.answers.value is not None:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


FIELDS: dict[Shape, type[Field]] = {
    Shape.NUMBER: NumberField,
    Shape.POINTS: PointsField,
    Shape.OBSERVED: ObservedField,
    Shape.EFFECTS: StepsField,
    Shape.CHECKLIST: ChecklistField,
}
