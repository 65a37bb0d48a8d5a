"""Leave a reading out of its trend, or take it back in: what was read, what follows, and the reason.

::

    panel = ExcludingPanel(tools)
    panel.open(instance_id)          # asks for the reading; shows the panel when it is answered
    panel.decided.connect(...)       # a sentence for the notice bar, once it is written

There is no undo of evidence: whoever erred takes the reading back in, with a reason.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from firemode_desktop.charts.digits import signed
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.leaving_out import reason_for
from firemode_desktop.domain.trend import Trend
from firemode_desktop.domain.words import Role
from firemode_desktop.services.trends import exclusions
from firemode_desktop.services.trends.exclusions import Preview
from firemode_desktop.ui.language import many, tr
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.parts import Card, column, label, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

STANDS = tr(
    "Only the trend changes: the reading, its verdict and its fault stand. It is kept with your name and this reason."
)


class ExcludingPanel(EntryPanel):
    """One reading; ``decided`` tells in a sentence what was written."""

    decided = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__("", "", self._hand_in, parent)
        self.tools = tools
        self.shown: Preview | None = None
        self.now, self.then = _Side(tr("As it is")), _Side("")
        self.form.addLayout(row(self.now, self.then, gap=GRID * 2))
        self.history = label("", "small", wrap=True)
        self.history.setTextFormat(Qt.TextFormat.PlainText)
        self.form.addWidget(self.history)
        self.form.addWidget(label(STANDS, "small", wrap=True))
        self.reason = self.add_below(tr("Reason"), QLineEdit())
        self.reason.setPlaceholderText(tr("What was wrong with the reading, in a few words"))
        self.reason.setMaxLength(1000)
        self.hide()

    def open(self, instance_id: UUID) -> None:
        """Ask for a reading and what follows; what is refused is said by the notice bar."""
        self.tools.background.ask(self, partial(_preview, instance_id), self._present)

    def _present(self, shown: Preview) -> None:
        self.shown = shown
        self.title.setText(
            tr("Take this reading back in?") if shown.excluded else tr("Leave this reading out of the trend?")
        )
        self.say(f"{shown.place.place}: {shown.read}.")
        self.go.setText(tr("Take it back in") if shown.excluded else tr("Leave it out"))
        self.then.heading.setText(tr("With it") if shown.excluded else tr("Without it"))
        self.now.show_trend(shown.now, shown.place.unit)
        self.then.show_trend(shown.then, shown.place.unit)
        self.history.setText("\n".join(tr("Before: {made}", made=made.words) for made in shown.history))
        self.history.setVisible(bool(shown.history))
        self.reason.clear()
        self.show_for_entry(self.reason)
        if self.tools.person.role != Role.SUPERVISOR:
            self.complain(tr("Only a supervisor decides this; you see what would follow."), self.reason)
            self.go.setEnabled(False)

    def _hand_in(self) -> None:
        shown = self.shown
        if shown is None:
            return
        try:
            reason = reason_for(self.reason.text())
        except Invalid as error:
            self.complain(error.message, self.reason)
            return
        self.busy()
        job = partial(_decide, shown.instance_id, not shown.excluded, reason, self.tools.person.id)
        self.tools.background.do(self, job, self._written, self.refuse, text=tr("Writing the decision"))

    def _written(self, _id: UUID) -> None:
        shown, self.shown = self.shown, None
        self.hide()
        if shown is not None:
            deed = tr("stands in its trend again") if shown.excluded else tr("is left out of its trend")
            self.decided.emit(tr("The reading of {read} {deed}.", read=shown.read, deed=deed))


class _Side(Card):
    """What the trend says on one side of the decision: slope, sentence, readings it stands on."""

    def __init__(self, title: str) -> None:
        super().__init__(margin=GRID + 4)
        self.heading = label(title, "heading")
        self.slope, self.sentence = label("", wrap=True), label("", wrap=True)
        self.readings = label("", "small", wrap=True)
        self.body.addLayout(column(self.heading, self.slope, self.sentence, self.readings, None, gap=GRID - 4))

    def show_trend(self, trend: Trend, unit: str) -> None:
        """``trend`` in three lines; a screen reader hears them as one."""
        count = len(trend.points)
        self.slope.setText(_slope(trend, unit))
        self.sentence.setText(trend.sentence)
        self.readings.setText(many(count, "reading", "readings"))
        lines: tuple[QLabel, ...] = (self.heading, self.slope, self.sentence, self.readings)
        self.setAccessibleName(". ".join(line.text().rstrip(".") for line in lines if line.text()))


def _slope(trend: Trend, unit: str) -> str:
    if trend.slope_per_year is None:
        return tr("No slope yet")
    return tr("{Decimal} {unit} a year", Decimal=signed(Decimal(str(trend.slope_per_year))), unit=unit)


def _preview(instance_id: UUID, session: Any) -> Preview:
    return exclusions.preview(session, instance_id)


def _decide(instance_id: UUID, excluded: bool, reason: str, by: UUID, session: Any) -> UUID:
    deed = exclusions.exclude if excluded else exclusions.include
    return deed(session, instance_id, reason, by=by)
