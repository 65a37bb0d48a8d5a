"""What a mapping would come to, found beside the window while a person is still at it. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.doubts import open_doubts
from firemode_desktop.imports.mapping import FileMapping
from firemode_desktop.imports.plan import Plan, RowStatus
from firemode_desktop.imports.problems import Problem
from firemode_desktop.ui.background import Task, Work
from firemode_desktop.ui.importing.checking import Checked, plan_with
from firemode_desktop.ui.importing.mapping_words import MEASURED
from firemode_desktop.ui.importing.wording import many
from firemode_desktop.ui.workspace import Tools

PAUSE_MS = 150
"""So long nothing is told before the import is planned with what was."""
PLURALS: Mapping[BaselineKind, str] = {
    BaselineKind.PRESSURE: "pressures",
    BaselineKind.VELOCITY: "velocities",
    BaselineKind.DOOR_FORCE: "door forces",
}


@dataclass(frozen=True)
class Tried:
    """``counts`` are readings that are found, ``bad`` those of them that have errors. ``doubts`` have to be settled
    before the file can be checked row by row; ``codes`` are those of all errors."""

    mapping: FileMapping
    counts: Mapping[BaselineKind, int]
    bad: int
    doubts: tuple[Problem, ...]
    codes: frozenset[str]

    @property
    def ready(self) -> bool:
        """Whether the file can be checked row by row."""
        return not self.doubts and any(self.counts.values())

    @property
    def sentence(self) -> str:
        """``Would read 30 pressures and 30 velocities; 2 of them have errors.``"""
        found = [many(count, MEASURED[kind], PLURALS[kind]) for kind, count in self.counts.items() if count]
        if not found:
            return "Would read nothing yet."
        some = f"; {self.bad:,} of them {'has' if self.bad == 1 else 'have'} errors" if self.bad else ""
        some = ", once the rest is told" if self.doubts else some
        return f"Would read {' and '.join((', '.join(found[:-1]), found[-1]) if found[1:] else found)}{some}."


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
            text="Trying the columns",
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
    work.tell(0, 1, "trying the columns")
    choices = replace(checked.choices, mapping=mapping)
    tried = tried_of(plan_with(checked.workbook, checked.survey, choices, checked.remembered))
    work.tell(1, 1, "done")
    return tried


def tried_of(plan: Plan) -> Tried:
    """What of a plan is told in the map step: the doubts of its proposal that are still open, and what is missing."""
    counts = {kind: sum(row.kind is kind for row in plan.rows) for kind in BaselineKind}
    codes = frozenset(problem.code for problem in plan.errors)
    still = open_doubts(plan.proposal, plan.mapping)
    doubts = tuple(dict.fromkeys((*still, *plan.whole_file_errors)))
    return Tried(plan.mapping, counts, plan.count(RowStatus.ERROR), doubts, codes)


def to_be_told(doubts: Sequence[Problem]) -> str:
    """How much is still to be told, in one sentence."""
    if not doubts:
        return "Everything that is needed is told. Look at the columns once, then check the file."
    return f"{many(len(doubts), 'thing is', 'things are')} to be told before this file can be checked."


def has_to_be_told(checked: Checked) -> bool:
    """Whether something is to be told of the columns before rows can be looked at; of a blank file nothing can be."""
    cells = (cell for sheet in checked.workbook.sheets for row in sheet.rows for cell in row)
    return bool(tried_of(checked.plan).doubts) and any(cell is not None for cell in cells)
