"""What a person types for one test, and what it would come to: read, checked and judged before it is recorded.

The same ``validate`` judges here and when the result is recorded, so what is shown while typing is what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.grid import POINTS, Grid
from firemode_desktop.domain.judges import NUMERIC
from firemode_desktop.domain.numbers import Conversion, offer, parse_number
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.reading import Context, Reading, Test
from firemode_desktop.domain.verdict import ValidationResult, completion_problems, validate
from firemode_desktop.domain.words import MeasurementType

SECONDS = "s"


class Shape(StrEnum):
    """How the result of a test is entered."""

    NUMBER = "number"
    POINTS = "points"
    OBSERVED = "observed"
    """Yes or no, with the seconds it took where a response time is set."""
    EFFECTS = "effects"
    """Seconds after the trigger, one number a step; blank where the effect was not seen."""


def shape(test: Test) -> Shape:
    """How the result of ``test`` is entered."""
    kind = MeasurementType(test.measurement_type)
    if kind is MeasurementType.AIR_VELOCITY:
        return Shape.POINTS
    if kind in NUMERIC:
        return Shape.NUMBER
    return Shape.EFFECTS if kind is MeasurementType.CAUSE_AND_EFFECT_LOGIC else Shape.OBSERVED


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the fields, as typed: one text, nine, or one a step.

    ``observed`` is the yes or no of an interface; for a sequence False says that nothing at all was seen.
    """

    texts: tuple[str, ...] = ("",)
    observed: bool | None = None
    instrument_id: UUID | None = None

    @classmethod
    def blank_for(cls, test: Test, instrument_id: UUID | None = None) -> Entry:
        """An entry with as many fields as ``test`` needs."""
        many = {Shape.POINTS: POINTS, Shape.EFFECTS: len(test.expected_sequence)}.get(shape(test), 1)
        return cls(("",) * many, instrument_id=instrument_id)

    @classmethod
    def of(cls, taken: Reading, test: Test, instrument_id: UUID | None = None) -> Entry:
        """The entry that a recorded reading would have been typed as."""
        blank = cls.blank_for(test, instrument_id)
        if taken.grid is not None:
            texts = tuple("" if value is None else plain(value) for value in taken.grid.values)
            return replace(blank, texts=texts)
        if taken.observed is not None:
            seen = {effect.step_order: plain(effect.delay_seconds) for effect in taken.observed}
            texts = tuple(seen.get(step.step_order, "") for step in test.expected_sequence)
            return replace(blank, texts=texts, observed=None if taken.observed else False)
        texts = ("" if taken.value is None else plain(taken.value),)
        return replace(blank, texts=texts, observed=taken.result_observed)

    @property
    def blank(self) -> bool:
        """Whether nothing has been typed; a chosen instrument alone is no result."""
        return self.observed is None and not any(text.strip() for text in self.texts)

    def put(self, place: int, text: str) -> Entry:
        """With another text in one field."""
        return replace(self, texts=(*self.texts[:place], text, *self.texts[place + 1 :]))

    def spread(self, place: int, texts: Sequence[str]) -> Entry:
        """With several texts from one field on; what does not fit is left out."""
        changed = self
        for offset, text in enumerate(texts[: len(self.texts) - place]):
            changed = changed.put(place + offset, text)
        return changed


@dataclass(frozen=True, slots=True)
class Preview:
    """What an entry comes to.

    ``reading`` is there when every field that is filled in could be read; ``result`` when the test can be completed
    with it. ``problems`` and ``offers`` name the field they are about (from 0).
    """

    reading: Reading | None = None
    result: ValidationResult | None = None
    problems: tuple[tuple[int, str], ...] = ()
    offers: tuple[tuple[int, Conversion], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether it can be recorded."""
        return self.result is not None

    def offer_at(self, place: int) -> Conversion | None:
        """The conversion offered for one field."""
        return dict(self.offers).get(place)


def preview(entry: Entry, test: Test, context: Context, day: date) -> Preview:
    """What ``entry`` would come to if it was measured on ``day``. Never raises for what was typed."""
    values, problems, offers = _values(entry, SECONDS if _timed(test) else test.unit)
    if problems or offers:
        return Preview(problems=problems, offers=offers)
    try:
        taken = _reading(entry, values, test, day)
    except Invalid as error:
        return Preview(problems=((0, error.message),))
    missing = completion_problems(test, taken)
    if shape(test) is Shape.EFFECTS and entry.blank:
        missing = ("The seconds of every effect that was seen are needed.",)
    result = None if missing else validate(test, taken, context)
    return Preview(taken, result, missing=missing)


def when_measured(planned: date | None, zone: ZoneInfo, now: datetime) -> datetime:
    """When a reading without a time was taken: now, or at noon of the session's day once that is past (page 1)."""
    if planned is None or planned >= now.astimezone(zone).date():
        return now
    return datetime.combine(planned, time(12), zone)


def split(pasted: str) -> tuple[str, ...]:
    """Numbers that were copied together: cells of a spreadsheet, a column, or a list with semicolons."""
    for mark in ("\r\n", "\n", "\t", ";"):
        pasted = pasted.replace(mark, "\t")
    return tuple(part.strip() for part in pasted.strip("\t").split("\t"))


def _timed(test: Test) -> bool:
    return shape(test) in (Shape.OBSERVED, Shape.EFFECTS)


_Values = tuple[tuple[Decimal | None, ...], tuple[tuple[int, str], ...], tuple[tuple[int, Conversion], ...]]


def _values(entry: Entry, unit: str | None) -> _Values:
    values: list[Decimal | None] = []
    problems: list[tuple[int, str]] = []
    offers: list[tuple[int, Conversion]] = []
    for place, text in enumerate(entry.texts):
        values.append(None)
        if not text.strip():
            continue
        try:
            number = parse_number(text)
            conversion = offer(number, unit) if unit else None
        except Invalid as error:
            problems.append((place, error.message))
            continue
        if conversion is not None:
            offers.append((place, conversion))
        values[-1] = number.value
    return tuple(values), tuple(problems), tuple(offers)


def _reading(entry: Entry, values: tuple[Decimal | None, ...], test: Test, day: date) -> Reading:
    how = shape(test)
    if how is Shape.POINTS:
        return Reading(day, grid=Grid(values))
    if how is Shape.EFFECTS:
        return Reading(day, observed=tuple(_effects(values, test)))
    if how is Shape.OBSERVED:
        seconds = values[0] if entry.observed else None
        return Reading(day, value=seconds, result_observed=entry.observed)
    return Reading(day, value=values[0])


def _effects(values: Iterable[Decimal | None], test: Test) -> Iterable[ObservedEffect]:
    for step, seconds in zip(test.expected_sequence, values, strict=True):
        if seconds is None:
            continue
        if seconds < 0:
            raise Invalid(f"{step.words}: nothing is seen before the trigger.")
        yield ObservedEffect(step.component_id, step.expected_action, seconds, step.step_order)
