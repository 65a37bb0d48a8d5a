"""A results workbook → one frozen ``ResultsPlan``: what was read for which test, and everything that is wrong.

Parsing and checking only: identifiers, numbers, the nine points, times, instruments, evidence files, observed effects.
Whether a reading passes, and whether a test is completed already, is decided where it is recorded. A reading is never
refused for being bad (page 1, C10).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from firemode_desktop.domain.forms import EFFECTS, POINTS, RESULTS
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.judges import NUMERIC
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.reading import Reading, Test
from firemode_desktop.domain.verdict import completion_problems
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.tables.columns import Columns, read_columns
from firemode_desktop.imports.tables.layout import Table, find_tables
from firemode_desktop.imports.tables.problems import Problem, of_sheet
from firemode_desktop.imports.tables.values import Ways

NOON = time(12)
"""The time of a reading of which only the day is known: noon on site, the same date almost anywhere on earth."""
OTHER_SHEETS = ("Verdicts",)
_CONDITIONS = ("temp_out_c", "temp_stair_c", "wind_ms")


@dataclass(frozen=True, slots=True)
class KnownInstrument:
    """An instrument of the register, by its serial number."""

    id: UUID
    serial_number: str
    instrument_type: str | None = None


@dataclass(frozen=True)
class ResultsSurvey:
    """What of a session is needed to read its results. ``tests`` by scoped identifier, ``zone`` is the building's.

    ``session_day`` is the day it is planned for, which stands for a time that is left blank. ``evidence`` are the names
    of files that are on record, by identifier: they need not lie beside the workbook again.
    """

    session_id: UUID
    building_id: UUID
    session: str
    zone: ZoneInfo
    today: date
    session_day: date | None
    tests: Mapping[str, Test]
    instruments: tuple[KnownInstrument, ...] = ()
    evidence: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What the file says of one test. ``row`` counts from 1.

    ``value`` is in the unit of the test, ``points`` are the nine of a doorway (m/s), ``observed`` the effects of a
    cause-and-effect test (empty: nothing was seen). ``measured_at`` has its offset; ``None`` when neither the file nor
    the session names a day. ``status`` is blank, ``skipped`` or ``failed``, with the reason in ``notes``.
    ``evidence`` are files that were there when the plan was made.
    """

    identifier: str
    sheet: str
    row: int
    value: Decimal | None = None
    points: tuple[Decimal, ...] = ()
    observed: tuple[ObservedEffect, ...] | None = None
    result_observed: bool | None = None
    measured_at: datetime | None = None
    instrument_id: UUID | None = None
    environment: Mapping[str, Decimal] = field(default_factory=dict)
    status: str = ""
    notes: str | None = None
    evidence: tuple[Path, ...] = ()


