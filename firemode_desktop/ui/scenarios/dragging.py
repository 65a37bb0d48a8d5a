"""Components as they are dragged from the shelf onto the matrix or the timeline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QMimeData

MIME = "application/x-firemode-component"


def dragged(components: Iterable[tuple[str, str]]) -> QMimeData:
    """Components – identifier and register kind of each – to be dragged."""
    data = QMimeData()
    shape = [{"identifier": name, "kind": kind} for name, kind in components]
    data.setData(MIME, json.dumps(shape).encode())
    return data


def dropped_components(data: QMimeData) -> tuple[tuple[str, str], ...]:
    """Identifier and register kind of each; empty where something else is dragged, whoever drags it."""
    try:
        found = json.loads(bytes(data.data(MIME).data()))
    except (ValueError, RecursionError):
        return ()
    whole = isinstance(found, list) and all(
        isinstance(one, Mapping) and {"identifier", "kind"} <= one.keys() for one in found
    )
    return tuple((str(one["identifier"]), str(one["kind"])) for one in found) if whole else ()
