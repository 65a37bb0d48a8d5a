"""What the charts of a stair read of the record: sessions with known readings, in a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.charts.data import DoorwayGrids, Profile
from firemode_desktop.charts.floors import FloorMap
from firemode_desktop.charts.forces import ForceScatter
from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.standing import Measure, Standing
from firemode_desktop.services import generating, reporting, testing
from firemode_desktop.services.trends.charts import gather, write_chart
from tests.services.conftest import NOW
from tests.trends.house import FIRST, House

TODAY = date(2026, 5, 4)
COLD = {"temp_out_c": Decimal(5), "temp_stair_c": Decimal(21)}
LEVELS = ("GF", *(f"L{number}" for number in range(1, 15)))
WAY = "VELOCITY_STAIR-A_L3_DW-LEVEL-3-STAIR-A_WORST-CASE-3-DOORS-OPEN"
NINE = tuple(Decimal(value) for value in ("1.2", "1.3", "1.1", "1.15", "1.25", "1.18", "1.08", "1.12", "1.05"))
Readings = Mapping[str, str | tuple[Decimal, ...]]


def closed(*values: str) -> Readings:
    return {f"PRESSURE_STAIR-A_{level}_ALL-CLOSED": value for level, value in zip(LEVELS, values, strict=False)}


def force(level: int, on: str, off: str | None = None) -> Readings:
    place = f"FORCE_STAIR-A_L{level}_D-LEVEL-{level}-STAIR-A"
    return {f"{place}_ACTIVE": on, **({} if off is None else {f"{place}_INACTIVE": off})}


@dataclass(frozen=True)
class Stairs:
    """The pilot building with annual tests, too."""

    house: House

    def visit(self, day: date, readings: Readings, conditions: dict[str, Any] | None = None) -> UUID:
        """An approved annual session with these readings, everything else skipped."""
        house = self.house
        found = testing.create_session(house.session, house.building_id, "annual", scheduled_for=day, by=house.engineer)
        tests = [test.identifier for test in testing.show(house.session, found).tests]
        assert readings.keys() <= set(tests), sorted(readings.keys() - set(tests))
        results = [self.result(each, readings.get(each), day, conditions or {}) for each in tests]
        testing.record(house.session, found, results, by=house.engineer, at=NOW)
        testing.submit(house.session, found, by=house.engineer)
        testing.approve(house.session, found, by=house.supervisor)
        return found

    def result(
        self, identifier: str, read: str | tuple[Decimal, ...] | None, day: date, conditions: dict[str, Any]
    ) -> testing.Result:
        at = datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)
        if read is None:
            return testing.Result(identifier, status="skipped", notes="No access.", measured_at=at)
        value = Decimal(read) if isinstance(read, str) else None
        points = () if isinstance(read, str) else read
        tool, file = self.house.tools[identifier.split("_")[0]], self.house.file
        return testing.Result(
            identifier, value=value, points=points, measured_at=at, instrument_id=tool, environment=conditions,
            evidence=(file, file),
        )  # fmt: skip

    def ask(self, kind: ChartKind, **settings: Any) -> Any:
        self.house.session.flush()
        return gather(self.house.session, Asked(kind, self.house.building_id).with_(**settings), TODAY)

    def profile(self, **settings: Any) -> Profile:
        return self.ask(ChartKind.PROFILE, **settings)  # type: ignore[no-any-return]

    def floors(self, **settings: Any) -> FloorMap:
        return self.ask(ChartKind.FLOORS, **settings)  # type: ignore[no-any-return]

    def doorways(self, **settings: Any) -> DoorwayGrids:
        return self.ask(ChartKind.DOORWAYS, **settings)  # type: ignore[no-any-return]

    def forces(self, **settings: Any) -> ForceScatter:
        return self.ask(ChartKind.FORCES, **settings)  # type: ignore[no-any-return]


@pytest.fixture
def stairs(house: House) -> Stairs:
    anemometer = house.session.scalars(select(models.Instrument.id).where(models.Instrument.serial_number == "AN-07"))
    house.tools["VELOCITY"] = key = anemometer.one()
    paper = models.CalibrationCertificate(
        instrument_id=key, cert_number="LONG-AN", calibration_date=date(2020, 1, 1), expiry_date=date(2030, 1, 1),
        calibration_authority="Laboratory",
    )  # fmt: skip
    house.session.add(paper)
    generating.generate(house.session, house.building_id, "annual", today=FIRST, at=NOW)
    return Stairs(house)


def commission(house: House, day: date) -> None:
    """A baseline of Level-3's doorway, each point a tenth below ``NINE``."""
    doorway = house.session.scalars(
        select(models.Doorway).where(models.Doorway.doorway_identifier == "DW-Level-3-Stair-A")
    ).one()
    grid = Grid(tuple(value - Decimal("0.1") for value in NINE))
    baseline = models.BaselineAirVelocity(
        building_id=house.building_id, stair_id=doorway.stair_id, doorway_id=doorway.doorway_id, velocity_ms=grid.mean,
        door_scenario="worst_case_3_doors_open", measurement_points=grid.to_points(), commissioned_date=day,
    )  # fmt: skip
    house.session.add(baseline)


