"""The headings of a sheet: the lines around a word such as *Level* or *Doorway*, and what each column below says.

Lines above it that reach over several columns (merged, or written once at the left) belong to each of them:
``Pressure (Pa)`` over ``Closed`` and ``Open``. A word for places that stands twice begins a second table beside the
first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.domain.forms import BASELINE_COLUMNS, POINTS
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.files.cells import Marked, Sheet, Value, as_read
from firemode_desktop.imports.mappings.headings import Meaning, may_head_floors, meaning, readings_of, words_of
from firemode_desktop.imports.mappings.titles import is_title, stair_named

HEADINGS_WITHIN = 5_000
"""Rows in which headings are looked for."""
TRIED = 20_000
"""So many different texts of a sheet are looked at for a heading."""
ABOVE, BELOW = 3, 2
"""So many lines above and below the line with the places may belong to a heading."""
SAMPLE = 30
LOCATIONS = ("floor", "doorway", "door")
_NOT_ABOVE_NUMBERS = frozenset({*(named.case for named in BASELINE_COLUMNS.values()), "provenance", "door"})
_LIMIT = re.compile(r"[0-9]\s*(?:Pa|N|m/s)\b")
"""What a limit below a heading says, and no heading does."""
_ONE_ONLY = frozenset({*(named.case for named in BASELINE_COLUMNS.values()), "commissioned_date"})


class Grid:
    """A sheet in which merged cells can be asked for by any of their places."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.names: dict[str, bool] = {}
        self.tried = 0
        self._anchors = sheet.anchors()

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
class Span:
    """The lines of a heading with what each of its columns means.

    ``labels`` are all columns that stand beside readings, from the left; ``columns`` the first of each name. ``alone``
    tells that no other table stands beside this one.
    """

    first: int
    last: int
    labels: list[tuple[str, int]] = field(default_factory=list)
    readings: dict[int, Meaning] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    stairs: dict[int, str] = field(default_factory=dict)
    alone: bool = True

    @property
    def columns(self) -> dict[str, int]:
        """The first column of each name."""
        return dict(reversed(self.labels))

    @property
    def twice(self) -> dict[str, int]:
        """Of what readings may have one of only – their day, their case – the second column, where there is one."""
        first = self.columns
        return {name: place for name, place in reversed(self.labels) if name in _ONE_ONLY and place != first[name]}

    @property
    def worth(self) -> tuple[int, int, int, int]:
        """How much it tells: readings, their cases and units, stairs, columns; then the fewer lines the better."""
        told = sum(bool(one.says) or one.name in POINTS for one in self.readings.values() if one.kind)
        kinds = sum(one.kind is not None for one in self.readings.values())
        units = sum(one.unit is not None for one in self.readings.values())
        return told + kinds + units, len(set(self.stairs.values())), len(self.columns), self.first - self.last


def spans(grid: Grid, survey: Survey, only: BaselineKind | None) -> Iterator[tuple[Span, ...]]:
    """The headings of a sheet from the top down; those that stand side by side together."""
    row, floor = 0, 0
    rows = min(len(grid.sheet.rows), HEADINGS_WITHIN)
    while row < rows:
        span = _span_at(grid, row, floor, survey, only) if _names_a_location(grid, row) else None
        if span is None:
            row += 1
            continue
        yield _side_by_side(span)
        row = floor = span.last + 1


def _side_by_side(span: Span) -> tuple[Span, ...]:
    """The tables under one heading: each begins at its own column of places, and ends before the next one's."""
    name = next(name for name in LOCATIONS if name in span.columns)
    begins = [place for label, place in span.labels if label == name]
    if len(begins) == 1:
        return (span,)
    ends = [*begins[1:], 1 << 20]
    shared = [(label, place) for label, place in span.labels if place < begins[0]]
    return tuple(_part(span, begin, end, shared) for begin, end in zip(begins, ends, strict=True))


def _part(span: Span, begin: int, end: int, shared: list[tuple[str, int]]) -> Span:
    labels = [*shared, *((label, place) for label, place in span.labels if begin <= place < end)]
    readings = {place: one for place, one in span.readings.items() if begin <= place < end}
    stairs = {place: stair for place, stair in span.stairs.items() if begin <= place < end}
    above = stairs.get(begin)
    if above is not None:
        stairs = {place: stairs.get(place, above) for place in readings}
    return Span(span.first, span.last, labels, readings, span.texts, stairs, alone=False)


