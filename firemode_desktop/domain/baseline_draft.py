"""Baselines that are being typed: what stands in each location, what belongs to all of them, and how it reads.

A ``Draft`` is a value; every change makes a new one, so undo is the value before. Nothing here decides what would be
written: that is the plan of ``imports.baselines.entered``, made by the same rules as an import.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from firemode_desktop.domain.baselines import ALLOWED, DECIMALS, MEASURES, UNITS, Location
from firemode_desktop.domain.checks import Limits, plain, round_half_even
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.forms import BASELINE_FORMS, VELOCITY
from firemode_desktop.domain.grid import POINTS, Grid
from firemode_desktop.domain.numbers import Conversion, offer, parse_number
from firemode_desktop.domain.physics import unit_slip
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import BaselineKind

SHARED = (
    "commissioned_date",
    "commissioned_by",
    "commissioning_report_ref",
    "provenance",
    "measurement_position",
    "temp_c",
    "humidity_pct",
    "wind_ms",
)
"""What is said once for all that was typed; the columns of the canonical sheets of the same name."""
POINT_LIMITS = VELOCITY.column("p1").limits


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a location as it was typed: one text, or nine for the points of a doorway (point 1 first)."""

    texts: tuple[str, ...] = ("",)

    @property
    def is_grid(self) -> bool:
        """Whether these are nine points."""
        return len(self.texts) == POINTS

    @property
    def blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(text.strip() for text in self.texts)

    def point(self, place: int, texts: Sequence[str]) -> Typed:
        """Nine points of which those from ``place`` (0 to 8) on are ``texts``; more than there are fields are left."""
        before = self.texts if self.is_grid else ("",) * POINTS
        return Typed((*before[:place], *texts, *before[place + len(texts) :])[:POINTS])


@dataclass(frozen=True)
class Draft:
    """All that was typed and not saved: by location, and by name of ``SHARED``. Blank entries are not in it."""

    cells: Mapping[Location, Typed] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)

    def put(self, typed: Mapping[Location, Typed]) -> Draft:
        """The draft with these typed; a blank one takes its location back to what is on record."""
        cells = {**self.cells, **typed}
        return replace(self, cells={location: one for location, one in cells.items() if not one.blank})

    def say(self, name: str, text: str) -> Draft:
        """The draft with one of ``SHARED`` told anew."""
        shared = {**self.shared, name: text}
        return replace(self, shared={told: words for told, words in shared.items() if words.strip()})

    @property
    def kinds(self) -> tuple[BaselineKind, ...]:
        """The kinds of which something was typed."""
        return tuple(kind for kind in BaselineKind if any(location[0] is kind for location in self.cells))

    def asks_for(self, name: str) -> bool:
        """Whether one of ``SHARED`` can be told of anything that was typed."""
        return any(name in (column.name for column in BASELINE_FORMS[kind].every) for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Look:
    """How something typed reads. ``value`` in the kind's unit is there when it may become a baseline.

    ``grid`` holds the points that could be read (m/s). ``problems`` and ``offers`` name their field (from 0);
    ``whole`` is what is wrong with nine points together.
    """

    value: Decimal | None = None
    grid: Grid | None = None
    problems: tuple[tuple[int, str], ...] = ()
    offers: tuple[tuple[int, Conversion], ...] = ()
    whole: str = ""

    @property
    def problem(self) -> str:
        """The first thing that is wrong; blank where nothing is."""
        if not self.problems:
            return self.whole
        place, words = self.problems[0]
        return f"Point {place + 1}: {words}" if self.grid is not None else words

    @property
    def unfinished(self) -> bool:
        """Whether nothing is wrong but that points are missing."""
        return self.grid is not None and not self.grid.complete and not self.problems

    @property
    def brief(self) -> str:
        """The same in the room of a cell: points that are still missing are counted."""
        return self.counted if self.unfinished else self.problem

    @property
    def counted(self) -> str:
        """``5 of 9 points``; blank where no points are typed."""
        return "" if self.grid is None else f"{len(self.grid.present)} of 9 points"

    def standing(self, limits: Limits) -> Standing:
        """Pass or fail by the rule's limits; near where a person has still to decide or to go on; else fail."""
        if self.value is not None:
            return Standing.PASS if limits.contains(self.value) else Standing.FAIL
        return Standing.NEAR if self.offers or self.unfinished else Standing.FAIL


def look(kind: BaselineKind, typed: Typed) -> Look:
    """Read what was typed for a location of ``kind``. Never raises, never converts."""
    limits = POINT_LIMITS if typed.is_grid else ALLOWED[kind]
    read = [_read(kind, text, limits) for text in typed.texts]
    problems = tuple((place, words) for place, (_, words, _) in enumerate(read) if words)
    offers = tuple((place, conversion) for place, (_, _, conversion) in enumerate(read) if conversion is not None)
    values = [value for value, _, _ in read]
    if typed.is_grid:
        return _look_at_points(Grid(tuple(values)), problems, offers)
    return Look(values[0], None, problems, offers)


def _look_at_points(
    grid: Grid, problems: tuple[tuple[int, str], ...], offers: tuple[tuple[int, Conversion], ...]
) -> Look:
    unread = {place + 1 for place, _ in problems}
    missing = [str(point) for point in grid.missing if point not in unread]
    whole = ""
    if missing:
        which = "Point" if len(missing) == 1 else "Points"
        whole = f"{which} {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing: all nine are needed."
    elif grid.complete:
        whole = impossible_mean(grid)
    return Look(None if whole or problems else grid.mean, grid, problems, offers, whole)


def impossible_mean(grid: Grid) -> str:
    """Why the mean of nine points cannot be a baseline; blank where it can."""
    limits, mean = ALLOWED[BaselineKind.VELOCITY], grid.mean
    if limits.contains(mean):
        return ""
    return f"The mean of the nine points, {plain(round_half_even(mean, 3))} m/s, cannot be: a baseline is {limits}."


def _read(kind: BaselineKind, text: str, limits: Limits) -> tuple[Decimal | None, str, Conversion | None]:
    """The value of one field, what is wrong with it, and the conversion that is offered."""
    if not text.strip():
        return None, "", None
    try:
        number = parse_number(text)
        conversion = offer(number, UNITS[kind])
    except Invalid as error:
        return None, error.message, None
    if conversion is not None:
        return None, f"“{text.strip()}” is in another unit: it would be {converted(kind, conversion)}.", conversion
    if limits.contains(number.value):
        return number.value, "", None
    what = "a velocity at a point" if limits is POINT_LIMITS else "a baseline"
    words = f"{plain(number.value)} {UNITS[kind]} cannot be: {what} is {limits}."
    slip = None if limits is POINT_LIMITS else unit_slip(number.value, MEASURES[kind])
    if slip is not None:
        words += f" Was it read in {slip.unit}? That would be {converted(kind, slip)}."
    return None, words, slip


def converted(kind: BaselineKind, conversion: Conversion) -> str:
    """A conversion as it would be written down: ``44.84 Pa``."""
    return f"{converted_text(kind, conversion)} {conversion.into}"


def converted_text(kind: BaselineKind, conversion: Conversion) -> str:
    """The number of a conversion, at the decimals that are stored."""
    return plain(round_half_even(conversion.value, DECIMALS[kind]))


def accept(kind: BaselineKind, typed: Typed) -> Typed:
    """What was typed with every conversion that is offered put in its place."""
    offers = dict(look(kind, typed).offers)
    return Typed(
        tuple(
            converted_text(kind, offers[place]) if place in offers else text for place, text in enumerate(typed.texts)
        )
    )
