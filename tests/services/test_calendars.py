"""What falls due in a building, from the register, the expected tests and the visits."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.domain.calendar import Category
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.words import Frequency
from firemode_desktop.models import (
    Building,
    CalibrationCertificate,
    Instrument,
    Stair,
    TestInstanceTemplate,
    TestSession,
)
from firemode_desktop.services import calendars
from tests.services.conftest import NOW

TODAY = NOW.date()


@pytest.fixture
def home(session: Session) -> Building:
    """A building with a stair, and the annual and six-monthly tests of it."""
    made = Building(name="Home", timezone="Australia/Perth")
    session.add(made)
    session.flush()
    stair = Stair(building_id=made.id, stair_name="Core")
    session.add(stair)
    session.flush()
    for frequency in ("annual", "six_monthly"):
        session.add(
            TestInstanceTemplate(
                building_id=made.id,
                stair_id=stair.stair_id,
                archetype_id="ARCH-FAN-001",
                measurement_type="fan_operation",
                frequency=frequency,
                scoped_identifier="FAN",
                sequence_order=1,
            )
        )
    session.flush()
    return made


def visit(session: Session, home: Building, frequency: str, day: date | None, status: str = "approved") -> TestSession:
    made = TestSession(building_id=home.id, frequency=frequency, status=status, scheduled_for=day)
    session.add(made)
    session.flush()
    return made


def instrument(session: Session, serial: str, days: int | None, building_id: UUID | None = None) -> Instrument:
    row = Instrument(serial_number=serial, instrument_type="manometer", manufacturer="Acme", building_id=building_id)
    session.add(row)
    session.flush()
    if days is not None:
        ends = TODAY + timedelta(days=days)
        begins = ends - timedelta(days=365)
        session.add(
            CalibrationCertificate(
                instrument_id=row.id, cert_number=f"C-{serial}", calibration_date=begins, expiry_date=ends
            )
        )
        session.flush()
    return row


def days_of(session: Session, home: Building) -> dict[Frequency, date]:
    return {one.frequency: one.day for one in calendars.tests_due(session, home.id)}


def test_that_tests_are_counted_from_the_last_visit_or_from_the_fixed_day(session: Session, home: Building) -> None:
    assert days_of(session, home) == {}
    visit(session, home, "annual", date(2026, 3, 20))
    assert days_of(session, home) == {
        Frequency.SIX_MONTHLY: date(2026, 9, 20),
        Frequency.ANNUAL: date(2027, 3, 20),
    }
    home.test_anchor_date = date(2024, 3, 1)
    session.flush()
    assert days_of(session, home) == {
        Frequency.SIX_MONTHLY: date(2026, 9, 1),
        Frequency.ANNUAL: date(2027, 3, 1),
    }


@pytest.mark.parametrize(
    ("status", "counts"),
    [("approved", True), ("submitted", True), ("returned", False), ("in_progress", False), ("cancelled", False)],
)
def test_that_only_a_visit_that_was_handed_in_counts(
    session: Session, home: Building, status: str, counts: bool
) -> None:
    visit(session, home, "annual", date(2026, 3, 20), status)
    assert bool(days_of(session, home)) is counts


def test_that_a_visit_without_a_planned_day_counts_from_the_day_it_began_on_site(
    session: Session, home: Building
) -> None:
    """In Perth it is the next day from 16:00 UTC."""
    began = visit(session, home, "annual", None, "draft")
    session.execute(
        text("UPDATE test_sessions SET started_at = :at, status = 'in_progress' WHERE id = :id"),
        {"at": datetime(2026, 3, 19, 16, tzinfo=UTC), "id": began.id},
    )
    session.execute(text("UPDATE test_sessions SET status = 'submitted' WHERE id = :id"), {"id": began.id})
    assert days_of(session, home)[Frequency.ANNUAL] == date(2027, 3, 20)


def test_that_tests_that_are_retired_do_not_fall_due(session: Session, home: Building) -> None:
    visit(session, home, "annual", date(2026, 3, 20))
    session.execute(text("UPDATE test_instance_templates SET retired_at = now() WHERE frequency = 'annual'"))
    assert set(days_of(session, home)) == {Frequency.SIX_MONTHLY}


def test_that_a_calendar_holds_due_tests_and_the_calibrations_of_its_own_and_travelling_instruments(
    session: Session, home: Building
) -> None:
    elsewhere = Building(name="Elsewhere")
    session.add(elsewhere)
    session.flush()
    own = instrument(session, "OWN", 20, home.id)
    instrument(session, "TRAVELS", -3)
    instrument(session, "THEIRS", 20, elsewhere.id)
    instrument(session, "BARE", None)
    gone = instrument(session, "GONE", 20)
    gone.decommissioned_on = TODAY
    visit(session, home, "annual", date(2026, 3, 20))
    session.flush()
    found = calendars.due_calendar(session, home.id, NOW)
    assert [(one.day, one.summary) for one in found.events] == [
        (TODAY - timedelta(days=3), "Calibration due: TRAVELS"),
        (TODAY + timedelta(days=20), "Calibration due: OWN"),
        (date(2026, 9, 20), "Six-monthly tests due: Home"),
        (date(2027, 3, 20), "Annual tests due: Home"),
    ]
    assert (found.count(Category.CALIBRATION), found.count(Category.TEST)) == (2, 2)
    assert found.sentence.endswith("1 instrument has no certificate, and so no day.")
    assert found.events[1].uid == f"calibration-{own.id}@firemode"
    assert found.events[1].description.startswith("Manometer Acme\n")
    assert all(one.revised_at.tzinfo is not None for one in found.events)


def test_that_a_building_without_anything_has_an_empty_calendar_with_a_sentence(session: Session) -> None:
    bare = Building(name="Bare")
    session.add(bare)
    session.flush()
    found = calendars.due_calendar(session, bare.id, NOW)
    assert (found.events, found.name) == ((), "Bare: due")
    assert found.sentence.startswith("Nothing falls due")


def test_that_a_building_that_is_gone_has_no_calendar(session: Session) -> None:
    for ask in (lambda: calendars.tests_due(session, uuid4()), lambda: calendars.due_calendar(session, uuid4(), NOW)):
        with pytest.raises(Missing):
            ask()