def _names_a_location(grid: Grid, row: int) -> bool:
    """Whether a line has a heading of floors, doorways or doors; so many different texts are looked at, no more."""
    for cell in grid.sheet.rows[row][:200]:
        if isinstance(cell, str) and len(cell) <= 60 and grid.tried < TRIED:
            if cell not in grid.names:
                grid.tried += 1
                grid.names[cell] = _locates(cell)
            if grid.names[cell]:
                return True
    return False


def _span_at(grid: Grid, row: int, floor: int, survey: Survey, only: BaselineKind | None) -> Span | None:
    """The heading around the line with the locations that tells most; ``None`` when none tells of readings."""
    best: Span | None = None
    for first in range(row, max(row - ABOVE, floor) - 1, -1):
        for last in range(row + BELOW, row - 1, -1):
            if not _may_be_heading(grid, first, last, row):
                continue
            span = _read_heading(grid, first, last, survey, only)
            if any(name in span.columns for name in LOCATIONS) and span.readings:
                best = span if best is None or span.worth > best.worth else best
                break  # a line of words below the places is read with them, as it may say which column is no reading
    return best


def _locates(text: str) -> bool:
    """Whether a heading is one of floors, doorways or doors, or may be."""
    return meaning(text).column in LOCATIONS or may_head_floors(text)


def _may_be_heading(grid: Grid, first: int, last: int, anchor: int) -> bool:
    """Lines of words; those below the places have none (a dash is none) in the places' column."""
    if last >= len(grid.sheet.rows):
        return False
    for row in range(first, last + 1):
        cells = [cell for cell in grid.sheet.rows[row] if cell is not None]
        if row > anchor and any(isinstance(cell, str) and _LIMIT.search(cell) for cell in cells):
            return False
        if not cells or any(not isinstance(cell, str) and cell not in range(1, 10) for cell in cells):
            return False
        if row < anchor and _tells(cells):
            return False
        if row > anchor and any(
            words_of(as_read(grid.sheet.at(row, place)))
            for place in range(grid.width(anchor))
            if _locates(grid.text(anchor, place))
        ):
            return False
    return True


def _tells(cells: Sequence[Value]) -> bool:
    """Whether a line is a title with what it tells: ``Date: 15/1/2024``, or ``Date`` and a day beside it."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    return any(
        is_title(text) and (":" in text or beside[:1].isdigit())
        for text, beside in zip(texts, [*texts[1:], ""], strict=True)
    )


def _read_heading(grid: Grid, first: int, last: int, survey: Survey, only: BaselineKind | None) -> Span:
    span, or_so = Span(first, last), dict[int, str]()
    for place in range(max(grid.width(row) for row in range(first, last + 1))):
        text = _composed(grid, first, last, place)
        if not text or len(text) > 200:
            continue
        numeric = grid.numeric(last, place)
        named = meaning(text)
        own = meaning(grid.text(last, place)) if not named.column else named
        column = named.column or (own.column if own.column in LOCATIONS and not numeric else "")
        if column and not (numeric and column in _NOT_ABOVE_NUMBERS):
            if column in LOCATIONS and (stair := stair_named(text, survey)) is not None:
                span.stairs[place] = stair.name
            span.labels.append((column, place))
            span.texts[place] = text
        elif (read := _readings(text, place, span, survey, only)) is not None and (numeric or read.unit is not None):
            span.readings[place], span.texts[place] = read, text
        elif may_head_floors(text):
            or_so.setdefault(place, text)
    if or_so and not any(name in span.columns for name in LOCATIONS):
        place, text = next(iter(or_so.items()))
        span.labels.append(("floor", place))
        span.texts[place] = text
    return span


def _readings(text: str, place: int, span: Span, survey: Survey, only: BaselineKind | None) -> Meaning | None:
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
    name = found.name or BASELINE_COLUMNS[kind].value
    return Meaning(kind=kind, name=name, says=found.says, unit=found.unit) if found.known else None


def _without(text: str, name: str) -> str:
    folded = text.casefold().replace("-", " ").replace("_", " ")
    at = folded.find(name.casefold().replace("-", " ").replace("_", " "))
    return text if at < 0 else f"{text[:at]} {text[at + len(name) :]}"


def _kind_of_case(found: Meaning) -> BaselineKind | None:
    """Doors closed and open are cases of pressures, a running fan is one of door forces."""
    return next((kind for kind, named in BASELINE_COLUMNS.items() if named.case in found.says), None)


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
