"""The import of registers in the place of the grid: choose → check → look → put into registers.

Nothing is saved here: what is put into the registers is one step of the draft, which Ctrl+Z takes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.merge import Clash
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.background import Task
from firemode_desktop.ui.importing.waiting import Waiting
from firemode_desktop.ui.notices import explain
from firemode_desktop.ui.parts import Card, EmptyState, button, column, label, primary, row
from firemode_desktop.ui.registry.checking import Checked, Source, check, put_into
from firemode_desktop.ui.registry.cobie import ConfirmStairs
from firemode_desktop.ui.registry.desk import Desk
from firemode_desktop.ui.registry.looking import Looking
from firemode_desktop.ui.registry.preview import done, first_place, verdict
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

FILES = "Workbooks and CSV (*.xlsx *.xlsm *.csv *.txt);;All files (*)"
FOLDER = "folders/import"
PUT = ("Ctrl+Return", "Ctrl+Enter")


class Step(Enum):
    """Where the import stands."""

    CHOOSE = 0
    CHECKING = 1
    PREVIEW = 2


class RegisterImport(QWidget):
    """``left`` when the person is done; ``row_wanted(register, key)`` when a row shall be shown in its register."""

    moved = Signal()
    """Another step is shown."""
    left = Signal()
    row_wanted = Signal(str, object)

    def __init__(self, tools: Tools, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools, self.desk = tools, desk
        self.checked: Checked | None = None
        self._building: UUID | None = None
        self._file: Path | None = None
        self._task: Task | None = None
        self._turn = 0
        self.setAccessibleName("Import registers")
        self._build()
        for keys in PUT:
            QShortcut(keys, self, self.put_into_registers, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        tools.background.progressed.connect(self._on_progress)
        self._show(Step.CHOOSE)

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.failure = label("", "bad", wrap=True)
        self.failed = QWidget()
        told = row(StatusMark(Standing.FAIL), self.failure)
        told.setStretch(1, 1)
        self.failed.setLayout(told)
        self.failed.hide()
        self.choose_button = primary("Choose a file…", self.ask_file)
        self.choose = EmptyState(
            "import",
            "Choose a workbook of registers, or drop it here",
            "One that was exported here and edited in a spreadsheet, or a COBie workbook. It is checked first and "
            "shown; nothing is changed until you say so, and nothing is saved until Ctrl+S.",
            self.choose_button,
        )
        first = Card(self.failed, self.choose)
        first.body.setStretch(1, 1)
        self.waiting = Waiting(self.cancel)
        self.looking = Looking(self.tools.settings)
        self.looking.row_wanted.connect(self._on_row_wanted)
        self.stack = QStackedWidget()
        for widget in (first, Card(self.waiting), self.looking):
            self.stack.addWidget(widget)
        self.stairs = ConfirmStairs()
        self.stairs.confirmed.connect(self.recheck)
        whole = column(self.stairs, self.stack, self._foot(), gap=GRID + 4)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _foot(self) -> QWidget:
        self.verdict = label("", "strong", wrap=True)
        self.other = button("Another file…", self.ask_file, icon="import")
        self.back = button("Close", self.close_panel)
        self.back.setToolTip("Forget the preview; nothing is changed (Esc)")
        self.put = primary("Put into registers", self.put_into_registers)
        self.put.setToolTip("One step, which Ctrl+Z takes back (Ctrl+Enter)")
        foot = row(self.verdict, self.other, self.back, self.put, gap=GRID)
        foot.setStretch(0, 1)
        whole = QWidget()
        whole.setLayout(foot)
        return whole

    @property
    def title(self) -> str:
        """What stands in the head of the page."""
        return "Import registers"

    @property
    def note(self) -> str:
        """The file in hand."""
        return self._file.name if self._file is not None and self.step is not Step.CHOOSE else ""

    @property
    def step(self) -> Step:
        """Where the import stands."""
        return Step(self.stack.currentIndex())

    def _show(self, step: Step) -> None:
        self.stack.setCurrentIndex(step.value)
        looking = step is Step.PREVIEW
        self.verdict.setText(self.verdict.text() if looking else "")
        self.put.setVisible(looking)
        self.other.setVisible(looking)
        self.stairs.setVisible(looking and self.checked is not None and self.checked.proposal is not None)
        self.moved.emit()
        first = {Step.CHOOSE: self.choose_button, Step.CHECKING: self.waiting.cancel, Step.PREVIEW: self.looking.rows}
        if self.isVisible():
            first[step].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- choose --------------------------------------------------------------------------------------------------

    def begin(self, building_id: UUID) -> None:
        """Start over for another building; a preview of the same one stays."""
        if building_id != self._building:
            self._building = building_id
            self._forget()
        self._show(self.step)

    def _forget(self) -> None:
        self.cancel()
        self.checked = self._file = None
        self._say_failure("")
        self._show(Step.CHOOSE)

    def ask_file(self) -> None:
        """Let the person choose a file."""
        folder = str(self.tools.settings.value(FOLDER) or Path.home())
        name, _ = QFileDialog.getOpenFileName(self, "Import registers", folder, FILES)
        if name:
            self.tools.settings.setValue(FOLDER, str(Path(name).parent))
            self.read(Path(name))

    def read(self, file: Path) -> None:
        """Read a file and hold it against the draft, beside the window."""
        self._file = file
        self._check({})

    def recheck(self) -> None:
        """Read the file again, with the stairs that were named."""
        if self._file is not None:
            self._check(self.stairs.named())

    def _check(self, stairs: Mapping[str, str]) -> None:
        assert self._file is not None
        self.cancel()
        self._say_failure("")
        turn, now = self._turn, self.tools.clock()
        source = Source(self._file, self.desk.draft, self.tools.person.id, now, stairs)
        self.waiting.begin(self._file.name)
        self._show(Step.CHECKING)
        self._task = self.tools.background.work(
            self,
            lambda work: check(work, source),
            partial(self._on_checked, turn),
            partial(self._on_unreadable, turn),
            text=f"Checking {self._file.name}",
        )

    def _on_progress(self, task: Task) -> None:
        if task is self._task:
            self.waiting.tell(task.done, task.of, task.step)

    def cancel(self) -> None:
        """Stop checking; the panel is usable at once, whatever is still running."""
        self._turn += 1
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._show(Step.CHOOSE)

    def _on_checked(self, turn: int, checked: Checked) -> None:
        if turn != self._turn:
            return
        self._task, self.checked = None, checked
        self.looking.show_checked(checked)
        if checked.proposal is not None:
            self.stairs.show_proposal(checked.proposal, checked.stairs)
        self.verdict.setText(verdict(checked.plan, checked.lines))
        self.put.setEnabled(bool(checked.plan.changes))
        self._show(Step.PREVIEW)

    def _on_unreadable(self, turn: int, error: FiremodeError) -> None:
        if turn == self._turn:
            self._task = None
            name, text = self._file.name if self._file else "The file", explain(error).text
            self._say_failure(text if name in text else f"{name}: {text}")
            self._show(Step.CHOOSE)

    def _say_failure(self, text: str) -> None:
        self.failure.setText(text)
        self.failed.setVisible(bool(text))

    # --- put into the registers ----------------------------------------------------------------------------------

    def put_into_registers(self) -> None:
        """Make what the file says part of the draft, as one step; with other stairs it is looked at first."""
        if self.step is Step.PREVIEW and self.stairs.isVisible() and self.stairs.changed:
            self.recheck()
            return
        checked, before = self.checked, self.desk.draft
        if checked is None or self.step is not Step.PREVIEW or not self.put.isEnabled():
            return
        self.put.setEnabled(False)
        self.tools.background.work(
            self,
            lambda _: put_into(checked.plan, before),
            partial(self._on_merged, checked, before),
            text=f"Putting {checked.file.name} into the registers",
            cancellable=False,
        )

    def _on_merged(self, checked: Checked, before: Book, answer: tuple[Book, tuple[Clash, ...]]) -> None:
        self.put.setEnabled(True)
        if checked is not self.checked:
            return
        if self.desk.draft is not before:
            self.put_into_registers()
            return
        merged, clashes = answer
        self.desk.do(f"import of {checked.file.name}", merged)
        self._forget()
        self._say(checked, len(clashes))
        place = first_place(checked.plan)
        if place is not None:
            self.row_wanted.emit(*place)
        else:
            self.left.emit()

    def _say(self, checked: Checked, clashes: int) -> None:
        words = done(checked.plan, checked.file.name)
        if clashes:
            what = "1 cell was" if clashes == 1 else f"{clashes} cells were"
            words += f" {what} changed here meanwhile; the file’s value was taken."
        tell = self.tools.notices.warn if checked.plan.errors or clashes else self.tools.notices.say
        tell(words)

    def _on_row_wanted(self, register: str, key: UUID) -> None:
        if key in self.desk.draft[register]:
            self.row_wanted.emit(register, key)

    # --- leaving -------------------------------------------------------------------------------------------------

    def close_panel(self) -> None:
        """Leave; a preview is forgotten, nothing was changed."""
        self._forget()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_panel()
        else:
            super().keyPressEvent(event)
