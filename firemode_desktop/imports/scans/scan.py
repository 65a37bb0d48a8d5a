"""The pages of a scanned paper as pictures."""

from __future__ import annotations

import io
from dataclasses import dataclass

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.apart import Reader, Words
from firemode_desktop.imports.scans import reader

READER_FLAG = "--read-scan"
"""In a bundle the program itself is started with this as its first argument, and runs ``reader.main`` with the rest."""

SECONDS = 20
READER = Reader(
    str(reader.__file__),
    READER_FLAG,
    ("pypdfium2", "pypdfium2_raw", "PIL"),
    Words(
        "scan",
        "The scan takes too long to draw.",
        "The scan holds more than can be drawn.",
        "The scan is damaged and cannot be drawn.",
    ),
)


@dataclass(frozen=True, slots=True)
class Scan:
    """How many pages a scan has, and the first of them as JPEG files, at most ``reader.MOST_PAGES``."""

    total: int
    pictures: tuple[bytes, ...]


def read_scan(data: bytes) -> Scan:
    """The pages of a PDF file as pictures.

    Raises:
        Invalid: it is locked, damaged, or takes too much.
    """
    said = io.BytesIO(READER.answer(data, SECONDS))
    try:
        total, pictures = int(said.readline()), []
        while length := said.readline():
            pictures.append(said.read(int(length)))
    except ValueError as error:
        raise Invalid(READER.words.damaged) from error
    return Scan(total, tuple(pictures))
