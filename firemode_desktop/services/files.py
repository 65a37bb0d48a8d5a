"""Files that leave the program: whole, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from firemode_desktop.domain.errors import FiremodeError, Refused


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A place beside ``path`` to write to; what is there whole at the end takes its name, anything else leaves nothing.

    Raises whatever ``OSError`` the folder answers with, also where a folder, a device or a pipe has that name; who
    calls knows the words for it.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder has that name")
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is a device or a pipe")
    place = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        yield place
        os.replace(place, path)
    finally:
        with suppress(OSError):  # a disk that takes no file at all has said so already
            place.unlink(missing_ok=True)


@contextmanager
def held_ready(path: Path, content: bytes, words: Callable[[OSError], FiremodeError]) -> Iterator[None]:
    """A file that belongs to a deed: written whole before it, and under its name once it is done.

    Where it cannot be written nothing is begun, and ``words`` makes the error of it; where the deed fails nothing of
    the file is left, and a file that had its name stays as it was.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(beside(path)).write_bytes(content)
        except OSError as error:
            raise words(error) from error
        yield
        try:
            stack.pop_all().close()
        except OSError as error:
            raise words(error) from error


def holds(path: Path, content: bytes) -> bool:
    """Whether a file is there already, byte for byte."""
    return path.is_file() and path.read_bytes() == content


def keep_apart(target: Path, *read: Path) -> None:
    """Raises ``Refused`` where ``target`` is one of the files that are read: it would be lost."""
    for file in read:
        if target.exists() and file.exists() and target.samefile(file):
            raise Refused(f"{target.name} is the file that is read; write to one of another name.")


def free_name(path: Path) -> Path:
    """``path``, or where something has that name already ``name-2``, ``name-3`` …"""
    number, free = 1, path
    while free.exists() or free.is_symlink():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
