"""What the charts show: frozen values, Decimals in SI units; ``None`` where nothing was measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from firemode_desktop.domain.scenarios import SeenStep
from firemode_desktop.domain.standing import Standing

Cell = str | Decimal | int | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers behind a chart, whole and unrounded: ``keys`` are those of the chart's spots, one a row ("" none)."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    keys: tuple[str, ...]
    marks: tuple[Standing | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileFloor:
    """One floor of a pressure profile; ``height_m`` above ground, pressures in Pa, limits inclusive."""

    floor: str
    height_m: Decimal | None
    value: Decimal | None
    baseline: Decimal | None
    minimum: Decimal | None
    maximum: Decimal | None
    mark: Standing


@dataclass(frozen=True, slots=True)
class ProfileCase:
    """The floors of one stair in one door configuration, from the bottom up."""

    title: str
    floors: tuple[ProfileFloor, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Pressure over height in one stair: one case for each door configuration that was tested."""

    stair: str
    cases: tuple[ProfileCase, ...]
    unit: str = "Pa"


@dataclass(frozen=True, slots=True)
class History:
    """One location over time, oldest first, with the line through it where one may be drawn.

    ``line`` is the value at the first and at the last reading; ``words`` say what the line means, or why there is none.
    ``projection`` are the first days of the months between which the limit is expected to be met; the later one is
    None when it is out of sight.
    """

    title: str
    unit: str
    points: tuple[HistoryPoint, ...]
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    setpoint: Decimal | None = None
    line: tuple[float, float] | None = None
    projection: tuple[date, date | None] | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """One approved reading: its day, value and the baseline of that day."""

    day: date
    value: Decimal
    baseline: Decimal | None
    mark: Standing


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """How many tests of one measurement stand how; only marks that occur."""

    label: str
    counts: tuple[tuple[Standing, int], ...]

    @property
    def total(self) -> int:
        """All tests of the row."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Summary:
    """A session at a glance, one row a measurement."""

    rows: tuple[SummaryRow, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class DoorwayGrid:
    """Nine velocities in m/s over one doorway, numbered left to right from the top; sizes in metres."""

    label: str
    width_m: Decimal
    height_m: Decimal
    points: tuple[Decimal | None, ...]
    mean: Decimal | None
    minimum: Decimal | None
    mark: Standing


@dataclass(frozen=True, slots=True)
class DoorwayGrids:
    """The doorways of one stair, drawn to one scale of colour."""

    title: str
    doorways: tuple[DoorwayGrid, ...]


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One effect: planned seconds after the trigger with its tolerance, and when it was seen.

    ``words`` stand beside the mark where something is to be said (``1.4 s late``, ``not seen``). ``waits_for`` are the
    places (0 for the first row) of the steps that must have happened before.
    """

    component: str
    action: str
    planned_s: Decimal | None
    tolerance_s: Decimal | None
    observed_s: Decimal | None
    mark: Standing
    words: str = ""
    must_not: bool = False
    waits_for: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """A cause-and-effect sequence, planned against observed."""

    title: str
    steps: tuple[TimelineStep, ...]

    @classmethod
    def of(cls, title: str, seen: Iterable[SeenStep]) -> Timeline:
        """From steps with what became of them, in their order."""
        ordered = tuple(seen)
        places = {one.step.step_order: place for place, one in enumerate(ordered)}
        return cls(title, tuple(_timeline_step(one, places) for one in ordered))


def _timeline_step(one: SeenStep, places: Mapping[int, int]) -> TimelineStep:
    step = one.step
    return TimelineStep(
        step.component_id,
        one.action,
        step.expected_delay_seconds,
        step.tolerance_seconds,
        one.at,
        one.standing,
        one.words,
        step.must_not,
        tuple(places[number] for number in step.depends_on if number in places),
    )
