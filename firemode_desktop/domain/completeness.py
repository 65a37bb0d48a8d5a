"""The baselines of a building as matrices: each place of a stair against each case, and what is missing of them.

Made from a ``Survey`` without a database. What *outside* means is decided by the rule in force today: such a baseline
is on record and stays so, but no test can be compared with it in good conscience.

*Stale* is our own definition: a current baseline is stale when its stair was commissioned anew later, that is, when
another current baseline of the same stair and kind has a commissioned date more than ``COMMISSIONING_DAYS`` after its
own. A stair is commissioned in days, not in months; a value that was left behind is worth measuring again.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from firemode_desktop.domain.advice import Advice, advise, asking
from firemode_desktop.domain.baselines import DECIMALS, MEASURES, UNITS, Case, Location, Place, Survey
from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.plausibility import Agreement
from firemode_desktop.domain.section import Section
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.survey_section import section_of
from firemode_desktop.domain.words import BaselineKind, DoorConfiguration, MeasurementType, case_words

COMMISSIONING_DAYS = 30
"""So many days apart the values of one commissioning may lie. The figure is ours."""


class Mark(StrEnum):
    """How a location stands; what asks for more attention further down."""

    NOT_NEEDED = "not needed"
    PRESENT = "present"
    STALE = "stale"
    MISSING = "missing"
    OUTSIDE = "outside the rule"

    @property
    def gravity(self) -> int:
        """Of several locations the one of the highest gravity is shown first."""
        return _GRAVITY[self]

    @property
    def standing(self) -> Standing:
        """The shape it is drawn with."""
        return _STANDINGS[self]


_GRAVITY = {mark: place for place, mark in enumerate(Mark)}
_STANDINGS = {
    Mark.NOT_NEEDED: Standing.SKIPPED,
    Mark.PRESENT: Standing.PASS,
    Mark.STALE: Standing.NEAR,
    Mark.MISSING: Standing.NOT_TESTED,
    Mark.OUTSIDE: Standing.FAIL,
}


@dataclass(frozen=True, slots=True)
class BaselineCell:
    """One location and its current baseline; ``value`` in the kind's unit, ``None`` where there is none.

    ``anew`` is the day on which the stair was commissioned anew, where that makes this value stale.
    """

    location: Location
    mark: Mark
    value: Decimal | None = None
    commissioned_date: date | None = None
    provenance: str = ""
    anew: date | None = None


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
        """Locations that have the baseline they need, also one that is stale or outside the rule."""
        return self.count(Mark.PRESENT) + self.count(Mark.STALE) + self.count(Mark.OUTSIDE)

    @property
    def expected(self) -> int:
        """Locations that need a baseline."""
        return self.present + self.count(Mark.MISSING)


@dataclass(frozen=True)
class Baselines:
    """What a building has of baselines, one matrix a kind; its section, and what the physics says of its values."""

    building_id: UUID
    matrices: dict[BaselineKind, KindMatrix] = field(default_factory=dict)
    section: Section = field(default_factory=lambda: Section(UUID(int=0), ""))
    checks: tuple[Advice, ...] = ()

    @property
    def none_yet(self) -> bool:
        """Whether there is no baseline at all."""
        return not any(cell.value is not None for matrix in self.matrices.values() for cell in matrix.cells)

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """What asks for a second look."""
        return asking(self.checks)

    @property
    def compared(self) -> int:
        """How many checks had enough data to tell whether values agree."""
        return sum(check.verdict is not Agreement.NOT_ENOUGH_DATA for check in self.checks)

    def where(self, location: Location) -> str:
        """A location in words: ``Stair-A · Level-9 · All doors closed``; blank where it is none of the building's."""
        return self._words.get(location, "")

    @cached_property
    def _words(self) -> dict[Location, str]:
        return {
            cell.location: " · ".join(
                part for part in (stair.name, row.level, row.place, case_title(cell.location[3])) if part
            )
            for matrix in self.matrices.values()
            for stair in matrix.stairs
            for row in stair.rows
            for cell in row.cells
        }

    @cached_property
    def advised(self) -> dict[Location, tuple[Advice, ...]]:
        """The advice about each location that has some."""
        found: dict[Location, tuple[Advice, ...]] = {}
        for one in self.advice:
            for location in one.locations:
                found[location] = (*found.get(location, ()), one)
        return found

    @property
    def no_places(self) -> bool:
        """Whether the building has no stair with a floor yet."""
        return not any(matrix.cells for matrix in self.matrices.values())


