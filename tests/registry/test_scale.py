"""Registers of many rows: what is known is carried over exactly, and a change costs the rows it touches. Counted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.arranging import STEP, Lookup, Order
from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.domain.columnwise import VALUES, ranked, shown, sort_keys
from firemode_desktop.domain.fields import Cell, Problem
from firemode_desktop.domain.filters import Wanted, matcher
from firemode_desktop.domain.names import Names
from firemode_desktop.domain.order import in_order, natural_key, natural_text, natural_texts
from firemode_desktop.domain.sheet import Row, Sheet
from firemode_desktop.ui.registry.desk import Desk
from firemode_desktop.ui.registry.model import AT_ONCE, SheetModel
from firemode_desktop.ui.registry.pane import Pane
from firemode_desktop.ui.undo import UndoStack
from tests.registry.sheets import DOOR, DOOR_FLOOR, FLOOR, HEIGHT, WIDTH, book, key
from tests.registry.typing_ import KEY, focus, press, type_

MANY = 2 * AT_ONCE

texts = st.text(st.sampled_from("aAbÄ-0179 ²"), max_size=6)


@given(st.lists(texts, max_size=12))
def test_that_the_quick_order_of_names_is_the_natural_one(names: list[str]) -> None:
    assert sorted(names, key=natural_text) == sorted(names, key=natural_key)


@given(st.lists(st.text(st.sampled_from("aAbÄß-0179 ²\x1e\n"), max_size=6), max_size=12))
def test_that_names_put_into_order_together_are_as_each_alone(names: list[str]) -> None:
    assert natural_texts(names) == [natural_text(name) for name in names]


CELLS: dict[tuple[str, str], st.SearchStrategy[Cell]] = {
    ("floors", "floor_level"): texts,
    ("floors", "floor_number"): st.integers(-9, 99),
    ("floors", "height_m"): st.decimals(Decimal("0.01"), Decimal(99), places=2),
    ("floors", "stair_id"): st.sampled_from([key("Stair-A"), key("Stair-B"), key("Stair-Z")]),
    ("stairs", "orientation"): st.sampled_from(["North", "South", "Uphill"]),
    ("stairs", "decommissioned_on"): st.dates(date(2026, 1, 1), date(2026, 1, 9)),
    ("doors", "active"): st.booleans(),
}
BESIDE: list[Cell] = [None, Problem("x9", "No."), Problem("Ä", "No.")]


@given(st.sampled_from(sorted(CELLS)), st.booleans(), st.data())
def test_that_what_is_said_of_a_column_at_once_is_what_is_said_of_each_cell(
    place: tuple[str, str], sound: bool, data: st.DataObject
) -> None:
    draft = book()
    what = draft[place[0]].register.field(place[1])
    names = draft.names(what)
    each = CELLS[place] if sound else st.one_of(CELLS[place], st.sampled_from(BESIDE))
    cells = data.draw(st.lists(each, max_size=12))
    assert shown(what, cells, names) == [what.show(cell, names).casefold() for cell in cells]
    groups, keys = sort_keys(what, cells, names)
    assert list(zip(groups, keys, strict=True)) == [what.sort_key(cell, names) for cell in cells]
    quick = ranked(keys)
    places = [place for place, group in enumerate(groups) if group == VALUES]
    assert sorted(places, key=quick.__getitem__) == sorted(places, key=keys.__getitem__)


@given(st.lists(st.integers(0, 9), max_size=60))
def test_that_sorting_in_pieces_is_sorting(numbers: list[int]) -> None:
    pairs = list(enumerate(numbers))
    assert in_order(pairs, lambda pair: pair[1]) == sorted(pairs, key=lambda pair: pair[1])


# What a sheet knows is carried over from one to the next.

Edit = Callable[[Book], Book]


def put(row: int, text: str, column: int) -> Edit:
    return lambda draft: draft.enter("floors", [(draft["floors"].rows[row % 8].key, column, text)])


def add(name: int, at: int) -> Edit:
    made = Row(UUID(int=name), (key("Stair-A"), f"Level-{name}", name, None))
    return lambda draft: draft if made.key in draft["floors"] else draft.put(draft["floors"].insert([(at, made)]))


def drop(row: int) -> Edit:
    return lambda draft: draft.put(draft["floors"].drop([draft["floors"].rows[row % len(draft["floors"].rows)].key]))


def mark(row: int, removed: bool) -> Edit:
    return lambda draft: draft.put(draft["floors"].mark_removed([draft["floors"].rows[row % 8].key], removed))


edits = st.lists(
    st.one_of(
        st.builds(put, st.integers(0, 7), st.sampled_from(["Roof", "level-1", "Level-10", ""]), st.just(FLOOR)),
        st.builds(put, st.integers(0, 7), st.sampled_from(["7", "-1", "x"]), st.just(2)),
        st.builds(put, st.integers(0, 7), st.sampled_from(["Stair-B", "Stair-A", "Nowhere"]), st.just(0)),
        st.builds(put, st.integers(0, 7), st.sampled_from(["1.5", "x"]), st.just(HEIGHT)),
        st.builds(add, st.integers(1, 4), st.integers(0, 20)),
        st.builds(drop, st.integers(8, 30)),
        st.builds(mark, st.integers(0, 7), st.booleans()),
    ),
    max_size=8,
)


def drafts(steps: list[Edit]) -> list[Book]:
    found = [book(levels=12).prepared()]
    for step in steps:
        found.append(step(found[-1]))
    return found


def spoken(names: Names) -> object:
    return names.entries, [(e, names.place(e.key), names.find(e.name, e.within)) for e in names.entries]


@given(edits)
def test_that_names_places_and_doubts_are_carried_over_as_they_would_be_found_afresh(steps: list[Edit]) -> None:
    for draft in drafts(steps):
        sheet = draft["floors"]
        fresh = Sheet(sheet.register, sheet.rows)
        assert dict(sheet.places) == dict(fresh.places)
        assert sheet.doubtful == fresh.doubtful
        assert spoken(sheet.names) == spoken(fresh.names)
        for stair in (key("Stair-A"), key("Stair-B")):
            assert sheet.names.of(stair) == fresh.names.of(stair)


@given(edits)
def test_that_what_two_drafts_differ_by_leads_from_one_to_the_other_and_back(steps: list[Edit]) -> None:
    found = drafts(steps)
    changes = Changes.between(found[0], found[-1])
    assert changes.apply(found[0]) == found[-1]
    assert changes.inverse().apply(found[-1]) == found[0]


def test_that_a_change_that_names_nothing_leaves_the_names_alone() -> None:
    before = book().prepared()
    floor = before["floors"].rows[0].key
    assert before.enter("floors", [(floor, HEIGHT, "9")])["floors"].names is before["floors"].names
    assert before.enter("floors", [(floor, FLOOR, "Roof")])["floors"].names is not before["floors"].names


# Sorting and filtering.


def arranged(lookup: Lookup, filters: dict[int, Wanted], order: Order | None) -> list[int]:
    steps = lookup.arrange(filters, order)
    while True:
        try:
            next(steps)
        except StopIteration as found:
            return list(found.value)


def plainly(draft: Book, filters: dict[int, Wanted], order: Order | None) -> list[int]:
    """The same, as it would be said in three lines."""
    sheet = draft["floors"]
    names = [draft.names(field) for field in sheet.register.fields]
    fields = sheet.register.fields
    places = [
        at
        for at, row in enumerate(sheet.rows)
        if all(want(row.cells[c], fields[c].show(row.cells[c], names[c])) for c, want in filters.items())
    ]
    if order is None:
        return places
    column, falling = order
    keys = {at: fields[column].sort_key(sheet.rows[at].cells[column], names[column]) for at in places}
    values = sorted((at for at in places if keys[at][0] == 1), key=lambda at: keys[at], reverse=falling)
    problems = sorted((at for at in places if keys[at][0] == 0), key=lambda at: keys[at])
    return problems + values + [at for at in places if keys[at][0] == 2]


@given(
    edits, st.sampled_from(["", "stair-a", "="]), st.sampled_from(["", ">1", "1..7"]), st.integers(0, 3), st.booleans()
)
def test_that_a_lookup_that_follows_arranges_as_one_made_afresh(
    steps: list[Edit], stair: str, number: str, column: int, falling: bool
) -> None:
    found = drafts(steps)
    fields = found[0]["floors"].register.fields
    typed = {at: want for at, text in ((0, stair), (2, number)) if (want := matcher(fields[at], text))}
    lookup = Lookup(found[0]["floors"], [found[0].names(field) for field in fields])
    for draft in found:
        lookup.follow(draft["floors"], [draft.names(field) for field in fields])
        for order in (None, (column, falling)):
            assert arranged(lookup, typed, order) == plainly(draft, typed, order)


def lookup_of(draft: Book) -> Lookup:
    return Lookup(draft["doors"], [draft.names(field) for field in draft["doors"].register.fields])


def test_that_sorting_reads_each_cell_once_and_after_a_change_only_what_changed() -> None:
    draft = book(levels=500)
    lookup = lookup_of(draft)
    arranged(lookup, {}, (DOOR, False))
    assert lookup.visited == 1000
    arranged(lookup, {}, (DOOR, True))
    assert lookup.visited == 1000
    changed = draft.enter("doors", [(row.key, DOOR, "ZZ") for row in draft["doors"].rows[:3]])
    lookup.follow(changed["doors"], [changed.names(field) for field in changed["doors"].register.fields])
    assert arranged(lookup, {}, (DOOR, False))[-3:] == [0, 1, 2]
    assert lookup.visited == 1003


def test_that_new_rows_at_the_end_are_the_only_ones_read() -> None:
    draft = book(levels=500)
    lookup = lookup_of(draft)
    arranged(lookup, {}, (DOOR, False))
    longer = draft.add("doors", key("new"), {DOOR: "AA"})
    lookup.follow(longer["doors"], [longer.names(field) for field in longer["doors"].register.fields])
    assert arranged(lookup, {}, (DOOR, False))[0] == 1000
    assert lookup.visited == 1001


def test_that_no_step_looks_at_more_rows_than_a_step_has() -> None:
    draft = book(levels=4 * STEP)
    want = matcher(draft["doors"].register.fields[DOOR_FLOOR], "level-7")
    assert want is not None
    sizes = list(islice(lookup_of(draft).arrange({DOOR_FLOOR: want}, None), 1000))
    assert max(sizes) <= STEP
    assert sum(sizes) == 9 * STEP, "texts are read step by step and then asked all at once"


# In the window.


@pytest.fixture(scope="module")
def large() -> Book:
    return book(levels=MANY // 2).prepared()


@pytest.fixture
def pane(qtbot: QtBot, large: Book, tmp_path: Path) -> Pane:
    desk = Desk(UndoStack())
    desk.start(large)
    made = Pane(desk, large["doors"].register, QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))
    made.resize(1000, 500)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.grid.setFocus()
    return made


def rest(qtbot: QtBot, sheet: SheetModel) -> None:
    qtbot.waitUntil(lambda: not sheet.arranging, timeout=20_000)


def test_that_rows_in_view_stay_until_those_that_were_asked_for_are_found(pane: Pane, qtbot: QtBot) -> None:
    sheet = pane.sheet
    pane.grid.show_cell(5, DOOR)
    sheet.filter_by(DOOR_FLOOR, "level-77")
    assert sheet.arranging
    assert sheet.rows == MANY
    assert sheet.text(5, DOOR) == "D-5-Stair-A"
    sheet.filter_by(DOOR_FLOOR, "=level-77")
    rest(qtbot, sheet)
    assert [sheet.text(row, DOOR) for row in range(sheet.rows)] == ["D-77-Stair-A", "D-77-Stair-B"]


def test_that_the_window_has_its_turns_while_rows_are_sorted(pane: Pane, qtbot: QtBot) -> None:
    pane.grid.headings.sectionClicked.emit(DOOR)
    pane.grid.headings.sectionClicked.emit(DOOR)
    turns = 0
    while pane.sheet.arranging:
        QApplication.processEvents()
        turns += 1
    assert turns >= 2
    assert [pane.sheet.text(row, DOOR) for row in (0, MANY - 1)] == [f"D-{MANY // 2 - 1}-Stair-B", "D-0-Stair-A"]
    assert pane.grid.place == (MANY - 1, DOOR), "the current row goes with the sorting"


def test_that_what_is_typed_while_rows_are_sorted_is_there_when_they_are(pane: Pane, qtbot: QtBot) -> None:
    pane.sheet.sort_by(WIDTH, falling=True)
    assert pane.sheet.arranging
    pane.grid.show_cell(9, WIDTH)
    type_("2,5")
    for _ in range(20):
        QApplication.processEvents()
    assert pane.sheet.arranging, "no row moves below the hand of whoever is typing"
    press(KEY.Key_Return)
    rest(qtbot, pane.sheet)
    assert pane.sheet.text(0, WIDTH) == "2.50"
    assert focus() is pane.grid


def test_that_rows_pasted_while_a_filter_runs_are_in_view(pane: Pane, qtbot: QtBot) -> None:
    pane.sheet.filter_by(DOOR, "d-7-")
    fresh = [["Stair-A", "Level-1", "NEW", "0,9"]]
    pane.grid.pasted.emit([], pane.grid.shown_columns(), fresh)
    rest(qtbot, pane.sheet)
    assert pane.sheet.rows == 2, "the filter was asked again with the new row there"
    assert len(pane.desk.draft["doors"].rows) == MANY + 1
    pane.sheet.clear_filters()
    assert pane.sheet.text(MANY, DOOR) == "NEW"


def test_that_what_would_be_saved_is_found_once_for_each_draft(pane: Pane) -> None:
    desk = pane.desk
    desk.do("width", desk.draft.enter("doors", [(desk.draft["doors"].rows[0].key, WIDTH, "1")]))
    first = desk.changes().sheets["doors"]
    assert desk.changes().sheets["doors"] is first
    assert desk.troubles("doors") is desk.troubles("doors")
    assert first.edited[0].cells == {WIDTH: (Decimal("0.90"), Decimal("1.00"))}


def test_that_a_row_of_another_register_that_goes_is_missed_at_once(pane: Pane) -> None:
    desk = pane.desk
    door, floor = desk.draft["doors"].rows[0], desk.draft["floors"].rows[0].key
    desk.do("width", desk.draft.enter("doors", [(door.key, WIDTH, "1")]))
    assert desk.troubles("doors") == {}
    desk.do("removal", desk.draft.remove("floors", [floor], desk.saved["floors"]))
    assert desk.troubles("doors") == {
        (door.key, DOOR_FLOOR): "Floor refers to a floor that is no longer there.",
    }


def calls(act: Callable[[], object]) -> int:
    """How many Python functions were called while something was done and drawn."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        act()
        QApplication.processEvents()
    finally:
        sys.setprofile(None)
    return count


