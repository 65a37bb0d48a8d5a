"""The notice to the owner, gathered from the record. The program writes it; a person sends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.dates import show_date, show_time
from firemode_desktop.domain.errors import Missing, Refused
from firemode_desktop.domain.lifecycle import OPEN_FAULTS
from firemode_desktop.domain.notices import Defect, Notice, NoticeFacts, write_notice
from firemode_desktop.domain.words import AS1851Class, FaultStatus
from firemode_desktop.models import AS1851Rule, Building, Fault, TestSession, User
from firemode_desktop.services.faults.deeds import defects, meaning_of
from firemode_desktop.services.faults.shown import ShownFault, shown_faults


def notice_of(session: Session, fault_ids: Sequence[UUID], *, by: UUID, at: datetime) -> Notice:
    """The notice of these faults of one building, the worst first; ``by`` writes it and is named as the contact.

    Raises:
        Missing: one of them does not exist, or none is named.
        Refused: they are of several buildings.
    """
    return write_notice(facts_of(session, fault_ids, by=by, at=at))


def facts_of(session: Session, fault_ids: Sequence[UUID], *, by: UUID, at: datetime) -> NoticeFacts:
    """What ``notice_of`` says, not written yet; raises the same."""
    found = shown_faults(session, ids=fault_ids)
    if len(found) < len(set(fault_ids)) or not found:
        raise Missing("There is no such fault.", [str(each) for each in fault_ids])
    if len({fault.building for fault in found}) > 1:
        raise Refused("These faults are of several buildings; each building gets a notice of its own.")
    building = session.get_one(Building, session.get_one(Fault, found[0].id).building_id)
    return _facts(session, building, found, by, at)


def notice_of_session(session: Session, session_id: UUID, *, by: UUID, at: datetime) -> Notice:
    """The notice of all critical defects of a session that are not closed.

    Raises:
        Missing: there is no such session.
        Refused: it has none.
    """
    return write_notice(facts_of_session(session, session_id, by=by, at=at))


def facts_of_session(session: Session, session_id: UUID, *, by: UUID, at: datetime) -> NoticeFacts:
    """What ``notice_of_session`` says, not written yet; raises the same."""
    visit = session.get(TestSession, session_id)
    if visit is None:
        raise Missing("There is no such session.", [str(session_id)])
    found = shown_faults(session, session_id=session_id, statuses=[status.value for status in OPEN_FAULTS])
    critical = [fault for fault in found if fault.as1851_class == AS1851Class.CRITICAL_DEFECT]
    if not critical:
        raise Refused(f"{visit.session_name} has no critical defect that is open.")
    return _facts(session, session.get_one(Building, visit.building_id), critical, by, at)


def _facts(session: Session, building: Building, found: Sequence[ShownFault], by: UUID, at: datetime) -> NoticeFacts:
    writer, zone = session.get_one(User, by), ZoneInfo(building.timezone)
    town = " ".join(part for part in (building.suburb, building.state, building.postcode) if part)
    return NoticeFacts(
        building=building.name,
        address=", ".join(part for part in (building.address, town) if part),
        owner=building.owner_name,
        owner_contact=building.owner_contact,
        writer=writer.full_name or writer.username,
        licence=writer.licence_number,
        email=writer.email,
        day=at.astimezone(zone).date(),
        defects=tuple(_defect(session, fault, zone) for fault in found),
    )


def _defect(session: Session, fault: ShownFault, zone: ZoneInfo) -> Defect:
    period = defects().period(fault.as1851_class, fault.state) if fault.as1851_class else None
    notice_by = period.notice_by(fault.detected_at) if period else None
    asked = f"to be given by {show_time(notice_by, zone)} ({period.source})" if notice_by and period else None
    return Defect(
        name=fault.name,
        place=fault.location,
        found=show_time(fault.detected_at, zone),
        session=fault.session_name,
        description=fault.description,
        limits="" if fault.limits.open else str(fault.limits),
        rule=_rule(session, fault),
        as1851_class=fault.as1851_class,
        classification=fault.defect_classification,
        decided=_decided(fault, zone),
        meaning=meaning_of(fault.as1851_class) if fault.as1851_class else "",
        action=fault.action_required,
        interim=fault.interim,
        due=fault.due_date,
        period=period.remedy_in_words if period else "",
        notice_by=asked,
        status=FaultStatus(fault.status).label.lower(),
        corrected=_corrected(fault),
    )


def _corrected(fault: ShownFault) -> str | None:
    if fault.corrected is None:
        return None
    return f"{fault.corrected}, which {'complies' if fault.corrected_complies else 'does not comply'}"


def _decided(fault: ShownFault, zone: ZoneInfo) -> str | None:
    if fault.class_confirmed_at is None:
        return None
    day = show_date(fault.class_confirmed_at.astimezone(zone).date())
    return f"{fault.class_confirmed_by or 'a person'} on {day}: {fault.class_reason}"


def _rule(session: Session, fault: ShownFault) -> str:
    """``SP-01, version AS1851-2024-v1.3 (AS 1851-2012, …)``: with what the rule names as its source."""
    if not fault.rule_applied:
        return ""
    query = select(AS1851Rule.reference_standard).where(
        AS1851Rule.rule_code == fault.rule_applied, AS1851Rule.version == fault.rule_version
    )
    source = session.scalar(query.limit(1))
    named = f"{fault.rule_applied}, version {fault.rule_version}"
    return f"{named} ({source})" if source else named
