"""The panels of the page of registers, one after the other, for pictures of them.

Everything is typed into the draft, where it was, and taken back: nothing is saved, and the last state is the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import UUID

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.sheet import Row

if TYPE_CHECKING:
    from firemode_desktop.ui.registry.page import RegistersPage

TEXT = "height_m"
"""The field that two people change in the pictures."""


def states(page: RegistersPage) -> Iterator[str]:
    """Bring the page into one state after the other; yields the name of each. None without floors or with a draft."""
    draft = page.desk.draft
    if "floors" not in draft.sheets or not draft["floors"].rows or page.desk.changes():
        return
    before = page.current
    for register in draft.sheets:
        page.show_register(register)
        yield register
    yield from _stairs(page)
    yield from _rows(page)
    yield from _conflict(page)
    yield from _files(page)
    page.show_register(before)


def _stairs(page: RegistersPage) -> Iterator[str]:
    page.show_register("stairs")
    work = page.stairwork
    for name, show in (("wizard", work.new_stairs), ("copy", work.copy_stair), ("renumber", work.renumber_floors)):
        show()
        yield name
        if work.panel is not None:
            work.panel.left.emit()


def _rows(page: RegistersPage) -> Iterator[str]:
    floor = page.desk.draft["floors"].rows[0]
    page.show_row("floors", floor.key)
    page.leaving.retire()
    yield "out-of-service"
    page.leaving.close_()
    page.leaving.refused(_refusal(page.desk.draft, floor))
    yield "refused"
    page.leaving.close_()
    page.show_history()
    yield "history"
    page.history.close_()


def _refusal(draft: Book, floor: Row) -> Refused:
    """What the database says to the removal of a floor on which something stands."""
    uses = [{"kind": "door", "count": 1, "table": "doors"}, {"kind": "doorway", "count": 1, "table": "doorways"}]
    words = f"{draft.title('floors', floor)} stays: 1 door and 1 doorway depend on it."
    return Refused(words, [{"register": "floors", "key": str(floor.key), "message": words, "uses": uses}])


def _conflict(page: RegistersPage) -> Iterator[str]:
    """A height that is typed here and comes changed from the database as well, and then not any more."""
    desk = page.desk
    saved, floor, column = desk.saved, desk.saved["floors"].rows[-1].key, desk.saved["floors"].register.columns[TEXT]
    page.show_cell("floors", floor, column)
    desk.do("height of a floor", desk.draft.enter("floors", [(floor, column, "91.5")]))
    desk.arrived(_changed(saved, floor, column))
    yield "conflict"
    desk.settle(desk.clashes, True)
    desk.start(saved)


def _changed(book: Book, floor: UUID, column: int) -> Book:
    """The book as somebody else would have left it."""
    sheet = book["floors"]
    row = sheet.row(floor)
    cells = list(row.cells)
    cells[column] = book["floors"].register.fields[column].check("90")
    rows = tuple(replace(each, cells=tuple(cells)) if each.key == floor else each for each in sheet.rows)
    return book.put(replace(sheet, rows=rows))


def _files(page: RegistersPage) -> Iterator[str]:
    """A file that is chosen, and the preview of one that was changed in a spreadsheet; both are left again."""
    from firemode_desktop.exports.registers import registers_workbook

    page.files.start_import()
    yield "import"
    draft, column = page.desk.draft, page.desk.draft["floors"].register.columns[TEXT]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "registers.xlsx"
        file.write_bytes(registers_workbook(_changed(draft, draft["floors"].rows[-1].key, column)))
        page.files.import_file(file)
        yield "import-preview"
    page.files.panel.close_panel()
