"""The building cut open, without a screen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.section import Level, Section, drafted, storeys
from firemode_desktop.domain.section_words import describe
from firemode_desktop.domain.standing import Measure, Standing
from tests.ui import sample

CLOSED = Measure.PRESSURE, "all_closed"


def metres(*pairs: tuple[str, str]) -> tuple[tuple[Decimal, Decimal], ...]:
    return tuple((Decimal(bottom), Decimal(top)) for bottom, top in pairs)


@pytest.mark.parametrize(
    ("floors", "expected"),
    [
        ([(0, "0"), (1, "4.5"), (2, "8.0")], metres(("0", "4.5"), ("4.5", "8.0"), ("8.0", "12.0"))),
        ([(-1, "-3"), (0, "0"), (1, "3")], metres(("-3", "0"), ("0", "3"), ("3", "6"))),
        ([(0, None), (1, None)], metres(("0", "3.5"), ("3.5", "7.0"))),
        ([(0, "0"), (1, None), (2, "8")], metres(("0", "4"), ("4", "8"), ("8", "12"))),
        ([(0, "0"), (1, "0"), (2, "7")], metres(("0", "3.5"), ("3.5", "7"), ("7", "10.5"))),
        ([(3, "12")], metres(("12", "15.5"))),
        ([], ()),
    ],
    ids=["true heights", "a basement", "no heights", "a gap", "not rising", "one floor", "none"],
)
def test_that_floors_stand_at_their_true_heights_and_gaps_are_filled(
    floors: list[tuple[int, str | None]], expected: tuple[tuple[Decimal, Decimal], ...]
) -> None:
    given = [(number, Decimal(height) if height is not None else None) for number, height in floors]
    assert storeys(given) == expected


def test_that_the_floor_of_the_highest_concern_is_found_first() -> None:
    section = sample.section()
    assert section.worst(*CLOSED) == (sample.one_id("Stair-A"), sample.one_id("Stair-A/Level-8"))


def test_that_a_floor_is_described_in_one_sentence() -> None:
    section = sample.section()
    shaft = section.shafts[0]
    assert describe(shaft, shaft.cells[8], *CLOSED) == (
        "Stair-A, Level-8: 18.2 Pa with all doors closed, fail: 1.8 Pa below the minimum of 20 Pa; "
        "baseline 44.2 · −58.8 %. Read 4 May 2026, Annual session 2026."
    )
    other = section.shafts[1]
    assert describe(other, other.cells[14], *CLOSED) == "Stair-B, Level-14: pressure not tested."
    assert describe(other, other.cells[13], *CLOSED) == "Stair-B, Level-13: pressure scaffolding."
    assert describe(shaft, shaft.cells[8], Measure.TESTED, "") == (
        "Stair-A, Level-8: 5 of 5 tests done, 1 not compliant."
    )


def test_that_the_axis_reaches_past_the_limits_and_is_not_stretched_by_one_wild_reading() -> None:
    section = sample.section()
    assert section.reach(*CLOSED) == Decimal("108.00")
    wild = sample.cell("Stair-A", 8, "900")
    shaft = section.shafts[0]
    cells = (*shaft.cells[:8], wild, *shaft.cells[9:])
    from dataclasses import replace

    stretched = replace(section, shafts=(replace(shaft, cells=cells), section.shafts[1]))
    assert stretched.reach(*CLOSED) == Decimal(160)


def test_that_limits_in_force_are_shown_where_nothing_was_read() -> None:
    empty = Section(sample.one_id("building"), "Empty", (), ((Measure.FORCE, Limits(None, Decimal(110), "N")),))
    assert str(empty.limits_of(Measure.FORCE, "active")) == "at most 110 N"
    assert empty.limits_of(Measure.VELOCITY, "x").open
    assert empty.cases(Measure.FORCE) == ("active",)
    assert empty.worst(*CLOSED) is None


def test_that_what_is_to_be_read_again_counts_as_not_tested() -> None:
    from dataclasses import replace

    shaft = sample.section().shafts[0]
    again = replace(shaft.cells[8], due=frozenset({CLOSED}))
    assert shaft.cells[8].standing(*CLOSED) is Standing.FAIL
    assert again.standing(*CLOSED) is Standing.NOT_TESTED
    assert "to be tested; before that 18.2 Pa" in describe(shaft, again, *CLOSED)


def test_that_a_building_is_drafted_from_floors_alone_in_any_order() -> None:
    levels = [Level("Level-1", 1, Decimal(4)), Level("Basement", -1), Level("Ground", 0, Decimal(0), ("D-G",))]
    section = drafted("New house", [("Stair-A", levels), ("Stair-B", [Level("Ground", 0), Level("Level-1", 1)])])
    first, second = section.shafts
    assert [(cell.level, cell.bottom_m, cell.assumed) for cell in first.cells] == [
        ("Basement", Decimal(-4), True),
        ("Ground", Decimal(0), False),
        ("Level-1", Decimal(4), False),
    ]
    assert first.cells[1].doors == ("D-G",)
    assert [cell.top_m for cell in second.cells] == [Decimal(4), Decimal(8)], "as high as the other stair's storeys"
    assert section == drafted(
        "New house", [("Stair-A", levels), ("Stair-B", [Level("Ground", 0), Level("Level-1", 1)])]
    )
    assert describe(first, first.cells[0], None, "") == "Stair-A, Basement: 4 m below ground, assumed; no doors."
    assert describe(first, first.cells[1], None, "") == "Stair-A, Ground: at ground; door D-G."


def test_that_a_floor_tells_what_else_was_read_on_it_and_the_worst_of_each() -> None:
    from dataclasses import replace

    shaft = sample.section().shafts[0]
    cell = shaft.cells[8]
    limits = Limits(None, Decimal(110), "N")
    light = replace(
        cell.readings[0],
        measure=Measure.FORCE,
        case="active",
        place="D-07",
        standing=Standing.PASS,
        value=Decimal(88),
        limits=limits,
    )
    heavy = replace(light, place="D-08", standing=Standing.FAIL, value=Decimal(112))
    said = describe(shaft, replace(cell, readings=(*cell.readings, light, heavy)), *CLOSED)
    assert said.endswith("Also here: door D-08 112.0 N with fan running, fail: 2.0 N above the maximum of 110 N.")
    assert "D-07" not in said
    guessed = describe(shaft, replace(cell, assumed=True), *CLOSED)
    assert guessed.endswith("Its height is not in the register; it is drawn as high as the others.")
