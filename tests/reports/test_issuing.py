"""A report that leaves the house is kept, and one that comes back is known: genuine, altered and where, or not ours."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject
from sqlalchemy import exc, select, text, update
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.errors import Conflict, Invalid, Missing, Refused
from firemode_desktop.domain.faults import fault_name
from firemode_desktop.domain.seal import Seal
from firemode_desktop.reports.sealing import seal_of
from firemode_desktop.services import (
    bundling,
    faults,
    issuing,
    report_batches,
    report_tables,
    reporting,
    testing,
    verifying,
)
from firemode_desktop.services.issuing import Report
from firemode_desktop.services.verifying import Standing, Verified
from tests.reports.conftest import PRESSURE, issue
from tests.services.conftest import NOW


def verify(session: Session, content: bytes) -> Verified:
    return verifying.verify(lambda job: job(session), content, "report.pdf")


def edited(content: bytes, edit: Callable[[PdfWriter], Any]) -> bytes:
    """A PDF file after somebody worked on it."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    edit(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def without(*numbers: int) -> Callable[[PdfWriter], None]:
    """Take pages (from 1) out."""

    def edit(writer: PdfWriter) -> None:
        for number in sorted(numbers, reverse=True):
            writer.remove_page(number - 1)

    return edit


# --- issuing ----------------------------------------------------------------------------------------------------------


def test_that_a_report_is_issued_once_and_is_the_same_file_ever_after(
    session: Session, report: Report, approved: UUID, engineer: UUID
) -> None:
    session.execute(update(models.Building).values(name="A new name"))
    again = issue(session, approved, engineer)
    assert again == report
    kept = session.scalars(select(models.IssuedReport)).one()
    assert kept.file_sha256 == hashlib.sha256(report.file).hexdigest()
    assert kept.pages == len(PdfReader(io.BytesIO(report.file)).pages)


def test_that_the_report_carries_the_seal_that_its_parts_make(session: Session, report: Report, approved: UUID) -> None:
    visit = session.get_one(models.TestSession, approved)
    kept = session.scalars(select(models.IssuedReport)).one()
    parts = Seal(report.number, visit.content_sha256 or "", kept.record_sha256, visit.audit_head, None)
    assert report.seal == parts.value
    assert (PdfReader(io.BytesIO(report.file)).metadata or {})["/Keywords"].endswith(f"seal {report.seal}")


def test_that_two_who_issue_at_once_hand_out_one_file(session: Session, approved: UUID, engineer: UUID) -> None:
    data = reporting.gather(session, approved)
    drawn = issuing.draw(data, approved)
    first = issuing.keep(session, data, drawn, by=engineer)
    other = Report(approved, drawn.number, drawn.revision, drawn.file + b"%", drawn.pages, drawn.seal)
    assert issuing.keep(session, data, other, by=engineer) == first


def test_that_a_draft_is_neither_sealed_nor_kept(session: Session, session_id: UUID, engineer: UUID) -> None:
    draft = issue(session, session_id, engineer)
    assert draft.seal is None
    assert session.scalars(select(models.IssuedReport)).all() == []
    assert verify(session, draft.file).result is Standing.NOT_OURS
    assert "carries no seal: a draft" in verify(session, draft.file).details[0]


def test_that_what_changed_while_it_was_drawn_is_not_issued(session: Session, approved: UUID, supervisor: UUID) -> None:
    data = reporting.gather(session, approved)
    drawn = issuing.draw(data, approved)
    issuing.revise(session, approved, "A photograph was missing.", by=supervisor)
    with pytest.raises(Conflict, match="written as revision 1, and stands at revision 2"):
        issuing.keep(session, data, drawn, by=supervisor)


