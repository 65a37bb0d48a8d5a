"""What was entered goes from here onto the record, in order and one at a time, through a network that comes and goes.

Everything is in the journal of this window first (``services/journal``); ``taken`` says that it is. What cannot be
sent waits 1, 2, 4 … 30 seconds, or until the connection is back. The same entry may be sent twice and is recorded once.

    taken(entered)                it is kept on this computer: no power cut takes it any more
    not_taken(entered, error)     this computer could not keep it; it is in the fields only
    delivered(entered, outcome)   it is on record
    refused(entered, reason)      it cannot be put on record; what was typed is a draft again
    changed()                     something of what waits, or of why, is another
"""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from firemode_desktop.domain.errors import Conflict, FiremodeError, Unreachable
from firemode_desktop.services.journal import Done, Draft, Entered, Journal, Kept, Kind, Owner, Refusal, elsewhere, many
from firemode_desktop.ui.language import show_time, tr

if TYPE_CHECKING:
    from firemode_desktop.services.testing.delivering import Delivered
    from firemode_desktop.ui.background import Background, Task

PAUSES_S = (1, 2, 4, 8, 16, 30)
LATE_MS = 2_000
DEFECT = tr("Something in the program went wrong with it; it stays on this computer.")


class Sitting(Protocol):
    """Who works (``services.sitting.Person``)."""

    @property
    def id(self) -> UUID: ...
    @property
    def full_name(self) -> str: ...


@dataclass(frozen=True)
class Contest:
    """An entry for whose test somebody else recorded another result: a person has to say which one stands."""

    entered: Entered
    theirs: str
    by: str


