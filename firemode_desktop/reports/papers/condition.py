"""The yearly condition report: twelve months of a building on a page its owner understands, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from firemode_desktop.domain.due import DueDay
from firemode_desktop.domain.standing import Standing
from firemode_desktop.reports.document import Tell
from firemode_desktop.reports.pages import Flow, heading, paragraph
from firemode_desktop.reports.papers.frame import Head, begin, typeset
from firemode_desktop.reports.shown import BLANK, count, day
from firemode_desktop.reports.tables import Column, Row, status, table

STATES = {
    "on time": Standing.PASS,
    "early": Standing.NEAR,
    "late": Standing.NEAR,
    "not done": Standing.FAIL,
    "may still be done": Standing.NOT_TESTED,
}


UNCLASSED = "not classified"
PROPOSED = " as proposed"
"""What is added to a class that nobody had confirmed."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """One frequency; ``days`` None where nothing is known of what was due."""

    frequency: str
    tolerance: str
    days: tuple[DueDay, ...] | None
    since: date | None = None
    """Since when its tests are on record, where that was after the period began."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session of the period and how its tests stand: that comply, that do not, and that were not demonstrated."""

    day: date
    name: str
    status: str
    tests: int
    comply: int
    fail: int

    @property
    def open(self) -> int:
        """Tests without a verdict."""
        return self.tests - self.comply - self.fail

    @property
    def standing(self) -> Standing:
        """A session with any failure fails; one with anything open is not demonstrated."""
        if self.fail:
            return Standing.FAIL
        return Standing.NOT_TESTED if self.open or not self.tests else Standing.PASS


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A session that no count holds, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A fault that was closed and opened again."""

    closed: date
    reopened: date


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault that was opened, closed or open in the period; ``age`` in days to its end or to the end of the period."""

    name: str
    where: str
    what: str
    classed: str
    found: date
    closed: date | None
    age: int
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class NearLine:
    """The last approved reading of a place in the period; ``margin`` is the share of room left, negative beyond."""

    identifier: str
    where: str
    value: str
    limits: str
    day: date
    margin: float


@dataclass(frozen=True, slots=True)
class Kept:
    """What else happened: baselines begun and superseded, readings, readings left out, readings not calibrated for."""

    baselines_begun: int
    baselines_ended: int
    readings: int
    left_out: int
    uncalibrated: tuple[tuple[str, date, int], ...] = ()
    unnamed: tuple[tuple[str, date, int], ...] = ()
    """By session and day: tests that call for an instrument and name none."""


@dataclass(frozen=True, slots=True)
class ConditionPaper:
    """Twelve months of a building, from ``first`` through the day of ``head``."""

    head: Head
    first: date
    due: tuple[DueLine, ...]
    sessions: tuple[SessionLine, ...]
    faults: tuple[FaultLine, ...]
    near: tuple[NearLine, ...]
    kept: Kept
    left_out: tuple[LeftOut, ...] = ()
    written: date | None = None
    """The day on which it was written, where that is after its last."""

    def days(self, state: str) -> int:
        """How many due days of the period stand so at its end."""
        last = self.head.day
        return sum(one.state(last) == state for line in self.due for one in line.days or ())

    @property
    def open(self) -> tuple[FaultLine, ...]:
        """Faults that were open at the end of the period."""
        return tuple(one for one in self.faults if one.closed is None)


def render(paper: ConditionPaper, tell: Tell | None = None) -> bytes:
    """The report as the bytes of a PDF, A4."""
    flow = Flow()
    begin(flow, paper.head, (("Period", f"{day(paper.first)} to {day(paper.head.day)}, both days included"),))
    for sentence in _in_short(paper):
        paragraph(flow, sentence, 11, after=7)
    _due(flow, paper)
    _sessions(flow, paper)
    _faults(flow, paper)
    _near(flow, paper.near)
    _kept(flow, paper.kept)
    if paper.written is not None:
        _afterwards(flow, paper.head.day, paper.written)
    return typeset(flow, paper.head, tell)


def _in_short(paper: ConditionPaper) -> tuple[str, ...]:
    """What an owner has to know."""
    return (_tested(paper), _visits(paper.sessions), _open(paper.open), _nearest(paper.near))


