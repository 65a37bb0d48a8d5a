"""The log, proved: the chain followed from its beginning, and every row held against the last word on it."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.database import stoppable
from firemode_desktop.domain.audit_chain import (
    BEGIN,
    LOGGED,
    NAME,
    Finding,
    Head,
    Walk,
    Wrong,
    shorter,
)
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.opening import opened
from firemode_desktop.queries import audit, audit_chain
from firemode_desktop.services import guards

Tell = Callable[[int, int, str], object]
"""Told how far the work is; what it raises stops it."""
MOST = 20
"""So many of one kind are named one by one; the others are counted."""
CLOCK_S = 2.0
"""Entries of statements that ran at the same time may be written in another order than their times, but not by more."""
EVERY = 100
FOLLOWING = "Following the chain of the log"
LONGEST = 1 << 28
"""Bytes of a line of an exported log: the payload of one statement, however many rows it wrote."""
FORMAT = "FireMode audit export 1"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found: nothing wrong where ``findings`` is empty. ``warnings`` are told and break nothing."""

    head: Head
    entries: int
    rows_of: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


class _Steps:
    """How far the work is, told when that is new, and again while a long statement runs; one thread at a time."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._last = 0, 0, ""
        self._one_at_a_time = threading.Lock()

    def at(self, done: int, of: int, text: str) -> None:
        """This is being done now."""
        with self._one_at_a_time:
            self._last = done, of, text
            self._tell(*self._last)

    def again(self) -> None:
        """It still is."""
        with self._one_at_a_time:
            if self._last[2]:
                self._tell(*self._last)


def verify(session: Session, tell: Tell, remembered: Head | None = None) -> Proof:
    """Follow the chain, and hold every row of every logged table against it; time grows with the log and the rows.

    ``session`` has to see one moment (``Database.read``). ``remembered`` is the end of the chain as this computer saw
    it last. ``tell`` is called by another thread too while a statement runs; what it raises stops that statement.
    """
    steps = _Steps(tell)
    with stoppable(session, steps.again):
        return _verify(session, steps.at, remembered)


def _verify(session: Session, tell: Tell, remembered: Head | None) -> Proof:
    head, of = audit_chain.head(session), audit.entries(session) + len(LOGGED)
    tell(0, of, FOLLOWING)
    walk, findings = Walk(), list[Finding]()
    for seq, stored, number, entry in audit_chain.links(session):
        found = walk.step(seq, stored, number, entry.payload_sha256 if entry else None)
        if found is not None:
            findings.append(found)
        if walk.entries % EVERY == 0:
            tell(min(walk.entries, of), of, FOLLOWING)
    findings += _present(walk.end(head.seq, head.hash))
    if remembered is not None and remembered.ledger == head.ledger:
        findings += _present(shorter(remembered, head, audit_chain.hash_at(session, remembered.seq)))
    findings += [
        Finding(Wrong.UNLINKED, f"Entry {number:,} of the log is in no place of the chain.")
        for number in audit_chain.unlinked(session, MOST)
    ]
    findings += [
        Finding(
            Wrong.SEAL,
            f"The session “{one.session_name}” was approved at a head that the chain does not have: {one.audit_head}.",
        )
        for one in audit_chain.foreign_seals(session, MOST)
    ]
    tell(of - len(LOGGED), of, "Looking at the guards")
    guarded = guards.look(session)
    findings += [Finding(Wrong.GUARD, sentence) for sentence in guarded.off]
    for place, table in enumerate(LOGGED):
        tell(of - len(LOGGED) + place, of, f"Holding the rows of {table} against the log")
        findings += _rows(session, table)
    warnings = tuple(
        f"The server's clock went back: entry {one.entry_id:,} is of {one.at:%d %b %Y, %H:%M:%S}, the one before of "
        f"{one.before:%d %b %Y, %H:%M:%S}."
        for one in audit_chain.backwards(session, CLOCK_S, MOST)
    )
    warnings += guarded.foreign
    return Proof(head, walk.entries, tuple(LOGGED), tuple(findings), warnings)


def _present(found: Finding | None) -> list[Finding]:
    return [found] if found is not None else []


def _rows(session: Session, table: str) -> Iterator[Finding]:
    """Rows that are not as the log last told them."""
    found = audit_chain.strangers(session, table, MOST)
    for key, logged, present, _ in found:
        where = f"{table}, {key}"
        if logged is None:
            yield Finding(Wrong.UNLOGGED, f"This row was never logged: {where}.")
        elif present is None:
            yield Finding(Wrong.VANISHED, f"This row is not there any more, and nothing says so: {where}.")
        else:
            yield Finding(Wrong.EDITED, f"This row is not as the log last told it: {where}.")
    if found and found[0][3] > len(found):
        yield Finding(Wrong.EDITED, f"{found[0][3] - len(found):,} more rows of {table} are not as the log tells them.")


# --- exports ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: how many entries stand in it whole, of how many."""

    whole: int
    entries: int
    head: Head


