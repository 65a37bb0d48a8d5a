"""Baselines entered by hand, with real keys: the matrix as a spreadsheet, the doorway, the foot, what is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from firemode_desktop.domain.baseline_draft import Draft, Typed
from firemode_desktop.domain.baselines import Location
from firemode_desktop.imports.baselines.entered import NO_DATE, plan_entered
from firemode_desktop.models import Building
from firemode_desktop.services import importing
from firemode_desktop.services.baselines import survey_at
from firemode_desktop.ui.baselines.page import EMPTY, MATRIX
from firemode_desktop.ui.notices import Kind
from tests.ui_baselines.conftest import NOW, Sitting
from tests.ui_baselines.test_importing import imported

KEY, MOD = Qt.Key, Qt.KeyboardModifier
PRESSURE, VELOCITY, FORCE = range(3)


@pytest.fixture
def desk(sitting: Sitting) -> Sitting:
    """The page on the pilot building without baselines, its empty matrix shown, the cursor top left."""
    assert sitting.page._stack.currentIndex() == EMPTY
    sitting.page.first_entry.click()
    go(sitting, 0, 1)
    return sitting


@pytest.fixture
def full(sitting: Sitting) -> Sitting:
    """The page with the pilot's baselines on record."""
    imported(sitting)
    go(sitting, 0, 1)
    return sitting


def go(sitting: Sitting, row: int, column: int) -> None:
    grid = sitting.page.matrix
    grid.setCurrentIndex(grid.baselines.index(row, column))
    grid.setFocus()


def keys(sitting: Sitting, *pressed: str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    """Press keys wherever the keyboard is."""
    for one in pressed:
        at: QWidget = QApplication.focusWidget() or sitting.page
        if isinstance(one, str):
            for letter in one:
                QTest.keyClicks(QApplication.focusWidget() or at, letter)
        elif isinstance(one, tuple):
            QTest.keyClick(at, *one)
        else:
            QTest.keyClick(at, one)


def first_case(sitting: Sitting) -> int:
    """The first column of values."""
    return next(at for at, one in enumerate(sitting.page.matrix.baselines.columns) if one.what == "case")


def shown(sitting: Sitting, row: int, column: int) -> str:
    return str(sitting.page.matrix.baselines.index(row, column).data() or "")


def typed(sitting: Sitting) -> list[str]:
    """Every text of the draft."""
    return [text for one in sitting.page.desk.draft.cells.values() for text in one.texts]


def commissioned(sitting: Sitting, day: str = "15 Jan 2024") -> None:
    """Type the day into the foot."""
    field = sitting.page.bar.fields["commissioned_date"]
    field.setFocus()
    keys(sitting, day)
    rest(sitting)


def save(sitting: Sitting) -> None:
    QTest.keyClick(sitting.page, KEY.Key_S, MOD.ControlModifier)
    rest(sitting)


def rest(sitting: Sitting) -> None:
    """Wait until it is worked out what saving would do, and nothing runs any more."""
    sitting.qtbot.waitUntil(lambda: not sitting.page.desk.due, timeout=20_000)
    sitting.rest()


def test_that_an_empty_building_can_be_typed_in_and_saved_as_one_import(desk: Sitting) -> None:
    assert desk.page._stack.currentIndex() == MATRIX
    assert desk.page.matrix.hasFocus()
    keys(desk, "45,2", KEY.Key_Return, "46", KEY.Key_Tab, "12.5", KEY.Key_Return)
    rest(desk)
    assert typed(desk) == ["45,2", "46", "12.5"]
    assert desk.page.bar.isVisible()
    assert (desk.page.bar.counts.text(), desk.page.bar.reason.text()) == ("3 new", NO_DATE)
    commissioned(desk)
    assert (desk.page.bar.counts.text(), desk.page.bar.reason.text()) == ("3 new", "")
    save(desk)
    assert desk.counts() == (3, 0, 0, 1)
    assert desk.ask("SELECT file_name, rows_read, rows_new, rows_changed, length(file_sha256) FROM import_batches") == [
        ("entered by hand", 3, 3, 0, 64)
    ]
    found = desk.ask(
        "SELECT pressure_pa, commissioned_date, source_ref FROM baseline_pressure_differentials ORDER BY 1"
    )
    assert found == [(Decimal(value), date(2024, 1, 15), "entered by hand") for value in ("12.50", "45.20", "46.00")]
    assert desk.page.unsaved() is None
    assert not desk.page.bar.isVisible()
    assert shown(desk, 0, 1) == "45.2"
    assert desk.said[-1].text == "Saved: 3 new."


def test_that_keys_move_as_in_a_spreadsheet(desk: Sitting) -> None:
    grid = desk.page.matrix
    keys(desk, "45", KEY.Key_Tab, "46", KEY.Key_Tab, "47", KEY.Key_Return)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 1)
    assert [shown(desk, 0, column) for column in (1, 2, 5)] == ["45", "46", "47"]
    keys(desk, (KEY.Key_Return, MOD.ShiftModifier))
    assert grid.currentIndex().row() == 0
    keys(desk, KEY.Key_F2, "9", KEY.Key_Escape)
    assert shown(desk, 0, 1) == "45"
    keys(desk, KEY.Key_F2, ".5", KEY.Key_Return)
    assert shown(desk, 0, 1) == "45.5"
    keys(desk, "50", KEY.Key_Down)
    assert (shown(desk, 1, 1), grid.currentIndex().row()) == ("50", 2)


