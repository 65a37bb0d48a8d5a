"""Cause and effect on record: the design of a building, its drafts, its versions, and what was observed of it.

Draft → published (frozen, signed by a name) → superseded. Nobody here commits: each function is the body of one
transaction of the caller's.
"""

from firemode_desktop.services.scenarios.desk import Desk, desk
from firemode_desktop.services.scenarios.drafts import discard, redraft, save
from firemode_desktop.services.scenarios.publishing import Published, publish, withdraw
from firemode_desktop.services.scenarios.showing import (
    Observation,
    observation,
    problems,
    scenarios,
)
from firemode_desktop.services.scenarios.versions import Touched, TouchedSession, Version, history, touched, withdrawn

__all__ = [
    "Desk",
    "Observation",
    "Published",
    "Touched",
    "TouchedSession",
    "Version",
    "desk",
    "discard",
    "history",
    "observation",
    "problems",
    "publish",
    "redraft",
    "save",
    "scenarios",
    "touched",
    "withdraw",
    "withdrawn",
]
