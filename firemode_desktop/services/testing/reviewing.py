"""What a supervisor has to see before a session is approved, and a tester before it is handed in, on one page.

The verdicts are those of the report (``reports.verdicts``); what stands in the way is decided in
``domain.submission``, whether the readings agree in ``domain.session_physics``. Here they are only gathered, each line
with the test it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.faults import shown
from firemode_desktop.domain.lifecycle import RESULTS_ALLOWED, SESSION_TRANSITIONS
from firemode_desktop.domain.plausibility import Agreement, PhysicsCheck
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import CheckResult, DecisionRule, FaultStatus, SessionDeed, SessionStatus, Verdict
from firemode_desktop.models import ImportBatch, SessionEvent, TestInstance, User
from firemode_desktop.reports.data import FaultFacts, ReportData, TestFacts
from firemode_desktop.reports.verdicts import (
    Findings,
    Outcome,
    StairVerdict,
    accepted,
    place,
    said,
    standing_of,
    unit,
    why_missing,
)
from firemode_desktop.services import people
from firemode_desktop.services.gathering.whole import gather
from firemode_desktop.services.testing.completing import blockers
from firemode_desktop.services.testing.hands import hands
from firemode_desktop.services.testing.physics import session_physics
from firemode_desktop.services.testing.rechecking import Recheck, validate_session

_STOPPERS = {
    "pending": "Not carried out",
    "in_progress": "Not finished",
    "reason": "Without a reason",
    "instrument": "Instrument not fit",
    "evidence": "Evidence missing",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page. ``identifier`` is the test it leads to, blank where it leads nowhere."""

    standing: Standing
    words: str
    about: str = ""
    identifier: str = ""

    def to_dict(self) -> dict[str, str]:
        """JSON-ready."""
        return {
            "standing": self.standing.value,
            "message": self.words,
            "about": self.about,
            "identifier": self.identifier,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind under their heading."""

    key: str
    title: str
    lines: tuple[Line, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"key": self.key, "title": self.title, "lines": [line.to_dict() for line in self.lines]}


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of the session."""

    deed: str
    by: str
    at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A session on one page.

    ``in_the_way`` keeps it from being handed in, by cause; ``not_shown`` and ``not_compliant`` are what the report will
    say of it; ``looks`` ask for a second look; ``basis`` says what it rests on, in lines of name and words.
    """

    session_id: UUID
    name: str
    status: SessionStatus
    timezone: str
    stairs: tuple[StairVerdict, ...]
    outcome: Outcome
    in_the_way: tuple[Group, ...]
    not_compliant: tuple[Line, ...]
    not_shown: tuple[Line, ...]
    looks: tuple[Group, ...]
    basis: tuple[tuple[str, str], ...]
    history: tuple[Step, ...]
    may_submit: bool
    may_review: bool
    why_not: str = ""
    """Why this person may not approve it, where they may not."""
    content_sha256: str | None = None
    report_number: str = ""
    self_review: bool = False
    """Whether approving it would be reviewing one's own readings, which is allowed to the only one there is."""

    @property
    def stopped(self) -> int:
        """How many things keep it from being handed in."""
        return sum(len(group.lines) for group in self.in_the_way)

    @property
    def groups(self) -> tuple[Group, ...]:
        """All lines in the order in which they matter; what is not carried out is told once."""
        told = {line.identifier for group in self.in_the_way for line in group.lines}
        unseen = tuple(line for line in self.not_shown if line.identifier not in told)
        own = (Group("failing", "Not compliant", self.not_compliant), Group("unseen", "Not demonstrated", unseen))
        return tuple(group for group in (*self.in_the_way, *own, *self.looks) if group.lines)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "id": self.session_id,
            "name": self.name,
            "status": self.status.value,
            "outcome": self.outcome.value,
            "stairs": [
                {"stair": one.stair, "outcome": one.outcome.value, "message": one.sentence} for one in self.stairs
            ],
            "groups": [group.to_dict() for group in self.groups],
            "basis": [{"name": name, "message": words} for name, words in self.basis],
            "history": [{"event": step.deed, "by": step.by, "at": step.at, "note": step.note} for step in self.history],
            "may_submit": self.may_submit,
            "may_review": self.may_review,
            "why_not": self.why_not,
            "content_sha256": self.content_sha256,
        }

    @property
    def zone(self) -> ZoneInfo:
        """The building's time zone."""
        return ZoneInfo(self.timezone)


