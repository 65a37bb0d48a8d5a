"""Files that leave the program: whole, or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A place beside ``path`` to write to; what is there whole at the end takes its name, anything else leaves nothing.

    Raises whatever ``OSError`` the folder answers with; who calls knows the words for it.
    """
    place = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        yield place
        os.replace(place, path)
    finally:
        place.unlink(missing_ok=True)
