"""Natural order for names: ``Level-2`` stands before ``Level-10``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, TypeVar

_NUMBERS = re.compile(r"([0-9]+)")

NaturalKey = tuple[tuple[tuple[int, int, str], ...], str]
Item = TypeVar("Item")
PIECE = 8192
_BETWEEN = "\x1e"


@lru_cache(maxsize=4096)
def natural_key(text: str) -> NaturalKey:
    """A sort key for ``text``: runs of digits compare as numbers, letters without regard to case.

    Two different texts never have the same key, so an order by it is the same every time. Names come again from stair
    to stair and from building to building: a key is kept for a while.
    """
    parts = (part for part in _NUMBERS.split(text.casefold()) if part)
    return tuple((0, int(part), "") if part.isdecimal() and part.isascii() else (1, 0, part) for part in parts), text


def natural_text(text: str) -> str:
    """The order of ``natural_key`` as one string, which sorts several times as fast.

    A run of digits becomes NUL, its length and its digits, so that it stands before letters and a longer number after a
    shorter one; two NULs end the folded text before the text itself, which settles what differs in case alone.
    """
    return f"{_NUMBERS.sub(_counted, text.casefold())}\0\0{text}"


def _counted(digits: re.Match[str]) -> str:
    number = digits[0].lstrip("0")
    return f"\0{chr(len(number) + 1)}{number}"


def natural_texts(texts: Sequence[str]) -> list[str]:
    """``natural_text`` of each: all of them as one long text, in which a number costs no call of its own."""
    whole = _BETWEEN.join(texts).casefold()
    if whole.count(_BETWEEN) != len(texts) - 1:
        return [natural_text(text) for text in texts]
    parts = _NUMBERS.split(whole)
    numbers = list(map(str.lstrip, parts[1::2], repeat("0")))
    lengths = list(map(len, numbers))
    signs = {length: f"\0{chr(length + 1)}" for length in set(lengths)}
    made = [""] * (3 * len(numbers) + 1)
    made[::3], made[1::3], made[2::3] = parts[::2], map(signs.__getitem__, lengths), numbers
    return list(map("\0\0".join, zip("".join(made).split(_BETWEEN), texts, strict=True)))


def in_order(items: Iterable[Item], key: Callable[[Item], Any]) -> list[Item]:
    """``sorted(items, key=key)``, piece by piece: a window keeps moving while a worker sorts 100,000 rows.

    One call of ``sorted`` lets no other thread run until it ends; runs already in order are then merged quickly.
    """
    whole = list(items)
    made = [item for at in range(0, len(whole), PIECE) for item in sorted(whole[at : at + PIECE], key=key)]
    return sorted(made, key=key)
