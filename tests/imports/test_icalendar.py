"""The iCalendar file against a strict reader of RFC 5545, which shares nothing with the writer."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firemode_desktop.domain.calendar import Calendar, Category, DueCalibration, Event, calendar
from firemode_desktop.domain.due import DueTest
from firemode_desktop.domain.words import Frequency
from firemode_desktop.exports.icalendar import escaped, folded, icalendar

AT = datetime(2026, 5, 4, 12, 30, 15, tzinfo=timezone(timedelta(hours=10)))
HOME, ONE = UUID(int=7), UUID(int=9)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NAME = re.compile(r"[A-Z0-9-]+")
Line = tuple[str, dict[str, str], str]


def unfold(content: bytes) -> list[str]:
    """The content lines of a file; every rule of section 3.1 is held."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    physical = content.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in physical)
    for line in physical:
        line.decode()  # a character is never cut in two
    return content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def parse(line: str) -> Line:
    head, _, value = line.partition(":")
    name, *parameters = head.split(";")
    assert NAME.fullmatch(name), line
    return name, dict(each.split("=") for each in parameters), value


def unescape(value: str) -> str:
    """A TEXT value (3.3.11); what may not stand there unescaped is an error."""
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
    out, at = [], 0
    while at < len(value):
        if value[at] == "\\":
            out.append({"\\": "\\", ";": ";", ",": ",", "n": "\n", "N": "\n"}[value[at + 1]])
            at += 2
        else:
            assert value[at] not in ";,", value
            out.append(value[at])
            at += 1
    return "".join(out)


def components(content: bytes) -> tuple[list[Line], list[tuple[str, list[Line], list[list[Line]]]]]:
    """The properties of the calendar, then each component: its name, its properties and its alarms."""
    lines = [parse(line) for line in unfold(content)]
    assert lines[0] == ("BEGIN", {}, "VCALENDAR")
    assert lines[-1] == ("END", {}, "VCALENDAR")
    own: list[Line] = []
    found: list[tuple[str, list[Line], list[list[Line]]]] = []
    stack: list[str] = []
    for line in lines[1:-1]:
        name, _, value = line
        if name == "BEGIN":
            stack.append(value)
            if value == "VALARM":
                assert stack[0] == "VEVENT"
                found[-1][2].append([])
            else:
                assert len(stack) == 1, "components are not nested"
                found.append((value, [], []))
        elif name == "END":
            assert stack.pop() == value
        elif not stack:
            own.append(line)
        else:
            (found[-1][2][-1] if stack[-1] == "VALARM" else found[-1][1]).append(line)
    assert not stack
    return own, found


def only(properties: list[Line], name: str) -> Line:
    """The property that stands there once."""
    (one,) = [each for each in properties if each[0] == name]
    return one


def event(**more: object) -> Event:
    given_: dict[str, object] = {
        "uid": "u@firemode",
        "day": date(2026, 3, 29),
        "summary": "Calibration due",
        "description": "A; b, c\\d\ne",
        "category": Category.CALIBRATION,
        "revised_at": AT,
        "remind_days": 30,
        **more,
    }
    return Event(**given_)  # type: ignore[arg-type]