def test_that_delete_and_a_blank_entry_take_a_cell_back_to_what_is_on_record(full: Sitting) -> None:
    before = shown(full, 0, 1)
    keys(full, "61", KEY.Key_Return)
    assert shown(full, 0, 1) == "61"
    go(full, 0, 1)
    keys(full, KEY.Key_Delete)
    assert shown(full, 0, 1) == before
    keys(full, "62", KEY.Key_Return)
    go(full, 0, 1)
    keys(full, KEY.Key_F2, *[KEY.Key_Backspace] * 4, KEY.Key_Return)
    assert shown(full, 0, 1) == before
    assert full.page.desk.draft.cells == {}
    assert full.counts()[0] == 60


def test_that_a_typed_cell_says_old_and_new_and_how_it_stands_at_every_key(full: Sitting) -> None:
    before = shown(full, 0, 1)
    look = full.page.entering.look
    keys(full, "1")
    assert look.isVisible()
    assert look.verdict.text().startswith("1 Pa cannot be: a baseline is 10 to 100 Pa.")
    keys(full, "8")
    assert look.change.text() == f"{before} → 18.0 Pa"
    assert look.verdict.text() == "18 Pa is below 20 to 80 Pa"
    keys(full, "0")
    assert look.verdict.text() == "180 Pa cannot be: a baseline is 10 to 100 Pa."
    keys(full, KEY.Key_Backspace, KEY.Key_Backspace, "98")
    keys(full, KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_Backspace, "80", KEY.Key_Return)
    go(full, 0, 1)
    assert look.verdict.text() == "within SP-01 (20 to 80 Pa)"
    name = full.page.matrix.baselines.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert name == f"Stair-A, Level-14, all doors closed: 80 Pa typed, was {before}: within SP-01 (20 to 80 Pa)"


def test_that_another_unit_is_offered_and_taken_only_when_accepted(desk: Sitting) -> None:
    keys(desk, "0.18 inwg", KEY.Key_Return)
    commissioned(desk)
    assert desk.page.bar.counts.text() == "1 cannot be saved"
    save(desk)
    assert desk.counts() == (0, 0, 0, 0)
    go(desk, 0, 1)
    assert desk.page.entering.look.offer.text() == "Use 44.84 Pa"
    keys(desk, (KEY.Key_Return, MOD.ControlModifier))
    assert shown(desk, 0, 1) == "44.84"
    go(desk, 1, 1)
    keys(desk, "0.2 inwg", (KEY.Key_Return, MOD.ControlModifier))
    assert shown(desk, 1, 1) == "49.82"
    desk.page.stack.undo()
    assert shown(desk, 1, 1) == "0.2 inwg"


