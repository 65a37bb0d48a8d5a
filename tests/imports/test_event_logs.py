"""Event logs as the panels of different makers write them, and everything that keeps a log from being one."""

from __future__ import annotations

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.event_log import Answers, Expected, LogReading, read_log
from firemode_desktop.domain.sequence import Step
from firemode_desktop.imports.event_logs import EventLog, event_words, open_event_log, read_event_log

SYDNEY = ZoneInfo("Australia/Sydney")


def d(text: str) -> Decimal:
    return Decimal(text)


STEPS = (
    Step(1, "ALARM-PANEL", "alarm", "activate", d("0"), d("2")),
    Step(2, "FAN-01-A", "fan", "start", d("3"), d("2")),
    Step(3, "DAMPER-RELIEF-Z1", "damper", "open", d("5"), d("2")),
    Step(4, "PRESSURE-SENSOR-L8", "sensor", "reach_setpoint", d("15"), d("5")),
)
EXPECTED = Expected(STEPS, "SD-L8-01", ("FAN-01-A", "FAN-01-B", "LIFT-01"))

PLAIN = """time,point,event
10:00:00,SD-L8-01,ALARM
10:00:01,ALARM-PANEL,ALARM
10:00:03.2,FAN-01-A,RUN
10:00:05,DAMPER-RELIEF-Z1,OPEN
10:00:14,PRESSURE-SENSOR-L8,Reach setpoint
10:05:00,SD-L8-01,NORMAL
"""
ADDRESSES = """Addressable panel 4, event history
Printed 05/05/2026

Date;Time;Address;Description;State
04/05/2026;23:59:58,5;1.023;SD-L8-01 Smoke lobby L8;FIRE ALARM
04/05/2026;23:59:59,5;0.001;ALARM-PANEL sounders;ACTIVATED
05/05/2026;00:00:01,7;3.001;FAN-01-A supply fan;RUNNING
05/05/2026;00:00:01,7;3.001;FAN-01-A supply fan;RUNNING
05/05/2026;00:00:03,5;3.002;DAMPER-RELIEF-Z1;CLOSED -> OPEN
05/05/2026;00:00:12,5;3.003;PRESSURE-SENSOR-L8;SETPOINT REACHED
End of report
"""
ELAPSED = "Elapsed (s)\tDevice\tAction\n-2.0\tFAN-01-B\tSTOPPED\n+1\tALARM-PANEL\tON\n3.2\tFAN-01-A\tON\n5\tDAMPER-RELIEF-Z1\tOPERATED\n14\tPRESSURE-SENSOR-L8\tIN RANGE\n"  # noqa: E501  # one line a log
MESSAGES = """Timestamp,Message
2026-05-04T10:00:00+10:00,Smoke alarm SD-L8-01
2026-05-04T10:00:01.000+10:00,ALARM-PANEL activated
2026-05-04T10:00:05.000+10:00,DAMPER-RELIEF-Z1 opened
2026-05-04T00:00:03.200Z,FAN-01-A started
2026-05-04T10:00:14+10:00,"PRESSURE-SENSOR-L8: pressure established"
2026-05-04T10:01:00+10:00,Operator logon
"""
AMERICAN = """Event Time,Device ID,Event Type
5/4/2026 11:59:59 PM,SD-L8-01,Alarm
5/5/2026 12:00:00 AM,ALARM-PANEL,Active
5/5/2026 12:00:02.2 AM,FAN-01-A,Start
5/5/2026 12:00:04 AM,DAMPER-RELIEF-Z1,Open
5/5/2026 12:00:13 AM,PRESSURE-SENSOR-L8,At set-point
"""
LATEST_FIRST = """Time,Point,Event
00:00:12,PRESSURE-SENSOR-L8,AT SETPOINT
00:00:03,DAMPER-RELIEF-Z1,OPEN
00:00:01.2,FAN-01-A,ON
23:59:59,ALARM-PANEL,ON
23:59:58,SD-L8-01,ALARM
"""
MILLISECONDS = """Time (ms),Tag,Status
120000,SD-L8-01,1
121000,ALARM-PANEL,1
123200,FAN-01-A,1
125000,DAMPER-RELIEF-Z1,1
134000,PRESSURE-SENSOR-L8,1
"""
NO_HEADING = PLAIN.split("\n", 1)[1]


def log(text: str | bytes, zone: ZoneInfo = SYDNEY) -> EventLog:
    content = text if isinstance(text, bytes) else text.encode()
    return read_event_log(open_event_log(content, "panel.csv", event_words()), event_words(), zone)


