"""Faults: what was found, how bad it is and who says so, and what became of it.

``shown`` reads them, ``deeds`` does what is done with them and files it in their history, ``telling`` writes the notice
of them to the owner.
"""

from firemode_desktop.services.fault_events import history, opened
from firemode_desktop.services.faults.deeds import (
    FoundFault,
    add,
    confirm,
    defer,
    notified,
    period_of,
    remark,
    reopen,
    resolve,
    retest,
    start,
    void,
)
from firemode_desktop.services.faults.shown import Retest, ShownFault, shown_faults
from firemode_desktop.services.faults.telling import notice_of, notice_of_session

__all__ = [
    "FoundFault",
    "Retest",
    "ShownFault",
    "add",
    "confirm",
    "defer",
    "history",
    "notice_of",
    "notice_of_session",
    "notified",
    "opened",
    "period_of",
    "remark",
    "reopen",
    "resolve",
    "retest",
    "shown_faults",
    "start",
    "void",
]
