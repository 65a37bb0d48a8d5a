"""The chosen chart: its title, the chart itself, what it says, how much of the past is shown, and its numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from firemode_desktop.charts.data import ChartTable
from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.services.trends import Charted, chart_of
from firemode_desktop.ui.chart_view import ChartView
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.parts import Card, ElidedLabel, button, column, label, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.trends.excluding import ExcludingPanel
from firemode_desktop.ui.trends.ranges import RangeBar
from firemode_desktop.ui.trends.reporting import ReportingPanel
from firemode_desktop.ui.trends.table import ChartTableView
from firemode_desktop.ui.workspace import Tools

OPENS = {
    ChartKind.FAULTS: tr("Open the fault"),
    ChartKind.CALIBRATION: tr("Open the instrument"),
    ChartKind.PORTFOLIO: tr("Show its readings"),
}

PATIENCE_MS = 300
"""So long an empty chart says nothing of itself."""
LEAST = 160
"""Pixels: a chart of less height says nothing."""


class Room(Card):
    """``show_data`` draws what was gathered; ``wanted`` tells the key of what a person wants to see itself."""

    wanted = Signal(str)
    shown = Signal(bool)
    """Whether there is a chart now."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=12)
        self._tools = tools
        self.asked: Asked | None = None
        self.building_id: UUID | None = None
        self.data: Charted | None = None
        self.title = label("", "quiet", wrap=True)
        self.chart = ChartView()
        self.chart.setMinimumHeight(LEAST)
        self.ranges = RangeBar(self.chart)
        self.patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self.words = label("", "quiet", wrap=True)
        self.table = ChartTableView(tools.settings, "trends/table")
        self.picked = ""
        self.chosen = ElidedLabel()
        self.open = button("", lambda: self.wanted.emit(self.picked))
        self.leave_out = button(tr("Leave out…"), self._leave_out)
        self.bar = QWidget()
        self.excluding, self.reporting = ExcludingPanel(tools), ReportingPanel(tools)
        self.deeds = row(gap=GRID)
        head = row(self.title, self.deeds)
        head.setStretch(0, 1)
        laid = row(self.chosen, self.open, self.leave_out)
        laid.setStretch(0, 1)
        self.bar.setLayout(laid)
        self.bar.hide()
        above = QWidget()
        above.setLayout(column(self.chart, self.words, self.ranges, self.bar, gap=6))
        above.layout().setStretch(0, 1)  # type: ignore[union-attr]  # it was set in the line before
        self.split = QSplitter(Qt.Orientation.Vertical)
        below = QWidget()
        below.setLayout(column(self.excluding, self.reporting, self.table))
        for part, share in ((above, 3), (below, 1)):
            self.split.addWidget(part)
            self.split.setStretchFactor(self.split.indexOf(part), share)
        self.split.setChildrenCollapsible(False)
        self._shares = {False: [430, 190], True: [280, 340]}
        """What the chart and what is below it take: the numbers, or a decision."""
        self.split.setSizes(self._shares[False])
        self.body.addLayout(head)
        self.body.addWidget(self.split, 1)
        self._listen()

    def _listen(self) -> None:
        self.patience.timeout.connect(lambda: self.chart.show_chart(None, tr("Reading the record…")))
        self.chart.picked.connect(self.table.choose)
        self.table.picked.connect(self.chart.choose)
        for part in (self.chart, self.table):
            part.picked.connect(self._on_picked)
            part.copied.connect(self._tools.notices.say)
        for panel in (self.excluding, self.reporting):
            panel.installEventFilter(self)
            panel.closed.connect(panel.hide)
            panel.closed.connect(self.chart.setFocus)
        self.excluding.decided.connect(self._tools.notices.say)
        self.reporting.done.connect(self._tools.notices.say)
        self.report = self.add_deed(tr("Put into a report…"), self._put_into_report)
        self.shown.connect(self.report.setEnabled)

    def add_deed(self, text: str, run: Callable[[], object]) -> QPushButton:
        """A button in the head of the chart."""
        made = button(text, run)
        self.deeds.addWidget(made)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While something is decided, its panel stands where the numbers are; the chart stays in sight."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._make_room()
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        deciding = self.deciding
        if deciding != self.table.isHidden():
            self._shares[self.table.isHidden()] = self.split.sizes()
            self.table.setVisible(not deciding)
            self.split.setSizes(self._shares[deciding])
        self.words.setVisible(bool(self.words.text()) and not deciding)
        self.bar.setVisible(bool(self.picked) and not deciding)

    @property
    def deciding(self) -> bool:
        """Whether a reading is being left out, or the chart put into a report."""
        return not (self.excluding.isHidden() and self.reporting.isHidden())

    # --- what is done with it -------------------------------------------------------------------------------------

    def _on_picked(self, key: str) -> None:
        """What is chosen says itself in words, and what can be done with it stands beside that."""
        self.picked = key
        scene, asked = self.chart.scene(), self.asked
        words = [spot.words for spot in scene.spots if spot.key == key] if scene is not None else []
        self.bar.setVisible(bool(key) and asked is not None and not self.deciding)
        if asked is not None:
            self.chosen.setText(words[0] if words else "")
            self.open.setText(OPENS.get(asked.kind, tr("Open the session")))
            self.leave_out.setVisible(asked.kind is ChartKind.TIME)

    def _leave_out(self) -> None:
        self.reporting.close_()
        self.excluding.open(UUID(self.picked))

    def _put_into_report(self) -> None:
        if self.asked is None or self.data is None or self.building_id is None:
            return
        self.excluding.close_()
        self.reporting.open(self.building_id, self.asked, self.chart.view, self.data.title)

    # --- what is shown -------------------------------------------------------------------------------------------

    def wait(self, asked: Asked) -> None:
        """Another chart was asked for: the one before goes when its answer comes."""
        if asked != self.asked:
            self._on_picked("")
            self.excluding.hide()
            self.reporting.hide()
        if self.asked is None or self.asked.kind is not asked.kind:
            self.patience.start()
            self.chart.show_chart(None, "")
            self.chart.reset()
            self.table.show_table(None, term(asked.kind.label))
            self.words.setText("")
            self.title.setText(term(asked.kind.label))

    def show_data(self, asked: Asked, found: Charted) -> None:
        """Draw what was gathered."""
        self.patience.stop()
        self.asked, self.data = asked, found
        chart = chart_of(asked.kind)
        self.title.setText(found.title)
        self.words.setText(found.words)
        self.words.setVisible(bool(found.words) and not self.deciding)
        if found.empty:
            self.chart.show_chart(None, found.words)
            self.words.hide()
        else:
            self.chart.show_chart(partial(chart.draw, found), found.words)
        self.table.show_table(chart.table(found), term(asked.kind.label))
        self.ranges.setVisible("since" in asked.kind.settings and not found.empty)
        self.shown.emit(not found.empty)

    def fail(self, asked: Asked, words: str) -> None:
        """There is no such chart, and why."""
        self.patience.stop()
        self.asked, self.data = asked, None
        self.title.setText(term(asked.kind.label))
        self.words.hide()
        self.chart.show_chart(None, words)
        self.table.show_table(None, term(asked.kind.label))
        self.ranges.hide()
        self.shown.emit(False)

    @property
    def numbers(self) -> ChartTable | None:
        """The numbers behind what is shown."""
        if self.asked is None or self.data is None:
            return None
        return chart_of(self.asked.kind).table(self.data)
