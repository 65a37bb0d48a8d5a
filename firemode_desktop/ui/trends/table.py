"""The numbers of a chart as a table beside it: what is chosen in one is chosen in the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, QSettings, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedLayout, QWidget

from firemode_desktop.charts.data import Cell, ChartTable
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.keys import carries_out, takes_key
from firemode_desktop.ui.language import many, plain, show_date, tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel, Mark
from firemode_desktop.ui.trends.copying import copy_data

DECIMALS = 3
NARROWEST, WIDEST, LETTER, PAD = 64, 240, 7, 28
"""Pixels: the bounds of a column, a letter of it, and what stands around them."""
SAMPLE = 200
"""So many rows tell how wide a column is."""
UNITS = {"m": "m", "s": "s", "pa": "Pa", "n": "N", "ms": "m/s", "mm": "mm", "c": "°C", "pct": "%"}
STATUS = ("status", "result")
"""Heads of the column in which the shape of a status stands; without one it stands in the first."""
UNIT = tr("Unit")
HAVE_THE_UNIT = (tr("Reading"), tr("Baseline"), tr("Minimum"), tr("Maximum"), tr("At equal temperatures"))
"""Heads of what is told in the unit of its row."""
NAMES = (
    tr("Place"),
    tr("Stair"),
    tr("Doors"),
    tr("Condition"),
    tr("Building"),
    tr("Session"),
    tr("Version"),
    tr("Date"),
    tr("Day"),
)
"""Heads that give way where they say the same in every row."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its place in the table as it came, its cells, the key it shares with a spot of the chart, its status."""

    place: int
    cells: tuple[Cell, ...]
    key: str
    mark: Standing | None


def table_rows(table: ChartTable) -> tuple[TableRow, ...]:
    """The rows of a table with what belongs to each."""
    marks = table.marks or (None,) * len(table.rows)
    return tuple(
        TableRow(place, cells, key, mark)
        for place, (cells, key, mark) in enumerate(zip(table.rows, table.keys, marks, strict=True))
    )


def columns(table: ChartTable) -> tuple[Column[TableRow], ...]:
    """A column for each head: numbers to the right and sorted as numbers, days as days, the status with its shape.

    What is the same in every row comes last; a unit that is, stands in the heads of what it belongs to.
    """
    order, unit = in_order_of_use(table), common_unit(table)
    marked = next((place for place in order if table.heads[place].lower() in STATUS), order[0] if order else 0)
    return tuple(_column(table, place, place == marked, unit) for place in order)


def in_order_of_use(table: ChartTable) -> tuple[int, ...]:
    """The columns as they stand beside a chart: those that tell the rows apart first, then what all have in common."""
    places = [place for place, head in enumerate(table.heads) if head != UNIT or not common_unit(table)]
    if len(table.rows) < 2:
        return tuple(places)
    return tuple(sorted(places, key=lambda place: _tells_nothing(table, place)))


def _tells_nothing(table: ChartTable, place: int) -> bool:
    values = _values(table, place)
    return values <= {None, ""} or (table.heads[place] in NAMES and len(values) < 2)


def common_unit(table: ChartTable) -> str:
    """The unit of all readings; "" where they have several."""
    units = _values(table, table.heads.index(UNIT)) if UNIT in table.heads else set()
    return str(units.pop() or "") if len(units) == 1 else ""


def _values(table: ChartTable, place: int) -> set[Cell]:
    return {row[place] for row in table.rows}


def heading(head: str) -> tuple[str, str]:
    """Title and unit: ``Height, m`` and ``height_m`` are both *Height* in m."""
    title, _, unit = head.partition(", ")
    if not unit:
        front, _, back = head.rpartition("_")
        title, unit = (front, UNITS[back]) if front and back in UNITS else (head, "")
    title = title.replace("_", " ")
    return title[:1].upper() + title[1:], unit


