"""``firemode registry import --format cobie`` as a person calls it, from a dry run to a second import."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Firemode, Said
from tests.imports.cobies import Sheets, Tower, british, column, find, write

NAME = "Cobie House"
HEADS = 2
"""Two lines of headings stand above the rows of a register."""


@pytest.fixture
def house(firemode: Firemode) -> Firemode:
    """An engineer and a building of which nothing is known."""
    firemode("user", "add", "eng", "--name", "Engineer One", "--role", "engineer")
    assert firemode("building", "create", "--name", NAME, "--state", "NSW", "--as", "eng").exit_code == 0
    return firemode


def sent(firemode: Firemode, folder: Path, sheets: Sheets, *words: object) -> Said:
    """The answer to an import of the sheets."""
    file = write(folder, sheets)
    return firemode("registry", "import", file, "--format", "cobie", "--building", NAME, "--as", "eng", *words)


def test_that_a_dry_run_says_what_would_come_and_writes_nothing(house: Firemode, tmp_path: Path) -> None:
    said = sent(house, tmp_path, Tower().sheets(), "--dry-run")
    assert said.exit_code == 0
    assert said.document | {"errors": 0, "warnings": 0, "not_understood": 0} == {
        "success": True,
        "dry_run": True,
        "file": "model.xlsx",
        "rows_read": 29,
        "rows_imported": 0,
        "new": 28,
        "changed": 1,
        "unchanged": 0,
        "skipped": 0,
        "errors": 0,
        "warnings": 0,
        "not_understood": 0,
    }
    desk = next(each for each in said.document["not_understood"] if each["value"] == "Desk-01")
    assert desk == {
        "sheet": "Component",
        "row": 12,
        "column": "name",
        "cell": "A12",
        "value": "Desk-01",
        "code": "not_asked_for",
        "message": "This is no door, fan, damper, sensor, panel, detector or actuator.",
    }
    assert sent(house, tmp_path, Tower().sheets(), "--dry-run").document["new"] == 28


def test_that_doors_come_without_doorways_where_that_is_said(house: Firemode, tmp_path: Path) -> None:
    both = sent(house, tmp_path, Tower().sheets(), "--dry-run").document["new"]
    without = sent(house, tmp_path, Tower().sheets(), "--no-doorways")
    assert without.exit_code == 0
    exported = tmp_path / "out.xlsx"
    assert house("registry", "export", "-o", exported, "--building", NAME, "--as", "eng").exit_code == 0
    book = openpyxl.load_workbook(exported, read_only=True)
    doors, doorways = (len(list(book[name].values)) - HEADS for name in ("Doors", "Doorways"))
    assert (doors, doorways) == (both - without.document["new"], 0)


def test_that_an_import_writes_and_a_second_one_changes_what_changed(house: Firemode, tmp_path: Path) -> None:
    sheets = Tower().sheets()
    assert sent(house, tmp_path, sheets).document["rows_imported"] == 29
    assert sent(house, tmp_path, sheets).document["unchanged"] == 29
    find(sheets["Component"], "Fan-1")[column(sheets["Component"], "SerialNumber")] = "SN-9"
    again = sent(house, tmp_path, sheets)
    assert (again.document["changed"], again.document["rows_imported"]) == (1, 1)


def test_that_stairs_in_doubt_end_with_3_and_name_the_candidates(house: Firemode, tmp_path: Path) -> None:
    sheets = Tower(stairs=("Stair 1",)).sheets()
    sheets["Space"].append([*sheets["Space"][1]])
    sheets["Space"][-1][0] = "Stair 1 - upper"
    said = sent(house, tmp_path, sheets)
    assert said.exit_code == 3
    assert [each["code"] for each in said.document["errors"]] == ["stairs_unclear", "stairs_proposed"]
    assert "Stair 1 has 2 spaces on Ground" in said.document["errors"][0]["message"]
    assert "Found: Stair 1 (5 spaces)" in said.document["errors"][1]["message"]
    settled = sent(house, tmp_path, sheets, "--stair", "Stair-A=Stair 1 -*")
    assert settled.exit_code == 0
    assert [each["code"] for each in settled.document["warnings"]] == ["same_floor"]


def test_that_patterns_that_match_nothing_end_with_3(house: Firemode, tmp_path: Path) -> None:
    said = sent(house, tmp_path, Tower().sheets(), "--stair", "Stair-A=Shaft*")
    assert said.exit_code == 3
    assert said.document["errors"][0]["message"] == "No space is called “Shaft*”, which Stair-A should consist of."
    assert said.document["rows_imported"] == 0


def test_that_a_file_that_is_none_ends_with_3_in_words(house: Firemode, tmp_path: Path) -> None:
    said = sent(house, tmp_path, {"Readings": [["Name"], ["x"]]})
    assert said.exit_code == 3
    assert "is no COBie workbook" in said.document["error"]["message"]


def test_that_the_format_is_found_out_and_the_ground_floor_can_be_named(house: Firemode, tmp_path: Path) -> None:
    file = write(tmp_path, british(Tower({"Level 1": 0, "Level 2": 4000}).sheets()))
    words = ("registry", "import", file, "--building", NAME, "--as", "eng", "--dry-run")
    assert house(*words).document["warnings"][0]["code"] == "ground_assumed"
    assert [each["code"] for each in house(*words, "--ground", "Level 2").document["warnings"]] == ["datum"]
    wrong = house(*words, "--ground", "Lobby")
    assert wrong.exit_code == 3
    assert wrong.document["error"]["message"].startswith("There is no floor called “Lobby”")


def test_that_a_stair_named_twice_has_the_spaces_of_both_patterns(house: Firemode, tmp_path: Path) -> None:
    both = ("--stair", "Stair-A=Stair 1 - Ground", "--stair", "Stair-A=Stair 1 - Level 1")
    said = sent(house, tmp_path, Tower().sheets(), *both, "--dry-run")
    assert said.exit_code == 0
    assert said.document["new"] == 1 + 2 + 2 + 2 + 1
