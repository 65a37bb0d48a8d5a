"""Files that the window writes: whole, or not at all."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.services.files import held_ready
from firemode_desktop.ui.language import tr


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside, then rename over the target.

    Raises:
        Invalid: the folder cannot be written to; the sentence says why.
    """
    with whole_after(path, content):
        return path


def whole_after(path: Path, content: bytes) -> AbstractContextManager[None]:
    """Write beside at once, and rename over the target when what is done meanwhile has succeeded; else nothing is left.

    Raises:
        Invalid: the folder cannot be written to; the sentence says why.
    """

    def words(error: OSError) -> Invalid:
        return Invalid(
            tr(
                "“{path}” cannot be written to {parent}: {strerror}.",
                path=path.name,
                parent=path.parent,
                strerror=error.strerror or error,
            )
        )

    return held_ready(path, content, words)
