"""What the readings of each place come to, worked out once after each change and kept beside its latest reading.

The database forgets it whenever a reading of the place is approved, corrected, left out or taken back in (021); the
first who looks works it out again. So a list of all places, of a building or of all buildings, reads one row a place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from firemode_desktop.domain.margin import margin, worsening
from firemode_desktop.models import LatestReading
from firemode_desktop.queries import trends as queries
from firemode_desktop.services.logins import only_looks
from firemode_desktop.services.trends.places import line
from firemode_desktop.services.trends.series import Series, with_trends
from firemode_desktop.services.trends.worked import WorkedOut

AT_ONCE = 400
"""Places a transaction; a building has about two hundred."""


def waiting(session: Session, building_id: UUID | None = None) -> int:
    """How many places, of a building or of all, were not worked out since their last change."""
    query = select(func.count()).where(LatestReading.worked_out.is_(None))
    if building_id is not None:
        query = query.where(LatestReading.building_id == building_id)
    return session.scalar(query) or 0


def work_out(session: Session, building_id: UUID | None = None, most: int = AT_ONCE) -> int:
    """Work out up to ``most`` places that changed; returns how many. Two at it take different places.

    A viewer of an office server keeps nothing there, and sees those places as others left them.
    """
    if only_looks(session):
        return 0
    query = select(LatestReading.place_id).where(LatestReading.worked_out.is_(None))
    if building_id is not None:
        query = query.where(LatestReading.building_id == building_id)
    taken = session.scalars(query.limit(most).with_for_update(skip_locked=True)).all()
    if not taken:
        return 0
    lines = [line(row) for row in queries.places_by_key(session, taken)]
    found = with_trends(session, lines, queries.readings_of(session, taken))
    session.execute(update(LatestReading), [_kept(one) for one in found])
    return len(found)


def _kept(one: Series) -> dict[str, Any]:
    found = WorkedOut.of(one.trend)
    runs_out = worsening(one.trend, one.limits)
    return {
        "place_id": one.at_place.place_id,
        "worked_out": found.to_json(),
        "margin": margin(one.at_place.value, one.limits),
        "meets_from": found.meets_from,
        "worsening": None if runs_out is None else runs_out.share_per_year,
    }


def work_out_all(
    run: Callable[[Callable[[Session], int]], int], tell: Callable[[int, int], None], building_id: UUID | None = None
) -> int:
    """Work out every place that waits, some hundreds a transaction; ``tell`` hears how many of how many are done."""
    done, of = 0, run(lambda session: waiting(session, building_id))
    while taken := run(lambda session: work_out(session, building_id)):
        done += taken
        tell(done, max(done, of))
    return done
