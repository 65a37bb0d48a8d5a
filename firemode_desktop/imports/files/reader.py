"""The reader, in a process of its own: a workbook on stdin, its cells on stdout.

It starts apart from the window and holds nothing of it. Memory and processor time are limited before a byte of the
file is read (where the system can: POSIX); whatever a file does to the XML parser, to zlib or to the reader of
``.xls``, it is this process that ends.

The answer's first byte says what follows: ``+`` cells (``found.encoded``), ``-`` the sentence why there are none.
"""

from __future__ import annotations

import sys

MEMORY = 448 << 20
_SECONDS = 2
_BYTES_A_SECOND = 1 << 20


def limit(seconds: int, memory: int = MEMORY) -> None:
    """Let this process end when it takes more than ``memory`` bytes or ``seconds`` of processor time."""
    try:
        import resource
    except ImportError:  # Windows: the parent's deadline and the bounds of what is read remain
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    if sys.platform != "darwin":  # where the limit on address space is not kept
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def seconds_for(data: bytes) -> int:
    """Seconds of processor time for a file: two for a small one, one more for each MiB; of an ``.ods``, which packs
    three times as many bytes for a cell and packs them tighter, for each 128 KiB."""
    open_document = b"mimetypeapplication/vnd.oasis" in data[:100]
    return _SECONDS + len(data) // (_BYTES_A_SECOND // 8 if open_document else _BYTES_A_SECOND)


def main(arguments: list[str]) -> int:
    """Read stdin: a line with the seconds of processor time allowed, then the workbook.

    ``arguments``: folders to find the program and its packages in (none in a bundle). Exit codes: 0 answered, 3 not
    readable, 4 too much; any other end is the work of a limit or a fault of the reader.
    """
    sys.path.extend(arguments)
    from firemode_desktop.domain.errors import Invalid
    from firemode_desktop.imports.files.spreadsheets import answer

    seconds = sys.stdin.buffer.readline()
    if not seconds.strip():
        return 3
    limit(int(seconds))
    try:
        said = b"+" + answer(sys.stdin.buffer.read())
    except Invalid as refusal:
        said = b"-" + refusal.message.encode("utf-8", "replace")
    except MemoryError:
        return 4
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
