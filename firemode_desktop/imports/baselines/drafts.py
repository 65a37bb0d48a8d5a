"""A table of baselines → drafts: each row with its location resolved and what it says, or its problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from firemode_desktop.domain.baseline_draft import impossible_mean
from firemode_desktop.domain.baselines import (
    DECIMALS,
    MEASURES,
    UNITS,
    BaselineFacts,
    Case,
    Location,
    Place,
    Survey,
)
from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.forms import BASELINE_COLUMNS, POINTS, kind_of
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.words import BaselineKind, case_words
from firemode_desktop.imports.files.cells import Value
from firemode_desktop.imports.tables.columns import Columns, missing_column, read_columns
from firemode_desktop.imports.tables.layout import Table
from firemode_desktop.imports.tables.places import Places
from firemode_desktop.imports.tables.problems import of_sheet
from firemode_desktop.imports.tables.values import Bad, Ways

_DETAILS = ("commissioned_by", "commissioning_report_ref", "temp_c", "humidity_pct", "wind_ms", "measurement_position")
_TAIL = Decimal("0.000001")
"""What a number of a spreadsheet may be off by because it is kept in binary."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row that can be read: its index in the table, location, and facts of which ``given`` were in the file."""

    index: int
    location: Location
    where: str
    facts: BaselineFacts
    given: frozenset[str]
    setpoint: Decimal | None = None


@dataclass(frozen=True)
class Drafted:
    """What a table of one kind holds."""

    kind: BaselineKind
    columns: Columns
    drafts: tuple[DraftRow, ...]

    @property
    def reading(self) -> str:
        """The column in which its readings stand."""
        return reading_column(self.columns.table, self.kind)


def reading_column(table: Table, kind: BaselineKind) -> str:
    """The column in which the readings of a table stand: that of the value, or the first of the points behind it."""
    value = BASELINE_COLUMNS[kind].value
    return value if value in table.values else "p1"


def read_drafts(table: Table, survey: Survey, places: Places, ways: Ways, *, provenance: str | None) -> Drafted:
    """Read one table. ``provenance`` stands for all rows that do not say their own."""
    kind = kind_of(table.form)
    kept, left_out = _filled(table, kind)
    columns = read_columns(kept, survey.today, ways)
    if left_out:
        have = "1 row has" if left_out == 1 else f"{left_out} rows have"
        were = "was" if left_out == 1 else "were"
        said = f"{have} neither a reading nor a date and {were} left out."
        columns.warnings.append(of_sheet(table.sheet.name, "not_filled_in", said))
    if not _has_its_columns(columns, kind):
        return Drafted(kind, columns, ())
    rows = _Rows(columns, kind, survey, places, provenance)
    located = _Locator(columns, kind, places).located()
    drafts = [rows.draft(index, found) for index, found in enumerate(located)]
    rows.tell_rounded()
    return Drafted(kind, columns, tuple(draft for draft in drafts if draft is not None))


def _filled(table: Table, kind: BaselineKind) -> tuple[Table, int]:
    """The table less the rows of a template that nobody filled in."""
    names = [*BASELINE_COLUMNS[kind].readings, "commissioned_date"]
    cells = [table.values[name] for name in names if name in table.values]
    if not cells:
        return table, 0
    blank = {
        index
        for index, row in enumerate(zip(*cells, strict=True))
        if all(cell is None for cell in row) and table.rows[index] not in table.sheet.broken
    }
    return (table.without(blank), len(blank)) if blank else (table, 0)


def _has_its_columns(columns: Columns, kind: BaselineKind) -> bool:
    """Whether every column is there without which no row has a place or a value; each that is not is an error."""
    table = columns.table
    wanted = ("stair", "floor" if _by_floor_alone(columns, kind) else BASELINE_COLUMNS[kind].place)
    missing = [name for name in wanted if not columns.has(name) and not columns.has(f"{name}_id")]
    if kind is BaselineKind.VELOCITY and not any(map(columns.has, BASELINE_COLUMNS[kind].readings)):
        missing.append("p1 … p9, or velocity_ms")
    columns.errors.extend(missing_column(table, name) for name in missing)
    return not any(problem.code in ("missing_column", "duplicate_column") for problem in columns.errors)


def _by_floor_alone(columns: Columns, kind: BaselineKind) -> bool:
    """Whether a file names floors and neither doors nor doorways: then a floor's only one is meant."""
    target = BASELINE_COLUMNS[kind].place
    return (columns.has("floor") or columns.has("floor_id")) and not (
        columns.has(target) or columns.has(f"{target}_id")
    )


Where = tuple[Place, Place]
"""A stair, and a floor, doorway or door of it."""


