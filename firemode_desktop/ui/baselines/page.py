"""Baselines: how complete they are, what each location has and where it came from, and how they come in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from firemode_desktop.domain.advice import Advice
from firemode_desktop.domain.baselines import Location
from firemode_desktop.domain.completeness import Baselines, KindMatrix
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.services.baselines import LocationHistory
from firemode_desktop.services.importing import BatchSummary
from firemode_desktop.ui.baselines.advising import AdviceCard
from firemode_desktop.ui.baselines.batches import Imports
from firemode_desktop.ui.baselines.canvas import VIEWS, Canvas
from firemode_desktop.ui.baselines.entry import EntryDesk
from firemode_desktop.ui.baselines.entry_bar import EntryBar
from firemode_desktop.ui.baselines.entry_grid import EntryGrid
from firemode_desktop.ui.baselines.entry_page import Entering
from firemode_desktop.ui.baselines.figures import figure_of, imports_figure
from firemode_desktop.ui.baselines.jobs import baselines_job, history_job
from firemode_desktop.ui.baselines.keys import add_commands
from firemode_desktop.ui.baselines.model import Spot
from firemode_desktop.ui.baselines.pictures import pictures
from firemode_desktop.ui.baselines.side import SidePanel
from firemode_desktop.ui.importing import keys as importing_keys
from firemode_desktop.ui.importing.checking import save_template
from firemode_desktop.ui.importing.flow import Step, dropped, read_dropped
from firemode_desktop.ui.importing.panel import ImportPanel
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import opens
from firemode_desktop.ui.overview.cards import CardButton
from firemode_desktop.ui.parts import Card, EmptyState, Segments, button, column, has_keyboard, label, primary, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.undo import UndoStack
from firemode_desktop.ui.workspace import Place, Tools, Workspace

KINDS = tuple(BaselineKind)
IMPORTS = len(KINDS)
NAMES = (tr("Pressure"), tr("Velocity"), tr("Door force"), tr("Imports"))
FOLDER = "folders/template"
NOTHING, MATRIX, EMPTY, NO_PLACES, IMPORTING = range(5)


BASELINES = {
    BaselineKind.PRESSURE: "baseline_pressure_differentials",
    BaselineKind.VELOCITY: "baseline_air_velocities",
    BaselineKind.DOOR_FORCE: "baseline_door_forces",
}
OF_PLACES = {BaselineKind.PRESSURE: "floors", BaselineKind.VELOCITY: "doorways", BaselineKind.DOOR_FORCE: "doors"}
"""Kind → the table of its baselines, and of the places that they are of."""


class BaselinesPage(Workspace):
    """Figures, a matrix for each kind with the chosen location beside it, the imports; and the import panel."""

    key: ClassVar[str] = "baselines"
    title: ClassVar[str] = tr("Baselines")
    purpose: ClassVar[str] = tr("What was measured at commissioning, location by location, and where it came from.")
    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "as1851_rules",
            "baseline_air_velocities",
            "baseline_door_forces",
            "baseline_pressure_differentials",
            "door_scenarios",
            "doors",
            "doorways",
            "floors",
            "import_batches",
            "stairs",
        }
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.baselines: Baselines | None = None
        self._wanted: Place | None = None
        self._batches: tuple[BatchSummary, ...] = ()
        self.setAcceptDrops(True)
        self._build()
        importing_keys.add_commands(self.panel, self)
        add_commands(self, NAMES)
        self.entering = Entering(self)

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.cards = tuple(CardButton() for _ in NAMES)
        for index, card in enumerate(self.cards):
            card.clicked.connect(partial(self._choose, index))
        self.tabs = Segments(NAMES, tr("What is shown"))
        self.tabs.chosen.connect(self._show_tab)
        self.heading, self.note = label("", "heading"), label("", "quiet")
        self.template_button = button(tr("Template…"), self.ask_template, icon="export")
        self.import_button = primary(tr("Import…"), self.start_import)
        self.views = Segments(VIEWS, tr("How it is shown"))
        self.desk = EntryDesk(self.stack, self.tools, self)
        self.matrix = EntryGrid(self.desk)
        self.canvas = Canvas(self.matrix)
        self.legend = self.canvas.legend
        self.views.chosen.connect(self.canvas.show_view)
        self.matrix.chosen.connect(self._on_chosen)
        self.canvas.wanted.connect(self.choose)
        self.canvas.counted.connect(self._show_heading)
        self.canvas.opened.connect(partial(self._open_in, 0))
        self.imports = Imports(self.tools)
        self.side, self.advice = SidePanel(), AdviceCard()
        self.side.batch_wanted.connect(self.show_import)
        self.advice.list.chosen.connect(self._on_advice)
        self.body = QStackedWidget()
        self.body.addWidget(self.canvas)
        self.body.addWidget(self.imports)
        head = row(self.heading, 4, self.note, None, self.views, GRID, self.tabs)
        head.setContentsMargins(2 * GRID, GRID + 2, 2 * GRID, 4)
        table = Card(head, self.body, margin=1)
        table.body.setStretch(1, 1)
        actions = column(self.import_button, self.template_button, gap=GRID)
        cards = row(*self.cards, actions, gap=GRID + 4)
        self.beside = QWidget()
        beside = column(self.side, self.advice, gap=GRID + 4)
        beside.setStretch(0, 1)
        self.beside.setLayout(beside)
        self.beside.setFixedWidth(self.side.width())
        below = row(table, self.beside, gap=GRID + 4)
        below.setStretch(0, 1)
        self.bar = EntryBar(self.desk)
        whole = column(cards, below, self.bar, gap=GRID + 4)
        whole.setStretch(1, 1)
        shown = QWidget()
        shown.setLayout(whole)
        self.panel = ImportPanel(self.tools, self.ask_template)
        self.panel.closed.connect(self._on_closed)
        self.panel.reopened.connect(self.start_import)
        self.panel.steps_changed.connect(self._on_steps)
        self.panel.take_back.connect(self._on_take_back)
        self._own_steps = self.stack
        self._stack = QStackedWidget()
        page = column(margin=0)
        page.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        page.addWidget(self._stack)
        self.setLayout(page)
        for widget in (QWidget(), shown, self._empty(), self._no_places(), self.panel):
            self._stack.addWidget(widget)

    def _empty(self) -> QWidget:
        self.first_import = primary(tr("Import a workbook…"), self.start_import)
        self.first_template = button(tr("Download the template…"), self.ask_template, icon="export")
        self.first_entry = button(tr("Enter by hand"), lambda: self.entering.begin())
        words = tr(
            "Import a workbook, or download the template: one row a location of this building, ready to fill in."
        )
        return Card(
            EmptyState(
                "baselines", tr("No baselines yet"), words, self.first_import, self.first_template, self.first_entry
            )
        )

    def _no_places(self) -> QWidget:
        words = tr("Describe the building first: its stairs with their floors, doors and doorways.")
        go = primary(tr("Open the registers"), partial(self.tools.go, "registers", Place(register="stairs")))
        return Card(EmptyState("stair", tr("No stairs yet"), words, go))

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        self.desk.open(self.building_id)
        job = partial(baselines_job, self.building_id, self.tools.clock())
        self.tools.background.ask(self, job, self._show, about="matrix")

    def open(self, building_id: UUID) -> None:
        if self.building_id not in (None, building_id) and self._stack.currentIndex() == IMPORTING:
            self.panel.leave()
        super().open(building_id)

    def _show(self, answer: tuple[Baselines, tuple[BatchSummary, ...]]) -> None:
        before, (self.baselines, batches) = self.baselines, answer
        if before is None or before.none_yet:
            self.matrix.forget()
        for card, kind in zip(self.cards, KINDS, strict=False):
            card.show_figure(figure_of(self.baselines.matrices[kind]))
        self.cards[IMPORTS].show_figure(imports_figure(batches))
        self.advice.show_baselines(self.baselines)
        self.imports.show_batches(batches)
        self._batches = batches
        if self._stack.currentIndex() != IMPORTING:
            self._show_page()
        self._show_tab(self.tabs.index)
        if self._wanted is not None:
            self._show_wanted()

    def _show_page(self) -> None:
        """Show what there is to show; the keyboard does not stay behind on a page that is left."""
        left = self._stack.currentWidget()
        held = left is not None and has_keyboard(left)
        self._choose_page()
        if held and self._stack.currentWidget() is not left:
            self._take_keyboard()

    def _take_keyboard(self) -> None:
        shown = {EMPTY: self.first_import, MATRIX: self.matrix}.get(self._stack.currentIndex())
        if shown is not None and self.isVisible():
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_page(self) -> None:
        if self.baselines is None:
            self._stack.setCurrentIndex(NOTHING)
        elif self.baselines.no_places:
            self._stack.setCurrentIndex(NO_PLACES)
        elif self.baselines.none_yet and not self._batches and self.entering.by_hand != self.building_id:
            self._stack.setCurrentIndex(EMPTY)
        else:
            self._stack.setCurrentIndex(MATRIX)

    def show_matrix(self) -> None:
        """Show the matrix, unless a file is being looked at or there is nothing to show."""
        if self._stack.currentIndex() != IMPORTING:
            self._show_page()
            self.views.choose(0)

    def _choose(self, index: int, _checked: bool = False) -> None:
        if self._stack.currentIndex() == MATRIX:
            self.tabs.choose(index)

    def go_to_tab(self, index: int) -> None:
        """Show it, and let the keyboard act on it."""
        self._choose(index)
        if self._stack.currentIndex() == MATRIX and index == IMPORTS:
            self.imports.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._stack.currentIndex() == MATRIX:
            self.canvas.focus()

    def _show_tab(self, index: int) -> None:
        if self.baselines is None:
            return
        self.body.setCurrentIndex(int(index == IMPORTS))
        self.views.setVisible(index != IMPORTS)
        self.beside.setVisible(index != IMPORTS)
        self._show_heading()
        if index != IMPORTS:
            self.canvas.show_baselines(self.baselines, KINDS[index])
            self._on_chosen(self.matrix.spot)

    def _show_heading(self) -> None:
        """What is shown, and the rule it is held against."""
        index = self.tabs.index
        self.heading.setText(NAMES[index])
        self.note.setText("")
        if self.baselines is None or index == IMPORTS:
            return
        matrix = self.baselines.matrices[KINDS[index]]
        rule = f"{matrix.rule_code}, {matrix.limits}" if matrix.rule_code else tr("no rule in force")
        self.note.setText(f"{matrix.unit} · {rule}")
        if self.canvas.whole:
            self.heading.setText(tr("All kinds"))
            self.note.setText(tr("pressure, velocity and door force"))

    def _open_in(self, index: int) -> None:
        self.views.choose(index)
        self.canvas.focus()

    # --- the chosen location -------------------------------------------------------------------------------------

    @property
    def shown_matrix(self) -> KindMatrix | None:
        """The matrix on screen."""
        return self.matrix.baselines.matrix

    def _on_chosen(self, spot: Spot | None) -> None:
        matrix = self.shown_matrix
        if spot is None or matrix is None:
            self.side.clear()
            return
        advised = self.matrix.baselines.advised
        self.side.show_spot(spot, matrix, advised.get(spot.cell.location, ()))
        job = partial(history_job, spot.cell.location)
        self.tools.background.ask(self, job, self._show_history, about="location")

    def _show_history(self, history: LocationHistory) -> None:
        spot, matrix = self.matrix.spot, self.shown_matrix
        if spot is not None and matrix is not None and spot.cell.location == history.location:
            self.side.show_history(history, matrix.limits)

    def help_section(self) -> str:
        if self._stack.currentIndex() == IMPORTING:
            return "sheets-of-your-own" if self.panel.step is Step.MAPPING else "importing"
        if self.tabs.index == IMPORTS:
            return "taking-an-import-back"
        if self.desk.draft.cells:
            return "entering-by-hand"
        return "the-section" if self.views.index else "the-matrix"

    def told_of(self) -> tuple[str, UUID] | None:
        """The baseline of the chosen location, with those before it; else the floor, door or doorway it is of."""
        spot, history = self.matrix.spot, self.side.history
        if spot is None:
            return super().told_of()
        kind, _, place, _ = spot.cell.location
        if history is None or history.location != spot.cell.location or not history.recorded:
            return OF_PLACES[kind], place
        return BASELINES[kind], (history.current or history.recorded[0]).baseline_id

    def show_location(self, place: Place) -> None:
        """Choose the kind and location that a door, doorway or floor leads to."""
        self._wanted = place
        if self.baselines is not None and self.baselines.building_id == self.building_id:
            self._show_wanted()

    def _show_wanted(self) -> None:
        place, self._wanted = self._wanted, None
        if place is None or self.baselines is None:
            return
        kind = KINDS[1] if place.doorway_id else KINDS[2] if place.door_id else KINDS[0]
        wanted = place.doorway_id or place.door_id or place.floor_id
        cells = self.baselines.matrices[kind].cells
        location = next((cell.location for cell in cells if cell.location[2] == wanted), None)
        if location is not None:
            self.choose(location)
            self.canvas.focus()

    def choose(self, location: Location) -> None:
        """Put the cursor on a location, of whatever kind; a filter that hides it is taken off."""
        self._choose(KINDS.index(location[0]))
        if not self.matrix.choose(location) and self.legend.only is not None:
            self.legend.choose(None)
            self.matrix.choose(location)

    def _on_advice(self, advice: Advice) -> None:
        self.choose(advice.locations[0])

    def show_import(self, batch_id: UUID) -> None:
        """Lead to the import that a baseline came with."""
        self._choose(IMPORTS)
        self.imports.choose(batch_id)

    # --- import, template, taking back ---------------------------------------------------------------------------

    def start_import(self) -> None:
        """Open the import panel in the place of the page."""
        if self.building_id is None:
            return
        self._stack.setCurrentIndex(IMPORTING)
        self.panel.begin(self.building_id)
        self._undo_in(self.panel.steps)

    def import_file(self, file: Path) -> None:
        """Open the import panel and check this file."""
        self.start_import()
        if self.building_id is not None:
            self.panel.read(file)

    def _undo_in(self, steps: UndoStack) -> None:
        """Undo and redo belong to the import while its panel is open, and to what is typed here otherwise."""
        self.stack = steps
        self.tools.undo.setActiveStack(steps)

    def _on_steps(self) -> None:
        if self._stack.currentIndex() == IMPORTING:
            self._undo_in(self.panel.steps)

    def _on_closed(self) -> None:
        self._undo_in(self._own_steps)
        self._show_page()
        self._take_keyboard()

    def _on_take_back(self, batch_id: UUID, _file: str) -> None:
        if self._stack.currentIndex() == IMPORTING:
            self.panel.close_panel()
        self._stack.setCurrentIndex(MATRIX)
        self.tabs.choose(IMPORTS)
        self.imports.wanted(batch_id)

    def ask_take_back(self) -> None:
        """Ask why the chosen import is taken back."""
        if self._stack.currentIndex() == MATRIX:
            self.tabs.choose(IMPORTS)
            self.imports.ask()

    def ask_template(self) -> None:
        """Ask where the template goes, and write it."""
        folder = Path(str(self.tools.settings.value(FOLDER) or Path.home()))
        start = str(folder / "baselines.xlsx")
        name, _ = QFileDialog.getSaveFileName(self, tr("Download the template"), start, tr("Workbook (*.xlsx)"))
        if name:
            self.tools.settings.setValue(FOLDER, str(Path(name).parent))
            self.write_template(Path(name))

    def write_template(self, target: Path) -> None:
        """Write the workbook to fill in, one row a location, with what is on record."""
        building, at = self.building_id, self.tools.clock()
        if building is None:
            return
        self.tools.background.work(
            self,
            lambda work: save_template(work, building, at, target),
            lambda file: self.tools.notices.say(tr("The template is in {file}.", file=file.name), opens(file)),
            text=tr("Writing the template"),
        )

    def open_file(self, path: Path) -> None:
        """A workbook is read and shown; nothing is written until that is confirmed."""
        self.import_file(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        read_dropped(event, self.import_file, self.tools)

    def unsaved(self) -> str | None:
        if self._stack.currentIndex() == IMPORTING and self.panel.step in (Step.MAPPING, Step.PREVIEW):
            return tr("{panel} was checked but is not imported.", panel=self.panel.name.text())
        return self.desk.unsaved()

    def show_as_empty(self) -> None:
        """Show the page as that of a building without baselines, until something else is shown."""
        self._stack.setCurrentIndex(EMPTY)

    def pictures(self) -> Iterator[str]:
        return pictures(self)
