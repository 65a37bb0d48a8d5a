"""Recall of an instrument, and the calendar, in a real window on a real database, by keyboard."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.models import Building, Instrument, User
from firemode_desktop.services import generating, testing
from firemode_desktop.ui.instruments.page import InstrumentsPage
from firemode_desktop.ui.instruments.recall import OF_SESSIONS
from firemode_desktop.ui.window import Window
from tests.ui_admin.conftest import NOW, Open, Rest, last_said, window_of
from tests.ui_admin.keys import CTRL, KEY, SHIFT, focus, press, type_

PRESSURE = "PRESSURE_STAIR-A_L{}_ALL-CLOSED"


def _measure(session: Session) -> UUID:
    """Five pressures of Stair-A, read with SN-12345 in a session that is under way."""
    building = session.scalars(select(Building.id)).one()
    by = session.scalars(select(User.id).where(User.username == "engineer")).one()
    manometer = session.scalars(select(Instrument.id).where(Instrument.serial_number == "SN-12345")).one()
    generating.generate(session, building, "annual", today=NOW.date(), at=NOW)
    made = testing.create_session(session, building, "annual", scheduled_for=NOW.date(), by=by, name="Annual 2026")
    results = [
        testing.Result(PRESSURE.format(level), Decimal(value), instrument_id=manometer, measured_at=NOW)
        for level, value in ((7, "45"), (8, "21"), (9, "19"), (10, "79.5"), (11, "44"))
    ]
    testing.record(session, made, results, by=by, at=NOW)
    return made


@pytest.fixture
def measured(database: Database, open_window: Open, rest: Rest) -> InstrumentsPage:
    """The page with the good manometer chosen, which took five readings."""
    database.run(_measure)
    shown = open_window("instruments").page("instruments")
    assert isinstance(shown, InstrumentsPage)
    one = next(each for each in shown.files if each.state.serial_number == "SN-12345")
    shown.list.choose(one.state.instrument_id)
    return shown


def cells(page: InstrumentsPage, *names: str) -> list[tuple[str, ...]]:
    model = page.doubt.model
    places = [next(n for n, each in enumerate(model.columns) if each.name == name) for name in names]
    return [tuple(model.text(row, place) for place in places) for row in range(model.rowCount())]


def test_that_a_recall_is_opened_read_and_left_by_keyboard(measured: InstrumentsPage, rest: Rest) -> None:
    press(KEY.Key_R, CTRL)
    rest(window_of(measured))
    view = measured.doubt
    assert focus() is view.since
    assert view.title.text() == "Recall of SN-12345"
    assert view.calibration.currentText().startswith("CERT-SN-12345-")
    assert view.calibration.currentText().endswith(" · 5 readings")
    assert cells(measured, "read", "stands", "without", "corrected") == [
        ("45 Pa", "pass", "not proven", ""),
        ("21 Pa", "pass", "not proven", ""),
        ("19 Pa", "fail", "fail", ""),
        ("79.5 Pa", "pass", "not proven", ""),
        ("44 Pa", "pass", "not proven", ""),
    ]
    assert "Without the calibration 4 passes are not proven any more." in view.sentence.text()
    press(KEY.Key_Escape)
    assert measured.views.currentWidget() is not view
    assert focus() is measured.list


def test_that_a_known_error_shows_the_corrected_value_beside_the_one_that_was_read(
    measured: InstrumentsPage, rest: Rest
) -> None:
    press(KEY.Key_R, CTRL)
    rest(window_of(measured))
    type_("", "", "1.8 Pa high")
    press(KEY.Key_Return)
    rest(window_of(measured))
    assert cells(measured, "read", "corrected")[1] == ("21 Pa", "19.2 Pa, fail")
    measured.doubt.kind.choose(2)
    assert cells(measured, "read", "corrected") == [("21 Pa", "19.2 Pa, fail")]
    measured.doubt.kind.choose(3)
    assert measured.doubt.lists.currentWidget() is measured.doubt.nothing
    measured.doubt.kind.choose(OF_SESSIONS)
    row = measured.doubt.visits.rows[0]
    assert (row.name, row.readings, row.changed) == ("Annual 2026", 5, 4)
    assert measured.doubt.visits.text(0, 5) == "retest it there"


@pytest.mark.parametrize(
    ("since", "until", "error", "wrong", "words"),
    [
        ("31/2/2026", "", "", "since", "not a day of the calendar"),
        ("4 May 2026", "4 May 2026", "", "until", "exclusive"),
        ("", "", "1.8 Pa", "error", "which way"),
    ],
)
def test_that_what_cannot_be_read_is_marked_and_nothing_stale_stays_listed(
    measured: InstrumentsPage, rest: Rest, since: str, until: str, error: str, wrong: str, words: str
) -> None:
    press(KEY.Key_R, CTRL)
    rest(window_of(measured))
    type_(since, until, error)
    press(KEY.Key_Return)
    rest(window_of(measured))
    view = measured.doubt
    field = getattr(view, wrong)
    assert words in view.sentence.text()
    assert (field.property("invalid"), focus()) == (True, field)
    assert (view.found, view.model.rowCount(), view.save.isEnabled()) == (None, 0, False)


def test_that_an_error_of_another_kind_is_refused_in_the_words_of_the_service(
    measured: InstrumentsPage, rest: Rest
) -> None:
    press(KEY.Key_R, CTRL)
    rest(window_of(measured))
    type_("", "", "2 N low")
    press(KEY.Key_Return)
    rest(window_of(measured))
    assert measured.doubt.sentence.text() == "SN-12345 reads Pa; N is not a unit of that."
    assert measured.doubt.go.isEnabled()


def test_that_an_earlier_calibration_answers_until_the_next_one(measured: InstrumentsPage, rest: Rest) -> None:
    press(KEY.Key_R, CTRL)
    rest(window_of(measured))
    view = measured.doubt
    latest = view.since.text()
    view.calibration.setFocus()
    press(KEY.Key_Down)
    rest(window_of(measured))
    assert view.until.text() == latest
    assert view.lists.currentWidget() is view.nothing
    press(KEY.Key_End)
    rest(window_of(measured))
    assert (view.since.text(), view.until.text(), view.model.rowCount()) == ("", "", 5)


def test_that_the_readings_are_copied_and_saved(
    measured: InstrumentsPage, rest: Rest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(KEY.Key_R, CTRL)
    rest(window_of(measured))
    measured.doubt.kind.choose(1)
    measured.doubt.copy.click()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 5
    assert lines[0].split("\t")[:2] == ["building", "session"]
    for name in ("recall.xlsx", "recall.csv"):
        file = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, _file=file: (_file, ""))
        measured.doubt.save.click()
        rest(window_of(measured))
        assert last_said(measured) == f"Saved {name}."
    assert load_workbook(tmp_path / "recall.xlsx")["Readings"].max_row == 6
    assert (tmp_path / "recall.csv").read_bytes().count(b"\r\n") == 6


def test_that_enter_on_a_reading_leads_to_its_test(measured: InstrumentsPage, rest: Rest) -> None:
    press(KEY.Key_R, CTRL)
    rest(window_of(measured))
    measured.doubt.list.setFocus()
    press(KEY.Key_Return)
    rest(window_of(measured))
    assert window_of(measured).current == "sessions"


def test_that_a_test_of_another_building_is_not_opened_in_this_one(
    measured: InstrumentsPage, database: Database, rest: Rest
) -> None:
    press(KEY.Key_R, CTRL)
    rest(window_of(measured))
    measured.doubt.building_id = UUID(int=1)
    measured.doubt.list.setFocus()
    press(KEY.Key_Return)
    assert window_of(measured).current == "instruments"
    assert last_said(measured) == "That test belongs to Pilot Building 123; choose that building first."


def test_that_a_recall_is_asked_again_when_a_certificate_was_put_on_file(
    measured: InstrumentsPage, database: Database, rest: Rest
) -> None:
    press(KEY.Key_R, CTRL)
    rest(window_of(measured))
    database.run(lambda session: session.execute(text("UPDATE test_sessions SET session_name = 'Renamed'")))
    measured.load()
    rest(window_of(measured))
    assert measured.views.currentWidget() is measured.doubt
    assert {row.session for row in measured.doubt.model.rows} == {"Renamed"}


def test_that_the_calendar_is_exported(
    instruments: InstrumentsPage, rest: Rest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "due.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    press(KEY.Key_E, CTRL | SHIFT)
    rest(window_of(instruments))
    assert last_said(instruments) == "Saved due.ics. 4 calibrations and 0 due tests are in the calendar."
    assert file.read_bytes().count(b"BEGIN:VEVENT") == 4


def test_that_the_card_of_the_overview_leads_to_the_instrument_that_is_due(
    qtbot: QtBot, open_window: Open, database: Database, rest: Rest
) -> None:
    window: Window = open_window("overview")
    card = window.page("overview").cards.cards[3]  # type: ignore[attr-defined]
    assert card.figure.value == "1"
    assert card.accessibleName() == "Calibrations due: 1, fail, SN-12377 ended 25 Mar"
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    card.setFocus()
    press(KEY.Key_Return)
    rest(window)
    shown = window.page("instruments")
    assert isinstance(shown, InstrumentsPage)
    assert (window.current, shown.within.index, shown.list.current.state.serial_number) == (
        "instruments",
        1,
        "SN-12377",
    )
    assert window.focusWidget() is shown.list


def test_that_an_instrument_without_a_certificate_is_on_the_card(
    open_window: Open, database: Database, rest: Rest
) -> None:
    def add(session: Session) -> None:
        session.add(Instrument(serial_number="BARE", instrument_type="manometer"))
        session.execute(
            text("UPDATE calibration_certificates SET expiry_date = :day WHERE cert_number LIKE 'CERT-AN-07-2026'"),
            {"day": NOW.date() + timedelta(days=30)},
        )

    database.run(add)
    card = open_window("overview").page("overview").cards.cards[3]  # type: ignore[attr-defined]
    assert (card.figure.value, card.figure.hint) == ("3", "BARE: no certificate")