def test_that_a_revision_says_what_it_replaces_and_what_happened_since(
    session: Session, report: Report, approved: UUID, engineer: UUID, supervisor: UUID
) -> None:
    fault = session.scalars(select(models.Fault)).one()
    faults.confirm(session, fault.id, by=supervisor, reason="Door seal torn.", classification="1A")
    issuing.revise(session, approved, "A photograph was missing.", by=supervisor)
    data = reporting.gather(session, approved)
    assert data.replaces is not None
    assert (data.replaces.revision, data.replaces.seal) == (1, report.seal)
    assert any(f"{fault_name(fault.fault_number)} confirmed" in each for each in data.replaces.since)
    assert any("a new revision was asked for – A photograph was missing." in each for each in data.replaces.since)
    second = issue(session, approved, engineer)
    assert second.revision > 1
    assert second.seal != report.seal
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(second.file)).pages[:2])
    assert "replaces revision 1" in said
    back = verify(session, report.file)
    assert back.result is Standing.SUPERSEDED
    assert back.details == (
        f"Revision 1 is superseded: the report of this session stands at revision {second.revision}.",
    )
    assert verify(session, second.file).result is Standing.GENUINE


def test_that_a_revision_needs_an_approved_session_a_supervisor_and_a_reason(
    session: Session, session_id: UUID, report: Report, engineer: UUID, supervisor: UUID
) -> None:
    with pytest.raises(Refused, match="supervisor"):
        issuing.revise(session, report.session_id, "Why not.", by=engineer)
    with pytest.raises(Invalid):
        issuing.revise(session, report.session_id, " ", by=supervisor)
    with pytest.raises(Missing):
        issuing.revise(session, uuid4(), "Why not.", by=supervisor)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE issued_reports SET pages = pages + 1",
        "DELETE FROM issued_reports",
        "TRUNCATE issued_reports CASCADE",
        "UPDATE sealed_contents SET recorded_at = now() + interval '1 day'",
        "DELETE FROM sealed_contents",
        "INSERT INTO issued_reports (building_id, session_id, number, revision, seal, record, record_sha256, "
        "program_version, pages, file, file_sha256) SELECT building_id, session_id, number, 2, repeat('0', 64), "
        "record, record_sha256, program_version, pages, file, file_sha256 FROM issued_reports",
    ],
)
def test_that_the_database_keeps_what_was_issued(session: Session, report: Report, statement: str) -> None:
    with pytest.raises(exc.DBAPIError, match=r"stays on record|cannot be issued"), session.begin_nested():
        session.execute(text(statement))


def test_that_the_database_works_out_the_hashes_itself(session: Session, approved: UUID, engineer: UUID) -> None:
    data = reporting.gather(session, approved)
    kept = issuing.keep(session, data, issuing.draw(data, approved), by=engineer)
    columns = "building_id, session_id, number, revision, record, record_sha256, program_version, pages"
    wrong = f"INSERT INTO issued_reports ({columns}, seal, file, file_sha256) SELECT {columns}, repeat('1', 64), "
    with pytest.raises(exc.IntegrityError, match="ck_issued_report_file"), session.begin_nested():
        session.execute(text(f"{wrong} 'x', file_sha256 FROM issued_reports"))
    assert issuing.issued(session, approved) == kept


# --- verifying --------------------------------------------------------------------------------------------------------


def test_that_the_issued_file_is_genuine(session: Session, report: Report) -> None:
    found = verify(session, report.file)
    assert (found.result, found.report_number, found.details) == (Standing.GENUINE, report.number, ())
    assert (found.building, found.revision, found.seal) == ("Pilot Building 123", 1, report.seal)


def test_that_a_removed_page_is_named(session: Session, report: Report) -> None:
    found = verify(session, edited(report.file, without(2, 5)))
    assert found.result is Standing.ALTERED
    assert "Page 2 (1 Verdict) is missing." in found.details
    assert any(each.startswith("Page 5 ") and each.endswith(" is missing.") for each in found.details)


