"""The pilot building in a database that is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from firemode_desktop.services import generating, people, pilot, testing
from tests.conftest import _database, _rolled_back, _url_of

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Piloted:
    """A database with an engineer and the pilot building's registers, and perhaps a session of its tests."""

    engine: Engine
    engineer: UUID
    building_id: UUID
    visit: UUID | None = None

    @property
    def session_id(self) -> UUID:
        """The session of its tests."""
        assert self.visit is not None
        return self.visit


def _engineer(session: Session) -> UUID:
    return people.add_user(session, "engineer", "Engineer One", "engineer")


@contextmanager
def _kept(server_url: str, template: str, frequency: str = "") -> Iterator[Piloted]:
    """The pilot building, written once, with a session of that frequency, not yet begun; tests roll back."""
    with _database(server_url, "piloted", template) as name:
        engine = create_engine(_url_of(server_url, name))
        with Session(engine) as session:
            by = _engineer(session)
            building_id, visit = pilot.seed_pilot(session, by, NOW), None
            if frequency:
                generating.generate(session, building_id, frequency, today=NOW.date(), at=NOW)
                visit = testing.create_session(session, building_id, frequency, scheduled_for=NOW.date(), by=by)
            session.commit()
        yield Piloted(engine, by, building_id, visit)
        engine.dispose()


@pytest.fixture(scope="session")
def registers(server_url: str, template_database: str) -> Iterator[Piloted]:
    """The pilot building and nothing else."""
    with _kept(server_url, template_database) as made:
        yield made


@pytest.fixture(scope="session")
def annual(server_url: str, template_database: str) -> Iterator[Piloted]:
    """With an annual session."""
    with _kept(server_url, template_database, "annual") as made:
        yield made


@pytest.fixture(scope="session")
def six_monthly(server_url: str, template_database: str) -> Iterator[Piloted]:
    """With a six-monthly session: pressures, forces, sequences and interfaces."""
    with _kept(server_url, template_database, "six_monthly") as made:
        yield made


SO_FAR = {"annual": "annual", "six_monthly": "six_monthly", "building_id": "registers"}
"""What a test asks for, and how far its building has come then."""


@pytest.fixture
def piloted(request: pytest.FixtureRequest) -> Piloted:
    """The pilot building as far as the test asks for it."""
    come = (made for asked, made in SO_FAR.items() if asked in request.fixturenames)
    return request.getfixturevalue(next(come, "registers"))  # type: ignore[no-any-return]


@pytest.fixture
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A session that is rolled back: where a test asks for the pilot building it is there already."""
    if not SO_FAR.keys().isdisjoint(request.fixturenames):
        engine = request.getfixturevalue("piloted").engine
    else:
        engine = request.getfixturevalue("_shared_engine")
    with _rolled_back(engine) as session:
        yield session


@pytest.fixture
def engineer(request: pytest.FixtureRequest, session: Session) -> UUID:
    """An engineer, who records."""
    if not SO_FAR.keys().isdisjoint(request.fixturenames):
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
