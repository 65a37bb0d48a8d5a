"""The preview of an import of registers: how much of each register, every row with its status, every cell old → new."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QWidget

from firemode_desktop.imports.tables.problems import Problem, RowStatus
from firemode_desktop.ui.importing.causes import grouped
from firemode_desktop.ui.importing.grid import MARKS
from firemode_desktop.ui.importing.problems import ProblemList
from firemode_desktop.ui.importing.wording import STATUS_WORDS
from firemode_desktop.ui.language import many, term, tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel, Mark
from firemode_desktop.ui.parts import Card, Segments, column, label, row
from firemode_desktop.ui.registry.checking import Checked
from firemode_desktop.ui.registry.preview import Count, Difference, Line
from firemode_desktop.ui.theme import GRID

FILTERS: tuple[RowStatus | None, ...] = (
    None,
    RowStatus.ERROR,
    RowStatus.NEW,
    RowStatus.CHANGED,
    RowStatus.UNCHANGED,
)
SIDE, CELLS = 400, 190


def _number(count: int) -> str:
    return f"{count:,}" if count else "–"


def _counted(status: RowStatus, title: str, tone: str, width: int) -> Column[Count]:
    return Column(
        status.value,
        title,
        lambda one: _number(one.of(status)),
        width,
        numeric=True,
        order=lambda one: one.of(status),
        tone=lambda one: tone if one.of(status) else "faint",
        tip=lambda one: f"{one.title}: {one.of(status):,} {STATUS_WORDS[status]}",
    )


COUNTS: tuple[Column[Count], ...] = (
    Column("register", tr("Register"), lambda one: one.title, stretch=True, strong=True),
    _counted(RowStatus.NEW, tr("New"), "good", 50),
    _counted(RowStatus.CHANGED, tr("Changed"), "near", 68),
    _counted(RowStatus.UNCHANGED, tr("Same"), "quiet", 54),
    _counted(RowStatus.ERROR, tr("Errors"), "bad", 56),
    Column(
        "left_out",
        tr("Left out"),
        lambda one: _number(one.left_out),
        66,
        numeric=True,
        order=lambda one: one.left_out,
        tone=lambda one: "near" if one.left_out else "faint",
        tip=lambda one: tr("{title}: {left_out:,} left out", title=one.title, left_out=one.left_out),
    ),
)
ROWS: tuple[Column[Line], ...] = (
    Column(
        "status",
        tr("Status"),
        lambda one: STATUS_WORDS[one.row.status],
        100,
        mark=lambda one: Mark(*MARKS[one.row.status]),
        order=lambda one: FILTERS.index(one.row.status),
    ),
    Column("where", tr("Row"), lambda one: f"{one.row.sheet} {one.row.row}", 112, tone=lambda _: "quiet"),
    Column("title", tr("What"), lambda one: one.row.title, 168, strong=True, tip=lambda one: one.row.title),
    Column(
        "changes",
        tr("Changes"),
        lambda one: one.summary,
        stretch=True,
        tone=lambda one: "bad" if one.row.status is RowStatus.ERROR else "quiet",
    ),
)
CELL: tuple[Column[Difference], ...] = (
    Column("label", tr("Column"), lambda one: term(one.label), 150),
    Column("old", tr("On record"), lambda one: one.old, 140, tone=lambda _: "quiet"),
    Column("new", tr("In the file"), lambda one: one.new, 140, strong=True, tone=lambda one: "bad" if one.bad else ""),
    Column("said", "", lambda one: one.said, stretch=True, tone=lambda one: "bad" if one.bad else "near"),
)


class Looking(QWidget):
    """Enter on a row asks for it in its register: ``row_wanted(register, key)``."""

    row_wanted = Signal(str, object)

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[tuple[Problem, ...], ...] = ((), (), ())
        self.counts = Listing(
            ListingModel(COUNTS, lambda one: one.name), tr("Registers of the file"), settings, "registers/import-counts"
        )
        self.rows = Listing(
            ListingModel(ROWS, lambda one: one.key), tr("Rows of the file"), settings, "registers/import"
        )
        self.cells = Listing(
            ListingModel(CELL, lambda one: term(one.label)), tr("Cells of the row"), settings, "registers/import-cells"
        )
        self.filter = Segments([], tr("Rows that are shown"))
        self.weights = Segments([], tr("What is listed"))
        self.list = ProblemList()
        self.no_problem = label(tr("Nothing to point out."), "quiet", wrap=True)
        self.nothing = label(tr("No such row in this file."), "quiet")
        self._lay_out()
        self.counts.chosen.connect(lambda _count: self._show_rows())
        self.filter.chosen.connect(lambda _index: self._show_rows())
        self.weights.chosen.connect(lambda _index: self._show_problems())
        self.rows.chosen.connect(self._show_cells)
        self.rows.opened.connect(self._on_opened)
        self.list.wanted.connect(self.jump)

    def _lay_out(self) -> None:
        self.no_problem.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        counted = Card(self.counts, margin=1)
        said = Card(self.weights, self.list, self.no_problem, margin=GRID + 2)
        said.body.setStretch(1, 1)
        said.body.setStretch(2, 1)
        left = QWidget()
        left.setFixedWidth(SIDE)
        beside = column(counted, said, gap=GRID + 4)
        beside.setStretch(0, 3)
        beside.setStretch(1, 4)
        left.setLayout(beside)
        listed = Card(self.rows, self.nothing, margin=1)
        listed.body.setStretch(0, 1)
        shown = Card(self.cells, margin=1)
        shown.setMaximumHeight(CELLS)
        right = column(row(self.filter, None), listed, shown, gap=GRID + 4)
        right.setStretch(1, 3)
        right.setStretch(2, 2)
        whole = row(left, gap=GRID + 4)
        whole.addLayout(right, 1)
        self.setLayout(whole)

    def show_checked(self, checked: Checked) -> None:
        """Show a file that was checked, from its first row on."""
        plan = checked.plan
        self._problems = (plan.errors, plan.warnings, plan.left_out)
        self.counts.listing.show(checked.counts)
        self.counts.choose("")
        self.rows.listing.show(checked.lines)
        self.filter.choose(0)
        self._show_rows()
        if self.rows.listing.rows:
            self.rows.choose(self.rows.listing.rows[0].key)
            self.rows.scrollToTop()
        names = ("error", "errors"), ("warning", "warnings"), (tr("left out"), tr("left out"))
        self.weights.set_names([many(len(p), *words) for p, words in zip(self._problems, names, strict=True)])
        first = next((at for at, problems in enumerate(self._problems) if problems), 0)
        self.weights.choose(first)
        self._show_problems()

    def _show_rows(self) -> None:
        """The rows of the chosen register that have the chosen status."""
        register = self.counts.current.name if self.counts.current is not None else ""
        status = FILTERS[self.filter.index]
        self.rows.listing.keep(lambda line: register in ("", line.row.register) and status in (None, line.row.status))
        self._name_filters()
        empty = not self.rows.listing.rows
        self.rows.setVisible(not empty)
        self.nothing.setVisible(empty)
        if not empty and self.rows.current is None:
            self.rows.step(0)
        self._show_cells(self.rows.current)

    def _name_filters(self) -> None:
        count = self.counts.current or (self.counts.listing.rows[0] if self.counts.listing.rows else None)
        if count is not None:
            everything = sum(number for _, number in count.by_status)
            words = (f"{STATUS_WORDS[status].capitalize()} {count.of(status):,}" for status in FILTERS if status)
            self.filter.set_names([tr("All {everything:,}", everything=everything), *words])

    def _show_cells(self, line: Line | None) -> None:
        self.cells.listing.show(line.differences if line is not None else ())

    def _show_problems(self) -> None:
        problems = self._problems[self.weights.index]
        self.list.show_causes(grouped(problems), "bad" if self.weights.index == 0 else "near")
        self.list.setVisible(bool(problems))
        self.no_problem.setVisible(not problems)

    def _on_opened(self, line: Line) -> None:
        self.row_wanted.emit(line.row.register, line.row.key)

    def jump(self, problem: Problem) -> None:
        """Show the row that a problem is about, whatever register and status are chosen."""
        key = (problem.sheet, problem.row)
        if problem.row is not None and not self.rows.choose(key):
            self.counts.choose("")
            self.filter.choose(0)
            self.rows.choose(key)
