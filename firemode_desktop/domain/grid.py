"""The nine points of a doorway at which air velocity is measured.

x at 0.25, 0.5 and 0.75 of the width, y at 0.8, 0.5 and 0.2 of the height, numbered left to right from the top.
Positions are stored as fractions; ``nine_points`` gives metres for a doorway of a given size.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from firemode_desktop.domain.checks import finite, plain, round_half_even, to_decimal
from firemode_desktop.domain.errors import Invalid

POINTS = 9


@dataclass(frozen=True, slots=True)
class GridPoint:
    """One of the nine points: number 1–9, and where it is (fractions of the opening, or metres)."""

    point: int
    x: Decimal
    y: Decimal

    def to_dict(self) -> dict[str, int | float]:
        """``{'point': 1, 'x': 0.3, 'y': 1.92}``, JSON-ready."""
        return {"point": self.point, "x": float(self.x), "y": float(self.y)}


FRACTIONS: tuple[GridPoint, ...] = tuple(
    GridPoint(3 * row + column + 1, x, y)
    for row, y in enumerate((Decimal("0.8"), Decimal("0.5"), Decimal("0.2")))
    for column, x in enumerate((Decimal("0.25"), Decimal("0.5"), Decimal("0.75")))
)


def nine_points(width_m: Decimal, height_m: Decimal) -> tuple[GridPoint, ...]:
    """The nine points in metres from the left jamb and the sill of a doorway ``width_m`` × ``height_m``."""
    return tuple(GridPoint(place.point, place.x * width_m, place.y * height_m) for place in FRACTIONS)


@dataclass(frozen=True, slots=True)
class Grid:
    """Nine velocities in m/s, point 1 first; ``None`` where a point was not measured."""

    values: tuple[Decimal | None, ...]

    def __post_init__(self) -> None:
        if len(self.values) != POINTS:
            raise Invalid(f"A doorway has nine points; {len(self.values)} were given.", [{"code": "grid_points"}])
        object.__setattr__(self, "values", tuple(None if value is None else finite(value) for value in self.values))

    @classmethod
    def of(cls, values: Iterable[Decimal | int | float | str | None]) -> Grid:
        """A grid from nine values in the order of the points; a float counts as its shortest text."""
        return cls(tuple(None if value is None else to_decimal(value) for value in values))

    @classmethod
    def from_points(cls, points: Sequence[Mapping[str, Any]]) -> Grid:
        """A grid from the stored shape ``[{'point': 1, 'x': 0.25, 'y': 0.8, 'velocity_ms': 1.2}, …]``.

        Raises ``Invalid`` for a number that is not 1–9 or stands twice.
        """
        found: dict[int, Decimal | None] = {}
        for entry in points:
            number = entry.get("point")
            if not isinstance(number, int) or not 1 <= number <= POINTS or number in found:
                raise Invalid(f"Point {number}: each of the points 1 to 9 is given once.", [{"code": "grid_points"}])
            velocity = entry.get("velocity_ms")
            found[number] = None if velocity is None else to_decimal(velocity)
        return cls(tuple(found.get(number) for number in range(1, POINTS + 1)))

    @classmethod
    def from_text(cls, text: str) -> Grid:
        """A grid from ``to_text()``; no digit is lost."""
        return cls.from_points(json.loads(text, parse_float=Decimal))

    @property
    def present(self) -> tuple[Decimal, ...]:
        """The velocities that were measured."""
        return tuple(value for value in self.values if value is not None)

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers of the points without a velocity."""
        return tuple(number for number, value in enumerate(self.values, start=1) if value is None)

    @property
    def complete(self) -> bool:
        """Whether all nine points were measured."""
        return not self.missing

    @property
    def mean(self) -> Decimal:
        """The plain mean of the points that are present, in m/s; ``Invalid`` when none is.

        Carried so far that its rounding never moves it across a limit: a mean differs from a limit by at least a ninth
        of the last digit of the readings, and six more digits than the readings (or the limits) have are kept.
        """
        if not self.present:
            raise Invalid("No point of the grid was measured.", [{"code": "grid_points"}])
        wide = Context(prec=200)
        total = Decimal(0)
        for value in self.present:
            total = wide.add(total, value)
        decimals = max(12, -int(total.as_tuple().exponent)) + 6
        digits = max(28, total.adjusted() + decimals + 1)
        return Context(prec=digits).divide(total, Decimal(len(self.present)))

    @property
    def lowest(self) -> Decimal:
        """The lowest velocity, in m/s."""
        return min(self.present)

    @property
    def lowest_point(self) -> int:
        """The number of the (first) point with the lowest velocity."""
        return self.values.index(self.lowest) + 1

    @property
    def spread(self) -> Decimal:
        """Highest less lowest velocity, in m/s."""
        return max(self.present) - self.lowest

    @property
    def standard_deviation(self) -> Decimal:
        """Sample standard deviation (n − 1) of the points that are present, in m/s; zero for a single point."""
        values = self.present
        mean = self.mean
        squares = sum(((value - mean) ** 2 for value in values), Decimal(0))
        return (squares / (len(values) - 1)).sqrt() if len(values) > 1 else Decimal(0)

    @property
    def words(self) -> str:
        """``mean 1.128 m/s · lowest 1.02 at point 9 · spread 0.24``; of how many, while some are missing."""
        if not self.present:
            return ""
        of = "" if self.complete else f" of {len(self.present)} point{'s' if self.present[1:] else ''}"
        lowest = f"lowest {plain(self.lowest)} at point {self.lowest_point}"
        return f"mean{of} {round_half_even(self.mean, 3)} m/s · {lowest} · spread {plain(self.spread)}"

    def to_points(self) -> list[dict[str, Any]]:
        """The shape of the column ``measurement_points``, JSON-ready; points that were not measured are left out."""
        return [
            {**place.to_dict(), "velocity_ms": float(value)}
            for place, value in zip(FRACTIONS, self.values, strict=True)
            if value is not None
        ]

    def to_text(self) -> str:
        """The same shape as JSON text with every digit kept, for ``measured_value_text``."""
        return json_points(zip(FRACTIONS, self.values, strict=True))


def json_points(entries: Iterable[tuple[GridPoint, Decimal | None]]) -> str:
    """JSON text of measured points; a Decimal is written out as a JSON number (``json`` itself would need a float)."""
    written = (
        f'{{"point": {place.point}, "x": {place.x}, "y": {place.y}, "velocity_ms": {value:f}}}'
        for place, value in entries
        if value is not None
    )
    return f"[{', '.join(written)}]"
