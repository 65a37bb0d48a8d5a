"""What counts in trends is kept right by the database, whoever writes: held against the record itself."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from firemode_desktop.services import testing, trends
from tests.trends.house import FIRST, FORCE, PRESSURE, House, years

COLUMNS = (
    "instance_id, session_id, at, turn, value, is_compliant, verdict, baseline_value, baseline_date, instrument_id, "
    "corrected, excluded, temp_out_c, temp_stair_c, place_id, building_id"
)
LATEST = """
    SELECT DISTINCT ON (a.place_id) a.place_id, a.instance_id, a.value, a.at, i.min_threshold, i.floor_id,
        count(*) OVER (PARTITION BY a.place_id)
    FROM counted_readings a JOIN test_instances i USING (instance_id)
    ORDER BY a.place_id, a.at DESC, a.turn DESC"""
KEPT = "SELECT place_id, instance_id, value, at, min_threshold, floor_id, readings FROM latest_readings"


def differs(session: Session) -> list[str]:
    """Every difference between what is kept and what the record says."""
    session.flush()
    found = []
    for what, kept, truth in (
        ("readings", f"SELECT {COLUMNS} FROM approved_readings", f"SELECT {COLUMNS} FROM counted_readings"),
        ("latest", KEPT, LATEST),
    ):
        for one, other in ((kept, truth), (truth, kept)):
            found += [f"{what} {row}" for row in session.execute(text(f"({one}) EXCEPT ({other})"))]
    return found


def count(session: Session, table: str) -> int:
    return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def decide(session: Session, instance: UUID, excluded: bool, reason: str = "The door was wedged open.") -> None:
    """As any client may write it."""
    session.execute(
        text(
            "INSERT INTO reading_exclusions (building_id, instance_id, excluded, reason) "
            "SELECT building_id, instance_id, :excluded, :reason FROM test_instances WHERE instance_id = :instance"
        ),
        {"excluded": excluded, "reason": reason, "instance": instance},
    )


def test_that_nothing_counts_before_it_is_approved_and_all_of_it_afterwards(house: House) -> None:
    house.visit(FIRST, {PRESSURE: "44", FORCE: "61"}, approve=False)
    assert (count(house.session, "approved_readings"), count(house.session, "latest_readings")) == (0, 0)
    house.visit(FIRST + timedelta(days=180), {PRESSURE: "43", FORCE: "62"})
    assert (count(house.session, "approved_readings"), count(house.session, "latest_readings")) == (2, 2)
    assert differs(house.session) == []


def test_that_an_older_session_approved_later_does_not_become_the_latest(house: House) -> None:
    house.visit(FIRST + timedelta(days=200), {PRESSURE: "43"})
    house.visit(FIRST, {PRESSURE: "44"})
    (place,) = trends.places(house.session, house.building_id)
    assert (place.value, place.readings) == (Decimal(43), 2)
    assert differs(house.session) == []


def test_that_a_correction_counts_in_the_place_of_what_was_read(house: House) -> None:
    session_id = house.visit(FIRST, {PRESSURE: "18"})
    (before,) = house.series()
    assert before.points[0].is_compliant is False
    testing.amend(
        house.session,
        session_id,
        PRESSURE,
        testing.Correction(value=Decimal("48")),
        "Misread: 48 on the photograph.",
        by=house.supervisor,
    )
    assert differs(house.session) == []
    (after,) = house.series()
    assert [(point.value, point.is_compliant, point.corrected) for point in after.points] == [(Decimal(48), True, True)]
    (place,) = trends.places(house.session, house.building_id)
    assert (place.value, place.standing.value) == (Decimal(48), "pass")


def test_that_a_reading_left_out_stays_the_latest_and_leaves_the_trend(house: House) -> None:
    years(house, ["45", "44", "45", "44", "43", "18"])
    stray = house.series()[0].points[-1].instance_id
    assert stray is not None
    decide(house.session, stray, True)
    assert differs(house.session) == []
    (series,) = house.series()
    assert series.points[-1].excluded == "The door was wedged open."
    assert len(series.trend.points) == 5
    (place,) = trends.places(house.session, house.building_id)
    assert place.value == Decimal(18), "a reading that fails is never hidden"
    decide(house.session, stray, False, "It was not: see the photograph.")
    assert differs(house.session) == []
    assert len(house.series()[0].trend.points) == 6


def test_that_what_was_worked_out_is_forgotten_with_every_change_of_the_place_alone(house: House) -> None:
    visits = {PRESSURE: "44", FORCE: "61"}
    for place, day in enumerate((0, 183, 366)):
        house.visit(FIRST + timedelta(days=day), {name: str(float(value) - place) for name, value in visits.items()})
    assert trends.work_out(house.session) == 2
    assert trends.waiting(house.session) == 0
    first = house.series(measurement_type="pressure_differential")[0].points[0].instance_id
    assert first is not None
    decide(house.session, first, True)
    house.session.expire_all()
    assert trends.waiting(house.session, house.building_id) == 1
    told = {one.measurement_type.value: one.worked for one in trends.places(house.session, house.building_id)}
    assert told["pressure_differential"] is None
    assert told["door_opening_force"] is not None
    assert told["door_opening_force"].sentence == "No projection: 3 of at least 5 readings."
    assert trends.work_out(house.session) == 1


def test_that_made_anew_it_is_the_same(house: House) -> None:
    years(house, ["45", "42", "39"])
    decide(house.session, house.series()[0].points[0].instance_id, True)  # type: ignore[arg-type]  # it has one
    before = house.session.execute(text(f"SELECT {COLUMNS} FROM approved_readings ORDER BY instance_id")).all()
    house.session.execute(text("SELECT readings_rebuild()"))
    after = house.session.execute(text(f"SELECT {COLUMNS} FROM approved_readings ORDER BY instance_id")).all()
    assert before == after
    assert differs(house.session) == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE reading_exclusions SET reason = 'Another.'", "stays on record; decide anew"),
        ("DELETE FROM reading_exclusions", "stays on record; decide anew"),
        ("TRUNCATE reading_exclusions", "stays on record; decide anew"),
    ],
)
def test_that_a_decision_is_never_rewritten(house: House, statement: str, sentence: str) -> None:
    house.visit(FIRST, {PRESSURE: "44"})
    decide(house.session, house.series()[0].points[0].instance_id, True)  # type: ignore[arg-type]  # it has one
    with pytest.raises(DatabaseError, match=sentence), house.session.begin_nested():
        house.session.execute(text(statement))


def test_that_only_what_stands_in_a_trend_is_left_out_and_only_once(house: House) -> None:
    session_id = house.visit(FIRST, {PRESSURE: "44"}, approve=False)
    waiting = next(one for one in testing.show(house.session, session_id).tests if one.identifier == PRESSURE)
    with pytest.raises(DatabaseError, match="Only a reading of an approved session"), house.session.begin_nested():
        decide(house.session, waiting.instance_id, True)
    house.visit(FIRST + timedelta(days=9), {PRESSURE: "44"})
    counted = house.series()[0].points[0].instance_id
    assert counted is not None
    with pytest.raises(DatabaseError, match="stands in the trend already"), house.session.begin_nested():
        decide(house.session, counted, False)
    decide(house.session, counted, True)
    with pytest.raises(DatabaseError, match="left out of the trend already"), house.session.begin_nested():
        decide(house.session, counted, True)
    with pytest.raises(DatabaseError, match="ck_reading_exclusion_reason"), house.session.begin_nested():
        decide(house.session, counted, False, "  ")