def review(session: Session, session_id: UUID, by: UUID) -> Review:
    """The page of a session as ``by`` sees it. The number of statements does not grow with the tests.

    Raises:
        Missing: there is no such session.
    """
    data = gather(session, session_id)
    findings = Findings(data)
    person = session.get_one(User, by)
    recorded = hands(session, session_id)
    only_one = people.only_one_active(session)
    status = data.visit.status
    why_not = _why_not(person, recorded, only_one)
    return Review(
        session_id=session_id,
        name=data.visit.name,
        status=status,
        timezone=data.building.timezone,
        stairs=findings.stairs,
        outcome=findings.outcome,
        in_the_way=_in_the_way(blockers(session, session_id), data.tests) if status in RESULTS_ALLOWED else (),
        not_compliant=tuple(_failing(findings, data)),
        not_shown=tuple(
            Line(Standing.NOT_TESTED, place(one, with_stair=True), why_missing(one), one.identifier)
            for one in findings.missing
        ),
        looks=tuple(
            _looks(data, findings, session_physics(session, session_id), validate_session(session, session_id))
        ),
        basis=tuple(_basis(session, session_id, data, recorded)),
        history=_history(session, session_id),
        may_submit=SessionStatus.SUBMITTED in SESSION_TRANSITIONS[status] and person.role in people.TESTERS,
        may_review=status is SessionStatus.SUBMITTED and not why_not,
        why_not=why_not if status is SessionStatus.SUBMITTED else "",
        content_sha256=data.visit.content_sha256,
        report_number=data.number,
        self_review=by in recorded and only_one,
    )


def _why_not(person: User, recorded: Counter[UUID], only_one: bool) -> str:
    if person.role not in people.SUPERVISORS:
        return "A supervisor reviews it."
    if person.id in recorded and not only_one:
        count = recorded[person.id]
        return f"You recorded {_many(count, 'reading')} of this session; somebody else has to approve it."
    return ""


def _in_the_way(found: Sequence[dict[str, str]], tests: Iterable[TestFacts]) -> tuple[Group, ...]:
    """By cause, in the order of the tests; the rank of the causes is that of ``_STOPPERS``."""
    known = {one.identifier: one for one in tests}
    return tuple(
        Group(code, title, tuple(_stopper(one, known.get(one["identifier"])) for one in found if one["code"] == code))
        for code, title in _STOPPERS.items()
        if any(one["code"] == code for one in found)
    )


def _stopper(blocker: dict[str, str], one: TestFacts | None) -> Line:
    """Where and what; the sentence says why, unless the heading has said it already."""
    identifier, message = blocker["identifier"], blocker["message"]
    if one is None:
        return Line(Standing.NOT_TESTED, message, "", identifier)
    why = message.removeprefix(f"{identifier}: ").removeprefix(f"{identifier} ")
    about = "" if blocker["code"] in ("pending", "in_progress") else why[:1].upper() + why[1:]
    return Line(
        Standing.NOT_TESTED, f"{place(one, with_stair=True)} · {one.measurement.label.lower()}", about, identifier
    )


def _failing(findings: Findings, data: ReportData) -> Iterator[Line]:
    faults = {fault.number: fault for fault in data.faults}
    for one in findings.tests:
        if standing_of(one) is not Standing.FAIL:
            continue
        fault = faults.get(one.fault or "")
        words = f"{place(one, with_stair=True)}: {_reading(one)}"
        yield Line(Standing.FAIL, words, "no fault" if fault is None else _of_fault(fault), one.identifier)


