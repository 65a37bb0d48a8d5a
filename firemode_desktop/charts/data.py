"""What the charts show: frozen values, Decimals in SI units; ``None`` where nothing was measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from firemode_desktop.charts.thinning import Track
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
    """One floor of a pressure profile; ``height_m`` above ground, pressures in Pa, limits inclusive.

    ``expected`` is what the stack effect of the day gives there, ``key`` names the test that was taken on ``day``.
    """

    floor: str
    height_m: Decimal | None
    value: Decimal | None
    baseline: Decimal | None
    minimum: Decimal | None
    maximum: Decimal | None
    mark: Standing
    expected: Decimal | None = None
    day: date | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class ProfileCase:
    """The floors of one stair in one door configuration, from the bottom up; ``note`` says of which days."""

    title: str
    floors: tuple[ProfileFloor, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Pressure over height in one stair: one case for each door configuration that was tested."""

    stair: str
    cases: tuple[ProfileCase, ...]
    unit: str = "Pa"
    title: str = ""
    words: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was read."""
        return all(floor.value is None for case in self.cases for floor in case.floors)


@dataclass(frozen=True)
class History:
    """One place over time, oldest first, with the line through it where one may be drawn.

    ``line`` is the value at the first and at the last day of ``line_days`` (None: of all readings); ``words`` say what
    the line means, or why there is none. ``projection`` are the first days of the months between which the limit is
    expected to be met; the later one is None when it is out of sight. ``stages`` are the days of re-commissioning, each
    of which begins anew. ``seasonal`` shades the warm halves of the years. ``compared`` are other places of the same
    measurement, told apart by their ``name`` at the end of their lines as this one is by its own.
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
    line_days: tuple[date, date] | None = None
    name: str = ""
    stages: tuple[date, ...] = ()
    control: ControlBand | None = None
    step: LevelStep | None = None
    seasonal: bool = False
    compared: tuple[ComparedLine, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was read."""
        return not self.points and not any(one.points for one in self.compared)

    @cached_property
    def left_out(self) -> tuple[HistoryPoint, ...]:
        """The readings that do not count."""
        return tuple(point for point in self.points if point.excluded)

    @cached_property
    def normalised(self) -> bool:
        """Whether any reading is shown at equal temperatures too."""
        return any(point.equal is not None for point in self.points)

    @cached_property
    def track(self) -> Track:
        """The readings that count, ready to be looked at from near and from far; made once."""
        return Track(tuple(point for point in self.points if not point.excluded))


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """One approved reading: its day, value and the baseline of that day.

    ``excluded`` is why it is left out of the trend, ``equal`` what would have been read at equal temperatures inside
    and outside, ``key`` names the test.
    """

    day: date
    value: Decimal
    baseline: Decimal | None
    mark: Standing
    key: str = ""
    excluded: str = ""
    equal: Decimal | None = None


@dataclass(frozen=True)
class ComparedLine:
    """Another place beside the one in question: what tells it apart, and its readings, oldest first."""

    name: str
    points: tuple[HistoryPoint, ...]

    @cached_property
    def track(self) -> Track:
        """The readings that count; made once."""
        return Track(tuple(point for point in self.points if not point.excluded))


@dataclass(frozen=True, slots=True)
class ControlBand:
    """What a place itself usually reads, apart from what the standard demands, and the days it was found from."""

    lower: float
    centre: float
    upper: float
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class LevelStep:
    """A change from one level to another between two readings."""

    since: date
    until: date
    before: float
    after: float


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
    """Nine velocities in m/s over one doorway, numbered left to right from the top; sizes in metres.

    ``before`` are the nine that they are held against, their mean, and in ``against`` what they are (``14 Mar 2025``,
    ``baseline of 3 May 2019``). ``key`` names the test that was taken on ``day``.
    """

    label: str
    width_m: Decimal
    height_m: Decimal
    points: tuple[Decimal | None, ...]
    mean: Decimal | None
    minimum: Decimal | None
    mark: Standing
    day: date | None = None
    key: str = ""
    before: tuple[Decimal | None, ...] = ()
    before_mean: Decimal | None = None
    against: str = ""

    @property
    def changes(self) -> tuple[Decimal | None, ...]:
        """Each point less what was read there before, m/s; None where one of the two is not known."""
        before = self.before or (None,) * len(self.points)
        return tuple(
            None if now is None or was is None else now - was for now, was in zip(self.points, before, strict=True)
        )

    @property
    def mean_change(self) -> Decimal | None:
        """The mean less the mean before, m/s."""
        return None if self.mean is None or self.before_mean is None else self.mean - self.before_mean


@dataclass(frozen=True, slots=True)
class DoorwayGrids:
    """The doorways of one stair, drawn to one scale of colour: their velocities, or their ``change``."""

    title: str
    doorways: tuple[DoorwayGrid, ...]
    words: str = ""
    change: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was read."""
        return all(doorway.mean is None for doorway in self.doorways)


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
