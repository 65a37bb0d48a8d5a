"""The reader of scans, in a process of its own: a PDF file on stdin, its first pages as JPEG pictures on stdout.

The same ways as ``imports.papers.reader``. The answer begins with ``+``: a line with the number of pages of the file,
then each picture after a line with its length.
"""

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
    """Read stdin: a line with the seconds of processor time allowed, then the file; exit codes as in the other readers.

    ``arguments``: folders to find the program and its packages in (none in a bundle).
    """
    sys.path.extend(arguments)
    from firemode_desktop.imports.files.reader import limit

    seconds = sys.stdin.buffer.readline()
    if not seconds.strip():
        return 3
    limit(int(seconds), MEMORY)
    try:
        said = _answer(sys.stdin.buffer.read())
    except MemoryError:
        return 4
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    return 0


def _answer(data: bytes) -> bytes:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        total = len(document)
        pages = [_picture(document[number]) for number in range(min(total, MOST_PAGES))]
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        return b"-The scan asks for a password." if locked else b"-The scan is damaged and cannot be drawn."
    return b"+%d\n" % total + b"".join(b"%d\n%b" % (len(each), each) for each in pages)


def _picture(page: Any) -> bytes:
    longest = max(page.get_width(), page.get_height(), 1.0)
    bitmap = page.render(scale=min(DOTS / _POINTS, MAX_SIDE / longest))
    written = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(written, "JPEG", quality=_QUALITY)
    page.close()
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
