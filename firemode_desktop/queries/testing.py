"""Expected tests, sessions, their instances, evidence and faults."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select, type_coerce
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from firemode_desktop.domain.amendments import RESULT, brought, in_order
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.lifecycle import OPEN_FAULTS
from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.models import (
    EvidenceRecord,
    Fault,
    ResultAmendment,
    TestInstance,
    TestInstanceTemplate,
    TestSession,
)


def templates_for_building(session: Session, building_id: UUID, frequency: str) -> list[TestInstanceTemplate]:
    """The current templates of a building at one frequency, in walking order."""
    table = TestInstanceTemplate
    query = select(table).where(*_current(building_id, frequency))
    return list(session.scalars(query.order_by(table.sequence_order, table.template_instance_id)))


def count_templates(session: Session, building_id: UUID, frequency: str) -> int:
    """How many current templates a building has at one frequency."""
    return _count(session, select(TestInstanceTemplate.template_instance_id).where(*_current(building_id, frequency)))


def count_templates_for_stair(session: Session, stair_id: UUID, frequency: str) -> int:
    """How many tests a stair has at one frequency (``Stair.get_total_instances_for_frequency``)."""
    table = TestInstanceTemplate
    return _count(
        session,
        select(table.template_instance_id).where(
            table.stair_id == stair_id, table.frequency == str(frequency), table.retired_at.is_(None)
        ),
    )


def sessions_for_building(session: Session, building_id: UUID) -> list[TestSession]:
    """The sessions of a building, the latest first."""
    day = func.coalesce(TestSession.scheduled_for, func.date(TestSession.created_at))
    query = select(TestSession).where(TestSession.building_id == building_id)
    return list(session.scalars(query.order_by(day.desc(), TestSession.created_at.desc(), TestSession.id)))


def instances_for_session(session: Session, session_id: UUID, status: str | None = None) -> list[TestInstance]:
    """The tests of a session, of one status if given, in walking order; a retest follows its original."""
    query = select(TestInstance).where(TestInstance.session_id == session_id)
    if status is not None:
        query = query.where(TestInstance.status == str(status))
    return list(session.scalars(query.order_by(TestInstance.sequence_order, TestInstance.scoped_identifier)))


def instance_by_identifier(session: Session, session_id: UUID, identifier: str) -> TestInstance | None:
    """The test of that scoped identifier in a session; the case of what was typed does not matter."""
    return session.scalar(
        select(TestInstance).where(
            TestInstance.session_id == session_id, TestInstance.scoped_identifier == identifier.strip().upper()
        )
    )


def retests(session: Session, instance_id: UUID) -> list[TestInstance]:
    """The retests of a test, the first first."""
    query = select(TestInstance).where(TestInstance.retest_of == instance_id)
    return list(session.scalars(query.order_by(TestInstance.created_at, TestInstance.scoped_identifier)))


def progress(session: Session, session_id: UUID) -> dict[InstanceStatus, int]:
    """How many tests of a session are in each status; every status is there."""
    query = select(TestInstance.status, func.count()).where(TestInstance.session_id == session_id)
    counted = {row[0]: row[1] for row in session.execute(query.group_by(TestInstance.status))}
    return {status: counted.get(status.value, 0) for status in InstanceStatus}


def pending_count(session: Session, session_id: UUID) -> int:
    """How many tests of a session nobody has begun."""
    return progress(session, session_id)[InstanceStatus.PENDING]


def completion_percentage(session: Session, session_id: UUID) -> Decimal:
    """Completed tests of all tests of a session, in per cent at one decimal; 0 for a session without tests."""
    counted = progress(session, session_id)
    total = sum(counted.values())
    return round_half_even(Decimal(100 * counted[InstanceStatus.COMPLETED]) / total, 1) if total else Decimal(0)


def evidence_for_instance(session: Session, instance_id: UUID) -> list[EvidenceRecord]:
    """The evidence of a test in the order in which it was captured."""
    query = select(EvidenceRecord).where(EvidenceRecord.instance_id == instance_id)
    return list(session.scalars(query.order_by(EvidenceRecord.captured_at, EvidenceRecord.evidence_id)))


def unsynced_count(session: Session, session_id: UUID) -> int:
    """How many pieces of evidence of a session do not lie in the store yet."""
    return _count(
        session,
        select(EvidenceRecord.evidence_id).where(
            EvidenceRecord.session_id == session_id, EvidenceRecord.uploaded_at.is_(None)
        ),
    )


def faults_for_session(session: Session, session_id: UUID) -> list[Fault]:
    """The faults that a session found, by number."""
    query = select(Fault).where(Fault.test_session_id == session_id)
    return list(session.scalars(query.order_by(Fault.fault_number)))


def open_faults(session: Session, building_id: UUID) -> list[Fault]:
    """The faults of a building that still wait for somebody, by number."""
    waiting = [status.value for status in OPEN_FAULTS]
    query = select(Fault).where(Fault.building_id == building_id, Fault.status.in_(waiting))
    return list(session.scalars(query.order_by(Fault.fault_number)))


def open_fault_of(session: Session, instance_id: UUID) -> Fault | None:
    """The open fault of a test; there is at most one."""
    waiting = [status.value for status in OPEN_FAULTS]
    return session.scalar(select(Fault).where(Fault.instance_id == instance_id, Fault.status.in_(waiting)))


def last_corrections(session: Session, *among: ColumnElement[bool]) -> dict[UUID, Mapping[str, Any]]:
    """By test: what the last correction of its result brought (JSON), of the amendments that ``among`` tells."""
    table = ResultAmendment
    query = select(table.instance_id, table.recorded_at, table.new_value).where(table.field == RESULT, *among)
    rows = [(row[0], row[1], brought(row[2])) for row in session.execute(query)]
    return {rows[place][0]: rows[place][2] for place in in_order((at, new) for _, at, new in rows)}


def compliance_that_stands(before: datetime | None = None) -> ColumnElement[bool | None]:
    """Whether a test complies by what counts of it: its latest correction, else its record (its SQL twin).

    Only corrections ``before`` a moment, where one is given. What counts is decided in ``domain.amendments``.
    """
    table = ResultAmendment
    number = type_coerce(table.new_value, JSONB)["number"].as_integer()
    last = (
        select(table.new_value)
        .where(table.instance_id == TestInstance.instance_id, table.field == RESULT)
        .where(*(() if before is None else (table.recorded_at < before,)))
        .order_by(table.recorded_at.desc(), func.coalesce(number, 0).desc())
        .limit(1)
        .correlate(TestInstance)
        .scalar_subquery()
    )
    told = type_coerce(last, JSONB)
    return case((last.is_not(None), told["is_compliant"].as_boolean()), else_=TestInstance.is_compliant)


def _current(building_id: UUID, frequency: str) -> tuple[ColumnElement[bool], ...]:
    table = TestInstanceTemplate
    return (table.building_id == building_id, table.frequency == str(frequency), table.retired_at.is_(None))


def _count(session: Session, rows: Select[UUID]) -> int:
    return session.scalar(select(func.count()).select_from(rows.subquery())) or 0
