"""What the overview shows: the section of a building, its cards, one floor in detail; and what Ctrl+K finds.

Every function reads in a handful of statements, however many stairs, floors or readings there are
(``tests/ui/test_overview_service.py`` counts them).
"""

from __future__ import annotations

from firemode_desktop.domain.due import DueTest
from firemode_desktop.services.overview.cards import Calibration, Cards, SessionCard
from firemode_desktop.services.overview.detail import FloorDetail, OpenFault, Point, floor_detail
from firemode_desktop.services.overview.finding import (
    Found,
    badges,
    building_name,
    building_to_open,
    find,
)
from firemode_desktop.services.overview.section import Overview, overview

__all__ = [
    "Calibration",
    "Cards",
    "DueTest",
    "FloorDetail",
    "Found",
    "OpenFault",
    "Overview",
    "Point",
    "SessionCard",
    "badges",
    "building_name",
    "building_to_open",
    "find",
    "floor_detail",
    "overview",
]
