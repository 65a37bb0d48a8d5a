"""The zip around a foreign workbook: everything about it is checked before a byte of it is unpacked.

Sizes, names, places and packing must agree with each other; nothing is unpacked beyond what is announced and allowed.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from firemode_desktop.domain.errors import Invalid

MAX_MEMBERS = 2_000
MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes of all parts that are parsed, together: 10,000 rows of baselines are 5 MiB, 80,000 COBie attributes 57."""
MAX_RATIO = 200
"""A part above 1 MiB that shrinks by more than this is a bomb; a sheet of equal rows reaches about 40."""
_CHUNK = 1 << 18
_ENTRY = b"PK\x01\x02"

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    IndexError,
    OverflowError,
)


class Archive:
    """The members of a zip that can be trusted to be what their directory says."""

    def __init__(self, data: bytes) -> None:
        """Check the directory of ``data``; ``Invalid`` with one sentence when it cannot be an honest workbook."""
        self._left = MAX_UNPACKED
        if data.count(_ENTRY) > 2 * MAX_MEMBERS:  # before the directory is made into objects
            raise Invalid(f"This file is not a workbook: it packs more than {MAX_MEMBERS:,} files.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = _honest(self._zip, len(data))
        except _UNREADABLE as error:
            raise Invalid("This file is damaged: it is not a whole workbook.") from error
        self._by_name = {member.filename.lstrip("/"): member for member in self._members}

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members."""
        return tuple(self._by_name)

    def read(self, name: str) -> bytes:
        """One member, unpacked no further than ``MAX_UNPACKED`` in all; its checksum is verified."""
        member = self._by_name[name]
        if member.file_size > self._left:
            raise Invalid("This workbook is too large to be read; leave out sheets that are not needed, or split it.")
        parts, size = [], 0
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > member.file_size:
                        raise Invalid("This file is damaged: a part is larger than it says.")
                    parts.append(chunk)
        except _UNREADABLE as error:
            raise Invalid("This file is damaged: a part of it cannot be unpacked.") from error
        if size < member.file_size:
            raise Invalid("This file is damaged: a part is smaller than it says.")
        self._left -= size
        return b"".join(parts)


def _honest(archive: zipfile.ZipFile, size: int) -> list[zipfile.ZipInfo]:
    """The members when sizes, names and places of all of them agree with each other."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise Invalid(f"This file is not a workbook: it packs more than {MAX_MEMBERS:,} files.")
    names = [member.filename.lstrip("/").lower() for member in members]
    if len(set(names)) < len(names):
        raise Invalid("This file is damaged: it packs two parts of the same name.")
    for member in members:
        _check(member)
    if all(member.header_offset for member in members):
        raise Invalid("This file is damaged: something stands before its parts.")
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise Invalid("This file is damaged: its parts overlap.")
        end = member.header_offset + 30 + member.compress_size
    if end > size:
        raise Invalid("This file is damaged: a part of it is missing.")
    return members


def _check(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 0x1:
        raise Invalid("This workbook is protected by a password; save it without one.")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Invalid("This file is not a workbook: it is packed in an unusual way.")
    if {"..", "."} & set(member.filename.split("/")) or "\\" in member.filename:
        raise Invalid("This file is not a workbook: its parts have unusual names.")
    if member.file_size > 1 << 20 and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        raise Invalid("This file unpacks to far more than it could hold; it was not read.")
