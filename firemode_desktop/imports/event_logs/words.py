"""The words of event logs that come with the program."""

from __future__ import annotations

from functools import cache

from firemode_desktop.domain.event_words import FILE, EventWords
from firemode_desktop.paths import resources


@cache
def event_words() -> EventWords:
    """What is in ``resources/event_logs.toml``."""
    return EventWords.parse((resources() / FILE).read_text("utf-8"), FILE)
