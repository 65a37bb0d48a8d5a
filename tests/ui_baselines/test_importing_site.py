"""Site sheets in the preview: several readings a row, titles, what is not read, blocks of nine points."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.importing.preview import Aside, Line
from tests.ui_baselines.conftest import Sitting

Mend = Callable[[Any], None]


def stair_sheet(sheet: Worksheet, stair: str) -> None:
    """Levels down, cases across under a heading of two lines, titles above, an average and a remark below."""
    sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "Stair", stair, "Date", date(2024, 1, 15)
    sheet["A3"], sheet["B3"] = "Tested by", "Plant room crew"
    sheet["A5"], sheet["B5"], sheet["D5"] = "Level", "Pressure (Pa)", "Remarks"
    sheet.merge_cells("B5:C5")
    sheet["B6"], sheet["C6"] = "All doors closed", "Evacuation doors open"
    for row, number in enumerate(range(14, 0, -1), start=7):
        sheet[f"A{row}"], sheet[f"B{row}"], sheet[f"C{row}"] = f"Level-{number}", 44.5, 31.5
    sheet["A21"], sheet["B21"], sheet["C21"] = "Average", 44.5, 31.5
    sheet["A23"] = "Doors were new"


def site(folder: Path, mend: Mend = lambda _book: None, name: str = "site.xlsx") -> Path:
    """A workbook with a sheet a stair and one of notes."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for stair in ("Stair-A", "Stair-B"):
        stair_sheet(book.create_sheet(stair), stair)
    book.create_sheet("Notes")["A1"] = "Manometer 4711"
    mend(book)
    book.save(folder / name)
    return folder / name


def line(sitting: Sitting, number: int) -> Line:
    return next(one for one in sitting.page.panel.preview.grid.preview.lines if one.number == number)


