"""A building cut open: stairs as shafts, floors as cells at their true heights, and in each what was last read.

Frozen values without a database or a screen: the overview draws them, the report may. Measured numbers are Decimals in
the unit their ``Measure`` names; heights are metres above ground, negative below.

A drawing from floors alone, before there is a register or a reading, e.g. the preview of a new stair::

    section = drafted("Pilot Building 123", [("Stair-A", [Level("Ground", 0, Decimal(0)), Level("Level-1", 1)])])
    drawing = SectionDrawing()               # ui/overview/drawing.py; show_section() again whenever it changes
    drawing.show_section(section)
    drawing.show_floors()                    # names, heights and doors; no measurement

``Level.height_m`` may be left out (the storey is then drawn as high as is usual, with a mark) and so may its
``floor_id`` (then made from the names of stair and level, so that the same draft has the same ids).
Where things lie is in ``section_layout``, what stands in a cell in ``section_marks``, words in ``section_words``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import NAMESPACE_OID, UUID, uuid5

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.plausibility import ProfilePoint, check_open_against_closed, check_profile, suspects
from firemode_desktop.domain.standing import Measure, Standing, Tally, figure, margin, signed
from firemode_desktop.domain.words import DoorConfiguration

STOREY_M = Decimal("3.5")
"""Height of a storey where the register does not tell; the pilot building's own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The latest test of one place: what was read, against what, and how that stands."""

    instance_id: UUID
    session_id: UUID
    session_name: str
    measure: Measure
    case: str
    place: str
    """Identifier of the door or doorway; the floor's name for a pressure."""
    standing: Standing
    value: Decimal | None = None
    at: datetime | None = None
    limits: Limits = field(default_factory=Limits)
    baseline: Decimal | None = None
    baseline_date: date | None = None
    deviation_pct: Decimal | None = None
    fault_id: UUID | None = None
    reason: str | None = None

    @property
    def shown(self) -> str:
        """The value for show, without its unit; empty where nothing was read."""
        return "" if self.value is None else figure(self.value, self.measure.decimals, self.limits)

    @property
    def margin(self) -> str:
        """Where the value lies to its limits, in words: ``1.8 Pa below the minimum of 20``."""
        if self.value is None:
            return {Standing.SKIPPED: self.reason or "could not be tested"}.get(self.standing, "not tested")
        return margin(self.value, self.limits, self.measure.decimals)

    @property
    def against_baseline(self) -> str:
        """``baseline 44.2 · −58.8 %``; says so where there is none."""
        if self.baseline is None:
            return "no baseline"
        text = f"baseline {figure(self.baseline, self.measure.decimals)}"
        return text if self.deviation_pct is None else f"{text} · {signed(self.deviation_pct)} %"


@dataclass(frozen=True, slots=True)
class Cell:
    """One floor of one stair. ``bottom_m`` and ``top_m`` are where it is drawn."""

    floor_id: UUID
    level: str
    number: int
    bottom_m: Decimal
    top_m: Decimal
    doors: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    tested: Tally = field(default_factory=Tally)
    baselines: tuple[tuple[Measure, str, Decimal], ...] = ()
    """Current baselines: measure, case, value."""
    doubts: tuple[tuple[str, str], ...] = ()
    """Pressures of this floor that do not agree with others: case and sentence; they change no verdict."""
    due: frozenset[tuple[Measure, str]] = frozenset()
    """What the session under way has still to read here; what was read before is then history, not a result."""
    assumed: bool = False
    """Whether ``bottom_m`` is not the register's: it is missing there, or does not lie above the floor below."""

    def reading(self, measure: Measure, case: str) -> Reading | None:
        """The reading of the highest concern for this measure and case; the first by name among equals."""
        mine = [reading for reading in self.readings if reading.measure is measure and reading.case == case]
        return max(mine, key=lambda reading: reading.standing.concern, default=None)

    def baseline(self, measure: Measure, case: str) -> Decimal | None:
        """The baseline of what is shown."""
        shown = self.reading(measure, case)
        if shown is not None and shown.baseline is not None:
            return shown.baseline
        return next((value for kind, of, value in self.baselines if kind is measure and of == case), None)

    def doubted(self, measure: Measure, case: str) -> tuple[str, ...]:
        """What is in doubt about what is shown."""
        return tuple(doubt for of, doubt in self.doubts if measure is Measure.PRESSURE and of == case)

    def standing(self, measure: Measure, case: str) -> Standing:
        """How the floor stands."""
        if measure is Measure.TESTED:
            return self.tested.standing
        shown = self.reading(measure, case)
        return Standing.NOT_TESTED if shown is None or (measure, case) in self.due else shown.standing


