"""The sheet of observed effects, one row an effect; a row of the template without a time was not seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.imports.results.finding import Finder
from firemode_desktop.imports.results.rows import Place, ResultRow, moment_of, places_of
from firemode_desktop.imports.results.survey import ResultsSurvey
from firemode_desktop.imports.tables.columns import Columns, read_columns
from firemode_desktop.imports.tables.layout import Table
from firemode_desktop.imports.tables.values import Ways


class Effects:
    """The effects that were seen, by test; ``spoilt`` are tests of which a row cannot be read."""

    def __init__(self, survey: ResultsSurvey, finder: Finder) -> None:
        self.columns: Columns | None = None
        self.spoilt: set[str] = set()
        self.blank: tuple[Place, ...] = ()
        self._survey, self._finder = survey, finder
        self._seen: dict[str, list[ObservedEffect]] = {}
        self._rows: dict[str, list[int]] = {}

    def read(self, table: Table, today: date, ways: Ways) -> None:
        """Read the sheet, less the rows that nobody filled in."""
        blank = table.unfilled(["delay_seconds"])
        self.blank = places_of(table, blank)
        columns = self.columns = read_columns(table.without(blank), today, ways)
        if any(problem.code == "missing_column" for problem in columns.errors):
            return
        for index in range(len(columns.table.rows)):
            identifier = self._identified(columns, index)
            if identifier is None:
                continue
            self._rows.setdefault(identifier, []).append(index)
            if self._is_sequence(columns, index, identifier) and index not in columns.bad:
                self._seen.setdefault(identifier, []).append(_effect(columns, index))
        self.spoilt = {name for name, rows in self._rows.items() if columns.bad.intersection(rows)}
        self.leave_out(self.spoilt)

    def _identified(self, columns: Columns, index: int) -> str | None:
        text = columns.values["identifier"][index]
        found = None if text is None else self._finder.by_identifier(str(text))
        if text is not None and found is None:
            bad = self._finder.unknown(str(text))
            columns.refuse(index, "identifier", bad.code, bad.message, bad.meant)
        return found

    def _is_sequence(self, columns: Columns, index: int, identifier: str) -> bool:
        if self._survey.tests[identifier].measurement_type == MeasurementType.CAUSE_AND_EFFECT_LOGIC:
            return True
        said = f"{identifier} is not a cause-and-effect test; it has no effects."
        columns.refuse(index, "identifier", "not_a_sequence", said)
        return False

    def leave_out(self, names: Iterable[str]) -> None:
        """None of the rows of these tests is taken: a sequence is recorded as a whole."""
        if self.columns is not None:
            self.columns.bad |= {index for name in names for index in self._rows.get(name, ())}

    def of(self, identifier: str) -> tuple[ObservedEffect, ...]:
        """The effects of a test."""
        return tuple(self._seen.get(identifier, ()))

    def places(self, identifier: str) -> tuple[Place, ...]:
        """The rows in which they stand."""
        if self.columns is None:
            return ()
        return places_of(self.columns.table, self._rows.get(identifier, ()))

    def alone(self, told: set[str]) -> list[ResultRow]:
        """Tests of which only effects are noted, and no row of results."""
        at = moment_of(self._survey, None)
        return [
            ResultRow(
                name,
                *self.places(name)[0],
                "delay_seconds",
                observed=self.of(name),
                measured_at=at,
                effect_rows=self.places(name),
            )
            for name in self._seen
            if name not in told and name not in self.spoilt
        ]


def _effect(columns: Columns, index: int) -> ObservedEffect:
    row = {name: values[index] for name, values in columns.values.items()}
    step = row.get("step_order")
    return ObservedEffect(row["component_id"], row["action"], row["delay_seconds"], None if step is None else int(step))
