"""How complete the baselines of a building are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from firemode_desktop.domain.baselines import Location
from firemode_desktop.domain.completeness import ADVISED, BaselineCell, Mark, baselines_of, belongs, said_of, why_stale
from firemode_desktop.domain.completeness_list import counts, status_document, status_lines
from firemode_desktop.domain.completeness_section import by_floor, completeness_marks, gravest
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import BaselineKind
from tests.domain.surveys import DAY, OPEN, building, force, made, pressure, recorded

PRESSURE = BaselineKind.PRESSURE


def cell(values: dict[Location, tuple[str, date]], location: Location, *stairs: str) -> BaselineCell:
    matrix = baselines_of(recorded(building(*stairs), values)).matrices[location[0]]
    return next(one for one in matrix.cells if one.location == location)


@pytest.mark.parametrize(("days", "mark"), [(0, Mark.PRESENT), (30, Mark.PRESENT), (31, Mark.STALE)])
def test_that_a_value_more_than_30_days_older_than_its_stair_s_latest_is_stale(days: int, mark: Mark) -> None:
    values = {pressure(1): ("45", DAY), pressure(2): ("45", DAY + timedelta(days=days))}
    found = cell(values, pressure(1))
    assert found.mark is mark
    assert found.anew == (DAY + timedelta(days=days) if mark is Mark.STALE else None)
    assert cell(values, pressure(2)).mark is Mark.PRESENT


def test_that_another_stair_or_another_kind_commissioned_later_makes_nothing_stale() -> None:
    later = date(2025, 3, 1)
    values = {pressure(1): ("45", DAY), pressure(1, stair="Stair-B"): ("45", later), force(1, True): ("90", later)}
    assert cell(values, pressure(1), "Stair-A", "Stair-B").mark is Mark.PRESENT


def test_that_outside_the_rule_is_graver_than_stale_and_both_are_said() -> None:
    values = {pressure(1): ("18.5", date(2019, 1, 15)), pressure(2): ("45", date(2025, 3, 1))}
    found = cell(values, pressure(1))
    assert (found.mark, found.anew) == (Mark.OUTSIDE, date(2025, 3, 1))
    assert said_of(PRESSURE, found) == "18.5 Pa of 15 Jan 2019, outside the rule, stale"
    assert why_stale(date(2025, 3, 1), date(2019, 1, 15)) == (
        "the stair was commissioned anew on 1 Mar 2025; this value is of 15 Jan 2019"
    )


def test_that_a_place_out_of_service_makes_nothing_stale() -> None:
    survey = recorded(building(), {pressure(1): ("45", DAY), pressure(2): ("45", date(2025, 3, 1))})
    gone = tuple(
        replace(floor, decommissioned_on=date(2025, 6, 1)) if floor.name == "Level-2" else floor
        for floor in survey.floors
    )
    matrix = baselines_of(replace(survey, floors=gone)).matrices[PRESSURE]
    assert matrix.count(Mark.STALE) == 0
    assert matrix.count(Mark.PRESENT) == 1


MIXED = {
    pressure(1): ("45", date(2025, 3, 1)),
    pressure(1, OPEN): ("44.5", date(2025, 3, 1)),
    pressure(2): ("45", DAY),
    pressure(3): ("18.5", date(2025, 3, 1)),
}


def test_that_what_is_present_missing_stale_and_outside_adds_up() -> None:
    matrix = baselines_of(recorded(building(floors=4), MIXED)).matrices[PRESSURE]
    assert counts(matrix) == {"expected": 8, "present": 4, "missing": 4, "stale": 1, "outside": 1}


def test_that_a_floor_of_the_section_stands_as_its_gravest_location() -> None:
    found = baselines_of(recorded(building(floors=4), MIXED))
    marks = completeness_marks(found, by_floor(found, [PRESSURE]))
    stands = [marks.floors[made(f"Stair-A/{number}")] for number in range(4)]
    assert [mark.standing for mark in stands] == [
        Standing.NOT_TESTED,
        Standing.PASS,
        Standing.NOT_TESTED,
        Standing.FAIL,
    ]
    assert [mark.figure for mark in stands] == ["0/2", "2/2", "1/2", "1/2"]
    assert stands[2].blocks == (Standing.NEAR, Standing.NOT_TESTED)
    assert [mark.doubted for mark in stands] == [False, True, False, False]
    assert marks.summary == "Baselines of Tower by floor: 2 present, 1 stale, 4 missing, 1 outside the rule."
    sentence = marks.sentence(made("Stair-A/1")) if marks.sentence else ""
    closed = "all doors closed: 45.0 Pa of 1 Mar 2025, present"
    assert sentence.startswith(f"Stair-A, Level-1: {closed}; evacuation doors open:")
    assert sentence.endswith("were the doors really open?")


def test_that_only_what_is_asked_for_stands_in_the_section() -> None:
    found = baselines_of(recorded(building(floors=4), MIXED))
    stale = completeness_marks(found, by_floor(found, [PRESSURE]), Mark.STALE)
    assert set(stale.floors) == {made("Stair-A/2")}
    assert set(completeness_marks(found, by_floor(found, [PRESSURE]), ADVISED).floors) == {made("Stair-A/1")}


def test_that_all_kinds_are_counted_together() -> None:
    found = baselines_of(recorded(building(floors=4), MIXED | {force(1, True): ("90", DAY)}))
    assert completeness_marks(found, by_floor(found, tuple(BaselineKind))).floors[made("Stair-A/1")].figure == "3/4"


def test_that_the_gravest_location_is_looked_at_first_then_what_is_advised_on() -> None:
    found = baselines_of(recorded(building(floors=4), MIXED))
    floors, advised = by_floor(found, [PRESSURE]), found.advised
    assert gravest(floors[made("Stair-A/2")], advised, PRESSURE) == pressure(2, OPEN)
    assert gravest(floors[made("Stair-A/3")], advised, PRESSURE) == pressure(3)
    assert gravest(floors[made("Stair-A/1")], advised, PRESSURE) in advised
    assert gravest([], advised, PRESSURE) is None


def test_that_a_location_belongs_to_its_mark_and_to_what_is_advised_on() -> None:
    one = BaselineCell(pressure(1), Mark.PRESENT)
    assert belongs(one, None, ())
    assert belongs(one, Mark.PRESENT, ())
    assert not belongs(one, Mark.STALE, ())
    assert belongs(one, ADVISED, {pressure(1)})
    assert not belongs(one, ADVISED, ())


def test_that_the_list_names_every_location_with_its_mark_value_date_and_advice() -> None:
    found = baselines_of(recorded(building(floors=4), MIXED))
    lines = status_lines(found)
    assert len(lines) == 16  # 8 pressures, 8 forces; no doorways
    [opened] = [line for line in lines if line.floor == "Level-1" and line.case == "Evac doors open"]
    assert (opened.mark, str(opened.value), opened.unit, opened.commissioned_date) == (
        Mark.PRESENT,
        "44.5",
        "Pa",
        date(2025, 3, 1),
    )
    assert opened.advice == (
        "Level-1 reads 45 Pa with doors closed and 44.5 Pa with them open: were the doors really open?",
    )
    document = status_document(found)
    assert document["counts"]["pressure"]["missing"] == 4
    [advice] = document["advice"]
    assert advice["locations"] == ["Stair-A · Level-1 · Evac doors open", "Stair-A · Level-1 · All doors closed"]
    assert found.compared == 1
