"""The trade's vocabularies: every value that a column, a file or a screen may hold by name.

Members are ``StrEnum``: the value is what the database stores. ``label`` is the word on screen.
Sources: the customer's document (tables 001–011) and the specification's pages 1 and 2.
"""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """One value of a vocabulary."""

    @property
    def label(self) -> str:
        """The words a person reads, e.g. ``all_closed`` → ``All doors closed``."""
        return LABELS.get(self, self.value.replace("_", " ").capitalize())

    @classmethod
    def values(cls) -> tuple[str, ...]:
        """All values in the order they are offered."""
        return tuple(member.value for member in cls)


class AustralianState(Word):
    NSW = "NSW"
    VIC = "VIC"
    QLD = "QLD"
    SA = "SA"
    WA = "WA"
    TAS = "TAS"
    NT = "NT"
    ACT = "ACT"


class Role(Word):
    ENGINEER = "engineer"
    SUPERVISOR = "supervisor"
    VIEWER = "viewer"
    ADMINISTRATOR = "administrator"


class Orientation(Word):
    NORTH = "North"
    SOUTH = "South"
    EAST = "East"
    WEST = "West"
    CENTRAL = "Central"
    NORTH_EAST = "North-East"
    NORTH_WEST = "North-West"
    SOUTH_EAST = "South-East"
    SOUTH_WEST = "South-West"


class StairType(Word):
    FIRE_ISOLATED = "fire_isolated"
    SMOKE_PROOF = "smoke_proof"
    PRESSURIZED = "pressurized"
    STANDARD = "standard"


class DoorType(Word):
    FIRE_RATED = "fire_rated"
    SMOKE_RATED = "smoke_rated"
    STANDARD = "standard"
    EMERGENCY_EXIT = "emergency_exit"


class DoorHand(Word):
    LEFT = "left"
    RIGHT = "right"
    DOUBLE = "double"


class EquipmentType(Word):
    FAN = "fan"
    DAMPER = "damper"
    PRESSURE_SENSOR = "pressure_sensor"
    CONTROL_PANEL = "control_panel"
    DETECTOR = "detector"
    ACTUATOR = "actuator"


class DoorConfiguration(Word):
    ALL_CLOSED = "all_closed"
    EVAC_DOORS_OPEN = "evac_doors_open"


class MeasurementPosition(Word):
    AT_HANDLE = "at_handle"
    AT_EDGE = "at_edge"


class Provenance(Word):
    """Where a baseline comes from (page 1, C9)."""

    COMMISSIONED = "commissioned"
    RECONSTRUCTED = "reconstructed"
    APPROVED_DESIGN = "approved_design"
    UNKNOWN = "unknown"


class BaselineKind(Word):
    PRESSURE = "pressure"
    VELOCITY = "velocity"
    DOOR_FORCE = "door_force"


class ScenarioType(Word):
    BASELINE_COMMISSIONING = "baseline_commissioning"
    SIX_MONTHLY = "six_monthly"
    ANNUAL = "annual"


class TriggerDeviceType(Word):
    SMOKE_DETECTOR = "smoke_detector"
    HEAT_DETECTOR = "heat_detector"
    MANUAL_CALL_POINT = "manual_call_point"
    TEST_SWITCH = "test_switch"
    DUCT_SMOKE_DETECTOR = "duct_smoke_detector"
    SPRINKLER_FLOW_SWITCH = "sprinkler_flow_switch"
    FAN_CONTROL_PANEL = "fan_control_panel"
    POWER_FAILURE = "power_failure"


class InterfaceType(Word):
    MANUAL_OVERRIDE = "manual_override"
    ALARM_COORDINATION = "alarm_coordination"
    SHUTDOWN_SEQUENCE = "shutdown_sequence"
    SPRINKLER_ACTIVATION = "sprinkler_activation"


class MeasurementType(Word):
    """The five of the source, then the four of page 1, C12."""

    PRESSURE_DIFFERENTIAL = "pressure_differential"
    AIR_VELOCITY = "air_velocity"
    DOOR_OPENING_FORCE = "door_opening_force"
    CAUSE_AND_EFFECT_LOGIC = "cause_and_effect_logic"
    INTERFACE_TEST = "interface_test"
    SOUND_PRESSURE_LEVEL = "sound_pressure_level"
    PRESSURE_RESTORATION_TIME = "pressure_restoration_time"
    DOOR_LATCHING = "door_latching"
    FAN_OPERATION = "fan_operation"


class Frequency(Word):
    MONTHLY = "monthly"
    THREE_MONTHLY = "three_monthly"
    SIX_MONTHLY = "six_monthly"
    ANNUAL = "annual"
    FIVE_YEARLY = "five_yearly"
    COMMISSIONING = "commissioning"


