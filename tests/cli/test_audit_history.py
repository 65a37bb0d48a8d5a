"""``firemode audit history``: the words of the log on the command line."""

from __future__ import annotations

from tests.cli.conftest import Firemode

BUILDING = ("--building", "Pilot Building 123")


def test_that_the_history_of_a_building_is_told_and_the_same_as_a_document(pilot: Firemode) -> None:
    said = pilot("audit", "history", *BUILDING, as_json=False)
    document = pilot("audit", "history", *BUILDING).document
    assert said.exit_code == 0
    assert [line["sentence"] in said.out for line in document["lines"]].count(False) == 0
    assert "by Engineer One" in said.out


def test_that_a_record_is_found_by_its_kind_and_name(pilot: Firemode) -> None:
    document = pilot("audit", "history", *BUILDING, "--kind", "stair", "--record", "Stair-A").document
    assert [line["what"] for line in document["lines"]] == ["stair Stair-A added"]


def test_that_nothing_is_told_of_other_days_and_people(pilot: Firemode) -> None:
    assert pilot("audit", "history", *BUILDING, "--to", "2001-01-01").document["lines"] == []
    assert pilot("audit", "history", *BUILDING, "--by", "sup").document["lines"] == []
    assert pilot("audit", "history", *BUILDING, "--by", "nobody").exit_code != 0


def test_that_a_record_without_its_kind_is_refused(pilot: Firemode) -> None:
    assert pilot("audit", "history", "--record", "Stair-A").exit_code != 0


def test_that_an_import_is_told_together_with_its_file_and_each_value_with_its_cell(
    pilot: Firemode, session_id: str
) -> None:
    lines = pilot("audit", "history", *BUILDING).document["lines"]
    folded = next(line for line in lines if line["table"] == "baseline_pressure_differentials")
    assert folded["what"] == f"{len(folded['each'])} pressure baselines added"
    assert folded["way"].startswith("import pilot-baseline.xlsx")
    for each in folded["each"]:
        assert each["way"].startswith("import pilot-baseline.xlsx · ")
        assert each["what"].endswith(" Pa added")
    session = pilot("audit", "history", "--kind", "session", "--record", session_id).document["lines"]
    assert any(line["what"].startswith("session ") for line in session)
    assert any("tests added" in line["what"] for line in session)
