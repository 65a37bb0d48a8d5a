"""Videos (MP4, MOV) and HEIC pictures: boxes in boxes (ISO/IEC 14496-12), of which only the small ones are read.

A video tells its length and when it was taken (``mvhd``, seconds since 1904 in UTC), a telephone's also where
(``©xyz``, ISO 6709); a HEIC its size (``ispe``). At most 4 MB of a file are looked at, and 2,000 boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from firemode_desktop.evidence.details import Details, Position
from firemode_desktop.evidence.pictures import UNREADABLE

_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_MOST_BYTES, _MOST_BOXES = 4 << 20, 2000
_INSIDE = {b"moov": 0, b"udta": 0, b"meta": 4, b"iprp": 0, b"ipco": 0}
"""Boxes whose boxes are read, and how many bytes stand before those."""
_PLACE = re.compile(rb"([+-]\d{1,2}(?:\.\d{1,8})?)([+-]\d{1,3}(?:\.\d{1,8})?)([+-]\d{1,5}(?:\.\d{1,8})?)?")


def read_boxes(source: Path, *, picture: bool) -> Details:
    """What a video or a HEIC tells about itself."""
    try:
        with source.open("rb") as file:
            found = list(_of_file(file, source.stat().st_size))
    except OSError:
        found = []
    if picture:
        width, height = max((_size(body) for name, body in found if name == b"ispe"), default=(0, 0))
        return Details(width, height) if width and height else Details(remarks=(UNREADABLE,))
    movie = next((body for name, body in found if name == b"mvhd"), None)
    if movie is None:
        return Details(remarks=("No video can be read from this file.",))
    place = next((body for name, body in found if name == b"\xa9xyz"), b"")
    taken, duration_s = _movie(movie)
    return Details(taken=taken, duration_s=duration_s, position=_position(place))


def _of_file(file: BinaryIO, size: int) -> Iterator[tuple[bytes, bytes]]:
    """The boxes of a file, those that hold boxes opened; what is large is stepped over."""
    place, count = 0, 0
    while place + 8 <= size and (count := count + 1) <= _MOST_BOXES:
        file.seek(place)
        head = file.read(16)
        length, name, start = _head(head, size - place)
        if length < start:
            return
        if name in _INSIDE and length <= _MOST_BYTES:
            file.seek(place + start)
            yield from _inside(name, file.read(length - start), [_MOST_BOXES])
        place += length


def _inside(name: bytes, body: bytes, left: list[int]) -> Iterator[tuple[bytes, bytes]]:
    """The boxes in a box, ``left`` counting down how many more are looked at."""
    place = _INSIDE[name]
    if name == b"meta" and body[4:8] == b"hdlr":
        place = 0  # QuickTime writes it without its version
    while place + 8 <= len(body) and left[0] > 0:
        left[0] -= 1
        length, kind, start = _head(body[place : place + 16], len(body) - place)
        if length < start:
            return
        inner = body[place + start : place + length]
        if kind in _INSIDE:
            yield from _inside(kind, inner, left)
        else:
            yield kind, inner
        place += length


def _head(head: bytes, rest: int) -> tuple[int, bytes, int]:
    """Length of a box with its head, its name, and where its content begins; a length of 0 means: to the end."""
    length, name = int.from_bytes(head[:4], "big"), head[4:8]
    if length == 1:
        return int.from_bytes(head[8:16], "big"), name, 16
    return length or rest, name, 8


def _size(body: bytes) -> tuple[int, int]:
    return int.from_bytes(body[4:8], "big"), int.from_bytes(body[8:12], "big")


def _movie(body: bytes) -> tuple[datetime | None, Decimal | None]:
    """When it was taken and how long it is, both None where the camera left them blank."""
    wide = body[:1] == b"\x01"
    step = 8 if wide else 4
    made = int.from_bytes(body[4 : 4 + step], "big")
    scale = int.from_bytes(body[4 + 2 * step : 8 + 2 * step], "big")
    ticks = int.from_bytes(body[8 + 2 * step : 8 + 3 * step], "big")
    taken = _EPOCH + timedelta(seconds=made) if 0 < made < 1 << 33 else None
    known = scale and ticks and len(body) >= 8 + 3 * step
    return taken, (Decimal(ticks) / scale).quantize(Decimal("0.1")) if known and ticks < 1 << 48 else None


def _position(body: bytes) -> Position | None:
    """``+33.8688+151.2093+025.0/`` behind four bytes of length and language."""
    found = _PLACE.match(body[4:])
    if found is None:
        return None
    latitude, longitude = Decimal(found[1].decode()), Decimal(found[2].decode())
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Position(latitude, longitude, Decimal(found[3].decode()) if found[3] else None)
