"""Pictures on the pages: photographs of evidence and pages of certificates, each in a frame with its caption.

A picture is decoded while its page is drawn and kept as a JPEG of the size it is printed at, so that a report holds
little in memory; the same file gives the same bytes. What cannot be decoded is said in its frame.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from firemode_desktop.evidence.thumbnails import small_picture
from firemode_desktop.reports.data import KeptFile
from firemode_desktop.reports.pages import MM, WIDTH, Flow, Piece
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.typography import Face, clean, fitted, wrapped

Load = Callable[[], bytes | None]
"""A JPEG file, made when it is needed; None where the picture cannot be decoded."""
UNREADABLE = "No picture can be drawn from this file."
ACROSS = 5
GAP = 3 * MM
SMALL = 27 * MM


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands below a picture: a title, and a quieter line."""

    title: str
    note: str = ""


def shrunk(file: KeptFile, longest: int) -> Load:
    """The picture of a file whose sides are at most ``longest`` pixels."""

    def load() -> bytes | None:
        if file.path is None or file.mime_type is None:
            return None
        try:
            return small_picture(file.path, file.mime_type, longest)
        except OSError:  # taken away since it was looked up
            return None

    return load


def grid(flow: Flow, pictures: Sequence[tuple[Load, Caption]]) -> None:
    """Small pictures side by side, row below row."""
    wide = (WIDTH - GAP * (ACROSS - 1)) / ACROSS
    for start in range(0, len(pictures), ACROSS):
        flow.add(Piece(SMALL + 10 * MM, partial(_row, pictures[start : start + ACROSS], wide)))


def _row(pictures: Sequence[tuple[Load, Caption]], wide: float, pen: Pen, x: float, y: float) -> None:
    for load, caption in pictures:
        framed(pen, (x, y - SMALL, wide, SMALL), load)
        for line, words in enumerate(wrapped(caption.title, Face.REGULAR, 5.4, wide)[:2]):
            pen.text(x, y - SMALL - 7 - 6.4 * line, words, 5.4)
        name = fitted(clean(caption.note), Face.REGULAR, 5.4, wide)
        pen.text(x, y - SMALL - 20, name, 5.4, colour=pen.look.quiet)
        x += wide + GAP


def plate(flow: Flow, load: Load, caption: Caption, tall: float) -> None:
    """One large picture over the whole width, ``tall`` points high with its caption."""
    notes = wrapped(caption.note, Face.REGULAR, 7.2, WIDTH)
    title = wrapped(caption.title, Face.BOLD, 7.6, WIDTH)
    below = 10.0 * (len(notes) + len(title)) + 10

    def draw(pen: Pen, x: float, y: float) -> None:
        framed(pen, (x, y - tall + below, WIDTH, tall - below), load)
        base = y - tall + below - 11
        for line in title:
            pen.text(x, base, line, 7.6, Face.BOLD)
            base -= 10
        for line in notes:
            pen.text(x, base, line, 7.2, colour=pen.look.quiet)
            base -= 10

    flow.add(Piece(tall, draw))


def framed(pen: Pen, box: tuple[float, float, float, float], load: Load) -> None:
    """A picture as large as ``box`` (left, bottom, width, height) allows, in the middle of its frame."""
    x, y, wide, tall = box
    pen.frame(x, y, wide, tall, pen.look.rule, 0.4)
    jpeg = load()
    if jpeg is None:
        size = min(7.2, wide / 18)
        for line, words in enumerate(wrapped(UNREADABLE, Face.REGULAR, size, wide - 8)):
            pen.text(x + wide / 2, y + tall / 2 - line * size * 1.3, words, size, align="middle", colour=pen.look.quiet)
        return
    _draw(pen, jpeg, (x + 2, y + 2, wide - 4, tall - 4))


def _draw(pen: Pen, jpeg: bytes, box: tuple[float, float, float, float]) -> None:
    x, y, wide, tall = box
    picture = _as_it_is()(jpeg)
    across, high = picture.getSize()
    scale = min(wide / across, tall / high)
    left, bottom = x + (wide - across * scale) / 2, y + (tall - high * scale) / 2
    pen.canvas.drawImage(picture, left, bottom, across * scale, high * scale)


@cache
def _as_it_is() -> Any:
    """reportlab's reader of pictures, but for JPEG bytes that go into the file as they are and are never decoded."""
    from reportlab.lib.utils import ImageReader

    reader: Any = ImageReader

    class Jpeg(reader):  # type: ignore[misc]
        def __init__(self, jpeg: bytes) -> None:
            super().__init__(io.BytesIO(jpeg))
            self.jpeg, self._dataA = jpeg, None  # no mask

        def jpeg_fh(self) -> io.BytesIO:
            return io.BytesIO(self.jpeg)

        def getRGBData(self) -> bytes:  # noqa: N802  what the picture is known by
            return self.jpeg

    return Jpeg
