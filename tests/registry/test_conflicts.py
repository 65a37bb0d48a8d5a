"""Two people with a window each on one building: who wrote what is said, both values are shown, no draft is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select, text

from firemode_desktop.database import Database
from firemode_desktop.domain.names import folded
from firemode_desktop.models import Door, Floor, Stair, User
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.commands import Commands
from firemode_desktop.ui.notices import Kind, Notice, Notices
from firemode_desktop.ui.registry.page import RegistersPage
from firemode_desktop.ui.undo import UndoGroup
from firemode_desktop.ui.workspace import Person, Tools
from tests.registry.buildings import build
from tests.registry.typing_ import CTRL, KEY, SHIFT, focus, press, type_

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
WHEN = r"\d{1,2} \w{3} \d{4} at \d\d:\d\d"


@dataclass
class Window:
    """One person's page."""

    page: RegistersPage
    database: Database
    background: Background
    qtbot: QtBot
    said: list[Notice] = field(default_factory=list)

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.background.running, timeout=10_000)
        QApplication.processEvents()

    def use(self) -> None:
        """The person sits down at this window."""
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        QApplication.processEvents()

    def type(self, register: str, row: str, column: str, words: str) -> None:
        """Type into a cell of the row of that name."""
        self.use()
        self.page.show_register(register)
        pane = self.page.panes[register]
        at = next(place for place in range(pane.sheet.rows) if self.title(register, place) == row)
        pane.grid.show_cell(at, pane.register.columns[column])
        pane.grid.setFocus()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is pane.grid)
        if words:
            type_(words)
            press(KEY.Key_Return)

    def title(self, register: str, place: int) -> str:
        row = self.page.panes[register].sheet.row(place)
        assert row is not None
        return self.page.desk.draft.title(register, row)

    def save(self) -> None:
        self.use()
        press(KEY.Key_S, CTRL)
        self.rest()
        self.rest()

    def reload(self) -> None:
        self.page.load()
        self.rest()
        self.rest()

    def lines(self) -> list[tuple[str, ...]]:
        """What the panel lists: row, field, theirs, yours, by."""
        lines = self.page.clashes.model.rows
        return [(line.title, line.field, line.theirs, line.mine, line.who) for line in lines]

    def problems(self) -> list[str]:
        return [notice.text for notice in self.said if notice.kind is Kind.PROBLEM]


def person(database: Database, username: str) -> Person:
    def job(session: object) -> UUID:
        user = User(username=username, full_name=username.title(), role="engineer")
        session.add(user)  # type: ignore[attr-defined]
        session.flush()  # type: ignore[attr-defined]
        return user.id

    return Person(database.run(job), username, username.title(), "engineer")


