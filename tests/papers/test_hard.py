"""Papers of hard data: very long names, other scripts, tall buildings, many faults, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.calibration import State
from firemode_desktop.domain.errors import Refused
from firemode_desktop.reports.pages import LEFT, WIDTH
from firemode_desktop.reports.papers.baseline import BaselineLine, BaselinePaper, BaselineTable
from firemode_desktop.reports.papers.calibration import CalibrationPaper, InstrumentLine, PaperLine, UseLine
from firemode_desktop.reports.papers.condition import ConditionPaper, FaultLine, Kept, LeftOut, NearLine, SessionLine
from firemode_desktop.reports.papers.frame import Head
from firemode_desktop.reports.papers.notice import NoticePaper
from firemode_desktop.reports.papers.worksheet import Entry, ToolLine, WorkLine, WorkPaper
from firemode_desktop.services.papers import PAPERS
from tests.papers.test_papers import DAY, gathered, session_id, take

__all__ = ["session_id"]

NAMES = {
    "without a space": "Q" * 255,
    "with spaces": ("Tower of many words " * 13)[:255].strip(),
    "Arabic": "مبنى " * 51,
    "Hebrew": "בניין " * 42,
    "Chinese": "建物" * 127,
}


@pytest.fixture(params=NAMES.values(), ids=NAMES.keys())
def name(request: pytest.FixtureRequest) -> str:
    """A name as long as the register takes it."""
    return str(request.param)


def head(name: str) -> Head:
    return Head("Title of the paper", name, name, DAY, name)


def papers(name: str) -> Iterator[tuple[str, Any]]:
    """Each paper with ``name`` wherever a person can write one."""
    line = BaselineLine(name, name, name, "43.21", DAY, name, name, name)
    bare = replace(line, value=None)
    yield "baseline", BaselinePaper(head(name), (BaselineTable(name, "Door opening force", "N", (line, bare) * 5),))
    paper = PaperLine(name, name, DAY, DAY, "± 0.5 Pa")
    use = UseLine(name, DAY, 3, covered=False)
    tool = InstrumentLine(name, name, name, name, State.EXPIRED, -3, DAY, (paper,) * 3, (use,) * 3)
    bald = replace(tool, certificates=(), days=None, expires_on=None)
    yield "calibration", CalibrationPaper(head(name), (tool, bald))
    fault = FaultLine("F-0001", name, name, "critical defect as proposed", DAY, None, 3)
    near = NearLine(name, name, "18.2 Pa", "20–80 Pa", DAY, -0.1)
    kept = Kept(1, 1, 1, 1, ((name, DAY, 1),), ((name, DAY, 1),))
    sessions = (SessionLine(DAY, name, "Approved", 1, 1, 0),)
    yield (
        "condition",
        ConditionPaper(head(name), DAY, (), sessions, (fault,) * 3, (near,) * 3, kept, (LeftOut(name, name),), DAY),
    )
    work = WorkLine(name, name, name, name, Entry.NUMBER, name, name, name, "Pa")
    lines = (*(replace(work, entry=each) for each in Entry), replace(work, recorded=name))
    tools = (ToolLine(name, name, name, "not valid: do not use"),)
    yield "worksheet", WorkPaper(head(name), (("Session", name),), tools, lines)


def outside(content: bytes) -> list[str]:
    """Words that stand outside the sheet's frame, with the pages they are on."""
    found = []
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document, start=1):
            text, height = page.get_textpage(), page.get_height()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                if text.get_text_range(index, 1).strip() and not (
                    left >= LEFT - 1 and right <= LEFT + WIDTH + 1 and bottom >= 30 and top <= height - 30
                ):
                    found.append(f"{number}: {text.get_text_range(index, 1)} at {left:.0f}–{right:.0f}, {bottom:.0f}")
    return found


def numbered(content: bytes) -> bool:
    """Whether every page says which of how many it is."""
    with pypdfium2.PdfDocument(content) as document:
        texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    return all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts, start=1))


