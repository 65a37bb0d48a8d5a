"""The laws of sheets, books and their differences: nothing is lost, undo is exact, the difference is all of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import count
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from firemode_desktop.domain.blocks import from_text, spread, to_text
from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.domain.fields import Problem
from firemode_desktop.domain.merge import Clash, rebase
from firemode_desktop.domain.sheet import SheetChanges
from tests.registry.sheets import ACTIVE, DOOR, DOOR_FLOOR, DOOR_STAIR, FLOOR, HEIGHT, SEEN, STAIR, WIDTH, book, key

BOOK = book()
DOOR_KEYS = [row.key for row in BOOK["doors"].rows]
TYPED = st.sampled_from(["", "0,85", "4", "Stair-A", "stair-b", "Ground", "Level-2", "Level-9", "D-new", "no", "x\ty"])
LINES = st.lists(st.lists(TYPED, min_size=1, max_size=7), min_size=1, max_size=12)


NUMBERS = count()


def new_key() -> UUID:
    """Another key each time, as a client makes them."""
    return key(f"new-{next(NUMBERS)}")


@st.composite
def edits(draw: st.DrawFn) -> Callable[[Book], Book]:
    """Something a person does to the doors."""
    rows = sorted(draw(st.sets(st.integers(0, 7), min_size=1)))
    block, column = draw(LINES), draw(st.integers(0, 5))
    what = draw(st.sampled_from(["paste", "clear", "remove", "fill", "add", "rename"]))
    keys = [DOOR_KEYS[place] for place in rows]

    def edit(start: Book) -> Book:
        there = [each for each in keys if each in start["doors"]]
        if what == "paste":
            return start.paste("doors", there, list(range(column, 6)), block, new_key)
        if what == "clear":
            return start.clear("doors", there, [column])
        if what == "remove":
            return start.remove("doors", there, BOOK["doors"])
        if what == "fill" and there:
            return start.fill("doors", there, [column], block[:1])
        if what == "add":
            return start if key("added") in start["doors"] else start.add("doors", key("added"), {DOOR: block[0][0]})
        return start.enter("floors", [(key("Level-1 Stair-A"), FLOOR, block[0][0])])

    return edit


@given(st.lists(edits(), max_size=5))
@settings(max_examples=200)
def test_that_undoing_every_step_comes_back_to_the_very_same_book_and_redoing_to_the_last(
    steps: list[Callable[[Book], Book]],
) -> None:
    books, changes = [BOOK], []
    for step in steps:
        books.append(step(books[-1]))
        changes.append(Changes.between(books[-2], books[-1]))
    now = books[-1]
    for change, before in zip(reversed(changes), reversed(books[:-1]), strict=True):
        now = change.inverse().apply(now)
        assert now == before
    for change, after in zip(changes, books[1:], strict=True):
        now = change.apply(now)
        assert now == after


@given(st.lists(edits(), max_size=5))
def test_that_the_difference_of_the_saved_book_and_the_draft_is_the_draft(steps: list[Callable[[Book], Book]]) -> None:
    draft = BOOK
    for step in steps:
        draft = step(draft)
    changes = Changes.between(BOOK, draft)
    assert changes.apply(BOOK) == draft
    assert Changes.between(draft, BOOK) == changes.inverse()
    assert bool(changes) is (draft != BOOK)


@given(LINES)
def test_that_pasting_the_same_block_twice_changes_nothing_the_second_time(block: list[list[str]]) -> None:
    once = BOOK.paste("doors", DOOR_KEYS, range(6), block[:8])
    assert once.paste("doors", DOOR_KEYS, range(6), block[:8]) == once


@given(LINES)
def test_that_nothing_typed_is_ever_lost(block: list[list[str]]) -> None:
    pasted = BOOK.paste("doors", DOOR_KEYS, [DOOR, WIDTH], block, new_key)
    for row, line in zip(pasted["doors"].rows, block, strict=False):
        for column, text in zip((DOOR, WIDTH), line, strict=False):
            cell = row.cells[column]
            shown = pasted.show("doors", row, column)
            assert cell is None or shown == text.strip() or cell == Decimal(text.replace(",", "."))


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\r")), min_size=1, max_size=4), min_size=1))
def test_that_cells_survive_the_clipboard(block: list[list[str]]) -> None:
    assert from_text(to_text(block)) == block


def test_that_cells_are_read_as_excel_and_libreoffice_write_them() -> None:
    assert from_text("a\tb\r\nc\t\r\n") == [["a", "b"], ["c", ""]]
    assert from_text('"two\nlines"\t"say ""so"""\n') == [["two\nlines", 'say "so"']]
    assert from_text('2" pipe\t"open') == [['2" pipe', '"open']]
    assert from_text("alone") == [["alone"]]


def test_that_one_value_fills_a_selection_and_a_block_repeats_only_a_whole_number_of_times() -> None:
    assert spread([["x"]], 3, 2) == [["x", "x"]] * 3
    assert spread([["a"], ["b"]], 4, 1) == [["a"], ["b"], ["a"], ["b"]]
    assert spread([["a"], ["b"]], 3, 1) == [["a"], ["b"]]
    assert spread([], 3, 1) == []