def _of_fault(fault: FaultFacts) -> str:
    """``F-0002 · class 1A, not confirmed yet · open``."""
    decided = f"class {fault.classification or 'open'}{'' if fault.confirmed_by else ', not confirmed yet'}"
    return f"{fault.number} · {decided} · {fault.status.label.lower()}"


def _reading(one: TestFacts) -> str:
    """``18.2 Pa (20 to 80 Pa)``; for what has no number, the first check that failed."""
    if one.value is not None and not one.limits.open:
        return f"{shown(one.value, one.limits)} {unit(one)} ({one.limits})".replace("  ", " ")
    failed = [check.message for check in one.checks if check.result is CheckResult.FAIL]
    return failed[0] if failed else "not as expected"


def _looks(
    data: ReportData, findings: Findings, physics: Sequence[PhysicsCheck], again: Sequence[Recheck]
) -> Iterator[Group]:
    groups = (
        Group("again", "Judged again, it comes out otherwise", tuple(_changed(again, findings.tests))),
        Group("physics", "Readings that do not fit each other", tuple(_suspects(physics))),
        Group("conditional", "Within the uncertainty of a limit", tuple(_conditional(findings.tests))),
        Group("near", "Near a limit", tuple(_near(findings.tests))),
        Group("warned", "Warnings", tuple(_warned(findings.tests))),
        Group("accepted", "Accepted although the instrument was not fit", tuple(_accepted(findings.tests))),
        Group("waived", "Evidence that may be missing", tuple(_waived(findings.tests))),
        Group("amended", "Amended", tuple(_amended(data.tests))),
        Group("repeated", "Tried or tested again", tuple(_repeated(data.tests))),
        Group("classes", "Faults whose class nobody has confirmed", tuple(_unconfirmed(data))),
    )
    return (group for group in groups if group.lines)


def _changed(again: Sequence[Recheck], tests: Iterable[TestFacts]) -> Iterator[Line]:
    places = {one.identifier: place(one, with_stair=True) for one in tests}
    for one in again:
        if not one.same:
            where = places.get(one.identifier, one.identifier)
            yield Line(Standing.NEAR, where, " ".join(one.differences), one.identifier)


def _suspects(physics: Sequence[PhysicsCheck]) -> Iterator[Line]:
    for check in physics:
        if check.verdict is Agreement.SUSPECT:
            yield Line(Standing.NEAR, check.message)


def _conditional(tests: Iterable[TestFacts]) -> Iterator[Line]:
    for one in tests:
        if one.verdict in (Verdict.CONDITIONAL_PASS, Verdict.CONDITIONAL_FAIL):
            words = f"{place(one, with_stair=True)}: {_reading(one)}"
            yield Line(Standing.NEAR, words, Verdict(one.verdict).value.replace("_", " "), one.identifier)


def _near(tests: Iterable[TestFacts]) -> Iterator[Line]:
    for one in tests:
        if standing_of(one) is Standing.NEAR and one.verdict != Verdict.CONDITIONAL_PASS:
            yield Line(Standing.NEAR, f"{place(one, with_stair=True)}: {_reading(one)}", "", one.identifier)


def _warned(tests: Iterable[TestFacts]) -> Iterator[Line]:
    for one in tests:
        for check in one.checks:
            if check.result is CheckResult.WARN:
                yield Line(Standing.NEAR, f"{place(one, with_stair=True)}: {check.message}", "", one.identifier)


def _accepted(tests: Sequence[TestFacts]) -> Iterator[Line]:
    for problem, touched in accepted(tests):
        word = touched[0].acceptance
        assert word is not None
        who = f"{word.by.name}: " if word.by else ""
        yield Line(Standing.NEAR, f"{said(touched)} {problem}", f"{who}{word.reason}", touched[0].identifier)


