"""A sheet of any site → its tables and what their columns mean, each with the reason; what is not said is a doubt.

The heading of a table is the lines around a word such as *Level* or *Doorway*. Lines above it that reach over several
columns (merged, or written once at the left) belong to each of them: ``Pressure (Pa)`` over ``Closed`` and ``Open``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.domain.forms import POINTS
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.cells import Marked, Sheet, Value, as_read, letters
from firemode_desktop.imports.headings import Meaning, meaning, readings_of, words_of
from firemode_desktop.imports.mapping import InColumn, ReadingColumn, TableMapping, fingerprint
from firemode_desktop.imports.places import Places
from firemode_desktop.imports.problems import Problem, at_cell
from firemode_desktop.imports.titles import is_title, stair_named, told_beside

HEADINGS_WITHIN = 5_000
"""Rows in which headings are looked for."""
TRIED = 20_000
"""So many different texts of a sheet are looked at for a heading."""
ABOVE, BELOW = 3, 2
"""So many lines above and below the line with the places may belong to a heading."""
SAMPLE = 30
LOCATIONS = ("floor", "doorway", "door")
_CASE_COLUMN = {
    BaselineKind.PRESSURE: "door_configuration",
    BaselineKind.VELOCITY: "door_scenario",
    BaselineKind.DOOR_FORCE: "pressurization_active",
}
_NOT_ABOVE_NUMBERS = frozenset({"door_configuration", "door_scenario", "pressurization_active", "provenance", "door"})
_CASE_ASKED = {
    BaselineKind.PRESSURE: "whether the doors were closed or the evacuation doors open",
    BaselineKind.VELOCITY: "which doors were open",
    BaselineKind.DOOR_FORCE: "whether the fan was running",
}


@dataclass
class Found:
    """A table that was recognised; ``reasons`` by canonical column or letters of a column of readings."""

    table: TableMapping
    reasons: dict[str, str] = field(default_factory=dict)
    doubts: list[Problem] = field(default_factory=list)


def recognise(sheet: Sheet, survey: Survey, only: BaselineKind | None = None) -> list[Found]:
    """The tables of a sheet, from the top down; none where nothing looks like locations with readings."""
    grid = Grid(sheet)
    spans = list(_spans(grid, survey, only))
    found, before = [], 0
    for index, span in enumerate(spans):
        end = _end(grid, span, spans[index + 1]) if index + 1 < len(spans) else None
        found.append(_table(grid, span, before, end, survey))
        before = end or 0
    return found


class Grid:
    """A sheet in which merged cells can be asked for by any of their places."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.names: dict[str, bool] = {}
        self.tried = 0
        self._anchors = {
            (row, column): (top, left)
            for (top, left), (bottom, right) in sheet.merged
            if (bottom - top + 1) * (right - left + 1) <= 10_000
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    def at(self, row: int, column: int) -> Value:
        """The cell, or the one that it is merged with."""
        return self.sheet.at(*self._anchors.get((row, column), (row, column)))

    def text(self, row: int, column: int) -> str:
        """A cell of a heading as text; blank where there is none, or where it is no heading."""
        cell = self.at(row, column)
        if isinstance(cell, Decimal):
            return str(cell) if cell in range(1, 10) else ""
        return cell.strip() if isinstance(cell, str) else ""

    def width(self, row: int) -> int:
        """So many columns the row has."""
        return len(self.sheet.rows[row]) if row < len(self.sheet.rows) else 0

    def numeric(self, row: int, column: int) -> bool:
        """Whether numbers stand in the column below ``row``: in its first filled cell, or in most of them."""
        cells = [cell for below in range(row + 1, min(row + 1 + SAMPLE, len(self.sheet.rows)))
                 if (cell := self.sheet.at(below, column)) is not None]  # fmt: skip
        return bool(cells) and (_is_number(cells[0]) or sum(map(_is_number, cells)) * 2 > len(cells))


def _is_number(cell: Value) -> bool:
    value = cell.value if isinstance(cell, Marked) else cell
    if isinstance(cell, Marked) and value is None:
        return True  # an error of the spreadsheet, where a number was meant
    return isinstance(value, Decimal) or (isinstance(value, str) and value.strip()[:1].isdigit() and len(value) < 20)


# --- headings --------------------------------------------------------------------------------------------------------


@dataclass
class _Span:
    """The lines of a heading with what each of its columns means."""

    first: int
    last: int
    columns: dict[str, int] = field(default_factory=dict)
    readings: dict[int, Meaning] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    stairs: dict[int, str] = field(default_factory=dict)

    @property
    def worth(self) -> tuple[int, int, int, int]:
        """How much it tells: readings, their cases and units, stairs, columns; then the fewer lines the better."""
        told = sum(bool(one.says) or one.name in POINTS for one in self.readings.values() if one.kind)
        kinds = sum(one.kind is not None for one in self.readings.values())
        units = sum(one.unit is not None for one in self.readings.values())
        return told + kinds + units, len(set(self.stairs.values())), len(self.columns), self.first - self.last


def _spans(grid: Grid, survey: Survey, only: BaselineKind | None) -> Iterator[_Span]:
    row, floor = 0, 0
    rows = min(len(grid.sheet.rows), HEADINGS_WITHIN)
    while row < rows:
        span = _span_at(grid, row, floor, survey, only) if _names_a_location(grid, row) else None
        if span is None:
            row += 1
            continue
        yield span
        row = floor = span.last + 1


def _names_a_location(grid: Grid, row: int) -> bool:
    """Whether a line has a heading of floors, doorways or doors; so many different texts are looked at, no more."""
    for cell in grid.sheet.rows[row][:200]:
        if isinstance(cell, str) and len(cell) <= 60 and grid.tried < TRIED:
            if cell not in grid.names:
                grid.tried += 1
                grid.names[cell] = meaning(cell).column in LOCATIONS
            if grid.names[cell]:
                return True
    return False


def _span_at(grid: Grid, row: int, floor: int, survey: Survey, only: BaselineKind | None) -> _Span | None:
    """The heading around the line with the locations that tells most; ``None`` when none tells of readings."""
    best: _Span | None = None
    for first in range(row, max(row - ABOVE, floor) - 1, -1):
        for last in range(row, row + BELOW + 1):
            if not _may_be_heading(grid, first, last, row):
                continue
            span = _read_heading(grid, first, last, survey, only)
            if any(name in span.columns for name in LOCATIONS) and span.readings:
                best = span if best is None or span.worth > best.worth else best
    return best


def _may_be_heading(grid: Grid, first: int, last: int, anchor: int) -> bool:
    """Lines of words; those below the places have none (a dash is none) in the places' column."""
    if last >= len(grid.sheet.rows):
        return False
    for row in range(first, last + 1):
        cells = [cell for cell in grid.sheet.rows[row] if cell is not None]
        if not cells or any(not isinstance(cell, str) and cell not in range(1, 10) for cell in cells):
            return False
        if row > anchor and any(
            words_of(as_read(grid.sheet.at(row, place)))
            for place in range(grid.width(anchor))
            if meaning(grid.text(anchor, place)).column in LOCATIONS
        ):
            return False
    return True


def _read_heading(grid: Grid, first: int, last: int, survey: Survey, only: BaselineKind | None) -> _Span:
    span = _Span(first, last)
    for place in range(max(grid.width(row) for row in range(first, last + 1))):
        text = _composed(grid, first, last, place)
        if not text or len(text) > 200:
            continue
        numeric = grid.numeric(last, place)
        named = meaning(text)
        own = meaning(grid.text(last, place)) if not named.column else named
        column = named.column or (own.column if own.column in LOCATIONS and not numeric else "")
        if column and not (numeric and column in _NOT_ABOVE_NUMBERS):
            span.columns.setdefault(column, place)
            span.texts[place] = text
        elif (read := _readings(text, place, span, survey, only)) is not None and (numeric or read.unit is not None):
            span.readings[place], span.texts[place] = read, text
    return span


def _readings(text: str, place: int, span: _Span, survey: Survey, only: BaselineKind | None) -> Meaning | None:
    """What readings stand below a heading; the name of a stair in it is that of all of them."""
    stair = stair_named(text, survey)
    bare = text
    if stair is not None:
        span.stairs[place] = stair.name
        bare = _without(text, stair.name)
    found = readings_of(bare)
    kind = found.kind or _kind_of_case(found) or (only if found.unit is None and not found.known else None)
    if kind is None or (only is not None and kind is not only):
        return None
    name = found.name or {BaselineKind.PRESSURE: "pressure_pa", BaselineKind.DOOR_FORCE: "force_newtons"}.get(
        kind, "velocity_ms"
    )
    return Meaning(kind=kind, name=name, says=found.says, unit=found.unit) if found.known else None


def _without(text: str, name: str) -> str:
    folded = text.casefold().replace("-", " ").replace("_", " ")
    at = folded.find(name.casefold().replace("-", " ").replace("_", " "))
    return text if at < 0 else f"{text[:at]} {text[at + len(name) :]}"


def _kind_of_case(found: Meaning) -> BaselineKind | None:
    """Doors closed and open are cases of pressures, a running fan is one of door forces."""
    return next((kind for kind, column in _CASE_COLUMN.items() if column in found.says), None)


def _composed(grid: Grid, first: int, last: int, place: int) -> str:
    """The words of all lines of a heading above one column."""
    parts: list[str] = []
    for row in range(first, last + 1):
        text = grid.text(row, place)
        if not text and row < last and any(grid.text(below, place) for below in range(row + 1, last + 1)):
            text = _reaching_over(grid, row, place)
        if text and text not in parts:
            parts.append(text)
    return " ".join(parts)


def _reaching_over(grid: Grid, row: int, place: int) -> str:
    """The words further left in a line, which reach over the columns beside them unless they head a place."""
    for left in range(place - 1, -1, -1):
        text = grid.text(row, left)
        if text:
            return "" if meaning(text).column else text
    return ""


# --- the table -------------------------------------------------------------------------------------------------------


def _table(grid: Grid, span: _Span, before: int, end: int | None, survey: Survey) -> Found:
    sheet = grid.sheet
    last = _last_reading(sheet, span, end)
    around = [*range(before, span.first), *range(last + 1, min(end or len(sheet.rows), last + 40))]
    beside = {name: told for name, told in told_beside(sheet, around, survey).items() if name not in span.columns}
    if span.stairs:
        beside.pop("stair", None)
    columns = {name: InColumn(place) for name, place in span.columns.items()}
    found = Found(
        TableMapping(
            sheet.name, (span.first, span.last), {}, (), end, None, fingerprint(sheet, (span.first, span.last))
        )
    )
    for name, place in span.columns.items():
        found.reasons[name] = f"column {letters(place)} is headed “{span.texts[place]}”"
    found.reasons.update({name: told.why for name, told in beside.items()})
    sources = {**columns, **{name: told.source for name, told in beside.items()}}
    readings = tuple(_reading(sheet, span, place, one, found, survey) for place, one in sorted(span.readings.items()))
    found.table = TableMapping(
        sheet.name, (span.first, span.last), _fills(grid, span, sources), readings, end, None, found.table.fingerprint
    )
    _doubt_stair(found, sheet, span)
    return found


def _end(grid: Grid, span: _Span, following: _Span) -> int:
    """The row below a table that another one follows: titles of the next one stand after the last blank row."""
    sheet = grid.sheet
    for row in range(following.first - 1, span.last, -1):
        if not any(cell is not None for cell in sheet.rows[row]):
            return row
    for row in range(span.last + 1, following.first):
        if any(isinstance(cell, str) and is_title(cell) for cell in sheet.rows[row]):
            return row
    return following.first


def _last_reading(sheet: Sheet, span: _Span, end: int | None) -> int:
    """The last row in which a reading stands."""
    for row in range(min(end or len(sheet.rows), len(sheet.rows)) - 1, span.last, -1):
        first = next((cell for cell in sheet.rows[row] if cell is not None), None)
        titled = isinstance(first, str) and is_title(first)
        if not titled and any(sheet.at(row, place) is not None for place in span.readings):
            return row
    return span.last


def _fills(grid: Grid, span: _Span, sources: Mapping[str, object]) -> dict[str, InColumn]:
    """A stair (or a floor beside doors and doorways) that is written once for the rows below it."""
    found = dict(sources)
    for name in ("stair", "floor"):
        source = found.get(name)
        if isinstance(source, InColumn) and (
            name == "stair" or any(one in span.columns for one in ("door", "doorway"))
        ):
            cells = [grid.sheet.at(row, source.place) for row in range(span.last + 1, len(grid.sheet.rows))]
            if cells and cells[0] is not None and any(cell is None for cell in cells):
                found[name] = InColumn(source.place, fill=True)
    return found  # type: ignore[return-value]


def _reading(sheet: Sheet, span: _Span, place: int, one: Meaning, found: Found, survey: Survey) -> ReadingColumn:
    kind = one.kind
    assert kind is not None
    says, letter = dict(one.says), letters(place)
    heading = f"column {letter} is headed “{span.texts[place]}”"
    found.reasons[letter] = heading
    column = _CASE_COLUMN[kind]
    if column in span.columns:
        says.pop(column, None)
    elif kind is BaselineKind.VELOCITY:
        _scenario(says, found, letter, survey)
    if place in span.stairs:
        says["stair"] = span.stairs[place]
    if column not in says and column not in span.columns:
        said = f"The heading “{span.texts[place]}” does not say {_CASE_ASKED[kind]}."
        found.doubts.append(at_cell(sheet.name, span.last, place, column, span.texts[place], "not_told", said))
    if unit := one.foreign_unit:
        said = f"This column is headed in {unit}. Convert it to {_own(kind)}, or say that it shall be converted."
        found.doubts.append(at_cell(sheet.name, span.last, place, one.name, span.texts[place], "unit", said))
    return ReadingColumn(place, kind, one.name, says)


def _own(kind: BaselineKind) -> str:
    return {BaselineKind.PRESSURE: "Pa", BaselineKind.VELOCITY: "m/s"}.get(kind, "N")


def _scenario(says: dict[str, str], found: Found, letter: str, survey: Survey) -> None:
    """The building's scenario that the heading names; the only one where it has no other."""
    text = says.pop("door_scenario", "")
    named = Places(survey).scenario(text) if text else None
    if isinstance(named, str):
        says["door_scenario"] = named
        return
    digits = {word for word in text.split() if word.isdigit()}
    fitting = [name for name in survey.door_scenarios if digits <= set(name.replace("_", " ").split())]
    if len(fitting) == 1:
        says["door_scenario"] = fitting[0]
        only = "the only door scenario" if len(survey.door_scenarios) == 1 else "the only one that fits"
        found.reasons[letter] += f"; {fitting[0]} is {only} of this building"


def _doubt_stair(found: Found, sheet: Sheet, span: _Span) -> None:
    if "stair" in found.table.columns or all(place in span.stairs for place in span.readings):
        return
    said = f"Which stair the sheet “{sheet.name}” is about is not said, neither in a column nor above the table."
    found.doubts.append(Problem(sheet.name, None, "stair", None, None, "not_told", said))
