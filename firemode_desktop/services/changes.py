"""Who wrote what stands in a register, cell by cell, from the log of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from firemode_desktop.domain.changes import Change, Deed, named
from firemode_desktop.models import Building
from firemode_desktop.models.documents import decimal
from firemode_desktop.queries import audit


@dataclass(frozen=True)
class Writers:
    """The latest changes of some rows: ``of(key)`` of the row, ``of(key, column)`` of one of its columns."""

    found: Mapping[tuple[UUID, str | None], Change]

    def of(self, key: UUID, column: str | None = None) -> Change | None:
        """Who wrote it last, None where that was before anything was logged."""
        return self.found.get((key, column))


NOBODY = Writers({})


def logged(session: Session) -> int:
    """How many entries the log holds."""
    return audit.entries(session)


def writers(session: Session, building_id: UUID, keys: Iterable[UUID]) -> Writers:
    """Who wrote the rows of ``keys`` last, as a whole and column by column."""
    wanted = set(keys)
    if not wanted:
        return NOBODY
    zone = _zone(session, building_id)
    found: dict[tuple[UUID, str | None], Change] = {}
    latest: dict[UUID, int] = {}
    for line in audit.last_of_columns(session, wanted):
        change = _change(line, zone)
        found[change.key, line.name] = change
        if line.entry_id > latest.get(change.key, -1):
            latest[change.key] = line.entry_id
            found[change.key, None] = change
    return Writers(found)


def _zone(session: Session, building_id: UUID) -> ZoneInfo:
    building = session.get(Building, building_id)
    return ZoneInfo(building.timezone if building is not None else "UTC")


def _change(line: Any, zone: ZoneInfo) -> Change:
    return Change(
        line.table_name,
        line.key,
        Deed(line.verb),
        line.at.astimezone(zone),
        named(line.full_name, line.username, line.by_login),
        line.by_user,
        line.transaction_id,
        {name: (before, after) for name, (before, after) in decimal(line.columns).items()},
    )
