"""How a figure is found: rounds in turn, the median of each round's ratio, and a word of doubt where the floor wavers.

A row measures one thing against a floor or a peer. In each round every part of the row runs once, one after the other,
so that what slows the machine slows both; the ratio belongs to its round.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

NOISY = 1.5
"""The floor's third quartile over its first, from which on a ratio is not to be trusted."""


@dataclass(frozen=True)
class Bound:
    """What a ratio is held to: at most (``above=False``) or at least so much, and what is aimed at."""

    limit: float
    aim: float | None = None
    above: bool = False

    def holds(self, ratio: float) -> bool:
        """Whether the ratio keeps to it."""
        return ratio >= self.limit if self.above else ratio <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.above else "≤"
        return f"{sign} {self.limit:g}" + ("" if self.aim is None else f" (aim {self.aim:g})")


@dataclass(frozen=True)
class Result:
    """One figure: ours over the floor, as the median of the rounds' ratios; ``counted`` is what needed no clock.

    What was counted throughout has another ``unit`` than ms.
    """

    name: str
    against: str
    ours_ms: float
    floor_ms: float
    ratio: float
    bound: Bound
    too_noisy: bool
    rounds: int
    counted: Mapping[str, Any] = field(default_factory=dict)
    unit: str = "ms"

    @property
    def good(self) -> bool:
        """Whether the bound holds; a noisy figure is not held against anybody."""
        return self.too_noisy or self.bound.holds(self.ratio)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        told = {name: getattr(self, name) for name in ("name", "against", "ours_ms", "floor_ms", "ratio")}
        return {
            **told,
            "bound": str(self.bound),
            "holds": self.bound.holds(self.ratio),
            "too_noisy": self.too_noisy,
            "rounds": self.rounds,
            "unit": self.unit,
            "counted": dict(self.counted),
        }


def compare(
    name: str,
    against: str,
    ours: Sequence[float],
    floor: Sequence[float],
    bound: Bound,
    counted: Mapping[str, Any] | None = None,
) -> Result:
    """The figure of rounds measured in turn (s each). For a peer (``bound.above``) it says how much faster ours is."""
    ratios = [(theirs / mine if bound.above else mine / theirs) for mine, theirs in zip(ours, floor, strict=True)]
    return Result(
        name,
        against,
        round(median(ours) * 1000, 1),
        round(median(floor) * 1000, 1),
        round(median(ratios), 2),
        bound,
        is_noisy(floor),
        len(ratios),
        counted or {},
    )


def counted_result(name: str, against: str, ours: float, other: float, bound: Bound, unit: str = "pages") -> Result:
    """A figure that was counted, not timed: it wavers with nothing."""
    return Result(name, against, round(ours, 1), round(other, 1), round(ours / other, 2), bound, False, 1, {}, unit)


def is_noisy(floor: Sequence[float]) -> bool:
    """Whether the floor itself wavers so much that a ratio to it says nothing."""
    if len(floor) < 2:
        return True
    low, _, high = quantiles(floor, n=4)
    return high / low >= NOISY


def in_turn(parts: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each part in each round; a part may hand back the seconds it measured itself."""
    times: dict[str, list[float]] = {name: [] for name in parts}
    for _ in range(rounds):
        for name, part in parts.items():
            times[name].append(seconds(part))
    return times


def seconds(part: Callable[[], object]) -> float:
    """How long it takes, in s; without what earlier parts left to be collected."""
    gc.collect()
    began = time.perf_counter()
    own = part()
    spent = time.perf_counter() - began
    return own if isinstance(own, float) else spent


def as_table(results: Iterable[Result]) -> str:
    """The figures for a terminal and for a page of the documentation, as a Markdown table."""
    heads = ("what", "against", "ours", "floor or peer", "ratio", "wanted", "")
    lines = [heads, *(_line(result) for result in results)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    rows = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    return "\n".join([rows[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *rows[1:]])


def _line(result: Result) -> tuple[str, ...]:
    verdict = "too noisy" if result.too_noisy else "" if result.good else "missed"
    counted = ", ".join(f"{value} {name}" for name, value in result.counted.items())
    return (
        result.name,
        result.against,
        f"{result.ours_ms:,.0f} {result.unit}",
        f"{result.floor_ms:,.0f} {result.unit}",
        f"{result.ratio:g} ×",
        str(result.bound),
        "; ".join(word for word in (verdict, counted) if word),
    )
