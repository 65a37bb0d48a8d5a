"""What is typed above a column to see fewer rows: part of a text, or a comparison where the column holds numbers.

``lev`` · ``=Level-1`` (exactly) · ``=`` (blank) · ``<>`` (not blank) · ``>20`` · ``<=3,5`` · ``20..30``
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from firemode_desktop.domain.fields import Cell, Field, Kind, Problem

Wanted = Callable[[Cell, str], bool]
"""Whether a cell, shown as that text, is wanted."""


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
    part = text.casefold()
    return lambda cell, shown: part in shown.casefold()


def _compared(field: Field, text: str) -> Wanted | None:
    if ".." in text:
        low, high = (_bound(field, part) for part in text.split("..", 1))
        return None if low is None and high is None else partial(_between, low, high)
    for sign in _SIGNS:
        if text.startswith(sign):
            bound = _bound(field, text[len(sign) :])
            return None if bound is None else partial(_stands, sign, bound)
    return None


def _bound(field: Field, text: str) -> Decimal | int | date | None:
    value = Field(field.name, field.label, field.kind, decimals=12, unit=field.unit).check(text)
    return value if isinstance(value, Decimal | int | date) else None


def _order(cell: Cell) -> Decimal | None:
    """A number to compare by; dates count their days."""
    if isinstance(cell, date):
        return Decimal(cell.toordinal())
    return None if isinstance(cell, Problem | bool) or not isinstance(cell, Decimal | int) else Decimal(cell)


def _between(low: Cell, high: Cell, cell: Cell, shown: str) -> bool:
    value, least, most = _order(cell), _order(low), _order(high)
    return value is not None and (least is None or value >= least) and (most is None or value <= most)


def _stands(sign: str, bound: Cell, cell: Cell, shown: str) -> bool:
    value, other = _order(cell), _order(bound)
    if value is None or other is None:
        return False
    return _SIGNS[sign](value, other)


_SIGNS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
