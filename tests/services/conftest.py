"""The pilot building in a database that is rolled back."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from firemode_desktop.services import people, pilot

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)


@pytest.fixture
def engineer(session: Session) -> UUID:
    """An engineer, who records."""
    return people.add_user(session, "engineer", "Engineer One", "engineer")


@pytest.fixture
def supervisor(session: Session) -> UUID:
    """A supervisor, who reviews."""
    return people.add_user(session, "supervisor", "Supervisor One", "supervisor")


@pytest.fixture
def building_id(session: Session, engineer: UUID) -> UUID:
    """The pilot building's registers."""
    return pilot.seed_pilot(session, engineer, NOW)
