"""Size, time, place and camera of a JPEG, PNG or WebP, from its header alone: no pixel is decoded here.

EXIF as in CIPA DC-008: DateTimeOriginal with OffsetTimeOriginal, the GPS directory, make and model.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from firemode_desktop.evidence.details import Details, Position

PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
UNREADABLE = "No picture can be read from this file."
CUT_OFF = "The file ends before the picture does: part of it is missing."
MADE_UP = "What the camera wrote into this file cannot be read."

_EXIF, _GPS = 0x8769, 0x8825
_MAKE, _MODEL, _CHANGED = 0x010F, 0x0110, 0x0132
_TAKEN, _OFFSET = 0x9003, 0x9011
_LONGEST = 80
_PNG_SIGNATURE, _MOST_CHUNKS, _MOST_SEGMENTS = 8, 2000, 2000


def open_picture(source: Path, mime_type: str) -> Any:
    """Pillow's picture of that type, whose pixels are not decoded yet; its own limit of pixels is the caller's task."""
    from PIL import Image

    if mime_type == "image/png" and not _few_chunks(source):
        raise ValueError("more chunks than any camera or program writes")
    Image.MAX_IMAGE_PIXELS = None
    return Image.open(source, formats=[PICTURES[mime_type]])


def _few_chunks(source: Path) -> bool:
    """Whether the pixels of a PNG begin within its first chunks: Pillow reads each of those before, however many."""
    with source.open("rb") as file:
        file.seek(_PNG_SIGNATURE)
        for _ in range(_MOST_CHUNKS):
            head = file.read(8)
            if len(head) < 8 or head[4:] == b"IDAT":
                return True
            file.seek(int.from_bytes(head[:4], "big") + 4, 1)
    return False


def read_picture(source: Path, mime_type: str) -> Details:
    """What the header and the EXIF of a picture tell; of a file that is none, the remark that it is none."""
    try:
        with open_picture(source, mime_type) as picture:
            (width, height), written = picture.size, picture.info.get("exif")
    except Exception:  # whatever a made-up file makes the reader trip over
        return Details(remarks=(UNREADABLE,))
    told = read_exif(written) if written else Details()
    remarks = told.remarks if _is_whole(source, mime_type) else (*told.remarks, CUT_OFF)
    return Details(width, height, told.taken, told.position, told.make, told.model, remarks=remarks)


def _is_whole(source: Path, mime_type: str) -> bool:
    """Whether the end that the format demands is there; what follows it (a video, a second picture) does not count.

    A small picture within a JPEG's header has an end of its own, so that of the large one is looked for behind its
    first scan.
    """
    if mime_type == "image/webp":  # Pillow reads none that is cut off
        return True
    data = source.read_bytes()
    if mime_type == "image/png":
        return b"IEND\xaeB`\x82" in data
    place = 2
    for _ in range(_MOST_SEGMENTS):
        marker = data[place : place + 2]
        if marker[:1] != b"\xff" or marker == b"\xff\xda":
            break
        place += 1 if marker == b"\xff\xff" else 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return data.find(b"\xff\xd9", place) >= 0


def read_exif(written: bytes) -> Details:
    """Time, place and camera out of an EXIF block."""
    from PIL import Image

    try:
        tags = Image.Exif()
        tags.load(written)
        shot, place = dict(tags.get_ifd(_EXIF)), dict(tags.get_ifd(_GPS))
        make, model, changed = tags.get(_MAKE), tags.get(_MODEL), tags.get(_CHANGED)
        return Details(
            taken=_time(shot.get(_TAKEN) or changed, shot.get(_OFFSET)),
            position=_position(place),
            make=_text(make),
            model=_text(model),
        )
    except Exception:  # as above
        return Details(remarks=(MADE_UP,))


def _text(value: Any) -> str | None:
    """One short printable line."""
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")
    line = "".join(each for each in text if each.isprintable()).strip()
    return line[:_LONGEST] or None


def _time(value: Any, offset: Any) -> datetime | None:
    """``2026:05:04 11:30:00`` and ``+10:00``; without an offset the time has none."""
    try:
        taken = datetime.strptime(_text(value) or "", "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  the offset follows, or none is known
    except ValueError:
        return None
    try:
        return taken.replace(tzinfo=datetime.strptime(_text(offset) or "", "%z").tzinfo)
    except ValueError:
        return taken


def _position(tags: Mapping[int, Any]) -> Position | None:
    """Degrees, minutes and seconds with their hemisphere; None where they are no place on earth."""
    latitude, longitude = _degrees(tags.get(2), tags.get(1), "S"), _degrees(tags.get(4), tags.get(3), "W")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Position(latitude, longitude, _altitude(tags))


def _degrees(parts: Any, hemisphere: Any, negative: str) -> Decimal | None:
    if not isinstance(parts, tuple | list) or len(parts) != 3:
        return None
    degrees, minutes, seconds = (_number(part) for part in parts)
    if degrees is None or minutes is None or seconds is None:
        return None
    found = (degrees + minutes / 60 + seconds / 3600).quantize(Decimal("0.000001"))
    return -found if (_text(hemisphere) or "").upper().startswith(negative) else found


def _altitude(tags: Mapping[int, Any]) -> Decimal | None:
    above = _number(tags.get(6))
    if above is None or abs(above) > 20_000:
        return None
    return -above if tags.get(5) in (1, b"\x01") else above


def _number(value: Any) -> Decimal | None:
    """A fraction as the camera wrote it; None for a division by nothing."""
    try:
        numerator, denominator = Decimal(int(value.numerator)), Decimal(int(value.denominator))
        return (numerator / denominator).quantize(Decimal("0.000001")) if denominator else None
    except (AttributeError, TypeError, ValueError, ArithmeticError):
        return None
