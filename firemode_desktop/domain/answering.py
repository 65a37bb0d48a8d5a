"""Which prompts files answer that were added to a test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import EvidenceType


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt: its number (from 0), the kind of file it asks for, and whether something answers it already."""

    index: int
    evidence_type: str
    mandatory: bool
    answered: bool = False


def assigned(kinds: Sequence[EvidenceType], asked: Sequence[Asked]) -> tuple[int | None, ...]:
    """For files of these kinds, one after the other, the prompts that they answer.

    Each answers the first of its kind that nothing answers yet, mandatory ones before the others; None without one.
    """
    found: list[int | None] = []
    for kind in kinds:
        fitting = [each for each in asked if each.evidence_type == kind and not each.answered]
        index = min(fitting, key=lambda each: (not each.mandatory, each.index)).index if fitting else None
        asked = [replace(each, answered=each.answered or each.index == index) for each in asked]
        found.append(index)
    return tuple(found)


def check_answers(name: str, kind: EvidenceType, prompt: Asked) -> None:
    """Raises ``Invalid`` where the file called ``name`` is of another kind than the prompt asks for."""
    if prompt.evidence_type != kind:
        wanted = EvidenceType(prompt.evidence_type).label.lower()
        raise Invalid(f"“{name}” is a {kind.label.lower()}; a {wanted} is asked for there.")
