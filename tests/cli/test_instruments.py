"""``firemode instruments`` and ``firemode calendar`` as a person or a script calls them."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Firemode

PRESSURE = "PRESSURE_STAIR-A_L{}_ALL-CLOSED"


@pytest.fixture
def measured(pilot: Firemode) -> Firemode:
    """The pilot building with three readings of one manometer."""
    name = "Pilot Building 123"
    assert pilot("generate", "--building", name, "--frequency", "annual", "--as", "eng").exit_code == 0
    made = pilot("session", "create", "--building", name, "--frequency", "annual", "--as", "eng").document
    for level, value in ((8, "21"), (9, "45"), (10, "19")):
        words = ("session", "result", made["id"], PRESSURE.format(level), value, "--instrument", "SN-12345")
        assert pilot(*words, "--as", "eng").exit_code == 0
    return pilot


def test_that_a_recall_is_one_document_with_counts_sessions_and_readings(measured: Firemode) -> None:
    found = measured("instruments", "recall", "SN-12345", "--error", "reads 1.8 Pa high").document
    assert found["counts"] == {"readings": 3, "losing_proof": 2, "would_fail": 1, "would_pass": 0}
    assert found["error"] == "1.8 Pa high"
    assert found["certificate"].startswith("CERT-SN-12345-")
    assert date.fromisoformat(found["since"]) < datetime.now(UTC).date()
    (visit,) = found["sessions"]
    assert (visit["readings"], visit["changed"], visit["status"]) == (3, 2, "in_progress")
    first = found["readings"][0]
    assert first["stood"] == {"value": 21, "verdict": "pass", "counts_as": "pass"}
    assert first["without_calibration"]["counts_as"] == "not proven"
    assert first["corrected"] == {"value": 19.2, "verdict": "fail", "counts_as": "fail"}


def test_that_a_recall_says_in_words_what_to_do_next(measured: Firemode) -> None:
    said = measured("instruments", "recall", "SN-12345", as_json=False)
    assert said.exit_code == 0
    assert "Without the calibration 2 passes are not proven any more." in said.out
    assert "firemode session retest " in said.out
    none = measured("instruments", "recall", "SN-12345", "--since", "2200-01-01", as_json=False)
    assert "took no readings (since 1 Jan 2200)" in none.out


def test_that_a_recall_is_written_as_a_workbook_or_csv(measured: Firemode, tmp_path: Path) -> None:
    book, rows = tmp_path / "recall.xlsx", tmp_path / "recall.csv"
    for file in (book, rows):
        assert measured("instruments", "recall", "SN-12345", "-o", file).document["file"] == str(file)
    read = load_workbook(book)
    assert read.sheetnames == ["Recall", "Readings", "Sessions"]
    assert [cell.value for cell in read["Readings"][2]][6:8] == [21, "Pa"]
    with rows.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [(line["identifier"], line["value"], line["counts_as"]) for line in lines] == [
        (PRESSURE.format(8), "21", "pass"),
        (PRESSURE.format(9), "45", "pass"),
        (PRESSURE.format(10), "19", "fail"),
    ]


@pytest.mark.parametrize(
    ("words", "exit_code", "message"),
    [
        (("SN-0",), 3, "no instrument with the serial number SN-0"),
        (("SN-12345", "--error", "1.8 Pa"), 3, "which way"),
        (("SN-12345", "--error", "2 N low"), 3, "reads Pa; N is not a unit of that"),
        (("SN-12345", "--since", "2026-05-05", "--until", "2026-05-05"), 3, "until is exclusive"),
        (("SN-12345", "--since", "yesterday"), 2, "is no date"),
        (("SN-12345", "-o", "recall.docx"), 3, "end it with .xlsx or .csv"),
    ],
)
def test_that_a_recall_that_cannot_be_made_says_why(
    pilot: Firemode, words: tuple[str, ...], exit_code: int, message: str
) -> None:
    said = pilot("instruments", "recall", *words)
    assert (said.exit_code, said.document["success"]) == (exit_code, False)
    assert message in said.document["error"]["message"]


def test_that_a_calendar_is_written_whole(pilot: Firemode, tmp_path: Path) -> None:
    file = tmp_path / "due" / "pilot.ics"
    found = pilot("calendar", "--building", "Pilot Building 123", "-o", file).document
    assert [one["category"] for one in found["events"]] == ["calibration"] * 4
    content = file.read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.count(b"BEGIN:VEVENT") == 4
    again = pilot("calendar", "--building", "Pilot Building 123", "-o", file)
    assert again.exit_code == 0
    assert file.read_bytes() == content, "the same records give the same file"
    assert [each.name for each in file.parent.iterdir()] == ["pilot.ics"]


def test_that_a_calendar_wants_a_building_that_exists(pilot: Firemode, tmp_path: Path) -> None:
    said = pilot("calendar", "--building", "Nowhere", "-o", tmp_path / "x.ics")
    assert said.exit_code == 3
    assert not (tmp_path / "x.ics").exists()
