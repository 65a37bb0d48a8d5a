"""Readings in time, location by location: from approved sessions, with what the statistics make of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.charts.data import History, HistoryPoint
from firemode_desktop.charts.digits import signed
from firemode_desktop.charts.export import FORMATS as PICTURES
from firemode_desktop.charts.export import pages_to_bytes, to_bytes
from firemode_desktop.charts.histories import A_PAGE, histories_chart
from firemode_desktop.charts.history import history_chart
from firemode_desktop.charts.style import style
from firemode_desktop.charts.tables import csv_bytes
from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.faults import location
from firemode_desktop.domain.judges import NUMERIC
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.standing import Measure, case_name, case_of, standing
from firemode_desktop.domain.trend import Trend, TrendPoint, analyse
from firemode_desktop.domain.words import InstanceStatus, MeasurementType, SessionStatus
from firemode_desktop.exports.series import READINGS, series_workbook
from firemode_desktop.models import (
    Building,
    Door,
    Doorway,
    Floor,
    Instrument,
    ResultAmendment,
    Stair,
    TestInstance,
    TestSession,
)
from firemode_desktop.queries.testing import last_corrections

FORMATS = ("csv", "json", "xlsx", *PICTURES)
_RETEST = re.compile(r"_R[0-9]+$")


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One approved reading; ``at`` is when it was measured, in the building's time zone."""

    at: datetime
    value: Decimal
    baseline: Decimal | None
    is_compliant: bool | None
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One location in one condition: its readings, oldest first, and their trend against today's limits."""

    identifier: str
    stair: str
    floor: str | None
    place: str
    measurement_type: MeasurementType
    unit: str
    limits: Limits
    setpoint: Decimal | None
    points: tuple[SeriesPoint, ...]
    trend: Trend
    case: str = ""
    """In what condition: a door configuration, a door scenario, or whether the fan was ``active``."""

    @property
    def where(self) -> str:
        """``Stair-A · Level-8``."""
        return " · ".join(part for part in (self.stair, self.floor) if part)

    @property
    def what(self) -> str:
        """``Pressure, doors closed``, ``Force, fan on``."""
        measure = Measure.of(self.measurement_type)
        if measure is None or not self.case:
            return self.measurement_type.label
        return f"{measure.label}, {case_name(measure, self.case).lower()}"

    @property
    def sentence(self) -> str:
        """``−3.4 Pa a year. The limit … is expected to be met …`` or why nothing is projected."""
        slope = self.trend.slope_per_year
        if slope is None or self.trend.projection is None:
            return self.trend.sentence
        return f"{signed(Decimal(str(slope)))} {self.unit} a year. {self.trend.sentence}"


def trend(
    session: Session,
    building_id: UUID,
    stair_name: str | None = None,
    measurement_type: str | None = None,
) -> tuple[Series, ...]:
    """The series of a building, of one stair or one measurement when asked so, in walking order.

    Only completed readings of approved sessions count; a correction beside a reading stands for it. One statement for
    the readings and one for the corrections.

    Raises:
        Missing: there is no such building, or no such stair in it.
    """
    if stair_name is not None:
        _check_stair(session, building_id, stair_name)
    zone = ZoneInfo(session.get_one(Building, building_id).timezone)
    rows = session.execute(_readings(building_id, stair_name, measurement_type)).all()
    corrected = last_corrections(session, ResultAmendment.building_id == building_id)
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        groups.setdefault(_key(row[0]), []).append(row)
    found = [_series(group, corrected, zone) for group in groups.values()]
    return tuple(series for _, series in sorted(found, key=lambda pair: pair[0]))


def _check_stair(session: Session, building_id: UUID, stair_name: str) -> None:
    names = session.scalars(select(Stair.stair_name).where(Stair.building_id == building_id)).all()
    if stair_name not in names:
        raise Missing(f"There is no stair called “{stair_name}”.", sorted(names, key=natural_key))


