"""The workbench of a session: its tests with the names, rules and instruments that a verdict needs.

Loaded in a fixed number of statements, whatever the number of tests, and translated into the plain values that
``domain.verdict`` judges.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain import conditions, observed, reading, sequence
from firemode_desktop.domain.amendments import Amendment, Given, brought, corrected, in_order
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.words import InstanceStatus, MeasurementType
from firemode_desktop.models import (
    AS1851Rule,
    BaselinePressureDifferential,
    Building,
    CalibrationCertificate,
    CEScenario,
    Door,
    Doorway,
    Floor,
    Instrument,
    ResultAmendment,
    Stair,
    TestInstance,
    TestSession,
    Zone,
)

BaselineOf = tuple[UUID | None, str | None, date | None, Decimal | None]
"""Floor, door configuration, day and pressure (Pa) of a baseline; baselines are never rewritten."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a building's places by id."""

    by_id: Mapping[UUID, str]

    def of(self, place_id: UUID | None) -> str | None:
        """The name, or ``None`` for no place."""
        return None if place_id is None else self.by_id.get(place_id)


@dataclass(frozen=True)
class Bench:
    """One session with everything needed to judge its readings."""

    visit: TestSession
    building: Building
    instances: tuple[TestInstance, ...]
    names: Names
    rules: Mapping[UUID, reading.Rule]
    instruments: Mapping[UUID, reading.Instrument]
    baseline_conditions: Mapping[BaselineOf, Mapping[str, Decimal]] = field(default_factory=dict)
    amendments: Mapping[UUID, Sequence[ResultAmendment]] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The building's time zone: it decides on which day something was measured."""
        return ZoneInfo(self.building.timezone)

    @property
    def day(self) -> date | None:
        """The day the session is planned for."""
        return self.visit.scheduled_for

    @property
    def conditions(self) -> dict[str, Decimal]:
        """The conditions of the visit."""
        return conditions.recorded(self.visit.environmental_conditions)

    @property
    def superseded(self) -> frozenset[UUID]:
        """The tests that a completed retest stands in for."""
        done = (one for one in self.instances if one.status == InstanceStatus.COMPLETED)
        return frozenset(one.retest_of for one in done if one.retest_of is not None)

    def by_identifier(self) -> dict[str, TestInstance]:
        """Tests by their scoped identifier."""
        return {instance.scoped_identifier: instance for instance in self.instances}

    def test(self, instance: TestInstance) -> reading.Test:
        """The test as a plain value."""
        name = self.names.of
        return reading.Test(
            measurement_type=instance.measurement_type,
            stair=name(instance.stair_id) or "",
            identifier=instance.scoped_identifier,
            floor=name(instance.floor_id),
            door=name(instance.door_id),
            doorway=name(instance.doorway_id),
            zone=name(instance.zone_id),
            scenario=name(instance.scenario_id),
            door_configuration=instance.door_configuration,
            door_scenario=instance.door_scenario,
            pressurization_active=instance.pressurization_active,
            interface_type=instance.interface_type,
            location_id=instance.location_id,
            min_threshold=instance.min_threshold,
            max_threshold=instance.max_threshold,
            unit=instance.unit,
            baseline_value=instance.baseline_value,
            baseline_date=instance.baseline_date,
            baseline_conditions=self.baseline_conditions.get(_baseline_of(instance), {}),
            design_setpoint=instance.design_setpoint,
            required_instrument_type=instance.required_instrument_type,
            expected_sequence=sequence.parse(instance.expected_sequence) if instance.expected_sequence else (),
            expected_result=instance.expected_result,
            response_time_s=instance.response_time_s,
            checklist=checklist(instance),
            instrument_accepted=instance.instrument_accepted_at is not None,
        )

    def context(self, instance: TestInstance, instrument_id: UUID | None) -> reading.Context:
        """What a reading of this test is judged by."""
        return reading.Context(
            rule=self.rules.get(instance.rule_id) if instance.rule_id else None,
            instrument=self.instruments.get(instrument_id) if instrument_id else None,
            decision_rule=self.visit.decision_rule,
            drift_limit_pct=self.building.drift_limit_pct,
        )

    def corrections(self, instance: TestInstance) -> tuple[Amendment, ...]:
        """The corrections beside a recorded result, the first first."""
        return corrections(instance, self.amendments.get(instance.instance_id, ()))

    def stands(self, instance: TestInstance) -> Given:
        """The result that counts: as it was recorded, or as it was corrected last."""
        made = self.corrections(instance)
        return made[-1].given if made else recorded(instance)

    def local_day(self, at: datetime) -> date:
        """The day of a moment on site."""
        return at.astimezone(self.zone).date()


