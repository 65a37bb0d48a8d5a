"""What closers take, and the stack line: against numbers worked out by hand from NFPA 92 and the ASHRAE handbook."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.closers import DoorForce, suspicions
from firemode_desktop.domain.physics import closer_force, door_force
from firemode_desktop.domain.plausibility import ProfilePoint
from firemode_desktop.domain.session_physics import Opening
from firemode_desktop.domain.stack_line import stack_line


def d(value: str | int) -> Decimal:
    return Decimal(value)


SIZE = Opening(d("0.9"), d("2.1"))


def doors(*forces: str, pressure: str = "45") -> list[DoorForce]:
    return [DoorForce(f"D-{n}", d(force), d(pressure), size=SIZE) for n, force in enumerate(forces)]


def test_that_the_closer_is_what_is_left_of_the_force() -> None:
    # 0.9 · (0.9 · 2.1) · 45 / (2 · (0.9 − 0.07)) = 46.11 N of the pressure
    assert round(closer_force(d(80), d(45), d("0.9"), d("2.1")), 2) == d("33.89")


@given(st.decimals(0, 200, places=1), st.decimals(-20, 100, places=1), st.decimals("0.5", 3, places=2))
def test_that_closer_and_pressure_make_up_the_force(closer: Decimal, pressure: Decimal, wide: Decimal) -> None:
    force = door_force(closer, wide, d(2), pressure)
    assert closer_force(force, pressure, wide, d(2)) == pytest.approx(closer)


def test_that_a_closer_that_would_push_is_told_and_one_of_nothing_is_not() -> None:
    exactly = door_force(d(0), d("0.9"), d("2.1"), d(45))
    assert suspicions([DoorForce("D-0", exactly, d(45), size=SIZE)]) == ("",)
    (told,) = suspicions([DoorForce("D-0", exactly - 1, d(45), size=SIZE)])
    assert "less than 45 Pa alone ask for; the closer would push by 1 N" in told


def test_that_a_closer_far_from_the_others_is_told_beyond_twenty_newtons() -> None:
    assert suspicions(doors("80", "81", "79", "80", "100")) == ("",) * 5
    told = suspicions(doors("80", "81", "79", "80", "100.1"))
    assert told[:4] == ("",) * 4
    assert told[4] == "D-4: its closer takes 54 N where 33.9 N are usual here."


def test_that_four_doors_are_too_few_to_call_one_odd() -> None:
    assert suspicions(doors("80", "81", "79", "140")) == ("",) * 4


@pytest.mark.parametrize(
    "lacking",
    [
        DoorForce("D", d(80), None, size=SIZE),
        DoorForce("D", d(80), d(45)),
        DoorForce("D", d(80), d(45), size=Opening(d("0.07"), d("2.1"))),
    ],
)
def test_that_without_pressure_or_size_nothing_is_made_up(lacking: DoorForce) -> None:
    assert lacking.closer_n is None
    assert suspicions([lacking]) == ("",)


def test_that_two_forces_which_imply_another_pressure_are_told() -> None:
    fits = DoorForce("D-8", d(80), d(45), d(35), SIZE)
    assert round(fits.implied_pa or 0, 1) == d("43.9")
    assert suspicions([fits]) == ("",)
    (told,) = suspicions([DoorForce("D-8", d(80), d(20), d(35), SIZE)])
    assert told == "D-8: its forces imply 43.9 Pa; 20 Pa was measured."


def points(*pressures: str) -> list[ProfilePoint]:
    return [ProfilePoint(f"L{n}", d(n) * d("3.5") - 7, d(each)) for n, each in enumerate(pressures)]


def test_that_the_stack_line_has_the_slope_of_the_temperatures_and_the_level_of_the_readings() -> None:
    line = stack_line(points("40", "40", "40", "40", "400"), d(5), d(21))
    assert line is not None
    # 3460 · (1/278.15 − 1/294.15) = 0.6766 Pa/m
    assert round(line.gradient_pa_per_m, 4) == d("0.6766")
    assert line.at(d("3.5")) - line.at(d(-7)) == pytest.approx(line.gradient_pa_per_m * d("10.5"))
    # One slip does not lift it: the median of 44.74, 42.37, 40, 37.63, 395.26 stands at the ground.
    assert round(line.at(d(0)), 2) == d("42.37")


def test_that_equal_temperatures_give_an_upright_line_and_warmth_outside_one_that_falls() -> None:
    same, summer = (stack_line(points(*["40"] * 5), d(outside), d(21)) for outside in (21, 35))
    assert same is not None
    assert summer is not None
    assert same.at(d(0)) == same.at(d(50)) == 40
    assert summer.gradient_pa_per_m < 0


@pytest.mark.parametrize(("outside", "inside"), [(None, 21), (5, None), (None, None)])
def test_that_without_both_temperatures_there_is_no_stack_line(outside: int | None, inside: int | None) -> None:
    given = [None if each is None else d(each) for each in (outside, inside)]
    assert stack_line(points(*["40"] * 5), *given) is None


def test_that_four_floors_are_too_few_for_a_stack_line_and_five_are_enough() -> None:
    assert stack_line(points(*["40"] * 4), d(5), d(21)) is None
    assert stack_line(points(*["40"] * 5), d(5), d(21)) is not None
