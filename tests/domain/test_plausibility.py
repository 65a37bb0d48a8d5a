"""Do the readings agree with each other?"""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from firemode_desktop.domain.physics import door_force
from firemode_desktop.domain.plausibility import (
    Agreement,
    OpenDoorway,
    ProfilePoint,
    check_door_force,
    check_flow_balance,
    check_leakage,
    check_open_against_closed,
    check_profile,
    check_stack_effect,
    suspects,
)
from tests.domain.scenes import d


def profile(pressures: list[str]) -> list[ProfilePoint]:
    names = ["Ground", *(f"Level-{n}" for n in range(1, len(pressures)))]
    return [ProfilePoint(name, d("3.5") * n, d(pa)) for n, (name, pa) in enumerate(zip(names, pressures, strict=True))]


@pytest.mark.parametrize(
    ("open_pa", "verdict"),
    [("43.2", "suspect"), ("42.275", "suspect"), ("42.27", "consistent"), ("30", "consistent"), ("60", "suspect")],
)
def test_that_a_pressure_with_open_doors_within_5_per_cent_of_the_closed_one_is_suspect(
    open_pa: str, verdict: str
) -> None:
    """44.5 and 43.2 Pa are the customer's own example; 5 % below 44.5 is 42.275."""
    check = check_open_against_closed("Ground", d("44.5"), d(open_pa))
    assert check.verdict == verdict
    assert ("really open?" in check.message) == (verdict == "suspect")


@pytest.mark.parametrize(("closed", "opened"), [(None, d(30)), (d(45), None), (d(0), d(0))])
def test_that_one_pressure_cannot_be_compared(closed: Decimal | None, opened: Decimal | None) -> None:
    assert check_open_against_closed("Ground", closed, opened).verdict is Agreement.NOT_ENOUGH_DATA


def test_that_a_reading_far_off_its_neighbours_is_called_out() -> None:
    checks = check_profile("Stair-A", profile(["45", "44", "45", "46", "45", "44", "45", "46", "45", "31", "45"]))
    assert [check.message for check in checks] == [
        "Level-9 reads 31 Pa where its neighbours say 45: wrong floor, blocked tube or open door?"
    ]
    assert suspects(checks) == checks


def test_that_a_straight_profile_is_consistent_however_steep() -> None:
    (check,) = check_profile("Stair-A", profile([str(30 + 2 * n) for n in range(10)]))
    assert check.verdict is Agreement.CONSISTENT
    assert check.numbers == {"slope_pa_per_m": d("0.5714")}


@pytest.mark.parametrize(("last", "verdict"), [("53", Agreement.CONSISTENT), ("53.1", Agreement.SUSPECT)])
def test_that_a_reading_within_8_pascals_of_the_line_is_not_called_out(last: str, verdict: Agreement) -> None:
    (check,) = check_profile("Stair-A", profile(["45"] * 9 + [last]))
    assert check.verdict is verdict


def test_that_four_readings_make_no_profile() -> None:
    (check,) = check_profile("Stair-A", profile(["45", "44", "45", "10"]))
    assert check.verdict is Agreement.NOT_ENOUGH_DATA
    assert check_stack_effect("Stair-A", profile(["45"] * 4), d(10), d(23)).verdict is Agreement.NOT_ENOUGH_DATA


def test_that_a_profile_with_the_stack_effect_of_its_temperatures_is_consistent() -> None:
    rising = profile([str(d("40") + d("0.54") * d("3.5") * n) for n in range(15)])
    check = check_stack_effect("Stair-A", rising, d("10.05"), d("23.05"))
    assert check.verdict is Agreement.CONSISTENT
    assert round(check.numbers["expected_pa_per_m"], 2) == d("0.54")


def test_that_a_flat_profile_on_a_cold_day_is_suspect_and_without_temperatures_is_not_judged() -> None:
    flat = profile(["45"] * 15)
    assert check_stack_effect("Stair-A", flat, d(10), d(23)).verdict is Agreement.SUSPECT
    assert check_stack_effect("Stair-A", flat, d(20), d(20)).verdict is Agreement.CONSISTENT
    assert check_stack_effect("Stair-A", flat, None, d(23)).verdict is Agreement.NOT_ENOUGH_DATA


SIZE = (d("0.90"), d("2.10"))


