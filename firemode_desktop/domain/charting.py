"""What a chart is asked to show: a value that is remembered, put into a report, and read back years later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.standing import Measure


class ChartKind(StrEnum):
    """The charts of the workspace *Trends*, in their order."""

    TIME = "time"
    PROFILE = "profile"
    FLOORS = "floors"
    DOORWAYS = "doorways"
    FORCES = "forces"
    DELAYS = "delays"
    FAULTS = "faults"
    CALIBRATION = "calibration"
    PORTFOLIO = "portfolio"

    @property
    def label(self) -> str:
        """What the chart is called."""
        return _LABELS[self]

    @property
    def purpose(self) -> str:
        """What it is looked at for, in a few words."""
        return _PURPOSES[self]

    @property
    def settings(self) -> frozenset[str]:
        """Which settings of ``Asked`` mean something to it."""
        return _SETTINGS[self]

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What ``Asked.by`` may be, with its words; the first is what the chart shows by itself."""
        return _CHOICES.get(self, ())


_LABELS = {
    ChartKind.TIME: "Readings over time",
    ChartKind.PROFILE: "Pressure over height",
    ChartKind.FLOORS: "Floors and sessions",
    ChartKind.DOORWAYS: "Doorway velocities",
    ChartKind.FORCES: "Door forces",
    ChartKind.DELAYS: "Cause-and-effect delays",
    ChartKind.FAULTS: "Faults by class",
    ChartKind.CALIBRATION: "Calibration",
    ChartKind.PORTFOLIO: "All buildings",
}


_PURPOSES = {
    ChartKind.TIME: "One location, or several side by side: does it drift, and when would it meet its limit?",
    ChartKind.PROFILE: "The latest pressures of a stair from the bottom to the top, against baseline and stack effect.",
    ChartKind.FLOORS: "Every floor in every session: where and when did something change?",
    ChartKind.DOORWAYS: "The nine points of each doorway, and how they changed.",
    ChartKind.FORCES: "Door forces over pressure: is it the pressure or the closer?",
    ChartKind.DELAYS: "How late each effect of a scenario came, session by session.",
    ChartKind.FAULTS: "How many faults of which class were found and closed.",
    ChartKind.CALIBRATION: "Which instrument was in calibration when, and on which days it was used.",
    ChartKind.PORTFOLIO: "Of all buildings: what is nearest to its limit, and what gets there first.",
}
_SETTINGS = {
    ChartKind.TIME: frozenset({"places", "by", "control_limits", "equal_temperatures", "since", "until"}),
    ChartKind.PROFILE: frozenset({"stair_id"}),
    ChartKind.FLOORS: frozenset({"stair_id", "measure", "case"}),
    ChartKind.DOORWAYS: frozenset({"stair_id", "by"}),
    ChartKind.FORCES: frozenset({"stair_id"}),
    ChartKind.DELAYS: frozenset({"scenario", "since", "until"}),
    ChartKind.FAULTS: frozenset({"by"}),
    ChartKind.CALIBRATION: frozenset({"since", "until"}),
    ChartKind.PORTFOLIO: frozenset({"by"}),
}
_CHOICES = {
    ChartKind.TIME: (("", "Alone"), ("floors", "Floors"), ("stairs", "Stairs"), ("buildings", "Buildings")),
    ChartKind.DOORWAYS: (("latest", "Latest"), ("change", "Change")),
    ChartKind.FAULTS: (("class", "By class"), ("age", "How long open")),
    ChartKind.PORTFOLIO: (("margin", "Nearest"), ("worsening", "Worsening"), ("meets", "Meets limit first")),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One chart and its settings; what is left out is what the chart shows by itself.

    ``case`` is a door configuration, a door scenario, or ``active``/``inactive``. ``places`` are those of
    ``latest_readings``: the first is the one in question, the others are compared with it. ``by`` is a choice of the
    chart's own (``latest`` or ``change`` of the doorways, ``margin`` or ``worsening`` of the portfolio …).
    """

    kind: ChartKind
    building_id: UUID | None = None
    stair_id: UUID | None = None
    measure: Measure = Measure.PRESSURE
    case: str = ""
    places: tuple[UUID, ...] = ()
    scenario: str = ""
    since: date | None = None
    until: date | None = None
    equal_temperatures: bool = False
    control_limits: bool = True
    by: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON-ready, without what was left out."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        usual = {field.name: field.default for field in fields(self)}
        return {name: _written(value) for name, value in found.items() if name == "kind" or value != usual[name]}

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Asked:
        """The settings as they were written. Raises ``Invalid`` where they are none of this version."""
        try:
            return cls(**{name: _READ.get(name, str)(value) for name, value in written.items()})
        except (TypeError, ValueError) as error:
            raise Invalid("These settings of a chart cannot be read by this version.") from error

    def with_(self, **settings: Any) -> Asked:
        """The same with some settings changed."""
        return replace(self, **settings)


def _written(value: object) -> object:
    if isinstance(value, tuple):
        return [str(each) for each in value]
    return value if isinstance(value, bool) else str(value)


_READ: Mapping[str, Any] = {
    "kind": ChartKind,
    "building_id": UUID,
    "stair_id": UUID,
    "measure": Measure,
    "places": lambda listed: tuple(UUID(each) for each in listed),
    "since": date.fromisoformat,
    "until": date.fromisoformat,
    "equal_temperatures": bool,
    "control_limits": bool,
}
