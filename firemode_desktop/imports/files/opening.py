"""The bytes of a file that somebody chose."""

from __future__ import annotations

import stat
from pathlib import Path

from firemode_desktop.domain.errors import Invalid, Missing


def bytes_of(file: Path, most: int) -> bytes:
    """What is in a file, and no more than one byte beyond ``most``: whoever asks tells by it that the file is larger.

    Raises ``Missing`` when there is none, ``Invalid`` when it cannot be read. Nothing is waited for: what is a
    device or a pipe under the name of a file is not opened.
    """
    try:
        mode = file.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise Invalid(f"{file.name} is no file: a device or a pipe.")
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except FileNotFoundError as error:
        raise Missing(f"There is no file {file}.") from error
    except OSError as error:
        raise Invalid(f"{file.name} cannot be read: {error.strerror}.") from error
