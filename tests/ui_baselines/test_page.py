"""The page of baselines: what it shows, what it tells of a location, and taking an import back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from firemode_desktop.domain.completeness import Mark
from firemode_desktop.imports.files.workbook import read_file
from firemode_desktop.services import generating
from firemode_desktop.services.baselines import history
from firemode_desktop.ui.baselines.page import EMPTY, MATRIX
from firemode_desktop.ui.notices import Kind
from firemode_desktop.ui.workspace import Place
from tests.ui_baselines.conftest import NOW, Sitting
from tests.ui_baselines.test_importing import altered, imported

PRESSURE, VELOCITY, FORCE, IMPORTS = range(4)


def words(sitting: Sitting) -> str:
    """Everything the side panel says."""
    return "\n".join(one.text() for one in sitting.page.side.findChildren(QLabel) if one.isVisible())


def test_that_a_building_without_baselines_says_what_to_do_next(sitting: Sitting) -> None:
    assert sitting.page._stack.currentIndex() == EMPTY
    assert sitting.page.first_import.isVisible()
    assert sitting.page.first_template.isVisible()
    sitting.page.first_import.click()
    assert sitting.page.panel.isVisible()
    assert sitting.page.panel.choose_button.hasFocus()


def test_that_the_matrix_has_the_highest_floor_first_and_both_cases_of_both_stairs(sitting: Sitting) -> None:
    imported(sitting)
    model = sitting.page.matrix.baselines
    assert model.rowCount() == 15
    assert [model.index(row, 0).data() for row in (0, 14)] == ["Level-14", "Ground"]
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    case = ["All doors closed, Pa", "Evac doors open, Pa"]
    assert titles == ["Floor", *case, "", "Floor", *case]
    assert model.index(14, 1).data() == "44.5"
    name = model.index(14, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert name == "Stair-A, Ground, all doors closed: 44.5 Pa of 15 Jan 2024, present"


def test_that_missing_and_outside_are_marked_in_words(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(altered(tmp_path, {"D3": 18.5, "D4": 444}))
    sitting.page.panel.write_good(tmp_path / "left-out.xlsx")
    sitting.rest()
    assert sitting.page.cards[PRESSURE].figure.value == "59 / 60"
    assert sitting.page.cards[PRESSURE].figure.hint == "1 missing, 1 outside the rule"
    model = sitting.page.matrix.baselines
    described = [model.index(14, column).data(Qt.ItemDataRole.ToolTipRole) for column in (1, 2)]
    assert "18.5 Pa of 15 Jan 2024, outside the rule" in described[0]
    assert described[1].endswith("missing")
    assert sitting.page.legend.entries[Mark.OUTSIDE].text() == "1 outside the rule"


def test_that_the_cursor_goes_to_what_needs_attention_and_the_panel_tells_why(sitting: Sitting, tmp_path: Path) -> None:
    sitting.read(altered(tmp_path, {"D3": 18.5}))
    sitting.page.panel.confirm.click()
    sitting.rest()
    assert sitting.page.side.place.text() == "Stair-A · Ground"
    assert sitting.page.side.margin.text() == "18.5 Pa is below 20 to 80 Pa"


def test_that_the_history_tells_who_when_and_from_which_cell(sitting: Sitting, tmp_path: Path) -> None:
    imported(sitting)
    sitting.read(altered(tmp_path, {"D3": 41.9}))
    sitting.page.panel.confirm.click()
    sitting.rest()
    model = sitting.page.matrix.baselines
    sitting.page.matrix.setCurrentIndex(model.index(14, 1))
    sitting.rest()
    said = words(sitting)
    assert "41.9" in said
    assert "site.xlsx · Pressure!D3" in said
    assert "ABC Fire Engineering" in said
    assert "Engineer One" in said
    assert "REP-2024-001" in said
    assert "44.5 Pa" in said
    assert "corrected the same day" in said
    assert "pilot-baseline.xlsx · Pressure!D3" in said


def test_that_a_velocity_shows_its_nine_points_and_their_mean(sitting: Sitting) -> None:
    imported(sitting)
    sitting.page.tabs.choose(VELOCITY)
    sitting.rest()
    assert sitting.page.side.drawing.isVisible()
    assert sitting.page.side.mean.text() == "mean 1.128 m/s · lowest 1.02 at point 9"
    assert sitting.page.side.drawing.accessibleName().startswith("Nine points in m/s: point 1 1.18, point 2 1.26")


def test_that_a_door_leads_to_its_force(sitting: Sitting) -> None:
    imported(sitting)
    [(door, floor)] = sitting.ask("SELECT door_id, floor_id FROM doors WHERE door_identifier = 'D-Level-8-Stair-B'")
    sitting.page.show_location(Place(door_id=door, floor_id=floor))
    sitting.rest()
    assert sitting.page.tabs.index == FORCE
    assert sitting.page.side.place.text() == "Stair-B · Level-8"


def test_that_arrow_keys_pass_over_what_is_no_location(sitting: Sitting) -> None:
    imported(sitting)
    view = sitting.page.matrix
    view.setCurrentIndex(view.baselines.index(0, 2))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.spot is not None
    assert (view.spot.stair, view.spot.row.level, view.currentIndex().column()) == ("Stair-B", "Level-14", 5)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.currentIndex().column() == 2
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.spot.row.level == "Level-13"


def test_that_the_template_comes_back_unchanged(sitting: Sitting, tmp_path: Path) -> None:
    imported(sitting)
    sitting.page.write_template(tmp_path / "template.xlsx")
    sitting.rest()
    assert [sheet.name for sheet in read_file(tmp_path / "template.xlsx").sheets][:3] == [
        "Pressure",
        "Velocity",
        "Door force",
    ]
    sitting.read(tmp_path / "template.xlsx")
    assert sitting.page.panel.verdict.text() == "Nothing to write: all 150 rows are on record already."


def take_back(sitting: Sitting, reason: str) -> None:
    """As a person does from the notice of an import."""
    sitting.said[-1].actions[0][1]()
    assert sitting.page.imports.question.isVisible()
    sitting.page.imports.question.field.setText(reason)
    sitting.page.imports.question.answer()
    sitting.rest()


def test_that_an_import_is_taken_back_from_its_notice(sitting: Sitting) -> None:
    imported(sitting)
    take_back(sitting, "Wrong building")
    assert sitting.counts() == (0, 0, 0, 1)
    assert sitting.said[-1].text == "150 baselines withdrawn, 0 hold again."
    assert sitting.page._stack.currentIndex() == MATRIX
    assert sitting.page.cards[PRESSURE].figure.hint == "60 missing"
    listed = sitting.page.imports.model
    assert "Wrong building" in listed.text(0, [column.name for column in listed.columns].index("state"))
    assert not sitting.page.imports.back.isEnabled()


def test_that_expected_tests_do_not_hold_an_import_but_are_named(sitting: Sitting) -> None:
    imported(sitting)
    sitting.database.run(
        lambda session: generating.generate(session, sitting.building, "annual", today=NOW.date(), at=NOW)
    )
    take_back(sitting, "Wrong building")
    assert sitting.said[-1].kind is Kind.WARNING
    assert "generate the expected tests again" in sitting.said[-1].text


def test_that_a_refusal_is_listed_in_words(sitting: Sitting, tmp_path: Path) -> None:
    imported(sitting)
    first = sitting.said[-1]
    sitting.read(altered(tmp_path, {"D3": 41.9}))
    sitting.page.panel.confirm.click()
    sitting.rest()
    sitting.said.append(first)
    take_back(sitting, "Wrong building")
    assert sitting.page.imports.refusal.text() == "This import cannot be taken back:"
    assert sitting.page.imports.reasons.text() == "· A pressure baseline of 15 Jan 2024 (site.xlsx) came after it"
    assert sitting.counts() == (60, 30, 60, 2)


def test_that_a_withdrawn_baseline_stays_in_the_history_with_its_reason(sitting: Sitting) -> None:
    imported(sitting)
    matrix = sitting.page.shown_matrix
    assert matrix is not None
    location = matrix.cells[0].location
    take_back(sitting, "Wrong building")
    told = sitting.database.run(lambda session: history(session, location))
    assert told.current is None
    [one] = told.recorded
    assert (one.value, one.withdrawn_reason, one.withdrawn_by) == (Decimal("43.20"), "Wrong building", "Engineer One")
    sitting.page.tabs.choose(PRESSURE)
    sitting.page.matrix.choose(location)
    sitting.rest()
    assert "On record, but not in force" in words(sitting)
    assert "Wrong building" in words(sitting)
