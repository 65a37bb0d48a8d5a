"""COBie files into a real building: what arrives, what is left out, and that a second import changes what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from firemode_desktop.domain.book import Book
from firemode_desktop.imports.plan import RowStatus
from firemode_desktop.imports.register_plan import RegisterPlan
from firemode_desktop.models import Building
from firemode_desktop.services import cobie, registry
from tests.imports.cobies import Sheets, Tower, british, column, find, write

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def tower(session: Session) -> UUID:
    """A building of which nothing is known but its name."""
    building = Building(name="Cobie House", state="NSW")
    session.add(building)
    session.flush()
    return building.id


@pytest.fixture
def imported(session: Session, tower: UUID, tmp_path: Path) -> Callable[..., RegisterPlan]:
    """Plan an import of some sheets, save it, and hand back the plan."""

    def run(sheets: Sheets, stairs: Mapping[str, str] | None = None, **options: Any) -> RegisterPlan:
        planned = cobie.plan(session, tower, write(tmp_path, sheets), stairs or {}, AT, **options)
        assert planned.errors == ()
        registry.save_book(session, tower, planned.changes, None)
        return planned

    return run


def shown(session: Session, building_id: UUID, register: str, *fields: str) -> list[tuple[str, ...]]:
    """What stands in some columns of a register, as a person sees it."""
    book: Book = registry.load_book(session, building_id)
    columns = book[register].register.columns
    return [tuple(book.show(register, row, columns[name]) for name in fields) for row in book[register].rows]


def test_that_a_file_fills_the_registers_of_a_building(
    session: Session, tower: UUID, imported: Callable[..., RegisterPlan]
) -> None:
    planned = imported(Tower().sheets())
    assert shown(session, tower, "stairs", "stair_name", "stair_type", "floor_range_bottom", "floor_range_top") == [
        ("Stair 1", "Pressurised", "Ground", "Level 3"),
        ("Stair 2", "Pressurised", "Ground", "Level 3"),
    ]
    assert shown(session, tower, "floors", "stair_id", "floor_level", "floor_number", "height_m")[:4] == [
        ("Stair 1", "Ground", "0", "0.00"),
        ("Stair 1", "Level 1", "1", "4.00"),
        ("Stair 1", "Level 2", "2", "7.50"),
        ("Stair 1", "Level 3", "3", "11.00"),
    ]
    doors = shown(session, tower, "doors", "door_identifier", "floor_id", "fire_rating_minutes", "width_m", "height_m")
    assert len(doors) == 8
    assert doors[1] == ("D-1-Level 1", "Level 1", "60", "0.92", "2.04")
    doorways = shown(session, tower, "doorways", "doorway_identifier", "floor_id", "width_m", "adjacent_space")
    assert doorways[1] == ("DW-1-Level 1", "Level 1", "0.92", "Corridor Level 1")
    equipment = shown(
        session, tower, "control_equipment", "stair_id", "equipment_type", "equipment_identifier", "manufacturer",
        "model", "serial_number", "installation_date",
    )  # fmt: skip
    assert equipment == [
        ("Stair 1", "Fan", "FAN-1", "Fans and Fittings", "AX-900", "SN-1", "30 Nov 2025"),
        ("Stair 2", "Fan", "FAN-2", "Fans and Fittings", "AX-900", "SN-2", "30 Nov 2025"),
    ]
    assert {row.status for row in planned.rows if row.register != "buildings"} == {RowStatus.NEW}
    assert shown(session, tower, "buildings", "name", "address", "notes") == [
        ("Cobie House", "12 High Street", "An office tower")
    ]


def test_that_the_same_file_again_changes_nothing(
    session: Session, tower: UUID, imported: Callable[..., RegisterPlan]
) -> None:
    imported(Tower().sheets())
    again = imported(Tower().sheets())
    assert {row.status for row in again.rows} == {RowStatus.UNCHANGED}
    assert not again.changes


def test_that_the_british_flavour_says_the_same(
    session: Session, tower: UUID, imported: Callable[..., RegisterPlan]
) -> None:
    imported(Tower().sheets())
    again = imported(british(Tower().sheets()))
    assert {row.status for row in again.rows} == {RowStatus.UNCHANGED}
    assert len(again.rows) == 1 + 2 + 8 + 8 + 8 + 2
