"""What every paper is headed with."""

from __future__ import annotations

from datetime import date

from firemode_desktop.models import Building
from firemode_desktop.reports.papers.frame import Head


def head_of(building: Building, title: str, day: date, subject: str = "") -> Head:
    """The head of a paper about a building, which speaks of ``day``."""
    town = " ".join(part for part in (building.suburb, building.state, building.postcode) if part)
    return Head(title, building.name, ", ".join(part for part in (building.address, town) if part), day, subject)
