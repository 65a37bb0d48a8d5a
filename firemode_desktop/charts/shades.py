"""Colours between colours, and the ink that can be read on them."""

from __future__ import annotations

DARK, LIGHT = "#1B2430", "#FFFFFF"


def between(low: str, high: str, share: float) -> str:
    """The colour ``share`` (0 to 1) of the way from ``low`` to ``high``, both ``#RRGGBB``."""
    share = min(max(share, 0.0), 1.0)
    ends = [[int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (low, high)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(*ends, strict=True))


def luminance(colour: str) -> float:
    """Relative luminance 0 to 1 (Rec. 709 weights on the encoded values)."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_on(colour: str) -> str:
    """Dark or light, whichever is read more easily on ``colour``."""
    return LIGHT if luminance(colour) < 0.5 else DARK