class Outbox(QObject):
    """The entries of one window at one database. ``folder`` is where the journals for that database lie."""

    taken = Signal(object)
    not_taken = Signal(object, object)
    delivered = Signal(object, object)
    refused = Signal(object, str)
    changed = Signal()
    opened = Signal()
    """What earlier windows left is known."""
    asked_to_show = Signal()
    """The person wants to see what is not saved yet."""
    unreachable = Signal()
    told = Signal(str)
    """Something the person should know about what was found on this computer."""
    saved = Signal(str)
    """What was left here by an earlier window is on record now."""

    def __init__(self, background: Background, folder: Path, database: str, person: Any, clock: Any) -> None:
        super().__init__()
        self._background, self._folder, self._database = background, folder, database
        self.person: Sitting = person
        self._clock = clock
        self.kept = Kept()
        self.contests: dict[str, Contest] = {}
        self.away = ""
        """Why nothing can be sent; blank while it can."""
        self._journal: Journal | None = None
        self._sending: Entered | None = None
        self._task: Task | None = None
        self._answered = True
        self._settled: set[str] = set()
        self._left: dict[str, Entered] = {}
        self._many_left: tuple[Entered, ...] = ()
        self._drafts: dict[UUID, Draft] = {}
        self._tries = 0
        self._late = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._send)
        self._patience = QTimer(self, singleShot=True, interval=LATE_MS)
        self._patience.timeout.connect(self._on_late)
        background.finished.connect(self._on_finished)

    # --- coming and going ----------------------------------------------------------------------------------------

    def open(self) -> None:
        """Take up the journal, with what earlier windows left in it, and begin to send."""
        self._background.keep(self, self._open, self._on_opened, self._on_cannot_keep)

    def close(self) -> None:
        """Leave the journal to the next window; what waits stays in it."""
        self._pause.stop()
        self._patience.stop()
        self._background.keep(self, self._close, _nothing)

    def _open(self) -> tuple[Kept, tuple[str, ...]]:
        journal = self._opened()
        return journal.kept, (*journal.told, *elsewhere(self._folder))

    def _opened(self) -> Journal:
        """By the thread that keeps; again where it could not be opened before."""
        if self._journal is None:
            owner = Owner(self._database, self.person.full_name, os.getpid(), platform.node(), self._clock())
            self._journal = Journal.open(self._folder, owner)
        return self._journal

    def _close(self) -> None:
        if self._journal is not None:
            self._journal.close()

    def _write(self, *events: Draft | Entered | Done | Refusal) -> Kept:
        return self._opened().write(*events)

    def _on_opened(self, found: tuple[Kept, tuple[str, ...]]) -> None:
        self.kept, told = found
        mine = [one for one in self.kept.waiting if one.by == self.person.id]
        self._many_left = tuple(mine)
        self._left = {one.key: one for one in mine}
        for sentence in told:
            self.told.emit(sentence)
        self.opened.emit()
        self.changed.emit()
        self._send()

    def _on_cannot_keep(self, error: FiremodeError) -> None:
        self.told.emit(error.message)

    # --- what is asked of it -------------------------------------------------------------------------------------

    def entered(
        self, kind: Kind, session_id: UUID, instance_id: UUID, title: str, words: str, content: Any, typed: Any = None
    ) -> Entered:
        """An entry of the person who works here, now; nothing is kept yet."""
        return Entered(
            uuid4().hex,
            kind,
            session_id,
            instance_id,
            self.person.id,
            self.person.full_name,
            self._clock(),
            title,
            words,
            content,
            typed,
        )

    def post(self, one: Entered) -> None:
        """Keep it, then put it on record; what was typed for the same test is no draft any more."""
        self._drafts.pop(one.instance_id, None)
        self._background.keep(
            self, partial(self._write, one), partial(self._on_taken, one), partial(self._on_not_taken, one)
        )

    def draft(self, session_id: UUID, instance_id: UUID, typed: Any) -> None:
        """Keep what stands in the fields of a test now (packed; None: nothing does). Quick typing is kept once."""
        waits = bool(self._drafts)
        self._drafts[instance_id] = Draft(session_id, instance_id, self.person.id, self._clock(), typed)
        if not waits:
            QTimer.singleShot(0, self, self._keep_drafts)

    def drafts_of(self, session_id: UUID) -> dict[UUID, Any]:
        """What this person typed for tests of a session and did not record (packed), by test."""
        return {
            draft.instance_id: draft.typed
            for draft in self.kept.drafts.values()
            if draft.session_id == session_id and draft.by == self.person.id
        }

    def waiting_of(self, session_id: UUID) -> tuple[Entered, ...]:
        """What is on its way to the record of a session, in order; whoever entered it here."""
        return tuple(one for one in self.kept.waiting if one.session_id == session_id and one.key not in self._settled)

    @property
    def mine(self) -> tuple[Entered, ...]:
        """What this person entered and is not on record yet."""
        return tuple(one for one in self.kept.waiting if one.by == self.person.id and one.key not in self._settled)

    @property
    def others(self) -> tuple[Entered, ...]:
        """What other people entered on this computer; it is saved when they sign in."""
        return tuple(one for one in self.kept.waiting if one.by != self.person.id)

    @property
    def late(self) -> bool:
        """Whether something waits for longer than a moment."""
        return bool(self.mine) and (self._late or bool(self.away))

    def try_now(self) -> None:
        """Send at once what waits."""
        self._tries = 0
        self._pause.stop()
        self._send()

    def keep_theirs(self, contest: Contest) -> None:
        """What somebody else recorded stands; ours is dropped because a person said so."""
        self._finish(contest.entered, Done(contest.entered.key))

    def retest_with_mine(self, contest: Contest) -> None:
        """Ours is put on record as a retest."""
        from firemode_desktop.services.testing.delivering import as_retest

        again = replace(contest.entered, key=uuid4().hex, content=as_retest(contest.entered.content))
        self._finish(contest.entered, again, Done(contest.entered.key))

    def forget(self, one: Entered) -> None:
        """A person has dealt with one that was refused."""
        self._finish(one, Done(one.key))

    # --- kept on this computer -----------------------------------------------------------------------------------

    def _keep_drafts(self) -> None:
        drafts, self._drafts = tuple(self._drafts.values()), {}
        if drafts:
            self._background.keep(self, partial(self._write, *drafts), self._on_kept, self._on_cannot_keep)

    def _on_kept(self, kept: Kept) -> None:
        self.kept = kept

    def _on_taken(self, one: Entered, kept: Kept) -> None:
        self.kept = kept
        if not self._patience.isActive() and not self._late:
            self._patience.start()
        self.taken.emit(one)
        self.changed.emit()
        self._send()

    def _on_not_taken(self, one: Entered, error: FiremodeError) -> None:
        self.not_taken.emit(one, error)

    def _finish(self, one: Entered, *events: Draft | Entered | Done | Refusal) -> None:
        """Something has become of an entry: the journal is told, then the next one goes."""
        self._settled.add(one.key)
        if self.contests.pop(one.key, None) is not None:
            self.changed.emit()
        self._background.keep(
            self, partial(self._write, *events), self._on_finished_one, partial(self._on_not_written, one)
        )

    def _on_finished_one(self, kept: Kept) -> None:
        self.kept = kept
        self.changed.emit()
        self._send()

    def _on_not_written(self, one: Entered, error: FiremodeError) -> None:
        """It is on record, and the journal does not know: the next window sends it again, which changes nothing."""
        self.told.emit(error.message)
        self.changed.emit()
        self._send()

    # --- onto the record -----------------------------------------------------------------------------------------

    def _next(self) -> Entered | None:
        held: set[UUID] = set()
        for one in self.mine:
            if one.kind is not Kind.EVIDENCE and one.instance_id in held:
                continue
            if one.key not in self.contests:
                return one
            held.add(one.instance_id)
        return None

    def _send(self) -> None:
        one = self._next()
        if self._sending is not None or self._pause.isActive():
            return
        if one is None:
            self._rest()
            return
        self._sending, self._answered = one, False
        job = partial(_deliver, one, self._clock())
        self._task = self._background.do(
            self, job, partial(self._on_delivered, one), partial(self._on_failed, one), text=tr("Recording")
        )

    def _rest(self) -> None:
        if self._late and not self.mine:
            self._late = False
            self.changed.emit()
        if not self.mine:
            self._patience.stop()

    def _on_delivered(self, one: Entered, outcome: Delivered) -> None:
        self._sending, self._answered = None, True
        self._tries = 0
        self.away = ""
        self._count_left(one)
        self.delivered.emit(one, outcome)
        self._finish(one, Done(one.key))

    def _on_failed(self, one: Entered, error: FiremodeError) -> None:
        self._sending, self._answered = None, True
        theirs = _contested(error)
        if theirs is not None:
            self.contests[one.key] = Contest(one, str(theirs["theirs"]), str(theirs["by"]))
            self.changed.emit()
            self._send()
        elif isinstance(error, Unreachable | Conflict):
            self._wait(error)
        else:
            self._refuse(one, error.message)

    def _wait(self, error: FiremodeError) -> None:
        self.away = error.message
        self._pause.start(1000 * PAUSES_S[min(self._tries, len(PAUSES_S) - 1)])
        self._tries += 1
        self.changed.emit()
        if isinstance(error, Unreachable):
            self.unreachable.emit()

    def _refuse(self, one: Entered, reason: str) -> None:
        self.away = ""
        self._count_left(one, saved=False)
        self.refused.emit(one, reason)
        self._finish(one, Refusal(one.key, reason))

    def _on_finished(self, task: Task) -> None:
        if self._sending is not None and task is self._task:
            QTimer.singleShot(0, self, partial(self._check_answer, task))

    def _check_answer(self, task: Task) -> None:
        """A defect of the program is answered to nobody: the entry is put aside, the others go on."""
        one = self._sending
        if one is not None and task is self._task and not self._answered:  # not the next attempt with the same entry
            self._sending, self._answered = None, True
            self._refuse(one, DEFECT)

    def _on_late(self) -> None:
        if self.mine and not self.contests:
            self._late = True
            self.changed.emit()

    def _count_left(self, one: Entered, *, saved: bool = True) -> None:
        """Say it once when what an earlier window left is saved."""
        if self._left.pop(one.key, None) is None:
            return
        if not saved:
            self._many_left = tuple(each for each in self._many_left if each.key != one.key)
        if not self._left and self._many_left:
            verb = "was" if len(self._many_left) == 1 else "were"
            self.saved.emit(
                tr(
                    "{count} of {at} {verb} saved now.",
                    count=many(self._many_left),
                    at=show_time(self._many_left[-1].at),
                    verb=verb,
                )
            )


def _deliver(one: Entered, at: datetime, session: Any) -> Delivered:
    """Imported by the worker: SQLAlchemy must not delay the window."""
    from firemode_desktop.services.testing.delivering import deliver

    return deliver(session, one, at)


def _contested(error: FiremodeError) -> Mapping[str, Any] | None:
    if not isinstance(error, Conflict):
        return None
    from firemode_desktop.services.testing.delivering import contested

    return contested(error)


def _nothing(_: object) -> None:
    """There is nothing to show."""
