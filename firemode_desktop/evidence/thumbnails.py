"""Small pictures of evidence: JPEG, at most 320 pixels either way, upright, made once and kept beside the originals.

A JPEG is decoded at an eighth of its size where that is enough; any other picture has to be decoded whole, so it gets a
small one only up to 40 million pixels. A picture in very many passes, made to keep a processor busy, gets none.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from firemode_desktop.evidence.pictures import PICTURES, open_picture

LONGEST_SIDE = 320
_DECODED_PIXELS = 40_000_000
_MOST_PASSES = 100
_QUALITY = 82


def small_picture(source: Path, mime_type: str, longest: int = LONGEST_SIDE) -> bytes | None:
    """A JPEG of the picture in ``source``, at most ``longest`` pixels either way.

    None where it is no picture, or cannot be decoded within the limits.
    """
    if mime_type not in PICTURES or not _decodable(source, mime_type):
        return None
    try:
        with open_picture(source, mime_type) as picture:
            picture.draft("RGB", (longest, longest))
            if picture.size[0] * picture.size[1] > _DECODED_PIXELS:
                return None
            return _jpeg(picture, longest)
    except Exception:  # a made-up or broken file: there is nothing to show
        return None


def _decodable(source: Path, mime_type: str) -> bool:
    return mime_type != "image/jpeg" or source.read_bytes().count(b"\xff\xda") <= _MOST_PASSES


def _jpeg(picture: Any, longest: int) -> bytes:
    """Upright, small, on white where it was transparent, and without anything the camera wrote."""
    from PIL import Image, ImageOps

    picture.thumbnail((longest, longest))
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    shown = Image.new("RGB", upright.size, "white")
    shown.paste(upright, mask=upright.getchannel("A"))
    written = io.BytesIO()
    shown.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
