"""A building's file, proved without a database: parts by their hashes, records by the log, the log by its chain."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from firemode_desktop.domain.audit_chain import DIGEST, GONE, LOGGED, Finding, Wrong
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.files.opening import opened
from firemode_desktop.services import auditing
from firemode_desktop.services.building_files import (
    FORMAT,
    LOG,
    MANIFEST,
    RECORDS,
    SHARED,
    Manifest,
)

MOST_SAID = 64 << 20
"""Bytes of a manifest: a line for each file of evidence."""
PIECE = 1 << 20
LINES = 12
"""Lines of a payload; what is said of rows is in the last ones (``domain/audit_chain.Entry.payload``)."""
BUILDING, TABLE, KEYS, DIGESTS = 6, 7, 9, 10
TOO_MUCH = 200
"""A part that is so many times as large as what is packed is no part of such a file."""

_Word = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a building's file is, its own SHA-256, and what is wrong with it: nothing where ``findings`` is empty."""

    manifest: Manifest
    sha256: str
    findings: tuple[Finding, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


@dataclass
class _Log:
    """The last word on each record: its hash, and whether it was told of under this building."""

    building: str
    last: dict[_Word, tuple[bytes, bool]] = field(default_factory=dict)

    def hear(self, payload: str) -> None:
        lines = payload.split("\n", LINES - 1)
        keys = lines[KEYS].split(",") if lines[KEYS] else []
        digests = bytes.fromhex(lines[DIGESTS]) if lines[DIGESTS] != "-" else b""
        for place, key in enumerate(keys):
            digest = digests[DIGEST * place : DIGEST * (place + 1)]
            self.last[lines[TABLE], UUID(key)] = digest, lines[BUILDING] == self.building


def check(path: Path, tell: Callable[[int, int, str], object]) -> Checked:
    """Hold a building's file against itself; ``tell`` may stop it.

    Raises:
        Missing, Invalid: there is none, it is no such file, or it is damaged so that it cannot be read.
    """
    try:
        with opened(path) as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            with ZipFile(file) as packed:
                manifest = _manifest(packed, path.name)
                findings = [*_parts(packed, manifest, path.name, tell), *_records(packed, manifest, path.name, tell)]
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise Invalid(f"{path.name} is damaged, or is no file of a building: {error}.") from error
    return Checked(manifest, sha256, tuple(findings))


def _manifest(packed: ZipFile, name: str) -> Manifest:
    names = packed.namelist()
    if MANIFEST not in names:
        raise Invalid(f"{name} is no file of a building: there is no {MANIFEST} in it.")
    if len(set(names)) < len(names):
        raise Invalid(f"{name} has two parts of one name.")
    for entry in packed.infolist():
        small = entry.file_size <= PIECE or entry.file_size <= TOO_MUCH * entry.compress_size
        if not small or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or entry.flag_bits & 1:
            raise Invalid(f"{name} is no file of a building: {entry.filename} is packed in another way.")
    with packed.open(MANIFEST) as file:
        written = file.read(MOST_SAID + 1)
    try:
        said = json.loads(written) if len(written) <= MOST_SAID else {}
        if said["format"] != FORMAT:
            raise Invalid(f"{name} is of the form {said['format']!r}; this program reads {FORMAT!r}.")
        return Manifest.from_dict(said)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise Invalid(f"{name} is no file of a building: {MANIFEST} cannot be understood.") from error


def _parts(packed: ZipFile, manifest: Manifest, name: str, tell: Callable[..., object]) -> Iterator[Finding]:
    there = set(packed.namelist()) - {MANIFEST}
    for part in sorted(there - set(manifest.members)):
        yield Finding(Wrong.UNLOGGED, f"{part} lies in {name}, and its manifest does not name it.")
    for number, (part, said) in enumerate(manifest.members.items()):
        tell(number, len(manifest.members), f"Reading {part}")
        if part not in there:
            yield Finding(Wrong.VANISHED, f"{part} is missing from {name}.")
        elif _sha256(packed, part) != said.sha256:
            yield Finding(Wrong.EDITED, f"{part} is not as it was written.")


def _sha256(packed: ZipFile, part: str) -> str:
    hashed = hashlib.sha256()
    with packed.open(part) as file:
        while piece := file.read(PIECE):
            hashed.update(piece)
    return hashed.hexdigest()


def _records(packed: ZipFile, manifest: Manifest, name: str, tell: Callable[..., object]) -> Iterator[Finding]:
    """The chain of the log, and the records against it."""
    log = _Log(str(manifest.building_id))
    if LOG not in packed.namelist():
        return
    tell(0, 1, auditing.FOLLOWING)
    with packed.open(LOG) as file:
        proof = auditing.follow(file, f"{name}, {LOG}", log.hear)
    yield from proof.findings
    if proof.head != manifest.head:
        yield Finding(Wrong.CUT, f"The log in {name} does not end where the manifest says.")
    for number, table in enumerate(LOGGED):
        part = f"{RECORDS}/{table}.jsonl"
        if part in packed.namelist():
            tell(number, len(LOGGED), f"Holding the rows of {table} against the log")
            with packed.open(part) as file:
                yield from _rows(table, file, log)


def _rows(table: str, file: IO[bytes], log: _Log) -> Iterator[Finding]:
    present = set()
    for number, line in enumerate(iter(lambda: file.readline(auditing.LONGEST), b""), 1):
        key = _key(table, line, number)
        present.add(key)
        digest, _ = log.last.get((table, key), (b"", False))
        if not digest and table not in SHARED:
            yield Finding(Wrong.UNLOGGED, f"This row was never logged: {table}, {key}.")
        elif digest and digest != hashlib.sha256(line.rstrip(b"\n")).digest():
            yield Finding(Wrong.EDITED, f"This row is not as the log last told it: {table}, {key}.")
    if table not in SHARED:
        for (of, key), (digest, here) in log.last.items():
            if of == table and here and digest not in (GONE, b"") and key not in present:
                yield Finding(
                    Wrong.VANISHED, f"This row is not there, and the log does not say that it went: {table}, {key}."
                )


def _key(table: str, line: bytes, number: int) -> UUID:
    try:
        row: dict[str, Any] = json.loads(line)
        value = str(row[LOGGED[table].key])
        if LOGGED[table].key == "file_sha256":
            return UUID(hashlib.md5(value.encode(), usedforsecurity=False).hexdigest())
        return UUID(value)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Invalid(f"{table}, line {number:,} cannot be read: it is no record of this kind.") from error
