"""What a chart is asked to show, by the names that people type."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.charting import Asked
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.order import natural_key
from firemode_desktop.services.trends.places import PlaceLine, places


def by_names(
    session: Session, building_id: UUID, asked: Asked, stair: str | None, identifiers: Sequence[str] = ()
) -> Asked:
    """``asked`` in a building, for the stair and the tests of these names; what was measured is that of the first test.

    Raises:
        Missing: no approved reading in a stair, or of a test, of this name; the details are those there are.
    """
    asked = asked.with_(building_id=building_id)
    if stair is None and not identifiers:
        return asked
    there = places(session, building_id)
    if stair is not None:
        asked = asked.with_(stair_id=_stair(there, stair))
    chosen = [_place(there, identifier) for identifier in identifiers]
    if not chosen:
        return asked
    first = chosen[0]
    return asked.with_(
        places=tuple(place.place_id for place in chosen),
        stair_id=asked.stair_id or first.stair_id,
        measure=first.measure or asked.measure,
        case=asked.case or first.case,
    )


def _stair(there: Sequence[PlaceLine], name: str) -> UUID:
    stairs = {place.stair: place.stair_id for place in there}
    if name not in stairs:
        raise Missing(f"No approved reading was taken in a stair called “{name}”.", sorted(stairs, key=natural_key))
    return stairs[name]


def _place(there: Sequence[PlaceLine], identifier: str) -> PlaceLine:
    known = {place.identifier: place for place in there}
    wanted = identifier.strip().upper()
    if wanted not in known:
        near = get_close_matches(wanted, known)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise Missing(f"“{identifier}” has no approved reading in this building.{hint}", near)
    return known[wanted]
