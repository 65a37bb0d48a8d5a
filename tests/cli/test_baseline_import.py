"""``firemode baseline import`` and ``mapping``: what can be said of a file, whose word counts, what is wrong input."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from firemode_desktop import paths
from tests.cli.conftest import Firemode, Said
from tests.imports.books import book

NAME = "Pilot Building 123"
BASELINE = paths.resources() / "pilot-baseline.xlsx"
SHAPE = {"success", "dry_run", "batch_id", "rows_read", "rows_imported", "new", "changed", "unchanged", "skipped",
         "errors", "warnings"}  # fmt: skip
SITE = (
    ("Stair-A pressures",),
    (),
    ("Level", "Doors closed (Pa)", "Doors open (Pa)"),
    ("L1", 45.1, 21.5),
    ("L2", 46.2, 22.5),
)
"""A site sheet that does not say when it was commissioned."""
FOREIGN = (("Ebene", "zu", "auf"), ("Level-1", 45.1, 21.5), ("Level-2", 46.2, 22.5))
"""A sheet of which the program knows no word."""
GERMAN: dict[str, Any] = {
    "firemode_mapping": 1,
    "tables": [
        {
            "sheet": "Blatt",
            "heading_rows": [1, 1],
            "columns": {"floor": {"column": "A"}, "stair": {"value": "Stair-A"}},
            "readings": [
                {"column": "B", "kind": "pressure", "name": "pressure_pa", "says": {"door_configuration": "closed"}},
                {"column": "C", "kind": "pressure", "name": "pressure_pa", "says": {"door_configuration": "open"}},
            ],
        }
    ],
}

Import = Callable[..., Said]


@pytest.fixture
def take(pilot: Firemode, tmp_path: Path) -> Import:
    """Import rows of a sheet as ``eng``, with options."""

    def run(rows: Sequence[Sequence[Any]], *options: object, sheet: str = "Blatt", verb: str = "import") -> Said:
        file = tmp_path / "site.xlsx"
        file.write_bytes(book({sheet: rows}))
        return pilot("baseline", verb, file, "--building", NAME, *options, "--as", "eng")

    return run


@pytest.fixture
def mapped(tmp_path: Path) -> Path:
    """The mapping of the foreign sheet in a file."""
    file = tmp_path / "mapping.json"
    file.write_text(json.dumps(GERMAN), encoding="utf-8")
    return file


def _codes(said: Said, which: str = "errors") -> set[str]:
    return {problem["code"] for problem in said.document[which]}


# --- what is said of the whole file -----------------------------------------------------------------------------------


def test_that_what_the_file_does_not_say_can_be_said_beside_it(take: Import) -> None:
    assert {error["column"] for error in take(SITE).document["errors"]} == {"commissioned_date"}
    said = take(SITE, "--date", "2024-01-15", "--by", "A. Firm", "--report", "CR-7").document
    assert (said["rows_imported"], said["new"], said["read_as"]) == (4, 4, "proposed")
    again = take(SITE, "--date", "2024-01-15", "--by", "A. Firm", "--report", "CR-7").document
    assert (again["rows_imported"], again["unchanged"], again["batch_id"]) == (0, 4, None)


def test_that_what_is_said_in_vain_is_told(take: Import) -> None:
    rows = (SITE[0], ("Commissioned:", "2024-01-15"), *SITE[2:])
    said = take(rows, "--date", "2025-02-16", "--stair", "Stair-B", "--dry-run").document
    assert [(w["sheet"], w["value"]) for w in said["warnings"] if w["code"] == "said_in_vain"] == [
        ("Blatt", "Stair-B"),
        ("Blatt", "2025-02-16"),
    ]


def test_that_an_unknown_stair_is_answered_with_the_one_that_may_be_meant(take: Import) -> None:
    said = take(SITE[2:], "--date", "2024-01-15", "--stair", "Stair-AA")
    assert said.exit_code == 3
    assert any("Stair-A" in error["message"] and "Stair-AA" in error["message"] for error in said.document["errors"])


def test_that_a_day_in_the_future_is_refused(take: Import) -> None:
    said = take(SITE, "--date", "2099-01-01")
    assert said.exit_code == 3
    assert _codes(said) == {"future_date"}
    assert said.document["rows_imported"] == 0


@pytest.mark.parametrize(("option", "day"), [("--day-first", "2024-04-03"), ("--month-first", "2024-03-04")])
def test_that_the_order_of_a_date_is_asked_for_and_can_be_said(
    pilot: Firemode, take: Import, option: str, day: str
) -> None:
    rows = (
        ("stair", "floor", "door_configuration", "pressure_pa", "commissioned_date"),
        ("Stair-A", "Level-1", "all_closed", 45.1, "3/4/2024"),
    )
    assert take(rows, sheet="Pressure").exit_code == 3
    assert take(rows, option, sheet="Pressure").document["new"] == 1
    listed = pilot("baseline", "status", "--building", NAME).document
    assert day in json.dumps(listed)


def test_that_a_decimal_mark_that_could_be_thousands_is_asked_for_and_can_be_said(
    pilot: Firemode, tmp_path: Path
) -> None:
    file = tmp_path / "site.csv"
    heading = "stair;floor;doorway;door_scenario;velocity_ms;commissioned_date\n"
    line = "Stair-A;Level-1;DW-Level-1-Stair-A;worst_case_3_doors_open;1,234;2024-01-15\n"
    file.write_text(heading + line, encoding="utf-8")
    words = ["baseline", "import", file, "--building", NAME, "--as", "eng"]
    refused = pilot(*words)
    assert (refused.exit_code, [error["value"] for error in refused.document["errors"]]) == (3, ["1,234"])
    assert pilot(*words, "--decimal", "comma").document["new"] == 1
    assert pilot(*words, "--decimal", "point").exit_code == 3


# --- mappings ---------------------------------------------------------------------------------------------------------


def test_that_a_mapping_reads_a_file_of_unknown_words_and_is_remembered_for_the_next(
    pilot: Firemode, take: Import, mapped: Path
) -> None:
    assert take(FOREIGN).exit_code == 3
    said = take(FOREIGN, "--mapping", mapped, "--date", "2024-01-15").document
    assert (said["rows_imported"], said["read_as"]) == (4, "mapping")
    (kept,) = pilot("baseline", "mappings", "list").document["mappings"]
    assert (kept["name"], kept["made_by"]) == ("site.xlsx, sheet Blatt", "Engineer One")
    rows = (FOREIGN[0], ("Level-3", 44, 20.5))
    again = take(rows, "--stair", "Stair-B", "--date", "2024-01-15").document
    assert (again["rows_imported"], again["read_as"], again["errors"]) == (2, "remembered", [])


def test_that_the_stair_that_was_typed_for_one_file_is_asked_for_in_the_next(take: Import, mapped: Path) -> None:
    take(FOREIGN, "--mapping", mapped, "--date", "2024-01-15")
    said = take((FOREIGN[0], ("Level-3", 44, 20.5)), "--date", "2024-01-15")
    assert (said.exit_code, {error["column"] for error in said.document["errors"]}) == (3, {"stair"})


def test_that_a_mapping_given_with_the_file_goes_before_a_remembered_one(
    take: Import, mapped: Path, tmp_path: Path
) -> None:
    take(FOREIGN, "--mapping", mapped, "--date", "2024-01-15")
    swapped = json.loads(json.dumps(GERMAN).replace('"B"', '"X"').replace('"C"', '"B"').replace('"X"', '"C"'))
    (tmp_path / "swapped.json").write_text(json.dumps(swapped))
    rows = (FOREIGN[0], ("Level-3", 20.5, 44))
    said = take(rows, "--mapping", tmp_path / "swapped.json", "--date", "2024-01-15", "--dry-run").document
    assert (said["new"], said["read_as"], said["errors"]) == (2, "mapping", [])


def test_that_a_mapping_of_another_file_is_refused_in_a_sentence(take: Import, mapped: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    take(FOREIGN, "--mapping", mapped, "--date", "2024-01-15", "--save-mapping", saved)
    for rows, words in (
        (((), *FOREIGN), "here they stand in row 2"),
        ((("Etage", "zu", "auf"), *FOREIGN[1:]), "other headings than the mapping was made for: “Etage”, “zu”, “auf”"),
        ((), "this sheet is blank"),
    ):
        said = take(rows, "--mapping", saved, "--date", "2024-01-15")
        assert said.exit_code == 3
        assert set(said.document) >= SHAPE
        assert words in said.document["errors"][0]["message"]


def test_that_a_sheet_the_mapping_reads_and_the_file_lacks_is_named(
    pilot: Firemode, mapped: Path, tmp_path: Path
) -> None:
    file = tmp_path / "two.xlsx"
    file.write_bytes(book({"Nord": FOREIGN, "Süd": FOREIGN}))
    said = pilot("baseline", "import", file, "--building", NAME, "--mapping", mapped, "--as", "eng")
    assert said.exit_code == 3
    assert "reads a sheet “Blatt”; two.xlsx has “Nord”, “Süd”" in said.document["errors"][0]["message"]


def test_that_forgotten_headings_are_read_as_proposed_again(pilot: Firemode, take: Import, mapped: Path) -> None:
    take(FOREIGN, "--mapping", mapped, "--date", "2024-01-15")
    (kept,) = pilot("baseline", "mappings", "list").document["mappings"]
    assert "site.xlsx" in pilot("baseline", "mappings", "list", "--building", NAME, as_json=False).out
    assert pilot("baseline", "mappings", "forget", kept["fingerprint"], "--as", "eng").document["forgotten"] >= 1
    assert pilot("baseline", "mappings", "list").document["mappings"] == []
    assert take(FOREIGN, "--stair", "Stair-A", "--date", "2024-01-15").exit_code == 3
    again = pilot("baseline", "mappings", "forget", kept["fingerprint"], "--as", "eng")
    assert (again.exit_code, again.document["error"]["code"]) == (3, "missing")


# --- showing how a file would be read ---------------------------------------------------------------------------------


def test_that_a_file_is_explained_with_reasons_and_doubts_and_nothing_is_imported(
    pilot: Firemode, take: Import, tmp_path: Path
) -> None:
    output = tmp_path / "out.json"
    said = take(SITE[2:], "-o", output, verb="mapping").document
    assert (said["read_as"], said["certain"], said["mapping_file"]) == ("proposed", False, str(output))
    assert any("Doors closed (Pa)" in one["reason"] for one in said["reasons"] if one["what"] == "B")
    assert any("stair" in doubt["message"] for doubt in said["doubts"])
    assert json.loads(output.read_text(encoding="utf-8")) == said["mapping"]
    assert pilot("batch", "list", "--building", NAME).document["batches"] == []


def test_that_the_explanation_can_be_mended_and_replayed(take: Import, tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    take(SITE[2:], "-o", output, verb="mapping")
    document = json.loads(output.read_text(encoding="utf-8"))
    document["tables"][0]["columns"] |= {"stair": {"value": "Stair-B"}, "commissioned_date": {"value": "2024-01-15"}}
    output.write_text(json.dumps(document), encoding="utf-8")
    assert take(SITE[2:], "--mapping", output).document["rows_imported"] == 4


def test_that_the_explanation_reads_as_a_table(pilot: Firemode, tmp_path: Path) -> None:
    file = tmp_path / "site.xlsx"
    file.write_bytes(book({"Blatt": SITE}))
    told = pilot("baseline", "mapping", file, "--building", NAME, as_json=False).out
    assert "site.xlsx is read as its headings are understood." in told
    assert "Sheet Blatt, headings in row 3" in told
    assert "pressure_pa door_configuration all_closed" in told
    own = pilot("baseline", "mapping", BASELINE, "--building", NAME, as_json=False).out
    assert "by the headings of our own form" in own
    assert "150 rows would be read, with 0 errors." in own


# --- wrong input ------------------------------------------------------------------------------------------------------


def _failed(said: Said, words: str) -> None:
    """A failed import in its own shape, with these words, on both outputs."""
    assert said.exit_code == 3
    assert set(said.document) >= SHAPE
    assert (said.document["success"], said.document["rows_imported"], said.document["batch_id"]) == (False, 0, None)
    assert words in said.document["errors"][0]["message"]
    assert "Traceback" not in said.out + said.err


def test_that_a_file_that_cannot_be_read_keeps_the_shape_of_a_failed_import(pilot: Firemode, tmp_path: Path) -> None:
    for name, content, words in (
        ("none.xlsx", None, "There is no file"),
        ("", None, "cannot be read: Is a directory"),
        ("empty.xlsx", b"", "empty"),
        ("cut.xlsx", BASELINE.read_bytes()[:900], "damaged"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, ""),
    ):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        said = pilot("baseline", "import", tmp_path / name, "--building", NAME, "--as", "eng")
        _failed(said, words)
        assert said.document["error"]["message"] in said.err
        assert said.document["rows_read"] == 0


def test_that_a_mapping_that_is_none_is_refused_with_what_would_be_right(take: Import, tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    for content, words in (
        (None, "There is no file"),
        (b"", "m.json: The mapping is not JSON"),
        (b"\xff\xfe\0", "not a text in UTF-8"),
        (b'{"firemode_mapping": 2}', "m.json: This mapping is of a later version of the program"),
        (b'{"tables": []}', "This is not a mapping of columns"),
        (b'{"firemode_mapping": 1, "tables": [{"sheets": 1}]}', "“sheets” is unknown; did you mean “sheet”?"),
        (b'{"firemode_mapping": 1, "tables": []}', "The mapping reads no table"),
        (json.dumps({**GERMAN, "tables": [{**GERMAN["tables"][0], "readings": []}]}).encode(), "no column of readings"),
        (b" " * (1 << 20) + b"{}", "too large to be a mapping"),
    ):
        if content is not None:
            file.write_bytes(content)
        _failed(take(FOREIGN, "--mapping", file), words)


def test_that_options_that_cannot_be_meant_are_refused(pilot: Firemode) -> None:
    for options, exit_code, words in (
        (["--day-first", "--month-first"], 2, "not allowed with"),
        (["--date", "soon"], 2, "write it as 2026-11-22"),
        (["--date", "1066-10-14"], 2, "too far away"),
        (["--decimal", "dot"], 2, "invalid choice"),
        (["--kind", "noise"], 2, "invalid choice"),
    ):
        said = pilot("baseline", "import", BASELINE, "--building", NAME, *options, "--as", "eng")
        assert said.exit_code == exit_code
        assert words in said.document["error"]["message"]
    _failed(pilot("baseline", "import", BASELINE, "--building", "Pilot", "--as", "eng"), "Pilot")


def test_that_a_building_is_told_from_another_of_nearly_its_name(pilot: Firemode) -> None:
    pilot("building", "create", "--name", "Pilot Building 124", "--as", "eng")
    said = pilot("baseline", "import", BASELINE, "--building", "Pilot Building 124", "--as", "eng")
    _failed(said, "Stair-A")
    assert pilot("batch", "list", "--building", NAME).document["batches"] == []
