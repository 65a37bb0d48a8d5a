"""One text for one record: what a hash is taken of, so that the same record has the same hash everywhere.

Keys sorted, no white space, decimals as plain text without needless zeros, times in UTC to the microsecond, text as it
is (UTF-8), bytes by their SHA-256. A field of a dataclass that does not count in comparisons (where a file lies on this
computer, say) does not count here either.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID


def canonical_text(record: object) -> str:
    """``record`` as JSON in its one form: dictionaries, lists, frozen dataclasses (by field name), and plain values.

    Raises:
        TypeError: something in it has no canonical form.
        ValueError: a number in it is not finite.
    """
    return json.dumps(plain_form(record), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def sha256_of(text: str) -> str:
    """The SHA-256, as hex, of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def plain_form(value: object) -> Any:
    """``value`` in what JSON knows; raises like ``canonical_text``."""
    if isinstance(value, Enum):
        return plain_form(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(plain_form(key)): plain_form(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain_form(each) for each in value]
    if dataclasses.is_dataclass(value):
        return {
            field.name: plain_form(getattr(value, field.name)) for field in dataclasses.fields(value) if field.compare
        }
    return _leaf(value)


def _leaf(value: object) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    raise TypeError(f"{type(value).__name__} has no canonical form.")
