"""What the physics advises on the baselines of a building."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.advice import Advice, AdviceCode, advise, asking
from firemode_desktop.domain.baselines import Location
from firemode_desktop.domain.physics import door_force
from firemode_desktop.domain.plausibility import Agreement
from tests.domain.surveys import OPEN, building, force, pressure, profile

EVEN = ["45", "44.8", "45.1", "45", "44.9", "45.2", "45", "44.8", "45.1", "45"]
CLOSER = Decimal(40)


def found(values: dict[Location, Decimal], **how: int) -> tuple[Advice, ...]:
    return asking(advise(values, building(**how)))


def told(values: dict[Location, Decimal]) -> list[tuple[str, tuple[Location, ...]]]:
    return [(one.code.value, one.locations) for one in found(values)]


def put(values: list[str], **at: str) -> list[str]:
    changed = list(values)
    for place, value in at.items():
        changed[int(place[1:])] = value
    return changed


def test_that_a_pressure_off_its_neighbours_is_advised_on_in_one_sentence() -> None:
    (one,) = found(profile(put(EVEN, f9="31")))
    assert (one.code, one.locations, one.verdict) == (
        AdviceCode.MISPLACED_FLOOR,
        (pressure(9),),
        Agreement.SUSPECT,
    )
    assert one.message == "Level-9 reads 31 Pa where its neighbours say 45: wrong floor, blocked tube or open door?"
    assert one.numbers["measured_pa"] == 31


@pytest.mark.parametrize(("last", "asks"), [("53", False), ("53.01", True), ("37", False), ("36.99", True)])
def test_that_eight_pascals_off_the_line_are_let_pass(last: str, asks: bool) -> None:
    assert bool(found(profile(["45"] * 9 + [last]))) is asks


STEEP = ["15", "26", "37", "48", "59", "70", "81", "92"]


def test_that_two_floors_whose_values_were_exchanged_are_told_in_one_sentence() -> None:
    exchanged = profile(put(STEEP, f3="59", f4="48"))
    (one,) = found(exchanged)
    assert (one.code, set(one.locations)) == (AdviceCode.MISPLACED_FLOOR, {pressure(3), pressure(4)})
    assert "exchanged, both would agree with their neighbours" in one.message
    assert "Level-3 reads 59 Pa and Level-4 48 Pa" in one.message


def test_that_two_odd_floors_that_an_exchange_does_not_mend_are_told_one_by_one() -> None:
    assert told(profile(put(STEEP, f3="78", f4="30"))) == [
        ("misplaced_floor", (pressure(3),)),
        ("misplaced_floor", (pressure(4),)),
    ]


@pytest.mark.parametrize(("opened", "asks"), [("42.75", True), ("42.74", False), ("60", True), ("30", False)])
def test_that_open_doors_within_5_per_cent_of_closed_are_advised_on(opened: str, asks: bool) -> None:
    values = {pressure(2): Decimal(45), pressure(2, OPEN): Decimal(opened)}
    assert told(values) == ([("open_close_to_closed", (pressure(2, OPEN), pressure(2)))] if asks else [])


def forces(on: str) -> dict[Location, Decimal]:
    return {force(2, True): Decimal(on), force(2, False): CLOSER, pressure(2): Decimal(45)}


def test_that_a_force_that_implies_another_pressure_is_advised_on_and_an_agreeing_one_is_not() -> None:
    right = door_force(CLOSER, Decimal("0.9"), Decimal("2.1"), Decimal(45))
    assert told(forces(str(right))) == []
    wrong = door_force(CLOSER, Decimal("0.9"), Decimal("2.1"), Decimal("57"))
    assert told(forces(str(wrong))) == [("door_force_disagrees", (force(2, True), force(2, False), pressure(2)))]


@pytest.mark.parametrize("width", [None, Decimal("0.05"), Decimal("0.07")])
def test_that_a_door_of_unknown_or_impossible_width_is_not_compared(width: Decimal | None) -> None:
    survey = building()
    doors = tuple(replace(door, width_m=width) for door in survey.doors)
    (check,) = [
        one for one in advise(forces("90"), replace(survey, doors=doors)) if one.code is AdviceCode.DOOR_FORCE_DISAGREES
    ]
    assert check.verdict is Agreement.NOT_ENOUGH_DATA


def on(*values: str) -> dict[Location, Decimal]:
    return {force(number, True): Decimal(value) for number, value in enumerate(values)}


def test_that_a_force_that_looks_like_pounds_is_told_with_its_conversion_and_left_as_it_is() -> None:
    values = on("85", "86", "21", "88")
    (one,) = found(values)
    assert (one.code, one.locations) == (AdviceCode.UNIT_SLIP, (force(2, True),))
    assert one.message == "21 may have been read in lbf: that would be 93.41 N. The others are about 85.5 N."
    assert values[force(2, True)] == 21


def test_that_all_values_in_another_unit_are_one_piece_of_advice() -> None:
    (one,) = found(on("19", "20", "21"))
    assert one.locations == tuple(force(number, True) for number in range(3))
    assert "3 values look so" in one.message


def test_that_two_values_are_too_few_to_call_one_of_them_odd() -> None:
    assert found(on("85", "25")) == ()
    assert len(found(on("85", "86", "25"))) == 1


def test_that_what_is_out_of_service_takes_no_part() -> None:
    survey = building()
    gone = tuple(
        replace(floor, decommissioned_on=date(2025, 1, 1)) if floor.name == "Level-9" else floor
        for floor in survey.floors
    )
    assert asking(advise(profile(put(EVEN, f9="31")), replace(survey, floors=gone))) == ()


def test_that_nothing_is_compared_where_there_is_nothing() -> None:
    assert advise({}, building()) == ()


readings = st.lists(st.decimals(10, 100, places=1), min_size=5, max_size=10)


@given(readings, st.randoms())
def test_that_the_order_in_which_values_are_given_does_not_matter(values: list[Decimal], shuffler: object) -> None:
    given_values = list(profile([str(value) for value in values]).items())
    shuffled = list(given_values)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    assert set(told(dict(given_values))) == set(told(dict(shuffled)))


@given(st.integers(-7, 7), st.integers(30, 50))
def test_that_a_straight_line_over_the_height_is_never_advised_on(slope: int, ground: int) -> None:
    line = [str(ground + 30 + slope * number) for number in range(8)]
    assert found(profile(line)) == ()
