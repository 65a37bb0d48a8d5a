"""``firemode baseline status``: the counts, the list and the advice, told and written."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from firemode_desktop import paths
from tests.cli.conftest import Firemode

BUILDING = ("--building", "Pilot Building 123")


@pytest.fixture
def odd(pilot: Firemode, tmp_path: Path) -> Firemode:
    """The pilot building with its baselines, two of which are not as they should be."""
    book = openpyxl.load_workbook(paths.resources() / "pilot-baseline.xlsx")
    book["Pressure"]["D3"] = 18.5
    book["Pressure"].delete_rows(5)
    book.save(tmp_path / "site.xlsx")
    assert pilot("baseline", "import", tmp_path / "site.xlsx", *BUILDING, "--as", "eng").exit_code == 0
    return pilot


def test_that_counts_locations_and_advice_are_one_document(odd: Firemode) -> None:
    said = odd("baseline", "status", *BUILDING)
    assert said.exit_code == 0
    document = said.document
    assert document["building"] == "Pilot Building 123"
    assert document["counts"]["pressure"] == {"expected": 60, "present": 59, "missing": 1, "stale": 0, "outside": 1}
    assert document["counts"]["velocity"]["missing"] == 0
    assert len(document["locations"]) == 150
    [ground] = [one for one in document["locations"] if one["mark"] == "outside the rule"]
    assert (ground["stair"], ground["floor"], ground["case"]) == ("Stair-A", "Ground", "All doors closed")
    assert (ground["value"], ground["unit"], ground["commissioned_date"]) == (18.5, "Pa", "2024-01-15")
    assert "misplaced_floor" in [one["code"] for one in document["advice"]]
    assert any("wrong floor" in sentence for sentence in ground["advice"])


def test_that_a_person_reads_the_same(odd: Firemode) -> None:
    said = odd("baseline", "status", *BUILDING, as_json=False).out
    assert "Stair-A · Level-1 · All doors closed" in said
    assert "18.5 Pa of 15 Jan 2024, outside the rule" in said
    assert "Ground reads 18.5 Pa where its neighbours say" in said


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_that_the_list_is_written_with_a_line_for_each_location(odd: Firemode, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"status.{ending}"
    assert odd("baseline", "status", *BUILDING, "-o", target).document["file"] == str(target)
    if ending == "csv":
        lines = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
    else:
        book = openpyxl.load_workbook(target)
        lines = [[str(cell.value or "") for cell in row] for row in book["Locations"].iter_rows()]
        assert [row[2].value for row in book["Counts"].iter_rows(min_row=2)] == [59, 30, 60]
    assert len(lines) == 151
    assert [line[5] for line in lines].count("missing") == 1


def test_that_another_ending_is_refused_before_anything_is_asked(odd: Firemode, tmp_path: Path) -> None:
    said = odd("baseline", "status", *BUILDING, "-o", tmp_path / "status.pdf")
    assert said.exit_code == 3
    assert "end it with .xlsx or .csv" in said.document["error"]["message"]
    assert not (tmp_path / "status.pdf").exists()
