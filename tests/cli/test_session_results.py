"""``firemode session results``: what a visit brings back, on record as a whole, in part on request, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Firemode, Said

NAME = "Pilot Building 123"
PRESSURE, PRESSURE_9 = "PRESSURE_STAIR-A_L8_ALL-CLOSED", "PRESSURE_STAIR-A_L9_ALL-CLOSED"
Cells = Mapping[str, Mapping[str, Any]]


class Visit:
    """The template of the session, filled in and taken in by command."""

    def __init__(self, pilot: Firemode, session_id: str, folder: Path) -> None:
        self.pilot, self.id, self.file = pilot, session_id, folder / "site.xlsx"
        assert pilot("session", "results", "template", session_id, "-o", self.file).exit_code == 0

    def fill(self, told: Cells) -> None:
        book = load_workbook(self.file)
        sheet = book["Results"]
        heading = [cell.value for cell in sheet[1]]
        rows = {row[0].value: row for row in sheet.iter_rows(min_row=3)}
        for identifier, cells in told.items():
            for name, value in cells.items():
                rows[identifier][heading.index(name)].value = value
        book.save(self.file)

    def take(self, *words: str, as_json: bool = True) -> Said:
        words = ("session", "results", "import", self.id, str(self.file), *words, "--as", "eng")
        return self.pilot(*words, as_json=as_json)


@pytest.fixture
def visit(pilot: Firemode, session_id: str, tmp_path: Path) -> Visit:
    return Visit(pilot, session_id, tmp_path)


def test_that_one_bad_row_keeps_all_out_unless_the_good_ones_are_asked_for(visit: Visit) -> None:
    visit.fill({PRESSURE: {"measured_value": "forty"}, PRESSURE_9: {"measured_value": 45}})
    refused = visit.take()
    assert refused.exit_code == 3
    assert [error["code"] for error in refused.document["errors"]] == ["not_a_number"]
    assert refused.document["rows_imported"] == 0
    said = visit.take("--skip-invalid").document
    assert (said["success"], said["new"], said["rows_imported"], said["skipped"]) == (True, 1, 1, 1)
    (left,) = load_workbook(said["rejected_file"])["Results"].iter_rows(min_row=2, values_only=True)
    assert left[0] == PRESSURE
    assert "not a number" in str(left[-1])


def test_that_the_rows_left_out_go_where_they_are_told_to_and_come_back_mended(visit: Visit, tmp_path: Path) -> None:
    visit.fill({PRESSURE: {"measured_value": "forty"}, PRESSURE_9: {"measured_value": 45}})
    aside = tmp_path / "aside.xlsx"
    assert visit.take("--skip-invalid", "--rejected", str(aside)).document["rejected_file"] == str(aside)
    book = load_workbook(aside)
    sheet = book["Results"]
    heading = [cell.value for cell in sheet[1]]
    sheet.cell(2, heading.index("measured_value") + 1).value = 44
    book.save(visit.file)
    assert visit.take().document["new"] == 1
    lost = visit.take("--skip-invalid", "--rejected", str(visit.file))
    assert (lost.exit_code, "write to one of another name" in lost.document["error"]["message"]) == (5, True)


def test_that_a_rehearsal_says_what_becomes_of_each_row(visit: Visit) -> None:
    visit.fill(
        {
            PRESSURE: {"measured_value": 18.2, "instrument_serial": "SN-12345"},
            PRESSURE_9: {"status": "skipped", "notes": "floor locked"},
        }
    )
    said = visit.take("--dry-run").document
    assert (said["rows_imported"], said["batch_id"], said["new"], said["faults"]) == (0, None, 2, 1)
    rows = {row["identifier"]: row for row in said["rows"]}
    assert (rows[PRESSURE]["outcome"], rows[PRESSURE]["verdict"], rows[PRESSURE]["fault"]) == (
        "completed",
        "fail",
        "1A",
    )
    assert rows[PRESSURE_9]["outcome"] == "skipped"
    assert visit.take("--dry-run").document == said


def test_that_the_same_file_again_changes_nothing_and_another_value_is_told_with_both(visit: Visit) -> None:
    visit.fill({PRESSURE: {"measured_value": 44}})
    assert visit.take().document["new"] == 1
    again = visit.take().document
    assert (again["new"], again["unchanged"], again["rows_imported"], again["batch_id"]) == (0, 1, 0, None)
    visit.fill({PRESSURE: {"measured_value": 44.5}})
    differs = visit.take()
    assert differs.exit_code == 3
    (error,) = differs.document["errors"]
    assert (error["code"], error["value"], error["cell"][0]) == ("differs", "44.5", "H")
    assert "recorded 44, now 44.5" in error["message"]


def test_that_an_import_of_results_is_listed_and_cannot_be_undone(visit: Visit, pilot: Firemode) -> None:
    visit.fill({PRESSURE: {"measured_value": 44}})
    batch_id = visit.take().document["batch_id"]
    listed = pilot("batch", "list", "--building", NAME).document["batches"]
    (batch,) = [one for one in listed if one["kind"] == "results"]
    assert (batch["id"], batch["file_name"], batch["rows_new"], len(batch["file_sha256"])) == (
        batch_id,
        "site.xlsx",
        1,
        64,
    )
    assert "recorded" in pilot("batch", "list", "--building", NAME, as_json=False).out
    shown = pilot("batch", "show", batch_id)
    assert shown.document["session"].startswith("Annual")
    assert "Annual" in pilot("batch", "show", batch_id, as_json=False).out
    undone = pilot("batch", "undo", batch_id, "--reason", "Wrong session.", "--as", "eng")
    assert undone.exit_code == 5
    assert undone.document["error"]["message"] == (
        "Results are not taken back: what a test was given stays on record, whoever brought it. Correct a reading by "
        "an amendment that keeps the original, or add a retest and record what is read then."
    )


def test_that_a_sheet_headed_in_another_unit_is_converted_on_request(visit: Visit, tmp_path: Path) -> None:
    visit.file = tmp_path / "own.csv"
    visit.file.write_text("Stair,Level,Doors,Reading (kPa)\nStair-A,8,closed,0.045\n")
    assert visit.take().exit_code == 3
    assert visit.take("--convert", "furlong").exit_code == 3
    said = visit.take("--convert", "kPa").document
    assert (said["new"], said["rows"][0]["identifier"]) == (1, PRESSURE)


def test_that_a_person_reads_counts_and_reasons(visit: Visit) -> None:
    visit.fill({PRESSURE: {"measured_value": "forty"}, PRESSURE_9: {"measured_value": 45}})
    assert "1 error; nothing was written." in visit.take(as_json=False).out + visit.take(as_json=False).err
    told = visit.take("--skip-invalid", as_json=False).out
    assert "1 result recorded, 0 unchanged, 0 faults, 1 row left out." in told
    assert "The rows left out are in" in told
