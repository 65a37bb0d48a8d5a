"""The numbers beside the chart: how they are written and sorted, chosen here and there, copied."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from firemode_desktop.charts.data import ChartTable
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.chart_view import ChartView
from firemode_desktop.ui.listing import Listing
from firemode_desktop.ui.trends.table import ChartTableView, columns, heading, shown, table_rows
from tests.ui_trends.drawn import readings, table


@pytest.fixture
def view(qtbot: QtBot, kept: QSettings) -> ChartTableView:
    made = ChartTableView(kept, "trends/numbers")
    qtbot.addWidget(made)
    made.resize(640, 300)
    made.show_table(table(), "time")
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(lambda: listed(made).hasFocus())
    return made


def listed(view: ChartTableView) -> Listing:
    assert view.list is not None
    return view.list


def texts(view: ChartTableView, column: int) -> list[str]:
    model = listed(view).listing
    return [model.text(row, column) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("head", "title", "unit"),
    [
        ("height_m", "Height", "m"),
        ("Height, m", "Height", "m"),
        ("value_pa", "Value", "Pa"),
        ("a_year", "A year", ""),
        ("Door", "Door", ""),
        ("planned_s", "Planned", "s"),
        ("m", "M", ""),
    ],
)
def test_that_a_head_is_a_title_and_a_unit(head: str, title: str, unit: str) -> None:
    assert heading(head) == (title, unit)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Decimal("41.20"), "41.2"),
        (Decimal("41.2345678"), "41.235"),
        (Decimal("NaN"), ""),
        (None, ""),
        (7, "7"),
        ("2026-03-14", "14 Mar 2026"),
        ("2026-03-14 or so", "2026-03-14 or so"),
        ("2026-13-45", "2026-13-45"),
    ],
)
def test_that_a_cell_is_written_as_it_is_read(cell: object, text: str) -> None:
    assert shown(cell) == text  # type: ignore[arg-type]


def test_that_numbers_stand_to_the_right_and_the_status_carries_its_shape(view: ChartTableView) -> None:
    made = columns(table())
    assert [column.numeric for column in made] == [False, True, True, False, False]
    marked = [column for column in made if column.mark is not None]
    assert [column.title for column in marked] == ["Status"]
    first = table_rows(table())[0]
    assert marked[0].mark is not None
    assert marked[0].mark(first).standing is Standing.PASS  # type: ignore[union-attr]


def test_that_a_column_sorts_as_numbers_and_days_and_blanks_come_last(view: ChartTableView) -> None:
    model = listed(view).listing
    model.sort_by(1)
    assert [float(text) for text in texts(view, 1)] == sorted(float(text) for text in texts(view, 1))
    model.sort_by(0, falling=True)
    assert texts(view, 0)[0] == "10 Dec 2025"
    model.sort_by(2)
    assert texts(view, 2)[-1] == ""
    model.sort_by(4)
    assert texts(view, 4)[:3] == ["1-1", "1-2", "1-3"]


def test_that_a_column_of_numbers_and_words_can_be_sorted(qtbot: QtBot, kept: QSettings) -> None:
    mixed = ChartTable(("what",), ((Decimal(2),), ("none",), (10,), (None,)), ("", "", "", ""))
    made = ChartTableView(kept, "trends/numbers")
    qtbot.addWidget(made)
    made.show_table(mixed, "mixed")
    listed(made).listing.sort_by(0)
    assert texts(made, 0) == ["2", "10", "none", ""]


def test_that_the_cursor_picks_and_choosing_from_elsewhere_tells_nobody(qtbot: QtBot, view: ChartTableView) -> None:
    with qtbot.assertNotEmitted(view.picked):
        view.choose("12")
    assert listed(view).current.key == "12"
    with qtbot.waitSignal(view.picked) as picked:
        QTest.keyClick(listed(view), Qt.Key.Key_Down)
    assert picked.args == ["13"]


def test_that_a_row_chosen_from_elsewhere_comes_into_sight(view: ChartTableView) -> None:
    view.choose("20")
    rows = listed(view)
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()).center())


def test_that_new_numbers_of_the_same_chart_leave_the_cursor_and_tell_nobody(
    qtbot: QtBot, view: ChartTableView
) -> None:
    view.choose("12")
    before = view.list
    with qtbot.assertNotEmitted(view.picked):
        view.show_table(table(15), "time")
        view.show_table(table(0), "time")
        view.show_table(table(21), "time")
    assert view.list is before
    assert listed(view).current.key == "12"


def test_that_another_chart_has_other_columns_and_remembers_its_own(
    qtbot: QtBot, view: ChartTableView, kept: QSettings
) -> None:
    other = ChartTable(("door", "force_n"), (("Door-1", Decimal(88)),), ("d1",))
    view.show_table(other, "forces")
    assert [column.title for column in listed(view).listing.columns] == ["Door", "Force"]
    listed(view)._show_column(1, False)
    again = ChartTableView(kept, "trends/numbers")
    qtbot.addWidget(again)
    again.show_table(other, "forces")
    assert listed(again).headings.isSectionHidden(1)
    view.show_table(None, "")
    assert view.list is None
    view.choose("d1")
    view.copy()


def test_that_chart_and_table_choose_each_other_without_end(qtbot: QtBot, kept: QSettings) -> None:
    page, chart, numbers = QWidget(), ChartView(), ChartTableView(kept, "trends/numbers")
    qtbot.addWidget(page)
    layout = QHBoxLayout(page)
    layout.addWidget(chart)
    layout.addWidget(numbers)
    said: list[tuple[str, str]] = []
    for name, one, other in (("chart", chart, numbers), ("table", numbers, chart)):
        one.picked.connect(other.choose)
        one.picked.connect(lambda key, name=name: said.append((name, key)))
    page.resize(1100, 420)
    page.show()
    chart.show_chart(readings, "Level-8")
    numbers.show_table(table(), "time")
    place = chart.spots.find("7")
    assert place is not None
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.spots.boxes[place].center().toPoint())
    assert listed(numbers).current.key == "7"
    QTest.keyClick(listed(numbers), Qt.Key.Key_Down)
    assert chart.view.chosen == "8"
    assert said == [("chart", "7"), ("table", "8")]


def test_that_ctrl_c_copies_what_is_shown_in_the_order_it_is_shown(qtbot: QtBot, view: ChartTableView) -> None:
    listed(view).listing.sort_by(1)
    with qtbot.waitSignal(view.copied) as said:
        QTest.keyClick(listed(view), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["On the clipboard: 21 rows of the chart."]
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["date", "value_pa", "Baseline, Pa", "status", "notes"]
    assert lines[1].split("\t")[:2] == ["2025-12-10", "30.12345"]


def test_that_a_choice_among_ten_thousand_rows_makes_none_of_them_again(qtbot: QtBot, view: ChartTableView) -> None:
    view.show_table(table(10_000), "time")
    anew: list[None] = []
    listed(view).model().modelReset.connect(lambda: anew.append(None))
    for key in range(100, 9_900, 97):
        view.choose(str(key))
        QApplication.processEvents()
        assert listed(view).current.key == str(key)
    assert anew == []


def test_that_a_heading_sorts_on_a_click(view: ChartTableView) -> None:
    headings = listed(view).headings
    at = QPoint(headings.sectionViewportPosition(1) + 30, headings.height() // 2)
    QTest.mouseClick(headings.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert texts(view, 1)[0] == "30.123"
