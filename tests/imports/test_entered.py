"""Baselines typed by hand: how a cell reads, and that what is typed comes to the plan a file would come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.baseline_draft import Draft, Typed, accept, look
from firemode_desktop.domain.baselines import BaselineFacts, Location, Survey
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.exports.pilot import pilot_survey
from firemode_desktop.imports.baselines.entered import BY_HAND, NO_DATE, plan_entered, row_of
from firemode_desktop.imports.baselines.plan import plan_import
from firemode_desktop.imports.files.workbook import read
from firemode_desktop.imports.tables.problems import RowStatus
from tests.imports.books import book

TODAY = date(2026, 11, 22)
FULL = pilot_survey(TODAY)
EMPTY = replace(FULL, baselines={}, setpoints={})
NINE = ("1.2", "1.3", "1.1", "1.15", "1.25", "1.18", "1.08", "1.12", "1.05")
"""The nine points of the customer's document; their mean is 1.158889 m/s."""
DAY = {"commissioned_date": "15 Jan 2024"}
PRESSURE, VELOCITY, FORCE = BaselineKind


def floor(name: str = "Level-8", case: str = "all_closed", survey: Survey = EMPTY) -> Location:
    stair = survey.stairs[0]
    return PRESSURE, stair.id, next(f.id for f in survey.floors if (f.name, f.stair_id) == (name, stair.id)), case


def doorway(survey: Survey = EMPTY) -> Location:
    stair = survey.stairs[0]
    return VELOCITY, stair.id, next(d.id for d in survey.doorways if d.stair_id == stair.id), survey.door_scenarios[0]


def door(running: bool, survey: Survey = EMPTY) -> Location:
    stair = survey.stairs[0]
    return FORCE, stair.id, next(d.id for d in survey.doors if d.stair_id == stair.id), running


def typed(*cells: tuple[Location, str | tuple[str, ...]], **shared: str) -> Draft:
    draft = Draft(shared={**DAY, **shared})
    return draft.put({at: Typed(text if isinstance(text, tuple) else (text,)) for at, text in cells})


@pytest.mark.parametrize(
    ("text", "value"), [("45,2", "45.2"), ("45.2 Pa", "45.2"), (" 10 ", "10"), ("100", "100"), ("10.001", "10.001")]
)
def test_that_a_plain_number_reads_as_it_is(text: str, value: str) -> None:
    read_ = look(PRESSURE, Typed((text,)))
    assert (read_.value, read_.problem, read_.offers) == (Decimal(value), "", ())


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (PRESSURE, "9.99", "9.99 Pa cannot be: a baseline is 10 to 100 Pa."),
        (PRESSURE, "100.01", "100.01 Pa cannot be: a baseline is 10 to 100 Pa."),
        (VELOCITY, "5.001", "5.001 m/s cannot be: a baseline is 0.5 to 5 m/s."),
        (FORCE, "-1", "-1 N cannot be: a baseline is 0 to 200 N."),
        (PRESSURE, "1,234", "“1,234” can mean 1234 or 1.234; write it with a point, or no comma at all."),
        (PRESSURE, "abc", "“abc” is not a number."),
    ],
)
def test_that_what_cannot_be_a_baseline_says_why(kind: BaselineKind, text: str, said: str) -> None:
    read_ = look(kind, Typed((text,)))
    assert read_.value is None
    assert read_.problem.startswith(said)


def test_that_another_unit_is_offered_and_converted_only_when_accepted() -> None:
    before = Typed(("0.18 inwg",))
    read_ = look(PRESSURE, before)
    assert read_.value is None
    assert read_.problem == "“0.18 inwg” is in another unit: it would be 44.84 Pa."
    assert accept(PRESSURE, before) == Typed(("44.84",))
    assert accept(PRESSURE, Typed(("45 N",))) == Typed(("45 N",))


def test_that_a_bare_slip_of_unit_is_offered_too() -> None:
    assert look(PRESSURE, Typed(("0.18",))).problem == (
        "0.18 Pa cannot be: a baseline is 10 to 100 Pa. Was it read in inwg? That would be 44.84 Pa."
    )
    assert accept(PRESSURE, Typed(("0.18",))) == Typed(("44.84",))


