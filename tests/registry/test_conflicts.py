"""Two people with a window each on one building: who wrote what is said, both values are shown, no draft is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select, text

from firemode_desktop.models import Door
from firemode_desktop.ui.notices import Kind
from tests.registry.buildings import height
from tests.registry.typing_ import CTRL, KEY, SHIFT, focus, press
from tests.registry.windows import Window

WHEN = r"\d{1,2} \w{3} \d{4} at \d\d:\d\d"


@pytest.fixture
def two(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[tuple[Window, Window]]:
    """One engineer's window and the other's, each with a database of its own."""
    first = Window(qtbot, database_url, tmp_path, "first")
    second = Window(qtbot, database_url, tmp_path, "second", first.building)
    yield first, second
    first.close()
    second.close()


def lines(window: Window) -> list[tuple[str, ...]]:
    """What the panel lists: row, field, theirs, yours, by."""
    return [(line.title, line.field, line.theirs, line.mine, line.who) for line in window.page.clashes.model.rows]


def clash(first: Window, second: Window) -> None:
    """Both write the height of Level-1; the first saves before the other."""
    second.type("floors", "Level-1, Stair-A", "height_m", "3,8")
    first.type("floors", "Level-1, Stair-A", "height_m", "3,6")
    first.save()
    second.save()


def test_that_a_conflict_names_row_field_both_values_who_and_when_and_keeps_the_draft(
    two: tuple[Window, Window],
) -> None:
    first, second = two
    clash(first, second)
    (said,) = second.problems()
    assert re.fullmatch(
        rf"Level-1, Stair-A, height above ground: First wrote 3\.60 m on {WHEN}; you typed 3\.80 m\."
        r" Your entries are kept\.",
        said,
    )
    assert lines(second) == [("Level-1, Stair-A", "Height above ground", "3.60 m", "3.80 m", "First")]
    assert second.page.clashes.isVisible()
    assert second.page.clashes.heading.text() == "1 entry was changed by somebody else too"
    assert second.page.save_button.text() == "Save 1 row"
    assert height(first.database) == Decimal("3.60")


def test_that_the_time_is_told_by_the_clock_of_the_building(two: tuple[Window, Window]) -> None:
    first, second = two
    first.database.run(lambda session: session.execute(text("UPDATE buildings SET timezone = 'Australia/Perth'")))
    second.reload()
    clash(first, second)
    at = first.database.run(
        lambda session: session.scalar(
            text(
                "SELECT to_char(max(at) AT TIME ZONE 'Australia/Perth', 'FMDD Mon YYYY \"at\" HH24:MI')"
                " FROM audit_entries"
            )
        )
    )
    assert second.page.clashes.model.rows[0].when == at


def test_that_theirs_is_taken_by_keyboard_and_can_be_undone(two: tuple[Window, Window]) -> None:
    first, second = two
    clash(first, second)
    press(KEY.Key_F8, CTRL | SHIFT)
    assert focus() is second.page.clashes.list
    press(KEY.Key_T)
    assert not second.page.clashes.isVisible()
    assert second.page.save_button.text() == "Saved"
    assert focus() is second.page.panes["floors"].grid, "one goes on in the grid"
    press(KEY.Key_Z, CTRL)
    assert second.page.save_button.text() == "Save 1 row"
    second.save()
    assert height(first.database) == Decimal("3.80")


def test_that_mine_is_kept_by_keyboard_and_written_by_the_next_save(two: tuple[Window, Window]) -> None:
    first, second = two
    clash(first, second)
    press(KEY.Key_F8, CTRL | SHIFT)
    press(KEY.Key_K)
    assert not second.page.clashes.isVisible()
    second.save()
    assert height(first.database) == Decimal("3.80")
    assert len(second.problems()) == 1


def test_that_the_form_offers_both_as_well(two: tuple[Window, Window]) -> None:
    first, second = two
    clash(first, second)
    second.type("floors", "Level-1, Stair-A", "height_m", "")
    box = second.page.panes["floors"].form.boxes[3]
    assert second.page.panes["floors"].sheet.why(1, 3) == "Somebody else wrote 3.60 here meanwhile."
    take, keep = box.offers.findChildren(QPushButton)
    assert (take.text(), keep.text()) == ("Take theirs", "Keep mine")
    take.click()
    assert second.page.save_button.text() == "Saved"
    assert not second.page.clashes.isVisible()


def test_that_many_cells_are_settled_at_once_either_way(two: tuple[Window, Window]) -> None:
    first, second = two
    for window, words in ((second, "4"), (first, "3")):
        window.type("floors", "Level-1, Stair-A", "height_m", words)
        window.type("floors", "Level-2, Stair-A", "height_m", f"{words},9")
        window.type("doors", "D-1, Stair-A", "width_m", f"0,{words}")
    first.save()
    second.save()
    assert [line[:2] for line in lines(second)] == [
        ("Level-1, Stair-A", "Height above ground"),
        ("Level-2, Stair-A", "Height above ground"),
        ("D-1, Stair-A", "Width"),
    ]
    all_theirs = next(each for each in second.page.clashes.buttons if each.text() == "Take all theirs")
    all_theirs.click()
    assert second.page.save_button.text() == "Saved"
    assert not second.page.clashes.isVisible()
    second.use()
    second.page.panes["doors"].grid.setFocus()
    press(KEY.Key_Z, CTRL)
    assert second.page.save_button.text() == "Save 3 rows", "taking them was one step"
    second.save()
    assert height(first.database, "Level-2") == Decimal("4.90")


def test_that_each_cell_is_settled_by_itself_and_enter_leads_to_it(two: tuple[Window, Window]) -> None:
    first, second = two
    for window, words in ((second, "4"), (first, "3")):
        window.type("floors", "Level-1, Stair-A", "height_m", words)
        window.type("doors", "D-1, Stair-A", "width_m", f"0,{words}")
    first.save()
    second.save()
    press(KEY.Key_F8, CTRL | SHIFT)
    press(KEY.Key_K)
    assert [line[0] for line in lines(second)] == ["D-1, Stair-A"]
    assert focus() is second.page.clashes.list
    second.page.show_register("stairs")
    press(KEY.Key_F8, CTRL | SHIFT)
    press(KEY.Key_Return)
    assert (second.page.current, second.page.panes["doors"].grid.place) == ("doors", (1, 6))
    press(KEY.Key_F8, CTRL | SHIFT)
    press(KEY.Key_T)
    second.save()
    assert height(first.database) == Decimal("4.00")
    assert first.database.run(
        lambda session: session.scalar(select(func.min(Door.width_m)).where(Door.door_identifier == "D-1"))
    ) == Decimal("0.30")


def test_that_what_both_wrote_alike_is_no_clash(two: tuple[Window, Window]) -> None:
    first, second = two
    for window in (second, first):
        window.type("floors", "Level-1, Stair-A", "height_m", "3,6")
    first.save()
    second.save()
    assert lines(second) == []
    assert second.page.save_button.text() == "Saved"


def test_that_another_field_of_the_same_row_says_who_and_is_saved_beside_it_next_time(
    two: tuple[Window, Window],
) -> None:
    first, second = two
    second.type("floors", "Level-1, Stair-A", "height_m", "3,8")
    first.type("floors", "Level-1, Stair-A", "floor_level", "Mezzanine")
    first.save()
    second.save()
    (said,) = second.problems()
    assert re.fullmatch(rf"Mezzanine, Stair-A was also changed by First on {WHEN}\. Your entries are kept\.", said)
    assert not second.page.clashes.isVisible()
    second.save()
    assert height(first.database, "Mezzanine") == Decimal("3.80")


def test_that_a_row_the_other_one_removed_is_kept_here_and_added_again_or_let_go(two: tuple[Window, Window]) -> None:
    first, second = two
    second.type("doors", "D-0, Stair-A", "width_m", "1")
    first.type("doors", "D-0, Stair-A", "width_m", "")
    press(KEY.Key_Minus, CTRL)
    first.save()
    second.save()
    (said,) = second.problems()
    assert re.fullmatch(rf"D-0, Stair-A was removed by First on {WHEN}\. Your entries are kept\.", said)
    assert lines(second) == [("D-0, Stair-A", "the whole row", "removed it", "changed it", "First")]
    press(KEY.Key_F8, CTRL | SHIFT)
    press(KEY.Key_T)
    assert second.page.save_button.text() == "Saved"
    press(KEY.Key_Z, CTRL)
    second.save()
    widths = (
        "SELECT d.width_m FROM doors d JOIN stairs USING (stair_id)"
        " WHERE (door_identifier, stair_name) = ('D-0', 'Stair-A')"
    )
    assert first.database.run(lambda session: session.scalar(text(widths))) == Decimal(1)


def test_that_a_row_that_was_changed_elsewhere_is_not_removed_unasked(two: tuple[Window, Window]) -> None:
    first, second = two
    second.type("doors", "D-0, Stair-A", "width_m", "")
    press(KEY.Key_Minus, CTRL)
    first.type("doors", "D-0, Stair-A", "width_m", "1")
    first.save()
    second.save()
    assert lines(second) == [("D-0, Stair-A", "the whole row", "changed it", "removed it", "First")]
    press(KEY.Key_F8, CTRL | SHIFT)
    press(KEY.Key_T)
    assert second.page.save_button.text() == "Saved", "the row is kept as the other one left it"
    assert not second.page.clashes.isVisible()


def test_that_a_change_by_another_program_is_told_with_its_login(two: tuple[Window, Window]) -> None:
    first, second = two
    second.type("floors", "Level-1, Stair-A", "height_m", "3,8")
    first.database.run(lambda session: session.execute(text("UPDATE floors SET height_m = 3.7 WHERE floor_number = 1")))
    login = first.database.run(lambda session: session.scalar(text("SELECT session_user")))
    second.save()
    (said,) = second.problems()
    assert f": another program (database login “{login}”) wrote 3.70 m on " in said
    assert lines(second)[0][4] == f"another program (database login “{login}”)"


def test_that_what_arrives_by_itself_is_said_once_and_leads_to_the_panel(two: tuple[Window, Window]) -> None:
    first, second = two
    second.type("floors", "Level-1, Stair-A", "height_m", "3,8")
    first.type("floors", "Level-1, Stair-A", "height_m", "3,6")
    first.save()
    second.reload()
    warnings = [notice for notice in second.said if notice.kind is Kind.WARNING]
    assert [notice.text for notice in warnings] == [
        "Level-1, Stair-A, height above ground: somebody else wrote 3.60 m, you typed 3.80 m. Your entries are kept."
    ]
    ((word, go),) = warnings[0].actions
    assert word == "Decide"
    second.use()
    go()
    assert focus() is second.page.clashes.list
    second.reload()
    assert len(lines(second)) == 1
