"""Labels beside a scale: each as near to its value as the others let it be."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], low: float, high: float, apart: float) -> list[float]:
    """Heights from ``low`` to ``high`` for labels that want to stand at ``wanted``, at least ``apart`` from each other.

    The order of the heights is that of the wishes; where there is no room for all, they stand evenly and closer.
    """
    if len(wanted) > 1:
        apart = min(apart, (high - low) / (len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    heights = [min(max(wanted[place], low), high) for place in order]
    for place in range(1, len(heights)):
        heights[place] = max(heights[place], heights[place - 1] + apart)
    ceiling = high
    for place in reversed(range(len(heights))):
        heights[place] = min(heights[place], ceiling)
        ceiling = heights[place] - apart
    given = dict(zip(order, heights, strict=True))
    return [given[place] for place in range(len(wanted))]
