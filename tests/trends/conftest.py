"""The pilot building in a database that is rolled back, and years of approved sessions in it."""

from __future__ import annotations

from tests.services.conftest import building_id, engineer, piloted, session, supervisor
from tests.trends.house import house

__all__ = ["building_id", "engineer", "house", "piloted", "session", "supervisor"]
