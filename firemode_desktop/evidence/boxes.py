"""Videos (MP4, MOV) and HEIC pictures: boxes in boxes (ISO/IEC 14496-12), of which only the small ones are read.

A video tells its length and when it was taken (``mvhd``, seconds since 1904 in UTC), a telephone's also where
(``©xyz``, ISO 6709); a HEIC its size (``ispe``) and its EXIF (the item of that type in ``iinf``, found by ``iloc``,
ISO/IEC 23008-12). At most 4 MB of a file are looked at, and 2,000 boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from firemode_desktop.evidence.details import Details, Position
from firemode_desktop.evidence.pictures import UNREADABLE, read_exif

_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_MOST_BYTES, _MOST_BOXES, _DEEPEST = 4 << 20, 2000, 16
_MOST_EXIF = 1 << 18
_INSIDE = {b"moov": 0, b"udta": 0, b"meta": 4, b"iprp": 0, b"ipco": 0}
"""Boxes whose boxes are read, and how many bytes stand before those."""
_PLACE = re.compile(rb"([+-]\d{1,2}(?:\.\d{1,8})?)([+-]\d{1,3}(?:\.\d{1,8})?)([+-]\d{1,5}(?:\.\d{1,8})?)?")


def read_boxes(source: Path, *, picture: bool) -> Details:
    """What a video or a HEIC tells about itself."""
    try:
        with source.open("rb") as file:
            found = list(_of_file(file, source.stat().st_size))
            if picture:
                return _picture(file, found)
    except OSError:
        found = []
    movie = next((body for name, body in found if name == b"mvhd"), None)
    if movie is None:
        return Details(remarks=("No video can be read from this file.",))
    place = next((body for name, body in found if name == b"\xa9xyz"), b"")
    taken, duration_s = _movie(movie)
    return Details(taken=taken, duration_s=duration_s, position=_position(place))


def _picture(file: BinaryIO, found: list[tuple[bytes, bytes]]) -> Details:
    """The size of the whole, not of its tiles, and what the camera wrote."""
    width, height = max((_size(body) for name, body in found if name == b"ispe"), default=(0, 0))
    if not width or not height:
        return Details(remarks=(UNREADABLE,))
    items, places = (next((body for name, body in found if name == kind), b"") for kind in (b"iinf", b"iloc"))
    item = _exif_item(items)
    place, length = _item_place(places, item) if item is not None else (0, 0)
    if not 10 < length <= _MOST_EXIF:
        return Details(width, height)
    file.seek(place)
    written = file.read(length)
    begins = 4 + int.from_bytes(written[:4], "big")  # where the TIFF header stands, behind four bytes that say so
    told = read_exif(b"Exif\0\0" + written[begins:])
    return replace(told, width=width, height=height)


def _exif_item(body: bytes) -> int | None:
    """The number of the item that is EXIF (``infe`` of version 2 or 3)."""
    place = 6 if body[:1] == b"\0" else 8
    for _ in range(_MOST_BOXES):
        length = int.from_bytes(body[place : place + 4], "big")
        entry = body[place + 8 : place + length]
        if length < 8 or not entry:
            return None
        wide = 4 if entry[:1] == b"\3" else 2
        if entry[4 + wide + 2 : 8 + wide + 2] == b"Exif":
            return int.from_bytes(entry[4 : 4 + wide], "big")
        place += length
    return None


def _item_place(body: bytes, item: int) -> tuple[int, int]:
    """Where the first piece of an item stands in the file, and its length; 0 and 0 where that is not told."""
    version, sizes = body[0] if body else 0, int.from_bytes(body[4:6], "big")
    of_offset, of_length, of_base, of_index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    of_index = of_index if version in (1, 2) else 0
    wide = 4 if version == 2 else 2
    cursor = _Cursor(body, 6)
    for _ in range(min(cursor.number(wide), _MOST_BOXES)):
        key = cursor.number(wide)
        method = cursor.number(2) & 15 if version in (1, 2) else 0
        cursor.number(2)
        base, pieces = cursor.number(of_base), cursor.number(2)
        for piece in range(min(pieces, _MOST_BOXES)):
            cursor.number(of_index)
            offset, length = cursor.number(of_offset), cursor.number(of_length)
            if key == item and piece == 0 and method == 0:
                return base + offset, length
    return 0, 0


class _Cursor:
    """Numbers out of bytes, one after the other; 0 behind the end."""

    def __init__(self, body: bytes, place: int) -> None:
        self._body, self._place = body, place

    def number(self, width: int) -> int:
        """The next number, of so many bytes."""
        found = self._body[self._place : self._place + width]
        self._place += width
        return int.from_bytes(found, "big")


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


def _inside(name: bytes, body: bytes, left: list[int], depth: int = 1) -> Iterator[tuple[bytes, bytes]]:
    """The boxes in a box, ``left`` counting down how many more are looked at; below ``_DEEPEST`` none is opened."""
    place = _INSIDE[name]
    if name == b"meta" and body[4:8] == b"hdlr":
        place = 0  # QuickTime writes it without its version
    while place + 8 <= len(body) and left[0] > 0:
        left[0] -= 1
        length, kind, start = _head(body[place : place + 16], len(body) - place)
        if length < start:
            return
        inner = body[place + start : place + length]
        if kind in _INSIDE and depth < _DEEPEST:
            yield from _inside(kind, inner, left, depth + 1)
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
