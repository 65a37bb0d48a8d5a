"""How whoever copies a file of evidence is told how far it is, and may be stopped."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[int, int], object]
"""Told ``(bytes done, bytes in all)`` between two pieces of a file; may raise to stop there."""


def in_silence(_done: int, _of: int) -> None:
    """Nobody watches."""
