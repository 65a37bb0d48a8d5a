"""``firemode scenario observed``: a panel's log becomes the result of a test, once, with the file as evidence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Firemode, Said

ENGINEER = ("--as", "eng")
LOG = """time,point,event
10:00:00,{trigger},ALARM
10:00:01,{panel},ACTIVATED
10:00:03.2,{fan},RUN
10:00:05,{damper},OPEN
10:00:14,{sensor},SETPOINT REACHED
10:00:20,PRINTER,PAPER LOW
"""


@pytest.fixture
def scene(firemode: Firemode, session_id: str) -> dict[str, Any]:
    """The first sequence of four steps of the session: its id, and the names that a log writes."""
    shown = firemode("session", "show", session_id).document
    one = next(each for each in shown["instances"] if each["identifier"].startswith("CE_STAIR-A_ZONE-1_FIRE"))
    floor = one["identifier"].rpartition("-")[2]
    names = {"panel": "ALARM-PANEL", "fan": "FAN-01-A", "damper": "DAMPER-RELIEF-Z1"}
    return {"id": one["instance_id"], "trigger": f"SD-L{floor}-01", "sensor": f"PRESSURE-SENSOR-L{floor}", **names}


def log(folder: Path, scene: dict[str, Any], text: str = LOG) -> Path:
    (folder / "panel.csv").write_text(text.format(**scene), "utf-8")
    return folder / "panel.csv"


def outcomes(said: Said) -> list[tuple[int | None, str]]:
    return [(each["step_order"], each["outcome"]) for each in said.document["findings"]]


def test_that_a_log_is_looked_at_recorded_once_and_kept_as_evidence(
    firemode: Firemode, session_id: str, scene: dict[str, Any], tmp_path: Path
) -> None:
    words = ("scenario", "observed", scene["id"], log(tmp_path, scene), *ENGINEER)
    looked = firemode(*words, "--dry-run")
    assert looked.exit_code == 0, looked.err
    assert (looked.document["outcome"], looked.document["compliant"]) == ("dry_run", True)
    done = firemode(*words)
    assert done.exit_code == 0, done.err
    assert outcomes(done) == [(n, "as_expected") for n in (1, 2, 3, 4)]
    assert (done.document["outcome"], done.document["trigger"], done.document["faults"]) == ("recorded", 2, [])
    again = firemode(*words)
    assert (again.exit_code, again.document["outcome"]) == (0, "unchanged")
    kept = firemode("evidence", "list", "--session", session_id).document["evidence"]
    assert [(each["original_name"], each["sha256"]) for each in kept] == [("panel.csv", done.document["sha256"])]
    other = log(tmp_path, scene, LOG.replace("10:00:05", "10:00:09"))
    refused = firemode("scenario", "observed", scene["id"], other, *ENGINEER)
    assert refused.exit_code == 5
    assert "retest" in refused.document["error"]["message"]


def test_that_a_late_damper_fails_and_opens_a_fault(firemode: Firemode, scene: dict[str, Any], tmp_path: Path) -> None:
    late = log(tmp_path, scene, LOG.replace("10:00:05", "10:00:09"))
    said = firemode("scenario", "observed", scene["id"], late, *ENGINEER)
    assert (said.exit_code, said.document["compliant"], len(said.document["faults"])) == (0, False, 1)
    assert (3, "late") in outcomes(said)


def test_that_names_that_are_nearly_right_are_asked_about_and_remembered(
    firemode: Firemode, scene: dict[str, Any], tmp_path: Path
) -> None:
    near = log(tmp_path, {**scene, "fan": "SUPPLY FAN A"}, LOG)
    words = ("scenario", "observed", scene["id"], near, *ENGINEER)
    missing = firemode(*words, "--dry-run").document
    assert missing["compliant"] is False
    assert "names no component" in next(each["reason"] for each in missing["rows"] if each["row"] == 4)
    done = firemode(*words, "--point", "SUPPLY FAN A=FAN-01-A:start")
    assert (done.exit_code, done.document["compliant"]) == (0, True), done.err
    assert firemode(*words).document["outcome"] == "unchanged"
    squeezed = log(tmp_path, {**scene, "fan": "Fan 1 A"}, LOG)
    asked = firemode("scenario", "observed", scene["id"], squeezed, *ENGINEER)
    assert asked.exit_code == 3
    assert "is FAN-01-A meant?" in asked.document["error"]["message"]


def test_that_without_a_trigger_a_row_has_to_be_named(
    firemode: Firemode, scene: dict[str, Any], tmp_path: Path
) -> None:
    words = ("scenario", "observed", scene["id"], log(tmp_path, {**scene, "trigger": "SD-L99-77"}), *ENGINEER)
    asked = firemode(*words)
    assert asked.exit_code == 3
    assert f"No row of the log activates {scene['trigger']}" in asked.document["error"]["message"]
    assert firemode(*words, "--trigger", "7", "--dry-run").document["compliant"] is False
    assert firemode(*words, "--trigger", "2").document["compliant"] is True
    for wrong in ("99", "0", "x"):
        assert firemode(*words, "--trigger", wrong).exit_code == 3
    assert firemode(*words, "--point", "NOBODY=FAN-01-A").exit_code == 3


def test_that_what_is_no_log_is_refused_with_its_rows_and_nothing_is_recorded(
    firemode: Firemode, session_id: str, scene: dict[str, Any], tmp_path: Path
) -> None:
    broken = log(tmp_path, scene, LOG.replace("10:00:05", "soon").replace("10:00:14", "10:61:00"))
    said = firemode("scenario", "observed", scene["id"], broken, *ENGINEER)
    assert said.exit_code == 3
    assert [each["row"] for each in said.document["error"]["details"]] == [5, 6]
    shown = firemode("session", "show", session_id).document
    other = next(each for each in shown["instances"] if each["identifier"].startswith("PRESSURE"))
    not_a_sequence = firemode("scenario", "observed", other["instance_id"], log(tmp_path, scene), *ENGINEER)
    assert not_a_sequence.exit_code == 3
    assert json.dumps(shown["instances"]).count('"completed"') == 0


def test_that_a_person_reads_what_was_planned_and_seen(
    firemode: Firemode, scene: dict[str, Any], tmp_path: Path
) -> None:
    said = firemode("scenario", "observed", scene["id"], log(tmp_path, scene), "--dry-run", *ENGINEER, as_json=False)
    assert "FAN-01-A start 3 ± 2 s" in said.out
    assert "FAN-01-A start at 3.2 s" in said.out
    assert "row 7, PRINTER PAPER LOW: names no component" in said.out
    assert "As it stands: the sequence was as planned." in said.out
