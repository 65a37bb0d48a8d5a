"""Every table as a class; methods are pure, and whatever reads the database is a function in ``queries``."""

from __future__ import annotations

from firemode_desktop.models.archives import BuildingArchive
from firemode_desktop.models.audit import AuditEntry, AuditHead, AuditLink
from firemode_desktop.models.base import Base
from firemode_desktop.models.baseline import (
    Baseline,
    BaselineAirVelocity,
    BaselineDoorForce,
    BaselinePressureDifferential,
    ImportBatch,
)
from firemode_desktop.models.checks import declare
from firemode_desktop.models.evidence import EvidenceRecord, EvidenceWaiver
from firemode_desktop.models.expected import TestInstanceTemplate
from firemode_desktop.models.fault import Fault, FaultEvent
from firemode_desktop.models.importing import ImportMapping
from firemode_desktop.models.instrument import CalibrationCertificate, Instrument
from firemode_desktop.models.papers import IssuedReport, SealedContent, SignedCopy
from firemode_desktop.models.people import BuildingLimit, BuildingRight, User
from firemode_desktop.models.planning import ArchetypeSetting, DesignSetpoint, DoorScenario, FrequencySetting
from firemode_desktop.models.scenario import CEScenario, InterfaceTestDefinition
from firemode_desktop.models.session import SessionEvent, TestSession
from firemode_desktop.models.site import Building, Door, Doorway, Floor, Stair
from firemode_desktop.models.standard import AS1851Rule
from firemode_desktop.models.testing import InstanceAttempt, ResultAmendment, TestInstance
from firemode_desktop.models.trends import ApprovedReading, LatestReading, ReadingExclusion, SessionChart
from firemode_desktop.models.zone import ControlEquipment, Zone

declare(Base.metadata)

__all__ = [
    "AS1851Rule",
    "ApprovedReading",
    "ArchetypeSetting",
    "AuditEntry",
    "AuditHead",
    "AuditLink",
    "Base",
    "Baseline",
    "BaselineAirVelocity",
    "BaselineDoorForce",
    "BaselinePressureDifferential",
    "Building",
    "BuildingArchive",
    "BuildingLimit",
    "BuildingRight",
    "CEScenario",
    "CalibrationCertificate",
    "ControlEquipment",
    "DesignSetpoint",
    "Door",
    "DoorScenario",
    "Doorway",
    "EvidenceRecord",
    "EvidenceWaiver",
    "Fault",
    "FaultEvent",
    "Floor",
    "FrequencySetting",
    "ImportBatch",
    "ImportMapping",
    "InstanceAttempt",
    "Instrument",
    "InterfaceTestDefinition",
    "IssuedReport",
    "LatestReading",
    "ReadingExclusion",
    "ResultAmendment",
    "SealedContent",
    "SessionChart",
    "SessionEvent",
    "SignedCopy",
    "Stair",
    "TestInstance",
    "TestInstanceTemplate",
    "TestSession",
    "User",
    "Zone",
]
