"""``firemode faults``: the life of a fault from the command line, and its list as a document and as a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Firemode

NAME = "Pilot Building 123"
AS = ("--as", "eng")


@pytest.fixture
def fault(pilot: Firemode) -> str:
    """The id of a fault that was found otherwise, on Level-8 of Stair-A."""
    place = ("--stair", "stair-a", "--floor", "level-8")
    words = ("--severity", "high", "--class", "1B", "--description", "=wedged open", "--action", "Take it away")
    said = pilot("faults", "add", "--building", NAME, *place, *words, *AS)
    assert said.exit_code == 0
    return str(said.document["id"])


def listed(pilot: Firemode, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pilot("faults", "list", "--building", NAME, *more).document["faults"]
    return found


def test_that_the_list_has_its_stable_keys_and_the_new_ones(pilot: Firemode, fault: str) -> None:
    (one,) = listed(pilot)
    stable = """id severity defect_classification as1851_class location description action_required rule_applied
        rule_version status measured_value min_threshold max_threshold deviation_from_baseline_pct"""
    assert set(one) >= {*stable.split(), "due_date", "overdue", "age_days", "history_count", "version"}
    assert (one["id"], one["location"], one["overdue"], one["history_count"]) == (fault, "Stair-A, Level-8", False, 1)


def test_that_a_fault_lives_from_found_to_resolved_with_every_note_kept(pilot: Firemode, fault: str) -> None:
    answers = ("--makes-inoperable", "no", "--likely-to-harm", "no")
    confirmed = pilot("faults", "confirm", fault, "--reason", "It latches.", *answers, *AS).document
    assert (confirmed["defect_classification"], confirmed["due_date"]) == ("1B", None)
    assert "No period set by law is on file" in confirmed["period"]
    assert pilot("faults", "start", fault, *AS).document["status"] == "in_progress"
    pilot("faults", "defer", fault, "--note", "Ordered.", "--due", "2026-01-05", "--interim", "A guard.", *AS)
    assert [one["overdue"] for one in listed(pilot, "--overdue")] == [True]
    assert pilot("faults", "reopen", fault, "--note", "It came.", *AS).document["status"] == "open"
    assert pilot("faults", "remark", fault, "--note", "Fitted on Monday.", *AS).exit_code == 0
    assert pilot("faults", "notified", fault, "--to", "the owner", *AS).exit_code == 0
    assert pilot("faults", "resolve", fault, "--note", "Closed.", *AS).document["status"] == "resolved"
    assert listed(pilot, "--overdue") == []
    steps = pilot("faults", "history", fault).document["history"]
    assert [step["event"] for step in steps] == [
        *("detected", "confirmed", "started", "deferred", "reopened", "remarked", "notified", "resolved"),
    ]
    assert steps[3]["details"] == {"due": "2026-01-05", "interim": "A guard."}
    assert [step["note"] for step in steps][3:6] == ["Ordered.", "It came.", "Fitted on Monday."]


def test_that_what_somebody_changed_meanwhile_is_a_conflict(pilot: Firemode, fault: str) -> None:
    (seen,) = listed(pilot)
    assert pilot("faults", "start", fault, "--as", "sup").exit_code == 0
    late = pilot("faults", "resolve", fault, "--note", "Done.", "--seen", seen["version"], *AS)
    assert late.exit_code == 6
    assert "Somebody else has changed F-" in late.document["error"]["message"]
    assert listed(pilot)[0]["status"] == "in_progress"
    (now,) = listed(pilot)
    assert pilot("faults", "resolve", fault, "--note", "Done.", "--seen", now["version"], *AS).exit_code == 0


def test_that_what_is_not_allowed_or_not_right_has_its_exit_code(pilot: Firemode, fault: str) -> None:
    assert pilot("faults", "void", fault, "--note", "No.", *AS).exit_code == 5
    below = pilot("faults", "confirm", fault, "--reason", "x", "--likely-to-harm", "yes", *AS)
    assert below.exit_code == 3
    assert "1A, and not 1B" in below.document["error"]["message"]
    assert pilot("faults", "retest", fault, *AS).exit_code == 5
    assert pilot("faults", "notice", *AS).exit_code == 3
    wrong = ("--severity", "low", "--description", "x", "--stair", "Stair-C")
    said = pilot("faults", "add", "--building", NAME, *wrong, *AS)
    assert (said.exit_code, said.document["error"]["message"]) == (
        3,
        "There is no stair called Stair-C. Did you mean Stair-B?",
    )


def test_that_the_notice_is_printed_or_written_ready_to_send(pilot: Firemode, fault: str, tmp_path: Path) -> None:
    said = pilot("faults", "notice", fault, *AS).document
    assert said["subject"].startswith(f"Notice of a defect: {NAME}, Stair-A, Level-8")
    assert "Class: non-critical defect (1B), proposed; nobody has confirmed it yet" in said["text"]
    file = tmp_path / "notice.txt"
    assert pilot("faults", "notice", fault, "-o", file, *AS).exit_code == 0
    assert file.read_text() == f"Subject: {said['subject']}\n\n{said['text']}"


def test_that_the_export_carries_text_as_text_and_every_step(pilot: Firemode, fault: str, tmp_path: Path) -> None:
    as_list, book = tmp_path / "faults.csv", tmp_path / "faults.xlsx"
    for file in (as_list, book):
        assert pilot("faults", "export", "--building", NAME, "-o", file).document["faults"] == 1
    (line,) = csv.DictReader(io.StringIO(as_list.read_text(encoding="utf-8-sig")))
    assert line["description"] == "'=wedged open"
    sheets = load_workbook(book)
    head, row = sheets["Faults"].iter_rows()
    cells = {str(name.value): cell for name, cell in zip(head, row, strict=True)}
    assert (cells["description"].value, cells["description"].data_type) == ("=wedged open", "s")
    assert [cell.value for cell in sheets["History"][2]][2:4] == ["Found, proposed class 1B", "Engineer One"]
    assert pilot("faults", "export", "--building", NAME, "-o", tmp_path / "faults.pdf").exit_code == 3


def test_that_a_fault_is_named_by_its_number_as_well(pilot: Firemode, fault: str) -> None:
    (one,) = pilot("faults", "list").document["faults"]
    assert one["id"] == fault
    number = pilot("faults", "list", as_json=False).out.split("F-")[1][:4]
    for name in (f"F-{number}", f"f-{int(number)}", number):
        assert pilot("faults", "history", name).document["id"] == fault
    assert pilot("faults", "notice", f"F-{number}", "--as", "sup").exit_code == 0
    absent = pilot("faults", "start", "F-9999", "--as", "eng")
    assert (absent.exit_code, absent.document["error"]["message"]) == (3, "There is no fault F-9999.")
