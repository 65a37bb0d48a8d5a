"""What was opened last, for Ctrl+K before anything is typed: kept on this computer, apart for each database."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSettings

from firemode_desktop.services.overview import Found

MOST = 12
KEY = "lately"


class Recent:
    """The latest first. ``where`` names the database: what is kept of another one is not offered here."""

    def __init__(self, settings: QSettings, where: str) -> None:
        self._settings, self._key = settings, f"{KEY}/{where.replace('/', ' ')}"
        self.found = tuple(_read(str(settings.value(self._key) or "[]")))

    def add(self, one: Found) -> None:
        """It was opened now."""
        others = tuple(each for each in self.found if (each.kind, each.id) != (one.kind, one.id))
        self._keep((one, *others)[:MOST])

    def drop(self, one: Found) -> None:
        """It is not there any more."""
        self._keep(tuple(each for each in self.found if each.id != one.id))

    def _keep(self, found: tuple[Found, ...]) -> None:
        self.found = found
        told = [{name: str(value) for name, value in asdict(one).items() if value} for one in found]
        self._settings.setValue(self._key, json.dumps(told, ensure_ascii=False))


def _read(kept: str) -> list[Found]:
    """What was kept; a settings file that somebody edited offers nothing."""
    keys = {field.name for field in fields(Found) if "UUID" in str(field.type)}

    def one(told: dict[str, Any]) -> Found:
        values: dict[str, Any] = {key: UUID(text) if key in keys else text for key, text in told.items()}
        return Found(**values)

    try:
        return [one(told) for told in json.loads(kept)]
    except (ValueError, TypeError, AttributeError):
        return []
