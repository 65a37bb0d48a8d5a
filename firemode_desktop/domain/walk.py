"""The walk through a session: where one stands in it, what is left at a place, and how long the rest will take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firemode_desktop.domain.running import RunTest

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Position:
    """Where a test stands in the walk. ``here`` counts what is to do at its place, the test itself included."""

    number: int
    of: int
    here: int

    @property
    def words(self) -> str:
        """``37 of 178 · 4 to do here``."""
        left = f"{self.here} to do here" if self.here else "all done here"
        return f"{self.number} of {self.of} · {left}"


def position(tests: Sequence[RunTest], one: RunTest) -> Position:
    """Where ``one`` stands among the tests of its session in walking order."""
    number = next((at for at, each in enumerate(tests, start=1) if each.instance_id == one.instance_id), 0)
    here = sum(each.to_do and each.where == one.where for each in tests)
    return Position(number, len(tests), here)


def step_from(tests: Sequence[RunTest], one: RunTest | None, by: int) -> RunTest | None:
    """The test ``by`` places on in walking order, held at the ends; the first where one stands nowhere yet."""
    if not tests:
        return None
    at = next((at for at, each in enumerate(tests) if one is not None and each.instance_id == one.instance_id), None)
    return tests[0] if at is None else tests[max(0, min(len(tests) - 1, at + by))]


def seconds_left(tests: Iterable[RunTest]) -> int:
    """Seconds that the instructions of all tests to do allow for; walking between them is not counted."""
    return sum(one.seconds for one in tests if one.to_do)


def about(seconds: int) -> str:
    """A length of time to plan by: ``40 s``, ``~12 min``, ``~2 h 40``; hours to five minutes, always rounded up."""
    if seconds < MINUTE:
        return f"{seconds} s"
    minutes = -(-seconds // MINUTE)
    if minutes < 60:
        return f"~{minutes} min"
    minutes = -(-minutes // 5) * 5
    return f"~{minutes // 60} h {minutes % 60:02d}" if minutes % 60 else f"~{minutes // 60} h"
