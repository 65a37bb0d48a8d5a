"""``firemode baseline``: what it writes beside an import stands whole, at a place of its own, or nothing is begun."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Firemode, Said

NAME = "Pilot Building 123"
GOOD = "stair,floor,door_configuration,pressure_pa,commissioned_date\nStair-A,Level-1,all_closed,45.1,2024-01-15\n"
BOTH = f"{GOOD}Stair-A,Level-99,all_closed,45.1,2024-01-15\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A file of a good row and of one that names no floor."""
    file = tmp_path / "site.csv"
    file.write_text(BOTH, encoding="utf-8")
    return file


def _import(pilot: Firemode, file: Path, *options: object) -> Said:
    return pilot("baseline", "import", file, "--building", NAME, "--as", "eng", *options)


def _batches(pilot: Firemode) -> int:
    return len(pilot("batch", "list", "--building", NAME).document["batches"])


def test_that_nothing_is_imported_where_the_rows_left_out_cannot_be_kept(
    pilot: Firemode, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    os.mkfifo(tmp_path / "pipe.xlsx")
    for target, why in (
        (site / "x.xlsx", "File exists"),
        (tmp_path / "folder.xlsx", "a folder has that name"),
        (tmp_path / "pipe.xlsx", "a device or a pipe"),
    ):
        said = _import(pilot, site, "--skip-invalid", "--rejected", target)
        assert (said.exit_code, said.document["error"]["code"]) == (5, "refused")
        assert why in said.document["error"]["message"]
    assert _batches(pilot) == 0
    left = sorted(one.name for one in tmp_path.iterdir() if one.name != "data")
    assert left == ["folder.xlsx", "pipe.xlsx", "site.csv"]


def test_that_no_output_takes_the_place_of_the_file_that_is_read(pilot: Firemode, site: Path, tmp_path: Path) -> None:
    (tmp_path / "same.xlsx").symlink_to(site)
    for words in (
        ["import", site, "--skip-invalid", "--rejected", site],
        ["import", site, "--skip-invalid", "--rejected", tmp_path / "same.xlsx"],
        ["import", site, "--save-mapping", site],
        ["mapping", site, "-o", site],
    ):
        said = pilot("baseline", *words, "--building", NAME, "--as", "eng")
        assert (said.exit_code, "is the file that is read" in said.err) == (5, True)
    assert site.read_text(encoding="utf-8") == BOTH
    assert _batches(pilot) == 0


def test_that_rows_left_out_before_are_not_written_over(pilot: Firemode, site: Path, tmp_path: Path) -> None:
    mending = tmp_path / "site-rejected.xlsx"
    mending.write_bytes(b"half mended")
    said = _import(pilot, site, "--skip-invalid")
    assert (said.document["rows_imported"], Path(said.document["rejected_file"]).name) == (1, "site-rejected-2.xlsx")
    assert mending.read_bytes() == b"half mended"
    again = pilot("baseline", "import", site, "--building", NAME, "--skip-invalid", "--as", "eng", as_json=False)
    assert again.out.rstrip().endswith("The rows left out are in " + str(tmp_path / "site-rejected-3.xlsx") + ".")


def test_that_a_file_of_the_longest_name_keeps_its_rows_left_out(pilot: Firemode, tmp_path: Path) -> None:
    file = tmp_path / f"{'x' * 251}.csv"
    file.write_text(BOTH, encoding="utf-8")
    said = _import(pilot, file, "--skip-invalid")
    assert (said.exit_code, said.document["rows_imported"]) == (0, 1)
    assert Path(said.document["rejected_file"]).stat().st_size > 1_000


def test_that_a_pipe_is_refused_and_not_waited_for(pilot: Firemode, site: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    said = _import(pilot, tmp_path / "pipe.csv")
    assert (said.exit_code, said.document["errors"][0]["message"]) == (3, "pipe.csv is no file: a device or a pipe.")
    said = _import(pilot, site, "--mapping", tmp_path / "pipe.csv")
    assert (said.exit_code, said.document["rows_imported"]) == (3, 0)
