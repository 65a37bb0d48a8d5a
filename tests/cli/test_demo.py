"""The demonstration: the main job from end to end, as ``./run demo --no-gui`` runs it."""

from __future__ import annotations

import ast
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import create_engine, text

from tests.cli.conftest import Firemode
from tests.conftest import _database, _url_of

WHAT_IS_LOADED = """
import sys
from firemode_desktop.cli import main
code = main(sys.argv[1:])
print([name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))], file=sys.stderr)
sys.exit(code)
"""


@dataclass(frozen=True)
class Demonstration:
    """One that ran to its end: its database, the document it answered with, the modules of Qt it had loaded."""

    url: str
    document: dict[str, Any]
    of_qt: list[str]


@pytest.fixture(scope="module")
def demonstration(
    server_url: str, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demonstration]:
    """In a process of its own, its papers in a folder of its own."""
    folder = tmp_path_factory.mktemp("demo")
    with _database(server_url, "demo", template_database) as name:
        url = _url_of(server_url, name)
        words = [sys.executable, "-c", WHAT_IS_LOADED, "demo", "--no-gui", "--json", "--out", str(folder / "out")]
        environment = {**os.environ, "FIREMODE_DATABASE_URL": url, "FIREMODE_DATA_DIR": str(folder / "data")}
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        yield Demonstration(url, json.loads(done.stdout), ast.literal_eval(done.stderr.splitlines()[-1]))


@pytest.fixture
def database_url(demonstration: Demonstration) -> str:
    """The database of the demonstration, for further commands."""
    return demonstration.url


@pytest.fixture
def demo(demonstration: Demonstration) -> dict[str, Any]:
    """The demonstration's document."""
    return demonstration.document


@pytest.mark.timeout(240)
def test_that_the_demonstration_does_the_main_job_and_its_papers_agree_with_the_database(
    demo: dict[str, Any], firemode: Firemode
) -> None:
    assert demo["building"] == "Pilot Building 123"
    assert demo["templates"] == {"annual": 178, "six_monthly": 74, "monthly": 2}
    assert demo["baselines"] == {"pressure": 60, "velocity": 30, "door_force": 60}
    session = demo["session"]
    assert (session["status"], session["instances"], session["completed"]) == ("approved", 178, 178)
    assert (session["compliant"], session["non_compliant"], demo["faults"]) == (173, 5, 5)

    tests = {t["identifier"]: t for t in firemode("session", "show", session["id"]).document["instances"]}
    on_the_limit = {
        "PRESSURE_STAIR-B_L3_ALL-CLOSED": 20,
        "PRESSURE_STAIR-B_GF_ALL-CLOSED": 80,
        "VELOCITY_STAIR-B_L5_DW-LEVEL-5-STAIR-B_WORST-CASE-3-DOORS-OPEN": 1,
        "FORCE_STAIR-B_L6_D-LEVEL-6-STAIR-B_ACTIVE": 110,
    }
    for identifier, value in on_the_limit.items():
        assert (tests[identifier]["measured_value"], tests[identifier]["is_compliant"]) == (value, True)
    accepted = tests["PRESSURE_STAIR-B_L9_ALL-CLOSED"]
    assert any(c["code"] == "instrument_calibration" and c["result"] == "fail" for c in accepted["checks"])
    assert accepted["is_compliant"] is True

    text = "\n".join(page.extract_text() for page in PdfReader(demo["files"]["report"]).pages)
    for fault in firemode("faults", "list", "--session", session["id"]).document["faults"]:
        assert str(fault["measured_value"] or fault["defect_classification"]) in text
    assert "18.2" in text
    assert "Not compliant" in text
    results = load_workbook(demo["files"]["results"], read_only=True)["Results"]
    identifiers = {row[0].value for row in results.iter_rows(min_row=2) if row}
    assert set(tests) <= identifiers
    assert all(Path(chart).stat().st_size > 1000 for chart in demo["files"]["charts"])
    assert load_workbook(demo["files"]["logic"], read_only=True).sheetnames[:2] == ["Stair-A", "Stair-B"]
    sheets = [page.extract_text() for page in PdfReader(demo["files"]["site_sheets"]).pages]
    assert "SD-L8-01" in " ".join(sheets)

    again = firemode("demo", "--no-gui", "--out", Path(demo["files"]["report"]).parent)
    assert again.document["session"] == session
    assert len(firemode("session", "list").document["sessions"]) == 6


def test_that_every_entry_of_the_log_says_who_wrote_it(demonstration: Demonstration) -> None:
    """But for what the schema brings along, and the first people, whom nobody gave their login."""
    engine = create_engine(demonstration.url)
    with engine.connect() as connection:
        asked = text("SELECT DISTINCT table_name, verb FROM audit_entries WHERE by_user IS NULL ORDER BY 1")
        assert [tuple(row) for row in connection.execute(asked)] == [("as1851_rules", "FOUND"), ("users", "INSERT")]
    engine.dispose()


def test_that_results_and_reports_load_no_qt(demonstration: Demonstration) -> None:
    assert demonstration.of_qt == []


@pytest.mark.timeout(280)
def test_that_a_demonstration_killed_at_any_moment_goes_on_at_the_next_start(tmp_path: Path) -> None:
    environment = {**os.environ, "FIREMODE_DATA_DIR": str(tmp_path / "data")}
    environment.pop("FIREMODE_DATABASE_URL", None)
    command = [sys.executable, "-m", "firemode_desktop", "demo", "--no-gui", "--json", "--out", str(tmp_path / "out")]
    chance = random.Random(20261122)
    for _ in range(4):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            process.communicate(timeout=chance.uniform(0.5, 7))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["session"]["completed"] == 178
    assert document["baselines"] == {"pressure": 60, "velocity": 30, "door_force": 60}
