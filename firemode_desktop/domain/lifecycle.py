"""Which status may follow which; any other move is refused and writes nothing."""

from __future__ import annotations

from collections.abc import Mapping

from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.words import FaultStatus, InstanceStatus, SessionStatus, Word

VALID_TRANSITIONS: Mapping[InstanceStatus, tuple[InstanceStatus, ...]] = {
    InstanceStatus.PENDING: (InstanceStatus.IN_PROGRESS, InstanceStatus.SKIPPED),
    InstanceStatus.IN_PROGRESS: (InstanceStatus.COMPLETED, InstanceStatus.FAILED, InstanceStatus.SKIPPED),
    InstanceStatus.COMPLETED: (),
    InstanceStatus.SKIPPED: (),
    InstanceStatus.FAILED: (InstanceStatus.PENDING,),
}
"""The state machine of a test instance, exactly as the customer's document has it."""

SESSION_TRANSITIONS: Mapping[SessionStatus, tuple[SessionStatus, ...]] = {
    SessionStatus.DRAFT: (SessionStatus.IN_PROGRESS, SessionStatus.CANCELLED),
    SessionStatus.IN_PROGRESS: (SessionStatus.SUBMITTED, SessionStatus.CANCELLED),
    SessionStatus.SUBMITTED: (SessionStatus.APPROVED, SessionStatus.RETURNED),
    SessionStatus.RETURNED: (SessionStatus.IN_PROGRESS, SessionStatus.SUBMITTED, SessionStatus.CANCELLED),
    SessionStatus.APPROVED: (),
    SessionStatus.CANCELLED: (),
}
"""A submitted session is returned before it can be cancelled, so that the reviewer's note is on record."""

FAULT_TRANSITIONS: Mapping[FaultStatus, tuple[FaultStatus, ...]] = {
    FaultStatus.OPEN: (FaultStatus.IN_PROGRESS, FaultStatus.RESOLVED, FaultStatus.DEFERRED, FaultStatus.VOID),
    FaultStatus.IN_PROGRESS: (FaultStatus.OPEN, FaultStatus.RESOLVED, FaultStatus.DEFERRED, FaultStatus.VOID),
    FaultStatus.DEFERRED: (FaultStatus.OPEN, FaultStatus.IN_PROGRESS, FaultStatus.RESOLVED, FaultStatus.VOID),
    FaultStatus.RESOLVED: (),
    FaultStatus.VOID: (),
}

OPEN_FAULTS = (FaultStatus.OPEN, FaultStatus.IN_PROGRESS, FaultStatus.DEFERRED)
"""A fault in one of these still waits for somebody; an instance has at most one of them."""

RESULTS_ALLOWED = (SessionStatus.DRAFT, SessionStatus.IN_PROGRESS, SessionStatus.RETURNED)
"""A session takes results only in these."""

NEEDS_REASON = (InstanceStatus.SKIPPED, InstanceStatus.FAILED)


def check_instance_move(old: str, new: str, reason: str | None = None) -> InstanceStatus:
    """The new status of a test; ``Refused`` for a move the state machine does not know, or a missing reason."""
    before, after = InstanceStatus(old), InstanceStatus(new)
    if after not in VALID_TRANSITIONS[before]:
        raise Refused(_instance_refusal(before, after))
    if after in NEEDS_REASON and not (reason or "").strip():
        raise Refused(f"A reason is needed to mark a test as {after.label.lower()}.")
    return after


def check_session_move(old: str, new: str) -> SessionStatus:
    """The new status of a session; ``Refused`` for any move that is not in ``SESSION_TRANSITIONS``."""
    before, after = SessionStatus(old), SessionStatus(new)
    if after not in SESSION_TRANSITIONS[before]:
        raise Refused(_refusal("session", before, after, SESSION_TRANSITIONS[before]))
    return after


def check_fault_move(old: str, new: str) -> FaultStatus:
    """The new status of a fault; ``Refused`` for any move that is not in ``FAULT_TRANSITIONS``."""
    before, after = FaultStatus(old), FaultStatus(new)
    if after not in FAULT_TRANSITIONS[before]:
        raise Refused(_refusal("fault", before, after, FAULT_TRANSITIONS[before]))
    return after


def check_takes_results(status: str) -> None:
    """``Refused`` when a session in ``status`` no longer takes results."""
    now = SessionStatus(status)
    if now not in RESULTS_ALLOWED:
        raise Refused(f"This session is {now.label.lower()}; it takes no more results.")


def _instance_refusal(before: InstanceStatus, after: InstanceStatus) -> str:
    if before is InstanceStatus.COMPLETED:
        return "This test is already completed. A retry is possible only after a failure; otherwise add a retest."
    if before is InstanceStatus.SKIPPED:
        return "This test was skipped; that is final. Add a retest to carry it out after all."
    return _refusal("test", before, after, VALID_TRANSITIONS[before])


def _refusal(what: str, before: Word, after: Word, moves: tuple[Word, ...]) -> str:
    onward = " or ".join(move.label.lower() for move in moves)
    ending = f"from here it can become {onward}." if moves else "that is final."
    return f"This {what} is {before.label.lower()} and cannot become {after.label.lower()}; {ending}"
