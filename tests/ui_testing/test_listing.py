"""The list that the pages share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.listing import Column, Listing, ListingModel, Mark
from tests.ui_testing.keys import KEY, press, type_


@dataclass(frozen=True)
class Row:
    key: int
    name: str
    value: int | None


COLUMNS: tuple[Column[Row], ...] = (
    Column("name", "Name", lambda row: row.name, stretch=True),
    Column(
        "value",
        "Value",
        lambda row: "" if row.value is None else str(row.value),
        unit="Pa",
        numeric=True,
        order=lambda row: row.value,
        mark=lambda row: Mark(Standing.FAIL) if row.value is None else None,
    ),
    Column("share", "Share", lambda row: f"{row.key} / 5", share=lambda row: (row.key, 5), roomy=True),
)
ROWS = (Row(1, "Level-2", 30), Row(2, "Level-10", None), Row(3, "Level-1", 9), Row(4, "Ground", 100))


@pytest.fixture
def model() -> ListingModel[Row]:
    made = ListingModel(COLUMNS, key=lambda row: row.key)
    made.show(ROWS)
    return made


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def view(qtbot: QtBot, model: ListingModel[Row], settings: QSettings) -> Iterator[Listing]:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    made = Listing(model, "Rows", settings, "rows")
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    made.setFocus()
    yield made
    del tester


def names(model: ListingModel[Row]) -> list[str]:
    return [row.name for row in model.rows]


def test_that_text_sorts_naturally_and_numbers_by_value_with_blanks_last(model: ListingModel[Row]) -> None:
    model.sort_by(0)
    assert names(model) == ["Ground", "Level-1", "Level-2", "Level-10"]
    model.sort_by(1)
    assert names(model) == ["Level-1", "Level-2", "Ground", "Level-10"]
    model.sort_by(1, falling=True)
    assert names(model) == ["Ground", "Level-2", "Level-1", "Level-10"]
    model.sort_by(None)
    assert names(model) == [row.name for row in ROWS]


def test_that_clicks_on_a_heading_sort_turn_and_give_back_the_order(view: Listing) -> None:
    at = QPoint(view.headings.sectionViewportPosition(0) + 20, 10)
    seen = []
    for _ in range(3):
        QTest.mouseClick(view.headings.viewport(), Qt.MouseButton.LeftButton, pos=at)
        seen.append(names(view.listing)[0])
    assert seen == ["Ground", "Level-10", "Level-2"]


def test_that_the_cursor_stays_with_its_row_without_being_told_anew(view: Listing) -> None:
    told: list[Row] = []
    view.choose(3)
    view.chosen.connect(told.append)
    view.listing.sort_by(1)
    view.listing.keep(lambda row: row.value is not None)
    assert view.current == ROWS[2]
    view.listing.show((*ROWS[1:], replace(ROWS[0], value=31)))
    assert view.current == ROWS[2]
    assert told == []


def test_that_rows_that_only_changed_are_drawn_anew_and_nothing_else_is(view: Listing, qtbot: QtBot) -> None:
    changed = (*ROWS[:2], replace(ROWS[2], value=10), ROWS[3])
    with qtbot.assertNotEmitted(view.listing.modelReset), qtbot.waitSignal(view.listing.dataChanged) as signal:
        view.listing.show(changed)
    assert (signal.args[0].row(), signal.args[1].row()) == (2, 2)  # type: ignore[index]  # it was emitted
    with qtbot.assertNotEmitted(view.listing.dataChanged):
        view.listing.show(changed)


def test_that_the_arrows_choose_and_enter_opens(view: Listing, qtbot: QtBot) -> None:
    view.choose(1)
    with qtbot.waitSignal(view.chosen) as chosen:
        press(KEY.Key_Down)
    assert chosen.args == [ROWS[1]]
    with qtbot.waitSignal(view.opened) as opened:
        press(KEY.Key_Return)
    assert opened.args == [ROWS[1]]


def test_that_what_is_typed_is_handed_on(view: Listing) -> None:
    typed: list[str] = []
    view.typed.connect(typed.append)
    type_("4,")
    assert typed == ["4", ","]


def test_that_a_filter_that_leaves_nothing_says_so(view: Listing, qtbot: QtBot) -> None:
    view.choose(1)
    with qtbot.waitSignal(view.chosen) as chosen:
        view.listing.keep(lambda row: False)
    assert chosen.args == [None]
    assert view.current is None


def test_that_a_column_that_wants_room_comes_and_goes_with_it(view: Listing) -> None:
    assert view.headings.isSectionHidden(2)
    view.resize(1200, 300)
    assert not view.headings.isSectionHidden(2)


def test_that_columns_chosen_by_hand_are_remembered(
    qtbot: QtBot, view: Listing, model: ListingModel[Row], settings: QSettings
) -> None:
    menu = view.columns_menu()
    menu.actions()[1].trigger()
    assert view.headings.isSectionHidden(1)
    again = Listing(model, "Rows", settings, "rows")
    qtbot.addWidget(again)
    assert again.headings.isSectionHidden(1)
    again.resize(1200, 300)
    assert again.headings.isSectionHidden(2)


def test_that_a_cell_is_named_for_those_who_hear_it(model: ListingModel[Row]) -> None:
    assert model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == "Value: 30"


@pytest.mark.parametrize("dark", [False, True])
def test_that_marks_shares_and_the_cursor_are_painted(view: Listing, dark: bool) -> None:
    from PySide6.QtGui import QColor, QPalette
    from PySide6.QtWidgets import QApplication

    before = QApplication.palette()
    ground = QPalette(before)
    ground.setColor(QPalette.ColorRole.Window, QColor("#11161D" if dark else "#F3F5F7"))
    QApplication.setPalette(ground)
    view.resize(1200, 300)
    view.choose(2)
    picture = view.grab().toImage()
    QApplication.setPalette(before)
    colours = {picture.pixelColor(x, y).name() for x in range(0, 1200, 2) for y in range(0, 140, 2)}
    assert ("#ff8073" if dark else "#b3261e") in colours
    assert "#e4572e" in colours
