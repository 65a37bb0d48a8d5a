"""A register of 100,000 rows in the window: how long sorting and filtering takes, and how long the window stands still.

    python benchmarks/registers.py [--rows 100000] [--rounds 5]

Prints JSON. The peer in the same run is ``QSortFilterProxyModel`` over a Python model of the same rows, whose ``data``
answers straight from a list of tuples: the usual way in PySide6. Rounds are interleaved; figures are medians of
rounds, ratios medians of the ratios of each round. ``gaps_ms`` are the longest times for which the event loop got no
turn while a thing was done, in the median round and the worst.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSettings, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.fields import Field, Kind
from firemode_desktop.domain.sheet import Register, Row, Sheet
from firemode_desktop.ui.registry.desk import Desk
from firemode_desktop.ui.registry.pane import Pane
from firemode_desktop.ui.undo import UndoStack

Index = QModelIndex | QPersistentModelIndex
STAIR, FLOOR, DOOR, WIDTH, ACTIVE = range(5)
STAIRS = Register(
    "stairs", "Stairs", "stair", (Field("stair_name", "Stair", Kind.TEXT, required=True),), ("stair_name",)
)
FLOORS = Register(
    "floors",
    "Floors",
    "floor",
    (
        Field("stair_id", "Stair", Kind.REFERENCE, required=True, refers="stairs"),
        Field("floor_level", "Floor", Kind.TEXT, required=True, length=50),
        Field("floor_number", "Number", Kind.WHOLE, required=True),
    ),
    ("floor_level", "stair_id"),
    order=("stair_id", "floor_number"),
    unique=(("stair_id", "floor_level"),),
    parent="stair_id",
)
DOORS = Register(
    "doors",
    "Doors",
    "door",
    (
        Field("stair_id", "Stair", Kind.REFERENCE, required=True, refers="stairs"),
        Field("floor_id", "Floor", Kind.REFERENCE, required=True, refers="floors", within="stair_id"),
        Field("door_identifier", "Door", Kind.TEXT, required=True, length=100),
        Field("width_m", "Width", Kind.DECIMAL, decimals=2, digits=4, above=Decimal(0), maximum=Decimal(3), unit="m"),
        Field("active", "Active", Kind.FLAG, default=True),
    ),
    ("door_identifier", "stair_id"),
    order=("stair_id", "floor_id", "door_identifier"),
    unique=(("stair_id", "floor_id", "door_identifier"),),
    parent="stair_id",
)
DISPLAY = Qt.ItemDataRole.DisplayRole.value
SORTS: Mapping[str, int] = {"sort text": DOOR, "sort number": WIDTH, "sort reference": FLOOR}
SPREAD = 7919  # a prime: steps through the rows in an order that is not theirs


def book(rows: int) -> Book:
    """Two stairs with so many doors, a floor for every ten, and no order that a sort could profit from."""
    stairs = [Row(UUID(int=1 + at), (name,), "1") for at, name in enumerate(("Stair-A", "Stair-B"))]
    floors = [
        Row(UUID(int=(1 << 64) + at), (stairs[at % 2].key, f"Level-{at}", at), "1") for at in range(max(2, rows // 10))
    ]
    doors = [
        Row(
            UUID(int=(2 << 64) + at),
            (
                floors[at % len(floors)].cells[0],
                floors[at % len(floors)].key,
                f"D-{at * SPREAD % rows}",
                Decimal(60 + at * SPREAD % 120) / 100,
                at % 3 > 0,
            ),
            "1",
        )
        for at in range(rows)
    ]
    sheets = (Sheet(STAIRS, tuple(stairs)), Sheet(FLOORS, tuple(floors)), Sheet(DOORS, tuple(doors)))
    return Book({sheet.register.name: sheet for sheet in sheets}).prepared()


class Peer(QAbstractTableModel):
    """The same cells as a plain Python model."""

    def __init__(self, draft: Book) -> None:
        super().__init__()
        sheet = draft["doors"]
        self.cells = [
            tuple(
                float(cell) if isinstance(cell, Decimal) else draft.show("doors", row, at)
                for at, cell in enumerate(row.cells)
            )
            for row in sheet.rows
        ]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's own
        return len(self.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's own
        return 5

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        return self.cells[index.row()][index.column()] if role == DISPLAY else None


class Window:
    """The register with its form, and how long the event loop stood still while something was done there."""

    def __init__(self, qt: QApplication, rows: int, settings: QSettings) -> None:
        self.qt = qt
        self.book = book(rows)
        self.desk = Desk(UndoStack())
        self.desk.start(self.book)
        self.pane = Pane(self.desk, DOORS, settings)
        self.pane.resize(1112, 720)
        self.pane.show()
        self.gaps: dict[str, list[float]] = {}
        self.turn()

    def turn(self) -> None:
        self.qt.processEvents()

    def until(self, what: str, act: Callable[[], object]) -> float:
        """Do something and let events have their turns until rows are arranged; how long that took, in s."""
        began = turned = time.perf_counter()
        act()
        longest = 0.0
        while self.pane.sheet.arranging:
            longest, turned = max(longest, time.perf_counter() - turned), time.perf_counter()
            self.turn()
        spent = time.perf_counter() - began
        self.turn()
        self.gaps.setdefault(what, []).append(max(longest, time.perf_counter() - turned) * 1000)
        return spent


def timed(act: Callable[[], object]) -> float:
    """How long it took, in s."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def searches(
    window: Window, proxy: QSortFilterProxyModel, number: int, sorts: Iterable[str], again: bool
) -> Mapping[str, tuple[float, float]]:
    """One round of sorting and filtering: ours and the peer's seconds for each; with ``again`` also the other way."""
    sheet, rising, falling = window.pane.sheet, Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    found = {}
    for what in sorts:
        column = SORTS[what]
        ours = window.until(what, lambda column=column: sheet.sort_by(column))  # type: ignore[misc]
        found[what] = ours, timed(lambda column=column: proxy.sort(column, rising))  # type: ignore[misc]
        if again:
            ours = window.until(what, lambda column=column: sheet.sort_by(column, falling=True))  # type: ignore[misc]
            found[f"{what} again"] = ours, timed(lambda column=column: proxy.sort(column, falling))  # type: ignore[misc]
        window.until("sort off", lambda: sheet.sort_by(None))
        proxy.sort(-1)
    for what, column, text in (("filter text", DOOR, f"9{number}"), ("filter reference", FLOOR, f"-9{number}")):
        ours = window.until(what, lambda column=column, text=text: sheet.filter_by(column, text))  # type: ignore[misc]
        proxy.setFilterKeyColumn(column)
        found[what] = ours, timed(lambda text=text: proxy.setFilterFixedString(text))  # type: ignore[misc]
        if again:
            ours = window.until(what, lambda column=column, text=text: sheet.filter_by(column, f"{text}1"))  # type: ignore[misc]
            found[f"{what} again"] = ours, timed(lambda text=text: proxy.setFilterFixedString(f"{text}1"))  # type: ignore[misc]
        window.until("filter off", sheet.clear_filters)
        proxy.setFilterFixedString("")
    return found


