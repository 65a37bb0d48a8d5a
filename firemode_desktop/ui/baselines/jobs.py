"""What the page of baselines asks the database; each runs beside the window."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from firemode_desktop.domain.baselines import Location
from firemode_desktop.domain.completeness import Baselines
from firemode_desktop.services.baselines import LocationHistory
from firemode_desktop.services.importing import BatchSummary


def baselines_job(building_id: UUID, at: datetime, session: Any) -> tuple[Baselines, tuple[BatchSummary, ...]]:
    """The matrices of a building and its imports."""
    from firemode_desktop.services import baselines, importing

    return baselines.baselines(session, building_id, at), importing.batches(session, building_id)


def history_job(location: Location, session: Any) -> LocationHistory:
    """Everything that was ever recorded of a location."""
    from firemode_desktop.services import baselines

    return baselines.history(session, location)
