"""What every table has in common: names, the version a row was read at, the server's times, plain dictionaries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    ARRAY,
    Column,
    Connection,
    DateTime,
    FetchedValue,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    event,
    inspect,
    text,
)
from sqlalchemy.ext.mutable import MutableDict, MutableList
from sqlalchemy.orm import (
    DeclarativeBase,
    InstrumentedAttribute,
    Mapped,
    Mapper,
    Relationship,
    declared_attr,
    mapped_column,
    relationship,
)
from sqlalchemy.orm.util import object_state

from firemode_desktop.models.columns import column
from firemode_desktop.models.documents import JsonArray, JsonObject
from firemode_desktop.models.judging import judge

#: PostgreSQL's own names, so that tables made by the migrations and by ``create_all`` are called alike.
NAMING = {"pk": "%(table_name)s_pkey", "fk": "%(table_name)s_%(column_0_name)s_fkey"}


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

    def __init__(self, **values: Any) -> None:
        """A new row from attribute values, each of which is judged, and then all of them together."""
        known = inspect(type(self)).attrs
        for name, value in values.items():
            if name not in known:
                raise TypeError(f"{type(self).__name__} has no column or relationship called {name!r}.")
            setattr(self, name, value)
        self.check_together()

    def check_together(self) -> None:
        """Judge what no column can judge alone; called for a new row and before anything is written.

        Raises ``Invalid`` with one sentence. Only what is known is looked at: nothing is read from the database.
        """

    def known(self, name: str) -> Any:
        """The value of a column if it is in memory, else None."""
        return object_state(self).dict.get(name)

    @property
    def on_record(self) -> bool:
        """Whether this row has been written to the database."""
        return object_state(self).key is not None

    def to_dict(self) -> dict[str, Any]:
        """The columns by attribute name, with their Python values (``Decimal``, ``UUID``, ``date`` …)."""
        return self._columns()

    def _columns(self, leave_out: Iterable[str] = ()) -> dict[str, Any]:
        hidden = self.private.union(leave_out)
        return {key: getattr(self, key) for key, _ in inspect(type(self)).columns.items() if key not in hidden}

    def _described(self, **parts: Any) -> str:
        """``Floor(floor_level='Level-5', stair='Stair-A')``."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in parts.items())})"


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _judge_what_is_set(of: type[Any], name: str, attribute: InstrumentedAttribute[Any]) -> None:
    """Every assignment to a column passes through ``judge``; validators of the model come after it."""
    columns = getattr(attribute.property, "columns", ())
    if columns and isinstance(columns[0], Column) and not columns[0].system:
        event.listen(attribute, "set", lambda row, value, old, by: judge(columns[0], value), retval=True)


@event.listens_for(Base, "mapper_configured", propagate=True)
def _notice_changes_in_place(mapper: Mapper[Any], of: type[Any]) -> None:
    """Documents and lists tell their row when they are changed; this wraps what the validators returned."""
    for name, kept in mapper.columns.items():
        if isinstance(kept.type, (JsonArray, ARRAY)):
            MutableList.associate_with_attribute(getattr(of, name))
        elif isinstance(kept.type, JsonObject):
            MutableDict.associate_with_attribute(getattr(of, name))


@event.listens_for(Base, "before_insert", propagate=True)
@event.listens_for(Base, "before_update", propagate=True)
def _judge_what_is_written(mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    row.check_together()


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


class Modelled:
    """What the row is called in the model of the building it came from; a file read again finds it by that."""

    external_id: Mapped[str | None] = column(
        Text, label="External id", help="Its identifier in the building model (COBie ExtIdentifier).", aside=True
    )


def unique_outside(table: str) -> Index:
    """One row of a building for one external id; any number without."""
    return Index(
        f"uq_{table}_external_id",
        "building_id",
        "external_id",
        unique=True,
        postgresql_where=text("external_id IS NOT NULL"),
    )
