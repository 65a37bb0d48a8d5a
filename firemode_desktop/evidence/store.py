"""What a place that keeps evidence must be able to do. The folder and the bucket can."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

Tell = Callable[[int, int], object]
"""Told ``(bytes done, bytes in all)`` between two pieces of a file; may raise to stop there."""


def in_silence(_done: int, _of: int) -> None:
    """Nobody watches."""


class EvidenceStore(Protocol):
    """Files under names that are made of their content; nothing in it is ever overwritten."""

    def holds(self, name: str) -> bool:
        """Whether there is a file of that name."""
        ...

    def fetch(self, name: str, target: Path, tell: Tell = in_silence) -> None:
        """Write the file of that name to ``target``; ``Missing`` where there is none."""
        ...

    def verify(self, name: str, sha256: str) -> bool:
        """Whether the file still has the content whose hash was recorded; ``Missing`` where there is none."""
        ...
