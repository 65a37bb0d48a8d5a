"""The fields a result is typed into: one number, nine points on a doorway, yes or no, the steps of a sequence.

All four take and hand over an ``Entry``; none of them changes what is being typed. What it means, and how it would be
judged, is decided by ``domain.entry``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.entry import Entry, Preview, Shape
from firemode_desktop.domain.grid import FRACTIONS, POINTS
from firemode_desktop.domain.observed import compare
from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import CheckResult
from firemode_desktop.ui.parts import button, column, empty, label, row, set_role
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.testing.edits import ENTER, AnswerButtons, NumberEdit
from firemode_desktop.ui.theme import GRID, colours

SMALL_FIELD = 74


class Field(QWidget):
    """What the four have in common. ``edited`` after every change, ``entered`` when Enter was pressed at the end."""

    edited = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edits: list[NumberEdit] = []

    def show_entry(self, entry: Entry, test: Test) -> None:
        """Begin with this entry of this test."""
        for edit, text in zip(self.edits, entry.texts, strict=False):
            edit.setText(text)
            edit.mark("")

    def set_read_only(self, read_only: bool) -> None:
        """Show only: what stands here is recorded."""
        for edit in self.edits:
            edit.setReadOnly(read_only)
            edit.setFocusPolicy(Qt.FocusPolicy.NoFocus if read_only else Qt.FocusPolicy.StrongFocus)

    def texts(self) -> tuple[str, ...]:
        """What stands in the fields."""
        return tuple(edit.text() for edit in self.edits)

    def observed(self) -> bool | None:
        """The yes or no, where there is one."""
        return None

    def show_preview(self, preview: Preview) -> None:
        """Mark what cannot be read, or is offered in another unit."""
        wrong = dict(preview.problems)
        for place, edit in enumerate(self.edits):
            edit.mark(wrong.get(place, ""))

    def begin(self, text: str = "") -> None:
        """Put the keyboard into the first field that waits for something; ``text`` replaces what stands there."""
        edit = next((each for each in self.edits if not each.text().strip()), self.edits[0] if self.edits else None)
        if edit is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif text:
            edit.begin(text)
        else:
            edit.setFocus(Qt.FocusReason.OtherFocusReason)
            edit.selectAll()

    def _add(self, edit: NumberEdit) -> NumberEdit:
        place = len(self.edits)
        edit.textEdited.connect(lambda _text: self.edited.emit())
        edit.entered.connect(partial(self._on_entered, place))
        edit.spread.connect(partial(self._on_spread, place))
        self.edits.append(edit)
        return edit

    def _on_entered(self, place: int) -> None:
        """Enter goes on to the next field; from the last one the entry is handed over."""
        if place + 1 < len(self.edits):
            self.edits[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
            self.edits[place + 1].selectAll()
        else:
            self.entered.emit()

    def _on_spread(self, place: int, texts: Sequence[str]) -> None:
        for edit, text in zip(self.edits[place:], texts, strict=False):
            edit.setText(text)
        self.edited.emit()


class NumberField(Field):
    """One large number with its unit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = self._add(NumberEdit("Reading"))
        self.edit.setProperty("role", "figure")
        self.unit = label("", "heading")
        set_role(self.unit, "quiet")
        self.setLayout(row(self.edit, self.unit, gap=GRID))

    def show_entry(self, entry: Entry, test: Test) -> None:
        super().show_entry(entry, test)
        self.unit.setText(test.unit or "")
        self.edit.setAccessibleName(f"Reading in {test.unit}" if test.unit else "Reading")


