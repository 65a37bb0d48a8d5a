"""Components that are dragged from the shelf onto the timeline."""

from __future__ import annotations

import json

from PySide6.QtCore import QMimeData

MIME = "application/x-firemode-component"


def dropped_components(data: QMimeData) -> tuple[tuple[str, str], ...]:
    """Identifier and register kind of each; empty where something else is dragged."""
    if not data.hasFormat(MIME):
        return ()
    found = json.loads(bytes(data.data(MIME).data()))
    return tuple((str(one["identifier"]), str(one["kind"])) for one in found)
