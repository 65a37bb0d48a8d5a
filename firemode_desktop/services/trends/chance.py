"""How many places of all buildings seem to drift by chance alone: what a list of the fastest does not say by itself."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.chance import Chance
from firemode_desktop.domain.projection import Reason
from firemode_desktop.models import Building, LatestReading, Stair
from firemode_desktop.queries.site import in_service

COUNTED = 10_000
"""Up to so many places are held against each other; of more, only the share that chance makes is told."""
_NOT_TESTED = (
    Reason.TOO_FEW, Reason.TOO_SHORT, Reason.DOOR_CONFIGURATIONS, Reason.INSTRUMENTS, Reason.STEP, Reason.SEASON
)  # fmt: skip
"""What was said of these places does not go by the p that is kept of them."""


def by_chance(session: Session, today: date) -> str:
    """What chance explains among the places in service on ``today`` that were tested for a trend; one statement.

    Blank where none of them changes significantly.
    """
    p, reason = LatestReading.worked_out["p"].as_float(), LatestReading.worked_out["reason"].as_string()
    tested = p.is_not(None), or_(reason.is_(None), reason.not_in(_NOT_TESTED))
    query = (
        select(p)
        .join(Building, Building.id == LatestReading.building_id)
        .join(Stair, Stair.stair_id == LatestReading.stair_id)
        .where(*tested, *in_service(Building, today), *in_service(Stair, today))
        .limit(COUNTED + 1)
    )
    found = session.scalars(query).all()
    if len(found) > COUNTED:
        return (
            f"More than {COUNTED:,} places are tested for a trend: up to 5 in 100 change significantly by chance alone."
        )
    return Chance.of(found).sentence
