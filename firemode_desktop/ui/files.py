"""Files that the window writes: whole, or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from firemode_desktop.domain.errors import Invalid


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside, then rename over the target.

    Raises:
        Invalid: the folder cannot be written to; the sentence says why.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    except OSError as error:
        raise Invalid(f"“{path.name}” cannot be written to {path.parent}: {error.strerror or error}.") from error
    finally:
        beside.unlink(missing_ok=True)
    return path
