"""What keeps a session from being submitted: nothing untested without a reason, nothing untrusted, nothing unproven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from firemode_desktop.domain.calibration import unfit
from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.words import InstanceStatus


@dataclass(frozen=True, slots=True)
class EvidenceSeen:
    """One evidence record: its type, and the prompt it was added for (0-based), if any."""

    evidence_type: str
    prompt_index: int | None = None


@dataclass(frozen=True, slots=True)
class SubmissionItem:
    """One test of a session as far as submitting it goes.

    ``validation_result`` is the stored one; ``superseded`` says that a completed retest stands in for this one.
    """

    identifier: str
    status: str
    status_reason: str | None = None
    validation_result: Mapping[str, Any] | None = None
    instrument_accepted: bool = False
    superseded: bool = False
    evidence_prompts: Sequence[Mapping[str, Any]] = ()
    evidence: tuple[EvidenceSeen, ...] = ()
    waived_prompts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that keeps a session from being submitted: the test, a stable code, a sentence."""

    identifier: str
    code: str
    message: str

    def to_dict(self) -> dict[str, str]:
        """JSON-ready."""
        return {"identifier": self.identifier, "code": self.code, "message": self.message}


def submission_blockers(items: Iterable[SubmissionItem]) -> tuple[Blocker, ...]:
    """Everything in the way, in the order of the tests; empty when the session may be submitted."""
    return tuple(blocker for item in items for blocker in _blockers(item))


def check_submission(items: Iterable[SubmissionItem]) -> None:
    """``Refused`` with one detail a blocker, unless nothing is in the way."""
    blockers = submission_blockers(items)
    if blockers:
        count = "One thing keeps" if len(blockers) == 1 else f"{len(blockers)} things keep"
        message = f"{count} this session from being submitted. First: {blockers[0].message}"
        raise Refused(message, [blocker.to_dict() for blocker in blockers])


def asked_for(prompt: Mapping[str, Any], index: int) -> str:
    """What a prompt asks for, in its own words, else by its kind or its number (0-based ``index``)."""
    return str(prompt.get("description") or prompt.get("type") or f"evidence {index + 1}")


def missing_prompts(
    prompts: Sequence[Mapping[str, Any]], evidence: Iterable[EvidenceSeen], waived: frozenset[int] = frozenset()
) -> tuple[int, ...]:
    """Indexes of the mandatory prompts that are neither answered nor waived.

    Evidence added for a prompt answers that one; evidence added for none answers the first of its type still open.
    """
    seen = tuple(evidence)
    answered = {record.prompt_index for record in seen if record.prompt_index is not None}
    spare = [record.evidence_type for record in seen if record.prompt_index is None]
    missing = []
    for index, prompt in enumerate(prompts):
        if not prompt.get("mandatory") or index in answered or index in waived:
            continue
        if prompt.get("type") in spare:
            spare.remove(str(prompt["type"]))
        else:
            missing.append(index)
    return tuple(missing)


def _blockers(item: SubmissionItem) -> Iterator[Blocker]:
    status = InstanceStatus(item.status)
    if status in (InstanceStatus.PENDING, InstanceStatus.IN_PROGRESS):
        word = "has not been carried out" if status is InstanceStatus.PENDING else "has not been finished"
        yield Blocker(item.identifier, status.value, f"{item.identifier} {word}.")
    elif status in (InstanceStatus.SKIPPED, InstanceStatus.FAILED):
        if not (item.status_reason or "").strip():
            message = f"{item.identifier} is {status.label.lower()} without a reason."
            yield Blocker(item.identifier, "reason", message)
    elif not item.superseded:
        yield from _completed(item)


def _completed(item: SubmissionItem) -> Iterator[Blocker]:
    if not item.instrument_accepted:
        yield from _instrument(item)
    for index in missing_prompts(item.evidence_prompts, item.evidence, item.waived_prompts):
        what = asked_for(item.evidence_prompts[index], index)
        yield Blocker(item.identifier, "evidence", f"{item.identifier} lacks its evidence: {what}.")


def _instrument(item: SubmissionItem) -> Iterator[Blocker]:
    """A failed check of the instrument, or an instrument that was needed and not recorded."""
    for check in (item.validation_result or {}).get("checks", ()):
        if unfit(check["code"], check["result"]):
            message = f"{item.identifier}: {check['message']} Measure again, or have a supervisor accept it."
            yield Blocker(item.identifier, "instrument", message)
