"""One table model for every register: the draft's sheet as Qt sees it, sorted and filtered.

Reading a cell is what scrolling does thousands of times, so roles are compared as integers and the delegate asks
``paint_of`` directly, which answers with everything it needs at once.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from firemode_desktop.domain.arranging import Lookup, Order, Steps
from firemode_desktop.domain.fields import Cell, Field, Problem
from firemode_desktop.domain.filters import matcher
from firemode_desktop.domain.names import Names
from firemode_desktop.domain.sheet import Register, Row, Sheet, alike
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.registry.desk import Desk, Troubles

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
DISPLAY, EDIT, TOOLTIP, ALIGNMENT = (
    role.value for role in (_ROLE.DisplayRole, _ROLE.EditRole, _ROLE.ToolTipRole, _ROLE.TextAlignmentRole)
)
ACCESSIBLE_TEXT, ACCESSIBLE_DESCRIPTION = _ROLE.AccessibleTextRole.value, _ROLE.AccessibleDescriptionRole.value
_VERTICAL_CENTRE = Qt.AlignmentFlag.AlignVCenter.value
LEFT = Qt.AlignmentFlag.AlignLeft.value | _VERTICAL_CENTRE
RIGHT = Qt.AlignmentFlag.AlignRight.value | _VERTICAL_CENTRE
_SELECTABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _SELECTABLE | Qt.ItemFlag.ItemIsEditable

AT_ONCE, A_TURN = 8192, 16384
"""Rows that are looked at before other events have their turn: when rows are arranged anew, and from then on."""

# How a cell is to be painted, as bits.
BAD, CLASH, CHANGED, REMOVED, RETIRED, NEEDED, GHOST = (1 << bit for bit in range(7))


class SheetModel(QAbstractTableModel):
    """The rows of one register in view; the last row is the blank one in which a new row begins."""

    entered = Signal(object)
    """(row key or None for the blank row, column, text) was typed."""
    arranged = Signal()
    """The rows stand in the order that was asked for, and those that are filtered out are gone."""

    def __init__(self, desk: Desk, register: Register, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.register = register
        self._fields = register.fields
        self._sheet = Sheet(register)
        self._saved = Sheet(register)
        self._names: list[Names] = []
        self._places: list[int] = []
        self._ats: list[int] | None = None
        self._lookup = Lookup(self._sheet, ())
        self._steps: Steps | None = None
        self._held = False
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(lambda: self._go_on(A_TURN))
        self._troubles: Troubles = {}
        self._retired = register.column(register.retires)
        self._sorted: Order | None = None
        self._filters: dict[int, str] = {}
        self._ghost = int(register.grows)
        self._take(desk.draft.sheets.get(register.name, self._sheet))
        self._places = list(range(len(self._sheet.rows)))
        desk.changed.connect(self._on_changed)

    # What is in view.

    @property
    def rows(self) -> int:
        """How many rows are in view, without the blank one."""
        return len(self._places)

    @property
    def hidden_rows(self) -> int:
        """How many the filters leave out."""
        return len(self._sheet.rows) - len(self._places)

    def row(self, at: int) -> Row | None:
        """The row in view at that place; ``None`` for the blank one."""
        return self._sheet.rows[self._places[at]] if 0 <= at < len(self._places) else None

    def keys(self, rows: Iterable[int]) -> list[UUID]:
        """The keys of rows in view; the blank row has none."""
        return [row.key for at in rows if (row := self.row(at)) is not None]

    def at(self, key: UUID) -> int | None:
        """Where a row is in view."""
        place = self._sheet.places.get(key)
        if place is None:
            return None
        if self._ats is None:
            self._ats = [-1] * len(self._sheet.rows)
            for at, each in enumerate(self._places):
                self._ats[each] = at
        return self._ats[place] if self._ats[place] >= 0 else None

    def text(self, at: int, column: int) -> str:
        """What stands in a cell."""
        row = self.row(at)
        return "" if row is None else self._fields[column].show(row.cells[column], self._names[column])

    def filled(self, at: int, column: int) -> bool:
        """Whether something stands in a cell."""
        row = self.row(at)
        return row is not None and row.cells[column] is not None

    def field(self, column: int) -> Field:
        """The field of a column."""
        return self._fields[column]

    def names(self, column: int) -> Names:
        """The names that a reference in this column is chosen from."""
        return self._names[column]

    def within(self, at: int, column: int) -> UUID | None:
        """The parent that narrows a reference in this cell."""
        row, parent = self.row(at), self.register.column(self._fields[column].within)
        cell = row.cells[parent] if row is not None and parent is not None else None
        return cell if isinstance(cell, UUID) else None

    def paint_of(self, at: int, column: int) -> tuple[str, int]:
        """The text of a cell and how it is to be painted (the bits above)."""
        if at >= len(self._places):
            return (tr("New …") if column == 0 else "", GHOST)
        row = self._sheet.rows[self._places[at]]
        cell = row.cells[column]
        bits = REMOVED if row.removed else 0
        if self._retired is not None and row.cells[self._retired] is not None:
            bits |= RETIRED
        if self._sheet is not self._saved:
            bits |= self._standing(row, column, cell)
        if isinstance(cell, Problem):
            return cell.text, bits | BAD
        return self._fields[column].show(cell, self._names[column]), bits

    def _standing(self, row: Row, column: int, cell: Cell) -> int:
        """How a cell of a register that was changed stands against what is saved."""
        bits = 0
        place = self._saved.places.get(row.key)
        if place is not None and self._saved.rows[place].cells[column] != cell:
            bits = CHANGED
        if (row.key, column) in self._troubles:
            bits |= NEEDED if cell is None else BAD
        if self.desk.clash(self.register.name, row.key, column):
            bits |= CLASH
        return bits

    def why(self, at: int, column: int) -> str:
        """Why a cell cannot be saved or what somebody else wrote there; empty when all is well."""
        row = self.row(at)
        if row is None:
            return ""
        cell = row.cells[column]
        clash = self.desk.clash(self.register.name, row.key, column)
        if clash is not None:
            theirs = self._fields[column].show(clash.theirs, self._names[column]) or "blank"
            return tr("Somebody else wrote {theirs} here meanwhile.", theirs=theirs)
        return cell.reason if isinstance(cell, Problem) else self._troubles.get((row.key, column), "")

    def mark(self, at: int) -> str:
        """The state of a row in one word: ``new``, ``changed``, ``removed``, ``trouble``, or nothing."""
        row = self.row(at)
        if row is None:
            return ""
        if row.removed:
            return "removed"
        place = self._saved.places.get(row.key)
        if place is not None and (self._saved.rows[place] is row or self._saved.rows[place].cells == row.cells):
            return ""
        if any((row.key, column) in self._troubles for column in range(len(self._fields))):
            return "trouble"
        return "new" if place is None else "changed"

    # Sorting and filtering.

    @property
    def sorted(self) -> Order | None:
        """The column sorted by and whether it falls; ``None``: the register's own order."""
        return self._sorted

    @property
    def filters(self) -> dict[int, str]:
        """What is typed above the columns."""
        return dict(self._filters)

    def sort_by(self, column: int | None, falling: bool = False) -> None:
        """Put the rows in order once; they stay where they are while they are edited."""
        self._sorted = None if column is None else (column, falling)
        self._arrange()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._fields) - 1)

    def filter_by(self, column: int, typed: str) -> None:
        """Show only the rows that match what is typed above a column."""
        if typed.strip():
            self._filters[column] = typed
        else:
            self._filters.pop(column, None)
        self._arrange()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._fields) - 1)

    def clear_filters(self) -> None:
        """Show all rows, at once."""
        self._filters.clear()
        self._held = False
        self._arrange()
        self._go_on(len(self._sheet.rows) * 8)

    @property
    def arranging(self) -> bool:
        """Whether the rows in view are still those of before the last filter or order."""
        return self._steps is not None

    def _arrange(self) -> None:
        """Look for the rows to show; what is in view stays until they are found."""
        wanted = {at: want for at, typed in self._filters.items() if (want := matcher(self._fields[at], typed))}
        self._steps = self._lookup.arrange(wanted, self._sorted)
        self._go_on(AT_ONCE)

    def hold(self, held: bool) -> None:
        """Rows stay where they are while a cell is typed into, and are arranged when that is over."""
        self._held = held
        if self._steps is not None and not held:
            self._turn.start()

    def _go_on(self, rows: int) -> None:
        """Look at about so many rows; the others have to wait for their turn."""
        while self._steps is not None and rows > 0 and not self._held:
            try:
                rows -= next(self._steps)
            except StopIteration as found:
                self._show(found.value)
        if self._steps is None or self._held:
            self._turn.stop()
        else:
            self._turn.start()

    def _show(self, places: list[int]) -> None:
        self._steps = None
        self.beginResetModel()
        self._places, self._ats = places, None
        self.endResetModel()
        self.arranged.emit()

    # Following the draft.

    def _take(self, sheet: Sheet) -> None:
        name = self.register.name
        self._sheet = sheet
        self._saved = self.desk.saved.sheets.get(name, self._saved)
        self._names = [self.desk.draft.names(field) for field in self._fields]
        self._lookup.follow(sheet, self._names)
        self._troubles = self.desk.troubles(name) if name in self.desk.saved.sheets else {}

    def _on_changed(self, registers: frozenset[str]) -> None:
        if self.register.name not in registers:
            return
        sheet = self.desk.draft[self.register.name]
        if sheet.places is not self._sheet.places:
            self._restructure(sheet)
        self._take(sheet)
        if self.rowCount():
            corner = self.index(self.rowCount() - 1, len(self._fields) - 1)
            self.dataChanged.emit(self.index(0, 0), corner)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
        if self._steps is not None:
            self._arrange()

    def _restructure(self, sheet: Sheet) -> None:
        """Rows went or came: tell views which, so that they keep what is selected."""
        old, (_, same) = self._sheet, alike(self._sheet, sheet)
        gone = {place for place in range(same, len(old.rows)) if old.rows[place].key not in sheet}
        new = [place for place in range(same, len(sheet.rows)) if sheet.rows[place].key not in old]
        for first, last in _runs([at for at, place in enumerate(self._places) if place in gone] if gone else [])[::-1]:
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._places[first : last + 1]
            self._ats = None
            self.endRemoveRows()
        kept = [place if place < same else sheet.places[old.rows[place].key] for place in self._places]
        self._take(sheet)
        self._places, self._ats = kept, None
        in_order = self._sorted is None and not self._filters and kept == sorted(kept)
        ats = [(bisect(kept, place) if in_order else len(kept)) + at for at, place in enumerate(new)]
        self._insert(ats, new)

    def _insert(self, ats: list[int], new: list[int]) -> None:
        """Rows come into view: those at the places ``new`` at ``ats``, both rising."""
        at = 0
        for first, last in _runs(ats):
            come = new[at : at + last - first + 1]
            at += len(come)
            if first == len(self._places) and self._ghost:
                self._fill_blank(come[0])
                self.beginInsertRows(QModelIndex(), first + 1, last + 1)
                self._places += come[1:]
                self._ghost = 1
            else:
                self.beginInsertRows(QModelIndex(), first, last)
                self._places[first:first] = come
            self._ats = None
            self.endInsertRows()

    def _fill_blank(self, place: int) -> None:
        """The blank row becomes the first new one, so that whoever types in it stays in it; a blank one comes after."""
        self._places.append(place)
        self._ghost = 0
        at = len(self._places) - 1
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self._fields) - 1))

    # As Qt asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._places) + self._ghost

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._fields)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == DISPLAY:
            return self.paint_of(index.row(), index.column())[0]
        if role == EDIT:
            return self.text(index.row(), index.column())
        if role == ALIGNMENT:
            return RIGHT if self._fields[index.column()].numeric else LEFT
        if role == TOOLTIP:
            return self.why(index.row(), index.column()) or None
        if role == ACCESSIBLE_TEXT:
            return tr(
                "{heading}: {self}",
                heading=self._fields[index.column()].heading,
                self=self.text(index.row(), index.column()) or tr("blank"),
            )
        if role == ACCESSIBLE_DESCRIPTION:
            return self.why(index.row(), index.column()) or self._fields[index.column()].help
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._fields):
            if role == DISPLAY:
                return self._fields[section].heading
            if role == TOOLTIP:
                return self._fields[section].help or None
        elif orientation == Qt.Orientation.Vertical and role == DISPLAY:
            return str(section + 1) if section < len(self._places) else ""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _SELECTABLE if self._fields[index.column()].read_only else _EDITABLE

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if role != EDIT or not index.isValid() or self._fields[index.column()].read_only:
            return False
        row = self.row(index.row())
        self.entered.emit((row.key if row is not None else None, index.column(), value))
        return True


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Numbers that follow each other, as (first, last)."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
