"""The log of this computer: warnings and defects of every window, cleaned of passwords, in the data directory."""

from __future__ import annotations

import logging
from collections.abc import Callable
from logging.handlers import RotatingFileHandler

from firemode_desktop.settings import Settings

LOG = "firemode.log"
MOST = 1 << 20
"""Bytes at which the log is begun anew; the one before stays as ``firemode.log.1``."""


class _Clean(logging.Formatter):
    """What is written holds no password: what finds them is made when something is written."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._settings = settings
        self._cleaned: Callable[[str], str] | None = None

    def format(self, record: logging.LogRecord) -> str:
        if self._cleaned is None:
            from firemode_desktop.services.diagnosing import cleaner

            self._cleaned = cleaner(self._settings)
        return self._cleaned(super().format(record))


def keep_log(settings: Settings) -> logging.Handler:
    """Write warnings and defects of this process into ``firemode.log``; the handler, to be taken away at the end."""
    handler = RotatingFileHandler(settings.data_dir / LOG, maxBytes=MOST, backupCount=1, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(_Clean(settings))
    logging.getLogger().addHandler(handler)
    return handler
