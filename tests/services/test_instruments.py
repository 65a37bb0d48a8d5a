"""Certificates of instruments: what is due, what is on file, and what may be added."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.models import CalibrationCertificate, Instrument
from firemode_desktop.services import catalogue, certificates, instruments, people, testing
from firemode_desktop.services.certificates import NewCertificate
from firemode_desktop.services.instruments import Use
from tests.services.conftest import NOW
from tests.ui import building

TODAY = NOW.date()
LAB = "NATA accredited laboratory"


def make(session: Session, serial: str, building_id: UUID | None = None) -> UUID:
    """A manometer without a certificate."""
    row = Instrument(serial_number=serial, instrument_type="manometer", unit="Pa", building_id=building_id)
    session.add(row)
    session.flush()
    return row.id


def certificate(number: str = "C-1", begins: date = TODAY, days: int = 365, **more: object) -> NewCertificate:
    return NewCertificate(number, begins, begins + timedelta(days=days), **more)  # type: ignore[arg-type]


@pytest.fixture
def manometer(session: Session) -> UUID:
    """A manometer that travels, without a certificate."""
    return make(session, "M-1")


def file_of(session: Session, instrument_id: UUID, building_id: UUID | None = None) -> instruments.InstrumentFile:
    found = instruments.files(session, building_id or uuid4(), TODAY)
    return next(one for one in found if one.state.instrument_id == instrument_id)


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "expired"), (0, "expired"), (1, "due"), (30, "due"), (31, "valid"), (400, "valid")]
)
def test_that_an_instrument_expires_on_the_day_its_certificate_names(
    session: Session, manometer: UUID, engineer: UUID, days: int, state: str
) -> None:
    begins = TODAY - timedelta(days=500)
    new = NewCertificate("C-1", begins, TODAY + timedelta(days=days))
    certificates.add_certificate(session, manometer, new, today=TODAY, by=engineer)
    found = file_of(session, manometer).state
    assert (found.state, found.days, found.expires_on) == (state, days, TODAY + timedelta(days=days))


def test_that_an_instrument_without_a_certificate_is_due_at_once(session: Session, manometer: UUID) -> None:
    found = file_of(session, manometer)
    assert (found.state.state, found.state.days, found.certificates) == ("expired", None, ())
    assert manometer in [one.instrument_id for one in instruments.due(session, TODAY, 0)]


def test_that_a_new_certificate_is_on_file_and_copied_into_its_instrument(
    session: Session, manometer: UUID, engineer: UUID
) -> None:
    new = certificate(" nat-7 ", authority=LAB, standard="ISO/IEC 17025", uncertainty=Decimal("0.5"), unit="Pa")
    made = certificates.add_certificate(session, manometer, new, today=TODAY, by=engineer)
    kept = file_of(session, manometer).certificates
    assert [(one.certificate_id, one.number, one.authority, one.uncertainty, one.unit) for one in kept] == [
        (made, "NAT-7", LAB, Decimal("0.5"), "Pa")
    ]
    row = session.get_one(Instrument, manometer)
    assert (row.calibration_cert_id, row.calibration_date, row.calibration_expiry) == (
        "NAT-7",
        TODAY,
        TODAY + timedelta(days=365),
    )
    assert row.calibration_standard == "ISO/IEC 17025"


def test_that_an_older_certificate_is_filed_without_taking_the_latest_one_s_place(
    session: Session, manometer: UUID, engineer: UUID
) -> None:
    certificates.add_certificate(session, manometer, certificate("NEW"), today=TODAY, by=engineer)
    older = certificate("OLD", TODAY - timedelta(days=400))
    certificates.add_certificate(session, manometer, older, today=TODAY, by=engineer)
    assert session.get_one(Instrument, manometer).calibration_cert_id == "NEW"
    assert [one.number for one in file_of(session, manometer).certificates] == ["NEW", "OLD"]


@pytest.mark.parametrize(("authority", "who"), [(LAB, LAB), (None, "An authority that is not named")])
def test_that_one_authority_issues_a_number_once(
    session: Session, manometer: UUID, engineer: UUID, authority: str | None, who: str
) -> None:
    certificates.add_certificate(session, manometer, certificate(authority=authority), today=TODAY, by=engineer)
    other = make(session, "M-2")
    with pytest.raises(Refused, match=f"{who} has issued certificate C-1 already; it is on file for M-1"):
        certificates.add_certificate(session, other, certificate(" c-1", authority=authority), today=TODAY, by=engineer)
    certificates.add_certificate(session, other, certificate("c-1", authority="Another"), today=TODAY, by=engineer)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (certificate("  "), "needs its number"),
        (certificate(begins=TODAY + timedelta(days=1)), "lies in the future"),
        (certificate(days=0), "ends after it begins"),
        (certificate(uncertainty=Decimal("0.5")), "needs its unit"),
        (certificate(uncertainty=Decimal("-0.5"), unit="Pa"), "not negative"),
        (certificate(uncertainty=Decimal("0.00005"), unit="Pa"), "four decimals"),
        (certificate(uncertainty=Decimal("0.5"), unit="N"), "M-1 reads Pa; N is not a unit of that"),
    ],
)
def test_that_a_certificate_that_cannot_be_right_is_refused(
    session: Session, manometer: UUID, engineer: UUID, new: NewCertificate, words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        certificates.add_certificate(session, manometer, new, today=TODAY, by=engineer)
    assert file_of(session, manometer).certificates == ()


@pytest.mark.parametrize(("value", "unit"), [("0.0001", "Pa"), ("0.01", "kPa"), ("2", "%")])
def test_that_an_uncertainty_may_be_in_any_unit_of_the_same_kind_or_per_cent(
    session: Session, manometer: UUID, engineer: UUID, value: str, unit: str
) -> None:
    new = certificate(uncertainty=Decimal(value), unit=unit)
    certificates.add_certificate(session, manometer, new, today=TODAY, by=engineer)
    assert session.scalar(select(CalibrationCertificate.uncertainty_unit)) == unit


def test_that_a_certificate_calibrated_today_is_taken(session: Session, manometer: UUID, engineer: UUID) -> None:
    certificates.add_certificate(session, manometer, certificate(begins=TODAY), today=TODAY, by=engineer)
    assert file_of(session, manometer).certificate_on(TODAY) is not None


def test_that_a_viewer_puts_no_certificate_on_file(session: Session, manometer: UUID) -> None:
    viewer = people.add_user(session, "viewer", "Viewer", "viewer")
    with pytest.raises(Refused, match="may put a certificate on file"):
        certificates.add_certificate(session, manometer, certificate(), today=TODAY, by=viewer)


def test_that_an_instrument_that_is_gone_takes_no_certificate(session: Session, engineer: UUID) -> None:
    with pytest.raises(Missing):
        certificates.add_certificate(session, uuid4(), certificate(), today=TODAY, by=engineer)


def test_that_a_building_sees_its_own_instruments_and_those_that_travel(session: Session, building_id: UUID) -> None:
    other = catalogue.create_building(session, {"name": "Elsewhere", "state": "NSW"})
    make(session, "HERE", building_id)
    make(session, "THERE", other)
    make(session, "TRAVELS")
    serials = {one.state.serial_number for one in instruments.files(session, building_id, TODAY)}
    assert {"HERE", "TRAVELS"} <= serials
    assert "THERE" not in serials


def test_that_readings_are_counted_by_the_day_on_site(session: Session) -> None:
    """In Sydney it is the next day already when it is 20:00 UTC."""
    building_id = building.tested_building(session)
    instrument = make(session, "USED", building_id)
    ids = list(
        session.scalars(
            text(
                "SELECT instance_id FROM test_instances i JOIN test_sessions s ON s.id = i.session_id"
                " WHERE i.status = 'pending' AND s.status = 'in_progress' ORDER BY 1 LIMIT 3"
            )
        )
    )
    _take(session, ids[0], instrument, "2026-05-04 13:59+00")
    _take(session, ids[1], instrument, "2026-05-04 14:00+00")
    _take(session, ids[2], instrument, "2026-05-05 13:00+00")
    found = file_of(session, instrument, building_id)
    assert found.used == (Use(date(2026, 5, 4), 1), Use(date(2026, 5, 5), 2))
    assert (found.readings, found.last_used) == (3, date(2026, 5, 5))
    by = people.add_user(session, "other", "Other", "engineer")
    new = NewCertificate("C", date(2026, 5, 5), date(2027, 5, 5))
    certificates.add_certificate(session, instrument, new, today=date(2026, 5, 6), by=by)
    assert file_of(session, instrument, building_id).uncovered == (Use(date(2026, 5, 4), 1),)


def _take(session: Session, instance_id: UUID, instrument: UUID, at: str) -> None:
    """Say that a reading was taken with an instrument."""
    session.execute(
        text(
            "UPDATE test_instances SET status = 'completed', required_instrument_id = :by, started_at = :at,"
            " completed_at = :at, measured_value_numeric = 44, measured_value_text = '44' WHERE instance_id = :one"
        ),
        {"by": instrument, "at": at, "one": instance_id},
    )


PDF = b"%PDF-1.4\n% a certificate\n"


def test_that_the_scan_of_a_certificate_is_kept_under_the_hash_of_its_content(
    session: Session, manometer: UUID, engineer: UUID, tmp_path: Path
) -> None:
    made = certificates.add_certificate(session, manometer, certificate(), today=TODAY, by=engineer)
    (tmp_path / "paper.pdf").write_bytes(PDF)
    store = EvidenceFolder(tmp_path / "store")
    stored = store.add(tmp_path / "paper.pdf")
    certificates.attach(session, made, stored, by=engineer)
    (held,) = file_of(session, manometer).certificates
    assert held.file == stored.name
    assert certificates.scan_file(store, stored.name).read_bytes() == PDF
    (tmp_path / "store" / stored.name).write_bytes(PDF + b"altered")
    with pytest.raises(Refused, match="no longer what was attached"):
        certificates.scan_file(store, stored.name)
    (tmp_path / "store" / stored.name).unlink()
    with pytest.raises(Missing):
        certificates.scan_file(store, stored.name)


def test_that_only_a_document_or_a_picture_is_a_scan_and_only_testers_attach_it(
    session: Session, manometer: UUID, engineer: UUID, tmp_path: Path
) -> None:
    made = certificates.add_certificate(session, manometer, certificate(), today=TODAY, by=engineer)
    store = EvidenceFolder(tmp_path / "store")
    for name, content in (("notes.txt", b"calibrated"), ("paper.pdf", PDF)):
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Invalid, match="a PDF or a picture; this is text/plain"):
        certificates.attach(session, made, store.add(tmp_path / "notes.txt"), by=engineer)
    stored = store.add(tmp_path / "paper.pdf")
    viewer = people.add_user(session, "viewer", "Viewer", "viewer")
    with pytest.raises(Refused, match="may attach the scan of a certificate"):
        certificates.attach(session, made, stored, by=viewer)
    with pytest.raises(Missing):
        certificates.attach(session, uuid4(), stored, by=engineer)
    assert file_of(session, manometer).certificates[0].file is None


def test_that_the_list_and_a_reading_agree_about_overlapping_certificates(
    session: Session, manometer: UUID, engineer: UUID
) -> None:
    long = NewCertificate("LONG", TODAY - timedelta(days=300), TODAY + timedelta(days=40))
    short = NewCertificate("SHORT", TODAY - timedelta(days=100), TODAY)
    for new in (long, short):
        certificates.add_certificate(session, manometer, new, today=TODAY, by=engineer)
    found = file_of(session, manometer)
    assert (found.state.state, found.state.days) == ("valid", 40)
    held = found.certificate_on(TODAY)
    assert held is not None
    assert held.number == "LONG"
    judged = testing.instruments(session)[manometer].certificate_on(TODAY)
    assert judged is not None
    assert judged.cert_number == "LONG"


def test_that_the_due_list_reaches_as_far_as_is_asked(session: Session, manometer: UUID, engineer: UUID) -> None:
    new = NewCertificate("C", TODAY - timedelta(days=300), TODAY + timedelta(days=31))
    certificates.add_certificate(session, manometer, new, today=TODAY, by=engineer)
    assert [len(instruments.due(session, TODAY, days)) for days in (0, 30, 31, 90)] == [0, 0, 1, 1]


def test_that_an_instrument_is_due_until_the_day_it_is_taken_out_of_service(session: Session, manometer: UUID) -> None:
    session.get_one(Instrument, manometer).decommissioned_on = TODAY + timedelta(days=1)
    session.flush()
    assert [one.instrument_id for one in instruments.due(session, TODAY)] == [manometer]
    assert instruments.due(session, TODAY + timedelta(days=1)) == ()