def test_that_a_block_is_pasted_and_what_cannot_be_taken_is_named(desk: Sitting) -> None:
    QGuiApplication.clipboard().setText("45\t12\n46\tabc\n47\t14\n")
    keys(desk, (KEY.Key_V, MOD.ControlModifier))
    assert [[shown(desk, row, column) for column in (1, 2)] for row in range(3)] == [
        ["45", "12"],
        ["46", "abc"],
        ["47", "14"],
    ]
    assert desk.said[-1].kind is Kind.WARNING
    assert desk.said[-1].text == (
        "1 of 6 pasted values cannot be saved as they are; the first: "
        "Stair-A, Level-13, evacuation doors open: “abc” is not a number."
    )
    desk.page.stack.undo()
    assert typed(desk) == []
    go(desk, 14, 5)
    QGuiApplication.clipboard().setText("45\t12\t9\n46\t13\t9\n")
    keys(desk, (KEY.Key_V, MOD.ControlModifier))
    assert typed(desk) == ["45", "12"]
    assert desk.said[-1].text == "4 pasted values have no location here and were left out."


def test_that_a_range_is_copied_filled_down_and_one_value_pasted_into_all_of_it(full: Sitting) -> None:
    keys(full, "50", KEY.Key_Tab, "20", KEY.Key_Return)
    go(full, 0, 1)
    shift = MOD.ShiftModifier
    keys(full, (KEY.Key_Right, shift), (KEY.Key_Down, shift), (KEY.Key_Down, shift))
    keys(full, (KEY.Key_D, MOD.ControlModifier))
    assert [[shown(full, row, column) for column in (1, 2)] for row in range(3)] == [["50", "20"]] * 3
    keys(full, (KEY.Key_C, MOD.ControlModifier))
    assert QGuiApplication.clipboard().text() == "50\t20\n" * 3
    QGuiApplication.clipboard().setText("33")
    keys(full, (KEY.Key_V, MOD.ControlModifier))
    assert typed(full) == ["33"] * 6
    keys(full, KEY.Key_Delete)
    assert typed(full) == []


def test_that_the_doorway_is_typed_point_by_point_with_its_mean(desk: Sitting) -> None:
    desk.page.tabs.choose(VELOCITY)
    go(desk, 0, first_case(desk))
    rest(desk)
    look, drawing = desk.page.entering.look, desk.page.side.drawing
    keys(desk, KEY.Key_F6)
    assert QApplication.focusWidget() is drawing.edits[0]
    for text in ("1.2", "1.3", "1.1", "1.15"):
        keys(desk, text, KEY.Key_Return)
    assert QApplication.focusWidget() is drawing.edits[4]
    assert look.points.text() == "mean of 4 points 1.188 m/s · lowest 1.1 at point 3 · spread 0.2"
    assert look.verdict.text() == "Points 5, 6, 7, 8, 9 are missing: all nine are needed."
    for text in ("1.25", "1.18", "1.08", "1.12"):
        keys(desk, text, KEY.Key_Return)
    keys(desk, "1,05")
    assert look.points.text() == "mean 1.159 m/s · lowest 1.05 at point 9 · spread 0.25"
    assert look.verdict.text().startswith("within ")
    row = desk.page.matrix.currentIndex().row()
    keys(desk, KEY.Key_Return)
    assert desk.page.matrix.currentIndex().row() == row + 1
    assert QApplication.focusWidget() is drawing.edits[0]
    assert drawing.edits[0].text() == ""
    commissioned(desk)
    save(desk)
    [(value, points)] = desk.ask(
        "SELECT velocity_ms, jsonb_array_length(measurement_points) FROM baseline_air_velocities"
    )
    assert (value, points) == (Decimal("1.159"), 9)


