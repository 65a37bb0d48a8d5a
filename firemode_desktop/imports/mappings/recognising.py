"""A sheet of any site → its tables and what their columns mean, each with the reason; what is not said is a doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from firemode_desktop.domain.baselines import UNITS, Survey
from firemode_desktop.domain.forms import BASELINE_COLUMNS
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.files.cells import Sheet, letters
from firemode_desktop.imports.mappings.footing import Footing
from firemode_desktop.imports.mappings.headings import (
    Meaning,
    doors_counted,
    foreign_of,
    speaks_of_closed_doors,
    words_of,
)
from firemode_desktop.imports.mappings.mapping import InCell, InColumn, ReadingColumn, TableMapping, fingerprint
from firemode_desktop.imports.mappings.spans import LOCATIONS, Grid, Span, spans
from firemode_desktop.imports.mappings.titles import OF_A_VISIT, Told, disagreeing, is_title, told_beside
from firemode_desktop.imports.tables.places import Places
from firemode_desktop.imports.tables.problems import Problem, at_cell, foreign_unit

_CASE_ASKED = {
    BaselineKind.PRESSURE: "whether the doors were closed or the evacuation doors open",
    BaselineKind.VELOCITY: "which doors were open",
    BaselineKind.DOOR_FORCE: "whether the fan was running",
}
_ASKED_OF_ALL = {"stair": "stair", "commissioned_date": "day of commissioning"}


@dataclass
class FoundTable:
    """A table that was recognised; ``reasons`` by canonical column or letters of a column of readings."""

    table: TableMapping
    reasons: dict[str, str] = field(default_factory=dict)
    doubts: list[Problem] = field(default_factory=list)


def recognise(sheet: Sheet, survey: Survey, only: BaselineKind | None = None) -> list[FoundTable]:
    """The tables of a sheet, from the top down; none where nothing looks like locations with readings."""
    grid, footing = Grid(sheet), Footing(sheet, survey)
    headings = list(spans(grid, survey, only))
    found, before = [], 0
    on_top = told_beside(sheet, range(headings[0][0].first), survey) if headings else {}
    for index, beside in enumerate(headings):
        following = headings[index + 1][0] if index + 1 < len(headings) else None
        end = _foot(footing, beside) if following is None else _end(grid, beside[0], following)
        above = _of_the_sheet(grid, range(before, beside[0].first), on_top)
        around = range(before, len(sheet.rows) if following is None or end is None else end)
        found += [_table(grid, span, around, end, survey, above) for span in beside if span.readings]
        before = end or 0
    return found


def _of_the_sheet(grid: Grid, titles: range, on_top: Mapping[str, Told]) -> dict[str, Told]:
    """What stands on top of a sheet for the tables further down; its stair only where none is spoken of in between."""
    texts = (words_of(cell) for row in titles for cell in grid.sheet.rows[row] if isinstance(cell, str))
    other_stair = any("stair" in text for text in texts)
    return {name: told for name, told in on_top.items() if name in OF_A_VISIT or (name == "stair" and not other_stair)}


# --- the table -------------------------------------------------------------------------------------------------------


def _table(
    grid: Grid, span: Span, around: range, end: int | None, survey: Survey, above: Mapping[str, Told]
) -> FoundTable:
    sheet = grid.sheet
    last = _last_reading(sheet, span, end)
    titles = [*range(around.start, span.first), *range(last + 1, min(around.stop, last + 40))]
    beside = {**above, **told_beside(sheet, titles, survey)}
    apart = disagreeing(sheet, titles)
    beside = {name: told for name, told in beside.items() if name not in span.columns and name not in apart}
    if any(place in span.stairs for place in span.readings):
        beside.pop("stair", None)
    columns = {name: InColumn(place) for name, place in span.columns.items() if name not in span.twice}
    heading = (span.first, span.last)
    sources = _fills(grid, span, {**columns, **{name: told.source for name, told in beside.items()}})
    found = FoundTable(TableMapping(sheet.name, heading, sources, (), end, fingerprint=fingerprint(sheet, heading)))
    for name, source in columns.items():
        found.reasons[name] = f"column {letters(source.place)} is headed “{span.texts[source.place]}”"
    found.reasons.update({name: told.why for name, told in beside.items()})
    readings = tuple(_reading(sheet, span, place, one, found, survey) for place, one in sorted(span.readings.items()))
    found.table = replace(found.table, readings=readings)
    _doubt_twice(found, sheet, span, apart)
    _doubt_stair(found, sheet, span)
    return found


def _doubt_twice(found: FoundTable, sheet: Sheet, span: Span, apart: Mapping[str, tuple[Told, Told]]) -> None:
    """A day, stair or case that is told twice: which one is meant, a person has to say."""
    for name, place in span.twice.items():
        said = f"Two columns are headed as {name}; say which of them is meant for which readings."
        found.doubts.append(at_cell(sheet.name, span.last, place, name, span.texts[place], "not_told", said))
    for name, (one, other) in apart.items():
        assert isinstance(other.source, InCell)
        row, column = other.source.row, other.source.column
        said = f"{one.why}, and {other.why}: say which {_ASKED_OF_ALL[name]} is meant."
        found.doubts.append(at_cell(sheet.name, row, column, name, sheet.at(row, column), "not_told", said))


def _foot(footing: Footing, beside: Sequence[Span]) -> int | None:
    """The row below the last tables of a sheet, where words stand below them."""
    readings = [place for span in beside for place in span.readings]
    labels = [span.columns[name] for span in beside for name in LOCATIONS if name in span.columns]
    return footing.foot(beside[0].last + 1, readings, labels)


def _end(grid: Grid, span: Span, following: Span) -> int:
    """The row below a table that another one follows: titles of the next one stand after the last blank row."""
    sheet = grid.sheet
    for row in range(following.first - 1, span.last, -1):
        if not any(cell is not None for cell in sheet.rows[row]):
            return row
    for row in range(span.last + 1, following.first):
        if any(isinstance(cell, str) and is_title(cell) for cell in sheet.rows[row]):
            return row
    return following.first


def _last_reading(sheet: Sheet, span: Span, end: int | None) -> int:
    """The last row in which a reading stands."""
    for row in range(min(end or len(sheet.rows), len(sheet.rows)) - 1, span.last, -1):
        first = next((cell for cell in sheet.rows[row] if cell is not None), None)
        titled = isinstance(first, str) and is_title(first)
        if not titled and any(sheet.at(row, place) is not None for place in span.readings):
            return row
    return span.last


def _fills(grid: Grid, span: Span, sources: Mapping[str, object]) -> dict[str, InColumn]:
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


def _reading(sheet: Sheet, span: Span, place: int, one: Meaning, found: FoundTable, survey: Survey) -> ReadingColumn:
    kind = one.kind
    assert kind is not None
    says, letter = dict(one.says), letters(place)
    heading = f"column {letter} is headed “{span.texts[place]}”"
    found.reasons[letter] = heading
    column = BASELINE_COLUMNS[kind].case
    if column in span.columns:
        says.pop(column, None)
    elif kind is BaselineKind.VELOCITY:
        _scenario(says, found, letter, survey)
    if place in span.stairs:
        says["stair"] = span.stairs[place]
    if column not in says and column not in span.columns:
        said = f"The heading “{span.texts[place]}” does not say {_CASE_ASKED[kind]}."
        found.doubts.append(at_cell(sheet.name, span.last, place, column, span.texts[place], "not_told", said))
    titled = foreign_of(sheet, span.first, [one], kind)
    if titled is not None:
        spot, text = (span.last, place), span.texts[place]
        found.doubts.append(foreign_unit(sheet.name, spot, one.name, text, titled.unit, UNITS[kind], titled.why))
    return ReadingColumn(place, kind, one.name, says)


def _scenario(says: dict[str, str], found: FoundTable, letter: str, survey: Survey) -> None:
    """The building's scenario that the heading names; the only one where it has no other."""
    text = says.pop("door_scenario", "")
    named = Places(survey).scenario(text) if text else None
    if isinstance(named, str):
        says["door_scenario"] = named
        return
    fitting = [name for name in survey.door_scenarios if set(words_of(name).split()) <= set(text.split())]
    if len(fitting) != 1:
        fitting = [name for name in survey.door_scenarios if _may_mean(text, words_of(name))]
    if len(fitting) == 1:
        says["door_scenario"] = fitting[0]
        only = "the only door scenario" if len(survey.door_scenarios) == 1 else "the only one that fits"
        found.reasons[letter] += f"; {fitting[0]} is {only} of this building"


def _may_mean(text: str, scenario: str) -> bool:
    """Whether a heading speaks of no other count of doors, and of closed ones only if the scenario does."""
    closed = speaks_of_closed_doors(text) and not speaks_of_closed_doors(scenario)
    return doors_counted(text) <= doors_counted(scenario) and not closed


def _doubt_stair(found: FoundTable, sheet: Sheet, span: Span) -> None:
    if "stair" in found.table.columns or all(place in span.stairs for place in span.readings):
        return
    said = (
        f"Which stair the sheet “{sheet.name}” is about is not said, neither in a column nor above the table, or its "
        "name and its titles say different ones."
    )
    found.doubts.append(Problem(sheet.name, None, "stair", None, None, "not_told", said))
