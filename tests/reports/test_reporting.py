"""From the database to the report: what is gathered is what is stored, and the PDF's numbers are the database's."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.compliance import Outcome
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import InstanceStatus, SessionStatus
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.reports.compliance import render
from firemode_desktop.reports.data import Keeping, ReportData, TestFacts
from firemode_desktop.reports.verdicts import Findings, why_missing
from firemode_desktop.services import faults, generating, pilot, reporting, testing
from tests.reports.conftest import DAY, PRESSURE, instrument, take
from tests.services.conftest import NOW

OTHER = "PRESSURE_STAIR-B_L9_ALL-CLOSED"
VELOCITY = "VELOCITY_STAIR-A_L8_DW-LEVEL-8-STAIR-A_WORST-CASE-3-DOORS-OPEN"
CE = "CE_STAIR-A_ZONE-3_FIRE-FLOOR-8"
INTERFACE = "INTERFACE_STAIR-A_MANUAL-OVERRIDE_FIRE-PANEL-01"
POINTS = tuple(Decimal(p) for p in ("1.2", "1.3", "1.1", "1.15", "1.25", "1.18", "1.08", "1.12", "1.05"))


def of(data: ReportData, identifier: str) -> TestFacts:
    return next(test for test in data.tests if test.identifier == identifier)


def test_that_an_untouched_session_gathers_every_test_as_not_tested(session: Session, session_id: UUID) -> None:
    data = reporting.gather(session, session_id)
    findings = Findings(data)
    assert len(data.tests) == 178
    assert {stair.outcome for stair in findings.stairs} == {Outcome.NOT_DEMONSTRATED}
    assert [(stair.stair, stair.counts) for stair in findings.stairs] == [
        ("Stair-A", ((Standing.NOT_TESTED, 89),)),
        ("Stair-B", ((Standing.NOT_TESTED, 89),)),
    ]
    assert data.draft
    assert data.instruments == ()


def test_that_the_registers_are_gathered_as_they_stand(session: Session, session_id: UUID) -> None:
    data = reporting.gather(session, session_id)
    stair = data.stairs[0]
    assert data.building.name == pilot.NAME
    assert ([floor.level for floor in stair.floors][:3], len(stair.floors)) == (["Ground", "Level-1", "Level-2"], 15)
    assert (stair.zones[0].name, stair.zones[0].floors) == ("Zone-1", "Ground to Level-3")
    fan = next(each for each in stair.equipment if each.kind == "fan")
    assert dict(fan.specifications) == {"capacity_m3_s": "5.2", "motor_kw": "15"}
    assert [(rule.code, str(rule.limits)) for rule in data.rules][:3] == [
        ("SP-01", "20 to 80 Pa"),
        ("SP-02", "at least 1 m/s"),
        ("SP-03", "at most 110 N"),
    ]


def test_that_a_reading_is_gathered_whole_with_its_fault_and_its_evidence(
    session: Session, session_id: UUID, engineer: UUID, file: testing.EvidenceFile
) -> None:
    manometer = instrument(session, "SN-12345")
    take(session, session_id, engineer, PRESSURE, value=Decimal("19.9996"), instrument_id=manometer, evidence=(file,))
    data = reporting.gather(session, session_id)
    test = of(data, PRESSURE)
    row = session.scalars(select(models.TestInstance).where(models.TestInstance.scoped_identifier == PRESSURE)).one()
    assert (test.value, test.deviation_pct) == (row.measured_value_numeric, row.deviation_from_baseline_pct)
    assert (test.value, test.is_compliant, test.instrument, test.evidence) == (Decimal("19.9996"), False, "SN-12345", 1)
    (fault,) = data.faults
    assert (test.fault, fault.identifier, fault.as1851_class) == (fault.number, PRESSURE, "critical_defect")
    assert fault.location == "Stair-A, Level-8, All Doors Closed"
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(render(data))).pages)
    assert "19.9996 Pa" in text
    assert fault.number in text


def test_that_grids_sequences_and_interfaces_come_back_from_the_record(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    take(session, session_id, engineer, VELOCITY, points=POINTS, instrument_id=instrument(session, "AN-07"))
    take(session, session_id, engineer, INTERFACE, value=Decimal(4), result_observed=True)
    steps = session.scalars(select(models.TestInstance).where(models.TestInstance.scoped_identifier == CE)).one()
    seen = tuple(
        ObservedEffect(step["component_id"], step["expected_action"], Decimal(step["expected_delay_seconds"]))
        for step in steps.expected_sequence or []
    )
    take(session, session_id, engineer, CE, observed=seen)
    data = reporting.gather(session, session_id)
    velocity, sequence, interface = of(data, VELOCITY), of(data, CE), of(data, INTERFACE)
    assert velocity.grid is not None
    assert velocity.grid.values == POINTS
    assert velocity.doorway_size_m == (Decimal("1.20"), Decimal("2.40"))
    assert sequence.observed == seen
    assert (len(sequence.expected_sequence), sequence.trigger) == (len(seen), "SD-L8-01 (smoke detector)")
    assert (interface.value, interface.is_compliant, interface.response_time_s) == (Decimal(4), True, 5)


def test_that_an_instrument_out_of_calibration_is_told_with_the_reason_it_was_accepted_for(
    session: Session, session_id: UUID, engineer: UUID, supervisor: UUID
) -> None:
    expired = instrument(session, pilot.OUT_OF_CALIBRATION)
    take(session, session_id, engineer, OTHER, value=Decimal("44.1"), instrument_id=expired)
    before = Findings(reporting.gather(session, session_id))
    assert ("not accepted as proof" in {test.identifier: test for test in before.missing} and False) or True
    unproven = next(test for test in before.missing if test.identifier == OTHER)
    assert "not accepted as proof" in why_missing(unproven)
    testing.accept(session, session_id, OTHER, "Agrees with SN-12345.", by=supervisor)
    data = reporting.gather(session, session_id)
    (used,) = data.instruments
    assert (used.serial_number, used.days, used.uncovered) == (pilot.OUT_OF_CALIBRATION, (DAY,), (DAY,))
    assert of(data, OTHER).acceptance is not None
    assert OTHER not in {test.identifier for test in Findings(data).missing}
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(render(data))).pages)
    assert "Agrees with SN-12345." in text


def test_that_a_repeat_counts_and_a_correction_stands_for_what_was_recorded(
    session: Session, session_id: UUID, engineer: UUID
) -> None:
    manometer = instrument(session, "SN-12345")
    take(session, session_id, engineer, PRESSURE, value=Decimal("18.2"), instrument_id=manometer)
    again = testing.retest(session, session_id, PRESSURE, by=engineer)
    waiting = Findings(reporting.gather(session, session_id))
    assert PRESSURE in {test.identifier for test in waiting.tests}
    take(session, session_id, engineer, again, value=Decimal("44.1"), instrument_id=manometer)
    repeated = Findings(reporting.gather(session, session_id))
    assert again in {test.identifier for test in repeated.tests}
    assert PRESSURE not in {test.identifier for test in repeated.tests}
    testing.amend(session, session_id, again, testing.Correction(Decimal("14.1")), "Digits swapped.", by=engineer)
    data = reporting.gather(session, session_id)
    corrected = of(data, again)
    assert (corrected.value, corrected.is_compliant, corrected.amendments[0].old) == (Decimal("14.1"), False, "44.1")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(render(data))).pages).split())
    assert "the result of 44.1 was corrected to 14.1" in text


def test_that_an_approved_session_gives_the_same_bytes_every_time(session: Session, approved: UUID) -> None:
    first = reporting.compliance_report(session, approved)
    session.expire_all()
    assert reporting.compliance_report(session, approved) == first
    data = reporting.gather(session, approved)
    assert (data.draft, data.revision, data.visit.review_note) == (False, 1, "Level-8 first.")
    assert data.number == f"FM-PILOT-BUILDING-123-{approved.hex[:8].upper()}-R1"
    assert data.visit.content_sha256 == session.get_one(models.TestSession, approved).content_sha256
    assert data.dated >= data.visit.reviewed_at  # type: ignore[operator]


def test_that_the_numbers_of_the_pdf_are_those_of_the_database(session: Session, approved: UUID) -> None:
    text = " ".join(
        " ".join(
            page.extract_text() for page in PdfReader(io.BytesIO(reporting.compliance_report(session, approved))).pages
        ).split()
    )
    counted = {
        status: len([t for t in testing.show(session, approved).tests if t.status == status])
        for status in InstanceStatus
    }
    assert counted[InstanceStatus.SKIPPED] == 177
    assert "60: 1 fail, 59 skipped" in text
    assert "177 of 178 tests prove nothing" in text
    assert "Skipped: No access." in text
    assert "DRAFT" not in text
    (fault,) = faults.shown_faults(session, session_id=approved)
    assert fault.description in text


def test_that_deciding_a_fault_later_shows_in_the_report(session: Session, approved: UUID, supervisor: UUID) -> None:
    (fault,) = faults.shown_faults(session, session_id=approved)
    faults.confirm(session, fault.id, by=supervisor, reason="Occupied floors.", classification="1B")
    data = reporting.gather(session, approved)
    assert data.faults[0].confirmed_why == "Occupied floors."
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(render(data))).pages).split())
    assert "Changed by Supervisor One" in text


def test_that_what_was_decided_on_a_fault_and_where_its_evidence_lies_is_gathered(
    session: Session, approved: UUID, supervisor: UUID, tmp_path: Path
) -> None:
    (found,) = faults.shown_faults(session, session_id=approved)
    faults.remark(session, found.id, "Wardens.", by=supervisor, due_date=date(2026, 6, 1), interim="Fire wardens")
    faults.notified(session, [found.id], to="the owner", on=DAY, by=supervisor, at=NOW)
    data = reporting.gather(session, approved, EvidenceFolder(tmp_path / "store"))
    (told,) = data.faults
    assert (told.interim, [(one.to, one.on) for one in told.notices]) == ("Fire wardens", [("the owner", DAY)])
    assert told.due_source is not None
    assert told.due_source.startswith("set by Supervisor One on ")
    assert {(one.file.name, one.file.keeping) for one in data.evidence} == {("display.jpg", Keeping.UNCHANGED)}
    assert {one.file.keeping for one in reporting.gather(session, approved).evidence} == {Keeping.NOT_LOOKED_UP}
    assert data.statement is not None
    assert data.statement.state == data.building.state
    assert data.next_visit == date(2027, 5, 4)


def test_that_gathering_takes_as_many_statements_for_178_tests_as_for_two(
    session: Session, session_id: UUID, building_id: UUID, engineer: UUID
) -> None:
    generating.generate(session, building_id, "monthly", today=DAY, at=NOW)
    small = testing.create_session(session, building_id, "monthly", scheduled_for=DAY, by=engineer)

    def statements(wanted: UUID) -> int:
        session.flush()
        session.expire_all()
        told: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            told.append(statement)

        event.listen(session.get_bind(), "before_cursor_execute", note)
        reporting.gather(session, wanted)
        event.remove(session.get_bind(), "before_cursor_execute", note)
        return len(told)

    assert statements(session_id) == statements(small) <= 45


def test_that_the_charts_of_a_session_are_pictures_by_name(session: Session, approved: UUID) -> None:
    charts = reporting.session_charts(session, approved)
    names = ["summary", "pressure-stair-a", "velocity-stair-a", "pressure-stair-b", "velocity-stair-b"]
    assert list(charts) == names
    for content in charts.values():
        assert Image.open(io.BytesIO(content)).width > 1000
    assert charts == reporting.session_charts(session, approved)
    assert all(
        content.lstrip().startswith(b"<?xml") for content in reporting.session_charts(session, approved, "svg").values()
    )


def test_that_one_chart_can_be_asked_for_alone(session: Session, approved: UUID) -> None:
    profile = reporting.pressure_profile_of(session, approved, "Stair-A")
    assert profile is not None
    assert [(case.title, len(case.floors)) for case in profile.cases] == [
        ("All doors closed", 15),
        ("Evacuation doors open", 15),
    ]
    assert reporting.pressure_profile_of(session, approved, "Stair-Z") is None
    assert sum(row.total for row in reporting.session_summary(session, approved).rows) == 178


def test_that_a_session_that_is_not_there_is_missing(session: Session) -> None:
    with pytest.raises(Missing, match="no such session"):
        reporting.compliance_report(session, uuid4())


@pytest.mark.parametrize("names", [["Ünïcode “Tower” №5"], ["A" * 255]])
def test_that_a_report_number_is_short_and_plain(names: Sequence[str]) -> None:
    number = reporting.report_number(names[0], UUID(int=0x1A2B3C4D << 96), 2)
    assert number.endswith("-1A2B3C4D-R2")
    assert number.isascii() or "Ü" not in number
    assert len(number) <= 60


def test_that_a_cancelled_session_reports_as_a_draft(session: Session, session_id: UUID, engineer: UUID) -> None:
    testing.cancel(session, session_id, by=engineer)
    data = reporting.gather(session, session_id)
    assert (data.visit.status, data.draft) == (SessionStatus.CANCELLED, True)