def test_that_a_block_that_is_longer_than_the_register_appends_rows_with_their_defaults() -> None:
    block = [["Stair-A", "Level-1", "D-X", "0,8"], ["Stair-B", "Level-1", "D-Y", "0.8 m"]]
    pasted = BOOK.paste("doors", [], [DOOR_STAIR, DOOR_FLOOR, DOOR, WIDTH], block, new_key)
    first, second = pasted["doors"].rows[-2:]
    assert first.cells == (key("Stair-A"), key("Level-1 Stair-A"), "D-X", Decimal("0.80"), True, None)
    assert second.cells[DOOR_FLOOR] == key("Level-1 Stair-B")


def test_that_a_row_pasted_with_floor_before_stair_is_understood_all_the_same() -> None:
    pasted = BOOK.paste("doors", [DOOR_KEYS[0]], [DOOR_FLOOR, DOOR_STAIR], [["Level-2", "Stair-B"]])
    assert pasted["doors"].rows[0].cells[:2] == (key("Stair-B"), key("Level-2 Stair-B"))


def test_that_a_door_moved_to_another_stair_takes_the_floor_of_the_same_name_there() -> None:
    moved = BOOK.enter("doors", [(DOOR_KEYS[1], DOOR_STAIR, "Stair-B")])
    assert moved["doors"].rows[1].cells[:2] == (key("Stair-B"), key("Level-1 Stair-B"))


def test_that_a_door_whose_stair_is_unknown_keeps_its_floor_as_typed_until_the_stair_is_known() -> None:
    unknown = BOOK.enter("doors", [(DOOR_KEYS[1], DOOR_STAIR, "Stair-C")])
    assert isinstance(unknown["doors"].rows[1].cells[DOOR_FLOOR], Problem)
    assert unknown.enter("doors", [(DOOR_KEYS[1], DOOR_STAIR, "Stair-A")]) == BOOK


def test_that_a_name_typed_before_its_row_exists_is_understood_once_it_does() -> None:
    typed = BOOK.enter("doors", [(DOOR_KEYS[0], DOOR_STAIR, "Stair-C")])
    added = typed.add("stairs", key("Stair-C"), {0: "Stair-C"}).add("floors", key("G"), {0: "Stair-C", 1: "Ground"})
    assert added.settle()["doors"].rows[0].cells[:2] == (key("Stair-C"), key("G"))


def test_that_a_field_only_the_program_writes_is_left_alone() -> None:
    assert BOOK.enter("doors", [(DOOR_KEYS[0], SEEN, "twice")]) == BOOK


def test_that_filling_down_copies_the_first_row_into_the_others() -> None:
    start = BOOK.enter("doors", [(DOOR_KEYS[0], WIDTH, "1,1")])
    filled = start.fill_down("doors", DOOR_KEYS[:3], [WIDTH])
    assert [row.cells[WIDTH] for row in filled["doors"].rows[:4]] == [Decimal("1.10")] * 3 + [Decimal("0.90")]


def test_that_clearing_empties_cells_and_never_takes_a_row() -> None:
    cleared = BOOK.clear("doors", DOOR_KEYS, [WIDTH, DOOR])
    assert [row.key for row in cleared["doors"].rows] == DOOR_KEYS
    assert cleared["doors"].rows[0].cells[WIDTH] is None
    assert cleared["doors"].rows[0].cells[DOOR] == Problem("", "Door is needed.")


def test_that_a_row_is_retired_with_a_day_and_is_no_longer_offered_but_still_named() -> None:
    retired = BOOK.retire("stairs", [key("Stair-B")], date(2026, 1, 5))
    names = retired["stairs"].names
    assert [entry.name for entry in names.offered(None)] == ["Stair-A"]
    assert names.name(key("Stair-B")) == "Stair-B"
    assert retired.retire("stairs", [key("Stair-B")], None) == BOOK


def test_that_a_saved_row_is_marked_for_removal_and_a_new_one_simply_goes() -> None:
    added = BOOK.add("stairs", key("C"), {0: "Stair-C"})
    removed = added.remove("stairs", [key("C"), key("Stair-B")], BOOK["stairs"])
    assert [(row.key, row.removed) for row in removed["stairs"].rows] == [
        (key("Stair-A"), False),
        (key("Stair-B"), True),
    ]
    assert removed.restore("stairs", [key("Stair-B")]) == BOOK


def test_that_the_order_of_floors_follows_their_numbers_not_their_rows() -> None:
    basement = BOOK.add("floors", key("B1"), {STAIR: "Stair-A", FLOOR: "Basement-1", 2: "-1"})
    names = [entry.name for entry in basement["floors"].names.of(key("Stair-A"))]
    assert names == ["Basement-1", "Ground", "Level-1", "Level-2", "Level-3"]


