"""The map of a session: every test has one place, and every floor says how its tests stand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as some

from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.running import Recorded, RunTest
from firemode_desktop.domain.section import Level, Section, drafted
from firemode_desktop.domain.session_map import WHOLE, mapped
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.walk import position, seconds_left, step_from
from firemode_desktop.domain.words import InstanceStatus, MeasurementType

TO_DO, DONE = InstanceStatus.PENDING, InstanceStatus.COMPLETED
STOREY = Decimal("3.5")


def section(stairs: int = 2, floors: int = 3) -> Section:
    levels = [Level(f"Level-{number}", number, number * STOREY) for number in range(floors)]
    return drafted("Tower", [(f"Stair-{chr(65 + each)}", levels) for each in range(stairs)])


def one_test(stair: str, floor: str | None, *, good: bool | None = None, seconds: int = 0) -> RunTest:
    kind = MeasurementType.PRESSURE_DIFFERENTIAL if floor else MeasurementType.INTERFACE_TEST
    status = TO_DO if good is None else DONE
    recorded = Recorded(is_compliant=good, verdict=None if good is None else "pass" if good else "fail")
    return RunTest(uuid4(), Test(kind, stair, floor=floor), status, recorded=recorded, seconds=seconds)


def test_that_a_floor_shows_a_block_for_each_of_its_tests() -> None:
    tests = [one_test("Stair-A", "Level-1", good=True), one_test("Stair-A", "Level-1"), one_test("Stair-B", "Level-1")]
    made = mapped(section(), tests)
    stair, floor = made.places[tests[0].instance_id]
    mark = made.marks(tests).floors[floor]
    assert mark.blocks == (Standing.PASS, Standing.NOT_TESTED)
    assert (mark.figure, mark.standing) == ("1/2", Standing.NOT_TESTED)
    assert made.places[tests[2].instance_id][0] != stair


def test_that_what_belongs_to_the_whole_stair_stands_below_its_lowest_floor() -> None:
    tests = [one_test("Stair-A", None)]
    shaft = mapped(section(), tests).section.shafts[0]
    assert [cell.level for cell in shaft.cells] == [WHOLE, "Level-0", "Level-1", "Level-2"]
    assert shaft.cells[0].top_m < shaft.cells[1].bottom_m
    assert [cell.level for cell in mapped(section(), tests).section.shafts[1].cells] == [
        "Level-0",
        "Level-1",
        "Level-2",
    ]


def test_that_a_test_of_a_stair_that_is_out_of_service_still_has_a_place() -> None:
    one = one_test("Stair-Z", "Level-1")
    made = mapped(section(), [one])
    assert made.section.shafts[-1].name == "Stair-Z"
    assert made.place(one) is not None


def test_that_a_floor_leads_to_its_next_test_to_do_else_to_its_first() -> None:
    done, left = one_test("Stair-A", "Level-1", good=True), one_test("Stair-A", "Level-1")
    made = mapped(section(), [done, left])
    place = made.places[done.instance_id]
    assert made.first(place, [done, left]) is left
    assert made.first(place, [done, replace(left, status=DONE)]) is done
    assert made.first((UUID(int=0), UUID(int=0)), [done]) is None


def test_that_a_floor_says_what_failed_and_what_is_to_do() -> None:
    tests = [one_test("Stair-A", "Level-1", good=False), one_test("Stair-A", "Level-1")]
    made = mapped(section(), tests)
    marks = made.marks(tests)
    assert marks.sentence is not None
    said = marks.sentence(made.places[tests[0].instance_id][1])
    assert said == "Stair-A, Level-1: 1 of 2 tests done; not compliant: Pressure; to do: Pressure."
    assert "1 of 2 tests done, 1 not compliant" in marks.summary


@given(
    some.lists(
        some.tuples(
            some.sampled_from(["Stair-A", "Stair-B", "Stair-C"]),
            some.sampled_from([None, "Level-0", "Level-2", "Level-9"]),
        ),
        max_size=30,
    )
)
def test_that_every_test_has_exactly_one_place_and_is_counted_there(where: list[tuple[str, str | None]]) -> None:
    tests = [one_test(stair, floor) for stair, floor in where]
    made = mapped(section(), tests)
    cells = {(shaft.stair_id, cell.floor_id) for shaft in made.section.shafts for cell in shaft.cells}
    assert made.knows(tests)
    assert set(made.places.values()) <= cells
    assert sum(len(mark.blocks) for mark in made.marks(tests).floors.values()) == len(tests)


def test_that_the_walk_counts_what_is_left_at_a_place_and_how_long_the_rest_takes() -> None:
    tests = [
        one_test("Stair-A", "Level-1", good=True, seconds=100),
        one_test("Stair-A", "Level-1", seconds=60),
        one_test("Stair-A", "Level-2", seconds=30),
    ]
    assert position(tests, tests[1]).words == "2 of 3 · 1 to do here"
    assert position(tests, replace(tests[0], test=Test(tests[0].test.measurement_type, "Stair-B"))).here == 0
    assert seconds_left(tests) == 90
    assert step_from(tests, tests[1], 1) is tests[2]
    assert step_from(tests, tests[2], 1) is tests[2]
    assert step_from(tests, None, 1) is tests[0]
    assert step_from((), None, 1) is None