def _tested(paper: ConditionPaper) -> str:
    known = [line for line in paper.due if line.days is not None]
    if not known:
        return (
            "Nothing is known of what was due: no day is on record from which the tests of this building are counted."
        )
    due = sum(len(line.days or ()) for line in known)
    if not due:
        return "No test fell due in these months."
    kept = [f"{paper.days(state)} {state}" for state in STATES if paper.days(state)]
    return f"{count(due, 'due day')} fell in these months: {', '.join(kept)}."


def _visits(sessions: Sequence[SessionLine]) -> str:
    if not sessions:
        return "There was no test session in these months."
    fails = sum(one.fail for one in sessions)
    open_ = sum(one.open for one in sessions)
    text = f"{count(len(sessions), 'session')} with {count(sum(one.tests for one in sessions), 'test')}: "
    return f"{text}{fails} did not comply, {open_} without a verdict."


def _open(faults: Sequence[FaultLine]) -> str:
    if not faults:
        return "No fault was open at the end."
    classes = sorted({one.classed for one in faults})
    told = ", ".join(count(sum(one.classed == each for one in faults), each, _many(each)) for each in classes)
    oldest = max(one.age for one in faults)
    verb = "was" if len(faults) == 1 else "were"
    return f"{count(len(faults), 'fault')} {verb} open at the end ({told}), the oldest for {count(oldest, 'day')}."


def _many(classed: str) -> str:
    name, proposed, _ = classed.partition(PROPOSED)
    return classed if classed == UNCLASSED else f"{name}s{proposed}"


def _nearest(near: Sequence[NearLine]) -> str:
    if not near:
        return "No approved reading with a limit is on record for these months."
    first = near[0]
    beyond = "Furthest beyond its limit" if first.margin < 0 else "Nearest to its limit"
    return f"{beyond}: {first.where}, {first.value} (limits {first.limits}) on {day(first.day)}."


def _due(flow: Flow, paper: ConditionPaper) -> None:
    heading(flow, "1", "What was due")
    columns = (Column("Due", 36), Column("On time from", 34), Column("to", 34), Column("Done", 34), Column("", 32))
    rows: list[Row] = []
    for line in paper.due:
        since = f"; its tests are on record since {day(line.since)}" if line.since else ""
        rows.append(Row((f"{line.frequency} – {line.tolerance}{since}",), heading=True))
        if line.days is None:
            rows.append(Row(("not known", "", "", "", status(Standing.NOT_TESTED, "no day to count from"))))
        elif not line.days:
            rows.append(Row(("none in these months", "", "", "", "")))
        rows += [_due_row(one, paper.head.day) for one in line.days or ()]
    if rows:
        table(flow, columns, rows)
    else:
        paragraph(flow, "No tests are expected in this building: none were generated.")


def _due_row(one: DueDay, last: date) -> Row:
    word = one.state(last)
    done = day(one.done) if one.done else BLANK
    tint = Standing.FAIL if word == "not done" else None
    return Row((day(one.day), day(one.earliest), day(one.latest), done, status(STATES[word], word)), tint=tint)


def _sessions(flow: Flow, paper: ConditionPaper) -> None:
    heading(flow, "2", "Sessions")
    if paper.sessions:
        _session_table(flow, paper.sessions)
    else:
        paragraph(flow, "None in these months.")
    if paper.left_out:
        flow.space(8)
        columns = (Column("Not counted", 70), Column("Why", 100))
        table(flow, columns, [Row((one.name, one.reason)) for one in paper.left_out])


def _session_table(flow: Flow, sessions: Sequence[SessionLine]) -> None:
    columns = (
        Column("Day", 26),
        Column("Session", 50),
        Column("Status", 24),
        Column("Tests", 16, "right"),
        Column("Comply", 16, "right"),
        Column("Do not", 16, "right"),
        Column("No verdict", 22, "right"),
    )
    rows = [
        Row(
            (day(one.day), one.name, one.status, *map(str, (one.tests, one.comply, one.fail, one.open))),
            tint=Standing.FAIL if one.standing is Standing.FAIL else None,
        )
        for one in sessions
    ]
    table(flow, columns, rows)


