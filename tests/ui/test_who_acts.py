"""Who works in the window is who the log names, also for deeds whose records keep nobody's name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.models import AuditEntry, Stair, User
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.window import Window

Calm = Callable[[Window], None]


def _by(database: Database, name: str) -> str | None:
    """The login of whoever added a stair of that name."""
    asked = (
        select(User.username)
        .join_from(AuditEntry, User, User.id == AuditEntry.by_user)
        .join(Stair, Stair.stair_id == text("ANY (row_keys)"))
        .where(AuditEntry.table_name == "stairs", Stair.stair_name == name)
    )
    return database.run(lambda session: session.scalar(asked))


def _add(name: str, session: Session) -> None:
    """A deed that names nobody."""
    building = session.scalar(text("SELECT id FROM buildings LIMIT 1"))
    session.add(Stair(building_id=building, stair_name=name))


def test_that_the_log_names_who_sits_at_the_window(
    window: Window, application: Application, database: Database, calm: Calm
) -> None:
    person = window.tools.person if window.tools else None
    assert person is not None
    window.background.do(window, partial(_add, "Stair-Y"), lambda _: None)
    calm(window)
    assert _by(database, "Stair-Y") == person.username
    database.run(lambda s: s.add(User(username="other", full_name="Other One", role="engineer")))
    application.sitting.sign_in("other")
    window.background.do(window, partial(_add, "Stair-Z"), lambda _: None)
    calm(window)
    assert _by(database, "Stair-Z") == "other"
    application.sitting.who()
    window.background.do(window, partial(_add, "Stair-0"), lambda _: None)
    calm(window)
    assert _by(database, "Stair-0") is None
