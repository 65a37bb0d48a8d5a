"""``firemode scenario export``, ``import`` and ``template`` as a person calls them, on the pilot building."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.conftest import Firemode, Said

NAME = ("--building", "Pilot Building 123")


@pytest.fixture
def exported(pilot: Firemode, tmp_path: Path) -> Path:
    """The matrix of the pilot building."""
    file = tmp_path / "matrix.xlsx"
    assert pilot("scenario", "export", *NAME, "-o", file).exit_code == 0
    return file


def _import(firemode: Firemode, file: Path, *more: object) -> Said:
    return firemode("scenario", "import", file, *NAME, "--as", "eng", *more)


def _cell(sheet: Worksheet, row: int, head: str) -> str:
    """The reference of a row's cell below a component."""
    column = next(cell.column_letter for cell in sheet[1] if cell.value == head)
    return f"{column}{row}"


@pytest.mark.parametrize("form", ["matrix", "steps", "csv"])
def test_that_what_is_exported_comes_back_unchanged(pilot: Firemode, tmp_path: Path, form: str) -> None:
    file = tmp_path / ("all.csv" if form == "csv" else "all.xlsx")
    more = () if form == "csv" else ("--form", form)
    assert pilot("scenario", "export", *NAME, "-o", file, *more).exit_code == 0
    said = _import(pilot, file)
    assert said.exit_code == 0, said.err
    found = said.document
    assert (found["new"], found["changed"], found["batch_id"], found["rows_imported"]) == (0, 0, None, 0)
    assert found["unchanged"] == len(pilot("scenario", "list", *NAME).document["scenarios"]) > 0


def test_that_a_cell_that_was_edited_becomes_a_draft_of_the_next_version_once(pilot: Firemode, exported: Path) -> None:
    book = load_workbook(exported)
    sheet = book.worksheets[0]
    place = _cell(sheet, 5, "FAN-01-A")
    assert sheet[place].value == "3±2"
    sheet[place].value = "4±2"
    book.save(exported)

    rehearsed = _import(pilot, exported, "--dry-run").document
    assert (rehearsed["changed"], rehearsed["batch_id"], rehearsed["rows_imported"]) == (1, None, 0)
    written = _import(pilot, exported)
    assert written.exit_code == 0, written.err
    changed = next(one for one in written.document["scenarios"] if one["outcome"] == "changed")
    assert changed["version"] == 2
    assert changed["changes"] == ["FAN-01-A start: 4 ± 2 s, was 3 ± 2 s"]
    assert written.document["batch_id"]
    again = _import(pilot, exported).document
    assert (again["changed"], again["rows_imported"], again["batch_id"]) == (0, 0, None)
    listed = pilot("batch", "list", *NAME).document["batches"]
    assert [one["kind"] for one in listed if one["id"] == written.document["batch_id"]] == ["scenarios"]
    assert pilot("batch", "show", written.document["batch_id"]).exit_code == 0


def test_that_an_import_is_taken_back_with_its_drafts_and_only_once(pilot: Firemode, exported: Path) -> None:
    book = load_workbook(exported)
    sheet = book.worksheets[0]
    sheet[_cell(sheet, 5, "FAN-01-A")].value = "4±2"
    book.save(exported)
    batch = _import(pilot, exported).document["batch_id"]
    undo = ("batch", "undo", batch, "--reason", "the wrong file", "--as", "eng")
    assert pilot(*undo).document["drafts"] == 1
    assert {one["version"] for one in pilot("scenario", "list", *NAME).document["scenarios"]} == {1}
    assert pilot(*undo).exit_code == 5


def test_that_all_errors_are_named_at_once_and_nothing_is_written(pilot: Firemode, exported: Path) -> None:
    book = load_workbook(exported)
    sheet = book.worksheets[0]
    fan, damper = _cell(sheet, 5, "FAN-01-A"), _cell(sheet, 6, "FAN-01-A")
    sheet[fan].value, sheet[damper].value, sheet["A7"].value = "3", "soon", "Zone-99"
    book.save(exported)
    said = _import(pilot, exported)
    assert said.exit_code == 3
    found = {one["cell"]: one for one in said.document["errors"]}
    assert found.keys() == {fan, damper, "A7"}
    assert found["A7"]["code"] == "unknown_zone"
    assert (found[fan]["row"], found[fan]["value"], found[fan]["sheet"]) == (5, "3", sheet.title)
    assert said.document["error"]["message"] == "3 errors in matrix.xlsx; nothing was written."
    assert {one["version"] for one in pilot("scenario", "list", *NAME).document["scenarios"]} == {1}


def test_that_good_scenarios_alone_are_taken_when_asked_for_and_the_others_set_aside(
    pilot: Firemode, exported: Path, tmp_path: Path
) -> None:
    book = load_workbook(exported)
    sheet = book.worksheets[0]
    good, bad = _cell(sheet, 5, "FAN-01-A"), _cell(sheet, 6, "FAN-01-A")
    sheet[good].value, sheet[bad].value = "4±2", "3 ± two"
    book.save(exported)
    said = _import(pilot, exported, "--skip-invalid", "--rejected", tmp_path / "left.xlsx")
    assert said.exit_code == 0, said.err
    assert (said.document["rows_imported"], said.document["skipped"]) == (1, 1)
    left = load_workbook(tmp_path / "left.xlsx").worksheets[0]
    texts = [str(cell.value) for row in left.iter_rows() for cell in row]
    assert any("3 ± two" in text for text in texts)


