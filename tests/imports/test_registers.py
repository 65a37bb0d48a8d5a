"""A workbook of registers as a plan: which row is meant, what its cells say, and that nothing is lost on the way."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.fields import Problem as Bad
from firemode_desktop.exports.registers import registers_workbook
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.registers.book import plan_registers
from firemode_desktop.imports.registers.plan import RegisterPlan
from firemode_desktop.imports.tables.problems import RowStatus
from tests.imports.books import book as plain_book
from tests.imports.books import changed as with_part
from tests.registry.sheets import ACTIVE, DOOR_FLOOR, DOOR_STAIR, FLOOR, HEIGHT, WIDTH, book, key

BOOK = book()
STAIR_A, STAIR_B = key("Stair-A"), key("Stair-B")
GROUND_A, FIRST_A = key("Ground Stair-A"), key("Level-1 Stair-A")
DOOR_0, DOOR_1 = key("D-0-Stair-A"), key("D-1-Stair-A")


class File:
    """The exported workbook of ``BOOK``, edited as in a spreadsheet; rows are found by id."""

    def __init__(self, exported: Book = BOOK) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(registers_workbook(exported)))

    def sheet(self, title: str) -> Worksheet:
        sheet: Worksheet = self.book[title]
        return sheet

    def at(self, title: str, row: UUID) -> int:
        return next(number for number, cell in enumerate(self.sheet(title)["A"], start=1) if cell.value == str(row))

    def put(self, title: str, row: UUID | int, **values: Any) -> int:
        number = row if isinstance(row, int) else self.at(title, row)
        columns = [cell.value for cell in self.sheet(title)[1]]
        for name, value in values.items():
            self.sheet(title).cell(number, columns.index(name) + 1).value = value
        return number

    def append(self, title: str, **values: Any) -> int:
        return self.put(title, self.sheet(title).max_row + 1, **values)

    def bytes(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def plan(self, saved: Book = BOOK, **more: Any) -> RegisterPlan:
        return plan_registers(read(self.bytes(), "registers.xlsx"), saved, **more)


@pytest.fixture
def file() -> File:
    return File()


def cells(plan: RegisterPlan, register: str, row: UUID) -> tuple[Any, ...]:
    return plan.draft[register].row(row).cells


def found(problems: tuple[Any, ...]) -> list[tuple[str, str | None, str]]:
    """Where and what: ``("Doors", "E4", "not_a_number")``."""
    return [(one.sheet, one.cell, one.code) for one in problems]


def of(sheets: Mapping[str, list[list[Any]]], saved: Book = BOOK) -> RegisterPlan:
    return plan_registers(read(plain_book(sheets), "typed.xlsx"), saved)


# What goes out comes back.


def test_that_an_export_read_back_changes_nothing(file: File) -> None:
    plan = file.plan()
    assert not plan.changes
    assert {status: count for status, count in plan.counts.items() if count} == {RowStatus.UNCHANGED: 18}
    assert plan.errors == plan.warnings == plan.left_out == ()


def test_that_the_same_registers_give_the_same_bytes() -> None:
    assert registers_workbook(book()) == registers_workbook(book())


@pytest.mark.parametrize(
    "text", ["=1+1", "+x", "-x", "@x", "_x0041_", "a\x01b", "0012", "1-2", "TRUE", "#REF!", "1e5", "‮z"]
)
def test_that_text_stays_text_whatever_it_looks_like(text: str) -> None:
    draft = BOOK.enter("stairs", [(STAIR_A, 0, text)])
    plan = File(draft).plan(draft)
    assert not plan.changes
    assert plan.errors == plan.warnings == ()
    assert cells(File(draft).plan(), "stairs", STAIR_A)[0] == text


def test_that_numbers_and_dates_go_out_as_such_with_the_decimals_of_their_column() -> None:
    sheet = File(BOOK.retire("stairs", [STAIR_A], date(2026, 3, 4))).book
    assert sheet["Floors"]["E4"].value == 3.5
    assert sheet["Floors"]["E4"].number_format == "0.00"
    assert sheet["Stairs"]["D3"].value == datetime(2026, 3, 4)  # noqa: DTZ001 - openpyxl's way to give a day
    assert sheet["Stairs"]["D3"].number_format == "yyyy-mm-dd"


def test_that_days_a_spreadsheet_cannot_count_go_out_as_text_and_come_back() -> None:
    old = BOOK.retire("stairs", [STAIR_A], date(1900, 1, 5))
    assert File(old).book["Stairs"]["D3"].value == "1900-01-05"
    assert cells(File(old).plan(), "stairs", STAIR_A)[2] == date(1900, 1, 5)


def test_that_references_are_chosen_from_the_other_sheet_within_their_parent(file: File) -> None:
    rules = {str(rule.sqref).split(":")[0]: rule for rule in file.sheet("Doors").data_validations.dataValidation}
    assert rules["B3"].formula1 == "'Stairs'!$B$3:$B$505"
    assert rules["C3"].formula1.startswith("OFFSET('Floors'!$C$2,MATCH($B3,'Floors'!$B$3:")
    assert rules["F3"].formula1 == '"Yes,No"'
    assert file.sheet("Doors").protection.sheet
    assert not file.sheet("Doors")["B3"].protection.locked


def test_that_a_text_longer_than_a_cell_is_refused_and_not_cut() -> None:
    sheet = BOOK["doors"]
    row = sheet.row(DOOR_0)
    long = replace(row, cells=(*row.cells[:-1], "x" * 32_768))
    told = BOOK.put(replace(sheet, rows=tuple(long if each is row else each for each in sheet.rows)))
    with pytest.raises(Exception, match=r"Seen of D-0-Stair-A, Stair-A has 32,768 characters; .* holds 32,767"):
        registers_workbook(told)
    row = replace(row, cells=(*row.cells[:-1], "x" * 32_767))
    fits = BOOK.put(replace(sheet, rows=tuple(row if each.key == row.key else each for each in sheet.rows)))
    assert not File(fits).plan(fits).changes


# Which row is meant.


def test_that_a_row_renamed_keeps_its_id_and_what_refers_to_it(file: File) -> None:
    file.put("Stairs", STAIR_A, stair_name="Stair North")
    plan = file.plan()
    assert [(row.register, row.key, row.status) for row in plan.rows if row.status is not RowStatus.UNCHANGED] == [
        ("stairs", STAIR_A, RowStatus.CHANGED)
    ]
    assert plan.changes.rows == 1
    assert cells(plan, "doors", DOOR_0)[DOOR_STAIR] == STAIR_A


def test_that_a_row_without_id_is_known_by_its_name_within_its_parent_in_any_letters(file: File) -> None:
    file.put("Floors", FIRST_A, id=None, floor_level=" level-1 ", height_m=4)
    plan = file.plan()
    assert [row.key for row in plan.rows if row.status is RowStatus.CHANGED] == [FIRST_A]
    assert cells(plan, "floors", FIRST_A)[FLOOR] == "level-1"
    assert cells(plan, "floors", FIRST_A)[HEIGHT] == Decimal("4.00")


def test_that_a_row_with_neither_id_nor_a_known_name_is_new(file: File) -> None:
    number = file.append("Floors", stair_id="Stair-B", floor_level="Roof", floor_number=4)
    plan = file.plan(new_key=lambda: UUID(int=7))
    assert [(row.row, row.key) for row in plan.rows if row.status is RowStatus.NEW] == [(number, UUID(int=7))]
    assert cells(plan, "floors", UUID(int=7)) == (STAIR_B, "Roof", 4, None)


def test_that_a_name_freed_by_a_renamed_row_is_a_new_row(file: File) -> None:
    file.put("Stairs", STAIR_A, stair_name="Stair-X")
    file.append("Stairs", stair_name="Stair-A")
    plan = file.plan()
    assert plan.counts[RowStatus.NEW] == plan.counts[RowStatus.CHANGED] == 1
    assert plan.errors == ()
    (warned, *_) = [one for one in plan.warnings if one.code == "renamed"]
    assert "now called “Stair-X”" in warned.message
    assert cells(plan, "doors", DOOR_0)[DOOR_STAIR] == STAIR_A


def test_that_a_new_row_may_still_say_the_name_that_a_row_had_before_this_file(file: File) -> None:
    file.put("Stairs", STAIR_A, stair_name="Stair-X")
    file.append("Doors", stair_id="Stair-A", floor_id="Ground", door_identifier="D-9")
    plan = file.plan(new_key=lambda: UUID(int=7))
    assert plan.errors == ()
    assert cells(plan, "doors", UUID(int=7))[:2] == (STAIR_A, GROUND_A)


def test_that_new_rows_may_refer_to_each_other_whatever_the_order_of_sheets_and_columns() -> None:
    plan = of(
        {
            "doors": [["Door", "Floor", "Stair"], ["D-C", "Ground", "Stair-C"]],
            "FLOORS": [["floor_number", "floor_level", "stair"], [0, "Ground", "stair-c"]],
            "Stair": [["Stair"], ["Stair-C"]],
        }
    )
    assert plan.errors == ()
    assert plan.counts[RowStatus.NEW] == 3
    door = plan.draft["doors"].rows[-1]
    floor, stair = plan.draft["floors"].rows[-1], plan.draft["stairs"].rows[-1]
    assert door.cells[:3] == (stair.key, floor.key, "D-C")


def test_that_rows_that_are_not_in_the_file_stay_and_are_counted(file: File) -> None:
    file.sheet("Doors").delete_rows(3, 3)
    plan = file.plan()
    assert not plan.changes
    (warned,) = plan.warnings
    assert (warned.sheet, warned.code) == ("Doors", "not_in_file")
    assert warned.message == "3 rows of Doors are not in this file; they stay as they are."


@pytest.mark.parametrize(
    ("wrong", "code"),
    [("not an id", "not_an_id"), (str(UUID(int=9)), "unknown_id"), (12, "not_an_id"), (str(STAIR_A), "unknown_id")],
)
def test_that_an_id_that_is_none_of_this_register_is_an_error_at_its_cell(file: File, wrong: Any, code: str) -> None:
    number = file.put("Floors", FIRST_A, id=wrong, height_m=9)
    plan = file.plan()
    assert found(plan.errors) == [("Floors", f"A{number}", code)]
    assert plan.errors[0].value == str(wrong)
    assert "leave the cell empty for a new floor" in plan.errors[0].message
    assert not plan.changes
    assert plan.counts[RowStatus.ERROR] == 1


def test_that_an_id_that_stands_twice_is_an_error_that_names_the_other_row(file: File) -> None:
    number = file.append("Floors", id=str(FIRST_A), stair_id="Stair-A", floor_level="Level-1", floor_number=8)
    plan = file.plan()
    assert [(one.row, one.code) for one in plan.errors] == [(number, "duplicate")]
    assert "the same floor as row 4 of “Floors”" in plan.errors[0].message
    assert not plan.changes


def test_that_the_same_row_by_id_and_by_name_is_told_as_another_of_that_name(file: File) -> None:
    number = file.append("Floors", stair_id="Stair-A", floor_level="Level-1", floor_number=8)
    plan = file.plan()
    assert [(one.row, one.cell, one.code) for one in plan.errors] == [(number, f"C{number}", "duplicate")]
    assert plan.errors[0].message == "There is another floor “Level-1, Stair-A”."


def test_that_two_new_rows_of_one_name_are_both_told(file: File) -> None:
    rows = [file.append("Stairs", stair_name="Stair-C") for _ in range(2)]
    assert [(one.row, one.code) for one in file.plan().errors] == [(row, "duplicate") for row in rows]


def test_that_a_row_marked_for_removal_is_not_silently_changed(file: File) -> None:
    draft = BOOK.remove("doors", [DOOR_0], BOOK["doors"])
    file.put("Doors", DOOR_0, width_m=1)
    plan = file.plan(draft)
    assert [one.code for one in plan.errors] == ["removed"]
    assert not plan.changes


# What its cells say.


def test_that_a_blank_cell_clears_and_a_missing_column_leaves_alone(file: File) -> None:
    file.put("Doors", DOOR_0, width_m=None)
    file.sheet("Floors").delete_cols(5)
    plan = file.plan()
    assert cells(plan, "doors", DOOR_0)[WIDTH] is None
    assert [(change.label, change.old, change.new) for row in plan.rows for change in row.changes] == [
        ("Width", "0.90", "")
    ]
    assert not plan.changes.sheets.keys() - {"doors"}


def test_that_a_blank_cell_of_a_new_row_keeps_what_a_new_row_has() -> None:
    plan = of({"Doors": [["stair_id", "floor_id", "door_identifier", "active"], ["Stair-A", "Ground", "D-9", None]]})
    assert plan.draft["doors"].rows[-1].cells[ACTIVE] is True


def test_that_a_blank_where_something_is_needed_is_an_error(file: File) -> None:
    number = file.put("Floors", FIRST_A, floor_number=None)
    plan = file.plan()
    assert found(plan.errors) == [("Floors", f"D{number}", "missing")]
    assert plan.errors[0].message == "Number is needed."


def test_that_what_a_new_row_needs_and_the_file_has_no_column_for_is_an_error_of_the_row() -> None:
    plan = of({"Floors": [["stair_id", "floor_level"], ["Stair-A", "Roof"]]})
    assert [(one.row, one.cell, one.column, one.code) for one in plan.errors] == [(2, None, "floor_number", "missing")]


@pytest.mark.parametrize(
    ("title", "row", "column", "value", "code"),
    [
        ("Doors", DOOR_0, "width_m", "wide", "not_a_number"),
        ("Doors", DOOR_0, "width_m", 3.01, "out_of_range"),
        ("Doors", DOOR_0, "width_m", 0, "out_of_range"),
        ("Doors", DOOR_0, "width_m", "900 mm", "unit"),
        ("Doors", DOOR_0, "width_m", True, "boolean"),
        ("Doors", DOOR_0, "width_m", date(2026, 1, 2), "not_a_number"),
        ("Doors", DOOR_0, "active", "perhaps", "not_yes_no"),
        ("Doors", DOOR_0, "floor_id", "Level-9", "unknown_floor"),
        ("Doors", DOOR_0, "stair_id", "Stair-Z", "unknown_stair"),
        ("Doors", DOOR_0, "door_identifier", "x" * 101, "too_long"),
        ("Stairs", STAIR_A, "orientation", "Nord", "not_a_choice"),
        ("Stairs", STAIR_A, "decommissioned_on", "3/4/2026", "ambiguous_date"),
        ("Stairs", STAIR_A, "decommissioned_on", "soon", "not_a_date"),
        ("Stairs", STAIR_A, "decommissioned_on", 46000, "not_a_date"),
        ("Floors", FIRST_A, "floor_number", 1.5, "out_of_range"),
        ("Floors", FIRST_A, "floor_number", 201, "out_of_range"),
        ("Floors", FIRST_A, "floor_number", "1,234", "ambiguous"),
    ],
)
def test_that_a_cell_that_cannot_stand_is_an_error_and_kept_as_typed(
    file: File, title: str, row: UUID, column: str, value: Any, code: str
) -> None:
    number = file.put(title, row, **{column: value})
    plan = file.plan()
    (error,) = plan.errors
    assert (error.sheet, error.row, error.column) == (title, number, column)
    assert error.code == code
    register = plan.rows[0].register if title == "Stairs" else title.lower()
    sheet = plan.draft[register]
    kept = sheet.row(row).cells[sheet.register.columns[column]]
    assert isinstance(kept, Bad)
    assert kept.reason == error.message
    assert [each.key for each in plan.rows if each.status is RowStatus.ERROR] == [row]


@pytest.mark.parametrize(
    ("title", "row", "column", "value", "taken", "code"),
    [
        ("Doors", DOOR_0, "width_m", "0,95", Decimal("0.95"), "text_number"),
        ("Doors", DOOR_0, "width_m", " 0.95 m ", Decimal("0.95"), "text_number"),
        ("Doors", DOOR_0, "width_m", 3, Decimal("3.00"), None),
        ("Doors", DOOR_0, "width_m", 0.955, Decimal("0.96"), None),
        ("Doors", DOOR_0, "active", False, False, None),
        ("Doors", DOOR_0, "active", 0, False, None),
        ("Doors", DOOR_0, "door_identifier", 12, "12", None),
        ("Doors", DOOR_0, "door_identifier", date(2026, 2, 1), "2026-02-01", "date_as_text"),
        ("Stairs", STAIR_A, "decommissioned_on", date(2026, 4, 3), date(2026, 4, 3), None),
        ("Stairs", STAIR_A, "decommissioned_on", "2026-04-03", date(2026, 4, 3), None),
        ("Stairs", STAIR_A, "decommissioned_on", "13/4/2026", date(2026, 4, 13), "text_date"),
        ("Stairs", STAIR_A, "decommissioned_on", datetime(2026, 4, 3, 9, 30), date(2026, 4, 3), "text_date"),  # noqa: DTZ001
        ("Stairs", STAIR_A, "orientation", "  south", "South", None),
    ],
)
def test_that_a_cell_is_read_as_it_would_be_typed_and_what_is_odd_is_said(
    file: File, title: str, row: UUID, column: str, value: Any, taken: Any, code: str | None
) -> None:
    file.put(title, row, **{column: value})
    plan = file.plan()
    assert plan.errors == ()
    sheet = plan.draft[title.lower()]
    assert sheet.row(row).cells[sheet.register.columns[column]] == taken
    assert [one.code for one in plan.warnings] == ([code] if code else [])


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b'<c r="E3" t="e"><v>#REF!</v></c>', "error_cell"),
        (b'<c r="E3"><f>1+1</f></c>', "formula_without_value"),
        (b'<c r="E3"><v>NaN</v></c>', "not_finite"),
    ],
)
def test_that_what_a_spreadsheet_could_not_work_out_is_an_error(xml: bytes, code: str) -> None:
    data = plain_book({"Doors": [["id", None, None, None, "width_m"], [None], [str(DOOR_0), None, None, None, 1]]})
    data = with_part(data, "xl/worksheets/sheet1.xml", b'<c r="E3" t="n"><v>1</v></c>', xml)
    plan = plan_registers(read(data, "broken.xlsx"), BOOK)
    assert found(plan.errors) == [("Doors", "E3", code)]


def test_that_the_last_value_of_a_formula_is_taken_and_said() -> None:
    data = plain_book({"Doors": [["id", "width_m"], [str(DOOR_0), 1]]})
    old, new = b'<c r="B2" t="n"><v>1</v></c>', b'<c r="B2"><f>0.5*2</f><v>1.1</v></c>'
    plan = plan_registers(read(with_part(data, "xl/worksheets/sheet1.xml", old, new), "formula.xlsx"), BOOK)
    assert cells(plan, "doors", DOOR_0)[WIDTH] == Decimal("1.10")
    assert ("Doors", "B2", "formula") in found(plan.warnings)


def test_that_a_stair_that_is_wrong_is_said_once_and_not_again_for_its_floor(file: File) -> None:
    file.append("Doors", stair_id="Stair-Z", floor_id="Ground", door_identifier="D-9")
    assert [one.code for one in file.plan().errors] == ["unknown_stair"]


def test_that_a_door_moved_to_another_stair_goes_to_the_floor_of_that_name_there(file: File) -> None:
    file.put("Doors", DOOR_1, stair_id="Stair-B")
    plan = file.plan()
    assert plan.errors == ()
    assert cells(plan, "doors", DOOR_1)[DOOR_FLOOR] == key("Level-1 Stair-B")


def test_that_all_errors_of_the_file_are_told_at_once_in_its_order(file: File) -> None:
    file.put("Doors", DOOR_1, width_m="wide", floor_id="Level-9")
    file.put("Stairs", STAIR_A, orientation="up")
    file.put("Floors", FIRST_A, id="x")
    codes = [one.code for one in file.plan().errors]
    assert codes == ["not_a_choice", "not_an_id", "unknown_floor", "not_a_number"]


# What is not for this file to say.


def test_that_what_the_program_writes_itself_is_left_out_and_said(file: File) -> None:
    file.put("Doors", DOOR_0, seen="twice")
    plan = file.plan()
    assert not plan.changes
    assert found(plan.left_out) == [("Doors", "G3", "read_only")]
    assert plan.left_out[0].message == "Seen is written by the program alone; it stays “once”."


def test_that_a_register_closed_to_this_person_is_left_out_row_by_row(file: File) -> None:
    file.put("Stairs", STAIR_A, orientation="North")
    new = file.append("Stairs", stair_name="Stair-C")
    wrong = file.append("Stairs", id="x")
    plan = file.plan(closed={"stairs"})
    assert not plan.changes
    assert plan.errors == ()
    assert [(one.row, one.code) for one in plan.left_out] == [
        (3, "not_permitted"),
        (new, "unknown_stair"),
        (wrong, "not_an_id"),
    ]


def test_that_unknown_sheets_and_columns_are_listed_as_left_out(file: File) -> None:
    file.sheet("Doors").cell(1, 12).value = "remarks"
    file.book.create_sheet("Notes")["A1"] = "floor_level"
    file.book.create_sheet("Empty")
    plan = file.plan()
    assert found(plan.left_out) == [("Doors", "L1", "ignored_column"), ("Notes", None, "ignored_sheet")]


def test_that_what_stands_below_a_blank_heading_is_said_once_a_column(file: File) -> None:
    doors = file.sheet("Doors")
    doors["D1"] = None
    doors["N5"], doors["N6"], doors["O4"] = "far", "farther", " "
    plan = file.plan()
    assert found(plan.left_out) == [("Doors", "D2", "ignored_column"), ("Doors", "N5", "ignored_column")]
    assert not plan.changes


def test_that_a_register_whose_headings_were_deleted_is_not_passed_over_in_silence(file: File) -> None:
    file.sheet("Doors").delete_rows(1, 2)
    (left_out,) = file.plan().left_out
    assert left_out.message == "The sheet “Doors” was not read: none of its first 30 rows names its columns."


def test_that_a_file_without_any_register_is_one_error() -> None:
    plan = of({"Sheet1": [["this", "that"], [1, 2]]})
    assert [one.code for one in plan.errors] == ["no_table"]
    assert plan.rows == ()


@pytest.mark.parametrize(("heading", "code"), [("Width (mm)", "unit"), ("width_m", "duplicate_column")])
def test_that_a_heading_that_would_make_its_numbers_wrong_is_an_error(file: File, heading: str, code: str) -> None:
    place = 8 if code == "duplicate_column" else 5
    file.sheet("Doors").cell(1, place).value = heading
    assert code in [one.code for one in file.plan().errors]


def test_that_a_heading_further_down_and_labels_for_names_are_understood() -> None:
    rows: list[list[Any]] = [["Doors of the building"], [], ["Width (m)", "Id", "Active"], [0.8, str(DOOR_0), "no"]]
    plan = of({"Doors": rows})
    assert plan.errors == ()
    assert cells(plan, "doors", DOOR_0)[WIDTH : ACTIVE + 1] == (Decimal("0.80"), False)


def test_that_a_csv_of_one_register_is_read_too() -> None:
    text = f"id;stair_name;orientation\n{STAIR_A};Stair-A;North\n;Stair-C;\n"
    plan = plan_registers(read(text.encode(), "stairs.csv"), BOOK)
    assert plan.errors == ()
    assert (plan.counts[RowStatus.NEW], plan.counts[RowStatus.CHANGED]) == (1, 1)


def test_that_a_csv_row_of_another_width_is_refused_whole() -> None:
    text = f"id;stair_name;orientation\n{STAIR_A};Stair-A;North;South\n{STAIR_B};Stair-B;South\n"
    plan = plan_registers(read(text.encode(), "stairs.csv"), BOOK)
    assert [(one.row, one.code) for one in plan.errors] == [(2, "width")]
    assert cells(plan, "stairs", STAIR_A)[1] is None


def test_that_blank_rows_and_hidden_sheets_are_no_trouble(file: File) -> None:
    file.append("Stairs", stair_name="   ")
    file.sheet("Floors").sheet_state = "hidden"
    plan = file.plan()
    assert plan.errors == ()
    assert not plan.changes
    assert [one.code for one in plan.warnings] == ["hidden_sheet"]


def test_that_two_sheets_of_one_register_are_one_register() -> None:
    sheet: Callable[[int], list[list[Any]]] = lambda width: [["id", "width_m"], [str(DOOR_0), width]]  # noqa: E731
    plan = of({"Doors": sheet(1), "Door": sheet(2)})
    assert [(one.sheet, one.code) for one in plan.errors] == [("Door", "duplicate")]
    assert cells(plan, "doors", DOOR_0)[WIDTH] == Decimal("1.00")
