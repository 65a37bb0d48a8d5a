"""Leaving a reading out of its trend: who may, with what reason, what follows from it and what never does."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from firemode_desktop import models
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.leaving_out import reason_for
from firemode_desktop.services import trends
from firemode_desktop.services.trends import exclusions
from tests.trends.house import FIRST, PRESSURE, House, years

WHY = "The tube was blocked with water."
FALL = ["45", "42", "38.5", "36", "32.5", "29"]
GUARDED = {
    "changed": "UPDATE reading_exclusions SET reason = 'Another one.'",
    "deleted": "DELETE FROM reading_exclusions",
    "emptied": "TRUNCATE reading_exclusions",
}


def reading(house: House, number: int) -> UUID:
    """The id of the reading of a place, counted from the first."""
    (series,) = house.series()
    found = series.points[number].instance_id
    assert found is not None
    return found


def test_that_a_reading_that_is_left_out_changes_the_trend_and_nothing_else(house: House) -> None:
    years(house, [*FALL, "78"])
    wrong = reading(house, -1)
    (before,) = house.series()
    latest = trends.places(house.session, house.building_id)
    exclusions.exclude(house.session, wrong, WHY, by=house.supervisor)
    (after,) = house.series()
    assert after.points[-1].excluded == WHY
    assert len(before.trend.points) - len(after.trend.points) == 1
    assert after.trend.projection is not None
    assert before.trend.sentence != after.trend.sentence
    assert [(line.value, line.standing, line.readings) for line in trends.places(house.session, house.building_id)] == [
        (line.value, line.standing, line.readings) for line in latest
    ]
    test = house.session.get_one(models.TestInstance, wrong)
    assert (test.is_compliant, str(test.measured_value_numeric.normalize())) == (True, "78")


def test_that_a_reading_can_be_taken_back_in_and_both_decisions_stay_with_names(house: House) -> None:
    years(house, FALL[:2])
    one = reading(house, 0)
    exclusions.exclude(house.session, one, WHY, by=house.supervisor)
    exclusions.include(house.session, one, "The tube was dry after all.", by=house.supervisor)
    (series,) = house.series()
    assert [point.excluded for point in series.points] == [None, None]
    back, out = exclusions.decisions_of(house.session, house.building_id)
    assert [(made.excluded, made.stands, made.by) for made in (back, out)] == [
        (False, True, "Supervisor One"),
        (True, False, "Supervisor One"),
    ]
    assert out.words.startswith("left out by Supervisor One on ")
    assert out.words.endswith(WHY)


def test_that_only_a_supervisor_decides(house: House) -> None:
    years(house, FALL[:1])
    with pytest.raises(Refused, match="Only a supervisor may leave readings out of a trend"):
        exclusions.exclude(house.session, reading(house, 0), WHY, by=house.engineer)


def test_that_whoever_asks_twice_is_told_who_decided_and_why(house: House) -> None:
    years(house, FALL[:1])
    one = reading(house, 0)
    with pytest.raises(Refused, match="was never left out"):
        exclusions.include(house.session, one, WHY, by=house.supervisor)
    exclusions.exclude(house.session, one, WHY, by=house.supervisor)
    with pytest.raises(Refused, match=r"left out by Supervisor One on .*: The tube was blocked"):
        exclusions.exclude(house.session, one, "Once more, to be sure.", by=house.supervisor)


def test_that_a_reading_that_is_not_approved_stands_in_no_trend(house: House) -> None:
    session_id = house.visit(FIRST, {PRESSURE: "44"}, approve=False)
    tests = select(models.TestInstance).where(models.TestInstance.session_id == session_id)
    waiting = house.session.scalars(tests.where(models.TestInstance.status == "completed")).one()
    skipped = house.session.scalars(tests.where(models.TestInstance.status == "skipped").limit(1)).one()
    with pytest.raises(Refused, match=r"is .*, not approved\. Amend it there"):
        exclusions.exclude(house.session, waiting.instance_id, WHY, by=house.supervisor)
    with pytest.raises(Missing, match="no such test"):
        exclusions.exclude(house.session, house.building_id, WHY, by=house.supervisor)
    years(house, FALL[:1])
    done = select(models.TestInstance).where(
        models.TestInstance.session_id != session_id, models.TestInstance.scoped_identifier == skipped.scoped_identifier
    )
    with pytest.raises(Refused, match="nothing was measured"):
        exclusions.exclude(house.session, house.session.scalars(done).one().instance_id, WHY, by=house.supervisor)


def test_that_a_reason_is_a_few_words() -> None:
    assert reason_for("  The tube \n was blocked. ") == "The tube was blocked."
    assert reason_for("Door ajar") == "Door ajar"
    for poor in ("", "   ", "wrong", "Fan off", "a b c d e f", "..."):
        with pytest.raises(Invalid):
            reason_for(poor)
    assert len(reason_for("word " * 200)) == 999
    with pytest.raises(Invalid, match="1000 are enough"):
        reason_for("word " * 201)


@given(st.text(max_size=1200))
def test_that_a_reason_is_kept_as_it_reads_and_is_one_line(given_text: str) -> None:
    try:
        kept = reason_for(given_text)
    except Invalid:
        return
    assert reason_for(kept) == kept == " ".join(given_text.split())
    assert "\n" not in kept


@pytest.mark.parametrize("what", GUARDED)
def test_that_what_was_decided_is_kept_whoever_connects(house: House, what: str) -> None:
    years(house, FALL[:1])
    exclusions.exclude(house.session, reading(house, 0), WHY, by=house.supervisor)
    with pytest.raises(DBAPIError, match="stays on record; decide anew"), house.session.begin_nested():
        house.session.execute(text(GUARDED[what]))


def test_that_sql_cannot_decide_twice_nor_on_what_is_not_approved_nor_without_a_reason(house: House) -> None:
    session_id = house.visit(FIRST, {PRESSURE: "44"}, approve=False)
    waiting = house.session.scalars(
        select(models.TestInstance.instance_id).where(
            models.TestInstance.session_id == session_id, models.TestInstance.status == "completed"
        )
    ).one()
    years(house, FALL[:1])
    one = reading(house, 0)
    insert = text(
        "INSERT INTO reading_exclusions (building_id, instance_id, excluded, reason) VALUES (:b, :i, :out, :why)"
    )

    def decide(instance: UUID, out: bool, why: str) -> None:
        with house.session.begin_nested():
            house.session.execute(insert, {"b": house.building_id, "i": instance, "out": out, "why": why})

    with pytest.raises(DBAPIError, match="Only a reading of an approved session"):
        decide(waiting, True, WHY)
    with pytest.raises(DBAPIError, match="stands in the trend already"):
        decide(one, False, WHY)
    with pytest.raises(DBAPIError, match="ck_reading_exclusion_reason"):
        decide(one, True, "  ")
    decide(one, True, WHY)
    with pytest.raises(DBAPIError, match="left out of the trend already"):
        decide(one, True, WHY)


def test_that_a_reading_is_found_by_its_name_and_day(house: House) -> None:
    years(house, FALL[:2])
    assert exclusions.reading_named(house.session, house.building_id, PRESSURE.lower(), FIRST) == reading(house, 0)
    with pytest.raises(Missing, match="was read on 1 May 2023 and 31 Oct 2023") as days:
        exclusions.reading_named(house.session, house.building_id, PRESSURE, FIRST + timedelta(days=1))
    assert days.value.details == ("2023-05-01", "2023-10-31")
    with pytest.raises(Missing, match=f"Did you mean {PRESSURE}"):
        exclusions.reading_named(house.session, house.building_id, PRESSURE.replace("L8", "L88"), FIRST)


def test_that_before_it_is_confirmed_one_sees_what_the_trend_says_with_and_without_it(house: House) -> None:
    years(house, [*FALL, "78"])
    wrong = reading(house, -1)
    shown = exclusions.preview(house.session, wrong)
    assert shown.read == "78 Pa on 3 May 2026 with SN-12345"
    assert (shown.excluded, shown.history) == (False, ())
    assert shown.now.projection is None
    assert shown.then.projection is not None
    exclusions.exclude(house.session, wrong, WHY, by=house.supervisor)
    turned = exclusions.preview(house.session, wrong)
    assert (turned.now.sentence, turned.then.sentence) == (shown.then.sentence, shown.now.sentence)
    assert [made.reason for made in turned.history] == [WHY]
