"""What every reader does that runs in a process of its own: read stdin within its limits, answer on stdout.

It starts apart from the window and holds nothing of it. Memory and processor time are limited before a byte of the
file is read (where the system can: POSIX); whatever a file does to its parser, it is this process that ends. The other
side is ``imports.apart``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from firemode_desktop.domain.errors import Invalid

UNREADABLE, TOO_MUCH = 3, 4
"""Exit codes of a reader: it was handed nothing it understands; it ran out of memory."""


def answered(answer: Callable[[bytes], bytes], memory: int) -> int:
    """Read stdin – a line with the seconds of processor time allowed, then the file – and write what ``answer`` says.

    The answer's first byte says what follows: ``+`` what was read, ``-`` the sentence of ``Invalid`` why it was not.
    Exit codes: 0 answered, 3 not readable, 4 too much; any other end is the work of a limit or a fault of the reader.
    """
    seconds = sys.stdin.buffer.readline()
    if not seconds.strip():
        return UNREADABLE
    limit(int(seconds), memory)
    try:
        said = b"+" + answer(sys.stdin.buffer.read())
    except Invalid as refusal:
        said = b"-" + refusal.message.encode("utf-8", "replace")
    except MemoryError:
        return TOO_MUCH
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    return 0


def limit(seconds: int, memory: int) -> None:
    """Let this process end when it takes more than ``memory`` bytes or ``seconds`` of processor time."""
    try:
        import resource
    except ImportError:  # Windows: the parent's deadline and the bounds of what is read remain
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    if sys.platform != "darwin":  # where the limit on address space is not kept
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
