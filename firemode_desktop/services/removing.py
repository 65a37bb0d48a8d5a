"""Deleting what nothing refers to. Nobody may delete rows: the database does, where it finds that nothing is lost."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, cast, func, select
from sqlalchemy.orm import Session

from firemode_desktop.database.boundary import note_written
from firemode_desktop.models import Base


def remove(session: Session, model: type[Base], keys: Collection[UUID]) -> int:
    """Delete these rows (function ``delete_rows``, revision 024); returns how many there were.

    Raises, when it is run: Refused where something refers to one of them, or where it belongs to a building that the
    person has no rights to.
    """
    table = model.__tablename__
    session.flush()
    gone = session.scalar(select(func.delete_rows(table, cast(list(keys), ARRAY(Uuid)))))
    note_written(session, table)
    return int(gone or 0)