def _faults(flow: Flow, paper: ConditionPaper) -> None:
    heading(flow, "3", "Faults")
    if not paper.faults:
        paragraph(flow, "None was opened, closed or open in these months.")
        return
    opened = sum(one.found >= paper.first for one in paper.faults)
    closed = sum(paper.first <= on <= paper.head.day for one in paper.faults for on in _closings(one))
    again = sum(paper.first <= turn.reopened <= paper.head.day for one in paper.faults for turn in one.turns)
    reopened = f", {again} opened again" if again else ""
    paragraph(flow, f"{opened} opened, {closed} closed{reopened} in these months; {len(paper.open)} open at the end.")
    columns = (
        Column("Fault", 16),
        Column("Where", 44),
        Column("Class", 30),
        Column("Found", 22),
        Column("Closed", 22),
        Column("Days", 12, "right"),
        Column("", 24),
    )
    table(flow, columns, [_fault_row(one) for one in paper.faults])


def _closings(one: FaultLine) -> tuple[date, ...]:
    return (*(turn.closed for turn in one.turns), *((one.closed,) if one.closed else ()))


def _fault_row(one: FaultLine) -> Row:
    standing = Standing.FAIL if one.closed is None else Standing.PASS
    turns = (f"closed {day(turn.closed)}, open again {day(turn.reopened)}" for turn in one.turns)
    told = (one.name, one.where, one.classed, day(one.found), day(one.closed), str(one.age))
    return Row(
        (*told, status(standing, "open" if one.closed is None else "closed")), note=" · ".join((one.what, *turns))
    )


def _near(flow: Flow, near: Sequence[NearLine]) -> None:
    heading(flow, "4", "Readings nearest to their limits")
    if not near:
        paragraph(flow, "No approved reading with a limit is on record for these months.")
        return
    paragraph(flow, "The last approved reading of each place; room left is the share of what lies between the limits.")
    columns = (
        Column("Place", 92),
        Column("Reading", 20, "right"),
        Column("Limits", 22),
        Column("Day", 20),
        Column("Room left", 16, "right"),
    )
    rows = [
        Row(
            (one.where, one.value, one.limits, day(one.day), f"{round(one.margin * 100)} %".replace("-", "−")),
            tint=Standing.FAIL if one.margin < 0 else None,
            note=one.identifier,
        )
        for one in near
    ]
    table(flow, columns, rows)


def _kept(flow: Flow, kept: Kept) -> None:
    heading(flow, "5", "What the readings rest on")
    begun, ended = kept.baselines_begun, kept.baselines_ended
    paragraph(flow, f"Baselines commissioned in these months: {begun}; superseded: {ended}.")
    paragraph(flow, f"Approved readings: {kept.readings}; left out of trends by a decision: {kept.left_out}.")
    if not kept.uncalibrated and not kept.unnamed:
        paragraph(flow, "Every reading on record was taken with an instrument whose calibration held on the day.")
    if kept.uncalibrated:
        paragraph(flow, "These readings were taken on days that no calibration certificate covers:")
        columns = (Column("Instrument", 70), Column("Day", 50), Column("Readings", 50, "right"))
        table(flow, columns, [Row((serial, day(on), str(many))) for serial, on, many in kept.uncalibrated])
    if kept.unnamed:
        flow.space(8)
        many = sum(each for *_, each in kept.unnamed)
        call, name = ("calls", "names") if many == 1 else ("call", "name")
        told = f"{count(many, 'test')} that {call} for an instrument {name} none; its calibration is not known:"
        paragraph(flow, told)
        columns = (Column("Session", 70), Column("Day", 50), Column("Tests", 50, "right"))
        table(flow, columns, [Row((name, day(on), str(each))) for name, on, each in kept.unnamed])


def _afterwards(flow: Flow, last: date, written: date) -> None:
    """What a paper of the past can tell of that day, and what it can not."""
    heading(flow, "6", "How far the record goes back")
    told = (
        f"Written on {day(written)}. Faults, their classes, sessions, results and corrections are those of {day(last)}."
    )
    paragraph(flow, told)
    paragraph(
        flow,
        "Not kept for past days, and so told as they are on record at the day of writing: the day from which tests are "
        "counted and the tolerances, which visits were carried out, the names of places, which readings were approved "
        "and which were left out of trends.",
    )