def judged(text: str | bytes, answers: Answers | None = None) -> LogReading:
    found = log(text)
    return read_log(found.events, EXPECTED, event_words(), answers, zero=found.zero)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        ADDRESSES,
        ELAPSED,
        MESSAGES,
        AMERICAN,
        LATEST_FIRST,
        MILLISECONDS,
        NO_HEADING,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.encode("utf-16"),
        PLAIN.replace("10:00", "09:59").encode("cp1252"),
    ],
)
def test_that_the_same_test_reads_the_same_from_every_panel(text: str | bytes) -> None:
    reading = judged(text)
    assert [(e.component_id, e.action, e.delay_seconds) for e in reading.observed] == [
        ("ALARM-PANEL", "activate", d("1")),
        ("FAN-01-A", "start", d("3.2")),
        ("DAMPER-RELIEF-Z1", "open", d("5")),
        ("PRESSURE-SENSOR-L8", "reach_setpoint", d("14")),
    ]
    assert reading.comparison.compliant
    assert reading.questions == ()


def test_that_what_is_unusual_about_a_log_is_told() -> None:
    assert log(PLAIN).notes == ()
    assert "month first" in log(AMERICAN).notes[0]
    assert any("latest event" in note for note in log(LATEST_FIRST).notes)
    assert any("past midnight" in note for note in log(LATEST_FIRST).notes)
    assert log(MESSAGES).notes == ("Row 5 is out of order; the log is sorted by time.",)
    assert log(NO_HEADING).notes == ("The log has no heading; its columns are taken as time, point, event.",)
    assert log(ADDRESSES).skipped == ((11, "End of report"),)
    assert "once" in next(row.reason for row in judged(ADDRESSES).rows if row.event.row == 8)


@pytest.mark.parametrize(
    ("before", "after", "seconds"),
    [
        ("04/04/2026 23:59:59", "05/04/2026 00:00:01", "2"),
        ("05/04/2026 02:59:59", "05/04/2026 02:00:01", "2"),
        ("04/10/2026 01:59:59", "04/10/2026 03:00:01", "2"),
        ("2026-10-04 01:59:58.75", "2026-10-04 03:00:00.5", "1.75"),
        ("4-May-2026 10:00:00", "4-May-2026 10:00:00.125", "0.125"),
        ("Mon 4 May 2026 10:00:00", "Mon 4 May 2026 10:00:02", "2"),
        ("10:00:00 am", "1:00:00 p.m.", "10800"),
        ("12:00:00 AM", "12:00:00 PM", "43200"),
        ("00:03.2", "01:04.7", "61.5"),
        ("3,2", "4,7", "1.5"),
        ("T+3.2 s", "T+4.7 s", "1.5"),
        ("10:00:00:250", "10:00:01:500", "1.25"),
        ("2026-05-04T10:00:00Z", "2026-05-04T20:00:01+10:00", "1"),
    ],
)
def test_that_times_are_read_as_they_are_written(before: str, after: str, seconds: str) -> None:
    text = f'Time;Point;Event\n"{before}";A;ON\n"{after}";B;ON\n'
    first, second = log(text).events
    assert second.seconds - first.seconds == d(seconds)


def test_that_a_change_of_the_clocks_is_told() -> None:
    text = "Time,Point,Event\n05/04/2026 {a},A,ON\n05/04/2026 {b},B,ON\n"
    assert "clocks changed" in log(text.format(a="02:59:59", b="02:00:01")).notes[0]
    assert log(text.format(a="04:00:00", b="04:00:01")).notes == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b,c\n1,2,x\n", "needs these three columns"),
        ("Time,Point,Event\n", "no events"),
        ("Time,Point,Event\n10:00,A,ON\n", "hours and minutes or minutes and seconds"),
        ("Time,Point,Event\n10:61:00,A,ON\n", "60 minutes"),
        ("Time,Point,Event\nsoon,A,ON\n", "“soon” is not a time"),
        ("Time,Point,Event\n,A,ON\n", "A time is needed"),
        ("Time,Point,Event\n31/02/2026 10:00:00,A,ON\n", "is not a date"),
        ("Time,Point,Event\n10:00:00,A,ON\n3.2,B,ON\n", "one log, one way to write"),
        ("Time,Point,Event\n10:00:00,A,ON,more\n", "it has 4 values where the heading has 3"),
        ("Time,Point,Event\n10:00:00,,\n10:00:01,,\n10:00:00,A,ON\n", ""),
        ("", "empty"),
    ],
)
def test_that_what_is_no_log_is_refused_in_words(text: str, words: str) -> None:
    if not words:
        assert [row for row, _ in log(text).skipped] == [2, 3]
        return
    with pytest.raises(Invalid) as refused:
        log(text)
    assert words in refused.value.message


def test_that_every_bad_row_is_named_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        log(PLAIN.replace("10:00:01", "x").replace("10:00:05", "y"))
    assert [each["row"] for each in refused.value.details] == [3, 5]


def test_that_a_thousand_rows_of_noise_are_read_quickly_and_left_out_with_a_reason() -> None:
    noise = "".join(f"10:{m:02}:{s:02},POINT-{m}-{s},ON\n" for m in range(1, 60) for s in range(60))
    reading = judged(PLAIN + noise)
    assert len(reading.observed) == 4
    assert {row.reason for row in reading.rows if row.event.point.startswith("POINT")} == {
        "names no component of the scenario or the register"
    }
