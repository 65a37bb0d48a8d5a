"""What a supervisor has to see before a session is approved, and a tester before it is handed in, on one page.

The verdicts are those of the report (``reports.verdicts``); what stands in the way is decided in
``domain.submission``, whether the readings agree in ``domain.session_physics``. Here they are only gathered, each line
with the test it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.compliance import Outcome
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.lifecycle import RESULTS_ALLOWED, SESSION_TRANSITIONS
from firemode_desktop.domain.words import DecisionRule, SessionDeed, SessionStatus
from firemode_desktop.models import ImportBatch, SessionEvent, TestInstance, User
from firemode_desktop.reports.data import ReportData
from firemode_desktop.reports.verdicts import Findings, StairVerdict
from firemode_desktop.services import people
from firemode_desktop.services.gathering.whole import gathered
from firemode_desktop.services.testing.bench import load
from firemode_desktop.services.testing.completing import blockers_of
from firemode_desktop.services.testing.hands import hands
from firemode_desktop.services.testing.rechecking import rechecked
from firemode_desktop.services.testing.review_lines import Group, Line, failing, in_the_way, looks, not_shown


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
    bench = load(session, session_id)
    data = gathered(session, bench)
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
        in_the_way=in_the_way(blockers_of(session, bench), data.tests) if status in RESULTS_ALLOWED else (),
        not_compliant=tuple(failing(findings)),
        not_shown=tuple(not_shown(findings)),
        looks=tuple(looks(findings, rechecked(bench))),
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
