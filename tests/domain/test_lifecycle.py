"""Which status may follow which: every pair of every machine."""

from __future__ import annotations

from itertools import product

import pytest

from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.lifecycle import (
    VALID_TRANSITIONS,
    check_fault_move,
    check_instance_move,
    check_session_move,
    check_takes_results,
)
from firemode_desktop.domain.words import FaultStatus, InstanceStatus, SessionStatus

# The customer's document, migration 8, word for word.
SOURCE = {
    "pending": ["in_progress", "skipped"],
    "in_progress": ["completed", "failed", "skipped"],
    "completed": [],
    "skipped": [],
    "failed": ["pending"],
}
SESSION = {
    "draft": ["in_progress", "cancelled"],
    "in_progress": ["submitted", "cancelled"],
    "submitted": ["approved", "returned"],
    "returned": ["in_progress", "submitted", "cancelled"],
    "approved": [],
    "cancelled": [],
}
OPEN = {"open", "in_progress", "deferred"}


def test_that_the_state_machine_is_the_documents() -> None:
    assert {old.value: [new.value for new in moves] for old, moves in VALID_TRANSITIONS.items()} == SOURCE


@pytest.mark.parametrize(("old", "new"), list(product(InstanceStatus.values(), repeat=2)))
def test_that_a_test_moves_only_as_the_document_says(old: str, new: str) -> None:
    if new in SOURCE[old]:
        assert check_instance_move(old, new, "door locked by tenant") == new
    else:
        with pytest.raises(Refused):
            check_instance_move(old, new, "door locked by tenant")


@pytest.mark.parametrize(("old", "new"), list(product(SessionStatus.values(), repeat=2)))
def test_that_a_session_moves_only_onward(old: str, new: str) -> None:
    if new in SESSION[old]:
        assert check_session_move(old, new) == new
    else:
        with pytest.raises(Refused, match="session is"):
            check_session_move(old, new)


@pytest.mark.parametrize(("old", "new"), list(product(FaultStatus.values(), repeat=2)))
def test_that_a_fault_is_over_once_it_is_resolved_or_void(old: str, new: str) -> None:
    if (
        old in OPEN
        and new != old
        and not (new == "open" and old == "open")
        and (new in OPEN or new in ("resolved", "void"))
    ):
        assert check_fault_move(old, new) == new
    else:
        with pytest.raises(Refused, match="fault is"):
            check_fault_move(old, new)


@pytest.mark.parametrize("new", ["skipped", "failed"])
@pytest.mark.parametrize("reason", [None, "", "   "])
def test_that_skipping_and_failing_need_a_reason(new: str, reason: str | None) -> None:
    with pytest.raises(Refused, match="reason"):
        check_instance_move("in_progress", new, reason)


def test_that_a_completed_test_says_how_it_may_be_repeated() -> None:
    with pytest.raises(Refused, match=r"already completed\. A retry is possible only after a failure"):
        check_instance_move("completed", "in_progress")


@pytest.mark.parametrize("status", SessionStatus.values())
def test_that_only_an_unfinished_session_takes_results(status: str) -> None:
    if status in ("draft", "in_progress", "returned"):
        check_takes_results(status)
    else:
        with pytest.raises(Refused, match="no more results"):
            check_takes_results(status)
