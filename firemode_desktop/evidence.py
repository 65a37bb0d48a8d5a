"""Where evidence files lie: a folder in which a file's name is the hash of its content.

A photo, a video, a document or a calibration certificate is stored once, under its SHA-256, and never changed. The
record in the database keeps the relative name, the hash, the size and the type; ``verify`` reads the file again.
Limits: 100 MB a file (the customer's document, ``ck_evidence_file_size``); the type is decided by content, not by name
(specification, page 4).
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.words import EvidenceType

MAX_BYTES = 104_857_600
_CHUNK = 1 << 20

_SIGNATURES: tuple[tuple[int, bytes, str, str, EvidenceType], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg", ".jpg", EvidenceType.PHOTO),
    (0, b"\x89PNG\r\n\x1a\n", "image/png", ".png", EvidenceType.PHOTO),
    (8, b"WEBP", "image/webp", ".webp", EvidenceType.PHOTO),
    (4, b"ftypheic", "image/heic", ".heic", EvidenceType.PHOTO),
    (4, b"ftypqt", "video/quicktime", ".mov", EvidenceType.VIDEO),
    (4, b"ftyp", "video/mp4", ".mp4", EvidenceType.VIDEO),
    (0, b"%PDF-", "application/pdf", ".pdf", EvidenceType.DOCUMENT),
)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the store: its relative name, content hash (hex), size in bytes, media type and kind of evidence."""

    name: str
    sha256: str
    size_bytes: int
    mime_type: str
    evidence_type: EvidenceType


def recognise(head: bytes) -> tuple[str, str, EvidenceType] | None:
    """Media type, suffix and kind of evidence by the first bytes of a file; ``None`` for anything not accepted."""
    for offset, signature, mime_type, suffix, kind in _SIGNATURES:
        if head[offset : offset + len(signature)] == signature:
            return mime_type, suffix, kind
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return None
    return None if b"\x00" in head else ("text/plain", ".txt", EvidenceType.STRUCTURED_DATA)


class EvidenceFolder:
    """A content-addressed folder: ``ab/abcdef….jpg``. Writing the same content twice stores it once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def add(self, source: Path) -> StoredFile:
        """Copy ``source`` into the store.

        Raises:
            Missing: the file is not there.
            Invalid: it is empty, larger than 100 MB or of a type that is no evidence.
        """
        if not source.is_file():
            raise Missing(f"The evidence file “{source.name}” was not found.", [str(source)])
        size = source.stat().st_size
        if not 0 < size <= MAX_BYTES:
            raise Invalid(f"“{source.name}” has {size:,} bytes; evidence has 1 byte to 100 MB.")
        with source.open("rb") as file:
            known = recognise(file.read(512))
        if known is None:
            raise Invalid(
                f"“{source.name}” is not a photo, video, PDF or text that can be kept as evidence.",
                ["Accepted: JPEG, PNG, WebP, HEIC, MP4, MOV, PDF, plain text."],
            )
        mime_type, suffix, kind = known
        return self._keep(source, mime_type, suffix, kind)

    def _keep(self, source: Path, mime_type: str, suffix: str, kind: EvidenceType) -> StoredFile:
        """Write beside, flush, then rename: a file under its hash is always whole."""
        self.root.mkdir(parents=True, exist_ok=True)
        beside = self.root / f".incoming-{secrets.token_hex(8)}"
        digest, size = hashlib.sha256(), 0
        try:
            with source.open("rb") as reading, beside.open("xb") as writing:
                while chunk := reading.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    writing.write(chunk)
                writing.flush()
                os.fsync(writing.fileno())
            sha256 = digest.hexdigest()
            name = f"{sha256[:2]}/{sha256}{suffix}"
            target = self.root / name
            target.parent.mkdir(exist_ok=True)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
        return StoredFile(name, sha256, size, mime_type, kind)

    def path(self, name: str) -> Path:
        """The file behind a stored name; it never leaves the store.

        Raises:
            Missing: there is no such file in the store.
        """
        target = (self.root / name).resolve()
        if not target.is_relative_to(self.root.resolve()) or not target.is_file():
            raise Missing(f"The evidence file {name} is not in the store.", [name])
        return target

    def verify(self, name: str, sha256: str) -> bool:
        """Whether the stored file still has the content whose hash was recorded."""
        digest = hashlib.sha256()
        with self.path(name).open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest() == sha256
