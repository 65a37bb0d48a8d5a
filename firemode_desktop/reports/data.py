"""All that a compliance report says, as frozen values: no row of a database, nothing that changes under it.

Times are aware and are printed in the building's time zone; numbers are the Decimals that were recorded, whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.outcome import Check
from firemode_desktop.domain.plausibility import PhysicsCheck
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.statements import Statement
from firemode_desktop.domain.words import (
    DecisionRule,
    EvidenceType,
    FaultStatus,
    InstanceStatus,
    MeasurementType,
    SessionStatus,
)
from firemode_desktop.reports.trend_data import TrendFacts


@dataclass(frozen=True, slots=True)
class Person:
    """A person by name, with the licence that was on record."""

    name: str
    licence: str | None = None

    def __str__(self) -> str:
        return f"{self.name} (licence {self.licence})" if self.licence else self.name


@dataclass(frozen=True, slots=True)
class BuildingFacts:
    """The building and its owner; ``timezone`` is an IANA name."""

    name: str
    timezone: str = "Australia/Sydney"
    address: tuple[str, ...] = ()
    building_class: str | None = None
    storeys: int | None = None
    owner_name: str | None = None
    owner_contact: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """The session: what was agreed, when it was done, who stands for it."""

    name: str
    frequency: str | None
    status: SessionStatus
    decision_rule: DecisionRule
    scheduled_for: date | None = None
    reviewed_at: datetime | None = None
    reviewed_by: Person | None = None
    review_note: str | None = None
    self_reviewed: bool = False
    lead: Person | None = None
    technicians: tuple[Person, ...] = ()
    content_sha256: str | None = None
    audit_head: str | None = None

    @property
    def approved(self) -> bool:
        """Whether the report is final; else it is a draft."""
        return self.status is SessionStatus.APPROVED


@dataclass(frozen=True, slots=True)
class FloorFacts:
    """A floor of a stair; ``height_m`` above ground."""

    level: str
    number: int
    height_m: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EquipmentFacts:
    """One piece of control equipment with what is known of it."""

    identifier: str
    kind: str
    manufacturer: str | None = None
    model: str | None = None
    serial_number: str | None = None
    zone: str | None = None
    installed: date | None = None
    specifications: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ZoneFacts:
    """A zone and the floors it covers (``Ground to Level-3``)."""

    name: str
    floors: str


@dataclass(frozen=True, slots=True)
class StairFacts:
    """A stair from the ground up: floors by number, zones and equipment in natural order."""

    name: str
    orientation: str | None = None
    kind: str | None = None
    bottom: str | None = None
    top: str | None = None
    design_standard: str | None = None
    floors: tuple[FloorFacts, ...] = ()
    zones: tuple[ZoneFacts, ...] = ()
    equipment: tuple[EquipmentFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """A rule in the version that was applied, with the source of its limits; ``tests`` is how many it judged."""

    code: str
    version: str
    measurement: MeasurementType
    limits: Limits
    severity: str
    classification: str
    description: str | None
    source: str | None
    effective: date | None
    tests: int


class Keeping(StrEnum):
    """What became of a file, as it was looked up in the evidence store."""

    UNCHANGED = "unchanged"
    ALTERED = "altered"
    MISSING = "missing"
    NOT_LOOKED_UP = "not looked up"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of the evidence store: its name, the hash (hex) it must have, its size in bytes and its media type.

    ``path`` is where it lies on this computer, set only where it is unchanged: no part of what the report says.
    """

    name: str
    sha256: str | None
    keeping: Keeping
    size_bytes: int | None = None
    mime_type: str | None = None
    path: Path | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """A file that belongs to a test: what it shows, when it was taken (``taken``) and by whom."""

    test: str
    kind: EvidenceType
    file: KeptFile
    taken: datetime
    by: Person | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A calibration certificate; ``expires`` is the first day on which it no longer holds."""

    number: str
    calibrated: date
    expires: date
    authority: str | None = None
    standard: str | None = None
    uncertainty: Decimal | None = None
    unit: str | None = None
    scan: KeptFile | None = None


@dataclass(frozen=True, slots=True)
class InstrumentFacts:
    """An instrument that was used: its certificates, and the days on which it was read.

    ``uncovered`` are the days without a valid certificate.
    """

    serial_number: str
    kind: str | None
    manufacturer: str | None
    model: str | None
    accuracy: str | None
    range: Limits
    certificates: tuple[CertificateFacts, ...]
    days: tuple[date, ...]
    uncovered: tuple[date, ...]
    tests: int


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A supervisor's word that a reading stands although its instrument failed a check."""

    by: Person | None
    at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """An earlier attempt that could not be carried out."""

    number: int
    outcome: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction beside the record: the field, what was recorded, what is right, and why. It is what counts."""

    field: str
    old: str
    new: str
    reason: str
    by: Person | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiver:
    """Mandatory evidence that a supervisor let be missing."""

    prompt: str
    reason: str
    by: Person | None


@dataclass(frozen=True, slots=True)
class TestFacts:
    """One test of the session, as its record stands. ``retest_of`` is the identifier of the test it repeats."""

    __test__ = False

    identifier: str
    measurement: MeasurementType
    stair: str
    status: InstanceStatus
    floor: FloorFacts | None = None
    door: str | None = None
    doorway: str | None = None
    doorway_size_m: tuple[Decimal, Decimal] | None = None
    zone: str | None = None
    scenario: str | None = None
    trigger: str | None = None
    interface_type: str | None = None
    location_id: str | None = None
    door_configuration: str | None = None
    door_scenario: str | None = None
    pressurization_active: bool | None = None
    limits: Limits = Limits()  # noqa: RUF009  frozen
    baseline: Decimal | None = None
    expected_sequence: tuple[Step, ...] = ()
    expected_result: str | None = None
    response_time_s: int | None = None
    value: Decimal | None = None
    grid: Grid | None = None
    observed: tuple[ObservedEffect, ...] | None = None
    is_compliant: bool | None = None
    verdict: str | None = None
    deviation_pct: Decimal | None = None
    checks: tuple[Check, ...] = ()
    rule: str | None = None
    rule_version: str | None = None
    instrument: str | None = None
    acceptance: Acceptance | None = None
    measured_at: datetime | None = None
    technician: Person | None = None
    reason: str | None = None
    notes: str | None = None
    fault: str | None = None
    evidence: int = 0
    retest_of: str | None = None
    attempts: tuple[Attempt, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    instructions: tuple[str, ...] = ()
    """How it was to be done, step by step, as the record of this test asks for it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice of a fault that was sent: to whom, on which day, by whom."""

    to: str
    on: date
    by: Person | None = None


@dataclass(frozen=True, slots=True)
class RetestFacts:
    """A later test of what failed; ``is_compliant`` None: still to be done, or not judged."""

    identifier: str
    is_compliant: bool | None


@dataclass(frozen=True, slots=True)
class FaultFacts:
    """A fault of the session: what was found, how it is classed and by whom, what is to be done until when."""

    number: str
    severity: str
    classification: str | None
    proposed: str | None
    as1851_class: str | None
    location: str
    description: str
    action: str | None
    due: date | None
    status: FaultStatus
    detected_at: datetime
    confirmed_by: Person | None = None
    confirmed_at: datetime | None = None
    confirmed_why: str | None = None
    rule: str | None = None
    resolved_at: datetime | None = None
    resolved_by: Person | None = None
    resolution: str | None = None
    identifier: str | None = None
    due_source: str | None = None
    notice_by: datetime | None = None
    interim: str | None = None
    notices: tuple[Notice, ...] = ()
    retests: tuple[RetestFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Replaced:
    """The revision that was issued before: its number, its seal, when it was issued, and what happened since."""

    revision: int
    seal: str
    issued_at: datetime
    since: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportData:
    """The whole report. ``dated`` is the latest time on record, never the time of printing."""

    number: str
    revision: int
    building: BuildingFacts
    visit: Visit
    dated: datetime
    stairs: tuple[StairFacts, ...] = ()
    rules: tuple[RuleFacts, ...] = ()
    instruments: tuple[InstrumentFacts, ...] = ()
    tests: tuple[TestFacts, ...] = ()
    faults: tuple[FaultFacts, ...] = ()
    contractor: str | None = None
    drift_limit_pct: Decimal = Decimal(20)
    conditions: Mapping[str, Decimal] = field(default_factory=dict)
    """What the day was like, by the keys of ``domain.conditions``."""
    physics: tuple[PhysicsCheck, ...] = ()
    trends: TrendFacts = TrendFacts()  # noqa: RUF009  frozen
    replaces: Replaced | None = None
    evidence: tuple[EvidenceFacts, ...] = ()
    store_at_hand: bool = False
    """Whether the evidence store was there to look files up in."""
    next_visit: date | None = None
    """The day on which tests of this frequency fall due next; None where none is known."""
    anchor: date | None = None
    """The day of the year from which the building's annual tests are counted."""
    statement: Statement | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The building's time zone."""
        return ZoneInfo(self.building.timezone)

    @property
    def draft(self) -> bool:
        """Whether the session has not been approved: a watermark on every page, and no seal."""
        return not self.visit.approved
