"""Reads a QR code back from its picture, as ISO/IEC 18004 says, without correcting errors: it was not damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PIL.Image import Image

BLOCKS = {4: (2, 32), 5: (2, 43), 6: (4, 27)}  # level M: how many blocks, data codewords in each
MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, j: i % 2 == 0,
    lambda i, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: i * j % 2 + i * j % 3 == 0,
    lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2 == 0,
)


def read(picture: Image) -> str:
    """The text of the one code in ``picture``, which holds nothing else that is dark."""
    rows = _modules(picture.convert("L").point(lambda value: 255 if value < 128 else 0))
    size = len(rows)
    blocks, data = BLOCKS[(size - 17) // 4]
    # The mask stands in the second to fourth of the format bits, which are masked themselves.
    mask = MASKS[sum(bit << (2 - n) for n, bit in enumerate(rows[8][2:5])) ^ 0b101]
    bits = [rows[i][j] ^ mask(i, j) for i, j in _path(size)]
    words = [sum(bit << (7 - n) for n, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits) - 7, 8)]
    stream = [words[n * blocks + block] for block in range(blocks) for n in range(data)]
    whole = int.from_bytes(bytes(stream), "big")
    left = len(stream) * 8
    assert whole >> (left - 4) == 0b0100, "the text stands in bytes"
    length = whole >> (left - 12) & 0xFF
    return (whole >> (left - 12 - 8 * length) & ((1 << 8 * length) - 1)).to_bytes(length, "big").decode()


def _modules(picture: Image) -> list[list[bool]]:
    """True where dark; a finder pattern is seven modules wide."""
    box = picture.getbbox()
    assert box is not None
    found = picture.crop(box)
    seven = next(x for x in range(found.width) if not found.getpixel((x, 0)))
    size = round(found.width / (seven / 7))
    size = round((size - 17) / 4) * 4 + 17
    unit = found.width / size
    middle = [int((n + 0.5) * unit) for n in range(size)]
    return [[bool(found.getpixel((x, y))) for x in middle] for y in middle]


def _path(size: int) -> Iterator[tuple[int, int]]:
    """The modules that carry data, from the lower right corner up and down in columns of two."""
    columns = (*range(size - 1, 6, -2), 5, 3, 1)
    for turn, right in enumerate(columns):
        for i in range(size) if turn % 2 else range(size - 1, -1, -1):
            yield from ((i, j) for j in (right, right - 1) if not _reserved(i, j, size))


def _reserved(i: int, j: int, size: int) -> bool:
    finder = (i < 9 and (j < 9 or j > size - 9)) or (i > size - 9 and j < 9)
    return finder or i == 6 or j == 6 or (abs(i - size + 7) < 3 and abs(j - size + 7) < 3)
