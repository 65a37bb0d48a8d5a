"""What was stamped, dragged or added in a sequence, to be taken back in turn; each test has its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID


@dataclass(frozen=True)
class Deed:
    """Another text in the field of a step, or an effect that was added: its place, and the text that stood there.

    ``before`` is None for an effect that was added.
    """

    place: int
    before: str | None = None


class Deeds:
    """The deeds of the test that is shown, the last one last."""

    def __init__(self) -> None:
        self._of: dict[UUID | None, list[Deed]] = {}
        self._key: UUID | None = None

    def show_test(self, key: UUID | None) -> None:
        """Another test is shown."""
        self._key = key

    def did(self, place: int, before: str | None = None) -> None:
        """Something was done."""
        self._of.setdefault(self._key, []).append(Deed(place, before))

    def last(self) -> Deed | None:
        """Take the last one out; None: there is none."""
        deeds = self._of.get(self._key)
        return deeds.pop() if deeds else None

    def without_added(self, place: int) -> None:
        """The effect that was added at that place is gone: those added behind it move up."""
        kept = [deed for deed in self._of.get(self._key, []) if deed.before is not None or deed.place != place]
        self._of[self._key] = [
            replace(deed, place=deed.place - 1) if deed.before is None and deed.place > place else deed for deed in kept
        ]

    def forget(self) -> None:
        """Nothing can be taken back any more: it is recorded, or was reset."""
        self._of.pop(self._key, None)