@pytest.mark.parametrize(
    ("away", "verdict"),
    [("0", "consistent"), ("11.2", "consistent"), ("-11.2", "consistent"), ("11.3", "suspect"), ("-11.3", "suspect")],
)
def test_that_a_doors_forces_must_explain_the_pressure_of_its_floor(away: str, verdict: str) -> None:
    """A quarter of the measured 45 Pa (11.25 Pa) may separate the two."""
    on = door_force(d(40), *SIZE, d(45) + d(away))
    check = check_door_force("D-8", on, d(40), *SIZE, d(45))
    assert abs(check.numbers["implied_pa"] - 45 - d(away)) < d("1E-10")
    assert check.verdict == verdict


@pytest.mark.parametrize(("implied", "verdict"), [("15", "consistent"), ("15.1", "suspect")])
def test_that_at_low_pressures_ten_pascals_may_separate_the_two(implied: str, verdict: str) -> None:
    on = door_force(d(40), *SIZE, d(implied)) - d("0.000001")
    assert check_door_force("D-8", on, d(40), *SIZE, d(5)).verdict == verdict


def test_that_a_force_that_does_not_rise_with_the_fan_is_suspect() -> None:
    check = check_door_force("D-8", d(38), d(40), *SIZE, d(45))
    assert check.verdict is Agreement.SUSPECT
    assert check.message == "D-8: its forces imply -2 Pa; 45 Pa was measured."
    assert check_door_force("D-8", d(80), None, *SIZE, d(45)).verdict is Agreement.NOT_ENOUGH_DATA


def three_doorways() -> list[OpenDoorway]:
    return [OpenDoorway(f"DW-{n}", d("1.2"), d("2.4"), d("1")) for n in (1, 2, 3)]


def test_that_the_pilot_buildings_fan_cannot_serve_three_open_doorways() -> None:
    """Three 1.2 × 2.4 m doorways at 1 m/s need 8.64 m³/s; the fan of the customer's document gives 5.2."""
    check = check_flow_balance("Stair-A", three_doorways(), d("5.2"))
    assert check.verdict is Agreement.SUSPECT
    assert check.numbers["needed_m3_s"] == d("8.64")
    assert check.message == "Stair-A: 3 open doorways need 8.64 m³/s; the fan gives 5.2 m³/s."


@pytest.mark.parametrize(("capacity", "verdict"), [("8.64", Agreement.CONSISTENT), ("8.639", Agreement.SUSPECT)])
def test_that_a_fan_that_gives_exactly_what_is_needed_is_enough(capacity: str, verdict: Agreement) -> None:
    assert check_flow_balance("Stair-A", three_doorways(), d(capacity)).verdict is verdict


def test_that_leakage_counts_against_the_fan() -> None:
    check = check_flow_balance("Stair-A", three_doorways(), d("8.7"), d("0.040"), d(25))
    assert check.verdict is Agreement.SUSPECT
    assert round(check.numbers["leakage_m3_s"], 3) == d("0.166")
    assert check_flow_balance("Stair-A", [], d("8.7")).verdict is Agreement.NOT_ENOUGH_DATA
    assert check_flow_balance("Stair-A", three_doorways(), None).verdict is Agreement.NOT_ENOUGH_DATA


@pytest.mark.parametrize(
    ("previous", "verdict"),
    [
        ("0.040", "consistent"),
        ("0.032", "consistent"),
        ("0.0319", "suspect"),
        ("0.06", "suspect"),
        (None, "not_enough_data"),
    ],
)
def test_that_a_stair_that_leaks_a_quarter_more_than_before_is_suspect(previous: str | None, verdict: str) -> None:
    check = check_leakage("Stair-A", d("0.166"), [d(24), d(26)], None if previous is None else d(previous))
    assert check.verdict == verdict
    assert round(check.numbers["area_m2"], 3) == d("0.040")
    assert check_leakage("Stair-A", None, [d(24)]).verdict is Agreement.NOT_ENOUGH_DATA
    assert check_leakage("Stair-A", d(1), []).verdict is Agreement.NOT_ENOUGH_DATA


def test_that_a_check_is_stored_as_json() -> None:
    check = check_flow_balance("Stair-A", three_doorways(), d("5.2"))
    stored = json.loads(json.dumps(check.to_dict()))
    assert (stored["code"], stored["place"], stored["verdict"]) == ("flow_balance", "Stair-A", "suspect")
    assert stored["numbers"]["needed_m3_s"] == "8.64"
