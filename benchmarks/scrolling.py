"""Scrolling a register of 100,000 rows page by page, against a table whose model is all C++ (page 5).

The peer is a ``QStandardItemModel`` with the same texts in a ``QTableView`` of the same size, rows and columns: no line
of Python runs while it scrolls. Each page is painted before the next one. How often ``data`` is asked for a cell that
comes into sight is counted in a round of its own: never, since our delegate paints a cell by one look into the sheet.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.frame import Bound, Result, compare, counted_result, in_turn
from benchmarks.registers import Window

ROWS, PAGES, ROUNDS = 100_000, 60, 7


def scrolling() -> Iterator[Result]:
    """A page of a register, painted; and how often each of its cells is asked for."""
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    with TemporaryDirectory() as folder:
        window = Window(qt, ROWS, QSettings(str(Path(folder) / "kept.ini"), QSettings.Format.IniFormat))
        grid, peer = window.pane.grid, all_cpp(window)
        times = in_turn({"ours": lambda: scroll(qt, grid), "peer": lambda: scroll(qt, peer)}, ROUNDS)
        what = f"scroll a page of {ROWS:,} rows, {PAGES} times"
        yield compare(what, "all-C++ item model", times["ours"], times["peer"], Bound(1.8, 1.6))
        asked = asks_a_cell(qt, grid)
        yield counted_result("data() a cell of a new page", "calls allowed", asked, 7, Bound(1), "calls")
        peer.close()


def all_cpp(window: Window) -> QTableView:
    """The same cells where Qt alone answers for them, as large on screen."""
    grid, model = window.pane.grid, QStandardItemModel()
    sheet, columns = window.book["doors"], grid.shown_columns()
    for row in sheet.rows:
        model.appendRow([QStandardItem(window.book.show("doors", row, at)) for at in columns])
    view = QTableView()
    view.setModel(model)
    model.setParent(view)
    view.verticalHeader().setDefaultSectionSize(grid.rowHeight(0))
    for place, column in enumerate(columns):
        view.setColumnWidth(place, grid.columnWidth(column))
    view.resize(grid.size())
    view.show()
    return view


def scroll(qt: QApplication, view: QTableView) -> None:
    """So many pages, each painted."""
    bar = view.verticalScrollBar()
    begin = bar.value()
    for page in range(1, PAGES + 1):
        bar.setValue(begin + page * bar.pageStep())
        qt.processEvents()
        view.viewport().repaint()
    bar.setValue(begin)
    qt.processEvents()


def asks_a_cell(qt: QApplication, view: QTableView) -> float:
    """How often ``data`` runs for each cell of a page that was not in sight before."""
    kind: Any = type(view.model())
    real, calls = kind.data, 0

    def counting(*arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        return real(*arguments)

    bar = view.verticalScrollBar()
    kind.data = counting
    try:
        for page in range(1, 11):
            bar.setValue(page * bar.pageStep())
            qt.processEvents()
    finally:
        kind.data = real
    rows = view.viewport().height() / view.rowHeight(0)
    shown = sum(not view.isColumnHidden(column) for column in range(view.model().columnCount()))
    return calls / (10 * rows * shown)
