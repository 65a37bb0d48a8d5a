"""Natural order for names: ``Level-2`` stands before ``Level-10``."""

from __future__ import annotations

import re

_NUMBERS = re.compile(r"([0-9]+)")

NaturalKey = tuple[tuple[tuple[int, int, str], ...], str]


def natural_key(text: str) -> NaturalKey:
    """A sort key for ``text``: runs of digits compare as numbers, letters without regard to case.

    Two different texts never have the same key, so an order by it is the same every time.
    """
    parts = (part for part in _NUMBERS.split(text.casefold()) if part)
    return tuple((0, int(part), "") if part.isdecimal() and part.isascii() else (1, 0, part) for part in parts), text
