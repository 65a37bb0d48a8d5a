"""The one file of a backup: a zip of the dump and the manifest, whose comment is a seal over every other byte.

The seal is looked at first: of a file that was cut off or of which a single bit changed, nothing else is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.imports.files.opening import opened as opened_file
from firemode_desktop.services.backups.content import Content
from firemode_desktop.services.files import beside

FORMAT = 1
PROGRAM = "FireMode Desktop"
DUMP, MANIFEST = "database.dump", "manifest.json"
SEAL = b"sha256:"
DIGEST = 64
PIECE = 1 << 20
MOST_SAID = 16 << 20
"""Bytes of a manifest: a line for each table."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``dumped_by`` is the major version of the pg_dump that wrote the dump."""

    program: str
    made_at: datetime
    database: str
    revision: str | None
    server_version: str
    dumped_by: int
    dump_sha256: str
    dump_bytes: int
    content: Content

    def to_dict(self) -> dict[str, Any]:
        """As it is written."""
        return {
            "format": FORMAT,
            "program": {"name": PROGRAM, "version": self.program},
            "made_at": self.made_at.isoformat(),
            "database": self.database,
            "revision": self.revision,
            "server_version": self.server_version,
            "dump": {
                "file": DUMP,
                "sha256": self.dump_sha256,
                "bytes": self.dump_bytes,
                "pg_dump": self.dumped_by,
            },
            **self.content.to_dict(),
        }

    @classmethod
    def from_dict(cls, said: dict[str, Any]) -> Manifest:
        """From what was written. Raises KeyError, TypeError or ValueError where that is no manifest."""
        return cls(
            program=str(said["program"]["version"]),
            made_at=datetime.fromisoformat(said["made_at"]),
            database=str(said["database"]),
            revision=said["revision"],
            server_version=str(said["server_version"]),
            dumped_by=int(said["dump"]["pg_dump"]),
            dump_sha256=str(said["dump"]["sha256"]),
            dump_bytes=int(said["dump"]["bytes"]),
            content=Content.from_dict(said),
        )


@dataclass(frozen=True, slots=True)
class Bytes:
    """How many there are, and their SHA-256."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup whose seal and hashes are right; ``dump`` is a file that is there as long as this is open."""

    manifest: Manifest
    dump: Path


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


class Writing:
    """The file while it is being written."""

    def __init__(self, path: Path, made_at: datetime) -> None:
        self._path = path
        self._date = (made_at.year, made_at.month, made_at.day, made_at.hour, made_at.minute, made_at.second)
        path.touch(mode=0o600, exist_ok=False)
        self._zip = ZipFile(path, "w", ZIP_STORED)

    def add_dump(self, write: Callable[[Callable[[bytes], object]], object]) -> Bytes:
        """``write`` is handed where to write; the dump is compressed by itself, so it is stored as it is."""
        hashed, size = hashlib.sha256(), 0
        with self._zip.open(ZipInfo(DUMP, self._date), "w", force_zip64=True) as entry:

            def into(piece: bytes) -> None:
                nonlocal size
                entry.write(piece)
                hashed.update(piece)
                size += len(piece)

            write(into)
        return Bytes(size, hashed.hexdigest())

    def seal(self, manifest: Manifest) -> Bytes:
        """Add the manifest and close the file under its seal; the whole file's size and hash."""
        entry = ZipInfo(MANIFEST, self._date)
        self._zip.writestr(entry, json.dumps(manifest.to_dict(), indent=1, ensure_ascii=False), ZIP_DEFLATED)
        self._zip.comment = SEAL + b"0" * DIGEST
        self._zip.close()
        with self._path.open("r+b") as file:
            hashed = _hash_up_to_seal(file, size := self._path.stat().st_size)
            digest = hashed.hexdigest().encode("ascii")
            file.seek(size - DIGEST)
            file.write(digest)
            file.flush()
            os.fsync(file.fileno())
        hashed.update(digest)
        return Bytes(size, hashed.hexdigest())

    def close(self) -> None:
        """Close what is still open; does nothing after ``seal``."""
        self._zip.close()


@contextmanager
def writing(path: Path, made_at: datetime) -> Iterator[Writing]:
    """Write beside ``path``; what is there whole at the end takes its name, anything else leaves nothing behind."""
    try:
        with beside(path) as place:
            file = Writing(place, made_at)
            try:
                yield file
            finally:
                file.close()
    except OSError as error:
        raise Refused(f"The backup {path} cannot be written: {error.strerror or error}.") from error


def read_manifest(path: Path) -> Manifest:
    """The manifest of a backup whose seal is right. Raises Invalid, or Refused where the file cannot be read."""
    with _unsealed(path) as zipped:
        return _manifest(zipped, path)


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """The backup at ``path``, checked, with its dump as a file of its own that nobody else can read."""
    with tempfile.TemporaryDirectory(prefix="firemode-restore-") as folder:
        dump = Path(folder) / DUMP
        with _unsealed(path) as zipped:
            manifest = _manifest(zipped, path)
            _extract(zipped, dump, manifest, path)
        yield Opened(manifest, dump)


@contextmanager
def _unsealed(path: Path) -> Iterator[ZipFile]:
    try:
        _check_seal(path)
        with ZipFile(path) as zipped:
            yield zipped
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(path) from error
    except OSError as error:
        raise Refused(f"The backup {path} cannot be read: {error.strerror or error}.") from error


def _check_seal(path: Path) -> None:
    with opened_file(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size <= len(SEAL) + DIGEST:
            raise _damaged(path)
        hashed = _hash_up_to_seal(file, size)
        file.seek(size - DIGEST - len(SEAL))
        if file.read() != SEAL + hashed.hexdigest().encode("ascii"):
            raise _damaged(path)


def _damaged(path: Path) -> Invalid:
    return Invalid(f"{path.name} is no backup of this program, or it is damaged; nothing was changed.")


def _manifest(zipped: ZipFile, path: Path) -> Manifest:
    """Raises Invalid, also for a format that only a newer program writes."""
    try:
        said = json.loads(_bounded(zipped))
        if said["format"] != FORMAT:
            raise Invalid(f"{path.name} was written by a newer version of the program; nothing was changed.")
        return Manifest.from_dict(said)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise _damaged(path) from error


def _bounded(zipped: ZipFile) -> bytes:
    """The manifest as it is written: the seal proves that a file is whole, not who made it."""
    with zipped.open(MANIFEST) as file:
        said = file.read(MOST_SAID + 1)
    if len(said) > MOST_SAID:
        raise ValueError("no manifest is so long")
    return said


def _extract(zipped: ZipFile, dump: Path, manifest: Manifest, path: Path) -> None:
    """The dump as a file; raises Invalid where its hash is not the manifest's."""
    hashed = hashlib.sha256()
    try:
        source = zipped.open(DUMP)
    except KeyError as error:
        raise _damaged(path) from error
    with source, dump.open("wb") as target:
        left = manifest.dump_bytes
        while (piece := source.read(PIECE)) and (left := left - len(piece)) >= 0:
            hashed.update(piece)
            target.write(piece)
    if hashed.hexdigest() != manifest.dump_sha256:
        raise _damaged(path)


def _hash_up_to_seal(file: BinaryIO, size: int) -> _Hash:
    """SHA-256 over everything before the digest at the end of a file of ``size`` bytes."""
    hashed, left = hashlib.sha256(), size - DIGEST
    file.seek(0)
    while left and (piece := file.read(min(PIECE, left))):
        hashed.update(piece)
        left -= len(piece)
    return hashed