def test_that_a_list_and_a_matrix_that_disagree_are_an_error_that_names_the_cell(
    pilot: Firemode, exported: Path, tmp_path: Path
) -> None:
    steps = tmp_path / "steps.xlsx"
    assert pilot("scenario", "export", *NAME, "--form", "steps", "-o", steps).exit_code == 0
    book = load_workbook(exported)
    target = book.create_sheet("Steps")
    for row in load_workbook(steps)["Steps"].iter_rows(values_only=True):
        target.append(row)
    book.save(exported)
    assert _import(pilot, exported).exit_code == 0
    place = _cell(book.worksheets[0], 5, "FAN-01-A")
    book.worksheets[0][place].value = "4±2"
    book.save(exported)
    said = _import(pilot, exported)
    assert said.exit_code == 3
    assert [(one["cell"], one["code"]) for one in said.document["errors"]] == [(place, "disagrees")]


def test_that_a_matrix_of_somebody_else_is_asked_about_and_read_with_a_mapping(pilot: Firemode, tmp_path: Path) -> None:
    file, mapping = tmp_path / "vendor.xlsx", tmp_path / "vendor.json"
    _vendor().save(file)
    asked = _import(pilot, file, "--save-mapping", mapping)
    assert asked.exit_code == 3
    assert {one["code"] for one in asked.document["errors"]} == {"asked"}
    told = json.loads(mapping.read_text())
    told["sheets"][0].update(tolerance="2", words={"X": "0±2"}, given={"type": "annual"})
    mapping.write_text(json.dumps(told))
    said = _import(pilot, file, "--mapping", mapping)
    assert said.exit_code == 0, said.out
    assert said.document["new"] == 2


def _vendor() -> Workbook:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Stair-A"
    for row in (
        ("Fire services matrix",),
        (None, None, None, "ALARM-PANEL", "FAN-01-A", "FAN-01-A"),
        ("Zone", "Description", "Device", "Activate", "Start", "Stop"),
        ("Zone-1", "Smoke in the lobby", "SD-99", "X", "T+5", "N/A"),
        ("Zone 2", "Smoke in the shaft", "SD-98", "x", "0:30", "-"),
    ):
        sheet.append(row)
    return book


def test_that_a_template_is_a_matrix_without_causes_and_names_the_zones_to_choose_from(
    pilot: Firemode, tmp_path: Path
) -> None:
    file = tmp_path / "empty.xlsx"
    assert pilot("scenario", "template", *NAME, "-o", file).exit_code == 0
    sheet = load_workbook(file).worksheets[0]
    assert [cell.value for cell in sheet[4]][:3] == ["zone", "scenario", "type"]
    assert _import(pilot, file).document["unchanged"] == 0


def test_that_a_matrix_is_not_written_as_csv(pilot: Firemode, tmp_path: Path) -> None:
    said = pilot("scenario", "export", *NAME, "--form", "matrix", "-o", tmp_path / "all.csv")
    assert said.exit_code == 3
    assert "end the file with .xlsx" in said.document["error"]["message"]


def test_that_answers_are_remembered_for_the_next_matrix_with_such_headings_told_and_forgotten(
    pilot: Firemode, tmp_path: Path
) -> None:
    mapping, first, second = tmp_path / "mapping.json", tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    _one_cause(first, "Smoke in the lobby", "SD-91")
    _one_cause(second, "Smoke in the shaft", "SD-92")
    asked = _import(pilot, first, "--save-mapping", mapping)
    assert {one["code"] for one in asked.document["errors"]} == {"asked"}
    told = json.loads(mapping.read_text())
    told["sheets"][0] |= {"tolerance": "2", "words": {"X": "0±2"}, "given": {"type": "annual"}}
    mapping.write_text(json.dumps(told))
    assert _import(pilot, first, "--mapping", mapping).document["new"] == 1

    again = _import(pilot, second, "--dry-run").document
    assert (again["new"], again["errors"]) == (1, [])
    said = [one["message"] for one in again["warnings"] if one["code"] == "remembered"]
    assert len(said) == 1
    assert "first.xlsx, sheet Stair-A, by " in said[0]
    assert said[0].endswith(": X is 0±2; the tolerance is 2 s; type is annual.")
    assert not _import(pilot, second, "--dry-run", "--ask-again").document["success"]

    listed = pilot("scenario", "mappings", "list", *NAME).document["mappings"]
    assert [one["name"] for one in listed] == ["first.xlsx, sheet Stair-A"]
    assert pilot("scenario", "mappings", "forget", listed[0]["fingerprint"], "--as", "eng").exit_code == 0
    assert pilot("scenario", "mappings", "list", *NAME).document["mappings"] == []
    assert {one["code"] for one in _import(pilot, second).document["errors"]} == {"asked"}


def _one_cause(file: Path, description: str, device: str) -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Stair-A"
    sheet.append((None, None, None, "ALARM-PANEL", "FAN-01-A"))
    sheet.append(("Zone", "Description", "Device", "Activate", "Start"))
    sheet.append(("Zone-1", description, device, "X", "T+5"))
    book.save(file)
