"""``firemode baseline template``: which sheets, filled or not, and what the answer says."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from firemode_desktop import paths
from tests.cli.conftest import Firemode

NAME = "Pilot Building 123"
ALL = {"Pressure": 60, "Velocity": 30, "Door force": 60}


def test_that_the_answer_names_the_file_and_the_rows_of_each_sheet(pilot: Firemode, tmp_path: Path) -> None:
    target = tmp_path / "template.xlsx"
    said = pilot("baseline", "template", "--building", NAME, "-o", target).document
    assert said == {"success": True, "file": str(target), "rows": ALL}
    assert load_workbook(target).sheetnames == list(ALL)


@pytest.mark.parametrize(
    ("chosen", "sheets"),
    [(["velocity"], ["Velocity"]), (["door_force", "pressure"], ["Pressure", "Door force"])],
)
def test_that_only_the_kinds_asked_for_are_written(
    pilot: Firemode, tmp_path: Path, chosen: list[str], sheets: list[str]
) -> None:
    target = tmp_path / "template.xlsx"
    words = [word for kind in chosen for word in ("--kind", kind)]
    said = pilot("baseline", "template", "--building", NAME, "-o", target, *words).document
    assert said["rows"] == {sheet: ALL[sheet] for sheet in sheets}
    assert load_workbook(target).sheetnames == sheets


def test_that_a_blank_template_has_the_names_and_nothing_on_record(pilot: Firemode, tmp_path: Path) -> None:
    shipped = paths.resources() / "pilot-baseline.xlsx"
    assert pilot("baseline", "import", shipped, "--building", NAME, "--as", "eng").exit_code == 0
    figures = []
    for more in ([], ["--blank"]):
        target = tmp_path / f"template{len(more)}.xlsx"
        assert pilot("baseline", "template", "--building", NAME, "-o", target, *more).document["rows"] == ALL
        sheet = load_workbook(target)["Pressure"]
        figures.append((sheet["A3"].value, sheet["D3"].value))
    assert figures == [("Stair-A", 44.5), ("Stair-A", None)]
