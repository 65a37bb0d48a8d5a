"""Scenarios from a workbook in the place of the designer: choose → check → answer what is asked → look → confirm.

What a confirmation writes are drafts; nothing is in force by it. What is shown is what is saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.imports.scenarios.reading import REMEMBERED
from firemode_desktop.imports.scenarios.recognising import relaid
from firemode_desktop.imports.scenarios.rows import Doubt
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.services import scenario_files
from firemode_desktop.ui.files import whole_after
from firemode_desktop.ui.importing.flow import FileImport, Step
from firemode_desktop.ui.importing.foot import Foot
from firemode_desktop.ui.importing.grid import Edits, corrected
from firemode_desktop.ui.importing.looking import SheetView
from firemode_desktop.ui.importing.preview import Status
from firemode_desktop.ui.importing.writing import Writer
from firemode_desktop.ui.language import many, tr
from firemode_desktop.ui.parts import EmptyState, button, column, label, row
from firemode_desktop.ui.scenarios.importing_doubts import Doubts
from firemode_desktop.ui.scenarios.importing_layout import Layout
from firemode_desktop.ui.scenarios.importing_work import Checked, Choices, Order, Source, carry_out, check
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.undo import Swap, UndoStack
from firemode_desktop.ui.workspace import Tools

FILTERS: tuple[Status | None, ...] = (
    None,
    RowStatus.ERROR,
    RowStatus.NEW,
    RowStatus.CHANGED,
    RowStatus.UNCHANGED,
)
HINT = tr("Type to correct a cell. F8: the next problem. Ctrl+Enter: save what is good as drafts.")


class ScenarioImport(FileImport):
    """``closed`` when the person is done; ``saved`` with the outcome when drafts were written."""

    closed = Signal()
    saved = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, tr("Scenarios from a workbook"), parent)
        self.checked: Checked | None = None
        self.choices = Choices()
        self.history = UndoStack(self)
        self.writer = Writer(tools.background, carry_out, self)
        self._build()
        self._listen()
        self.setAcceptDrops(True)
        self._show(Step.CHOOSE)

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.title = label(tr("Scenarios from a workbook"), "title")
        self.name = label("", "quiet")
        self.other = button(tr("Choose another file…"), self.ask_file, icon="import")
        self.close_button = button(tr("Close"), self.close_panel)
        self.mapping_button = button(tr("Save the mapping…"), self.ask_mapping)
        self.mapping_button.setToolTip(
            tr("Keep how this file is read, for the next one like it and for the command line")
        )
        self.layout_button = button(tr("How it is read…"), self._show_layout)
        self.layout_button.setToolTip(tr("Which row holds the components, which column the zone …"))
        self.layout_button.setCheckable(True)
        self.again_button = button(tr("Ask again"), self.ask_again)
        self.again_button.setToolTip(tr("Read the file without the answers that were given before to such headings"))
        self.doubts = Doubts()
        self.layout_card = Layout()
        self.preview = SheetView(FILTERS, HINT)
        self.foot = Foot(verb=tr("Save as drafts:"))
        looking = QWidget()
        inside = column(self.layout_card, self.doubts, self.preview, gap=GRID)
        inside.setStretch(2, 1)
        looking.setLayout(inside)
        self._add_steps(self._nothing_chosen(), looking, self.preview.grid)
        tools = (self.again_button, self.layout_button, self.mapping_button, self.other, self.close_button)
        head = row(self.title, GRID, self.name, None, *tools)
        whole = column(head, self.stack, self.foot, gap=GRID + 4)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _nothing_chosen(self) -> EmptyState:
        return EmptyState(
            "import",
            tr("Choose a cause-and-effect workbook, or drop it here"),
            tr(
                "A matrix or a list of steps exported here, or the matrix of somebody else (.xlsx, .xls, .ods, "
                "CSV): what it does not say is asked. Every cell is checked and shown first; what you confirm "
                "becomes drafts, and nothing is in force by it."
            ),
            self.choose_button,
        )

    def _listen(self) -> None:
        self.preview.edited.connect(self._on_edited)
        self.doubts.answered.connect(self.answer)
        self.layout_card.told.connect(self.lay_out)
        self.foot.confirmed.connect(self.save_all)
        self.foot.good_only_wanted.connect(self.ask_rejected)
        self.foot.cancelled.connect(self.writer.stop)
        self.writer.told.connect(self.foot.doing.tell)
        self.writer.written.connect(self._on_written)
        self.writer.stopped.connect(self._on_stopped)
        self.writer.failed.connect(self._on_failed)
        for keys, act in (
            ("Ctrl+Return", self.save_all),
            ("Ctrl+Enter", self.save_all),
            ("F8", lambda: self.preview.step_problem(1)),
            ("Shift+F8", lambda: self.preview.step_problem(-1)),
        ):
            QShortcut(keys, self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _arrange(self, step: Step) -> None:
        looking = step is Step.PREVIEW
        self.foot.setVisible(looking)
        self.other.setVisible(looking)
        plan = self.checked.plan if looking and self.checked else None
        mapped = plan is not None and bool(plan.mapping.sheets)
        self.mapping_button.setVisible(mapped)
        self.layout_button.setVisible(mapped)
        self._show_layout()
        self.again_button.setVisible(plan is not None and any(one.code == REMEMBERED for one in plan.warnings))
        self.name.setText(self._file.name if self._file and step is not Step.CHOOSE else "")

    # --- choose --------------------------------------------------------------------------------------------------

    def begin(self, building_id: UUID) -> None:
        """Start over for another building; a preview of the same one stays."""
        if building_id != self._building:
            self._building = building_id
            self.cancel()
            self._forget()
            self._show(Step.CHOOSE)
        else:
            self._show(self.step)

    def read(self, file: Path) -> None:
        """Read and check a file beside the window; one that is being saved is left to its end."""
        if self.writer.busy:
            self.tools.notices.warn(tr("{file} was not read: drafts are still being saved.", file=file.name))
            return
        self._forget()
        self.preview.reset()
        source = self._source(file)
        self._check(file, lambda work: check(work, source))

    def _source(self, file: Path) -> Source:
        assert self._building is not None
        return Source(file, self._building, self.tools.clock(), self.choices)

    def _forget(self) -> None:
        self.checked, self.choices = None, Choices()
        self.history.clear()
        self._say_failure("")

    def _on_checked(self, checked: Checked) -> None:
        again = self.checked is not None
        self.checked = checked
        (self.preview.show_rows_again if again else self.preview.show_rows)(checked.preview)
        self.doubts.show_doubts(checked.plan.doubts)
        self.layout_card.show_mapping(checked.plan.mapping, checked.plan.read)
        self.foot.offer(checked.offer)

    # --- answer, and put right -----------------------------------------------------------------------------------

    def answer(self, given: Sequence[tuple[Doubt, str]]) -> None:
        """Read the file with these answers, as one step that can be undone."""
        if self.checked is None:
            return
        mapping = self.checked.plan.mapping
        for doubt, text in given:
            sheet = mapping.of(doubt.sheet)
            if sheet is not None:
                mapping = mapping.put(sheet.answered(doubt.about, text))
        self.change(many(len(given), "answer", "answers"), replace(self.choices, mapping=mapping))

    def lay_out(self, sheet: str, role: str, place: int | None) -> None:
        """Read the file with one row or column of a sheet meaning something else, as a step that can be undone."""
        if self.checked is None:
            return
        plan = self.checked.plan
        one = plan.mapping.of(sheet)
        read = next((each for each in plan.read if each.name == sheet), None)
        if one is not None and read is not None:
            laid = plan.mapping.put(relaid(read, one, role, place))
            self.change(tr("how the sheet is read"), replace(self.choices, mapping=laid))

    def ask_again(self) -> None:
        """Read the file without the answers that were given before to such headings."""
        self.change(tr("the answers given before"), replace(self.choices, mapping=None, afresh=True))

    def _show_layout(self) -> None:
        self.layout_card.setVisible(self.layout_button.isChecked() and self.layout_button.isVisibleTo(self))

    def _on_edited(self, sheet: str, edits: Edits) -> None:
        corrections = corrected(self.choices.corrections, sheet, edits)
        self.change(many(len(edits), "cell", "cells"), replace(self.choices, corrections=corrections))

    def change(self, words: str, choices: Choices) -> None:
        """Decide something else about the file; it is checked again."""
        if self.checked is not None and not self.writer.busy and choices != self.choices:
            self.history.push(Swap(words, self.choices, choices, self._put))

    def _put(self, choices: Choices) -> None:
        self.choices = choices
        self.preview.show_typed(choices.corrections)
        before = self.checked
        if before is None:
            return
        self.foot.check_again()
        source = replace(self._source(before.source.file), workbook=before.workbook)
        self.tools.background.work(
            self,
            lambda work: check(work, source),
            self._on_rechecked,
            self.tools.notices.show_error,
            text=tr("Checking {file}", file=before.source.file.name),
        )

    def _on_rechecked(self, checked: Checked) -> None:
        if checked.source.choices == self.choices and self.checked is not None:
            self._on_checked(checked)
            self._arrange(self.step)

    def ask_mapping(self) -> None:
        """Ask where the mapping goes, and save it."""
        if self.checked is None:
            return
        start = str(self.checked.source.file.with_suffix(".mapping.json"))
        name, _ = QFileDialog.getSaveFileName(self, tr("Save how the file is read"), start, tr("Mapping (*.json)"))
        if name:
            with whole_after(Path(name), self.checked.plan.mapping.to_json().encode()):
                self.tools.notices.say(tr("Saved {Path}.", Path=Path(name).name))

    # --- save ----------------------------------------------------------------------------------------------------

    def save_all(self) -> None:
        """Save what is shown, as drafts."""
        if self.checked is not None and self.step is Step.PREVIEW and self.foot.confirm.isEnabled():
            self._begin(Order(self.checked, self.tools.person.id, self.tools.clock()))

    def ask_rejected(self) -> None:
        """Ask where the rows that are left out go, then save the good scenarios."""
        if self.checked is None:
            return
        file = self.checked.source.file
        start = str(file.with_name(f"{file.stem}-rejected.xlsx"))
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Where the rows that are left out go"), start, tr("Workbook (*.xlsx)")
        )
        if name:
            self.save_good(Path(name))

    def save_good(self, target: Path) -> None:
        """Save the good scenarios as drafts and the rows of the others as ``target``."""
        if self.checked is not None and self.foot.good_only.isEnabled():
            self._begin(Order(self.checked, self.tools.person.id, self.tools.clock(), target))

    def _begin(self, order: Order) -> None:
        if not self.writer.busy:
            self.foot.begin()
            self.writer.begin(order, tr("Saving drafts of {file_name}", file_name=order.checked.plan.file_name))

    def _on_written(self, _order: Order, outcome: scenario_files.ScenarioOutcome) -> None:
        self.tools.notices.say(outcome.message)
        self._forget()
        self._show(Step.CHOOSE)
        self.saved.emit(outcome)
        self.closed.emit()

    def _on_stopped(self, order: Order) -> None:
        self.foot.offer(order.checked.offer)
        self.tools.notices.say(tr("Stopped; nothing was written."))

    def _on_failed(self, order: Order, error: FiremodeError) -> None:
        self.foot.offer(order.checked.offer)
        self.tools.notices.show_error(error)

    def close_panel(self) -> None:
        """Leave; a preview is forgotten, nothing was written."""
        if not self.writer.busy:
            self.cancel()
            self._forget()
            self._show(Step.CHOOSE)
            self.closed.emit()
