"""A database with years of approved sessions, filled once a run; each test works in a copy of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from firemode_desktop.services import people, pilot
from tests.conftest import _database, _url_of
from tests.services.conftest import NOW
from tests.trends.house import FIRST, PRESSURE, House


@dataclass(frozen=True)
class Visited:
    """Seven sessions whose last reading strays; ``first`` is the session of the first day."""

    url: str
    building_id: UUID
    stair_id: UUID
    stray: UUID
    first: UUID


@pytest.fixture(scope="session")
def visited_template(
    server_url: str, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Visited]]:
    with _database(server_url, "visited", template_database) as name:
        engine = create_engine(_url_of(server_url, name))
        with Session(engine) as session:
            made = _visited(session, tmp_path_factory.mktemp("visited"))
            session.commit()
        engine.dispose()
        yield name, made


def _visited(session: Session, folder: Path) -> Visited:
    engineer = people.add_user(session, "engineer", "Engineer One", "engineer")
    supervisor = people.add_user(session, "supervisor", "Supervisor One", "supervisor")
    house = House(session, pilot.seed_pilot(session, engineer, NOW), engineer, supervisor, folder)
    first = house.visit(FIRST, {PRESSURE: "45"})
    for place, value in enumerate(["42", "38.5", "36", "32.5", "29", "78"], start=1):
        house.visit(FIRST + timedelta(days=183 * place), {PRESSURE: value})
    (series,) = house.series()
    stray = series.points[-1].instance_id
    assert stray is not None
    return Visited("", house.building_id, series.at_place.stair_id, stray, first)


@pytest.fixture
def visited(server_url: str, visited_template: tuple[str, Visited]) -> Iterator[Visited]:
    """A copy of that database."""
    name, made = visited_template
    with _database(server_url, "test", name) as copy:
        yield Visited(_url_of(server_url, copy), made.building_id, made.stair_id, made.stray, made.first)
