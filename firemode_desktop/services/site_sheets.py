"""Site sheets of scenarios: which ones, what each says, the PDF of them, and what a code on one leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, String, cast, select
from sqlalchemy.orm import Session

from firemode_desktop.domain import design
from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.names import folded
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.scenario_code import ScenarioCode, read_code, read_short
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.models import Building, CEScenario, Stair, TestInstance, TestSession, Zone
from firemode_desktop.reports.document import Tell
from firemode_desktop.reports.sheet.data import InForce, SiteSheet, VisitTest
from firemode_desktop.reports.sheet.document import render
from firemode_desktop.services.scenarios.desk import scenario_of, shown, standing


@dataclass(frozen=True, slots=True)
class _Found:
    """A scenario on record."""

    row: CEScenario
    scenario: Scenario
    building: str


def site_sheet(session: Session, scenario_ids: Sequence[UUID], tell: Tell | None = None) -> bytes:
    """The sheets of scenarios as one PDF file, in this order.

    To keep a transaction short, ``sheets`` in one job and ``reports.sheet.document.render`` outside it give the same.

    Raises:
        Missing: one of them does not exist.
        Invalid: there is none.
    """
    return render(sheets(session, scenario_ids), tell)


def sheets(session: Session, scenario_ids: Sequence[UUID]) -> tuple[SiteSheet, ...]:
    """What the sheets of these scenarios say, in this order; raises like ``site_sheet``."""
    wanted = tuple(dict.fromkeys(scenario_ids))
    if not wanted:
        raise Invalid("A site sheet needs at least one scenario.")
    known = {one.scenario.key: one for one in _rows(session, CEScenario.scenario_id.in_(wanted))}
    absent = [str(each) for each in wanted if each not in known]
    if absent:
        raise Missing("There is no such scenario.", absent)
    in_force = _in_force(session, {one.row.building_id for one in known.values()})
    return tuple(_sheet(known[each], in_force) for each in wanted)


def sheets_of_session(session: Session, session_id: UUID) -> tuple[SiteSheet, ...]:
    """One sheet a cause-and-effect test of a session, in the order of its tests, with the steps as copied into it.

    Raises:
        Missing: there is no such session, or it has no such test.
    """
    visit = session.get(TestSession, session_id)
    if visit is None:
        raise Missing("There is no such session.", [str(session_id)])
    tests = list(
        session.scalars(
            select(TestInstance)
            .where(
                TestInstance.session_id == session_id,
                TestInstance.measurement_type == MeasurementType.CAUSE_AND_EFFECT_LOGIC.value,
                TestInstance.scenario_id.is_not(None),
            )
            .order_by(TestInstance.sequence_order, TestInstance.scoped_identifier)
        )
    )
    if not tests:
        raise Missing("This session has no cause-and-effect test with a scenario.", [str(session_id)])
    found = {
        sheet.scenario.key: sheet for sheet in sheets(session, [one.scenario_id for one in tests if one.scenario_id])
    }
    return tuple(_for_test(found[one.scenario_id], one, visit) for one in tests if one.scenario_id)


def _for_test(sheet: SiteSheet, test: TestInstance, visit: TestSession) -> SiteSheet:
    steps = design.Sequence.from_json(test.expected_sequence) if test.expected_sequence else design.Sequence()
    facts = VisitTest(visit.session_name or "Session", test.scoped_identifier, visit.scheduled_for)
    return replace(sheet, scenario=replace(sheet.scenario, sequence=steps), test=facts)


def scenarios_of(session: Session, building_id: UUID, stair: str = "", zone: str = "") -> tuple[UUID, ...]:
    """The scenarios of a building, of one stair or of one zone of it, by place and name in natural order.

    Those in force; of a scenario that never was published, its latest draft. Superseded versions are left out.

    Raises:
        Missing: there is no such stair, no such zone, or there are no scenarios.
    """
    versions: dict[tuple[UUID, str], list[Scenario]] = {}
    for one in map(scenario_of, session.execute(shown().where(CEScenario.building_id == building_id))):
        if (not stair or folded(one.stair) == folded(stair)) and (not zone or folded(one.zone) == folded(zone)):
            versions.setdefault((one.zone_id, one.name), []).append(one)
    latest = [kept[-1] for kept in map(standing, versions.values()) if kept]
    if not latest:
        raise Missing(f"There is no scenario {_where(stair, zone)}.", _places(session, building_id))
    ordered = sorted(latest, key=lambda one: (natural_key(one.stair), natural_key(one.zone), natural_key(one.name)))
    return tuple(one.key for one in ordered)


class Scope(StrEnum):
    """How much around one scenario is printed."""

    ONE = "one"
    ZONE = "zone"
    STAIR = "stair"
    BUILDING = "building"


def sheets_around(session: Session, scenario_id: UUID, scope: Scope) -> tuple[SiteSheet, ...]:
    """The sheet of this version, or those in force in its zone, its stair or its building.

    Raises:
        Missing: there is no such scenario.
    """
    if scope is Scope.ONE:
        return sheets(session, [scenario_id])
    (one,) = _rows(session, CEScenario.scenario_id == scenario_id) or (None,)
    if one is None:
        raise Missing("There is no such scenario.", [str(scenario_id)])
    stair = one.scenario.stair if scope in (Scope.ZONE, Scope.STAIR) else ""
    zone = one.scenario.zone if scope is Scope.ZONE else ""
    return sheets(session, scenarios_of(session, one.row.building_id, stair, zone))


def _where(stair: str, zone: str) -> str:
    if zone:
        return f"in zone “{zone}” of stair “{stair}”" if stair else f"in a zone called “{zone}”"
    return f"of stair “{stair}”" if stair else "in this building"


def _places(session: Session, building_id: UUID) -> list[str]:
    """``Stair-A/Zone-3`` of every zone there is."""
    rows = session.execute(
        select(Stair.stair_name, Zone.zone_name)
        .join(Zone, Zone.stair_id == Stair.stair_id)
        .where(Stair.building_id == building_id)
    )
    return sorted((f"{stair}/{zone}" for stair, zone in rows), key=natural_key)


def _rows(session: Session, where: ColumnElement[bool]) -> list[_Found]:
    """Scenarios as values, each with its row and the name of its building."""
    rows = session.execute(shown().add_columns(Building.name).where(where).order_by(CEScenario.scenario_id))
    return [_Found(row[0], scenario_of(row[:6]), row[6]) for row in rows]


def _in_force(session: Session, buildings: set[UUID]) -> dict[tuple[UUID, str], InForce]:
    """The versions in force, by zone and name."""
    rows = session.execute(
        select(CEScenario.zone_id, CEScenario.scenario_name, CEScenario.version, CEScenario.published_at).where(
            CEScenario.building_id.in_(buildings), CEScenario.active
        )
    )
    return {(zone, name): InForce(version, at) for zone, name, version, at in rows}


def _sheet(found: _Found, in_force: dict[tuple[UUID, str], InForce]) -> SiteSheet:
    one = found.scenario
    known = in_force.get((one.zone_id, one.name))
    return SiteSheet(
        found.building,
        one,
        ended=found.row.superseded_at,
        in_force=known if known is not None and known.version != one.version else None,
        changed_at=found.row.updated_at,
    )


# --- what a code leads to --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scanned:
    """The scenario that a code on a sheet names."""

    scenario_id: UUID
    building_id: UUID
    building: str
    stair_id: UUID
    name: str
    place: str
    version: int
    said: str
    """What to know of the sheet: that it is a draft, that another version is in force; blank where it is current."""


def scanned(session: Session, text: str) -> Scanned | None:
    """The scenario of a code that was scanned or typed; None where ``text`` is no code, or none that is known."""
    code, short = read_code(text), read_short(text)
    if code is not None:
        asked = CEScenario.scenario_id == code.scenario_id
    elif short is not None:
        asked = cast(CEScenario.scenario_id, String).endswith(short)
    else:
        return None
    found = next(iter(_rows(session, asked)), None)
    if found is None:
        return None
    one, building_id = found.scenario, found.row.building_id
    said = _about_sheet(_sheet(found, _in_force(session, {building_id})), code)
    place = f"{one.place}, version {one.version}"
    return Scanned(one.key, building_id, found.building, one.stair_id, one.name, place, one.version, said)


def _about_sheet(sheet: SiteSheet, code: ScenarioCode | None) -> str:
    one, newer = sheet.scenario, sheet.in_force
    if newer is not None:
        return f"This sheet is version {one.version}; {sheet.words_of(newer)}."
    if one.state is ScenarioState.SUPERSEDED:
        return f"This sheet is version {one.version}; it is no longer in force, and no other version is."
    if code is not None and code.digest is not None and code.digest != sheet.code.digest:
        return "This sheet was printed before the scenario was changed; print it again."
    if one.state is ScenarioState.DRAFT:
        return f"This sheet is version {one.version}, a draft that is not published."
    return ""
