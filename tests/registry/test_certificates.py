"""The register of certificates: an authority issues a number once, and it is said where that one is."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.models import Building, CalibrationCertificate, Instrument
from firemode_desktop.services import registry
from tests.registry.buildings import build

REGISTER = "calibration_certificates"
LAB = "NATA laboratory"


@pytest.fixture
def building(session: Session) -> UUID:
    return build(session)


@pytest.fixture
def elsewhere(session: Session) -> str:
    """An instrument of another building, which holds certificate N-1 of the laboratory and N-2 of nobody's."""
    other = Building(name="Elsewhere")
    session.add(other)
    session.flush()
    row = Instrument(serial_number="FAR-1", instrument_type="manometer", building_id=other.id)
    session.add(row)
    session.flush()
    for number, authority in (("N-1", LAB), ("N-2", None)):
        session.add(
            CalibrationCertificate(
                instrument_id=row.id,
                cert_number=number,
                calibration_authority=authority,
                calibration_date=date(2026, 1, 1),
                expiry_date=date(2027, 1, 1),
            )
        )
    session.flush()
    return "FAR-1"


def add(book: Book, number: str, authority: str = "", begins: str = "1/3/2026", ends: str = "1/3/2027") -> Book:
    return book.add(REGISTER, uuid4(), {0: "MN-Test House", 1: number, 2: authority, 3: begins, 4: ends})


def save(session: Session, building: UUID, saved: Book, draft: Book) -> Book:
    return registry.save_book(session, building, Changes.between(saved, draft), None)


@pytest.mark.parametrize(
    ("number", "authority", "who"), [("n-1", LAB, LAB), ("N-2", "", "An authority that is not named")]
)
def test_that_a_number_that_was_issued_names_the_instrument_it_is_on_file_for(
    session: Session, building: UUID, elsewhere: str, number: str, authority: str, who: str
) -> None:
    book = registry.load_book(session, building)
    with pytest.raises(Invalid) as refused:
        save(session, building, book, add(book, number, authority))
    words = f"{who} has issued certificate {number.upper()} already; it is on file for {elsewhere}."
    assert refused.value.message == words
    assert refused.value.details[0]["message"] == words


@pytest.mark.parametrize(("number", "authority"), [("N-1", "Another laboratory"), ("N-1", ""), ("N-3", LAB)])
def test_that_another_authority_may_issue_the_same_number(
    session: Session, building: UUID, elsewhere: str, number: str, authority: str
) -> None:
    book = registry.load_book(session, building)
    save(session, building, book, add(book, number, authority))
    found = session.scalars(
        select(CalibrationCertificate.calibration_authority).where(CalibrationCertificate.cert_number == number)
    )
    assert (authority or None) in set(found)


def test_that_a_number_twice_in_one_save_is_refused(session: Session, building: UUID) -> None:
    book = registry.load_book(session, building)
    with pytest.raises(Invalid, match="has issued certificate N-9 already; it is on file for MN-Test House"):
        save(session, building, book, add(add(book, "N-9", LAB), "n-9", LAB, "1/3/2027", "1/3/2028"))


def test_that_two_certificates_may_swap_their_numbers(session: Session, building: UUID) -> None:
    book = registry.load_book(session, building)
    book = save(session, building, book, add(add(book, "A-1", LAB), "A-2", LAB, "1/3/2025", "1/3/2026"))
    keys = {row.cells[1]: row.key for row in book[REGISTER].rows}
    draft = book.enter(REGISTER, [(keys["A-1"], 1, "A-2"), (keys["A-2"], 1, "A-1")])
    swapped = save(session, building, book, draft)
    assert {row.cells[1]: row.key for row in swapped[REGISTER].rows if row.cells[1] in ("A-1", "A-2")} == {
        "A-1": keys["A-2"],
        "A-2": keys["A-1"],
    }


def test_that_a_number_is_free_again_once_its_certificate_is_removed(session: Session, building: UUID) -> None:
    book = registry.load_book(session, building)
    book = save(session, building, book, add(book, "A-1", LAB))
    old = next(row.key for row in book[REGISTER].rows if row.cells[1] == "A-1")
    draft = add(book.remove(REGISTER, [old], book[REGISTER]), "A-1", LAB, "1/4/2026", "1/4/2027")
    fresh = save(session, building, book, draft)
    assert [row.key == old for row in fresh[REGISTER].rows if row.cells[1] == "A-1"] == [False]


@pytest.mark.parametrize("ends", ["1/3/2026", "28/2/2026"])
def test_that_a_certificate_does_not_end_before_it_begins(session: Session, building: UUID, ends: str) -> None:
    book = registry.load_book(session, building)
    with pytest.raises(Invalid, match="ends after it begins"):
        save(session, building, book, add(book, "A-1", LAB, "1/3/2026", ends))


def test_that_certificates_may_overlap_and_the_instrument_copies_the_latest_calibration(
    session: Session, building: UUID
) -> None:
    book = registry.load_book(session, building)
    save(
        session, building, book, add(add(book, "A-1", LAB, "1/3/2030", "1/3/2031"), "A-2", LAB, "1/9/2030", "1/2/2031")
    )
    row = session.scalars(select(Instrument).where(Instrument.serial_number == "MN-Test House")).one()
    assert (row.calibration_cert_id, row.calibration_expiry) == ("A-2", date(2031, 2, 1))
