"""``firemode building export, check, archive, reopen`` as a person or a script calls it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Firemode

NAME = "Pilot Building 123"


def test_that_a_building_is_exported_checked_archived_and_taken_up_again(pilot: Firemode, tmp_path: Path) -> None:
    file = tmp_path / "handed-over.zip"
    written = pilot("building", "export", NAME, "-o", file, as_json=False)
    assert (written.exit_code, written.err) == (0, "")
    assert written.out.startswith(f"Wrote {file}: ")
    checked = pilot("building", "check", file)
    assert (checked.exit_code, checked.document["success"], checked.document["findings"]) == (0, True, [])
    out_of_service = ("registry", "decommission", NAME, "--register", "buildings", "--building", NAME, "--as", "sup")
    archive = ("building", "archive", NAME, "-o", file, "--as")
    refused = pilot(*archive, "sup", "--reason", "Sold")
    assert (refused.exit_code, refused.document["error"]["message"]) == (
        5,
        f"“{NAME}” is in service. It is archived once it is out of service.",
    )
    assert pilot(*out_of_service, "--on", "2026-03-04").exit_code == 0
    assert (
        "Only a supervisor or administrator" in pilot(*archive, "eng", "--reason", "Sold").document["error"]["message"]
    )
    assert "Say why" in pilot(*archive, "sup", "--reason", " ").document["error"]["message"]
    done = pilot(*archive, "sup", "--reason", "Sold", as_json=False)
    assert done.exit_code == 0
    assert "SHA-256 of the file: " in done.out
    listed = pilot("building", "list").document["buildings"][0]
    assert listed["decommissioned_on"] == "2026-03-04"
    assert listed["archived_on"]
    late = pilot("registry", "decommission", "Stair-A", "--register", "stairs", "--building", NAME, "--as", "eng")
    assert (
        late.document["error"]["message"] == f"“{NAME}” is archived. Nothing in it changes before it is taken up again."
    )
    assert (
        "Only a supervisor"
        in pilot("building", "reopen", NAME, "--reason", "x", "--as", "eng").document["error"]["message"]
    )
    assert pilot("building", "reopen", NAME, "--reason", "Bought back", "--as", "sup").exit_code == 0
    assert pilot("building", "list").document["buildings"][0]["archived_on"] is None
    assert pilot("audit", "verify").exit_code == 0
    told = pilot("audit", "history", "--building", NAME, as_json=False).out
    assert "Bought back" in told


def test_that_a_broken_file_is_named_with_what_is_wrong(pilot: Firemode, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    file.write_bytes(b"no archive")
    said = pilot("building", "check", file)
    assert said.exit_code == 3
    assert said.document["error"]["message"].startswith("b.zip is damaged, or is no file of a building")
    assert pilot("building", "check", tmp_path / "none.zip").exit_code == 3
    assert (
        "cannot be written"
        in pilot("building", "export", NAME, "-o", file / "below" / "b.zip").document["error"]["message"]
    )
