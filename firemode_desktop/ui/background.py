"""The bridge between the window and everything slow: questions, deeds and long work on worker threads.

Page authors use five calls; each is made on the GUI thread and returns at once, and ``then`` and ``failed`` are called
on the GUI thread, unless ``owner`` has been deleted meanwhile (then the answer is dropped)::

    background.ask(self, lambda session: registry.load(session, building_id), self._show)
    background.do(self, lambda session: registry.save(session, changes, by), self._saved, text="Saving doors")
    background.work(self, lambda work: render(work.run(gather), work.tell), self._preview, text="Writing report")

- ``ask`` reads. Of one owner's questions (of one ``about``) only the latest is answered: typing fast in a filter shows
  the last result, never an earlier one that came late.
- ``read`` is an ``ask`` that a replica of the database may answer: trends, reports, whatever only looks back.
- ``do`` writes, and is always answered. Deeds run one after the other in the order they were given.
- ``work`` takes long: its job is handed a ``Work`` with ``run(job)`` for transactions (``read(job)`` where a replica
  may answer), ``tell(done, of, text)`` for the bar in the status line, and is stopped by *Cancel* at the next ``tell``.
- ``keep`` writes on this computer: one job after the other, waiting for nothing else, and no database is asked.

A job gets a database session (``ask``, ``do``) and hands back a frozen value; nothing of the session may leave it. When
``failed`` is not given, or for any error that is not one of the five, the error goes to the notice bar.
``changed(tables)`` tells which tables a finished transaction wrote, so that a page can ask again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.ui.language import tr

Answer = TypeVar("Answer")
Job = Callable[[Any], Answer]
Then = Callable[[Answer], object]
Failed = Callable[[FiremodeError], object]
Run = Callable[[Callable[[Any], Any]], Any]
"""Runs a job in one transaction and hands back its answer."""

BETWEEN_TELLS_S = 0.05
log = logging.getLogger("firemode.ui")


class Cancelled(Exception):  # noqa: N818  it is a decision of the person, not an error
    """Raised inside a long job by ``tell`` after the person pressed *Cancel*; its transaction is rolled back."""


@dataclass(eq=False)
class Task:
    """One thing under way, as the status line shows it. ``of`` 0: how much there is, is not known."""

    text: str
    cancellable: bool = False
    done: int = 0
    of: int = 0
    step: str = ""
    _stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask it to stop; it does so at its next ``tell``."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()


class Work:
    """What a long job is handed."""

    def __init__(self, task: Task, run: Run, read: Run, progressed: Callable[[Task], None]) -> None:
        self._task, self._run, self._read, self._progressed = task, run, read, progressed
        self._told = 0.0

    def run(self, job: Job[Answer]) -> Answer:
        """One transaction within the work."""
        self.check()
        answer: Answer = self._run(job)
        return answer

    def read(self, job: Job[Answer]) -> Answer:
        """One look at one moment within the work, which a replica may answer."""
        self.check()
        answer: Answer = self._read(job)
        return answer

    def tell(self, done: int, of: int, text: str = "") -> None:
        """``done`` of ``of`` pieces are finished; ``text`` says what is being done now. Raises ``Cancelled``."""
        self.check()
        self._task.done, self._task.of, self._task.step = done, of, text
        now = time.monotonic()
        if done >= of or now - self._told >= BETWEEN_TELLS_S:
            self._told = now
            self._progressed(self._task)

    def check(self) -> None:
        """Raise ``Cancelled`` when the person asked for it."""
        if self._task.cancelled:
            raise Cancelled


@dataclass(frozen=True)
class _Outcome:
    owner: QObject
    task: Task
    then: Then[Any]
    failed: Failed | None
    stopped: Callable[[], object] | None = None
    answer: Any = None
    error: BaseException | None = None
    about: str | None = None
    ticket: int = 0


class Background(QObject):
    """Runs jobs beside the window. ``run`` is handed in: the window itself knows no database.

    ``read`` runs those that a replica may answer; left out, ``run`` does. Whoever owns the database calls
    ``wrote(tables)`` after a commit, and ``replica_moved(standing)``, from whatever thread.
    """

    changed = Signal(frozenset)
    failed = Signal(object)
    """An error that nobody asked to be told of."""
    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    _answered = Signal(object)
    _told = Signal(object)
    replica = Signal(object)
    """How the replica stands (a ``ReplicaStanding``), None where there is none."""
    _wrote = Signal(frozenset)
    _replica = Signal(object)

    def __init__(self, run: Run, parent: QObject | None = None, read: Run | None = None) -> None:
        super().__init__(parent)
        self._run, self._read = run, read or run
        self._questions = ThreadPoolExecutor(2, "firemode-ask")
        self._deeds = ThreadPoolExecutor(1, "firemode-do")
        self._works = ThreadPoolExecutor(2, "firemode-work")
        self._keepers = ThreadPoolExecutor(1, "firemode-keep")
        self._tickets: WeakKeyDictionary[QObject, dict[str, int]] = WeakKeyDictionary()
        self._closed = False
        self.running: list[Task] = []
        queued = Qt.ConnectionType.QueuedConnection  # these four are sent by workers; all other signals by this thread
        self._answered.connect(self._deliver, queued)
        self._told.connect(self._pass_on_progress, queued)
        self._wrote.connect(self._pass_on_change, queued)
        self._replica.connect(self.replica, queued)

    def ask(
        self, owner: QObject, job: Job[Answer], then: Then[Answer], failed: Failed | None = None, *, about: str = ""
    ) -> None:
        """Read off the GUI thread; a later question of the same owner and ``about`` makes this one void."""
        self._question(self._run, owner, job, then, failed, about)

    def read(
        self, owner: QObject, job: Job[Answer], then: Then[Answer], failed: Failed | None = None, *, about: str = ""
    ) -> None:
        """As ``ask``, and a replica may answer; the job can write nothing."""
        self._question(self._read, owner, job, then, failed, about)

    def _question(
        self, run: Run, owner: QObject, job: Job[Any], then: Then[Any], failed: Failed | None, about: str
    ) -> None:
        tickets = self._tickets.setdefault(owner, {})
        ticket = tickets[about] = tickets.get(about, 0) + 1
        outcome = _Outcome(owner, Task(""), then, failed, about=about, ticket=ticket)

        def answer() -> Any:
            return run(job) if tickets[about] == ticket else None

        self._start(self._questions, outcome, answer)

    def do(
        self,
        owner: QObject,
        job: Job[Answer],
        then: Then[Answer],
        failed: Failed | None = None,
        *,
        text: str = tr("Saving"),
    ) -> Task:
        """Write off the GUI thread, in one transaction; always answered, one deed after the other."""
        outcome = _Outcome(owner, Task(text), then, failed)
        self._start(self._deeds, outcome, lambda: self._run(job))
        return outcome.task

    def work(
        self,
        owner: QObject,
        job: Callable[[Work], Answer],
        then: Then[Answer],
        failed: Failed | None = None,
        stopped: Callable[[], object] | None = None,
        *,
        text: str,
        cancellable: bool = True,
    ) -> Task:
        """Do something long; when it was cancelled, ``stopped`` is called instead of ``then``."""
        outcome = _Outcome(owner, Task(text, cancellable), then, failed, stopped)
        work = Work(outcome.task, self._run, self._read, self._told.emit)
        self._start(self._works, outcome, lambda: job(work))
        return outcome.task

    def keep(self, owner: QObject, job: Callable[[], Answer], then: Then[Answer], failed: Failed | None = None) -> Task:
        """Write on this computer, off the GUI thread; one after the other, whatever the database is doing."""
        outcome = _Outcome(owner, Task(""), then, failed)
        self._start(self._keepers, outcome, job)
        return outcome.task

    def close(self) -> None:
        """Cancel long work, let deeds and what is being kept finish, deliver nothing any more."""
        for task in self.running:
            task.cancel()
        self._closed = True  # what is queued already is dropped on arrival
        for pool in (self._questions, self._works, self._deeds, self._keepers):
            pool.shutdown(wait=True, cancel_futures=pool not in (self._deeds, self._keepers))

    def _start(self, pool: ThreadPoolExecutor, outcome: _Outcome, answer: Callable[[], Any]) -> None:
        if self._closed:
            return  # a timer of a page that is about to go
        self.running.append(outcome.task)
        self.started.emit(outcome.task)
        pool.submit(self._carry_out, outcome, answer)

    def _carry_out(self, outcome: _Outcome, answer: Callable[[], Any]) -> None:
        try:
            told = _with(outcome, answer=answer())
        except BaseException as error:
            told = _with(outcome, error=error)
        self._answered.emit(told)

    def wrote(self, tables: frozenset[str]) -> None:
        """These tables were written; may be called by any thread."""
        self._wrote.emit(tables)

    def replica_moved(self, standing: object) -> None:
        """The replica stands differently from before; may be called by any thread."""
        self._replica.emit(standing)

    def _pass_on_progress(self, task: Task) -> None:
        if task in self.running and not self._closed:
            self.progressed.emit(task)

    def _pass_on_change(self, tables: frozenset[str]) -> None:
        if not self._closed:
            self.changed.emit(tables)

    def _deliver(self, outcome: _Outcome) -> None:
        self.running.remove(outcome.task)
        if self._closed:
            return
        self.finished.emit(outcome.task)
        if not shiboken6.isValid(outcome.owner):
            return
        if outcome.about is not None and self._tickets[outcome.owner][outcome.about] != outcome.ticket:
            return
        if isinstance(outcome.error, Cancelled):
            _ = outcome.stopped and outcome.stopped()
        elif outcome.error is None:
            outcome.then(outcome.answer)
        elif outcome.failed is not None and isinstance(outcome.error, FiremodeError):
            outcome.failed(outcome.error)
        else:
            self.failed.emit(outcome.error)


def _with(outcome: _Outcome, answer: Any = None, error: BaseException | None = None) -> _Outcome:
    if error is not None and not isinstance(error, FiremodeError | Cancelled):
        log.error("a job failed: %s", outcome.task.text or "question", exc_info=error)
    return replace(outcome, answer=answer, error=error)
