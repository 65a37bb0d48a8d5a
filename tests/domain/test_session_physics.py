"""The readings of one session against each other and against the building."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from firemode_desktop.domain import session_physics as of_sessions
from firemode_desktop.domain.physics import door_force
from firemode_desktop.domain.plausibility import Agreement, PhysicsCheck
from firemode_desktop.domain.reading import Reading, Test
from firemode_desktop.domain.running import Recorded, RunSheet, RunTest
from firemode_desktop.domain.session_physics import Measured, Opening, Site, doors_open, session_physics
from firemode_desktop.domain.words import InstanceStatus
from tests.domain.scenes import DAY

LEVELS = tuple(f"Level-{number}" for number in range(1, 16))
WORST = "worst_case_3_doors_open"
d = Decimal


def site(**changes: object) -> Site:
    known = {
        "heights": {("Stair-A", level): d(number * 3) for number, level in enumerate(LEVELS, start=1)},
        "doors": {("Stair-A", level, f"D-{level}"): Opening(d("0.9"), d("2.1")) for level in LEVELS},
        "doorways": {("Stair-A", level, f"DW-{level}"): Opening(d("1.2"), d("2.4")) for level in LEVELS},
        "capacities": {"Stair-A": d("5.2")},
        **changes,
    }
    return Site(**known)  # type: ignore[arg-type]


def pressure(level: str, value: str, case: str = "all_closed", stair: str = "Stair-A") -> Measured:
    baseline = d("44.2") if case == "all_closed" else None
    test = Test(
        "pressure_differential", stair, f"P {level} {case}", floor=level, door_configuration=case, unit="Pa",
        min_threshold=d(20), max_threshold=d(80), baseline_value=baseline,
    )  # fmt: skip
    return Measured(test, d(value))


def force(level: str, value: str, running: bool) -> Measured:
    test = Test(
        "door_opening_force", "Stair-A", f"F {level} {running}", floor=level, door=f"D-{level}",
        pressurization_active=running, unit="N",
    )  # fmt: skip
    return Measured(test, d(value))


def velocity(level: str, value: str, scenario: str = WORST) -> Measured:
    test = Test(
        "air_velocity", "Stair-A", f"V {level}", floor=level, doorway=f"DW-{level}", door_scenario=scenario, unit="m/s",
        min_threshold=d("1.0"),
    )  # fmt: skip
    return Measured(test, d(value))


def even(value: str = "45", case: str = "all_closed") -> list[Measured]:
    return [pressure(level, value, case) for level in LEVELS]


def told(checks: Sequence[PhysicsCheck], code: str) -> list[PhysicsCheck]:
    return [check for check in checks if check.code == code]


def test_that_a_reading_off_the_line_is_called_out_with_its_stair_and_floor() -> None:
    readings = [pressure("Level-9", "31") if one.test.floor == "Level-9" else one for one in even()]
    (odd,) = told(session_physics(readings, site()), "profile")
    assert (odd.verdict, odd.place) == (Agreement.SUSPECT, "Stair-A · Level-9")
    assert odd.message == ("Level-9 reads 31 Pa where its neighbours say 45: wrong floor, blocked tube or open door?")


def test_that_the_same_floor_of_another_stair_is_another_place() -> None:
    other = [pressure(level, "45", stair="Stair-B") for level in LEVELS]
    heights = {(stair, level): d(n) for stair in ("Stair-A", "Stair-B") for n, level in enumerate(LEVELS)}
    readings = [*even()[:-1], pressure("Level-15", "20"), *other]
    odd = [c for c in session_physics(readings, site(heights=heights)) if c.verdict is Agreement.SUSPECT]
    assert [check.place for check in odd] == ["Stair-A · Level-15"]


@pytest.mark.parametrize(("opened", "verdict"), [
    ("43.2", Agreement.SUSPECT), ("42.275", Agreement.SUSPECT), ("42.27", Agreement.CONSISTENT),
])  # fmt: skip
def test_that_a_pressure_with_open_doors_within_five_per_cent_of_the_closed_one_is_suspect(
    opened: str, verdict: Agreement
) -> None:
    readings = [pressure("Level-8", "44.5"), pressure("Level-8", opened, "evac_doors_open")]
    (pair,) = told(session_physics(readings, site()), "open_and_closed")
    assert (pair.verdict, pair.place) == (verdict, "Stair-A · Level-8")


@pytest.mark.parametrize(("off", "verdict"), [
    ("9.9", Agreement.CONSISTENT), ("14", Agreement.SUSPECT),
])  # fmt: skip
def test_that_the_forces_of_a_door_are_held_against_the_pressure_of_its_floor(off: str, verdict: Agreement) -> None:
    on = door_force(d(40), d("0.9"), d("2.1"), d(40) + d(off))
    readings = [pressure("Level-8", "40"), force("Level-8", str(on), True), force("Level-8", "40", False)]
    (door,) = told(session_physics(readings, site()), "door_force")
    assert (door.verdict, door.place) == (verdict, "D-Level-8")


def test_that_a_handle_further_in_changes_what_the_forces_imply() -> None:
    on = door_force(d(40), d("0.9"), d("2.1"), d(40), d("0.3"))
    readings = [pressure("Level-8", "40"), force("Level-8", str(on), True), force("Level-8", "40", False)]
    wide = {("Stair-A", "Level-8", "D-Level-8"): Opening(d("0.9"), d("2.1"), d("0.3"))}
    assert told(session_physics(readings, site(doors=wide)), "door_force")[0].verdict is Agreement.CONSISTENT
    assert told(session_physics(readings, site()), "door_force")[0].verdict is Agreement.SUSPECT


def test_that_the_stack_effect_needs_both_temperatures_of_the_visit() -> None:
    rising = [pressure(level, str(d(40) + d("0.54") * 3 * n)) for n, level in enumerate(LEVELS)]
    cold = {"temp_out_c": d("10.05"), "temp_stair_c": d("23.05")}
    (found,) = told(session_physics(rising, site(), cold), "stack_effect")
    assert found.verdict is Agreement.CONSISTENT
    assert round(found.numbers["expected_pa_per_m"], 2) == d("0.54")
    (wrong,) = told(session_physics(even(), site(), cold), "stack_effect")
    assert wrong.verdict is Agreement.SUSPECT
    (blank,) = told(session_physics(rising, site(), {"temp_out_c": d(10)}), "stack_effect")
    assert blank.verdict is Agreement.NOT_ENOUGH_DATA


def test_that_the_pilots_fan_cannot_feed_three_doorways() -> None:
    readings = [velocity(level, "1.0") for level in LEVELS]
    checks = session_physics(readings, site())
    (read,), (asked,) = told(checks, "flow_balance"), told(checks, "flow_asked_for")
    assert read.verdict is asked.verdict is Agreement.SUSPECT
    assert read.message == "Stair-A: 3 open doorways need 8.64 m³/s; the fan gives 5.2 m³/s."
    assert asked.message == (
        "At the 1 m/s that is asked for, Stair-A: 3 open doorways need 8.64 m³/s; the fan gives 5.2 m³/s."
    )


def test_that_a_scenario_that_names_its_doors_counts_those() -> None:
    named = site(opened={("Stair-A", WORST): ("Level-2", "Level-3")}, capacities={"Stair-A": d("5.76")})
    enough = session_physics([velocity("Level-2", "1.0"), velocity("Level-3", "1.0"), velocity("Level-9", "4")], named)
    assert told(enough, "flow_balance")[0].verdict is Agreement.CONSISTENT
    over = session_physics([velocity("Level-2", "1.0"), velocity("Level-3", "1.01")], named)
    assert told(over, "flow_balance")[0].verdict is Agreement.SUSPECT
    half = session_physics([velocity("Level-2", "1.0")], named)
    assert told(half, "flow_balance")[0].verdict is Agreement.NOT_ENOUGH_DATA


@pytest.mark.parametrize(("scenario", "many"), [
    (WORST, 3), ("12_doors_open", 12), ("1_door_open", 1), ("0_doors_open", None), ("worst_case", None),
    ("level_3_open", None),
])  # fmt: skip
def test_that_the_name_of_a_scenario_says_how_many_doors_are_open(scenario: str, many: int | None) -> None:
    assert doors_open(scenario) == many


def test_that_leakage_counts_in_the_balance_only_where_the_fans_flow_is_the_same() -> None:
    closed, opened = even("25"), even("9", "evac_doors_open")
    readings = [*closed, *opened, *(velocity(level, "0.5") for level in LEVELS)]
    governed = told(session_physics(readings, site()), "flow_balance")[0]
    assert (governed.verdict, governed.numbers["leakage_m3_s"]) == (Agreement.CONSISTENT, 0)
    fixed = told(session_physics(readings, site(steady=frozenset({"Stair-A"}))), "flow_balance")[0]
    assert fixed.verdict is Agreement.SUSPECT
    assert round(fixed.numbers["leakage_m3_s"], 2) == d("3.12")  # 5.2 m³/s · √(9/25)


@pytest.mark.parametrize(("before", "verdict"), [
    (None, Agreement.NOT_ENOUGH_DATA), ("1.2530", Agreement.CONSISTENT), ("0.9", Agreement.SUSPECT),
])  # fmt: skip
def test_that_the_leakage_area_is_compared_with_the_time_before(before: str | None, verdict: Agreement) -> None:
    areas = {} if before is None else {"Stair-A": d(before)}
    (area,) = told(session_physics(even("25"), site(areas=areas)), "leakage_area")
    assert area.verdict is verdict
    assert round(area.numbers["area_m2"], 4) == d("1.2530")  # 5.2 / (0.83·5)


def test_that_a_value_in_another_unit_is_told_and_kept_out_of_the_other_checks() -> None:
    readings = [pressure("Level-9", "0.18") if one.test.floor == "Level-9" else one for one in even()]
    checks = session_physics(readings, site())
    (slip,) = told(checks, "unit_slip")
    assert slip.message == "Level-9: 0.18 may have been read in inwg: that would be 44.84 Pa."
    assert [check.verdict for check in told(checks, "profile")] == [Agreement.CONSISTENT]


def test_that_nothing_is_said_of_a_session_without_readings() -> None:
    assert session_physics((), site()) == ()


# --- as one types -----------------------------------------------------------------------------------------------------


def sheet(readings: Sequence[Measured], known: Site | None = None) -> RunSheet:
    tests = tuple(
        RunTest(
            UUID(int=number),
            one.test,
            InstanceStatus.COMPLETED,
            recorded=Recorded(taken=Reading(DAY, one.value)),
        )
        for number, one in enumerate(readings, start=1)
    )
    return RunSheet(
        UUID(int=0), "Annual", "draft", "annual", DAY, "simple", d(20), "Australia/Sydney", tests, site=known or site()
    )


def test_that_what_is_typed_is_held_against_its_neighbours() -> None:
    run = sheet(even())
    typed = run.tests[8]
    assert run.fits(typed, d("45")) == ()
    assert run.fits(typed, d("31")) == (
        "Level-9 reads 31 Pa where its neighbours say 45: wrong floor, blocked tube or open door?",
    )
    assert run.fits(typed, d("0.18")) == ("Level-9: 0.18 may have been read in inwg: that would be 44.84 Pa.",)
    assert run.fits(run.tests[2], d("31"))[0].startswith("Level-3 reads 31 Pa")


def test_that_a_typed_force_is_held_against_its_pair_and_the_pressure() -> None:
    run = sheet([pressure("Level-8", "40"), force("Level-8", "40", False), force("Level-8", "80", True)])
    assert run.fits(run.tests[2], door_force(d(40), d("0.9"), d("2.1"), d(40))) == ()
    assert "forces imply" in run.fits(run.tests[2], d(110))[0]


def test_that_the_pressure_with_open_doors_is_held_against_the_closed_one() -> None:
    run = sheet([pressure("Level-8", "44.5"), pressure("Level-8", "20", "evac_doors_open")])
    assert run.fits(run.tests[1], d("43.2"))[0].endswith("were the doors really open?")
    assert run.fits(run.tests[1], d("22")) == ()


def test_that_neighbours_are_what_was_read_and_before_that_the_baselines() -> None:
    run = sheet(even("46"))
    first = run.tests[0]
    assert run.neighbours(first) == (d("46"),) * 14
    untouched = replace(run, tests=tuple(replace(one, recorded=Recorded()) for one in run.tests))
    assert untouched.neighbours(untouched.tests[0]) == (d("44.2"),) * 15
    retested = replace(run, tests=(first, *(replace(one, superseded=True) for one in run.tests[1:-1]), run.tests[-1]))
    assert retested.neighbours(first) == (d("46"),)


def test_that_a_key_looks_at_every_reading_of_the_session_no_more_than_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = [*even(), *even("20", "evac_doors_open"), *(velocity(level, "1.2") for level in LEVELS)]
    readings += [force(level, "60", running) for level in LEVELS for running in (True, False)]
    run = sheet([*readings, *readings, *readings[:28]])
    assert len(run.tests) == 178
    group = of_sessions._group
    looked: list[Test] = []

    def counted(test: Test) -> tuple[object, ...]:
        looked.append(test)
        return group(test)

    monkeypatch.setattr(of_sessions, "_group", counted)
    run.fits(run.tests[8], d("31"))
    assert 0 < len(looked) <= 2 * len(run.tests)
