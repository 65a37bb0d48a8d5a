"""What may be assigned to a column, read from the column itself: type, length, choices, limits, scale.

Every assignment to an attribute of a model passes through ``judge``, whoever makes it; a refusal is a sentence. Values
are judged as they were given and rounded half-even once, to the column's scale. Rows that are loaded are not judged.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    Numeric,
    String,
    Text,
    Uuid,
)
from sqlalchemy.sql.expression import ClauseElement
from sqlalchemy.types import TypeEngine

from firemode_desktop.domain.checks import Limits, parse_number, plain, round_half_even, storable, to_decimal
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import FiremodeError, Invalid
from firemode_desktop.models.documents import Json, JsonArray, JsonObject

Judge = Callable[[Column[Any], Any], Any]


def latest_day_on_earth() -> date:
    """The latest date anywhere just now: that of the islands at UTC+14.

    A model has no clock and does not know its building's time zone, so it refuses only what is in the future
    everywhere; services hold a date against the site's own today. This is the one look at a clock below the services.
    """
    return (datetime.now(UTC) + timedelta(hours=14)).date()


def not_in_the_future(label: str, day: date | None) -> date | None:
    """``day`` itself; raises ``Invalid`` when it has not begun anywhere on earth."""
    if day is not None and day > latest_day_on_earth():
        raise Invalid(f"{label} cannot be in the future; this is {show_date(day)}.")
    return day


def as_id(label: str, value: Any) -> uuid.UUID:
    """A UUID, also from its text; raises ``Invalid``."""
    try:
        return value if isinstance(value, uuid.UUID) else uuid.UUID(value)
    except (ValueError, AttributeError, TypeError) as error:
        raise Invalid(f"{label} must be an id; this is {value!r}.") from error


def _refuse_not_finite(label: str, value: Any) -> None:
    """JSON has no NaN and no infinity."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value:
            _refuse_not_finite(label, item)
    elif isinstance(value, (float, Decimal)) and not Decimal(value).is_finite():
        raise Invalid(f"{label}: {value} is not a number that can be kept.")


def sha256_hex(label: str, value: str | None) -> str | None:
    """A SHA-256 as 64 hexadecimal digits in lower case, or nothing; raises ``Invalid``."""
    if value is None or re.fullmatch(r"[0-9a-fA-F]{64}", value):
        return value and value.lower()
    raise Invalid(f"{label} has 64 hexadecimal digits; this is “{value}”.")


def judge(column: Column[Any], value: Any) -> Any:
    """``value`` as the column keeps it. Raises ``Invalid`` with one sentence that names the column."""
    if isinstance(value, ClauseElement):
        return value
    if value is None:
        return _absent(column)
    if column.info.get("choices"):
        return _choice(column, value)
    judging = next((check for kind, check in _JUDGES if isinstance(column.type, kind)), None)
    return value if judging is None else judging(column, value)


def _label(column: Column[Any]) -> str:
    return str(column.info.get("label") or column.name)


def _invalid(column: Column[Any], sentence: str) -> Invalid:
    return Invalid(f"{_label(column)} {sentence}", [{"column": column.key}])


def _absent(column: Column[Any]) -> None:
    if not column.nullable and not column.primary_key:
        raise _invalid(column, "is needed.")


def _choice(column: Column[Any], value: Any) -> str:
    words = column.info["choices"]
    if not isinstance(value, str) or value not in words.values():
        raise _invalid(column, f"must be one of {', '.join(words.values())}; this is “{value}”.")
    return str(value)


def _text(column: Column[Any], value: Any) -> str | None:
    """A name without spaces around it (a long text is left as it is); blank is nothing."""
    if not isinstance(value, str):
        raise _invalid(column, f"must be text; this is {value!r}.")
    if not storable(value):
        raise _invalid(column, "holds a character that cannot be stored.")
    text = str(value) if isinstance(column.type, Text) else value.strip()
    if not text.strip():
        if not column.nullable:
            raise _invalid(column, "is needed; it cannot be blank.")
        return None
    length = getattr(column.type, "length", None)
    if length is not None and len(text) > length:
        raise _invalid(column, f"may have {length} characters; this has {len(text)}.")
    return text