def _waived(tests: Iterable[TestFacts]) -> Iterator[Line]:
    for one in tests:
        for waiver in one.waivers:
            who = f"{waiver.by.name}: " if waiver.by else ""
            words = f"{place(one, with_stair=True)}: {waiver.prompt}"
            yield Line(Standing.NEAR, words, f"{who}{waiver.reason}", one.identifier)


def _amended(tests: Iterable[TestFacts]) -> Iterator[Line]:
    for one in tests:
        for change in one.amendments:
            who = f"{change.by.name}: " if change.by else ""
            words = f"{place(one, with_stair=True)}: {change.old or 'nothing'} → {change.new}"
            yield Line(Standing.NEAR, words, f"{who}{change.reason}", one.identifier)


def _repeated(tests: Iterable[TestFacts]) -> Iterator[Line]:
    for one in tests:
        for attempt in one.attempts:
            why = attempt.reason or "no reason was given"
            yield Line(
                Standing.NEAR, f"{place(one, with_stair=True)}: attempt {attempt.number} failed", why, one.identifier
            )
        if one.retest_of is not None:
            yield Line(
                Standing.NEAR, f"{one.identifier} repeats {one.retest_of}", _reading_or_none(one), one.identifier
            )


def _reading_or_none(one: TestFacts) -> str:
    return "" if one.value is None else f"{plain(one.value)} {unit(one)}".rstrip()


def _unconfirmed(data: ReportData) -> Iterator[Line]:
    for fault in data.faults:
        open_ = fault.status not in (FaultStatus.RESOLVED, FaultStatus.VOID)
        if fault.confirmed_by is None and open_:
            words = f"{fault.number} {fault.location}: {fault.description}"
            yield Line(Standing.NEAR, words, f"proposed: {fault.classification or 'none'}", fault.identifier or "")


def _basis(session: Session, session_id: UUID, data: ReportData, recorded: Counter[UUID]) -> Iterator[tuple[str, str]]:
    """What the verdicts rest on, in lines of name and words."""
    yield "Decision rule", DecisionRule(data.visit.decision_rule).label
    for rule in data.rules:
        judged = f" ({_many(rule.tests, 'result')})" if rule.tests else ""
        yield f"Rule {rule.code}", f"{rule.version}, {rule.source or 'no source'}{judged}"
    for tool in data.instruments:
        numbers = ", ".join(c.number for c in tool.certificates) or "no certificate"
        gap = f"; not covered on {', '.join(map(show_date, tool.uncovered))}" if tool.uncovered else ""
        yield tool.serial_number, f"{numbers}{gap} ({_many(tool.tests, 'reading')})"
    names = people.names(session, recorded)
    for user, count in recorded.most_common():
        yield "Recorded by", f"{names.get(user, 'somebody')} ({_many(count, 'reading')})"
    yield from _imports(session, session_id)


def _imports(session: Session, session_id: UUID) -> Iterator[tuple[str, str]]:
    """The files that readings of the session came from."""
    ours = select(TestInstance.import_batch_id).where(TestInstance.session_id == session_id)
    query = select(ImportBatch).where(ImportBatch.batch_id.in_(ours)).order_by(ImportBatch.recorded_at)
    for batch in session.scalars(query):
        digest = f", SHA-256 {batch.file_sha256[:12]}…" if batch.file_sha256 else ""
        yield "From a file", f"{batch.file_name} ({_many(batch.rows_new or 0, 'result')}{digest})"


def _history(session: Session, session_id: UUID) -> tuple[Step, ...]:
    rows = session.execute(
        select(SessionEvent, func.coalesce(User.full_name, User.username, "somebody"))
        .outerjoin(User, User.id == SessionEvent.by_user)
        .where(SessionEvent.session_id == session_id)
        .order_by(SessionEvent.recorded_at, SessionEvent.event_id)
    )
    return tuple(Step(SessionDeed(row.event).label.lower(), who, row.recorded_at, row.note) for row, who in rows)


def _many(count: int, what: str) -> str:
    return f"{count} {what if count == 1 else f'{what}s'}"
