"""The matrix of one kind of baseline as Qt's views ask for it: rows are heights, columns are cases of a stair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from firemode_desktop.domain.advice import Advice
from firemode_desktop.domain.baselines import Location
from firemode_desktop.domain.completeness import BaselineCell, KindMatrix, PlaceRow, belongs, case_title, said_of
from firemode_desktop.domain.words import case_words
from firemode_desktop.ui.language import tr

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_DISPLAY, _TIP, _NAME = (
    Qt.ItemDataRole.DisplayRole.value,
    Qt.ItemDataRole.ToolTipRole.value,
    Qt.ItemDataRole.AccessibleTextRole.value,
)


@dataclass(frozen=True, slots=True)
class ColumnOf:
    """A column of the grid: of which stair, and what: ``level``, ``place``, ``gap`` or the number of a case."""

    stair: int
    what: str
    case: int = -1


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the grid with what it is about."""

    stair: str
    row: PlaceRow
    cell: BaselineCell


class MatrixModel(QAbstractTableModel):
    """Rows are heights: floors of the same number stand side by side, whatever each stair calls them.

    Where ``only`` a mark, or what is advised on, is asked for, heights without any such location are left out.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix: KindMatrix | None = None
        self.advised: Mapping[Location, tuple[Advice, ...]] = {}
        self.only: str | None = None
        self._decimals = 1
        self.columns: tuple[ColumnOf, ...] = ()
        self._rows: list[tuple[int, int]] = []
        self._at: list[dict[tuple[int, int], PlaceRow]] = []
        self._found: dict[Location, tuple[int, int]] = {}

    def look_at(self, only: str | None, advised: Mapping[Location, tuple[Advice, ...]]) -> None:
        """From the next matrix on: what alone is to be seen, and the advice on locations."""
        self.only, self.advised = only, advised

    def show_matrix(self, matrix: KindMatrix) -> None:
        """Show this one."""
        self.beginResetModel()
        self.matrix, self._decimals = matrix, matrix.decimals
        self._at = [_by_height(stair.rows) for stair in matrix.stairs]
        keys = {key for rows in self._at for key, place in rows.items() if self._is_wanted(place)}
        self._rows = sorted(keys, key=lambda key: (-key[0], key[1]))
        crowded = any(place for rows in self._at for _, place in rows)
        self.columns = tuple(_columns(matrix, crowded))
        self._found = dict(self._locations())
        self.endResetModel()

    def _locations(self) -> Iterator[tuple[Location, tuple[int, int]]]:
        """Where each location stands: row and column."""
        for column, one in enumerate(self.columns):
            for row, key in enumerate(self._rows) if one.what == "case" else ():
                place = self._at[one.stair].get(key)
                if place is not None:
                    yield place.cells[one.case].location, (row, column)

    def _is_wanted(self, place: PlaceRow) -> bool:
        return self.only is None or any(self.is_asked_for(cell) for cell in place.cells)

    def is_asked_for(self, cell: BaselineCell) -> bool:
        """Whether a location is one of those that alone are to be seen."""
        return belongs(cell, self.only, self.advised)

    def place(self, row: int, column: int) -> PlaceRow | None:
        """The floor, doorway or door in a row, seen from a column."""
        one = self.columns[column]
        return None if one.what == "gap" else self._at[one.stair].get(self._rows[row])

    def spot(self, row: int, column: int) -> Spot | None:
        """The location at a cell; None on a level, a gap, or where a stair has no such floor."""
        if self.matrix is None or not (0 <= row < len(self._rows) and 0 <= column < len(self.columns)):
            return None
        one, place = self.columns[column], self.place(row, column)
        if one.what != "case" or place is None:
            return None
        return Spot(self.matrix.stairs[one.stair].name, place, place.cells[one.case])

    def find(self, location: Location) -> QModelIndex:
        """Where a location is shown."""
        row, column = self._found.get(location, (-1, -1))
        return self.index(row, column)

    @property
    def asked_for(self) -> Iterator[tuple[int, int, BaselineCell]]:
        """Row, column and cell of every location that is to be seen, from the top left."""
        for row, column in sorted(self._found.values()):
            spot = self.spot(row, column)
            if spot is not None and self.is_asked_for(spot.cell):
                yield row, column, spot.cell

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.spot(index.row(), index.column()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _TIP, _NAME) or not index.isValid() or self.matrix is None:
            return None
        place, one = self.place(index.row(), index.column()), self.columns[index.column()]
        if place is None:
            return None
        if one.what != "case":
            return place.level if one.what == "level" else place.place
        cell = place.cells[one.case]
        return self.value_text(cell) if role == _DISPLAY else self.describe(one, place, cell)

    def value_text(self, cell: BaselineCell) -> str:
        """The value without its unit; blank where there is none."""
        return "" if cell.value is None else f"{cell.value:.{self._decimals}f}"

    def describe(self, one: ColumnOf, place: PlaceRow, cell: BaselineCell) -> str:
        """A location in words: ``Stair-A, Level-8, all doors closed: 44.2 Pa of 15 Jan 2024, present``; and advice."""
        assert self.matrix is not None
        where = ", ".join(part for part in (self.matrix.stairs[one.stair].name, place.level, place.place) if part)
        said = f"{where}, {case_words(cell.location[3])}: {said_of(self.matrix.kind, cell, self._decimals)}"
        advice = [found.message for found in self.advised.get(cell.location, ())]
        return ". ".join([said, " ".join(advice)]) if advice else said

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _NAME) or orientation == Qt.Orientation.Vertical or self.matrix is None:
            return None
        one = self.columns[section]
        if one.what == "case":
            return f"{case_title(self.matrix.cases[one.case])}, {self.matrix.unit}"
        return {"level": tr("Floor"), "place": tr("Place")}.get(one.what, "")


def _by_height(rows: tuple[PlaceRow, ...]) -> dict[tuple[int, int], PlaceRow]:
    """Rows by floor number and, where a floor has several doors, their turn."""
    found: dict[tuple[int, int], PlaceRow] = {}
    for row in rows:
        turn = 0
        while (row.number, turn) in found:
            turn += 1
        found[row.number, turn] = row
    return found


def _columns(matrix: KindMatrix, crowded: bool) -> list[ColumnOf]:
    columns: list[ColumnOf] = []
    for stair in range(len(matrix.stairs)):
        if columns:
            columns.append(ColumnOf(stair, "gap"))
        columns.append(ColumnOf(stair, "level"))
        if crowded:
            columns.append(ColumnOf(stair, "place"))
        columns += [ColumnOf(stair, "case", case) for case in range(len(matrix.cases))]
    return columns
