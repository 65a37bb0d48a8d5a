"""The preview: every row of the file with its status, the problems beside it, and what is chosen for the whole file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTabBar, QWidget

from firemode_desktop.domain.words import BaselineKind, Provenance, Word
from firemode_desktop.imports.files.cells import position
from firemode_desktop.imports.tables.corrections import Corrections
from firemode_desktop.imports.tables.problems import Problem, RowStatus
from firemode_desktop.ui.importing.checking import Checked, Choices
from firemode_desktop.ui.importing.grid import PreviewGrid
from firemode_desktop.ui.importing.preview import ROW, Aside, SheetPreview, Status, spot_of
from firemode_desktop.ui.importing.preview import Preview as Rows
from firemode_desktop.ui.importing.problems import ProblemList
from firemode_desktop.ui.importing.wording import standing_word
from firemode_desktop.ui.language import many, term, tr
from firemode_desktop.ui.parts import Card, Segments, column, label, row, set_tone
from firemode_desktop.ui.theme import GRID

FILTERS: tuple[Status | None, ...] = (
    None,
    RowStatus.ERROR,
    RowStatus.NEW,
    RowStatus.CHANGED,
    RowStatus.UNCHANGED,
    Aside.LEFT_OUT,
)
PROBLEMS, TWO_LINES = 320, 38
HINT = tr("Type to correct a cell. F8: the next problem. F6: to the problems and the buttons. Ctrl+M: the columns.")


class SheetView(QWidget):
    """The rows of a file and what is said of them; what a person types or repairs is handed on. Its heirs say what can
    be chosen for the whole file."""

    edited = Signal(str, object)
    """(sheet, edits): something was typed into cells, or put back as it was read."""
    repair_wanted = Signal(object)

    def __init__(self, filters: Sequence[Status | None], hint: str = HINT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters, self._hint = tuple(filters), hint
        self._rows = Rows((), (), ())
        self._build()

    def _build(self) -> None:
        choices, rows, problems = self._build_choices(), self._build_rows(), self._build_problems()
        both = row(rows, problems, gap=GRID + 4)
        both.setStretch(0, 1)
        whole = column(choices, both, gap=GRID + 4)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build_choices(self) -> QHBoxLayout:
        """Which rows are shown, and what is chosen for the whole file."""
        self.filter = Segments([], tr("Rows that are shown"))
        self.filter.chosen.connect(self._show_rows)
        return row(self.filter, None)

    def _build_rows(self) -> Card:
        """The sheets of the file, their rows, and what is said of the cell one stands in."""
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("Sheets of the file"))
        self.tabs.currentChanged.connect(self._show_rows)
        self.grid = PreviewGrid()
        self.grid.edited.connect(lambda edits: self.edited.emit(self.grid.preview.sheet.name, edits))
        self.grid.moved.connect(self._tell_cell)
        self.sources = label("", "small", wrap=True)
        self.sources.setContentsMargins(GRID + 4, 6, GRID + 4, 8)
        self.about = label("", "small", wrap=True)
        self.about.setFixedHeight(TWO_LINES)
        self.about.setContentsMargins(GRID + 4, 0, GRID + 4, 0)
        self.about.setAccessibleName(tr("What is said about the cell"))
        self.nothing = label(tr("No row of this sheet is of that kind."), "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows = Card(self.tabs, self.sources, self.grid, self.about, self.nothing, margin=0)
        rows.body.setContentsMargins(1, 1, 1, 6)
        rows.body.setStretch(2, 1)
        rows.body.setSpacing(0)
        return rows

    def _build_problems(self) -> Card:
        """What is wrong with the file, and what would mend it."""
        self.weights = Segments([], tr("Which problems are listed"))
        self.weights.chosen.connect(self._show_problems)
        self.list = ProblemList()
        self.list.wanted.connect(self.jump)
        self.list.repair_wanted.connect(self.repair_wanted)
        self.no_problem = label(tr("Nothing to point out."), "quiet", wrap=True)
        self.no_problem.setAlignment(Qt.AlignmentFlag.AlignTop)
        problems = Card(self.weights, self.list, self.no_problem, margin=GRID + 4)
        problems.body.setStretch(1, 1)
        problems.body.setStretch(2, 1)
        problems.setFixedWidth(PROBLEMS)
        return problems

    # --- what was typed ------------------------------------------------------------------------------------------

    def show_typed(self, corrections: Corrections) -> None:
        """Show what was typed into cells, before it is checked."""
        here = self.grid.preview.sheet.name
        typed = {spot(cell): text for (sheet, cell), text in corrections.cells.items() if sheet == here}
        self.grid.preview.show_waiting({cell: text for cell, text in typed.items() if self._is_news(cell, text)})

    def _is_news(self, cell: tuple[int, int], text: str) -> bool:
        return self.grid.preview.sheet.text(*cell) != text

    def lock(self, locked: bool) -> None:
        """While an import is written, nothing of it can be changed."""
        self.grid.preview.locked = locked
        self.list.setEnabled(not locked)

    def reset(self) -> None:
        """Forget what was chosen: another file is taken in hand."""
        self.show_typed(Corrections())
        self.filter.choose(0)
        self.tabs.setCurrentIndex(0)

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_rows(self, rows: Rows) -> None:
        """Show a file that was checked, from its first row on; the filter that was chosen is kept."""
        self._take(rows)
        sheet = self._sheet()
        if sheet is not None:
            self.grid.show_file(sheet, self._filters[self.filter.index])
        self._show_or_not(sheet)
        errors, warnings = self._counts()
        self.weights.choose(0 if errors or not warnings else 1)
        self._show_problems()

    def show_rows_again(self, rows: Rows) -> None:
        """Show the same file as it is planned now. The cell one stands in, the rows in view and what is being typed
        stay; a row that was put right is in view until the filter is chosen anew."""
        self._take(rows)
        sheet = self._sheet()
        if sheet is not None and sheet.name == self.grid.preview.sheet.name:
            self.grid.show_again(sheet)
            self._show_or_not(sheet)
        else:
            self._show_rows()
        errors, warnings = self._counts()
        if not errors and warnings and self.weights.index == 0 and not self.list.hasFocus():
            self.weights.choose(1)
        self._show_problems()

    def _take(self, rows: Rows) -> None:
        self._rows = rows
        counts = {status: self._rows.count(status) for status in self._filters if status}
        every = self._rows.rows + counts.get(Aside.LEFT_OUT, 0)
        names = [f"{standing_word(s).capitalize()} {n:,}" for s, n in counts.items() if s in RowStatus or n]
        self.filter.set_names([tr("All {every:,}", every=every), *names])
        self._show_tabs()
        errors, warnings = self._counts()
        self.weights.set_names([many(errors, "error", "errors"), many(warnings, "warning", "warnings")])

    def _counts(self) -> tuple[int, int]:
        """How many errors and warnings there are."""
        errors, warnings = (sum(len(one.problems) for one in c) for c in (self._rows.errors, self._rows.warnings))
        return errors, warnings

    def _show_tabs(self) -> None:
        self.tabs.blockSignals(True)
        at = max(0, self.tabs.currentIndex())
        while self.tabs.count():
            self.tabs.removeTab(0)
        for sheet in self._rows.sheets:
            bad = sheet.count(RowStatus.ERROR)
            wrong = tr(" · {errors}", errors=many(bad, tr("error"), tr("errors"))) if bad else ""
            name = sheet.name.replace("&", "&&")
            self.tabs.addTab(f"{name}  {sheet.rows:,}{wrong}" if sheet.read else tr("{name}  not read", name=name))
        self.tabs.setCurrentIndex(min(at, self.tabs.count() - 1))
        self.tabs.blockSignals(False)

    def _sheet(self) -> SheetPreview | None:
        """The sheet of the chosen tab."""
        at = self.tabs.currentIndex()
        return self._rows.sheets[at] if 0 <= at < len(self._rows.sheets) else None

    def _show_rows(self, _index: int = 0) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self.grid.show_sheet(sheet, self._filters[self.filter.index])
        self._show_or_not(sheet)

    def _show_or_not(self, sheet: SheetPreview | None) -> None:
        """The grid, or why there is nothing in it; and what is taken for all rows of the sheet."""
        empty = sheet is None or not self.grid.preview.lines
        self.grid.setVisible(not empty)
        self.nothing.setVisible(empty)
        self.nothing.setText(self._why_nothing(sheet))
        told = (
            tr("For every row: {sources}", sources=" · ".join(sheet.sources))
            if sheet is not None and sheet.sources
            else ""
        )
        self.about.setVisible(not empty)
        self._tell_cell()
        self.sources.setText(told)
        self.sources.setVisible(bool(told))

    def _why_nothing(self, sheet: SheetPreview | None) -> str:
        if sheet is None:
            return tr("Nothing stands in this file.")
        blank = sheet.count(Aside.BLANK) and self._filters[self.filter.index] is None
        return tr("No row of this sheet is filled in.") if blank else tr("No row of this sheet is of that kind.")

    def _tell_cell(self) -> None:
        """What is said about the cell one stands in and about its row, for those who use no mouse; else whose it is."""
        index, model = self.grid.currentIndex(), self.grid.preview
        said = model.said(index.row(), index.column()) if index.isValid() else ()
        where = model.where(index.row(), index.column()) if index.isValid() else ""
        told = " ".join(note.text.replace("\n", " ") for note in said)
        back = tr("  Ctrl+Backspace puts it back.") if any(note.weight == "corrected" for note in said) else ""
        place = model.lines[index.row()].whose(self.grid.here[1]) if self.grid.here is not None else ""
        if said:
            self.about.setText(f"{where}: {told}{back}")
        else:
            self.about.setText("\n".join(filter(None, (" · ".join(filter(None, (where, place))), self._hint))))
        self.about.setToolTip(self.about.text())
        set_tone(self.about, {"error": "bad", "warning": "near"}.get(said[0].weight, "") if said else "")

    def _show_problems(self, _index: int = 0) -> None:
        errors = self.weights.index == 0
        causes = self._rows.errors if errors else self._rows.warnings
        self.list.show_causes(causes, "bad" if errors else "near")
        self.list.setVisible(bool(causes))
        self.no_problem.setVisible(not causes)
        self.no_problem.setText(tr("Every cell can be imported.") if errors else tr("Nothing to point out."))

    def jump(self, problem: Problem) -> None:
        """Show the cell that a problem is about, whatever sheet and filter that takes."""
        at = next((at for at, sheet in enumerate(self._rows.sheets) if sheet.name == problem.sheet), None)
        if at is None:
            return
        self.tabs.setCurrentIndex(at)
        number, place = spot_of(problem)
        if number and not self.grid.jump(number, place):
            self.filter.choose(0)
            self.grid.jump(number, place)

    def step_problem(self, by: int) -> None:
        """The next problem after the cell one stands in (``by`` 1), or the one before it (-1); round and round."""
        causes = self._rows.errors if self.weights.index == 0 else self._rows.warnings
        order = {sheet.name: at for at, sheet in enumerate(self._rows.sheets)}
        found = [
            (order[one.sheet], *spot_of(one), one) for cause in causes for one in cause.problems if one.sheet in order
        ]
        spots = sorted({spot[:3]: spot for spot in found if spot[1]}.values(), key=lambda spot: spot[:3])
        if spots:
            here = (self.tabs.currentIndex(), *(self.grid.here or (0, ROW)))
            places = [spot[:3] for spot in spots]
            at = bisect_right(places, here) if by > 0 else bisect_left(places, here) - 1
            problem = spots[at % len(spots)][3]
            self.jump(problem)
            self.list.mark(problem)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)


class Preview(SheetView):
    """A file of baselines. Says what was chosen for the whole of it; it decides nothing itself."""

    provenance_chosen = Signal(object)
    kind_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(FILTERS, parent=parent)

    def _build_choices(self) -> QHBoxLayout:
        line = super()._build_choices()
        self.provenance_box = _box(tr("Where these baselines come from"), tr("as the file says"), Provenance)
        self.kind_box = _box(tr("What the file holds"), tr("as the headings say"), BaselineKind)
        self.provenance_box.activated.connect(lambda _at: self.provenance_chosen.emit(_chosen(self.provenance_box)))
        self.kind_box.activated.connect(lambda _at: self.kind_chosen.emit(_chosen(self.kind_box)))
        self._kind_label = label(tr("Holds"), "small")
        line.addLayout(
            row(self._kind_label, self.kind_box, GRID, label(tr("Provenance"), "small"), self.provenance_box)
        )
        return line

    def show_choices(self, choices: Choices) -> None:
        """Show what is chosen for the whole file, and what was typed into cells, before it is checked."""
        for box, value in ((self.provenance_box, choices.provenance), (self.kind_box, choices.kind)):
            box.setCurrentIndex(box.findData(value))
        self.show_typed(choices.corrections)

    def lock(self, locked: bool) -> None:
        super().lock(locked)
        for part in (self.provenance_box, self.kind_box):
            part.setEnabled(not locked)

    def reset(self) -> None:
        self.show_choices(Choices())
        super().reset()

    def show_checked(self, checked: Checked) -> None:
        """Show a file that was checked, from its first row on."""
        self._show_kind(checked)
        self.show_rows(checked.preview)

    def show_again(self, checked: Checked) -> None:
        """Show the same file as it is planned now."""
        self._show_kind(checked)
        self.show_rows_again(checked.preview)

    def _show_kind(self, checked: Checked) -> None:
        for part in (self._kind_label, self.kind_box):
            part.setVisible(checked.workbook.delimited)


def spot(cell: str) -> tuple[int, int]:
    """Row number (from 1) and place (from 0) of an A1 reference."""
    row, place = position(cell)
    return row + 1, place


def _chosen(box: QComboBox) -> str | None:
    """The word that is chosen; None leaves it to the file."""
    value = box.currentData()
    return None if value is None else str(value)


def _box(name: str, leave: str, words: type[Word]) -> QComboBox:
    """A choice of words; the first leaves it to the file."""
    box = QComboBox()
    box.addItem(leave.capitalize(), None)
    for word in words:
        box.addItem(term(word.label), word.value)
    box.setAccessibleName(name)
    texts = [box.itemText(index) for index in range(box.count())]
    box.setMinimumWidth(max(QFontMetrics(box.font()).horizontalAdvance(text) for text in texts) + 5 * GRID)
    return box