class _Locator:
    """Resolves the places of a table; a combination of names is looked up once."""

    def __init__(self, columns: Columns, kind: BaselineKind, places: Places) -> None:
        self._columns = columns
        self._target = BASELINE_COLUMNS[kind].place
        self._by_floor_alone = _by_floor_alone(columns, kind)
        self._registers = {
            "stair": places.stairs,
            "floor": places.floors,
            "door": places.doors,
            "doorway": places.doorways,
        }
        self._known: dict[tuple[str | None, ...], Where | tuple[str, Bad]] = {}

    def located(self) -> Iterator[Where | None]:
        """Where each row belongs; ``None`` (and an error) where that is not known."""
        names = tuple(
            f"{name}{tail}" for name in dict.fromkeys(("stair", "floor", self._target)) for tail in ("", "_id")
        )
        cells = [self._columns[name] for name in names]
        for index, key in zip(range(len(self._columns.table.rows)), zip(*cells, strict=False), strict=False):
            found = self._known.get(key)
            if found is None:
                found = self._known[key] = self._resolve(dict(zip(names, key, strict=True)))
            name, place = found
            if isinstance(place, Bad):
                self._refuse(index, str(name), place)
                yield None
            else:
                assert isinstance(name, Place)
                yield name, place

    def _refuse(self, index: int, name: str, bad: Bad) -> None:
        """An error of the cell, unless the cell itself is one already."""
        column = name if self._columns.has(name) or not self._columns.has(f"{name}_id") else f"{name}_id"
        if not self._columns.told(index, column):
            self._columns.refuse(index, column, bad.code, bad.message, bad.meant)

    def _resolve(self, said: Mapping[str, str | None]) -> Where | tuple[str, Bad]:
        stair = self._one("stair", said, None, None)
        if isinstance(stair, Bad):
            return "stair", stair
        if self._target == "floor":
            place = self._one("floor", said, stair, None)
            return ("floor", place) if isinstance(place, Bad) else (stair, place)
        floor = self._one("floor", said, stair, None) if said["floor"] or said["floor_id"] else None
        if isinstance(floor, Bad):
            return "floor", floor
        if self._by_floor_alone:
            item = Bad("missing", "floor is needed here.") if floor is None else self._only_one(stair, floor)
            return ("floor", item) if isinstance(item, Bad) else (stair, item)
        item = self._one(self._target, said, stair, floor)
        return (self._target, item) if isinstance(item, Bad) else (stair, item)

    def _only_one(self, stair: Place, floor: Place) -> Place | Bad:
        """The door or doorway of a floor that has one alone."""
        found = self._registers[self._target].of(stair, floor)
        if len(found) == 1:
            return found[0]
        names = ", ".join(place.name for place in found[:6])
        has = f"has {len(found)} {self._target}s ({names}); say which" if found else f"has no {self._target}"
        return Bad(
            "ambiguous_location" if found else f"unknown_{self._target}", f"“{floor.name}” of {stair.name} {has}."
        )

    def _one(self, name: str, said: Mapping[str, str | None], stair: Place | None, floor: Place | None) -> Place | Bad:
        texts = [text for text in (said[name], said[f"{name}_id"]) if text]
        if not texts:
            return Bad("missing", f"{name} is needed here.")
        found = [self._registers[name].find(text, stair, floor) for text in texts]
        bad = next((place for place in found if isinstance(place, Bad)), None)
        if bad is None and len(found) == 2 and found[0] is not found[1]:
            return Bad("location_disagrees", f"{name} and {name}_id name two different places.")
        return bad or found[0]


