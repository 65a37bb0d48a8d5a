"""What the rows of a register are called, so that a reference is read and shown by name.

A name is looked up within its parent: ``Level-8`` is a floor of the stair that stands in the same row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Named:
    """One row by its name; ``within`` is its parent (the stair of a floor), ``retired`` that it is out of service."""

    key: UUID
    name: str
    within: UUID | None = None
    retired: bool = False


def folded(text: str) -> str:
    """``text`` as names are compared: without regard to case or to runs of spaces."""
    return " ".join(text.split()).casefold()


class Names:
    """The names of one register, in its order. ``title`` and ``one`` are its words: ``Floors``, ``floor``."""

    def __init__(self, title: str, one: str, entries: Iterable[Named] = ()) -> None:
        self.title = title
        self.one = one
        self.entries = tuple(entries)
        self._by_key: Mapping[UUID, tuple[int, Named]] = {
            entry.key: (place, entry) for place, entry in enumerate(self.entries)
        }
        self._by_parent: dict[UUID | None, list[Named]] = {}
        self._by_name: dict[tuple[UUID | None, str], list[Named]] = {}
        for entry in self.entries:
            self._by_parent.setdefault(entry.within, []).append(entry)
            self._by_name.setdefault((entry.within, folded(entry.name)), []).append(entry)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def name(self, key: UUID) -> str:
        """What the row is called; ``?`` when there is none of that key."""
        found = self._by_key.get(key)
        return found[1].name if found else "?"

    def parent(self, key: UUID) -> UUID | None:
        """The row within which ``key`` stands, if any."""
        found = self._by_key.get(key)
        return found[1].within if found else None

    def place(self, key: UUID) -> int:
        """Its position in the register's own order; after all others when unknown."""
        found = self._by_key.get(key)
        return found[0] if found else len(self.entries)

    def ordered(self, keys: Iterable[UUID]) -> tuple[UUID, ...]:
        """``keys`` without repetition, in the register's own order."""
        return tuple(sorted(dict.fromkeys(keys), key=self.place))

    def of(self, within: UUID | None) -> tuple[Named, ...]:
        """All rows of one parent, in order (without a parent: all)."""
        return self.entries if within is None else tuple(self._by_parent.get(within, ()))

    def offered(self, within: UUID | None) -> tuple[Named, ...]:
        """The rows a person may still choose: those of the parent that are in service."""
        return tuple(entry for entry in self.of(within) if not entry.retired)

    def find(self, text: str, within: UUID | None) -> Named | str:
        """The one row called ``text``, or the sentence that says why there is none."""
        wanted = folded(text)
        found = self._by_name.get((within, wanted), []) if within else self._everywhere(wanted)
        if len(found) == 1:
            return found[0]
        if found:
            return f"{len(found)} {self.title.lower()} are called “{found[0].name}”."
        return f"There is no {self.one} called “{text}”.{self._suggestion(wanted, within)}"

    def _everywhere(self, wanted: str) -> list[Named]:
        return [entry for (_, name), found in self._by_name.items() if name == wanted for entry in found]

    def _suggestion(self, wanted: str, within: UUID | None) -> str:
        known = {folded(entry.name): entry.name for entry in self.offered(within)}
        near = get_close_matches(wanted, known, n=1, cutoff=0.6)
        return f" Did you mean “{known[near[0]]}”?" if near else ""


NOBODY = Names("Rows", "row")