def test_that_nine_numbers_pasted_fill_the_points(desk: Sitting) -> None:
    nine = ["1.2", "1.3", "1.1", "1.15", "1.25", "1.18", "1.08", "1.12", "1.05"]
    block = "\n".join("\t".join(nine[at : at + 3]) for at in (0, 3, 6))
    desk.page.tabs.choose(VELOCITY)
    go(desk, 0, first_case(desk))
    drawing = desk.page.side.drawing
    for text in ("\t".join(nine), "\n".join(nine), block):
        QGuiApplication.clipboard().setText(text)
        drawing.edits[4].setFocus()
        keys(desk, (KEY.Key_V, MOD.ControlModifier))
        assert [edit.text() for edit in drawing.edits] == nine
        desk.page.stack.undo()
        assert [edit.text() for edit in drawing.edits] == [""] * 9


def test_that_new_changed_and_history_are_written_as_the_foot_says(full: Sitting) -> None:
    keys(full, "50", KEY.Key_Return, "51", KEY.Key_Return)
    full.page.tabs.choose(FORCE)
    go(full, 0, first_case(full))
    keys(full, "77", KEY.Key_Return)
    commissioned(full, "1 Mar 2025")
    assert full.page.bar.counts.text() == "3 changed"
    assert full.page.bar.fields["measurement_position"].isVisible()
    save(full)
    newest = "ORDER BY recorded_at DESC LIMIT 1"
    assert full.ask(f"SELECT rows_new, rows_changed, rows_read FROM import_batches {newest}") == [(0, 3, 3)]
    assert full.counts()[:3] == (60, 30, 60)
    full.page.tabs.choose(PRESSURE)
    go(full, 0, 1)
    keys(full, "49", KEY.Key_Return)
    commissioned(full, "1 Mar 2010")
    assert full.page.bar.counts.text() == "1 new, 1 of them history"
    save(full)
    assert shown(full, 0, 1) == "50.0"
    assert full.ask("SELECT count(*) FROM baseline_pressure_differentials WHERE commissioned_date = '2010-03-01'") == [
        (1,)
    ]


def test_that_what_was_typed_can_be_taken_back_like_any_import(full: Sitting) -> None:
    before = shown(full, 0, 1)
    keys(full, "50", KEY.Key_Return)
    commissioned(full, "1 Mar 2025")
    save(full)
    assert shown(full, 0, 1) == "50.0"
    listed = full.page.imports.model.rows
    assert listed[0].file_name == "entered by hand"
    full.page.imports.take_back(listed[0].batch_id, "typed into the wrong stair")
    rest(full)
    assert shown(full, 0, 1) == before


def test_that_a_conflict_keeps_what_was_typed(full: Sitting) -> None:
    keys(full, "50", KEY.Key_Return)
    commissioned(full, "1 Mar 2025")
    somebody_else(full, full.page.desk.draft.cells)
    save(full)
    assert full.said[-1].kind is Kind.PROBLEM
    assert "Somebody else has changed baselines" in full.said[-1].text
    assert typed(full) == ["50"]
    assert full.page.unsaved() == "One baseline that was typed is not saved."
    save(full)
    assert typed(full) == []
    assert shown(full, 0, 1) == "50.0"


def somebody_else(sitting: Sitting, cells: Mapping[Location, Typed]) -> None:
    """Write another value for the same locations behind the window's back."""
    draft = Draft({location: Typed(("55",)) for location in cells}, {"commissioned_date": "1 Feb 2025"})

    def job(session: Any) -> None:
        plan = plan_entered(draft, survey_at(session, sitting.building, NOW)).plan
        importing.apply(session, plan, batch_id=uuid4(), by=sitting.tools.person.id)

    told, sitting.database.changed = sitting.database.changed, lambda tables: None
    sitting.database.run(job)
    sitting.database.changed = told


