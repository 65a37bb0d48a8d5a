"""What every table has in common: names, the version a row was read at, the server's times, plain dictionaries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import DateTime, FetchedValue, ForeignKey, MetaData, String, TypeDecorator, inspect, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.mutable import MutableDict, MutableList
from sqlalchemy.orm import DeclarativeBase, Mapped, Relationship, declared_attr, mapped_column, relationship
from sqlalchemy.orm.util import object_state
from sqlalchemy.types import TypeEngine

from firemode_desktop.models.columns import column

#: PostgreSQL's own names, so that tables made by the migrations and by ``create_all`` are called alike.
NAMING = {"pk": "%(table_name)s_pkey", "fk": "%(table_name)s_%(column_0_name)s_fkey"}


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


#: A JSON object, or a JSON array, whose changes in place are noticed and saved.
JsonObject = MutableDict.as_mutable(Json())
JsonArray = MutableList.as_mutable(Json())
JsonValue = Json()


class Base(DeclarativeBase):
    """A row of a table of this program."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: DateTime(timezone=True)}

    #: Columns that ``to_dict`` leaves out.
    private: ClassVar[frozenset[str]] = frozenset({"row_version"})

    row_version: Mapped[str] = mapped_column(
        "xmin",
        String,
        system=True,
        server_default=FetchedValue(),
        server_onupdate=FetchedValue(),
        info={"label": "Row version", "help": "Changes whenever anybody writes this row; read only."},
    )

    def to_dict(self) -> dict[str, Any]:
        """The columns by attribute name, with their Python values (``Decimal``, ``UUID``, ``date`` …)."""
        return self._columns()

    def _columns(self, leave_out: Iterable[str] = ()) -> dict[str, Any]:
        hidden = self.private.union(leave_out)
        return {key: getattr(self, key) for key, _ in inspect(type(self)).columns.items() if key not in hidden}

    def _loaded(self, name: str) -> Any:
        """The related row called ``name`` if somebody loaded it, else None: a text must never ask the database."""
        return object_state(self).dict.get(name)

    def _described(self, **parts: Any) -> str:
        """``Floor(floor_level='Level-5', stair='Stair-A')``."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in parts.items())})"


def new_id() -> Mapped[uuid.UUID]:
    """A primary key: made here so that it is known before it is written, or by the server for any other client."""
    return column(label="Id", primary_key=True, default=uuid.uuid4, server_default=text("gen_random_uuid()"))


def to_building(label: str = "Building") -> Mapped[uuid.UUID]:
    """The building a row belongs to."""
    return column(ForeignKey("buildings.id", ondelete="CASCADE"), label=label)


def to_one(child: str, parent: str, **options: Any) -> Relationship[Any]:
    """The row that column ``child`` names, e.g. ``to_one("Door.floor_id", "Floor.floor_id")``.

    The composite foreign keys share ``building_id`` and ``stair_id``; joined by the one column that is its own,
    each relationship writes that column only and none disputes another's.
    """
    return relationship(lazy="raise", primaryjoin=f"foreign({child}) == remote({parent})", **options)


def to_many(parent: str, child: str, order_by: str, **options: Any) -> Relationship[Any]:
    """The rows whose column ``child`` names this one, in ``order_by``; deleting is left to the database."""
    if "back_populates" in options:
        options.setdefault("cascade", "all")
        options.setdefault("passive_deletes", True)
    else:
        options["viewonly"] = True
    return relationship(lazy="raise", primaryjoin=f"{parent} == foreign({child})", order_by=order_by, **options)


class Created:
    """When the row was first written, by the server's clock."""

    created_at: Mapped[datetime] = column(label="Created", server_default=text("now()"))


class Timestamps(Created):
    """Also when it was last written; a trigger keeps it, whoever writes (page 1, C17)."""

    updated_at: Mapped[datetime] = column(label="Updated", server_default=text("now()"), server_onupdate=FetchedValue())


class Recorded:
    """When and by whom it was recorded; the time is the server's and nobody can set it."""

    recorded_at: Mapped[datetime] = column(
        label="Recorded", server_default=text("now()"), server_onupdate=FetchedValue()
    )

    @declared_attr
    @classmethod
    def recorded_by(cls) -> Mapped[uuid.UUID | None]:
        return column(ForeignKey("users.id"), label="Recorded by")


class Decommissionable:
    """Out of service from a day on; the row and its history stay (page 1, C8)."""

    decommissioned_on: Mapped[date | None] = column(
        label="Out of service since", help="From this day on it is no longer tested; its history stays."
    )
