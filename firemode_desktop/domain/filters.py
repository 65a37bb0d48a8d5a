"""What is typed above a column to see fewer rows: part of a text, or a comparison where the column holds numbers.

``lev`` · ``=Level-1`` (exactly) · ``=`` (blank) · ``<>`` (not blank) · ``>20`` · ``<=3,5`` · ``20..30``
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import repeat
from operator import contains
from typing import Any

from firemode_desktop.domain.fields import Cell, Field, Kind

Wanted = Callable[[Cell, str], bool]
"""Whether a cell, shown as that text, is wanted."""


@dataclass(frozen=True)
class Contains:
    """Wants what holds ``part``, in whatever case; many texts are asked at once."""

    part: str

    def __call__(self, cell: Cell, shown: str) -> bool:
        return self.part in shown.casefold()

    def among(self, folded: Sequence[str]) -> bytes:
        """For each of these texts, folded already, 1 where it is wanted and 0 where not."""
        return bytes(map(contains, folded, repeat(self.part)))


def matcher(field: Field, typed: str) -> Wanted | None:
    """What ``typed`` asks for; ``None`` when it asks for nothing."""
    text = typed.strip()
    if not text:
        return None
    if text == "=":
        return lambda cell, shown: cell is None
    if text in ("<>", "!="):
        return lambda cell, shown: cell is not None
    compared = _compared(field, text) if field.kind in (Kind.WHOLE, Kind.DECIMAL, Kind.DATE) else None
    if compared is not None:
        return compared
    if text.startswith("="):
        exact = text[1:].strip().casefold()
        return lambda cell, shown: shown.casefold() == exact
    return Contains(text.casefold())


def _compared(field: Field, text: str) -> Wanted | None:
    if ".." in text:
        low, high = (_bound(field, part) for part in text.split("..", 1))
        tests = [(sign, bound) for sign, bound in ((">=", low), ("<=", high)) if bound is not None]
        return _stands(tests) if tests else None
    for sign in _SIGNS:
        if text.startswith(sign):
            bound = _bound(field, text[len(sign) :])
            return None if bound is None else _stands([(sign, bound)])
    return None


def _bound(field: Field, text: str) -> Any:
    """The number or day to compare with, of the kind that the field holds."""
    value = Field(field.name, field.label, field.kind, decimals=12, unit=field.unit).check(text)
    return value if isinstance(value, Decimal | int | date) else None


def _stands(tests: Sequence[tuple[str, Any]]) -> Wanted:
    """Whether a cell holds a number (or a day) that passes every comparison."""
    compared = [(_SIGNS[sign], bound) for sign, bound in tests]
    return lambda cell, shown: type(cell) in _ORDERED and all(test(cell, bound) for test, bound in compared)


_ORDERED = (Decimal, int, date)
_SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
