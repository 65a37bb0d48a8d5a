"""The reader of PDF files, in a process of its own (``imports.child``): what the pages of a file say and look like."""

from __future__ import annotations

import hashlib
import json
import sys
from typing import Any

MEMORY = 1 << 30
MAX_PAGES = 2000
MAX_WORDS = 200_000
_SECONDS = 20
_BYTES_A_SECOND = 1 << 17
LOOK = 1.0
"""Pixels a point: a page of A4 is looked at as 595 × 842 shades of grey."""
MAX_SIDE = 4000.0


def seconds_for(data: bytes) -> int:
    """Seconds of processor time for a file: twenty, and one more for each 128 KiB."""
    return _SECONDS + len(data) // _BYTES_A_SECOND


def main(arguments: list[str]) -> int:
    """Read a PDF file as ``imports.child.answered`` says; the answer is JSON.

    ``arguments``: folders to find the program and its packages in (none in a bundle).
    """
    sys.path.extend(arguments)
    from firemode_desktop.imports.child import answered

    return answered(_answer, MEMORY)


def _answer(data: bytes) -> bytes:
    import pypdfium2

    from firemode_desktop.domain.errors import Invalid

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Invalid(_refusal(str(error))) from error
    if len(document) > MAX_PAGES:
        raise Invalid(f"This PDF file has {len(document)} pages; {MAX_PAGES} can be read.")
    try:
        return _read(document)
    except pypdfium2.PdfiumError as error:
        raise Invalid("This PDF file is damaged and cannot be read.") from error


def _refusal(said: str) -> str:
    if "password" in said.lower():
        return "This PDF file asks for a password; save it without one."
    return "This is no PDF file, or it is damaged."


def _read(document: Any) -> bytes:
    pages = [_page(document[number]) for number in range(len(document))]
    outline = [[mark.get_title(), dest.get_index()] for mark in document.get_toc() if (dest := mark.get_dest())]
    told = {"pages": pages, "outline": outline, "properties": document.get_metadata_dict(skip_empty=True)}
    return json.dumps(told).encode()


def _page(page: Any) -> list[str]:
    words = page.get_textpage()
    text = words.get_text_bounded()[:MAX_WORDS]
    scale = min(LOOK, MAX_SIDE / max(page.get_width(), page.get_height(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    size = f"{page.get_width():.1f}x{page.get_height():.1f}:".encode()
    look = hashlib.sha256(size + bytes(bitmap.buffer)).hexdigest()
    words.close()
    page.close()
    return [text, look]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