@dataclass(frozen=True, slots=True)
class Shaft:
    """One stair, its floors from the bottom up, and the fan that feeds it."""

    stair_id: UUID
    name: str
    cells: tuple[Cell, ...]
    fan: str = ""

    def cell(self, floor_id: UUID) -> Cell | None:
        """The floor of that id."""
        return next((cell for cell in self.cells if cell.floor_id == floor_id), None)


@dataclass(frozen=True, slots=True)
class Section:
    """The building cut open."""

    building_id: UUID
    name: str
    shafts: tuple[Shaft, ...] = ()
    limits: tuple[tuple[Measure, Limits], ...] = ()
    """The limits in force today, for measures of which nothing was read."""
    session_name: str = ""

    def cases(self, measure: Measure) -> tuple[str, ...]:
        """The cases there are for a measure, the usual one first."""
        found = {
            case: None
            for shaft in self.shafts
            for cell in shaft.cells
            for kind, case in (*((r.measure, r.case) for r in cell.readings), *((m, c) for m, c, _ in cell.baselines))
            if kind is measure
        }
        return tuple(sorted(found, key=lambda case: (case not in _USUAL, case))) or _DEFAULT_CASES[measure]

    def limits_of(self, measure: Measure, case: str) -> Limits:
        """The limits that the drawing shows: those of the latest reading, else those in force."""
        latest = max(
            (
                reading
                for shaft in self.shafts
                for cell in shaft.cells
                for reading in cell.readings
                if reading.measure is measure and reading.case == case and not reading.limits.open
            ),
            key=lambda reading: (reading.at is not None, reading.at and reading.at.timestamp()),
            default=None,
        )
        return latest.limits if latest else dict(self.limits).get(measure, Limits(unit=measure.unit))

    def reach(self, measure: Measure, case: str) -> Decimal:
        """Where the axis of the bars ends: past the limits and the values, but never so far that limits crowd at 0."""
        limits = self.limits_of(measure, case)
        ends = [end for end in (limits.minimum, limits.maximum) if end]
        values = [value for cell in self.cells() for value in _values(cell, measure, case)]
        highest = max(ends, default=Decimal(0)) * (Decimal("1.35") if limits.maximum else Decimal(2))
        cap = max(ends, default=Decimal(0)) * 2 or max(values, default=Decimal(1))
        return max(highest, min(max(values, default=Decimal(0)) * Decimal("1.1"), cap)) or Decimal(1)

    def cells(self) -> Iterable[Cell]:
        """All floors of all stairs."""
        return (cell for shaft in self.shafts for cell in shaft.cells)

    def shaft(self, stair_id: UUID) -> Shaft | None:
        """The stair of that id."""
        return next((shaft for shaft in self.shafts if shaft.stair_id == stair_id), None)

    def worst(self, measure: Measure, case: str) -> tuple[UUID, UUID] | None:
        """Stair and floor of the highest concern: what is selected when nobody has chosen yet."""
        places = [(shaft, cell) for shaft in self.shafts for cell in reversed(shaft.cells)]
        if not places:
            return None
        shaft, cell = max(places, key=lambda place: place[1].standing(measure, case).concern)
        return shaft.stair_id, cell.floor_id


_USUAL = (DoorConfiguration.ALL_CLOSED.value, "active", "worst_case_3_doors_open")
_DEFAULT_CASES: dict[Measure, tuple[str, ...]] = {
    Measure.PRESSURE: (DoorConfiguration.ALL_CLOSED.value,),
    Measure.VELOCITY: ("worst_case_3_doors_open",),
    Measure.FORCE: ("active",),
    Measure.TESTED: ("",),
}


def _values(cell: Cell, measure: Measure, case: str) -> list[Decimal]:
    shown, baseline = cell.reading(measure, case), cell.baseline(measure, case)
    return [value for value in (shown.value if shown else None, baseline) if value is not None]


@dataclass(frozen=True, slots=True)
class Level:
    """A floor as a register or a draft describes it. ``height_m`` is above ground; None where nobody knows."""

    name: str
    number: int
    height_m: Decimal | None = None
    doors: tuple[str, ...] = ()
    floor_id: UUID | None = None


