"""The sheets that engineers bring from site: levels down, cases across, titles above, blocks of nine points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from firemode_desktop import paths
from firemode_desktop.domain.baselines import Survey
from firemode_desktop.domain.words import case_words
from firemode_desktop.exports.book import to_bytes
from firemode_desktop.exports.pilot import pilot_survey
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.baselines.repairs import repairs
from firemode_desktop.imports.files.workbook import read, read_file
from firemode_desktop.imports.mappings.mapping import FileMapping, fingerprint
from firemode_desktop.imports.mappings.proposing import propose

TODAY = date(2026, 11, 22)
DAY = date(2024, 1, 15)
NINE = (1.2, 1.3, 1.1, 1.15, 1.25, 1.18, 1.08, 1.12, 1.05)


def empty(**differently: Any) -> Survey:
    return replace(pilot_survey(TODAY), baselines={}, setpoints={}, **differently)


def workbook(**sheets: Sequence[Sequence[Any]] | Callable[[Worksheet], None]) -> bytes:
    """A workbook; a sheet is its rows, or a function that fills it. ``_`` in a name is a hyphen."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, content in sheets.items():
        sheet = made.create_sheet(name.replace("_", "-"))
        if callable(content):
            content(sheet)
        else:
            for row in content:
                sheet.append(list(row))
    return to_bytes(made)


def planned(data: bytes, survey: Survey | None = None, **how: Any) -> Plan:
    return plan_import(read(data, "site.xlsx"), survey or empty(), **how)


def found(plan: Plan) -> dict[str, tuple[str, Decimal]]:
    """Where each baseline belongs → its cell and value."""
    assert [problem.message for problem in plan.errors] == []
    return {row.where: (row.cell, row.facts.value) for row in plan.rows if row.facts is not None}


def levels(*values: Any, count: int = 14) -> list[list[Any]]:
    return [[f"L{number}", *values] for number in range(count, 0, -1)]


TITLES = [["Stair pressurisation"], ["Commissioned:", DAY], ["Tested by: Plant room crew"], []]


def test_that_a_site_sheet_with_a_sheet_a_stair_is_read_whole() -> None:
    heading = ["Level", "Doors closed (Pa)", "Evac doors open (Pa)"]
    plan = planned(workbook(Stair_A=[*TITLES, heading, *levels(45.5, 31)], Stair_B=[*TITLES, heading, *levels(46, 32)]))
    rows = found(plan)
    assert len(rows) == 56
    assert rows["Stair-A, Level-14, all doors closed"] == ("B6", Decimal("45.50"))
    assert rows["Stair-B, Level-1, evacuation doors open"] == ("C19", Decimal("32.00"))
    facts = plan.rows[0].facts
    assert facts is not None
    assert (facts.commissioned_date, facts.commissioned_by) == (DAY, "Plant room crew")
    assert plan.rows[0].source_ref == "site.xlsx · Stair-A!B6"


def test_that_merged_titles_and_a_heading_of_two_lines_belong_to_the_columns_below_them() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Stair-A"
        sheet.merge_cells("A1:E1")
        sheet["A2"], sheet["B2"] = "Date of test", DAY
        sheet["A4"] = "Level"
        sheet.merge_cells("A4:A5")
        for cells, title, below in (
            ("B4:C4", "Pressure (Pa)", ("All closed", "Evac open")),
            ("D4:E4", "Door force (N)", ("Fan on", "Fan off")),
        ):
            sheet[cells.partition(":")[0]] = title
            sheet.merge_cells(cells)
            for cell, text in zip((cells[:1] + "5", cells[3:4] + "5"), below, strict=True):
                sheet[cell] = text
        for row in levels(45, 31, 96, 55):
            sheet.append(row)

    rows = found(planned(workbook(Sheet1=fill)))
    assert len(rows) == 56
    assert rows["Stair-A, Level-14, evacuation doors open"] == ("C6", Decimal("31.00"))
    assert rows["Stair-A, D-Level-14-Stair-A, fan stopped"] == ("E6", Decimal("55.00"))


