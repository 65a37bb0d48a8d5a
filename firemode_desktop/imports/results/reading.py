"""The sheet of results, one row a test: its cells as a reading of that test, or what keeps them from being one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from uuid import UUID

from firemode_desktop.domain.dates import on_the_clock, show_date
from firemode_desktop.domain.forms import IDENTIFYING, POINTS
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.judges import NUMERIC
from firemode_desktop.domain.reading import Reading
from firemode_desktop.domain.verdict import completion_problems
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.imports.results.beside import Beside
from firemode_desktop.imports.results.effects import Effects
from firemode_desktop.imports.results.finding import Finder
from firemode_desktop.imports.results.rows import Place, ResultRow, moment_of, places_of
from firemode_desktop.imports.results.said import Said
from firemode_desktop.imports.results.slips import warn_of_slips
from firemode_desktop.imports.results.survey import KnownInstrument, ResultsSurvey
from firemode_desktop.imports.results.telling import read_told
from firemode_desktop.imports.tables.columns import Columns
from firemode_desktop.imports.tables.layout import Table

_CONDITIONS = ("temp_out_c", "temp_stair_c", "wind_ms")
_ANSWERED = (MeasurementType.INTERFACE_TEST, MeasurementType.DOOR_LATCHING, MeasurementType.FAN_OPERATION)


class Results:
    """The rows of one sheet; ``seen`` are the tests that it names, good or bad."""

    def __init__(self, survey: ResultsSurvey, finder: Finder, effects: Effects, folder: Path | None) -> None:
        self.columns: Columns | None = None
        self.rows: list[ResultRow] = []
        self.seen: set[str] = set()
        self.blank: tuple[Place, ...] = ()
        self._survey, self._finder, self._effects = survey, finder, effects
        self._beside = Beside(folder, survey.evidence)
        self._instruments: dict[str, list[KnownInstrument]] = {}
        for instrument in survey.instruments:
            self._instruments.setdefault(instrument.serial_number.casefold(), []).append(instrument)

    def read(self, table: Table, said: Said, *, delimited: bool) -> None:
        """Read the sheet, less the rows that nobody filled in."""
        blank = table.unfilled([name for name in table.places if name not in IDENTIFYING])
        filled = table.without(blank)
        self.blank = places_of(table, blank)
        columns, names = read_told(filled, self._survey, self._finder, said, delimited=delimited)
        self.columns = columns
        times = Counter(name for name in names if name is not None)
        self.seen = set(times)
        for index, name in enumerate(names):
            if name is not None and times[name] > 1:
                which = next(column for column in IDENTIFYING if column in filled.values)
                columns.refuse(index, which, "duplicate", f"{name} stands in this file more than once.")
            elif name is not None:
                self._take(columns, index, name)
        warn_of_slips(columns, names, self._survey.tests)
        good = {row.identifier for row in self.rows}
        self._effects.leave_out(name for name in self.seen if name not in good)

    def _take(self, columns: Columns, index: int, identifier: str) -> None:
        row = self._row(columns, index, identifier)
        if identifier in self._effects.spoilt:
            said = "A row of its effects is wrong; a sequence is taken as a whole."
            columns.refuse(index, "identifier", "effects_wrong", said)
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
            evidence=self._beside.files(columns, index, identifier, told.get("evidence")),
            effect_rows=self._effects.places(identifier),
        )
        if row.status:
            self._check_not_carried_out(columns, index, row)
            return replace(row, column="status")
        return self._complete(columns, index, row)

    def _check_not_carried_out(self, columns: Columns, index: int, row: ResultRow) -> None:
        if not (row.notes or "").strip():
            columns.refuse(index, "notes", "reason_missing", f"Why the test was {row.status} is needed, in notes.")
        if row.value is not None or row.points or row.result_observed is not None or row.effect_rows:
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
        row = replace(row, column=_column_of(kind))
        if index in columns.bad:
            return row
        if kind is MeasurementType.AIR_VELOCITY:
            _check_points(columns, index, row)
            return replace(row, value=None)
        day = self._survey.session_day or self._survey.today
        reading = Reading(day, row.value, None, row.observed, row.result_observed)
        column = row.column if row.result_observed is None else "measured_value"  # answered: it is about the seconds
        blank = (row.value if column == "measured_value" else row.result_observed) is None
        for said in completion_problems(test, reading):
            columns.refuse(index, column, "missing" if blank else "out_of_place", said)
        return row

    def _measured_at(self, columns: Columns, index: int, told: Any) -> datetime | None:
        moment = moment_of(self._survey, told)
        if moment is None:
            return None
        day = moment.astimezone(self._survey.zone).date()
        if day > self._survey.today and not columns.told(index, "measured_at"):
            said = f"A reading of {show_date(day)} is in the future; write down when it was measured."
            columns.refuse(index, "measured_at", "future_date", said)
        if isinstance(told, datetime) and not on_the_clock(moment):
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
        meant = self._instruments[near[0]][0].serial_number if near else ""
        hint = f" Did you mean {meant}?" if meant else ""
        said = f"There is no instrument with the serial number {serial}.{hint}"
        columns.refuse(index, "instrument_serial", "unknown_instrument", said, meant)
        return None


def _check_points(columns: Columns, index: int, row: ResultRow) -> None:
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


def _column_of(kind: MeasurementType) -> str:
    if kind is MeasurementType.AIR_VELOCITY:
        return "p1"
    return "result_observed" if kind in _ANSWERED else "measured_value"
