"""Files that the window writes: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.services.files import beside


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside, then rename over the target.

    Raises:
        Invalid: the folder cannot be written to; the sentence says why.
    """
    try:
        with beside(path) as place:
            place.write_bytes(content)
    except OSError as error:
        raise Invalid(f"“{path.name}” cannot be written to {path.parent}: {error.strerror or error}.") from error
    return path
