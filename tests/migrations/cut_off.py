"""Migrations whose connection is ended before one of their statements; the tests' and the long proof's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import create_engine, event

from alembic import command
from tests.migrations.schema import Schema, config

MIDDLE = "004_add_zones_equipment"


def counted(schema: Schema, move: Callable[[Any], None], at: int | None) -> int:
    """Run ``move`` on a connection whose backend is ended before its statement number ``at``; the number that ran."""
    engine = create_engine(schema.url)
    ran = 0

    def before(connection: Any, cursor: Any, statement: str, *others: Any) -> None:
        nonlocal ran
        if ran == at:
            schema.run("SELECT pg_terminate_backend(%s)", cursor.connection.info.backend_pid)
        ran += 1

    event.listen(engine, "before_cursor_execute", before)
    try:
        with engine.connect() as connection:
            settings = config(schema.url)
            settings.attributes["connection"] = connection
            move(settings)
    finally:
        engine.dispose()
    return ran


def down(settings: Any) -> None:
    """As far down as there is something to lose on the way."""
    command.downgrade(settings, MIDDLE)


def up(settings: Any) -> None:
    """To the newest."""
    command.upgrade(settings, "head")


def state(schema: Schema) -> tuple[Any, ...]:
    """Revision, shape, every value, and every copy that was kept."""
    copies = "SELECT to_regclass('firemode_archive.copies')"
    listed = schema.run("SELECT * FROM firemode_archive.copies ORDER BY 1") if schema.one(copies) else []
    return schema.revision(), schema.shape(), schema.contents(), listed