def test_that_stairs_side_by_side_are_told_apart_by_the_line_above_the_cases() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["All readings in Pa"])
        sheet.append(["Date: 15 January 2024"])
        sheet.append([None, "Stair-A", None, "Stair-B", None])
        sheet.append(["Floor", "Closed", "Open", "Closed", "Open"])
        sheet.merge_cells("B3:C3")
        sheet.merge_cells("D3:E3")
        for row in levels(45, 31, 46, 32):
            sheet.append(row)

    rows = found(planned(workbook(Pressures=fill)))
    assert len(rows) == 56
    assert rows["Stair-A, Level-1, all doors closed"][1] == 45
    assert rows["Stair-B, Level-1, evacuation doors open"][1] == 32


def test_that_two_tables_side_by_side_are_each_read_with_their_own_levels() -> None:
    rows = [
        ["Date", DAY],
        ["Stair-A", None, None, None, "Stair-B"],
        ["Level", "Closed", "Open", None, "Level", "Closed", "Open"],
        ["L1", 45, 31, None, "L9", 55, 41],
        ["L2", 46, 32, None, "L8", 56, 42],
        [None, None, None, None, "L7", 57, 43],
    ]
    read_as = found(planned(workbook(Both=rows)))
    assert len(read_as) == 10
    assert read_as["Stair-A, Level-2, evacuation doors open"] == ("C5", Decimal("32.00"))
    assert read_as["Stair-B, Level-7, all doors closed"] == ("F6", Decimal("57.00"))


@pytest.mark.parametrize("gap", [[], [[]]])
def test_that_two_tables_in_one_sheet_are_two_tables(gap: list[list[Any]]) -> None:
    top, heading = [["Date", DAY]], ["Level", "Closed", "Open"]
    both = [*top, ["Stair-A"], heading, ["L1", 45, 31], *gap, *top, ["Stair-B"], heading, ["L2", 46, 32]]
    rows = found(planned(workbook(Both=both)))
    assert sorted(rows) == [
        "Stair-A, Level-1, all doors closed",
        "Stair-A, Level-1, evacuation doors open",
        "Stair-B, Level-2, all doors closed",
        "Stair-B, Level-2, evacuation doors open",
    ]


def test_that_nine_points_are_read_from_nine_columns() -> None:
    heading = ["Level", *(f"Point {number}" for number in range(1, 10)), "Date"]
    plan = planned(workbook(Stair_B=[heading, ["L3", *NINE, DAY]]))
    assert found(plan) == {"Stair-B, DW-Level-3-Stair-B, worst case 3 doors open": ("B2", Decimal("1.159"))}
    assert plan.rows[0].facts is not None
    assert plan.rows[0].facts.points == tuple(Decimal(str(value)) for value in NINE)


@pytest.mark.parametrize(
    "names",
    [
        [f"{row} {side}" for row in ("Top", "Middle", "Bottom") for side in ("left", "centre", "right")],
        [f"{row}{side}" for row in "TMB" for side in "LCR"],
        [f"P{number} (m/s)" for number in range(1, 10)],
        [f"V{number}" for number in range(1, 10)],
    ],
)
def test_that_the_points_of_a_doorway_have_many_names(names: list[str]) -> None:
    plan = planned(workbook(Stair_B=[["Level", *names, "Date"], ["L3", *NINE, DAY]]))
    (row,) = plan.rows
    assert row.facts is not None
    assert row.facts.points == tuple(Decimal(str(value)) for value in NINE)


def _block(label: str, below: bool) -> list[list[Any]]:
    lines = [list(NINE[start : start + 3]) for start in (0, 3, 6)]
    return (
        [[label], *([None, *line] for line in lines)]
        if below
        else [[label, *lines[0]], *([None, *line] for line in lines[1:])]
    )


@pytest.mark.parametrize("below", [False, True])
def test_that_nine_points_are_read_from_a_block_of_three_rows(below: bool) -> None:
    rows = [line for number in (1, 2, 3) for line in _block(f"Level {number}", below)]
    plan = planned(workbook(Stair_A=[["Velocity, m/s"], ["Date", DAY], ["Level", "Left", "Centre", "Right"], *rows]))
    assert len(found(plan)) == 3
    for planned_row in plan.rows:
        assert planned_row.facts is not None
        assert planned_row.facts.points == tuple(Decimal(str(value)) for value in NINE)


def test_that_a_list_with_foreign_headings_is_read_and_a_stair_written_once_holds_for_the_rows_below() -> None:
    heading = ["Stairwell", "Storey", "Doors", "dP [Pa]", "Date tested", "Technician"]
    rows = [["Stair-A" if number == 14 else None, number, "closed", 45, DAY, "Crew"] for number in range(14, 0, -1)]
    assert len(found(planned(workbook(Sheet1=[heading, *rows])))) == 14


