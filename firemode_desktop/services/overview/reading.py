"""A finished test as the section shows it, with a correction in the place of what was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.section import Reading
from firemode_desktop.domain.standing import Measure, standing
from firemode_desktop.domain.verdict import deviation_pct
from firemode_desktop.models import ResultAmendment, TestInstance
from firemode_desktop.queries.testing import last_corrections

MEASURED = ("pressure_differential", "air_velocity", "door_opening_force")
SHOWN = (
    TestInstance.session_id,
    TestInstance.floor_id,
    TestInstance.measurement_type,
    TestInstance.door_configuration,
    TestInstance.door_scenario,
    TestInstance.pressurization_active,
    TestInstance.status,
    TestInstance.status_reason,
    TestInstance.is_compliant,
    TestInstance.verdict,
    TestInstance.measured_value_numeric,
    TestInstance.completed_at,
    TestInstance.min_threshold,
    TestInstance.max_threshold,
    TestInstance.unit,
    TestInstance.baseline_value,
    TestInstance.baseline_date,
    TestInstance.deviation_from_baseline_pct,
    TestInstance.fault_id,
)


def case_of(instance: TestInstance) -> str:
    """In what condition a test is carried out, as ``domain.section`` names it."""
    if instance.door_configuration is not None:
        return instance.door_configuration
    if instance.door_scenario is not None:
        return instance.door_scenario
    return "inactive" if instance.pressurization_active is False else "active"


@dataclass(frozen=True, slots=True)
class Correction:
    """What an amendment says in place of the recorded value; the record itself stays."""

    value: Decimal
    is_compliant: bool | None
    verdict: str | None


def corrections(session: Session, instance_ids: Sequence[UUID]) -> dict[UUID, Correction]:
    """The last correction of each of these tests that has one."""
    found = last_corrections(session, ResultAmendment.instance_id.in_(instance_ids))
    return {
        instance_id: Correction(Decimal(str(new["measured_value"])), new.get("is_compliant"), new.get("verdict"))
        for instance_id, new in found.items()
        if new.get("measured_value") is not None
    }


def reading_of(
    instance: TestInstance, session_name: str, place: str, zone: ZoneInfo, correction: Correction | None = None
) -> Reading:
    """A finished test as the section shows it, its time that of the building; a correction stands for the record."""
    measure = Measure.of(instance.measurement_type)
    assert measure is not None
    limits = Limits(instance.min_threshold, instance.max_threshold, instance.unit or measure.unit)
    value, compliant, verdict = instance.measured_value_numeric, instance.is_compliant, instance.verdict
    off = instance.deviation_from_baseline_pct
    if correction is not None:
        value, compliant, verdict = correction.value, correction.is_compliant, correction.verdict
        off = deviation_pct(value, instance.baseline_value)
    return Reading(
        instance_id=instance.instance_id,
        session_id=instance.session_id,
        session_name=session_name,
        measure=measure,
        case=case_of(instance),
        place=place,
        standing=standing(instance.status, compliant, verdict, value, limits),
        value=value,
        at=instance.completed_at and instance.completed_at.astimezone(zone),
        limits=limits,
        baseline=instance.baseline_value,
        baseline_date=instance.baseline_date,
        deviation_pct=off,
        fault_id=instance.fault_id,
        reason=instance.status_reason,
    )
