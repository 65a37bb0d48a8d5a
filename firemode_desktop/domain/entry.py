"""What a person types for one test, and what it would come to: read, checked and judged before it is recorded.

The same ``validate`` judges here and when the result is recorded, so what is shown while typing is what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from firemode_desktop.domain import as_read
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.grid import POINTS, Grid
from firemode_desktop.domain.judges import NUMERIC
from firemode_desktop.domain.numbers import Conversion, ParsedNumber, offer
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.physics import unit_slip
from firemode_desktop.domain.reading import ChecklistItem, Context, Reading, Test
from firemode_desktop.domain.session_physics import ENOUGH
from firemode_desktop.domain.typed import conversion_of, read
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
    CHECKLIST = "checklist"
    """Yes or no, item by item."""


def shape(test: Test) -> Shape:
    """How the result of ``test`` is entered."""
    kind = MeasurementType(test.measurement_type)
    if kind is MeasurementType.AIR_VELOCITY:
        return Shape.POINTS
    if kind in NUMERIC:
        return Shape.NUMBER
    if kind is MeasurementType.FAN_OPERATION and test.checklist:
        return Shape.CHECKLIST
    return Shape.EFFECTS if kind is MeasurementType.CAUSE_AND_EFFECT_LOGIC else Shape.OBSERVED


@dataclass(frozen=True, slots=True)
class Extra:
    """An effect that was seen and belongs to no step, as typed."""

    component: str = ""
    action: str = ""
    seconds: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing of it is typed."""
        return not (self.component.strip() or self.action.strip() or self.seconds.strip())


@dataclass(frozen=True, slots=True)
class Converted:
    """A conversion that was taken: the field, what was read (``0.18 inwg``), and the text that stands there for it."""

    place: int
    read: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the fields, as typed: one text, nine, or one a step.

    ``observed`` is the yes or no of an interface; for a sequence False says that nothing at all was seen. ``actions``
    are what the components did where it was not what the steps expect, blank where it was. ``density_factor`` is what
    the velocities are multiplied by, where that correction was taken.
    """

    texts: tuple[str, ...] = ("",)
    observed: bool | None = None
    instrument_id: UUID | None = None
    checklist: tuple[bool | None, ...] = ()
    actions: tuple[str, ...] = ()
    extras: tuple[Extra, ...] = ()
    conversions: tuple[Converted, ...] = ()
    density_factor: Decimal | None = None

    @classmethod
    def blank_for(cls, test: Test, instrument_id: UUID | None = None) -> Entry:
        """An entry with as many fields as ``test`` needs."""
        how = shape(test)
        steps = len(test.expected_sequence) if how is Shape.EFFECTS else 0
        many = {Shape.POINTS: POINTS, Shape.EFFECTS: steps}.get(how, 1)
        answers = (None,) * len(test.checklist) if how is Shape.CHECKLIST else ()
        return cls(("",) * many, instrument_id=instrument_id, checklist=answers, actions=("",) * steps)

    @classmethod
    def of(cls, taken: Reading, test: Test, instrument_id: UUID | None = None) -> Entry:
        """The entry that a recorded reading would have been typed as."""
        blank = cls.blank_for(test, instrument_id)
        if taken.grid is not None:
            return _typed_as(blank, taken.grid.values, taken, test)
        if taken.observed is not None:
            return replace(_seen(blank, taken.observed, test), observed=None if taken.observed else False)
        if taken.checklist:
            found = {item.text: item.in_order for item in taken.checklist}
            return replace(blank, checklist=tuple(found.get(text) for text in test.checklist))
        return replace(_typed_as(blank, (taken.value,), taken, test), observed=taken.result_observed)

    @property
    def blank(self) -> bool:
        """Whether nothing has been typed; a chosen instrument alone is no result."""
        told = (self.observed, *self.checklist)
        typed = (*self.texts, *self.actions)
        return not (
            any(answer is not None for answer in told)
            or any(text.strip() for text in typed)
            or any(not extra.blank for extra in self.extras)
        )

    @property
    def words(self) -> str:
        """What was typed, in short: ``45.2``, ``yes, 3.4``, ``2 of 6 answered``, ``2.0, LIFT-1 stop 6.0``."""
        told = [] if self.observed is None else ["yes" if self.observed else "no"]
        answered = sum(answer is not None for answer in self.checklist)
        told += [f"{answered} of {len(self.checklist)} answered"] if answered else []
        told += [text.strip() for text in self.texts if text.strip()]
        told += [" ".join(filter(None, (x.component, x.action, x.seconds))) for x in self.extras if not x.blank]
        return ", ".join(told)

    def put(self, place: int, text: str) -> Entry:
        """With another text in one field."""
        return replace(self, texts=(*self.texts[:place], text, *self.texts[place + 1 :]))

    def spread(self, place: int, texts: Sequence[str]) -> Entry:
        """With several texts from one field on; what does not fit is left out."""
        changed = self
        for offset, text in enumerate(texts[: len(self.texts) - place]):
            changed = changed.put(place + offset, text)
        return changed

    def take(self, place: int, conversion: Conversion) -> Entry:
        """With a conversion in one field; what was read is kept beside it."""
        text = plain(conversion.value)
        own = Converted(place, f"{plain(conversion.read)} {conversion.unit}", text)
        others = tuple(each for each in self.conversions if each.place != place)
        return replace(self.put(place, text), conversions=(*others, own))

    def read_at(self, place: int) -> str | None:
        """What was read in a field where a conversion stands; None once something else was typed over it."""
        own = (each.read for each in self.conversions if each.place == place and each.text == self.texts[place].strip())
        return next(own, None)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an entry comes to.

    ``reading`` is there when every field that is filled in could be read; ``result`` when the test can be completed
    with it. ``problems``, ``offers`` and ``slips`` name the field they are about (from 0; effects that belong to no
    step come behind the steps). An offer has to be taken; a slip is only suspected, and can be recorded as typed.
    """

    reading: Reading | None = None
    result: ValidationResult | None = None
    problems: tuple[tuple[int, str], ...] = ()
    offers: tuple[tuple[int, Conversion], ...] = ()
    missing: tuple[str, ...] = ()
    slips: tuple[tuple[int, Conversion], ...] = ()

    @property
    def complete(self) -> bool:
        """Whether it can be recorded."""
        return self.result is not None


