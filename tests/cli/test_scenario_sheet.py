"""``firemode scenario sheet``."""

from __future__ import annotations

import io
from pathlib import Path

from pypdf import PdfReader

from tests.cli.conftest import Firemode

PILOT = ("--building", "Pilot Building 123")


def titles(path: Path) -> list[str]:
    """The scenarios in a file, by its bookmarks."""
    return [str(one["/Title"]) for one in PdfReader(io.BytesIO(path.read_bytes())).outline]


def test_that_a_zone_a_stair_ids_and_a_session_are_printed(pilot: Firemode, session_id: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    said = pilot("scenario", "sheet", *PILOT, "--zone", "Stair-A/Zone-3", "-o", str(path), as_json=False)
    assert (said.exit_code, said.out.strip()) == (0, f"Wrote {path}: 2 sheets.")
    assert titles(path)[0].startswith("Stair-A · Zone-3 · ")
    stair = pilot("scenario", "sheet", *PILOT, "--stair", "Stair-B", "-o", str(path)).document
    found = stair["scenarios"]
    assert len(titles(path)) == len(found) > 1
    assert stair["not_for_testing"] == []
    assert pilot("scenario", "sheet", found[1], found[0], "-o", str(path)).document["scenarios"] == [
        found[1], found[0],
    ]  # fmt: skip
    assert pilot("scenario", "sheet", "--session", session_id, "-o", str(path)).exit_code == 0
    assert len(titles(path)) == 20


REFUSED = (
    ((), "Say which scenarios"),
    ((*PILOT, "--session", "3f2a9c1e-5b7d-4e21-9a44-7c1d7a3190bf"), "Say which scenarios"),
    (("--zone", "Stair-A/Zone-3"), "Say which scenarios"),
    (
        ("--session", "3f2a9c1e-5b7d-4e21-9a44-7c1d7a3190bf", "--stair", "Stair-A"),
        "--stair and --zone need the building",
    ),
    ((*PILOT, "--zone", "Zone-3"), "write it as Stair-A/Zone-3"),
    ((*PILOT, "--zone", "Stair-A/Zone-99"), "There is no scenario in zone “Zone-99”"),
    (("3f2a9c1e-5b7d-4e21-9a44-7c1d7a3190bf",), "There is no such scenario"),
    (("--session", "3f2a9c1e-5b7d-4e21-9a44-7c1d7a3190bf"), "There is no such session"),
)


def test_that_what_cannot_be_printed_is_told_and_nothing_is_written(pilot: Firemode, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    for words, sentence in REFUSED:
        said = pilot("scenario", "sheet", *words, "-o", str(path), as_json=False)
        assert sentence in said.err
        assert said.exit_code == 3
    assert not path.exists()
