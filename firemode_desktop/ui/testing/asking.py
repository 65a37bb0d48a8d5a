"""What is asked before something is done to a test or the session: a sentence, and the words kept with the record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from firemode_desktop.domain.calibration import CODES
from firemode_desktop.domain.running import RunTest
from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.services.testing.running import Prompt
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.question import Question
from firemode_desktop.ui.testing.deeds import Deeds

LeaveOut = Callable[[RunTest, InstanceStatus, str], object]


class Asking:
    """``of_test`` is the question in the card of the test, ``of_session`` the one above everything.

    ``leave_out(test, status, reason)`` leaves a test out and goes on to the next.
    """

    def __init__(self, of_test: Question, of_session: Question, deeds: Deeds, leave_out: LeaveOut) -> None:
        self._of_test, self._of_session, self._deeds = of_test, of_session, deeds
        self._leave_out = leave_out

    def skip(self, one: RunTest) -> None:
        """Leave a test out, with a reason."""
        then = partial(self._leave_out, one, InstanceStatus.SKIPPED)
        self._of_test.ask(tr("Skip this test? It stays not demonstrated."), tr("Skip"), then)

    def not_possible(self, one: RunTest) -> None:
        """It could not be carried out, with a reason."""
        then = partial(self._leave_out, one, InstanceStatus.FAILED)
        self._of_test.ask(tr("It could not be carried out? It can be tried again."), tr("Not possible"), then)

    def accept(self, one: RunTest) -> None:
        """Accept a reading whose instrument was not fit."""
        wrong = [check.message for check in one.recorded.checks if check.code in CODES]
        then = partial(self._deeds.accept, one)
        self._of_test.ask(tr("Accept this reading all the same?"), tr("Accept"), then, note=" ".join(wrong[-1:]))

    def waive(self, one: RunTest, prompt: Prompt) -> None:
        """Let a mandatory piece of evidence be missing."""
        then = partial(self._deeds.waive, one, prompt.index)
        self._of_test.ask(tr("Let this evidence be missing?"), tr("Waive"), then, note=prompt.description)

    def settle(self) -> None:
        """Settle for one reason what a supervisor otherwise settles test by test."""
        sentence = tr(
            "Accept these readings although their instruments have no valid calibration, and do without the evidence "
            "that is missing? The reason stands with each of them."
        )
        self._of_session.ask(sentence, tr("Accept, waive and submit"), self._deeds.settle)

    def approve(self) -> None:
        """Approve and freeze the session."""
        self._of_session.ask(
            tr("Approve this session? From then on nothing in it can be changed."),
            tr("Approve"),
            self._deeds.approve,
            hint=tr("Note for the record"),
            needed=False,
        )

    def give_back(self) -> None:
        """Give it back with a note."""
        sentence = tr("What is to be done before it can be approved?")
        self._of_session.ask(sentence, tr("Return"), self._deeds.give_back, hint=tr("Note"))

    def cancel(self) -> None:
        """Cancel the session."""
        sentence = tr("Cancel this session? What was recorded in it stays on record.")
        self._of_session.ask(sentence, tr("Cancel the session"), self._deeds.cancel, needed=False)
