"""Overview: the state of a building in two seconds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from firemode_desktop.domain.section import Cell, Reading, Section, Shaft
from firemode_desktop.domain.standing import Measure, case_label, case_name
from firemode_desktop.services import overview
from firemode_desktop.services.overview import FloorDetail, OpenFault, Overview
from firemode_desktop.ui.language import inline, term, tr
from firemode_desktop.ui.overview.cards import CardRow
from firemode_desktop.ui.overview.drawing import SectionDrawing
from firemode_desktop.ui.overview.legend import Legend, entries
from firemode_desktop.ui.overview.output import Picture
from firemode_desktop.ui.overview.putting_out import PuttingOut
from firemode_desktop.ui.overview.side import SidePanel
from firemode_desktop.ui.overview.view import SectionView
from firemode_desktop.ui.parts import Card, EmptyState, Segments, column, label, primary, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools, Workspace

MEASURES = tuple(Measure)
ROOM_FOR_NOTE = 1040


class OverviewPage(Workspace):
    """Cards, the section, and the chosen floor beside it."""

    key: ClassVar[str] = "overview"
    title: ClassVar[str] = tr("Overview")
    purpose: ClassVar[str] = tr("The building as a section: what every floor last read, and what needs doing.")
    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "as1851_rules",
            "baseline_air_velocities",
            "baseline_door_forces",
            "baseline_pressure_differentials",
            "buildings",
            "calibration_certificates",
            "control_equipment",
            "doors",
            "doorways",
            "faults",
            "floors",
            "instruments",
            "stairs",
            "test_instances",
            "test_sessions",
        }
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.section: Section | None = None
        self._wanted: Place | None = None
        self._cases: dict[Measure, int] = {}
        self._build()
        self._add_commands()

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.cards = CardRow()
        self.cards.wanted.connect(self.tools.go)
        self.drawing = SectionDrawing()
        self.drawing.chosen.connect(self._on_chosen)
        self.drawing.entered.connect(self._on_entered)
        self.drawing.menu_wanted.connect(self._show_menu)
        self.view = SectionView(self.drawing)
        self.out = PuttingOut(self.tools, self, self.picture)
        self.measure = Segments([term(measure.label) for measure in MEASURES], tr("What the section shows"))
        self.measure.chosen.connect(self._on_measure)
        self.case = Segments([], tr("In what condition"))
        self.case.chosen.connect(self._on_case)
        self.note = label("", "quiet")
        self.legend = Legend()
        head = row(label(tr("Section"), "heading"), 4, self.note, None, self.case, GRID, self.measure)
        self.card = Card(head, self.view, self.legend)
        self.card.body.setStretch(1, 1)
        self.card.body.setContentsMargins(2 * GRID, GRID + 4, 2 * GRID, GRID + 2)
        self.side = SidePanel(self._open_reading, self._open_fault)
        self.empty = Card(
            EmptyState(
                "stair",
                tr("No stairs yet"),
                tr("Describe the building first: its stairs with their floors, doors and doorways."),
                primary(tr("Open the registers"), partial(self.tools.go, "registers", Place(register="stairs"))),
            )
        )
        drawn = QWidget()
        left = column(self.cards, self.card, gap=GRID + 4)
        left.setStretch(1, 1)
        drawn.setLayout(row(left, self.side, gap=GRID + 4))
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(drawn)
        self._stack.addWidget(self.empty)
        whole = column(margin=0)
        whole.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        whole.addWidget(self._stack)
        self.setLayout(whole)

    def _add_commands(self) -> None:
        for index, measure in enumerate(MEASURES):
            self.tools.commands.add(
                self,
                tr("Show {measure}", measure=inline(term(measure.label))),
                partial(self.measure.choose, index),
                menu=tr("View"),
                shortcut=f"Alt+{index + 1}",
                words=tr("section overview"),
            )
        add = partial(self.tools.commands.add, self, menu=tr("View"))
        add(tr("Zoom in"), partial(self._zoom, 1.25), shortcut="Ctrl++", words=tr("section larger"))
        add(tr("Zoom out"), partial(self._zoom, 0.8), shortcut="Ctrl+-", words=tr("section smaller"))
        add(tr("Whole building"), partial(self.drawing.set_zoom, 1.0), words=tr("zoom fit section"))
        for name, run, key, words in self.out.commands():
            self.tools.commands.add(self, name, run, menu=tr("File"), shortcut=key, words=words)

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        job = partial(_overview, self.building_id, self.tools.clock())
        self.tools.background.ask(self, job, self._show, about="section")

    def _show(self, answer: Overview) -> None:
        self.section = answer.section
        self._stack.setCurrentIndex(1 if any(shaft.cells for shaft in answer.section.shafts) else 2)
        self.cards.show_cards(answer.cards, answer.today)
        self.drawing.show_section(answer.section)
        self._show_measure()
        if self._wanted is not None:
            self._show_wanted()
        elif self.drawing.selected is None:
            worst = answer.section.worst(*self.shown)
            if worst is not None:
                self.drawing.select(*worst)
        else:
            self._show_floor()

    def _show_measure(self) -> None:
        """Draw the measure and the case that are chosen, and offer the cases there are."""
        if self.section is None:
            return
        measure = MEASURES[self.measure.index]
        cases = self.section.cases(measure)
        self.case.set_names([case_name(measure, case) for case in cases] if any(cases) else [])
        self.case.setVisible(len(cases) > 1)
        self.case.choose(min(self._cases.get(measure, 0), len(cases) - 1))
        case = cases[self.case.index]
        if measure is Measure.TESTED:
            self.note.setText(self.section.session_name or tr("no session yet"))
        else:
            condition = f"{case_label(measure, case)} · " if len(cases) == 1 else ""
            self.note.setText(tr("{condition}latest readings, {unit}", condition=condition, unit=measure.unit))
        limits = self.section.limits_of(measure, case) if measure.unit else None
        self.legend.show_entries(entries(limits, assumed=any(cell.assumed for cell in self.section.cells())))
        self.drawing.show_measure(measure, case)

    def _on_measure(self, _index: int) -> None:
        self._show_measure()
        self._show_floor()

    def _on_case(self, index: int) -> None:
        self._cases[MEASURES[self.measure.index]] = index
        self._show_measure()
        self._show_floor()

    @property
    def shown(self) -> tuple[Measure, str]:
        """The measure and the case that are chosen."""
        measure = MEASURES[self.measure.index]
        return measure, self.drawing.case

    def picture(self) -> Picture | None:
        """What would be printed now."""
        day = self.tools.clock().astimezone().date()
        return Picture(self.section, *self.shown, day) if self.section is not None else None

    # --- the chosen floor ----------------------------------------------------------------------------------------

    def chosen(self) -> tuple[Shaft, Cell] | None:
        """The floor that is chosen."""
        if self.section is None or self.drawing.selected is None:
            return None
        shaft = self.section.shaft(self.drawing.selected[0])
        cell = shaft.cell(self.drawing.selected[1]) if shaft else None
        return (shaft, cell) if shaft is not None and cell is not None else None

    def _on_chosen(self, _stair: UUID, _floor: UUID) -> None:
        self._show_floor()

    def _show_floor(self) -> None:
        found = self.chosen()
        if found is None:
            return
        shaft, cell = found
        self.side.show_floor(shaft, cell, *self.shown)
        job = partial(_detail, cell.floor_id)
        self.tools.background.ask(self, job, self._show_detail, about="floor")

    def _show_detail(self, detail: FloorDetail) -> None:
        found = self.chosen()
        if found is not None and found[1].floor_id == detail.floor_id:
            self.side.show_detail(detail, found[1], *self.shown)

    def _on_entered(self, _stair: UUID, _floor: UUID) -> None:
        self._open_chosen()

    def _open_chosen(self) -> None:
        found = self.chosen()
        reading = found[1].reading(*self.shown) if found else None
        if reading is not None:
            self._open_reading(reading)

    def _open_reading(self, reading: Reading) -> None:
        self.tools.go("sessions", Place(session_id=reading.session_id, instance_id=reading.instance_id))

    def _open_fault(self, fault: OpenFault) -> None:
        self.tools.go("faults", Place(fault_id=fault.fault_id))

    def show_location(self, place: Place) -> None:
        """Choose the floor; of a stair alone, the floor that needs most attention."""
        self._wanted = place
        if self.section is not None and self.section.building_id == self.building_id:
            self._show_wanted()

    def _show_wanted(self) -> None:
        place, self._wanted = self._wanted, None
        shaft = self.section.shaft(place.stair_id) if self.section and place and place.stair_id else None
        if shaft is None or not shaft.cells or place is None:
            return
        worst = max(shaft.cells, key=lambda cell: cell.standing(*self.shown).concern)
        self.drawing.select(shaft.stair_id, place.floor_id or worst.floor_id)
        self.drawing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_menu(self, at: QPoint) -> None:
        """What can be done with the chosen floor, and with the drawing."""
        found = self.chosen()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if found is not None:
            shaft, cell = found
            reading = cell.reading(*self.shown)
            menu.addAction(tr("Open the reading\tEnter"), self._open_chosen).setEnabled(reading is not None)
            place = Place(stair_id=shaft.stair_id, floor_id=cell.floor_id)
            menu.addAction(tr("{level} in the registers", level=cell.level), partial(self.tools.go, "registers", place))
            menu.addAction(
                tr("Readings of {level} over time", level=cell.level), partial(self.tools.go, "trends", place)
            )
            menu.addSeparator()
        for name, run, key, _ in self.out.commands():
            menu.addAction(f"{name}\t{key}" if key else name, run)
        menu.popup(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.note.setVisible(self.width() >= ROOM_FOR_NOTE)

    def pictures(self) -> Iterator[str]:
        for index, measure in reversed(list(enumerate(MEASURES))):
            self.measure.choose(index)
            if index:
                yield measure.value

    def _zoom(self, factor: float) -> None:
        self.drawing.set_zoom(self.drawing.zoom * factor)


# Jobs


def _overview(building_id: UUID, at: datetime, session: Any) -> Overview:
    return overview.overview(session, building_id, at)


def _detail(floor_id: UUID, session: Any) -> FloorDetail:
    return overview.floor_detail(session, floor_id)
