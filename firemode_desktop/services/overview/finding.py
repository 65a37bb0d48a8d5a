"""Which building to open, what is called so, and how much there is to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, not_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.faults import fault_name
from firemode_desktop.domain.words import FaultStatus, InstanceStatus, SessionStatus
from firemode_desktop.models import (
    Building,
    CEScenario,
    Doorway,
    Fault,
    Floor,
    Instrument,
    Stair,
    TestInstance,
    TestSession,
    Zone,
)
from firemode_desktop.queries.site import in_service

OPEN_FAULTS = (FaultStatus.OPEN.value, FaultStatus.IN_PROGRESS.value, FaultStatus.DEFERRED.value)
_FAULT = re.compile(r"(?i)f?-?0*([1-9][0-9]{0,8})")
MOST, FEWER = 8, 4
"""Of each kind; who does not see it types another letter."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something with a name: ``kind`` is building, stair, floor, doorway, session, test, scenario, fault, instrument or
    report; ``where`` says where it lies.

    ``said`` is what to know on going there, ``building_id`` the building it lies in where that may be another one.
    """

    kind: str
    id: UUID
    name: str
    where: str
    stair_id: UUID | None = None
    floor_id: UUID | None = None
    session_id: UUID | None = None
    scenario_id: UUID | None = None
    doorway_id: UUID | None = None
    instance_id: UUID | None = None
    fault_id: UUID | None = None
    instrument_id: UUID | None = None
    building_id: UUID | None = None
    said: str = ""


def building_to_open(session: Session, last: UUID | None) -> UUID | None:
    """The building opened last if it still exists, else the first in service by name; None where there is none."""
    closed = not_(*in_service(Building, func.current_date()))
    order = ((Building.id == last).desc(), closed, Building.name) if last else (closed, Building.name)
    return session.scalar(select(Building.id).order_by(*order).limit(1))


def building_name(session: Session, building_id: UUID) -> str:
    """Its name.

    Raises:
        Missing: it does not exist.
    """
    return named(session, building_id)[0]


def named(session: Session, building_id: UUID) -> tuple[str, ZoneInfo]:
    """The name of a building and its time zone.

    Raises:
        Missing: it does not exist.
    """
    row = session.execute(select(Building.name, Building.timezone).where(Building.id == building_id)).one_or_none()
    if row is None:
        raise Missing("This building no longer exists.")
    return row[0], ZoneInfo(row[1])


def find(session: Session, text: str, building_id: UUID | None) -> tuple[Found, ...]:
    """Buildings whose name has every word of ``text``; with a building also everything in it that is called so.

    A fault whose number was typed comes first, then places and what is done there, then buildings, then faults and
    tests that have the words; at most eight of a kind, of faults and tests fewer. Nine statements at most.
    """
    found = _buildings(session, text)
    if building_id is not None and text:
        places = [_stairs, _floors, _sessions, _scenarios, _instruments, _doorways]
        tests = [_tests] if len(text) > 2 else []
        numbered = bool(_FAULT.fullmatch(text.strip()))
        before, after = ([_faults, *places], tests) if numbered else (places, [_faults, *tests])
        found = [
            *(one for kind in before for one in kind(session, text, building_id)),
            *found,
            *(one for kind in after for one in kind(session, text, building_id)),
        ]
    return tuple(found)


def _has(words: str, *columns: InstrumentedAttribute[str] | InstrumentedAttribute[str | None]) -> ColumnElement[bool]:
    """Every word stands somewhere in the columns; ``%`` and ``_`` are ordinary letters."""
    whole = func.concat_ws(" ", *columns)
    matching = [whole.icontains(word, autoescape=True) for word in words.split()]
    return func.coalesce(True) if not matching else _all(matching)


def _all(parts: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    whole = parts[0]
    for part in parts[1:]:
        whole = whole & part
    return whole


def _buildings(session: Session, text: str) -> list[Found]:
    rows = session.execute(
        select(Building.id, Building.name, Building.suburb, Building.state)
        .where(_has(text, Building.name, Building.suburb))
        .order_by(Building.name.istartswith(text, autoescape=True).desc(), Building.name)
        .limit(MOST)
    )
    return [Found("building", one, name, " ".join(filter(None, (suburb, state)))) for one, name, suburb, state in rows]


def _stairs(session: Session, text: str, building_id: UUID) -> list[Found]:
    rows = session.execute(
        select(Stair.stair_id, Stair.stair_name, Stair.orientation)
        .where(Stair.building_id == building_id, _has(text, Stair.stair_name))
        .order_by(Stair.stair_name)
        .limit(MOST)
    )
    return [Found("stair", one, name, side or "stair", stair_id=one) for one, name, side in rows]


def _floors(session: Session, text: str, building_id: UUID) -> list[Found]:
    rows = session.execute(
        select(Floor.floor_id, Floor.floor_level, Stair.stair_id, Stair.stair_name)
        .join(Stair, Stair.stair_id == Floor.stair_id)
        .where(Floor.building_id == building_id, _has(text, Floor.floor_level, Stair.stair_name))
        .order_by(func.length(Floor.floor_level), Floor.floor_level, Stair.stair_name)
        .limit(MOST)
    )
    return [
        Found("floor", floor_id, level, name, stair_id=stair_id, floor_id=floor_id)
        for floor_id, level, stair_id, name in rows
    ]


def _sessions(session: Session, text: str, building_id: UUID) -> list[Found]:
    rows = session.execute(
        select(TestSession.id, TestSession.session_name, TestSession.status)
        .where(TestSession.building_id == building_id, _has(text, TestSession.session_name, TestSession.frequency))
        .order_by(TestSession.created_at.desc())
        .limit(MOST)
    )
    return [
        Found("session", one, name or "Session", SessionStatus(status).label.lower(), session_id=one)
        for one, name, status in rows
    ]


def _scenarios(session: Session, text: str, building_id: UUID) -> list[Found]:
    """Those in force, by their name or by what triggers them."""
    rows = session.execute(
        select(CEScenario.scenario_id, CEScenario.scenario_name, Stair.stair_id, Stair.stair_name, Zone.zone_name)
        .join(Stair, Stair.stair_id == CEScenario.stair_id)
        .join(Zone, Zone.zone_id == CEScenario.zone_id)
        .where(
            CEScenario.building_id == building_id,
            CEScenario.active,
            _has(text, CEScenario.scenario_name, CEScenario.trigger_device_id),
        )
        .order_by(func.length(CEScenario.scenario_name), CEScenario.scenario_name, Stair.stair_name)
        .limit(MOST)
    )
    return [
        Found("scenario", key, name, f"{stair} · {zone}", stair_id=stair_id, scenario_id=key)
        for key, name, stair_id, stair, zone in rows
    ]


def _faults(session: Session, text: str, building_id: UUID) -> list[Found]:
    """By number (``F-0012``, ``12``), or by what is wrong."""
    number = _FAULT.fullmatch(text.strip())
    called = Fault.fault_number == int(number[1]) if number else _has(text, Fault.description, Fault.action_required)
    rows = session.execute(
        select(Fault.id, Fault.fault_number, Fault.description, Fault.status)
        .where(Fault.building_id == building_id, called)
        .order_by(Fault.fault_number.desc())
        .limit(FEWER)
    )
    return [
        Found("fault", key, f"{fault_name(at)} {description}", FaultStatus(status).label.lower(), fault_id=key)
        for key, at, description, status in rows
    ]


def _instruments(session: Session, text: str, building_id: UUID) -> list[Found]:
    """Of the building and those that are nobody's, by serial number, maker or model."""
    columns = (Instrument.serial_number, Instrument.manufacturer, Instrument.model, Instrument.calibration_cert_id)
    rows = session.execute(
        select(Instrument.id, *columns[:3])
        .where((Instrument.building_id == building_id) | Instrument.building_id.is_(None), _has(text, *columns))
        .order_by(Instrument.serial_number)
        .limit(MOST)
    )
    return [
        Found("instrument", key, serial or "–", " ".join(filter(None, (maker, model))), instrument_id=key)
        for key, serial, maker, model in rows
    ]


