"""A defect of the program: the whole story goes into a log, the person gets one sentence and a reference to it."""

from __future__ import annotations

import secrets
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from firemode_desktop.domain.errors import Invalid

LOG = "firemode.log"


def keep(error: BaseException, folder: Path, url: str | None) -> tuple[str, str]:
    """Write the story of ``error`` into the log in ``folder``, without the password of ``url``.

    Returns the sentence for the person, with the reference, and the story itself.
    """
    reference = secrets.token_hex(4)
    story = _without_password("".join(traceback.format_exception(error)), url)
    entry = f"{datetime.now(UTC).isoformat(timespec='seconds')} defect {reference}\n{story}\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / LOG
        with place.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(entry)
    except OSError:
        handle, name = tempfile.mkstemp(".log", f"firemode-{reference}-")
        place = Path(name)
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as log:
            log.write(entry)
    return f"A defect of the program. Its reference is {reference}; the particulars are in {place}.", story


def _without_password(story: str, url: str | None) -> str:
    from firemode_desktop.database.urls import without_password

    try:
        return without_password(story, url) if url else story
    except Invalid:  # no URL at all, and nothing that could be told apart in it
        return story.replace(url or "", "***")
