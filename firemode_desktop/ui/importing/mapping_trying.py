"""What a mapping would come to, found beside the window while a person is still at it. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.imports.mappings.mapping import FileMapping
from firemode_desktop.ui.background import Task, Work
from firemode_desktop.ui.importing.checking import Checked, plan_with
from firemode_desktop.ui.importing.mapping_tried import Tried, tried_of
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.workspace import Tools

PAUSE_MS = 150
"""So long nothing is told before the import is planned with what was."""


class Trying:
    """Plans a moment after something was told; ``then(tried)`` is called for what was told last, and for that alone."""

    def __init__(self, tools: Tools, owner: QWidget, then: Callable[[Tried], object]) -> None:
        self._tools, self._owner, self._then = tools, owner, then
        self._task: Task | None = None
        self._job: Callable[[Work], Tried] | None = None
        self._pause = QTimer(owner)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._begin)

    @property
    def pending(self) -> bool:
        """Whether an answer is awaited."""
        return self._pause.isActive() or self._task is not None

    def soon(self, checked: Checked, mapping: FileMapping) -> None:
        """Plan once nothing else is told for a moment; what is still being planned is stopped."""
        self._job = partial(try_out, checked=checked, mapping=mapping)
        self.stop()
        self._pause.start()

    def stop(self) -> None:
        """Await nothing any more."""
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _begin(self) -> None:
        if self._job is None:
            return
        task = self._tools.background.work(
            self._owner,
            self._job,
            lambda tried: self._on_tried(task, tried),
            lambda error: self._on_failed(task, error),
            text=tr("Trying the columns"),
        )
        self._task = task

    def _on_tried(self, task: Task, tried: Tried) -> None:
        if task is self._task:
            self._task = None
            self._then(tried)

    def _on_failed(self, task: Task, error: FiremodeError) -> None:
        if task is self._task:
            self._task = None
            self._tools.notices.show_error(error)


def try_out(work: Work, checked: Checked, mapping: FileMapping) -> Tried:
    """Plan the import with a mapping, and tell what matters while columns are told."""
    work.tell(0, 1, tr("trying the columns"))
    choices = replace(checked.choices, mapping=mapping)
    tried = tried_of(plan_with(checked.workbook, checked.survey, choices, checked.remembered))
    work.tell(1, 1, "done")
    return tried


def has_to_be_told(checked: Checked) -> bool:
    """Whether something is to be told of the columns before rows can be looked at; of a blank file nothing can be."""
    cells = (cell for sheet in checked.workbook.sheets for row in sheet.rows for cell in row)
    return bool(checked.tried.doubts) and any(cell is not None for cell in cells)