def test_that_rows_that_sum_up_and_remarks_are_left_out_and_said() -> None:
    plan = planned(
        workbook(
            Stair_A=[
                *TITLES,
                ["Level", "Closed (Pa)"],
                ["L1", 45],
                ["Average", 45],
                ["Minimum allowed", 20],
                ["Signed:"],
            ]
        )
    )
    assert len(found(plan)) == 1
    assert [(problem.row, problem.code) for problem in plan.warnings if problem.row] == [
        (7, "summary_row"),
        (8, "summary_row"),
        (9, "left_out_row"),
    ]


def test_that_readings_that_nobody_took_are_said_once_a_column() -> None:
    rows = [["L1", 45, None], ["L2", 46, "n/a"], ["L3", 47, 31], ["L4", None, None]]
    plan = planned(workbook(Stair_A=[*TITLES, ["Level", "Closed (Pa)", "Open (Pa)"], *rows]))
    assert len(found(plan)) == 4
    assert {(one.row, one.cell, one.code) for one in plan.warnings} >= {
        (6, "C6", "not_filled_in"),
        (7, "C7", "not_measured"),
        (9, None, "left_out_row"),
    }


def test_that_a_level_that_does_not_exist_is_an_error_at_its_cell() -> None:
    plan = planned(workbook(Stair_A=[*TITLES, ["Level", "Closed (Pa)", "Open (Pa)"], ["L1", 45, 31], ["L99", 44, 30]]))
    assert [(one.cell, one.code) for one in plan.errors] == [("A7", "unknown_floor")]
    assert [str(row.status) for row in plan.rows] == ["new", "new", "error", "error"]


def test_that_a_reading_merged_over_two_levels_is_refused() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in [*TITLES, ["Level", "Closed (Pa)"], ["L2", 45], ["L1", None]]:
            sheet.append(row)
        sheet.merge_cells("B6:B7")

    plan = planned(workbook(Stair_A=fill))
    assert [(one.cell, one.code) for one in plan.errors] == [("B6", "merged_reading"), ("B7", "merged_reading")]
    assert [str(row.status) for row in plan.rows] == ["error", "error"]


def test_that_a_floor_with_two_doors_is_asked_for_and_never_guessed() -> None:
    survey = empty()
    twin = next(door for door in survey.doors if door.name == "D-Level-1-Stair-A")
    survey = replace(survey, doors=(*survey.doors, replace(twin, id=survey.floors[0].id, name="D-Level-1-Lobby")))
    plan = planned(workbook(Stair_A=[*TITLES, ["Level", "Force fan on (N)"], ["L1", 95]]), survey)
    assert [(one.cell, one.code) for one in plan.errors] == [("A6", "ambiguous_location")]
    assert "D-Level-1-Lobby" in plan.errors[0].message


def test_that_a_heading_that_does_not_say_the_case_is_a_doubt_with_its_repairs() -> None:
    data = workbook(Stair_A=[*TITLES, ["Level", "Pressure (Pa)"], ["L1", 45]])
    plan = planned(data)
    assert [(one.cell, one.column, one.code) for one in plan.errors] == [("B5", "door_configuration", "not_told")]
    assert plan.rows == ()
    offered = {repair.title: repair.mapping for repair in repairs(plan)}
    assert sorted(offered) == ["Column B: all doors closed", "Column B: evacuation doors open"]
    mended = planned(data, mapping=offered["Column B: all doors closed"])
    assert list(found(mended)) == ["Stair-A, Level-1, all doors closed"]


def test_that_a_column_in_kilopascals_is_converted_only_when_it_was_said() -> None:
    data = workbook(Stair_A=[*TITLES, ["Level", "Doors closed (kPa)"], ["L1", 0.0455]])
    plan = planned(data)
    assert [one.code for one in plan.errors] == ["unit"]
    offered = {repair.title: repair.mapping for repair in repairs(plan)}
    mended = planned(data, mapping=offered["Column B: convert from kPa"])
    assert found(mended) == {"Stair-A, Level-1, all doors closed": ("B6", Decimal("45.50"))}
    assert [one.code for one in mended.warnings if one.cell == "B6"] == ["converted"]


