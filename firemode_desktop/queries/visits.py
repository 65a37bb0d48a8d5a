"""Approved readings of places, visit by visit."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from firemode_desktop.models import ApprovedReading

COLUMNS = (
    ApprovedReading.place_id,
    ApprovedReading.session_id,
    ApprovedReading.instance_id,
    ApprovedReading.at,
    ApprovedReading.value,
    ApprovedReading.is_compliant,
    ApprovedReading.verdict,
    ApprovedReading.baseline_value,
    ApprovedReading.excluded,
)


def readings(
    session: Session, place_ids: Collection[UUID], session_ids: Collection[UUID] | None = None
) -> list[Row[Any]]:
    """The readings of some places (of some sessions), oldest first, a retest after what it repeats."""
    query = select(*COLUMNS).where(ApprovedReading.place_id.in_(place_ids))
    if session_ids is not None:
        query = query.where(ApprovedReading.session_id.in_(session_ids))
    order = (ApprovedReading.at, ApprovedReading.turn, ApprovedReading.instance_id)
    return list(session.execute(query.order_by(*order)))
