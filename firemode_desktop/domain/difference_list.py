"""A difference test by test, in words: what is added, what changes from what to what, what is retired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.difference import ORDER, Changed, Difference
from firemode_desktop.domain.words import MeasurementType

WORDS: Mapping[str, str] = {
    "scoped_identifier": "identifier",
    "measurement_type": "measurement",
    "archetype_id": "archetype",
    "sequence_order": "place in the walk",
    "min_threshold": "lower limit",
    "max_threshold": "upper limit",
    "baseline_value": "baseline",
    "baseline_date": "baseline of",
    "design_setpoint": "setpoint",
    "required_instrument_type": "instrument",
    "response_time_s": "response time",
    "rule_code": "rule",
    "descriptive_instructions": "instructions",
    "calibration_requirement": "calibration",
    "visual_asset_path": "drawing",
    "stair_id": "stair",
    "floor_id": "floor",
    "door_id": "door",
    "doorway_id": "doorway",
    "zone_id": "zone",
    "scenario_id": "scenario",
    "location_id": "location",
    "pressurization_active": "fan",
}
"""The columns whose words are not their names."""


class Fate(StrEnum):
    """What becomes of a test."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"

    @property
    def sign(self) -> str:
        """``+``, ``~`` or ``-``, as lists of changes on a terminal begin."""
        return {Fate.ADDED: "+", Fate.CHANGED: "~", Fate.RETIRED: "-"}[self]


@dataclass(frozen=True, slots=True)
class Line:
    """One test: its identifier, and for a changed one which columns go from what to what."""

    fate: Fate
    identifier: str
    measurement: str
    what: tuple[tuple[str, str, str], ...] = ()
    """Column in words, old and new; both blank where a text is too long to be told."""

    @property
    def text(self) -> str:
        """``lower limit 20 → 25; instructions changed``."""
        return "; ".join(f"{name} {old} → {new}" if old or new else f"{name} changed" for name, old, new in self.what)


def lines(found: Difference) -> tuple[Line, ...]:
    """What is added, changed and retired, in walking order; tests that only move in it have no line."""
    return tuple(
        line for _, line in sorted(_numbered(found), key=lambda pair: (pair[0], pair[1].identifier, pair[1].fate))
    )


def _numbered(found: Difference) -> Iterator[tuple[int, Line]]:
    for one in found.added:
        yield one.expected.sequence_order, _line(Fate.ADDED, one.columns)
    for change in found.changed:
        yield change.expected.sequence_order, _line(Fate.CHANGED, change.existing.columns, _what(change))
    for template in found.retired:
        yield template.columns.get(ORDER) or 0, _line(Fate.RETIRED, template.columns)


def _line(fate: Fate, columns: Mapping[str, Any], what: tuple[tuple[str, str, str], ...] = ()) -> Line:
    kind = str(columns["measurement_type"])
    name = MeasurementType(kind).label if kind in MeasurementType.values() else kind
    return Line(fate, str(columns["scoped_identifier"]), name, what)


def _what(change: Changed) -> tuple[tuple[str, str, str], ...]:
    told = {name: pair for name, pair in change.columns.items() if name != ORDER}
    return tuple((WORDS.get(name, name.replace("_", " ")), *_pair(name, *pair)) for name, pair in told.items())


def _pair(name: str, old: Any, new: Any) -> tuple[str, str]:
    if any(isinstance(value, dict | list) for value in (old, new)) or name.endswith(("_id", "_path")):
        return "", ""
    return _value(old), _value(new)


def _value(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "running" if value else "stopped"
    if isinstance(value, date):
        return show_date(value)
    return plain(value) if isinstance(value, Decimal) else str(value)
