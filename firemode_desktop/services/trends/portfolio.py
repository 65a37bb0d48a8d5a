"""All buildings at once: which places are nearest to their limit, worsen fastest, or meet their limit first.

What a place comes to is kept beside its latest reading, with an index for each rank: only the places that are shown
are read, however many buildings there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.charts.portfolio import Portfolio, Rank, RankedPlace
from firemode_desktop.domain.charting import Asked
from firemode_desktop.models import LatestReading
from firemode_desktop.queries import trends as queries
from firemode_desktop.services.trends.places import PlaceLine, first_in_service, left_out, line

MOST = 30
"""Places that are shown."""
COUNTED = 10_000
"""Places that wait to be worked out are counted up to here."""

_COLUMNS: Mapping[Rank, str] = {Rank.MARGIN: "margin", Rank.WORSENING: "worsening", Rank.MEETS: "meets_from"}


def gather_portfolio(session: Session, asked: Asked, today: date) -> Portfolio:
    """The first places in service on ``today`` of all buildings, by ``asked.by``; five statements.

    How many places out of service would stand among them is said.
    """
    rank = Rank(asked.by) if asked.by in [*Rank] else Rank.MARGIN
    found, closed = first_in_service(_walked(session, _COLUMNS[rank]), today, MOST)
    places = tuple(_place(line) for line in found)
    told = (_words(rank, places), left_out(closed), _waiting_words(_waiting(session)))
    return Portfolio(f"All buildings · {rank.head}", " ".join(filter(None, told)), rank, places)


def _walked(session: Session, column: str) -> Iterator[PlaceLine]:
    """Places in the order of their rank, read from its index as far as somebody looks."""
    after, most = 0, MOST
    while found := queries.first_places(session, column, most, after):
        yield from map(line, found)
        after, most = after + most, after + most


def _waiting(session: Session) -> int:
    """How many places had a reading since they were worked out; no more than ``COUNTED`` and one are looked at."""
    some = select(LatestReading.building_id).where(LatestReading.worked_out.is_(None)).limit(COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _place(line: PlaceLine) -> RankedPlace:
    worked = line.worked
    meets = None if worked is None or worked.meets_from is None else (worked.meets_from, worked.meets_until)
    return RankedPlace(
        building=line.building,
        stair=line.stair,
        floor=line.floor,
        what=line.what,
        identifier=line.identifier,
        day=line.at.date(),
        value=line.value,
        limits=line.limits,
        mark=line.standing,
        margin=line.margin,
        worsening=line.worsening,
        meets=meets,
        trend=worked.sentence if worked else "",
        key=str(line.place_id),
    )


# --- what it comes to -------------------------------------------------------------------------------------------------


def _words(rank: Rank, places: Sequence[RankedPlace]) -> str:
    """The place at the top, and how many of those shown are beyond their limit."""
    if not places:
        return _NONE[rank]
    first = places[0]
    if rank is Rank.WORSENING:
        share = round((first.worsening or 0) * 100)
        return f"{first.where} worsens fastest, by {share} % of its room a year. {first.trend} {_CHANCE}"
    if rank is Rank.MEETS:
        return f"{first.where} meets its limit first: {first.trend} {_CHANCE}"
    beyond = sum(place.margin is not None and place.margin < 0 for place in places)
    more = "or more " if beyond == MOST else ""
    if beyond:
        verb = "place is" if beyond == 1 else "places are"
        return f"{beyond} {more}{verb} beyond the limit; furthest {first.where} with {first.reading}."
    return f"No place is beyond its limit; nearest to it is {first.where} with {first.reading}."


_CHANCE = "Of places that do not change, up to 5 in 100 seem to by chance alone."
"""Each place is tested at 5 %; how many were tested is not counted here: only what is shown is read."""
_NONE: Mapping[Rank, str] = {
    Rank.MARGIN: "No place of any building has an approved reading and a limit yet.",
    Rank.WORSENING: "No readings of any building drift towards a limit.",
    Rank.MEETS: "No readings of any building are expected to meet a limit.",
}


def _waiting_words(waiting: int) -> str:
    """How many places may still change this picture."""
    if not waiting:
        return ""
    if waiting > COUNTED:
        return f"More than {COUNTED:,} places are being worked out; they may come before these."
    places = "1 place is" if waiting == 1 else f"{waiting:,} places are"
    return f"{places} being worked out and may come before these."
