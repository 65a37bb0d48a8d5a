"""The pilot building in a database that is rolled back, as the tests of the services have it."""

from __future__ import annotations

from tests.services.conftest import building_id, engineer, piloted, registers, session, supervisor

__all__ = ["building_id", "engineer", "piloted", "registers", "session", "supervisor"]
