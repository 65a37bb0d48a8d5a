"""Workbooks that go out, as use cases: read what is on record, hand it to ``exports``, give back bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.running import RunTest
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.words import BaselineKind, InstanceStatus, MeasurementType, case_words
from firemode_desktop.exports.rejected import READ_FROM, RejectedRow, rejected_workbook
from firemode_desktop.exports.results import EffectLine, ResultLine
from firemode_desktop.exports.results import results_template as template_of
from firemode_desktop.exports.results import results_workbook as workbook_of
from firemode_desktop.exports.templates import Template
from firemode_desktop.exports.templates import baseline_template as baseline_template_of
from firemode_desktop.imports.baselines.plan import Plan
from firemode_desktop.imports.results import ResultsPlan
from firemode_desktop.imports.tables.refused import RefusedReading
from firemode_desktop.models import EvidenceRecord, Fault, TestInstance
from firemode_desktop.services.importing import survey
from firemode_desktop.services.testing.bench import Bench, load, stored_reading
from firemode_desktop.services.testing.running import read_in_words, tools

_NOT_CARRIED_OUT = (InstanceStatus.SKIPPED, InstanceStatus.FAILED)


def baseline_template(
    session: Session, building_id: UUID, today: date, *, kinds: Collection[BaselineKind] = (), blank: bool = False
) -> Template:
    """The baseline workbook of a building, one row a location, filled with what is on record unless ``blank``.

    ``kinds`` are the sheets that are wanted; none means all. Raises ``Missing``.
    """
    return baseline_template_of(survey(session, building_id, today), kinds=kinds, blank=blank)


def results_template(session: Session, session_id: UUID) -> bytes:
    """The results workbook of a session to fill in: one row a test in walking order, with what is on record already.

    Raises ``Missing``.
    """
    bench = load(session, session_id)
    evidence, before = _evidence(session, session_id), _read_before(session, bench)
    serials = _serials(session, bench)
    lines = (
        replace(
            _recorded(bench, instance, evidence, {}),
            effects=_steps(bench, instance),
            told=_told(bench, instance, before),
            serials=serials.get(instance.required_instrument_type, ()),
            done=instance.status == InstanceStatus.COMPLETED,
        )
        for instance in bench.instances
    )
    return template_of(lines, bench.visit.session_name or "")


def results_workbook(session: Session, session_id: UUID) -> bytes:
    """The results workbook of a session, with every reading and how it was judged. Raises ``Missing``."""
    bench = load(session, session_id)
    evidence = _evidence(session, session_id)
    faults = _faults(session, session_id)
    before = _read_before(session, bench)
    lines = [
        replace(_recorded(bench, instance, evidence, faults), told=_told(bench, instance, before))
        for instance in bench.instances
    ]
    return workbook_of(lines, bench.visit.session_name or "")


def rejected_rows(plan: Plan) -> bytes:
    """The readings that a plan refuses, in our own form whatever file they came from, with the error beside each.

    Put right there, the workbook can be imported as it is.
    """
    return _rejected(plan.refused)


def rejected_results(plan: ResultsPlan) -> bytes:
    """The rows of results that a plan refuses, with the error beside each; put right, they can be imported."""
    return _rejected(plan.refused)


def _rejected(refused: Iterable[RefusedReading]) -> bytes:
    return rejected_workbook(RejectedRow(one.form, {**one.cells, READ_FROM: one.where}, one.errors) for one in refused)


def _where(bench: Bench, instance: TestInstance) -> str:
    """``Stair-A, Level-8, all doors closed``."""
    test = bench.test(instance)
    case = test.door_configuration or test.door_scenario or test.scenario or test.interface_type or ""
    fan = "" if test.pressurization_active is None else test.pressurization_active
    parts = (test.stair, test.floor, test.door or test.doorway, case_words(case), case_words(fan))
    return ", ".join(part for part in parts if part)


def _told(bench: Bench, instance: TestInstance, before: Mapping[str, str]) -> dict[str, str]:
    """What stands in the grey columns of a test, in the words of the run view."""
    one = RunTest(instance.instance_id, bench.test(instance), InstanceStatus.PENDING, retest_of=instance.retest_of)
    return {
        "where": " · ".join(part for part in (one.where, one.door) if part),
        "what": one.what,
        "limits": one.limits,
        "baseline": one.baseline,
        "last_reading": before.get(instance.scoped_identifier, ""),
        "unit": instance.unit or "",
    }


def _steps(bench: Bench, instance: TestInstance) -> tuple[EffectLine, ...]:
    """The effects of a sequence: those that were seen, in their order, then the expected ones that were not."""
    steps = {step.step_order: step for step in bench.test(instance).expected_sequence}
    seen = []
    if instance.status == InstanceStatus.COMPLETED:
        seen = list(_reading(bench, instance)["effects"])
    noted = {effect.step_order for effect in seen}
    return (
        *(replace(effect, expected=_when(steps.get(effect.step_order))) for effect in seen),
        *(
            EffectLine(step.component_id, step.expected_action, step.step_order, expected=_when(step))
            for step in steps.values()
            if step.step_order not in noted
        ),
    )


def _when(step: Step | None) -> str:
    """``3 s ± 1 s``; ``must not happen within 10 s``."""
    if step is None:
        return ""
    if step.must_not:
        return f"must not happen within {plain(step.latest)} s"
    return f"{plain(step.expected_delay_seconds)} s ± {plain(step.tolerance_seconds)} s"


def _serials(session: Session, bench: Bench) -> dict[str | None, tuple[str, ...]]:
    """The serial numbers of the instruments that may be used, by type; under ``None`` all of them."""
    found: dict[str | None, list[str]] = {}
    for tool in tools(session, bench):
        serial = tool.instrument.serial_number
        for kind in dict.fromkeys((tool.instrument.instrument_type, None)):
            if serial and serial not in found.setdefault(kind, []):
                found[kind].append(serial)
    return {kind: tuple(serials) for kind, serials in found.items()}


_BEFORE = """
    SELECT DISTINCT ON (t.scoped_identifier) t.instance_id FROM test_instances t
    JOIN test_sessions v ON v.id = t.session_id AND v.status <> 'cancelled'
    WHERE t.building_id = :building AND t.session_id <> :session AND t.status = 'completed'
      AND t.scoped_identifier = ANY(:names)
    ORDER BY t.scoped_identifier, t.completed_at DESC"""


def _read_before(session: Session, bench: Bench) -> dict[str, str]:
    """What was read last at each test in an earlier session, by identifier."""
    names = [instance.scoped_identifier for instance in bench.instances]
    given = {"building": bench.visit.building_id, "session": bench.visit.id, "names": names}
    keys = list(session.scalars(text(_BEFORE), given))
    rows = session.scalars(select(TestInstance).where(TestInstance.instance_id.in_(keys)))
    return {row.scoped_identifier: read_in_words(row) for row in rows}


def _recorded(
    bench: Bench, instance: TestInstance, evidence: Mapping[UUID, list[str]], faults: Mapping[UUID, str]
) -> ResultLine:
    used = bench.instruments.get(instance.required_instrument_id) if instance.required_instrument_id else None
    told: dict[str, Any] = {}
    if instance.status == InstanceStatus.COMPLETED:
        if stored_reading(bench, instance).checklist:
            return _on_record_only(bench, instance, faults)
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


def _on_record_only(bench: Bench, instance: TestInstance, faults: Mapping[UUID, str]) -> ResultLine:
    """A fan gone through item by item: no cell of the sheet holds that, so its row stays blank and is left alone."""
    return ResultLine(
        instance.scoped_identifier,
        instance.measurement_type,
        _where(bench, instance),
        instance.unit,
        verdict=instance.verdict or "",
        fault=faults.get(instance.fault_id, "") if instance.fault_id else "",
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