def test_that_nine_points_have_a_mean_and_eight_say_which_is_missing() -> None:
    whole = look(VELOCITY, Typed(NINE))
    assert whole.value is not None
    assert round(whole.value, 6) == Decimal("1.158889")
    eight = look(VELOCITY, Typed((*NINE[:3], " ", *NINE[4:])))
    assert eight.value is None
    assert eight.grid is not None
    assert eight.grid.missing == (4,)
    assert eight.problem == "Point 4 is missing: all nine are needed."
    assert [
        each.standing(Limits(minimum)) for each in (whole, eight) for minimum in (Decimal("1.15"), Decimal("1.16"))
    ] == [
        Standing.PASS,
        Standing.FAIL,
        Standing.NEAR,
        Standing.NEAR,
    ]


@pytest.mark.parametrize(("each", "good"), [("0.5", True), ("0.499", False), ("5", True), ("5.001", False)])
def test_that_the_mean_of_the_points_is_held_against_what_a_baseline_may_be(each: str, good: bool) -> None:
    read_ = look(VELOCITY, Typed((each,) * 9))
    assert (read_.value is not None) is good
    assert ("The mean of the nine points" in read_.problem) is not good


def test_that_what_is_typed_comes_to_the_plan_of_the_same_workbook() -> None:
    made = plan_entered(typed((floor(), "45,2 Pa"), (doorway(), NINE), (door(True), "88")), EMPTY)
    stair, names = EMPTY.stairs[0].name, {one.id: one.name for one in (*EMPTY.doorways, *EMPTY.doors)}
    file = plan_import(
        read(
            book(
                {
                    "Pressure": [
                        ("stair", "floor", "door_configuration", "pressure_pa", "commissioned_date"),
                        (stair, "Level-8", "all_closed", 45.2, date(2024, 1, 15)),
                    ],
                    "Velocity": [
                        ("stair", "doorway", "door_scenario", *(f"p{n}" for n in range(1, 10)), "commissioned_date"),
                        (stair, names[doorway()[2]], doorway()[3], *map(float, NINE), date(2024, 1, 15)),
                    ],
                    "Door force": [
                        ("stair", "door", "pressurization_active", "force_newtons", "commissioned_date"),
                        (stair, names[door(True)[2]], "yes", 88, date(2024, 1, 15)),
                    ],
                }
            ),
            "site.xlsx",
        ),
        EMPTY,
    )
    assert made.plan.errors == file.errors == ()
    bare = [replace(row, source_ref="", row=0) for row in made.plan.rows]
    assert bare == [replace(row, source_ref="", row=0) for row in file.rows]
    assert {row.source_ref for row in made.plan.rows} == {BY_HAND}
    assert made.ready


def test_that_the_counts_are_those_of_the_plan_and_history_is_said() -> None:
    current = FULL.current(floor(survey=FULL))
    assert current is not None
    same, day = str(current.facts.value), current.facts.commissioned_date
    draft = typed((floor(survey=FULL), same), (floor("Level-9", survey=FULL), "31"), commissioned_date=day.isoformat())
    assert plan_entered(draft, FULL).counts == "1 changed, 1 on record already"
    older = plan_entered(draft.say("commissioned_date", "1 Jan 2019"), FULL)
    assert older.counts == "2 new, 2 of them history"
    assert all(row.history for row in older.plan.rows)


def test_that_without_its_day_nothing_can_be_saved() -> None:
    draft = typed((floor(), "45")).say("commissioned_date", " ")
    made = plan_entered(draft, EMPTY)
    assert (made.ready, made.problem, made.counts) == (False, NO_DATE, "1 new")
    assert plan_entered(draft.say("commissioned_date", "22 Nov 2026"), EMPTY).ready
    tomorrow = plan_entered(draft.say("commissioned_date", "23 Nov 2026"), EMPTY)
    assert not tomorrow.ready
    assert tomorrow.problem == "23 Nov 2026 is in the future; today is 22 Nov 2026."
    assert not plan_entered(draft.say("commissioned_date", "31/2/2024"), EMPTY).ready


