"""The preview: every row of the file with its status, the problems beside it, and what is chosen for the whole file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QTabBar, QWidget

from firemode_desktop.domain.words import BaselineKind, Provenance, Word
from firemode_desktop.imports.plan import RowStatus
from firemode_desktop.imports.problems import Problem
from firemode_desktop.ui.importing.checking import Checked, Choices
from firemode_desktop.ui.importing.grid import PreviewGrid
from firemode_desktop.ui.importing.preview import Preview as Rows
from firemode_desktop.ui.importing.problems import ProblemList
from firemode_desktop.ui.importing.wording import STATUS_WORDS, many
from firemode_desktop.ui.parts import Card, Segments, column, label, row
from firemode_desktop.ui.theme import GRID

FILTERS: tuple[RowStatus | None, ...] = (
    None,
    RowStatus.ERROR,
    RowStatus.NEW,
    RowStatus.CHANGED,
    RowStatus.UNCHANGED,
)
PROBLEMS = 320


class Preview(QWidget):
    """Says what was chosen for the whole file; it decides nothing itself."""

    provenance_chosen = Signal(object)
    kind_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows((), (), ())
        self._build()

    def _build(self) -> None:
        self.filter = Segments([], "Rows that are shown")
        self.filter.chosen.connect(self._show_rows)
        self.provenance_box = _box("Where these baselines come from", "as the file says", Provenance)
        self.kind_box = _box("What the file holds", "as the headings say", BaselineKind)
        self.provenance_box.activated.connect(lambda _at: self.provenance_chosen.emit(_chosen(self.provenance_box)))
        self.kind_box.activated.connect(lambda _at: self.kind_chosen.emit(_chosen(self.kind_box)))
        self._kind_label = label("Holds", "small")
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Sheets of the file")
        self.tabs.currentChanged.connect(self._show_rows)
        self.grid = PreviewGrid()
        self.nothing = label("No row of this sheet is of that kind.", "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.weights = Segments([], "Which problems are listed")
        self.weights.chosen.connect(self._show_problems)
        self.list = ProblemList()
        self.list.wanted.connect(self.jump)
        self.no_problem = label("Nothing to point out.", "quiet", wrap=True)
        self.no_problem.setAlignment(Qt.AlignmentFlag.AlignTop)
        choices = row(
            self.filter,
            None,
            self._kind_label,
            self.kind_box,
            GRID,
            label("Provenance", "small"),
            self.provenance_box,
        )
        rows = Card(self.tabs, self.grid, self.nothing, margin=0)
        rows.body.setContentsMargins(1, 1, 1, 6)
        rows.body.setStretch(1, 1)
        rows.body.setSpacing(0)
        beside = Card(self.weights, self.list, self.no_problem, margin=GRID + 4)
        beside.body.setStretch(1, 1)
        beside.body.setStretch(2, 1)
        beside.setFixedWidth(PROBLEMS)
        both = row(rows, beside, gap=GRID + 4)
        both.setStretch(0, 1)
        whole = column(choices, both, gap=GRID + 4)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    # --- what was chosen for the whole file ----------------------------------------------------------------------

    def show_choices(self, choices: Choices) -> None:
        """Show what is chosen for the whole file."""
        for box, value in ((self.provenance_box, choices.provenance), (self.kind_box, choices.kind)):
            box.setCurrentIndex(box.findData(value))

    def lock(self, locked: bool) -> None:
        """While an import is written, nothing of it can be changed."""
        for part in (self.provenance_box, self.kind_box):
            part.setEnabled(not locked)

    def reset(self) -> None:
        """Forget what was chosen: another file is taken in hand."""
        self.show_choices(Choices())
        self.filter.choose(0)
        self.tabs.setCurrentIndex(0)

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_checked(self, checked: Checked) -> None:
        """Show a file that was checked; the sheet and the filter that were chosen are kept where they can be."""
        self._rows = checked.preview
        for part in (self._kind_label, self.kind_box):
            part.setVisible(checked.workbook.delimited)
        counts = {status: self._rows.count(status) for status in RowStatus}
        self.filter.set_names(
            [f"All {self._rows.rows:,}", *(f"{STATUS_WORDS[s].capitalize()} {counts[s]:,}" for s in FILTERS[1:] if s)]
        )
        self._show_tabs()
        self._show_rows()
        self.grid.scrollToTop()
        errors, warnings = (sum(len(c.problems) for c in causes) for causes in (self._rows.errors, self._rows.warnings))
        self.weights.set_names([many(errors, "error"), many(warnings, "warning")])
        self.weights.choose(0 if errors or not warnings else 1)
        self._show_problems()

    def show_again(self, checked: Checked) -> None:
        """Show the same file as it is planned now; where one looks at stays in view."""
        self.show_checked(checked)

    def _show_tabs(self) -> None:
        self.tabs.blockSignals(True)
        at = max(0, self.tabs.currentIndex())
        while self.tabs.count():
            self.tabs.removeTab(0)
        for sheet in self._rows.sheets:
            bad = sheet.count(RowStatus.ERROR)
            wrong = f" · {many(bad, 'error')}" if bad else ""
            self.tabs.addTab(f"{sheet.name}  {len(sheet.lines):,}{wrong}")
        self.tabs.setCurrentIndex(min(at, self.tabs.count() - 1))
        self.tabs.blockSignals(False)

    def _show_rows(self, _index: int = 0) -> None:
        if not 0 <= self.tabs.currentIndex() < len(self._rows.sheets):
            self.grid.hide()
            self.nothing.setText("No table of baselines was found in this file.")
            self.nothing.show()
            return
        sheet = self._rows.sheets[self.tabs.currentIndex()]
        self.grid.show_sheet(sheet, FILTERS[self.filter.index])
        empty = not self.grid.preview.lines
        self.grid.setVisible(not empty)
        self.nothing.setText("No row of this sheet is of that kind.")
        self.nothing.setVisible(empty)

    def _show_problems(self, _index: int = 0) -> None:
        errors = self.weights.index == 0
        causes = self._rows.errors if errors else self._rows.warnings
        self.list.show_causes(causes, "bad" if errors else "near")
        self.list.setVisible(bool(causes))
        self.no_problem.setVisible(not causes)
        self.no_problem.setText("Every cell can be imported." if errors else "Nothing to point out.")

    def jump(self, problem: Problem) -> None:
        """Show the cell that a problem is about, whatever sheet and filter that takes."""
        place = next((at for at, sheet in enumerate(self._rows.sheets) if sheet.name == problem.sheet), None)
        if place is None or problem.row is None:
            return
        sheet = self._rows.sheets[place]
        self.tabs.setCurrentIndex(place)
        number, column_at = sheet.place_of(problem)
        if not self.grid.jump(number, column_at):
            self.filter.choose(0)
            self.grid.jump(number, column_at)


def _chosen(box: QComboBox) -> str | None:
    """The word that is chosen; None leaves it to the file."""
    value = box.currentData()
    return None if value is None else str(value)


def _box(name: str, leave: str, words: type[Word]) -> QComboBox:
    """A choice of words; the first leaves it to the file."""
    box = QComboBox()
    box.addItem(leave.capitalize(), None)
    for word in words:
        box.addItem(word.label, word.value)
    box.setAccessibleName(name)
    texts = [box.itemText(index) for index in range(box.count())]
    box.setMinimumWidth(max(QFontMetrics(box.font()).horizontalAdvance(text) for text in texts) + 5 * GRID)
    return box