def letters(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_that_names_of_255_letters_stay_inside_the_frame_of_every_paper(name: str) -> None:
    for kind, paper in papers(name):
        content = PAPERS[kind].render(paper, None)
        assert outside(content) == [], kind
        assert numbered(content), kind


def test_that_no_letter_of_a_long_name_is_lost_where_it_stands_in_a_table() -> None:
    name = NAMES["without a space"]
    for kind, paper in papers(name):
        content = PAPERS[kind].render(paper, None)
        assert letters(content).count("Q") >= 5 * len(name), kind


def test_that_the_same_data_give_the_same_bytes_of_every_paper() -> None:
    name = NAMES["Hebrew"]
    first = [PAPERS[kind].render(paper, None) for kind, paper in papers(name)]
    assert first == [PAPERS[kind].render(paper, None) for kind, paper in papers(name)]


def test_that_eighty_floors_and_fifty_certificates_make_whole_tables() -> None:
    lines = tuple(BaselineLine(f"Level-{n}", "", "All doors closed", "43.2", DAY, "ABC Fire") for n in range(80, 0, -1))
    table = BaselineTable("Stair-A", "Pressure differential", "Pa", lines)
    content = PAPERS["baseline"].render(BaselinePaper(head("Tall Tower"), (table,)), None)
    text = letters(content)
    assert all(f"Level-{n}Alldoorsclosed" in text for n in range(1, 81))
    assert outside(content) == []
    papers_ = tuple(PaperLine(f"CERT-{n:03}", "Laboratory", DAY, DAY + timedelta(n)) for n in range(50))
    tool = InstrumentLine("SN-1", "Manometer", "Make", "", State.VALID, 200, DAY, papers_)
    text = letters(PAPERS["calibration"].render(CalibrationPaper(head("Tall Tower"), (tool,)), None))
    assert all(f"CERT-{n:03}Laboratory" in text for n in range(50))


def test_that_six_hundred_faults_are_each_named_once_with_the_text_on_the_page_of_its_row() -> None:
    faults = tuple(
        FaultLine(f"F-{n:04}", "Stair-A, Level-8", f"Text of {n:04}.", "critical defect", DAY, None, n)
        for n in range(600)
    )
    paper = ConditionPaper(head("Tower"), date(2025, 5, 5), (), (), faults, (), Kept(0, 0, 0, 0))
    content = PAPERS["condition"].render(paper, None)
    with pypdfium2.PdfDocument(content) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    for n in range(600):
        (on,) = [number for number, text in enumerate(texts) if f"F-{n:04}" in text]
        assert f"Text of {n:04}." in texts[on]
    assert outside(content) == []
    assert "600 faults were open at the end" in " ".join(texts[0].split())


def test_that_a_notice_with_names_of_255_letters_is_whole(
    session: Session, session_id: UUID, engineer: UUID, name: str
) -> None:
    take(session, session_id, engineer, "11.6")
    letter: NoticePaper = gathered(session, "notice", session_id=session_id, by=engineer)
    (defect,) = letter.facts.defects
    facts = replace(
        letter.facts, building=name, address=name, owner=name, owner_contact=name, writer=name, licence=name,
        defects=(replace(defect, place=name, description=name * 5, action=name, interim=name),) * 3,
    )  # fmt: skip
    content = PAPERS["notice"].render(replace(letter, head=head(name), facts=facts), None)
    assert outside(content) == []
    assert numbered(content)
    assert content == PAPERS["notice"].render(replace(letter, head=head(name), facts=facts), None)


def test_that_a_building_with_nothing_gets_papers_that_say_so(session: Session, engineer: UUID) -> None:
    building = models.Building(name="Empty House")
    session.add(building)
    session.flush()
    for kind in ("condition", "calibration"):
        content = PAPERS[kind].render(gathered(session, kind, building_id=building.id), None)
        assert outside(content) == []
    with pytest.raises(Refused, match="nothing to certify"):
        gathered(session, "baseline", building_id=building.id)
