"""What the cells of a column show and sort by, thousands at once: the same as ``Field`` says of one, sooner.

Each kind of cell is asked for what it shares: a text as it stands, a reference by the number of its key, anything else
once for each value that differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import compress
from typing import Any
from uuid import UUID

from firemode_desktop.domain.fields import Cell, Field, Problem
from firemode_desktop.domain.names import Names
from firemode_desktop.domain.order import natural_texts

FIRST, VALUES, BLANK = range(3)
"""The groups of ``Field.sort_key``: what cannot be read, what stands there, nothing."""
_ASIDE = {Problem: FIRST, type(None): BLANK}

_AS_THEY_ARE = {bool, int, Decimal, date}


def shown(field: Field, cells: Sequence[Any], names: Names) -> list[str]:
    """``field.show`` of each cell, case folded."""
    kinds = set(map(type, cells))
    if kinds == {str} and not field.choices:
        return list(map(str.casefold, cells))
    if kinds == {UUID}:
        return list(map(str.casefold, names.called(cells)))
    if len(kinds - {type(None)}) == 1 and Problem not in kinds:
        known = {cell: field.show(cell, names).casefold() for cell in set(cells)}
        return list(map(known.__getitem__, cells))
    return [field.show(cell, names).casefold() for cell in cells]


def sort_keys(field: Field, cells: Sequence[Any], names: Names) -> tuple[bytes, list[Any]]:
    """``field.sort_key`` of each cell: the groups, and what it sorts by within its group."""
    kinds = set(map(type, cells))
    if not kinds & _ASIDE.keys():
        return bytes((VALUES,)) * len(cells), _values(field, cells, names, kinds)
    groups = bytes([_ASIDE.get(type(cell), VALUES) for cell in cells])
    values = iter(_values(field, list(compress(cells, [group == VALUES for group in groups])), names, kinds))
    keys = [next(values) if group == VALUES else _key_aside(cell) for group, cell in zip(groups, cells, strict=True)]
    return groups, keys


def _values(field: Field, cells: Sequence[Any], names: Names, kinds: set[type]) -> list[Any]:
    """What cells sort by that hold a value; ``kinds`` are their types, and perhaps those of blanks and problems."""
    kinds = kinds - _ASIDE.keys()
    if kinds == {str} and not field.choices:
        return natural_texts(cells)
    if kinds == {UUID}:
        return list(names.standing(cells))
    if kinds <= _AS_THEY_ARE:
        return list(cells)
    return [field.sort_key(cell, names)[1] for cell in cells]


def _key_aside(cell: Cell) -> Any:
    return cell.text if isinstance(cell, Problem) else 0


def ranked(keys: Sequence[Any]) -> Sequence[Any]:
    """Keys of one column that compare sooner, in the same order within their group: ranks instead of decimals."""
    kinds = set(map(type, keys))
    if Decimal not in kinds:
        return keys
    numbers = {key for key in keys if not isinstance(key, str)} if str in kinds else set(keys)
    ranks = {number: rank for rank, number in enumerate(sorted(sorted(numbers, key=float)))}
    return list(map(ranks.get, keys))
