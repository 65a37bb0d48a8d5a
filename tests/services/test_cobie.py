"""COBie files into a real building: what arrives, what is left out, and that a second import changes what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.imports.cobie import propose_stairs
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.imports.registers.plan import CellChange, RegisterPlan
from firemode_desktop.imports.tables.problems import RowStatus
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
        planned = cobie.plan(session, tower, read_file(write(tmp_path, sheets)), stairs or {}, AT, **options)
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


def test_that_what_changed_in_the_file_changes_here_and_nothing_else(
    session: Session, tower: UUID, imported: Callable[..., RegisterPlan]
) -> None:
    sheets = Tower().sheets()
    imported(sheets)
    place = column(sheets["Component"], "SerialNumber")
    find(sheets["Component"], "Fan-1")[place] = "SN-NEW"
    find(sheets["Component"], "D-2-Level 3")[0] = "D-2-Top"
    find(sheets["Floor"], "Level 3")[column(sheets["Floor"], "Elevation")] = 11_200
    again = imported(sheets)
    changed = {(row.register, row.title): row.changes for row in again.rows if row.status is not RowStatus.UNCHANGED}
    said = {key: [(each.label, each.old, each.new) for each in changes] for key, changes in changed.items()}
    assert said == {
        ("control_equipment", "FAN-1, Stair 1"): [("Serial number", "SN-1", "SN-NEW")],
        ("doors", "D-2-Top, Stair 2"): [("Door", "D-2-Level 3", "D-2-Top")],
        ("floors", "Level 3, Stair 1"): [("Height above ground", "11.00", "11.20")],
        ("floors", "Level 3, Stair 2"): [("Height above ground", "11.00", "11.20")],
    }
    assert again.changes.rows == 4


def test_that_blanks_and_na_clear_nothing_and_what_a_person_added_stays(
    session: Session, tower: UUID, imported: Callable[..., RegisterPlan]
) -> None:
    imported(Tower().sheets())
    edit(session, tower, "doors", {"door_closer_model": "TS 4000", "door_type": "Smoke-rated", "door_hand": "Left"})
    bare = Tower(width="n/a", height="-", rating="n/a").sheets()
    find(bare["Component"], "Fan-1")[column(bare["Component"], "SerialNumber")] = "N/A"
    again = imported(bare)
    assert not again.changes
    assert set(shown(session, tower, "doors", "door_closer_model", "door_type", "width_m")) == {
        ("TS 4000", "Smoke-rated", "0.92")
    }


def edit(
    session: Session, building_id: UUID, register: str, values: Mapping[str, object], only: int | None = None
) -> None:
    """Type values into the rows of a register, or into one of them, and save."""
    book = registry.load_book(session, building_id)
    columns = book[register].register.columns
    rows = book[register].rows if only is None else (book[register].rows[only],)
    entries = [(row.key, columns[name], value) for row in rows for name, value in values.items()]
    registry.save_book(session, building_id, Changes.between(book, book.enter(register, entries)), None)


def test_that_a_value_of_the_file_wins_and_the_plan_shows_what_it_was(
    session: Session, tower: UUID, imported: Callable[..., RegisterPlan]
) -> None:
    imported(Tower().sheets())
    edit(session, tower, "doors", {"width_m": "1.10"}, only=0)
    again = imported(Tower().sheets())
    assert [(row.title, row.changes) for row in again.rows if row.changes] == [
        ("D-1-Ground, Stair 1", (CellChange("Width", "1.10", "0.92"),))
    ]


def test_that_a_stair_a_person_renamed_is_found_again_by_its_floors(
    session: Session, tower: UUID, imported: Callable[..., RegisterPlan]
) -> None:
    imported(Tower().sheets())
    edit(session, tower, "stairs", {"stair_name": "East stair"}, only=0)
    assert not imported(Tower().sheets()).changes
    renamed = imported(Tower().sheets(), {"Stair-A": "Stair 1*", "Stair 2": "Stair 2*"})
    assert [(row.title, row.changes) for row in renamed.rows if row.changes] == [
        ("Stair-A", (CellChange("Stair", "East stair", "Stair-A"),))
    ]


def test_that_floor_numbers_of_a_person_stay_while_they_count_upwards(
    session: Session, tower: UUID, imported: Callable[..., RegisterPlan]
) -> None:
    imported(Tower(stairs=("Stair 1",)).sheets())
    edit(session, tower, "floors", {"floor_number": "14"}, only=3)
    assert not imported(Tower(stairs=("Stair 1",)).sheets()).changes
    taller = {"Ground": 0, "Mezzanine": 2000, "Level 1": 4000, "Level 2": 7500, "Level 3": 11000}
    imported(Tower(taller, stairs=("Stair 1",)).sheets())
    assert shown(session, tower, "floors", "floor_level", "floor_number") == [
        ("Ground", "0"),
        ("Mezzanine", "1"),
        ("Level 1", "2"),
        ("Level 2", "3"),
        ("Level 3", "4"),
    ]


def test_that_registers_filled_by_hand_are_matched_by_name_and_get_their_external_ids(
    session: Session, tower: UUID, imported: Callable[..., RegisterPlan]
) -> None:
    imported(Tower().sheets())
    for register in ("floors", "doors", "doorways", "control_equipment"):
        edit(session, tower, register, {"external_id": ""})
    again = imported(Tower().sheets())
    assert {row.status for row in again.rows if row.register == "doors"} == {RowStatus.CHANGED}
    assert {each.label for row in again.rows for each in row.changes} == {"External id"}


def test_that_doorways_of_a_register_stay_its_own(
    session: Session, tower: UUID, imported: Callable[..., RegisterPlan]
) -> None:
    imported(Tower().sheets())
    edit(session, tower, "doorways", {"external_id": ""})
    edit(session, tower, "doorways", {"doorway_identifier": "West opening"}, only=0)
    again = imported(Tower().sheets())
    assert not [row for row in again.rows if row.register == "doorways" and row.status is RowStatus.NEW]
    assert len(shown(session, tower, "doorways", "doorway_identifier")) == 8


def test_that_an_external_id_given_twice_names_only_the_first(
    session: Session, tower: UUID, imported: Callable[..., RegisterPlan]
) -> None:
    sheets = Tower().sheets()
    place = column(sheets["Component"], "ExtIdentifier")
    for row in sheets["Component"][1:]:
        row[place] = "SAME"
    planned = imported(sheets)
    assert [problem.code for problem in planned.left_out].count("duplicate_id") == 7 + 1
    assert [each for (each,) in shown(session, tower, "doors", "external_id") if each] == ["SAME"]
    assert not imported(sheets).changes


def test_that_no_two_doors_of_a_building_have_one_external_id(session: Session, tower: UUID, tmp_path: Path) -> None:
    planned = cobie.plan(session, tower, read_file(write(tmp_path, Tower().sheets())), {}, AT)
    registry.save_book(session, tower, planned.changes, None)
    with pytest.raises(IntegrityError, match="uq_doors_external_id"):
        edit(session, tower, "doors", {"external_id": "twice"})


def test_that_a_name_another_row_holds_is_an_error_and_nothing_is_written(
    session: Session, tower: UUID, imported: Callable[..., RegisterPlan], tmp_path: Path
) -> None:
    sheets = Tower().sheets()
    imported(sheets)
    edit(session, tower, "doors", {"floor_id": "Ground", "door_identifier": "D-X", "external_id": ""}, only=1)
    find(sheets["Component"], "D-1-Ground")[0] = "D-X"
    planned = cobie.plan(session, tower, read_file(write(tmp_path, sheets)), {}, AT)
    assert [(problem.where, problem.message) for problem in planned.errors] == [
        ("Component!A2", "There is another door “D-X, Ground, Stair 1”.")
    ]


def test_that_a_proposal_is_made_without_a_database(tmp_path: Path) -> None:
    proposal = propose_stairs(read_file(write(tmp_path, Tower().sheets())))
    assert [(stair.name, len(stair.spaces)) for stair in proposal.stairs] == [("Stair 1", 4), ("Stair 2", 4)]
    assert proposal.stairs[0].spaces[1].floor == "Level 1"


def test_that_today_is_the_day_of_the_building(session: Session, tower: UUID, tmp_path: Path) -> None:
    sheets = Tower().sheets()
    find(sheets["Component"], "Fan-1")[column(sheets["Component"], "InstallationDate")] = "2026-11-23"
    late = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
    before = cobie.plan(session, tower, read_file(write(tmp_path, sheets)), {}, AT)
    after = cobie.plan(session, tower, read_file(write(tmp_path, sheets)), {}, late)
    assert [sum(problem.code == "future_date" for problem in plan.left_out) for plan in (before, after)] == [1, 0]
