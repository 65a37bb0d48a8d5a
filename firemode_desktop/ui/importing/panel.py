"""The import of a file of baselines as a panel in the page. Nothing is written before *Import*.

What a person decides about the file is one value, ``choices``; each change of it is a step of ``history`` and plans the
import again beside the window. The plan that is shown is the one that is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from firemode_desktop.domain.errors import Conflict, FiremodeError
from firemode_desktop.imports.baselines.repairs import Repair
from firemode_desktop.imports.mappings.mapping import FileMapping
from firemode_desktop.ui.background import Task
from firemode_desktop.ui.importing.again import Kept, offer_again
from firemode_desktop.ui.importing.checking import Checked, Choices, Source, check
from firemode_desktop.ui.importing.confirming import Order, carry_out, what_differs
from firemode_desktop.ui.importing.flow import FileImport, Step
from firemode_desktop.ui.importing.foot import Foot
from firemode_desktop.ui.importing.grid import Edits, corrected, edits_in_words
from firemode_desktop.ui.importing.looking import Preview
from firemode_desktop.ui.importing.mapping import MapStep
from firemode_desktop.ui.importing.mapping_trying import has_to_be_told
from firemode_desktop.ui.importing.wording import IMPORTED, imported, nothing_to_write, one_of
from firemode_desktop.ui.importing.writing import Writer
from firemode_desktop.ui.language import many, tr
from firemode_desktop.ui.notices import Kind, Notice
from firemode_desktop.ui.parts import EmptyState, button, column, label, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.undo import Swap, UndoStack
from firemode_desktop.ui.workspace import Tools


class ImportPanel(FileImport):
    """``closed`` when the person is done, ``reopened`` when they go on after all; ``take_back(batch_id, words)`` when
    an import just made is not wanted; ``steps_changed`` when undo takes back something else."""

    closed = Signal()
    reopened = Signal()
    steps_changed = Signal()
    take_back = Signal(object, str)

    def __init__(self, tools: Tools, template: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(tools, tr("Import baselines"), parent)
        self.checked: Checked | None = None
        self.choices = Choices()
        self.history = UndoStack(self)
        self._planning: Task | None = None
        self.writer = Writer(tools.background, carry_out, self)
        self._order: Order | None = None
        self._build(template)
        self._show(Step.CHOOSE)

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self, template: Callable[[], object]) -> None:
        self.title = label(tr("Import baselines"), "title")
        self.name = label("", "quiet")
        self.other = button(tr("Choose another file…"), self.ask_file, icon="import")
        self.columns_button = button(tr("Columns…"), self.show_columns)
        self.columns_button.setToolTip(tr("What the columns of the file are taken for, and why (Ctrl+M)"))
        self.close_button = button(tr("Close"), self.close_panel)
        self.template_button = button(tr("Download the template…"), template, icon="export")
        self.preview = Preview()
        self.preview.provenance_chosen.connect(self._on_provenance)
        self.preview.kind_chosen.connect(self._on_kind)
        self.preview.edited.connect(self._on_edited)
        self.preview.repair_wanted.connect(self.repair)
        self.mapping = MapStep(self.tools)
        self.mapping.wanted.connect(self._on_mapped)
        self.mapping.left.connect(self._leave_columns)
        self.mapping.forgotten.connect(self._read_again)
        self._add_steps(self._nothing_chosen(), self.preview, self.preview.grid, self.mapping)
        self._build_foot()
        head = row(self.title, GRID, self.name, None, self.columns_button, self.other, self.close_button)
        whole = column(head, self.stack, self.foot, gap=GRID + 4)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _nothing_chosen(self) -> EmptyState:
        return EmptyState(
            "import",
            tr("Choose a workbook, or drop it here"),
            tr(
                "A workbook (.xlsx, .xls, .ods) or a CSV file of pressures, velocities or door forces, in any "
                "layout. It is checked first, cell by cell; nothing is written until you confirm."
            ),
            self.choose_button,
            self.template_button,
        )

    def _build_foot(self) -> None:
        """What the verdict is, how an import goes on, and the buttons that begin it."""
        self.foot = Foot()
        self.confirm, self.good_only, self.verdict = self.foot.confirm, self.foot.good_only, self.foot.verdict
        self.foot.confirmed.connect(self.write_all)
        self.foot.good_only_wanted.connect(self.ask_rejected)
        self.foot.cancelled.connect(self.writer.stop)
        self.writer.told.connect(self.foot.doing.tell)
        self.writer.written.connect(self._on_written)
        self.writer.stopped.connect(self._on_stopped)
        self.writer.failed.connect(self._on_not_written)
        self.foot.reread_wanted.connect(self._read_again)
        self.foot.as_read_wanted.connect(self._write_as_read)

    @property
    def steps(self) -> UndoStack:
        """What undo takes back now: what was told of the columns, or what was decided about the file."""
        return self.mapping.history if self.step is Step.MAPPING else self.history

    def _arrange(self, step: Step) -> None:
        self.steps_changed.emit()
        self.foot.setVisible(step is Step.PREVIEW)
        self.columns_button.setVisible(step is Step.PREVIEW)
        self.other.setVisible(step is Step.PREVIEW)
        self.name.setText(self._file.name if self._file and step is not Step.CHOOSE else "")

    # --- choose --------------------------------------------------------------------------------------------------

    def begin(self, building_id: UUID) -> None:
        """Start over for a building; a preview of the same building that is under way stays."""
        self.tools.notices.settle(IMPORTED)
        if building_id != self._building or self.step is Step.CHOOSE:
            self.cancel()
            self._building = building_id
            self._say_failure("")
            self._show(Step.CHOOSE)

    def read(self, file: Path) -> None:
        """Read and check a file beside the window; one that is being written is left to its end."""
        if self.writer.busy:
            self.tools.notices.warn(tr("{file} was not read: an import is still being written.", file=file.name))
        else:
            self._forget()
            self.preview.reset()
            source = Source(file, self._wanted(), self.tools.clock())
            self._check(file, lambda work: check(work, source))

    def recheck(self) -> None:
        """Check the same cells again with the same choices, against the building as it is now."""
        self._plan(anew=True)

    def _wanted(self) -> UUID:
        assert self._building is not None
        return self._building

    def _forget(self) -> None:
        """Nothing is in hand."""
        self.checked, self.choices, self._order = None, Choices(), None
        self.history.clear()
        if self._planning is not None:
            self._planning.cancel()
            self._planning = None

    def _on_checked(self, checked: Checked) -> None:
        self.checked = checked
        self.preview.show_checked(checked)
        self.foot.offer(checked.offer)

    # --- what the columns are ------------------------------------------------------------------------------------

    def _after_checking(self) -> Step:
        """What the headings do not tell is asked before the rows are looked at."""
        if self.checked is not None and not self.checked.preview.sheets:
            self._say_failure(tr("{file}: nothing stands in this file.", file=self.checked.file.name))
            self._forget()
            return Step.CHOOSE
        if self.checked is None or not has_to_be_told(self.checked):
            return Step.PREVIEW
        self.mapping.begin(self.checked)
        return Step.MAPPING

    def show_columns(self) -> None:
        """Let the person say what the columns are, whatever they are taken for."""
        busy = self.writer.busy or self._planning is not None
        if self.checked is not None and self.step is Step.PREVIEW and self.isVisible() and not busy:
            self.mapping.begin(self.checked)
            self._show(Step.MAPPING)

    def _on_mapped(self, mapping: FileMapping) -> None:
        self._show(Step.PREVIEW)
        self.change(tr("what the columns are"), replace(self.choices, mapping=mapping))

    def _leave_columns(self) -> None:
        """Back to where one came from; a file that cannot be read without being told is let go."""
        if self.checked is not None and not has_to_be_told(self.checked):
            self._show(Step.PREVIEW)
        else:
            self.close_panel()

    # --- look, and put right -------------------------------------------------------------------------------------

    def change(self, words: str, choices: Choices) -> None:
        """Decide something else about the file, as one step that can be undone; the import is planned again."""
        if self.checked is not None and not self.writer.busy and choices != self.choices:
            self.history.push(Swap(words, self.choices, choices, self._put))

    def _put(self, choices: Choices) -> None:
        self.choices = choices
        self.preview.show_choices(choices)
        self._plan()

    def _on_provenance(self, provenance: str | None) -> None:
        self.change("provenance", replace(self.choices, provenance=provenance))

    def _on_kind(self, kind: str | None) -> None:
        """Another kind is another reading of the columns: what they were taken for before counts no more."""
        self.change(tr("kind of baselines"), replace(self.choices, kind=kind, mapping=None))

    def _on_edited(self, sheet: str, edits: Edits) -> None:
        corrections = corrected(self.choices.corrections, sheet, edits)
        self.change(edits_in_words(edits), replace(self.choices, corrections=corrections))

    def repair(self, repair: Repair) -> None:
        """Read the file as a repair says; what was decided otherwise stays."""
        self.change(repair.title, replace(self.choices, mapping=repair.mapping))

    def repair_first(self) -> None:
        """Carry out the first repair of the problem one stands at."""
        if not self.isVisible() or self.step is not Step.PREVIEW or self._planning is not None:
            return
        repair = self.preview.list.first_repair()
        if not isinstance(repair, Repair):
            self.tools.notices.say(tr("Nothing here can be repaired at once; correct the cells."))
        else:
            self.repair(repair)

    def _plan(self, *, anew: bool = False) -> None:
        """Plan beside the window what was decided last. What is still being planned is stopped and counts no more."""
        before = self.checked
        if before is None:
            return
        if self._planning is not None:
            self._planning.cancel()
        self.foot.check_again()
        survey = None if anew else before.survey
        at, known = self.tools.clock(), before.remembered
        source = Source(before.file, self._wanted(), at, self.choices, before.workbook, survey, known)
        task = self.tools.background.work(
            self,
            lambda work: check(work, source),
            lambda checked: self._on_planned(task, checked, before if anew else None),
            lambda error: self._on_not_planned(task, error),
            text=tr("Checking {file}", file=before.file.name),
        )
        self._planning = task

    def _on_planned(self, task: Task, checked: Checked, before: Checked | None) -> None:
        if task is not self._planning:
            return
        self._planning = None
        self.checked = checked
        self.preview.show_again(checked)
        self.foot.offer(checked.offer)
        if before is not None and (told := what_differs(before.plan, checked.plan)):
            said = tr(
                "Checked against the building as it is now: {count} read differently.",
                count=many(len(told), *one_of(checked.plan)),
            )
            self.tools.notices.show(Notice(Kind.WARNING, said, told))

    def _on_not_planned(self, task: Task, error: FiremodeError) -> None:
        """What was decided cannot be carried out at all: said, and taken back."""
        if task is self._planning:
            self._planning = None
            self.tools.notices.show_error(error)
            if self.history.undoText():
                self.history.undo()

    # --- confirm -------------------------------------------------------------------------------------------------

    def write_all(self) -> None:
        """Write the plan that is shown, as it is shown."""
        if self.checked is not None and self.confirm.isEnabled():
            self._write(Order(self.checked, self.tools.person.id))

    def ask_rejected(self) -> None:
        """Ask where the rows that are left out go, then import the others."""
        if self.checked is None:
            return
        file = self.checked.file
        start = file.with_name(f"{file.stem}-rejected.xlsx")
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Where the rows that are left out go"), str(start), tr("Workbook (*.xlsx)")
        )
        if name:
            self.write_good(Path(name))

    def write_good(self, target: Path) -> None:
        """Save the rejected rows as ``target``, then import the good ones; nothing is imported if that fails."""
        if self.checked is not None and self.good_only.isEnabled():
            self._write(Order(self.checked, self.tools.person.id, target))

    def _write(self, order: Order) -> None:
        if not self.writer.busy:
            self._order = order
            self._lock(True)
            self.foot.begin()
            self.writer.begin(
                order,
                tr("Importing {baselines}", baselines=many(order.checked.offer.good, tr("baseline"), tr("baselines"))),
            )

    def _lock(self, locked: bool) -> None:
        """While an import is written, nothing else can be done to it."""
        self.preview.lock(locked)
        for part in (self.columns_button, self.other, self.close_button):
            part.setEnabled(not locked)

    def _is_over(self, order: Order) -> bool:
        """Give the preview back; whether the order is that of the file in hand and not of one that was left."""
        mine = order is self._order and self.checked is not None
        if self.checked is not None and mine:
            self._lock(False)
            self.foot.offer(self.checked.offer)
        return mine

    def _on_written(self, order: Order, outcome: Any) -> None:
        mine = self._is_over(order)
        if outcome is None:
            if mine:
                self.foot.ask_about(order.checked.file.name)
            return
        plan, rejected = order.checked.plan, order.rejected
        if outcome.batch_id is None:
            self.tools.notices.say(nothing_to_write(plan))
        else:
            details = (
                (tr("The {one_of} left out are in {rejected}.", one_of=one_of(plan)[1], rejected=rejected.name),)
                if rejected
                else ()
            )
            back = partial(self.take_back.emit, outcome.batch_id, plan.file_name)
            said = imported(plan, skipped=rejected is not None)
            offer = ((tr("Take back…"), back),)
            self.tools.notices.show(Notice(Kind.DONE, said, details, actions=offer, about=IMPORTED))
        if mine:
            self.leave()

    def _on_stopped(self, order: Order) -> None:
        self._is_over(order)
        self.tools.notices.say(tr("Cancelled. Nothing was written."))

    def _on_not_written(self, order: Order, error: FiremodeError) -> None:
        """Nothing was written, or the reply got lost: confirming again settles it by the number of the import."""
        mine = self._is_over(order)
        self.tools.notices.show_error(error)
        if mine and isinstance(error, Conflict):
            self.recheck()

    def _read_again(self) -> None:
        """Read the file as it stands on the disk now."""
        if self.checked is not None:
            self.read(self.checked.file)

    def _write_as_read(self) -> None:
        """What was read is meant, although the file is another one by now."""
        if self._order is not None:
            self._write(replace(self._order, as_read=True))

    # --- leaving -------------------------------------------------------------------------------------------------

    def close_panel(self) -> None:
        """Leave; nothing was written, and what was told can be taken up again. What is being written is stopped."""
        if self.writer.busy and self._order is not None:
            self.writer.stop()
        else:
            offer_again(self, self._building)
            self.leave()

    def take_up(self, kept: Kept) -> None:
        """Go on with an import that was closed, against the building as it is now."""
        self.reopened.emit()
        if self._building != kept.building_id or self.step is not Step.CHOOSE:
            return
        self._file, self.choices = kept.checked.file, kept.choices
        self._on_checked(kept.checked)
        self.preview.show_choices(kept.choices)
        self._show(Step.PREVIEW)
        self.recheck()
        if kept.told is not None:
            self.mapping.begin(kept.checked)
            self._show(Step.MAPPING)
            self.mapping.take_over(tr("told before"), kept.told)

    def leave(self) -> None:
        """Leave at once, for another building: what is being written for this one is stopped."""
        self.writer.stop()
        self.cancel()
        self._forget()
        self._lock(False)
        self._show(Step.CHOOSE)
        self.closed.emit()