def test_that_what_is_said_of_all_goes_to_the_kinds_it_belongs_to() -> None:
    draft = typed(
        (floor(), "45"), (door(False), "30"), commissioned_by="ABC Fire", temp_c="21,5", measurement_position="at_edge"
    )
    pressure, force = plan_entered(draft, EMPTY).plan.rows
    day = date(2024, 1, 15)
    assert pressure.facts == BaselineFacts(Decimal(45), day, "ABC Fire", temp_c=Decimal("21.5"))
    assert force.facts == BaselineFacts(Decimal(30), day, "ABC Fire", measurement_position="at_edge")


def test_that_a_wrong_condition_is_told_once_and_not_of_every_cell() -> None:
    made = plan_entered(typed((floor(), "45"), (floor("Level-9"), "46"), temp_c="warm"), EMPTY)
    assert dict(made.shared_problems) == {"temp_c": "“warm” is not a number."}
    assert not made.errors
    assert not made.ready


def test_that_a_floor_out_of_service_on_the_day_is_refused_at_its_cell() -> None:
    at = floor()
    closed = tuple(
        replace(one, decommissioned_on=date(2024, 1, 15)) if one.id == at[2] else one for one in EMPTY.floors
    )
    survey = replace(EMPTY, floors=closed)
    made = plan_entered(typed((at, "45")), survey)
    assert dict(made.errors) == {at: "“Level-8” has been out of service since 15 Jan 2024."}
    assert plan_entered(typed((at, "45"), commissioned_date="14 Jan 2024"), survey).ready


def test_that_a_single_velocity_takes_the_place_of_points_of_the_same_day() -> None:
    at = doorway(FULL)
    current = FULL.current(at)
    assert current is not None
    assert current.facts.points is not None
    draft = typed((at, "1.3"), commissioned_date=current.facts.commissioned_date.isoformat())
    row = row_of(plan_entered(draft, FULL), at)
    assert row is not None
    assert row.facts is not None
    assert (row.status, row.facts.value, row.facts.points) == (RowStatus.CHANGED, Decimal("1.300"), None)


def test_that_the_same_entries_have_the_same_hash_in_any_order_and_others_another() -> None:
    one, other = (floor(), "45"), (floor("Level-9"), "46")
    first = plan_entered(typed(one, other), EMPTY).plan.sha256
    assert first == plan_entered(typed(other, one), EMPTY).plan.sha256
    assert first != plan_entered(typed(one), EMPTY).plan.sha256
    assert first != plan_entered(typed(one, other, commissioned_date="16 Jan 2024"), EMPTY).plan.sha256


CELLS = [floor(name, case) for name in ("Ground", "Level-1", "Level-2") for case in ("all_closed", "evac_doors_open")]


@given(st.lists(st.tuples(st.sampled_from(CELLS), st.text(max_size=12)), max_size=12))
def test_that_every_entry_is_counted_once_whatever_was_typed(entries: list[tuple[Location, str]]) -> None:
    draft = Draft(shared=DAY)
    for at, text in entries:
        draft = draft.put({at: Typed((text,))})
    made = plan_entered(draft, EMPTY)
    assert len(made.plan.rows) == len(draft.cells)
    assert made.plan.count(RowStatus.ERROR) == len(made.errors)
    assert set(made.errors) == {at for at, one in draft.cells.items() if look(PRESSURE, one).value is None}


@given(st.lists(st.tuples(st.integers(0, 8), st.lists(st.text(max_size=3), max_size=12)), max_size=6))
def test_that_points_stay_nine_whatever_is_put_into_them(puts: list[tuple[int, list[str]]]) -> None:
    points = Typed()
    for place, texts in puts:
        points = points.point(place, texts)
        assert points.texts[place : place + len(texts)] == tuple(texts[: 9 - place])
    assert len(points.texts) == (9 if puts else 1)
