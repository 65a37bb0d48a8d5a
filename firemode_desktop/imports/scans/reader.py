"""The reader of scans, in a process of its own (``imports.child``): the first pages of a PDF file as JPEG pictures."""

from __future__ import annotations

import io
import sys
from typing import Any

MEMORY = 1 << 30
MOST_PAGES = 6
DOTS = 130
MAX_SIDE = 2200.0
_POINTS = 72
_QUALITY = 80


def main(arguments: list[str]) -> int:
    """Read a PDF file as ``imports.child.answered`` says.

    The answer is a line with the number of pages of the file, then each picture after a line with its length.
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
        total = len(document)
        pages = [_picture(document[number]) for number in range(min(total, MOST_PAGES))]
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "The scan asks for a password." if locked else "The scan is damaged and cannot be drawn."
        raise Invalid(why) from error
    return b"%d\n" % total + b"".join(b"%d\n%b" % (len(each), each) for each in pages)


def _picture(page: Any) -> bytes:
    longest = max(page.get_width(), page.get_height(), 1.0)
    bitmap = page.render(scale=min(DOTS / _POINTS, MAX_SIDE / longest))
    written = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(written, "JPEG", quality=_QUALITY)
    page.close()
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
