"""Put the chart that is looked at into the report of a session, and take out what is in it.

::

    panel = ReportingPanel(tools)
    panel.open(building_id, asked, view, "Level-8 closes in on 20 Pa")
    panel.done.connect(...)          # a sentence for the notice bar, once it is written
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from firemode_desktop.charts.scene import View
from firemode_desktop.domain.charting import Asked
from firemode_desktop.services.trends import in_report
from firemode_desktop.services.trends.in_report import LONGEST_TITLE, Listed, Target
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.panel import EntryPanel
from firemode_desktop.ui.parts import button, label, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

KEPT = tr(
    "The chart is kept as it is drawn today; later readings do not change it. In the report of an "
    "approved session it says when and by whom it was added, and makes a new revision."
)
ROWS_IN_SIGHT = 5


class _ChartList(QListWidget):
    """The charts of a report; ``wanted_out`` when Del is pressed on one."""

    wanted_out = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete.value:
            self.wanted_out.emit()
        else:
            super().keyPressEvent(event)


class ReportingPanel(EntryPanel):
    """Session, title, and what is in the report already; ``done`` tells in a sentence what was written."""

    done = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tr("Put this chart into a report"), tr("Put it in"), self._hand_in, parent)
        self.tools = tools
        self.targets: tuple[Target, ...] = ()
        self.listed: tuple[Listed, ...] = ()
        self._asked: Asked | None = None
        self._view = View()
        self._build()
        self.hide()

    def _build(self) -> None:
        self.say(KEPT)
        self.session = self.add(tr("Report of"), QComboBox())
        self.session.currentIndexChanged.connect(lambda _at: self._ask_charts())
        self.name = self.add(tr("Title above the chart"), QLineEdit())
        self.name.setMaxLength(LONGEST_TITLE)
        self.there = self.add(tr("In this report already"), _ChartList())
        self.there.setProperty("role", "boxed")
        self.there.setFixedHeight(24 * ROWS_IN_SIGHT + 6)
        self.remove = button(tr("Take it out"), self._take_out)
        self.remove.setToolTip("Del")
        self.remove.setEnabled(False)
        self.there.wanted_out.connect(self._take_out)
        self.there.currentRowChanged.connect(lambda at: self.remove.setEnabled(at >= 0 and self._may))
        self.none = label(tr("Nothing yet."), "small")
        self.form.addLayout(row(self.remove, self.none, None, gap=GRID))

    # --- begun -------------------------------------------------------------------------------------------------------

    def open(self, building_id: UUID, asked: Asked, view: View, title: str) -> None:
        """Begin with a chart; the panel is shown once the sessions are known."""
        self._asked, self._view = asked, view
        self.name.setText(title[:LONGEST_TITLE])
        self.tools.background.ask(self, partial(_targets, building_id), self._present, about="targets")

    def _present(self, targets: tuple[Target, ...]) -> None:
        self.targets = targets
        self.session.blockSignals(True)
        self.session.clear()
        self.session.addItems([target.words for target in targets])
        self.session.blockSignals(False)
        self.show_for_entry(self.name)
        self.name.selectAll()
        if not targets:
            self.complain(tr("This building has no session yet whose report could take a chart."))
            self.go.setEnabled(False)
        self._ask_charts()

    @property
    def target(self) -> Target | None:
        """The chosen session."""
        at = self.session.currentIndex()
        return self.targets[at] if 0 <= at < len(self.targets) else None

    def _ask_charts(self) -> None:
        if self.target is not None:
            self._say_who_may(self.target)
            job = partial(_listed, self.target.session_id)
            self.tools.background.ask(self, job, self._show_charts, about="charts")

    def _say_who_may(self, target: Target) -> None:
        """Whoever may not change this report is told before anything is typed."""
        why = target.refusal(self.tools.person.role)
        if why is None:
            self.quiet()
        else:
            self.complain(why)
        self.go.setEnabled(why is None)
        self.go.setToolTip(why or "")

    @property
    def _may(self) -> bool:
        return self.target is not None and self.target.refusal(self.tools.person.role) is None

    def _show_charts(self, listed: tuple[Listed, ...]) -> None:
        self.listed = listed
        self.there.clear()
        for each in listed:
            item = QListWidgetItem(
                tr("{each}  ·  {by}, {at}", each=each.title, by=each.by or tr("unknown"), at=show_date(each.at.date()))
            )
            item.setToolTip(each.words)
            self.there.addItem(item)
        self.none.setText("" if listed else tr("Nothing yet."))
        self.remove.setEnabled(False)

    # --- done ---------------------------------------------------------------------------------------------------

    def _hand_in(self) -> None:
        target, asked = self.target, self._asked
        if target is None or asked is None:
            return
        if not self.name.text().strip():
            self.complain(tr("A chart in a report needs a title."), self.name)
            return
        self.busy()
        today = self.tools.clock().date()
        job = partial(_put, target.session_id, asked, self.name.text(), self._view, self.tools.person.id, today)
        sentence = tr(
            "“{name}” stands in the report of {target} now.", name=self.name.text().strip(), target=target.name
        )
        self.tools.background.do(
            self, job, lambda _id: self._written(sentence), self.refuse, text=tr("Putting a chart into a report")
        )

    def _written(self, sentence: str) -> None:
        self.quiet()
        self.hide()
        self.done.emit(sentence)

    def _take_out(self) -> None:
        at = self.there.currentRow()
        if 0 <= at < len(self.listed):
            job = partial(_take_out, self.listed[at].chart_id, self.tools.person.id)
            self.tools.background.do(
                self, job, lambda _done: self._ask_charts(), self.refuse, text=tr("Taking a chart out of a report")
            )


def _targets(building_id: UUID, session: Any) -> tuple[Target, ...]:
    return in_report.targets(session, building_id)


def _listed(session_id: UUID, session: Any) -> tuple[Listed, ...]:
    return in_report.listed(session, session_id)


def _put(session_id: UUID, asked: Asked, title: str, view: View, by: UUID, today: date, session: Any) -> UUID:
    return in_report.put(session, session_id, asked, title, by=by, today=today, view=view)


def _take_out(chart_id: UUID, by: UUID, session: Any) -> None:
    in_report.take_out(session, chart_id, by=by)
