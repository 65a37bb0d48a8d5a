"""Readings in time as the report of a session tells them: as they counted when the session was approved.

For a session that is not approved yet: all that is approved now, and its own readings beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.faults import location
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.standing import case_of, standing
from firemode_desktop.domain.trend import TrendPoint, analyse
from firemode_desktop.domain.words import InstanceStatus, MeasurementType, SessionStatus
from firemode_desktop.models import ReadingExclusion, ResultAmendment, TestInstance
from firemode_desktop.queries import past_readings as past
from firemode_desktop.queries import trends as queries
from firemode_desktop.queries.testing import last_corrections
from firemode_desktop.reports.trend_data import ChartFacts, LeftOut, PlaceTrend, TrendFacts
from firemode_desktop.services import people
from firemode_desktop.services.testing.bench import Bench
from firemode_desktop.services.trends.in_report import charts_of

_RETEST = re.compile(r"_R([0-9]{1,6})$")


def trends(session: Session, bench: Bench) -> TrendFacts:
    """The section *Trends*, in a fixed number of statements however many places and readings there are."""
    return _Gathering(session, bench).facts()


class _Gathering:
    """What counted of a building, for the report of one session."""

    def __init__(self, session: Session, bench: Bench) -> None:
        self.session, self.bench, self.visit = session, bench, bench.visit
        self.building_id = bench.visit.building_id
        self.approved = bench.visit.status == SessionStatus.APPROVED
        self.until: datetime | None = bench.visit.reviewed_at if self.approved else None
        self.left_out = past.left_out(session, self.building_id, self.until)
        self.readings = self._readings()
        self.serials = queries.serials(session, {each["instrument_id"] for each in self.readings} - {None})

    def facts(self) -> TrendFacts:
        """The whole of it."""
        by_place: dict[UUID, list[dict[str, Any]]] = {}
        for reading in self.readings:
            by_place.setdefault(reading["place_id"], []).append(reading)
        latest = {readings[-1]["instance_id"]: readings for readings in by_place.values()}
        rows = past.where(self.session, list(latest))
        found = sorted((self._place(row, latest[row[0].instance_id]) for row in rows), key=lambda pair: pair[0])
        names = {latest[row[0].instance_id][0]["place_id"]: (_place_name(row), row[0].unit or "") for row in rows}
        own = {each["session_id"] for each in self.readings}
        return TrendFacts(
            sessions=len(own - (set() if self.approved else {self.visit.id})),
            own=not self.approved and self.visit.id in own,
            since=self._day(self.readings[0]) if self.readings else None,
            places=tuple(place for _, place in found),
            left_out=tuple(self._left_out(names)),
            charts=tuple(
                ChartFacts(each.title, each.words, each.origin, each.scene, each.at)
                for each in charts_of(self.session, self.visit.id)
            ),
        )

    # --- readings ---------------------------------------------------------------------------------------------------

    def _readings(self) -> list[dict[str, Any]]:
        """What counted, oldest first, a retest after what it repeats."""
        found = [dict(row._mapping) for row in past.readings(self.session, self.building_id, self.until)]
        self._as_corrected_then([each for each in found if each["corrected"]])
        if not self.approved:
            found += self._own()
            found.sort(key=lambda each: (each["at"], each["turn"], each["instance_id"]))
        return found

    def _as_corrected_then(self, corrected: Sequence[dict[str, Any]]) -> None:
        """Take away what later corrections brought."""
        if not corrected:
            return
        recorded = past.originals(self.session, [each["instance_id"] for each in corrected])
        counted = past.recorded_by(self.until, self.visit.id)
        then = last_corrections(self.session, ResultAmendment.building_id == self.building_id, counted)
        for each in corrected:
            original, brought = recorded[each["instance_id"]], then.get(each["instance_id"], {})
            value = brought.get("measured_value")
            each["value"] = original.measured_value_numeric if value is None else Decimal(str(value))
            each["is_compliant"] = brought.get("is_compliant", original.is_compliant)
            each["verdict"] = brought.get("verdict", original.verdict)
            tool = brought.get("instrument_id", original.required_instrument_id)
            each["instrument_id"] = None if tool is None else UUID(str(tool))

    def _own(self) -> Iterable[dict[str, Any]]:
        """The readings of a session that is not approved yet, by their latest corrections."""
        places = past.places_of_session(self.session, self.visit.id)
        for test in self.bench.instances:
            if test.instance_id in places and test.completed_at is not None:
                yield self._own_reading(test, places[test.instance_id])

    def _own_reading(self, test: TestInstance, place_id: UUID) -> dict[str, Any]:
        stands = self.bench.stands(test)
        turn = _RETEST.search(test.scoped_identifier)
        return {
            "place_id": place_id,
            "instance_id": test.instance_id,
            "session_id": self.visit.id,
            "at": test.completed_at,
            "turn": int(turn[1]) if turn else 1,
            "value": stands.measured_value_numeric,
            "is_compliant": stands.is_compliant,
            "verdict": stands.verdict,
            "baseline_value": test.baseline_value,
            "baseline_date": test.baseline_date,
            "instrument_id": stands.required_instrument_id,
        }

    def _day(self, reading: Mapping[str, Any]) -> Any:
        return self.bench.local_day(reading["at"])

    # --- places -----------------------------------------------------------------------------------------------------

    def _place(self, row: Any, readings: Sequence[Mapping[str, Any]]) -> tuple[Any, PlaceTrend]:
        """A place in walking order, and what its readings come to against the limits of the latest of them."""
        test, stair, floor, number, _, _ = row
        limits = Limits(test.min_threshold, test.max_threshold, test.unit or "")
        case = case_of(test.door_configuration, test.door_scenario, test.pressurization_active)
        last = readings[-1]
        facts = PlaceTrend(
            place=_place_name(row),
            unit=test.unit or "",
            limits=limits,
            value=last["value"],
            day=self._day(last),
            standing=standing(InstanceStatus.COMPLETED, last["is_compliant"], last["verdict"], last["value"], limits),
            trend=analyse([self._point(each, case) for each in readings], limits),
        )
        kind = MeasurementType.values().index(test.measurement_type)
        return (natural_key(stair), floor is None, number or 0, kind, test.scoped_identifier), facts

    def _point(self, reading: Mapping[str, Any], case: str) -> TrendPoint:
        made, tool = self.left_out.get(reading["instance_id"]), reading["instrument_id"]
        return TrendPoint(
            at=self._day(reading),
            value=reading["value"],
            baseline=reading["baseline_value"],
            is_compliant=reading["is_compliant"],
            door_configuration=case,
            instrument=None if tool is None else self.serials.get(tool, str(tool)),
            instance_id=reading["instance_id"],
            baseline_date=reading["baseline_date"],
            excluded=made.reason if made else None,
        )

    def _left_out(self, names: Mapping[UUID, tuple[str, str]]) -> Iterable[LeftOut]:
        """What was left out, in the order it was read."""
        who = people.names(self.session, {made.decided_by for made in self.left_out.values()})
        for reading in self.readings:
            made = self.left_out.get(reading["instance_id"])
            if made is not None:
                yield self._one_left_out(reading, made, names[reading["place_id"]], who)

    def _one_left_out(
        self, reading: Mapping[str, Any], made: ReadingExclusion, place: tuple[str, str], who: Mapping[UUID, str]
    ) -> LeftOut:
        return LeftOut(
            place=place[0],
            value=reading["value"],
            unit=place[1],
            day=self._day(reading),
            reason=made.reason,
            by=who.get(made.decided_by) if made.decided_by else None,
            at=made.recorded_at,
        )


def _place_name(row: Any) -> str:
    """``Stair-A, Level-8, All Doors Closed``."""
    test, stair, floor, _, door, doorway = row
    return location(
        stair=stair,
        floor=floor,
        door=door,
        doorway=doorway,
        door_configuration=test.door_configuration,
        door_scenario=test.door_scenario,
        pressurization_active=test.pressurization_active,
        location_id=test.location_id,
    )
