"""What is being typed into the baselines of a building: one draft with its undo, what saving it would do, and saving.

The draft is a value of ``domain.baseline_draft``; what would be written is the plan of ``imports.baselines.entered``,
the same that a file comes to. Grid, doorway and foot of the page show this desk and hand on what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from firemode_desktop.domain.baseline_draft import Draft, Typed
from firemode_desktop.domain.baselines import Location, Survey
from firemode_desktop.domain.errors import Conflict, FiremodeError, InDoubt
from firemode_desktop.imports.baselines.entered import DAY, NOTHING_NEW, Entered, plan_entered
from firemode_desktop.imports.baselines.plan import Plan
from firemode_desktop.services.importing import ImportOutcome
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.undo import Swap, UndoStack
from firemode_desktop.ui.workspace import Tools

REST_MS = 30
CHANGED = tr(
    "Somebody else has changed baselines of this building. Look at what you typed once more, and save it again."
)
MAYBE_SAVED = tr(
    "The answer of the database got lost, so whether this was saved is not known yet. Save it again: "
    "that finds out, and nothing is written twice."
)


class EntryDesk(QObject):
    """``told`` whenever the draft or what it comes to is another; ``undone(location)`` names what undo changed."""

    told = Signal()
    undone = Signal(object)
    saved = Signal(object)
    """The import batch that was written."""

    def __init__(self, stack: UndoStack, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self.stack, self.tools = stack, tools
        self.draft = Draft()
        self.entered: Entered | None = None
        """What saving would do; ``None`` while nothing is typed, or the building is still being asked for."""
        self._sent: Draft | None = None
        self._building: UUID | None = None
        self._survey: Survey | None = None
        self._parked: dict[UUID, Draft] = {}
        self._number: tuple[str, UUID] | None = None
        self._pushing = False
        self.due = False
        """Whether ``entered`` is still being worked out."""
        self._turn = 0
        self._soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._soon.timeout.connect(self._ask)

    # --- which building ------------------------------------------------------------------------------------------

    def open(self, building_id: UUID) -> None:
        """Work on this building, or ask anew what it has; what was typed in another one waits until one comes back."""
        self._survey = None
        if building_id != self._building:
            if self._building is not None and self.draft.cells:
                self._parked[self._building] = self.draft
            self._building = building_id
            self.stack.clear()
            self.draft = self._parked.pop(building_id, Draft())
            if self._parked or self.draft.cells:
                self.stack.resetClean()
        self._follow()

    def unsaved(self) -> str | None:
        """What would be lost by closing."""
        many = len(self.draft.cells) + sum(len(draft.cells) for draft in self._parked.values())
        if self.stack.isClean() or not many:
            return None
        return (
            tr("One baseline that was typed is not saved.")
            if many == 1
            else tr("{many} typed baselines are not saved.", many=many)
        )

    # --- typing --------------------------------------------------------------------------------------------------

    def put(self, typed: Mapping[Location, Typed], what: str, *, place: object = None) -> None:
        """Type into locations, as one step of undo; blank ones go back to what is on record."""
        self._push(self.draft.put(typed), what, place)

    def say(self, name: str, text: str, what: str) -> None:
        """Tell one of the things that belong to all of them."""
        self._push(self.draft.say(name, text), what, ("shared", name))

    def discard(self) -> None:
        """Forget everything typed; one undo brings it back."""
        self._push(Draft(shared=self.draft.shared), tr("discarding what was typed"), None)

    def _push(self, after: Draft, what: str, place: object) -> None:
        if after == self.draft:
            return
        self._pushing = True
        self.stack.push(Swap(what, self.draft, after, self._put, place=place))
        self._pushing = False

    def _put(self, draft: Draft) -> None:
        before, self.draft = self.draft, draft
        self._follow()
        if not self._pushing:
            changed = [at for at in {**before.cells, **draft.cells} if before.cells.get(at) != draft.cells.get(at)]
            if changed:
                self.undone.emit(changed[0])

    def refused(self, location: Location) -> str:
        """Why the building cannot take what is typed for a location; blank where it can, or that is not known yet."""
        return "" if self.entered is None else self.entered.errors.get(location, "")

    # --- what it comes to ----------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Show the draft at once; what it comes to is worked out beside the window as soon as the keys rest."""
        self._turn += 1
        self.due = bool(self.draft.cells)
        if self.due:
            self._soon.start()
        else:
            self._soon.stop()
            self.entered = None
        self.told.emit()

    def _ask(self) -> None:
        if self._building is not None:
            job = partial(_plan, self._building, self._survey, self.draft, self.tools.clock())
            self.tools.background.ask(self, job, partial(self._on_plan, self._turn), self._on_away, about="plan")

    def _on_plan(self, turn: int, answer: tuple[Survey, Entered]) -> None:
        """Take the answer, unless something else was typed or the building has changed since it was asked for."""
        if turn == self._turn:
            self._survey, self.entered = answer
            self.due = False
            self.told.emit()

    def _on_away(self, error: FiremodeError) -> None:
        self.entered, self.due = None, False
        self.told.emit()
        self.tools.background.failed.emit(error)

    # --- saving --------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Write what was typed as one import batch; whether that was begun. One may go on typing meanwhile."""
        entered = self.entered
        if self._sent is not None or self.due or entered is None:
            return False
        if entered.nothing_new:
            self._done(self.draft, NOTHING_NEW)
            return True
        if not entered.ready:
            return False
        plan = entered.plan
        if self._number is None or self._number[0] != plan.sha256:
            self._number = plan.sha256, uuid4()
        self._sent = self.draft
        self.told.emit()
        job = partial(_write, plan, self._number[1], self.tools.person.id)
        then, failed = partial(self._on_saved, entered), partial(self._on_failed, entered)
        self.tools.background.do(self, job, then, failed, text=tr("Saving baselines"))
        return True

    @property
    def saving(self) -> bool:
        """Whether something is being written just now."""
        return self._sent is not None

    def _on_saved(self, entered: Entered, outcome: ImportOutcome) -> None:
        sent, self._sent, self._number, self._survey = self._sent or Draft(), None, None, None
        self._done(sent, tr("Saved: {counts}.", counts=entered.counts))
        self.saved.emit(outcome.batch_id)

    def _done(self, sent: Draft, said: str) -> None:
        """What was sent is on record; what was typed since stays, and the day is asked for anew."""
        left = {at: typed for at, typed in self.draft.cells.items() if sent.cells.get(at) != typed}
        shared = dict(self.draft.shared)
        if not left:
            shared.pop(DAY, None)
        self.draft = Draft(left, shared)
        self.stack.clear()
        if left or self._parked:
            self.stack.resetClean()
        self._follow()
        self.tools.notices.say(said)

    def _on_failed(self, entered: Entered, error: FiremodeError) -> None:
        """Whatever went wrong, what was typed stays. The same save again is settled by its number if it got through."""
        self._sent = None
        if isinstance(error, Conflict):
            self._survey = None
            error = Conflict(CHANGED, [entered.place_of(str(line)) for line in error.details])
        if isinstance(error, InDoubt):
            error = InDoubt(MAYBE_SAVED, error.details)
        self._follow()
        self.tools.background.failed.emit(error)


# Jobs


def _plan(building_id: UUID, survey: Survey | None, draft: Draft, at: datetime, session: Any) -> tuple[Survey, Entered]:
    """What a draft comes to; the building is asked for where it is not known."""
    from firemode_desktop.services import baselines

    known = survey or baselines.survey_at(session, building_id, at)
    return known, plan_entered(draft, known)


def _write(plan: Plan, batch_id: UUID, by: UUID, session: Any) -> ImportOutcome:
    from firemode_desktop.services import importing

    return importing.apply(session, plan, batch_id=batch_id, by=by)
