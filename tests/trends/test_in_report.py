"""Trends in the report of a session: what counted at its approval, and the charts that were put there."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.charts import kept
from firemode_desktop.charts.scene import Circle, Line, Polygon, Scene, Words
from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.projection import Reason
from firemode_desktop.reports.sections.trends import WHY as WORDS_OF_REASONS
from firemode_desktop.services import people, pilot, reporting, testing, trends
from firemode_desktop.services.trends import exclusions, in_report
from tests.services.conftest import NOW
from tests.trends.house import FIRST, FORCE, PRESSURE, House

FALL = ["45", "42", "38.5", "36", "32.5", "29"]
TODAY = date(2026, 5, 4)
WHY = "The tube was blocked with water."


@pytest.fixture
def kept_house(database_url: str, tmp_path: Path) -> Iterator[House]:
    """The pilot building over three years, each session in a transaction of its own, as it is in life."""
    engine = create_engine(database_url)
    with Session(engine) as session:
        engineer = people.add_user(session, "engineer", "Engineer One", "engineer")
        supervisor = people.add_user(session, "supervisor", "Supervisor One", "supervisor")
        building_id = pilot.seed_pilot(session, engineer, NOW)
        made = House(session, building_id, engineer, supervisor, tmp_path)
        session.commit()
        yield made
    engine.dispose()


def visits(house: House, values: list[str], begin: int = 0) -> list[UUID]:
    """Half-yearly sessions with these pressures on one level, and a force that stays; each committed."""
    made = []
    for place, value in enumerate(values, start=begin):
        made.append(house.visit(FIRST + timedelta(days=183 * place), {PRESSURE: value, FORCE: "84"}))
        house.session.commit()
    return made


def pages(house: House, session_id: UUID) -> str:
    """The words of the section Trends, in one line."""
    pdf = PdfReader(io.BytesIO(reporting.compliance_report(house.session, session_id)))
    words = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))
    return words[words.rindex("11 Trends") : words.rindex("12 Faults")]


def test_that_a_report_tells_what_worsens_when_its_limit_is_met_and_why_else_nothing(kept_house: House) -> None:
    *_, last = visits(kept_house, FALL)
    told = reporting.gather(kept_house.session, last).trends
    assert (told.sessions, told.own, told.since, len(told.places)) == (6, False, FIRST, 2)
    (drift,) = told.worsening()
    assert drift.place == "Stair-A, Level-8, All Doors Closed"
    assert drift.projection is not None
    assert [place.value for place in told.nearest()] == [Decimal(84), Decimal(29)]
    assert {reason: len(places) for reason, places in told.refused().items()} == {Reason.NO_TREND: 1}
    words = pages(kept_house, last)
    assert f"{drift.projection.since:%b %Y} to {drift.projection.until:%b %Y}" in words
    assert "Steady: no significant change 1" in words


def test_that_an_approved_report_stays_as_it_is_whatever_comes_later(kept_house: House) -> None:
    house, session = kept_house, kept_house.session
    made = visits(house, FALL[:5])
    before = reporting.compliance_report(session, made[4])
    (later,) = visits(house, FALL[5:], begin=5)
    (series, _) = house.series()
    wrong = series.points[1].instance_id
    assert wrong is not None
    exclusions.exclude(session, wrong, WHY, by=house.supervisor)
    session.commit()
    testing.amend(session, made[2], PRESSURE, testing.Correction(Decimal("58.5")), "Misread.", by=house.supervisor)
    session.commit()
    assert reporting.compliance_report(session, made[4]) == before
    assert WHY not in pages(house, made[4])
    own = reporting.gather(session, made[2]).trends
    assert Decimal("58.5") in {place.value for place in own.places}
    newest = visits(house, ["27"], begin=6)
    words = pages(house, newest[0])
    assert f"{WHY} Supervisor One" in words
    assert "42.0 Pa" in words
    assert WHY not in pages(house, later)


def test_that_a_draft_counts_its_own_readings_and_says_so(kept_house: House) -> None:
    house = kept_house
    visits(house, FALL[:5])
    draft = house.visit(FIRST + timedelta(days=183 * 5), {PRESSURE: "29"}, approve=False)
    told = reporting.gather(house.session, draft).trends
    assert (told.sessions, told.own) == (5, True)
    (drift,) = told.worsening()
    assert (drift.value, len(drift.trend.points)) == (Decimal(29), 6)
    assert "5 approved sessions, and of this session, which is not approved yet" in pages(house, draft)


def test_that_a_building_of_few_readings_is_told_in_a_few_lines(kept_house: House) -> None:
    (first,) = visits(kept_house, ["45"])
    words = pages(kept_house, first)
    assert "Fewer than 5 readings since the last commissioning 2" in words
    assert "Nothing: no readings drift towards a limit." in words


def test_that_every_reason_has_words_for_the_report() -> None:
    assert set(WORDS_OF_REASONS) == set(Reason)


# --- charts -----------------------------------------------------------------------------------------------------------


def asked(house: House) -> Asked:
    (series, *_) = house.series()
    return Asked(ChartKind.PROFILE, house.building_id, stair_id=series.at_place.stair_id)


def test_that_a_chart_is_printed_as_it_was_put_there_and_makes_a_new_revision(kept_house: House) -> None:
    house, session = kept_house, kept_house.session
    *_, last = visits(house, FALL[:5])
    assert session.get_one(models.TestSession, last).report_revision == 1
    in_report.put(session, last, asked(house), "Level-8 closes in on 20 Pa", by=house.supervisor, today=TODAY)
    session.commit()
    session.refresh(visit := session.get_one(models.TestSession, last))
    assert visit.report_revision == 2
    before = reporting.compliance_report(session, last)
    words = pages(house, last)
    assert "Level-8 closes in on 20 Pa" in words
    assert "Put into this report by Supervisor One on" in words
    assert "after the approval, as it stood then" in words
    visits(house, FALL[5:], begin=5)
    assert reporting.compliance_report(session, last) == before


def test_that_a_chart_can_be_taken_out_once_and_stays_on_record(kept_house: House) -> None:
    house, session = kept_house, kept_house.session
    (only,) = visits(house, FALL[:1])
    chart = in_report.put(session, only, asked(house), "One reading", by=house.supervisor, today=TODAY)
    assert [target.charts for target in in_report.targets(session, house.building_id)] == [1]
    in_report.take_out(session, chart, by=house.supervisor)
    assert in_report.charts_of(session, only) == ()
    with pytest.raises(Refused, match="“One reading” was taken out of this report on"):
        in_report.take_out(session, chart, by=house.supervisor)
    for statement, words in (
        ("DELETE FROM session_charts", "stays on record"),
        ("UPDATE session_charts SET title = 'Another'", "stays as it was put there"),
    ):
        with pytest.raises(DBAPIError, match=words), session.begin_nested():
            session.execute(text(statement))
    with pytest.raises(Missing):
        in_report.take_out(session, only, by=house.supervisor)


def test_that_who_may_put_a_chart_follows_the_session(kept_house: House) -> None:
    house, session = kept_house, kept_house.session
    (approved,) = visits(house, FALL[:1])
    draft = house.visit(FIRST + timedelta(days=183), {PRESSURE: "44"}, approve=False)
    settings = asked(house)
    with pytest.raises(Refused, match="Only a supervisor may change the charts of an approved report"):
        in_report.put(session, approved, settings, "One reading", by=house.engineer, today=TODAY)
    in_report.put(session, draft, settings, "  One \n reading ", by=house.engineer, today=TODAY)
    (there,) = in_report.charts_of(session, draft)
    assert (there.title, there.by, there.afterwards) == ("One reading", "Engineer One", False)
    with pytest.raises(Invalid, match="a chart “One reading” in this report already"):
        in_report.put(session, draft, settings, "One reading", by=house.engineer, today=TODAY)
    with pytest.raises(Invalid, match="needs a title"):
        in_report.put(session, draft, settings, " ", by=house.engineer, today=TODAY)
    with pytest.raises(Invalid, match="120 fit above a chart"):
        in_report.put(session, draft, settings, "x" * 121, by=house.engineer, today=TODAY)
    with pytest.raises(Refused, match="another building"):
        in_report.put(session, draft, settings.with_(building_id=draft), "Else", by=house.engineer, today=TODAY)
    latest, _ = in_report.targets(session, house.building_id)
    assert (latest.session_id, latest.charts) == (draft, 1)


numbers = st.floats(-1e4, 1e4).map(lambda value: round(value, 2))
points = st.lists(st.tuples(numbers, numbers), min_size=2, max_size=5).map(tuple)
colours = st.just("#123456")
strokes = st.one_of(
    st.builds(Line, points, colours, numbers, st.lists(numbers, max_size=3).map(tuple)),
    st.builds(Polygon, points, st.just(""), colours, numbers, st.booleans()),
    st.builds(Circle, numbers, numbers, numbers, colours, st.just(""), numbers),
    st.builds(Words, numbers, numbers, st.text(), numbers, colours, st.sampled_from(["left", "right"]), st.booleans()),
)


@given(st.lists(strokes, max_size=8).map(tuple))
def test_that_a_picture_comes_back_as_it_was_kept(drawn: tuple[object, ...]) -> None:
    scene = Scene(480.0, 250.5, "#FFFFFF", drawn)  # type: ignore[arg-type]
    as_a_database_hands_it_back = json.loads(json.dumps(kept.written(scene)), parse_float=Decimal)
    assert kept.read(as_a_database_hands_it_back) == scene


def test_that_a_picture_of_another_version_is_refused_in_words() -> None:
    for odd in ({}, {"version": 2}, {"version": 1, "width": 1, "height": 1, "paper": "", "strokes": [["z"]]}):
        with pytest.raises(Invalid, match="a version that this one cannot read"):
            kept.read(odd)


def test_that_nothing_of_another_building_stands_in_the_report_of_an_owner(house: House) -> None:
    session_id = house.visit(FIRST, {PRESSURE: "44"})
    (place,) = trends.places(house.session, house.building_id)
    for asked in (
        Asked(ChartKind.PORTFOLIO),
        Asked(ChartKind.TIME, house.building_id, places=(place.place_id,), by="buildings"),
    ):
        with pytest.raises(Refused, match="shows another building"):
            in_report.put(house.session, session_id, asked, None, by=house.supervisor, today=FIRST)
    in_report.put(
        house.session,
        session_id,
        Asked(ChartKind.TIME, house.building_id, places=(place.place_id,)),
        None,
        by=house.supervisor,
        today=FIRST,
    )
    (kept,) = in_report.charts_of(house.session, session_id)
    assert kept.title == "Stair-A, Level-8, All Doors Closed · Pilot Building 123"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_that_a_chart_was_taken_out_on_the_day_it_was_at_the_building(house: House, zone: str) -> None:
    """The two lie 25 hours apart: it is never the same day in both."""
    session = house.session
    session_id = house.visit(FIRST, {PRESSURE: "44"})
    (place,) = trends.places(session, house.building_id)
    settings = Asked(ChartKind.TIME, house.building_id, places=(place.place_id,))
    chart_id = in_report.put(session, session_id, settings, "One reading", by=house.supervisor, today=FIRST)
    in_report.take_out(session, chart_id, by=house.supervisor)
    session.get_one(models.Building, house.building_id).timezone = zone
    session.flush()
    at = session.get_one(models.SessionChart, chart_id).removed_at
    assert at is not None
    day = show_date(at.astimezone(ZoneInfo(zone)).date())
    with pytest.raises(Refused, match=f"was taken out of this report on {day} already"):
        in_report.take_out(session, chart_id, by=house.supervisor)
