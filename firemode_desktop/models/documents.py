"""Columns that hold documents: JSON whose numbers stay decimal."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine


class Json(TypeDecorator[Any]):
    """JSONB that keeps numbers decimal: ``Decimal`` goes in as a JSON number, fractions come back as ``Decimal``.

    ``None`` is SQL NULL, never JSON ``null``. Dates, UUIDs and words are written as text.
    """

    impl = JSONB
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(none_as_null=True)

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return plain(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return decimal(value)

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        """Paths into the document (``column["key"].astext``) work as on JSONB itself."""
        return JSONB().coerce_compared_value(op, value)


def plain(value: Any) -> Any:
    """``value`` as JSON can hold it: numbers as numbers, dates in ISO 8601, UUIDs and words as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (uuid.UUID, str)):
        return str(value)
    return value


def decimal(value: Any) -> Any:
    """A JSON document with its fractions as ``Decimal``, digit for digit as they are written."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, dict):
        return {key: decimal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [decimal(item) for item in value]
    return value


class JsonObject(Json):
    """A JSON object; a key that is set in place is noticed, what lies deeper is saved when it is assigned anew."""

    cache_ok = True


class JsonArray(Json):
    """A JSON array; an item that is changed in place is noticed, what lies deeper is saved when it is assigned anew."""

    cache_ok = True
