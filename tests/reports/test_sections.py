"""Method, faults, recommendations, evidence, statement, certificates and photographs, read back from the PDF."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from firemode_desktop.domain.statements import load_statements
from firemode_desktop.domain.words import EvidenceType, FaultStatus
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.paths import resources
from firemode_desktop.reports.compliance import render
from firemode_desktop.reports.data import (
    EvidenceFacts,
    FaultFacts,
    FloorFacts,
    Keeping,
    KeptFile,
    Notice,
    ReportData,
    RetestFacts,
    TestFacts,
)
from firemode_desktop.reports.recommendations import recommendations
from firemode_desktop.reports.sealing import record_text
from firemode_desktop.reports.sections.method import in_general
from firemode_desktop.reports.verdicts import Findings
from firemode_desktop.services.gathering.files import kept
from tests.reports.sample import LEAD, START, sample, session_tests

TESTS = session_tests(("Stair-A",), 2)
TEST = TESTS[0].identifier
STATES = load_statements(resources())


def small(**changes: object) -> ReportData:
    """The report of a stair of two floors, so that it is drawn quickly."""
    return replace(sample(tests=TESTS), **changes)  # type: ignore[arg-type]


def text_of(data: ReportData) -> str:
    document = pypdfium2.PdfDocument(render(data))
    found = " ".join(page.get_textpage().get_text_bounded().replace("\ufffe", "-") for page in document)
    document.close()
    return " ".join(found.split())


def photo(path: Path) -> Path:
    Image.new("RGB", (640, 480), "teal").save(path, "JPEG")
    return path


def scan(path: Path, pages: int) -> Path:
    canvas = Canvas(str(path), invariant=1)
    for number in range(pages):
        canvas.drawString(100, 700, f"Certificate, page {number + 1}")
        canvas.showPage()
    canvas.save()
    return path


def evidence(file: KeptFile) -> EvidenceFacts:
    return EvidenceFacts(TEST, EvidenceType.PHOTO, file, START, LEAD, "The display of the manometer")


def in_store(store: EvidenceFolder, path: Path) -> KeptFile:
    stored = store.add(path)
    return kept(store, stored.name, stored.sha256, path.name, stored.mime_type, stored.size_bytes)


def fault(**changes: object) -> FaultFacts:
    found = FaultFacts(
        "F-0007", "critical", "1A", "1A", "critical_defect", "Stair-A, Level-1", "Pressure is too low.",
        "Check the damper.", date(2026, 6, 4), FaultStatus.OPEN, START,
    )  # fmt: skip
    return replace(found, **changes)  # type: ignore[arg-type]


# --- method, faults, recommendations ----------------------------------------------------------------------------------


def method_of(tests: Iterable[TestFacts]) -> str:
    text = text_of(small(tests=tuple(tests)))
    return text[text.rindex("6 Method") : text.rindex("7 Stair-A")]


def test_that_the_method_tells_the_kinds_that_occurred_with_their_conditions() -> None:
    part = method_of(TESTS)
    assert "All doors closed" in part
    assert "Fan stopped" in part
    assert "plain mean of the nine points" in part
    assert "nine points" not in method_of(test for test in TESTS if test.zone is None and test.doorway is None)


def test_that_the_method_is_what_the_record_of_each_test_asks_for_and_else_says_that_there_is_none() -> None:
    assert "No instructions are on record." in method_of(TESTS)

    def asked(test: TestFacts, last: str) -> TestFacts:
        level = test.floor.level if test.floor else "the panel"
        return replace(test, instructions=(f"Go to {test.stair}, {level}", last))

    alike = [asked(test, "Read and write down") for test in TESTS]
    pressures = sum(test.measurement is TESTS[0].measurement for test in TESTS)
    part = method_of(alike)
    assert "1. Go to Stair-A, Ground 2. Read and write down" in part
    assert f"As asked of {TEST}; {pressures - 1} others ask the same at theirs." in part
    part = method_of([asked(TESTS[0], "Wait a minute"), *alike[1:]])
    assert "2. Wait a minute" in part
    assert f"{pressures - 2} others ask the same at theirs." in part


def test_that_a_name_is_taken_for_a_place_only_where_it_stands_alone() -> None:
    floor = FloorFacts("Level-1", 1)
    test = replace(TESTS[0], floor=floor, instructions=("Go to Level-1, not to Level-14 or Sub-Level-1 of Stair-A",))
    assert in_general(test) == ("Go to …, not to Level-14 or Sub-Level-1 of …",)


def test_that_wordings_beyond_the_fourth_are_counted() -> None:
    kind = [test for test in TESTS if test.measurement is TESTS[0].measurement]
    assert len(kind) == 4
    six = [replace(test, instructions=(f"Step {place}",)) for place, test in enumerate([*kind, *kind[:2]])]
    part = method_of(six)
    assert "1. Step 3" in part
    assert "1. Step 4" not in part
    assert "2 further tests in other words: they are in the record of each test." in part


def test_that_a_fault_says_what_protects_people_who_was_told_and_what_a_retest_found() -> None:
    told = fault(
        interim="A fire warden on every floor.",
        due_source="put right within 1 month: a law",
        notices=(Notice("the owner", date(2026, 5, 4), LEAD),),
        retests=(RetestFacts("PRESSURE_R2", False), RetestFacts("PRESSURE_R3", None)),
    )
    text = text_of(small(faults=(told,)))
    for words in (
        "Interim measures: A fire warden on every floor.",
        "Due date: put right within 1 month: a law",
        "Notice sent to the owner on 4 May 2026 by Commissioning Engineer",
        "Retest PRESSURE_R2: fails again",
        "Retest PRESSURE_R3: still to be done or judged",
        "F-0007: A fire warden on every floor.",
    ):
        assert words in text


def test_that_a_critical_fault_without_interim_measures_is_named_on_the_verdict_page_until_it_is_resolved() -> None:
    words = "F-0007: no interim measure is on record."
    assert words in text_of(small(faults=(fault(),)))
    assert words not in text_of(small(faults=(fault(status=FaultStatus.RESOLVED),)))


def test_that_recommendations_follow_from_the_record_the_most_urgent_first() -> None:
    data = small(faults=(fault(number="F-0008", as1851_class="non_critical_defect", due=None), fault()))
    found = recommendations(data, Findings(data))
    assert [(one.what, one.due) for one in found[:2]] == [
        ("Check the damper.", date(2026, 6, 4)),
        ("Check the damper.", None),
    ]
    assert found[1].why == "1 open fault: non-critical defect; no day is set, agree one"


def test_that_nothing_is_recommended_where_nothing_is_to_be_done() -> None:
    data = small(tests=(), faults=(), instruments=())
    assert recommendations(data, Findings(data)) == ()
    assert "None: nothing on record asks for anything to be done." in text_of(data)


def test_that_a_calibration_is_asked_for_where_it_ends_by_the_next_visit() -> None:
    def asked(day: date) -> list[str]:
        data = small(next_visit=day, tests=(), faults=())
        return [one.where for one in recommendations(data, Findings(data))]

    assert asked(date(2026, 10, 14)) == ["AN-0733"]
    assert asked(date(2026, 10, 15)) == ["AN-0733", "MN-0417"]


@pytest.mark.parametrize(("last", "why"), [(6, "expires"), (7, "expires"), (8, "expired"), (9, "expired")])
def test_that_a_certificate_has_expired_from_the_day_of_its_end_on(last: int, why: str) -> None:
    """Its end is 8 May 2026; the record ends on the days before and after, at noon in the building."""
    data = small(tests=(), faults=(), dated=datetime(2026, 5, last, 2, tzinfo=UTC), next_visit=date(2027, 5, 4))
    paper = replace(data.instruments[0].certificates[0], expires=date(2026, 5, 8))
    data = replace(data, instruments=(replace(data.instruments[0], certificates=(paper,)),))
    (found,) = recommendations(data, Findings(data))
    assert f"Its certificate {why} 8 May 2026" in found.why


def test_that_what_has_expired_is_asked_for_although_no_next_visit_is_known() -> None:
    data = small(tests=(), faults=(), next_visit=None)
    assert [one.where for one in recommendations(data, Findings(data))] == ["AN-0733"]
    assert recommendations(data, Findings(data))[0].why == "Its certificate expired 20 Apr 2026"


def test_that_a_recommendation_leads_to_its_section() -> None:
    reader = PdfReader(io.BytesIO(render(small(faults=(fault(),)))))
    page = next(page for page in reader.pages if "These follow from the record" in page.extract_text())
    led = {reader.get_page_number(link.get_object()["/Dest"][0].get_object()) for link in page["/Annots"]}
    sections = {entry.title.partition(" ")[2]: reader.get_destination_page_number(entry)
                for entry in reader.outline if not isinstance(entry, list)}  # fmt: skip
    assert led == {sections["Faults"], sections["Instruments and calibration"]}


def test_that_six_hundred_faults_are_told_and_counted_in_their_recommendation() -> None:
    many = tuple(fault(number=f"F-{number:04d}") for number in range(1, 601))
    data = small(faults=many)
    (found,) = (one for one in recommendations(data, Findings(data)) if one.section == "Faults")
    assert found.where.endswith("and 592 more")
    text = text_of(data)
    assert all(one.number in text for one in many)


# --- evidence, certificates, photographs ------------------------------------------------------------------------------


def test_that_evidence_is_listed_with_its_whole_hash_and_shown(tmp_path: Path) -> None:
    store = EvidenceFolder(tmp_path / "store")
    file = in_store(store, photo(tmp_path / "display.jpg"))
    data = small(evidence=(evidence(file),), store_at_hand=True)
    text = text_of(data)
    assert f"SHA-256 {hashlib.sha256((tmp_path / 'display.jpg').read_bytes()).hexdigest()}" in text
    assert "Every one of them was found in the evidence store as recorded." in text
    assert "D Appendix: photographs" in text
    assert render(data) == render(data)


def test_that_a_missing_and_an_altered_file_are_said_and_not_shown(tmp_path: Path) -> None:
    store = EvidenceFolder(tmp_path / "store")
    stored = store.add(photo(tmp_path / "display.jpg"))
    store.path(stored.name).write_bytes(b"something else")
    altered = kept(store, stored.name, stored.sha256, "display.jpg", "image/jpeg")
    gone = kept(store, "ab/abc.jpg", "ab" * 32, "gone.jpg", "image/jpeg")
    assert (altered.keeping, gone.keeping, altered.path, gone.path) == (Keeping.ALTERED, Keeping.MISSING, None, None)
    data = small(evidence=(evidence(altered), evidence(gone)), store_at_hand=True)
    text = text_of(data)
    assert "altered: its hash differs" in text
    assert "not in this store" in text
    assert "Appendix: photographs" not in text
    assert "Bring back the files." in text


def test_that_a_photograph_that_cannot_be_decoded_is_said_in_its_frame(tmp_path: Path) -> None:
    store = EvidenceFolder(tmp_path / "store")
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture at all")
    data = small(evidence=(evidence(in_store(store, tmp_path / "broken.jpg")),), store_at_hand=True)
    assert "No picture can be drawn from this file." in text_of(data)


def test_that_where_a_file_lies_is_no_part_of_what_is_sealed(tmp_path: Path) -> None:
    one, other = (in_store(EvidenceFolder(tmp_path / name), photo(tmp_path / "a.jpg")) for name in ("here", "there"))
    assert one.path != other.path
    assert record_text(small(evidence=(evidence(one),))) == record_text(small(evidence=(evidence(other),)))


def with_scan(file: KeptFile | None) -> ReportData:
    data = small()
    first, *others = data.instruments
    certificate = replace(first.certificates[0], scan=file)
    return replace(data, instruments=(replace(first, certificates=(certificate,)), *others), store_at_hand=True)


@pytest.mark.parametrize(("pages", "left"), [(6, ""), (7, "1 further page")])
def test_that_a_certificate_is_appended_page_by_page_up_to_six(tmp_path: Path, pages: int, left: str) -> None:
    file = in_store(EvidenceFolder(tmp_path / "store"), scan(tmp_path / "certificate.pdf", pages))
    data = with_scan(file)
    text = text_of(data)
    assert f"Certificate CERT-2025-311, instrument MN-0417, page 6 of {pages}" in text
    assert ("further page" in text) == bool(left)
    assert left in text


def test_that_a_damaged_locked_or_missing_scan_is_a_sentence(tmp_path: Path) -> None:
    store = EvidenceFolder(tmp_path / "store")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    assert "The scan is damaged and cannot be drawn." in text_of(with_scan(in_store(store, tmp_path / "broken.pdf")))
    locked = PdfWriter(clone_from=io.BytesIO(scan(tmp_path / "open.pdf", 1).read_bytes()))
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(str(tmp_path / "locked.pdf"))
    assert "The scan asks for a password." in text_of(with_scan(in_store(store, tmp_path / "locked.pdf")))
    gone = kept(store, "ab/abc.pdf", "abc", "abc.pdf", "application/pdf")
    assert "The scan abc.pdf is not in this evidence store." in text_of(with_scan(gone))
    assert "No scan of this certificate is attached." in text_of(with_scan(None))


# --- the state --------------------------------------------------------------------------------------------------------


def test_that_nsw_says_until_when_the_records_are_kept() -> None:
    text = text_of(small(statement=STATES.of("NSW")))
    assert "Statement: New South Wales" in text
    assert "those of this session until 4 May 2033." in text
    assert "must not be used as a statement that they do" in text


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        (date(2020, 6, 4), "28 days before it: within the 28 days."),
        (date(2020, 6, 5), "29 days before it: the 28 days begin on 8 May 2026."),
        (date(2020, 5, 7), "on that day: within the 28 days."),
        (None, "The anniversary of this building is not on record."),
    ],
)
def test_that_victoria_counts_the_days_to_the_anniversary(anchor: date | None, words: str) -> None:
    dated = datetime(2026, 5, 7, 1, 0, tzinfo=UTC)
    assert words in text_of(small(statement=STATES.of("VIC"), anchor=anchor, dated=dated))


@pytest.mark.parametrize(
    ("notices", "words"),
    [
        ((), "; the record shows no notice."),
        ((Notice("the owner", date(2026, 5, 5)),), "the record shows one to the owner on 5 May 2026."),
        ((Notice("the owner", date(2026, 5, 6)),), "to the owner on 6 May 2026, after that time."),
    ],
)
def test_that_queensland_says_whether_notice_of_a_critical_defect_is_on_record(
    notices: tuple[Notice, ...], words: str
) -> None:
    found = fault(notice_by=START + timedelta(hours=24), notices=notices)
    text = text_of(small(faults=(found,), statement=STATES.of("QLD")))
    assert "notice was due by 5 May 2026, 08:30 AEST" in text
    assert words in text


def test_that_a_critical_defect_that_was_void_asks_for_no_notice() -> None:
    data = small(faults=(fault(status=FaultStatus.VOID),), statement=STATES.of("QLD"))
    assert "No critical defect is on record in this session." in text_of(data)
