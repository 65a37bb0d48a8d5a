"""``firemode registry export`` and ``import`` as a person calls them, on the pilot building."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.conftest import Firemode, Said

NAME = "Pilot Building 123"
TITLES = (
    *("Building", "Stairs", "Floors", "Doors", "Doorways", "Zones", "Control equipment", "Interfaces"),
    *("Design setpoints", "Instruments", "Certificates", "Rules", "People"),
)


class Book:
    """The exported workbook, edited as in a spreadsheet."""

    def __init__(self, firemode: Firemode, file: Path) -> None:
        self.firemode, self.file = firemode, file
        assert firemode("registry", "export", "--building", NAME, "-o", file).exit_code == 0
        self.book: Workbook = load_workbook(file)

    def columns(self, sheet: str) -> dict[str, int]:
        return {cell.value: cell.column for cell in self.book[sheet][1]}

    def row(self, sheet: str, **known: Any) -> int:
        """The first row that has these values."""
        columns = self.columns(sheet)
        rows = range(3, self.book[sheet].max_row + 1)
        return next(
            row
            for row in rows
            if all(self.book[sheet].cell(row, columns[name]).value == value for name, value in known.items())
        )

    def put(self, sheet: str, row: int, **values: Any) -> None:
        for name, value in values.items():
            self.book[sheet].cell(row, self.columns(sheet)[name]).value = value

    def append(self, sheet: str, **values: Any) -> int:
        row = self.book[sheet].max_row + 1
        self.put(sheet, row, **values)
        return row

    def send(self, *words: object) -> Said:
        self.book.save(self.file)
        return self.firemode("registry", "import", self.file, "--building", NAME, "--as", "eng", *words)


@pytest.fixture
def book(pilot: Firemode, tmp_path: Path) -> Book:
    return Book(pilot, tmp_path / "registers.xlsx")


def counts(said: Said) -> tuple[int, int, int, int]:
    document = said.document
    return document["rows_imported"], document["new"], document["changed"], document["unchanged"]


def test_that_an_export_has_every_register_as_a_sheet_named_as_on_screen(book: Book) -> None:
    assert tuple(book.book.sheetnames) == TITLES
    doors = book.book["Doors"]
    assert [doors.cell(1, at).value for at in range(1, 5)] == ["id", "stair_id", "floor_id", "door_identifier"]
    assert doors.cell(2, book.columns("Doors")["width_m"]).value == "Width (m)"
    assert doors.cell(3, 2).value == "Stair-A"
    assert doors.freeze_panes == "A3"


def test_that_an_export_read_back_writes_nothing_and_exports_the_same_bytes(book: Book, tmp_path: Path) -> None:
    said = book.firemode("registry", "import", book.file, "--building", NAME, "--as", "eng")
    assert said.exit_code == 0, said.err
    assert counts(said)[:3] == (0, 0, 0)
    assert said.document["rows_read"] == said.document["unchanged"] > 100
    assert said.document["errors"] == said.document["warnings"] == said.document["not_understood"] == []
    again = tmp_path / "again.xlsx"
    book.firemode("registry", "export", "--building", NAME, "-o", again)
    assert again.read_bytes() == book.file.read_bytes()


def test_that_a_stair_renamed_in_a_spreadsheet_keeps_its_floors_and_doors(book: Book) -> None:
    book.put("Stairs", book.row("Stairs", stair_name="Stair-A"), stair_name="Stair North")
    said = book.send()
    assert said.exit_code == 0, said.err
    assert counts(said)[:3] == (1, 0, 1)
    again = Book(book.firemode, book.file)
    assert again.book["Floors"].cell(3, 2).value in ("Stair North", "Stair-B")
    stairs = {again.book["Floors"].cell(row, 2).value for row in range(3, again.book["Floors"].max_row + 1)}
    assert stairs == {"Stair North", "Stair-B"}


def test_that_a_new_stair_with_its_floors_and_doors_comes_in_from_one_file(book: Book) -> None:
    book.append("Doors", stair_id="Stair-C", floor_id="Ground", door_identifier="D-C-0", width_m="0,9")
    book.append("Floors", stair_id="stair-c", floor_level="Ground", floor_number=0)
    book.append("Stairs", stair_name="Stair-C")
    said = book.send()
    assert said.exit_code == 0, said.err
    assert counts(said)[:3] == (3, 3, 0)
    assert [(one["code"], one["cell"]) for one in said.document["warnings"]] == [
        ("text_number", f"H{book.book['Doors'].max_row}")
    ]
    again = book.send()
    assert counts(again)[:3] == (0, 0, 0)


def test_that_a_rehearsal_says_what_would_be_written_and_writes_nothing(book: Book) -> None:
    book.put("Floors", 3, height_m=1.25)
    said = book.send("--dry-run")
    assert said.exit_code == 0
    assert said.document["dry_run"] is True
    assert counts(said)[:3] == (0, 0, 1)
    assert counts(book.send())[:3] == (1, 0, 1)


def test_that_one_error_means_nothing_is_written_and_all_are_said(book: Book) -> None:
    book.put("Floors", 3, height_m=1.25)
    book.put("Doors", 3, width_m="wide")
    book.put("Doors", 4, door_type="wooden", floor_id="Level-99")
    said = book.send()
    assert said.exit_code == 3
    found = {(one["sheet"], one["cell"], one["value"], one["code"]) for one in said.document["errors"]}
    assert found == {
        ("Doors", "H3", "wide", "not_a_number"),
        ("Doors", "E4", "wooden", "not_a_choice"),
        ("Doors", "C4", "Level-99", "unknown_floor"),
    }
    assert said.document["error"]["message"] == "3 errors in registers.xlsx; nothing was written."
    assert said.document["skipped"] == 2
    book.put("Doors", 3, width_m=None)
    book.put("Doors", 4, door_type=None, floor_id=book.book["Doors"].cell(3, 3).value)
    assert book.send("--dry-run").document["changed"] >= 2


def test_that_what_only_saving_finds_out_is_said_at_its_row_also_in_a_rehearsal(book: Book) -> None:
    row = book.append("Instruments", serial_number="X-1", instrument_type="Anemometer", range_min=5, range_max=1)
    for words in (("--dry-run",), ()):
        said = book.send(*words)
        assert said.exit_code == 3, said.out
        (error,) = said.document["errors"]
        assert (error["sheet"], error["row"], error["code"]) == ("Instruments", row, "refused")
        assert "X-1" in error["message"]


def test_that_what_a_person_may_not_change_is_left_out_and_said(book: Book) -> None:
    book.put("People", 3, full_name="Somebody Else")
    book.put("Rules", 3, min_threshold=1)
    said = book.send()
    assert said.exit_code == 0, said.err
    assert counts(said)[:3] == (0, 0, 0)
    left = [(one["sheet"], one["row"], one["code"]) for one in said.document["not_understood"]]
    assert left == [("Rules", 3, "not_permitted"), ("People", 3, "not_permitted")]
    supervisor = book.firemode("registry", "import", book.file, "--building", NAME, "--as", "sup")
    assert counts(supervisor)[:3] == (1, 0, 1)


def test_that_an_id_of_another_building_is_told_from_a_new_row(book: Book) -> None:
    book.put("Building", 3, id="5ee46e75-827a-4fd6-b1aa-8d1cd5498e2e")
    book.put("Stairs", 3, id="265c1bb8-5be3-4fc5-b808-f49db1999987")
    said = book.send("--dry-run")
    assert said.exit_code == 3
    assert [error["message"] for error in said.document["errors"] if error["code"] == "unknown_id"] == [
        "There is no building with this id here; leave the cell empty to have it found by its name.",
        "There is no stair with this id here; leave the cell empty for a new stair.",
    ]


def test_that_a_viewer_imports_nothing(book: Book) -> None:
    book.firemode("user", "add", "view", "--name", "Viewer", "--role", "viewer", "--as", "sup")
    said = book.firemode("registry", "import", book.file, "--building", NAME, "--as", "view")
    assert said.exit_code == 5
    assert "may import registers" in said.err


@pytest.mark.parametrize(
    ("words", "exit_code", "said"),
    [
        (["registry", "import", "nowhere.xlsx", "--building", NAME], 3, "There is no file"),
        (["registry", "export", "--building", "Nowhere", "-o", "x.xlsx"], 3, "Nowhere"),
        (["registry", "export", "--building", NAME, "-o", "x.csv"], 3, "end x.csv with .xlsx"),
        (["registry", "import", "x.xlsx", "--building", NAME, "--stair", "Stair-A"], 2, "a pattern of its spaces"),
        (["registry", "import", "x.xlsx", "--building", NAME, "--format", "xml"], 2, "invalid choice"),
    ],
)
def test_that_wrong_words_are_answered_in_words(
    pilot: Firemode, words: list[str], exit_code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = pilot(*words, "--as", "eng")
    assert answer.exit_code == exit_code
    assert said in answer.err
    assert not re.search("Traceback", answer.out + answer.err)
