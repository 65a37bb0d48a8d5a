"""The other papers, read back from the PDF and held against the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pypdfium2
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.reports.papers import calibration, condition, notice, worksheet
from firemode_desktop.reports.papers.calibration import CalibrationPaper
from firemode_desktop.reports.papers.condition import ConditionPaper, FaultLine
from firemode_desktop.reports.papers.notice import NoticePaper
from firemode_desktop.reports.papers.worksheet import Entry, WorkPaper
from firemode_desktop.services import faults, generating, pilot, testing
from firemode_desktop.services.papers import PAPERS, Asked
from tests.services.conftest import NOW

DAY = NOW.date()
AT = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
PRESSURE = "PRESSURE_STAIR-A_L8_ALL-CLOSED"
LONG = "Überlingen " * 23 + "مبنى 建物"


@pytest.fixture
def session_id(session: Session, building_id: UUID, engineer: UUID) -> UUID:
    """An annual session of the pilot building, not yet begun."""
    generating.generate(session, building_id, "annual", today=DAY, at=NOW)
    return testing.create_session(session, building_id, "annual", scheduled_for=DAY, by=engineer)


def take(session: Session, session_id: UUID, by: UUID, value: str, serial: str = "SN-12345") -> None:
    key = session.scalars(select(models.Instrument.id).where(models.Instrument.serial_number == serial)).one()
    result = testing.Result(PRESSURE, measured_at=AT, value=Decimal(value), instrument_id=key)
    testing.record(session, session_id, [result], by=by, at=NOW)


def gathered(session: Session, name: str, **asked: Any) -> Any:
    return PAPERS[name].gather(session, Asked(NOW, **asked))


def pages(content: bytes) -> list[str]:
    """The text of each page, in one line."""
    with pypdfium2.PdfDocument(content) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def printed(name: str, paper: Any) -> str:
    """The whole text, drawn twice: the same paper gives the same bytes."""
    content = PAPERS[name].render(paper, None)
    assert content == PAPERS[name].render(paper, None)
    found = pages(content)
    assert all(f"Page {number} of {len(found)}" in text for number, text in enumerate(found, start=1))
    return " ".join(found)


def test_that_a_worksheet_has_every_test_by_its_identifier_and_boxes_where_nothing_is_recorded(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    take(session, session_id, engineer, "18.2")
    paper: WorkPaper = gathered(session, "worksheet", session_id=session_id)
    rows = session.scalars(select(models.TestInstance).where(models.TestInstance.session_id == session_id)).all()
    assert {one.identifier for one in paper.lines} == {row.scoped_identifier for row in rows}
    assert paper.to_do == len(rows) - 1
    (done,) = [one for one in paper.lines if one.recorded]
    assert (done.identifier, done.recorded, done.limits) == (PRESSURE, "18.2 Pa, fail", "20–80 Pa")
    text = printed("worksheet", paper).replace(" ", "")
    assert all(one.identifier in text for one in paper.lines)
    assert "18.2Pa,failrecorded" in text
    entries = {one.entry for one in paper.lines}
    assert entries == set(Entry)


def test_that_a_worksheet_tells_the_last_reading_of_a_place_from_an_earlier_session_only(
    session: Session, building_id: UUID, session_id: UUID, engineer: UUID
) -> None:
    take(session, session_id, engineer, "44.7")
    later = testing.create_session(session, building_id, "annual", scheduled_for=DAY, by=engineer)
    ours = {one.identifier: one.last for one in gathered(session, "worksheet", session_id=later).lines}
    assert ours[PRESSURE] == "44.7 Pa (pass, 4 May 2026)"
    assert {text for name, text in ours.items() if name != PRESSURE} == {""}
    first: WorkPaper = gathered(session, "worksheet", session_id=session_id)
    assert {one.last for one in first.lines} == {""}


def test_that_the_notice_on_paper_says_what_the_notice_on_screen_says(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    take(session, session_id, engineer, "11.6")
    (fault,) = session.scalars(select(models.Fault))
    paper: NoticePaper = gathered(session, "notice", fault_ids=(fault.id,), by=engineer)
    text = printed("notice", paper)
    shown = faults.notice_of(session, [fault.id], by=engineer, at=NOW)
    assert shown.subject in text
    said = [part for line in shown.text.splitlines() if line for part in line.strip().split(": ", 1)]
    assert [part for part in said if " ".join(part.split()) not in text] == []
    assert "Received by (name)" in text
    by_session: NoticePaper = gathered(session, "notice", session_id=session_id, by=engineer)
    assert [one.name for one in by_session.facts.defects] == [one.name for one in paper.facts.defects]


def test_that_a_notice_without_a_writer_or_without_a_critical_defect_is_refused(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    with pytest.raises(Refused, match="no critical defect"):
        gathered(session, "notice", session_id=session_id, by=engineer)
    with pytest.raises(Invalid, match="who writes"):
        gathered(session, "notice", session_id=session_id)


def test_that_a_baseline_is_certified_from_the_day_it_was_commissioned_until_the_day_before_it_was_superseded(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    floor = session.scalars(
        select(models.Floor).join(models.Stair, models.Stair.stair_id == models.Floor.stair_id)
        .where(models.Stair.stair_name == "Stair-A", models.Floor.floor_level == "Level-8")
    ).one()  # fmt: skip
    begun, ended = date(2025, 3, 1), date(2026, 2, 1)
    place = {"building_id": building_id, "stair_id": floor.stair_id, "floor_id": floor.floor_id}
    for on, until, value in ((begun, ended, "43.21"), (ended, None, "45.67")):
        session.add(
            models.BaselinePressureDifferential(
                **place, door_configuration="all_closed", commissioned_date=on, superseded_date=until,
                pressure_pa=Decimal(value), commissioned_by="ABC Fire", commissioning_report_ref="REP-7",
            )
        )  # fmt: skip
        session.flush()
    told = {}
    for on in (begun, ended - timedelta(days=1), ended):
        paper = gathered(session, "baseline", building_id=building_id, day=on, stair="stair-a")
        (line,) = [one for one in paper.lines if one.value is not None]
        told[on] = (line.value, paper.superseded, line.floor, line.reference)
    assert told == {
        begun: ("43.21", 0, "Level-8", "REP-7"),
        ended - timedelta(days=1): ("43.21", 0, "Level-8", "REP-7"),
        ended: ("45.67", 1, "Level-8", "REP-7"),
    }
    text = printed("baseline", paper)
    assert "45.67" in text
    assert f"1 of the {sum(one.needed for one in paper.lines)} locations" in text
    for missing in ({"day": begun - timedelta(days=1)}, {"stair": "Stair-B"}):
        with pytest.raises(Refused, match="nothing to certify"):
            gathered(session, "baseline", building_id=building_id, **missing)
    with pytest.raises(Missing, match="no stair called"):
        gathered(session, "baseline", building_id=building_id, stair="Stair-Z")


def test_that_the_list_of_calibrations_counts_as_the_database_and_names_what_was_not_covered(
    session: Session, building_id: UUID, session_id: UUID, engineer: UUID
) -> None:
    take(session, session_id, engineer, "44.1", pilot.OUT_OF_CALIBRATION)
    paper: CalibrationPaper = gathered(session, "calibration", building_id=building_id)
    assert len(paper.instruments) == session.scalar(select(func.count()).select_from(models.Instrument))
    ((one, use),) = paper.uncovered
    assert (one.serial, use.day, use.readings) == (pilot.OUT_OF_CALIBRATION, DAY, 1)
    text = printed("calibration", paper)
    assert "1 reading on record without a valid calibration." in text
    assert all(each.serial in text for each in paper.instruments)
    held = session.scalars(select(models.CalibrationCertificate)).all()
    assert all(each.cert_number in text for each in held if each.calibration_date <= DAY)
    before: CalibrationPaper = gathered(session, "calibration", day=DAY - timedelta(days=1))
    assert (before.uncovered, before.head.building) == ((), "All buildings")


def test_that_a_calibration_is_valid_on_the_day_before_its_end_and_expired_on_it(
    session: Session, building_id: UUID
) -> None:
    paper: CalibrationPaper = gathered(session, "calibration", building_id=building_id)
    one = next(each for each in paper.instruments if each.days is not None and each.days > 1)
    assert one.expires_on is not None
    for on, days, word in ((one.expires_on - timedelta(days=1), 1, "due"), (one.expires_on, 0, "expired")):
        then: CalibrationPaper = gathered(session, "calibration", building_id=building_id, day=on)
        found = next(each for each in then.instruments if each.serial == one.serial)
        assert (found.days, found.state.value) == (days, word)


def test_that_twelve_months_hold_their_first_and_their_last_day_and_no_other(
    session: Session, building_id: UUID, engineer: UUID
) -> None:
    generating.generate(session, building_id, "annual", today=DAY, at=NOW)
    until = date(2026, 6, 30)
    days = [date(2025, 6, 30), date(2025, 7, 1), until, date(2026, 7, 1)]
    for on in days:
        testing.create_session(session, building_id, "annual", scheduled_for=on, by=engineer)
    paper: ConditionPaper = gathered(session, "condition", building_id=building_id, day=until)
    assert paper.first == date(2025, 7, 1)
    assert [one.day for one in paper.sessions] == days[1:3]
    assert {one.open for one in paper.sessions} == {178}


def test_that_without_a_day_to_count_from_the_report_says_that_nothing_is_known_of_what_was_due(
    session: Session, building_id: UUID
) -> None:
    generating.generate(session, building_id, "annual", today=DAY, at=NOW)
    paper: ConditionPaper = gathered(session, "condition", building_id=building_id)
    assert [line.days for line in paper.due] == [None]
    text = printed("condition", paper)
    assert "Nothing is known of what was due" in text
    assert "There was no test session in these months." in text
    assert "No approved reading with a limit is on record" in text


def test_that_what_was_due_and_not_done_is_told_and_so_are_the_faults_with_their_age(
    session: Session, building_id: UUID, session_id: UUID, engineer: UUID
) -> None:
    session.get_one(models.Building, building_id).test_anchor_date = date(2025, 3, 1)
    take(session, session_id, engineer, "11.6")
    paper: ConditionPaper = gathered(session, "condition", building_id=building_id, day=DAY + timedelta(days=30))
    (line,) = paper.due
    assert [(one.day, one.state(DAY)) for one in line.days or ()] == [(date(2026, 3, 1), "not done")]
    (fault,) = paper.faults
    assert (fault.age, fault.closed, fault.classed) == (30, None, "critical defect as proposed")
    text = printed("condition", paper)
    assert "1 due day fell in these months: 1 not done." in text
    assert "1 fault was open at the end (1 critical defect as proposed), the oldest for 30 days." in text
    before: ConditionPaper = gathered(session, "condition", building_id=building_id, day=DAY - timedelta(days=1))
    assert before.faults == ()


def test_that_names_of_any_length_and_script_and_hundreds_of_rows_make_papers(
    session: Session, building_id: UUID, session_id: UUID, engineer: UUID
) -> None:
    take(session, session_id, engineer, "11.6")
    (fault,) = session.scalars(select(models.Fault))
    head = replace(gathered(session, "calibration").head, building=LONG, subject=LONG)
    letter: NoticePaper = gathered(session, "notice", fault_ids=(fault.id,), by=engineer)
    defect = replace(letter.facts.defects[0], description=LONG, place=LONG)
    many = NoticePaper(head, replace(letter.facts, building=LONG, defects=(defect,) * 60))
    assert len(pages(notice.render(many))) > 20
    year: ConditionPaper = gathered(session, "condition", building_id=building_id)
    line = FaultLine("F-0001", LONG, LONG, "critical defect", DAY, None, 3)
    text = " ".join(pages(condition.render(replace(year, head=head, faults=(line,) * 600))))
    assert text.count("F-0001") == 600
    sheet: WorkPaper = gathered(session, "worksheet", session_id=session_id)
    tall = tuple(replace(one, where=f"{LONG} {n // 5}", door=LONG) for n, one in enumerate(sheet.lines))
    assert len(pages(worksheet.render(replace(sheet, head=head, lines=tall)))) > 20
    empty = replace(gathered(session, "calibration"), head=head, instruments=())
    assert "No instrument is on record here." in " ".join(pages(calibration.render(empty)))


def test_that_what_does_not_exist_is_said(session: Session, building_id: UUID) -> None:
    with pytest.raises(Missing, match="no such session"):
        gathered(session, "worksheet", session_id=uuid4())
    with pytest.raises(Missing, match="no such building"):
        gathered(session, "condition", building_id=uuid4())
    with pytest.raises(Invalid, match="which building"):
        gathered(session, "baseline")


def test_that_a_file_is_named_after_paper_building_and_day(session: Session, building_id: UUID) -> None:
    paper = gathered(session, "calibration", building_id=building_id)
    assert PAPERS["calibration"].file_name(paper) == "calibration-pilot-building-123-2026-05-04.pdf"
    odd = replace(paper, head=replace(paper.head, building="../\\:*?"))
    assert PAPERS["calibration"].file_name(odd) == "calibration-building-2026-05-04.pdf"