class _Rows:
    """The rows of one table, each checked whole: every cell of it that is wrong is told, not just the first."""

    def __init__(
        self, columns: Columns, kind: BaselineKind, survey: Survey, places: Places, provenance: str | None
    ) -> None:
        self._columns = columns
        self._kind = kind
        self._named = BASELINE_COLUMNS[kind]
        self._places = places
        self._provenance = provenance
        self._rule = survey.rules.get(MEASURES[kind])
        self._details = tuple(name for name in _DETAILS if name in columns.values)
        points = ("points",) if columns.has("p1") else ()
        self._given = frozenset(("value", "commissioned_date", *points, *self._details))
        self._rounded: list[tuple[int, Decimal, Decimal]] = []

    def draft(self, index: int, located: tuple[Place, Place] | None) -> DraftRow | None:
        """The draft of a row; ``None`` when something of it is wrong."""
        row = {name: values[index] for name, values in self._columns.values.items()}
        case = self._case(index, row.get(self._named.case))
        points, value = self._value(index, row)
        day = row.get("commissioned_date")
        if index in self._columns.bad or located is None or value is None or case is None or day is None:
            return None
        if not self._in_service(index, located, day):
            return None
        self._compare_with_rule(index, value)
        told, given = {name: row[name] for name in self._details}, self._given
        if origin := row.get("provenance") or self._provenance:
            told["provenance"], given = origin, given | {"provenance"}
        stair, place = located
        kept = self._kept(index, value, stated=points is None and not self._columns.table.units)
        return DraftRow(
            index,
            (self._kind, stair.id, place.id, case),
            f"{stair.name}, {place.name}, {case_words(case)}",
            BaselineFacts(kept, day, points=points, **told),
            given,
            row.get("design_setpoint_pa"),
        )

    def _kept(self, index: int, value: Decimal, *, stated: bool) -> Decimal:
        """The value as it is kept; what a stated one loses is told at the end, unless it is the tail of a double."""
        kept = round_half_even(value, DECIMALS[self._kind])
        if stated and kept != value and abs(kept - value) > _TAIL:
            self._rounded.append((index, value, kept))
        return kept

    def tell_rounded(self) -> None:
        """One warning a table, at the first of them, for values with more decimals than are kept."""
        if not self._rounded:
            return
        index, value, kept = self._rounded[0]
        unit, more = UNITS[self._kind], len(self._rounded) - 1
        also = f", and {more:,} more of this sheet alike" if more else ""
        said = f"{plain(value)} {unit} is kept as {plain(kept)} {unit}, to {DECIMALS[self._kind]} decimals{also}."
        self._columns.warn(index, reading_column(self._columns.table, self._kind), "rounded", said)

    def _in_service(self, index: int, located: Where, day: date) -> bool:
        """A baseline of what was out of service on its day is an error."""
        for place in located:
            if place.decommissioned_on is not None and not place.serves(day):
                said = f"“{place.name}” has been out of service since {show_date(place.decommissioned_on)}."
                self._columns.refuse(index, self._named.place, "decommissioned", said)
                return False
        return True

    def _case(self, index: int, case: Case | None) -> Case | None:
        if self._kind is not BaselineKind.VELOCITY or not isinstance(case, str):
            return case
        found = self._places.scenario(case)
        if isinstance(found, Bad):
            self._columns.refuse(index, self._named.case, found.code, found.message, found.meant)
            return None
        return found

    def _value(self, index: int, row: Mapping[str, Any]) -> tuple[tuple[Decimal, ...] | None, Decimal | None]:
        """The nine points, if any, and the value before rounding: as stated, else the mean of the points."""
        value: Decimal | None = row.get(self._named.value)
        if self._kind is not BaselineKind.VELOCITY:
            return None, value
        cells = [self._cell(name, index) for name in POINTS]
        if all(cell is None for cell in cells):
            if self._cell("velocity_ms", index) is None:
                said = "The nine points, or velocity_ms alone, are needed here."
                self._columns.refuse(index, self._named.value, "missing", said)
            return None, value
        for name, cell in zip(POINTS, cells, strict=True):
            if cell is None:
                said = f"{name} is missing: all nine points are needed, or none."
                self._columns.refuse(index, name, "incomplete_grid", said)
        points = tuple(row[name] for name in POINTS if row.get(name) is not None)
        return (points, self._mean(index, points, value)) if len(points) == len(POINTS) else (None, None)

    def _cell(self, name: str, index: int) -> Value:
        """A cell of the row as it was read; one with nothing but blanks in it is blank."""
        cells = self._columns.table.values.get(name)
        cell = None if cells is None else cells[index]
        return None if isinstance(cell, str) and not cell.strip() else cell

    def _mean(self, index: int, points: tuple[Decimal, ...], stated: Decimal | None) -> Decimal | None:
        mean = Grid.of(points).mean
        shown = plain(round_half_even(mean, 3))
        if stated is not None:
            if round_half_even(mean, 3) != round_half_even(stated, 3):
                said = (
                    f"{plain(stated)} m/s is not the mean of the nine points, {shown} m/s; the stated value was taken."
                )
                self._columns.warn(index, "velocity_ms", "mean_differs", said)
            return stated
        if said := impossible_mean(Grid(points)):
            self._columns.refuse(index, "p1", "out_of_range", said)
            return None
        return mean

    def _compare_with_rule(self, index: int, value: Decimal) -> None:
        """A baseline outside of the rule in force is written down all the same, and said."""
        if self._rule is None or self._rule.limits.contains(value):
            return
        said = f"{plain(value)} {UNITS[self._kind]} is outside of {self._rule.rule_code} ({self._rule.limits})."
        self._columns.warn(index, reading_column(self._columns.table, self._kind), "outside_rule", said)
