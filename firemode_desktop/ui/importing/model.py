"""The rows of a sheet for the grid: what stands there, what is said about it, what was typed and is not checked yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from firemode_desktop.ui.importing.preview import ROW, Aside, Heading, Line, Note, SheetPreview, Status
from firemode_desktop.ui.importing.wording import standing_word
from firemode_desktop.ui.language import tr

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
Cell = tuple[int, int]
"""Row number in the file (from 1) and place of the column (from 0)."""
_DISPLAY, _EDIT, _TIP, _NAME = (
    Qt.ItemDataRole.DisplayRole.value,
    Qt.ItemDataRole.EditRole.value,
    Qt.ItemDataRole.ToolTipRole.value,
    Qt.ItemDataRole.AccessibleTextRole.value,
)


class PreviewModel(QAbstractTableModel):
    """One sheet of a file; ``typed(number, place, text)`` when something is entered into one of its cells."""

    typed = Signal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = SheetPreview("", (), ())
        self.lines: tuple[Line, ...] = ()
        self.wanted: Status | None = None
        self.locked = False
        self._waiting: Mapping[Cell, str] = {}

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_sheet(self, sheet: SheetPreview, wanted: Status | None) -> None:
        """Show the rows of a sheet that have the status ``wanted``; None: all in which something was filled in."""
        self._put(sheet, wanted, tuple(line for line in sheet.lines if _is_wanted(line, wanted)))

    def show_again(self, sheet: SheetPreview) -> None:
        """Show the same sheet as it is planned now. Rows that were in view stay, whatever became of them."""
        here = {line.number for line in self.lines}
        kept = (line for line in sheet.lines if _is_wanted(line, self.wanted) or line.number in here)
        self._put(sheet, self.wanted, tuple(kept))

    def show_waiting(self, cells: Mapping[Cell, str]) -> None:
        """What was typed stands in its cells until it is checked."""
        self._waiting = cells
        self._repaint()

    def _put(self, sheet: SheetPreview, wanted: Status | None, lines: tuple[Line, ...]) -> None:
        same = (
            sheet.headings == self.sheet.headings and wanted is self.wanted and _numbers(lines) == _numbers(self.lines)
        )
        if not same:
            self.beginResetModel()
        self.sheet, self.wanted, self.lines, self._waiting = sheet, wanted, lines, {}
        if same:
            self._repaint()
        else:
            self.endResetModel()

    def _repaint(self) -> None:
        if self.lines and self.sheet.headings:
            last = self.index(len(self.lines) - 1, len(self.sheet.headings) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.lines) - 1)

    # --- where ---------------------------------------------------------------------------------------------------

    def at(self, number: int) -> int | None:
        """Where the file's row of that number is shown."""
        return next((place for place, line in enumerate(self.lines) if line.number == number), None)

    def column_of(self, place: int) -> int:
        """Where the file's column is shown; the first where it is none."""
        return next((column for column, one in enumerate(self.sheet.headings) if one.place == place), 0)

    def cell(self, row: int, column: int) -> Cell:
        """The cell of the file that is shown there."""
        return self.lines[row].number, self.sheet.headings[column].place

    # --- what stands there ---------------------------------------------------------------------------------------

    def note(self, row: int, column: int) -> Note | None:
        """What is said about a cell."""
        return self.lines[row].notes.get(self.sheet.headings[column].place)

    def said(self, row: int, column: int) -> tuple[Note, ...]:
        """What is said about a cell, and about its row."""
        found = (self.note(row, column), self.lines[row].notes.get(ROW))
        return tuple(note for note in found if note is not None)

    def where(self, row: int, column: int) -> str:
        """``D14``."""
        heading = self.sheet.headings[column]
        return (
            tr("row {number}", number=self.lines[row].number)
            if heading.made
            else f"{heading.letter}{self.lines[row].number}"
        )

    def waits(self, row: int, column: int) -> bool:
        """Whether something was typed here that is not checked yet."""
        return bool(self._waiting) and self.cell(row, column) in self._waiting

    def text(self, row: int, column: int) -> str:
        """What a cell shows."""
        waiting = self._waiting.get(self.cell(row, column)) if self._waiting else None
        return self.lines[row].cells[column] if waiting is None else waiting

    def entered(self, row: int, column: int) -> str:
        """What stands in a cell, to be edited or copied."""
        if self.sheet.headings[column].made:
            return self.lines[row].cells[column]
        cell = self.cell(row, column)
        return self._waiting[cell] if cell in self._waiting else self.sheet.text(*cell)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.sheet.headings)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell of a sheet that is read can be put right, unless an import is being written."""
        flags = super().flags(index)
        made = index.isValid() and self.sheet.headings[index.column()].made
        editable = index.isValid() and self.sheet.read and not self.locked and not made
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _EDIT, _TIP, _NAME) or not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == _DISPLAY:
            return self.text(row, column)
        if role == _EDIT:
            return self.entered(row, column)
        note = None if self.waits(row, column) else self.note(row, column)
        if role == _TIP:
            return note.text if note else (self.text(row, column) or None)
        said = f". {note.text}" if note else ""
        return f"{self.where(row, column)}, {self.sheet.headings[column].title}: {self.text(row, column)}{said}"

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Hand on what was entered, if it is something else than what stands there."""
        if role != _EDIT or not index.isValid() or str(value) == self.entered(index.row(), index.column()):
            return False
        self.typed.emit(*self.cell(index.row(), index.column()), str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _TIP, _NAME):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._heading(section, role)
        if not 0 <= section < len(self.lines):
            return None
        line = self.lines[section]
        said = line.notes.get(ROW)
        if role == _TIP:
            return "\n".join(part for part in (line.where, said.text if said else "") if part) or None
        return tr("Row {number}, {standing_word}", number=line.number, standing_word=standing_word(line.status))

    def _heading(self, section: int, role: int) -> str | None:
        if not 0 <= section < len(self.sheet.headings):
            return None
        one = self.sheet.headings[section]
        if role == _DISPLAY or one.made:
            return one.title
        return tr(
            "{letter}, {title}: {read_as}",
            letter=one.letter,
            title=one.title or tr("no heading"),
            read_as=read_as(self.sheet, one),
        )


def read_as(sheet: SheetPreview, heading: Heading) -> str:
    """What a column was taken for: ``read as pressure, all doors closed``, ``not read``."""
    return tr("read as {meaning}", meaning=heading.meaning) if heading.meaning and sheet.read else tr("not read")


def _is_wanted(line: Line, wanted: Status | None) -> bool:
    return line.status is not Aside.BLANK if wanted is None else line.status == wanted


def _numbers(lines: Iterable[Line]) -> list[int]:
    return [line.number for line in lines]
