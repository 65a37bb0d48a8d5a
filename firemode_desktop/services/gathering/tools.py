"""What the readings of a session were judged by and taken with: rules and instruments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.models import AS1851Rule, CalibrationCertificate, Instrument
from firemode_desktop.reports.data import InstrumentFacts, RuleFacts
from firemode_desktop.services.gathering.files import scan_of
from firemode_desktop.services.gathering.rows import covers, grouped, limits_of, of_certificate
from firemode_desktop.services.testing.bench import Bench


def rules(session: Session, bench: Bench) -> tuple[RuleFacts, ...]:
    """The rules that the tests were made under, each with the number of readings it judged."""
    used = {instance.rule_id for instance in bench.instances if instance.rule_id}
    rows = session.scalars(select(AS1851Rule).where(AS1851Rule.rule_id.in_(used)))
    order = MeasurementType.values()
    in_order = sorted(rows, key=lambda rule: (order.index(rule.measurement_type), natural_key(rule.rule_code)))
    return tuple(_rule(rule, bench) for rule in in_order)


def _rule(rule: AS1851Rule, bench: Bench) -> RuleFacts:
    judged = [i for i in bench.instances if i.rule_id == rule.rule_id and i.is_compliant is not None]
    return RuleFacts(
        code=rule.rule_code,
        version=rule.version,
        measurement=MeasurementType(rule.measurement_type),
        limits=limits_of(rule),
        severity=rule.severity_if_fail,
        classification=rule.defect_classification,
        description=rule.description,
        source=rule.reference_standard,
        effective=rule.effective_date,
        tests=len(judged),
    )


def instruments(session: Session, bench: Bench, store: EvidenceFolder | None) -> tuple[InstrumentFacts, ...]:
    """The instruments that readings were taken with, and whether each day was covered."""
    used: dict[UUID, list[date]] = {}
    for instance in bench.instances:
        if instance.required_instrument_id and instance.completed_at:
            used.setdefault(instance.required_instrument_id, []).append(bench.local_day(instance.completed_at))
    certificates = select(CalibrationCertificate).where(CalibrationCertificate.instrument_id.in_(used))
    in_order = certificates.order_by(CalibrationCertificate.calibration_date, CalibrationCertificate.cert_number)
    papers = grouped(session.scalars(in_order), "instrument_id")
    rows = session.scalars(select(Instrument).where(Instrument.id.in_(used)))
    found = [_instrument(row, used[row.id], papers.get(row.id, []), store) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.kind or "", natural_key(each.serial_number))))


def _instrument(
    row: Instrument, days: Sequence[date], papers: Sequence[CalibrationCertificate], store: EvidenceFolder | None
) -> InstrumentFacts:
    """One instrument: the certificates that cover its days, else the latest one."""
    used = tuple(sorted(set(days)))
    covering = [paper for paper in papers if any(covers(paper, day) for day in used)]
    return InstrumentFacts(
        serial_number=row.serial_number or "without serial number",
        kind=row.instrument_type,
        manufacturer=row.manufacturer,
        model=row.model,
        accuracy=row.accuracy,
        range=Limits(row.range_min, row.range_max, row.unit or ""),
        certificates=tuple(of_certificate(paper, scan_of(paper, store)) for paper in covering or papers[-1:]),
        days=used,
        uncovered=tuple(day for day in used if not any(covers(paper, day) for paper in papers)),
        tests=len(days),
    )