def test_that_troubles_name_the_cell_and_the_reason() -> None:
    bad = BOOK.enter("doors", [(DOOR_KEYS[0], WIDTH, "4"), (DOOR_KEYS[1], DOOR, "")])
    bad = bad.enter("floors", [(key("Level-2 Stair-A"), FLOOR, "level-1")])
    assert bad.troubles("doors") == {
        (DOOR_KEYS[0], WIDTH): "Width must be more than 0 and at most 3 m; this is 4.",
        (DOOR_KEYS[1], DOOR): "Door is needed.",
    }
    assert bad.troubles("floors") == {}, "names differ by their letters, as they do in the database"


def test_that_two_rows_of_one_name_are_both_in_trouble() -> None:
    double = BOOK.enter("floors", [(key("Level-2 Stair-A"), FLOOR, "Level-1")])
    reason = "There is another floor “Level-1, Stair-A”."
    assert double.troubles("floors") == {
        (key("Level-1 Stair-A"), FLOOR): reason,
        (key("Level-2 Stair-A"), FLOOR): reason,
    }
    assert list(double.troubles("floors", [key("Level-2 Stair-A")])) == [(key("Level-2 Stair-A"), FLOOR)]


def test_that_a_reference_to_a_row_marked_for_removal_is_a_trouble() -> None:
    gone = BOOK.remove("floors", [key("Ground Stair-A")], BOOK["floors"])
    assert gone.troubles("doors") == {
        (key("D-0-Stair-A"), DOOR_FLOOR): "Floor refers to a floor that is no longer there."
    }


def test_that_what_cannot_be_written_is_counted_among_the_changes() -> None:
    bad = BOOK.enter("doors", [(DOOR_KEYS[0], WIDTH, "4"), (DOOR_KEYS[0], ACTIVE, "no")])
    changes = SheetChanges.between(BOOK["doors"], bad["doors"])
    assert [(row, column, cell.text) for row, column, cell in changes.problems] == [(DOOR_KEYS[0], WIDTH, "4")]
    assert (changes.rows, changes.cells) == (1, 2)


def test_that_a_draft_takes_in_what_others_changed_and_keeps_what_was_typed() -> None:
    mine = BOOK.enter("floors", [(key("Level-1 Stair-A"), HEIGHT, "3,6")])
    theirs = BOOK.enter(
        "floors", [(key("Level-1 Stair-A"), FLOOR, "Mezzanine"), (key("Ground Stair-A"), HEIGHT, "0.1")]
    )
    draft, clashes = rebase(BOOK, mine, theirs)
    assert clashes == ()
    assert draft["floors"].row(key("Level-1 Stair-A")).cells[1:] == ("Mezzanine", 1, Decimal("3.60"))
    assert draft["floors"].row(key("Ground Stair-A")).cells[HEIGHT] == Decimal("0.10")


def test_that_a_cell_both_changed_keeps_mine_and_is_named_with_theirs() -> None:
    cell = (key("Level-1 Stair-A"), HEIGHT)
    mine, theirs = BOOK.enter("floors", [(*cell, "3,6")]), BOOK.enter("floors", [(*cell, "3,7")])
    draft, clashes = rebase(BOOK, mine, theirs)
    assert clashes == (Clash("floors", *cell, Decimal("3.60"), Decimal("3.70")),)
    assert draft == mine
    assert rebase(BOOK, mine, mine)[1] == (), "both said the same"


def test_that_a_row_others_removed_goes_unless_it_was_changed_here() -> None:
    theirs = BOOK.put(BOOK["doors"].drop(DOOR_KEYS[:2]))
    mine = BOOK.enter("doors", [(DOOR_KEYS[0], WIDTH, "1")])
    draft, clashes = rebase(BOOK, mine, theirs)
    assert clashes == (Clash("doors", DOOR_KEYS[0]),)
    assert DOOR_KEYS[0] in draft["doors"]
    assert DOOR_KEYS[1] not in draft["doors"]
    assert len(Changes.between(theirs, draft).sheets["doors"].added) == 1


@given(st.lists(edits(), max_size=4), st.lists(edits(), max_size=3))
def test_that_a_rebased_draft_differs_from_the_new_state_only_in_what_was_done_here(
    steps: list[Callable[[Book], Book]], others: list[Callable[[Book], Book]]
) -> None:
    mine = theirs = BOOK
    for step in steps:
        mine = step(mine)
    for step in others:
        theirs = step(theirs)
    theirs = Book(
        {name: sheet.drop(row.key for row in sheet.rows if row.removed) for name, sheet in theirs.sheets.items()}
    )
    draft, _ = rebase(BOOK, mine, theirs)
    for name, sheet in draft.sheets.items():
        for row in sheet.rows:
            for column, cell in enumerate(row.cells):
                sides = [each[name].row(row.key).cells[column] for each in (mine, theirs) if row.key in each[name]]
                assert cell in sides
    assert rebase(BOOK, BOOK, theirs) == (theirs, ())
