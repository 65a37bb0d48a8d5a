"""``firemode batch``: who imported what, how it was read, and taking it back."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from firemode_desktop import paths
from tests.cli.conftest import Firemode, Said

NAME = "Pilot Building 123"
BASELINE = paths.resources() / "pilot-baseline.xlsx"


@pytest.fixture
def taken(pilot: Firemode, tmp_path: Path) -> str:
    """The pilot's baseline with one cell that is no number, its good rows imported; the id of the batch."""
    book = load_workbook(BASELINE)
    sheet = book["Pressure"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "pressure_pa")
    sheet[f"{column}7"] = "high"
    book.save(tmp_path / "site.xlsx")
    said = pilot("baseline", "import", tmp_path / "site.xlsx", "--building", NAME, "--skip-invalid", "--as", "eng")
    return str(said.document["batch_id"])


def _undo(pilot: Firemode, batch: str, reason: str = "Wrong building.", by: str = "eng") -> Said:
    return pilot("batch", "undo", batch, "--reason", reason, "--as", by)


def test_that_the_list_says_who_imported_how_many_rows_and_whether_it_was_taken_back(
    pilot: Firemode, taken: str
) -> None:
    (batch,) = pilot("batch", "list", "--building", NAME).document["batches"]
    assert (batch["id"], batch["batch_id"], batch["imported_by"]) == (taken, taken, "Engineer One")
    assert [batch[f"rows_{name}"] for name in ("read", "new", "skipped")] == [150, 149, 1]
    before = pilot("batch", "list", "--building", NAME, as_json=False).out
    assert "Engineer One" in before
    assert "in force" in before
    _undo(pilot, taken)
    (batch,) = pilot("batch", "list", "--building", NAME).document["batches"]
    assert (batch["undone_by"], batch["undo_reason"]) == ("Engineer One", "Wrong building.")
    assert "taken back" in pilot("batch", "list", "--building", NAME, as_json=False).out


def test_that_an_import_is_shown_with_what_became_of_its_rows(pilot: Firemode, taken: str) -> None:
    shown = pilot("batch", "show", taken).document
    assert (shown["building"], shown["file_name"], len(shown["file_sha256"])) == (NAME, "site.xlsx", 64)
    assert shown["baselines"]["pressure"] == {"current": 59, "superseded": 0, "withdrawn": 0}
    assert [table["sheet"] for table in shown["reading"]["tables"]] == ["Pressure", "Velocity", "Door force"]
    _undo(pilot, taken)
    assert pilot("batch", "show", taken).document["baselines"]["pressure"] == {
        "current": 0,
        "superseded": 0,
        "withdrawn": 59,
    }
    told = pilot("batch", "show", taken, as_json=False).out
    assert "150 rows read: 149 new, 0 changed, 0 unchanged, 1 skipped." in told
    assert "Taken back on" in told
    assert "by Engineer One: Wrong building." in told


def test_that_an_import_is_taken_back_once_and_with_a_reason(pilot: Firemode, taken: str) -> None:
    blank = _undo(pilot, taken, reason="  ")
    assert (blank.exit_code, blank.document["error"]["message"]) == (3, "Why the import is taken back is needed.")
    assert _undo(pilot, taken).document["withdrawn"] == 149
    again = _undo(pilot, taken)
    assert (again.exit_code, again.document["error"]["message"]) == (5, "This import was taken back already.")


def test_that_an_import_with_later_ones_on_top_names_them(pilot: Firemode, taken: str, tmp_path: Path) -> None:
    later = tmp_path / "later.csv"
    later.write_text(
        "stair,floor,door_configuration,pressure_pa,commissioned_date,commissioned_by\n"
        "Stair-A,Level-8,all_closed,44.5,2026-02-01,Firm\n"
    )
    assert pilot("baseline", "import", later, "--building", NAME, "--as", "eng").document["changed"] == 1
    said = _undo(pilot, taken)
    assert said.exit_code == 5
    assert "1 Feb 2026 (later.csv) came after it" in said.document["error"]["message"]
    assert pilot("batch", "show", taken).document["baselines"]["pressure"] == {
        "current": 58,
        "superseded": 1,
        "withdrawn": 0,
    }


@pytest.mark.parametrize("verb", [["show"], ["undo", "--reason", "x", "--as", "eng"]])
def test_that_an_import_that_is_not_there_is_missing(pilot: Firemode, verb: list[str]) -> None:
    said = pilot("batch", verb[0], uuid4(), *verb[1:])
    assert (said.exit_code, said.document["error"]["message"]) == (3, "There is no such import.")
