"""The compliance report, read back from the PDF itself."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.seal import short
from firemode_desktop.domain.session_physics import session_physics
from firemode_desktop.domain.words import InstanceStatus, SessionStatus
from firemode_desktop.reports.compliance import render
from firemode_desktop.reports.data import BuildingFacts, Person, ReportData
from firemode_desktop.reports.pages import LEFT, PAGE, WIDTH
from firemode_desktop.reports.sealing import seal_of
from firemode_desktop.reports.sections.appendix import NO_AUDIT_HEAD
from tests.domain.test_session_physics import LEVELS, site, velocity
from tests.reports.sample import P, sample, session_tests, stair_facts

ROOT = Path(__file__).resolve().parents[2]


@cache
def pdf(approved: bool = True) -> bytes:
    return render(sample(approved))


SEALS = re.compile(r"\b[0-9a-f]{64}\b|\b[0-9A-F]{4}(?:-[0-9A-F]{4}){3}\b")


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def flat(text: str) -> str:
    return " ".join(text.split())


@cache
def pages(content: bytes) -> tuple[str, ...]:
    """The text of each page as a person would copy it."""
    document = pypdfium2.PdfDocument(content)
    return tuple(flat(page.get_textpage().get_text_bounded().replace("\ufffe", "-")) for page in document)


def test_that_the_same_record_gives_the_same_bytes_whatever_the_process() -> None:
    assert render(sample()) == pdf()
    program = (
        "import hashlib; from tests.reports.sample import sample;"
        "from firemode_desktop.reports.compliance import render;"
        "print(hashlib.sha256(render(sample())).hexdigest())"
    )
    other = {"PYTHONHASHSEED": "99", "TZ": "Asia/Tokyo"}
    found = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, env=other, cwd=ROOT
    )
    assert found.stdout.strip() == hashlib.sha256(pdf()).hexdigest()


def test_that_another_reading_gives_other_bytes() -> None:
    data = sample()
    changed = (replace(data.tests[0], notes="Looked at twice."), *data.tests[1:])
    assert render(replace(data, tests=changed)) != pdf()


def test_that_the_file_names_itself_its_language_and_the_dates_of_the_record() -> None:
    document = reader(pdf())
    about = document.metadata
    assert about is not None
    assert about.title == "Compliance report FM-PILOT-BUILDING-123-1A2B3C4D-R1 – Pilot Building 123"
    assert about.author == "Commissioning Engineer"
    assert document.root_object["/Lang"] == "en-AU"
    assert about.creation_date == sample().dated
    assert document.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_that_every_font_is_embedded() -> None:
    fonts = {}
    for page in reader(pdf()).pages:
        for name, font in page["/Resources"]["/Font"].get_object().items():
            fonts[name] = font.get_object()
    assert fonts
    for font in fonts.values():
        assert "FontFile2" in str(font["/FontDescriptor"].get_object()), font["/BaseFont"]
        assert "/ToUnicode" in font


def test_that_the_outline_leads_to_every_section_and_its_parts() -> None:
    document = reader(pdf())
    titles: list[tuple[str, int]] = []

    def walk(entries: list[object]) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry)
            else:
                titles.append((entry.title, document.get_destination_page_number(entry)))  # type: ignore[attr-defined]

    walk(document.outline)
    named = [title for title, _ in titles]
    sections = [
        "Cover", "1 Verdict", "2 Basis", "3 System and fans", "4 Conditions on the day",
        "5 Instruments and calibration", "6 Method", "7 Stair-A", "8 Stair-B", "9 Cause and effect, interfaces",
        "10 Physics checks", "11 Trends", "12 Faults", "13 Recommendations", "14 Evidence",
        "15 Signatures and statement", "A Appendix: every reading", "B Appendix: calibration certificates",
        "C Appendix: rule versions and integrity",
    ]  # fmt: skip
    assert [flat(title) for title in named if flat(title) in sections] == sections
    assert {"Pressure", "Air velocity", "Door opening force", "Interface tests"} <= set(named)
    for title, page in titles[1:]:
        assert flat(title).removeprefix("A ").split(" ", 1)[-1] in pages(pdf())[page]


def test_that_every_page_but_the_cover_says_which_of_how_many() -> None:
    texts, sealed = pages(pdf()), seal_of(sample())
    assert sealed is not None
    seal = sealed.value
    for number, text in enumerate(texts[1:], start=2):
        assert f"Page {number} of {len(texts)}" in text
        assert "Pilot Building 123 Annual session 2026" in text
        assert f"FM-PILOT-BUILDING-123-1A2B3C4D-R1 · seal {short(seal)}" in text
        assert f"Seal {seal}" in text
    assert "Page 1 of" not in texts[0]


def test_that_the_contents_on_the_cover_name_the_right_pages() -> None:
    cover = pages(pdf())[0]
    for title in ("1 Verdict", "2 Basis", "7 Stair-A", "12 Faults", "C Appendix: rule versions and integrity"):
        found = re.search(rf"{title} (\d+)", cover)
        assert found is not None
        assert title.split(" ", 1)[1] in pages(pdf())[int(found[1]) - 1]


def test_that_a_draft_says_so_on_every_page_and_an_approved_report_nowhere() -> None:
    draft = pages(pdf(approved=False))
    assert all("DRAFT" in text for text in draft)
    assert all("Draft: this session is submitted, not approved." in text for text in draft[1:])
    assert not any("DRAFT" in text or "Draft" in text for text in pages(pdf()))
    assert "Approved 7 May 2026 by Office Supervisor" in pages(pdf())[1]
    assert "frozen at approval" in draft[-1]


@pytest.mark.parametrize("status", [status for status in SessionStatus if status is not SessionStatus.APPROVED])
def test_that_nothing_but_approval_takes_the_watermark_away(status: SessionStatus) -> None:
    data = sample(approved=False, tests=session_tests(("Stair-A",), 2))
    assert "DRAFT" in pages(render(replace(data, visit=replace(data.visit, status=status))))[0]


def test_that_the_verdict_page_says_what_an_owner_asks() -> None:
    text = pages(pdf())[1]
    assert "Stair-A and Stair-B are not compliant" in text
    assert "Of 89 tests 4 fail." in text
    assert "Skipped: Tenant fit-out blocks the doorway." in text
    assert "Level-14, all doors closed Not tested: no reading was taken." in text
    assert "Critical defect 4 4 3 1" in text
    assert "29 tests of air velocity (Stair-A: Ground to Level-14;" in text
    assert "they agree within 0.02 m/s" in text


def test_that_a_compliant_stair_is_called_so_and_a_self_review_is_told() -> None:
    tests = tuple(test for test in session_tests(("Stair-C",), 3) if test.is_compliant)
    data = sample(tests=tests)
    text = pages(render(replace(data, visit=replace(data.visit, self_reviewed=True))))
    assert "Stair-C is compliant" in text[1]
    assert f"All {len(tests)} tests were carried out and pass." in text[1]
    assert "Self-reviewed: the person who approved this session also recorded readings of it." in text[1]
    assert "(self-reviewed)" in text[2]


def row_of(text: str, floor: str) -> str:
    """The row of a floor in the table of pressures, which stands below the chart."""
    return text.split("Pressure by floor")[1].split(f"{floor} 20–80 ")[1]


def test_that_the_table_shows_limits_baseline_reading_deviation_and_verdict() -> None:
    page = next(text for text in pages(pdf()) if "7 Stair-A" in text and "Pressure by floor" in text)
    assert row_of(page, "Level-8").startswith("42.7 18.2 −57.38 fail 41.3 41.2")
    assert row_of(page, "Level-3").startswith("44.2 20.0 −54.75 pass, near limit")
    assert row_of(page, "Level-4").startswith("43.9 80.0 +82.23 pass, near limit")


def test_that_a_hair_below_the_limit_shows_as_the_limit_with_its_verdict_and_whole_in_the_appendix() -> None:
    page = next(text for text in pages(pdf()) if "8 Stair-B" in text and "Pressure by floor" in text)
    assert "42.2 20.000 −52.61 fail" in row_of(page, "Level-5")
    assert any("19.9996 Pa fail" in text for text in pages(pdf()))


def test_that_what_was_not_tested_is_blank_and_never_a_pass() -> None:
    page = next(text for text in pages(pdf()) if "8 Stair-B" in text and "Pressure by floor" in text)
    assert row_of(page, "Level-14").startswith("40.9 not tested 39.5 39.1")
    line = next(
        re.search(r"PRESSURE_STAIR-B_L14_ALL-CLOSED .{12}", text) for text in pages(pdf()) if "B_L14_ALL" in text
    )
    assert line is not None
    assert "not tested" in line[0] + line.string[line.end() : line.end() + 12]
    velocity = " ".join(pages(pdf()))
    assert "DW-Level-11-Stair-B ≥ 1 1.18 skipped" in velocity


def test_that_every_reading_of_the_record_stands_in_the_appendix_whole() -> None:
    text = " ".join(pages(pdf())).split("Appendix: every reading")[-1].replace(" ", "")
    for test in sample().tests:
        assert test.identifier in text, test.identifier
        if test.value is not None and test.grid is None:
            assert f"{plain(test.value)}{test.limits.unit}" in text
        for number, point in enumerate(test.grid.values if test.grid else (), start=1):
            assert point is None or f"p{number}{plain(point)}" in text


def test_that_the_head_of_a_table_is_repeated_on_every_page_it_runs_on_to() -> None:
    inside = [text for text in pages(pdf()) if "PRESSURE_STAIR-" in text]
    assert len(inside) > 4
    assert all("Reading, whole" in text for text in inside)


def test_that_the_instruments_say_whether_the_day_was_covered() -> None:
    text = next(text for text in pages(pdf()) if "5 Instruments and calibration" in text and "Certificate" in text)
    assert re.search(r"AN-0733.*20 Apr 2025, expires 20 Apr 2026.*not covered", text)
    assert re.search(r"MN-0417.*15 Oct 2025, expires 15 Oct 2026", text)
    assert "Accepted by Office Supervisor on 6 May 2026" in text


def test_that_a_reading_nobody_accepted_is_told_as_unproven() -> None:
    tests = tuple(replace(test, acceptance=None) for test in session_tests(("Stair-A",), 2))
    text = " ".join(pages(render(sample(approved=False, tests=tests))))
    assert "Not accepted: these prove nothing until they are taken again." in text
    assert "not proven" in text


def test_that_the_basis_gives_each_rule_with_its_version_and_source() -> None:
    text = next(text for text in pages(pdf()) if "2 Basis" in text and "Decision rule" in text)
    assert "SP-01 AS1851-2024-v1.3 Pressure differential: 20 to 80 Pa AS 1851-2012 § 13.2" in text
    assert "Door opening force: at most 110 N" in text
    assert "Simple acceptance" in text


def test_that_sequences_show_plan_and_observation_and_faults_show_who_decided() -> None:
    text = " ".join(pages(pdf()))
    assert "8.4 s · 1.4 s late" in text
    assert "5 ± 2 s" in text
    assert re.search(r"20 of 20 sequences were tested; of their (\d+) effects (?!\1)\d+ were as expected\.", text)
    assert "Confirmed by Office Supervisor, 5 May 2026: The stair is below its minimum." in text
    assert "not yet confirmed by a person" in text
    assert "Action: Increase fan speed" in text


def test_that_the_conditions_of_the_day_are_told_and_what_was_not_recorded_is_blank() -> None:
    told = " ".join(pages(render(sample(conditions={"temp_out_c": Decimal("14.5"), "wind_ms": Decimal("2.1")}))))
    assert "Temperature outside 14.5 °C" in told
    assert "Humidity –" in told
    assert "No conditions were recorded" in " ".join(pages(pdf()))


def test_that_the_physics_section_counts_what_was_compared_and_tells_what_does_not_fit() -> None:
    readings = [velocity(level, "1.0") for level in LEVELS]
    told = " ".join(pages(render(sample(physics=session_physics(readings, site())))))
    assert "Stair-A: 3 open doorways need 8.64 m³/s; the fan gives 5.2 m³/s." in told
    assert "None of them changes a verdict." in told
    assert "No readings were taken that could be compared" in " ".join(pages(pdf()))


def test_that_the_audit_head_is_blank_with_the_reason() -> None:
    assert f"Audit head {NO_AUDIT_HEAD}" in pages(pdf())[-1]
    assert "9f" * 32 in pages(pdf())[-1].replace(" ", "")


def test_that_progress_is_told_page_by_page_and_can_be_ended() -> None:
    told: list[tuple[int, int, str]] = []
    render(sample(tests=session_tests(("Stair-A",), 1)), lambda *page: told.append(page))
    assert [done for done, _, _ in told] == list(range(1, len(told) + 1))
    assert told[-1] == (len(told), len(told), f"Writing report, page {len(told)} of {len(told)}")

    class CancelledError(Exception):
        pass

    def stop(done: int, of: int, text: str) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        render(sample(tests=session_tests(("Stair-A",), 1)), stop)


@cache
def nasty_pdf() -> bytes:
    return render(nasty())


def nasty() -> ReportData:
    """Names of 255 letters without a space, from right to left, in Chinese; 80 floors; remarks longer than a page."""
    long = "X" * 255
    names = (f"Stair-{'W' * 94}", "מדרגות 3 الدرج", "消防楼梯甲")
    tests = tuple(
        replace(
            test,
            notes="A remark without an end. " * 300 if place % 150 == 0 else None,
            reason="Because " * 200 if test.status is not InstanceStatus.COMPLETED else None,
        )
        for place, test in enumerate(session_tests(names, 80))
    )
    data = sample(
        False, tests=tests, building=BuildingFacts(long, "Australia/Perth", (long, "東京 ő"), "9a", 80, long, long)
    )
    visit = replace(data.visit, name=long, lead=Person(long, long[:100]), status=SessionStatus.RETURNED)
    return replace(data, number=f"FM-{long[:80]}", visit=visit, stairs=tuple(stair_facts(name, 80) for name in names))


def test_that_nothing_runs_off_the_page_whatever_the_names() -> None:
    document = pypdfium2.PdfDocument(nasty_pdf())
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        for place in range(text.count_rects()):
            left, low, right, top = text.get_rect(place)
            drawn = text.get_text_bounded(left, low, right, top)
            if "DRAFT" in drawn or drawn.strip() in set("DRAFT"):
                continue
            assert left >= LEFT - 6, (number, drawn)
            assert right <= LEFT + WIDTH + 6, (number, drawn)
            assert low >= 20, (number, drawn)
            assert top <= PAGE[1] - 20, (number, drawn)


def test_that_chinese_and_hebrew_names_can_be_searched_for() -> None:
    text = " ".join(pages(nasty_pdf()))
    assert "消防楼梯甲" in text
    assert "מדרגות" in text


def test_that_a_session_without_tests_still_makes_a_report() -> None:
    data = replace(sample(), tests=(), faults=(), instruments=(), rules=(), stairs=())
    texts = pages(render(data))
    assert "No stair was tested" in texts[1]
    assert "pass" not in texts[1].replace("neither as passed", "")


def test_that_a_test_of_a_stair_the_register_lost_is_still_reported() -> None:
    data = replace(sample(tests=session_tests(("Stair-A",), 2)), stairs=())
    assert any("7 Stair-A" in text for text in pages(render(data)))


def test_that_pressure_alone_makes_a_report_of_one_case() -> None:
    tests = tuple(
        t for t in session_tests(("Stair-A",), 4) if t.measurement is P and t.door_configuration == "all_closed"
    )
    text = " ".join(pages(render(sample(tests=tests))))
    assert "Evacuation doors open" not in text
    assert "Door opening force by" not in text


def test_that_a_report_dated_later_differs_only_where_it_should() -> None:
    later = replace(sample(), dated=sample().dated + timedelta(days=1))
    assert [SEALS.sub("", page) for page in pages(render(later))] == [SEALS.sub("", page) for page in pages(pdf())]
    assert pages(render(later)) != pages(pdf())
