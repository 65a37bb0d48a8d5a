"""The reader of workbooks, in a process of its own (``imports.child``): a workbook on stdin, its cells on stdout."""

from __future__ import annotations

import sys

MEMORY = 448 << 20
_SECONDS = 2
_BYTES_A_SECOND = 1 << 20


def seconds_for(data: bytes) -> int:
    """Seconds of processor time for a file: two for a small one, one more for each MiB; of an ``.ods``, which packs
    three times as many bytes for a cell and packs them tighter, for each 128 KiB."""
    open_document = b"mimetypeapplication/vnd.oasis" in data[:100]
    return _SECONDS + len(data) // (_BYTES_A_SECOND // 8 if open_document else _BYTES_A_SECOND)


def main(arguments: list[str]) -> int:
    """Read a workbook as ``imports.child.answered`` says; the answer is cells (``found.encoded``).

    ``arguments``: folders to find the program and its packages in (none in a bundle).
    """
    sys.path.extend(arguments)
    from firemode_desktop.imports.child import answered
    from firemode_desktop.imports.files.spreadsheets import answer

    return answered(answer, MEMORY)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
