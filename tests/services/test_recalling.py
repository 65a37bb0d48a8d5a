"""Recall of an instrument on a real database: which readings, in which buildings, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.recall import Counts, InDoubt, KnownError, Recall, Span
from firemode_desktop.domain.words import SessionStatus
from firemode_desktop.services import recalling, testing
from tests.services.conftest import NOW, Piloted

DAY = NOW.date()
PRESSURE = "PRESSURE_STAIR-A_L{}_ALL-CLOSED"
FORCE = "FORCE_STAIR-A_L8_D-LEVEL-8-STAIR-A_ACTIVE"
AT = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
Take = Callable[..., None]


@pytest.fixture
def session_id(session: Session, annual: Piloted) -> UUID:
    """An annual session of the pilot building, by that name."""
    session.get_one(models.TestSession, annual.session_id).session_name = "Annual 2026"
    return annual.session_id


@pytest.fixture
def instruments(session: Session, building_id: UUID) -> dict[str, UUID]:
    """Instruments by serial number."""
    return {str(row.serial_number): row.id for row in session.scalars(select(models.Instrument))}


@pytest.fixture
def take(session: Session, session_id: UUID, engineer: UUID, instruments: dict[str, UUID]) -> Take:
    """Record the pressure of a level (or whatever is named), with the good manometer unless another is named."""

    def record(level: int | str, value: str, serial: str = "SN-12345", at: datetime = AT) -> None:
        identifier = PRESSURE.format(level) if isinstance(level, int) else level
        result = testing.Result(identifier, Decimal(value), instrument_id=instruments[serial], measured_at=at)
        testing.record(session, session_id, [result], by=engineer, at=NOW)

    return record


@pytest.fixture
def asked(session: Session, instruments: dict[str, UUID]) -> Callable[..., Recall]:
    """Recall the manometer as of today."""

    def recall(serial: str = "SN-12345", error: str | None = None, **span: date) -> Recall:
        known = KnownError.parse(error) if error else None
        return recalling.recall(session, instruments[serial], span_of(session, instruments[serial], DAY, **span), known)

    return recall


def span_of(session: Session, instrument_id: UUID, today: date, **span: date) -> Span:
    return recalling.span_asked(session, instrument_id, today=today, **span)


def level(found: Recall, number: int) -> InDoubt:
    return next(one for one in found.readings if one.identifier == PRESSURE.format(number))


def test_that_a_recall_lists_what_the_instrument_read_and_no_other(
    take: Take, asked: Callable[..., Recall], instruments: dict[str, UUID]
) -> None:
    take(8, "45.2")
    take(9, "18.2")
    take(10, "44", "SN-12377")
    take(FORCE, "95", "FG-21")
    found = asked()
    assert [one.identifier for one in found.readings] == [PRESSURE.format(8), PRESSURE.format(9)]
    one = found.readings[0]
    assert (one.building, one.session, one.location) == (
        "Pilot Building 123",
        "Annual 2026",
        "Stair-A, Level-8, All Doors Closed",
    )
    assert one.measured_at.isoformat() == "2026-05-04T11:30:00+10:00"
    assert (one.stood.value, one.unit, str(one.limits)) == (Decimal("45.2"), "Pa", "20 to 80 Pa")
    assert [(o.stood.counts, o.without.counts) for o in found.readings] == [
        (Counts.PASS, Counts.NOT_PROVEN),
        (Counts.FAIL, Counts.FAIL),
    ]
    assert (found.losing_proof, found.failing, found.passing) == (1, 0, 0)
    assert found.because.startswith("CERT-SN-12345-")


def test_that_a_known_error_is_taken_out_beside_and_nothing_is_written(
    session: Session, take: Take, asked: Callable[..., Recall]
) -> None:
    take(8, "21")
    take(9, "19")
    take(10, "79.5")
    take(11, "45")
    before = session.execute(text("SELECT * FROM test_instances ORDER BY instance_id")).all()
    high = asked(error="reads 1.8 Pa high")
    after = level(high, 8).corrected
    assert after is not None
    assert (after.value, after.counts) == (Decimal("19.2"), Counts.FAIL)
    assert (high.failing, high.passing) == (1, 0)
    low = asked(error="1.8 Pa low")
    assert (low.failing, low.passing) == (1, 1), "79.5 is 81.3, and 19 is 20.8"
    session.expire_all()
    assert session.execute(text("SELECT * FROM test_instances ORDER BY instance_id")).all() == before
    assert session.scalar(text("SELECT count(*) FROM result_amendments")) == 0


@pytest.mark.parametrize(
    ("since", "until", "levels"),
    [
        (date(2026, 5, 3), None, [8, 9]),
        (date(2026, 5, 4), None, [9]),
        (None, date(2026, 5, 4), [8]),
        (date(2026, 5, 3), date(2026, 5, 5), [8, 9]),
        (date(2026, 5, 5), None, []),
    ],
)
def test_that_the_day_is_that_of_the_site(
    take: Take, asked: Callable[..., Recall], since: date | None, until: date | None, levels: list[int]
) -> None:
    """In Sydney the fourth of May begins at 14:00 UTC of the third."""
    take(8, "45", at=datetime(2026, 5, 3, 13, 59, tzinfo=UTC))
    take(9, "45", at=datetime(2026, 5, 3, 14, 0, tzinfo=UTC))
    span = {name: day for name, day in (("since", since), ("until", until)) if day}
    assert [one.identifier for one in asked(**span).readings] == [PRESSURE.format(each) for each in levels]


def test_that_it_counts_from_the_latest_calibration_unless_a_day_is_set(
    session: Session, take: Take, asked: Callable[..., Recall], instruments: dict[str, UUID]
) -> None:
    take(8, "45")
    assert len(asked().readings) == 1
    session.add(
        models.CalibrationCertificate(
            instrument_id=instruments["SN-12345"],
            cert_number="NEW",
            calibration_date=DAY + timedelta(days=1),
            expiry_date=DAY + timedelta(days=366),
        )
    )
    session.flush()
    assert asked().because != "NEW", "a calibration that is still to come holds nothing good"
    tomorrow, manometer = DAY + timedelta(days=1), instruments["SN-12345"]
    later = recalling.recall(session, manometer, span_of(session, manometer, tomorrow))
    assert (later.because, later.readings) == ("NEW", ())
    assert len(recalling.recall(session, manometer, span_of(session, manometer, tomorrow, since=DAY)).readings) == 1


@pytest.mark.parametrize("span", [Span(None), Span(date.min, date.max)])
def test_that_all_readings_there_are_can_be_asked_for(
    session: Session, take: Take, instruments: dict[str, UUID], span: Span
) -> None:
    take(8, "45")
    assert len(recalling.recall(session, instruments["SN-12345"], span).readings) == 1


def test_that_an_instrument_without_certificates_is_recalled_from_its_first_reading(
    session: Session, take: Take, asked: Callable[..., Recall], instruments: dict[str, UUID]
) -> None:
    take(8, "45")
    session.execute(text("ALTER TABLE calibration_certificates DISABLE TRIGGER guard_tested_delete"))
    session.execute(text("DELETE FROM calibration_certificates"))
    found = asked()
    assert (found.span.since, found.because) == (None, "")
    assert level(found, 8).stood.counts is Counts.PASS, "on the day it was judged by the certificate there was"


def test_that_a_reading_that_a_supervisor_accepted_stands_and_names_who(
    session: Session, session_id: UUID, take: Take, asked: Callable[..., Recall], supervisor: UUID
) -> None:
    take(8, "45", "SN-12377")
    take(9, "45", "SN-12377")
    testing.accept(session, session_id, PRESSURE.format(8), "Compared with another.", by=supervisor)
    found = asked("SN-12377")
    assert (level(found, 8).accepted_by, level(found, 8).stood.counts) == ("Supervisor One", Counts.PASS)
    assert level(found, 8).without.counts is Counts.PASS
    assert (level(found, 9).accepted_by, level(found, 9).stood.counts) == (None, Counts.NOT_PROVEN)
    assert found.losing_proof == 0


def test_that_a_correction_beside_a_reading_stands_for_it(
    session: Session, session_id: UUID, take: Take, asked: Callable[..., Recall], engineer: UUID
) -> None:
    take(8, "45")
    testing.amend(
        session, session_id, PRESSURE.format(8), testing.Correction(Decimal("21")), "A slip of the pen.", by=engineer
    )
    one = level(asked(error="1.8 Pa high"), 8)
    assert (one.amended, one.stood.value, one.stood.counts) == (True, Decimal(21), Counts.PASS)
    assert one.corrected is not None
    assert (one.corrected.value, one.would_fail) == (Decimal("19.2"), True)


def test_that_a_reading_that_was_taken_again_is_listed_and_not_counted(
    session: Session, session_id: UUID, take: Take, asked: Callable[..., Recall], engineer: UUID
) -> None:
    take(8, "45")
    again = testing.retest(session, session_id, PRESSURE.format(8), by=engineer)
    assert level(asked(), 8).retest is None, "the retest is still to be done"
    take(again, "46", "SN-12377")
    one = level(asked(), 8)
    assert (one.retest, one.in_force, asked().losing_proof) == (again, False, 0)


def test_that_approved_sessions_that_would_say_something_else_are_named(
    session: Session, session_id: UUID, take: Take, asked: Callable[..., Recall]
) -> None:
    take(8, "45")
    session.execute(text("UPDATE test_sessions SET status = 'submitted'"))
    session.execute(text("UPDATE test_sessions SET status = 'approved'"))
    session.expire_all()
    found = asked()
    (touched,) = found.touched
    assert (touched.status, touched.readings, touched.changed) == (SessionStatus.APPROVED, 1, 1)
    assert touched.reported
    assert not touched.takes_retests
    assert "1 approved session and its report would say something else." in found.sentence


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", note)


def test_that_a_recall_takes_as_many_statements_for_many_readings_as_for_one(
    session: Session, take: Take, asked: Callable[..., Recall]
) -> None:
    take(1, "45")
    session.expire_all()
    with counted(session) as few:
        asked()
    for number in range(2, 12):
        take(number, "45")
    session.expire_all()
    with counted(session) as many:
        assert len(asked().readings) == 11
    assert len(many) == len(few) <= 20


def test_that_an_instrument_is_found_by_its_serial_number_or_its_id(
    session: Session, instruments: dict[str, UUID]
) -> None:
    wanted = instruments["SN-12345"]
    assert recalling.instrument_called(session, " SN-12345 ") == wanted
    assert recalling.instrument_called(session, str(wanted)) == wanted
    with pytest.raises(Missing, match="no instrument with the serial number SN-0"):
        recalling.instrument_called(session, "SN-0")
    session.add(models.Instrument(serial_number="SN-12345", manufacturer="Another"))
    session.flush()
    with pytest.raises(Invalid, match="2 instruments have the serial number") as problem:
        recalling.instrument_called(session, "SN-12345")
    assert any("Another" in str(each) for each in problem.value.details)


def test_that_an_error_of_another_kind_than_the_instrument_reads_is_refused(
    session: Session, asked: Callable[..., Recall]
) -> None:
    with pytest.raises(Invalid, match="SN-12345 reads Pa; N is not a unit of that"):
        asked(error="2 N low")
    with pytest.raises(Missing):
        recalling.recall(session, uuid4(), Span(None))
    with pytest.raises(Missing):
        span_of(session, uuid4(), DAY)