def preview(entry: Entry, test: Test, context: Context, day: date, neighbours: Iterable[Decimal] = ()) -> Preview:
    """What ``entry`` would come to if it was measured on ``day``. Never raises for what was typed.

    ``neighbours`` are the readings of the same kind nearby; beside them a number in another unit is recognised.
    """
    fields = _Fields(entry, SECONDS if _timed(test) else test.unit)
    if fields.problems or fields.offers:
        return Preview(problems=tuple(fields.problems), offers=tuple(fields.offers))
    try:
        taken = _reading(entry, fields.values, test, day)
    except Invalid as error:
        place = next((each["place"] for each in error.details if isinstance(each, Mapping) and "place" in each), 0)
        return Preview(problems=((place, error.message),))
    missing = completion_problems(test, taken)
    if shape(test) is Shape.EFFECTS and entry.blank:
        missing = ("The seconds of every effect that was seen are needed.",)
    result = None if missing else validate(test, taken, context)
    return Preview(taken, result, missing=missing, slips=tuple(fields.slips(test, tuple(neighbours))))


def when_measured(planned: date | None, zone: ZoneInfo, now: datetime) -> datetime:
    """When a reading without a time was taken: now, or at noon of the session's day once that is past (page 1)."""
    if planned is None or planned >= now.astimezone(zone).date():
        return now
    return datetime.combine(planned, time(12), zone)


def _timed(test: Test) -> bool:
    return shape(test) in (Shape.OBSERVED, Shape.EFFECTS)


class _Fields:
    """The fields of an entry as numbers in ``unit``: what each is, what is wrong with it, what is offered for it."""

    def __init__(self, entry: Entry, unit: str | None) -> None:
        self.values: list[Decimal | None] = []
        self.problems: list[tuple[int, str]] = []
        self.offers: list[tuple[int, Conversion]] = []
        self._bare: list[tuple[int, ParsedNumber]] = []
        self._unit = unit
        for place, text in enumerate((*entry.texts, *(extra.seconds for extra in entry.extras))):
            converted = place < len(entry.texts) and entry.read_at(place) is not None
            self.values.append(self._read(place, text, converted) if text.strip() else None)

    def _read(self, place: int, text: str, converted: bool) -> Decimal | None:
        try:
            number = read(text, self._unit)
        except Invalid as error:
            self.problems.append((place, error.message))
            return None
        conversion = conversion_of(number, self._unit)
        if conversion is not None:
            self.offers.append((place, conversion))
        if number.unit is None and not converted:
            self._bare.append((place, number))
        return number.value

    def slips(self, test: Test, neighbours: Sequence[Decimal]) -> Iterator[tuple[int, Conversion]]:
        """The numbers without a unit that look as if read in another one; of few neighbours none is believed."""
        near = neighbours if len(neighbours) >= ENOUGH else ()
        for place, number in self._bare:
            slip = unit_slip(number.value, test.measurement_type, near)
            exact = offer(ParsedNumber(number.value, slip.unit), slip.into) if slip is not None else None
            if exact is not None:
                yield place, exact


