"""What the overview reads from a real database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event, func, select, update
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.standing import Measure, Standing, Tally
from firemode_desktop.models import (
    AS1851Rule,
    Building,
    CalibrationCertificate,
    ControlEquipment,
    Door,
    Doorway,
    Fault,
    Floor,
    Instrument,
    ResultAmendment,
    Stair,
    TestInstanceTemplate,
    TestSession,
)
from firemode_desktop.services import overview
from firemode_desktop.services.overview.cards import calibrations, next_due
from tests.ui import building

CLOSED = Measure.PRESSURE, "all_closed"


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def session(tested_engine: Engine) -> Iterator[Session]:
    """A session on the tested building whose work is rolled back."""
    with tested_engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as made:
            yield made
        transaction.rollback()


@pytest.fixture
def tested(session: Session) -> UUID:
    found = session.scalar(select(Building.id).where(Building.name == "Pilot Building 123"))
    assert found is not None
    return found


def cell(whole: overview.Overview, stair: str, level: str):  # type: ignore[no-untyped-def]
    shaft = next(shaft for shaft in whole.section.shafts if shaft.name == stair)
    return next(cell for cell in shaft.cells if cell.level == level)


def test_that_the_section_shows_stairs_in_order_with_floors_from_the_bottom_up(session: Session, tested: UUID) -> None:
    section = overview.overview(session, tested, building.NOW).section
    assert [(shaft.name, shaft.fan) for shaft in section.shafts] == [("Stair-A", "FAN-01-A"), ("Stair-B", "FAN-01-B")]
    for shaft in section.shafts:
        assert [cell.number for cell in shaft.cells] == list(range(15))
        assert shaft.cells[8].bottom_m == Decimal("28.00")
        assert all(len(cell.doors) == 1 for cell in shaft.cells)


def test_that_a_cell_holds_the_latest_reading_and_not_an_earlier_one(session: Session, tested: UUID) -> None:
    whole = overview.overview(session, tested, building.NOW)
    failing = cell(whole, "Stair-A", "Level-8").reading(*CLOSED)
    assert (failing.value, failing.standing, failing.session_name) == (
        Decimal("18.2"),
        Standing.FAIL,
        "Annual session 2026",
    )
    assert failing.margin == "1.8 Pa below the minimum of 20"
    assert cell(whole, "Stair-B", "Level-3").standing(*CLOSED) is Standing.NEAR
    assert cell(whole, "Stair-B", "Level-13").standing(*CLOSED) is Standing.SKIPPED


def test_that_what_the_session_has_still_to_read_is_not_shown_as_a_result(session: Session, tested: UUID) -> None:
    top = cell(overview.overview(session, tested, building.NOW), "Stair-B", "Level-14")
    assert top.standing(*CLOSED) is Standing.NOT_TESTED
    assert top.reading(*CLOSED).session_name == "Annual session 2025"
    assert CLOSED in top.due


def test_that_a_correction_stands_for_what_was_recorded(session: Session, tested: UUID) -> None:
    wrong = cell(overview.overview(session, tested, building.NOW), "Stair-A", "Level-8").reading(*CLOSED)
    for value, compliant in (("19.5", False), ("28.2", True)):
        session.add(
            ResultAmendment(
                building_id=tested,
                instance_id=wrong.instance_id,
                field="measured_value",
                old_value="18.2",
                new_value={"measured_value": value, "is_compliant": compliant, "verdict": "pass"},
                reason="Read from the wrong line of the sheet.",
            )
        )
        session.flush()
    whole = overview.overview(session, tested, building.NOW)
    right = cell(whole, "Stair-A", "Level-8").reading(*CLOSED)
    assert (right.value, right.standing, right.deviation_pct) == (Decimal("28.2"), Standing.PASS, Decimal("-36.20"))
    detail = overview.floor_detail(session, cell(whole, "Stair-A", "Level-8").floor_id)
    assert detail.history(*CLOSED, "Level-8")[-1].value == Decimal("28.2")


def test_that_a_reading_off_the_line_of_its_neighbours_is_doubted(session: Session, tested: UUID) -> None:
    whole = overview.overview(session, tested, building.NOW)
    (doubt,) = cell(whole, "Stair-A", "Level-8").doubted(*CLOSED)
    assert doubt.startswith("Level-8 reads 18.2 Pa where its neighbours say ")
    assert cell(whole, "Stair-A", "Level-7").doubts == ()


def test_that_the_readings_of_a_cancelled_session_are_not_shown(session: Session, tested: UUID) -> None:
    session.execute(
        update(TestSession).where(TestSession.session_name == "Annual session 2026").values(status="cancelled")
    )
    whole = overview.overview(session, tested, building.NOW)
    assert cell(whole, "Stair-A", "Level-8").reading(*CLOSED).session_name == "Annual session 2025"
    assert whole.cards.session is not None
    assert whole.cards.session.name == "Annual session 2025"


def test_that_a_door_out_of_service_is_neither_drawn_nor_expected(session: Session, tested: UUID) -> None:
    before = overview.overview(session, tested, building.NOW)
    door = session.scalars(select(Door).where(Door.door_identifier.like("%Level-7%Stair-A%"))).first()
    assert door is not None
    session.execute(update(Door).where(Door.door_id == door.door_id).values(decommissioned_on=building.TODAY))
    after = overview.overview(session, tested, building.NOW)
    assert cell(after, "Stair-A", "Level-7").doors == ()
    assert cell(after, "Stair-A", "Level-7").reading(Measure.FORCE, "active") is None
    assert before.cards.baselines_expected - after.cards.baselines_expected == 2
    assert before.cards.baselines - after.cards.baselines == 2


@pytest.mark.parametrize(("days", "drawn"), [(1, True), (0, False), (-1, False)])
def test_that_what_goes_out_of_service_is_drawn_until_the_day_before(
    session: Session, tested: UUID, days: int, drawn: bool
) -> None:
    day = building.TODAY + timedelta(days=days)
    for table in (Stair, Floor, Door, Doorway, ControlEquipment):
        session.execute(update(table).where(table.building_id == tested).values(decommissioned_on=day))
    before = overview.overview(session, tested, building.NOW - timedelta(days=2))
    found = overview.overview(session, tested, building.NOW)
    assert before.cards.baselines_expected == 150
    assert found.cards.baselines_expected == (150 if drawn else 0)
    assert bool(found.section.shafts) is drawn
    assert not drawn or (cell(found, "Stair-A", "Level-7").doors and found.section.shafts[0].fan)


def test_that_the_cards_count_the_session_the_baselines_and_the_faults(session: Session, tested: UUID) -> None:
    cards = overview.overview(session, tested, building.NOW).cards
    assert cards.session is not None
    assert cards.session.tally == Tally(150, 140, 4, 5)
    assert (cards.baselines, cards.baselines_expected) == (150, 150)
    assert (cards.open_faults, cards.critical_faults) == (4, 4)
    session.execute(update(Fault).values(status="resolved"))
    assert overview.overview(session, tested, building.NOW).cards.open_faults == 0
    assert overview.badges(session, tested) == {"faults": 0}


def test_that_a_superseded_baseline_is_not_counted(session: Session, tested: UUID) -> None:
    from firemode_desktop.models import BaselineAirVelocity

    one = session.scalars(select(BaselineAirVelocity)).first()
    assert one is not None
    one.superseded_date = building.TODAY
    session.flush()
    assert overview.overview(session, tested, building.NOW).cards.baselines == 149


def test_that_reading_a_building_takes_the_same_statements_however_large_it_is(session: Session, tested: UUID) -> None:
    with counted(session) as large:
        overview.overview(session, tested, building.NOW)
    small = Building(name="Small")
    session.add(small)
    session.flush()
    with counted(session) as empty:
        overview.overview(session, small.id, building.NOW)
    assert len(large) <= 21
    assert len(large) - len(empty) <= 3, "only a session's own figures are asked for in addition"


def test_that_one_floor_is_read_in_three_statements(session: Session, tested: UUID) -> None:
    floor_id = cell(overview.overview(session, tested, building.NOW), "Stair-A", "Level-8").floor_id
    with counted(session) as sent:
        detail = overview.floor_detail(session, floor_id)
    assert len(sent) == 3
    assert [point.value for point in detail.history(*CLOSED, "Level-8")] == [
        Decimal("44.5"),
        Decimal("44.3"),
        Decimal("18.2"),
    ]
    assert {fault.class_words for fault in detail.faults} == {"critical defect"}
    assert all(fault.name.startswith("F-0") for fault in detail.faults)


def test_that_the_limits_of_an_untested_building_are_the_rules_in_force(session: Session) -> None:
    untested = Building(name="Untested")
    session.add(untested)
    session.flush()
    section = overview.overview(session, untested.id, building.NOW).section
    assert [str(section.limits_of(measure, "")) for measure in (Measure.PRESSURE, Measure.VELOCITY, Measure.FORCE)] == [
        "20 to 80 Pa",
        "at least 1 m/s",
        "at most 110 N",
    ]
    session.execute(update(AS1851Rule).where(AS1851Rule.rule_code == "SP-03").values(superseded_date=building.TODAY))
    later = overview.overview(session, untested.id, building.NOW).section
    assert later.limits_of(Measure.FORCE, "").open
    earlier = overview.overview(session, untested.id, building.NOW - timedelta(days=1)).section
    assert not earlier.limits_of(Measure.FORCE, "").open


@pytest.mark.parametrize(("days", "listed"), [(31, False), (30, True), (1, True), (0, True), (-400, True)])
def test_that_a_certificate_is_pointed_out_from_thirty_days_before_it_ends(
    session: Session, days: int, listed: bool
) -> None:
    home = Building(name="Home")
    session.add(home)
    session.flush()
    instrument = Instrument(serial_number="M-1", instrument_type="manometer", building_id=home.id)
    session.add(instrument)
    session.flush()
    ends = building.TODAY + timedelta(days=days)
    session.add(
        CalibrationCertificate(
            instrument_id=instrument.id,
            cert_number="C-1",
            calibration_date=ends - timedelta(days=365),
            expiry_date=ends,
        )
    )
    session.flush()
    before, _ = calibrations(session, uuid4(), building.TODAY)
    known, due = calibrations(session, home.id, building.TODAY)
    assert known == before + 1, "those that travel serve every building"
    assert [(one.name, one.days) for one in due if one.name == "M-1"] == ([("M-1", days)] if listed else [])


def test_that_the_building_opened_last_is_opened_again_and_else_the_first_by_name(session: Session) -> None:
    ids = {}
    for name in ("Beta", "Alpha", "Gamma"):
        one = Building(name=f"{name} House")
        session.add(one)
        session.flush()
        ids[name] = one.id
    assert overview.building_to_open(session, ids["Gamma"]) == ids["Gamma"]
    assert overview.building_to_open(session, uuid4()) == ids["Alpha"]
    assert overview.building_to_open(session, None) == ids["Alpha"]
    session.execute(update(Building).where(Building.name == "Alpha House").values(decommissioned_on=building.TODAY))
    assert overview.building_to_open(session, None) == ids["Beta"]
    planned = func.current_date() + 1
    session.execute(update(Building).where(Building.name == "Alpha House").values(decommissioned_on=planned))
    assert overview.building_to_open(session, None) == ids["Alpha"], "a planned day closes nothing yet"


def test_that_an_empty_database_has_no_building_to_open(database: Database) -> None:
    assert database.run(lambda session: overview.building_to_open(session, None)) is None


def test_that_a_building_that_is_gone_has_no_name(session: Session) -> None:
    with pytest.raises(Missing):
        overview.building_name(session, uuid4())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("level-8", [("floor", "Level-8", "Stair-A"), ("floor", "Level-8", "Stair-B")]),
        ("8 stair-b", [("floor", "Level-8", "Stair-B")]),
        ("annual 2026", [("session", "Annual session 2026", "in progress")]),
        ("mcp-l2", [("scenario", "Call Point Floor 2", f"Stair-{stair} · Zone-1") for stair in "AB"]),
        ("floor 2 point", [("scenario", "Call Point Floor 2", f"Stair-{stair} · Zone-1") for stair in "AB"]),
        ("pilot", [("building", "Pilot Building 123", "")]),
        ("f-4", [("fault", "F-0004 118.4 N on Stair-B Level-6", "open")]),
        ("0004", [("fault", "F-0004 118.4 N on Stair-B Level-6", "open")]),
        ("118.4", [("fault", "F-0004 118.4 N on Stair-B Level-6", "open")]),
        ("100%", []),
        ("%", []),
    ],
)
def test_that_places_are_found_by_their_words(
    session: Session, tested: UUID, text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = overview.find(session, text, tested)
    told = [(one.kind, one.name, one.where if one.kind != "building" else "") for one in found]
    assert told[: len(expected)] == expected
    assert {kind for kind, *_ in told[len(expected) :]} <= {
        "doorway",
        "fault",
        "test",
    }
    assert expected or not told


def test_that_finding_is_kept_to_nine_statements_and_eight_of_a_kind(session: Session, tested: UUID) -> None:
    with counted(session) as sent:
        overview.find(session, "level", tested)
    assert len(sent) == 9
    with counted(session) as sent:
        found = overview.find(session, "le", tested)  # so few letters are in every test
    assert len(sent) == 8
    assert sum(one.kind == "floor" for one in found) == 8
    assert found[0].name == "Level-1"


def expect(session: Session, building_id: UUID, *frequencies: str) -> None:
    """One expected test at each frequency."""
    stair_id = session.scalars(select(Stair.stair_id).where(Stair.building_id == building_id)).first()
    for frequency in frequencies:
        session.add(
            TestInstanceTemplate(
                building_id=building_id,
                stair_id=stair_id,
                archetype_id="ARCH-FAN-001",
                measurement_type="fan_operation",
                frequency=frequency,
                scoped_identifier="FAN",
                sequence_order=1,
            )
        )
    session.flush()


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([("annual", date(2025, 5, 4))], ("six_monthly", date(2025, 11, 4))),
        ([("annual", date(2025, 5, 4)), ("six_monthly", date(2024, 11, 6))], ("six_monthly", date(2025, 11, 4))),
        ([("annual", date(2025, 5, 4)), ("six_monthly", date(2025, 11, 6))], ("annual", date(2026, 5, 4))),
        ([("six_monthly", date(2025, 11, 6))], ("six_monthly", date(2026, 5, 6))),
    ],
    ids=["never a six-monthly one", "an annual visit is a six-monthly one too", "then the annual one", "no annual one"],
)
def test_that_the_test_that_falls_due_first_is_counted_from_the_last_visit_that_did_it(
    session: Session, visits: list[tuple[str, date]], expected: tuple[str, date]
) -> None:
    home = Building(name="Home")
    session.add(home)
    session.flush()
    session.add(Stair(building_id=home.id, stair_name="Core"))
    session.flush()
    expect(session, home.id, "annual", "six_monthly")
    for frequency, day in visits:
        session.add(TestSession(building_id=home.id, frequency=frequency, status="approved", scheduled_for=day))
    session.add(TestSession(building_id=home.id, frequency="annual", status="draft", scheduled_for=date(2026, 5, 1)))
    session.flush()
    due = next_due(session, home.id)
    assert due is not None
    assert (due.frequency, due.day) == expected


def test_that_days_are_those_of_the_building(session: Session, tested: UUID) -> None:
    late = datetime(2026, 5, 6, 20, 0, tzinfo=UTC)
    assert overview.overview(session, tested, late).today == date(2026, 5, 7), "it is morning in Sydney"
    reading = cell(overview.overview(session, tested, late), "Stair-A", "Level-8").reading(*CLOSED)
    assert str(reading.at.tzinfo) == "Australia/Sydney"


def test_that_without_expected_tests_nothing_falls_due(session: Session, tested: UUID) -> None:
    assert next_due(session, tested) is None
