"""What a file says of one test, and small words about its time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.imports.results.survey import ResultsSurvey
from firemode_desktop.imports.tables.layout import Table

NOON = time(12)
"""The time of a reading of which only the day is known: noon on site, the same date almost anywhere on earth."""
Place = tuple[str, int]
"""A sheet, and a row of it counted from 1."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What the file says of one test. ``row`` counts from 1; ``column`` is where its reading stands.

    ``value`` is in the unit of the test, ``points`` are the nine of a doorway (m/s), ``observed`` the effects of a
    cause-and-effect test (empty: nothing was seen), noted in ``effect_rows``. ``measured_at`` has its offset; ``None``
    when neither the file nor a day of the session that is past tells it. ``status`` is blank, ``skipped`` or
    ``failed``, with the reason in ``notes``. ``evidence`` are files that were there when the plan was made.
    """

    identifier: str
    sheet: str
    row: int
    column: str = "measured_value"
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
    effect_rows: tuple[Place, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Every row of the file that is of this test."""
        return tuple(dict.fromkeys(((self.sheet, self.row), *self.effect_rows)))


def places_of(table: Table, indices: Iterable[int]) -> tuple[Place, ...]:
    """Some rows of a table, as a person finds them."""
    return tuple((table.sheet.name, table.rows[index] + 1) for index in indices)


def moment_of(survey: ResultsSurvey, told: Any) -> datetime | None:
    """When it was measured, with its offset: naive times are the site's, a day is noon.

    A blank is noon of the session's day once that is past, and otherwise left to whoever records it.
    """
    if told is None:
        day = survey.session_day
        told = day if day is not None and day < survey.today else None
    if isinstance(told, datetime):
        return told if told.tzinfo is not None else told.replace(tzinfo=survey.zone)
    return None if told is None else datetime.combine(told, NOON, survey.zone)