def _readings(building_id: UUID, stair_name: str | None, measurement_type: str | None) -> Any:
    query = (
        select(
            TestInstance,
            Stair.stair_name,
            Floor.floor_level,
            Floor.floor_number,
            Door.door_identifier,
            Doorway.doorway_identifier,
            Instrument.serial_number,
        )
        .join(TestSession, TestSession.id == TestInstance.session_id)
        .join(Stair, Stair.stair_id == TestInstance.stair_id)
        .outerjoin(Floor, Floor.floor_id == TestInstance.floor_id)
        .outerjoin(Door, Door.door_id == TestInstance.door_id)
        .outerjoin(Doorway, Doorway.doorway_id == TestInstance.doorway_id)
        .outerjoin(Instrument, Instrument.id == TestInstance.required_instrument_id)
        .where(
            TestInstance.building_id == building_id,
            TestSession.status == SessionStatus.APPROVED.value,
            TestInstance.status == InstanceStatus.COMPLETED.value,
            TestInstance.measured_value_numeric.is_not(None),
            TestInstance.measurement_type.in_([kind.value for kind in NUMERIC]),
        )
        .order_by(TestInstance.completed_at, TestInstance.attempt, TestInstance.instance_id)
    )
    if stair_name is not None:
        query = query.where(Stair.stair_name == stair_name)
    return query if measurement_type is None else query.where(TestInstance.measurement_type == str(measurement_type))


def _key(test: TestInstance) -> tuple[Any, ...]:
    """What belongs on one line: the same place in the same condition, whatever it was called at the time."""
    return (
        test.measurement_type, test.stair_id, test.floor_id, test.door_id, test.doorway_id, test.door_configuration,
        test.door_scenario, test.pressurization_active, test.location_id,
    )  # fmt: skip


def _series(rows: Sequence[Any], corrected: Mapping[UUID, Mapping[str, Any]], zone: ZoneInfo) -> tuple[Any, Series]:
    """A place in the walking order, and the series itself; names, limits and unit are those of the latest reading."""
    latest, stair, floor, number, door, doorway, _ = rows[-1]
    points = tuple(_point(row[0], corrected.get(row[0].instance_id, {}), zone) for row in rows)
    limits = Limits(latest.min_threshold, latest.max_threshold, latest.unit or "")
    given = [
        TrendPoint(point.at.date(), point.value, point.baseline, point.is_compliant, row[0].door_configuration, row[6])
        for row, point in zip(rows, points, strict=True)
    ]
    series = Series(
        identifier=_RETEST.sub("", latest.scoped_identifier),
        stair=stair,
        floor=floor,
        place=location(
            stair=stair,
            floor=floor,
            door=door,
            doorway=doorway,
            door_configuration=latest.door_configuration,
            door_scenario=latest.door_scenario,
            pressurization_active=latest.pressurization_active,
            location_id=latest.location_id,
        ),
        measurement_type=MeasurementType(latest.measurement_type),
        unit=latest.unit or "",
        limits=limits,
        setpoint=latest.design_setpoint,
        points=points,
        trend=analyse(given, limits),
        case=case_of(latest.door_configuration, latest.door_scenario, latest.pressurization_active),
    )
    order = MeasurementType.values().index(latest.measurement_type)
    return (natural_key(stair), number is None, number or 0, order, series.identifier), series


def _point(test: TestInstance, correction: Mapping[str, Any], zone: ZoneInfo) -> SeriesPoint:
    assert test.completed_at is not None
    value = correction.get("measured_value")
    return SeriesPoint(
        at=test.completed_at.astimezone(zone),
        value=test.measured_value_numeric if value is None else Decimal(str(value)),  # type: ignore[arg-type]
        baseline=test.baseline_value,
        is_compliant=correction.get("is_compliant", test.is_compliant),
        verdict=correction.get("verdict", test.verdict),
    )


# --- shapes -----------------------------------------------------------------------------------------------------------


def document(series: Sequence[Series]) -> dict[str, Any]:
    """The JSON shape of ``firemode trend``; numbers are Decimals, times have their offset."""
    return {"series": [_document(one) for one in series]}


def _document(one: Series) -> dict[str, Any]:
    found = one.trend
    return {
        "identifier": one.identifier,
        "stair": one.stair,
        "floor": one.floor,
        "measurement_type": one.measurement_type.value,
        "unit": one.unit,
        "points": [
            {"at": point.at, "value": point.value, "baseline": point.baseline, "is_compliant": point.is_compliant}
            for point in one.points
        ],
        "slope_per_year": found.slope_per_year,
        "slope_interval": None if found.slope_interval is None else list(found.slope_interval),
        "mann_kendall": None if found.mann_kendall is None else found.mann_kendall.to_dict(),
        "projection": None if found.projection is None else found.projection.to_dict(),
        "refusal": found.refusal,
    }


def in_words(series: Sequence[Series]) -> str:
    """One line a location: the latest reading, and what to make of it."""
    if not series:
        return "There is no approved reading yet."
    return "\n".join(f"{one.identifier}  {_latest(one)}  {one.sentence}".rstrip() for one in series)


