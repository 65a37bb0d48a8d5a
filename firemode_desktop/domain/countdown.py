"""Instructions carried out against the clock: which one is under way, how much of its time is left, what is ticked.

A value; time is handed in as seconds that have passed::

    running = Countdown.of(instructions).started()
    running = running.passed(0.2)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil


@dataclass(frozen=True, slots=True)
class Instruction:
    """One line of how a test is done, and the seconds it takes (0: it takes as long as it takes)."""

    text: str
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Countdown:
    """``at`` is the instruction under way, past the end when all are done; ``left`` its seconds."""

    instructions: tuple[Instruction, ...] = ()
    at: int = 0
    left: float = 0.0
    running: bool = False
    ticked: frozenset[int] = frozenset()

    @classmethod
    def of(cls, instructions: Iterable[Instruction]) -> Countdown:
        """Standing before the first instruction."""
        return cls(tuple(instructions))._to(0)

    @property
    def current(self) -> Instruction | None:
        """The instruction under way."""
        return self.instructions[self.at] if self.at < len(self.instructions) else None

    @property
    def finished(self) -> bool:
        """Whether every instruction is through."""
        return bool(self.instructions) and self.current is None

    @property
    def figure(self) -> str:
        """The time left as it is shown: ``1:30``, ``0:07``."""
        seconds = ceil(self.left)
        return f"{seconds // 60}:{seconds % 60:02d}"

    def started(self) -> Countdown:
        """Counting the instruction under way down, from the first one again where all were through."""
        again = self.reset() if self.finished else self
        return replace(again, running=again.current is not None)

    def paused(self) -> Countdown:
        """Holding where it is."""
        return replace(self, running=False)

    def reset(self) -> Countdown:
        """Standing before the first instruction again, nothing ticked."""
        return Countdown.of(self.instructions)

    def passed(self, seconds: float) -> Countdown:
        """After ``seconds`` more: an instruction whose time is over is ticked, and the next one counts on."""
        now = self
        while now.running and now.current is not None and seconds >= now.left:
            seconds -= now.left
            now = now.done()
        return replace(now, left=now.left - seconds) if now.running and now.current is not None else now

    def done(self) -> Countdown:
        """With the instruction under way ticked, at the next one that is not."""
        return self if self.current is None else self.tick(self.at)

    def tick(self, place: int) -> Countdown:
        """With one instruction ticked, or no longer ticked; the first that is not is under way then."""
        changed = replace(self, ticked=self.ticked ^ {place})
        waiting = (at for at in range(len(self.instructions)) if at not in changed.ticked)
        first = next(waiting, len(self.instructions))
        return changed if first == self.at else changed._to(first)

    def _to(self, at: int) -> Countdown:
        known = at < len(self.instructions)
        left = float(self.instructions[at].seconds) if known else 0.0
        return replace(self, at=at, left=left, running=self.running and known)
