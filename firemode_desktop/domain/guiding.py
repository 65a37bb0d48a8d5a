"""How far somebody is on the way from a building to its first report."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from firemode_desktop.domain.words import SessionStatus


@dataclass(frozen=True)
class Progress:
    """What a building has, and how its session stands that was begun last (none: ``session_id`` is None)."""

    stairs: int = 0
    baselines: int = 0
    expected: int = 0
    """Expected tests that are generated, at all frequencies."""
    session_id: UUID | None = None
    status: str = ""
    tests: int = 0
    left: int = 0
    """Tests of the session without a result."""
    near: int = 0
    failing: int = 0
    lacking: int = 0
    """Pieces of evidence that are asked for and missing, at tests with a result."""
    faults: int = 0
    undecided: int = 0
    """Faults of the session whose class nobody decided."""
    fault_id: UUID | None = None
    """One of them."""
    issued: bool = False
    may_approve: bool = False
    """Whether the person who works may: four eyes, unless nobody else has a login."""

    @property
    def approved(self) -> bool:
        return self.status == SessionStatus.APPROVED

    @property
    def submitted(self) -> bool:
        """Handed in, or approved already."""
        return self.status in (SessionStatus.SUBMITTED, SessionStatus.APPROVED)