def test_that_a_site_sheet_is_shown_as_it_is_and_imported(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(site(tmp_path))
    panel = sitting.page.panel
    assert panel.step is Step.PREVIEW
    preview = panel.preview
    assert [preview.tabs.tabText(at) for at in range(3)] == ["Stair-A  14", "Stair-B  14", "Notes  not read"]
    assert [(one.letter, one.title, one.told) for one in preview.grid.preview.sheet.headings] == [
        ("A", "Level", "floor"),
        ("B", "Pressure (Pa) · All doors closed", "pressure, all doors closed"),
        ("C", "Pressure (Pa) · Evacuation doors open", "pressure, evacuation doors open"),
        ("D", "Remarks", ""),
    ]
    assert "stair: Stair-A (B1)" in preview.sources.text()
    assert "commissioned date: 15 Jan 2024 (B2)" in preview.sources.text()
    assert panel.verdict.text() == "56 new."
    assert panel.confirm.text() == "Import 56 readings"
    assert panel.foot.particulars.text().endswith("from Stair-A!B7:C20, Stair-B!B7:C20")
    panel.confirm.click()
    sitting.rest()
    assert sitting.counts() == (56, 0, 0, 1)


def test_that_rows_that_are_not_read_are_shown_with_the_reason(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(site(tmp_path))
    preview = sitting.page.panel.preview
    assert (line(sitting, 1).status, line(sitting, 21).status, line(sitting, 23).status) == (
        Aside.TITLE,
        Aside.LEFT_OUT,
        Aside.LEFT_OUT,
    )
    assert "Average" in line(sitting, 21).notes[-1].text
    preview.filter.choose(5)
    assert [one.number for one in preview.grid.preview.lines] == [21, 23]
    preview.tabs.setCurrentIndex(2)
    assert [one.cells for one in preview.grid.preview.lines] == [("Manometer 4711",)]


def test_that_each_cell_of_a_row_shows_its_own_standing(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(site(tmp_path))
    sitting.page.panel.confirm.click()
    sitting.rest()

    def mend(book: Any) -> None:
        book["Stair-A"]["C9"] = 32.5
        book["Stair-A"]["B10"] = 444

    sitting.read(site(tmp_path, mend))
    changed, wrong = line(sitting, 9), line(sitting, 10)
    assert (changed.status, changed.cells[:3], changed.same) == (
        RowStatus.CHANGED,
        ("Level-12", "44.5", "31.5 → 32.5"),
        frozenset({1}),
    )
    assert {place: note.weight for place, note in wrong.notes.items()} == {1: "error"}
    assert (wrong.status, wrong.same) == (RowStatus.ERROR, frozenset({2}))


def test_that_a_problem_of_a_title_cell_leads_to_it_and_is_mended_there(sitting: Sitting, tmp_path: Path) -> None:
    def mend(book: Any) -> None:
        book["Stair-A"]["B2"] = "31/02/2024"

    sitting.read(site(tmp_path, mend))
    panel = sitting.page.panel
    grid = panel.preview.grid
    problems = panel.preview.list.problems
    at = next(n for n, one in enumerate(problems.entries) if one.problem and not one.cause)
    panel.preview.list.setCurrentIndex(problems.index(at, 0))
    assert grid.here == (2, 1)
    grid.edited.emit((((2, 1), "2024-02-29"),))
    sitting.rest()
    assert panel.confirm.text() == "Import 56 readings"
    assert "29 Feb 2024 (B2)" in panel.preview.sources.text()


def test_that_a_block_of_nine_points_is_one_reading_over_its_rows(sitting: Sitting, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Velocity")
    sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "Stair", "Stair-A", "Date", date(2024, 1, 15)
    sheet["A3"], sheet["B3"] = "Tested by", "Plant room crew"
    for column, title in enumerate(("Doorway", "Left (m/s)", "Centre (m/s)", "Right (m/s)"), start=1):
        sheet.cell(5, column, title)
    (doorway,) = sitting.ask("SELECT doorway_identifier FROM doorways ORDER BY 1 LIMIT 1")[0]
    for row in range(3):
        for column in range(3):
            sheet.cell(6 + row, 2 + column, 1.1 + row / 10 + column / 100)
    sheet["A6"] = doorway
    book.save(tmp_path / "block.xlsx")
    sitting.read(tmp_path / "block.xlsx")
    panel = sitting.page.panel
    assert panel.checked is not None
    if panel.step is Step.MAPPING:
        panel._on_mapped(panel.checked.plan.mapping)
        sitting.rest()
    shown = {one.number: one.status for one in panel.preview.grid.preview.lines if one.number > 5}
    assert set(shown) == {6, 7, 8}
    assert len(set(shown.values())) == 1


def test_that_the_readings_left_out_of_a_site_sheet_come_back_mended(sitting: Sitting, tmp_path: Path) -> None:
    def mend(book: Any) -> None:
        book["Stair-A"]["B10"], book["Stair-B"]["C12"] = 444, "n.n."

    sitting.read(site(tmp_path, mend))
    panel = sitting.page.panel
    assert panel.good_only.text() == "Import only the good readings (54)…"
    panel.write_good(tmp_path / "left-out.xlsx")
    sitting.rest()
    assert sitting.counts() == (54, 0, 0, 1)
    left = openpyxl.load_workbook(tmp_path / "left-out.xlsx")
    assert left.sheetnames == ["Pressure"]
    rows = list(left["Pressure"].iter_rows(values_only=True))
    heading = [str(title) for title in rows[0]]
    assert [row[heading.index("floor")] for row in rows[1:]] == ["Level-11", "Level-9"]
    for number, value in ((2, 44.4), (3, 31.1)):
        left["Pressure"].cell(number, heading.index("pressure_pa") + 1, value)
    left.save(tmp_path / "mended.xlsx")
    assert read_file(tmp_path / "mended.xlsx").sheets
    sitting.read(tmp_path / "mended.xlsx")
    assert panel.confirm.text() == "Import 2 rows"
    panel.confirm.click()
    sitting.rest()
    assert sitting.counts() == (56, 0, 0, 2)
