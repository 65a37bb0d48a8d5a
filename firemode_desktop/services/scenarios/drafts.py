"""Drafts of scenarios: kept with whatever is wrong with them, never written over somebody else's change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import storable
from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.errors import Conflict, Invalid, Missing, Refused
from firemode_desktop.models import CEScenario, Zone
from firemode_desktop.services import people
from firemode_desktop.services.removing import remove
from firemode_desktop.services.scenarios.desk import scenario_of, shown

EDIT = "edit cause and effect"


def save(session: Session, scenarios: Sequence[Scenario], *, by: UUID, at: datetime) -> tuple[Scenario, ...]:
    """Write drafts: new ones, and those on record under the version they were read at; in the order given.

    A draft made from a published version gets the number after the latest. What comes back is what is on record.

    Raises:
        Refused: the person may not; the name is taken; a scenario with a published version is to be renamed.
        Invalid: a draft has no steps, no name or no trigger, or a step that cannot be kept.
        Conflict: somebody else changed, removed, published or drafted it meanwhile. Nothing is written then.
    """
    people.require(session, by, people.TESTERS, EDIT)
    lock_zones(session, {one.zone_id for one in scenarios})
    for one in scenarios:
        _check(one)
        row = session.get(CEScenario, one.key, with_for_update=True, populate_existing=True)
        _renew(session, row, one) if row is not None else _create(session, one, by, at)
    session.flush()
    written = [one.key for one in scenarios]
    found = {
        each.key: each for each in map(scenario_of, session.execute(shown().where(CEScenario.scenario_id.in_(written))))
    }
    return tuple(found[key] for key in written)


def discard(session: Session, scenario_id: UUID, row_version: str | None, *, by: UUID) -> None:
    """Delete a draft; the version it was made from stays what it was.

    Raises:
        Refused: the person may not, or it is published: that stays on record.
        Conflict: somebody else changed it meanwhile. One that is gone already is no conflict.
    """
    people.require(session, by, people.TESTERS, EDIT)
    row = session.get(CEScenario, scenario_id, with_for_update=True, populate_existing=True)
    if row is None:
        return
    if row.published_at is not None or row.active:
        raise Refused(f"Version {row.version} of “{row.scenario_name}” is published and stays on record.")
    _same_version(row, row_version)
    remove(session, CEScenario, [scenario_id])
    session.expunge(row)


def versions_of(session: Session, zone_id: UUID, name: str) -> list[CEScenario]:
    """Every version of a scenario, the latest first, locked: nobody else drafts or publishes it meanwhile."""
    lock_zones(session, {zone_id})
    return list(
        session.scalars(
            select(CEScenario)
            .where(CEScenario.zone_id == zone_id, CEScenario.scenario_name == name)
            .order_by(CEScenario.version.desc())
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def lock_zones(session: Session, zone_ids: Collection[UUID]) -> None:
    """One writer at a time in these zones; locked before any scenario is and in one order, so that all come through."""
    zones = select(Zone.zone_id).where(Zone.zone_id.in_(zone_ids)).order_by(Zone.zone_id)
    session.execute(zones.with_for_update(key_share=True)).all()


def redraft(session: Session, scenario_id: UUID, *, by: UUID, at: datetime) -> Scenario:
    """A draft of the next version that says what any version on record says; also of a scenario that was withdrawn.

    Raises:
        Missing: there is no such scenario.
        Refused: the person may not.
        Conflict: there is a draft already.
    """
    people.require(session, by, people.TESTERS, EDIT)
    source = session.get(CEScenario, scenario_id)
    if source is None:
        raise Missing("There is no such scenario.", [str(scenario_id)])
    versions = versions_of(session, source.zone_id, source.scenario_name)
    force = next((row for row in versions if row.active), None)
    _no_draft(versions, force)
    row = source.clone_to_new_version(versions[0].version + 1)
    row.based_on, row.created_by, row.created_at = (force or source).scenario_id, by, at
    if not source.active:
        row.change_note = f"As version {source.version}"
    session.add(row)
    session.flush()
    return scenario_of(session.execute(shown().where(CEScenario.scenario_id == row.scenario_id)).one())


def _no_draft(versions: Sequence[CEScenario], force: CEScenario | None) -> None:
    if drafted := next((row for row in versions if _is_draft(row, force)), None):
        raise Conflict(
            f"Version {drafted.version} of “{drafted.scenario_name}” was begun already, and is a draft; "
            "there is one draft of a scenario at a time."
        )


def _check(one: Scenario) -> None:
    if not one.is_draft:
        raise Refused(f"Version {one.version} of “{one.name}” is {one.state.value}; only a draft is saved.")
    if not one.name.strip():
        raise Invalid(f"A scenario of {one.zone} has no name.")
    if not storable(one.name):
        raise Invalid(f"The name of a scenario of {one.zone} holds a character that cannot be stored.")
    if not one.trigger.strip():
        raise Invalid(f"“{one.name}” in {one.zone} has no trigger. Say what sets it off, for example SD-L8-01.")
    if not one.sequence.steps:
        raise Invalid(f"“{one.name}” in {one.zone} has no steps yet. Add one, or remove the draft.")


def _renew(session: Session, row: CEScenario, one: Scenario) -> None:
    if row.published_at is not None or row.active:
        raise Conflict(f"“{one.name}” in {one.zone} was published meanwhile as version {row.version}.")
    _same_version(row, one.row_version)
    moved = (row.scenario_name, row.zone_id) != (one.name, one.zone_id)
    if moved:
        if row.version > 1:
            raise _keeps_its_name(row.scenario_name)
        _free(session, one)
    row.stair_id, row.zone_id = one.stair_id, one.zone_id
    _fill(row, one)


def _create(session: Session, one: Scenario, by: UUID, at: datetime) -> None:
    if one.row_version is not None:
        raise Conflict(f"The draft of “{one.name}” in {one.zone} was removed by somebody else meanwhile.")
    _same_scenario(session, one)
    versions = versions_of(session, one.zone_id, one.name)
    force = next((row for row in versions if row.active), None)
    if one.origin is None or one.version == 1:
        _free(session, one)
    elif force is None or force.scenario_id != one.origin:
        newer = f"version {force.version} is in force" if force is not None else "it was withdrawn"
        raise Conflict(f"“{one.name}” in {one.zone} has moved on meanwhile: {newer}. Look at it before you go on.")
    _no_draft(versions, force)
    row = CEScenario(
        scenario_id=one.key,
        building_id=session.scalars(select(Zone.building_id).where(Zone.zone_id == one.zone_id)).one(),
        stair_id=one.stair_id,
        zone_id=one.zone_id,
        created_by=by,
        created_at=at,
        version=1 + max((each.version for each in versions), default=0),
        active=False,
        based_on=one.origin,
    )
    _fill(row, one)
    session.add(row)
    session.flush()


def _same_scenario(session: Session, one: Scenario) -> None:
    """A next version is one of the same scenario; under another name or in another zone it is none."""
    origin = session.get(CEScenario, one.origin) if one.origin is not None and one.version > 1 else None
    if origin is not None and (origin.scenario_name, origin.zone_id) != (one.name, one.zone_id):
        raise _keeps_its_name(origin.scenario_name)


def _keeps_its_name(name: str) -> Refused:
    return Refused(f"“{name}” keeps its name and its zone: versions of it are published. Copy it.")


def _fill(row: CEScenario, one: Scenario) -> None:
    row.scenario_name = " ".join(one.name.split())
    row.scenario_type = one.scenario_type
    row.trigger_device_id = one.trigger.strip()
    row.trigger_device_type = one.trigger_type
    row.change_note = one.change_note.strip() or None
    steps = one.sequence.to_json()
    if row.known("expected_sequence") == steps:
        return
    try:
        row.expected_sequence = steps
    except Invalid as error:
        raise Invalid(f"“{one.name}” in {one.zone}: {error.message}", error.details) from error


def _free(session: Session, one: Scenario) -> None:
    """The name is not another scenario's of the zone, whatever its capitals."""
    taken = session.scalars(
        select(CEScenario.scenario_name).where(CEScenario.zone_id == one.zone_id, CEScenario.scenario_id != one.key)
    )
    if any(" ".join(name.split()).casefold() == " ".join(one.name.split()).casefold() for name in taken):
        raise Conflict(f"{one.zone} has a scenario “{one.name}” already. Give this one another name.")


def _is_draft(row: CEScenario, force: CEScenario | None) -> bool:
    unpublished = not row.active and row.published_at is None and row.superseded_at is None
    return unpublished and (force is None or row.version > force.version)


def _same_version(row: CEScenario, row_version: str | None) -> None:
    if row.row_version != row_version:
        raise Conflict(f"The draft of “{row.scenario_name}” was changed by somebody else meanwhile.")
