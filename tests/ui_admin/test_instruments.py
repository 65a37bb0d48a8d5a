"""The page of instruments in a real window on a real database, by keyboard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from sqlalchemy import select, text

from firemode_desktop.database import Database
from firemode_desktop.domain.standing import Standing
from firemode_desktop.models import CalibrationCertificate
from firemode_desktop.ui.instruments.file import CertificateRow
from firemode_desktop.ui.instruments.page import InstrumentsPage
from tests.ui_admin.conftest import Open, Rest, last_said, window_of
from tests.ui_admin.keys import ALT, CTRL, KEY, SHIFT, focus, press, type_

SN = "SN-12377"


def cells(page: InstrumentsPage) -> list[tuple[str, ...]]:
    return [tuple(page.model.text(row, column) for column in (0, 4, 5)) for row in range(page.model.rowCount())]


def certificate(database: Database, number: str) -> CalibrationCertificate | None:
    query = select(CalibrationCertificate).where(CalibrationCertificate.cert_number == number)
    return database.run(lambda session: session.scalar(query))


def test_that_instruments_are_listed_by_the_day_their_calibration_ends(instruments: InstrumentsPage) -> None:
    assert cells(instruments) == [
        (SN, "expired 40 days ago", "25 Mar 2026"),
        ("AN-07", "valid for 200 days", "20 Nov 2026"),
        ("FG-21", "valid for 200 days", "20 Nov 2026"),
        ("SN-12345", "valid for 200 days", "20 Nov 2026"),
    ]
    marks = [instruments.model.columns[4].mark(row).standing for row in instruments.model.rows]  # type: ignore
    assert marks == [Standing.FAIL, Standing.PASS, Standing.PASS, Standing.PASS]
    assert instruments.note.text() == "4 · 1 expired"
    assert focus() is instruments.list


def test_that_the_chosen_instrument_stands_beside_the_list_with_its_certificates(instruments: InstrumentsPage) -> None:
    panel = instruments.file
    assert (panel.serial.text(), panel.what.text()) == (SN, "Manometer · Dwyer 475-1-FM")
    assert panel.range.text() == "0 to 250 Pa · ±1 Pa · every 12 months"
    assert panel.state.text() == "Expired 40 days ago"
    press(KEY.Key_Down)
    assert (panel.serial.text(), panel.state.text()) == ("AN-07", "Valid for 200 days")
    rows = [each for each in panel.findChildren(CertificateRow) if each.isVisible()]
    assert len(rows) == 4
    said = {each.text() for each in rows[0].findChildren(QLabel)}
    assert "U = 0.02 m/s, k = 2" in said
    assert "NATA accredited laboratory · ISO/IEC 17025" in said
    assert "holds today" in rows[0].accessibleName()
    assert "ended" in rows[1].accessibleName()
    assert panel.timeline.accessibleName().startswith("4 certificates from ")


def test_that_only_what_is_due_is_shown_when_that_is_asked(instruments: InstrumentsPage) -> None:
    press(KEY.Key_2, ALT)
    assert [row[0] for row in cells(instruments)] == [SN]
    press(KEY.Key_1, ALT)
    assert len(cells(instruments)) == 4


def test_that_where_nothing_is_due_the_page_says_so_and_shows_all_again(
    instruments: InstrumentsPage, database: Database, rest: Rest
) -> None:
    database.run(
        lambda session: session.execute(
            text("UPDATE instruments SET decommissioned_on = '2026-01-01' WHERE serial_number = 'SN-12377'")
        )
    )
    press(KEY.Key_F5)
    rest(window_of(instruments))
    press(KEY.Key_4, ALT)
    assert instruments.lists.currentWidget() is instruments.nothing_due
    assert instruments.nothing_due.words.text() == "Every certificate holds for more than 90 days."
    instruments.within.choose(0)
    assert len(cells(instruments)) == 3


def test_that_a_certificate_is_put_on_file_by_keyboard_alone(
    instruments: InstrumentsPage, database: Database, rest: Rest
) -> None:
    press(KEY.Key_N, CTRL | SHIFT)
    assert focus() is instruments.entry.number
    type_("nata-77", "", "", "1/5/2026")
    assert instruments.entry.ends.text() == "1 May 2027"
    type_("1/5/2026", "30 Apr 2027", "0.4", "")
    press(KEY.Key_Return)
    rest(window_of(instruments))
    assert last_said(instruments) == "Certificate NATA-77 is on file."
    made = certificate(database, "NATA-77")
    assert made is not None
    assert (made.calibration_date, made.expiry_date) == (date(2026, 5, 1), date(2027, 4, 30))
    assert (made.expanded_uncertainty, made.uncertainty_unit) == (Decimal("0.4"), "Pa")
    assert made.calibration_authority == "NATA accredited laboratory"
    assert instruments.file.serial.text() == SN
    assert instruments.file.state.text() == "Valid for 361 days"
    assert instruments.note.text() == "4"
    assert focus() is instruments.list


def test_that_what_cannot_be_read_is_marked_and_said_and_what_was_typed_stays(instruments: InstrumentsPage) -> None:
    press(KEY.Key_Return)
    entry = instruments.entry
    assert focus() is entry.number
    type_("N-1", "", "", "31/2/2026")
    press(KEY.Key_Return)
    assert "not a day of the calendar" in entry.problem.text()
    assert entry.begins.property("invalid") is True
    assert focus() is entry.begins
    type_("1/5/2026", "", "0,4x")
    press(KEY.Key_Return)
    assert focus() is entry.uncertainty
    assert entry.begins.property("invalid") is False
    assert entry.number.text() == "N-1"
    assert instruments.unsaved() == "Instruments holds a certificate that is not on file yet."
    press(KEY.Key_Escape)
    assert instruments.unsaved() is None
    assert focus() is instruments.list


def test_that_a_number_that_was_issued_before_is_refused_in_words(
    instruments: InstrumentsPage, database: Database, rest: Rest
) -> None:
    number = instruments.files[1].certificates[0].number
    press(KEY.Key_Return)
    type_(number, "", "", "1/5/2026")
    press(KEY.Key_Return)
    rest(window_of(instruments))
    problem = instruments.entry.problem
    assert problem.isVisible()
    assert problem.text().startswith(f"NATA accredited laboratory has issued certificate {number} already")
    assert instruments.entry.number.text() == number
    assert instruments.entry.go.isEnabled()


def test_that_what_is_typed_survives_what_somebody_else_writes(
    instruments: InstrumentsPage, database: Database, rest: Rest
) -> None:
    press(KEY.Key_Return)
    type_("MINE-1")
    instruments.load()
    rest(window_of(instruments))
    assert instruments.right.currentWidget() is instruments.entry
    assert instruments.entry.number.text() == "MINE-1"


def test_that_per_cent_and_another_unit_are_understood(
    instruments: InstrumentsPage, database: Database, rest: Rest
) -> None:
    for number, typed, kept in (("P-1", "2 %", "%"), ("P-2", "± 0.01 kPa", "kPa")):
        press(KEY.Key_Return)
        type_(number, "", "", "1/5/2026", "", typed)
        press(KEY.Key_Return)
        rest(window_of(instruments))
        made = certificate(database, number)
        assert made is not None
        assert made.uncertainty_unit == kept


def test_that_a_building_without_instruments_is_led_to_the_register(
    open_window: Open, database: Database, rest: Rest
) -> None:
    database.run(lambda session: session.execute(text("UPDATE instruments SET decommissioned_on = '2026-01-01'")))
    window = open_window("instruments")
    page = window.page("instruments")
    assert isinstance(page, InstrumentsPage)
    assert page.views.currentWidget() is page.empty
    page.empty.findChild(type(page.file.add)).click()  # type: ignore[union-attr]
    rest(window)
    QApplication.processEvents()
    assert window.current == "registers"


def test_that_a_scan_is_taken_in_and_opened_again_once_its_hash_was_checked(
    instruments: InstrumentsPage, rest: Rest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, opened = tmp_path / "paper.pdf", list[str]()
    paper.write_bytes(b"%PDF-1.4\n% a certificate\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(paper), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))

    def first() -> CertificateRow:
        return next(each for each in instruments.file.findChildren(CertificateRow) if each.isVisible())

    number = instruments.list.current.certificates[0].number
    assert first().scan.accessibleName() == f"Add a scan of {number}"
    first().scan.setFocus()
    press(KEY.Key_Space)
    rest(window_of(instruments))
    assert last_said(instruments) == f"The scan of {number} is on file."
    assert first().scan.accessibleName() == f"Open the scan of {number}"
    first().scan.click()
    rest(window_of(instruments))
    (file,) = opened
    assert Path(file).read_bytes() == paper.read_bytes()
    Path(file).write_bytes(b"%PDF-1.4 altered")
    first().scan.click()
    rest(window_of(instruments))
    assert len(opened) == 1
    assert "no longer what was attached" in last_said(instruments)