class SessionStatus(Word):
    DRAFT = "draft"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class SessionDeed(Word):
    """What can happen to a session, as its history records it."""

    CREATED = "created"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    REVISED = "revised"


class FaultDeed(Word):
    """What can happen to a fault, as its history records it."""

    DETECTED = "detected"
    CONFIRMED = "confirmed"
    STARTED = "started"
    REOPENED = "reopened"
    DEFERRED = "deferred"
    RESOLVED = "resolved"
    VOIDED = "voided"
    NOTIFIED = "notified"
    REMARKED = "remarked"


DEFAULT_RULE_SET = "AS 1851-2012"
"""The set that the seeded rules are of; a building that names no other is judged by it."""


class BatchKind(Word):
    """What an import brought."""

    BASELINE = "baseline"
    RESULTS = "results"
    REGISTRY = "registry"
    SCENARIOS = "scenarios"


class InstanceStatus(Word):
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    SKIPPED = "skipped"
    FAILED = "failed"


class Verdict(Word):
    """How a reading stands against its limits (page 2, decision rule)."""

    PASS = "pass"
    CONDITIONAL_PASS = "conditional_pass"
    CONDITIONAL_FAIL = "conditional_fail"
    FAIL = "fail"
    NOT_CHECKED = "not_checked"


class CheckResult(Word):
    PASS = "pass"
    FAIL = "fail"
    WARN = "warn"
    NOT_CHECKED = "not_checked"


class DecisionRule(Word):
    SIMPLE = "simple"
    GUARD_BANDED = "guard_banded"


class Severity(Word):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class DefectClassification(Word):
    CLASS_1A = "1A"
    CLASS_1B = "1B"
    CLASS_2 = "2"
    CLASS_3 = "3"

    @property
    def as1851_class(self) -> AS1851Class:
        """The class of AS 1851 that this code proposes (page 1, C15)."""
        return {
            DefectClassification.CLASS_1A: AS1851Class.CRITICAL_DEFECT,
            DefectClassification.CLASS_1B: AS1851Class.NON_CRITICAL_DEFECT,
            DefectClassification.CLASS_2: AS1851Class.NON_CRITICAL_DEFECT,
            DefectClassification.CLASS_3: AS1851Class.NON_CONFORMANCE,
        }[self]


class AS1851Class(Word):
    CRITICAL_DEFECT = "critical_defect"
    NON_CRITICAL_DEFECT = "non_critical_defect"
    NON_CONFORMANCE = "non_conformance"


class FaultStatus(Word):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    DEFERRED = "deferred"
    VOID = "void"


class EvidenceType(Word):
    PHOTO = "photo"
    VIDEO = "video"
    STRUCTURED_DATA = "structured_data"
    METADATA = "metadata"
    DOCUMENT = "document"


class InstrumentType(Word):
    MANOMETER = "manometer"
    ANEMOMETER = "anemometer"
    FORCE_GAUGE = "force_gauge"
    MULTIMETER = "multimeter"
    THERMOMETER = "thermometer"
    SOUND_LEVEL_METER = "sound_level_meter"


LABELS: dict[Word, str] = {
    DoorConfiguration.ALL_CLOSED: "All doors closed",
    DoorConfiguration.EVAC_DOORS_OPEN: "Evacuation doors open",
    MeasurementType.DOOR_OPENING_FORCE: "Door opening force",
    MeasurementType.CAUSE_AND_EFFECT_LOGIC: "Cause and effect",
    Frequency.SIX_MONTHLY: "Six-monthly",
    Frequency.THREE_MONTHLY: "Three-monthly",
    Frequency.FIVE_YEARLY: "Five-yearly",
    ScenarioType.SIX_MONTHLY: "Six-monthly",
    AS1851Class.NON_CRITICAL_DEFECT: "Non-critical defect",
    AS1851Class.NON_CONFORMANCE: "Non-conformance",
    StairType.FIRE_ISOLATED: "Fire-isolated",
    StairType.SMOKE_PROOF: "Smoke-proof",
    StairType.PRESSURIZED: "Pressurised",
    DoorType.FIRE_RATED: "Fire-rated",
    DoorType.SMOKE_RATED: "Smoke-rated",
    DecisionRule.GUARD_BANDED: "Guard-banded",
    Orientation.NORTH_EAST: "North-East",
    Orientation.NORTH_WEST: "North-West",
    Orientation.SOUTH_EAST: "South-East",
    Orientation.SOUTH_WEST: "South-West",
    **{state: state.value for state in AustralianState},
    **{code: code.value for code in DefectClassification},
}


def case_words(case: str | bool) -> str:
    """The case a baseline or a test is of, in a sentence: ``all doors closed``, ``fan running``, ``worst case …``."""
    if isinstance(case, bool):
        return "fan running" if case else "fan stopped"
    if case in DoorConfiguration.values():
        return DoorConfiguration(case).label.lower()
    return case.replace("_", " ")
