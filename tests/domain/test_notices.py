"""The notice to the owner: what is on record, in plain text, and a link that every mail program takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.notices import LONGEST_LINK, Defect, Notice, NoticeFacts, write_notice

DEFECT = Defect(
    name="F-0001",
    place="Stair-A, Level-8",
    found="4 May 2026, 12:00",
    session=None,
    description="The door is wedged open.",
    limits="",
    rule="",
    as1851_class="critical_defect",
    classification="1A",
    decided="Supervisor One on 4 May 2026: Smoke.",
    meaning="It is bad.",
    action=None,
    interim=None,
    due=date(2026, 6, 4),
    period="",
    notice_by=None,
    status="open",
)
FACTS = NoticeFacts("Tower One", "", None, None, "Engineer One", None, None, date(2026, 5, 4), (DEFECT,))


def test_that_what_is_not_on_record_is_not_spoken_of() -> None:
    told = write_notice(FACTS)
    assert told.subject == "Notice of a critical defect: Tower One, Stair-A, Level-8 (F-0001)"
    assert told.to == ""
    for unknown in ("Limits:", "Rule:", "To be done:", "Notice:", "session", "licence", "None"):
        assert unknown not in told.text
    assert "Meanwhile: no interim measures are on record" in told.text


@pytest.mark.parametrize(
    ("contact", "to"),
    [
        ("Owners Corporation, owner@example.com, 02 5550 0000", "owner@example.com"),
        ("<owner@example.com>", "owner@example.com"),
        ("02 5550 0000", ""),
        (None, ""),
    ],
)
def test_that_it_goes_to_the_address_among_the_contacts(contact: str | None, to: str) -> None:
    assert write_notice(replace(FACTS, owner="Owners", owner_contact=contact)).to == to


def test_that_a_notice_of_several_speaks_of_a_class_only_where_a_person_decided_it_of_all() -> None:
    twice = write_notice(replace(FACTS, defects=(DEFECT, DEFECT)))
    assert twice.subject == "Notice of 2 critical defects: Tower One"
    undecided = replace(DEFECT, decided=None)
    assert write_notice(replace(FACTS, defects=(DEFECT, undecided))).subject == "Notice of 2 defects: Tower One"
    assert "nobody has confirmed it yet" in write_notice(replace(FACTS, defects=(undecided,))).text


WORDS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))


@given(text=st.text(WORDS, max_size=3000), subject=st.text(WORDS, max_size=600))
def test_that_the_link_holds_the_whole_text_or_says_that_it_is_to_be_pasted(text: str, subject: str) -> None:
    link, whole = Notice("owner@example.com", subject, text).link()
    assert len(link) <= LONGEST_LINK
    parts = urlsplit(link)
    said = parse_qs(parts.query, keep_blank_values=True)
    assert (parts.scheme, parts.path) == ("mailto", "owner@example.com")
    assert subject.startswith(said["subject"][0].removesuffix("…"))
    assert (said["body"] == [text] and said["subject"] == [subject]) if whole else ("clipboard" in said["body"][0])
