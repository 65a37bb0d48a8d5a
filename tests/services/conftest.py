"""The pilot building in a database that is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from firemode_desktop.services import people, pilot
from tests.conftest import _database, _rolled_back, _url_of

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Piloted:
    """A database with an engineer and the pilot building's registers."""

    engine: Engine
    engineer: UUID
    building_id: UUID


def _engineer(session: Session) -> UUID:
    return people.add_user(session, "engineer", "Engineer One", "engineer")


@pytest.fixture(scope="session")
def piloted(server_url: str, template_database: str) -> Iterator[Piloted]:
    """The pilot building, written once; what the tests do to it is rolled back."""
    with _database(server_url, "piloted", template_database) as name:
        engine = create_engine(_url_of(server_url, name))
        with Session(engine) as session:
            by = _engineer(session)
            made = Piloted(engine, by, pilot.seed_pilot(session, by, NOW))
            session.commit()
        yield made
        engine.dispose()


@pytest.fixture
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A session that is rolled back: where a test asks for the pilot building it is there already."""
    if "building_id" in request.fixturenames:
        engine = request.getfixturevalue("piloted").engine
    else:
        engine = request.getfixturevalue("_shared_engine")
    with _rolled_back(engine) as session:
        yield session


@pytest.fixture
def engineer(request: pytest.FixtureRequest, session: Session) -> UUID:
    """An engineer, who records."""
    if "building_id" in request.fixturenames:
        return request.getfixturevalue("piloted").engineer  # type: ignore[no-any-return]
    return _engineer(session)


@pytest.fixture
def supervisor(session: Session) -> UUID:
    """A supervisor, who reviews."""
    return people.add_user(session, "supervisor", "Supervisor One", "supervisor")


@pytest.fixture
def building_id(piloted: Piloted, session: Session) -> UUID:
    """The pilot building's registers."""
    return piloted.building_id
