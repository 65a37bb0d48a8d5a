"""What a file is, by its content and never by its name; and what is refused before it is kept.

Limits: 1 byte to 100 MB a file (the customer's document, ``ck_evidence_file_size``); 120 million pixels a picture,
which leaves room for the largest telephone camera and none for a picture made to fill the memory (page 4).
"""

from __future__ import annotations

from pathlib import Path

from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.words import EvidenceType
from firemode_desktop.evidence.boxes import read_boxes
from firemode_desktop.evidence.details import Details
from firemode_desktop.evidence.pictures import PICTURES, read_picture

MAX_BYTES = 104_857_600
MAX_PIXELS = 120_000_000
HEAD = 512
ACCEPTED = "Accepted: JPEG, PNG, WebP, HEIC, MP4, MOV, PDF, plain text."

_SIGNATURES: tuple[tuple[int, bytes, str, str, EvidenceType], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg", ".jpg", EvidenceType.PHOTO),
    (0, b"\x89PNG\r\n\x1a\n", "image/png", ".png", EvidenceType.PHOTO),
    (8, b"WEBP", "image/webp", ".webp", EvidenceType.PHOTO),
    (4, b"ftyphei", "image/heic", ".heic", EvidenceType.PHOTO),
    (4, b"ftyphev", "image/heic", ".heic", EvidenceType.PHOTO),
    (4, b"ftypmif1", "image/heic", ".heic", EvidenceType.PHOTO),
    (4, b"ftypqt", "video/quicktime", ".mov", EvidenceType.VIDEO),
    (4, b"ftyp", "video/mp4", ".mp4", EvidenceType.VIDEO),
    (0, b"%PDF-", "application/pdf", ".pdf", EvidenceType.DOCUMENT),
)
_NO_VIDEO = (b"avif", b"avis", b"crx ", b"M4A ", b"M4B ")
"""Brands of the same family of files that are no video: other pictures, and sound."""


def recognise(head: bytes) -> tuple[str, str, EvidenceType] | None:
    """Media type, suffix and kind of evidence by the first bytes of a file; ``None`` for anything not accepted."""
    if head[4:8] == b"ftyp" and head[8:12] in _NO_VIDEO:
        return None
    for offset, signature, mime_type, suffix, kind in _SIGNATURES:
        if head[offset : offset + len(signature)] == signature:
            return mime_type, suffix, kind
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return None
    return None if b"\x00" in head else ("text/plain", ".txt", EvidenceType.STRUCTURED_DATA)


def check_size(name: str, size: int) -> None:
    """Raises ``Invalid`` where a file is empty or larger than 100 MB."""
    if not 0 < size <= MAX_BYTES:
        raise Invalid(f"“{name}” has {size:,} bytes; evidence has 1 byte to 100 MB.")


def kind_of(source: Path, name: str) -> tuple[str, str, EvidenceType]:
    """Media type, suffix and kind of evidence of the file called ``name``, which may be kept.

    Raises:
        Missing: the file is not there.
        Invalid: it is empty, too large, or of a type that is no evidence.
    """
    try:
        if not source.is_file():
            raise Missing(f"The evidence file “{name}” was not found.", [str(source)])
        check_size(name, source.stat().st_size)
        with source.open("rb") as file:
            known = recognise(file.read(HEAD))
    except OSError as error:
        raise Invalid(f"“{name}” cannot be read: {error.strerror}.") from error
    if known is None:
        raise Invalid(f"“{name}” is not a photo, video, PDF or text that can be kept as evidence.", [ACCEPTED])
    return known


def details_of(source: Path, mime_type: str, name: str) -> Details:
    """What the file called ``name`` tells about itself; what cannot be read becomes a remark.

    Raises:
        Invalid: it is a picture of more pixels than any camera takes.
    """
    if mime_type in PICTURES:
        details = read_picture(source, mime_type)
    elif mime_type in ("image/heic", "video/mp4", "video/quicktime"):
        details = read_boxes(source, picture=mime_type == "image/heic")
    else:
        return Details()
    pixels = (details.width or 0) * (details.height or 0)
    if pixels > MAX_PIXELS:
        size = f"{details.width} × {details.height} pixels"
        raise Invalid(f"“{name}” claims {size}; a picture of more than 120 million is not opened, and not kept.")
    return details
