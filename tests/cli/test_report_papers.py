"""``firemode report worksheet / notice / condition / baseline / calibration``."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Firemode

PILOT = ("--building", "Pilot Building 123")


@pytest.mark.parametrize(
    ("paper", "asked", "title"),
    [
        ("condition", (*PILOT, "--until", "2026-06-30"), "Yearly condition report"),
        ("baseline", PILOT, "Baseline certificate"),
        ("calibration", (*PILOT, "--on", "2026-06-30"), "Calibration list"),
        ("calibration", (), "Calibration list"),
    ],
)
def test_that_a_paper_is_written_and_told(
    pilot: Firemode, session_id: str, tmp_path: Path, paper: str, asked: tuple[str, ...], title: str
) -> None:
    path = tmp_path / "paper.pdf"
    told = pilot("report", paper, *asked, "-o", str(path)).document
    reader = PdfReader(path)
    assert (told["success"], told["file"], told["bytes"]) == (True, str(path), path.stat().st_size)
    assert told["pages"] == len(reader.pages)
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith(f"{title} – ")


def test_that_the_worksheet_of_a_session_is_written(pilot: Firemode, session_id: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    said = pilot("report", "worksheet", "--session", session_id, "-o", str(path), as_json=False)
    assert said.exit_code == 0
    assert said.out.startswith(f"Wrote {path}: Session worksheet, ")


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (("notice",), 3, "Say which faults"),
        (("notice", "--fault", "F-0001", "--session", "3f2a9c1e-5b7d-4e21-9a44-7c1d7a3190bf"), 3, "Say which faults"),
        (("notice", "--as", "eng", "--fault", "F-9999"), 3, "no fault F-9999"),
        (("baseline", *PILOT, "--on", "1999-01-01"), 5, "nothing to certify"),
        (("condition", "--building", "Nowhere"), 3, "no building called"),
        (("worksheet", "--session", "3f2a9c1e-5b7d-4e21-9a44-7c1d7a3190bf"), 3, "no such session"),
    ],
)
def test_that_what_cannot_be_printed_is_refused_in_words_and_leaves_no_file(
    pilot: Firemode, session_id: str, tmp_path: Path, asked: tuple[str, ...], code: int, said: str
) -> None:
    path = tmp_path / "paper.pdf"
    answer = pilot("report", *asked, "-o", str(path))
    assert said in answer.document["error"]["message"]
    assert not path.exists()
    assert answer.exit_code == code