def test_that_an_added_and_a_moved_page_are_named(session: Session, report: Report) -> None:
    def swap(writer: PdfWriter) -> None:
        kids = writer.root_object["/Pages"].get_object()["/Kids"]  # type: ignore[index]
        kids[2], kids[4] = kids[4], kids[2]
        writer.add_blank_page()

    found = verify(session, edited(report.file, swap))
    assert found.result is Standing.ALTERED
    assert any("stands as page" in each for each in found.details)
    assert any("was not part of the report" in each for each in found.details)


def test_that_an_edited_number_is_told_with_its_page_and_what_was_issued(
    session: Session, report: Report, approved: UUID
) -> None:
    """Somebody with the program's own means draws the report anew with a better reading, seal and all."""
    from dataclasses import replace

    from firemode_desktop.reports import compliance

    data = reporting.gather(session, approved)
    better = tuple(replace(t, value=t.value and t.value + 27) if t.identifier == PRESSURE else t for t in data.tests)
    real = seal_of(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compliance, "seal_of", lambda _data: real)
        forged = compliance.render(replace(data, tests=better))
    found = verify(session, forged)
    assert found.result is Standing.ALTERED
    assert found.report_number == report.number
    said = "\n".join(found.details)
    assert "“18.2” was issued, “45.2” stands there" in said
    assert "Page 2 (" not in said


def test_that_a_drawing_over_a_page_is_found_where_no_word_changed(session: Session, report: Report) -> None:
    def cover(writer: PdfWriter) -> None:
        page = writer.pages[2]
        contents = page.get_contents()
        assert contents is not None
        contents.set_data(contents.get_data() + b"\nq 0 0 0 rg 100 300 40 40 re f Q\n")
        page[NameObject("/Contents")] = writer._add_object(contents)

    found = verify(session, edited(report.file, cover))
    assert found.result is Standing.ALTERED
    assert found.details[0].startswith("Page 3 (1 Verdict): a drawing, a picture or a place on the page differs")


def test_that_an_edited_property_is_told(session: Session, report: Report) -> None:
    found = verify(session, edited(report.file, lambda writer: writer.add_metadata({"/Title": "All is well"})))
    assert found.result is Standing.ALTERED
    assert any("The property Title of the file is “All is well”" in each for each in found.details)


def test_that_a_report_saved_anew_is_not_genuine(session: Session, report: Report) -> None:
    def nothing(writer: PdfWriter) -> None:
        writer.add_metadata({NameObject("/Producer"): TextStringObject("ReportLab PDF Library - (opensource)")})

    assert verify(session, edited(report.file, nothing)).result is Standing.ALTERED
    assert verify(session, report.file + b"\n").details == (
        "Every page reads and looks as it was issued, but the file was written anew or added to.",
    )


def test_that_any_altered_byte_is_found(session: Session, report: Report) -> None:
    size = len(report.file)
    for place in range(size // 40, size, size // 11):
        content = bytearray(report.file)
        content[place] ^= 0x15
        assert verify(session, bytes(content)).result is Standing.ALTERED, place


def test_that_a_damaged_file_is_still_known_by_its_properties(session: Session, report: Report) -> None:
    found = verify(session, report.file[: len(report.file) // 2])
    assert (found.result, found.report_number) == (Standing.ALTERED, report.number)
    assert found.details == ("This is no PDF file, or it is damaged.",)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "This is no PDF file"),
        (b"Not a report", "This is no PDF file"),
        (b"%PDF-1.7\n" + bytes(4000), "This is no PDF file"),
    ],
)
def test_that_what_is_no_paper_is_not_ours(session: Session, report: Report, content: bytes, why: str) -> None:
    found = verify(session, content)
    assert (found.result, found.report_number) == (Standing.NOT_OURS, None)
    assert found.details[0].startswith(why)


def test_that_a_paper_of_others_and_a_report_of_another_database_are_not_ours(session: Session, approved: UUID) -> None:
    blank = edited(issuing.draw(reporting.gather(session, approved), approved).file, without(*range(2, 9)))
    found = verify(session, blank)  # drawn, but never issued here
    assert found.result is Standing.NOT_OURS
    assert "which this database never issued" in found.details[0]
    writer, target = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(target)
    assert verify(session, target.getvalue()).details == ("It carries neither the number nor the seal of a report.",)


