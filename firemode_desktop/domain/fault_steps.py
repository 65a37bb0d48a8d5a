"""The life of a fault in steps: what was done or decided, when, by whom and why, each in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.words import FaultDeed, FaultStatus

DEED_OF_STATUS: Mapping[FaultStatus, FaultDeed] = {
    FaultStatus.IN_PROGRESS: FaultDeed.STARTED,
    FaultStatus.DEFERRED: FaultDeed.DEFERRED,
    FaultStatus.RESOLVED: FaultDeed.RESOLVED,
    FaultStatus.VOID: FaultDeed.VOIDED,
}
"""By which deed a fault came to be as it is."""

_HEADS: Mapping[FaultDeed, str] = {
    FaultDeed.DETECTED: "Found",
    FaultDeed.CONFIRMED: "Class confirmed",
    FaultDeed.STARTED: "Work begun",
    FaultDeed.REOPENED: "Open again",
    FaultDeed.DEFERRED: "Deferred",
    FaultDeed.RESOLVED: "Resolved",
    FaultDeed.VOIDED: "Declared void",
    FaultDeed.NOTIFIED: "Notice sent",
    FaultDeed.REMARKED: "Remark",
}


@dataclass(frozen=True, slots=True)
class FaultStep:
    """One step. ``details`` is what was set by it, JSON-ready; ``by`` a person's name where it is on record."""

    deed: FaultDeed
    at: datetime
    by: str | None = None
    note: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """``Class 1A confirmed``, ``Class changed from 1A to 1B``, ``Notice sent to the owner on 5 May 2026``."""
        if self.deed is FaultDeed.CONFIRMED:
            return _class_head(self.details)
        if self.deed is FaultDeed.DETECTED and self.details.get("proposed"):
            return f"Found, proposed class {self.details['proposed']}"
        if self.deed is FaultDeed.NOTIFIED:
            return f"Notice sent to {self.details['to']} on {_day(self.details['on'])}"
        return _HEADS[self.deed]

    @property
    def more(self) -> tuple[str, ...]:
        """What was set besides, a sentence each."""
        return tuple(part for part in (_answers(self.details), _due(self.details), _interim(self.details)) if part)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "event": self.deed.value,
            "at": self.at,
            "by": self.by,
            "note": self.note,
            "details": dict(self.details),
            "sentence": self.head,
        }


def _class_head(details: Mapping[str, Any]) -> str:
    now, before = details.get("class"), details.get("before")
    if now is None:
        return _HEADS[FaultDeed.CONFIRMED]
    return f"Class changed from {before} to {now}" if before and before != now else f"Class {now} confirmed"


def _answers(details: Mapping[str, Any]) -> str:
    """``Makes the system inoperable: yes. Likely to harm: no.``; nothing where neither was asked."""
    asked = (("Makes the system inoperable", "makes_inoperable"), ("Likely to harm", "likely_to_harm"))
    given = [(words, details[key]) for words, key in asked if details.get(key) is not None]
    return " ".join(f"{words}: {'yes' if answer else 'no'}." for words, answer in given)


def _due(details: Mapping[str, Any]) -> str:
    if not details.get("due"):
        return ""
    source = f" ({details['due_source']})" if details.get("due_source") else ""
    return f"Due {_day(details['due'])}{source}."


def _interim(details: Mapping[str, Any]) -> str:
    return f"Meanwhile: {details['interim']}" if details.get("interim") else ""


def _day(text: str) -> str:
    return show_date(date.fromisoformat(text))
