"""Pressure over height: the latest approved readings of a stair, and what the stack effect of their day would give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.charts.data import Profile, ProfileCase, ProfileFloor
from firemode_desktop.domain.charting import Asked
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.plausibility import ProfilePoint, check_profile, check_stack_effect, suspects
from firemode_desktop.domain.session_physics import CLOSED
from firemode_desktop.domain.stack_line import StackLine, stack_line
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import DoorConfiguration, MeasurementType
from firemode_desktop.models import ApprovedReading, Floor
from firemode_desktop.queries.site import in_service
from firemode_desktop.services.trends.places import PlaceLine, places
from firemode_desktop.services.trends.stairs import StairOf, stair_of

PRESSURE = MeasurementType.PRESSURE_DIFFERENTIAL
_MOST_TOLD = 3


Temperatures = tuple[Decimal | None, Decimal | None]
"""Outside and in the stair, °C."""


@dataclass(frozen=True, slots=True)
class _Case:
    """The latest readings of one door configuration by floor, with the temperatures of the last visit."""

    configuration: DoorConfiguration
    lines: Mapping[UUID | None, PlaceLine]
    temperatures: Temperatures

    @property
    def points(self) -> tuple[ProfilePoint, ...]:
        """The readings of the last visit at known heights, from the bottom up; a line is laid through one only."""
        visit = _last(self.lines.values()).session_id
        found = [
            ProfilePoint(line.floor or "", line.height_m, line.value)
            for line in self.lines.values()
            if line.session_id == visit and line.height_m is not None
        ]
        return tuple(sorted(found, key=lambda point: point.height_m))

    @property
    def stack(self) -> StackLine | None:
        return stack_line(self.points, *self.temperatures)


def gather_profile(session: Session, asked: Asked, today: date) -> Profile:
    """The latest approved pressures of a stair in both door cases, or in the one that is asked for.

    Floors that are in service on ``today`` and were never read stand without a reading. Five statements.
    Raises ``Invalid`` and ``Missing`` as ``stair_of``.
    """
    stair = stair_of(session, asked, PRESSURE.value, today)
    floors = _floors(session, stair, today)
    standing = {floor.floor_id for floor in floors}
    lines = [
        line for line in places(session, stair.building_id, stair.stair_id, PRESSURE.value) if line.floor_id in standing
    ]
    read = _cases(session, lines, asked.case)
    title = f"{stair.building} · {stair.stair} · pressure over height"
    return Profile(stair.stair, tuple(_case(case, floors) for case in read), "Pa", title, _words(stair.stair, read))


def _cases(session: Session, lines: Sequence[PlaceLine], asked: str) -> list[_Case]:
    """The door cases that were read; of them the one that is asked for, if it was."""
    found = {case: [line for line in lines if line.case == case] for case in DoorConfiguration}
    found = {case: own for case, own in found.items() if own}
    if asked in found:
        found = {case: own for case, own in found.items() if case == asked}
    temperatures = _temperatures(session, [_last(own).instance_id for own in found.values()])
    return [
        _Case(case, {line.floor_id: line for line in own}, temperatures[_last(own).instance_id])
        for case, own in found.items()
    ]


def _last(lines: Iterable[PlaceLine]) -> PlaceLine:
    return max(lines, key=lambda line: line.at)


def _floors(session: Session, stair: StairOf, today: date) -> Sequence[Floor]:
    query = select(Floor).where(Floor.stair_id == stair.stair_id, *in_service(Floor, today))
    return session.scalars(query.order_by(Floor.floor_number)).all()


def _temperatures(session: Session, tests: Sequence[UUID]) -> dict[UUID, Temperatures]:
    """As they were recorded with these tests."""
    query = select(ApprovedReading.instance_id, ApprovedReading.temp_out_c, ApprovedReading.temp_stair_c).where(
        ApprovedReading.instance_id.in_(tests)
    )
    return {row.instance_id: (row.temp_out_c, row.temp_stair_c) for row in session.execute(query)}


def _case(case: _Case, floors: Iterable[Floor]) -> ProfileCase:
    stack = case.stack
    drawn = tuple(_floor(floor, case.lines.get(floor.floor_id), stack) for floor in floors)
    return ProfileCase(case.configuration.label, drawn, _days(case.lines.values()))


def _floor(floor: Floor, line: PlaceLine | None, stack: StackLine | None) -> ProfileFloor:
    expected = None if stack is None or floor.height_m is None else round_half_even(stack.at(floor.height_m), 2)
    if line is None:
        return ProfileFloor(
            floor.floor_level, floor.height_m, None, None, None, None, Standing.NOT_TESTED, expected
        )  # fmt: skip
    low, high = line.limits.minimum, line.limits.maximum
    return ProfileFloor(
        floor.floor_level, floor.height_m, line.value, line.baseline, low, high, line.standing, expected,
        line.at.date(), str(line.instance_id),
    )  # fmt: skip


def _days(lines: Iterable[PlaceLine]) -> str:
    """``14 Mar 2026``, or the first and the last day the readings are of."""
    days = sorted({line.at.date() for line in lines})
    return show_date(days[0]) if len(days) == 1 else f"{show_date(days[0])} to {show_date(days[-1])}"


def _words(stair: str, cases: Sequence[_Case]) -> str:
    """How the readings stand, of when they are, and what of them does not fit over the height."""
    if not cases:
        return f"No pressure of {stair} was approved yet."
    told = [_standing(stair, cases)]
    closed = next((case for case in cases if case.configuration == CLOSED), None)
    if closed is not None and closed.stack is not None:
        told.append(check_stack_effect(stair, closed.points, *closed.temperatures).message)
    elif closed is not None and None in closed.temperatures:
        told.append("No stack line: the temperatures outside and in the stair were not recorded that day.")
    return " ".join([*told, *_strays(stair, cases)])


def _standing(stair: str, cases: Sequence[_Case]) -> str:
    lines = [line for case in cases for line in case.lines.values()]
    failing = sum(line.standing is Standing.FAIL for line in lines)
    first = f"{stair}, latest readings ({_days(lines)}): "
    return f"{first}{failing or 'none'} of {len(lines)} {'fails' if failing < 2 else 'fail'}."


def _strays(stair: str, cases: Sequence[_Case]) -> list[str]:
    """The readings that the others of their day do not bear out, a few of them in full."""
    found = [
        check.message if case.configuration == CLOSED else f"With the evacuation doors open: {check.message}"
        for case in cases
        for check in suspects(check_profile(stair, case.points))
    ]
    more = len(found) - _MOST_TOLD
    return [*found[:_MOST_TOLD], f"{more} more do not fit either."] if more > 0 else found