def export(session: Session, path: Path, made_at: datetime, tell: Tell, building_id: UUID | None = None) -> Exported:
    """Write the log as lines of JSON, with what proves it; of one building, the entries of others by their hash alone.

    ``session`` has to see one moment. Anybody can check the file with a hash program: the first line says how.
    """
    head, of, whole = audit_chain.head(session), audit.entries(session), 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _line(file.write, {
            "format": FORMAT, "ledger": str(head.ledger), "made_at": made_at.isoformat(),
            "building": str(building_id) if building_id else None, "begin": BEGIN.hex(), "seq": head.seq,
            "hash": head.hash.hex(),
            "how": "hash = sha256(hash before, then sha256 of payload), both as bytes; payload in UTF-8 as it stands",
        })  # fmt: skip
        for seq, stored, number, entry in audit_chain.links(session):
            line: dict[str, object] = {"seq": seq, "entry": number, "hash": stored.hex()}
            if entry is not None and (building_id is None or entry.building_id in (building_id, None)):
                line["payload"] = entry.payload.decode("utf-8")
                whole += 1
            else:
                line["payload_sha256"] = entry.payload_sha256.hex() if entry else None
            _line(file.write, line)
            if seq % EVERY == 0:
                tell(seq, of, "Writing the log")
    return Exported(whole, head.seq, head)


def _line(write: Callable[[str], object], said: dict[str, object]) -> None:
    write(json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n")


def check(path: Path) -> Proof:
    """Follow the chain of an exported file; needs no database.

    Raises:
        Invalid: this is no such file, or it is damaged; with the line.
    """
    with opened(path) as file:
        return follow(file, path.name)


def follow(file: IO[bytes], name: str, hear: Callable[[str], object] = lambda _: None) -> Proof:
    """Follow the chain of an exported log called ``name``; ``hear`` is handed the payload of each entry that is whole.

    Raises:
        Invalid: as ``check``.
    """
    walk, findings = Walk(), list[Finding]()
    try:
        lines = iter(lambda: file.readline(LONGEST + 1), b"")
        first = json.loads(_within(next(lines, b"")))
        if first["format"] != FORMAT:
            raise Invalid(f"{name} is of the form {first['format']!r}; this program reads {FORMAT!r}.")
        head = Head(UUID(first["ledger"]), int(first["seq"]), bytes.fromhex(first["hash"]))
        for line in lines:
            said = json.loads(_within(line))
            found = walk.step(int(said["seq"]), bytes.fromhex(said["hash"]), int(said["entry"]), _hashed(said))
            findings += _present(found)
            if said.get("payload") is not None:
                hear(said["payload"])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        if not walk.entries:
            said = f"{name} is no log that “audit export” wrote, or its first lines are damaged."
            raise Invalid(said, [str(error)]) from error
        said = f"{name}, line {walk.entries + 2:,} cannot be read: the file is damaged, or ends too soon."
        raise Invalid(said, [str(error)]) from error
    findings += _present(walk.end(head.seq, head.hash))
    return Proof(head, walk.entries, (), tuple(findings))


def _within(line: bytes) -> str:
    if len(line) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST >> 20} MB")
    return line.decode("utf-8")


def _hashed(said: dict[str, str | None]) -> bytes | None:
    payload, short = said.get("payload"), said.get("payload_sha256")
    if payload is not None:
        if not payload.startswith(NAME + "\n"):
            raise ValueError("the payload of an entry begins otherwise")
        return hashlib.sha256(payload.encode("utf-8")).digest()
    return bytes.fromhex(short) if short else None
