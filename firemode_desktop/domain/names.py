"""What the rows of a register are called, so that a reference is read and shown by name.

A name is looked up within its parent: ``Level-8`` is a floor of the stair that stands in the same row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from itertools import repeat
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from firemode_desktop.domain.order import in_order

FEW = 500
_NUMBER = attrgetter("int")
Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class Named:
    """One row by its name; ``within`` is its parent (the stair of a floor), ``retired`` that it is out of service.

    ``rank`` is what the register is ordered by; names without ranks stay in the order in which they are given.
    """

    key: UUID
    name: str
    within: UUID | None = None
    retired: bool = False
    rank: tuple[Any, ...] = field(default=(), compare=False, repr=False)


def folded(text: str) -> str:
    """``text`` as names are compared: without regard to case or to runs of spaces."""
    return " ".join(text.split()).casefold()


def _rank(entry: Named) -> tuple[Any, ...]:
    return entry.rank


class Names:
    """The names of one register, in its order. ``title`` and ``one`` are its words: ``Floors``, ``floor``."""

    def __init__(self, title: str, one: str, entries: Iterable[Named] = ()) -> None:
        self.title = title
        self.one = one
        self.entries = tuple(in_order(entries, _rank))
        self._by_key: Mapping[UUID, Named] = {entry.key: entry for entry in self.entries}
        by_parent: dict[UUID | None, list[Named]] = {}
        by_name: dict[tuple[UUID | None, str], list[Named]] = {}
        for entry in self.entries:
            by_parent.setdefault(entry.within, []).append(entry)
            by_name.setdefault((entry.within, folded(entry.name)), []).append(entry)
        self._by_parent: Mapping[UUID | None, list[Named]] = by_parent
        self._by_name: Mapping[tuple[UUID | None, str], list[Named]] = by_name

    def changed(self, gone: Iterable[UUID], come: Iterable[Named]) -> Names:
        """These names after a few went and others came (one that is renamed does both), all of them with ranks."""
        left, arrived = [self._by_key[key] for key in gone if key in self._by_key], list(come)
        if (len(left) + len(arrived)) * 8 > len(self.entries):
            keys = {entry.key for entry in left}
            return Names(self.title, self.one, [*(e for e in self.entries if e.key not in keys), *arrived])
        made = Names(self.title, self.one)
        made.entries = tuple(_moved(self.entries, left, arrived))
        by_key = {**self._by_key}
        for entry in left:
            del by_key[entry.key]
        by_key.update((entry.key, entry) for entry in arrived)
        made._by_key = by_key
        made._by_parent = _regrouped(self._by_parent, [(e.within, e) for e in left], [(e.within, e) for e in arrived])
        made._by_name = _regrouped(
            self._by_name,
            [((e.within, folded(e.name)), e) for e in left],
            [((e.within, folded(e.name)), e) for e in arrived],
        )
        return made

    @cached_property
    def _places(self) -> Mapping[UUID, int]:
        return {entry.key: place for place, entry in enumerate(self.entries)}

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def name(self, key: UUID) -> str:
        """What the row is called; ``?`` when there is none of that key."""
        found = self._by_key.get(key)
        return found.name if found else "?"

    def parent(self, key: UUID) -> UUID | None:
        """The row within which ``key`` stands, if any."""
        found = self._by_key.get(key)
        return found.within if found else None

    def place(self, key: UUID) -> int:
        """Its position in the register's own order; after all others when unknown."""
        return self._places.get(key, len(self.entries))

    def called(self, keys: Iterable[UUID]) -> list[str]:
        """``name`` of each: thousands at once, found by their numbers, which are looked up sooner than keys are."""
        return list(map(self._called.get, map(_NUMBER, keys), repeat("?")))

    def standing(self, keys: Iterable[UUID]) -> list[int]:
        """``place`` of each."""
        return list(map(self._standing.get, map(_NUMBER, keys), repeat(len(self.entries))))

    @cached_property
    def _called(self) -> Mapping[int, str]:
        return {entry.key.int: entry.name for entry in self.entries}

    @cached_property
    def _standing(self) -> Mapping[int, int]:
        return {entry.key.int: place for place, entry in enumerate(self.entries)}

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
        return [entry for parent in self._by_parent for entry in self._by_name.get((parent, wanted), ())]

    def _suggestion(self, wanted: str, within: UUID | None) -> str:
        """A name that was perhaps meant; among thousands that would take seconds and mean little."""
        if len(self.of(within)) > FEW:
            return ""
        known = {folded(entry.name): entry.name for entry in self.offered(within)}
        near = get_close_matches(wanted, known, n=1, cutoff=0.6)
        return f" Did you mean “{known[near[0]]}”?" if near else ""


def _moved(entries: Iterable[Named], gone: Iterable[Named], come: Iterable[Named]) -> list[Named]:
    """``entries``, in order, without some and with others at their places."""
    made = list(entries)
    for entry in gone:
        del made[bisect_left(made, entry.rank, key=_rank)]
    for entry in come:
        made.insert(bisect_left(made, entry.rank, key=_rank), entry)
    return made


def _regrouped(
    groups: Mapping[Group, list[Named]], gone: Iterable[tuple[Group, Named]], come: Iterable[tuple[Group, Named]]
) -> Mapping[Group, list[Named]]:
    """``groups`` after some entries left theirs and others joined one; no list that was there is touched."""
    moves: dict[Group, tuple[list[Named], list[Named]]] = {}
    for group, entry in gone:
        moves.setdefault(group, ([], []))[0].append(entry)
    for group, entry in come:
        moves.setdefault(group, ([], []))[1].append(entry)
    made = {**groups}
    for group, move in moves.items():
        made[group] = _moved(groups.get(group, ()), *move)
        if not made[group]:
            del made[group]
    return made


NOBODY = Names("Rows", "row")
