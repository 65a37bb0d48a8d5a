"""The bytes of a file that somebody chose: the one place where a foreign file is opened."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from firemode_desktop.domain.errors import Invalid, Missing


@contextmanager
def opened(file: Path) -> Iterator[BufferedReader]:
    """A file to read from; what goes wrong while it is read is said in the same words.

    Raises ``Missing`` when there is none, ``Invalid`` when it cannot be read. Nothing is waited for: a device or a pipe
    under the name of a file is known by what was opened, not by what had that name a moment before.
    """
    try:
        with open(file, "rb", opener=_without_waiting) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise Invalid(f"{file.name} is no file: a device or a pipe.")
            yield stream
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Missing(f"There is no file {file}.") from error
    except OSError as error:
        raise Invalid(f"{file.name} cannot be read: {error.strerror or error}.") from error


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def bytes_of(file: Path, most: int) -> bytes:
    """What is in a file, and no more than one byte beyond ``most``: whoever asks tells by it that the file is larger.

    Raises as ``opened``.
    """
    with opened(file) as stream:
        return stream.read(most + 1)


def is_another(file: Path, sha256: str) -> bool:
    """Whether a file holds other bytes than those of this hash (hex), or is gone."""
    try:
        with opened(file) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() != sha256
    except (Invalid, Missing):
        return True