@given(TEXT)
@example(";,\\\n" * 60)
@example("\\n\r\n\r\t\x00\x85\u2028" * 20)
def test_that_text_comes_back_whatever_stands_in_it(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    (back,) = unfold(folded(line))
    assert back == line
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    assert unescape(back.partition(":")[2]) == re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", normal)


@given(st.text(st.sampled_from("aé€😀"), min_size=60, max_size=200))
@example("😀" * 60)
@example("é" * 100)
@example("a" * 74 + "€" * 60)
def test_that_lines_are_folded_at_seventy_five_octets_and_never_within_a_character(text: str) -> None:
    written = folded(text)
    assert unfold(written) == [text]
    full = written.split(b"\r\n")[:-2]
    assert all(len(line) > 75 - 4 for line in full), "no line is shorter than it must be"


@pytest.mark.parametrize(("octets", "lines"), [(75, 1), (76, 2), (75 + 74, 2), (75 + 75, 3)])
def test_that_a_line_is_folded_only_where_it_is_too_long(octets: int, lines: int) -> None:
    assert folded("x" * octets).count(b"\r\n") == lines


def test_that_an_event_lasts_its_whole_day_in_whatever_time_zone() -> None:
    own, ((name, properties, alarms),) = components(icalendar(Calendar("T", "", AT, (event(),))))
    assert name == "VEVENT"
    assert only(own, "VERSION")[2] == "2.0"
    assert only(own, "PRODID")[2]
    assert only(properties, "DTSTART") == ("DTSTART", {"VALUE": "DATE"}, "20260329")
    assert [each for each in properties if each[0] in ("DTEND", "DURATION")] == []
    assert only(properties, "DTSTAMP")[2] == "20260504T023015Z"
    assert only(properties, "UID")[2] == "u@firemode"
    assert unescape(only(properties, "DESCRIPTION")[2]) == "A; b, c\\d\ne"
    assert only(properties, "TRANSP")[2] == "TRANSPARENT"
    (alarm,) = alarms
    assert (only(alarm, "ACTION")[2], only(alarm, "TRIGGER")[2]) == ("DISPLAY", "-P30D")
    assert only(alarm, "DESCRIPTION")[2]


def test_that_a_name_cannot_bring_in_a_line_of_its_own() -> None:
    bad = event(summary="Due\r\nEND:VEVENT\r\nBEGIN:VALARM\nX:1")
    _, ((_, properties, alarms),) = components(icalendar(Calendar("T\r\nX:1", "", AT, (bad,))))
    assert unescape(only(properties, "SUMMARY")[2]) == "Due\nEND:VEVENT\nBEGIN:VALARM\nX:1"
    assert len(alarms) == 1


def test_that_a_calendar_without_events_is_valid_and_says_why() -> None:
    """Section 3.4: an iCalendar object has at least one component."""
    made = calendar(HOME, "Tower", (), (), AT, AT)
    own, ((name, properties, _),) = components(icalendar(made))
    assert name == "VJOURNAL"
    assert {each[0] for each in properties} >= {"UID", "DTSTAMP"}
    assert unescape(only(properties, "SUMMARY")[2]).startswith("Nothing falls due")
    assert unescape(only(own, "X-WR-CALDESC")[2]) == made.sentence


def test_that_the_same_calendar_gives_the_same_bytes_and_a_later_day_the_same_uid() -> None:
    def made(ends_on: date) -> Calendar:
        held = DueCalibration(ONE, "M-1", "Manometer", ends_on, AT)
        due = DueTest(Frequency.ANNUAL, date(2027, 5, 4), date(2026, 5, 4))
        return calendar(HOME, "Tower", [held], [due], AT, AT)

    first, moved = made(date(2026, 6, 1)), made(date(2027, 6, 1))
    assert icalendar(first) == icalendar(made(date(2026, 6, 1)))
    assert {one.uid for one in first.events} == {one.uid for one in moved.events}
    assert len({one.uid for one in first.events}) == 2
    assert [one.day for one in moved.events] == [date(2027, 5, 4), date(2027, 6, 1)], "the earliest first"


def test_that_an_instrument_without_a_certificate_is_named_in_the_sentence_only() -> None:
    held = [DueCalibration(UUID(int=n), f"M-{n}", "", date(2026, 6, 1) if n else None, AT) for n in range(2)]
    made = calendar(HOME, "Tower", held, (), AT, AT)
    assert [one.summary for one in made.events] == ["Calibration due: M-1"]
    assert made.sentence == (
        "1 calibration and 0 due tests are in the calendar. 1 instrument has no certificate, and so no day."
    )
    assert made.events[0].description == "From 1 Jun 2026 its readings count only with a new certificate."


def test_that_times_are_written_in_universal_time() -> None:
    night = datetime(2026, 1, 1, 5, 0, tzinfo=timezone(timedelta(hours=10)))
    content = icalendar(Calendar("T", "", night, (event(revised_at=night),)))
    assert b"DTSTAMP:20251231T190000Z" in content
    assert b"LAST-MODIFIED:20251231T190000Z" in content
    assert night.astimezone(UTC).day == 31