class PointsField(Field):
    """Nine velocities where they are measured: a doorway with its points, left to right from the top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout()
        grid.setContentsMargins(18, 18, 18, 12)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID + 2)
        for place, point in enumerate(FRACTIONS):
            edit = self._add(NumberEdit(f"Velocity at point {point.point} in metres per second"))
            edit.setPlaceholderText(str(point.point))
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(edit, place // 3, place % 3)
        self.setLayout(grid)
        assert len(self.edits) == POINTS

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of the door around the points, its sill heavier."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        frame = QRectF(self.rect()).adjusted(5.5, 5.5, -5.5, -2.5)
        painter.setPen(QPen(palette.colour("faint"), 1.6))
        painter.drawLine(frame.bottomLeft(), frame.topLeft())
        painter.drawLine(frame.topLeft(), frame.topRight())
        painter.drawLine(frame.topRight(), frame.bottomRight())
        painter.setPen(QPen(palette.colour("faint"), 3))
        painter.drawLine(frame.bottomLeft() - QPointF(4, 0), frame.bottomRight() + QPointF(4, 0))
        painter.end()


class ObservedField(Field):
    """Whether what was expected was observed, and after how many seconds where a time is set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = label("Was it observed?", "strong", wrap=True)
        self.answers = AnswerButtons("Was it observed?")
        self.answers.answered.connect(self._on_answered)
        self.edit = self._add(NumberEdit("Response time in seconds"))
        self.edit.setProperty("role", "figure")
        self.edit.answers = True
        self.edit.said.connect(self.answers.answer)
        self.unit = label("s", "heading")
        set_role(self.unit, "quiet")
        self.seconds = QWidget()
        self.seconds.setLayout(row(self.edit, self.unit, gap=GRID))
        self.setLayout(column(self.question, self.answers, self.seconds, gap=GRID))
        self._timed = False

    def show_entry(self, entry: Entry, test: Test) -> None:
        super().show_entry(entry, test)
        self._timed = test.response_time_s is not None
        asked = (test.expected_result or "Was it observed").rstrip(" .?")
        self.question.setText(f"{asked}?")
        self.answers.show_value(entry.observed)
        self.seconds.setVisible(self._timed and entry.observed is not False)

    def observed(self) -> bool | None:
        return self.answers.value

    def texts(self) -> tuple[str, ...]:
        return super().texts() if self._timed else ("",)

    def begin(self, text: str = "") -> None:
        if text.casefold() in ("y", "n"):
            self.answers.answer(text.casefold() == "y")
        elif text and self._timed:
            self.edit.begin(text)
        else:
            self.answers.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_answered(self, value: object) -> None:
        self.seconds.setVisible(self._timed and value is True)
        if self._timed and value is True:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edit.selectAll()
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.answers.value is not None:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class StepsField(Field):
    """The steps of a sequence: for each the seconds after the trigger at which it was seen, blank where it was not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._marks: list[StatusMark] = []
        self._read_only = False
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(GRID)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(1, 1)
        self.nothing = button("Nothing was seen", role="answer")
        self.nothing.setCheckable(True)
        self.nothing.toggled.connect(self._on_nothing)
        self.setLayout(column(self._rows, row(None, self.nothing), gap=6))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_entry(self, entry: Entry, test: Test) -> None:
        if test.expected_sequence != self._steps:
            self._make(test.expected_sequence)
        super().show_entry(entry, test)
        self._set_nothing(entry.observed is False)
        self._show_marks()

    def _make(self, steps: tuple[Step, ...]) -> None:
        empty(self._rows)
        self.edits, self._marks, self._steps = [], [], steps
        for place, step in enumerate(steps):
            must = "must not " if step.must_not else ""
            name = label(step.component_id, "strong")
            name.setMinimumWidth(60)
            plan = f"{plain(step.expected_delay_seconds)} ± {plain(step.tolerance_seconds)} s"
            action = label(f"{must}{step.expected_action.replace('_', ' ')} · {plan}", "small")
            edit = self._add(NumberEdit(f"Seconds until {step.words}"))
            edit.setFixedWidth(SMALL_FIELD)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            edit.setPlaceholderText("not seen")
            mark = StatusMark(Standing.NOT_TESTED, 10)
            self._marks.append(mark)
            self._rows.addWidget(mark, place, 0)
            self._rows.addLayout(column(name, action, gap=0), place, 1)
            self._rows.addWidget(edit, place, 2)
            self._rows.addWidget(label("s", "quiet"), place, 3)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self._read_only = read_only
        self.nothing.setVisible(not read_only)

    def observed(self) -> bool | None:
        return False if self.nothing.isChecked() else None

    def texts(self) -> tuple[str, ...]:
        return ("",) * len(self.edits) if self.nothing.isChecked() else super().texts()

    def show_preview(self, preview: Preview) -> None:
        super().show_preview(preview)
        self._show_marks(preview)

    def _show_marks(self, preview: Preview | None = None) -> None:
        """Each step as it stands so far; one that has no seconds yet is not tested until the entry is complete."""
        taken = preview.reading if preview is not None else None
        seen = taken.observed if taken is not None else None
        compared = compare(self._steps, seen) if seen or (self._read_only and seen is not None) else None
        for step, mark, edit in zip(self._steps, self._marks, self.edits, strict=True):
            typed = bool(edit.text().strip()) or self.nothing.isChecked() or self._read_only
            if compared is None or not typed:
                mark.show_standing(Standing.NOT_TESTED)
                continue
            failed = any(each.result is CheckResult.FAIL for each in compared.of_step(step.step_order))
            mark.show_standing(Standing.FAIL if failed else Standing.PASS)

    def _set_nothing(self, nothing: bool) -> None:
        self.nothing.blockSignals(True)
        self.nothing.setChecked(nothing)
        self.nothing.blockSignals(False)
        for edit in self.edits:
            edit.setEnabled(not nothing)

    def _on_nothing(self, nothing: bool) -> None:
        self._set_nothing(nothing)
        self.edited.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.type() == QEvent.Type.KeyPress and event.key() in ENTER and self.nothing.isChecked():
            self.entered.emit()
        else:
            super().keyPressEvent(event)


FIELDS: dict[Shape, type[Field]] = {
    Shape.NUMBER: NumberField,
    Shape.POINTS: PointsField,
    Shape.OBSERVED: ObservedField,
    Shape.EFFECTS: StepsField,
}