def _reading(entry: Entry, values: Sequence[Decimal | None], test: Test, day: date) -> Reading:
    how = shape(test)
    if how is Shape.POINTS:
        factor = entry.density_factor
        points = tuple(value if value is None or factor is None else value * factor for value in values)
        return Reading(day, grid=Grid(points), environment=_kept(entry, factor))
    if how is Shape.EFFECTS:
        return Reading(day, observed=(*_effects(entry, values, test), *_beyond(entry, values)))
    if how is Shape.CHECKLIST:
        items = zip(test.checklist, entry.checklist, strict=True)
        return Reading(day, checklist=tuple(ChecklistItem(text, answer) for text, answer in items))
    if how is Shape.OBSERVED:
        return Reading(day, value=values[0] if entry.observed else None, result_observed=entry.observed)
    return Reading(day, value=values[0], environment=_kept(entry, None))


def _kept(entry: Entry, factor: Decimal | None) -> dict[str, Any]:
    read = [entry.read_at(place) for place in range(len(entry.texts))]
    blank = not any(text.strip() for text in entry.texts)
    return {} if blank else as_read.kept(read, entry.texts, factor)


def _effects(entry: Entry, values: Sequence[Decimal | None], test: Test) -> Iterator[ObservedEffect]:
    """What was noted against the steps."""
    actions = entry.actions or ("",) * len(test.expected_sequence)
    for place, (step, action) in enumerate(zip(test.expected_sequence, actions, strict=True)):
        seconds = values[place]
        if seconds is None and action.strip():
            did = action.strip().replace("_", " ")
            raise _wrong(place, f"{step.component_id} {did}: after how many seconds?")
        if seconds is not None:
            done = action.strip() or step.expected_action
            yield ObservedEffect(step.component_id, done, _after(place, seconds, step.words), step.step_order)


def _beyond(entry: Entry, values: Sequence[Decimal | None]) -> Iterator[ObservedEffect]:
    """What was seen and belongs to no step."""
    for place, extra in enumerate(entry.extras, start=len(entry.texts)):
        if extra.blank:
            continue
        seconds = values[place]
        if seconds is None or not extra.component.strip() or not extra.action.strip():
            raise _wrong(place, "What else was seen: which component, what it did, and after how many seconds?")
        component, action = extra.component.strip(), extra.action.strip()
        yield ObservedEffect(component, action, _after(place, seconds, f"{component} {action}"))


def _after(place: int, seconds: Decimal, what: str) -> Decimal:
    if seconds < 0:
        raise _wrong(place, f"{what}: nothing is seen before the trigger.")
    return seconds


def _wrong(place: int, message: str) -> Invalid:
    return Invalid(message, [{"place": place}])


def _typed_as(blank: Entry, values: Sequence[Decimal | None], taken: Reading, test: Test) -> Entry:
    """The numbers of a reading as they were typed: as they were read, where something else is stored."""
    entry = replace(
        blank,
        texts=tuple("" if value is None else plain(value) for value in values),
        density_factor=as_read.factor_of(taken.environment) if taken.grid is not None else None,
    )
    for place, text in enumerate(as_read.texts_of(taken.environment)[: len(values)]):
        entry = _read_again(entry, place, text, test)
    return entry


def _read_again(entry: Entry, place: int, text: str, test: Test) -> Entry:
    try:
        conversion = conversion_of(read(text, test.unit), test.unit) if text else None
    except Invalid:
        return entry
    return entry.put(place, text) if conversion is None else entry.take(place, conversion)


def _seen(blank: Entry, observed: Sequence[ObservedEffect], test: Test) -> Entry:
    """The effects in the fields of the steps they were noted against; the others beyond them."""
    texts, actions, extras = list(blank.texts), list(blank.actions), []
    places = {step.step_order: place for place, step in enumerate(test.expected_sequence)}
    for effect in observed:
        place = places.get(effect.step_order or 0)
        if place is None or texts[place] or effect.component_id != test.expected_sequence[place].component_id:
            extras.append(Extra(effect.component_id, effect.action, plain(effect.delay_seconds)))
            continue
        texts[place] = plain(effect.delay_seconds)
        actions[place] = "" if effect.action == test.expected_sequence[place].expected_action else effect.action
    return replace(blank, texts=tuple(texts), actions=tuple(actions), extras=tuple(extras))
