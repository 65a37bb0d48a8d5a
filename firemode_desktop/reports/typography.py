"""Text on paper: embedded Unicode fonts, widths, lines.

IBM Plex Sans from ``resources/fonts``; a letter it does not have is taken from DejaVu Sans, letter by letter, and
Chinese, Japanese and Korean from WenQuanYi Micro Hei. What none of them has is an empty box.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firemode_desktop.paths import resources

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# Heights of IBM Plex Sans in em (OS/2 table).
CAP_HEIGHT = 0.698


class Face(StrEnum):
    """The three cuts of the report."""

    REGULAR = "Regular"
    BOLD = "SemiBold"
    ITALIC = "Italic"


_FALLBACK = {Face.REGULAR: "", Face.BOLD: "-Bold", Face.ITALIC: "-Oblique"}


def _dejavu() -> Path:
    spec = find_spec("matplotlib")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


@cache
def _plex(face: Face) -> Any:
    """The reportlab font of a face, registered under ``FireMode-…``."""
    return _register(f"FireMode-{face.value}", resources() / "fonts" / f"IBMPlexSans-{face.value}.ttf")


@cache
def _fallback(face: Face) -> Any:
    return _register(f"FireMode-Fallback-{face.value}", _dejavu() / f"DejaVuSans{_FALLBACK[face]}.ttf")


@cache
def _east_asian() -> Any:
    return _register("FireMode-EastAsian", resources() / "fonts" / "WenQuanYiMicroHei.ttc")


def _register(name: str, path: Path) -> Any:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    return font


def name(face: Face) -> str:
    """The name under which the face is registered with reportlab."""
    return str(_plex(face).fontName)


@cache
def _letters(face: Face) -> frozenset[str]:
    return frozenset(map(chr, _plex(face).face.charToGlyph))


def clean(text: str) -> str:
    """``text`` on one line, without control characters, its letters in the order they are read in."""
    one_line = re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")
    return "".join(sign for sign in one_line if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))


def visual(text: str) -> str:
    """One line as it is drawn from left to right: letters of Arabic joined, right-to-left words turned round.

    A line of this document reads from left to right, whatever its first letter (Unicode Annex 9, with the paragraph's
    direction given).
    """
    if text.isascii() or not any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text):
        return text
    from arabic_reshaper import reshape
    from bidi import get_display

    return str(get_display(reshape(text), base_dir="L"))


@lru_cache(maxsize=20_000)
def runs(text: str, face: Face) -> tuple[tuple[str, str], ...]:
    """``text`` as it is drawn, in pieces, each with the name of the font that has its letters."""
    drawn = visual(text)
    known = _letters(face)
    if known.issuperset(drawn):
        return ((_plex(face).fontName, drawn),) if drawn else ()
    groups = groupby(drawn, key=lambda sign: _plex(face).fontName if sign in known else _other(sign, face))
    return tuple((font, "".join(signs)) for font, signs in groups)


def _other(sign: str, face: Face) -> str:
    """The font for a letter that Plex does not have: the first that has it, else the one that draws a box."""
    fonts = (_fallback(face), _fallback(Face.REGULAR))
    found = next((font for font in fonts if ord(sign) in font.face.charToGlyph), None)
    if found is None and ord(sign) in _east_asian().face.charToGlyph:
        found = _east_asian()
    return str((found or fonts[0]).fontName)


@lru_cache(maxsize=20_000)
def _em(text: str, face: Face) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return sum(float(stringWidth(piece, font, 1)) for font, piece in runs(text, face))


def width(text: str, face: Face, size: float) -> float:
    """How wide ``text`` is at ``size``, in points."""
    return _em(text, face) * size


def put(canvas: Canvas, x: float, y: float, text: str, face: Face, size: float) -> None:
    """Write ``text`` from ``x`` on the baseline ``y``."""
    for font, piece in runs(text, face):
        canvas.setFont(font, size)
        canvas.drawString(x, y, piece)
        x += width(piece, face, size)


def fitted(text: str, face: Face, size: float, room: float) -> str:
    """``text`` cut with an ellipsis so that it is no wider than ``room``."""
    if width(text, face, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width(text[:middle].rstrip() + "…", face, size) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + "…"


@lru_cache(maxsize=20_000)
def wrapped(text: str, face: Face, size: float, room: float) -> tuple[str, ...]:
    """``text`` in lines no wider than ``room``: broken at spaces, a long word after _ / - . or anywhere.

    Line feeds of the text are kept; an empty text is one empty line.
    """
    return tuple(line for part in text.split("\n") for line in _lines(clean(part), face, size, room)) or ("",)


def _lines(text: str, face: Face, size: float, room: float) -> Iterator[str]:
    if width(text, face, size) <= room:
        yield text
        return
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, face, size) <= room:
            line = longer
            continue
        if line:
            yield line
        *full, line = _broken(word, face, size, room)
        yield from full
    yield line


def _broken(word: str, face: Face, size: float, room: float) -> list[str]:
    """One word in lines: after the last _ or / that fits, else after a - or ., else wherever the line is full."""
    lines = []
    while width(word, face, size) > room and len(word) > 1:
        fits = max(1, _fitting(word, face, size, room))
        marks = (max(word.rfind(sign, 1, fits) for sign in signs) for signs in ("_/", "-."))
        cut = next((mark + 1 for mark in marks if mark >= fits // 3), fits)
        lines.append(word[:cut])
        word = word[cut:]
    return [*lines, word]


def _fitting(word: str, face: Face, size: float, room: float) -> int:
    low, high = 0, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(word[:middle], face, size) <= room else (low, middle - 1)
    return low
