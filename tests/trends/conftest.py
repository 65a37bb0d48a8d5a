"""The pilot building in a database that is rolled back, and years of approved sessions in it."""

from __future__ import annotations

from tests.services.conftest import building_id, engineer, piloted, registers, session, supervisor
from tests.trends.house import house
from tests.trends.visited import visited, visited_template

__all__ = [
    "building_id",
    "engineer",
    "house",
    "piloted",
    "registers",
    "session",
    "supervisor",
    "visited",
    "visited_template",
]
