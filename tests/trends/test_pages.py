"""What looking back reads, counted: pages and statements in a portfolio and in one a quarter its size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from statistics import mean

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks import portfolio
from benchmarks import trends as asking
from benchmarks.counting import pages, sent_by
from firemode_desktop.database import Database
from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.models import ApprovedReading
from firemode_desktop.services import trends
from firemode_desktop.services.trends.comparing import LOOKED_AT, WIDE, beside
from firemode_desktop.services.trends.portfolio import MOST
from tests.conftest import _database, _url_of

SMALL, LARGE = 10_000, 40_000
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def portfolios(server_url: str, template_database: str) -> Iterator[dict[int, Database]]:
    """One of five buildings and one of 19, each visited every quarter for three years."""
    with (
        _database(server_url, "few", template_database) as few,
        _database(server_url, "many", template_database) as many,
    ):
        found = {SMALL: Database(_url_of(server_url, few)), LARGE: Database(_url_of(server_url, many))}
        for tests, database in found.items():
            portfolio.fill(database, tests)
        yield found
        for database in found.values():
            database.close()


def read(database: Database, ask: asking.Asking) -> float:
    """Pages of one question in the mean of some places."""

    def job(session: Session) -> float:
        return mean(pages(session, sent_by(session, _at(ask, place))) for place in asking.chosen(session, 6))

    return database.read(job)


def _at(ask: asking.Asking, place: asking.Place) -> Callable[[Session], object]:
    return lambda session: ask(session, place)


def test_that_the_portfolio_is_what_the_programs_own_triggers_make_of_it(portfolios: dict[int, Database]) -> None:
    def differing(session: Session) -> int:
        columns = ", ".join(column.name for column in ApprovedReading.__table__.columns if not column.system)
        kept, counted = (f"SELECT {columns} FROM {name}" for name in ("approved_readings", "counted_readings"))
        both, back = f"({kept} EXCEPT {counted})", f"({counted} EXCEPT {kept})"
        return int(session.scalar(text(f"SELECT count(*) FROM ({both} UNION ALL {back}) d")) or 0)

    def readings(session: Session) -> int:
        return int(session.scalar(text("SELECT count(*) FROM approved_readings")) or 0)

    small = portfolios[SMALL]
    assert small.read(differing) == 0
    assert small.read(readings) == 5 * portfolio.A_SESSION * portfolio.VISITS


@pytest.mark.parametrize("ask", [asking.one_trend, asking.widened])
def test_that_three_years_of_one_place_take_ten_pages_at_most(
    portfolios: dict[int, Database], ask: asking.Asking
) -> None:
    assert 0 < read(portfolios[LARGE], ask) <= 10


def test_that_the_latest_readings_of_a_stair_take_five_pages_a_floor_at_most(portfolios: dict[int, Database]) -> None:
    assert 0 < read(portfolios[LARGE], asking.of_a_stair) <= 5 * portfolio.LEVELS


@pytest.mark.parametrize(("ask", "more"), [(asking.one_trend, 3), (asking.of_a_stair, 15)])
def test_that_fourfold_a_portfolio_adds_a_page_a_floor_at_most(
    portfolios: dict[int, Database], ask: asking.Asking, more: int
) -> None:
    few, many = (read(portfolios[tests], ask) for tests in (SMALL, LARGE))
    assert many <= few + more


def test_that_all_buildings_at_once_take_ten_pages_a_place_that_is_shown(portfolios: dict[int, Database]) -> None:
    for tests in (SMALL, LARGE):
        assert 0 < read(portfolios[tests], asking.of_all_buildings) <= 10 * MOST


def test_that_a_place_is_compared_with_other_buildings_among_so_many_alone(portfolios: dict[int, Database]) -> None:
    def compared(session: Session, place: asking.Place) -> object:
        return beside(session, place.place_id, "buildings", TODAY)

    few, many = (read(portfolios[tests], compared) for tests in (SMALL, LARGE))
    assert few > 0
    assert many <= LOOKED_AT + 10 * WIDE


def test_that_the_instruments_of_a_building_take_pages_for_its_own_sessions_alone(
    portfolios: dict[int, Database],
) -> None:
    few, many = (read(portfolios[tests], asking.instruments_of) for tests in (SMALL, LARGE))
    assert 0 < many <= 20 * portfolio.VISITS
    assert many <= 1.3 * few


@pytest.mark.parametrize(
    ("kind", "statements"),
    [
        (ChartKind.TIME, 8),
        (ChartKind.PROFILE, 5),
        (ChartKind.FLOORS, 4),
        (ChartKind.DOORWAYS, 9),
        (ChartKind.FORCES, 8),
        (ChartKind.PORTFOLIO, 5),
        (ChartKind.CALIBRATION, 4),
    ],
)
def test_that_a_chart_sends_so_many_statements_however_large_the_portfolio(
    portfolios: dict[int, Database], kind: ChartKind, statements: int
) -> None:
    def job(session: Session) -> int:
        place = asking.chosen(session, 1)[0]
        asked = Asked(kind, building_id=place.building_id, stair_id=place.stair_id)
        return len(sent_by(session, lambda session: trends.gather(session, asked, TODAY)))

    few, many = (portfolios[tests].read(job) for tests in (SMALL, LARGE))
    assert few == many <= statements
