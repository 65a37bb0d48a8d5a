"""Beside the entry, in one glance: the limits, the baseline, what was read last, and the design's setpoint."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from firemode_desktop.domain.entry import Shape, shape
from firemode_desktop.domain.running import RunSheet, RunTest
from firemode_desktop.domain.standing import Measure, figure, signed
from firemode_desktop.domain.verdict import deviation_pct
from firemode_desktop.services.testing.running import Before
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.parts import column, label
from firemode_desktop.ui.theme import GRID


class Fact(QWidget):
    """A caption, a figure, and below it when that was."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.caption = label(caption, "small")
        self.figure = label("", "strong")
        self.note = label("", "small")
        self.setLayout(column(self.caption, self.figure, self.note, gap=1))

    def say(self, text: str, note: str = "") -> None:
        """Show it; without a text there is nothing of the kind."""
        self.figure.setText(text)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setVisible(bool(text))
        self.setAccessibleName(" ".join(part for part in (self.caption.text(), text, note) if part))


class Glance(QWidget):
    """Four facts in two columns; those there are none of are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limits, self.baseline = Fact(tr("Limits")), Fact(tr("Baseline"))
        self.last, self.setpoint = Fact(tr("Read last")), Fact(tr("Setpoint"))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID - 2)
        for place, fact in enumerate((self.limits, self.baseline, self.last, self.setpoint)):
            self._grid.addWidget(fact, 0, place, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(place, 1)
        self.setLayout(self._grid)

    def show_test(self, one: RunTest) -> None:
        """What the test itself knows; what was read last is asked for."""
        self.limits.say(one.limits, _limits_note(one))
        on = show_date(one.test.baseline_date) if one.test.baseline_date else ""
        measured = Measure.of(one.test.measurement_type) is not None
        self.baseline.say(one.baseline or ("none" if measured else ""), on)
        setpoint = one.test.design_setpoint
        self.setpoint.say("" if setpoint is None else f"{figure(setpoint, 0)} {one.test.unit or ''}".strip(), "design")
        self.last.say("…" if measured else "")

    def show_last(self, before: Before | None, one: RunTest, sheet: RunSheet) -> None:
        """What was read here last, how far that was from the baseline, and when."""
        if before is None:
            self.last.say("nothing" if Measure.of(one.test.measurement_type) else "", "")
            return
        base = one.test.baseline_value
        away = deviation_pct(before.value, base) if before.value is not None and base is not None else None
        day: date = before.at.astimezone(sheet.zone).date()
        self.last.say(before.reading, show_date(day) if away is None else f"{show_date(day)} · {signed(away)} %")


def _limits_note(one: RunTest) -> str:
    return tr("mean of nine") if shape(one.test) is Shape.POINTS else ""
