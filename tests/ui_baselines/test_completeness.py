"""How complete the baselines are, on the page: section and matrix, filters, advice, and where a value came from."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from firemode_desktop.domain.completeness import ADVISED, Mark
from firemode_desktop.ui.baselines.keys import write_list
from firemode_desktop.ui.overview.kit import rectangle
from tests.ui_baselines.conftest import Sitting
from tests.ui_baselines.test_importing import SHIPPED, altered, imported

PRESSURE, VELOCITY, FORCE, IMPORTS = range(4)
MATRIX, SECTION = range(2)


def site(folder: Path) -> Path:
    """The shipped workbook with a value outside the rule, one off its neighbours, one missing and two of 2019."""
    book = openpyxl.load_workbook(SHIPPED)
    sheet = book["Pressure"]
    sheet["D3"], sheet["D21"] = 18.5, 70
    day = next(cell.column for cell in sheet[1] if cell.value == "commissioned_date")
    for line in (25, 27):
        sheet.cell(line, day).value = sheet.cell(line, day).value.replace(year=2019)
    sheet.delete_rows(40)
    book.save(folder / "site.xlsx")
    return folder / "site.xlsx"


@pytest.fixture
def odd(sitting: Sitting, tmp_path: Path) -> Sitting:
    """The page with that workbook imported."""
    sitting.read(site(tmp_path))
    sitting.page.panel.confirm.click()
    sitting.rest()
    return sitting


def words(sitting: Sitting) -> str:
    return "\n".join(one.text() for one in sitting.page.side.findChildren(QLabel) if one.isVisibleTo(sitting.page.side))


def where(sitting: Sitting) -> tuple[str, str]:
    """Stair and floor of the chosen location."""
    spot = sitting.page.matrix.spot
    assert spot is not None
    return spot.stair, spot.row.level


def slot(sitting: Sitting, stair: str, level: str) -> tuple[object, object]:
    section = sitting.page.canvas.drawing.section
    assert section is not None
    [found] = [
        (shaft.stair_id, cell.floor_id)
        for shaft in section.shafts
        for cell in shaft.cells
        if (shaft.name, cell.level) == (stair, level)
    ]
    return found


def click(sitting: Sitting, stair: str, level: str) -> None:
    drawing = sitting.page.canvas.drawing
    at = drawing.slot(*slot(sitting, stair, level))  # type: ignore[arg-type]
    assert at is not None
    QTest.mouseClick(drawing, Qt.MouseButton.LeftButton, pos=rectangle(at.box).center().toPoint())
    sitting.rest()


def key(sitting: Sitting, text: str) -> None:
    """Press a shortcut of the page."""
    [action] = [one for one in sitting.page.actions() if one.shortcut().toString() == text]
    action.trigger()
    sitting.rest()


def test_that_a_stale_value_says_why_and_is_counted(odd: Sitting) -> None:
    assert odd.page.legend.entries[Mark.STALE].text() == "2 stale"
    assert odd.page.cards[PRESSURE].figure.hint == "1 missing, 2 stale, 1 outside the rule"
    key(odd, "Ctrl+Shift+T")
    assert where(odd) == ("Stair-A", "Level-12")
    assert "Stale: the stair was commissioned anew on 15 Jan 2024; this value is of 15 Jan 2019." in words(odd)


def test_that_only_what_is_asked_for_is_left_and_the_same_key_brings_all_back(odd: Sitting) -> None:
    model = odd.page.matrix.baselines
    assert model.rowCount() == 15
    for keys, rows in (("Ctrl+Shift+M", 1), ("Ctrl+Shift+U", 1), ("Ctrl+Shift+T", 2)):
        key(odd, keys)
        assert model.rowCount() == rows
        spot = odd.page.matrix.spot
        assert spot is not None
        assert model.is_asked_for(spot.cell)
    key(odd, "Ctrl+Shift+T")
    assert model.rowCount() == 15
    key(odd, "Alt+2")
    QTest.mouseClick(odd.page.legend.entries[ADVISED], Qt.MouseButton.LeftButton)
    assert model.rowCount() == 0
    assert odd.page.legend.entries[ADVISED].isChecked()


def test_that_the_section_shows_the_floors_of_the_kind_and_a_click_chooses_in_matrix_and_panel(odd: Sitting) -> None:
    key(odd, "Alt+5")
    drawing = odd.page.canvas.drawing
    assert drawing.isVisible()
    assert not odd.page.matrix.isVisible()
    assert "1 missing, 1 outside the rule" in drawing.accessibleName()
    click(odd, "Stair-B", "Level-3")
    assert where(odd) == ("Stair-B", "Level-3")
    assert odd.page.side.place.text() == "Stair-B · Level-3"
    click(odd, "Stair-A", "Ground")
    assert odd.page.side.margin.text() == "18.5 Pa is below 20 to 80 Pa"
    assert drawing.accessibleDescription().startswith("Stair-A, Ground: all doors closed: 18.5 Pa of 15 Jan 2024, outs")


def test_that_arrow_keys_in_the_section_go_from_floor_to_floor_and_enter_opens_the_matrix(odd: Sitting) -> None:
    key(odd, "Alt+5")
    click(odd, "Stair-A", "Level-3")
    drawing = odd.page.canvas.drawing
    QTest.keyClick(drawing, Qt.Key.Key_Up)
    assert where(odd) == ("Stair-A", "Level-4")
    QTest.keyClick(drawing, Qt.Key.Key_Right)
    assert where(odd) == ("Stair-B", "Level-4")
    QTest.keyClick(drawing, Qt.Key.Key_Return)
    assert odd.page.views.index == MATRIX
    assert odd.page.matrix.hasFocus()
    assert where(odd) == ("Stair-B", "Level-4")


def test_that_what_is_chosen_in_the_matrix_is_chosen_in_the_section(odd: Sitting) -> None:
    view = odd.page.matrix
    view.setCurrentIndex(view.baselines.index(4, 5))
    assert where(odd) == ("Stair-B", "Level-10")
    key(odd, "Alt+5")
    assert odd.page.canvas.drawing.selected == slot(odd, "Stair-B", "Level-10")


def test_that_all_kinds_are_counted_together_and_lead_to_the_gravest_of_any_kind(odd: Sitting) -> None:
    key(odd, "Alt+3")
    key(odd, "Alt+5")
    ground = slot(odd, "Stair-A", "Ground")[1]
    assert odd.page.canvas.drawing.marks.floors[ground].figure == "2/2"  # type: ignore[index]
    key(odd, "Alt+6")
    assert odd.page.canvas.drawing.marks.floors[ground].figure == "5/5"  # type: ignore[index]
    assert odd.page.heading.text() == "All kinds"
    assert odd.page.legend.entries[Mark.OUTSIDE].text() == "1 outside the rule"
    click(odd, "Stair-A", "Level-2")
    assert odd.page.tabs.index == FORCE
    click(odd, "Stair-A", "Ground")
    assert odd.page.tabs.index == PRESSURE
    assert odd.page.side.value.text() == "18.5"


def test_that_readings_that_agree_are_said_to(sitting: Sitting) -> None:
    imported(sitting)
    assert sitting.page.advice.nothing.isVisible()
    assert sitting.page.advice.nothing.text() == "The readings agree with each other."
    assert sitting.page.advice.compared.text().startswith("64 checks were made")
    assert not sitting.page.advice.list.isVisible()


def test_that_the_advice_leads_to_its_location_in_whatever_kind_or_filter_one_is(odd: Sitting) -> None:
    entries = odd.page.advice.list.advice.entries
    assert odd.page.advice.heading.text() == f"Advice · {len(entries)}"
    [place] = [n for n, one in enumerate(entries) if "Level-9 reads 70 Pa where" in one.advice.message]
    key(odd, "Alt+2")
    listed = odd.page.advice.list
    box = listed.visualRect(listed.advice.index(place, 0))
    listed.scrollTo(listed.advice.index(place, 0))
    box = listed.visualRect(listed.advice.index(place, 0))
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 20, box.top() + 10))
    odd.rest()
    assert odd.page.tabs.index == PRESSURE
    assert where(odd) == ("Stair-A", "Level-9")
    assert "wrong floor, blocked tube or open door?" in odd.page.side.doubts.text()
    key(odd, "Ctrl+Shift+M")
    key(odd, "F9")
    assert odd.page.legend.only is None or odd.page.matrix.spot is not None
    assert odd.page.matrix.spot is not None
    assert odd.page.matrix.spot.cell.location in odd.page.matrix.baselines.advised


def test_that_advice_is_read_to_who_cannot_see_it(odd: Sitting) -> None:
    model = odd.page.matrix.baselines
    told = model.index(14, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Ground reads 18.5 Pa where its neighbours say 46" in told
    first = odd.page.advice.list.advice.index(0, 0)
    assert str(first.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Wrong floor? Stair-A · Ground")


def test_that_a_correction_names_what_it_was_and_leads_to_its_import(sitting: Sitting, tmp_path: Path) -> None:
    imported(sitting)
    sitting.read(altered(tmp_path, {"D3": 41.9}))
    sitting.page.panel.confirm.click()
    sitting.rest()
    model = sitting.page.matrix.baselines
    sitting.page.matrix.setCurrentIndex(model.index(14, 1))
    sitting.rest()
    assert "Corrected from\n44.5 Pa" in words(sitting)
    ways = [one for one in sitting.page.side.findChildren(QPushButton) if one.text() == "Show the import"]
    assert [one.accessibleName() for one in ways] == [
        "Show the import site.xlsx of 15 Jan 2024",
        "Show the import pilot-baseline.xlsx of 15 Jan 2024",
    ]
    ways[1].click()
    assert sitting.page.tabs.index == IMPORTS
    batch = sitting.page.imports.list.current
    assert batch is not None
    assert batch.file_name == "pilot-baseline.xlsx"


def test_that_the_history_is_copied_as_text(sitting: Sitting) -> None:
    imported(sitting)
    sitting.page.matrix.setCurrentIndex(sitting.page.matrix.baselines.index(14, 1))
    sitting.rest()
    key(sitting, "Ctrl+Shift+C")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Stair-A · Ground · All doors closed\n\n44.5 Pa, in force\n  Commissioned: 15 Jan 2024")
    assert "From: pilot-baseline.xlsx · Pressure!D3" in copied
    assert sitting.said[-1].text == "The history of the location is on the clipboard."


def test_that_ctrl_c_copies_the_history_in_the_panel_and_the_cell_in_the_matrix(sitting: Sitting) -> None:
    imported(sitting)
    matrix = sitting.page.matrix
    matrix.setCurrentIndex(matrix.baselines.index(14, 1))
    sitting.rest()
    panel = next(one for one in sitting.page.side.findChildren(QScrollArea))
    panel.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Stair-A · Ground · All doors closed")
    matrix.setFocus()
    QTest.keyClick(matrix, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().strip() == "44.5"


def test_that_a_location_without_any_record_says_so(odd: Sitting) -> None:
    key(odd, "Ctrl+Shift+M")
    assert "missing: no baseline is on record" in words(odd)
    assert "Nothing was ever recorded here." in words(odd)


def test_that_the_completeness_list_is_written_as_it_is_shown(odd: Sitting, tmp_path: Path) -> None:
    write_list(odd.page, tmp_path / "list.xlsx")
    odd.rest()
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    marks = [row[5].value for row in book["Locations"].iter_rows(min_row=2)]
    assert [marks.count(mark) for mark in ("missing", "stale", "outside the rule")] == [1, 2, 1]
    assert odd.said[-1].text == "The completeness list is in list.xlsx."