def _latest(one: Series) -> str:
    count = len(one.points)
    return f"{plain(one.points[-1].value)} {one.unit}, {count} reading{'s' if count > 1 else ''}"


def history(one: Series) -> History:
    """A series for a chart: its line only where one may be drawn, its words in any case."""
    found = one.trend
    return History(
        title=one.place,
        unit=one.unit,
        points=tuple(
            HistoryPoint(
                point.at.date(),
                point.value,
                point.baseline,
                standing(InstanceStatus.COMPLETED, point.is_compliant, point.verdict, point.value, one.limits),
            )
            for point in one.points
        ),
        minimum=one.limits.minimum,
        maximum=one.limits.maximum,
        setpoint=one.setpoint,
        line=_line(found),
        projection=None if found.projection is None else (found.projection.since, found.projection.until),
        words=one.sentence,
    )


def _line(found: Trend) -> tuple[float, float] | None:
    """The Theil–Sen line at the first and at the last reading; none where the program refuses to project."""
    if found.slope_per_year is None or found.refusal is not None:
        return None
    from statistics import median

    first = found.points[0].at
    years = [(point.at - first).days / 365.25 for point in found.points]
    start = median(float(point.value) for point in found.points) - found.slope_per_year * median(years)
    return start, start + found.slope_per_year * years[-1]


# --- files ------------------------------------------------------------------------------------------------------------


def write_trend(series: Sequence[Series], format: str, title: str = "Readings in time") -> bytes:
    """``series`` as a csv, json, xlsx, png, svg or pdf file; the same series give the same bytes.

    A picture of one series is its chart; of several, a sheet with a row each, in a pdf over as many pages as it takes.
    Raises ``Invalid`` for any other format.
    """
    if format not in FORMATS:
        raise Invalid(f"A trend can be written as {', '.join(FORMATS)}; “{format}” is none of these.")
    if format == "json":
        return json.dumps(document(series), default=_jsonable, ensure_ascii=False, indent=2).encode()
    if format == "csv":
        return csv_bytes([[name for name, _ in READINGS], *map(_text_row, _reading_rows(series))])
    if format == "xlsx":
        return series_workbook([_sheet_row(row) for row in _reading_rows(series)], list(_trend_rows(series)))
    return _picture([history(one) for one in series], format, title)


def _picture(histories: Sequence[History], format: str, title: str) -> bytes:
    look = style("light")
    if len(histories) == 1:
        return to_bytes(history_chart(histories[0], look), format, histories[0].title)
    if format != "pdf" or len(histories) <= A_PAGE:
        return to_bytes(histories_chart(title, histories, look), format, title)
    parts = [histories[start : start + A_PAGE] for start in range(0, len(histories), A_PAGE)]
    return pages_to_bytes((histories_chart(title, part, look) for part in parts), title)


def _reading_rows(series: Sequence[Series]) -> Iterator[tuple[Any, ...]]:
    for one in series:
        what = (one.identifier, one.stair, one.floor, one.measurement_type.value, one.unit)
        for point in one.points:
            yield (*what, point.at, point.value, point.baseline, point.is_compliant)


def _text_row(row: tuple[Any, ...]) -> list[Any]:
    """A row of the CSV file: times in ISO 8601, yes and no in words."""
    words = {True: "yes", False: "no", None: None}
    return [*row[:5], row[5].isoformat(), *row[6:8], words[row[8]]]


def _sheet_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row of the workbook: spreadsheets know no offset, so a time is text."""
    return (*row[:5], row[5].isoformat(), *row[6:])


def _trend_rows(series: Sequence[Series]) -> Iterator[tuple[Any, ...]]:
    for one in series:
        found, test = one.trend, one.trend.mann_kendall
        low, high = found.slope_interval or (None, None)
        ends = found.projection.to_dict() if found.projection else {"from": None, "to": None}
        numbers = [_number(value) for value in (found.slope_per_year, low, high)]
        statistics = (test.s, _number(test.z), _number(test.p), test.method) if test else (None,) * 4
        what = (one.identifier, one.stair, one.floor, one.measurement_type.value, one.unit, len(one.points))
        yield (*what, *numbers, *statistics, ends["from"], ends["to"], found.refusal)


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(round(value, 9)))


def _jsonable(value: object) -> object:
    """Decimals as JSON numbers, times in ISO 8601 with their offset."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