def test_that_a_column_read_in_inches_of_water_is_offered_as_one_and_converted_as_a_whole() -> None:
    data = workbook(Stair_A=[*TITLES, ["Level", "Closed (Pa)", "Open (Pa)"], ["L1", 0.18, 31], ["L2", 0.19, 30]])
    plan = planned(data)
    assert [(one.cell, one.code) for one in plan.errors] == [("B6", "out_of_range"), ("B7", "out_of_range")]
    (repair,) = repairs(plan)
    assert repair.title == "2 × column B: convert all of it from inwg"
    rows = found(planned(data, mapping=repair.mapping))
    assert rows["Stair-A, Level-1, all doors closed"] == ("B6", Decimal("44.84"))  # 0.18 × 249.0889 Pa (NIST SP 811)
    assert rows["Stair-A, Level-1, evacuation doors open"] == ("C6", Decimal("31.00"))


def test_that_a_location_twice_in_a_site_sheet_is_said_at_both_readings() -> None:
    plan = planned(workbook(Stair_A=[*TITLES, ["Level", "Closed (Pa)"], ["L1", 45], ["Level 1", 46], ["L2", 44]]))
    assert [(one.cell, one.code) for one in plan.errors] == [("B6", "duplicate"), ("B7", "duplicate")]
    assert "also in Stair-A, row 7, B7" in plan.errors[0].message


@pytest.mark.parametrize("dash", [None, "-"])
def test_that_a_line_of_units_below_the_heading_belongs_to_it(dash: str | None) -> None:
    rows = [["Level", "Doors closed", "Evac doors open"], [dash, "(Pa)", "(Pa)"], ["L1", 45, 30], ["L2", 44, 31]]
    assert len(found(planned(workbook(Stair_A=[*TITLES, *rows])))) == 4


def test_that_a_stair_or_a_date_that_no_cell_tells_is_asked_for_and_can_be_given() -> None:
    data = workbook(Readings=[["Level", "Doors closed (Pa)"], ["L1", 45]])
    plan = planned(data)
    assert [(one.column, one.code) for one in plan.errors] == [("stair", "not_told")]
    told = planned(data, given={"stair": "Stair-B", "commissioned_date": "2024-01-15"})
    assert list(found(told)) == ["Stair-B, Level-1, all doors closed"]
    undated = planned(data, given={"stair": "Stair-B"})
    assert [(one.column, one.code) for one in undated.errors] == [("commissioned_date", "missing_column")]


def test_that_a_date_in_the_title_that_is_wrong_is_one_error_at_its_cell() -> None:
    plan = planned(workbook(Stair_A=[["Date", date(2031, 1, 1)], ["Level", "Closed (Pa)"], ["L1", 45], ["L2", 46]]))
    assert [(one.cell, one.code) for one in plan.errors] == [("B1", "future_date")]
    assert [str(row.status) for row in plan.rows] == ["error", "error"]


def test_that_words_dates_and_decimal_marks_are_read_as_a_person_said() -> None:
    heading = ["Stair", "Level", "Doors", "Pressure (Pa)", "Date"]
    data = workbook(
        Sheet1=[heading, ["Stair-A", "L1", "shut", "45", "3/4/2024"], ["Stair-A", "L2", "ajar", "44", "3/4/2024"]]
    )
    plan = planned(data)
    assert {one.code for one in plan.errors} == {"not_a_choice", "ambiguous_date"}
    mapping = plan.mapping.with_word("door_configuration", "shut", "all_closed")
    mapping = mapping.with_word("door_configuration", "Ajar", "evac_doors_open")
    for order, day in (("day_first", date(2024, 4, 3)), ("month_first", date(2024, 3, 4))):
        told = planned(data, mapping=FileMapping.from_dict({**mapping.to_dict(), "dates": order}))
        assert sorted(found(told)) == ["Stair-A, Level-1, all doors closed", "Stair-A, Level-2, evacuation doors open"]
        assert {row.facts.commissioned_date for row in told.rows if row.facts} == {day}


def test_that_a_foreign_word_is_offered_as_every_choice_there_is() -> None:
    heading = ["stair", "floor", "door_configuration", "pressure_pa", "commissioned_date"]
    rows = [["Stair-A", f"L{number}", "ajar", 45, DAY] for number in range(1, 15)]
    plan = planned(workbook(Pressure=[heading, *rows]))
    titles = [repair.title for repair in repairs(plan)]
    assert titles == ["14 × “ajar”: read as all_closed", "14 × “ajar”: read as evac_doors_open"]
    mended = planned(workbook(Pressure=[heading, *rows]), mapping=repairs(plan)[0].mapping)
    assert len(found(mended)) == 14