def load(session: Session, session_id: UUID, *, lock: bool = False, only: Collection[str] | None = None) -> Bench:
    """The session's workbench; with ``lock`` nobody else writes results to it until this transaction ends.

    ``only`` names the tests that are wanted, where not all are: one reading does not load a whole session.

    Raises:
        Missing: there is no such session.
    """
    wanted = select(TestSession).where(TestSession.id == session_id)
    visit = session.scalar(wanted.with_for_update() if lock else wanted)
    if visit is None:
        raise Missing("There is no such session.", [str(session_id)])
    ours = select(TestInstance).where(TestInstance.session_id == session_id)
    ours = ours if only is None else ours.where(TestInstance.scoped_identifier.in_(only))
    instances = session.scalars(
        ours.order_by(TestInstance.sequence_order, TestInstance.attempt, TestInstance.scoped_identifier)
    )
    return Bench(
        visit=visit,
        building=session.get_one(Building, visit.building_id),
        instances=tuple(instances),
        names=names(session, visit.building_id),
        rules={rule.rule_id: as_rule(rule) for rule in session.scalars(select(AS1851Rule))},
        instruments=instruments(session),
        baseline_conditions=_baseline_conditions(session, visit.building_id),
        amendments=_amendments(session, session_id),
    )


def _amendments(session: Session, session_id: UUID) -> dict[UUID, list[ResultAmendment]]:
    """The corrections of each test of a session."""
    rows = (
        select(ResultAmendment)
        .join(TestInstance, TestInstance.instance_id == ResultAmendment.instance_id)
        .where(TestInstance.session_id == session_id)
    )
    found: dict[UUID, list[ResultAmendment]] = {}
    for row in session.scalars(rows):
        found.setdefault(row.instance_id, []).append(row)
    return found


def _baseline_of(instance: TestInstance) -> BaselineOf:
    return instance.floor_id, instance.door_configuration, instance.baseline_date, instance.baseline_value


def _baseline_conditions(session: Session, building_id: UUID) -> dict[BaselineOf, Mapping[str, Decimal]]:
    """What it was like when the pressures of a building were commissioned, where that is on record."""
    table = BaselinePressureDifferential
    rows = session.execute(
        select(
            table.floor_id,
            table.door_configuration,
            table.commissioned_date,
            table.pressure_pa,
            table.environmental_conditions,
        )
        .where(table.building_id == building_id, table.environmental_conditions.is_not(None))
        .order_by(table.recorded_at, table.baseline_id)
    )
    return {(row[0], row[1], row[2], row[3]): _numbers(row[4]) for row in rows}


def _numbers(held: Mapping[str, Any]) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in held.items() if isinstance(value, (int, Decimal))}


def names(session: Session, building_id: UUID) -> Names:
    """Names of stairs, floors, doors, doorways, zones and scenarios of a building."""
    pairs = (
        (Stair, Stair.stair_id, Stair.stair_name),
        (Floor, Floor.floor_id, Floor.floor_level),
        (Door, Door.door_id, Door.door_identifier),
        (Doorway, Doorway.doorway_id, Doorway.doorway_identifier),
        (Zone, Zone.zone_id, Zone.zone_name),
        (CEScenario, CEScenario.scenario_id, CEScenario.scenario_name),
    )
    found: dict[UUID, str] = {}
    for table, key, name in pairs:
        found.update(
            (row[0], row[1]) for row in session.execute(select(key, name).where(table.building_id == building_id))
        )
    return Names(found)


def as_rule(rule: AS1851Rule) -> reading.Rule:
    """A rule as a plain value."""
    return reading.Rule(
        rule_code=rule.rule_code,
        version=rule.version,
        measurement_type=rule.measurement_type,
        severity_if_fail=rule.severity_if_fail,
        defect_classification=rule.defect_classification,
        min_threshold=rule.min_threshold,
        max_threshold=rule.max_threshold,
        unit=rule.unit,
        reference_standard=rule.reference_standard,
        effective_date=rule.effective_date,
        superseded_date=rule.superseded_date,
        active=rule.active,
        rule_id=rule.rule_id,
    )