@contextmanager
def statements(session: Session) -> Iterator[Callable[[], int]]:
    seen: list[str] = []

    def note(_c: Connection, _k: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    try:
        yield lambda: len(seen)
    finally:
        event.remove(connection, "before_cursor_execute", note)


def test_that_a_profile_has_the_stack_line_of_its_day_and_calls_out_what_does_not_fit(stairs: Stairs) -> None:
    stairs.visit(FIRST, closed("40", "41", "42", "43", "44", "12.5"), COLD)
    profile = stairs.profile()
    (case,) = profile.cases
    assert (case.title, case.note, len(case.floors)) == ("All doors closed", "1 May 2023", 15)
    low, high = case.floors[0], case.floors[14]
    assert low.expected is not None
    assert high.expected is not None
    assert high.height_m is not None
    # 3460 · (1/278.15 − 1/294.15) = 0.6766 Pa a metre
    assert float((high.expected - low.expected) / high.height_m) == pytest.approx(0.6766, abs=1e-3)
    assert case.floors[5].mark is Standing.FAIL
    assert (high.value, high.mark, high.key) == (None, Standing.NOT_TESTED, "")
    assert "1 of 6 fails." in profile.words
    assert "Level-5 reads 12.5 Pa where its neighbours say 45: wrong floor, blocked tube or open door?" in profile.words


def test_that_the_report_of_a_session_draws_the_same_stack_line(stairs: Stairs) -> None:
    found = stairs.visit(FIRST, closed("40", "41", "42", "43", "44"), COLD)
    printed = reporting.pressure_profile_of(stairs.house.session, found, "Stair-A")
    assert printed is not None
    shown = {floor.floor: floor.expected for floor in stairs.profile().cases[0].floors}
    expected = {floor.floor: floor.expected for floor in printed.cases[0].floors}
    assert {name: value and round(value, 2) for name, value in expected.items()} == shown
    assert None not in shown.values()


def test_that_readings_of_several_days_say_so_and_the_stack_line_is_laid_through_the_last_visit(stairs: Stairs) -> None:
    stairs.visit(FIRST, closed(*["44"] * 8), COLD)
    stairs.visit(FIRST + timedelta(days=183), closed("40", "41"), COLD)
    (case,) = stairs.profile().cases
    assert case.note == "1 May 2023 to 31 Oct 2023"
    assert [floor.value for floor in case.floors[:3]] == [40, 41, 44]
    assert {floor.expected for floor in case.floors} == {None}  # two readings at the last visit: too few for a line


def test_that_without_temperatures_a_profile_says_why_it_has_no_stack_line(stairs: Stairs) -> None:
    stairs.visit(FIRST, closed(*["44"] * 6))
    profile = stairs.profile()
    assert "No stack line: the temperatures outside and in the stair were not recorded that day." in profile.words
    assert {floor.expected for case in profile.cases for floor in case.floors} == {None}


def test_that_both_door_cases_stand_side_by_side_unless_one_is_asked_for(stairs: Stairs) -> None:
    opened: Readings = {"PRESSURE_STAIR-A_L3_EVAC-DOORS-OPEN": "31"}
    stairs.visit(FIRST, {**closed("44"), **opened})
    assert [case.title for case in stairs.profile().cases] == ["All doors closed", "Evacuation doors open"]
    assert [case.title for case in stairs.profile(case="evac_doors_open").cases] == ["Evacuation doors open"]


def test_that_floors_stand_against_sessions_and_a_reading_of_later_is_not_there_yet(stairs: Stairs) -> None:
    stairs.visit(FIRST, closed("44", "43"))
    stairs.visit(FIRST + timedelta(days=183), closed("18.2"))
    (panel,) = stairs.floors().panels
    assert panel.sessions == (FIRST, FIRST + timedelta(days=183))
    assert [row.label for row in panel.rows] == ["Ground", "Level-1"]
    ground, first = ([reading and (reading.value, reading.mark) for reading in row.readings] for row in panel.rows)
    assert ground == [(Decimal(44), Standing.PASS), (Decimal("18.2"), Standing.FAIL)]
    assert first == [(Decimal(43), Standing.PASS), None]
    assert stairs.floors().words == (
        "Stair-A, 2 sessions; in the last one (31 Oct 2023) 1 of 1 fails. Least room: Ground, 18.2 Pa (20 to 80 Pa)."
    )
    assert stairs.floors(until=FIRST).panels[0].sessions == (FIRST,)
    assert stairs.floors(since=date(2025, 1, 1)).empty


def test_that_a_key_of_a_cell_is_its_test_and_velocities_and_forces_have_their_own_limits(stairs: Stairs) -> None:
    stairs.visit(FIRST, {WAY: NINE, **force(8, "84")})
    (row,) = stairs.floors(measure=Measure.VELOCITY).panels[0].rows
    assert str(row.limits) == "at least 1 m/s"
    reading = row.readings[0]
    assert reading is not None
    test = stairs.house.session.get_one(models.TestInstance, UUID(reading.key))
    assert test.scoped_identifier == WAY
    (row,) = stairs.floors(measure=Measure.FORCE).panels[0].rows
    assert (row.label, str(row.limits)) == ("Level-8", "at most 110 N")


def test_that_doorways_are_held_against_the_baseline_first_and_then_against_the_session_before(stairs: Stairs) -> None:
    stairs.visit(FIRST + timedelta(days=300), {WAY: NINE})
    assert "No doorway of Stair-A has an approved reading and one before it" in stairs.doorways(by="change").words
    commission(stairs.house, date(2024, 1, 15))
    (doorway,) = stairs.doorways(by="change").doorways
    assert doorway.against == "baseline of 15 Jan 2024"
    assert doorway.changes == (Decimal("0.1"),) * 9
    later = (*(value - Decimal("0.05") for value in NINE[:8]), NINE[8])
    stairs.visit(FIRST + timedelta(days=600), {WAY: later})
    grids = stairs.doorways(by="change")
    (doorway,) = grids.doorways
    assert doorway.against == "25 Feb 2024"
    assert doorway.points == later
    assert doorway.changes == (Decimal("-0.05"),) * 8 + (Decimal("0.00"),)
    assert grids.words == (
        "Stair-A: the mean velocity of 1 of 1 doorways changed by −0.04 m/s against 25 Feb 2024. "
        "Greatest loss: Level-3, −0.04 m/s."
    )
    (plain,) = stairs.doorways().doorways
    assert (plain.changes, plain.mark) == ((None,) * 9, Standing.PASS)


def test_that_a_force_stands_over_the_pressure_of_its_own_session_alone(stairs: Stairs) -> None:
    stairs.visit(FIRST, {**closed("44", "44", "45"), **force(2, "81", "35")})
    stairs.visit(FIRST + timedelta(days=183), {**force(3, "84"), **closed("44")})
    scatter = stairs.forces()
    second, third = scatter.doors
    assert (second.pressure, second.force_off, second.floor) == (Decimal(45), Decimal(35), "Level-2")
    # 0.9 · (0.9 · 2.1) · 45 / (2 · (0.9 − 0.07)) = 46.11 N
    assert round(second.closer or 0, 2) == Decimal("34.89")
    assert second.odd == ""
    assert (third.pressure, third.closer) == (None, None)
    assert scatter.usual == (Decimal("0.90"), Decimal("2.10"))
    assert "their closers take 34.9 to 34.9 N" in scatter.words


def test_that_a_force_smaller_than_its_pressure_alone_asks_for_a_second_look(stairs: Stairs) -> None:
    stairs.visit(FIRST, {**closed("44", "44", "45"), **force(2, "40")})
    (door,) = stairs.forces().doors
    assert "the closer would push by 6.1 N" in door.odd
    assert door.odd in stairs.forces().words


STAIR = (ChartKind.PROFILE, ChartKind.FLOORS, ChartKind.DOORWAYS, ChartKind.FORCES)


@pytest.mark.parametrize("kind", STAIR)
def test_that_a_stair_without_readings_is_an_empty_chart_that_says_so(house: House, kind: ChartKind) -> None:
    chart = gather(house.session, Asked(kind, house.building_id), TODAY)
    assert chart.empty
    assert "was approved" in chart.words


def test_that_no_building_is_invalid_and_a_stair_that_is_gone_is_missing(house: House) -> None:
    with pytest.raises(Invalid, match="is a chart of one building; choose which"):
        gather(house.session, Asked(ChartKind.PROFILE), TODAY)
    with pytest.raises(Missing, match="no stair, or is no longer on record"):
        gather(house.session, Asked(ChartKind.PROFILE, uuid4()), TODAY)
    with pytest.raises(Missing, match="The stair of this chart is no longer on record"):
        gather(house.session, Asked(ChartKind.FLOORS, house.building_id, stair_id=uuid4()), TODAY)


def test_that_a_chart_takes_a_few_statements_however_many_floors_and_sessions(stairs: Stairs) -> None:
    for turn in range(2):
        stairs.visit(FIRST + timedelta(days=183 * turn), {**closed(*["44"] * 15), **force(8, "84"), WAY: NINE}, COLD)
    for kind, most in (("profile", 5), ("floors", 4), ("doorways", 9), ("forces", 8)):
        with statements(stairs.house.session) as sent:
            stairs.ask(ChartKind(kind), by="change")
        assert sent() <= most, kind
    for kind in STAIR:
        asked = Asked(kind, stairs.house.building_id)
        for format in ("csv", "json", "xlsx", "svg"):
            assert len(write_chart(asked, stairs.ask(kind), format)) > 100
