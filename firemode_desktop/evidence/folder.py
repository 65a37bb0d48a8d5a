"""A folder in which a file's name is the hash of its content.

A photo, a video, a document or a calibration certificate is stored once, under its SHA-256, and never changed. The
record in the database keeps the relative name, the hash, the size and the type; ``verify`` reads the file again.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.words import EvidenceType
from firemode_desktop.evidence import access, contents, thumbnails
from firemode_desktop.evidence.details import Details
from firemode_desktop.evidence.progress import Tell, in_silence

CHUNK = 1 << 20
THUMBNAILS = "thumbnails"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the store: its relative name, content hash (hex), size in bytes, media type and kind of evidence.

    ``details`` is what it tells about itself. ``settled`` is False while it waits to be sent to the office's bucket.
    """

    name: str
    sha256: str
    size_bytes: int
    mime_type: str
    evidence_type: EvidenceType
    details: Details = field(default_factory=Details)
    settled: bool = True

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "name": self.name,
            "sha256": self.sha256,
            "size_bytes": self.size_bytes,
            "mime_type": self.mime_type,
            "evidence_type": self.evidence_type.value,
            "details": self.details.to_dict(),
            "settled": self.settled,
        }

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> StoredFile:
        """Read back what ``to_dict`` wrote."""
        return cls(
            str(document["name"]),
            str(document["sha256"]),
            int(document["size_bytes"]),
            str(document["mime_type"]),
            EvidenceType(document["evidence_type"]),
            Details.from_dict(document.get("details") or {}),
            bool(document.get("settled", True)),
        )


class EvidenceFolder:
    """A content-addressed folder: ``ab/abcdef….jpg``. Writing the same content twice stores it once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def add(self, source: Path, tell: Tell = in_silence, *, name: str = "") -> StoredFile:
        """Copy ``source`` into the store; ``tell`` may stop it between two megabytes, and then nothing is kept.

        ``name`` is what it is called in a refusal, where that is not the name of the file.

        Raises:
            Missing: the file is not there.
            Invalid: it is empty, larger than 100 MB, of a type that is no evidence, or a picture of too many pixels.
            Refused: the store cannot be written.
        """
        called = name or source.name
        contents.kind_of(source, called)  # what is no evidence is not copied first
        try:
            return self._keep(source, called, tell)
        except OSError as error:
            raise Refused(f"“{called}” cannot be kept in {self.root}: {error.strerror}.") from error

    def _keep(self, source: Path, called: str, tell: Tell) -> StoredFile:
        """Write beside, flush, then rename: a file under its hash is always whole.

        The copy is what is judged: whoever exchanges the file meanwhile gets nothing else kept under its type.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        beside = self.root / f".incoming-{secrets.token_hex(8)}"
        digest, size, of = hashlib.sha256(), 0, source.stat().st_size
        try:
            with source.open("rb") as reading, beside.open("xb") as writing:
                while chunk := reading.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    contents.check_size(called, size)
                    writing.write(chunk)
                    tell(size, of)
                writing.flush()
                os.fsync(writing.fileno())
            mime_type, suffix, kind = contents.kind_of(beside, called)
            details = contents.details_of(beside, mime_type, called)
            name = f"{digest.hexdigest()[:2]}/{digest.hexdigest()}{suffix}"
            self._take(beside, name)
        finally:
            beside.unlink(missing_ok=True)
        settled = not access.is_set_up(self.root)
        return StoredFile(name, digest.hexdigest(), size, mime_type, kind, details, settled)

    def _take(self, beside: Path, name: str) -> None:
        target = self.root / name
        target.parent.mkdir(exist_ok=True)
        os.replace(beside, target)

    def add_bytes(self, content: bytes, name: str) -> StoredFile:
        """Keep what is in no file: a picture from the clipboard, called ``name``."""
        self.root.mkdir(parents=True, exist_ok=True)
        beside = self.root / f".incoming-{secrets.token_hex(8)}"
        try:
            beside.write_bytes(content)
            return self.add(beside, name=name)
        except OSError as error:
            raise Refused(f"“{name}” cannot be kept in {self.root}: {error.strerror}.") from error
        finally:
            beside.unlink(missing_ok=True)

    def holds(self, name: str) -> bool:
        """Whether there is a file of that name in the store."""
        target = (self.root / name).resolve()
        return target.is_relative_to(self.root.resolve()) and target.is_file()

    def path(self, name: str) -> Path:
        """The file behind a stored name; it never leaves the store.

        Raises:
            Missing: there is no such file in the store.
        """
        if not self.holds(name):
            raise Missing(f"The evidence file {name} is not in the store.", [name])
        return (self.root / name).resolve()

    def fetch(self, name: str, target: Path, tell: Tell = in_silence) -> None:
        """Copy the file behind a stored name to ``target``."""
        found = self.path(name)
        shutil.copyfile(found, target)
        tell(size := found.stat().st_size, size)

    def verify(self, name: str, sha256: str) -> bool:
        """Whether the stored file still has the content whose hash was recorded."""
        return file_sha256(self.path(name)) == sha256

    def thumbnail(self, name: str, mime_type: str) -> Path | None:
        """The small picture of a stored file, made at the first need; None where there is none to be had.

        Raises:
            Missing: there is no such file in the store.
        """
        original = self.path(name)
        small = self.root / THUMBNAILS / original.stem[:2] / f"{original.stem}.jpg"
        if not small.is_file():
            content = thumbnails.small_picture(original, mime_type)
            if content is None:
                return None
            small.parent.mkdir(parents=True, exist_ok=True)
            beside = small.with_name(f".{secrets.token_hex(8)}")
            beside.write_bytes(content)
            os.replace(beside, small)
        return small


def file_sha256(path: Path) -> str:
    """The hash of a file's content, as hex.

    Raises:
        Invalid: it cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise Invalid(f"{path.name} cannot be read: {error.strerror}.") from error
    return digest.hexdigest()
