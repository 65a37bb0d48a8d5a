"""The events of a journal, what they come to, and how each is written as a line."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.services.packing import classes_of, pack, unpack

VERSION = 1
_SUM = re.compile(rb', "sum": "([0-9a-f]{8})"}$')


class Kind(StrEnum):
    """What sort of thing was entered."""

    RESULT = "result"
    LEFT_OUT = "left_out"
    """Skipped, or not possible."""
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose journal it is; the first line of each. ``database`` names the database without a password."""

    database: str
    person: str
    pid: int
    computer: str
    at: datetime
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the fields of a test (packed); None once nothing does."""

    session_id: UUID
    instance_id: UUID
    by: UUID
    at: datetime
    typed: Any


@dataclass(frozen=True, slots=True)
class Entered:
    """What a person entered for one test. ``content`` is what is to be recorded, ``typed`` what stood in the fields."""

    key: str
    kind: Kind
    session_id: UUID
    instance_id: UUID
    by: UUID
    by_name: str
    at: datetime
    title: str
    """Which test, in words."""
    words: str
    """What was entered, in words."""
    content: Any
    typed: Any = None


@dataclass(frozen=True, slots=True)
class Done:
    """It is on record, or a person decided that it is not to be."""

    key: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """It cannot be put on record."""

    key: str
    reason: str


Event = Draft | Entered | Done | Refusal
_CLASSES = classes_of(Owner, Draft, Entered, Done, Refusal)
Place = tuple[UUID, UUID]


@dataclass(frozen=True)
class Kept:
    """What the events of a journal come to. ``drafts`` are by person and test."""

    waiting: tuple[Entered, ...] = ()
    drafts: Mapping[Place, Draft] = field(default_factory=dict)
    refused: tuple[tuple[Entered, str], ...] = ()

    @property
    def idle(self) -> bool:
        """Whether nothing needs to be kept."""
        return not (self.waiting or self.drafts or self.refused)

    def after(self, *events: Event) -> Kept:
        """What it comes to once these have happened as well."""
        kept = self
        for event in events:
            kept = kept._after(event)
        return kept

    def events(self) -> Iterator[Event]:
        """The fewest events that come to the same."""
        for one, _reason in self.refused:
            yield one
        yield from self.waiting
        for one, reason in self.refused:
            yield Refusal(one.key, reason)
        for one, _reason in self.refused:  # a refused one stands in its fields again, unless it does not any more
            if (one.by, one.instance_id) not in self.drafts:
                yield Draft(one.session_id, one.instance_id, one.by, one.at, None)
        yield from self.drafts.values()

    def _after(self, event: Event) -> Kept:
        if isinstance(event, Draft):
            return replace(self, drafts=_with_draft(self.drafts, event))
        if isinstance(event, Entered):
            return self._entered(event)
        if isinstance(event, Done):
            return replace(self, waiting=_without(self.waiting, event.key), refused=self._refused_but(event.key))
        return self._refuse(event)

    def _entered(self, one: Entered) -> Kept:
        """A result takes the place of its draft, and of one for the same test that was refused."""
        if any(each.key == one.key for each in self.waiting):
            return self
        if one.kind is Kind.EVIDENCE:
            return replace(self, waiting=(*self.waiting, one))
        place = (one.by, one.instance_id)
        return Kept(
            (*self.waiting, one),
            {key: draft for key, draft in self.drafts.items() if key != place},
            tuple(
                pair
                for pair in self.refused
                if pair[0].kind is Kind.EVIDENCE or (pair[0].by, pair[0].instance_id) != place
            ),
        )

    def _refuse(self, event: Refusal) -> Kept:
        """It waits no more; what was typed for it stands in the fields again, unless something newer does."""
        one = next((each for each in self.waiting if each.key == event.key), None)
        if one is None:
            return self
        place = (one.by, one.instance_id)
        drafts = self.drafts
        if one.typed is not None and place not in drafts:
            drafts = _with_draft(drafts, Draft(one.session_id, one.instance_id, one.by, one.at, one.typed))
        return Kept(_without(self.waiting, one.key), drafts, (*self.refused, (one, event.reason)))

    def _refused_but(self, key: str) -> tuple[tuple[Entered, str], ...]:
        return tuple(pair for pair in self.refused if pair[0].key != key)


def _with_draft(drafts: Mapping[Place, Draft], draft: Draft) -> Mapping[Place, Draft]:
    place = (draft.by, draft.instance_id)
    rest = {key: each for key, each in drafts.items() if key != place}
    return rest if draft.typed is None else {**rest, place: draft}


def _without(waiting: tuple[Entered, ...], key: str) -> tuple[Entered, ...]:
    return tuple(each for each in waiting if each.key != key)


# --- lines -----------------------------------------------------------------------------------------------------------


def line(event: Event | Owner) -> bytes:
    """One event as a line: JSON, with the CRC-32 of what stands before it as its last member."""
    text = json.dumps(pack(event), ensure_ascii=True).encode()
    return text[:-1] + b', "sum": "%08x"}\n' % zlib.crc32(text)


def parse(text: bytes) -> Event | Owner:
    """The event of a line without its end.

    Raises:
        Invalid: it is not whole, was altered, or a newer program wrote it.
    """
    found = _SUM.search(text)
    whole = text[: found.start()] + b"}" if found else b""
    if found is None or int(found[1], 16) != zlib.crc32(whole):
        raise Invalid("The line is not whole.")
    event: Event | Owner = unpack(json.loads(whole), _CLASSES)
    return event


@dataclass(frozen=True)
class Read:
    """A journal as it was found: whose it is, what it comes to, and the lines that could not be read (from 1)."""

    owner: Owner | None
    kept: Kept
    unread: tuple[int, ...] = ()
    torn: bool = False
    """The last line was being written when the power went; nobody had been told that it was kept."""
    ends: bool = True
    """Whether it ends with the end of a line."""


def read(data: bytes) -> Read:
    """Read a journal; what cannot be read is left out, and told."""
    lines = data.split(b"\n")
    owner, events, unread = None, [], []
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            event = parse(text)
        except Invalid:
            unread.append(number)
            continue
        if isinstance(event, Owner):
            owner = owner or event
        else:
            events.append(event)
    torn = bool(unread) and unread[-1] == len(lines)
    return Read(owner, Kept().after(*events), tuple(unread[:-1] if torn else unread), torn, not lines[-1])


def many(entries: Iterable[Entered]) -> str:
    """``3 readings``, ``1 file``, ``2 entries``."""
    kinds = [one.kind for one in entries]
    one, more = {Kind.RESULT: ("reading", "readings"), Kind.EVIDENCE: ("file", "files")}.get(
        kinds[0] if len(set(kinds)) == 1 else Kind.LEFT_OUT, ("entry", "entries")
    )
    return f"{len(kinds)} {one if len(kinds) == 1 else more}"
