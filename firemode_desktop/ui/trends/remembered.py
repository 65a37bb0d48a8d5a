"""Which chart was looked at in a building, and how: kept with the window's settings, never with the records."""

from __future__ import annotations

import json
from uuid import UUID

from PySide6.QtCore import QSettings

from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.errors import Invalid

GROUP = "trends/charts"
MOST = 40
"""So many buildings are remembered, those that were looked at last."""


class Remembered:
    """Settings of the charts, one for each kind and building; what cannot be read any more is forgotten quietly."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def keep(self, asked: Asked) -> None:
        """Remember how this chart is shown, and that it was the last one of its building."""
        building = _name(asked.building_id)
        self._settings.setValue(f"{GROUP}/{building}/{asked.kind}", json.dumps(asked.to_json()))
        self._settings.setValue(f"{GROUP}/{building}/last", asked.kind.value)
        self._keep_lately(building)

    def find(self, kind: ChartKind, building_id: UUID | None) -> Asked | None:
        """How a chart was shown the last time; None where that is not known."""
        at = f"{GROUP}/{_name(building_id)}/{kind}"
        written = self._settings.value(at)
        if written is None:
            return None
        try:
            asked = Asked.from_json(json.loads(str(written)))
        except (ValueError, AttributeError, Invalid):
            asked = None
        if asked is not None and (asked.kind, asked.building_id) == (kind, building_id):
            return asked
        self._settings.remove(at)
        return None

    def last(self, building_id: UUID | None) -> ChartKind | None:
        """The chart that was looked at last in a building."""
        written = self._settings.value(f"{GROUP}/{_name(building_id)}/last")
        return next((kind for kind in ChartKind if kind.value == written), None)

    def _keep_lately(self, building: str) -> None:
        written = str(self._settings.value(f"{GROUP}/lately") or "").split()
        lately = [building, *(each for each in written if each != building)]
        for each in lately[MOST:]:
            self._settings.remove(f"{GROUP}/{each}")
        self._settings.setValue(f"{GROUP}/lately", " ".join(lately[:MOST]))


def _name(building_id: UUID | None) -> str:
    return str(building_id) if building_id is not None else "all"