# --- the bundle, the batch --------------------------------------------------------------------------------------------


def test_that_the_bundle_proves_the_seal_without_the_program(session: Session, report: Report, approved: UUID) -> None:
    told = json.loads(bundling.bundle(session, approved))
    for part in ("content", "record"):
        assert hashlib.sha256(told[part]["text"].encode()).hexdigest() == told[part]["sha256"]
    lines = told["seal"]["lines"]
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == told["seal"]["value"] == report.seal
    assert lines[1:5:2] == [report.number, session.get_one(models.TestSession, approved).audit_head]
    assert re.fullmatch("[0-9a-f]{64}", lines[3])
    assert (lines[2], lines[4]) == (told["content"]["sha256"], told["record"]["sha256"])
    assert told["file"]["sha256"] == hashlib.sha256(report.file).hexdigest()
    reading = next(t for t in json.loads(told["content"]["text"])["tests"] if t["scoped_identifier"] == PRESSURE)
    assert reading["measured_value_numeric"] == "18.2"
    assert [len(one["sha256"]) for one in told["evidence"]] == [64, 64]
    assert bundling.bundle(session, approved) == bundling.bundle(session, approved)


def test_that_a_report_that_was_not_issued_has_no_bundle(session: Session, approved: UUID) -> None:
    with pytest.raises(Refused, match="not issued yet"):
        bundling.bundle(session, approved)


def test_that_a_batch_takes_the_latest_of_each_frequency_or_all_since_a_day(
    session: Session, approved: UUID, building_id: UUID
) -> None:
    reviewed = session.get_one(models.TestSession, approved).reviewed_at
    assert reviewed is not None
    day = reviewed.astimezone(reporting.gather(session, approved).zone).date()
    for since, many in ((None, 1), (day, 1), (day + timedelta(days=1), 0)):
        assert len(report_batches.wanted(session, ["Pilot Building 123"], NOW, since=since)) == many
    assert report_batches.wanted(session, None, NOW, frequency="monthly") == []
    with pytest.raises(Missing):
        report_batches.wanted(session, ["No such house"], NOW)


def test_that_what_was_approved_is_kept_as_it_was(session: Session, approved: UUID) -> None:
    kept = session.get_one(models.SealedContent, approved)
    assert kept.sha256 == session.get_one(models.TestSession, approved).content_sha256
    assert testing.show(session, approved).summary.status == "approved"


def test_that_the_data_workbook_holds_what_the_report_says(session: Session, approved: UUID) -> None:
    from openpyxl import load_workbook

    data = reporting.gather(session, approved)
    content = report_tables.data_workbook(data, None)
    book = load_workbook(io.BytesIO(content))
    rows = {name: [[cell.value for cell in row] for row in book[name]] for name in book.sheetnames}
    assert len(rows["Tests"]) == len(data.tests) + 1
    head = rows["Tests"][0]
    found = next(dict(zip(head, row, strict=True)) for row in rows["Tests"] if row[0] == PRESSURE)
    assert (found["Reading"], found["Minimum"], found["Verdict"]) == (18.2, 20, "fail")
    assert ["Stair-A", "not compliant"] in [row[:2] for row in rows["Verdicts"]]
    assert len(rows["Faults"]) == len(data.faults) + 1 == 2
    assert report_tables.data_workbook(reporting.gather(session, approved), None) == content


def test_that_a_seal_that_was_scanned_or_typed_leads_to_its_report(session: Session, report: Report) -> None:
    assert report.seal is not None
    for digits in (report.seal, report.seal[:16]):
        found = verifying.of_seal(session, digits)
        assert found is not None
        assert (found.report_number, found.session_id) == (report.number, report.session_id)
    assert verifying.of_seal(session, "0" * 16) is None