def fill_down(pane: Pane) -> None:
    pane.grid.select(list(range(60)), [WIDTH])
    pane.grid.fill_down()


DEEDS: dict[str, Callable[[Pane], object]] = {
    "edit": lambda pane: pane.enter(pane.desk.draft["doors"].rows[9].key, WIDTH, "1,1"),
    "undo": lambda pane: pane.desk.stack.undo(),
    "paste": lambda pane: pane.grid.pasted.emit([], pane.grid.shown_columns(), [["Stair-A", "Level-1", "NEW"]] * 60),
    "undo of a paste": lambda pane: pane.desk.stack.undo(),
    "fill down": fill_down,
    "hide a column": lambda pane: pane.grid.columns.show_column(WIDTH, False),
    "show a column": lambda pane: pane.grid.columns.show_column(WIDTH, True),
}


def test_that_what_a_person_does_takes_no_more_calls_in_a_register_of_many_rows(
    pane: Pane, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk(UndoStack())
    desk.start(book(levels=100).prepared())
    small = Pane(desk, desk.draft["doors"].register, QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(small)
    small.resize(1000, 500)
    small.show()
    QApplication.processEvents()
    for what, deed in DEEDS.items():
        few = calls(lambda deed=deed: deed(small))  # type: ignore[misc]
        many = calls(lambda deed=deed: deed(pane))  # type: ignore[misc]
        assert many < 2 * few + MANY // 3, f"{what}: {few} calls for 200 rows, {many} for {MANY}"
