"""Cause & effect: the logic of a stair as a matrix and in time, one scenario of it step by step, and its versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from firemode_desktop.domain.design import Scenario
from firemode_desktop.services.people import TESTERS
from firemode_desktop.services.scenarios import Desk, Version
from firemode_desktop.ui.importing.flow import dropped, read_dropped
from firemode_desktop.ui.language import many as plural
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, EmptyState, Segments, button, column, label, primary, row
from firemode_desktop.ui.scenarios import exporting, jobs
from firemode_desktop.ui.scenarios.checks import ChecksPanel
from firemode_desktop.ui.scenarios.head import ScenarioFacts, ScenarioHead, remove_draft
from firemode_desktop.ui.scenarios.keys import add_commands
from firemode_desktop.ui.scenarios.matrix import MatrixView
from firemode_desktop.ui.scenarios.observing import Observing
from firemode_desktop.ui.scenarios.rooms import ASKING, COMPARED, COVERED, DESIGN, EMPTY, IMPORTING, SHEET, Rooms
from firemode_desktop.ui.scenarios.saving import Saving
from firemode_desktop.ui.scenarios.shelf import Shelf
from firemode_desktop.ui.scenarios.stairs import StairBox
from firemode_desktop.ui.scenarios.starting import NewScenario
from firemode_desktop.ui.scenarios.step_card import StepCard
from firemode_desktop.ui.scenarios.step_table import StepTable
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.scenarios.timeline_view import TimelineView
from firemode_desktop.ui.scenarios.versions import VersionsPanel
from firemode_desktop.ui.scenarios.views import Views
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools, Workspace

MODES = (tr("Matrix"), tr("Timeline"), tr("Both"), tr("Steps"), tr("Coverage"))
MATRIX, TIMELINE, BOTH, STEPS, COVERAGE = range(5)
SECTIONS = ("the-matrix", "the-timeline", "the-timeline", "the-steps", "coverage")
"""The section of the help that tells of each."""
SIDES = (tr("Step"), tr("Scenario"), tr("Versions"))
STEP, SCENARIO, VERSIONS, STARTING = range(4)
UNREAD = tr("unread cells")
"""What notices about cells that could not be read are about."""
SIDE_WIDTH, ENTRY_WIDTH, SHELF_WIDTH = 292, 420, 216


class ScenariosPage(Workspace):
    """Matrix and timeline of the same design, the step, the scenario or its versions beside them; coverage, import."""

    key: ClassVar[str] = "scenarios"
    title: ClassVar[str] = tr("Cause & effect")
    purpose: ClassVar[str] = tr(
        "What must happen after a trigger, and when: designed, signed, and held against what was seen."
    )
    tables: ClassVar[frozenset[str]] = frozenset(
        {"ce_scenarios", "control_equipment", "stairs", "test_instances", "test_sessions", "zones"}
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._shown: UUID | None = None
        self._wanted = Place()
        self.studio = Studio(self.stack, self)
        self.studio.read_only = tools.person.role not in TESTERS
        self.saving = Saving(self.studio, tools, self)
        self._make()
        self._lay_out()
        self._connect()
        add_commands(self)
        self.setAcceptDrops(True)

    # --- made once -----------------------------------------------------------------------------------------------

    def _make(self) -> None:
        self.note = label("", "quiet")
        self.stairs = StairBox(self.studio)
        self.modes = Segments(MODES, tr("How it is shown"))
        self.head = ScenarioHead(self.studio)
        self.matrix, self.timeline, self.table = (
            MatrixView(self.studio),
            TimelineView(self.studio),
            StepTable(self.studio),
        )
        self.shelf, self.card, self.checks = Shelf(self.studio), StepCard(self.studio), ChecksPanel(self.studio)
        self.facts, self.versions = ScenarioFacts(self.studio), VersionsPanel(self.studio, self.tools)
        self.starting = NewScenario(self.studio)
        self.observing = Observing(self.studio, self.tools, self)
        self.observed, self.reading = self.observing.words, self.observing.link
        self.add_button = button(tr("New scenario…"), self.start, icon="plus")
        self.import_button = button(tr("Import…"), self.import_file, icon="import")
        self.export_button = button(tr("Export…"), self.export, icon="export")
        self.sheet_button = button(tr("Site sheet…"), self.show_sheet, icon="reports")
        self.shelf_button = button(tr("Components"), self.toggle_shelf, icon="fan")
        self.shelf_button.setCheckable(True)
        self.shelf_button.setAccessibleName(tr("Components"))
        self.shelf_button.setToolTip(tr("Components of the register (Ctrl+Shift+C)"))
        self.save_button = button(tr("Save"), self.save, icon="save")
        self.publish_button = primary(tr("Publish…"), self.publish)
        for each in (self.add_button, self.import_button, self.save_button, self.publish_button):
            each.setEnabled(not self.studio.read_only)

    def _lay_out(self) -> None:
        above = row(label(tr("Timeline"), "heading"), 4, self.observed, self.reading)
        above.setStretch(2, 1)
        self.drawn = Card(above, self.timeline)
        self.drawn.body.setStretch(1, 1)
        self.gridded = Card(self.matrix, margin=1)
        self.listed = Card(self.table, margin=1)
        self.views = Views(self.studio, self.tools.settings, self.gridded, self.drawn, self.listed)
        self.shelf_card = Card(self.shelf, margin=GRID)
        self.shelf_card.setFixedWidth(SHELF_WIDTH)
        self.shelf_card.hide()
        self.side = self._side()
        beside = row(self.shelf_card, self.views, self.side, gap=GRID + 4)
        beside.setStretch(1, 1)
        self.pages = QStackedWidget()
        self.rooms = Rooms(self)
        for page in (QWidget(), _held(beside), self._empty(), *self.rooms.holders):
            self.pages.addWidget(page)
        tools = (self.add_button, self.import_button, self.export_button, self.sheet_button)
        first = row(label(self.title, "title"), 4, self.stairs, self.note, None, *tools, gap=GRID)
        second = row(self.head, self.shelf_button, self.modes, self.save_button, self.publish_button, gap=GRID)
        second.setStretch(0, 1)
        self.second = _held(second)
        whole = column(first, self.second, gap=GRID)
        whole.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        whole.addWidget(self.pages, 1)
        self.setLayout(whole)
        self.modes.choose(BOTH)
        self._show_mode()

    def _side(self) -> QWidget:
        self.sides = Segments(SIDES, tr("What is shown beside it"))
        step = _held(column(self.card, self.checks, None, gap=2 * GRID))
        self.side_pages = QStackedWidget()
        for page in (step, self.facts, self.versions, self.starting):
            self.side_pages.addWidget(page)
        made = Card(self.sides, 2, self.side_pages)
        made.body.setStretch(2, 1)
        made.setFixedWidth(SIDE_WIDTH)
        return made

    def _empty(self) -> QWidget:
        words = tr(
            "A scenario says what every component must do after a trigger, and when; it belongs to a zone. "
            "Begin with one of the common sequences, or read the matrix you have as a workbook."
        )
        first = primary(tr("New scenario…"), self.start)
        self.no_zones = button(tr("Open the zones"), partial(self.tools.go, "registers", Place(register="zones")))
        other = button(tr("Import…"), self.import_file)
        self.none = EmptyState("scenarios", tr("No scenarios yet"), words, first, other, self.no_zones)
        return Card(self.none)

    def _connect(self) -> None:
        studio = self.studio
        studio.changed.connect(self._on_changed_design)
        studio.chosen.connect(self._show_buttons)
        studio.said.connect(self.tools.notices.show_error)
        self.modes.chosen.connect(lambda _index: self._show_mode())
        self.sides.chosen.connect(self._show_side)
        self.starting.closed.connect(self._on_started)
        self.versions.compare_wanted.connect(self.show_compare)
        self.versions.save_wanted.connect(self.save)
        self.versions.recorded.connect(self._on_recorded)
        self.timeline.card_asked.connect(self._to_card)
        self.timeline.step_asked.connect(self._to_new_step)
        self.shelf.added.connect(lambda _order: self.show_side(STEP))
        self.shelf.wanted_register.connect(partial(self.tools.go, "registers", Place(register="control_equipment")))
        self.saving.outdated.connect(self.load)
        self.saving.ended.connect(lambda _well: self._show_buttons())

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        job = partial(jobs.desk, self.building_id)
        self.tools.background.ask(self, job, partial(self._show, self.building_id), about="scenarios")
        if self.pages.currentIndex() == COVERED:
            self.rooms.coverage.load(self.building_id)

    def _show(self, building_id: UUID, desk: Desk) -> None:
        first = building_id != self._shown
        if first:
            self._shown = building_id
            self.studio.begin(desk.design, desk.around, desk.in_force)
        else:
            self.studio.show(desk.design, desk.around, desk.in_force)
        self.stairs.offer()
        if self.studio.scenario is None:
            self.stairs.choose_first()
        self.observing.again()
        if self.pages.currentIndex() in (ASKING, DESIGN, EMPTY):
            self.leave()
        if first and self.pages.currentIndex() == EMPTY:
            self.none.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go()

    def _on_changed_design(self) -> None:
        if self.pages.currentIndex() in (DESIGN, EMPTY):
            self.leave()
        self._show_buttons()

    # --- how it is shown -----------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Back to the design; to the empty page where there is none."""
        mode = self.modes.index
        self.pages.setCurrentIndex(
            COVERED if mode == COVERAGE else DESIGN if self.studio.design.scenarios or self._starts else EMPTY
        )
        self._show_buttons()

    @property
    def _starts(self) -> bool:
        return self.side_pages.currentIndex() == STARTING

    def _show_mode(self) -> None:
        mode = self.modes.index
        self.gridded.setVisible(mode in (MATRIX, BOTH))
        self.drawn.setVisible(mode in (TIMELINE, BOTH, STEPS))
        self.listed.setVisible(mode == STEPS)
        self.views.share_out()
        if mode == COVERAGE and self.building_id is not None:
            self.rooms.coverage.load(self.building_id)
        self.leave()

    def _show_side(self, index: int) -> None:
        self.side_pages.setCurrentIndex(index)

    def show_side(self, index: int) -> None:
        """Show the step, the scenario or its versions beside the design."""
        self.side.setFixedWidth(SIDE_WIDTH)
        self.sides.setVisible(True)
        self.side_pages.setCurrentIndex(index)
        self.sides.choose(index)

    def _show_buttons(self) -> None:
        unsaved, one = self.studio.unsaved, self.studio.scenario
        many = len(unsaved.drafts) + len(unsaved.discarded)
        can = not self.studio.read_only
        self.save_button.setText(
            tr("Saving…") if self.saving.runs else tr("Save {many}", many=many) if many else tr("Saved")
        )
        self.save_button.setEnabled(can and bool(many) and not self.saving.runs)
        self.publish_button.setEnabled(can and one is not None and one.is_draft)
        why = (
            ""
            if one is None or one.is_draft
            else tr("Nothing is to be published: this version is in force as it is shown.")
        )
        self.publish_button.setToolTip(why)
        self.versions.signing.weigh()
        some = bool(self.studio.design.scenarios)
        self.second.setVisible(self.pages.currentIndex() in (DESIGN, COVERED))
        for each in (self.export_button, self.sheet_button):
            each.setEnabled(some)
        drafts = sum(each.is_draft for each in self.studio.design)
        words = plural(len(self.studio.design), tr("scenario"), tr("scenarios")) if some else ""
        unpublished = plural(drafts, tr("draft"), tr("drafts"))
        self.note.setText(tr("{words}, {drafts}", words=words, drafts=unpublished) if drafts else words)

    # --- deeds ---------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write every draft that differs from the record, in one transaction."""
        self._end_editing()
        self._tell_unread()
        self.saving.save()
        self._show_buttons()

    def _tell_unread(self) -> None:
        """What was typed into cells and could not be read is in no scenario: neither saved nor published."""
        unread = self.matrix.grid.model_.slips
        texts = [slip.text for slip in unread.values()]
        texts += [slip.text for slip in self.table.grid.steps.slips.values()]
        if not texts:
            self.tools.notices.settle(UNREAD)
            return
        many = tr("{texts} cells", texts=len(texts)) if len(texts) > 1 else tr("One cell")
        named = ", ".join(f"“{text}”" for text in texts[:3])
        words = tr(
            "{many} could not be read ({named}) and will not be saved: mend it, or press Esc in it.",
            many=many,
            named=named,
        )
        first = next(iter(unread), None)
        show = ((tr("Show"), partial(self.studio.choose, first[0])),) if first is not None else ()
        self.tools.notices.warn(words, actions=show, about=UNREAD)

    def _end_editing(self) -> None:
        """What is still in an editor is taken as if it had been left."""
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """A new scenario, in the side panel."""
        if self.studio.read_only:
            return
        self.modes.choose(BOTH if self.modes.index == COVERAGE else self.modes.index)
        self.sides.setVisible(False)
        self.side.setFixedWidth(ENTRY_WIDTH)
        self.side_pages.setCurrentIndex(STARTING)
        self.pages.setCurrentIndex(DESIGN)
        self.starting.begin()
        self._show_buttons()

    def _on_started(self) -> None:
        self.show_side(STEP)
        self.leave()
        self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def publish(self) -> None:
        """Save, then sign: the versions panel shows what changes, what it touches, and takes the signature."""
        self._tell_unread()
        self.show_side(VERSIONS)
        self.versions.publish()

    def remove(self) -> None:
        """Take the chosen draft away; undo brings it back until it is saved."""
        if not remove_draft(self.studio):
            self.tools.notices.say(
                tr("Only a draft is removed. What is published stays on record; withdraw it instead.")
            )

    def toggle_shelf(self) -> None:
        """Show or hide the components of the register."""
        shown = self.shelf_card.isHidden()
        self.shelf_card.setVisible(shown)
        self.shelf_button.setChecked(shown)
        if shown:
            self.shelf.setFocus(Qt.FocusReason.OtherFocusReason)

    def import_file(self, file: Path | None = None) -> None:
        """Read a workbook of scenarios."""
        if self.studio.read_only or self.building_id is None:
            return
        self.rooms.importing.begin(self.building_id)
        self.pages.setCurrentIndex(IMPORTING)
        if file is not None:
            self.rooms.importing.read(file)
        self._show_buttons()

    def export(self) -> None:
        """Write the matrix or the steps of the building as a workbook; what is not saved is not in it."""
        if self.building_id is not None:
            exporting.ask(self, self.tools, self.building_id, unsaved=bool(self.studio.unsaved))

    def show_sheet(self) -> None:
        """The sheet to take to the panel, for this scenario or more."""
        self.rooms.sheet.begin()
        self.pages.setCurrentIndex(SHEET)
        self._show_buttons()

    def show_compare(self, before: Scenario | None = None, after: Scenario | None = None) -> None:
        """Two versions effect by effect; without them the chosen scenario and what it was made from."""
        self.rooms.compare.begin(before, after)
        self.pages.setCurrentIndex(COMPARED)
        self._show_buttons()

    def _on_recorded(self) -> None:
        """A version was signed or withdrawn: ask again, and go back to where one works."""
        self.load()
        self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_card(self) -> None:
        self.show_side(STEP)
        self.card.begin()

    def _to_new_step(self) -> None:
        self.show_side(STEP)
        self.card.begin_new()

    def open_reading(self) -> None:
        """The test in which it was observed last."""
        self.observing.open_test()

    # --- where to go ---------------------------------------------------------------------------------------------

    def help_section(self) -> str:
        room = self.pages.currentIndex()
        if room in (IMPORTING, SHEET):
            return "workbooks-the-site-sheet-the-panel-s-log"
        if room == COMPARED or self.side_pages.currentIndex() == VERSIONS:
            return "drafts-versions-signatures"
        if self._starts:
            return "a-new-scenario"
        return SECTIONS[self.modes.index]

    def told_of(self) -> tuple[str, UUID] | None:
        """The chosen scenario as it is on record."""
        one = self.studio.on_record
        return super().told_of() if one is None else ("ce_scenarios", one.key)

    def show_location(self, place: Place) -> None:
        """A scenario, or the first one of a stair."""
        self._wanted = place
        if self._shown == self.building_id:
            self._go()

    def show_scenario(self, scenario_id: UUID) -> None:
        """Look at a scenario in the design; the draft made from it where there is one."""
        one = self.studio.design.get(scenario_id) or self._made_from(scenario_id)
        if one is not None:
            if self.modes.index == COVERAGE:
                self.modes.choose(BOTH)
            self.studio.choose(one.key)
            self.studio.changed.emit()
        elif scenario_id is not None:
            self.tools.background.ask(self, partial(jobs.versions, scenario_id), self._on_old, about=tr("old version"))

    def _made_from(self, scenario_id: UUID) -> Scenario | None:
        return next((one for one in self.studio.design if one.origin == scenario_id), None)

    def _on_old(self, versions: Sequence[Version]) -> None:
        """A version that is out of force: the scenario it belongs to, and its versions."""
        known = {one.scenario.key for one in versions}
        one = next((each for each in self.studio.design if each.key in known or each.origin in known), None)
        if one is not None:
            self.studio.choose(one.key)
            self.studio.changed.emit()
            self.show_side(VERSIONS)

    def _go(self) -> None:
        place, self._wanted = self._wanted, Place()
        if place.scenario_id is not None:
            self.show_scenario(place.scenario_id)
        elif place.stair_id is not None:
            ours = self.studio.design.of_stair(place.stair_id)
            if ours:
                self.show_scenario(ours[0].key)

    def unsaved(self) -> str | None:
        """Which scenarios would be lost by closing."""
        if self.stack.isClean():
            return None
        unsaved = self.studio.unsaved
        names = [f"“{one.name}” ({one.zone})" for one in (*unsaved.drafts, *unsaved.discarded)]
        if not names:
            return None
        more = tr(" and {count} more", count=len(names) - 2) if len(names) > 2 else ""
        return tr(
            "Cause & effect holds changes that are not saved: {names}{more}.", names=", ".join(names[:2]), more=more
        )

    # --- keys, drops and pictures --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value and self.pages.currentIndex() != DESIGN:
            self.leave()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()) and not self.studio.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        read_dropped(event, self.import_file, self.tools)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < 1240
        self.shelf_button.setText("" if narrow else tr("Components"))
        self.shelf_button.setFixedWidth(40 if narrow else self.shelf_button.sizeHint().width())

    def pictures(self) -> Iterator[str]:
        """See ``ui.scenarios.pictures``."""
        from firemode_desktop.ui.scenarios.pictures import pictures

        yield from pictures(self)


def _held(layout: QLayout) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    return made
