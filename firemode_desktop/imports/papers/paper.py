"""What a PDF file says and what it looks like, page by page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.imports.apart import Reader, Words
from firemode_desktop.imports.papers import reader

MAX_PAPER = 128 * 1024 * 1024
READER_FLAG = "--read-paper"
"""In a bundle the program itself is started with this as its first argument, and runs ``reader.main`` with the rest."""

READER = Reader(
    str(reader.__file__),
    READER_FLAG,
    ("pypdfium2", "pypdfium2_raw"),
    Words(
        "PDF file",
        "This PDF file takes too long to read.",
        "This PDF file holds more than can be read.",
        "This PDF file is damaged and cannot be read.",
    ),
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its words, and the hash of what it looks like in shades of grey (72 dots an inch)."""

    text: str
    look: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF file; ``outline`` is the title and page (from 1) of each bookmark, ``properties`` its title, author …"""

    pages: tuple[Leaf, ...]
    outline: tuple[tuple[str, int], ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)


def read_paper(data: bytes, name: str) -> Paper:
    """Read the bytes of a PDF file.

    Raises:
        Invalid: it is larger than ``MAX_PAPER``, no PDF file, damaged, locked, or a trap.
    """
    if len(data) > MAX_PAPER:
        raise Invalid(f"{name} is larger than {MAX_PAPER // 1024 // 1024} MB.")
    try:
        told = json.loads(READER.answer(data, reader.seconds_for(data)))
        pages = tuple(Leaf(str(text), str(look)) for text, look in told["pages"])
        outline = tuple((str(title), int(page) + 1) for title, page in told["outline"] if page is not None)
        return Paper(pages, outline, {str(key): str(text) for key, text in told["properties"].items()})
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid(READER.words.damaged) from error
