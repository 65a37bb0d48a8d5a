"""Frozen values as JSON and back, with every digit: what is kept in a file until it is on record.

Each value says what it is (``{"$": "decimal", "v": "18.20"}``), so that a file is read without knowing who wrote it.
A dataclass or a vocabulary comes back only if its class is among those that are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_type_hints
from uuid import UUID

from firemode_desktop.domain.errors import Invalid

KIND, VALUE = "$", "v"
_SCALARS: Mapping[str, tuple[type, Callable[[Any], str], Callable[[str], Any]]] = {
    "decimal": (Decimal, str, Decimal),
    "time": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "uuid": (UUID, str, UUID),
}


def pack(value: Any) -> Any:
    """``value`` as what ``json.dumps`` takes; ``TypeError`` for what is no frozen value of ours."""
    if isinstance(value, Enum):
        return {KIND: type(value).__name__, VALUE: value.value}
    if value is None or isinstance(value, bool | str | int | float):
        return value
    for name, (kind, write, _read) in _SCALARS.items():
        if isinstance(value, kind):
            return {KIND: name, VALUE: write(value)}
    if isinstance(value, Mapping):
        return {KIND: "map", VALUE: {str(key): pack(each) for key, each in value.items()}}
    if is_dataclass(value) and not isinstance(value, type):
        return {KIND: type(value).__name__, **{f.name: pack(getattr(value, f.name)) for f in fields(value)}}
    if isinstance(value, list):
        return {KIND: "list", VALUE: [pack(each) for each in value]}
    if isinstance(value, tuple):
        return [pack(each) for each in value]
    raise TypeError(f"{type(value).__name__} cannot be kept in a file")


def unpack(packed: Any, classes: Iterable[type]) -> Any:
    """The value that ``pack`` made this of.

    Raises:
        Invalid: it is of a kind that this program does not know, or is not whole.
    """
    known = {each.__name__: each for each in classes}
    try:
        return _unpack(packed, known)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise Invalid(
            "What is kept there cannot be read; a newer version of the program may have written it."
        ) from error


def classes_of(*roots: type) -> frozenset[type]:
    """These dataclasses, and every dataclass and vocabulary that their fields may hold."""
    found: set[type] = set()
    waiting: list[Any] = list(roots)
    while waiting:
        each = waiting.pop()
        waiting += get_args(each)
        if not isinstance(each, type) or each in found:
            continue
        if issubclass(each, Enum):
            found.add(each)
        elif is_dataclass(each):
            found.add(each)
            waiting += get_type_hints(each).values()
    return frozenset(found)


def _unpack(packed: Any, known: Mapping[str, type]) -> Any:
    if isinstance(packed, list):
        return tuple(_unpack(each, known) for each in packed)
    if not isinstance(packed, dict):
        return packed
    name = packed[KIND]
    if name == "list":
        return [_unpack(each, known) for each in packed[VALUE]]
    if name == "map":
        return {key: _unpack(each, known) for key, each in packed[VALUE].items()}
    if name in _SCALARS:
        return _SCALARS[name][2](packed[VALUE])
    made = known[name]
    if issubclass(made, Enum):
        return made(packed[VALUE])
    return made(**{key: _unpack(each, known) for key, each in packed.items() if key != KIND})
