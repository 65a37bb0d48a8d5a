"""The doorways of a stair: their nine velocities as they were approved last, and what changed since the time before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from firemode_desktop.charts.data import DoorwayGrid, DoorwayGrids
from firemode_desktop.charts.digits import shown, signed
from firemode_desktop.domain.charting import Asked
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.grid import POINTS, Grid
from firemode_desktop.domain.standing import Measure, Standing, case_name
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.models import BaselineAirVelocity, Doorway, ResultAmendment, TestInstance
from firemode_desktop.queries import visits
from firemode_desktop.queries.testing import last_corrections
from firemode_desktop.services.trends.places import PlaceLine, places
from firemode_desktop.services.trends.stairs import stair_of

VELOCITY = MeasurementType.AIR_VELOCITY
CHANGE = "change"
UNKNOWN_SIZE = (Decimal("1.0"), Decimal("2.0"))
NOTHING: tuple[Decimal | None, ...] = (None,) * POINTS


@dataclass(frozen=True, slots=True)
class _Before:
    """What a doorway is held against: nine points, their mean, and which they are."""

    points: tuple[Decimal | None, ...]
    mean: Decimal
    against: str


def gather_doorways(session: Session, asked: Asked, today: date) -> DoorwayGrids:
    """The latest approved grids of a stair in one door scenario; ``asked.by`` ``change``: against the time before.

    The time before is the approved session before, or the baseline where there is none. ``today`` chooses nothing:
    what is latest stands in the record. Nine statements at most. Raises ``Invalid`` and ``Missing`` as ``stair_of``.
    """
    stair = stair_of(session, asked, VELOCITY.value, today)
    lines = places(session, stair.building_id, stair.stair_id, VELOCITY.value)
    scenarios = sorted({line.case for line in lines})
    scenario = asked.case if asked.case in scenarios else next(iter(scenarios), "")
    lines = tuple(line for line in lines if line.case == scenario)
    change = asked.by == CHANGE
    earlier = _earlier(session, lines) if change else {}
    grids = _grids(session, [line.instance_id for line in lines] + [row.instance_id for row in earlier.values()])
    doorways = _doorways(session, stair.stair_id)
    drawn = [_doorway(line, grids.get(line.instance_id, NOTHING), doorways.get(_where(line))) for line in lines]
    if change:
        before = _before(session, lines, earlier, grids, doorways, scenario)
        drawn = [_against(one, before.get(line.place_id)) for one, line in zip(drawn, lines, strict=True)]
    what = "change of air velocity" if change else "air velocity"
    ending = f" · {case_name(Measure.VELOCITY, scenario).lower()}" if scenario else ""
    title = f"{stair.building} · {stair.stair} · {what}{ending}"
    words = _change_words(stair.stair, drawn) if change else _latest_words(stair.stair, drawn)
    return DoorwayGrids(title, tuple(drawn), words, change)


def _where(line: PlaceLine) -> tuple[UUID | None, str]:
    return line.floor_id, line.doorway or ""


def _doorways(session: Session, stair_id: UUID) -> dict[tuple[UUID | None, str], Doorway]:
    found = session.scalars(select(Doorway).where(Doorway.stair_id == stair_id))
    return {(doorway.floor_id, doorway.doorway_identifier): doorway for doorway in found}


def _earlier(session: Session, lines: Sequence[PlaceLine]) -> dict[UUID, Row[Any]]:
    """By place: the last reading of the approved session before the latest one that no trend leaves out."""
    latest = {line.place_id: line.session_id for line in lines}
    rows = visits.readings(session, latest)
    return {row.place_id: row for row in rows if row.session_id != latest[row.place_id] and not row.excluded}


def _grids(session: Session, tests: Collection[UUID]) -> dict[UUID, tuple[Decimal | None, ...]]:
    """By test: the nine points that stand, those of a correction for those that were recorded."""
    query = select(TestInstance.instance_id, TestInstance.measured_value_text).where(
        TestInstance.instance_id.in_(tests)
    )
    texts: dict[UUID, str | None] = {row[0]: row[1] for row in session.execute(query)}
    for test, new in last_corrections(session, ResultAmendment.instance_id.in_(tests)).items():
        texts[test] = new.get("measured_value_text")
    return {test: Grid.from_text(text).values for test, text in texts.items() if text}


def _doorway(line: PlaceLine, points: tuple[Decimal | None, ...], doorway: Doorway | None) -> DoorwayGrid:
    wide, tall = (doorway.width_m, doorway.height_m) if doorway else (None, None)
    size = UNKNOWN_SIZE if wide is None or tall is None else (wide, tall)
    label = line.floor or line.doorway or line.identifier
    return DoorwayGrid(
        label, *size, points, line.value, line.limits.minimum, line.standing, line.at.date(), str(line.instance_id)
    )


def _before(
    session: Session,
    lines: Iterable[PlaceLine],
    earlier: Mapping[UUID, Row[Any]],
    grids: Mapping[UUID, tuple[Decimal | None, ...]],
    doorways: Mapping[tuple[UUID | None, str], Doorway],
    scenario: str,
) -> dict[UUID, _Before]:
    """By place: the session before, else the baseline that held on the day of the latest reading."""
    found: dict[UUID, _Before] = {}
    commissioned = _commissioned(session, [doorway.doorway_id for doorway in doorways.values()], scenario)
    for line in lines:
        if (row := earlier.get(line.place_id)) is not None:
            day = show_date(row.at.astimezone(line.zone).date())
            found[line.place_id] = _Before(grids.get(row.instance_id, NOTHING), row.value, day)
        elif (doorway := doorways.get(_where(line))) is not None:
            own = (one for one in commissioned if one.doorway_id == doorway.doorway_id)
            if (held := next((one for one in own if one.holds_on(line.at.date())), None)) is not None:
                found[line.place_id] = _of_baseline(held)
    return found


def _commissioned(session: Session, doorway_ids: Collection[UUID], scenario: str) -> Sequence[BaselineAirVelocity]:
    query = select(BaselineAirVelocity).where(
        BaselineAirVelocity.doorway_id.in_(doorway_ids),
        BaselineAirVelocity.door_scenario == scenario,
        BaselineAirVelocity.withdrawn_at.is_(None),
    )
    return session.scalars(query).all()


def _of_baseline(one: BaselineAirVelocity) -> _Before:
    points = Grid.from_points(one.measurement_points).values if one.measurement_points else NOTHING
    mean = one.velocity_ms if one.average_velocity_ms is None else one.average_velocity_ms
    return _Before(points, mean, f"baseline of {show_date(one.commissioned_date)}")


def _against(one: DoorwayGrid, before: _Before | None) -> DoorwayGrid:
    if before is None:
        return one
    return replace(one, before=before.points, before_mean=before.mean, against=before.against)


def _latest_words(stair: str, drawn: Sequence[DoorwayGrid]) -> str:
    """How the means stand, of when they are, and which is the lowest."""
    if not drawn:
        return f"No air velocity of {stair} was approved yet."
    failing = sum(one.mark is Standing.FAIL for one in drawn)
    lowest = min(drawn, key=lambda one: one.mean or Decimal(0))
    return (
        f"{stair}, latest grids ({_days(drawn)}): {failing or 'none'} of {len(drawn)} "
        f"{'fails' if failing < 2 else 'fail'}; the lowest mean is {shown(lowest.mean)} m/s at {lowest.label}."
    )


def _days(drawn: Iterable[DoorwayGrid]) -> str:
    days = sorted({one.day for one in drawn if one.day})
    return show_date(days[0]) if len(days) == 1 else f"{show_date(days[0])} to {show_date(days[-1])}"


def _change_words(stair: str, drawn: Sequence[DoorwayGrid]) -> str:
    """The change of all means together, what they are held against, and the greatest loss."""
    known = [(one, change) for one in drawn if (change := one.mean_change) is not None]
    if not known:
        return f"No doorway of {stair} has an approved reading and one before it, or a baseline, to be held against."
    mean = sum((change for _, change in known), Decimal(0)) / len(known)
    told = f"{stair}: the mean velocity of {len(known)} of {len(drawn)} doorways changed by {signed(mean)} m/s"
    against = dict.fromkeys(one.against for one, _ in known)
    told += f" against {next(iter(against))}" if len(against) == 1 else " against the time before each"
    least, loss = min(known, key=lambda each: each[1])
    return f"{told}. Greatest loss: {least.label}, {signed(loss)} m/s." if loss < 0 else f"{told}. None lost air."
