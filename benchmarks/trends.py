"""Looking back in a portfolio of a million tests: one trend, and the latest readings of a stair (page 5).

Both are held against a primary-key lookup sent through the same session, and their pages are counted. How they grow is
their pages in the large portfolio over those in one a tenth its size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from statistics import mean
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from benchmarks import portfolio
from benchmarks.counting import pages, sent_by
from benchmarks.frame import Bound, Result, compare, counted_result, in_turn
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database
from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.models import LatestReading, TestInstance
from firemode_desktop.queries import trends as queries
from firemode_desktop.services import trends
from firemode_desktop.services.trends.portfolio import MOST as SHOWN

LARGE = 1_000_000
ROUNDS, AT_ONCE, COUNTED = 7, 60, 12
TODAY = date(2026, 11, 23)
PRESSURE = MeasurementType.PRESSURE_DIFFERENTIAL
GROWTH = Bound(1.3)
DEEPER = Bound(2)
"""Of the portfolio: page 5 gives no figure; thirty places of thirty buildings go a level deeper into each index."""

#: The index of the original schema, widened in place: what anybody's own query of one trend reads.
WIDENED = """
    SELECT completed_at, measured_value_numeric, baseline_value, is_compliant FROM test_instances
    WHERE (stair_id, floor_id, measurement_type, door_configuration) = (:stair, :floor, :measurement, :case)
    ORDER BY completed_at DESC"""


@dataclass(frozen=True)
class Place:
    """One place in the middle of the portfolio."""

    building_id: UUID
    stair_id: UUID
    floor_id: UUID | None
    place_id: UUID
    instance_id: UUID


Asking = Callable[[Session, Place], object]


def one_trend(session: Session, place: Place) -> object:
    """The readings of one place, as every chart over time asks for them."""
    return queries.readings_of(session, [place.place_id])


def widened(session: Session, place: Place) -> object:
    """The same readings by the index of the tests themselves."""
    asked = {"stair": place.stair_id, "floor": place.floor_id, "measurement": PRESSURE.value, "case": "all_closed"}
    return session.execute(text(WIDENED), asked).all()


def of_a_stair(session: Session, place: Place) -> object:
    """The latest readings of a stair with their names."""
    return queries.places(session, stair_id=place.stair_id, measurement_type=PRESSURE.value)


def by_key(session: Session, place: Place) -> object:
    """The floor: one test by its primary key, as many columns as a reading of a trend has."""
    return session.execute(_BY_KEY.where(TestInstance.instance_id == place.instance_id)).one()


_BY_KEY = select(
    TestInstance.instance_id,
    TestInstance.session_id,
    TestInstance.completed_at,
    TestInstance.measured_value_numeric,
    TestInstance.is_compliant,
    TestInstance.verdict,
    TestInstance.baseline_value,
    TestInstance.baseline_date,
    TestInstance.required_instrument_id,
    TestInstance.stair_id,
    TestInstance.floor_id,
    TestInstance.measurement_type,
    TestInstance.door_configuration,
)


def of_all_buildings(session: Session, place: Place) -> object:
    """The chart of the portfolio."""
    return trends.gather(session, Asked(ChartKind.PORTFOLIO), TODAY)


def instruments_of(session: Session, place: Place) -> object:
    """The instruments of a building, with the days on which they were used."""
    return trends.gather(session, Asked(ChartKind.CALIBRATION, place.building_id), TODAY)


ALL, INDEX = "the portfolio", "a trend by idx_instances_stair_floor"
INSTRUMENTS = "a building's instruments"
COUNTS: Mapping[str, Asking] = {
    "a trend": one_trend,
    INDEX: widened,
    "a stair": of_a_stair,
    INSTRUMENTS: instruments_of,
    ALL: of_all_buildings,
}


def looking_back(server: Scratch, instances: int = LARGE) -> Iterator[Result]:
    """Times and pages in a portfolio of so many tests, and its pages against one a tenth its size."""
    small, large = (_filled(server, many) for many in (instances // 10, instances))
    few, many = small.read(_counted), large.read(_counted)
    yield from large.run(partial(_timed, size=_words(instances), counted=many))
    for what in COUNTS:
        yield from _pages(what, instances, few[what], many[what])
    for database in (small, large):
        database.close()


def _filled(server: Scratch, instances: int) -> Database:
    database = server.database()
    portfolio.fill(database, instances)
    return database


def chosen(session: Session, most: int) -> Sequence[Place]:
    """Places that lie anywhere, the same ones in each run of one database."""
    query = (
        select(
            LatestReading.building_id,
            LatestReading.stair_id,
            LatestReading.floor_id,
            LatestReading.place_id,
            LatestReading.instance_id,
        )
        .where(LatestReading.measurement_type == PRESSURE.value, LatestReading.door_configuration == "all_closed")
        .order_by(LatestReading.place_id)
        .limit(most)
    )
    return [Place(*row) for row in session.execute(query)]


def _counted(session: Session) -> dict[str, float]:
    """Pages that each question reads, in the mean of some places."""
    places = chosen(session, COUNTED)
    return {
        what: mean(pages(session, sent_by(session, lambda session: ask(session, place))) for place in places)  # noqa: B023
        for what, ask in COUNTS.items()
    }


def _timed(session: Session, size: str, counted: Mapping[str, float]) -> list[Result]:
    places = chosen(session, AT_ONCE)

    def each(ask: Asking) -> Callable[[], object]:
        return lambda: [ask(session, place) for place in places]

    times = in_turn({ask.__name__: each(ask) for ask in (one_trend, of_a_stair, by_key)}, ROUNDS)
    floor = times["by_key"]
    levels = portfolio.LEVELS
    return [
        compare(
            f"trend of one location, 3 years, in {size} instances, {AT_ONCE} times",
            "primary-key lookup",
            times["one_trend"],
            floor,
            Bound(3),
            {"pages": round(counted["a trend"], 1), "readings": portfolio.VISITS},
        ),
        compare(
            f"latest readings of a stair in {size} instances, {AT_ONCE} times",
            "primary-key lookup",
            times["of_a_stair"],
            floor,
            Bound(5),
            {"pages a floor": round(counted["a stair"] / levels, 1), "floors": levels},
        ),
    ]


MOST: Mapping[str, float] = {
    "a trend": 10,
    INDEX: 10,
    "a stair": 5 * portfolio.LEVELS,
    INSTRUMENTS: 20 * portfolio.VISITS,
    ALL: 16 * SHOWN,
}


def _pages(what: str, instances: int, few: float, many: float) -> Iterator[Result]:
    """Pages against the most that page 5 allows, and how they grow with the portfolio."""
    name, large = f"pages of {what}", _words(instances)
    if what in MOST:
        yield counted_result(f"{name}, {large} instances", "pages allowed", many, MOST[what], Bound(1))
    if what != INDEX:
        yield counted_result(
            f"{name}, {large} instances",
            f"{_words(instances // 10)} instances",
            many,
            few,
            DEEPER if what == ALL else GROWTH,
        )


def _words(instances: int) -> str:
    return f"{instances / 1_000_000:g} M" if instances >= 1_000_000 else f"{instances // 1000} k"
