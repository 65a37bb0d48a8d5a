"""What every import of a file has in common: choose → check beside the window → look. Nothing is written on the way.

The steps stand in ``Step``; each is one widget of a stack. *Mapping* – what the columns of a foreign sheet are – comes
before the preview where there is something to be told; an import without it goes from checking to the preview.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.background import Task, Work
from firemode_desktop.ui.importing.waiting import Waiting
from firemode_desktop.ui.importing.wording import one_at_a_time
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import explain
from firemode_desktop.ui.parts import Card, EmptyState, label, primary, row
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.workspace import Tools

FILES = tr("Workbooks and CSV (*.xlsx *.xlsm *.xls *.ods *.csv *.txt);;All files (*)")
FOLDER = "folders/import"


class Step(Enum):
    """Where the import stands."""

    CHOOSE = 0
    CHECKING = 1
    MAPPING = 2
    PREVIEW = 3


class FileImport(QWidget):
    """A panel that takes one file in hand. Its heirs say how it is checked, show what was found and write it."""

    def __init__(self, tools: Tools, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._building: UUID | None = None
        self._file: Path | None = None
        self._task: Task | None = None
        self._turn = 0
        self.setAccessibleName(name)
        self.failure = label("", "bad", wrap=True)
        self.failed = QWidget()
        told = row(StatusMark(Standing.FAIL), self.failure)
        told.setStretch(1, 1)
        self.failed.setLayout(told)
        self.failed.hide()
        self.choose_button = primary(tr("Choose a file…"), self.ask_file)
        self.waiting = Waiting(self.cancel)
        self.stack = QStackedWidget()
        tools.background.progressed.connect(self._on_progress)

    def _add_steps(self, choose: EmptyState, preview: QWidget, first: QWidget, mapping: QWidget | None = None) -> None:
        """The widgets of the steps; ``first`` takes the keyboard in the preview, ``mapping`` is for foreign sheets."""
        before = Card(self.failed, choose)
        before.body.setStretch(1, 1)
        told = mapping or QWidget()
        for widget in (before, Card(self.waiting), told, preview):
            self.stack.addWidget(widget)
        cancel = self.waiting.cancel
        self._first = {
            Step.CHOOSE: self.choose_button,
            Step.CHECKING: cancel,
            Step.MAPPING: told,
            Step.PREVIEW: first,
        }

    # What an heir says.

    def read(self, file: Path) -> None:
        """Read and check a file beside the window."""
        raise NotImplementedError

    def close_panel(self) -> None:
        """Leave; a preview is forgotten, nothing was written."""
        raise NotImplementedError

    def _arrange(self, step: Step) -> None:
        """Show what belongs to a step besides its widget."""
        raise NotImplementedError

    def _on_checked(self, checked: Any) -> None:
        """Show what was found in the file."""
        raise NotImplementedError

    def _after_checking(self) -> Step:
        """Where a file that was just checked is looked at."""
        return Step.PREVIEW

    # Choose.

    @property
    def step(self) -> Step:
        """Where the import stands."""
        return Step(self.stack.currentIndex())

    def _show(self, step: Step) -> None:
        self.stack.setCurrentIndex(step.value)
        self._arrange(step)
        if self.isVisible():
            self._first[step].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_file(self) -> None:
        """Let the person choose a file."""
        folder = str(self.tools.settings.value(FOLDER) or Path.home())
        name, _ = QFileDialog.getOpenFileName(self, self.accessibleName(), folder, FILES)
        if name:
            self.tools.settings.setValue(FOLDER, str(Path(name).parent))
            self.read(Path(name))

    # Check.

    def _check(self, file: Path, job: Callable[[Work], Any]) -> None:
        """Check ``file`` by ``job``; what an earlier check still finds is dropped."""
        self.cancel()
        self._file = file
        self._say_failure("")
        turn = self._turn
        self.waiting.begin(file.name)
        self._show(Step.CHECKING)
        self._task = self.tools.background.work(
            self,
            job,
            partial(self._on_answer, turn),
            partial(self._on_unreadable, turn),
            text=tr("Checking {file}", file=file.name),
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

    def _on_answer(self, turn: int, checked: Any) -> None:
        if turn == self._turn:
            self._task = None
            self._on_checked(checked)
            self._show(self._after_checking())

    def _on_unreadable(self, turn: int, error: FiremodeError) -> None:
        if turn == self._turn:
            self._task = None
            name, text = self._file.name if self._file else tr("The file"), explain(error).text
            self._say_failure(text if name in text else f"{name}: {text}")
            self._show(Step.CHOOSE)

    def _say_failure(self, text: str) -> None:
        self.failure.setText(text)
        self.failed.setVisible(bool(text))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        read_dropped(event, self.read, self.tools)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_panel()
        else:
            super().keyPressEvent(event)


def dropped(brought: QMimeData) -> tuple[Path, ...]:
    """The files of this machine that are dragged or dropped; none where anything else is among them."""
    urls = brought.urls()
    return tuple(Path(url.toLocalFile()) for url in urls) if all(url.isLocalFile() for url in urls) else ()


def read_dropped(event: QDropEvent, read: Callable[[Path], object], tools: Tools) -> None:
    """Read the one file that was dropped; of several none is read, and that is said."""
    files = dropped(event.mimeData())
    if len(files) == 1:
        event.acceptProposedAction()
        read(files[0])
    elif files:
        tools.notices.warn(one_at_a_time(files))
