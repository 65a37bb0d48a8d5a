"""Test sessions: started from the expected tests, filled with readings, judged, submitted and approved."""

from firemode_desktop.services.testing.amending import Correction, amend
from firemode_desktop.services.testing.bench import instruments
from firemode_desktop.services.testing.completing import (
    Settled,
    accept,
    approve,
    blockers,
    cancel,
    retest,
    return_to_tester,
    settle,
    submit,
    waive,
)
from firemode_desktop.services.testing.conditions import conditions_of, set_conditions
from firemode_desktop.services.testing.physics import session_physics
from firemode_desktop.services.testing.rechecking import Recheck, validate_session
from firemode_desktop.services.testing.recording import EvidenceFile, Recorded, Result, record
from firemode_desktop.services.testing.showing import (
    Progress,
    SessionSummary,
    ShownSession,
    ShownTest,
    show,
    summaries,
)
from firemode_desktop.services.testing.starting import create_session

__all__ = [
    "Correction",
    "EvidenceFile",
    "Progress",
    "Recheck",
    "Recorded",
    "Result",
    "SessionSummary",
    "Settled",
    "ShownSession",
    "ShownTest",
    "accept",
    "amend",
    "approve",
    "blockers",
    "cancel",
    "conditions_of",
    "create_session",
    "instruments",
    "record",
    "retest",
    "return_to_tester",
    "session_physics",
    "set_conditions",
    "settle",
    "show",
    "submit",
    "summaries",
    "validate_session",
    "waive",
]
