"""Writing what generating changes: one statement for what is retired, one for what changes, one for what is added."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from firemode_desktop.domain.difference import Changed, Difference
from firemode_desktop.models import TestInstanceTemplate
from firemode_desktop.models.documents import plain

TABLE = TestInstanceTemplate.__tablename__
KEY = "template_instance_id"
_ROWS = f"jsonb_populate_recordset(NULL::{TABLE}, CAST(:rows AS jsonb))"


def write(session: Session, building_id: UUID, found: Difference, at: datetime) -> None:
    """Write a difference: retire first, so that an identifier is free for what takes its place."""
    if found.retired:
        ids = [template.template_id for template in found.retired]
        table = TestInstanceTemplate
        session.execute(update(table).where(table.template_instance_id.in_(ids)).values(retired_at=at))
    changed = (*found.changed, *found.moved)
    if changed:
        _update(session, changed)
    if found.added:
        _insert(session, [{"building_id": building_id, **added.columns} for added in found.added])
    session.expire_all()


def _insert(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    names = ", ".join(rows[0])
    statement = f"INSERT INTO {TABLE} ({names}) SELECT {names} FROM {_ROWS}"
    session.execute(text(statement), {"rows": _document(rows)})


def _update(session: Session, changed: Sequence[Changed]) -> None:
    """Every column that changes anywhere is written for all of them, with the value it has where it stays."""
    names = sorted({name for change in changed for name in change.columns})
    rows = [
        {
            KEY: change.existing.template_id,
            **{name: change.existing.columns.get(name) for name in names},
            **{name: new for name, (_, new) in change.columns.items()},
        }
        for change in changed
    ]
    values = ", ".join(f"{name} = new.{name}" for name in names)
    statement = f"UPDATE {TABLE} SET {values} FROM {_ROWS} AS new WHERE {TABLE}.{KEY} = new.{KEY}"
    session.execute(text(statement), {"rows": _document(rows)})


def _document(rows: Sequence[Mapping[str, Any]]) -> str:
    """The rows as one JSON text; what JSON has no word for as ``documents.plain`` writes it."""
    return json.dumps(rows, default=plain)