def drafted(name: str, stairs: Iterable[tuple[str, Sequence[Level]]]) -> Section:
    """A building from the floors of its stairs (name of the stair, its levels in any order), without readings."""
    described = [(stair, sorted(levels, key=lambda level: level.number)) for stair, levels in stairs]
    usual = usual_storey([levels for _, levels in described])
    shafts = tuple(Shaft(_made_id(stair), stair, risen(stair, levels, usual)) for stair, levels in described)
    return Section(_made_id(name), name, shafts)


def risen(stair: str, levels: Sequence[Level], usual: Decimal = STOREY_M) -> tuple[Cell, ...]:
    """The cells of one stair at their heights; ``levels`` from the bottom up, ``usual`` as for ``storeys``."""
    heights = storeys([(level.number, level.height_m) for level in levels], usual)
    return tuple(
        Cell(
            floor_id=level.floor_id or _made_id(f"{stair}/{level.name}"),
            level=level.name,
            number=level.number,
            bottom_m=bottom,
            top_m=top,
            doors=level.doors,
            assumed=level.height_m != bottom,
        )
        for level, (bottom, top) in zip(levels, heights, strict=True)
    )


def _made_id(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"firemode draft {name}")


def storeys(
    floors: Sequence[tuple[int, Decimal | None]], usual: Decimal = STOREY_M
) -> tuple[tuple[Decimal, Decimal], ...]:
    """Bottom and top of each floor in metres, from its number and the height of its level, bottom floor first.

    A floor reaches to the one above it; the highest is as high as a storey usually is here. A height that is missing,
    or that does not lie above the floor below, is taken from the storeys that are known (``usual`` where none is).
    """
    usual = _mean_storey(floors) or usual
    bottoms: list[Decimal] = []
    for index, (number, height) in enumerate(floors):
        if index == 0:
            bottoms.append(height if height is not None else number * usual)
        elif height is not None and height > bottoms[-1]:
            bottoms.append(height)
        else:
            bottoms.append(bottoms[-1] + usual * max(1, number - floors[index - 1][0]))
    return tuple(
        (bottom, bottoms[index + 1] if index + 1 < len(bottoms) else bottom + usual)
        for index, bottom in enumerate(bottoms)
    )


def usual_storey(stairs: Iterable[Sequence[Level]]) -> Decimal:
    """How high a storey of this building is, for stairs that do not tell: the mean of those that do, else 3.5 m."""
    means = [_mean_storey([(level.number, level.height_m) for level in levels]) for levels in stairs]
    known = [mean for mean in means if mean is not None]
    return sum(known, Decimal(0)) / len(known) if known else STOREY_M


def _mean_storey(floors: Sequence[tuple[int, Decimal | None]]) -> Decimal | None:
    """The mean of the storeys between the lowest and the highest floor whose heights are known."""
    known = [(number, height) for number, height in floors if height is not None]
    if not known:
        return None
    (lower, bottom), (higher, top) = known[0], known[-1]
    return (top - bottom) / (higher - lower) if top > bottom and higher > lower else None


def doubted(shaft: Shaft) -> Shaft:
    """The same stair, each of its floors with what its pressures leave in doubt.

    The pressures of each door configuration are held against one line over the height, and those with the evacuation
    doors open against those with all doors closed. What is still to be read again is left out.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for case in DoorConfiguration.values():
        points = [
            ProfilePoint(cell.level, cell.bottom_m, pressure)
            for cell in shaft.cells
            if (pressure := _pressure(cell, case)) is not None
        ]
        for check in suspects(check_profile(shaft.name, points)):
            found.setdefault(check.place, []).append((case, check.message))
    for cell in shaft.cells:
        closed, opened = (_pressure(cell, case) for case in DoorConfiguration.values())
        for check in suspects((check_open_against_closed(cell.level, closed, opened),)):
            found.setdefault(cell.level, []).append((DoorConfiguration.EVAC_DOORS_OPEN.value, check.message))
    cells = tuple(replace(cell, doubts=tuple(found.get(cell.level, ()))) for cell in shaft.cells)
    return replace(shaft, cells=cells)


def _pressure(cell: Cell, case: str) -> Decimal | None:
    if (Measure.PRESSURE, case) in cell.due:
        return None
    reading = cell.reading(Measure.PRESSURE, case)
    return reading.value if reading is not None else None
