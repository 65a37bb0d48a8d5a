"""Baselines typed by hand → the same frozen ``Plan`` that a file would come to.

What was typed becomes the rows of canonical sheets, and ``plan_import`` holds them against the building: one set of
rules and words for both. ``services.importing.apply`` writes the plan.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from firemode_desktop.domain.baseline_draft import SHARED, Draft, Typed, look
from firemode_desktop.domain.baselines import Location, Survey
from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.forms import BASELINE_COLUMNS, BASELINE_FORMS
from firemode_desktop.domain.words import BaselineKind, case_words
from firemode_desktop.imports.baselines.plan import Plan, PlannedRow, plan_import
from firemode_desktop.imports.files.cells import Logical, Sheet, Value, Workbook, as_read
from firemode_desktop.imports.tables.problems import Problem, RowStatus

BY_HAND = "entered by hand"
NO_DATE = "Say when these were commissioned."
NOTHING_NEW = "Everything typed is on record already."
DAY = "commissioned_date"
SAID_AT_ONCE = "outside_rule"
"""The warning that stands beside the value already while it is typed."""


@dataclass(frozen=True)
class Entered:
    """What saving a draft would do. While the day of commissioning is missing, ``plan`` is made as if it was today.

    ``shared_problems`` are by name of ``SHARED``, ``errors`` and ``warnings`` by location, each a sentence.
    """

    plan: Plan
    shared_problems: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[Location, str] = field(default_factory=dict)
    warnings: Mapping[Location, str] = field(default_factory=dict)
    where: Mapping[Location, str] = field(default_factory=dict)
    """Where each error and warning is, in words."""

    @property
    def ready(self) -> bool:
        """Whether it can be saved, and there is something to save."""
        return not self.shared_problems and not self.plan.errors and not self.plan.writes_nothing

    @property
    def nothing_new(self) -> bool:
        """Whether everything typed is on record to the letter."""
        return self.plan.writes_nothing and not self.plan.errors and not self.shared_problems

    @property
    def warning(self) -> str:
        """The first thing worth knowing that stands in nobody's way, with how many more there are."""
        told = [f"{self.where[at]}: {words}" for at, words in self.warnings.items()]
        more = f" ({len(told) - 1} more)" if len(told) > 1 else ""
        return f"{told[0]}{more}" if told else ""

    def place_of(self, line: str) -> str:
        """The location of a row that ``services.importing`` names as ``Pressure, row 2``; else the line itself."""
        rows = {f"{row.sheet}, row {row.row}": row.where for row in self.plan.rows}
        return rows.get(line, line)

    @property
    def counts(self) -> str:
        """``7 new, 2 changed, 1 cannot be saved``: the numbers that the import batch will show."""
        words = {RowStatus.UNCHANGED: "on record already", RowStatus.ERROR: "cannot be saved"}
        told = [(self.plan.count(status), words.get(status, status.value)) for status in RowStatus]
        old = sum(row.history and row.writes for row in self.plan.rows)
        parts = [f"{many} {word}" for many, word in told if many]
        return ", ".join([*parts, *[f"{old} of them history"] * bool(old)])

    @property
    def problem(self) -> str:
        """The first sentence that stands in the way of saving; blank where none does."""
        found = [*(f"{self.where[at]}: {words}" for at, words in self.errors.items()), *self.shared_problems.values()]
        whole = [problem.message for problem in self.plan.whole_file_errors]
        nothing = [NOTHING_NEW] * self.nothing_new
        return next(iter((*found, *whole, *nothing)), "")


Row = tuple[Mapping[str, Value], Typed]
"""Where something was typed, by the columns of its canonical sheet, and what."""


def plan_entered(draft: Draft, survey: Survey) -> Entered:
    """Hold what was typed against a building. Never raises for what was typed."""
    told, wrong = _shared(draft.shared, draft.kinds, survey.today)
    places = {kind: tuple(one for one in draft.cells if one[0] is kind) for kind in draft.kinds}
    rows = {kind: [(_ids(one), draft.cells[one]) for one in found] for kind, found in places.items()}
    plan = _plan(rows, told, survey)
    by_sheet = {BASELINE_FORMS[kind].title: found for kind, found in places.items()}
    of_all = {problem.column: problem.message for problem in reversed(plan.errors) if problem.column in told}
    errors = _by_location(plan.errors, by_sheet, told)
    doubts = [problem for problem in plan.warnings if problem.code != SAID_AT_ONCE]
    warnings = _by_location(doubts, by_sheet, told)
    return Entered(
        plan,
        {**of_all, **wrong},
        {at: look(at[0], draft.cells[at]).problem or words for at, words in errors.items()},
        warnings,
        {at: _where(at, survey) for at in (*errors, *warnings)},
    )


