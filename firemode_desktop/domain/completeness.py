"""The baselines of a building as matrices: each place of a stair against each case, and what is missing of them.

Made from a ``Survey`` without a database. What *outside* means is decided by the rule in force today: such a baseline
is on record and stays so, but no test can be compared with it in good conscience.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from firemode_desktop.domain.baselines import DECIMALS, MEASURES, UNITS, Case, Location, Place, Survey
from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.words import BaselineKind, DoorConfiguration, MeasurementType

CASE_WORDS: dict[Case, str] = {
    DoorConfiguration.ALL_CLOSED.value: "All doors closed",
    DoorConfiguration.EVAC_DOORS_OPEN.value: "Evac doors open",
    True: "Fan running",
    False: "Fan stopped",
}


class Mark(StrEnum):
    """How a location stands."""

    PRESENT = "present"
    OUTSIDE = "outside the rule"
    MISSING = "missing"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True)
class BaselineCell:
    """One location and its current baseline; ``value`` in the kind's unit, ``None`` where there is none."""

    location: Location
    mark: Mark
    value: Decimal | None = None
    commissioned_date: date | None = None
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A floor, doorway or door of a stair with a cell for each case. ``place`` is blank for a floor itself."""

    place_id: UUID
    floor_id: UUID
    level: str
    number: int
    place: str
    cells: tuple[BaselineCell, ...]


@dataclass(frozen=True, slots=True)
class StairMatrix:
    """A stair's places from the top down."""

    stair_id: UUID
    name: str
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True)
class KindMatrix:
    """All locations of one kind of baseline in a building, cases in the order of ``cases``."""

    kind: BaselineKind
    cases: tuple[Case, ...]
    limits: Limits
    rule_code: str
    stairs: tuple[StairMatrix, ...]

    @property
    def unit(self) -> str:
        """Pa, m/s or N."""
        return UNITS[self.kind]

    @property
    def decimals(self) -> int:
        """So many decimals show every value of the matrix as it is: at least one (two for m/s)."""
        least = 2 if self.kind is BaselineKind.VELOCITY else 1
        written = (-int(cell.value.normalize().as_tuple().exponent) for cell in self.cells if cell.value is not None)
        return min(DECIMALS[self.kind], max(least, *written, 0))

    @property
    def cells(self) -> tuple[BaselineCell, ...]:
        """Every location."""
        return tuple(cell for stair in self.stairs for row in stair.rows for cell in row.cells)

    def count(self, mark: Mark) -> int:
        """Locations of a mark."""
        return sum(cell.mark is mark for cell in self.cells)

    @property
    def present(self) -> int:
        """Locations that have the baseline they need, also one outside the rule."""
        return self.count(Mark.PRESENT) + self.count(Mark.OUTSIDE)

    @property
    def expected(self) -> int:
        """Locations that need a baseline."""
        return self.present + self.count(Mark.MISSING)


@dataclass(frozen=True, slots=True)
class Baselines:
    """What a building has of baselines, one matrix a kind."""

    building_id: UUID
    matrices: dict[BaselineKind, KindMatrix] = field(default_factory=dict)

    @property
    def none_yet(self) -> bool:
        """Whether there is no baseline at all."""
        return not any(cell.value is not None for matrix in self.matrices.values() for cell in matrix.cells)

    @property
    def no_places(self) -> bool:
        """Whether the building has no stair with a floor yet."""
        return not any(matrix.cells for matrix in self.matrices.values())


def case_title(case: Case) -> str:
    """A case as a column is headed: ``All doors closed``, ``Worst case 3 doors open``, ``Fan running``."""
    return CASE_WORDS.get(case) or str(case).replace("_", " ").capitalize()


def shown(kind: BaselineKind, value: Decimal) -> str:
    """A baseline for show: one decimal (two for m/s), more where it has more."""
    least = 2 if kind is BaselineKind.VELOCITY else 1
    written = -int(value.normalize().as_tuple().exponent)
    return f"{value:.{min(DECIMALS[kind], max(least, written))}f}"


def baselines_of(survey: Survey) -> Baselines:
    """The matrices of a building; what is out of service is left out."""
    return Baselines(survey.building_id, {kind: matrix(survey, kind) for kind in BaselineKind})


def matrix(survey: Survey, kind: BaselineKind) -> KindMatrix:
    """One kind: stairs in natural order, their places from the highest floor down, cases across."""
    needed = _cases(survey, kind)
    cases = (*needed, *_others(survey, kind, needed))
    rule = survey.rules.get(MeasurementType(MEASURES[kind]))
    limits = rule.limits if rule is not None else Limits(unit=UNITS[kind])
    stairs = tuple(
        StairMatrix(stair.id, stair.name, _rows(survey, kind, stair, cases, len(needed), limits))
        for stair in survey.stairs
        if stair.serves(survey.today)
    )
    return KindMatrix(kind, cases, limits, rule.rule_code if rule is not None else "", stairs)


def _cases(survey: Survey, kind: BaselineKind) -> tuple[Case, ...]:
    if kind is BaselineKind.PRESSURE:
        return DoorConfiguration.values()
    return survey.door_scenarios if kind is BaselineKind.VELOCITY else (True, False)


def _others(survey: Survey, kind: BaselineKind, needed: Sequence[Case]) -> list[Case]:
    """Cases that are on record though nothing asks for them any more, such as a door scenario of the past."""
    found = {
        location[3]
        for location, standings in survey.baselines.items()
        if location[0] is kind and location[3] not in needed and any(one.current for one in standings)
    }
    return sorted(found, key=lambda case: natural_key(str(case)))


def _places(survey: Survey, kind: BaselineKind) -> tuple[Place, ...]:
    if kind is BaselineKind.PRESSURE:
        return survey.floors
    return survey.doorways if kind is BaselineKind.VELOCITY else survey.doors


def _rows(
    survey: Survey, kind: BaselineKind, stair: Place, cases: Sequence[Case], needed: int, limits: Limits
) -> tuple[PlaceRow, ...]:
    floors = {floor.id: floor for floor in survey.floors if floor.stair_id == stair.id and floor.serves(survey.today)}
    rows = []
    for place in _places(survey, kind):
        floor = floors.get(place.id if kind is BaselineKind.PRESSURE else place.floor_id or place.id)
        if floor is None or not place.serves(survey.today):
            continue
        cells = tuple(
            _cell(survey, (kind, stair.id, place.id, case), limits, column < needed)
            for column, case in enumerate(cases)
        )
        name = "" if kind is BaselineKind.PRESSURE else place.name
        rows.append(PlaceRow(place.id, floor.id, floor.name, floor.number or 0, name, cells))
    rows.sort(key=lambda row: natural_key(row.place))
    return tuple(sorted(rows, key=lambda row: -row.number))


def _cell(survey: Survey, location: Location, limits: Limits, needed: bool) -> BaselineCell:
    current = survey.current(location)
    if current is None:
        return BaselineCell(location, Mark.MISSING if needed else Mark.NOT_NEEDED)
    facts = current.facts
    mark = Mark.PRESENT if limits.contains(facts.value) else Mark.OUTSIDE
    return BaselineCell(location, mark, facts.value, facts.commissioned_date, facts.provenance)


def against_rule(rule_code: str, limits: Limits, value: Decimal) -> str:
    """A value against the rule in words: ``within SP-01 (20 to 80 Pa)``."""
    if limits.open:
        return "no rule is in force"
    side = "within" if limits.contains(value) else "below" if limits.below(value) else "above"
    return f"{side} {rule_code} ({limits})" if side == "within" else f"{plain(value)} {limits.unit} is {side} {limits}"
