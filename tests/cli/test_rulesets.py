"""Rule sets by command: what there is, adopting one, judging a building by it, and what a version judged."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Firemode

NAME = "Pilot Building 123"
SPRINKLERED = "NFPA 92, sprinklered"


def test_that_a_building_is_judged_by_an_adopted_set_and_told_what_that_changes(pilot: Firemode) -> None:
    sets = {one["name"]: one for one in pilot("rules", "sets").document["sets"]}
    assert sets["AS 1851-2012"]["adopted"]
    assert sets["AS 1851-2012"]["buildings"] == 1
    assert not sets[SPRINKLERED]["adopted"]
    early = pilot("rules", "use", SPRINKLERED, "--building", NAME, "--as", "sup")
    assert early.exit_code == 3
    assert "is not adopted" in early.document["error"]["message"]
    assert pilot("rules", "adopt", SPRINKLERED, "--from", "2020-01-01", "--as", "sup").exit_code == 0
    rehearsed = pilot("rules", "use", SPRINKLERED, "--building", NAME, "--dry-run", "--as", "sup").document
    assert rehearsed["dry_run"]
    assert "20 to 80 Pa → at least 12.5 Pa" in rehearsed["changes"][0]["message"]
    assert (
        pilot("rules", "use", SPRINKLERED, "--building", NAME, "--as", "sup").document["changes"]
        == rehearsed["changes"]
    )
    assert {one["name"]: one["buildings"] for one in pilot("rules", "sets").document["sets"]}[SPRINKLERED] == 1


def test_that_an_engineer_neither_adopts_nor_chooses(pilot: Firemode) -> None:
    said = pilot("rules", "adopt", SPRINKLERED, "--from", "2020-01-01", "--as", "eng")
    assert said.exit_code == 5, said.out


def test_that_a_set_of_ones_own_is_adopted_from_a_file_and_a_wrong_file_says_where(
    pilot: Firemode, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[set]]\nid = "Tower, performance solution"\ntitle = "Tower"\nsystem = "stair_pressurisation"\n'
        'version = "FER-3"\nsource = "Fire engineering report 3"\n[[set.rule]]\ncode = "TW-P"\n'
        'measurement = "pressure_differential"\nminimum = "30"\nunit = "Pa"\nseverity = "critical"\nclass = "1A"\n'
        'says = "At least 30 Pa."\nsource = "Fire engineering report 3, table 2"\n',
        encoding="utf-8",
    )
    adopt = ("rules", "adopt", "Tower, performance solution", "--from", "2024-05-01", "--file", own, "--as", "sup")
    assert pilot(*adopt).exit_code == 0
    listed = [one for one in pilot("rules", "list").document["rules"] if one["rule_code"] == "TW-P"]
    assert [(one["rule_set"], one["min_threshold"], one["effective_date"]) for one in listed] == [
        ("Tower, performance solution", 30, "2024-05-01")
    ]
    again = pilot(*adopt)
    assert (again.exit_code, "adopted in its version FER-3 already" in again.document["error"]["message"]) == (3, True)
    own.write_text(own.read_text(encoding="utf-8").replace('"30"', "30"), encoding="utf-8")
    wrong = pilot(*adopt)
    assert wrong.exit_code == 3
    assert "own.toml: set[1].rule[1].minimum must be text; it is 30" in wrong.document["error"]["message"]


def test_that_it_is_told_which_sessions_a_version_judged(pilot: Firemode, session_id: str) -> None:
    (one,) = pilot("rules", "usage", "sp-01", "AS1851-2024-v1.3").document["sessions"]
    assert (one["session_id"], one["tests"], one["completed"]) == (session_id, 60, 0)
    assert pilot("rules", "usage", "SP-01", "v9").exit_code == 3


def test_that_a_withdrawn_version_is_no_longer_in_force(pilot: Firemode) -> None:
    assert pilot("rules", "withdraw", "SP-01", "AS1851-2024-v1.3", "--as", "sup").exit_code == 0
    listed = {one["rule_code"]: one["active"] for one in pilot("rules", "list").document["rules"]}
    assert listed["SP-01"] is False
    assert pilot("rules", "withdraw", "SP-01", "AS1851-2024-v1.3", "--as", "sup").exit_code == 5