def plan_named(
    kind: BaselineKind, names: Mapping[str, str], typed: Typed, shared: Mapping[str, str], survey: Survey
) -> Plan:
    """The plan of one baseline whose place is named as in a file: ``stair``, ``floor``, …, and the case's column."""
    told, _ = _shared(shared, (kind,), survey.today)
    return _plan({kind: [(dict(names), typed)]}, told, survey)


def _plan(rows: Mapping[BaselineKind, Sequence[Row]], told: Mapping[str, Value], survey: Survey) -> Plan:
    sheets = tuple(_sheet(kind, found, told) for kind, found in rows.items())
    plan = plan_import(Workbook(BY_HAND, _hash(sheets, survey), sheets, separator="\t"), survey)
    named = tuple(replace(row, source_ref=BY_HAND) if row.source_ref else row for row in plan.rows)
    return replace(plan, rows=named, reading={BY_HAND: {name: as_read(value) for name, value in told.items()}})


def row_of(entered: Entered, location: Location) -> PlannedRow | None:
    """What becomes of one location; ``None`` where it cannot be saved."""
    return next((row for row in entered.plan.rows if row.location == location), None)


def _shared(
    shared: Mapping[str, str], kinds: Iterable[BaselineKind], today: date
) -> tuple[dict[str, Value], dict[str, str]]:
    """The cells that all rows have in common; and what stands in the way of the day, by name."""
    known = {column.name for kind in kinds for column in BASELINE_FORMS[kind].every}
    told: dict[str, Value] = {name: shared[name] for name in SHARED if name in shared and name in known}
    try:
        day = parse_date(shared[DAY]) if DAY in shared else None
    except Invalid as error:
        return {**told, DAY: today}, {DAY: error.message}
    return {**told, DAY: day or today}, {} if day else {DAY: NO_DATE}


def _ids(location: Location) -> dict[str, Value]:
    """A location as the cells that name it."""
    kind, stair, place, case = location
    named = BASELINE_COLUMNS[kind]
    which = Logical(case) if isinstance(case, bool) else case
    return {"stair_id": str(stair), f"{named.place}_id": str(place), named.case: which}


def _sheet(kind: BaselineKind, found: Sequence[Row], told: Mapping[str, Value]) -> Sheet:
    """A canonical sheet: its heading, and a row for each place."""
    form = BASELINE_FORMS[kind]
    common = [name for name in told if name in (column.name for column in form.every)]
    where = tuple(found[0][0])
    rows: list[tuple[Value, ...]] = [(*where, *BASELINE_COLUMNS[kind].readings, *common)]
    for names, typed in found:
        rows.append((*(names[name] for name in where), *_values(kind, typed), *(told[name] for name in common)))
    return Sheet(form.title, tuple(rows))


def _values(kind: BaselineKind, typed: Typed) -> tuple[Value, ...]:
    """The cells of the value and, for a velocity, of the points; what cannot be read stays the text that it is."""
    read = look(kind, typed)
    if typed.is_grid and read.grid is not None:
        return (
            None,
            *(
                value if value is not None else text or None
                for value, text in zip(read.grid.values, typed.texts, strict=True)
            ),
        )
    value = typed.texts[0] if read.value is None else read.value
    return (value, *[None] * len(BASELINE_COLUMNS[kind].points))


def _by_location(
    problems: Iterable[Problem], places: Mapping[str, Sequence[Location]], told: Mapping[str, Value]
) -> dict[Location, str]:
    """The first sentence of each location that is about itself; its row is the second of the sheet or further down."""
    found: dict[Location, str] = {}
    for problem in problems:
        if problem.column not in told and problem.row is not None and problem.row > 1:
            found.setdefault(places[problem.sheet][problem.row - 2], problem.message)
    return found


def _where(location: Location, survey: Survey) -> str:
    """``Stair-A, Level-8, all doors closed``."""
    _, stair, place, case = location
    names = {one.id: one.name for one in (*survey.stairs, *survey.floors, *survey.doorways, *survey.doors)}
    return ", ".join(part for part in (names.get(stair), names.get(place), case_words(case)) if part)


def _hash(sheets: Iterable[Sheet], survey: Survey) -> str:
    """SHA-256 of the canonical text of the entries: building, sheets, rows in the order of their text."""
    told = [
        [sheet.name, *sorted(json.dumps([as_read(cell) for cell in row]) for row in sheet.rows)] for sheet in sheets
    ]
    return sha256(json.dumps([str(survey.building_id), told]).encode()).hexdigest()
