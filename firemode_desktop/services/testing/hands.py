"""Whose hands a session went through: they do not approve it while somebody else could (four eyes).

The database refuses the same (``guard_hands`` of revision 026), whoever connects.
"""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.models import ImportBatch, InstanceAttempt, ResultAmendment, TestInstance


def hands(session: Session, session_id: UUID) -> Counter[UUID]:
    """Everybody who recorded, imported or corrected readings of the session, or attempted to, with how many."""
    recorded = (
        select(TestInstance.recorded_by, ImportBatch.imported_by)
        .outerjoin(ImportBatch, ImportBatch.batch_id == TestInstance.import_batch_id)
        .where(TestInstance.session_id == session_id)
    )
    corrected = (
        select(ResultAmendment.amended_by)
        .join(TestInstance, TestInstance.instance_id == ResultAmendment.instance_id)
        .where(TestInstance.session_id == session_id)
    )
    tried = (
        select(InstanceAttempt.recorded_by)
        .join(TestInstance, TestInstance.instance_id == InstanceAttempt.instance_id)
        .where(TestInstance.session_id == session_id)
    )
    found = Counter(user for row in session.execute(recorded) for user in {*row} if user is not None)
    for others in (corrected, tried):
        found.update(user for user in session.scalars(others) if user is not None)
    return found
