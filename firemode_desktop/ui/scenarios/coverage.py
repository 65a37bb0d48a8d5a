"""Which causes and effects were proven in a period: the matrix of shapes, in words, and where each was tested."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedWidget, QWidget

from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.proving import Cause, Cell, Coverage, Proof, first_day
from firemode_desktop.exports.coverage import coverage_csv, coverage_workbook
from firemode_desktop.services import proving
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, ElidedLabel, EmptyState, Segments, button, column, label, row
from firemode_desktop.ui.scenarios.coverage_grid import CoverageGrid
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

PERIODS = (tr("12 months"), tr("This year"), tr("Last year"))
SHOWN = (tr("All"), tr("Not proven"))
ALL_STAIRS = tr("All stairs")
KINDS = tr("Workbook (*.xlsx);;Comma-separated (*.csv)")
NOTHING = tr("No scenario is in force yet. Publish one, then its tests are counted here.")


class CoverageView(QWidget):
    """``opened(scenario_id)`` leads to a scenario, ``test_opened(session_id, instance_id)`` to its test."""

    opened = Signal(object)
    test_opened = Signal(object, object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.building_id: UUID | None = None
        self.found: Coverage | None = None
        self._at: tuple[Cause, Cell | None] | None = None
        self._make()

    def _make(self) -> None:
        self.sentence = label("", "heading", wrap=True)
        self.period = Segments(PERIODS, tr("Which period"))
        self.period.chosen.connect(lambda _index: self._ask())
        self.which = Segments(SHOWN, tr("Which causes"))
        self.which.chosen.connect(lambda _index: self._show())
        self.stairs = QComboBox()
        self.stairs.setAccessibleName(tr("Which stair"))
        self.stairs.activated.connect(lambda _index: self._show())
        self.export_button = button(tr("Export…"), self.export, icon="export")
        self.grid = CoverageGrid()
        self.grid.stood.connect(self._tell)
        self.grid.opened.connect(self._open)
        self.words = ElidedLabel()
        self.to_test = button(tr("Open the test"), self.open_test)
        self.to_scenario = button(tr("Open the scenario"), self.open_scenario)
        below = row(self.words, self.to_test, self.to_scenario, gap=GRID)
        below.setStretch(0, 1)
        below.setContentsMargins(12, 4, 8, 6)
        card = Card(self.grid, below, margin=1)
        card.body.setStretch(0, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(QWidget())
        self.pages.addWidget(card)
        self.pages.addWidget(Card(EmptyState("scenarios", tr("Nothing to prove yet"), NOTHING)))
        tools = row(self.stairs, self.period, self.which, None, self.export_button, gap=GRID)
        whole = column(self.sentence, tools, self.pages, gap=GRID)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.grid)

    # --- asked and answered --------------------------------------------------------------------------------------

    def load(self, building_id: UUID) -> None:
        """Ask for the coverage of a building, to today."""
        self.building_id = building_id
        self._ask()

    def _ask(self) -> None:
        if self.building_id is not None:
            first, last = self._days()
            job = partial(_coverage, self.building_id, first, last)
            self.tools.background.ask(self, job, self._on_found, about="coverage")

    def _days(self) -> tuple[date, date]:
        today = self.tools.clock().date()
        year = today.year - (self.period.index == 2)
        if self.period.index == 0:
            return first_day(today), today
        return date(year, 1, 1), min(today, date(year, 12, 31))

    def _on_found(self, found: Coverage) -> None:
        self.found = found
        names = sorted({one.scenario.stair for one in found.causes}, key=natural_key)
        chosen = self.stairs.currentText()
        self.stairs.clear()
        self.stairs.addItems([ALL_STAIRS, *names])
        self.stairs.setCurrentIndex(max(0, self.stairs.findText(chosen)))
        self._show()

    def _show(self) -> None:
        if self.found is None:
            return
        stair = self.stairs.currentText() if self.stairs.currentIndex() > 0 else None
        ours = [one for one in self.found.causes if stair is None or one.scenario.stair == stair]
        self.sentence.setText(Coverage(tuple(ours), self.found.first, self.found.last).sentence)
        left = [one for one in ours if self.which.index == 0 or one.proof is not Proof.PROVEN]
        self.pages.setCurrentIndex(1 if self.found.causes else 2)
        self.export_button.setEnabled(bool(self.found.causes))
        self._at = None
        self.words.setText("" if left else tr("Every effect shown here is proven."))
        self.grid.show_causes(left)
        self._buttons()

    # --- where one stands ----------------------------------------------------------------------------------------

    def _tell(self, cause: Cause, cell: Cell | None) -> None:
        self._at = (cause, cell)
        place = f"{cause.scenario.name}, {cause.scenario.zone}"
        words = f"{cell.step.words}: {cell.words}" if cell is not None else tr("no such effect")
        self.words.setText(f"{place} – {words}")
        self._buttons()

    def _buttons(self) -> None:
        cell = self._at[1] if self._at is not None else None
        self.to_test.setEnabled(cell is not None and cell.test is not None)
        self.to_scenario.setEnabled(self._at is not None)

    def _open(self, cause: Cause, cell: Cell | None) -> None:
        """Enter: the test that decided, else the scenario."""
        self._tell(cause, cell)
        if cell is not None and cell.test is not None:
            self.open_test()
        else:
            self.open_scenario()

    def open_test(self) -> None:
        """The test that decided the cell."""
        if self._at is not None and self._at[1] is not None and (test := self._at[1].test) is not None:
            self.test_opened.emit(test.session_id, test.instance_id)

    def open_scenario(self) -> None:
        """The scenario in the design."""
        if self._at is not None:
            self.opened.emit(self._at[0].scenario.key)

    def export(self) -> None:
        """The whole coverage as a workbook or CSV."""
        if self.found is None:
            return
        folder = str(self.tools.settings.value("scenarios/folder") or Path.home())
        name = f"coverage-{self.found.last.isoformat()}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export the coverage"), str(Path(folder) / name), KINDS)
        if chosen:
            path, found = Path(chosen), self.found
            self.tools.settings.setValue("scenarios/folder", str(path.parent))
            self.tools.background.work(
                self,
                partial(_write, path, found),
                lambda _path: self.tools.notices.say(tr("Saved {path}.", path=path.name)),
                text=tr("Writing {path}", path=path.name),
            )


def _coverage(building_id: UUID, first: date, last: date, session: Any) -> Coverage:
    return proving.proven(session, building_id, last, first)


def _write(path: Path, found: Coverage, work: Work) -> Path:
    return write_whole(path, coverage_csv(found) if path.suffix.lower() == ".csv" else coverage_workbook(found))
