"""Components that are dragged from the shelf onto the timeline."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal

from PySide6.QtCore import QMimeData

from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.sequence import REGISTER_TYPES, Step

_STEP_TYPES = {register: word for word, register in REGISTER_TYPES.items()}
MIME = "application/x-firemode-component"


def dropped_components(data: QMimeData) -> tuple[tuple[str, str], ...]:
    """Identifier and register kind of each; empty where something else is dragged."""
    if not data.hasFormat(MIME):
        return ()
    found = json.loads(bytes(data.data(MIME).data()))
    return tuple((str(one["identifier"]), str(one["kind"])) for one in found)


def with_components(sequence: Sequence, components: Iterable[tuple[str, str]], at: Decimal) -> Sequence:
    """With the usual step of each component at the end, planned ``at`` seconds after the trigger."""
    for identifier, kind in components:
        sequence = sequence.added(Step(0, identifier, _STEP_TYPES.get(kind, kind), "operate", at, Decimal(2)))
    return sequence
