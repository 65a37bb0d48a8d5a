"""Where what a chart shows is kept: the session of a reading, a fault, an instrument, the readings of a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.charting import ChartKind
from firemode_desktop.domain.errors import Missing
from firemode_desktop.models import TestInstance
from firemode_desktop.services.trends.places import places_of

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Lead:
    """The page of the window, and what to show there."""

    page: str
    building_id: UUID | None = None
    session_id: UUID | None = None
    instance_id: UUID | None = None
    fault_id: UUID | None = None
    instrument_id: UUID | None = None
    place_id: UUID | None = None


def leads_to(session: Session, kind: ChartKind, key: str) -> Lead:
    """What the key of a chart's spot stands for; of several the first. Raises ``Missing`` where it is gone."""
    found = _ID.search(key)
    if found is None:
        raise Missing("This part of the chart stands for no record of its own.")
    named = UUID(found.group())
    if kind is ChartKind.FAULTS:
        return Lead("faults", fault_id=named)
    if kind is ChartKind.CALIBRATION:
        return Lead("instruments", instrument_id=named)
    if kind is ChartKind.PORTFOLIO:
        return Lead("trends", building_id=places_of(session, [named])[0].building_id, place_id=named)
    test = session.get(TestInstance, named)
    if test is None:
        raise Missing("The test behind this part of the chart is gone.")
    return Lead("sessions", test.building_id, test.session_id, test.instance_id)
