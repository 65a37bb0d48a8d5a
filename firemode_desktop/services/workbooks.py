"""Workbooks that go out, as use cases: read what is on record, hand it to ``exports``, give back bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.words import BaselineKind, InstanceStatus, MeasurementType, case_words
from firemode_desktop.exports.rejected import READ_FROM, RejectedRow, rejected_workbook
from firemode_desktop.exports.results import EffectLine, ResultLine
from firemode_desktop.exports.results import results_template as template_of
from firemode_desktop.exports.results import results_workbook as workbook_of
from firemode_desktop.exports.templates import Template
from firemode_desktop.exports.templates import baseline_template as baseline_template_of
from firemode_desktop.imports.baselines.plan import Plan
from firemode_desktop.models import EvidenceRecord, Fault, TestInstance
from firemode_desktop.services.importing import survey
from firemode_desktop.services.testing.bench import Bench, load, stored_reading

_TO_DO = (InstanceStatus.PENDING, InstanceStatus.IN_PROGRESS, InstanceStatus.FAILED)
_NOT_CARRIED_OUT = (InstanceStatus.SKIPPED, InstanceStatus.FAILED)


def baseline_template(
    session: Session, building_id: UUID, today: date, *, kinds: Collection[BaselineKind] = (), blank: bool = False
) -> Template:
    """The baseline workbook of a building, one row a location, filled with what is on record unless ``blank``.

    ``kinds`` are the sheets that are wanted; none means all. Raises ``Missing``.
    """
    return baseline_template_of(survey(session, building_id, today), kinds=kinds, blank=blank)


def results_template(session: Session, session_id: UUID) -> bytes:
    """The results workbook of a session to fill in: one row a test that is still to be done. Raises ``Missing``."""
    bench = load(session, session_id)
    to_do = (_expected(bench, instance) for instance in bench.instances if instance.status in _TO_DO)
    return template_of(to_do, bench.visit.session_name or "")


def results_workbook(session: Session, session_id: UUID) -> bytes:
    """The results workbook of a session, with every reading and how it was judged. Raises ``Missing``."""
    bench = load(session, session_id)
    evidence = _evidence(session, session_id)
    faults = _faults(session, session_id)
    lines = [_recorded(bench, instance, evidence, faults) for instance in bench.instances]
    return workbook_of(lines, bench.visit.session_name or "")


def rejected_rows(plan: Plan) -> bytes:
    """The readings that a plan refuses, in our own form whatever file they came from, with the error beside each.

    Put right there, the workbook can be imported as it is.
    """
    return rejected_workbook(
        RejectedRow(one.form, {**one.cells, READ_FROM: one.where}, one.errors) for one in plan.refused
    )


def _where(bench: Bench, instance: TestInstance) -> str:
    """``Stair-A, Level-8, all doors closed``."""
    test = bench.test(instance)
    case = test.door_configuration or test.door_scenario or test.scenario or test.interface_type or ""
    fan = "" if test.pressurization_active is None else test.pressurization_active
    parts = (test.stair, test.floor, test.door or test.doorway, case_words(case), case_words(fan))
    return ", ".join(part for part in parts if part)


def _expected(bench: Bench, instance: TestInstance) -> ResultLine:
    steps = bench.test(instance).expected_sequence
    effects = tuple(
        EffectLine(step.component_id, step.expected_action, step.step_order) for step in steps if not step.must_not
    )
    return ResultLine(instance.scoped_identifier, instance.measurement_type, effects=effects)


def _recorded(
    bench: Bench, instance: TestInstance, evidence: Mapping[UUID, list[str]], faults: Mapping[UUID, str]
) -> ResultLine:
    used = bench.instruments.get(instance.required_instrument_id) if instance.required_instrument_id else None
    told: dict[str, Any] = {}
    if instance.status == InstanceStatus.COMPLETED:
        told = _reading(bench, instance)
    elif instance.status in _NOT_CARRIED_OUT:
        told = {"status": instance.status, "notes": instance.status_reason}
    return ResultLine(
        instance.scoped_identifier,
        instance.measurement_type,
        _where(bench, instance),
        instance.unit,
        instrument_serial=used.serial_number if used else None,
        evidence=tuple(evidence.get(instance.instance_id, ())),
        min_threshold=instance.min_threshold,
        max_threshold=instance.max_threshold,
        baseline_value=instance.baseline_value,
        deviation_pct=instance.deviation_from_baseline_pct,
        verdict=instance.verdict or "",
        fault=faults.get(instance.fault_id, "") if instance.fault_id else "",
        **told,
    )


def _reading(bench: Bench, instance: TestInstance) -> dict[str, Any]:
    """What a completed test was given."""
    taken = stored_reading(bench, instance)
    sequence = instance.measurement_type == MeasurementType.CAUSE_AND_EFFECT_LOGIC
    seen = taken.observed or ()
    return {
        "value": instance.measured_value_numeric,
        "points": () if taken.grid is None else taken.grid.values,
        # A sequence of which nothing was seen is written as "no".
        "result_observed": (False if not seen else None) if sequence else taken.result_observed,
        "effects": tuple(EffectLine(e.component_id, e.action, e.step_order, e.delay_seconds) for e in seen),
        "measured_at": None if instance.completed_at is None else _on_site(bench, instance.completed_at),
        "environment": _numbers(taken.environment),
        "notes": instance.notes,
    }


def _on_site(bench: Bench, at: datetime) -> datetime | str:
    """The time of the site; as text with its offset where a cell of a spreadsheet would not hold it exactly."""
    local = at.astimezone(bench.zone)
    naive = local.replace(tzinfo=None)
    exact = not local.microsecond and naive.replace(tzinfo=bench.zone).timestamp() == at.timestamp()
    return naive if exact else local.isoformat()


def _numbers(environment: Mapping[str, Any]) -> dict[str, Decimal]:
    names = ("temp_out_c", "temp_stair_c", "wind_ms")
    return {name: Decimal(str(environment[name])) for name in names if environment.get(name) is not None}


def _evidence(session: Session, session_id: UUID) -> dict[UUID, list[str]]:
    """The names with which evidence came in, by test."""
    found: dict[UUID, list[str]] = {}
    query = select(EvidenceRecord.instance_id, EvidenceRecord.original_name).where(
        EvidenceRecord.session_id == session_id, EvidenceRecord.original_name.is_not(None)
    )
    for instance_id, name in session.execute(query.order_by(EvidenceRecord.recorded_at, EvidenceRecord.evidence_id)):
        found.setdefault(instance_id, []).append(name or "")
    return found


def _faults(session: Session, session_id: UUID) -> dict[UUID, str]:
    rows = session.execute(select(Fault.id, Fault.description).where(Fault.test_session_id == session_id))
    return {key: description or "" for key, description in rows}
