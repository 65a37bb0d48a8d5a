"""A row is taken out of service by a command: it is no longer tested, nothing it has is lost, and it comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import create_engine, text

from firemode_desktop import paths
from tests.cli.conftest import Firemode, Said

NAME = "Pilot Building 123"
BASELINE = paths.resources() / "pilot-baseline.xlsx"


def rows(database_url: str, sql: str) -> list[tuple[Any, ...]]:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(sql))]
    engine.dispose()
    return found


def decommission(firemode: Firemode, name: str, register: str, *more: object) -> Said:
    return firemode("registry", "decommission", name, "--register", register, "--building", NAME, "--as", "eng", *more)


def test_that_a_door_out_of_service_is_told_by_whole_name_or_by_its_own_where_it_is_the_only_one(
    pilot: Firemode, database_url: str
) -> None:
    door, stair = rows(
        database_url, "SELECT door_identifier, stair_name FROM doors JOIN stairs USING (stair_id) ORDER BY 1 LIMIT 1"
    )[0]
    said = decommission(pilot, f"{door.lower()}, {stair.upper()}", "Doors", "--on", "2026-03-04")
    assert said.exit_code == 0, said.out
    assert said.document == {
        "success": True,
        "register": "doors",
        "row": f"{door}, {stair}",
        "decommissioned_on": "2026-03-04",
    }
    out = rows(database_url, "SELECT door_identifier, decommissioned_on FROM doors WHERE decommissioned_on IS NOT NULL")
    assert out == [(door, date(2026, 3, 4))]
    by, verb, change = rows(
        database_url,
        "SELECT u.username, verb, rows -> 0 -> 'columns' FROM audit_entries JOIN users u ON u.id = by_user"
        " WHERE table_name = 'doors' ORDER BY entry_id DESC LIMIT 1",
    )[0]
    assert (by, verb, change) == ("eng", "UPDATE", {"decommissioned_on": [None, "2026-03-04"]})
    assert decommission(pilot, f"{door}, {stair}", "doors", "--back").document["decommissioned_on"] is None
    assert rows(database_url, "SELECT count(*) FROM doors WHERE decommissioned_on IS NOT NULL") == [(0,)]


def test_that_a_stair_out_of_service_is_no_longer_tested_keeps_everything_and_comes_back(
    pilot: Firemode, database_url: str
) -> None:
    imported = pilot("baseline", "import", BASELINE, "--building", NAME, "--as", "eng")
    assert imported.exit_code == 0, imported.out
    tables = ("floors", "doors", "doorways", "zones", "baseline_pressure_differentials", "baseline_door_forces")
    counted = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
    expected = pilot("generate", "--building", NAME, "--frequency", "annual", "--as", "eng").document["expected"]
    before = rows(database_url, counted)
    stair = rows(database_url, "SELECT stair_name FROM stairs ORDER BY 1 LIMIT 1")[0][0]
    assert decommission(pilot, stair, "stairs").exit_code == 0
    fewer = pilot("generate", "--building", NAME, "--frequency", "annual", "--as", "eng").document
    assert 0 < fewer["expected"] < expected
    retired = "SELECT count(*) FROM test_instance_templates WHERE retired_at IS NOT NULL"
    assert rows(database_url, retired) == [(expected - fewer["expected"],)]
    assert rows(database_url, counted) == before, "nothing is lost"
    assert decommission(pilot, stair, "stairs", "--back").exit_code == 0
    again = pilot("generate", "--building", NAME, "--frequency", "annual", "--as", "eng").document
    assert again["expected"] == expected
    assert rows(database_url, counted) == before


def test_that_a_planned_day_holds_from_that_day_on(pilot: Firemode) -> None:
    expected = pilot("generate", "--building", NAME, "--frequency", "annual", "--as", "eng").document["expected"]
    planned = datetime.now(UTC).date() + timedelta(days=30)
    assert decommission(pilot, "Stair-A", "stairs", "--on", planned.isoformat()).exit_code == 0
    again = pilot("generate", "--building", NAME, "--frequency", "annual", "--as", "eng").document
    assert again["expected"] == expected


@pytest.mark.parametrize(
    ("name", "register", "code", "words"),
    [
        ("Level-1", "floors", "invalid", "floors are called “Level-1”"),
        ("Level-99", "floors", "missing", "There is no floor called “Level-99”"),
        ("Stair-A", "wallpaper", "missing", "There is no register called “wallpaper”; there are building, stairs"),
        ("eng", "people", "refused", "does not go out of service"),
    ],
)
def test_that_what_cannot_be_taken_out_of_service_says_why(
    pilot: Firemode, name: str, register: str, code: str, words: str
) -> None:
    said = decommission(pilot, name, register)
    assert (said.exit_code, said.document["error"]["code"]) == (5 if code == "refused" else 3, code), said.out
    assert words in said.document["error"]["message"]


def test_that_who_made_a_building_and_its_registers_is_on_record(pilot: Firemode, database_url: str) -> None:
    ids = dict(rows(database_url, "SELECT username, id FROM users"))
    said = rows(database_url, "SELECT DISTINCT by_user FROM audit_entries WHERE table_name IN ('buildings', 'doors')")
    assert said == [(ids["eng"],)]
    assert isinstance(ids["eng"], UUID)


@pytest.mark.parametrize(
    ("day", "exit_code"), [("1899-12-31", 2), ("1900-01-01", 0), ("2200-12-31", 0), ("2201-01-01", 2)]
)
def test_that_a_day_that_no_paper_could_name_is_a_matter_of_usage(pilot: Firemode, day: str, exit_code: int) -> None:
    said = pilot(
        "registry", "decommission", "Stair-A", "--register", "stairs", "--on", day, "--building", NAME, "--as", "eng"
    )
    assert said.exit_code == exit_code, said.err
    assert exit_code == 0 or "the year must be from 1900 to 2200" in said.document["error"]["message"]