def instruments(session: Session) -> dict[UUID, reading.Instrument]:
    """All instruments with their certificates, as plain values by id."""
    certificates: dict[UUID, list[reading.Certificate]] = {}
    for row in session.scalars(select(CalibrationCertificate)):
        certificates.setdefault(row.instrument_id, []).append(
            reading.Certificate(
                row.cert_number,
                row.calibration_date,
                row.expiry_date,
                row.expanded_uncertainty,
                row.uncertainty_unit,
            )
        )
    return {
        row.id: reading.Instrument(
            serial_number=row.serial_number or "",
            instrument_type=row.instrument_type,
            range_min=row.range_min,
            range_max=row.range_max,
            unit=row.unit,
            certificates=tuple(certificates.get(row.id, ())),
        )
        for row in session.scalars(select(Instrument))
    }


def checklist(instance: TestInstance) -> tuple[str, ...]:
    """The items that are looked at: the lines of a checklist's instructions that are marked as checks."""
    if instance.measurement_type != MeasurementType.FAN_OPERATION:
        return ()
    return tuple(
        str(line.get("instruction", "")) for line in instance.descriptive_instructions or () if line.get("check")
    )


def stored_text(taken: reading.Reading) -> str | None:
    """What ``measured_value_text`` keeps as JSON: points, observed effects, or what was answered, item by item."""
    answered: dict[str, Any] = {}
    if taken.result_observed is not None:
        answered["result_observed"] = taken.result_observed
    if taken.checklist:
        answered["checklist"] = [{"text": item.text, "in_order": item.in_order} for item in taken.checklist]
    return json.dumps(answered, ensure_ascii=False) if answered else taken.measured_text


def recorded(instance: TestInstance) -> Given:
    """The result as it was recorded."""
    return Given(**{one.name: getattr(instance, one.name) for one in fields(Given)})


def corrections(instance: TestInstance, rows: Sequence[ResultAmendment]) -> tuple[Amendment, ...]:
    """Rows of corrections of one test, in the order they were made; each with the result that stood from then on."""
    told = [brought(row.new_value) for row in rows]
    given, made = recorded(instance), []
    for place in in_order(zip((row.recorded_at for row in rows), told, strict=True)):
        row, new = rows[place], told[place]
        given = corrected(given, row.field, new)
        words = new.get("words", new.get("measured_value", new.get("notes")))
        old_and_new = (_words(row.old_value), _words(words))
        made.append(Amendment(row.field, *old_and_new, row.reason, row.amended_by, row.recorded_at, given))
    return tuple(made)


def _words(value: object) -> str:
    return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


def stored_reading(bench: Bench, instance: TestInstance, given: Given | None = None) -> reading.Reading:
    """The reading of a completed test from the record alone, or the one that a correction has given it."""
    day = bench.local_day(instance.completed_at) if instance.completed_at else bench.day
    assert day is not None, "a completed test has the time it was completed"
    return read_back(given or instance, day)


def read_back(instance: TestInstance | Given, day: date) -> reading.Reading:
    """What a completed test was given on ``day``, from its own columns."""
    told = instance.measured_value_text
    parts: dict[str, Any] = {"value": instance.measured_value_numeric}
    if told and instance.measurement_type == MeasurementType.AIR_VELOCITY:
        parts = {"grid": Grid.from_text(told)}
    elif told and instance.measurement_type == MeasurementType.CAUSE_AND_EFFECT_LOGIC:
        parts = {"observed": observed.from_text(told)}
    elif told:
        answered = json.loads(told)
        items = answered.get("checklist", ())
        parts["result_observed"] = answered.get("result_observed")
        parts["checklist"] = tuple(reading.ChecklistItem(item["text"], item["in_order"]) for item in items)
    return reading.Reading(day=day, environment=dict(instance.environmental_conditions or {}), **parts)


def ids(instances: Iterable[TestInstance]) -> list[UUID]:
    """Their ids."""
    return [instance.instance_id for instance in instances]
