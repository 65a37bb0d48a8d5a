"""What a person gets wrong at the command line: an answer in words, the right exit code, and nothing half-done."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook

from firemode_desktop import cli, paths
from tests.cli.conftest import Firemode, Said

NAME = "Pilot Building 123"
PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
FORCE = "FORCE_STAIR-A_L8_D-LEVEL-8-STAIR-A_INACTIVE"
VELOCITY = "VELOCITY_STAIR-A_L8_DW-LEVEL-8-STAIR-A_WORST-CASE-3-DOORS-OPEN"
SEQUENCE = "CE_STAIR-A_ZONE-3_FIRE-FLOOR-8"
NOWHERE = Path(os.devnull) / "folder" / "file"
"""A place under a file: nobody can write there, not even root."""


def refused(said: Said, exit_code: int, words: str) -> None:
    """The answer is an error with these words, on both outputs, and no traceback is anywhere."""
    assert said.exit_code == exit_code, said.err
    assert said.document["success"] is False
    assert words in said.document["error"]["message"]
    assert words in said.err
    assert "Traceback" not in said.out + said.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rules", "supersede", "SP-01", "--version", "v2", "--effective", "2027-01-01", "--min", "x"], "not a number"),
        (["rules", "supersede", "SP-01", "--version", "v2", "--effective", "2027-01-01", "--min", "nan"], "finite"),
        (["rules", "supersede", "SP-01", "--version", "v2", "--effective", "soon"], "write it as 2026-11-22"),
        (["session", "show", "first"], "“first” is no id"),
        (["instruments", "due", "--days", "99999999999"], "outside 0 to 36500"),
        (["building", "list", "--js"], "not understood: --js"),
        (["session", "result", str(UUID(int=1)), "X", "44", "--at", "0001-01-01T00:00+14:00"], "too far away"),
        (["session", "result", str(UUID(int=1)), "X", "44", "--at", "2201-01-01T00:00"], "from 1900 to 2200"),
    ],
)
def test_that_a_word_that_cannot_be_read_is_a_matter_of_usage(firemode: Firemode, words: list[str], said: str) -> None:
    refused(firemode(*words), 2, said)


@pytest.mark.parametrize(
    "words",
    [
        ["baseline", "template", "--building", NAME, "-o"],
        ["trend", "--building", NAME, "--format", "csv", "-o"],
        ["demo", "--no-gui", "--out"],
    ],
)
def test_that_a_place_that_cannot_be_written_is_named(pilot: Firemode, words: list[str]) -> None:
    said = pilot(*words, NOWHERE)
    refused(said, 5, os.devnull)
    assert said.document["error"]["code"] == "refused"


def test_that_a_trend_of_a_stair_that_is_not_there_names_those_that_are(pilot: Firemode) -> None:
    said = pilot("trend", "--building", NAME, "--stair", "Stair-X")
    refused(said, 3, "no stair called “Stair-X”")
    assert said.document["error"]["details"] == ["Stair-A", "Stair-B"]


def test_that_a_file_whose_ending_names_no_format_is_not_written(pilot: Firemode, tmp_path: Path) -> None:
    refused(pilot("trend", "--building", NAME, "-o", tmp_path / "trend.doc"), 3, "names no format")
    assert not (tmp_path / "trend.doc").exists()


def test_that_evidence_of_a_session_that_is_not_there_is_missing(firemode: Firemode) -> None:
    refused(firemode("evidence", "list", "--session", uuid4()), 3, "There is no such session")


def test_that_faults_of_a_session_that_is_not_there_are_missing(firemode: Firemode) -> None:
    refused(firemode("faults", "list", "--session", uuid4()), 3, "There is no such session")


def test_that_a_name_of_broken_letters_is_no_defect(firemode: Firemode) -> None:
    refused(firemode("session", "list", "--building", os.fsdecode(b"Pilot \xff")), 3, "characters that cannot be kept")


def test_that_a_fault_is_not_due_before_it_was_found(pilot: Firemode) -> None:
    words = ["faults", "add", "--building", NAME, "--severity", "high", "--description", "A door is wedged open."]
    refused(pilot(*words, "--due", "1950-01-01", "--as", "eng"), 3, "cannot have been due on 1 Jan 1950")
    assert pilot("faults", "list").document["faults"] == []
    assert pilot(*words, "--due", "2190-01-01", "--as", "eng").exit_code == 0


def test_that_a_setting_nested_without_end_is_no_setting(pilot: Firemode) -> None:
    words = ["schedule", "set", "--building", NAME, "--archetype", "ARCH-FAN-001", "--frequencies", "[" * 5000]
    refused(pilot(*words, "--as", "sup"), 3, "is not JSON")


@pytest.mark.parametrize(
    ("test", "words", "problem"),
    [
        (PRESSURE, ["44", "--observed", "yes"], "not asked of this test"),
        (PRESSURE, ["44", "--effect", "FAN-01-A start 3"], "cause-and-effect tests only"),
        (PRESSURE, [*"123456789"], "at doorways only"),
        (VELOCITY, [*"123456789", "--observed", "yes"], "not asked of this test"),
        (SEQUENCE, ["3", "--no-effects"], "takes no number of its own"),
        (PRESSURE, ["44", "--skip", "No access."], "it can only be one"),
        (PRESSURE, ["44", "--at", "2100-01-01T10:00"], "in the future"),
        (PRESSURE, ["44", "--at", "2026-10-04T02:30"], "the clocks went forward"),
        (PRESSURE, ["100000.1"], "is -100000 to 100000 Pa; 100000.1 cannot be"),
        (FORCE, ["-0.1"], "is 0 to 10000 N; -0.1 cannot be"),
        (VELOCITY, [*"12345678", "1e9"], "1000000000 cannot be"),
        (SEQUENCE, ["--effect", "FAN-01-A start 86401"], "86401 cannot be"),
        ("PRESSURE_STAIR-A_L8_ALL-CLOSE", ["44"], f"Did you mean {PRESSURE}?"),
    ],
)
def test_that_a_result_that_is_none_of_its_test_is_not_recorded(
    pilot: Firemode, session_id: str, test: str, words: list[str], problem: str
) -> None:
    refused(pilot("session", "result", session_id, test, *words, "--as", "eng"), 3, problem)
    shown = pilot("session", "show", session_id).document
    assert (shown["status"], shown["progress"]["pending"]) == ("draft", 178)
    assert pilot("session", "validate", session_id).exit_code == 0


def test_that_results_of_another_kind_of_test_name_their_cell(pilot: Firemode, session_id: str, tmp_path: Path) -> None:
    file = tmp_path / "results.xlsx"
    pilot("session", "results", "template", session_id, "-o", file)
    book = load_workbook(file)
    sheet = book["Results"]
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    row = next(r for r in range(2, 400) if sheet[f"{columns['identifier']}{r}"].value == PRESSURE)
    sheet[f"{columns['measured_value']}{row}"], sheet[f"{columns['result_observed']}{row}"] = 44.1, "yes"
    book.save(file)
    said = pilot("session", "results", "import", session_id, file, "--as", "eng")
    assert said.exit_code == 3
    assert [error["cell"] for error in said.document["errors"]] == [f"{columns['result_observed']}{row}"]


def test_that_the_readings_may_stand_behind_the_options(pilot: Firemode, session_id: str) -> None:
    said = pilot("session", "result", session_id, PRESSURE.lower(), "--instrument", "SN-12345", "44.1", "--as", "eng")
    assert (said.exit_code, said.document["measured_value"]) == (0, 44.1)


@pytest.mark.parametrize(
    "words",
    [
        ["session", "create", "--building", NAME, "--frequency", "annual"],
        ["session", "result", "ID", PRESSURE, "44"],
        ["generate", "--building", NAME, "--frequency", "monthly"],
        ["building", "create", "--name", "Another"],
        ["user", "add", "friend", "--name", "A Friend", "--role", "supervisor"],
        ["baseline", "import", str(paths.resources() / "pilot-baseline.xlsx"), "--building", NAME],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_that_a_viewer_writes_nothing(pilot: Firemode, session_id: str, words: list[str]) -> None:
    given = [session_id if word == "ID" else word for word in words]
    refused(pilot(*given, "--as", "view"), 5, "Only an engineer" if words[0] != "user" else "Only a supervisor")


def test_that_a_session_needs_more_than_a_blank_to_be_called_otherwise(pilot: Firemode, session_id: str) -> None:
    words = ["session", "create", "--building", NAME, "--frequency", "annual", "--date", "2026-03-01", "--name", " "]
    assert pilot(*words, "--as", "eng").document["name"] == "Annual session 2026-03-01"


def test_that_a_retest_and_an_amendment_answer_with_ids_and_numbers(pilot: Firemode, session_id: str) -> None:
    pilot("session", "result", session_id, PRESSURE, "18.2", "--instrument", "SN-12345", "--as", "eng")
    again = pilot("session", "retest", session_id, PRESSURE, "--as", "eng").document
    tests = {t["identifier"]: t for t in pilot("session", "show", session_id).document["instances"]}
    assert tests[again["identifier"]]["instance_id"] == again["id"]
    amended = pilot("session", "amend", session_id, PRESSURE, "28.2", "--reason", "A slip.", "--as", "eng").document
    assert (amended["measured_value"], amended["is_compliant"]) == (28.2, True)


def test_that_a_file_of_evidence_that_was_altered_is_named(pilot: Firemode, session_id: str, tmp_path: Path) -> None:
    photograph = tmp_path / "display.txt"
    photograph.write_text("44.1 Pa")
    words = ["session", "result", session_id, PRESSURE, "44.1", "--instrument", "SN-12345"]
    pilot(*words, "--evidence", photograph, "--as", "eng")
    assert pilot("evidence", "verify").document == {"success": True, "checked": 1, "altered": []}
    (kept,) = (tmp_path / "data" / "evidence").glob("*/*.txt")
    kept.write_text("54.1 Pa")
    said = pilot("evidence", "verify")
    assert said.exit_code == 3
    assert said.document["error"]["details"] == said.document["altered"]
    assert [(entry["identifier"], entry["reason"]) for entry in said.document["altered"]] == [(PRESSURE, "altered")]


def test_that_a_password_on_the_command_line_is_warned_about_and_not_repeated(firemode: Firemode) -> None:
    said = firemode("building", "list", "--database", "postgresql://u:s3cret@127.0.0.1:1/none")
    assert cli.OPEN_TO_SEE in said.err
    assert "s3cret" not in said.out + said.err
    assert cli.OPEN_TO_SEE not in firemode("building", "list").err


def test_that_what_is_no_url_is_invalid_and_not_repeated(firemode: Firemode) -> None:
    said = firemode("building", "list", "--database", "s3cret@nowhere")
    refused(said, 3, "not the URL of a database")
    assert "s3cret" not in said.out + said.err


def test_that_a_defect_is_kept_in_the_log_under_its_reference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = "postgresql://u:s3cret@127.0.0.1:1/none"

    def divide(*_: Any) -> cli.Answer:
        raise ZeroDivisionError(f"while looking at {url}")

    chosen = argparse.Namespace(command=divide, data_dir=str(tmp_path), database=url)
    assert cli._carry_out(chosen, True) == 1
    captured = capsys.readouterr()
    error = json.loads(captured.out)["error"]
    assert error["code"] == "defect"
    assert "Traceback" not in captured.err
    log = (tmp_path / "firemode.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert "s3cret" not in log
    reference = error["message"].split("reference is ")[1].split(";")[0]
    assert f"defect {reference}" in log


def test_that_an_answer_reaches_a_terminal_that_cannot_show_it_and_a_reader_that_leaves(
    firemode: Firemode, database_url: str
) -> None:
    firemode("building", "create", "--name", "Tower Ü ☂")
    command = [sys.executable, "-m", "firemode_desktop", "building", "list"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    plain = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert "Tower Ü \\u2602" in plain.stdout.decode("latin-1")
    document = json.loads(subprocess.run([*command, "--json"], env=environment, capture_output=True, check=True).stdout)
    assert document["buildings"][0]["name"] == "Tower Ü ☂"
    read, write = os.pipe()
    os.close(read)
    left = subprocess.run(command, env=environment, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (left.returncode, left.stderr) == (0, b"")
