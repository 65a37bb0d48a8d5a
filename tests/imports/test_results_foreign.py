"""Results in a sheet of somebody's own: headings, places, units, and what is never guessed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firemode_desktop.domain.forms import RESULTS
from firemode_desktop.domain.reading import Test
from firemode_desktop.exports.rejected import RejectedRow, rejected_workbook
from firemode_desktop.exports.results import ResultLine, results_template
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.results import KnownFile, ResultsPlan, Said, plan_results
from firemode_desktop.imports.results.repairs import repairs
from firemode_desktop.imports.tables.corrections import Corrections
from firemode_desktop.imports.tables.values import DecimalMark
from tests.imports.books import book
from tests.imports.test_results import SURVEY, told

CASES = ("all_closed", "evac_doors_open")


def pressures() -> dict[str, Test]:
    return {
        f"PRESSURE_STAIR-{stair}_L{level}_{case.upper()}": Test(
            "pressure_differential",
            f"Stair-{stair}",
            f"PRESSURE_STAIR-{stair}_L{level}_{case.upper()}",
            floor=f"Level-{level}",
            door_configuration=case,
            unit="Pa",
            baseline_value=Decimal(45),
        )
        for stair in "AB"
        for level in range(1, 5)
        for case in CASES
    }


FORCE = Test(
    "door_opening_force",
    "Stair-A",
    "FORCE_A_L1_ON",
    floor="Level-1",
    door="D-1-A",
    pressurization_active=True,
    unit="N",
)
LATCH = Test("door_latching", "Stair-A", "LATCH_A_L1", floor="Level-1", door="D-1-A")
TESTS = {**pressures(), FORCE.identifier: FORCE, LATCH.identifier: LATCH}
OURS = replace(SURVEY, tests=TESTS, evidence={})


def plan(rows: Sequence[Sequence[Any]], said: Said | None = None, **more: Any) -> ResultsPlan:
    return plan_results(read(book({"Site visit": list(rows)}), "site.xlsx"), OURS, said=said, **more)


def taken(found: ResultsPlan) -> dict[str, Decimal | None]:
    return {row.identifier: row.value for row in found.rows}


def test_that_a_sheet_of_one_s_own_is_read_by_its_usual_headings() -> None:
    found = plan(
        [
            ["Stairwell", "Level", "Doors", "Reading (Pa)", "Serial no.", "Result", "Remarks"],
            ["Stair-A", "L2", "closed", 44.5, "SN-12345", "Pass", "calm"],
            ["B", 3, "open", "45,2", None, "Fail", None],
        ]
    )
    assert told(found) == []
    assert taken(found) == {"PRESSURE_STAIR-A_L2_ALL_CLOSED": Decimal("44.5"),
                            "PRESSURE_STAIR-B_L3_EVAC_DOORS_OPEN": Decimal("45.2")}  # fmt: skip
    assert found.rows[0].notes == "calm"
    assert found.rows[0].instrument_id is not None
    assert {problem.code for problem in found.warnings} == {"ignored_column", "text_number"}


@pytest.mark.parametrize("place", ["Stair-A, Level-2", "Stair-A L2", "level 02 / stair A", "Stair-A · Level-2"])
def test_that_a_location_in_one_cell_is_taken_apart(place: str) -> None:
    found = plan([["Location", "Doors", "Reading"], [place, "closed", 44]])
    assert taken(found) == {"PRESSURE_STAIR-A_L2_ALL_CLOSED": Decimal(44)}


def test_that_result_is_the_reading_where_no_other_column_is() -> None:
    found = plan([["Test", "Result"], ["PRESSURE_STAIR-A_L2_ALL_CLOSED", 44]])
    assert taken(found) == {"PRESSURE_STAIR-A_L2_ALL_CLOSED": Decimal(44)}
    words = plan([["Test", "Result"], ["PRESSURE_STAIR-A_L2_ALL_CLOSED", "Pass"]])
    assert told(words) == [("B2", "not_a_number")]


def test_that_a_kind_of_test_narrows_what_a_place_leaves_open() -> None:
    heading = ["Test", "Stair", "Level", "Fan", "Reading", "Observed"]
    found = plan([heading, ["Door force", "A", 1, "on", 88, None], ["Latching", "A", 1, None, None, "yes"]])
    assert told(found) == []
    assert taken(found) == {"FORCE_A_L1_ON": Decimal(88), "LATCH_A_L1": None}


def test_that_the_unit_above_the_readings_narrows_what_a_place_leaves_open() -> None:
    found = plan([["Stair", "Level", "Reading (N)"], ["A", 1, 88]])
    assert taken(found) == {"FORCE_A_L1_ON": Decimal(88)}


@pytest.mark.parametrize(
    ("row", "cell", "code", "words"),
    [
        (["A", 2, None, 44], "A2", "ambiguous_test", "door_configuration"),
        (["A", 99, "closed", 44], "B2", "unknown_floor", "99"),
        (["Stair-C", 2, "closed", 44], "A2", "unknown_stair", "Stair-C"),
        (["A", 2, "ajar", 44], "C2", "not_a_choice", "ajar"),
        ([None, None, None, 44], None, "which_test", "identifier"),
    ],
)
def test_that_a_row_that_names_no_test_alone_is_an_error(
    row: list[Any], cell: str | None, code: str, words: str
) -> None:
    found = plan([["Stair", "Level", "Doors", "Reading"], row])
    assert found.rows == ()
    assert [problem.code for problem in found.errors] == [code]
    assert found.errors[0].cell == cell
    assert words in found.errors[0].message


def test_that_a_near_miss_is_suggested_and_not_taken() -> None:
    found = plan([["Stair", "Level", "Doors", "Reading"], ["Stair-A", "Levell-2", "closed", 44]])
    assert told(found) == [("B2", "unknown_floor")]
    assert "Did you mean “Level-2”?" in found.errors[0].message


@pytest.mark.parametrize(
    ("value", "code"),
    [("0.18 inwg", "unit"), ("18 lbf", "unit"), (True, "boolean"), ("1,234", "ambiguous"), ("inf", "not_finite")],
)
def test_that_a_reading_in_another_unit_or_none_at_all_is_refused(value: Any, code: str) -> None:
    found = plan([["identifier", "measured_value"], ["PRESSURE_STAIR-A_L2_ALL_CLOSED", value]])
    assert told(found) == [("B2", code)]


def test_that_a_reading_with_its_own_unit_is_read_and_another_one_offered() -> None:
    rows = [["identifier", "measured_value"], ["PRESSURE_STAIR-A_L2_ALL_CLOSED", "45.2 Pa"], ["FORCE_A_L1_ON", "88 N"]]
    assert list(taken(plan(rows)).values()) == [Decimal("45.2"), Decimal(88)]
    (error,) = plan([rows[0], ["PRESSURE_STAIR-A_L2_ALL_CLOSED", "0.18 inwg"]]).errors
    assert "44.836 Pa" in error.message


def test_that_a_heading_in_another_unit_is_an_error_until_it_is_told_to_convert() -> None:
    rows = [["Stair", "Level", "Doors", "Reading (kPa)"], ["A", 2, "closed", 0.045], ["A", 3, "closed", 0.044]]
    found = plan(rows)
    assert [(problem.cell, problem.code) for problem in found.errors] == [("D1", "unit")]
    assert found.whole_file_errors == found.errors
    (repair,) = repairs(found)
    assert repair.title == "Convert this column from kPa"
    mended = plan(rows, repair.said)
    assert mended.errors == ()
    assert list(taken(mended).values()) == [Decimal(45), Decimal(44)]


def test_that_a_heading_in_pascals_says_nothing_of_a_force() -> None:
    found = plan([["identifier", "Reading (Pa)"], ["FORCE_A_L1_ON", 88]])
    assert told(found) == [("B2", "unit")]
    assert "measured in N" in found.errors[0].message


def test_that_a_slip_of_units_is_seen_against_the_other_readings_of_the_stair() -> None:
    levels = [f"PRESSURE_STAIR-A_L{level}_ALL_CLOSED" for level in (1, 2, 3)]
    found = plan([["identifier", "measured_value"], [levels[0], 45], [levels[1], 46], [levels[2], 0.18]])
    assert found.errors == ()
    (slip,) = [problem for problem in found.warnings if problem.code == "unit_slip"]
    assert (slip.cell, "44.8" in slip.message) == ("B4", True)
    lone = plan([["identifier", "measured_value"], [levels[2], 0.18]])
    assert [problem.code for problem in lone.warnings] == ["unit_slip"]  # against the baselines


def test_that_what_was_said_of_the_decimal_mark_counts() -> None:
    rows = [["identifier", "measured_value"], ["PRESSURE_STAIR-A_L2_ALL_CLOSED", "1,234"]]
    assert list(taken(plan(rows, Said(decimal=DecimalMark.COMMA))).values()) == [Decimal("1.234")]
    assert list(taken(plan(rows, Said(decimal=DecimalMark.POINT))).values()) == [Decimal(1234)]


def test_that_a_corrected_cell_counts_and_is_told() -> None:
    rows = [["identifier", "measured_value"], ["PRESSURE_STAIR-A_L2_ALL_CLOSED", "x"]]
    found = plan(rows, corrections=Corrections({("Site visit", "B2"): "44.5"}))
    assert list(taken(found).values()) == [Decimal("44.5")]
    assert [problem.code for problem in found.warnings] == ["corrected"]
    assert found.reading["corrections"] == [{"sheet": "Site visit", "cell": "B2", "read": "x", "typed": "44.5"}]


def test_that_a_file_on_record_must_not_come_back_as_another_one(tmp_path: Path) -> None:
    name = "PRESSURE_STAIR-A_L2_ALL_CLOSED"
    (tmp_path / "a.jpg").write_bytes(b"the first")
    rows = [["identifier", "measured_value", "evidence"], [name, 44, "a.jpg"]]
    for content, codes in ((b"the first", []), (b"another", [("C2", "evidence_altered")])):
        known = KnownFile("a.jpg", hashlib.sha256(content).hexdigest())
        survey = replace(OURS, evidence={name: (known,)})
        found = plan_results(read(book({"Results": rows}), "r.xlsx"), survey, tmp_path)
        assert told(found) == codes
        assert all(row.evidence == () for row in found.rows)


def test_that_refused_rows_come_back_as_a_workbook_that_can_be_mended() -> None:
    found = plan(
        [
            ["Stair", "Level", "Doors", "Reading"],
            ["A", 2, "closed", "forty"],
            ["A", 3, "closed", 44],
            ["Z", 3, "closed", 45],
        ]
    )
    refused = list(found.refused)
    assert [(one.where, list(one.errors)) for one in refused] == [
        ("Site visit!D2", ["measured_value"]),
        ("Site visit!D4", ["stair"]),
    ]
    rows = [RejectedRow(one.form, one.cells, one.errors) for one in refused]
    again = plan_results(read(rejected_workbook(rows), "rejected.xlsx"), OURS)
    assert sorted(problem.code for problem in again.errors) == ["not_a_number", "unknown_stair"]


CELLS = st.one_of(
    st.decimals(min_value="-2000", max_value="2000", places=3, allow_nan=False), st.just(Decimal("44.2")), st.none()
)


@settings(max_examples=12, deadline=None)
@given(st.lists(CELLS, min_size=len(TESTS), max_size=len(TESTS)))
def test_that_every_filling_of_the_template_comes_back_as_it_was_filled(values: list[Decimal | None]) -> None:
    numeric = {
        name: abs(value) if value is not None and name.startswith("FORCE") else value  # no door takes less than nothing
        for (name, test), value in zip(TESTS.items(), values, strict=True)
        if test.unit
    }
    content = results_template(ResultLine(name, TESTS[name].measurement_type, value=numeric[name]) for name in numeric)
    found = plan_results(read(content, "results.xlsx"), OURS)
    assert found.errors == ()
    assert taken(found) == {name: value for name, value in numeric.items() if value is not None}
    assert len(found.blank) == sum(value is None for value in numeric.values())


def test_that_the_columns_that_help_are_never_read_back() -> None:
    helping = {column.name: "altered" for column in RESULTS.columns if column.aside}
    row: Mapping[str, Any] = {"identifier": "PRESSURE_STAIR-A_L2_ALL_CLOSED", **helping, "measured_value": 44}
    found = plan([list(row), list(row.values())])
    assert (found.errors, found.warnings) == ((), ())
    only_helping = {name: value for name, value in row.items() if name != "measured_value"}
    assert plan([[*only_helping, "measured_value"], [*only_helping.values(), None]]).rows == ()
