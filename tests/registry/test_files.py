"""Registers out to a workbook and in again, on the real page with the keyboard and a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from firemode_desktop.models import Floor, Stair, User
from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.notices import Kind
from firemode_desktop.ui.registry.importing import RegisterImport
from tests.imports.books import book as workbook_of
from tests.imports.cobies import Tower
from tests.registry.buildings import build
from tests.registry.typing_ import CTRL, KEY, focus, press, type_
from tests.registry.windows import Window


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[Window]:
    made = Window(qtbot, database_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def file(window: Window, tmp_path: Path) -> Path:
    """The registers as they went out."""
    target = tmp_path / "registers.xlsx"
    window.page.files.write(target)
    window.rest()
    return target


def edit(file: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """``file`` edited in a spreadsheet."""
    book = openpyxl.load_workbook(file)
    change(book)
    book.save(file)
    return file


def put(sheet: str, row: int, **values: Any) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        heads = [cell.value for cell in book[sheet][1]]
        for name, value in values.items():
            book[sheet].cell(row, heads.index(name) + 1).value = value

    return change


def panel(window: Window) -> RegisterImport:
    assert window.page.files.shown
    return window.page.files.panel


def look_at(window: Window, file: Path) -> RegisterImport:
    """Bring a file to the page and wait for its preview."""
    window.use()
    window.page.files.import_file(file)
    window.rest()
    shown = panel(window)
    assert shown.step is Step.PREVIEW, shown.failure.text()
    return shown


def listed(shown: RegisterImport) -> list[tuple[str, str]]:
    return [(line.row.status.value, line.row.title) for line in shown.looking.rows.listing.rows]


def height(window: Window, level: str = "Level-1") -> Any:
    statement = select(Floor.height_m).join(Stair, Stair.stair_id == Floor.stair_id)
    where = statement.where(Stair.stair_name == "Stair-A", Floor.floor_level == level)
    return window.database.run(lambda session: session.scalar(where))


def test_that_an_export_holds_the_registers_as_they_are_on_screen(window: Window, tmp_path: Path) -> None:
    window.type("floors", "Level-1, Stair-A", "height_m", "9.25")
    window.page.files.write(tmp_path / "now.xlsx")
    window.rest()
    book = openpyxl.load_workbook(tmp_path / "now.xlsx")
    assert book["Floors"]["E4"].value == 9.25
    assert window.said[-1].text == "The registers are in now.xlsx, with 1 row not saved yet."
    assert height(window) == 3.5


def test_that_export_asks_where_and_remembers_the_folder(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    asked: list[str] = []

    def answer(_parent: Any, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.append(start)
        return str(tmp_path / "out" / "r.xlsx"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    window.use()
    for _ in range(2):
        press(KEY.Key_E, CTRL)
        window.rest()
    assert (tmp_path / "out" / "r.xlsx").exists()
    assert asked[1] == str(tmp_path / "out" / "registers.xlsx")


def test_that_a_folder_that_cannot_be_written_to_is_said(window: Window, tmp_path: Path) -> None:
    window.page.files.write(tmp_path / "nowhere" / "r.xlsx")
    window.rest()
    assert "cannot be written" in window.problems()[-1]


def test_that_a_file_is_looked_at_put_in_as_one_step_taken_back_and_saved(
    window: Window, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(file, put("Floors", 4, height_m=3.75))
    edit(file, put("Stairs", 5, stair_name="Stair-C"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    window.use()
    press(KEY.Key_I, CTRL)
    assert focus() is panel(window).choose_button
    press(KEY.Key_Space)
    window.rest()
    shown = panel(window)
    assert shown.verdict.text().startswith("1 new, 1 changed, ")
    assert listed(shown)[:2] == [("new", "Stair-C"), ("changed", "Level-1, Stair-A")]
    assert not window.page.desk.changes()
    press(KEY.Key_Return, CTRL)
    window.rest()
    assert not window.page.files.shown
    assert window.page.desk.changes().rows == 2
    assert window.page.stack.undoText() == "import of registers.xlsx"
    assert window.page.stack.count() == 1
    press(KEY.Key_Z, CTRL)
    assert not window.page.desk.changes()
    window.page.stack.redo()
    window.save()
    assert height(window) == 3.75
    assert window.database.run(lambda s: s.scalar(select(Stair).where(Stair.stair_name == "Stair-C"))) is not None


def test_that_a_row_shows_its_cells_old_and_new(window: Window, file: Path) -> None:
    edit(file, put("Doors", 3, width_m=None, fire_rating_minutes=60))
    shown = look_at(window, file)
    window.page.files.panel.looking.rows.step(-100)
    cells = [(one.label, one.old, one.new) for one in shown.looking.cells.listing.rows]
    assert cells == [("Fire rating", "(blank)", "60"), ("Width", "0.90", "(blank)")]


def test_that_errors_come_first_and_are_kept_as_typed_with_their_reason(window: Window, file: Path) -> None:
    edit(file, put("Doors", 4, width_m="wide"))
    edit(file, put("Stairs", 3, orientation="South"))
    shown = look_at(window, file)
    assert [status for status, _ in listed(shown)][:3] == ["error", "changed", "unchanged"]
    assert "1 of them comes in as typed" in shown.verdict.text()
    press(KEY.Key_Return, CTRL)
    window.rest()
    assert window.said[-1].kind is Kind.WARNING
    assert "1 row cannot be saved yet: F8 leads to them" in window.said[-1].text
    (trouble,) = window.page.desk.all_troubles()["doors"].values()
    assert trouble == "“wide” is not a number."
    window.save()
    assert window.page.desk.changes().rows == 2


def test_that_a_row_that_cannot_be_taken_is_said_and_the_others_come_in(window: Window, file: Path) -> None:
    edit(file, put("Doors", 4, id="nonsense"))
    edit(file, put("Doors", 5, width_m=1.1))
    shown = look_at(window, file)
    assert "1 row cannot be taken." in shown.verdict.text()
    press(KEY.Key_Return, CTRL)
    window.rest()
    assert "1 row could not be taken" in window.said[-1].text
    assert window.page.desk.changes().rows == 1


def test_that_nothing_can_be_put_in_where_the_file_says_what_is_on_record(window: Window, file: Path) -> None:
    shown = look_at(window, file)
    assert shown.verdict.text() == "Nothing to take: all that the file says is on record already."
    assert not shown.put.isEnabled()
    press(KEY.Key_Return, CTRL)
    assert window.page.stack.count() == 0


def test_that_rows_are_filtered_by_status_and_by_register(window: Window, file: Path) -> None:
    edit(file, put("Floors", 4, height_m=3.75))
    edit(file, put("Doors", 4, width_m=1))
    shown = look_at(window, file)
    shown.looking.filter.setFocus()
    press(KEY.Key_Right, times=3)
    assert [status for status, _ in listed(shown)] == ["changed", "changed"]
    shown.looking.counts.setFocus()
    registers = [count.title for count in shown.looking.counts.listing.rows]
    press(KEY.Key_Down, times=registers.index("Doors"))
    assert listed(shown) == [("changed", "D-1, Stair-A")]
    shown.looking.filter.choose(1)
    assert listed(shown) == []
    assert shown.looking.nothing.isVisible()


def test_that_a_problem_leads_to_its_row_whatever_is_filtered(window: Window, file: Path) -> None:
    edit(file, put("Doors", 6, width_m="wide"))
    shown = look_at(window, file)
    shown.looking.filter.choose(2)
    shown.looking.list.setFocus()
    press(KEY.Key_Down, times=2)
    assert shown.looking.rows.current.row.row == 6
    assert [one.said for one in shown.looking.cells.listing.rows] == ["“wide” is not a number."]


def test_that_enter_shows_a_row_in_its_register_and_the_preview_can_be_come_back_to(window: Window, file: Path) -> None:
    edit(file, put("Doors", 6, width_m=1))
    shown = look_at(window, file)
    assert focus() is shown.looking.rows
    press(KEY.Key_Return)
    assert not window.page.files.shown
    assert window.page.list.isVisible()
    pane = window.page.panes["doors"]
    row = pane.sheet.row(pane.grid.place[0])
    assert row is not None
    assert window.page.desk.draft.title("doors", row) == "D-3, Stair-A"
    press(KEY.Key_I, CTRL)
    assert panel(window).step is Step.PREVIEW
    assert not window.page.list.isVisible()


def test_that_what_was_typed_since_the_file_was_checked_stays(window: Window, file: Path) -> None:
    edit(file, put("Floors", 4, height_m=3.75))
    look_at(window, file)
    window.type("floors", "Level-2, Stair-A", "height_m", "8.25")
    press(KEY.Key_I, CTRL)
    press(KEY.Key_Return, CTRL)
    window.rest()
    window.save()
    assert (height(window), height(window, "Level-2")) == (3.75, 8.25)


def test_that_what_somebody_else_saved_since_the_file_was_checked_stays(window: Window, file: Path) -> None:
    edit(file, put("Floors", 4, height_m=3.75))
    look_at(window, file)
    other = update(Floor).where(Floor.floor_level == "Level-2").values(height_m=8.25)
    window.database.run(lambda session: session.execute(other) and None)
    window.reload()
    press(KEY.Key_Return, CTRL)
    window.rest()
    window.save()
    assert (height(window), height(window, "Level-2")) == (3.75, 8.25)
    assert window.problems() == []


def test_that_a_cell_changed_here_meanwhile_takes_the_value_of_the_file_and_says_so(window: Window, file: Path) -> None:
    edit(file, put("Floors", 4, height_m=3.75))
    look_at(window, file)
    window.type("floors", "Level-1, Stair-A", "height_m", "4.25")
    press(KEY.Key_I, CTRL)
    press(KEY.Key_Return, CTRL)
    window.rest()
    assert "1 cell was changed here meanwhile; the file’s value was taken." in window.said[-1].text
    window.save()
    assert height(window) == 3.75


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 not a workbook", "broken.xlsx"),
        (b"\xd0\xcf\x11\xe0 old", "broken.xlsx: This file is damaged"),
        (b"", "broken.xlsx"),
    ],
)
def test_that_a_file_that_cannot_be_read_is_said_and_another_can_be_chosen(
    window: Window, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "broken.xlsx").write_bytes(content)
    window.page.files.import_file(tmp_path / "broken.xlsx")
    window.rest()
    shown = panel(window)
    assert shown.step is Step.CHOOSE
    assert said in shown.failure.text()
    assert shown.failed.isVisible()
    press(KEY.Key_Escape)
    assert not window.page.files.shown


def test_that_checking_is_cancelled_at_once(window: Window, file: Path) -> None:
    window.use()
    window.page.files.import_file(file)
    shown, steps = panel(window), [panel(window).step]
    assert focus() is shown.waiting.cancel
    press(KEY.Key_Space)
    steps.append(shown.step)
    window.rest()
    assert [*steps, shown.step] == [Step.CHECKING, Step.CHOOSE, Step.CHOOSE]
    assert shown.checked is None


def test_that_escape_forgets_the_preview_and_changes_nothing(window: Window, file: Path) -> None:
    edit(file, put("Floors", 4, height_m=3.75))
    look_at(window, file)
    press(KEY.Key_Escape)
    assert not window.page.files.shown
    assert not window.page.desk.changes()
    press(KEY.Key_I, CTRL)
    assert panel(window).step is Step.CHOOSE


def test_that_a_file_dropped_on_the_page_is_looked_at(window: Window, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), *how)
    QApplication.sendEvent(window.page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window.page, QDropEvent(QPointF(50, 50), *how))
    window.rest()
    assert panel(window).step is Step.PREVIEW


def test_that_another_building_does_not_see_the_preview(window: Window, file: Path) -> None:
    look_at(window, file)
    other = window.database.run(lambda session: build(session, "Other House"))
    window.page.open(other)
    window.rest()
    assert not window.page.files.shown
    press(KEY.Key_I, CTRL)
    assert panel(window).step is Step.CHOOSE


def test_that_whoever_may_change_nothing_is_told_so(window: Window, file: Path) -> None:
    window.database.run(lambda session: session.execute(update(User).values(role="viewer")) and None)
    window.page.files.import_file(file)
    window.rest()
    assert "may import registers" in panel(window).failure.text()


def test_that_the_stairs_of_a_cobie_file_are_confirmed_before_they_come_in(window: Window, tmp_path: Path) -> None:
    source = tmp_path / "tower.xlsx"
    source.write_bytes(workbook_of(Tower().sheets()))
    shown = look_at(window, source)
    assert shown.stairs.isVisible()
    assert list(shown.stairs.named()) == ["Stair 1", "Stair 2"]
    shown.stairs.tree.setFocus()
    press(KEY.Key_F2)
    type_("Stair North")
    press(KEY.Key_Return)
    window.qtbot.waitUntil(lambda: shown.stairs.changed)
    press(KEY.Key_Return, CTRL)
    window.rest()
    assert shown.step is Step.PREVIEW
    assert list(shown.stairs.named()) == ["Stair North", "Stair 2"]
    assert ("new", "Stair North") in listed(shown)
    press(KEY.Key_Return, CTRL)
    window.rest()
    window.save()
    names = window.database.run(lambda session: set(session.scalars(select(Stair.stair_name))))
    assert {"Stair North", "Stair 2"} <= names