def test_that_discard_forgets_all_and_undo_brings_it_back(desk: Sitting) -> None:
    keys(desk, "45", KEY.Key_Return, "46", KEY.Key_Return)
    desk.page.bar.discard_button.click()
    assert typed(desk) == []
    assert desk.page.unsaved() is None
    desk.page.stack.undo()
    assert typed(desk) == ["45", "46"]
    assert desk.page.unsaved() == "2 typed baselines are not saved."


def test_that_a_day_in_the_future_and_no_day_keep_the_draft_and_name_the_field(desk: Sitting) -> None:
    keys(desk, "45", KEY.Key_Return)
    save(desk)
    assert QApplication.focusWidget() is desk.page.bar.fields["commissioned_date"]
    commissioned(desk, "5/5/2026")
    assert desk.page.bar.reason.text() == "5 May 2026 is in the future; today is 4 May 2026."
    keys(desk, KEY.Key_Tab)
    field = desk.page.bar.fields["commissioned_date"]
    assert isinstance(field, QLineEdit)
    assert field.text() == "5 May 2026"
    save(desk)
    assert desk.counts() == (0, 0, 0, 0)
    assert typed(desk) == ["45"]


def test_that_what_belongs_to_all_is_written_with_each(desk: Sitting) -> None:
    keys(desk, "45", KEY.Key_Return)
    commissioned(desk)
    for name, text in (("commissioned_by", "ABC Fire"), ("commissioning_report_ref", "R-7"), ("temp_c", "21,5")):
        desk.page.bar.fields[name].setFocus()
        keys(desk, text)
    choice = desk.page.bar.fields["provenance"]
    assert isinstance(choice, QComboBox)
    choice.setFocus()
    keys(desk, KEY.Key_Down, KEY.Key_Down)
    save(desk)
    assert desk.ask(
        "SELECT commissioned_by, commissioning_report_ref, provenance, environmental_conditions ->> 'temp_c' "
        "FROM baseline_pressure_differentials"
    ) == [("ABC Fire", "R-7", "reconstructed", "21.5")]


def test_that_another_building_waits_with_its_draft(desk: Sitting) -> None:
    keys(desk, "45", KEY.Key_Return)
    other = desk.database.run(_another_building)
    desk.page.open(other)
    rest(desk)
    assert typed(desk) == []
    assert desk.page.unsaved() == "One baseline that was typed is not saved."
    desk.page.open(desk.building)
    rest(desk)
    assert typed(desk) == ["45"]


def _another_building(session: Any) -> UUID:
    made = Building(name="Second Tower")
    session.add(made)
    session.flush()
    return made.id


def test_that_a_reload_keeps_the_draft_and_the_open_editor(full: Sitting) -> None:
    keys(full, "50", KEY.Key_Return, "51")
    full.page.load()
    rest(full)
    assert typed(full) == ["50", "51"]


def test_that_typing_then_undoing_everything_gives_the_same_matrix(full: Sitting) -> None:
    grid, stack = full.page.matrix, full.page.stack
    cells = [(row, column) for row in (0, 1, 14) for column in (1, 2, 4, 5) if grid.baselines.spot(row, column)]
    before = [[shown(full, row, column) for column in range(6)] for row in range(15)]
    deeds = st.sampled_from(["type", "clear", "fill", "undo", "redo"])

    @given(st.lists(st.tuples(deeds, st.sampled_from(cells), st.sampled_from(["45", "x", "0.2 inwg"])), max_size=12))
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    def does(steps: list[tuple[str, tuple[int, int], str]]) -> None:
        for deed, at, text in steps:
            go(full, *at)
            if deed == "type":
                keys(full, text, KEY.Key_Return)
            elif deed == "clear":
                keys(full, KEY.Key_Delete)
            elif deed == "fill":
                keys(full, (KEY.Key_D, MOD.ControlModifier))
            else:
                stack.undo() if deed == "undo" else stack.redo()
        stack.setIndex(0)
        assert full.page.desk.draft.cells == {}
        assert [[shown(full, row, column) for column in range(6)] for row in range(15)] == before
        stack.clear()

    does()
