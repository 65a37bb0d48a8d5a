"""What recording would do, test by test, without doing it: the verdict of each reading, and what stands in the way.

It is recording itself, in a transaction of which nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain import lifecycle
from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.models import Fault, TestInstance
from firemode_desktop.services import people
from firemode_desktop.services.testing.bench import load
from firemode_desktop.services.testing.recording import Result, Sitting


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would become of one result: ``completed``, ``skipped``, ``failed``, ``unchanged``, or ``refused`` and why.

    ``deviation_pct`` is that from the baseline; ``fault`` is the class of the fault that would be opened.
    """

    identifier: str
    outcome: str
    verdict: str | None = None
    is_compliant: bool | None = None
    deviation_pct: Decimal | None = None
    fault: str | None = None
    message: str = ""


def rehearse(
    session: Session, session_id: UUID, results: Sequence[Result], *, by: UUID, at: datetime
) -> tuple[Rehearsed, ...]:
    """What recording these results would do, one answer a result; the session's own record stays as it was.

    Raises:
        Refused: the person may not, or the session takes no more results.
        Missing: there is no such session; ``KeyError`` for an identifier that is none of its tests.
    """
    people.require(session, by, people.TESTERS, "record results")
    attempt = session.begin_nested()
    try:
        with session.no_autoflush:
            bench = load(session, session_id)
            lifecycle.check_takes_results(bench.visit.status)
            known = bench.by_identifier()
            sitting = Sitting(session, bench, by, at, None)
            return tuple(_one(sitting, known[result.identifier], result) for result in results)
    finally:
        session.expunge_all()
        attempt.rollback()


def _one(sitting: Sitting, instance: TestInstance, result: Result) -> Rehearsed:
    faults = len(sitting.faults)
    try:
        sitting.take(instance, result)
    except (Invalid, Refused) as error:
        return Rehearsed(instance.scoped_identifier, "refused", message=error.message)
    outcome = next(name for name, done in sitting.done.items() if instance.scoped_identifier in done[-1:])
    opened = sitting.faults[faults:]
    return Rehearsed(
        instance.scoped_identifier,
        outcome,
        instance.verdict if outcome in ("completed", "unchanged") else None,
        instance.is_compliant,
        instance.deviation_from_baseline_pct,
        _class(opened[0]) if opened else None,
    )


def _class(fault: Fault) -> str:
    return fault.defect_classification or fault.severity or ""