def _within(column: Column[Any], value: Decimal) -> Decimal:
    info, unit = column.info, column.info.get("unit") or ""
    limits = Limits(info.get("minimum"), info.get("maximum"), unit)
    above: Decimal | None = info.get("above")
    if not limits.contains(value) or (above is not None and value <= above):
        raise _invalid(column, f"must be {_wanted(limits, above)}; this is {plain(value)}.")
    return value


def _wanted(limits: Limits, above: Decimal | None) -> str:
    """``10 to 100 Pa``, or ``more than 0 and at most 3 m`` where the lower end itself is not allowed."""
    if above is None:
        return str(limits)
    high = f" and at most {plain(limits.maximum)}" if limits.maximum is not None else ""
    return f"more than {plain(above)}{high} {limits.unit}".rstrip()


def _number(column: Column[Any], value: Any) -> Decimal:
    if not isinstance(value, (int, float, Decimal, str)):
        raise _invalid(column, f"must be a number; this is {value!r}.")
    try:
        if isinstance(value, str) and (parse_number(value).unit or parse_number(value).flags):
            raise Invalid(f"“{value}” is more than a number; write the number alone.")
        return to_decimal(value)
    except FiremodeError as error:
        raise Invalid(f"{_label(column)}: {error.message}", error.details) from error


def _decimal(column: Column[Any], value: Any) -> Decimal:
    number = _within(column, _number(column, value))
    kind = column.type
    if not isinstance(kind, Numeric) or kind.scale is None or kind.precision is None:
        return number
    rounded = _within(column, round_half_even(number, kind.scale))
    if abs(rounded) >= Decimal(10) ** (kind.precision - kind.scale):
        raise _invalid(column, f"may have {kind.precision - kind.scale} digits before the point.")
    return rounded


def _whole(column: Column[Any], value: Any) -> int:
    number = _within(column, _number(column, value))
    if number != number.to_integral_value():
        raise _invalid(column, f"is a whole number; this is {plain(number)}.")
    if abs(number) >= 2 ** (63 if isinstance(column.type, BigInteger) else 31):
        raise _invalid(column, "is too large.")
    return int(number)


def _flag(column: Column[Any], value: Any) -> bool:
    if not isinstance(value, bool):
        raise _invalid(column, f"is yes or no; this is {value!r}.")
    return value


def _day(column: Column[Any], value: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _invalid(column, f"must be a day; this is {value!r}.")
    return value


def _moment(column: Column[Any], value: Any) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise _invalid(column, f"must be a time with its time zone; this is {value!r}.")
    return value


def _key(column: Column[Any], value: Any) -> uuid.UUID:
    return as_id(_label(column), value)


def _object(column: Column[Any], value: Any) -> Any:
    if not isinstance(value, Mapping):
        raise _invalid(column, f"must be named values; this is {value!r}.")
    _refuse_not_finite(_label(column), value)
    return value


def _array(column: Column[Any], value: Any) -> Any:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise _invalid(column, f"must be a list; this is {value!r}.")
    _refuse_not_finite(_label(column), value)
    return list(value) if isinstance(value, tuple) else value


def _document(column: Column[Any], value: Any) -> Any:
    _refuse_not_finite(_label(column), value)
    return value


#: The first that fits; what a document or a list holds is judged by its own model.
_JUDGES: tuple[tuple[type[TypeEngine[Any]], Judge], ...] = (
    (String, _text),
    (Numeric, _decimal),
    (Integer, _whole),
    (Boolean, _flag),
    (Date, _day),
    (DateTime, _moment),
    (Uuid, _key),
    (JsonObject, _object),
    (JsonArray, _array),
    (Json, _document),
    (ARRAY, _array),
)
