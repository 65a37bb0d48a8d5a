"""Whole stairs from the command line: what the window does, a command does."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Firemode

TOWER = ("--building", "Tower")


@pytest.fixture
def tower(firemode: Firemode) -> Firemode:
    """A building of which nothing is described yet."""
    firemode("user", "add", "eng", "--name", "Engineer One", "--role", "engineer")
    assert firemode("building", "create", "--name", "Tower", "--as", "eng").exit_code == 0
    return firemode


def test_that_three_stairs_of_forty_storeys_are_made_by_one_command(tower: Firemode) -> None:
    rule = ("stair", "add", "Stair-A to C", "--levels", "40 storeys, B1, zones of 4", *TOWER)
    rehearsed = tower(*rule, "--dry-run")
    assert rehearsed.exit_code == 0
    assert rehearsed.document["dry_run"] is True
    done = tower(*rule, "--set", "doors.width_m=0.95", "--upper", "L{n}", "--as", "eng")
    assert (
        done.document["new"]
        == rehearsed.document["new"]
        == {
            "stairs": 3,
            "floors": 123,
            "doors": 123,
            "doorways": 123,
            "zones": 33,
            "control_equipment": 3,
        }
    )
    again = tower(*rule)
    assert again.exit_code == 3
    assert again.document["error"]["message"] == "There is a stair “Stair-A” already."


def test_that_every_reason_why_a_rule_cannot_be_is_told_and_nothing_is_written(tower: Firemode) -> None:
    said = tower("stair", "add", "Stair-A", "--levels", "G+90", "--set", "doors.width_m=4", *TOWER)
    assert said.exit_code == 3
    assert said.document["error"]["details"] == [
        {"field": "levels above", "message": "A stair has from 3 to 80 floors; these are 91."},
        {"field": "doors width_m", "message": "Width must be more than 0 and at most 3 m; this is 4."},
    ]
    assert tower("building", "list").document["buildings"][0]["stairs"] == 0
    odd = tower("stair", "add", "Stair-A", "--levels", "G+9 attic", *TOWER)
    assert odd.document["error"]["message"].startswith("“attic” is not understood")
    assert tower("stair", "add", "Stair-A", "--levels", "G+9", "--set", "doors.colour=red", *TOWER).exit_code == 2
    silent = tower("stair", "add", "Stair-A", "--levels", " ", *TOWER)
    assert silent.exit_code == 3
    assert "Say which levels there are" in silent.document["error"]["message"]


def test_that_a_stair_is_copied_and_its_floors_renumbered(tower: Firemode) -> None:
    tower("stair", "add", "Stair-A", "--levels", "G+14", *TOWER)
    copied = tower("stair", "copy", "Stair-A", "Stair-B", *TOWER)
    assert copied.document["new"]["floors"] == 15
    assert copied.document["renamed"][0] == {
        "what": "door",
        "before": "D-Ground-Stair-A",
        "after": "D-Ground-Stair-B",
        "number": None,
    }
    moved = tower("stair", "renumber", "Stair-B", "--skip", "13", *TOWER)
    assert [line["after"] for line in moved.document["renamed"]] == [
        *("Level-15", "D-Level-15-Stair-B", "DW-Level-15-Stair-B"),
        *("Level-14", "D-Level-14-Stair-B", "DW-Level-14-Stair-B"),
    ]
    put_in = tower("stair", "renumber", "Stair-A", "--insert", "Mezzanine", "--above", "Ground", *TOWER)
    assert put_in.document["new"] == {"floors": 1, "doors": 1, "doorways": 1}
    nobody = tower("stair", "copy", "Stair-X", "Stair-Y", *TOWER)
    assert nobody.exit_code == 3
    assert "There is no stair called “Stair-X”." in nobody.document["error"]["message"]


def test_that_what_changes_is_said_in_words(tower: Firemode) -> None:
    tower("stair", "add", "Stair-A", "--levels", "G+2", *TOWER)
    said = tower("stair", "renumber", "Stair-A", "--upper", "L{n}", "--dry-run", *TOWER, as_json=False)
    assert "Level-2" in said.out
    assert said.out.rstrip().endswith("6 names change. Nothing was written (rehearsal).")