def deeds(window: Window, number: int) -> None:
    """One round of what a person does; only the stand-still is measured."""
    pane, stack, keys = window.pane, window.desk.stack, [row.key for row in window.book["doors"].rows]
    first = 500 * (number + 1)
    block = [[f"P-{number}-{at}", "0,80"] for at in range(60)]
    fresh = [["Stair-A", f"Level-{2 * at}", f"N-{number}-{at}", "0.9 m"] for at in range(60)]
    named = [(window.book["floors"].rows[7].key, 1, f"Mezzanine {number}")]
    columns = pane.grid.shown_columns()
    window.until("edit", lambda: pane.enter(keys[first], WIDTH, f"1.{10 + number}"))
    window.until("undo", stack.undo)
    window.until("redo", stack.redo)
    window.until("paste 60 rows", lambda: pane.grid.pasted.emit(keys[first : first + 60], columns[DOOR:], block))
    window.until("undo of a paste", stack.undo)
    window.until("paste 60 new rows", lambda: pane.grid.pasted.emit([], columns, fresh))
    window.until("undo of new rows", stack.undo)
    window.until("add a row", lambda: pane.enter(None, DOOR, f"NEW-{number}"))
    pane.grid.select(list(range(first, first + 60)), [WIDTH])
    window.until("fill down 60 rows", pane.grid.fill_down)
    window.until("rename a floor", lambda: window.desk.do("floor", window.desk.draft.enter("floors", named)))
    window.until("hide a column", lambda: pane.grid.columns.show_column(WIDTH, False))
    window.until("show a column", lambda: pane.grid.columns.show_column(WIDTH, True))
    window.until("select all", pane.grid.selectAll)
    pages = (window.pane.grid.verticalScrollBar().setValue, range(1000, 1000 + 10 * 20, 20))
    for value in pages[1]:
        window.until("scroll a page", lambda value=value: pages[0](value))  # type: ignore[misc]


def cold(window: Window) -> None:
    """Forget what was worked out, as if the register had just been opened."""
    pane = window.pane
    pane.sheet._lookup._columns.clear()


def measure(rows: int, rounds: int, sorts: Iterable[str] = tuple(SORTS), again: bool = True) -> dict[str, Any]:
    """All rounds, as they are printed."""
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    with TemporaryDirectory() as folder:
        window = Window(qt, rows, QSettings(str(Path(folder) / "kept.ini"), QSettings.Format.IniFormat))
        peer, proxy, view = Peer(window.book), QSortFilterProxyModel(), QTableView()
        proxy.setSourceModel(peer)
        view.setModel(proxy)
        gc.collect()
        times: dict[str, list[tuple[float, float]]] = {}
        for number in range(rounds):
            cold(window)
            for what, pair in searches(window, proxy, number, sorts, again).items():
                times.setdefault(what, []).append(pair)
            deeds(window, number)
        view.setModel(None)
    return {"rows": rows, "rounds": rounds, "against_proxy": _against(times), "gaps_ms": _gaps(window.gaps)}


def _against(times: Mapping[str, list[tuple[float, float]]]) -> dict[str, Any]:
    return {
        what: {
            "ours_ms": round(median(ours for ours, _ in pairs) * 1000, 1),
            "proxy_ms": round(median(peer for _, peer in pairs) * 1000, 1),
            "times_faster": round(median(peer / ours for ours, peer in pairs), 1),
            "too_noisy": _noisy([peer for _, peer in pairs]),
        }
        for what, pairs in times.items()
    }


def _noisy(floor: list[float]) -> bool:
    low, _, high = quantiles(floor, n=4)
    return high / low >= 1.5


def _gaps(gaps: Mapping[str, list[float]]) -> dict[str, Any]:
    return {what: {"median": round(median(each), 1), "worst": round(max(each), 1)} for what, each in gaps.items()}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--rounds", type=int, default=5)
    chosen = asked.parse_args()
    sys.stdout.write(json.dumps(measure(chosen.rows, chosen.rounds), indent=2) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
