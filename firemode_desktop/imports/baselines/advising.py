"""Advice on a file before it is written: what it says is held against itself and what is on record, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from firemode_desktop.domain.advice import Advice, advise, asking
from firemode_desktop.domain.baselines import Location, Survey
from firemode_desktop.imports.baselines.drafts import Drafted, DraftRow

Drafts = Mapping[Location, tuple[Drafted, DraftRow]]


def warn_by_advice(drafted: Sequence[Drafted], survey: Survey) -> None:
    """Warn at the cell of each value that does not agree with the others; nothing is refused and nothing converted.

    What will be the current baseline is held against what else will be current then; rows that are older than what is
    on record are held against each other. Advice on values that the file does not state, or that are on record as it
    states them, is left to the workspace.
    """
    rows = {
        draft.location: (table, draft)
        for table in drafted
        for draft in table.drafts
        if draft.index not in table.columns.bad and not _on_record(draft, survey)
    }
    becoming = {location: row for location, row in rows.items() if _becomes_current(row[1], survey)}
    current = {location: found.facts.value for location in survey.baselines if (found := survey.current(location))}
    _warn(becoming, current | _values(becoming), survey)
    older = {location: row for location, row in rows.items() if location not in becoming}
    _warn(older, _values(older), survey)


def _on_record(draft: DraftRow, survey: Survey) -> bool:
    day = draft.facts.commissioned_date
    there = survey.on(draft.location, day)
    return there is not None and (there.facts.commissioned_date, there.facts.value) == (day, draft.facts.value)


def _becomes_current(draft: DraftRow, survey: Survey) -> bool:
    current = survey.current(draft.location)
    return current is None or draft.facts.commissioned_date >= current.facts.commissioned_date


def _values(rows: Drafts) -> dict[Location, Decimal]:
    return {location: draft.facts.value for location, (_, draft) in rows.items()}


def _warn(rows: Drafts, values: Mapping[Location, Decimal], survey: Survey) -> None:
    for advice in asking(advise(values, survey)) if rows else ():
        row = next((rows[location] for location in advice.locations if location in rows), None)
        if row is not None:
            _say(*row, advice)


def _say(table: Drafted, draft: DraftRow, advice: Advice) -> None:
    table.columns.warn(draft.index, table.reading, advice.code.value, advice.message)
