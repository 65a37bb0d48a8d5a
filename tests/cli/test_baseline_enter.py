"""One baseline by hand from the command line: the rules and words of an import, and a batch like one."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Firemode

LEVEL_8 = ("baseline", "enter", "--stair", "Stair-A", "--floor", "L8", "--case", "closed")
DAY = ("--date", "2024-01-15")
NINE = ("1.2", "1.3", "1.1", "1.15", "1.25", "1.18", "1.08", "1.12", "1.05")


@pytest.fixture
def building(pilot: Firemode) -> tuple[str, str]:
    """The pilot building's own name."""
    [found] = pilot("building", "list").document["buildings"]
    return "--building", found["name"]


def test_that_a_pressure_is_rehearsed_written_and_then_on_record(pilot: Firemode, building: tuple[str, str]) -> None:
    rehearsed = pilot(*LEVEL_8, "--value", "45,2 Pa", *DAY, *building, "--dry-run")
    assert (rehearsed.exit_code, rehearsed.document["new"], rehearsed.document["batch_id"]) == (0, 1, None)
    done = pilot(*LEVEL_8, "--value", "45,2 Pa", "--by", "ABC Fire", *DAY, *building, "--as", "eng")
    assert (done.exit_code, done.document["rows_imported"]) == (0, 1)
    assert done.document["batch_id"] is not None
    again = pilot(*LEVEL_8, "--value", "45.20", *DAY, *building, "--as", "eng")
    assert (again.document["unchanged"], again.document["batch_id"]) == (1, None)
    changed = pilot(*LEVEL_8, "--value", "46", *DAY, *building, "--as", "eng", as_json=False)
    assert changed.out.splitlines()[-1] == "Written: 0 new, 1 changed, 0 unchanged."


def test_that_nine_points_and_a_force_find_their_places_by_name(pilot: Firemode, building: tuple[str, str]) -> None:
    doorway = ("--stair", "Stair-A", "--doorway", "DW-Level-8-Stair-A", "--case", "worst_case_3_doors_open")
    points = pilot("baseline", "enter", *doorway, "--points", *NINE, *DAY, *building, "--as", "eng")
    assert (points.exit_code, points.document["new"]) == (0, 1)
    door = ("--stair", "Stair-A", "--door", "D-Level-8-Stair-A", "--case", "active", "--position", "at_edge")
    force = pilot("baseline", "enter", *door, "--value", "88", *DAY, *building, "--as", "eng")
    assert (force.exit_code, force.document["new"]) == (0, 1)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--value", "101"), 3, "101 Pa cannot be"),
        (("--value", "0.18 inwg"), 3, "44.836 Pa"),
        (("--points", *NINE), 3, "Nine points are measured at doorways"),
        ((), 2, "required"),
    ],
)
def test_that_what_cannot_be_is_said_and_nothing_is_written(
    pilot: Firemode, building: tuple[str, str], words: tuple[str, ...], code: int, said: str
) -> None:
    refused = pilot(*LEVEL_8, *words, *DAY, *building, "--as", "eng")
    assert refused.exit_code == code
    assert said in refused.document["error"]["message"]
    assert (
        pilot("baseline", "enter", "--stair", "Stair-A", "--case", "closed", "--value", "45", *DAY, *building).exit_code
        == 3
    )
    future = pilot(*LEVEL_8, "--value", "45", "--date", "2199-01-01", *building, "--as", "eng")
    assert "is in the future" in future.document["error"]["message"]
    unknown = pilot(
        "baseline", "enter", "--stair", "Stair-Q", "--floor", "L8", "--case", "closed", "--value", "45", *DAY, *building
    )
    assert "Stair-Q" in unknown.document["error"]["message"]


def test_that_what_was_entered_is_shown_and_taken_back_like_any_import(
    pilot: Firemode, building: tuple[str, str]
) -> None:
    done = pilot(*LEVEL_8, "--value", "45", *DAY, *building, "--as", "eng")
    batch = done.document["batch_id"]
    shown = pilot("batch", "show", batch, as_json=False)
    assert (shown.exit_code, "entered by hand" in shown.out) == (0, True)
    assert pilot("batch", "undo", batch, "--reason", "wrong stair", "--as", "eng").exit_code == 0
    assert pilot(*LEVEL_8, "--value", "45", *DAY, *building, "--dry-run").document["new"] == 1
