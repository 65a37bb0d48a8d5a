"""The import of a results workbook in the place of the run view. Nothing is recorded before *Record*.

What a person decides about the file is one value, ``choices``; each change of it is a step of ``history`` and checks
the file again beside the window. What is shown is what is recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from firemode_desktop.domain.errors import Conflict, FiremodeError
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.imports.results.repairs import ResultsRepair
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.ui.background import Task
from firemode_desktop.ui.importing.flow import FileImport, Step
from firemode_desktop.ui.importing.foot import Foot
from firemode_desktop.ui.importing.grid import Edits, corrected, edits_in_words
from firemode_desktop.ui.importing.looking import SheetView
from firemode_desktop.ui.importing.preview import Aside, Status
from firemode_desktop.ui.importing.writing import Writer
from firemode_desktop.ui.language import many, tr
from firemode_desktop.ui.notices import Kind, Notice
from firemode_desktop.ui.parts import EmptyState, button, column, label, row
from firemode_desktop.ui.testing.importing.checking import Checked, Choices, Order, Source, carry_out, check
from firemode_desktop.ui.testing.importing.wording import NOTHING, recorded
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.undo import Swap, UndoStack
from firemode_desktop.ui.workspace import Tools

FILTERS: tuple[Status | None, ...] = (
    None,
    RowStatus.ERROR,
    RowStatus.DIFFERS,
    RowStatus.NEW,
    RowStatus.UNCHANGED,
    RowStatus.SKIPPED,
    Aside.BLANK,
)
HINT = tr("Type to correct a cell. F8: the next problem. F6: to the problems and the buttons. Alt+R: the first repair.")


class ResultsImport(FileImport):
    """``closed`` when the person is done; ``template_wanted`` when the workbook to fill in is asked for."""

    closed = Signal()
    template_wanted = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, tr("Results from a workbook"), parent)
        self.checked: Checked | None = None
        self.choices = Choices()
        self.history = UndoStack(self)
        self.writer = Writer(tools.background, carry_out, self)
        self._session: UUID | None = None
        self._planning: Task | None = None
        self._order: Order | None = None
        self._build()
        self._listen()
        self.setAcceptDrops(True)
        self._add_keys()
        self._show(Step.CHOOSE)

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.title = label(tr("Results from a workbook"), "title")
        self.name = label("", "quiet")
        self.other = button(tr("Choose another file…"), self.ask_file, icon="import")
        self.close_button = button(tr("Close"), self.close_panel)
        self.template_button = button(tr("Write the template…"), self.template_wanted.emit, icon="export")
        self.preview = SheetView(FILTERS, HINT)
        self.foot = Foot(verb=tr("Record", "verb"))
        self._add_steps(self._nothing_chosen(), self.preview, self.preview.grid)
        head = row(self.title, GRID, self.name, None, self.other, self.close_button)
        whole = column(head, self.stack, self.foot, gap=GRID + 4)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _nothing_chosen(self) -> EmptyState:
        return EmptyState(
            "import",
            tr("Choose a workbook of results, or drop it here"),
            tr(
                "The template of this session filled in, or any sheet (.xlsx, .xls, .ods, CSV) with a test a "
                "row. Every cell is checked and every reading judged first; nothing is recorded until you "
                "confirm."
            ),
            self.choose_button,
            self.template_button,
        )

    def _listen(self) -> None:
        self.preview.edited.connect(self._on_edited)
        self.preview.repair_wanted.connect(self.repair)
        foot, writer = self.foot, self.writer
        foot.confirmed.connect(self.record_all)
        foot.good_only_wanted.connect(self.ask_rejected)
        foot.cancelled.connect(writer.stop)
        foot.reread_wanted.connect(self._read_again)
        foot.as_read_wanted.connect(self._record_as_read)
        writer.told.connect(foot.doing.tell)
        writer.written.connect(self._on_written)
        writer.stopped.connect(self._on_stopped)
        writer.failed.connect(self._on_not_written)

    def _arrange(self, step: Step) -> None:
        self.foot.setVisible(step is Step.PREVIEW)
        self.other.setVisible(step is Step.PREVIEW)
        self.name.setText(self._file.name if self._file and step is not Step.CHOOSE else "")

    # --- choose --------------------------------------------------------------------------------------------------

    def begin(self, session_id: UUID, name: str) -> None:
        """Start over for a session; a preview of the same one that is under way stays."""
        self.title.setText(tr("Results of {name}", name=name))
        if session_id != self._session or self.step is Step.CHOOSE:
            self.cancel()
            self._forget()
            self._session = session_id
            self._say_failure("")
            self._show(Step.CHOOSE)

    def read(self, file: Path) -> None:
        """Read and check a file beside the window; one that is being recorded is left to its end."""
        if self.writer.busy:
            self.tools.notices.warn(tr("{file} was not read: results are still being recorded.", file=file.name))
        else:
            self._forget()
            self.preview.reset()
            source = self._source(file)
            self._check(file, lambda work: check(work, source))

    def _source(self, file: Path) -> Source:
        assert self._session is not None
        return Source(file, self._session, self.tools.person.id, self.tools.clock())

    def _forget(self) -> None:
        self.checked, self.choices, self._order = None, Choices(), None
        self.history.clear()
        if self._planning is not None:
            self._planning.cancel()
            self._planning = None

    def _on_checked(self, checked: Checked) -> None:
        self.checked = checked
        self.preview.show_rows(checked.preview)
        self.foot.offer(checked.offer)

    # --- look, and put right -------------------------------------------------------------------------------------

    def change(self, words: str, choices: Choices) -> None:
        """Decide something else about the file, as one step that can be undone; it is checked again."""
        if self.checked is not None and not self.writer.busy and choices != self.choices:
            self.history.push(Swap(words, self.choices, choices, self._put))

    def _put(self, choices: Choices) -> None:
        self.choices = choices
        self.preview.show_typed(choices.corrections)
        self.recheck()

    def _on_edited(self, sheet: str, edits: Edits) -> None:
        corrections = corrected(self.choices.corrections, sheet, edits)
        self.change(edits_in_words(edits), replace(self.choices, corrections=corrections))

    def repair(self, repair: ResultsRepair) -> None:
        """Read the file as a repair says; what was decided otherwise stays."""
        self.change(repair.title, replace(self.choices, said=repair.said))

    def repair_first(self) -> None:
        """Carry out the first repair of the problem one stands at."""
        repair = self.preview.list.first_repair()
        if isinstance(repair, ResultsRepair) and self._planning is None:
            self.repair(repair)
        elif repair is None:
            self.tools.notices.say(tr("Nothing here can be repaired at once; correct the cells."))

    def recheck(self) -> None:
        """Check the same cells again with what was decided last, against the session as it is now."""
        before = self.checked
        if before is None:
            return
        if self._planning is not None:
            self._planning.cancel()
        self.foot.check_again()
        source = replace(self._source(before.file), choices=self.choices, workbook=before.workbook)
        task = self.tools.background.work(
            self,
            lambda work: check(work, source),
            lambda checked: self._on_rechecked(task, checked),
            lambda error: self._on_not_rechecked(task, error),
            text=tr("Checking {file}", file=before.file.name),
        )
        self._planning = task

    def _on_rechecked(self, task: Task, checked: Checked) -> None:
        if task is self._planning:
            self._planning = None
            self.checked = checked
            self.preview.show_rows_again(checked.preview)
            self.foot.offer(checked.offer)

    def _on_not_rechecked(self, task: Task, error: FiremodeError) -> None:
        """What was decided cannot be carried out at all: said, and taken back."""
        if task is self._planning:
            self._planning = None
            self.tools.notices.show_error(error)
            if self.history.undoText():
                self.history.undo()

    # --- record --------------------------------------------------------------------------------------------------

    def record_all(self) -> None:
        """Record what is shown, as it is shown."""
        if self.checked is not None and self.foot.confirm.isEnabled():
            self._begin(self._order_of(self.checked))

    def ask_rejected(self) -> None:
        """Ask where the rows that are left out go, then record the others."""
        if self.checked is not None:
            file = self.checked.file
            start = str(file.with_name(f"{file.stem}-rejected.xlsx"))
            words = tr("Where the rows that are left out go")
            name, _ = QFileDialog.getSaveFileName(self, words, start, tr("Workbook (*.xlsx)"))
            if name:
                self.record_good(Path(name))

    def record_good(self, target: Path) -> None:
        """Save the rejected rows as ``target``, then record the good ones; nothing is recorded if that fails."""
        if self.checked is not None and self.foot.good_only.isEnabled():
            self._begin(replace(self._order_of(self.checked), rejected=target))

    def _order_of(self, checked: Checked) -> Order:
        return Order(checked, EvidenceFolder(self.tools.evidence_dir), self.tools.clock())

    def _begin(self, order: Order) -> None:
        if not self.writer.busy:
            self._order = order
            self._lock(True)
            self.foot.begin()
            self.writer.begin(
                order, tr("Recording {results}", results=many(order.checked.looked.new, tr("result"), tr("results")))
            )

    def _lock(self, locked: bool) -> None:
        self.preview.lock(locked)
        for part in (self.other, self.close_button):
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
        aside = (tr("The rows left out are in {rejected}.", rejected=order.rejected.name),) if order.rejected else ()
        said = recorded(outcome) if outcome.batch_id is not None else NOTHING
        self.tools.notices.show(Notice(Kind.DONE, said, aside))
        if mine:
            self.leave()

    def _on_stopped(self, order: Order) -> None:
        self._is_over(order)
        self.tools.notices.say(tr("Cancelled. Nothing was recorded."))

    def _on_not_written(self, order: Order, error: FiremodeError) -> None:
        """Nothing was recorded, or the reply got lost: confirming again settles it by the number of the import."""
        mine = self._is_over(order)
        self.tools.notices.show_error(error)
        if mine and isinstance(error, Conflict):
            self.recheck()

    def _read_again(self) -> None:
        if self.checked is not None:
            self.read(self.checked.file)

    def _record_as_read(self) -> None:
        if self._order is not None:
            self._begin(replace(self._order, as_read=True))

    def _add_keys(self) -> None:
        """What the keyboard does wherever in the panel it is."""
        step = self.preview.step_problem
        for key, act in (
            ("F8", lambda: step(1)),
            ("Shift+F8", lambda: step(-1)),
            ("F6", self.next_part),
            ("Alt+R", self.repair_first),
            ("Ctrl+Return", self.record_all),
            ("Ctrl+Enter", self.record_all),
        ):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(key, self, partial(self.of_preview, act), context=context)

    # --- keys and leaving ----------------------------------------------------------------------------------------

    def of_preview(self, act: Callable[[], object]) -> None:
        """Do something with the preview, where one is shown."""
        if self.isVisible() and self.step is Step.PREVIEW:
            act()

    def next_part(self) -> None:
        """The keyboard goes from the rows to the problems, to the buttons, and round again."""
        buttons = (self.foot.confirm, self.foot.good_only, self.close_button)
        parts = [self.preview.grid, self.preview.list, next(one for one in buttons if one.isVisible())]
        shown = [part for part in parts if part.isVisible()]
        at = next((at for at, part in enumerate(shown) if part.hasFocus()), -1)
        shown[(at + 1) % len(shown)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Leave; nothing was recorded. What is being recorded is stopped."""
        if self.writer.busy:
            self.writer.stop()
        else:
            self.leave()

    def leave(self) -> None:
        """Leave at once: what is being recorded is stopped."""
        self.writer.stop()
        self.cancel()
        self._forget()
        self._lock(False)
        self._show(Step.CHOOSE)
        self.closed.emit()
