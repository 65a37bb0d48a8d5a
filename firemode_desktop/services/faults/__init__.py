"""Faults: what was found, how bad it is and who says so, and what became of it.

``shown`` reads them, ``deeds`` does what is done with them and files it in their history, ``finding`` files one that no
test found, ``telling`` writes the notice to the owner, ``listing`` the file of them that goes out.
"""

from firemode_desktop.services.fault_events import history, opened
from firemode_desktop.services.faults.deeds import (
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
from firemode_desktop.services.faults.finding import FoundFault, StairPlaces, add, ids_of, place_named, places
from firemode_desktop.services.faults.shown import Retest, ShownFault, shown_faults
from firemode_desktop.services.faults.telling import notice_of, notice_of_session

__all__ = [
    "FoundFault",
    "Retest",
    "ShownFault",
    "StairPlaces",
    "add",
    "confirm",
    "defer",
    "history",
    "ids_of",
    "notice_of",
    "notice_of_session",
    "notified",
    "opened",
    "period_of",
    "place_named",
    "places",
    "remark",
    "reopen",
    "resolve",
    "retest",
    "shown_faults",
    "start",
    "void",
]
