"""A replica that may answer reads: when it may be believed, and what a person is told of it.

A standby of PostgreSQL has the system identifier of its primary, numbers its databases alike, follows one timeline,
and has replayed the log up to some position. One that has all four as the primary has them shows what it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MEANWHILE = "Trends and reports are read from the main database."


class ReplicaState(StrEnum):
    """How a replica stands to the primary, at one moment."""

    CURRENT = "current"
    BEHIND = "behind"
    AWAY = "not reachable"
    FOREIGN = "not a replica"
    UNPROVEN = "not proven"


@dataclass(frozen=True, slots=True)
class Reached:
    """Where the primary stands: every commit that was acknowledged lies before ``position`` (a log sequence number)."""

    system: int
    database: int
    timeline: int
    position: str


@dataclass(frozen=True, slots=True)
class Following:
    """What a replica says of itself; ``replayed`` is whether it has got to the position it was asked about."""

    standby: bool
    system: int
    database: int
    timeline: int
    replayed: bool
    age_s: float | None
    """How long ago the last transaction it knows was committed."""


@dataclass(frozen=True, slots=True)
class ReplicaStanding:
    """How the replica at ``url`` (without password) stands. ``lag_s`` is None where it cannot be known."""

    url: str
    state: ReplicaState
    lag_s: float | None = None
    why: str = ""

    @property
    def trouble(self) -> bool:
        """Whether somebody has to look after it; one that is behind catches up by itself."""
        return self.state not in (ReplicaState.CURRENT, ReplicaState.BEHIND)

    @property
    def words(self) -> str:
        """One or two sentences for a person."""
        if self.state is ReplicaState.CURRENT:
            return f"Trends and reports are read from the replica {self.url}."
        if self.state is ReplicaState.BEHIND:
            return f"The replica {self.url} is {self._lag}. {MEANWHILE}"
        return f"{self.why} {MEANWHILE}"

    @property
    def short(self) -> str:
        """A few words for the foot of the window."""
        if self.state is ReplicaState.CURRENT:
            return "reads from the replica"
        return f"replica {self._lag if self.state is ReplicaState.BEHIND else self.state.value}"

    @property
    def _lag(self) -> str:
        return "behind" if self.lag_s is None else f"{self.lag_s:.0f} s behind" if self.lag_s >= 1 else "< 1 s behind"


def judged(url: str, reached: Reached, following: Following) -> ReplicaStanding:
    """How the replica at ``url`` stands to where the primary has got.

    One that is merely behind may not know yet that a database was restored or another server took over; so the database
    is compared once it has replayed, and another timeline counts as behind.
    """
    if not following.standby:
        why = f"The database {url} is not a replica of this one: it is written to on its own."
        return ReplicaStanding(url, ReplicaState.FOREIGN, why=why)
    if following.system != reached.system:
        why = f"The database {url} is not a replica of this one: it follows another server."
        return ReplicaStanding(url, ReplicaState.FOREIGN, why=why)
    if not following.replayed or following.timeline != reached.timeline:
        return ReplicaStanding(url, ReplicaState.BEHIND, following.age_s)
    if following.database != reached.database:
        why = f"The database {url} is another database of the same server, not a replica of this one."
        return ReplicaStanding(url, ReplicaState.FOREIGN, why=why)
    return ReplicaStanding(url, ReplicaState.CURRENT, 0.0)
