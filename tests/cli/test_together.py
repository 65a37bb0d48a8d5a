"""Two people, or two processes, at the same moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from firemode_desktop import paths
from tests.cli.conftest import Firemode

NAME = "Pilot Building 123"


def at_once(*words: str, environment: dict[str, str], many: int = 3) -> list[tuple[int, dict[str, Any]]]:
    """Exit codes and documents of the same command, run by several processes at the same time."""
    command = [sys.executable, "-m", "firemode_desktop", *words, "--json"]
    runs = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(many)]
    said = [run.communicate(timeout=240)[0] for run in runs]
    return [(run.returncode, json.loads(out)) for run, out in zip(runs, said, strict=True)]


@pytest.mark.timeout(240)
def test_that_generating_three_times_at_once_writes_the_tests_once(pilot: Firemode) -> None:
    found = at_once("generate", "--building", NAME, "--frequency", "annual", environment=dict(os.environ))
    assert sorted((code, said.get("added")) for code, said in found) == [(0, 0), (0, 0), (0, 178)]


@pytest.mark.timeout(240)
def test_that_the_same_file_imported_three_times_at_once_is_written_once(pilot: Firemode) -> None:
    file = str(paths.resources() / "pilot-baseline.xlsx")
    found = at_once("baseline", "import", file, "--building", NAME, "--as", "eng", environment=dict(os.environ))
    written = [said["rows_imported"] for code, said in found if code == 0]
    assert sum(written) == 150
    assert {code for code, _ in found} <= {0, 6}, "the others find it there, or are told of the conflict"
    (batch,) = pilot("batch", "list", "--building", NAME).document["batches"]
    assert batch["rows_new"] == 150


@pytest.mark.timeout(240)
def test_that_demonstrations_at_once_come_to_the_same_end(tmp_path: Path) -> None:
    environment = {**os.environ, "FIREMODE_DATA_DIR": str(tmp_path / "data")}
    found = at_once("demo", "--no-gui", "--out", str(tmp_path / "out"), environment=environment, many=2)
    assert [code for code, _ in found] == [0, 0]
    assert found[0][1] == found[1][1]
    assert found[0][1]["session"]["completed"] == 178
