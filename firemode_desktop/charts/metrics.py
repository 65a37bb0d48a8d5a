"""Widths of the shipped typeface, read from its own tables: enough to set a legend without loading a library.

TrueType tables ``head``, ``hhea``, ``hmtx`` and ``cmap`` format 4 (OpenType specification 1.9).
"""

from __future__ import annotations

import struct
from functools import cache, lru_cache

from firemode_desktop.paths import resources

CAP_HEIGHT = 0.698  # of the size; OS/2 table of IBM Plex Sans
UNKNOWN = 0.6  # em, for a letter of another typeface


@cache
def _advances() -> dict[int, float]:
    """Width in em of every code point of the regular face."""
    data = (resources() / "fonts" / "IBMPlexSans-Regular.ttf").read_bytes()
    tables = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + index * 16)
        tables[tag] = offset
    em = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    metrics = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    widths = [struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * glyph)[0] / em for glyph in range(metrics)]
    glyphs = _character_map(data, tables[b"cmap"])
    return {code: widths[min(glyph, metrics - 1)] for code, glyph in glyphs.items()}


def _character_map(data: bytes, cmap: int) -> dict[int, int]:
    """Code point → glyph, from the first subtable of format 4."""
    for index in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">L", data, cmap + 8 + index * 8)[0]
        if struct.unpack_from(">H", data, start)[0] == 4:
            return _segments(data, start)
    return {}


def _segments(data: bytes, start: int) -> dict[int, int]:
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    row = f">{count}H"
    ends = struct.unpack_from(row, data, start + 14)
    firsts = struct.unpack_from(row, data, start + 16 + 2 * count)
    deltas = struct.unpack_from(row, data, start + 16 + 4 * count)
    offsets_at = start + 16 + 6 * count
    offsets = struct.unpack_from(row, data, offsets_at)
    glyphs = {}
    for index, (first, end, delta, offset) in enumerate(zip(firsts, ends, deltas, offsets, strict=True)):
        for code in range(first, end + 1 if end != 0xFFFF else first):
            place = offsets_at + 2 * index + offset + 2 * (code - first)
            glyph = struct.unpack_from(">H", data, place)[0] if offset else code
            glyphs[code] = (glyph + delta) & 0xFFFF if glyph or not offset else 0
    return glyphs


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """How wide ``text`` comes out at ``size``, in the unit of ``size``."""
    advances = _advances()
    return sum(advances.get(ord(sign), UNKNOWN) for sign in text) * size