def test_that_reading_the_shipped_workbook_by_its_own_mapping_gives_the_same_rows() -> None:
    file = read_file(paths.resources() / "pilot-baseline.xlsx")
    plan = plan_import(file, empty())
    again = plan_import(file, empty(), mapping=FileMapping.from_json(plan.mapping.to_json()))
    assert len(plan.rows) == 150
    assert again.rows == plan.rows
    assert again.setpoints == plan.setpoints
    assert again.errors == plan.errors == ()


def test_that_every_part_of_a_proposal_has_its_reason() -> None:
    data = workbook(Stair_A=[*TITLES, ["Level", "Doors closed (Pa)"], ["L1", 45]])
    proposal = propose(read(data, "site.xlsx"), empty())
    assert proposal.certain
    assert proposal.reason(0, "floor") == "column A is headed “Level”"
    assert proposal.reason(0, "B") == "column B is headed “Doors closed (Pa)”"
    assert proposal.reason(0, "stair") == "the sheet is named so"
    assert proposal.reason(0, "commissioned_date") == "B2 stands beside “Commissioned”"


def test_that_headings_read_once_are_known_again_wherever_they_stand() -> None:
    first = read(workbook(Readings=[*TITLES, ["Etage", "Druck zu"], ["L1", 45]]), "first.xlsx")
    assert not propose(first, empty()).mapping.tables
    closed = {"door_configuration": "all_closed"}
    mapping = FileMapping.from_dict(
        {
            "firemode_mapping": 1,
            "tables": [
                {
                    "sheet": "Readings",
                    "heading_rows": [5, 5],
                    "columns": {"floor": {"column": "A"}, "commissioned_date": {"cell": "B2"}},
                    "readings": [
                        {
                            "column": "B",
                            "kind": "pressure",
                            "name": "pressure_pa",
                            "says": closed,
                        }
                    ],
                }
            ],
        }
    )
    mark = fingerprint(first.sheets[0], (4, 4))
    second = workbook(Stair_B=[["Site"], ["x"], *TITLES, ["etage ", "Druck  zu"], ["L2", 46]])
    plan = planned(second, remembered={mark: mapping})
    assert found(plan) == {"Stair-B, Level-2, all doors closed": ("B8", Decimal("46.00"))}
    assert plan.proposal.remembered


CASES = {"all_closed": "Doors closed", "evac_doors_open": "Evac doors open"}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_that_the_layout_of_a_site_sheet_does_not_change_what_is_read(data: st.DataObject) -> None:
    """A law: the same readings, however they are laid out, become the same baselines."""
    floors = data.draw(st.lists(st.integers(1, 14), min_size=1, max_size=14, unique=True))
    cases = data.draw(st.permutations(list(CASES)))
    values = {(f, c): data.draw(st.integers(200, 800)) / 10 for f in floors for c in cases}
    unit_above = data.draw(st.booleans())
    name = data.draw(st.sampled_from(["L{}", "Level {}", "level-{:02d}", "Lvl {}", "{}"]))
    left = data.draw(st.integers(0, 3))
    blank = data.draw(st.integers(0, 4))

    def fill(sheet: Worksheet) -> None:
        for _ in range(data.draw(st.integers(0, 3))):
            sheet.append([None] * left + ["Commissioning record"])
        sheet.append([None] * left + ["Date", DAY])
        for _ in range(blank):
            sheet.append([])
        if unit_above:
            sheet.append([None] * left + [None, "Pressure (Pa)"])
        suffix = "" if unit_above else " (Pa)"
        sheet.append([None] * left + ["Level", *(CASES[case] + suffix for case in cases)])
        for number in floors:
            sheet.append([None] * left + [name.format(number), *(values[number, case] for case in cases)])

    rows = found(planned(workbook(Stair_A=fill)))
    assert {where: value for where, (_, value) in rows.items()} == {
        f"Stair-A, Level-{number}, {case_words(case)}": Decimal(str(value)).quantize(Decimal("0.01"))
        for (number, case), value in values.items()
    }
