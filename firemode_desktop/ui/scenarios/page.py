"""Cause & effect: the scenarios of a building, and one of them as steps and in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.sequence import Level
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import TriggerDeviceType
from firemode_desktop.services import scenarios
from firemode_desktop.services.scenarios import OpenScenario, ShownScenario
from firemode_desktop.ui.listing import Listing, ListingModel
from firemode_desktop.ui.listing.view import HEIGHT
from firemode_desktop.ui.parts import Card, EmptyState, Segments, button, column, empty, label, link, row
from firemode_desktop.ui.scenarios.columns import SCENARIOS, STATES, STEPS, matches, type_words
from firemode_desktop.ui.scenarios.timeline import Timeline
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.testing.judged import sentence
from firemode_desktop.ui.theme import GRID, ROW
from firemode_desktop.ui.workspace import Place, Tools, Workspace

NARROW, WIDE = 480, 560


class ScenariosPage(Workspace):
    """The list at the left; at the right the chosen scenario as a table and as a timeline."""

    key: ClassVar[str] = "scenarios"
    title: ClassVar[str] = "Cause & effect"
    purpose: ClassVar[str] = "What must happen after a trigger, when, and what was seen when it was tested last."
    tables: ClassVar[frozenset[str]] = frozenset(
        {"ce_scenarios", "control_equipment", "stairs", "test_instances", "test_sessions", "zones"}
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._shown: UUID | None = None
        self._wanted: UUID | None = None
        self.open_: OpenScenario | None = None
        self._make()
        self._lay_out()
        self._add_commands()

    # --- made once -----------------------------------------------------------------------------------------------

    def _make(self) -> None:
        self.note = label("", "quiet")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter: zone-3, fan-01, annual…")
        self.filter.setAccessibleName("Filter the scenarios")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._keep())
        self.which = Segments(["Current", "All versions"], "Which versions")
        self.which.chosen.connect(lambda _index: self._keep())
        self.model = ListingModel(SCENARIOS, key=lambda one: one.scenario_id)
        self.list = Listing(self.model, "Scenarios", self.tools.settings, "scenarios/list")
        self.list.chosen.connect(self._on_chosen)
        self.name = label("", "heading")
        self.mark, self.state = StatusMark(Standing.PASS, 11), label("")
        self.meta = label("", "quiet", wrap=True)
        self.rows = ListingModel(STEPS, key=lambda one: one.step.step_order)
        self.steps = Listing(self.rows, "Steps", self.tools.settings, "scenarios/steps")
        self.list.opened.connect(lambda _one: self.steps.setFocus(Qt.FocusReason.OtherFocusReason))
        self.timeline = Timeline()
        self.steps.chosen.connect(lambda one: self.timeline.highlight(one.step.step_order if one else None))
        self.timeline.chosen.connect(self.steps.choose)
        self.observed = label("", "quiet")
        self.observed.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.reading = link("Open the test", self.open_reading)
        self.remarks = QVBoxLayout()
        self.remarks.setSpacing(5)

    def _lay_out(self) -> None:
        tools = row(self.filter, self.which)
        tools.setStretch(0, 1)
        self.left = QWidget()
        left = column(tools, Card(self.list, margin=1), gap=GRID + 2)
        left.setStretch(1, 1)
        self.left.setLayout(left)
        head = row(self.name, 8, self.mark, self.state, None, gap=5)
        table = Card(self.steps, margin=1)
        above = row(label("Timeline", "heading"), 4, self.observed, self.reading)
        above.setStretch(2, 1)
        drawn = Card(above, self.timeline, self.remarks)
        inside = QWidget()
        inside.setProperty("role", "canvas")
        inside.setLayout(column(column(head, self.meta, gap=2), table, drawn, None, gap=GRID + 2))
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        both = QWidget()
        beside = row(self.left, scroll, gap=GRID + 8)
        beside.setStretch(1, 1)
        both.setLayout(beside)
        go = button("Open the registers", partial(self.tools.go, "registers", Place(register="zones")))
        words = "A scenario says what every component must do after a trigger, and when; it belongs to a zone."
        self.views = QStackedLayout()
        self.views.addWidget(QWidget())
        self.views.addWidget(both)
        self.views.addWidget(Card(EmptyState("scenarios", "No scenarios", words, go)))
        whole = column(row(label(self.title, "title"), 4, self.note, None), gap=GRID + 2)
        whole.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        whole.addLayout(self.views, 1)
        self.setLayout(whole)

    def _add_commands(self) -> None:
        add = partial(self.tools.commands.add, self, menu="Cause & effect")
        add("Filter scenarios", self._focus_filter, shortcut="Ctrl+F", words="search find")
        add("Current versions", partial(self.which.choose, 0), shortcut="Alt+1", words="published draft")
        add("All versions", partial(self.which.choose, 1), shortcut="Alt+2", words="superseded history")
        add("Open the test", self.open_reading, shortcut="Ctrl+Return", words="session observed reading")

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        job = partial(_scenarios, self.building_id)
        self.tools.background.ask(self, job, partial(self._show, self.building_id), about="scenarios")

    def _show(self, building_id: UUID, found: Sequence[ShownScenario]) -> None:
        other = building_id != self._shown
        self._shown = building_id
        self.model.show(found)
        self.views.setCurrentIndex(1 if found else 2)
        current = sum(one.state is not ScenarioState.SUPERSEDED for one in found)
        self.note.setText(f"{current} scenarios" if found else "")
        self.which.setVisible(current < len(found))
        self._keep()
        if other or self.list.current is None:
            self._choose_first()
        elif self.list.current is not None:
            self._ask(self.list.current)
        self._go()

    def _keep(self) -> None:
        current, words = self.which.index == 0, self.filter.text()
        self.model.keep(lambda one: not (current and one.state is ScenarioState.SUPERSEDED) and matches(one, words))
        if self.list.current is None:
            self._choose_first()

    def _choose_first(self) -> None:
        first = self.model.row(0)
        if first is not None and not self.list.choose(first.scenario_id):
            return
        if first is not None:
            self._ask(first)

    def _on_chosen(self, one: ShownScenario | None) -> None:
        if one is not None:
            self._ask(one)

    def _ask(self, one: ShownScenario) -> None:
        """Its steps are known already; what was seen of them is asked for."""
        if self.open_ is None or self.open_.scenario.scenario_id != one.scenario_id:
            self._show_open(OpenScenario(one, (), None))
        job = partial(_open, one.scenario_id)
        self.tools.background.ask(self, job, self._on_open, about="scenario")

    def _on_open(self, found: OpenScenario) -> None:
        current = self.list.current
        if current is not None and current.scenario_id == found.scenario.scenario_id:
            self._show_open(found)

    def _show_open(self, found: OpenScenario) -> None:
        self.open_ = found
        one, seen = found.scenario, found.observation
        self.name.setText(f"{one.name} – {one.stair}, {one.zone}")
        self.mark.show_standing(STATES[one.state].standing)
        self.state.setText(one.state.value)
        self.meta.setText(_meta(one))
        steps = found.steps
        self.rows.show(steps)
        self.steps.setFixedHeight(HEIGHT + ROW * max(1, len(steps)))
        self.timeline.show_steps(steps)
        if seen is None:
            self.observed.setText("not tested yet")
        else:
            day = show_date(seen.at.astimezone(ZoneInfo(one.timezone)).date())
            self.observed.setText(f"observed on {day} · {seen.session_name}")
        self.observed.setToolTip(self.observed.text())
        self.reading.setVisible(seen is not None)
        self._show_remarks(found)

    def _show_remarks(self, found: OpenScenario) -> None:
        empty(self.remarks)
        for message in found.remarks:
            self.remarks.addWidget(sentence(Standing.NEAR, message))
        for problem in found.problems:
            grave = Standing.FAIL if problem.level is Level.ERROR else Standing.NEAR
            self.remarks.addWidget(sentence(grave, problem.message))

    # --- where to go ---------------------------------------------------------------------------------------------

    def show_location(self, place: Place) -> None:
        """The first scenario of a stair."""
        self._wanted = place.stair_id
        if self._shown == self.building_id:
            self._go()

    def _go(self) -> None:
        stair_id, self._wanted = self._wanted, None
        one = next((each for each in self.model.rows if each.stair_id == stair_id), None)
        if one is not None:
            self.list.choose(one.scenario_id)

    def open_reading(self) -> None:
        """The test in which it was observed last."""
        seen = self.open_.observation if self.open_ is not None else None
        if seen is not None:
            self.tools.go("sessions", Place(session_id=seen.session_id, instance_id=seen.instance_id))

    def _focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.left.setFixedWidth(NARROW if event.size().width() < 1240 else WIDE)

    def pictures(self) -> Iterator[str]:
        """A scenario with all its steps, from the middle of the building."""
        longest = max((len(one.steps) for one in self.model.rows), default=0)
        full = [one for one in self.model.rows if len(one.steps) == longest]
        if full:
            self.list.choose(full[(len(full) - 1) // 4].scenario_id)
            yield "steps"


def _meta(one: ShownScenario) -> str:
    """``version 1 · trigger SD-L8-01 (smoke detector) · annual · Level-7, Level-8, Level-9``."""
    kind = f" ({TriggerDeviceType(one.trigger_type).label.lower()})" if one.trigger_type else ""
    parts = [f"version {one.version}", f"trigger {one.trigger}{kind}", type_words(one).lower(), ", ".join(one.floors)]
    if one.published_at is not None:
        by = f" by {one.published_by}" if one.published_by else ""
        parts.append(f"published {show_date(one.published_at.astimezone(ZoneInfo(one.timezone)).date())}{by}")
    return " · ".join(part for part in parts if part)


# Jobs


def _scenarios(building_id: UUID, session: Any) -> tuple[ShownScenario, ...]:
    return scenarios.scenarios(session, building_id)


def _open(scenario_id: UUID, session: Any) -> OpenScenario:
    return scenarios.open_scenario(session, scenario_id)
