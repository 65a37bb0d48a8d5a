"""Readings over time, from the record to the chart: one place, what its readings come to, and others beside it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, text

from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.comparison import others
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.standing import Measure, Standing
from firemode_desktop.services import rules, trends
from firemode_desktop.services.trends.charts import gather, write_chart
from firemode_desktop.services.trends.working import work_out
from tests.trends.house import FIRST, FORCE, PRESSURE, House, years

L9 = PRESSURE.replace("_L8_", "_L9_")
TODAY = date(2026, 11, 23)
FALL = ["45", "42", "38.5", "36", "32.5", "29"]


def asked(house: House, *identifiers: str, **settings: object) -> Asked:
    lines = {line.identifier: line.place_id for line in trends.places(house.session, house.building_id)}
    places = tuple(lines[identifier] for identifier in identifiers)
    return Asked(ChartKind.TIME, house.building_id, places=places).with_(**settings)


def test_that_a_steady_fall_is_drawn_with_its_line_its_months_and_its_words(house: House) -> None:
    years(house, FALL)
    found = gather(house.session, asked(house, PRESSURE), TODAY)
    assert [point.value for point in found.points] == [Decimal(value) for value in FALL]
    assert all(len(point.key) == 36 for point in found.points)
    assert found.line is not None
    assert found.line_days == (FIRST, FIRST + timedelta(days=183 * 5))
    assert found.projection is not None
    assert "The limit of 20 Pa is expected to be met between" in found.words
    assert (found.minimum, found.maximum, found.title[:8]) == (20, 80, "Stair-A,")
    assert found.points[-1].mark is Standing.PASS


def test_that_months_that_are_over_are_said_to_be_over(house: House) -> None:
    years(house, FALL)
    assert "measured since" not in gather(house.session, asked(house, PRESSURE), FIRST + timedelta(days=183 * 5)).words
    assert "test this place now" in gather(house.session, asked(house, PRESSURE), date(2060, 1, 1)).words


@pytest.mark.parametrize(("days_before", "told"), [(1, True), (0, True), (-1, False)])
def test_that_a_rule_superseded_since_the_last_reading_is_said_from_its_first_day(
    house: House, days_before: int, told: bool
) -> None:
    years(house, FALL)
    begins = TODAY - timedelta(days=days_before)
    rules.supersede(house.session, "SP-01", "next", begins, {"min_threshold": Decimal(25)}, by=house.supervisor)
    words = gather(house.session, asked(house, PRESSURE), TODAY).words
    assert (
        f"Since {show_date(begins)} SP-01 asks for 25 to 80 Pa; the line is held against 20 to 80 Pa" in words
    ) is told
    assert ("Against the rule in force: The limit of 25 Pa is expected to be met" in words) is told


def test_that_a_rule_that_keeps_its_limits_changes_nothing(house: House) -> None:
    years(house, FALL)
    rules.supersede(house.session, "SP-01", "next", TODAY, {"reference_standard": "A newer one"}, by=house.supervisor)
    assert "asks for" not in gather(house.session, asked(house, PRESSURE), TODAY).words


def test_that_other_floors_stand_beside_it_by_the_names_that_tell_them_apart(house: House) -> None:
    for place, value in enumerate(FALL):
        house.visit(FIRST + timedelta(days=183 * place), {PRESSURE: value, L9: "41"})
    lines = trends.places(house.session, house.building_id)
    (place,) = [line for line in lines if line.identifier == PRESSURE]
    (other,) = others(place, "floors", lines)
    found = gather(house.session, asked(house, PRESSURE).with_(places=(place.place_id, other)), TODAY)
    assert (found.name, [line.name for line in found.compared]) == ("Level-8", ["Level-9"])
    assert {point.value for point in found.compared[0].points} == {Decimal(41)}
    assert "Level-9: no drift shown." in found.words


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("floors", "No other floor has readings like these."),
        ("buildings", "Of the 1,000 places with the least room, none in another building has readings like these."),
    ],
)
def test_that_a_place_beside_which_nothing_stands_says_among_what_was_looked(house: House, by: str, told: str) -> None:
    house.visit(FIRST, {PRESSURE: "44"})
    assert told in gather(house.session, asked(house, PRESSURE, by=by), TODAY).words


def test_that_without_a_place_the_one_that_meets_its_limit_first_is_shown(house: House) -> None:
    for place, value in enumerate(FALL):
        house.visit(FIRST + timedelta(days=183 * place), {PRESSURE: value, L9: "22.5"})
    nearest = gather(house.session, asked(house), TODAY)
    assert "Level-9" in nearest.title, "as long as nothing was worked out: the least room to a limit"
    work_out(house.session, house.building_id)
    assert "Level-8" in gather(house.session, asked(house), TODAY).title


def test_that_places_of_two_measurements_are_not_compared_and_more_than_eight_are_not_told_apart(house: House) -> None:
    house.visit(FIRST, {PRESSURE: "44", FORCE: "84"})
    with pytest.raises(Invalid, match="Only places of one measurement are compared: FORCE_STAIR-B_L2"):
        gather(house.session, asked(house, PRESSURE, FORCE), TODAY)
    one = asked(house, PRESSURE)
    with pytest.raises(Invalid, match="9 places were chosen; at most 7"):
        gather(house.session, one.with_(places=one.places * 9), TODAY)
    with pytest.raises(Missing, match="no approved reading any more"):
        gather(house.session, one.with_(places=(house.building_id,)), TODAY)
    with pytest.raises(Invalid, match="choose a building"):
        gather(house.session, Asked(ChartKind.TIME), TODAY)


def test_that_a_building_without_readings_has_an_empty_chart_that_says_so(house: House) -> None:
    found = gather(house.session, asked(house), TODAY)
    assert found.empty
    assert found.words == "There is no approved reading of pressure here yet."
    for format in ("png", "svg", "csv", "xlsx", "json"):
        assert write_chart(asked(house), found, format)


def test_that_a_place_and_its_four_neighbours_take_as_many_statements_as_the_place_alone(house: House) -> None:
    floors = [PRESSURE.replace("_L8_", f"_L{floor}_") for floor in (4, 5, 6, 7, 8)]
    house.visit(FIRST, dict.fromkeys(floors, "44"))
    alone, together = (_statements(house, asked(house, *some)) for some in (floors[:1], floors))
    assert alone == together <= 6


def test_that_readings_at_equal_temperatures_stand_beside_what_was_read(house: House) -> None:
    years(house, FALL)
    house.session.execute(
        text("UPDATE approved_readings SET temp_out_c = 5, temp_stair_c = 22 WHERE value < 40 AND building_id = :b"),
        {"b": house.building_id},
    )
    house.session.execute(
        text("UPDATE floors SET height_m = 3.5 * floor_number WHERE building_id = :b"), {"b": house.building_id}
    )
    house.session.expire_all()
    plain = gather(house.session, asked(house, PRESSURE), TODAY)
    found = gather(house.session, asked(house, PRESSURE, equal_temperatures=True), TODAY)
    assert {point.equal for point in plain.points} == {None}
    assert [point.equal is None for point in found.points] == [True, True, False, False, False, False]
    assert [point.value for point in found.points] == [point.value for point in plain.points]
    lowest, highest, here = house.session.execute(
        text(
            "SELECT min(f.height_m), max(f.height_m), max(f.height_m) FILTER (WHERE floor_level = 'Level-8')"
            " FROM floors f JOIN stairs s USING (stair_id) WHERE stair_name = 'Stair-A' AND s.building_id = :b"
        ),
        {"b": house.building_id},
    ).one()
    due = 3460 * (1 / Decimal("278.15") - 1 / Decimal("295.15")) * (here - (lowest + highest) / 2)
    assert found.points[-1].equal is not None
    assert abs(found.points[-1].equal - (Decimal(29) - due)) < Decimal("0.001")
    assert "At equal temperatures:" in found.words
    assert "2 readings have no temperatures." in found.words


def test_that_temperatures_change_nothing_but_pressures(house: House) -> None:
    house.visit(FIRST, {FORCE: "84"})
    found = gather(house.session, asked(house, FORCE, equal_temperatures=True, measure=Measure.FORCE), TODAY)
    assert "Stack effect changes pressures only." in found.words


def _statements(house: House, wanted: Asked) -> int:
    sent: list[str] = []
    engine = house.session.get_bind()

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        gather(house.session, wanted, TODAY)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(sent)
