"""Commands: shapes of their documents, exit codes, and nothing but the document on standard output."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from firemode_desktop import paths
from tests.cli.conftest import Firemode

NAME = "Pilot Building 123"
BASELINE = paths.resources() / "pilot-baseline.xlsx"


def test_that_a_word_that_is_no_command_exits_2_and_says_so_in_json(firemode: Firemode) -> None:
    said = firemode("nonsense")
    assert said.exit_code == 2
    assert said.document["success"] is False
    assert said.document["error"]["code"] == "usage"


def test_that_a_group_without_a_verb_exits_2(firemode: Firemode) -> None:
    assert firemode("building").exit_code == 2


def test_that_an_unreachable_database_exits_4_and_never_shows_the_password(firemode: Firemode) -> None:
    said = firemode("building", "list", "--database", "postgresql://u:s3cret@127.0.0.1:1/none")
    assert said.exit_code == 4
    assert said.document["error"]["code"] == "unreachable"
    assert "s3cret" not in said.out + said.err


def test_that_global_options_are_taken_before_and_after_the_command(firemode: Firemode, database_url: str) -> None:
    before = firemode("--database", database_url, "building", "list")
    after = firemode("building", "list", "--database", database_url)
    assert before.document == after.document == {"success": True, "buildings": []}


def test_that_a_building_that_does_not_exist_exits_3_and_names_those_there_are(pilot: Firemode) -> None:
    said = pilot("generate", "--building", "Nowhere", "--frequency", "annual")
    assert said.exit_code == 3
    assert said.document["error"] == {
        "code": "missing",
        "message": "There is no building called “Nowhere”.",
        "details": [NAME],
    }


def test_that_a_building_is_created_with_the_time_zone_of_its_state(firemode: Firemode) -> None:
    said = firemode("building", "create", "--name", "Tower", "--state", "QLD")
    assert set(said.document) >= {"success", "id", "name"}
    assert firemode("building", "create", "--name", "Tower").exit_code == 3


@pytest.mark.parametrize(("frequency", "expected"), [("annual", 178), ("six_monthly", 74), ("monthly", 2)])
def test_that_generate_answers_with_its_counts(pilot: Firemode, frequency: str, expected: int) -> None:
    first = pilot("generate", "--building", NAME, "--frequency", frequency).document
    again = pilot("generate", "--building", NAME, "--frequency", frequency).document
    counts = ("expected", "existing", "added", "changed", "retired", "unchanged")
    assert [first[name] for name in counts] == [expected, 0, expected, 0, 0, 0]
    assert [again[name] for name in counts] == [expected, expected, 0, 0, 0, expected]


def test_that_the_pilot_baseline_is_imported_once_and_writes_nothing_again(pilot: Firemode) -> None:
    first = pilot("baseline", "import", BASELINE, "--building", NAME, "--as", "eng").document
    again = pilot("baseline", "import", BASELINE, "--building", NAME, "--as", "eng").document
    assert (first["new"], first["rows_imported"], first["errors"]) == (150, 150, [])
    assert (again["unchanged"], again["rows_imported"], again["batch_id"]) == (150, 0, None)


def test_that_one_bad_cell_names_itself_and_nothing_is_written(pilot: Firemode, tmp_path: Path) -> None:
    book = load_workbook(BASELINE)
    sheet = book["Pressure"]
    headings = {cell.value: cell.column_letter for cell in sheet[1]}
    sheet[f"{headings['pressure_pa']}7"] = "#DIV/0!"
    bad = tmp_path / "bad.xlsx"
    book.save(bad)
    said = pilot("baseline", "import", bad, "--building", NAME, "--as", "eng")
    assert said.exit_code == 3
    (error,) = said.document["errors"]
    assert (error["sheet"], error["row"], error["cell"]) == ("Pressure", 7, f"{headings['pressure_pa']}7")
    assert said.document["rows_imported"] == 0
    assert said.document["error"]["code"] == "invalid"
    assert pilot("batch", "list", "--building", NAME).document["batches"] == []


def test_that_skip_invalid_writes_the_good_rows_and_sets_the_bad_one_aside(pilot: Firemode, tmp_path: Path) -> None:
    book = load_workbook(BASELINE)
    sheet = book["Pressure"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "pressure_pa")
    sheet[f"{column}7"] = "high"
    bad = tmp_path / "bad.xlsx"
    book.save(bad)
    said = pilot("baseline", "import", bad, "--building", NAME, "--skip-invalid", "--as", "eng")
    assert said.exit_code == 0
    assert (said.document["rows_imported"], said.document["skipped"]) == (149, 1)
    rejected = load_workbook(said.document["rejected_file"])
    assert any("high" in str(cell.value) for row in rejected.active.iter_rows() for cell in row)


def test_that_an_import_can_be_taken_back_while_nothing_depends_on_it(pilot: Firemode) -> None:
    batch = pilot("baseline", "import", BASELINE, "--building", NAME, "--as", "eng").document["batch_id"]
    undone = pilot("batch", "undo", batch, "--reason", "Wrong building.", "--as", "eng").document
    assert undone["withdrawn"] == 150
    again = pilot("baseline", "import", BASELINE, "--building", NAME, "--as", "eng").document
    assert again["new"] == 150


def test_that_a_csv_with_the_documents_own_columns_is_imported_by_uuid(pilot: Firemode, tmp_path: Path) -> None:
    template = tmp_path / "template.xlsx"
    assert pilot("baseline", "template", "--building", NAME, "-o", template).exit_code == 0
    from sqlalchemy import select

    from firemode_desktop.cli.desk import Desk
    from firemode_desktop.models import Floor
    from firemode_desktop.settings import find

    with Desk(find()) as desk:
        floor = desk.run(lambda session: session.scalars(select(Floor).order_by(Floor.floor_number)).first())
    assert floor is not None
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["stair_id", "floor_id", "door_configuration", "pressure_pa", "commissioned_date"])
    writer.writerow([floor.stair_id, floor.floor_id, "all_closed", "44.5", "2024-01-15"])
    file = tmp_path / "pressure.csv"
    file.write_text(text.getvalue())
    said = pilot("baseline", "import", file, "--building", NAME, "--as", "eng")
    assert (said.exit_code, said.document["rows_imported"]) == (0, 1)


PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"


def test_that_session_show_has_its_stable_keys(pilot: Firemode, session_id: str) -> None:
    shown = pilot("session", "show", session_id).document
    assert set(shown) >= {"id", "name", "building", "frequency", "status", "progress", "instances"}
    assert set(shown["progress"]) == {
        "total", "pending", "in_progress", "completed", "skipped", "failed", "percent"
    }  # fmt: skip
    test = next(i for i in shown["instances"] if i["identifier"] == PRESSURE)
    expected = """instance_id template_id identifier measurement_type stair floor door doorway door_configuration
        door_scenario pressurization_active zone scenario interface_type location_id status measured_value unit
        min_threshold max_threshold baseline_value deviation_from_baseline_pct is_compliant verdict checks fault_id"""
    assert set(test) >= set(expected.split())
    assert (test["min_threshold"], test["max_threshold"], test["baseline_value"]) == (20, 80, 44.2)


def test_that_a_result_is_recorded_judged_and_shown_with_its_deviation(pilot: Firemode, session_id: str) -> None:
    said = pilot("session", "result", session_id, PRESSURE, "18.2", "--instrument", "SN-12345", "--as", "eng")
    assert said.exit_code == 0
    assert said.document["is_compliant"] is False
    assert said.document["deviation_from_baseline_pct"] == -58.82
    (fault,) = pilot("faults", "list", "--building", NAME).document["faults"]
    assert fault["id"] == said.document["fault_id"]
    assert fault["description"] == "Pressure 18.2 Pa BELOW minimum 20 Pa on Stair-A Level-8 (all_closed)"


def test_that_a_number_in_another_unit_is_refused_with_the_conversion(pilot: Firemode, session_id: str) -> None:
    said = pilot("session", "result", session_id, PRESSURE, "0.18 inwg", "--as", "eng")
    assert said.exit_code == 3
    assert "44.836" in said.document["error"]["message"]


def test_that_a_person_who_is_nobody_is_refused(pilot: Firemode, session_id: str) -> None:
    said = pilot("session", "result", session_id, PRESSURE, "44", "--as", "ghost")
    assert (said.exit_code, said.document["error"]["code"]) == (3, "missing")


def test_that_an_engineer_may_not_approve(pilot: Firemode, session_id: str) -> None:
    said = pilot("session", "approve", session_id, "--as", "eng")
    assert (said.exit_code, said.document["error"]["code"]) == (5, "refused")


def test_that_a_session_that_does_not_exist_exits_3(pilot: Firemode) -> None:
    assert pilot("session", "show", uuid4()).exit_code == 3


def test_that_the_results_template_lists_every_test_and_an_empty_one_changes_nothing(
    pilot: Firemode, session_id: str, tmp_path: Path
) -> None:
    template = tmp_path / "results.xlsx"
    assert pilot("session", "results", "template", session_id, "-o", template).exit_code == 0
    said = pilot("session", "results", "import", session_id, template, "--as", "eng")
    assert (said.exit_code, said.document["rows_imported"], said.document["batch_id"]) == (0, 0, None)


def test_that_results_with_an_unknown_instrument_name_the_cell_and_write_nothing(
    pilot: Firemode, session_id: str, tmp_path: Path
) -> None:
    template = tmp_path / "results.xlsx"
    pilot("session", "results", "template", session_id, "-o", template)
    book = load_workbook(template)
    sheet = book["Results"]
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    row = next(r for r in range(2, 400) if sheet[f"{columns['identifier']}{r}"].value == PRESSURE)
    sheet[f"{columns['measured_value']}{row}"] = 44.1
    sheet[f"{columns['instrument_serial']}{row}"] = "SN-99999"
    book.save(template)
    said = pilot("session", "results", "import", session_id, template, "--as", "eng")
    assert said.exit_code == 3
    (error,) = said.document["errors"]
    assert error["cell"] == f"{columns['instrument_serial']}{row}"
    assert pilot("session", "show", session_id).document["progress"]["completed"] == 0


def test_that_a_dry_run_of_results_says_what_would_be_and_writes_nothing(
    pilot: Firemode, session_id: str, tmp_path: Path
) -> None:
    template = tmp_path / "results.xlsx"
    pilot("session", "results", "template", session_id, "-o", template)
    book = load_workbook(template)
    sheet = book["Results"]
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    row = next(r for r in range(2, 400) if sheet[f"{columns['identifier']}{r}"].value == PRESSURE)
    sheet[f"{columns['measured_value']}{row}"] = 44.1
    sheet[f"{columns['instrument_serial']}{row}"] = "SN-12345"
    book.save(template)
    rehearsal = pilot("session", "results", "import", session_id, template, "--dry-run", "--as", "eng").document
    assert (rehearsal["new"], rehearsal["rows_imported"]) == (1, 0)
    assert pilot("session", "show", session_id).document["progress"]["completed"] == 0
    real = pilot("session", "results", "import", session_id, template, "--as", "eng").document
    again = pilot("session", "results", "import", session_id, template, "--as", "eng").document
    assert (real["rows_imported"], again["rows_imported"], again["unchanged"]) == (1, 0, 1)
    sheet[f"{columns['measured_value']}{row}"] = 54.1
    book.save(template)
    differs = pilot("session", "results", "import", session_id, template, "--as", "eng")
    assert differs.exit_code == 3
    assert PRESSURE in differs.document["errors"][0]["message"]


def test_that_due_instruments_are_listed(pilot: Firemode) -> None:
    found = pilot("instruments", "due").document["instruments"]
    assert [(entry["serial_number"], entry["state"]) for entry in found] == [("SN-12377", "expired")]


def test_that_db_status_masks_the_password_and_url_does_not(firemode: Firemode, database_url: str) -> None:
    status, url = firemode("db", "status").document, firemode("db", "url").document
    assert status["current"] is True
    assert url["url"] == database_url.replace("+psycopg2", "")
    assert status["audit"]["rows"] == 1  # the rules that ship, as revision 023 found them
    assert re.fullmatch("[0-9a-f]{64}", status["audit"]["head"])
    assert status["guards_off"] == []
    password = database_url.split(":")[2].split("@")[0]
    assert f":{password}@" not in status["url"]


def test_that_db_status_counts_what_the_log_of_changes_holds(pilot: Firemode) -> None:
    before = pilot("db", "status").document["audit"]["rows"]
    pilot("building", "create", "--name", "Another House")
    assert pilot("db", "status").document["audit"]["rows"] == before + 1


def test_that_a_downgrade_needs_to_be_meant(firemode: Firemode) -> None:
    assert firemode("db", "downgrade", "011_enhance_instruments_calibration").exit_code == 5