def case_title(case: Case) -> str:
    """A case as a column is headed: ``All doors closed``, ``Evac doors open``, ``Worst case 3 doors open``."""
    return "Evac doors open" if case == DoorConfiguration.EVAC_DOORS_OPEN else case_words(case).capitalize()


def shown(kind: BaselineKind, value: Decimal) -> str:
    """A baseline for show: one decimal (two for m/s), more where it has more."""
    least = 2 if kind is BaselineKind.VELOCITY else 1
    written = -int(value.normalize().as_tuple().exponent)
    return f"{value:.{min(DECIMALS[kind], max(least, written))}f}"


def baselines_of(survey: Survey) -> Baselines:
    """The matrices of a building; what is out of service is left out."""
    matrices = {kind: matrix(survey, kind) for kind in BaselineKind}
    values = {cell.location: cell.value for one in matrices.values() for cell in one.cells if cell.value is not None}
    return Baselines(survey.building_id, matrices, section_of(survey), advise(values, survey))


def matrix(survey: Survey, kind: BaselineKind) -> KindMatrix:
    """One kind: stairs in natural order, their places from the highest floor down, cases across."""
    needed = _cases(survey, kind)
    cases = (*needed, *_others(survey, kind, needed))
    rule = survey.rules.get(MeasurementType(MEASURES[kind]))
    limits = rule.limits if rule is not None else Limits(unit=UNITS[kind])
    stairs = tuple(
        StairMatrix(stair.id, stair.name, _aged(_rows(survey, kind, stair, cases, len(needed), limits)))
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


def _aged(rows: tuple[PlaceRow, ...]) -> tuple[PlaceRow, ...]:
    """The rows of a stair with what is stale marked: older than its latest baseline by more than a commissioning."""
    days = [cell.commissioned_date for row in rows for cell in row.cells if cell.commissioned_date is not None]
    if not days or (max(days) - min(days)).days <= COMMISSIONING_DAYS:
        return rows
    latest = max(days)
    return tuple(replace(row, cells=tuple(_aged_cell(cell, latest) for cell in row.cells)) for row in rows)


def _aged_cell(cell: BaselineCell, latest: date) -> BaselineCell:
    if cell.commissioned_date is None or (latest - cell.commissioned_date).days <= COMMISSIONING_DAYS:
        return cell
    return replace(cell, mark=max(cell.mark, Mark.STALE, key=lambda mark: mark.gravity), anew=latest)


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


ADVISED = "advised"
"""Beside the marks, what can be asked for alone."""


def belongs(cell: BaselineCell, only: str | None, advised: Container[Location]) -> bool:
    """Whether a location is shown where ``only`` a mark, or what is ``ADVISED``, is asked for."""
    return only is None or cell.mark == only or (only == ADVISED and cell.location in advised)


def said_of(kind: BaselineKind, cell: BaselineCell, decimals: int | None = None) -> str:
    """``44.2 Pa of 15 Jan 2024, present``, or the mark alone where nothing is on record."""
    if cell.value is None or cell.commissioned_date is None:
        return cell.mark.value
    value = shown(kind, cell.value) if decimals is None else f"{cell.value:.{decimals}f}"
    marks = [cell.mark.value] + [Mark.STALE.value] * (cell.anew is not None and cell.mark is not Mark.STALE)
    return f"{value} {UNITS[kind]} of {show_date(cell.commissioned_date)}, {', '.join(marks)}"


def why_stale(anew: date, commissioned: date) -> str:
    """``the stair was commissioned anew on 1 Mar 2025; this value is of 15 Jan 2019``."""
    return f"the stair was commissioned anew on {show_date(anew)}; this value is of {show_date(commissioned)}"
