"""The rows of a list as Qt's views ask for them: filtered and sorted here, in plain Python, once a change."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from firemode_desktop.domain.order import natural_key
from firemode_desktop.ui.listing.columns import Column

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_DISPLAY, _TIP, _NAME = (
    Qt.ItemDataRole.DisplayRole.value,
    Qt.ItemDataRole.ToolTipRole.value,
    Qt.ItemDataRole.AccessibleTextRole.value,
)


class ListingModel(QAbstractTableModel, Generic[Row]):
    """``show`` takes rows in their own order; ``key`` tells a row from the others for as long as it lives."""

    def __init__(
        self, columns: Sequence[Column[Row]], key: Callable[[Row], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self.rows: tuple[Row, ...] = ()
        self._all: tuple[Row, ...] = ()
        self._keep: Callable[[Row], bool] | None = None
        self._sorted: tuple[int, bool] | None = None
        self._places: dict[Hashable, int] = {}

    # What is shown.

    @property
    def sorted(self) -> tuple[int, bool] | None:
        """The column sorted by and whether falling; None for the rows' own order."""
        return self._sorted

    def show(self, rows: Sequence[Row]) -> None:
        """Show these instead."""
        self._all = tuple(rows)
        self._arrange()

    def keep(self, wanted: Callable[[Row], bool] | None) -> None:
        """Show only the rows of which ``wanted`` holds; None shows all."""
        self._keep = wanted
        self._arrange()

    def sort_by(self, column: int | None, falling: bool = False) -> None:
        """Sort by a column; None gives back the rows' own order. Blank cells come last either way."""
        self._sorted = None if column is None else (column, falling)
        self._arrange()

    def at(self, key: Hashable) -> int | None:
        """The place of a row, None where it is not shown."""
        return self._places.get(key)

    def row(self, place: int) -> Row | None:
        """The row at a place."""
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def _arrange(self) -> None:
        kept = [row for row in self._all if self._keep is None or self._keep(row)]
        rows = tuple(kept if self._sorted is None else self._in_order(kept, *self._sorted))
        places = {self.key(row): place for place, row in enumerate(rows)}
        if list(places) == list(self._places):
            self._replace(rows)
            return
        self.beginResetModel()
        self.rows, self._places = rows, places
        self.endResetModel()

    def _replace(self, rows: tuple[Row, ...]) -> None:
        """The same rows in the same order: only those that differ are drawn anew, and the cursor stays."""
        changed = [place for place, (old, new) in enumerate(zip(self.rows, rows, strict=True)) if old != new]
        self.rows = rows
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(self.columns) - 1))

    def _in_order(self, rows: list[Row], column: int, falling: bool) -> list[Row]:
        key = self.columns[column].order or self.columns[column].text
        ranked = [(key(row), row) for row in rows]
        blank = [row for value, row in ranked if value is None or value == ""]
        full = [(natural_key(v) if isinstance(v, str) else v, row) for v, row in ranked if v is not None and v != ""]
        full.sort(key=lambda pair: pair[0], reverse=falling)
        return [row for _, row in full] + blank

    # What Qt asks.

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def text(self, place: int, column: int) -> str:
        """What stands in a cell."""
        return self.columns[column].text(self.rows[place])

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _TIP, _NAME) or not index.isValid():
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == _TIP:
            return (column.tip or column.text)(row)
        if role == _NAME:
            return f"{column.title}: {column.text(row)}"
        return column.text(row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY or not 0 <= section < len(self.columns) or orientation == Qt.Orientation.Vertical:
            return None
        return self.columns[section].title