def shown(cell: Cell) -> str:
    """A cell as it is read: at most three decimals, days in words."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return plain(round_half_even(cell, DECIMALS)) if cell.is_finite() else ""
    if isinstance(cell, str):
        return _day(cell) or cell
    return str(cell)


def _day(text: str) -> str:
    """A day of the calendar in words; "" for any other text."""
    try:
        return show_date(date.fromisoformat(text)) if _DAY.fullmatch(text) else ""
    except ValueError:
        return ""


def _column(table: ChartTable, place: int, marked: bool, common: str) -> Column[TableRow]:
    title, unit = heading(table.heads[place])
    unit = common if table.heads[place] in HAVE_THE_UNIT else unit
    sample = [row[place] for row in table.rows[:SAMPLE]]
    numeric = all(row[place] is None or not isinstance(row[place], str) for row in table.rows) and any(
        cell is not None for cell in sample
    )
    longest = max([len(title) + len(unit) + 2, *(len(shown(cell)) for cell in sample)])
    return Column(
        table.heads[place],
        title,
        lambda row: shown(row.cells[place]),
        width=min(max(longest * LETTER + PAD, NARROWEST), WIDEST),
        unit=unit,
        numeric=numeric,
        order=lambda row: _in_order(row.cells[place], numeric),
        mark=(lambda row: Mark(row.mark) if row.mark is not None else None) if marked else None,
        tip=lambda row: plain(cell) if isinstance(cell := row.cells[place], Decimal) else shown(cell),
    )


def _in_order(cell: Cell, numeric: bool) -> Cell:
    """What a cell is sorted by: in a column that holds words, numbers are words as well."""
    return cell if numeric or cell is None else str(cell)


class _Rows(Listing):
    """A list of which Ctrl+C takes all that it shows."""

    copy_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        return takes_key(event, lambda key: self._deed_of(key) is not None) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not carries_out(event, self._deed_of):
            super().keyPressEvent(event)

    def _deed_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        return self.copy_wanted.emit if event.matches(QKeySequence.StandardKey.Copy) else None


class ChartTableView(QWidget):
    """Shows a ``ChartTable``; ``picked`` tells the key of the row the cursor was put on, ``copied`` what was copied.

    Columns are remembered in ``settings`` under ``remembered_as`` and the name of the chart.
    """

    picked = Signal(str)
    copied = Signal(str)

    def __init__(self, settings: QSettings, remembered_as: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._remembered_as = settings, remembered_as
        self._heads: tuple[str, Sequence[str]] = ("", ())
        self._places: dict[str, int] = {}
        self._quiet = False
        self.table: ChartTable | None = None
        self.list: Listing | None = None
        self._stack = QStackedLayout(self)

    def show_table(self, table: ChartTable | None, name: str) -> None:
        """Show these numbers of the chart called ``name``, or none; the cursor stays with its row, nobody is told."""
        self.table = table
        if table is None:
            self._put_away()
            return
        rows = table_rows(table)
        self._places = {row.key: row.place for row in reversed(rows) if row.key}
        heads = tuple(f"{column.name} {column.unit}" for column in columns(table))
        if self.list is None or self._heads != (name, heads):
            self._make(name, table)
            self._heads = name, heads
        assert self.list is not None
        self._quiet = True
        self.list.listing.show(rows)
        self._quiet = False

    def choose(self, key: str) -> None:
        """Put the cursor on the row of that key and bring it into sight; tells nobody."""
        place = self._places.get(key)
        if self.list is None or place is None:
            return
        self._quiet = True
        self.list.choose(place)
        self._quiet = False

    def copy(self) -> None:
        """All rows to the clipboard, in the order they are shown."""
        if self.table is None or self.list is None:
            return
        rows = self.list.listing.rows
        copy_data(ChartTable(self.table.heads, tuple(row.cells for row in rows), tuple(row.key for row in rows)))
        self.copied.emit(tr("On the clipboard: {rows} of the chart.", rows=many(len(rows), tr("row"), tr("rows"))))

    def _make(self, name: str, table: ChartTable) -> None:
        self._put_away()
        model: ListingModel[TableRow] = ListingModel(columns(table), key=lambda row: row.place)
        made = _Rows(model, tr("Numbers of the chart"), self._settings, f"{self._remembered_as}/{name}")
        model.setParent(made)
        made.headings.setStretchLastSection(True)
        made.chosen.connect(self._on_chosen)
        made.copy_wanted.connect(self.copy)
        self.list = made
        self._stack.addWidget(made)
        self.setFocusProxy(made)

    def _put_away(self) -> None:
        if self.list is not None:
            self._stack.removeWidget(self.list)
            self.list.hide()
            self.list.deleteLater()
            self.list = None

    def _on_chosen(self, row: TableRow | None) -> None:
        if row is not None and row.key and not self._quiet:
            self.picked.emit(row.key)
