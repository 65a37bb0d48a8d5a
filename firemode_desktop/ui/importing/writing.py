"""One import at a time is written beside the window; whoever ordered it is told how far it is and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.ui.background import Background, Task, Work


class Writer(QObject):
    """Each order ends in one of ``written(order, outcome)``, ``stopped(order)`` and ``failed(order, error)``."""

    told = Signal(int, int, str)
    written = Signal(object, object)
    stopped = Signal(object)
    failed = Signal(object, object)

    def __init__(self, background: Background, carry_out: Callable[[Work, Any], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._carry_out = background, carry_out
        self._task: Task | None = None
        background.progressed.connect(self._on_progress)

    @property
    def busy(self) -> bool:
        """Whether an import is being written."""
        return self._task is not None

    def begin(self, order: Any, text: str) -> None:
        """Carry an order out; there is none under way. ``text`` says what is being done."""
        self._task = self._background.work(
            self,
            lambda work: self._carry_out(work, order),
            partial(self._on_written, order),
            partial(self._on_failed, order),
            partial(self._on_stopped, order),
            text=text,
        )

    def stop(self) -> None:
        """Stop what is being written; nothing of it stays."""
        if self._task is not None:
            self._task.cancel()

    def _on_progress(self, task: Task) -> None:
        if task is self._task:
            self.told.emit(task.done, task.of, task.step)

    def _on_written(self, order: Any, outcome: Any) -> None:
        self._task = None
        self.written.emit(order, outcome)

    def _on_failed(self, order: Any, error: FiremodeError) -> None:
        self._task = None
        self.failed.emit(order, error)

    def _on_stopped(self, order: Any) -> None:
        self._task = None
        self.stopped.emit(order)