def _doorways(session: Session, text: str, building_id: UUID) -> list[Found]:
    rows = session.execute(
        select(Doorway.doorway_id, Doorway.doorway_identifier, Stair.stair_id, Stair.stair_name, Floor.floor_level)
        .join(Stair, Stair.stair_id == Doorway.stair_id)
        .join(Floor, Floor.floor_id == Doorway.floor_id)
        .where(Doorway.building_id == building_id, _has(text, Doorway.doorway_identifier))
        .order_by(func.length(Doorway.doorway_identifier), Doorway.doorway_identifier, Stair.stair_name)
        .limit(MOST)
    )
    return [
        Found("doorway", key, name, f"{stair}, {level}", stair_id=stair_id, doorway_id=key)
        for key, name, stair_id, stair, level in rows
    ]


def _tests(session: Session, text: str, building_id: UUID) -> list[Found]:
    """Of the session that was made last, by their identifiers."""
    latest = (
        select(TestSession.id)
        .where(TestSession.building_id == building_id)
        .order_by(TestSession.created_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(TestInstance.instance_id, TestInstance.scoped_identifier, TestInstance.status, TestInstance.session_id)
        .where(TestInstance.session_id == latest, _has(text, TestInstance.scoped_identifier))
        .order_by(func.length(TestInstance.scoped_identifier), TestInstance.scoped_identifier)
        .limit(FEWER)
    )
    return [
        Found("test", key, name, InstanceStatus(status).label.lower(), session_id=of, instance_id=key)
        for key, name, status, of in rows
    ]


def badges(session: Session, building_id: UUID) -> dict[str, int]:
    """Numbers beside the pages of the navigation, by page: the open faults."""
    faults = session.scalar(
        select(func.count()).select_from(Fault).where(Fault.building_id == building_id, Fault.status.in_(OPEN_FAULTS))
    )
    return {"faults": faults or 0}