@dataclass(frozen=True)
class ResultsPlan:
    """All rows of a file that say something, in its order, and what is wrong with it. One error: nothing is written."""

    session_id: UUID
    building_id: UUID
    file_name: str
    sha256: str
    rows: tuple[ResultRow, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    rows_read: int

    def to_dict(self) -> dict[str, Any]:
        """The part of the JSON that is known before anything is recorded; whoever records adds the counts."""
        return {
            "success": not self.errors,
            "rows_read": self.rows_read,
            "errors": [problem.to_dict() for problem in self.errors],
            "warnings": [problem.to_dict() for problem in self.warnings],
        }


def plan_results(workbook: Workbook, survey: ResultsSurvey, folder: Path | None = None) -> ResultsPlan:
    """Hold a results workbook against a session. ``folder`` is where the evidence files lie, beside the workbook."""
    layout = find_tables(workbook, (RESULTS, EFFECTS), other=OTHER_SHEETS)
    tables = {table.form.title: table for table in layout.tables}
    errors, warnings = [*layout.errors, *_twice(layout.tables, tables)], list(layout.warnings)
    ways = Ways(workbook.delimited)
    effects = _Effects(survey, ways)
    if EFFECTS.title in tables:
        effects.read(tables[EFFECTS.title])
    results = _Results(survey, folder, effects)
    if RESULTS.title in tables:
        results.read(tables[RESULTS.title], ways)
    rows = [*results.rows, *effects.alone(results.seen)]
    for columns in (results.columns, effects.columns):
        if columns is not None:
            errors += sorted(columns.errors, key=lambda problem: problem.row or 0)
            warnings += sorted(columns.warnings, key=lambda problem: problem.row or 0)
    read = sum(len(columns.table.rows) for columns in (results.columns, effects.columns) if columns is not None)
    return ResultsPlan(
        survey.session_id,
        survey.building_id,
        workbook.file_name,
        workbook.sha256,
        tuple(rows),
        tuple(errors),
        tuple(warnings),
        read,
    )


def _twice(found: Sequence[Table], read: Mapping[str, Table]) -> Iterator[Problem]:
    """Sheets of a form of which another one is read."""
    for table in found:
        other = read[table.form.title]
        if other is not table:
            said = f"The sheets “{table.sheet.name}” and “{other.sheet.name}” hold the same; keep one."
            yield of_sheet(table.sheet.name, "sheet_twice", said)


def _identified(columns: Columns, index: int, survey: ResultsSurvey) -> str | None:
    """The identifier of a row, as the session spells it; an error when it is no test of the session."""
    text = columns.values["identifier"][index]
    if text is None:
        return None
    name = str(text).strip().upper()
    if name in survey.tests:
        return name
    # Looking for what comes near takes time: a file that is all wrong is not answered for ever.
    near = (
        get_close_matches(name, survey.tests, n=1, cutoff=0.8) if len(columns.errors) < 50 and len(name) <= 100 else []
    )
    hint = f" Did you mean {near[0]}?" if near else ""
    columns.refuse(index, "identifier", "unknown_identifier", f"{name[:100]} is not a test of this session.{hint}")
    return None


def _blank(table: Table, names: Sequence[str]) -> set[int]:
    """Rows of a template that nobody filled in."""
    cells = [table.values[name] for name in names if name in table.values]
    filled = (any(cell is not None for cell in row) for row in zip(*cells, strict=True))
    broken = table.sheet.broken
    return {index for index, told in enumerate(filled) if not told and table.rows[index] not in broken}


class _Effects:
    """The sheet of observed effects, one row an effect; a row of the template without a time was not seen."""

    def __init__(self, survey: ResultsSurvey, ways: Ways) -> None:
        self.columns: Columns | None = None
        self._survey = survey
        self._ways = ways
        self._seen: dict[str, list[ObservedEffect]] = {}
        self._first: dict[str, int] = {}

    def read(self, table: Table) -> None:
        """Read the sheet."""
        columns = read_columns(table.without(_blank(table, ["delay_seconds"])), self._survey.today, self._ways)
        self.columns = columns
        if any(problem.code == "missing_column" for problem in columns.errors):
            return
        for index in range(len(columns.table.rows)):
            identifier = _identified(columns, index, self._survey)
            if identifier is not None and self._is_sequence(index, identifier) and index not in columns.bad:
                self._seen.setdefault(identifier, []).append(self._effect(index))
                self._first.setdefault(identifier, columns.table.rows[index] + 1)

    def _is_sequence(self, index: int, identifier: str) -> bool:
        assert self.columns is not None
        if self._survey.tests[identifier].measurement_type == MeasurementType.CAUSE_AND_EFFECT_LOGIC:
            return True
        said = f"{identifier} is not a cause-and-effect test; it has no effects."
        self.columns.refuse(index, "identifier", "not_a_sequence", said)
        return False

    def _effect(self, index: int) -> ObservedEffect:
        assert self.columns is not None
        row = {name: values[index] for name, values in self.columns.values.items()}
        step = row.get("step_order")
        return ObservedEffect(
            row["component_id"], row["action"], row["delay_seconds"], None if step is None else int(step)
        )

    def of(self, identifier: str) -> tuple[ObservedEffect, ...]:
        """The effects of a test."""
        return tuple(self._seen.get(identifier, ()))

    def alone(self, told: set[str]) -> list[ResultRow]:
        """Tests of which only effects are noted, and no row of results."""
        return [
            ResultRow(
                name, EFFECTS.title, self._first[name], observed=self.of(name), measured_at=_at(self._survey, None)
            )
            for name in self._seen
            if name not in told
        ]


class _Results:
    """The sheet of results, one row a test."""

    def __init__(self, survey: ResultsSurvey, folder: Path | None, effects: _Effects) -> None:
        self.columns: Columns | None = None
        self.rows: list[ResultRow] = []
        self.seen: set[str] = set()
        self._survey = survey
        self._folder = folder
        self._effects = effects
        self._instruments: dict[str, list[KnownInstrument]] = {}
        for instrument in survey.instruments:
            self._instruments.setdefault(instrument.serial_number.casefold(), []).append(instrument)

    def read(self, table: Table, ways: Ways) -> None:
        """Read the sheet."""
        named = [name for name in table.places if name != "identifier"]
        columns = read_columns(table.without(_blank(table, named)), self._survey.today, ways)
        self.columns = columns
        if not columns.has("identifier"):
            return
        names = [_identified(columns, index, self._survey) for index in range(len(columns.table.rows))]
        times = Counter(names)
        for index, name in enumerate(names):
            if name is None:
                continue
            self.seen.add(name)
            if times[name] > 1:
                said = f"{name} stands in this file more than once."
                columns.refuse(index, "identifier", "duplicate", said)
                continue
            row = self._row(columns, index, name)
            if index not in columns.bad:
                self.rows.append(row)

    def _row(self, columns: Columns, index: int, identifier: str) -> ResultRow:
        told = {name: values[index] for name, values in columns.values.items()}
        row = ResultRow(
            identifier,
            columns.table.sheet.name,
            columns.table.rows[index] + 1,
            value=told.get("measured_value"),
            points=tuple(told[name] for name in POINTS if told.get(name) is not None),
            result_observed=told.get("result_observed"),
            measured_at=self._measured_at(columns, index, told.get("measured_at")),
            instrument_id=self._instrument(columns, index, told.get("instrument_serial")),
            environment={name: told[name] for name in _CONDITIONS if told.get(name) is not None},
            status=told.get("status") or "",
            notes=told.get("notes"),
            evidence=self._evidence(columns, index, identifier, told.get("evidence")),
        )
        if row.status:
            self._check_not_carried_out(columns, index, row)
            return row
        return self._complete(columns, index, row)

    def _check_not_carried_out(self, columns: Columns, index: int, row: ResultRow) -> None:
        if not (row.notes or "").strip():
            said = f"Why the test was {row.status} is needed, in notes."
            columns.refuse(index, "notes", "reason_missing", said)
        if row.value is not None or row.points or self._effects.of(row.identifier):
            said = f"This test is marked {row.status} and has a reading; it can only be one of them."
            columns.refuse(index, "status", "status_and_value", said)

    def _complete(self, columns: Columns, index: int, row: ResultRow) -> ResultRow:
        """The row as a reading of its test; an error when something is missing from it, or belongs to another kind."""
        test = self._survey.tests[row.identifier]
        kind = MeasurementType(test.measurement_type)
        if kind is MeasurementType.CAUSE_AND_EFFECT_LOGIC:
            observed = self._effects.of(row.identifier) or (() if row.result_observed is False else None)
            row = replace(row, observed=observed, result_observed=None)
        if row.points and kind is not MeasurementType.AIR_VELOCITY:
            columns.refuse(index, "p1", "points", "Nine points are measured at doorways only.")
        if row.result_observed is not None and kind in NUMERIC:
            said = "Whether the expected result was observed is not asked of this test; leave the cell blank."
            columns.refuse(index, "result_observed", "out_of_place", said)
        if index in columns.bad:
            return row
        if kind is MeasurementType.AIR_VELOCITY:
            self._check_points(columns, index, row)
            return replace(row, value=None)
        day = self._survey.session_day or self._survey.today
        reading = Reading(day, row.value, None, row.observed, row.result_observed)
        for said in completion_problems(test, reading):
            columns.refuse(index, _column_of(kind), "missing", said)
        return row

    def _check_points(self, columns: Columns, index: int, row: ResultRow) -> None:
        if not row.points:
            columns.refuse(index, "p1", "missing", "Velocity is measured at nine points, p1 to p9.")
            return
        for name in POINTS:
            if columns.values.get(name, [None] * (index + 1))[index] is None:
                said = f"{name} is missing: velocity is measured at nine points."
                columns.refuse(index, name, "incomplete_grid", said)
        if len(row.points) == len(POINTS) and row.value is not None:
            mean = Grid.of(row.points).mean
            if abs(mean - row.value) > Decimal("0.01"):
                said = f"This is not the mean of the nine points, {mean:.3f} m/s; leave one of them out."
                columns.refuse(index, "measured_value", "mean_differs", said)

    def _measured_at(self, columns: Columns, index: int, told: Any) -> datetime | None:
        moment = _at(self._survey, told)
        if moment is None:
            return None
        on_site = moment.astimezone(self._survey.zone)
        if on_site.date() > self._survey.today and index not in columns.bad:
            said = f"A reading of {on_site:%d %b %Y} is in the future; write down when it was measured."
            columns.refuse(index, "measured_at", "future_date", said)
        if isinstance(told, datetime) and not _exists(moment):
            said = f"{told:%H:%M} does not exist on that day: the clocks went forward."
            columns.refuse(index, "measured_at", "no_such_time", said)
        return moment

    def _instrument(self, columns: Columns, index: int, serial: str | None) -> UUID | None:
        if serial is None:
            return None
        found = self._instruments.get(serial.casefold(), [])
        if len(found) == 1:
            return found[0].id
        if found:
            said = f"{len(found)} instruments have the serial number {serial}; it cannot be told which was used."
            columns.refuse(index, "instrument_serial", "ambiguous_instrument", said)
            return None
        near = get_close_matches(serial.casefold(), self._instruments, n=1, cutoff=0.7)
        hint = f" Did you mean {self._instruments[near[0]][0].serial_number}?" if near else ""
        said = f"There is no instrument with the serial number {serial}.{hint}"
        columns.refuse(index, "instrument_serial", "unknown_instrument", said)
        return None

    def _evidence(self, columns: Columns, index: int, identifier: str, told: str | None) -> tuple[Path, ...]:
        """The files named beside the workbook; a name with a folder in it is refused."""
        found = []
        on_record = self._survey.evidence.get(identifier, frozenset())
        for name in (part.strip() for part in (told or "").split(";")):
            if not name or name in on_record:
                continue
            if name != Path(name).name or "\\" in name or self._folder is None:
                said = f"“{name}” must be the name of a file in the folder of the workbook."
                columns.refuse(index, "evidence", "evidence_name", said)
            elif not (self._folder / name).is_file():
                said = f"There is no file “{name}” beside the workbook."
                columns.refuse(index, "evidence", "evidence_missing", said)
            else:
                found.append(self._folder / name)
        return tuple(found)


def _column_of(kind: MeasurementType) -> str:
    observed = (MeasurementType.INTERFACE_TEST, MeasurementType.DOOR_LATCHING, MeasurementType.FAN_OPERATION)
    return "result_observed" if kind in observed else "measured_value"


def _at(survey: ResultsSurvey, told: Any) -> datetime | None:
    """When it was measured, with its offset: naive times are the site's, a day is noon, blank the session's day."""
    if told is None:
        told = survey.session_day
    if isinstance(told, datetime):
        return told if told.tzinfo is not None else told.replace(tzinfo=survey.zone)
    return None if told is None else datetime.combine(told, NOON, survey.zone)


def _exists(moment: datetime) -> bool:
    """Whether a local time is on the clock at all on its day."""
    utc = moment.timestamp()
    return datetime.fromtimestamp(utc, moment.tzinfo).replace(tzinfo=None) == moment.replace(tzinfo=None)