@pytest.fixture
def two(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[tuple[Window, Window]]:
    """Anna's window and Ben's, each with a database of its own."""
    windows: list[Window] = []
    building: UUID | None = None
    for name in ("anna", "ben"):
        database = Database(database_url)
        building = building or database.run(build)
        background = Background(database.run)
        database.changed = background.wrote
        notices, group = Notices(lambda: NOW), UndoGroup()
        kept = QSettings(str(tmp_path / f"{name}.ini"), QSettings.Format.IniFormat)
        who = person(database, name)
        tools = Tools(background, notices, Commands(), group, kept, who, lambda: NOW, lambda key, place: None, tmp_path)
        page = RegistersPage(tools)
        undo = group.createUndoAction(page)
        undo.setShortcut("Ctrl+Z")
        page.addAction(undo)
        group.setActiveStack(page.stack)
        window = Window(page, database, background, qtbot)
        notices.said.connect(window.said.append)
        background.failed.connect(notices.show_error)
        qtbot.addWidget(page)
        page.resize(1112, 720)
        page.show()
        windows.append(window)
    assert building is not None
    for window in windows:
        window.page.open(building)
        window.rest()
    yield windows[0], windows[1]
    for window in windows:
        window.background.close()
        window.database.close()


def height(database: Database, level: str = "Level-1") -> Decimal | None:
    return database.run(
        lambda session: session.scalar(
            select(Floor.height_m)
            .join(Stair, Stair.stair_id == Floor.stair_id)
            .where(Stair.stair_name == "Stair-A", Floor.floor_level == level)
        )
    )


def clash(anna: Window, ben: Window) -> None:
    """Both write the height of Level-1; Anna saves first."""
    ben.type("floors", "Level-1, Stair-A", "height_m", "3,8")
    anna.type("floors", "Level-1, Stair-A", "height_m", "3,6")
    anna.save()
    ben.save()


def test_that_a_conflict_names_row_field_both_values_who_and_when_and_keeps_the_draft(
    two: tuple[Window, Window],
) -> None:
    anna, ben = two
    clash(anna, ben)
    (said,) = ben.problems()
    assert re.fullmatch(
        rf"Level-1, Stair-A, height above ground: Anna wrote 3\.60 m on {WHEN}; you typed 3\.80 m\."
        r" Your entries are kept\.",
        said,
    )
    assert ben.lines() == [("Level-1, Stair-A", "Height above ground", "3.60 m", "3.80 m", "Anna")]
    assert ben.page.clashes.isVisible()
    assert ben.page.clashes.heading.text() == "1 entry was changed by somebody else too"
    assert ben.page.save_button.text() == "Save 1 row"
    assert height(anna.database) == Decimal("3.60")


def test_that_the_time_is_told_by_the_clock_of_the_building(two: tuple[Window, Window]) -> None:
    anna, ben = two
    anna.database.run(lambda session: session.execute(text("UPDATE buildings SET timezone = 'Australia/Perth'")))
    ben.reload()
    clash(anna, ben)
    at = anna.database.run(
        lambda session: session.scalar(
            text(
                "SELECT to_char(max(at) AT TIME ZONE 'Australia/Perth', 'FMDD Mon YYYY \"at\" HH24:MI')"
                " FROM audit_entries"
            )
        )
    )
    assert ben.page.clashes.model.rows[0].when == at


def test_that_theirs_is_taken_by_keyboard_and_can_be_undone(two: tuple[Window, Window]) -> None:
    anna, ben = two
    clash(anna, ben)
    press(KEY.Key_F8, CTRL | SHIFT)
    assert focus() is ben.page.clashes.list
    press(KEY.Key_T)
    assert not ben.page.clashes.isVisible()
    assert ben.page.save_button.text() == "Saved"
    assert focus() is ben.page.panes["floors"].grid, "one goes on in the grid"
    press(KEY.Key_Z, CTRL)
    assert ben.page.save_button.text() == "Save 1 row"
    ben.save()
    assert height(anna.database) == Decimal("3.80")


def test_that_mine_is_kept_by_keyboard_and_written_by_the_next_save(two: tuple[Window, Window]) -> None:
    anna, ben = two
    clash(anna, ben)
    press(KEY.Key_F8, CTRL | SHIFT)
    press(KEY.Key_K)
    assert not ben.page.clashes.isVisible()
    ben.save()
    assert height(anna.database) == Decimal("3.80")
    assert len(ben.problems()) == 1


def test_that_the_form_offers_both_as_well(two: tuple[Window, Window]) -> None:
    anna, ben = two
    clash(anna, ben)
    ben.type("floors", "Level-1, Stair-A", "height_m", "")
    box = ben.page.panes["floors"].form.boxes[3]
    assert ben.page.panes["floors"].sheet.why(1, 3) == "Somebody else wrote 3.60 here meanwhile."
    take, keep = box.offers.findChildren(QPushButton)
    assert (take.text(), keep.text()) == ("Take theirs", "Keep mine")
    take.click()
    assert ben.page.save_button.text() == "Saved"
    assert not ben.page.clashes.isVisible()


def test_that_many_cells_are_settled_at_once_either_way(two: tuple[Window, Window]) -> None:
    anna, ben = two
    for window, words in ((ben, "4"), (anna, "3")):
        window.type("floors", "Level-1, Stair-A", "height_m", words)
        window.type("floors", "Level-2, Stair-A", "height_m", f"{words},9")
        window.type("doors", "D-1, Stair-A", "width_m", f"0,{words}")
    anna.save()
    ben.save()
    assert [line[:2] for line in ben.lines()] == [
        ("Level-1, Stair-A", "Height above ground"),
        ("Level-2, Stair-A", "Height above ground"),
        ("D-1, Stair-A", "Width"),
    ]
    all_theirs = next(each for each in ben.page.clashes.buttons if each.text() == "Take all theirs")
    all_theirs.click()
    assert ben.page.save_button.text() == "Saved"
    assert not ben.page.clashes.isVisible()
    ben.use()
    ben.page.panes["doors"].grid.setFocus()
    press(KEY.Key_Z, CTRL)
    assert ben.page.save_button.text() == "Save 3 rows", "taking them was one step"
    ben.save()
    assert height(anna.database, "Level-2") == Decimal("4.90")


def test_that_each_cell_is_settled_by_itself_and_enter_leads_to_it(two: tuple[Window, Window]) -> None:
    anna, ben = two
    for window, words in ((ben, "4"), (anna, "3")):
        window.type("floors", "Level-1, Stair-A", "height_m", words)
        window.type("doors", "D-1, Stair-A", "width_m", f"0,{words}")
    anna.save()
    ben.save()
    press(KEY.Key_F8, CTRL | SHIFT)
    press(KEY.Key_K)
    assert [line[0] for line in ben.lines()] == ["D-1, Stair-A"]
    assert focus() is ben.page.clashes.list
    ben.page.show_register("stairs")
    press(KEY.Key_F8, CTRL | SHIFT)
    press(KEY.Key_Return)
    assert (ben.page.current, ben.page.panes["doors"].grid.place) == ("doors", (1, 6))
    press(KEY.Key_F8, CTRL | SHIFT)
    press(KEY.Key_T)
    ben.save()
    assert height(anna.database) == Decimal("4.00")
    assert anna.database.run(
        lambda session: session.scalar(select(func.min(Door.width_m)).where(Door.door_identifier == "D-1"))
    ) == Decimal("0.30")


def test_that_what_both_wrote_alike_is_no_clash(two: tuple[Window, Window]) -> None:
    anna, ben = two
    for window in (ben, anna):
        window.type("floors", "Level-1, Stair-A", "height_m", "3,6")
    anna.save()
    ben.save()
    assert ben.lines() == []
    assert ben.page.save_button.text() == "Saved"


def test_that_another_field_of_the_same_row_says_who_and_is_saved_beside_it_next_time(
    two: tuple[Window, Window],
) -> None:
    anna, ben = two
    ben.type("floors", "Level-1, Stair-A", "height_m", "3,8")
    anna.type("floors", "Level-1, Stair-A", "floor_level", "Mezzanine")
    anna.save()
    ben.save()
    (said,) = ben.problems()
    assert re.fullmatch(rf"Mezzanine, Stair-A was also changed by Anna on {WHEN}\. Your entries are kept\.", said)
    assert not ben.page.clashes.isVisible()
    ben.save()
    assert height(anna.database, "Mezzanine") == Decimal("3.80")


def test_that_a_row_the_other_one_removed_is_kept_here_and_added_again_or_let_go(two: tuple[Window, Window]) -> None:
    anna, ben = two
    ben.type("doors", "D-0, Stair-A", "width_m", "1")
    anna.type("doors", "D-0, Stair-A", "width_m", "")
    press(KEY.Key_Minus, CTRL)
    anna.save()
    ben.save()
    (said,) = ben.problems()
    assert re.fullmatch(rf"D-0, Stair-A was removed by Anna on {WHEN}\. Your entries are kept\.", said)
    assert ben.lines() == [("D-0, Stair-A", "the whole row", "removed it", "changed it", "Anna")]
    press(KEY.Key_F8, CTRL | SHIFT)
    press(KEY.Key_T)
    assert ben.page.save_button.text() == "Saved"
    press(KEY.Key_Z, CTRL)
    ben.save()
    widths = (
        "SELECT d.width_m FROM doors d JOIN stairs USING (stair_id)"
        " WHERE (door_identifier, stair_name) = ('D-0', 'Stair-A')"
    )
    assert anna.database.run(lambda session: session.scalar(text(widths))) == Decimal(1)


def test_that_a_row_that_was_changed_elsewhere_is_not_removed_unasked(two: tuple[Window, Window]) -> None:
    anna, ben = two
    ben.type("doors", "D-0, Stair-A", "width_m", "")
    press(KEY.Key_Minus, CTRL)
    anna.type("doors", "D-0, Stair-A", "width_m", "1")
    anna.save()
    ben.save()
    assert ben.lines() == [("D-0, Stair-A", "the whole row", "changed it", "removed it", "Anna")]
    press(KEY.Key_F8, CTRL | SHIFT)
    press(KEY.Key_T)
    assert ben.page.save_button.text() == "Saved", "the row is kept as the other one left it"
    assert not ben.page.clashes.isVisible()


def test_that_a_change_by_another_program_is_told_with_its_login(two: tuple[Window, Window]) -> None:
    anna, ben = two
    ben.type("floors", "Level-1, Stair-A", "height_m", "3,8")
    anna.database.run(lambda session: session.execute(text("UPDATE floors SET height_m = 3.7 WHERE floor_number = 1")))
    login = anna.database.run(lambda session: session.scalar(text("SELECT session_user")))
    ben.save()
    (said,) = ben.problems()
    assert f": another program (database login “{login}”) wrote 3.70 m on " in said
    assert folded(ben.lines()[0][4]) == folded(f"another program (database login “{login}”)")


def test_that_what_arrives_by_itself_is_said_once_and_leads_to_the_panel(two: tuple[Window, Window]) -> None:
    anna, ben = two
    ben.type("floors", "Level-1, Stair-A", "height_m", "3,8")
    anna.type("floors", "Level-1, Stair-A", "height_m", "3,6")
    anna.save()
    ben.reload()
    warnings = [notice for notice in ben.said if notice.kind is Kind.WARNING]
    assert [notice.text for notice in warnings] == [
        "Level-1, Stair-A, height above ground: somebody else wrote 3.60 m, you typed 3.80 m. Your entries are kept."
    ]
    ((word, go),) = warnings[0].actions
    assert word == "Decide"
    ben.use()
    go()
    assert focus() is ben.page.clashes.list
    ben.reload()
    assert len(ben.lines()) == 1
