"""What a supervisor looks at beside readings, from the record: calibration, faults, delays, all buildings."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from benchmarks import counting
from firemode_desktop import models
from firemode_desktop.charts.faults import FaultCounts
from firemode_desktop.charts.portfolio import Rank
from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import AS1851Class
from firemode_desktop.services import testing, trends
from firemode_desktop.services.trends import portfolio
from tests.services.conftest import NOW
from tests.trends.house import FIRST, FORCE, PRESSURE, House, years

LAST = FIRST + timedelta(days=183 * 5)
TODAY = LAST + timedelta(days=10)


def gather(house: House, kind: ChartKind, today: date = TODAY, **settings: Any) -> Any:
    return trends.gather(house.session, Asked(kind, house.building_id, **settings), today)


@pytest.mark.parametrize("kind", [ChartKind.DELAYS, ChartKind.FAULTS, ChartKind.CALIBRATION])
def test_that_a_chart_of_one_building_needs_one_that_is_on_record(house: House, kind: ChartKind) -> None:
    with pytest.raises(Invalid, match="chart of one building"):
        trends.gather(house.session, Asked(kind), TODAY)
    with pytest.raises(Missing, match="no longer on record"):
        trends.gather(house.session, Asked(kind, uuid4()), TODAY)


# --- calibration ------------------------------------------------------------------------------------------------------


def test_that_instruments_show_their_certificates_their_days_of_use_and_what_runs_out(house: House) -> None:
    house.visit(FIRST, {PRESSURE: "44", FORCE: "61"})
    found = gather(house, ChartKind.CALIBRATION, date(2029, 11, 2))
    gauge = next(one for one in found.instruments if one.name == "SN-12345")
    assert [use.day for use in gauge.used] == [FIRST]
    assert gauge.uncovered == ()
    assert (gauge.mark, gauge.words) == (Standing.NEAR, "until 1 Jan 2030")
    assert "SN-12345 in 60 days (1 Jan 2030)" in found.words
    earlier = gather(house, ChartKind.CALIBRATION, date(2029, 11, 1))
    assert next(one for one in earlier.instruments if one.name == "SN-12345").mark is Standing.PASS


def test_that_a_day_of_use_without_a_certificate_is_told(house: House) -> None:
    house.visit(FIRST, {PRESSURE: "44"})
    house.session.execute(text("ALTER TABLE calibration_certificates DISABLE TRIGGER guard_tested_delete"))
    house.session.execute(
        text("DELETE FROM calibration_certificates WHERE instrument_id = :key"), {"key": house.tools["PRESSURE"]}
    )
    found = gather(house, ChartKind.CALIBRATION)
    gauge = next(one for one in found.instruments if one.name == "SN-12345")
    assert ([use.day for use in gauge.uncovered], gauge.words) == ([FIRST], "no certificate")
    assert "SN-12345 was used without a certificate that held on 1 May 2023." in found.words
    assert "Not in calibration today: SN-12345" in found.words


# --- faults -----------------------------------------------------------------------------------------------------------


def faults(house: House, **settings: Any) -> FaultCounts:
    found = gather(house, ChartKind.FAULTS, **settings)
    assert isinstance(found, FaultCounts)
    return found


def test_that_faults_stand_at_the_session_that_found_them_and_one_without_any_has_its_bar(house: House) -> None:
    years(house, ["44", "18", "44"])
    found = faults(house)
    assert found.periods == ("1 May 2023", "31 Oct 2023", "1 May 2024")
    (fault,) = found.faults
    assert (fault.period, fault.classed, fault.open) == (1, AS1851Class.CRITICAL_DEFECT, True)
    assert fault.what == "Pressure 18 < 20 Pa"
    assert found.words.startswith("1 of 1 faults is open: 1 critical defect.")


def test_that_overdue_begins_the_day_after_it_was_due_and_void_faults_do_not_count(house: House) -> None:
    years(house, ["18", "17"])
    first, second = house.session.scalars(select(models.Fault).order_by(models.Fault.detected_at)).all()
    first.due_date = TODAY
    second.status = "void"
    house.session.flush()
    (fault,) = faults(house).faults
    assert not fault.overdue
    (fault,) = gather(house, ChartKind.FAULTS, TODAY + timedelta(days=1)).faults
    assert fault.overdue


def test_that_the_days_until_a_fault_was_closed_are_counted(house: House) -> None:
    years(house, ["18"])
    (fault,) = house.session.scalars(select(models.Fault)).all()
    fault.status, fault.resolved_at = "resolved", fault.detected_at + timedelta(days=30)
    fault.resolution_note = "Fan speed raised."
    house.session.flush()
    found = faults(house, by="age")
    assert [one.days_open for one in found.faults] == [30]
    assert "No fault is open. Critical defect: 1 closed, half of them within 30 days." in found.words


# --- delays -----------------------------------------------------------------------------------------------------------


def sequence(house: House) -> models.CEScenario:
    query = select(models.CEScenario).where(models.CEScenario.building_id == house.building_id)
    return house.session.scalars(query.where(models.CEScenario.active).order_by(models.CEScenario.scenario_name)).all()[
        0
    ]


def run(house: House, day: date, late: str, approve: bool = True) -> None:
    """A session in which every step of one scenario was seen as planned, but its last one ``late`` seconds later."""
    scenario, found = sequence(house), None
    session_id = testing.create_session(
        house.session, house.building_id, "six_monthly", scheduled_for=day, by=house.engineer
    )
    at = datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)
    tests = house.session.scalars(select(models.TestInstance).where(models.TestInstance.session_id == session_id)).all()
    results = []
    for test in tests:
        if test.scenario_id == scenario.scenario_id:
            found = test.scoped_identifier
            steps = sorted(scenario.expected_sequence, key=lambda step: step["step_order"])
            planned = [Decimal(str(step["expected_delay_seconds"])) for step in steps]
            planned[-1] += Decimal(late)
            effects = [
                ObservedEffect(step["component_id"], step["expected_action"], at_s)
                for step, at_s in zip(steps, planned, strict=True)
            ]
            evidence = (house.file,) * 4
            results.append(testing.Result(found, observed=tuple(effects), measured_at=at, evidence=evidence))
        else:
            results.append(testing.Result(test.scoped_identifier, status="skipped", notes="No access.", measured_at=at))
    assert found is not None
    testing.record(house.session, session_id, results, by=house.engineer, at=NOW)
    if approve:
        testing.submit(house.session, session_id, by=house.engineer)
        testing.approve(house.session, session_id, by=house.supervisor)


def test_that_a_step_that_comes_later_each_time_creeps_and_what_is_not_approved_does_not_count(house: House) -> None:
    assert gather(house, ChartKind.DELAYS).empty
    for place, late in enumerate(("-1.0", "-0.6", "-0.2", "0.2", "0.6", "1.0")):
        run(house, FIRST + timedelta(days=183 * place), late)
    run(house, TODAY, "90", approve=False)
    found = gather(house, ChartKind.DELAYS)
    assert [len(row.delays) for row in found.rows] == [6] * len(found.rows)
    assert found.rows[-1].creeps == pytest.approx(0.8, abs=0.02)
    assert all(row.creeps is None for row in found.rows[:-1])
    assert "0.80 s later each year" in found.words, found.words
    (name,) = trends.choices(house.session, house.building_id, TODAY).scenarios
    assert name in found.title
    assert gather(house, ChartKind.DELAYS, scenario=name) == found
    with pytest.raises(Missing, match="No approved test of “Stair-Z"):
        gather(house, ChartKind.DELAYS, scenario="Stair-Z · Zone-1 · Fire")


# --- all buildings ----------------------------------------------------------------------------------------------------


def test_that_the_place_with_the_least_room_comes_first_and_what_waits_is_counted(house: House) -> None:
    years(house, ["45", "42", "38.5", "36", "32.5", "29"])
    house.visit(LAST + timedelta(days=1), {FORCE: "109"})
    before = gather(house, ChartKind.PORTFOLIO)
    assert before.empty
    assert "2 places are being worked out" in before.words
    trends.work_out(house.session)
    nearest = gather(house, ChartKind.PORTFOLIO)
    assert [place.identifier for place in nearest.places] == [FORCE, PRESSURE]
    assert [round(place.margin, 4) for place in nearest.places] == [Decimal("0.0091"), Decimal("0.3000")]
    assert "being worked out" not in nearest.words
    for by in ("worsening", "meets"):
        (worst,) = gather(house, ChartKind.PORTFOLIO, by=by).places
        assert (worst.identifier, worst.meets is not None) == (PRESSURE, True)
        assert worst.worsening == pytest.approx(6.4 / 30, abs=0.02)


@pytest.mark.parametrize("register", ["buildings", "stairs", "floors"])
def test_that_what_is_out_of_service_is_left_out_from_its_day_on_and_counted(house: House, register: str) -> None:
    house.visit(FIRST, {PRESSURE: "44"})
    trends.work_out(house.session)
    house.session.execute(text(f"UPDATE {register} SET decommissioned_on = :day"), {"day": TODAY})
    closed = gather(house, ChartKind.PORTFOLIO)
    assert closed.empty
    assert closed.words.endswith("1 place out of service is left out.")
    open_ = gather(house, ChartKind.PORTFOLIO, TODAY - timedelta(days=1))
    assert len(open_.places) == 1
    assert "out of service" not in open_.words


def test_that_the_thirty_first_in_service_are_shown_however_many_closed_ones_come_before(house: House) -> None:
    house.visit(FIRST, {PRESSURE: "44"})
    trends.work_out(house.session)
    grow(house, 3)
    two = "SELECT id FROM buildings WHERE name LIKE 'Tower %' LIMIT 2"
    house.session.execute(text(f"UPDATE buildings SET decommissioned_on = :day WHERE id IN ({two})"), {"day": TODAY})
    shown = gather(house, ChartKind.PORTFOLIO)
    before = gather(house, ChartKind.PORTFOLIO, TODAY - timedelta(days=1))
    assert len(shown.places) == len(before.places) == portfolio.MOST
    standing = [place.key for place in shown.places]
    assert len(set(standing)) == portfolio.MOST
    assert shown.places[-1].margin > before.places[-1].margin
    assert re.search(r"[1-9]\d* places out of service are left out", shown.words)


def test_that_a_list_leaves_out_what_is_out_of_service_and_keeps_it_at_hand(house: House) -> None:
    house.visit(FIRST, {PRESSURE: "44", FORCE: "61"})
    house.session.execute(text("UPDATE doors SET decommissioned_on = :day"), {"day": TODAY})
    there = trends.choices(house.session, house.building_id, TODAY)
    assert [one.identifier for one in there.places] == [PRESSURE]
    assert [one.identifier for one in there.closed] == [FORCE]
    assert trends.choices(house.session, house.building_id, TODAY - timedelta(days=1)).closed == ()
    (kept,) = trends.series_of(house.session, [there.closed[0].place_id])
    assert [point.value for point in kept.points] == [Decimal(61)]


def test_that_a_building_out_of_service_altogether_is_read_where_it_is_opened(house: House) -> None:
    house.visit(FIRST, {PRESSURE: "44", FORCE: "61"})
    house.session.execute(text("UPDATE buildings SET decommissioned_on = :day"), {"day": TODAY})
    there = trends.choices(house.session, house.building_id, TODAY)
    assert (len(there.places), there.closed) == (2, ())
    assert [point.value for point in gather(house, ChartKind.TIME).points] == [Decimal(44)]


def pages(house: House, rank: Rank) -> int:
    """How many pages the chart of all buildings takes."""
    return counting.pages(
        house.session, counting.sent_by(house.session, lambda _: gather(house, ChartKind.PORTFOLIO, by=rank.value))
    )


def test_that_twice_as_many_buildings_take_no_more_pages(house: House) -> None:
    house.visit(FIRST, {PRESSURE: "44"})
    trends.work_out(house.session)
    for _ in range(2):
        grow(house, 300)
        for rank in Rank:
            taken = pages(house, rank)
            assert taken < 15 * portfolio.MOST, f"{taken} for {rank}: the thirty shown, not the 24,000 there are"
    assert len(gather(house, ChartKind.PORTFOLIO).places) == portfolio.MOST


def grow(house: House, buildings: int) -> None:
    """So many more buildings of 40 places each, all as the one that was read but of no floor."""
    own = ("place_id", "building_id", "stair_id", "margin", "worsening", "meets_from")
    without = (*own, "floor_id", "door_id", "doorway_id", "xmin")
    alike = [column.name for column in models.LatestReading.__table__.columns if column.name not in without]
    house.session.execute(
        text(
            "WITH new AS (INSERT INTO buildings (name) SELECT 'Tower ' || gen_random_uuid() "
            "FROM generate_series(1, :many) RETURNING id), "
            "shaft AS (INSERT INTO stairs (building_id, stair_name) SELECT id, 'Stair-A' FROM new "
            "RETURNING building_id, stair_id) "
            f"INSERT INTO latest_readings ({', '.join([*own, *alike])}) "
            "SELECT gen_random_uuid(), shaft.building_id, shaft.stair_id, random(), random(), "
            f"date '2027-01-01' + (random() * 3000)::int, {', '.join(f'l.{name}' for name in alike)} "
            "FROM shaft, generate_series(1, 40), (SELECT * FROM latest_readings LIMIT 1) l"
        ),
        {"many": buildings},
    )
    house.session.execute(text("ANALYZE latest_readings, buildings, stairs"))
