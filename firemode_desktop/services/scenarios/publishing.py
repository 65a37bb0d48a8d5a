"""Publishing: a draft is signed, frozen and in force; the version before is superseded. Withdrawing ends one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.errors import Conflict, Missing, Refused
from firemode_desktop.domain.sequence_checks import check
from firemode_desktop.models import CEScenario, User
from firemode_desktop.services import people
from firemode_desktop.services.scenarios.desk import scenario_of, shown
from firemode_desktop.services.scenarios.drafts import lock_zones, versions_of
from firemode_desktop.services.scenarios.showing import equipment
from firemode_desktop.services.scenarios.versions import Touched, touched


@dataclass(frozen=True, slots=True)
class Published:
    """A version in force, the one it superseded, and what was made from that one."""

    scenario: Scenario
    superseded: Scenario | None
    touched: Touched


def publish(
    session: Session,
    scenario_id: UUID,
    *,
    signed: str,
    note: str = "",
    by: UUID,
    at: datetime,
    row_version: str | None = None,
) -> Published:
    """Put a draft in force under the name of who signs; it is frozen from now on.

    ``signed`` must be the person's own name, capitals and spaces aside. ``row_version``: the draft as it was looked at.

    Raises:
        Missing: there is no such scenario.
        Refused: the person may not, the signature is another name, it is published already, or it changes nothing.
        Invalid: the steps have errors; all of them are in the details.
        Conflict: somebody else changed the draft, or published another one, meanwhile.
    """
    person = people.require(session, by, people.TESTERS, "publish a scenario")
    draft = _locked(session, scenario_id)
    if row_version is not None and draft.row_version != row_version:
        raise Conflict(f"The draft of “{draft.scenario_name}” was changed by somebody else. Look at it and sign again.")
    name = _signature(person, signed)
    versions = versions_of(session, draft.zone_id, draft.scenario_name)
    before = next((row for row in versions if row.active and row is not draft), None)
    if draft.published_at is None and before is not None:
        _moved_on(draft, before)
    if draft.published_at is None:
        check(_value(session, scenario_id).sequence.steps, equipment(session, draft.building_id))
    old = _value(session, before.scenario_id) if before is not None else None
    draft.publish(at, by, before)
    draft.published_name = name
    if note.strip():
        draft.change_note = note.strip()
    if before is not None:
        before.superseded_at, before.superseded_by = at, by
    session.flush()
    earlier = [row.scenario_id for row in versions if row.version < draft.version]
    return Published(_value(session, scenario_id), old, touched(session, *earlier))


def withdraw(session: Session, scenario_id: UUID, *, reason: str, by: UUID, at: datetime) -> Touched:
    """Take the version in force out of force without another one; it stays on record. Answers what it leaves behind.

    Raises:
        Missing: there is no such scenario.
        Refused: the person may not, no reason is given, or it is not in force.
    """
    people.require(session, by, people.TESTERS, "withdraw a scenario")
    row = _locked(session, scenario_id)
    if not reason.strip():
        raise Refused("Say why it is withdrawn; the reason is kept with the record.")
    if not row.active:
        raise Refused(f"Version {row.version} of “{row.scenario_name}” is not in force.")
    row.active = False
    row.superseded_at, row.superseded_by, row.superseded_reason = at, by, reason.strip()
    session.flush()
    return touched(session, scenario_id)


def _locked(session: Session, scenario_id: UUID) -> CEScenario:
    """The version, and nobody else writes scenarios of its zone."""
    lock_zones(session, session.scalars(select(CEScenario.zone_id).where(CEScenario.scenario_id == scenario_id)).all())
    row = session.get(CEScenario, scenario_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Missing("There is no such scenario.", [str(scenario_id)])
    return row


def _signature(person: User, signed: str) -> str:
    name = person.full_name or person.username
    if " ".join(signed.split()).casefold() != " ".join(name.split()).casefold():
        raise Refused(
            f"Sign with your own name, {name}; “{signed.strip()}” is another one."
            if signed.strip()
            else f"Sign with your name, {name}, to publish it."
        )
    return name


def _moved_on(draft: CEScenario, before: CEScenario) -> None:
    if before.version > draft.version:
        raise Conflict(
            f"Version {before.version} of “{draft.scenario_name}” was published meanwhile. "
            "Make a new version of that one."
        )
    same = ("scenario_type", "trigger_device_id", "trigger_device_type", "expected_sequence")
    if all(getattr(draft, name) == getattr(before, name) for name in same):
        raise Refused(
            f"This draft says the same as version {before.version}, which is in force. There is nothing to publish."
        )


def _value(session: Session, scenario_id: UUID) -> Scenario:
    return scenario_of(session.execute(shown().where(CEScenario.scenario_id == scenario_id)).one())
